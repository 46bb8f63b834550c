from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import SheetError
from knowledge.storage import front_matter_file, plain_yaml, yaml_text

MOMENT = datetime(2026, 11, 15, 18, tzinfo=UTC)
HELD = {
    "id": "12345e6789",
    "title": "L’enquête : « charge » #1 it's",
    "url": "https://a.be/x?y=1&z=%20#top",
    "date": date(2026, 11, 10),
    "updated": None,
    "first_seen": MOMENT,
    "themes": ["workload", "no", "a: b"],
    "documents": [{"url": "https://a.be/x.pdf", "title": "", "bytes": 12}, {"url": "http://b"}],
    "aliases": ["https://a.be", "- x", "12"],
    "twins": {"nl": "https://b.be"},
    "why": [{"tag": "themes/workload", "rule": "title", "words": ["charge", "[x]"]}],
    "history": [{"at": MOMENT, "key": "text", "was": [], "now": ["a"]}],
}

char = st.sampled_from(
    "aZé:# -'\"[]{},&*!|>%@`?~=<.0159/\\\t\n\r\x85\xa0\u2028\ufeff😀×ÿnulyesoftr"
)
text = st.text(char, max_size=12) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
word = st.from_regex(r"[A-Za-zé][A-Za-zé ,:#'.]{0,12}", fullmatch=True)
scalar = text | word | st.integers() | st.dates() | st.none() | st.booleans()
key = st.sampled_from(["title", "no", "null", "on", "nl", "a-b", "", "x y", "Was"]) | st.from_regex(
    r"[a-z_]{1,6}", fullmatch=True
)
nested = st.recursive(
    scalar,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(key, inner, max_size=3),
    max_leaves=8,
)
data = st.dictionaries(key, nested, max_size=4)
line = st.text("ab:- '#\"nul~1é|>&*[]{}?!,.", max_size=10)
shaped = st.builds(
    lambda pad, dash, name, value: f"{pad}{dash}{name}{value}",
    st.sampled_from(["", "", "  ", "    ", " "]),
    st.sampled_from(["", "", "- ", "-"]),
    st.sampled_from(
        ["", "title: ", "title:", "was: ", "was:", "nl: ", "null: ", "review: ", "'a': "]
    ),
    st.sampled_from(
        [
            "",
            "a",
            "'a'",
            "'a''b'",
            "null",
            "12",
            "2026-11-10",
            "http://x",
            "a: b",
            "a #b",
            "a:",
            "|",
            "~",
        ]
    )
    | line,
)


def by_pyyaml(held):
    return yaml_text._exported(held)


def by_events(head):
    try:
        keys = front_matter_file._read(head, "x.md")
    except SheetError:
        return None
    return keys.data, {key: number - 2 for key, number in keys.lines.items()}


@settings(max_examples=1500, deadline=None)
@given(data)
def test_what_is_written_the_short_way_is_what_pyyaml_writes(held):
    assert plain_yaml.dump(held, yaml_text._quoted) in (None, by_pyyaml(held))


@settings(max_examples=1000, deadline=None)
@given(data)
def test_what_was_written_is_read_the_short_way_as_pyyaml_reads_it(held):
    head = by_pyyaml(held)

    assert plain_yaml.load(head) in (None, by_events(head))


@settings(max_examples=3000, deadline=None)
@given(st.lists(shaped, min_size=1, max_size=5))
def test_whatever_stands_there_is_read_the_short_way_as_pyyaml_reads_it_or_not_at_all(lines):
    head = "\n".join(lines) + "\n"

    assert plain_yaml.load(head) in (None, by_events(head))


@settings(max_examples=500, deadline=None)
@given(st.integers(0, 600), st.sampled_from(list("\t\r\x85\u2028\ufeff #:-'\"&*!|[{?~a\n")))
def test_one_wrong_character_anywhere_is_never_read_another_way(place, wrong):
    head = by_pyyaml(HELD)
    bent = head[:place] + wrong + head[place:]

    assert plain_yaml.load(bent) in (None, by_events(bent))


def test_what_nearly_every_entry_has_goes_the_short_way():
    head = by_pyyaml({name: value for name, value in HELD.items() if name != "history"})

    assert plain_yaml.dump(HELD, yaml_text._quoted) == by_pyyaml(HELD)
    assert plain_yaml.load(head.replace("'[x]'", "x").replace("title: ''", "title: x")) is not None


@pytest.mark.parametrize(
    "head", ["", "title: x", "title:\n", "title: x\ntitle: y\n", "review: x\n", "- a\n", "  a: b\n"]
)
def test_what_is_not_certain_is_refused(head):
    assert plain_yaml.load(head) is None
