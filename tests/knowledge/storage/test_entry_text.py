from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import frontmatter
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from knowledge.errors import SheetError
from knowledge.model import Change, Entry, EntryDocument, Why
from knowledge.storage import entry_text
from knowledge.storage.entry_text import FrontMatter

SEEN = datetime(2026, 11, 15, 18, tzinfo=UTC)
ENTRY = Entry(
    id="0a1b2c3d4e",
    title="L’enquête : charge de travail",
    url="https://emploi.belgique.be/fr/actualites/lenquete",
    source="spf-emploi-fr",
    lang="fr",
    type="news",
    date=date(2026, 11, 10),
    first_seen=SEEN,
)
FULL = replace(
    ENTRY,
    updated=date(2026, 11, 12),
    event_date=date(2026, 12, 1),
    event_end=date(2026, 12, 3),
    aside="off-topic",
    status="moved",
    themes=("workload", "psychosocial"),
    summary="Une enquête.",
    documents=(
        EntryDocument("https://a.be/x.pdf", "Rapport", 0),
        EntryDocument("https://a.be/y.pdf"),
    ),
    aliases=("https://a.be/old",),
    same_as=("https://b.be/x",),
    twins={"nl": "https://werk.belgie.be/nl/x", "de": "https://a.be/de"},
    external_id="2026991001",
    why=(Why("themes/workload", "title", ("charge de travail",)), Why("type/news", "source")),
    history=(
        Change(SEEN, "title", "Avant"),
        Change(SEEN, "text", ("a", ""), ("b",)),
        Change(SEEN, "text", (), ("c",)),
    ),
)
ORDER = (
    "id title url source lang type date updated event_date event_end first_seen status themes aside summary documents aliases same_as twins "
    "external_id why history"
)
REVIEW = (
    "review:\n  by: 'Zoé'   # her choice  \n  themes: [workload]\n\n  note: |\n    a\n\n    b\n"
)

hostile = st.text(st.characters(exclude_categories=["Cs"]))
words = st.lists(hostile, max_size=3).map(tuple)
urls = hostile.map(lambda end: "https://a.be/" + end)
days = st.dates()
times = st.datetimes(min_value=datetime(1990, 1, 1), timezones=st.just(UTC)).map(
    lambda t: t.replace(microsecond=0)
)
entries = st.builds(
    Entry,
    id=st.text("0123456789abcdef", min_size=10, max_size=10),
    title=hostile,
    url=urls,
    source=st.from_regex(r"[a-z0-9][a-z0-9_-]{0,40}", fullmatch=True),
    lang=st.sampled_from(["fr", "nl", "en"]),
    type=hostile,
    date=st.none() | days,
    first_seen=times,
    updated=st.none() | days,
    status=st.sampled_from(["active", "gone", "moved"]),
    themes=words,
    summary=hostile,
    documents=st.lists(
        st.builds(EntryDocument, urls, hostile, st.none() | st.integers(0)), max_size=2
    ).map(tuple),
    aliases=st.lists(urls, max_size=2).map(tuple),
    same_as=st.lists(urls, max_size=2).map(tuple),
    twins=st.dictionaries(st.sampled_from(["fr", "nl", "en"]), urls),
    external_id=hostile,
    why=st.lists(st.builds(Why, hostile, hostile, words), max_size=2).map(tuple),
    history=st.lists(st.builds(Change, times, hostile, hostile | words, words), max_size=2).map(
        tuple
    ),
    body=hostile,
)


def file(review="", body="", newline="\n"):
    return entry_text.to_markdown(replace(ENTRY, review=review, body=body), newline=newline)


def read(raw):
    return entry_text.from_markdown(raw, "docs/watch/a/x.md")


def codes(raw):
    with pytest.raises(SheetError) as caught:
        read(raw)
    return [(one.code, one.facts.get("line"), one.facts.get("key")) for one in caught.value.faults]


@settings(max_examples=300, deadline=None)
@given(entries)
def test_any_entry_comes_back_as_it_was(entry):
    assert read(entry_text.to_markdown(entry)) == entry


@settings(max_examples=150, deadline=None)
@given(entries)
def test_other_readers_of_front_matter_find_the_same_values(entry):
    text = entry_text.to_markdown(replace(entry, body="")).decode()

    metadata = frontmatter.loads(text).metadata

    assert metadata == get_data(text)[1]
    assert (metadata["title"], metadata["url"], metadata["date"]) == (
        entry.title,
        entry.url,
        entry.date,
    )
    assert metadata["first_seen"] == entry.first_seen


def test_keys_stand_in_the_order_of_the_design_and_empty_ones_are_left_out_except_the_date():
    full = frontmatter.loads(entry_text.to_markdown(FULL).decode()).metadata
    bare = frontmatter.loads(entry_text.to_markdown(replace(ENTRY, date=None)).decode()).metadata

    assert " ".join(full) == ORDER
    assert [*full, "review"] == list(FrontMatter.model_fields)
    assert list(bare) == [
        "id",
        "title",
        "url",
        "source",
        "lang",
        "type",
        "date",
        "first_seen",
        "status",
    ]
    assert bare["date"] is None


def test_the_date_and_first_seen_are_written_in_one_form():
    local = replace(
        ENTRY, first_seen=datetime(2026, 11, 15, 19, 0, 0, 7, tzinfo=timezone(timedelta(hours=1)))
    )

    lines = entry_text.to_markdown(local).decode().splitlines()

    assert "date: 2026-11-10" in lines
    assert "first_seen: 2026-11-15T18:00:00+00:00" in lines


def test_a_time_without_a_zone_is_a_bug():
    with pytest.raises(ValueError, match="no time zone"):
        entry_text.to_markdown(replace(ENTRY, first_seen=datetime(2026, 11, 15)))


def test_an_empty_history_of_a_text_that_grew_is_kept():
    assert read(entry_text.to_markdown(FULL)) == replace(
        FULL, twins=dict(sorted(FULL.twins.items()))
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "review",
    [
        "",
        "review: {type: law}\n",
        REVIEW,
        REVIEW.replace("\n", "\r\n"),
        "review:\t \n  a: b\n",
        "review: # nothing yet\n",
        "review: >-\n  folded\n\n\n  text\n\n\n",
        'review: "a\n  b"\n',
        "review:\n# at the margin\n  a: é\u2028\n",
        "review:\n  a: 😀 'q' \"\n",
        "# by Zoé\n#\n  # on Monday\nreview: x\n",
        "'review': y\n",
    ],
)
@pytest.mark.parametrize(
    "body",
    [
        "",
        "\n",
        "Une note.",
        "\nUne note.\n",
        "---\nnot: front matter\n---\n",
        "\r\nUne\r\nnote\r\n",
        "```yaml\n---\nreview: x\n---\n```\n",
        "  \n\n\n",
        "\ufeffa\x00\t{{ x }} \u2028 😀",
    ],
)
def test_what_people_wrote_comes_through_byte_for_byte(newline, review, body):
    raw = file(review, body, newline)

    entry = read(raw)

    assert (entry.review, entry.body) == (review, body)
    assert replace(entry, review="", body="") == ENTRY
    assert entry_text.to_markdown(entry, newline=newline) == raw


@settings(max_examples=200, deadline=None)
@given(st.text("rev:-#|>'\" \n\r\té😀\u2028ab[]{},", max_size=40), hostile)
def test_no_review_block_that_can_be_read_is_ever_bent(tail, body):
    raw = file(f"review: {tail}\n", body)
    try:
        entry = read(raw)
    except SheetError:
        return

    again = read(entry_text.to_markdown(entry))

    assert (again.review, again.body) == (entry.review, entry.body)
    assert entry.body == body or "---" in tail


def test_the_line_ends_of_an_old_macintosh_are_read():
    assert read(file(REVIEW, "x\r").replace(b"\n", b"\r")) == replace(
        ENTRY, review=REVIEW.replace("\n", "\r"), body="x\r"
    )


@pytest.mark.parametrize("place", range(10))
def test_a_review_block_is_found_wherever_the_editor_put_it(place):
    head, _, tail = file().decode().partition("---\n")[2].rpartition("---\n")
    lines = head.splitlines(keepends=True)

    entry = read(
        ("---\n" + "".join([*lines[:place], REVIEW, *lines[place:]]) + "---\n" + tail).encode()
    )

    assert entry == replace(ENTRY, review=REVIEW)


def test_comments_elsewhere_and_a_byte_order_mark_do_no_harm():
    raw = b"\xef\xbb\xbf" + file(REVIEW, "x").replace(b"title:", b"# program's\ntitle:  ").replace(
        b"lang: fr", b"lang: 'fr' # !"
    )

    assert read(raw) == replace(ENTRY, review=REVIEW, body="x")


def test_an_end_of_the_front_matter_without_a_last_new_line_is_an_empty_body():
    assert read(file(REVIEW)[:-1]) == replace(ENTRY, review=REVIEW)


def test_a_text_that_looks_like_another_type_is_read_as_text():
    raw = (
        file()
        .replace("L’enquête : charge de travail".encode(), b"x")
        .replace(b"title: 'x'", b"title: 2026")
    )

    assert read(raw).title == "2026"


def said(raw):
    with pytest.raises(SheetError) as caught:
        read(raw)
    return str(caught.value)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (b"review:\n\ta: b\n", ("sheet_tab", "12", None)),
        (b"review: a: b\n", ("sheet_colon_value", "11", None)),
        (b"review:\n  note\n  a: b\n", ("sheet_colon", "13", None)),
        (b"revue\n", ("sheet_no_colon", None, None)),
        (b'review: "a\n', ("sheet_quote_open", "11", None)),
        (b'review: "a" b\n', ("sheet_quote_inner", "11", None)),
        (b"review:\n  a: b\n c: d\n", ("sheet_indent", "13", None)),
        (b"review: *a\n", ("sheet_reserved", "11", None)),
        (b"review: &a b\n", ("sheet_reserved", "11", None)),
        (b"review: !x b\n", ("sheet_reserved", "11", None)),
        (b"review: x\nreview: y\n", ("sheet_key_twice", "12", "review")),
        (b"review: {a: 1, a: 2}\n", ("sheet_key_twice", "11", "a")),
        (b"note: x\n", ("sheet_key_unknown", "11", "note")),
        (b"title: x\n", ("sheet_key_twice", "11", "title")),
        (b"? a\n", ("sheet_key_place", "11", None)),
        (b"review: " + b"[" * 400 + b"]" * 400 + b"\n", ("sheet_depth", "11", None)),
        (b"review: \x07\n", ("sheet_yaml", "1", None)),
        (b"review: a\n...\n", ("sheet_yaml", "12", None)),
        (b"updated: 2026-02-30\n", ("sheet_value", "11", "updated")),
        (b"updated: 1700000000\n", ("sheet_value", "11", "updated")),
        (b"themes: workload\n", ("sheet_value", "11", "themes")),
        (b"aliases: ['javascript:alert(1)']\n", ("sheet_value", "11", "aliases")),
    ],
)
def test_what_an_editor_may_mistype_is_told_with_its_line(typed, expected):
    raw = file().replace(b"status: active\n", b"status: active\n" + typed)
    code, line, key = expected

    found = codes(raw)

    assert len(found) == 1
    assert found[0][0] == code
    assert line in (None, found[0][1])
    assert found[0][2] == key or key is None
    french, dutch = said(raw).splitlines()
    assert french.startswith("docs/watch/a/x.md")
    assert dutch.startswith("docs/watch/a/x.md")
    assert "{" not in french.replace("{a: 1", "")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "sheet_no_front_matter"),
        (b"text", "sheet_no_front_matter"),
        (b"---\nid: x\n", "sheet_no_front_matter"),
        (b"---\n---\n", "sheet_no_front_matter"),
        (b"---\n- a\n---\n", "sheet_key_place"),
        (b"---\n{id: x}\n---\n", "sheet_key_place"),
        (b"---\n id: x\n---\n", "sheet_key_place"),
        (b"---\njust text\n---\n", "sheet_no_colon"),
        (b"---\ntitle: \xe9\n---\n", "sheet_not_utf8"),
    ],
)
def test_what_is_no_entry_s_file_is_told(raw, code):
    assert codes(raw)[0][0] == code


def test_every_fault_of_the_values_is_told_at_once():
    raw = (
        file()
        .replace(b"lang: fr\n", b"")
        .replace(b"id: 0a1b2c3d4e", b"id: X")
        .replace(b"https://emploi", b"ftp://emploi")
    )

    assert codes(raw) == [
        ("sheet_value", "2", "id"),
        ("sheet_value", "4", "url"),
        ("sheet_key_missing", "1", "lang"),
    ]


def test_a_million_brackets_are_refused_in_no_time():
    raw = file().replace(
        b"status: active\n", b"status: active\nreview: " + b"[" * 1_000_000 + b"\n"
    )

    assert codes(raw)[0][0] in {"sheet_depth", "sheet_yaml"}


def test_a_million_dashes_are_refused_in_no_time():
    raw = file().replace(
        b"status: active\n", b"status: active\nreview:\n  " + b"- " * 500_000 + b"a\n"
    )

    assert codes(raw)[0][0] == "sheet_depth"


def test_a_million_comments_above_the_review_block_are_kept():
    comments = "# a\n" * 200_000

    assert read(file(comments + "review: x\n")).review == comments + "review: x\n"


def test_a_file_that_is_too_big_is_refused():
    assert codes(b"---\n" + b"a" * 33_000_000)[0][0] == "sheet_too_big"
