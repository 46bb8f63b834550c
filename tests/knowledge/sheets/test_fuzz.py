"""Whatever is written: a text is read without a fault, and what the check passes loses nothing.

`VIGIE_FUZZ=N` tries N texts a target in place of a few.
"""

import os

from hypothesis import given, settings
from hypothesis import strategies as some

from knowledge.sheets import body, markup, markup_check, page_markdown, pasted

FEW = int(os.environ.get("VIGIE_FUZZ", "60"))
PIECES = some.sampled_from(
    (
        *("<script>", "</script>", "<p ", "onclick=", "style='x'", "<svg/onload=1>", "<!--", "-->"),
        *("[x](", "javascript:", ")", "{: #a", ".b", "}", "`", "```\n", "\n\n", "> ", "- ", "# "),
        *("<b>", "</b>", "<a href='", "data:", "'>", "&#106;", "&lt;", "\0", "\x1b", "\u202e", "|"),
        *("<o:p>", "<!--[if", "<![endif]-->", "mso-", "class=Mso", "é", "<img src=x ", "mot "),
    )
)
TEXTS = some.lists(PIECES | some.text(max_size=6), max_size=25).map("".join)
TRIED = settings(max_examples=FEW, deadline=None, derandomize=True)


@TRIED
@given(TEXTS)
def test_what_is_published_is_clean_and_stays_so(text):
    html = page_markdown.to_html(text)

    assert markup.clean(html) == html
    assert not markup.loses(html)


@TRIED
@given(TEXTS)
def test_every_text_is_read(text):
    list(markup_check.problems(text, "p"))
    body.sections(text)
    body.links(text)


@TRIED
@given(TEXTS)
def test_a_text_without_a_sign_of_word_is_never_touched(text):
    if not pasted._SIGN.search(text):
        assert pasted.clean_pasted(text) == text
    pasted.clean_pasted(text)
