"""An entry's own page -> what its list did not say."""

import pytest

from knowledge.model import RawDocument, RawEntry
from scrapers.clean import dates
from scrapers.readers import detail
from tests.scrapers.readers.pages import snapshot, source

URL = "https://www.site.example/fr/news/un-titre"


def read(main="", head="", *, url=URL, lang="fr", around="", **rules):
    page = f'<html lang="{lang}"><head>{head}</head><body>{around}<main><h1>Un titre</h1>{main}</main></body></html>'
    return detail.read(
        snapshot(page, url), source(url="https://www.site.example/fr/news", detail=rules or True)
    )


# --- title ---------------------------------------------------------------------------------------


def test_the_title_is_the_main_heading_and_not_the_sites_logo():
    around = '<header role="banner"><h1>Le site</h1></header>'

    assert (
        read(around=around, head='<meta property="og:title" content="Autre">').title == "Un titre"
    )


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:title" content="Un titre | Le site"><meta property="og:site_name" content="Le site">',
        "<title>Un titre | Le site</title>",
        '<title>Un titre – Le site</title><meta property="og:site_name" content="Le site">',
    ],
)
def test_without_a_heading_the_title_comes_without_the_sites_name(head):
    page = snapshot(f"<html><head>{head}</head><body><p>x</p></body></html>", URL)

    assert detail.read(page, source()).title == "Un titre"


def test_selectors_win_over_the_usual_places():
    raw = read(
        '<p class="t">Autre titre</p><p class="d">le 3 mars 2024</p><p class="s">Dit</p><b class="k">Avis</b>',
        title=".t",
        date=".d",
        summary=".s",
        type_label=".k",
    )

    assert (raw.title, raw.published, raw.summary, raw.type_label) == (
        "Autre titre",
        "le 3 mars 2024",
        "Dit",
        "Avis",
    )


# --- dates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("main", "published", "updated"),
    [
        (
            '<div class="field--name-field-publication-date"><time datetime="2026-10-27T12:00:00Z"></time></div>',
            "2026-10-27T12:00:00Z",
            "",
        ),
        (
            "<p>Publié le <time datetime='2024-08-02'>2/8</time> - Modifié le <time datetime='2024-08-28'></time></p>",
            "2024-08-02",
            "2024-08-28",
        ),
        (
            "<p>Actualité - Publié le 02 août 2024 - Modifié le 28 août 2024</p>",
            "02 août 2024",
            "28 août 2024",
        ),
        (
            "<p>Autres pages | Publié le 30 septembre 2022 | Mis à jour le 30 janvier 2024</p>",
            "30 septembre 2022",
            "30 janvier 2024",
        ),
        (
            "<dl><dt>Auteur :</dt><dd>Nous</dd><dt>Date de parution :</dt><dd>22 avril 2021</dd></dl>",
            "22 avril 2021",
            "",
        ),
        ("<p>Date de parution : 22 avril 2021</p>", "22 avril 2021", ""),
        ("<p>Publié le 14/05/2020</p>", "14/05/2020", ""),
        ("<p>Gepubliceerd op 1 maart 2024</p>", "1 maart 2024", ""),
        (
            "<p>gepubliceerd op 12 november 2026 - numac 2026991201 - pub. 12/11/2026</p>",
            "12 november 2026",
            "",
        ),
        ("<p>Laatst aangepast:2/9/2021</p>", "", "2/9/2021"),
        ("<p>Mise à jour : 3 mars 2024</p>", "", "3 mars 2024"),
        ("<p>01 jul 2022 17:05</p>", "01 jul 2022", ""),
        ("<div>08.01.2019</div>", "08.01.2019", ""),
        ("<p>For immediate release - 14/11/2022 - 12:00</p>", "14/11/2022", ""),
        ("<p>Publié le 1ᵉʳ janvier 2023</p>", "1ᵉʳ janvier 2023", ""),
        ("<p>Publié le 1erjanvier 2026</p>", "1erjanvier 2026", ""),
        (
            "<p>28/01/2017In 2016 had 51% van de werknemers een job met kwaliteit.</p>",
            "28/01/2017",
            "",
        ),
        ("<p>Published on March 3, 2024</p>", "March 3, 2024", ""),
    ],
)
def test_the_printed_and_marked_days_are_told_apart(main, published, updated):
    raw = read(main)

    assert (raw.published, raw.updated) == (published, updated)


@pytest.mark.parametrize(
    "main",
    [
        "<p>Le 28/12/2025</p>",
        "<p>Imprimé le 28/12/2025</p>",
        "<p>Décembre 2019</p>",
        "<p>Le webinaire du 9 juin 2026 aborde la prévention.</p>",
        "<p>Le code est entré en vigueur le 3 mars 2024.</p>",
        '<div class="field--name-field-event-date"><b>Quand ?</b><time datetime="2026-06-09">9 juin 2026</time></div>',
        "<div><b>Date de l’événement</b><p><time datetime='2026-06-09'>9 juin 2026</time></p></div>",
        "<div><p>Date de l’événement</p><p>9 juin 2026</p></div>",
        "<dl><dt>Datum:</dt><dd>9 juni 2026</dd></dl>",
        '<article class="node--type-event"><p><time datetime="2026-06-09">9 juin 2026</time></p></article>',
        "<p>La séance a lieu le <time datetime='2026-06-09'>9 juin</time> à Namur.</p>",
        '<aside><h2>À lire aussi</h2><time datetime="2026-01-01">1 janvier 2026</time></aside>',
        '<nav><time datetime="2026-01-01">1 janvier 2026</time></nav>',
        "<h2>Lees ook</h2><ul><li>x <time datetime='2026-01-01'></time></li></ul><p>1 januari 2026</p>",
        '<div class="related-news"><p>Publié le 1 janvier 2026</p></div>',
        '<article class="node--view-mode-teaser"><p>1 janvier 2026</p></article>',
    ],
)
def test_days_of_events_of_printing_and_of_other_entries_are_not_its_own(main):
    body = "<p>Le texte de la page parle d’autre chose, et bien plus longuement que ce qui l’entoure ici.</p>"

    assert read(body + main).published == ""
    assert read(main + body).published == ""


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "Report", "datePublished": "2024-03-03T10:00:00+01:00"}</script>',
        '<script type="application/ld+json">[{"@graph": [{"@type": "Organization"}, {"@type": ["Article"], '
        '"datePublished": "2024-03-03T10:00:00+01:00"}]}]</script>',
        '<meta property="article:published_time" content="2024-03-03T10:00:00+01:00">',
        '<meta name="DC.date.issued" content="2024-03-03T10:00:00+01:00">',
    ],
)
def test_marks_for_machines_are_read(head):
    assert read(head=head).published == "2024-03-03T10:00:00+01:00"


@pytest.mark.parametrize(
    "script",
    [
        "{",
        "null",
        "[1]",
        '{"@type": "Event", "datePublished": "2024-03-03"}',
        '{"@type": "ItemList", "itemListElement": [{"@type": "Article", "datePublished": "2024-03-03"}]}',
        '{"@type": "Article", "datePublished": {"a": 1}}',
        "[" * 50_000,
    ],
)
def test_broken_or_foreign_linked_data_says_nothing(script):
    assert read(head=f'<script type="application/ld+json">{script}</script>').published == ""


def test_a_date_that_the_page_names_wins_over_one_without_a_name():
    raw = read(
        "<p>3 mars 2024</p>", head='<meta property="article:published_time" content="2024-03-02">'
    )

    assert raw.published == "2024-03-02"


@pytest.mark.parametrize(
    "main",
    [
        '<p><abbr class="published" title="2026-11-18T10:21:40Z">mercredi 18 novembre</abbr></p>',
        "<p>par A. Martin <span class='date'>, le 18 novembre 2026</span></p>",
        "<p>Soumis par Anna le 18 novembre 2026 - 10:21</p>",
        "<p>Publié le 18 novembre 2026 par Anna</p>",
        "<p>Submitted by Anna on Wed, 18/11/2026 - 10:21</p>",
        "<p>Mercredi 18 novembre 2026, Bruxelles</p>",
        "<p>Bruxelles, le 18 novembre 2026</p>",
        "<p>18/11/26</p>",
        "<p>dpa am 18.11.2026</p>",
        "<p class='meta'>Actualité <time>18 novembre 2026</time></p>",
        "<div><time datetime='2026-11-25T10:18:46Z'>Publié le 18 novembre 2026</time></div>",
        "<article><header><p>par nous <time datetime='2026-11-18'>18 novembre 2026</time></p></header></article>",
        "<meta itemprop='datePublished' content='2026-11-18'>",
        "<p><span itemprop='datePublished'>18 novembre 2026</span></p>",
        "<p>Texte.</p><footer><span class='posted-on'><time datetime='2026-11-18'>x</time></span></footer>",
        "<aside><dl><dt>Date de publication</dt><dd>18 novembre 2026</dd></dl></aside>",
    ],
)
def test_the_forms_in_which_pages_give_their_day(main):
    raw = read(main)

    assert str(dates.published_and_updated(raw.published, "fr").published) == "2026-11-18"


@pytest.mark.parametrize(
    "main",
    [
        "<dl><dt>Membre depuis</dt><dd>11 mai 2017</dd></dl>",
        "<p>Member since 11 May 2017</p>",
        "<p>© 11 mai 2017</p>",
        "<p>Le webinaire du 11 mai 2017</p>",
        "<p>Le code débute le 11 mai 2017</p>",
        "<p>Du 11 mai 2017 au 12 mai 2017</p>",
        "<div class='comments'><p>Publié le 11 mai 2017</p></div>",
        "<aside class='sidebar'><p>Publié le 11 mai 2017</p></aside>",
        "<p>Un premier.</p><p>Un autre.</p><p>b</p><p>c</p><p>d</p><p>e</p><p>f</p><p>11 mai 2017</p>",
    ],
)
def test_the_days_of_members_rights_events_comments_and_sidebars_are_none(main):
    assert read(main).published == ""


def test_the_days_around_the_text_are_not_the_pages():
    around = "<header><p>11 mai 2017</p></header><footer><p>Publié le 11 mai 2017</p></footer>"

    assert read(around=around).published == ""


def test_a_labelled_date_wins_over_a_bare_one_and_what_contradicts_without_end_is_none():
    both = "<p>3 mars 2024</p><p>Publié le 9 mars 2024</p>"
    head = '<meta property="article:published_time" content="2024-01-02">'

    assert read(both).published == "9 mars 2024"
    assert read("<p>3 mars 2024</p>", head=head).published == ""
    assert read("<p>2 janvier 2024</p>", head=head).published == "2024-01-02"


def test_the_printed_day_tells_in_which_zone_a_moment_is():
    head = '<meta property="article:published_time" content="2024-03-03T23:30:00Z">'

    assert read("<p>3 mars 2024</p>", head=head, url=URL).published == "3 mars 2024"


# --- language, twins, canonical ------------------------------------------------------------------


@pytest.mark.parametrize(("said", "lang"), [("fr-BE", "fr"), ("NL", "nl"), ("", "")])
def test_the_language_is_what_the_page_says(said, lang):
    assert read(lang=said).lang == lang


def test_twins_are_the_other_languages_of_this_page():
    head = "".join(
        f'<link rel="alternate" hreflang="{lang}" href="{href}">'
        for lang, href in (
            ("fr", URL),
            ("nl-BE", "https://werk.example/nl/nieuws/een-titel"),
            ("de", "/de"),
            ("x-default", "/"),
            ("en", "/en/"),
        )
    )

    assert read(head=head).twins == (("nl", "https://werk.example/nl/nieuws/een-titel"),)


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("/nl/nieuws/een-titel", True),
        ("/nl", False),
        ("/nl/", False),
        ("/", False),
        ("/nl/node/12", False),
        ("/nl/home", False),
    ],
)
def test_a_language_menu_names_a_twin_when_it_leads_to_one(href, found):
    menu = f'<header role="banner"><a hreflang="nl" href="{href}">NL</a><a hreflang="fr" href="{URL}">FR</a></header>'

    assert read(around=menu).twins == (
        (("nl", "https://www.site.example" + href),) if found else ()
    )


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ('<a href="/nl/nieuws/een-titel">NL</a><a href="/fr/x">FR</a>', True),
        ('<a lang="nl" href="/nl/nieuws/een-titel"> Nederlands </a>', True),
        ('<a href="/nl/nieuws/een-titel">Nederlands</a><a href="/nl/andere">NL</a>', False),
        ('<a href="/nl/">NL</a>', False),
        ('<a href="/files/een-titel.pdf">NL</a>', False),
        ('<a href="https://evil.example/nl/nieuws/een-titel">NL</a>', False),
        ('<a href="/nl/nieuws/een-titel">Nieuws in het Nederlands</a>', False),
    ],
)
def test_a_menu_that_only_names_the_languages_names_a_twin(links, found):
    html = (
        f'<html lang="fr"><body><nav>{links}</nav><h1>Un titre</h1><p>Du texte.</p></body></html>'
    )

    twins = detail.read(snapshot(html, URL), source()).twins

    assert twins == ((("nl", "https://www.site.example/nl/nieuws/een-titel"),) if found else ())


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("https://www.site.example/fr/news/autre", True),
        ("https://site.example/fr/news/autre", True),
        ("/fr/news/autre", True),
        ("https://evil.example/fr/news/un-titre", False),
        ("https://www.site.example/", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_a_canonical_link_counts_on_its_own_site_only(href, kept):
    assert bool(read(head=f'<link rel="canonical" href="{href}">').canonical) is kept


# --- text, summary, documents, sources -----------------------------------------------------------


def test_the_summary_is_the_publishers_own_description_else_the_first_real_paragraph():
    text = "<p>Publié le 3 mars 2024</p><p>Sur cette page</p><p>Ce paragraphe-ci est le premier du texte.</p>"

    assert (
        read(text, head='<meta name="description" content="Ce qu’ils en disent">').summary
        == "Ce qu’ils en disent"
    )
    assert read('<p class="chapo">Le chapô.</p>' + text).summary == "Le chapô."
    assert read(text).summary == "Ce paragraphe-ci est le premier du texte."


def test_the_text_holds_the_paragraphs_and_nothing_around_them():
    raw = read(
        "<div class='share-buttons'>Partager</div><p>Un.</p><p>Deux<br>lignes.</p><ul><li>Trois</li></ul>"
        "<script>var x</script><form><input></form><p>Ajouter à ma liste de lecture</p>",
        around="<div id='cookie-banner'>Nous utilisons des cookies</div>",
        body="main",
    )

    assert raw.text.splitlines() == ["Un titre", "Un.", "Deux lignes.", "Trois"]


def test_a_page_wrapped_in_a_form_keeps_its_text():
    page = snapshot(
        "<html><body><form id='aspnetForm'><h1>Titre</h1><p>Le texte de la page.</p></form></body></html>",
        URL,
    )

    assert "Le texte de la page." in detail.read(page, source()).text


@pytest.mark.parametrize(
    ("link", "title", "size"),
    [
        ('<a href="/f/a.pdf">La fiche</a> (PDF, 477 Ko)', "La fiche", "477 Ko"),
        ('<a href="/f/a.pdf">La fiche (PDF, 477 Ko)</a>', "La fiche", "477 Ko"),
        ('<a href="/f/a.pdf">De fiche</a> <span>(477 KB)</span>', "De fiche", "477 KB"),
        ('<a href="/f/a.pdf">La fiche</a> PDF - 2,6 Mo', "La fiche", "2,6 Mo"),
        ('<a href="/f/a.pdf">La fiche</a> du 3 mars', "La fiche", ""),
        ('<a href="/f/a.pdf">2024 en 12 bonnes pratiques</a>', "2024 en 12 bonnes pratiques", ""),
    ],
)
def test_documents_come_with_the_title_and_size_that_are_printed(link, title, size):
    assert read(f"<p>{link}</p>").documents == (
        RawDocument("https://www.site.example/f/a.pdf", title, size),
    )


def test_files_are_told_by_ending_or_stated_type_and_listed_once():
    links = (
        'href="/a.docx"',
        'href="/b.XLSX?x=1"',
        'href="/c" type="application/pdf"',
        'href="/a.docx"',
        'href="/d.html"',
    )
    main = "".join(f"<a {link}>{name}</a>" for link, name in zip(links, "ABCAD", strict=True))

    assert [document.title for document in read(main).documents] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("<p>Source : <a href='https://other.example/a'>Le SPF</a></p>", True),
        ("<p>Bron: <a href='https://other.example/a'>de FOD</a></p>", True),
        ("<dl><dt>Source :</dt><dd><a href='https://other.example/a'>Le SPF</a></dd></dl>", True),
        ("<p>voir « <a href='https://other.example/a'>Un autre</a> » sur le site du SPF</p>", True),
        (
            "<p>zie ‘<a href='https://other.example/a'>Een ander</a>’ op de website van de FOD</p>",
            True,
        ),
        ("<p>Lire <a href='https://other.example/a'>Un titre</a>.</p>", True),
        ("<p>Comme le dit <a href='https://other.example/a'>cette page</a>.</p>", False),
        ("<p>Ressources : <a href='https://other.example/a'>cette page</a>.</p>", False),
        ("<p>La suite sur le site du <a href='https://www.site.example/a'>service</a>.</p>", False),
    ],
)
def test_what_a_page_names_as_its_source(text, named):
    assert bool(read(text).sources) is named


def test_themes_are_the_pages_own_labels():
    main = '<ul class="tags"><li>Santé</li><li>RPS</li></ul><a rel="tag" href="/t">Joie</a>'

    assert read(main, head='<meta property="article:tag" content="Travail">').themes == (
        "Santé",
        "RPS",
        "Joie",
        "Travail",
    )


def test_the_pages_own_word_for_its_kind_stands_before_its_date():
    assert read("<p>Actualité - Publié le 3 mars 2024</p>").type_label == "Actualité"
    assert read('<article class="node node--type-event"><p>x</p></article>').type_label == "event"


# --- what is no entry, and putting together ------------------------------------------------------


def test_a_page_without_what_is_required_is_no_entry():
    dated = "<p>Actualité - Publié le 3 mars 2024</p>"

    assert read("<p>Contact</p>", require_text="^Actualité - Publié") is None
    assert read(dated, require_text="^Actualité - Publié")
    assert read(dated, require=".resource") is None
    assert read('<p class="resource">x</p>', require=".resource")


def test_what_the_list_says_wins_and_what_only_the_page_says_is_added():
    listed = RawEntry(
        URL, title="Un titre", published="2024-03-03", summary="S", themes=("a",), lang=""
    )
    found = RawEntry(
        URL + "?x",
        title="Autre",
        published="2020-01-01",
        updated="2024-04-04",
        summary="T",
        lang="fr",
        themes=("b", "a"),
        twins=(("nl", "n"),),
        documents=(RawDocument("d"),),
        sources=("s",),
        text="t",
    )

    raw = detail.combine(listed, found)

    assert (raw.url, raw.title, raw.published, raw.summary) == (URL, "Un titre", "2024-03-03", "S")
    assert (raw.updated, raw.lang, raw.themes, raw.text) == ("2024-04-04", "fr", ("a", "b"), "t")
    assert (raw.twins, raw.documents, raw.sources) == ((("nl", "n"),), (RawDocument("d"),), ("s",))


@pytest.mark.parametrize("cut", ["", "Un très long…", "Un très long..."])
def test_a_missing_or_cut_title_is_taken_from_the_page(cut):
    assert (
        detail.combine(RawEntry(URL, title=cut), RawEntry(URL, title="Un très long titre")).title
        == "Un très long titre"
    )


def test_a_sitemaps_lastmod_is_no_date_of_correction():
    from_sitemap = RawEntry(URL, updated="2026-01-05T09:00+01:00")
    from_feed = RawEntry(URL, title="Un titre", updated="2026-01-05")

    assert detail.combine(from_sitemap, RawEntry(URL, title="Un titre")).updated == ""
    assert detail.combine(from_feed, RawEntry(URL)).updated == "2026-01-05"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"%PDF-1.7 x", "text/html"),
        (b"x", "application/pdf"),
        (b"PK\x03\x04", ""),
        (b"\x89PNG", "image/png"),
    ],
)
def test_an_address_that_answers_a_file_says_so_and_nothing_else(body, kind):
    answer = snapshot(body, URL, kind=kind)

    assert detail.read(answer, source()) == RawEntry(URL, documents=(RawDocument(URL),))
    assert detail.read(answer, source(detail={"require_text": "Publié"})) is None
