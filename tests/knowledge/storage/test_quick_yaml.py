"""The quick reading of YAML: what the nodes give, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.storage import quick_yaml, yaml_document

RARE = [
    "",
    "text",
    "- a",
    "{a: b}",
    "a: &x b",
    "a: *x",
    "a: !!str b",
    "a: 1\na: 2",
    "a:\n  b: 1\n  b: 2",
    "a: {b: 1, b: 2}",
    " a: b",
    "? a\n: b",
    "? [a]\n: b",
    "~: b",
    "a:\n  ~: b",
    "a: b\n...\n",
    "a: b\n---\nc: d\n",
    "a: [",
    "a:\tb: c",
    "a: " + "[" * 31 + "]" * 31,
    "a: \x07",
]


@pytest.mark.parametrize("text", RARE)
def test_what_is_rare_or_wrong_is_left_to_the_nodes(text):
    assert quick_yaml.keys(text) is None


def test_the_values_are_text_and_the_outermost_keys_have_their_lines():
    found = quick_yaml.keys("# note\na: 2026\n\nb:\n  - ~\n  - '~'\n  - {no: [1, ]}\nc:\n")
    assert found == (
        {"a": "2026", "b": [None, "~", {"no": ["1"]}], "c": None},
        {"a": 1, "b": 3, "c": 7},
    )


_words = st.text(st.sampled_from("ab01:-#~[]{}'\" \n&*!é"), max_size=12)
_values = st.recursive(
    _words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_words, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(_words.filter(bool), _values, min_size=1, max_size=4))
def test_what_is_written_is_read_as_the_nodes_read_it(held):
    text = yaml_document.dump(held)
    found = quick_yaml.keys(text)
    root = yaml_document.parse(text).whole()
    assert root is not None
    if found:
        assert found.data == yaml_document.texts(root)
        assert found.lines == {key.text: key.line for key, _ in root.pairs()}


@given(st.text(st.sampled_from("ab:-?#~[]{},'\" \n&*!.%|>"), max_size=40))
def test_any_text_is_read_as_the_nodes_read_it_or_left_to_them(text):
    found = quick_yaml.keys(text)
    if found:
        tree = yaml_document.parse(text)
        assert tree.root is not None
        assert not tree.refusals
        assert not [first for _, first in yaml_document.wrong_keys(tree.root) if first]
        assert found.data == yaml_document.texts(tree.root)
