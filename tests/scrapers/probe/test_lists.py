"""The list of a page is found in each of the shapes that sites write."""

import pytest

from scrapers.probe import lists
from tests.scrapers.readers.pages import snapshot

AT = "https://site.example/nl/list"
TITLES = ("Telework in 2026", "Heat at work", "A plan adopted", "Training of advisers", "Survey")
DAYS = ("18/11/2026", "12/11/2026", "09/11/2026", "05/11/2026", "02/11/2026")
MENU = "<nav>" + "".join(f'<a href="/m{n}">Menu of item {n}</a>' for n in range(40)) + "</nav>"
FOOT = (
    "<footer><ul>"
    + "".join(f'<li><a href="/f{n}">Foot {n}</a></li>' for n in range(9))
    + "</ul></footer>"
)

SHAPES = {
    "cards that are links": (
        '<div class="grid">{rows}</div>',
        '<div class="card"><a href="/n/{n}"><p class="day">{day}</p><p class="name">{title}</p></a></div>',
    ),
    "a table with a link to a file": (
        "<table><tr><th>Date</th><th>Subject</th><th>PDF</th></tr>{rows}</table>",
        '<tr><td>{day}</td><td>{title}</td><td><a href="/n/{n}">PDF</a></td></tr>',
    ),
    "a plain list": (
        "<ul>{rows}</ul>",
        '<li><span>{day}</span> <a href="/n/{n}">{title}</a></li>',
    ),
    "a day in the row's own text": (
        "<ul>{rows}</ul>",
        '<li><a href="/n/{n}">{title}</a>, of {day}</li>',
    ),
    "definitions": (
        "<dl>{rows}</dl>",
        '<dt>{n}</dt><dd><a href="/n/{n}">{title}</a> <em>{day}</em></dd>',
    ),
    "articles with headings and labels": (
        "<section>{rows}</section>",
        '<article><a href="/tags/x">Theme</a><h3><a href="/n/{n}">{title}</a></h3><time>{day}</time></article>',
    ),
    "rows of odd and even": (
        "<div>{rows}</div>",
        '<div class="row-{n} item"><h4><a href="/n/{n}">{title}</a></h4><span>{day}</span></div>',
    ),
}


def body(shape):
    holder, row = SHAPES[shape]
    numbered = enumerate(zip(TITLES, DAYS, strict=True))
    rows = "".join(row.format(n=n, title=title, day=day) for n, (title, day) in numbered)
    crumbs = (
        '<ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/nl">News</a></li></ol>'
    )
    return f"<html><body>{MENU}{crumbs}<main>{holder.format(rows=rows)}</main>{FOOT}</body></html>"


@pytest.mark.parametrize("shape", SHAPES)
def test_the_rows_of_a_shape_are_read_with_address_title_and_day(shape):
    found = lists.find(snapshot(body(shape), AT))[0]

    assert [raw.url for raw in found.raws] == [f"https://site.example/n/{n}" for n in range(5)]
    assert [raw.title for raw in found.raws] == list(TITLES)
    assert all(day in raw.published for day, raw in zip(DAYS, found.raws, strict=True))


def test_a_menu_of_many_links_is_no_list():
    assert not lists.find(snapshot(f"<html><body>{MENU}<p>Text</p></body></html>", AT))


@pytest.mark.parametrize(
    ("links", "pages", "first"),
    [
        ('<a href="?page=1">2</a><a href="?page=2">3</a>', "?page={page}", None),
        ('<a href="/nl/list/page/2">2</a>', "/nl/list/page/{page}", 1),
    ],
)
def test_a_pager_is_read_from_its_links(links, pages, first):
    page = body("a plain list").replace("</main>", f"{links}</main>")

    options = lists.find(snapshot(page, AT))[0].options

    assert (options["pages"], options.get("first_page")) == (pages, first)
