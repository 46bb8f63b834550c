"""List pages -> raw entries, by selectors."""

import pytest

from knowledge.errors import ReadError
from knowledge.model import RawDocument
from scrapers.readers import listing
from tests.scrapers.readers.pages import HOME, snapshot, source

ROW = '<article class="row">{}</article>'


def read(*rows, url=HOME, may_be_empty=False, **options):
    options = {"row": ".row"} | options
    page = snapshot(f"<html><main>{''.join(ROW.format(row) for row in rows)}</main></html>", url)
    return list(listing.read(page, source("listing", options=options, may_be_empty=may_be_empty)))


def test_a_row_says_its_title_link_day_summary_and_themes():
    (raw,) = read(
        '<h2 class="t"><a href="/fr/news/a">L’un &amp; <em>l’autre</em></a></h2>'
        '<time datetime="2026-11-10T12:00:00Z">10/11</time>'
        '<p class="s">Un résumé.</p><a class="th" href="/t">Santé</a><a class="th" href="/u">RPS</a>',
        title=".t",
        date="time",
        summary=".s",
        theme=".th",
    )

    assert (raw.url, raw.title) == ("https://site.example/fr/news/a", "L’un & l’autre")
    assert (raw.published, raw.summary, raw.themes) == (
        "2026-11-10T12:00:00Z",
        "Un résumé.",
        ("Santé", "RPS"),
    )


@pytest.mark.parametrize(
    "share",
    [
        "https://www.facebook.com/sharer/sharer.php?u=x",
        "https://twitter.com/intent/tweet?url=x",
        "https://x.com/intent/post",
        "https://www.linkedin.com/sharing/share-offsite/?url=x",
        "https://wa.me/?text=x",
        "mailto:?body=x",
        "/print/12",
        "#top",
        "javascript:void(0)",
        "tel:+32",
    ],
)
def test_the_first_link_that_shares_or_prints_is_not_the_entrys(share):
    (raw,) = read(f'<a href="{share}">Partager</a><a href="/fr/news/a">Un titre</a>')

    assert (raw.url, raw.title) == ("https://site.example/fr/news/a", "Un titre")


@pytest.mark.parametrize(
    "label",
    [
        '<a class="tag" href="/sante">Santé</a>',
        '<a class="card__category" href="/sante">Santé</a>',
        '<span class="field--name-field-theme"><a href="/sante">Santé</a></span>',
        '<a rel="tag" href="/sante">Santé</a>',
        '<a rel="category tag" href="/sante">Santé</a>',
        '<a href="/themes/sante">Santé</a>',
        '<a href="/fr/rubrique/sante/">Santé</a>',
        '<a href="/nl/thema/gezondheid">Gezondheid</a>',
        '<a href="/auteur/a-b">A. B.</a>',
        '<a class="x" href="/sante">Santé</a>',
    ],
)
def test_the_link_to_the_theme_of_a_card_is_not_its_own(label):
    own = '<a href="/fr/news/a">Un titre</a>'

    for card in (f"{label}{own}", f"{label}<h3>Un titre</h3><a href='/fr/news/a'>Lire</a>"):
        (raw,) = read(card, theme="a.x")

        assert (raw.url, raw.title) == ("https://site.example/fr/news/a", "Un titre")


def test_where_all_links_are_of_themes_the_first_is_the_rows_own():
    (raw,) = read('<a href="/themes/sante">Santé</a><a href="/themes/bruit">Bruit</a>')

    assert raw.url == "https://site.example/themes/sante"


def test_a_card_whose_link_is_an_image_is_named_by_the_other_link_to_the_same_page():
    (raw,) = read('<a href="/a"><img src="x" alt=""></a><p><a href="/a">Un titre</a></p>')

    assert (raw.url, raw.title, raw.problem) == ("https://site.example/a", "Un titre", "")


def test_an_address_without_a_scheme_is_one_of_the_web():
    (raw,) = read('<a href="www.exemple.be/fr/a">Un titre</a>')

    assert raw.url == "https://www.exemple.be/fr/a"


def test_a_heading_is_the_title_though_another_link_says_read_more():
    (raw,) = read('<h3>Un titre</h3><p>…</p><a href="/fr/news/a">Lire la suite</a>')

    assert (raw.url, raw.title) == ("https://site.example/fr/news/a", "Un titre")


def test_a_link_around_the_heading_is_the_entrys():
    (raw,) = read('<a href="/other">x</a><a href="/fr/news/a"><h3>Un titre</h3></a>')

    assert raw.url == "https://site.example/fr/news/a"


@pytest.mark.parametrize("prefix", ["/fr/news/", "https://site.example/fr/news/"])
def test_a_link_prefix_chooses_among_the_links(prefix):
    (raw,) = read(
        '<a href="/fr/themes/x">Thème</a><a href="/fr/news/a">A</a>',
        link_prefix=(prefix,),
        link="a",
    )

    assert raw.url == "https://site.example/fr/news/a"


def test_a_row_that_leads_to_a_file_is_an_entry_and_a_document():
    (raw,) = read(
        '<h2><a href="/files/rapport%20annuel.pdf">Rapport annuel (PDF, 2.14 Mo)</a></h2>'
    )

    assert raw.url == "https://site.example/files/rapport%20annuel.pdf"
    assert raw.documents == (RawDocument(raw.url, "Rapport annuel", "2.14 Mo"),)


def test_a_printed_date_is_passed_on_as_printed():
    (raw,) = read(
        '<h2><a href="/a">A</a></h2><span class="d"> 12 déc 2025\n 16:58 </span>', date=".d"
    )

    assert raw.published == "12 déc 2025 16:58"


def test_an_empty_time_is_passed_over_for_one_that_says_a_day():
    (raw,) = read(
        '<a href="/a">A</a><time class="d"></time><time class="d" datetime="2026-11-10">x</time>',
        date=".d",
    )

    assert raw.published == "2026-11-10"


def test_late_in_the_day_at_greenwich_the_printed_day_counts():
    (raw,) = read(
        '<a href="/a">A</a><time datetime="2026-11-09T23:00:00Z">10/11/2026</time>', date="time"
    )

    assert raw.published == "10/11/2026"


def test_a_row_without_link_or_title_is_named_and_not_skipped():
    problems = [
        raw.problem
        for raw in read("<h2>A</h2>", '<a href="/b"><img src="x"></a>', '<a href="/c">C</a>')
    ]

    assert problems == ["no_address", "no_title", ""]


def test_a_wrapper_that_the_selector_meets_too_is_no_row():
    assert [
        raw.title
        for raw in read(ROW.format('<a href="/a">A</a>') + ROW.format('<a href="/b">B</a>'))
    ] == [
        "A",
        "B",
    ]


def test_the_kind_that_drupal_writes_as_a_class_is_the_rows_own_word():
    (raw,) = read('<div class="node node--type-event"><h2><a href="/a">A</a></h2></div>')

    assert raw.type_label == "event"


def test_a_first_page_without_rows_is_a_site_that_changed():
    page = snapshot("<html><title>Nouveau site</title><div class='other'>x</div></html>")

    with pytest.raises(ReadError) as caught:
        list(
            listing.read(page, source("listing", options={"row": ".row", "pages": "?page={page}"}))
        )

    assert caught.value.problem.code == "shape_listing"
    assert caught.value.problem.facts == {"url": HOME, "selector": ".row", "seen": "Nouveau site"}


def test_a_later_page_without_rows_is_the_end():
    assert read(url=HOME + "?page=3", pages="?page={page}") == []


def test_a_first_page_without_rows_is_no_error_where_a_source_may_be_empty():
    assert read(may_be_empty=True) == []


def follow(rows, page, **options):
    body = snapshot("".join(ROW.format(row) for row in rows))
    return listing.follow(
        body, source("listing", options={"row": ".row", "max_pages": 5} | options), page
    )


def test_pages_are_numbered_as_the_site_numbers_them():
    assert follow(["x"], 1, pages="?page={page}") == [HOME + "?page=1"]
    assert follow(["x"], 1, pages="/fr/news/{page}/", first_page=1) == [
        "https://site.example/fr/news/2/"
    ]


def test_paging_ends_on_an_empty_page_at_the_cap_and_where_there_is_one_page():
    assert follow([], 1, pages="?page={page}") == []
    assert follow(["x"], 5, pages="?page={page}") == []
    assert follow(["x"], 1) == []


def test_relative_links_start_from_the_pages_base():
    page = snapshot(
        '<base href="https://cdn.example/x/"><article class="row"><a href="a">A</a></article>'
    )

    (raw,) = listing.read(page, source("listing", options={"row": ".row"}))

    assert raw.url == "https://cdn.example/x/a"


def test_a_nesting_that_no_page_has_is_refused_at_once():
    with pytest.raises(ReadError) as caught:
        read("<div>" * 5000)

    assert caught.value.problem.code == "too_dense"


@pytest.mark.parametrize(
    "page",
    [
        '<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>',
        '<div id="app"></div>',
        "<header>Service public</header><app-root></app-root><footer>© 2026 Bruxelles</footer>",
        "<main><h1>Actualités</h1><div class='results'>Chargement en cours…</div></main>",
        "<main><h1>Nieuws</h1><p>Even geduld</p></main>",
    ],
)
def test_a_list_that_javascript_makes_is_said_to_be_so(page):
    script = '<script src="/main.js" defer></script>'
    with pytest.raises(ReadError) as caught:
        list(
            listing.read(
                snapshot(f"<html><head>{script}</head><body>{page}</body></html>"),
                source("listing", options={"row": "li"}),
            )
        )

    assert caught.value.problem.code == "made_by_script"


def test_a_page_with_a_text_and_scripts_is_no_page_that_javascript_makes():
    text = "<p>Le service public publie ses nouvelles chaque semaine sur cette page.</p>" * 12
    page = f"<html><head><script>1</script></head><body><main>{text}</main></body></html>"
    with pytest.raises(ReadError) as caught:
        list(listing.read(snapshot(page), source("listing", options={"row": "li"})))

    assert caught.value.problem.code == "shape_listing"


def test_rows_that_state_no_language_are_in_that_of_the_list():
    rows = '<p class="row"><a href="/a">A</a></p><p class="row" lang="fr"><a href="/b">B</a></p>'
    page = snapshot(f'<html lang="nl-BE"><main>{rows}</main></html>', HOME)

    found = listing.read(page, source("listing", options={"row": ".row"}))

    assert [raw.lang for raw in found] == ["nl", "fr"]


def test_a_page_behind_the_counter_of_a_network_is_no_share_button():
    wrapper = "https://l.facebook.com/l.php?u=https%3A%2F%2Fother.example%2Fa&h=z"

    (raw,) = read(f'<a href="{wrapper}">Un titre</a>')

    assert raw.url == wrapper
