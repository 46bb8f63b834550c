"""Why a text is no YAML, in the words of a reader of French or Dutch."""

import re

import pytest

from knowledge import problems
from knowledge.errors import ConfigError
from knowledge.storage import config_file, yaml_mistakes

# Words of PyYAML, libyaml and pydantic that no translation has.
ENGLISH = re.compile(
    r"\b(?:the|not|found|expected|allowed|while|scanning|parsing|character|token|input|should|value"
    r"|nothing|and|None|True|False)\b"
)
WRONG = (
    "a: b: c\n",
    "a:\n\tb: c\n",
    "a: [b\n",
    "a: {b: c\n",
    "a: 'b\n",
    'a: "b\n',
    'a: "b\\q"\n',
    "a: @b\n",
    "a: %b\n",
    "a: `b`\n",
    "a: !b c\n",
    "a: *b\n",
    "a: &b c\n",
    "a: b\nc\n",
    "a: b\n  c: d\n",
    "a:\n  - b\n c: d\n",
    "- a\nb: c\n",
    "a: b\n---\nc: d\n",
    "a: \x07\n",
    "a: 2026-02-30\n",
    "a: 2026-13-01\n",
    "a: b\na: c\n",
    "? [a]\n: b\n",
    "%YAML 3\n",
    "a: |x\n",
    "a: ]\n",
    "- - a\n  b\n -c\n",
)


@pytest.mark.parametrize("text", WRONG)
def test_no_word_of_the_parser_is_left(tmp_path, text):
    path = tmp_path / "a.yml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ConfigError) as refused:
        config_file.load(path)

    (problem,) = refused.value.problems
    for locale in ("fr", "nl"):
        said = problems.on_a_line(problem, locale)
        # What is quoted of the file is its author's.
        assert not ENGLISH.search(re.sub(r"[«“\"`].*?[»”\"`]", "", said)), said


def test_each_cause_is_in_the_catalogue():
    for _, sentence in yaml_mistakes.CAUSES:
        assert problems.in_locale(sentence, "fr") != sentence
    assert problems.in_locale(yaml_mistakes.OTHER, "nl") != yaml_mistakes.OTHER


def test_the_line_set_right_is_shown(tmp_path):
    path = tmp_path / "a.yml"
    path.write_text("name: Veille: la suite\nid: a\n", encoding="utf-8")

    with pytest.raises(ConfigError) as refused:
        config_file.load(path)

    (problem,) = refused.value.problems
    assert problem.line == 1
    assert problem.facts["found"].endswith('write: name: "Veille: la suite"')
