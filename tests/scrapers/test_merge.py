from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from knowledge.model import Change, Entry, EntryDocument, Why
from scrapers import merge
from scrapers.clean import entry_id
from scrapers.known_entries import KnownEntries

FIRST = datetime(2026, 11, 15, 18, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 18, tzinfo=UTC)
STORED = Entry(
    id=entry_id.of("https://x.be/fr/a"),
    title="Un titre",
    url="https://x.be/fr/a",
    source="x",
    lang="fr",
    type="news",
    date=date(2026, 11, 10),
    first_seen=FIRST,
    summary="Un extrait.",
    documents=(EntryDocument("https://x.be/a.pdf"),),
    why=(Why("themes/health", "words", ("santé",)),),
    themes=("health",),
)


def found(**changes):
    return replace(STORED, first_seen=LATER, **changes)


def known_entries(*entries):
    return KnownEntries(entries or [STORED])


@pytest.mark.parametrize(
    "url", ["https://x.be/fr/a", "http://www.x.be/fr/a/", "https://www.x.be/fr/a"]
)
def test_an_entry_is_found_again_at_its_address_however_it_is_spelt(url):
    assert known_entries().find(found(id="other", url=url)) == STORED


def test_another_address_is_another_entry():
    assert known_entries().find(found(id="other", url="https://x.be/fr/a-0")) is None


def test_an_entry_is_found_at_a_former_address_and_by_the_former_address_of_what_was_found():
    moved = replace(STORED, url="https://x.be/fr/b", aliases=("https://x.be/fr/a",))

    assert known_entries(moved).find(found(id="other")) == moved
    assert (
        known_entries().find(
            found(id="other", url="https://x.be/fr/b", aliases=("https://x.be/fr/a",))
        )
        == STORED
    )


def test_an_act_is_found_by_its_number_in_its_own_language():
    french = replace(STORED, external_id="numac:2026991301")

    assert (
        known_entries(french).find(
            found(id="o", url="https://x.be/z", title="Z", external_id="numac:2026991301")
        )
        == french
    )
    assert (
        known_entries(french).find(
            found(id="o", url="https://x.be/nl", lang="nl", external_id="numac:2026991301")
        )
        is None
    )


def test_two_acts_at_one_address_are_two_entries():
    french = replace(STORED, external_id="numac:2026991301")

    assert known_entries(french).find(found(id="o", external_id="numac:2026991302")) is None
    assert (
        known_entries(french).find(found(id="o", external_id="numac:2026991301", lang="nl")) is None
    )


def test_a_guid_is_believed_while_the_address_the_title_or_the_day_is_the_same():
    stored = replace(STORED, external_id="guid:x.be:1")

    assert (
        known_entries(stored).find(found(external_id="guid:x.be:1", url="https://x.be/fr/b"))
        == stored
    )
    assert (
        known_entries(stored).find(found(external_id="guid:x.be:1", title="Autre titre")) == stored
    )
    moved = found(external_id="guid:x.be:1", url="https://x.be/fr/b", title="Autre")
    assert known_entries(stored).find(moved) == stored
    assert known_entries(stored).find(replace(moved, date=date(2026, 12, 10))) is None
    assert known_entries(stored).find(replace(moved, date=None)) is None


def test_a_guid_that_changes_at_every_reading_makes_no_new_entry():
    stored = replace(STORED, external_id="guid:x.be:1")

    assert known_entries(stored).find(found(id="other", external_id="guid:x.be:2")) == stored


def test_a_guid_used_again_for_another_story_takes_no_one_s_place():
    stored = replace(STORED, external_id="guid:x.be:1")
    again = found(external_id="guid:x.be:1", url="https://x.be/fr/b", title="Autre")

    named = known_entries(stored).with_free_id(again)

    assert named.id != stored.id
    assert named.id == entry_id.of("https://x.be/fr/b")
    assert known_entries().with_free_id(found(id="fresh")).id == "fresh"


def test_what_the_source_corrected_is_taken_over_and_the_old_value_kept():
    corrected = merge.update(
        STORED,
        found(title="Un titre corrigé", date=date(2026, 11, 9), summary="Un autre extrait."),
        LATER,
    )

    assert (corrected.title, corrected.date, corrected.summary) == (
        "Un titre corrigé",
        date(2026, 11, 9),
        "Un autre extrait.",
    )
    assert corrected.history == (
        Change(LATER, "title", "Un titre"),
        Change(LATER, "date", "2026-11-10"),
        Change(LATER, "summary", "Un extrait."),
    )
    assert (corrected.id, corrected.first_seen) == (STORED.id, FIRST)


def test_a_first_date_stays_the_date_and_a_later_one_is_of_a_change():
    moved = merge.update(STORED, found(date=date(2026, 11, 20)), LATER)

    assert (moved.date, moved.updated) == (date(2026, 11, 10), date(2026, 11, 20))
    assert moved.history == ()
    again = merge.update(moved, found(date=date(2026, 11, 20), updated=date(2026, 11, 21)), LATER)
    assert (again.date, again.updated) == (date(2026, 11, 10), date(2026, 11, 21))


def test_what_did_not_change_changes_nothing():
    assert merge.update(STORED, found(), LATER) == STORED


def test_what_is_merely_absent_takes_nothing_away():
    poorer = found(date=None, summary="", documents=(), twins={}, aliases=())

    assert merge.update(STORED, poorer, LATER) == STORED


def test_a_date_that_was_unknown_is_no_correction():
    undated = replace(STORED, date=None)

    assert merge.update(undated, found(), LATER) == STORED


def test_an_excerpt_cut_elsewhere_is_no_correction():
    longer = merge.update(
        replace(STORED, summary="Un extrait…"), found(summary="Un extrait plus long."), LATER
    )

    assert longer.summary == "Un extrait plus long."
    assert longer.history == ()


def test_people_s_note_and_review_and_the_status_stay():
    noted = replace(STORED, review="review:\n  type: idea\n", body="Note.", status="moved")

    kept = merge.update(noted, found(title="Neuf"), LATER)

    assert (kept.review, kept.body, kept.status) == (noted.review, noted.body, noted.status)


def test_a_person_s_choice_outlives_a_correction():
    reviewed = replace(
        STORED,
        type="idea",
        themes=("equality",),
        why=(
            Why("type/news", "default"),
            *STORED.why,
            Why("type/idea", "review"),
            Why("themes/equality", "review"),
        ),
    )

    assert merge.update(reviewed, found(), LATER) == reviewed


def test_tags_follow_the_words_as_they_are_now():
    now = found(type="study", themes=("ages",), why=(Why("themes/ages", "words", ("âge",)),))

    kept = merge.update(STORED, now, LATER)

    assert (kept.type, kept.themes, kept.why) == ("study", ("ages",), now.why)


def test_an_entry_with_a_new_address_keeps_its_id_and_its_old_address():
    kept = merge.update(STORED, found(url="https://x.be/fr/b"), LATER)

    assert (kept.id, kept.url, kept.aliases) == (
        STORED.id,
        "https://x.be/fr/b",
        ("https://x.be/fr/a",),
    )
    assert kept.history == (Change(LATER, "url", "https://x.be/fr/a"),)


def test_a_list_that_still_gives_the_old_address_does_not_move_it_back():
    moved = merge.move(STORED, "https://x.be/fr/b", LATER)

    assert merge.update(moved, found(), LATER) == moved


def test_a_moved_entry_says_so_and_is_found_at_both_addresses():
    moved = merge.move(STORED, "https://x.be/fr/b", LATER)

    assert (moved.status, moved.url, moved.aliases) == (
        "moved",
        "https://x.be/fr/b",
        ("https://x.be/fr/a",),
    )
    assert moved.history == (Change(LATER, "url", "https://x.be/fr/a"),)
    assert KnownEntries([moved]).at("x.be/fr/a") == KnownEntries([moved]).at("x.be/fr/b") == moved
    assert merge.move(moved, "http://www.x.be/fr/b/", LATER) == moved


def test_an_entry_that_moved_back_has_no_address_twice():
    there = merge.move(STORED, "https://x.be/fr/b", LATER)

    again = merge.move(there, "https://x.be/fr/a", LATER + timedelta(days=7))

    assert (again.url, again.aliases) == ("https://x.be/fr/a", ("https://x.be/fr/b",))


def test_an_entry_that_is_gone_stays_and_may_come_back():
    gone = merge.mark_gone(STORED, LATER)
    back = merge.mark_active(gone, LATER + timedelta(days=7))

    assert gone.status == "gone"
    assert gone.history == (Change(LATER, "status", "active"),)
    assert merge.mark_gone(gone, LATER + timedelta(days=1)) == gone
    assert back.status == "active"
    assert back.history[-1] == Change(LATER + timedelta(days=7), "status", "gone")


def test_a_further_address_is_noted_once():
    noted = merge.add_alias(STORED, "https://y.be/b")

    assert noted.aliases == ("https://y.be/b",)
    assert merge.add_alias(noted, "http://www.y.be/b/") == noted
    assert merge.add_alias(noted, STORED.url) == noted


def test_a_source_that_changes_its_mind_forever_does_not_fill_the_disk():
    entry = STORED
    for turn in range(200):
        entry = merge.update(entry, found(title=f"Titre {turn}", url=f"https://x.be/{turn}"), LATER)

    assert len(entry.history) <= merge.MAX_HISTORY
    assert len(entry.aliases) <= merge.MAX_ALIASES
    assert entry.history[-1].was == "Titre 198"


def test_a_version_that_was_found_stays_marked_until_the_page_states_one():
    mark = Why("twins/nl", "likeness")
    stored = replace(STORED, twins={"nl": "https://x.be/nl/a"}, why=(*STORED.why, mark))

    silent = merge.update(stored, found(), LATER)
    stating = merge.update(stored, found(twins={"nl": "https://x.be/nl/b"}), LATER)

    assert mark in silent.why
    assert mark not in stating.why
    assert stating.twins == {"nl": "https://x.be/nl/b"}
