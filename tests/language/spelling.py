"""Texts -> the words in them that neither a dictionary of Debian nor our own list holds."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

DICTIONARIES = {"en": "en_GB", "fr": "fr_FR", "nl": "nl_NL"}
WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
# Keys and commands that a message cites, as in « status: held », date_order and vigie new event.
CODE = re.compile(
    r"[«“][^»”]{0,200}?(?:[#=_]|\w:(?=[\s»”]))[^»”]{0,200}[»”]|\bvigie [a-z-]+(?: [a-z-]+)?"
    r"|\b[^\W_]+(?:_[^\W_]+)+\b"
)
# A curly apostrophe and the spaces of typography are not in the dictionaries.
PLAIN = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " "})


def unknown(texts: Iterable[str], lang: str) -> list[str]:
    """Return the words that are misspelt, or that nobody has put on the list yet."""
    program = shutil.which("hunspell")
    assert program, "hunspell is not here: run make dictionaries"
    words = sorted({word for text in texts for word in words_of(text)})
    done = subprocess.run(
        [program, "-l", "-d", DICTIONARIES[lang], "-i", "utf-8"],
        input="\n".join(words),
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.returncode, f"no dictionary of {lang}: run make dictionaries\n{done.stderr}"
    return sorted(set(done.stdout.split()) - accepted(lang))


def words_of(text: str) -> list[str]:
    """Return the words of a text that are no code."""
    return WORD.findall(CODE.sub(" ", text).translate(PLAIN))


def accepted(lang: str) -> frozenset[str]:
    """Return the names and words of ours that no dictionary holds."""
    listed = Path(__file__).with_name(f"words.{lang}.txt").read_text("utf-8")
    return frozenset(line for line in listed.splitlines() if not line.startswith("#"))
