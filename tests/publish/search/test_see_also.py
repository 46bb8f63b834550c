"""What to read next."""

from datetime import date

from publish.search import see_also
from publish.search.records import Record, Section
from publish.search.thesaurus import Thesaurus


def record(words: str) -> Record:
    return Record({}, ((1.0, words),))


def test_the_nearest_share_the_rarest_words():
    made = see_also.vectors(
        [record(said) for said in ("a b x", "a y z", "b x w", "q r s", "t u v", "m n o")]
    )

    assert see_also.nearest([0], made)[0] == [2, 1]


def test_what_shares_nothing_is_not_near_and_nothing_is_near_itself():
    made = see_also.vectors([record("a b"), record("c d"), record("")])

    assert see_also.nearest([0, 2], made) == {0: [], 2: []}


def test_a_page_is_followed_by_pages_and_entries_near_it_and_by_no_version_twice(library_of, entry):
    pages = [
        Section("fr", "a.md", "Télétravail", text="Isolement des équipes."),
        Section("fr", "a.md", "Télétravail", "Isolement", "i", "Équipes."),
        Section("fr", "b.md", "Isolement", text="Les équipes en télétravail."),
        Section("fr", "c.md", "Cantine", text="Repas."),
    ]
    dutch = "https://ministry.example/nl/x"
    entries = [
        entry(id="1", title="Isolement en télétravail", twins={"nl": dutch}, themes=(), summary=""),
        entry(id="2", title="Isolement", url=dutch, lang="nl", themes=(), summary="Télétravail"),
        entry(id="3", title="Cantines", themes=(), summary="", date=date(2026, 1, 1)),
        *(entry(id=f"9{n}", title=f"Mot{n} chose{n}", themes=(), summary="") for n in range(30)),
    ]

    found = see_also.of(pages, library_of(*entries), Thesaurus(), "fr")

    assert [link.at for link in found["a.md"]] == ["b/", "months/2026-11/#e-1"]
    assert [link.title for link in found["c.md"]] == ["Cantines"]


def test_a_note_does_not_lead_to_its_own_entry(library_of, entry):
    note = Section("fr", "entries/1.md", "Une loi nouvelle", text="Pour nous.")

    assert see_also.of(
        [note], library_of(entry(id="1"), entry(id="2", title="Autre")), Thesaurus(), "fr"
    ) == {note.path: []}


def test_the_archive_does_not_make_a_build_longer(library_of, entry):
    many = [
        entry(id=str(n), title="Télétravail", date=date(2020, 1, 1)) for n in range(see_also.RECENT)
    ]
    page = Section("fr", "a.md", "Cantine")

    found = see_also.of(
        [page],
        library_of(*many, entry(id="old", title="Cantine", date=date(2019, 1, 1))),
        Thesaurus(),
        "fr",
    )

    assert found == {"a.md": []}
