"""A text read as nodes: as PyYAML reads it, with lines, whatever is in it."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.storage import yaml_document

char = st.sampled_from("aZé:# -'\"[]{},|>~0.\\\t\n\r\x85\xa0\u2028\ufeff😀×nulyes")
word = st.from_regex(r"[A-Za-zé][A-Za-zé ,:#'.]{0,12}", fullmatch=True)
nested = st.recursive(
    st.text(char, max_size=12) | word | st.integers() | st.dates() | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(word, inner, max_size=3),
    max_leaves=8,
)
line = st.text("ab:- '#\"nul~1é|>&*[]{}?!,.", max_size=10)


def by_pyyaml(text):
    return yaml.load(text, Loader=yaml.CBaseLoader)


def told(text, **options):
    return [refusal.what for refusal in yaml_document.parse(text, **options).refusals]


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(word, nested, min_size=1, max_size=4))
def test_what_was_written_is_read_as_pyyaml_reads_it(held):
    text = yaml_document.dump(held)
    root = yaml_document.parse(text).whole()

    assert yaml_document.texts(root, nulls=frozenset()) == by_pyyaml(text)


@settings(max_examples=300, deadline=None)
@given(st.lists(line, min_size=1, max_size=5))
def test_whatever_is_typed_is_read_as_pyyaml_reads_it_or_refused(lines):
    text = "\n".join(lines) + "\n"
    tree = yaml_document.parse(text)

    if tree.error is None and not tree.refusals and tree.root and not _odd(tree.root):
        assert yaml_document.texts(tree.root, nulls=frozenset()) == by_pyyaml(text)


def _odd(root):
    """Whether a key is no word, or is there twice: PyYAML fails on the one and takes the last."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        waiting += node.items
        if node.kind == "mapping" and any(key.kind != "text" for key in node.key_nodes()):
            return True
    return bool(yaml_document.wrong_keys(root))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a: &x b\n", ["anchor"]),
        ("a: *x\n", ["alias"]),
        ("a: !t b\n", ["tag"]),
        ("a: b\n...\n", ["end"]),
        ("a: b\n--- c\n", ["document"]),
        ("a: [[[[b]]]]\n", ["depth"]),
    ],
)
def test_what_is_not_accepted_is_told(text, what):
    assert told(text, max_depth=4) == what


def test_what_was_read_before_a_mistake_is_kept():
    tree = yaml_document.parse("a: b\nc: 'd\n")

    assert tree.error
    assert [key.text for key in tree.root.key_nodes()] == ["a", "c"]


def test_nodes_know_where_they_are():
    text = "a: 😀\nbb:\n- c\n- 'd'\n"
    root = yaml_document.parse(text).whole()
    ((_, smile), (key, listed)) = root.pairs()

    assert text[smile.start : smile.end] == "😀"
    assert (key.line, key.column) == (1, 0)
    assert [text[item.start : item.end] for item in listed.items] == ["c", "'d'"]
    assert yaml_document.lines(root)["bb", 1] == 4
