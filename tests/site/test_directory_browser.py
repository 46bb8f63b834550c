"""The directory's filter in a real Chromium: it narrows, says how many are left, and keeps its
state in the address.
"""

import pytest

from .windows import WIDE, opened

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.server, pytest.mark.timeout(900)]


def shown(page) -> int:
    return page.locator("[data-vg-organisation]:visible").count()


def test_the_table_is_narrowed_and_its_address_can_be_sent(browser, address):
    page = opened(browser, WIDE)
    page.goto(f"{address}fr/directory/")
    whole = shown(page)

    page.fill("#vg-directory-find", "fiscalite BELASTING")
    none = page.inner_text("[data-vg-said]")
    page.fill("#vg-directory-find", "Brussel fiscaliteit")
    one = (shown(page), page.inner_text("[data-vg-said]"))
    page.fill("#vg-directory-find", "")
    page.select_option("#vg-directory-scope", "federal")
    page.select_option("#vg-directory-topic", "prevention")
    page.goto(page.url)
    again = (shown(page), page.input_value("#vg-directory-scope"))
    page.click(".vg-filter button[type=reset]")
    page.wait_for_function("() => !location.search")

    assert (whole, shown(page)) == (29, 29)
    assert none == "Aucune organisation ne correspond à ces choix."
    assert one == (1, "1 organisation")
    assert again == (2, "federal")
    page.context.close()


def test_without_a_script_every_row_is_there_and_no_control_is(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}nl/directory/")

    assert shown(page) == 29
    assert not page.locator(".vg-filter").is_visible()
    context.close()
