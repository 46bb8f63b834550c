"""Whatever is written: a text is read without a fault, and what the check passes loses nothing."""

from hypothesis import given
from hypothesis import strategies as some

from knowledge.sheets import body, markup, markup_check, page_markdown, pasted
from tests.fuzz import trial

PIECES = some.sampled_from(
    (
        *("<script>", "</script>", "<p ", "onclick=", "style='x'", "<svg/onload=1>", "<!--", "-->"),
        *("[x](", "javascript:", ")", "{: #a", ".b", "}", "`", "```\n", "\n\n", "> ", "- ", "# "),
        *("<b>", "</b>", "<a href='", "data:", "'>", "&#106;", "&lt;", "\0", "\x1b", "\u202e", "|"),
        *("<o:p>", "<!--[if", "<![endif]-->", "mso-", "class=Mso", "é", "<img src=x ", "mot "),
    )
)
TEXTS = some.lists(PIECES | some.text(max_size=6), max_size=25).map("".join)


@trial.TRIED
@given(TEXTS)
def test_what_is_published_is_clean_and_stays_so(text):
    with trial.counted("sheet, published") as outcome:
        html = page_markdown.to_html(text)
        outcome["read"] += 1

    assert markup.clean(html) == html
    assert not markup.loses(html)


@trial.TRIED
@given(TEXTS)
def test_every_text_is_read(text):
    with trial.counted("sheet, checked") as outcome:
        outcome["refused" if list(markup_check.problems(text, "p")) else "read"] += 1
        body.sections(text)
        body.links(text)


@trial.TRIED
@given(TEXTS)
def test_a_text_without_a_sign_of_word_is_never_touched(text):
    with trial.counted("sheet, pasted") as outcome:
        mended = pasted.clean_pasted(text)
        outcome["read"] += 1

    assert pasted._SIGN.search(text) or mended == text
