import re
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.clean import text_clean

PIECES = re.findall(
    r"\S+",
    "< > <b> </b> <script> </script> <!-- --> &amp; &lt; &gt; &#60; &#x26; amp; lt; & a é \" ' = 👩 … <svg/onload=x>"
    " {{x}} <![CDATA[ ]]>",
)
SOUP = st.lists(
    st.sampled_from(
        [
            *PIECES,
            "<a href='",
            "e\u0301",
            " ",
            "\u00a0",
            "\u200b",
            "\u202e",
            "\u200d",
            "\ud800",
            "\x00",
            "\x92",
            "\u0338",
        ]
    ),
    max_size=30,
).map("".join)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Bonjour", "Bonjour"),
        ("<p>a</p><p>b</p>", "a b"),
        ("a<br/>b", "a b"),
        ("<b>W</b>ord 1<sup>er</sup>", "Word 1er"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("fierté&nbsp;: d&#8217;échange &hellip;", "fierté : d’échange …"),
        ("Q&amp;A", "Q&A"),
        ("Q&amp;amp;A", "Q&A"),
        ("&lt;p&gt;x &amp;amp; y&lt;/p&gt;", "x & y"),
        ("AT&T and ?a=1&copy=2", "AT&T and ?a=1&copy=2"),
        ("a < b & c > d", "a < b & c > d"),
        ("p<0,05 <3", "p<0,05 <3"),
        ("x<y and more", "x‹y and more"),
        ('cut off <a href="https://x', "cut off"),
        ("<!-- a --> b", "b"),
        ("<script>alert(1)</script>after", "after"),
        ("<style>p{}</style>after", "after"),
        ("« a\u00a0»\u202f: b\n\n\tc", "« a » : b c"),
        ("e\u0301te\u0301", "été"),
        ("bo\u00adnus\u200b \ufeffx", "bonus x"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("l\x92été", "l’été"),
        ("a\x00b\x1bc\x7f", "abc"),
        ("\ud800x\ufffe\U0001ffff", "x"),
        ("👩\u200d💻 ok", "👩\u200d💻 ok"),
        ("x\u200dy", "xy"),
        ("1ᵉʳ janvier", "1ᵉʳ janvier"),
        ("🎁 « Réenchanter » – l’été…", "🎁 « Réenchanter » – l’été…"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;x", "‹script›alert(1)‹/script›x"),
        (
            "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;x",
            "‹script›alert(1)‹/script›x",
        ),
        ("<<b>script>alert(1)<</b>/script>", "‹script›alert(1)‹/script›"),
        ("<svg/onload=alert(1)>", ""),
        ("", ""),
        ("   ", ""),
    ],
)
def test_what_comes_out_is_plain_text(written, expected):
    assert text_clean.text(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Recherche et A&B, suite", "Recherche et A&B, suite"),
        ("R&D, Q&R, H&S: tout va <b>bien</b>", "R&D, Q&R, H&S: tout va bien"),
        ("R&D; P&O; &Co;", "R&D; P&O; &Co;"),
        ("&copy 2026 &reg &para", "&copy 2026 &reg &para"),
        ("<i>?a=1&copy=2&sect=3</i>", "?a=1&copy=2&sect=3"),
        ("Que faire d’un <burn-out> ?", "Que faire d’un ‹burn-out› ?"),
        ("Que faire d’un &lt;burn-out&gt; ?", "Que faire d’un ‹burn-out› ?"),
        ("Que faire d’un &amp;lt;burn-out&amp;gt; ?", "Que faire d’un ‹burn-out› ?"),
        ("Le <Plan> et le <travail faisable>", "Le ‹Plan› et le ‹travail faisable›"),
        ("La balise &lt;br&gt; expliquée", "La balise ‹br› expliquée"),
        ("<em>Les</em> balises &lt;p&gt; et &lt;/p&gt;", "Les balises ‹p› et ‹/p›"),
        ("Voir <https://a.example/b> ici", "Voir ‹https://a.example/b› ici"),
        ("<x-card>Oui</x-card> <o:p></o:p><st1:place>Gand</st1:place>", "Oui Gand"),
        ('<burn-out class="x">Oui', "Oui"),
        ("<![CDATA[Une journée sans réunion]]>", "Une journée sans réunion"),
        ("<![CDATA[<p>A &amp; B</p>]]> et <![CDATA[C]]>", "A & B et C"),
        ("<![CDATA[Pas fermé", "Pas fermé"),
        ("x[0]]> 1", "x[0]]> 1"),
        ("L&amp;eacute;gislation", "Législation"),
        ("d&amp;#8217;abord", "d’abord"),
        ("50 < 100 et 100 > 50", "50 < 100 et 100 > 50"),
        ("Salaire <2.000 € et >1.000 €", "Salaire <2.000 € et >1.000 €"),
        ("J’<3 mon travail", "J’<3 mon travail"),
    ],
)
def test_no_word_is_taken_for_markup(written, expected):
    assert text_clean.text(written) == expected
    assert text_clean.text(expected) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("La balise <br> et <b>", "La balise ‹br› et ‹b›"), ("x<y", "x‹y"), ("a < b", "a < b")],
)
def test_text_that_was_read_already_keeps_what_looks_like_a_tag(written, expected):
    assert text_clean.inert(written) == expected
    assert text_clean.text(expected) == expected


@pytest.mark.parametrize(
    "written",
    [
        "{{ config }} {% x %}",
        "![x](https://y)",
        "--- !!python/object:os.system",
        "`a` *b* _c_ [d](e)",
        "=1+1",
        "../../x",
        "::warning::x",
    ],
)
def test_what_other_languages_would_run_stays_as_it_was_written(written):
    assert text_clean.text(written) == written


def test_markup_alone_is_shown_harmless_where_something_must_be_shown():
    assert text_clean.literal("<svg/onload=alert(1)>", 100) == "‹svg/onload=alert(1)›"


@pytest.mark.parametrize(
    ("written", "max_chars", "expected"),
    [
        ("Bonjour à tous", 14, "Bonjour à tous"),
        ("Bonjour à tous", 13, "Bonjour à…"),
        ("Bonjour à tous", 10, "Bonjour à…"),
        ("Bonjour, à tous", 10, "Bonjour…"),
        ("abcdefghij", 5, "abcd…"),
        ("abc", 0, ""),
        ("abc", 1, "…"),
        ("ax\u0323\u0301yz", 4, "a…"),
        ("🇧🇪🇫🇷🇳🇱", 4, "…"),
        ("a👩\u200d💻b", 4, "a…"),
    ],
)
def test_a_cut_is_at_a_word_and_never_inside_a_letter(written, max_chars, expected):
    assert text_clean.cut(written, max_chars) == expected


def test_a_pile_of_accents_is_cut_down():
    assert len(text_clean.text("e" + "\u0301" * 500)) <= 5


@pytest.mark.parametrize(
    "bomb",
    [
        "<",
        "<div>",
        "&amp;",
        "&#38;",
        "<a ",
        '<a title="',
        "<!--",
        "<![CDATA[",
        "<b><",
        "&",
        '<p a="b" ',
        "<<b>",
        "\u0301",
        "&lt;",
    ],
)
def test_no_repetition_takes_long(bomb):
    begin = time.process_time()

    text_clean.text(bomb * 50_000)

    assert time.process_time() - begin < 1


@settings(deadline=None)
@given(st.one_of(SOUP, st.text(max_size=60)))
def test_cleaning_twice_changes_nothing_and_leaves_nothing_dangerous(written):
    clean = text_clean.text(written)

    assert text_clean.text(clean) == clean
    assert not re.search(r"<[a-zA-Z/!?]", clean)
    assert unicodedata.is_normalized("NFC", clean)
    assert not {unicodedata.category(letter) for letter in clean} & {"Cc", "Cs", "Co", "Zl", "Zp"}
    assert clean == " ".join(clean.split())


@settings(deadline=None)
@given(
    st.text(alphabet="abé \u0301\u200d👩🇧🇪…,", max_size=40), st.integers(min_value=0, max_value=20)
)
def test_a_cut_is_never_longer_than_asked_and_cutting_again_changes_nothing(written, max_chars):
    short = text_clean.cut(written, max_chars)

    assert len(short) <= max_chars
    assert text_clean.cut(short, max_chars) == short
