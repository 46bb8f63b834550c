"""The mail of a week as HTML, text and message: what programs of mail show, and read back."""

import email
import email.policy
import re
from dataclasses import replace

import html5lib
import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish import content_policy, site_context, site_metadata
from publish.pages import digest, digest_mail
from tests.knowledge.sheets.test_markup import HOSTILE as HOSTILE_WORDS
from tests.knowledge.sheets.test_markup import INERT

from .test_digest import SITE, WEEK, written

HOSTILE = (
    "<script>window.hit=1</script>\"'><img src=x onerror=window.hit=2> {{ 7*7 }}"
    " </title></td></table><style>td{display:none}</style>\r\nBcc: all@a.example\r\n\r\n--=_vigie"
)
TEXT = "# x\n\nUn **mot** et [le radar](../radar.md).\n\n- un\n- deux\n"
TABLE = '<table role="presentation" width="100%" border="0" cellpadding="0" cellspacing="0">'

# What Word's engine shows of CSS in Outlook for Windows, by element (docs/decisions/digest.md).
CORE = frozenset(
    (
        *("color", "background-color", "font-family", "font-size", "font-style", "font-weight"),
        *("text-decoration", "text-align", "vertical-align", "line-height", "border-collapse"),
    )
)
EXTENDED = CORE | {"margin"}
FULL = EXTENDED | {"width", "padding", "border-top", "border-bottom"}
STYLES = {
    "body": CORE,
    "span": CORE,
    "p": EXTENDED,
    **dict.fromkeys(("h1", "h2", "h3", "a", "ul", "li", "strong"), EXTENDED),
    "table": FULL - {"margin", "padding"},
    "td": FULL - {"margin"},
}
VALUES = re.compile(r"[0-9]+px|0|#[0-9a-f]{6}|[A-Za-z]+(?:-[a-z]+)*,?|solid|100%")
# A mail may hold no more than these: no form, no image, no block that needs a box of its own.
ELEMENTS = frozenset(
    (
        *("html", "head", "meta", "title", "body", "table", "tbody", "tr", "td"),
        *("h1", "h2", "h3", "p", "ul", "ol", "li", "a", "strong", "em", "b", "i", "code"),
        *("div", "span", "br"),
    )
)


def digests(library, langs=("fr",), site=SITE, name="Vigie"):
    """Return what the mail tells in each language."""
    contexts = [
        site_context.build(library, lang, site_metadata.of(site, lang, name)) for lang in langs
    ]
    return [digest.of(WEEK, context) for context in contexts]


@pytest.fixture
def full(entry, library_of, tmp_path):
    """Give a week in which everything is said."""
    review = "review:\n  in_force: 2027-01-01\n  note: {fr: Ce qui change.}\n"
    library = library_of(
        entry(id="a", review=review, twins={"nl": "https://ministry.example/nl/wet"}),
        entry(id="b", type="tool", review="review:\n  highlight: true\n"),
        entry(id="c", type="news", title=HOSTILE),
        entry(id="d", type="news", url="javascript:alert(1)"),
    )
    return digest_mail.mail(digests(written(library, tmp_path, TEXT), ("fr", "nl")))


def faults(html: str) -> list[str]:
    """Name what Word's engine would not show as it is meant."""
    tags = BeautifulSoup(html, "html5lib").find_all(True)
    found = [f"<{tag.name}>" for tag in tags if tag.name not in ELEMENTS]
    for tag in tags:
        found += faults_of_style(tag)
        if tag.name in WATCHED:
            found += WATCHED[tag.name](tag)
    return found


def faults_of_style(tag):
    for rule in filter(None, tag.get("style", "").split(";")):
        name, _, value = rule.partition(":")
        is_reset = set(value.split()) == {"0"}
        if name.strip() not in STYLES.get(tag.name, ()) and not is_reset:
            yield f"{tag.name} {name}"
        if not all(map(VALUES.fullmatch, value.split())):
            yield f"{name}: {value}"


def faults_of_table(table):
    needed = {"role", "width", "border", "cellpadding", "cellspacing"}
    return [f"table without {name}" for name in needed - set(table.attrs)]


def faults_of_cell(cell):
    style, is_around = cell.get("style", ""), cell.find("table")
    if not is_around and "font-family" not in style:
        yield "a cell without its font"
    if is_around and "background-color" in style:
        yield "a colour behind a table"


WATCHED = {"table": faults_of_table, "td": faults_of_cell}


def test_the_html_is_what_words_engine_shows(full):
    assert faults(full.html) == []


@pytest.mark.parametrize(
    "html",
    [
        '<div style="width:10px">x</div>',
        '<table style="margin:10px"></table>',
        "<style>td{color:red}</style>",
        '<p style="float:left">x</p>',
        '<p style="padding:4px">x</p>',
        f'{TABLE}<tr><td style="font-family:Arial;font-size:1rem">x</td></tr></table>',
        '<a style="border-radius:3px">x</a>',
        '<p style="display:flex">x</p>',
        f'{TABLE}<tr><td style="font-family:Arial;background-image:url(x)">x</td></tr></table>',
        f'{TABLE}<tr><td style="color:#000000">x</td></tr></table>',
        "<table><tr><td style='font-family:Arial'>x</td></tr></table>",
        '<p style="color:rgb(0 0 0)">x</p>',
        '<img src="x">',
    ],
)
def test_the_rules_find_what_it_does_not_show(html):
    assert faults(html) != []


def test_the_html_is_html_without_a_fault(full):
    parser = html5lib.HTMLParser(strict=True)

    parser.parse(full.html)

    assert parser.errors == []
    assert '<html lang="fr">' in full.html
    assert [table["lang"] for table in BeautifulSoup(full.html, "lxml")("table", lang=True)] == [
        "fr",
        "nl",
    ]


def test_it_asks_nothing_of_elsewhere(full):
    soup = BeautifulSoup(full.html, "lxml")

    assert soup(("img", "script", "link", "style", "iframe", "form", "object")) == []
    assert soup(src=True) + soup(background=True) == []
    assert "url(" not in full.html
    for link in soup("a"):
        assert link["href"].startswith(("https://", "http://"))


def test_text_from_outside_stays_text_in_each_form(full):
    shown = "<script>window.hit=1</script>\"'><img src=x onerror=window.hit=2> {{ 7*7 }}"
    read = email.message_from_bytes(full.eml, policy=email.policy.default)

    assert shown in BeautifulSoup(full.html, "lxml").get_text()
    assert shown in full.text.replace("\n  ", " ")
    assert sorted(read.keys()) == sorted(
        (
            *("Subject", "Date", "Message-ID", "X-Unsent"),
            *("MIME-Version", "Content-Type", "Content-Language"),
        )
    )
    assert [part.get_content_type() for part in read.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(title=st.text(st.characters(codec=None), max_size=60), url=st.text(max_size=40))
def test_whatever_the_title_and_the_address_the_mail_is_whole(entry, library_of, title, url):
    made = digest_mail.mail(digests(library_of(entry(title=title, url=f"https://a.example/{url}"))))

    read = email.message_from_bytes(made.eml, policy=email.policy.default)
    html5lib.HTMLParser(strict=True).parse(made.html)

    assert [part.get_content_type() for part in read.walk()][1:] == ["text/plain", "text/html"]
    assert [part.defects for part in read.walk()] == [[], [], []]
    assert read.get_body(("plain",)).get_content().replace("\r\n", "\n") == made.text
    assert faults(made.html) == []


@pytest.mark.parametrize("word", [*INERT, *HOSTILE_WORDS])
def test_whatever_the_word_it_is_what_programs_show_and_asks_nothing(library_of, tmp_path, word):
    (told,) = digests(written(library_of(), tmp_path, f"Avant.\n\n{word}\n\nAprès.\n"))
    made = digest_mail.mail([told])

    html5lib.HTMLParser(strict=True).parse(made.html)
    assert faults(made.html) == []
    for link in BeautifulSoup(told.word, "lxml")("a"):
        assert link["href"].partition(":")[0] in {"http", "https", "mailto", "tel"}
        assert set(link.attrs) == {"href"}


def test_a_name_of_the_site_is_no_header(entry, library_of):
    made = digest_mail.mail(digests(library_of(entry()), name="Vigie\r\nBcc: all@a.example"))

    read = email.message_from_bytes(made.eml, policy=email.policy.default)

    assert read["Bcc"] is None
    assert read["Subject"] == ("Vigie Bcc: all@a.example – Semaine 47, du 16 au 22 novembre 2026")


def test_the_message_is_read_back_as_it_was_written(full):
    read = email.message_from_bytes(full.eml, policy=email.policy.default)

    plain, html = read.get_body(("plain",)), read.get_body(("html",))

    assert read.defects == plain.defects == html.defects == []
    assert plain.get_content().replace("\r\n", "\n") == full.text
    assert html.get_content().replace("\r\n", "\n") == full.html + "\n"
    assert read["Message-ID"] == f"<vigie.{WEEK}.fr.nl@watch.example>"
    assert str(read["Date"].datetime) == "2026-11-23 06:00:00+00:00"
    assert all(len(line) <= 998 and line.isascii() for line in full.eml.decode().splitlines())
    assert full.eml.count(b"\n") == full.eml.count(b"\r\n")


def test_the_text_is_narrow_and_says_the_same(full):
    rows = full.text.splitlines()

    assert all(len(row) <= digest_mail.WIDTH for row in rows if "http" not in row)
    for said in (
        "Un mot et le radar <https://watch.example/fr/radar/>.",
        "Entrée en vigueur\u00a0: 1er\u00a0janvier\u00a02027",
        "Ce qui change.",
        "Inwerkingtreding: 1\u00a0januari\u00a02027",
        f"https://watch.example/nl/weeks/{WEEK}/",
    ):
        assert said in full.text


@pytest.mark.parametrize(
    ("langs", "title"),
    [(("fr",), "Un titre d’une longueur usuelle"), (("fr", "nl", "en"), "🦞" * 300)],
)
def test_a_week_of_three_hundred_is_cut_with_a_number_and_a_link(entry, library_of, langs, title):
    kinds = ("law", "news", "tool", "study", "idea", "risk")
    some = [
        entry(id=f"{n}", type=kinds[n % 6], title=f"{title} {n}", url=f"https://a.example/{n}")
        for n in range(300)
    ]

    made = digest_mail.mail(digests(library_of(*some), langs))

    assert made.left_out > 0
    assert len(made.eml) < digest_mail.LIMIT
    left = made.left_out // len(langs)
    assert f"{left} nouveautés ne tiennent pas dans ce courriel" in made.text
    assert f'<a href="https://watch.example/fr/weeks/{WEEK}/"' in made.html
    assert (
        len(BeautifulSoup(made.html, "lxml")("td", class_="line"))
        == 300 * len(langs) - made.left_out
    )


def test_whatever_the_word_there_is_room(entry, library_of, tmp_path):
    word = "\n".join("- 🦞" for _ in range(2000))
    some = [entry(id=f"{n}", type=f"kind{n}") for n in range(80)]

    made = digest_mail.mail(digests(written(library_of(*some), tmp_path, word), ("fr", "nl", "en")))

    assert len(made.eml) < digest_mail.LIMIT
    assert made.html.count("https://watch.example/") >= 3


@pytest.mark.parametrize("root", ["/", "https://bien-être.example/", "https://[x", "https://a b/"])
def test_whatever_the_sites_address_the_message_has_an_id(entry, library_of, root):
    made = digest_mail.mail(digests(library_of(entry()), site={"root_url": root}))

    read = email.message_from_bytes(made.eml, policy=email.policy.default)

    assert re.fullmatch(r"<vigie\.2026-W47\.fr@[\w.%-]+>", read["Message-ID"], re.ASCII)


def test_an_empty_week_says_so(library_of):
    made = digest_mail.mail(digests(library_of()))

    assert "Aucune nouveauté cette semaine-là." in made.text
    assert "Aucune nouveauté cette semaine-là." in made.html


def test_a_site_of_examples_says_so(entry, library_of):
    made = digest_mail.mail(digests(library_of(entry()), site={**SITE, "demo": True}))

    assert "démonstration" in made.text
    assert "démonstration" in made.html


def test_another_choice_of_themes_is_another_message(entry, library_of):
    (usual,) = digests(library_of(entry()))
    narrow = replace(usual, themes=("Santé",))

    ids = {digest_mail.mail([told]).message["Message-ID"] for told in (usual, narrow)}

    assert len(ids) == 2


def test_each_week_with_a_page_has_its_files_under_a_policy_that_lets_its_styles_in(
    entry, library_of
):
    library = library_of(entry())
    context = site_context.build(library, "fr", site_metadata.of(SITE, "fr", "Vigie"))

    made = digest_mail.files(context)

    assert set(made) == {f"weeks/{WEEK}/digest.{suffix}" for suffix in ("html", "txt", "eml")}
    html = made[f"weeks/{WEEK}/digest.html"].decode()
    plain = digest_mail.mail([digest.of(WEEK, context)]).html
    assert html == content_policy.put(plain, content_policy.of_mail(plain))
    assert "unsafe-inline" not in html
