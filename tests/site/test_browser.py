"""The built site in a real Chromium: accessible, usable by keyboard, silent towards others."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from .conftest import KIT_PAGES, entries
from .states import States
from .windows import (
    NARROW,
    WAYS,
    WIDE,
    WIDTHS,
    Window,
    faults,
    in_ways,
    opened,
    sideways,
    skipped,
)

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.server, pytest.mark.timeout(900)]

NOTE = next(entry.id for entry in entries() if entry.body)
REVIEWED = next(entry.id for entry in entries() if entry.body and entry.review)
# One of each kind of page.
KINDS = (
    "",
    "watch/",
    "months/",
    "months/2026-11/",
    "kinds/",
    "kinds/page-change/",
    "themes/telework/",
    "themes/skills/",
    "map/",
    "take-part/barometer/",
    "take-part/team/",
    "take-part/regional-barometer/",
    "take-part/where/",
    "practices/",
    "practices/online-suggestion-box/",
    "questions/",
    "questions/four-day-week/",
    "translations/",
    "sources/",
    "sources/spf-emploi-fr/",
    f"entries/{NOTE}/",
    "law/",
    "how-to/",
    "guide/",
    "guide/roles/",
    "guide/framing/",
    "guide/health/",
    "guide/glossary/",
    "subscribe/",
    "directory/",
    "directory/talent-brussels/",
    "directory/serv-stia/",
    "events/",
    "events/2026-10-06-meeting/",
    "dossiers/2026-12-08-meeting/",
    "actions/",
    "actions/plan/",
    "weeks/",
    "weeks/2026-W47/",
    "network/",
    "radar/",
    "health/",
    "receive/",
    "searches/telework-law/",
    "regions/",
    "regions/belgium/",
    f"entries/{REVIEWED}/",
    "propose/",
    "propose/event/",
    "propose/contact/",
    *KIT_PAGES,
)
# Another page of their kind is above: in Dutch `make audit` looks at them, with every page.
ALIKE = {
    "themes/skills/",
    "take-part/team/",
    "guide/framing/",
    "directory/serv-stia/",
    "propose/contact/",
    "toolkits/lent/",
}
VISITS = [("fr", kind) for kind in KINDS] + [("nl", kind) for kind in KINDS if kind not in ALIKE]


@pytest.fixture(scope="module")
def window(browser: Browser, address: str) -> Iterator[Window]:
    """Give one window for all kinds of pages: a new one takes longer than most pages do."""
    made = Window(browser, address)
    yield made
    made.close()


@pytest.fixture(scope="module")
def states(window: Window) -> States:
    """Give what remembers which looks of links, buttons and fields it has measured."""
    return States(window.page)


@pytest.mark.parametrize(("lang", "kind"), VISITS)
def test_nothing_is_wrong_with_a_page_of_each_kind(window, states, lang, kind):
    """Look at it all in one visit: its widths, what it asks and says, its rules, the states of what
    is used on it, its skip link.
    """
    found = [*window.open(f"{lang}/{kind}")]
    found += sideways(window.page, WIDTHS if lang == "fr" else (320,))
    found += window.told()
    found += in_ways(window.page, WAYS[lang])
    found += states.faults(lang)
    if lang == "fr":
        found += skipped(window.page)

    assert found == []
    assert window.page.locator("meta[http-equiv='Content-Security-Policy']").count() == 1


def test_what_is_used_is_seen_in_the_colours_that_a_reader_forces(browser, address):
    page = opened(browser, WIDE)
    page.emulate_media(forced_colors="active")
    states, found = States(page), []
    for path in ("", "radar/", "take-part/barometer/", "propose/event/"):
        page.goto(f"{address}fr/{path}")
        found += [*faults(page, only=("color-contrast",)), *states.faults("forced")]
    page.context.close()

    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_menu_nor_above_the_languages(browser, address, scheme):
    page = opened(browser, NARROW, scheme)
    page.goto(f"{address}nl/law/")
    page.click(".vg-menu")
    page.wait_for_function("() => document.activeElement.classList.contains('vg-nav__close')")
    found = faults(page)
    page.goto(f"{address}404.html")
    found += faults(page)
    page.context.close()

    assert found == []


def test_the_menu_of_a_narrow_window_is_used_by_keyboard(browser, address):
    page = opened(browser, NARROW)
    page.goto(f"{address}fr/law/")
    button = page.locator(".vg-menu")
    button.focus()

    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.classList.contains('vg-nav__close')")
    inside = []
    for _ in range(6):
        page.keyboard.press("Tab")
        inside.append(page.evaluate("!!document.activeElement.closest('#vg-drawer')"))
    expanded = button.get_attribute("aria-expanded")
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.activeElement.classList.contains('vg-menu')")

    assert all(inside)
    assert (expanded, button.get_attribute("aria-expanded")) == ("true", "false")
    page.context.close()


def test_what_is_closed_cannot_be_reached_by_tab(browser, address):
    page = opened(browser, NARROW)
    page.goto(f"{address}fr/law/")
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "document.activeElement.closest('#vg-drawer') ? 'menu'"
                " : document.activeElement.closest('#vg-search') ? 'search' : 'page'"
            )
        )
    page.context.close()

    assert reached == {"page"}


@pytest.mark.parametrize(("locale", "lang"), [("nl-BE", "nl"), ("fr-BE", "fr"), ("de-DE", None)])
def test_the_first_page_leads_to_the_readers_language(browser, address, locale, lang):
    page = opened(browser, WIDE, lang=locale)
    page.goto(address)
    if lang:
        page.wait_for_url(f"{address}{lang}/")
    found = page.locator("main a[hreflang]").count() if lang is None else 2
    page.context.close()

    assert found == 2
