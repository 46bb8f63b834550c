"""Taking part in a real Chromium: the result is counted in the page, a link restores it, nothing
is asked of a server, and nothing is kept that a reader did not ask to keep.
"""

import csv
import io
from pathlib import Path

import pytest

from .windows import COLOURS, NARROW, WIDE, faults, opened

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.server, pytest.mark.timeout(900)]

# The fields in their order, four sentences each; "-" is no answer, 0 does not apply.
ANSWERS = "5555444433331222" + "00-5" + "4444"
RESULTS = ["5,0", "4,0", "3,0", "1,8", "trop peu de réponses", "4,0"]


def answer(page, answers: str) -> None:
    for number, value in enumerate(answers, 1):
        if value != "-":
            page.check(f"input[name=i{number}][value='{value}']")


def results(page) -> list[str]:
    cells = page.locator("[data-vg-results=field] [data-vg-mean]")
    return [text.strip() for text in cells.all_inner_texts()]


def test_a_result_is_counted_drawn_and_told_without_a_request(browser, address):
    page = opened(browser, WIDE)
    page.goto(f"{address}fr/take-part/barometer/")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    # A browser asks for the icon when it likes.
    icon = f"{address}fr/assets/vigie-icon.svg"
    submit = page.locator("form[data-vg-barometer] button[type=submit]")

    submit.press("Enter")
    none = page.inner_text("form [data-vg-said]")
    answer(page, ANSWERS)
    submit.press("Enter")

    assert none.startswith("Répondez à deux phrases au moins")
    assert results(page) == RESULTS
    assert page.evaluate("document.activeElement.id") == "outcome"
    weak = page.locator("[data-vg-weak]:visible")
    assert [part.get_attribute("data-vg-weak") for part in weak.all()] == ["skills", "equality"]
    corners = page.get_attribute("[data-vg-web=field] [data-vg-area]", "points").split()
    assert len(corners) == 5
    kept = page.evaluate("Object.keys(localStorage).filter((key) => key.includes('barometer'))")
    assert (kept, set(asked) - {icon}) == ([], set())
    page.context.close()


def test_a_link_restores_the_answers_and_one_of_other_sentences_is_told(browser, address):
    page = opened(browser, NARROW)
    page.goto(f"{address}fr/take-part/barometer/")
    answer(page, ANSWERS)
    page.click("form[data-vg-barometer] button[type=submit]")
    page.click("[data-vg-link]")
    link = page.input_value("#vg-barometer-link")

    page.goto("about:blank")
    page.goto(link)
    restored = results(page)
    page.goto(link.replace("#b=1.", "#b=2."))
    page.wait_for_function(
        "() => document.querySelector('form [data-vg-said]').textContent.includes('autre version')"
    )

    assert link.endswith(f"#b=1.{ANSWERS}")
    assert restored == RESULTS
    page.context.close()


def test_all_of_it_is_done_by_keyboard_and_whoever_gets_the_link_sees_the_same(browser, address):
    page = opened(browser, NARROW)
    page.goto(f"{address}nl/take-part/barometer/")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.focus("input[name=i1]")
    for value in ANSWERS[:8]:
        # The arrows go through the answers of a sentence, the tab key to the next one.
        page.keyboard.press("Space")
        for _ in range(int(value) - 1):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
    submit = "document.activeElement.matches('form[data-vg-barometer] [type=submit]')"
    tab_to(page, submit)
    page.keyboard.press("Enter")
    shown = results(page)
    landed = page.evaluate("document.activeElement.id")
    # What lies under the bar at the top counts as too small: only what is in sight is looked at.
    wrong = faults(page, within="[data-vg-outcome]")
    tab_to(page, "document.activeElement.matches('[data-vg-link]')")
    page.keyboard.press("Enter")
    link = page.input_value("#vg-barometer-link")
    held = page.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage)].flat()")
    cookies = page.context.cookies()
    page.context.close()

    other = opened(browser, WIDE, "dark")
    other.goto(link)
    restored = results(other)
    wrong += faults(other, only=COLOURS, within="[data-vg-outcome]")
    other.context.close()

    assert (landed, shown[:2]) == ("outcome", RESULTS[:2])
    assert (restored, wrong) == (shown, [])
    assert not [key for key in held if "barometer" in key]
    assert (cookies, set(asked) - {f"{address}nl/assets/vigie-icon.svg"}) == ([], set())


def tab_to(page, there: str) -> None:
    """Press the tab key until the keyboard stands somewhere."""
    for _ in range(60):
        if page.evaluate(there):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never came to {there}")


def test_answers_are_kept_while_the_box_is_ticked_and_forgotten_after(browser, address):
    page = opened(browser, WIDE)
    page.goto(f"{address}nl/take-part/barometer/")
    answer(page, "5")
    page.check("[data-vg-keep]")
    page.reload()
    kept = (page.is_checked("input[name=i1][value='5']"), page.is_checked("[data-vg-keep]"))
    page.uncheck("[data-vg-keep]")

    assert kept == (True, True)
    assert page.evaluate("localStorage.getItem('vigie-barometer')") is None
    page.context.close()


def test_the_table_opens_in_excel_with_the_same_numbers(browser, address):
    page = opened(browser, WIDE)
    page.goto(f"{address}fr/take-part/barometer/")
    answer(page, ANSWERS)
    page.click("form[data-vg-barometer] button[type=submit]")

    with page.expect_download() as download:
        page.click("[data-vg-csv]")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")

    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert len(rows) == 1 + 6 + 12 + 24
    assert [row[2] for row in rows[1:5]] == RESULTS[:4]
    assert [row[2] for row in rows[-24:]] == [value.strip("-0") for value in ANSWERS]
    page.context.close()


@pytest.mark.parametrize(
    ("answers", "step", "things"),
    [
        (["no"] * 6, "framing", ["support", "roles", ""]),
        (["yes", "unknown", "yes", "yes", "no", "no"], "framing", ["roles", "", ""]),
        (["yes"] * 4 + ["no", "no"], "experiment", ["trial", "", ""]),
        (["yes"] * 6, "making-it-last", ["", "", ""]),
    ],
)
def test_the_first_question_that_is_not_answered_yes_names_the_step(
    browser, address, answers, step, things
):
    page = opened(browser, NARROW)
    page.goto(f"{address}nl/take-part/where/")
    for ask, value in zip(page.locator("fieldset").all(), answers, strict=True):
        ask.locator(f"input[value={value}]").check()

    page.click("form[data-vg-where] button[type=submit]")

    shown = page.locator("section[data-vg-step]:visible")
    assert [part.get_attribute("data-vg-step") for part in shown.all()] == [step]
    todos = page.locator("li[data-vg-todo]:visible")
    assert [todo.get_attribute("data-vg-todo") for todo in todos.all()] == things
    page.context.close()


def test_without_a_script_the_pages_say_what_to_do(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}fr/take-part/barometer/")
    barometer = (
        page.locator("[data-vg-scriptless]").is_visible(),
        page.locator("[data-vg-outcome]").is_visible(),
        page.locator("form button:visible").count(),
    )
    page.goto(f"{address}fr/take-part/where/")

    assert barometer == (True, False, 0)
    assert page.locator("section[data-vg-step]:visible").count() == 4
    context.close()
