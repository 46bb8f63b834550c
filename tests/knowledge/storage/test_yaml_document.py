from datetime import UTC, date, datetime

import frontmatter
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from knowledge.storage import yaml_document

HOSTILE = [
    "", " ", "  a", "a  ", "\t", "\ta", "a\t", "a\tb", "\n", "a\n", "\na", "a\n\nb", "a\r\nb", "\r", "\x85", "a\x85b",
    "\u2028", "a\u2028 b", "\u2029", "\ufeff", "\ufeffa", "\xa0", "a\xa0", "\u202f:", "\u3000", "a\u3000", "\x7f",
    "\x00", "\x07", "\x1b[31m", "\u200b", "\u202e", "😀", "a 😀: b", "🇧🇪 # x", "\U0010fffe", "\uffff", "é", "e\u0301",
    "---", "--- a", "...", "--", "----", "-", "- a", "-a", "?", "? a", ":", ": a", "a:", "a: b", "a :b", "a:b", "::",
    "#", "# a", "a #b", "a#b", " # a", "&a", "*a", "& a", "&a *a", "!", "!!", "!a", "!!python/object:os.system x",
    "!!python/object/apply:os.system ['id']", "!!binary aGk=", "!<tag:x> a", "%", "%YAML 1.1", "@a", "`a`", "|", "|-",
    ">", "> a", "[", "]", "[a]", "[a", "{", "}", "{a: b}", "{{ config }}", "{% raw %}", "${x}", "<<", "<<: *a", "=",
    ",", "a, b", "'", "''", "'a'", "a'b", '"', '""', '"a"', 'a"b', "'\"", "\\", "\\n", "a\\", '\\"', "\\x41",
    "y", "n", "yes", "no", "No", "NO", "on", "off", "true", "True", "FALSE", "null", "Null", "~", "none", "None",
    "0", "00", "07", "010", "0x1f", "0o17", "0b1", "1_000", "+1", "-1", "1.", ".5", "1.5", "1e5", "1E+5", ".inf",
    "-.Inf", ".nan", "12:30", "12:30:45", "190:20:30", "1,5", "2026-11-15", "2026-1-5", "2026-11-15T18:00:00Z",
    "2026-11-15 18:00:00", "2026-02-30", "2026", "12345e6789", "0123456789", "1234567890", "1e10000000",
    "<script>alert(1)</script>", "<svg/onload=x>", "<![ x", "{#id .class}", "[a](javascript:x)", "::error::",
    "../../etc/passwd", "C:\\con", "a" * 10_000, "a " * 5_000, "é: " * 3_000, "# " * 2_000, "'" * 3_000, "\n" * 500,
    "L’enquête : « charge » et qualité", "Vacature – 50 %", "1ᵉʳ janvier", "title: x\nreview: y", "x\n---\nbody",
    "a\n---\n", "review:", "\nreview: y\n", "a\n  b\n c", "  \n  a", "key: 'v", "- - -", "? - :", "null # x",
]  # fmt: skip

text = st.text(st.characters(exclude_categories=["Cs"])) | st.text(
    "-:#&*!%@`|>?[]{},'\"\\ \n\t\r\x85\u2028aé0.~=<😀"
)
data = st.dictionaries(
    st.from_regex(r"[a-z_]{1,12}", fullmatch=True),
    text
    | st.integers()
    | st.dates()
    | st.lists(text, min_size=1)
    | st.dictionaries(text, text, min_size=1),
    min_size=1,
)


def read(said):
    return yaml.load(said, Loader=yaml.CSafeLoader)


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_text_comes_back_as_it_was_from_every_place_and_reader(value):
    held = {"first": value, "list": [value, {"in": value}], "map": {"k": value}, "last": value}

    said = yaml_document.dump(held)

    assert read(said) == held
    assert yaml.load(said, Loader=yaml.SafeLoader) == held
    assert frontmatter.loads(f"---\n{said}---\nbody").metadata == held
    assert get_data(f"---\n{said}---\nbody") == ("body", held)


@settings(max_examples=400, deadline=None)
@given(data)
def test_any_data_comes_back_as_it_was(held):
    said = yaml_document.dump(held)

    assert read(said) == held
    assert list(read(said)) == list(held)


@settings(max_examples=400, deadline=None)
@given(text)
def test_a_text_takes_one_line_and_can_not_look_like_the_end_of_the_front_matter(value):
    said = yaml_document.dump({"k": value, "l": [value]})

    assert said.count("\n") == 3
    assert not any(line.startswith(("---", "...")) for line in said.split("\n"))


def test_what_is_a_number_to_yaml_1_2_only_is_quoted():
    said = yaml_document.dump({"id": "12345e6789", "octal": "0o17", "plain": "a1e5"})

    assert said == "id: '12345e6789'\noctal: '0o17'\nplain: a1e5\n"


def test_an_emoji_is_legible():
    assert yaml_document.dump({"title": "🎉 Bravo : l’équipe"}) == "title: '🎉 Bravo : l’équipe'\n"


def test_the_same_list_twice_is_written_twice_not_aliased():
    words = ["a"]

    assert "*" not in yaml_document.dump({"k": words, "l": words})


def test_a_time_is_written_in_iso_8601_and_comes_back_with_its_zone():
    moment = datetime(2026, 11, 15, 18, tzinfo=UTC)

    said = yaml_document.dump({"at": moment, "day": date(2026, 11, 15)})

    assert said == "at: 2026-11-15T18:00:00+00:00\nday: 2026-11-15\n"
    assert read(said) == {"at": moment, "day": date(2026, 11, 15)}
    assert frontmatter.loads(f"---\n{said}---\n").metadata == read(said)


def test_half_of_a_utf_16_pair_becomes_the_replacement_character():
    assert read(yaml_document.dump({"k": ["a\ud800b"], "m": {"\udfff": "x"}})) == {
        "k": ["a\ufffdb"],
        "m": {"\ufffd": "x"},
    }
