"""Keys of `review:` are set and taken away; every other byte stays."""

from datetime import date

import pytest

from knowledge.errors import SheetError, StoreError
from knowledge.storage import entry_text, review
from vigie.curation import applying

HEAD = """---
id: 0a1b2c3d4e
title: Une enquête
url: https://a.example/x
source: a
lang: fr
type: news
date: 2026-11-12
first_seen: 2026-11-15T18:00:00+00:00
status: active
"""
BLOCKS = [
    "review:\n  type: law\n  keep: true\n",
    "# the whole\nreview:   # ours\n  # of the kind\n  type: law   # why\n\n  keep: true\n  # the end\n",
    "review:\n    type: 'law'\n    keep: yes\n    note:\n        fr: >\n            Long,\n            text.\n\n",
    "review: {type: law, keep: true}\n",
    "review:\n  keep: true\n  themes:\n  - telework\n  - health\n  type: law",
    "review:\n  note: |\n    a: b\n    keep: false\n  keep: true\n  type: law\n",
]


def file(block, after="---\nA note, # kept.\n", newline="\n", mark=""):
    text = f"{mark}{HEAD}{block}"
    if not text.endswith("\n"):
        text += "\n"
    return f"{text}{after}".replace("\n", newline).encode()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("block", BLOCKS)
def test_one_key_changes_and_the_others_stay(block, newline):
    raw = file(block, newline=newline)
    former = entry_text.from_markdown(raw, "x.md")

    changed = applying.edited(raw, {"keep": False, "highlight": None, "reason": "TVA: non"}, "x.md")

    read = entry_text.from_markdown(changed, "x.md")
    keys = dict(review.keys(former.review)) | {"keep": "false", "reason": "TVA: non"}
    assert dict(review.keys(read.review)) == keys
    assert (read.title, read.body) == (former.title, former.body)
    assert changed.count(b"\r\n") == (changed.count(b"\n") if newline == "\r\n" else 0)


def test_comments_and_order_stay():
    changed = applying.edited(file(BLOCKS[1]), {"keep": False, "type": None}, "x.md").decode()

    assert (
        "# the whole\nreview:   # ours\n  # of the kind\n\n  keep: false\n  # the end\n---\n"
        in changed
    )


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_without_a_block_gets_one_and_loses_it_again(mark):
    raw = file("", mark=mark)

    changed = applying.edited(
        raw, {"in_force": date(2027, 1, 1), "themes": ["telework"], "note": {"nl": "Zo."}}, "x.md"
    )

    assert changed.startswith(raw.split(b"status")[0])
    read = review.read(entry_text.from_markdown(changed, "x.md").review)
    assert (read.in_force, read.themes, read.note) == (
        date(2027, 1, 1),
        ("telework",),
        {"nl": "Zo."},
    )
    assert applying.edited(changed, dict.fromkeys(("in_force", "themes", "note")), "x.md") == raw


def test_no_theme_is_a_word_of_its_own():
    changed = applying.edited(file(""), {"themes": []}, "x.md")

    assert review.read(entry_text.from_markdown(changed, "x.md").review).themes == ()


def test_what_a_person_typed_is_text_whatever_it_holds():
    typed = "---\nid: evil\n...\n'\"{}[]&*!|>%@` \u2028 # no\ttab"

    changed = applying.edited(file(""), {"note": typed}, "x.md")

    read = entry_text.from_markdown(changed, "x.md")
    assert review.read(read.review).note == typed
    assert read.id == "0a1b2c3d4e"


def test_doing_it_twice_changes_nothing():
    changed = applying.edited(file(BLOCKS[1]), {"keep": False}, "x.md")

    assert applying.edited(changed, {"keep": False}, "x.md") == changed


def test_a_file_that_cannot_be_read_is_left():
    with pytest.raises(SheetError):
        applying.edited(b"no front matter", {"keep": False}, "x.md")


@pytest.mark.parametrize("block", ["review: soon\n", "review: [a, b]\n"])
def test_a_block_that_holds_no_keys_is_a_persons_text_and_is_left(block):
    with pytest.raises(StoreError):
        applying.edited(file(block), {"keep": False}, "x.md")
