"""The job that may write takes a change of the block `review:`, and of nothing else."""

import pytest

from vigie.propose import is_only_review

PLAIN = "---\nid: a\ntitle: T\n{}---\nBody.\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "review:\n  keep: false\n"),
        ("review:\n  keep: false\n", ""),
        ("# why\nreview:   # ours\n  type: law\n", "# why\nreview:   # ours\n\n  note: x\n"),
        ("review:\r\n  a: b\r\n", "review:\r\n  a: c\r\n"),
        ("review: {a: b}\n", "review:\n  a: c\n"),
        ("review:\n  n: a\u2028b\n", "review:\n  n: a\u2028b\n"),
    ],
)
def test_a_change_of_the_block_is_taken(before, after):
    assert is_only_review(PLAIN.format(before), PLAIN.format(after))


@pytest.mark.parametrize(
    "after",
    [
        "review:\n  a: b\ntitle: Other\n",
        "review:\n  a: b\nreview:\n  a: c\n",
        "review:\n  a: b\n---\nid: b\n",
        "review:\n  a: b\rtitle: Other\n",
        "review:\n  a: b\x85title: Other\n",
        "review:\n  a: b\u2029title: Other\n",
        "review:\n  a: \0\n",
        "reviews:\n  a: b\n",
        "# new\n",
        "review:\n  a: " + "x" * 30_000 + "\n",
    ],
)
def test_a_change_of_anything_else_is_not(after):
    assert not is_only_review(PLAIN.format(""), PLAIN.format(after))


@pytest.mark.parametrize("other", ["", "no front matter", "---\nnever closed\n"])
def test_what_is_no_entry_is_not_taken(other):
    assert not is_only_review(other, PLAIN.format(""))
    assert not is_only_review(PLAIN.format(""), other)
    assert not is_only_review(other, other)


def test_the_body_and_the_place_of_the_block_are_anothers():
    assert not is_only_review(PLAIN.format(""), PLAIN.format("").replace("Body", "Other"))
    moved = PLAIN.format("").replace("id: a\n", "id: a\nreview:\n  keep: false\n")
    assert is_only_review(PLAIN.format(""), moved)
