"""What the mail of a week tells, and what it leaves out."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from knowledge.health import Health, SourceHealth
from publish import site_context, site_metadata
from publish.pages import digest

WEEK = "2026-W47"
SITE = {"root_url": "https://watch.example/"}
MONDAY = datetime(2026, 11, 23, 5, tzinfo=UTC)
LAST_WEEK = datetime(2026, 11, 16, 5, tzinfo=UTC)
READ = Health({"ministry": SourceHealth(baseline_at=LAST_WEEK, last_success=MONDAY)})


def told(library, lang="fr", order=(), themes=(), site=SITE):
    """Return what the mail of the week tells."""
    metadata = site_metadata.of(site, lang, "Vigie")
    return digest.of(WEEK, site_context.build(library, lang, metadata), order, themes)


def titles(made):
    """Return what stands under each heading."""
    return {part.label: [line.title for line in part.lines] for part in made.parts}


def written(library, root, text):
    """Let a person introduce the week."""
    path = root / "docs" / "fr" / "weeks" / f"{WEEK}.md"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return replace(library, root=root, introductions={WEEK: ("fr",)})


def test_what_a_person_picked_out_stands_first_then_each_kind_in_the_order_of_the_bulletin(
    entry, library_of
):
    library = library_of(
        entry(id="a", type="news", title="A"),
        entry(id="b", type="law", title="B"),
        entry(id="c", type="tool", title="C", review="review:\n  highlight: true\n"),
    )

    made = told(library, order=("law", "news"))

    assert list(titles(made).items()) == [
        ("Notre sélection", ["C"]),
        ("Législation", ["B"]),
        ("Actualité", ["A"]),
    ]
    assert made.count == 3
    assert made.parts[0].lines[0].facts[0] == "Outil"


def test_versions_of_one_story_are_one_line(entry, library_of):
    french, dutch = "https://a.example/fr", "https://a.example/nl"
    library = library_of(
        entry(id="a", url=french, title="Une loi", twins={"nl": dutch}),
        entry(id="b", url=dutch, title="Een wet", lang="nl", twins={"fr": french}),
    )

    assert titles(told(library)) == {"Législation": ["Une loi"]}
    assert titles(told(library, "nl")) == {"Wetgeving": ["Een wet"]}
    assert told(library).parts[0].lines[0].versions == (("nl", dutch),)


@pytest.mark.parametrize("facts", [{"aside": "off-topic"}, {"status": "gone"}])
def test_what_is_set_aside_or_gone_is_left_out(entry, library_of, facts):
    made = told(library_of(entry(id="a"), entry(id="b", **facts)))

    assert (made.count, len(made.parts[0].lines)) == (1, 1)


def test_the_law_has_its_days_whether_known_or_not(entry, library_of):
    review = "review:\n  in_force: 2027-01-01\n  note: {fr: Ce qui change.}\n"
    library = library_of(
        entry(id="a", title="Arrêté royal du 5 novembre 2026 sur le télétravail"),
        entry(id="b", review=review, date=date(2026, 11, 19)),
        entry(id="c", type="news"),
    )

    act, stated = told(library).parts[0].lines

    assert act.days == (
        "Acte\u00a0: 5\u00a0novembre\u00a02026",
        "Publication\u00a0: 20\u00a0novembre\u00a02026",
        "Entrée en vigueur\u00a0: non connue",
    )
    assert stated.days[-1] == "Entrée en vigueur\u00a0: 1er\u00a0janvier\u00a02027"
    assert (stated.note, stated.note_lang) == ("Ce qui change.", "fr")
    assert told(library).parts[1].lines[0].days == ()


def test_an_event_has_its_own_day_and_another_language_is_named(entry, library_of):
    made = told(library_of(entry(id="a", type="event", event_date=date(2027, 1, 12), lang="en")))

    assert made.parts[0].lines[0].facts[2:] == ("Le 12\u00a0janvier\u00a02027", "en anglais")


def test_what_came_out_long_ago_and_was_seen_now_stands_last(entry, library_of):
    seen = datetime(2026, 11, 18, tzinfo=UTC)
    old = entry(id="b", title="Vieux", date=date(2026, 9, 1), first_seen=seen)
    library = replace(library_of(entry(id="a"), old), health=READ)

    last = told(library).parts[-1]

    assert (last.label, last.lines[0].title) == ("Publié plus tôt, vu cette semaine", "Vieux")


def test_themes_narrow_it(entry, library_of):
    library = library_of(entry(id="a", title="A"), entry(id="b", title="B", themes=("health",)))

    made = told(library, themes=("health",))

    assert titles(made) == {"Législation": ["B"]}
    assert made.themes == ("Santé",)


def test_an_address_that_is_none_or_too_long_leaves_the_title_alone(entry, library_of):
    urls = ("javascript:alert(1)", "https://a.example/" + "x" * 600)
    library = library_of(*(entry(id=str(n), url=url) for n, url in enumerate(urls)))

    assert {line.url for line in told(library).parts[0].lines} == {""}


def test_a_long_title_ends_in_an_ellipsis_and_controls_go(entry, library_of):
    made = told(library_of(entry(title="a\r\nBcc: \u202ex " + "mot " * 90)))

    title = made.parts[0].lines[0].title
    assert title.startswith("a Bcc: x mot")
    assert len(title) <= digest.TITLE
    assert title.endswith("…")


def test_it_leads_to_the_page_of_the_week_or_nowhere_where_the_site_has_no_address(
    entry, library_of
):
    library = library_of(entry())

    assert told(library).url == f"https://watch.example/fr/weeks/{WEEK}/"
    assert told(library, site={}).url == ""


def test_there_is_no_such_week(library_of):
    context = site_context.build(library_of(), "fr")
    for week in ("", "2026-W60", "2026-47", "../x"):
        with pytest.raises(ValueError, match=r"."):
            digest.of(week, context)


def test_the_coordinators_word_keeps_what_every_program_shows(library_of, tmp_path):
    text = (
        "# Son titre\n\nLisez **ceci** et [le radar](../radar.md#x), [là](#bas), [un](https://a.example/)"
        " [deux](//b.example/x) [trois](mailto:a@b.example)"
        " ![image](x.png)<script>alert(1)</script>\n\n## Suite\n\n- un\n\n| a | b |\n|---|---|\n| c | d |\n\n"
        '<div style="position:fixed" class="x" onclick="y()">bloc</div> [x](javascript:z)\n'
    )

    made = told(written(library_of(), tmp_path, text))

    for kept in (
        "<strong>ceci</strong>",
        '<a href="https://watch.example/fr/radar/#x">le radar</a>',
        f'<a href="https://watch.example/fr/weeks/{WEEK}/#bas">là</a>',
        '<a href="https://a.example/">un</a>',
        '<a href="https://b.example/x">deux</a>',
        '<a href="mailto:a@b.example">trois</a>',
        "[image]",
        "<h3>Suite</h3>",
        "<li>un</li>",
        "bloc",
    ):
        assert kept in made.word
    for gone in ("Son titre", "script", "style", "class", "onclick", "<table", "<td", "javascript"):
        assert gone not in made.word
    assert not made.word_goes_on


def test_a_long_word_goes_on_on_the_site(library_of, tmp_path):
    text = "\n\n".join(f"Alinéa {n} {'mot ' * 50}" for n in range(100))

    made = told(written(library_of(), tmp_path, text))

    assert made.word.startswith("<p>Alinéa 0")
    assert len(made.word.encode()) <= digest.WORD
    assert made.word_goes_on


def test_a_word_in_another_language_alone_is_not_told(library_of, tmp_path):
    made = told(written(library_of(), tmp_path, "Un mot."), "nl")

    assert (made.word, made.word_goes_on) == ("", False)


def test_a_cut_keeps_the_first_of_each_kind_and_counts_the_others(entry, library_of):
    some = [entry(id=f"{n}", type=kind) for n, kind in enumerate(["law"] * 5 + ["news"] * 2)]
    made = told(library_of(*some))

    cut = digest.cut(made, 2)

    assert [(len(part.lines), part.left_out) for part in cut.parts] == [(2, 3), (2, 0)]
    assert (cut.count, cut.left_out) == (7, 3)
    assert digest.cut(made, 0).left_out == 7
