"""Every page of the built site, wide and narrow, light and dark; `make test` looks at one of each
kind.
"""

import pytest

from .windows import EVERY_WAY, SCROLLS, WIDE, WIDTHS, Window, dressed, in_ways, opened

pytestmark = [
    pytest.mark.audit,
    pytest.mark.site,
    pytest.mark.browser,
    pytest.mark.server,
    pytest.mark.timeout(3600),
]

LANGUAGES = ("fr", "nl")


@pytest.fixture(params=LANGUAGES)
def addresses(request, address, site):
    """List the addresses of all pages of a language."""
    pages = sorted((site / request.param).rglob("index.html"))
    assert len(pages) > 50
    return [f"{address}{page.relative_to(site).as_posix()}" for page in pages]


def test_axe_finds_nothing_on_any_page(browser, addresses):
    page = opened(browser, WIDE)
    found = {}
    for each in addresses:
        page.goto(each)
        found[each] = in_ways(page, EVERY_WAY)
    page.context.close()

    assert {each: faults for each, faults in found.items() if faults} == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_at_all_scrolls_sideways(browser, addresses, width):
    page = opened(browser, width)
    wide = []
    for each in addresses:
        page.goto(each)
        dressed(page, width, "default")
        if page.evaluate(SCROLLS):
            wide.append(each)
    page.context.close()

    assert wide == []


def test_no_page_at_all_calls_another_site_keeps_a_cookie_or_complains(browser, address, site):
    # The page at the root leads on to that of a language.
    pages = sorted(set(site.rglob("index.html")) - {site / "index.html"})
    paths = [path.relative_to(site).as_posix() for path in pages]

    window = Window(browser, address)
    found = {path: [*window.open(path), *window.told()] for path in paths}
    window.close()

    assert {path: told for path, told in found.items() if told} == {}
