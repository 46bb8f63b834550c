"""The forms of proposals in a real Chromium: filled in as a person would, and what comes out."""

import zipfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page


def fill(form: Locator, name: str, value: object, folder: Path) -> None:
    """Fill in a field by its key."""
    box = form.locator(f'[data-vg-key="{name}"]').first
    if isinstance(value, dict):
        for inner, held in value.items():
            fill(box, inner, held, folder)
    elif isinstance(value, list) and isinstance(value[0], dict):
        fill_rows(box, value, folder)
    elif isinstance(value, list):
        for word in value:
            box.locator(f'input[value="{word}"]').check()
    else:
        fill_control(box, str(value), folder)


def fill_rows(box: Locator, rows: list[dict[str, object]], folder: Path) -> None:
    own = box.locator(":scope > div > fieldset")
    while own.count() < len(rows):
        box.locator(":scope > button").click()
    for number, row in enumerate(rows):
        for inner, held in row.items():
            fill(own.nth(number), inner, held, folder)


def fill_control(box: Locator, value: str, folder: Path) -> None:
    control = box.locator("input, textarea, select").first
    kind = control.evaluate("(made) => made.type")
    if kind == "file":
        file = folder / value
        if not file.exists():
            file.write_bytes(b"%PDF-1.4 " + value.encode())
        control.set_input_files(file)
    elif kind.startswith("select"):
        known = control.locator(f'option[value="{value}"]').count()
        control.select_option(value if known else "?")
        if not known:
            box.locator(".vg-form__other input").fill(value)
    else:
        day, _, time = value.partition("T") if kind == "date" else (value, "", "")
        control.fill(day)
        if time:
            box.locator("input[type=time]").fill(time)


def made(page: Page, typed: dict[str, object], folder: Path) -> Path:
    """Fill in a form, check it, and take the file that comes out."""
    form = page.locator("form.vg-form")
    form.wait_for()
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    for name, value in typed.items():
        fill(form, name, value, folder)
    form.locator("button[type=submit]").click()
    page.locator(".vg-form__ways, .vg-form__result ul").wait_for()
    with page.expect_download() as saved:
        page.locator(".vg-form__ways a[download]").click(timeout=3000)
    path = folder / saved.value.suggested_filename
    saved.value.save_as(path)
    return path


def unpacked(path: Path) -> tuple[bytes, set[str]]:
    """Return the file that a form made, and the names of those that go along."""
    if path.suffix == ".md":
        return path.read_bytes(), set()
    with zipfile.ZipFile(path) as packed:
        assert packed.testzip() is None
        first, *others = packed.namelist()
        for name in others:
            assert packed.read(name).startswith(b"%PDF-1.4 ")
        return packed.read(first), set(others)


def mail(page: Page) -> dict[str, str]:
    """Read the link to a message."""
    link = urlsplit(page.locator('.vg-form__ways a[href^="mailto:"]').get_attribute("href"))
    said = parse_qs(link.query, strict_parsing=True)
    return {"to": link.path, **{name: value for name, (value,) in said.items()}}
