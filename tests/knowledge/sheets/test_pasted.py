"""Text pasted from Word and Outlook: recognised once, and its words kept as Markdown."""

import pytest

from knowledge.sheets import markup_check, page_markdown, pasted

WORD = """Une ligne <kbd>x</kbd>  à garder   telle quelle\x20\x20

<p class=MsoNormal style='margin-bottom:0cm;mso-pagination:none'><b><span lang=FR-BE
style='mso-fareast-language:FR'>Bonjour</span></b>, voici <i>le</i> texte&nbsp;<o:p></o:p></p>

<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->
<p class="MsoListParagraph" style="text-indent:-18.0pt"><![if !supportLists]><span>·<span>&nbsp;&nbsp;
</span></span><![endif]>Premier</p>

<p class="MsoListParagraph">· Deuxième <a href="https://a.example/x">lien</a></p>

```
<font>du code</font>
```
"""


def test_words_of_word_become_markdown_and_the_rest_stays_byte_for_byte():
    made = pasted.clean_pasted(WORD)

    assert made.startswith(
        "Une ligne <kbd>x</kbd>  à garder   telle quelle  \n\n**Bonjour**, voici"
    )
    assert "*le* texte\n" in made
    assert "\n- Premier\n" in made
    assert "\n- Deuxième [lien](https://a.example/x)\n" in made
    assert made.endswith("```\n<font>du code</font>\n```\n")


def test_what_is_cleaned_is_told_once_before_and_not_any_more_after():
    assert [one.code for one in markup_check.problems(WORD, "p")] == ["html_pasted"]
    assert list(markup_check.problems(pasted.clean_pasted(WORD), "p")) == []


def test_cleaning_twice_is_cleaning_once():
    once = pasted.clean_pasted(WORD)

    assert pasted.clean_pasted(once) == once


@pytest.mark.parametrize(
    "text",
    [
        "Un texte.\n\n\n\n<p>Un <b>autre</b></p>\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\r\n",
        "5 < 6 et <https://a.example/>\n",
        "",
    ],
)
def test_a_text_without_a_sign_of_it_stays(text):
    assert pasted.clean_pasted(text) == text


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<font face="Calibri" size=2>Un texte</font>', "Un texte"),
        ("<h2 style='mso-x:1'>Titre</h2>", "## Titre"),
        ("<p class='MsoNormal'>un<br>deux</p>", "un<br>\ndeux"),
        ("<!--StartFragment--><p class=MsoNormal>un</p><!--EndFragment-->", "un"),
        ("<p class=MsoNormal><a name=_Toc1></a>un</p>", "un"),
        ("<div style='mso-x:y'><ul type=disc><li>a</li><li>b</li></ul></div>", "- a\n- b"),
        (
            "<table class=MsoTableGrid border=1><tr><td width=12 colspan=2><p class=MsoNormal><b>a</b></p></td></tr></table>",
            '<table><tr><td colspan="2"><b>a</b></td></tr></table>',
        ),
        ("<p class=MsoNormal><img src='file:///C:/a.png'>un</p>", "un"),
        ("<p class=MsoNormal>l'<st1:place w:st=on>Europe</st1:place></p>", "l'Europe"),
    ],
)
def test_each_form_of_it_keeps_its_words(html, words):
    assert pasted.clean_pasted(html) == words
    assert list(markup_check.problems(pasted.clean_pasted(html), "p")) == []


def test_what_would_run_is_told_beside_what_was_pasted():
    body = f"{WORD}\n<script>1</script>\n"

    codes = [one.code for one in markup_check.problems(body, "p")]

    assert codes == ["html_pasted", "html_program"]
    assert "<script" not in page_markdown.to_html(body)
