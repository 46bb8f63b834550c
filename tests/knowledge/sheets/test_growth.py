"""What a check reads grows with the text and no faster: twice the text, about twice the steps.

Steps are the lines of Python and the calls that are made, which no other program's work changes.
"""

import sys

import pytest

from knowledge.sheets import body, markup, markup_check, mends, pasted, text_warnings

MARKS = ["<!--", "![", "[", "[a](", "![](", "<a ", "<b>", "{:", "`", "*a", "# ", "#", " ", "<p style='",
         "<!--[if", "- ", "> ", "\\", "&", "<img ", "<img src=", "·", "**", "<![", "on", "<a on"]  # fmt: skip
READERS = {
    "headings": body.headings,
    "sections": body.sections,
    "links": body.links,
    "comments": body.without_comments,
    "limits": body.refused,
    "clean": markup.clean,
    "warnings": lambda text: list(text_warnings.problems(text, "p", 1)),
    "mends": lambda text: list(mends.edits_of_body(text, None, "")),
    "pasted": pasted.clean_pasted,
    "signed": lambda text: pasted.clean_pasted(f"<o:p></o:p>{text}"),
}


def steps(run, text: str) -> int:
    """Count what a function does, its calls into C included."""
    count = 0

    def profiled(frame, event, argument):
        nonlocal count
        count += 1

    sys.setprofile(profiled)
    try:
        run(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("mark", MARKS)
def test_twice_the_text_is_about_twice_the_steps(reader, mark):
    few, many = (steps(READERS[reader], mark * n) for n in (400, 800))

    assert many <= 2.2 * few + 60


@pytest.mark.parametrize("mark", ["![", "[", "[a](", "<a ", "![](", "<!--"])
def test_what_markdown_would_go_back_over_is_refused_before_it_is_read(mark, monkeypatch):
    monkeypatch.setattr(markup_check.page_markdown, "rendered", None)

    told = list(markup_check.problems(f"Un\n\n{mark * 60_000}", "p", first=5))

    assert [(one.code in {"text_tangled", "text_too_big"}) for one in told] == [True]


def test_a_long_paragraph_with_brackets_that_close_is_read():
    text = "Un [lien](a.md) (et plus) <br> 5 < 6. " * 1000

    assert body.refused(text) is not None
    assert body.refused(text.replace("5 < 6", "")) is None
    assert body.refused("a" * (body.MAX_TEXT + 1)) == (
        "text_too_big",
        0,
        body.MAX_TEXT + 1,
        body.MAX_TEXT,
    )
