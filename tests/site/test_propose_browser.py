"""The forms in a real Chromium: what is typed comes out as a file that is read to the same words,
whatever they are, and nothing leaves before.
"""

import hashlib
import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page

from knowledge.sheets import reading
from knowledge.sheets.error_messages import WARNINGS
from knowledge.sheets.proposals import PROPOSALS
from knowledge.storage import front_matter

from .conftest import REPOSITORY
from .forms import fill, made, mail, unpacked
from .windows import LAYOUT, NARROW, SCROLLS, Window, faults, opened

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.server, pytest.mark.timeout(900)]

HOSTILE = (
    "</script><script>window.hit=1</script> {{ 7*7 }}: # 'a' \"b\" \\n \\ & é 😀 \u00a0\u2028x"
)
LONG = "Très long : une phrase, puis une autre — encore. " * 30
YAML_TEXTS = ("- pas une liste", "# pas un commentaire", "no", "2026-01-01", "{a: b}", "---", "? x")
BODY = f"Un mot :\n\n---\n\n- 🙂 ça\n\n### Un titre\n\n```\n## du code\n```\n{HOSTILE}\n\n{LONG}"
DAY = "2026-11-25"
PRACTICE = {
    "title": "# « Réunion » : 😀 \"debout\" --- 'lundi'",
    "description": HOSTILE,
    "organisation": "actiris",
    "life": [{"state": "idea", "on": DAY}, {"state": "pilot", "on": "2026-11-26"}],
    "fields": ["health", "equality"],
    "steps": ["framing"],
    "themes": ["telework"],
    "substance": "comfort",
    **dict.fromkeys(("context", "done", "participation", "means", "transfer"), BODY),
}
EVENT = {
    "title": "Een dag: “welzijn” en meer",
    "description": "no",
    "type": "training",
    "start": "2026-12-01T09:30",
    "end": "2026-12-01T17:00",
    "place": YAML_TEXTS[1],
    "link": "https://example.org/a?b=c#d",
    "organiser": "actiris",
    "status": "planned",
    "documents": [
        {"title": HOSTILE, "file": "Été, n° 2.PDF"},
        {"title": "x", "url": "https://a.be/"},
    ],
    "programme": "Om 9 uur: koffie.\n\n" + YAML_TEXTS[0],
}
# What is typed in each form, in the keys of its model.
TYPED = {
    "practice": PRACTICE,
    "event": EVENT,
    "tool": {
        "title": YAML_TEXTS[2],
        "description": YAML_TEXTS[3],
        "type": "method",
        "steps": ["experiment"],
        "duration": YAML_TEXTS[4],
        "participants": YAML_TEXTS[6],
        "file": "grille.xlsx",
        "body": "## Une partie\n\n" + BODY,
    },
    "kit-file": {
        "kit": "toolkits/start",
        "file": "Affiche été.pdf",
        "type": "example",
        "title": YAML_TEXTS[5],
        "alternative": HOSTILE,
        "version": "1.0",
        "licence": "CC-BY-4.0",
    },
    "contact": {
        "organisation": "Une institution : nouvelle",
        "title": HOSTILE,
        "seat": "permanent",
        "mailbox": "qvt@a.example",
        "phone": "+32 2 000 00 00",
        "languages": ["fr", "nl"],
        "person": {
            "name": "Zéphyrine « 😀 »",
            "legal_basis": "consent",
            "given_on": DAY,
            "last_verified": DAY,
            "expires": "2027-11-25",
        },
    },
    "note": {
        "entry": "https://example.org/loi?x=1",
        "note": HOSTILE + LONG[:300],
        "audience": ["hr"],
        "obligation": "true",
        "in_force": "2027-01-01",
        "body": BODY,
    },
    "source": {
        "name": "yes",
        "url": "https://example.org/news",
        "languages": ["de"],
        "publishes": LONG[:600],
    },
    "correction": {"page": "law/", "passage": HOSTILE, "wrong": YAML_TEXTS[0], "body": BODY},
    "question": {
        "title": "Qui ? # : 😀",
        "description": HOSTILE,
        "themes": ["telework"],
        "details": BODY,
    },
    "idea": {"title": "~", "description": "Une salle.", "organisation": "actiris"},
}
LANGS = {"event": "nl", "source": "nl"}
CLEAN = {"Été, n° 2.PDF": "Ete-n-2.PDF", "Affiche été.pdf": "Affiche-ete.pdf"}


@pytest.fixture
def window(browser, address):
    made = Window(browser, address)
    yield made
    made.close()


def expected(kind: str, value: object, stem: str, key: str = "") -> object:
    """Return what a reader finds where this was typed."""
    if isinstance(value, dict):
        return {name: expected(kind, held, stem, name) for name, held in value.items()}
    if isinstance(value, list):
        return [expected(kind, held, stem, key) for held in value]
    if key == "file":
        return f"{'start' if kind == 'kit-file' else stem}/{CLEAN.get(value, value)}"
    if kind == "contact" and key == "title":
        return {"fr": value}
    return value


@pytest.mark.parametrize("kind", sorted(TYPED))
def test_what_is_typed_comes_out_of_the_form_as_it_was_typed(kind, window, tmp_path):
    lang, typed = LANGS.get(kind, "fr"), TYPED[kind]
    assert window.open(f"{lang}/propose/{kind}/") == []

    path = made(window.page, typed, tmp_path)

    raw, others = unpacked(path)
    held = front_matter.split(raw, path.name, typed=True)
    (mark,) = re.findall(r"(?m)^# vigie-proposal: (.*)$", held.head)
    facts = yaml.safe_load(mark)
    assert facts == {"form": 1, "kind": kind, "lang": lang, "name": path.stem}
    of_kind = PROPOSALS[kind].kind
    headings = of_kind.headings(lang) if of_kind else {}
    sections = {name: value for name, value in typed.items() if name in {*headings, "body"}}
    head = {name: value for name, value in typed.items() if name not in sections}
    found = {name: str_days(value) for name, value in held.data.items()}
    if state := PROPOSALS[kind].begun:
        (begun,) = found.pop("life")
        assert begun["state"] == state
        assert date.fromisoformat(begun["on"])
    assert found == expected(kind, head, path.stem)
    below = [f"## {headings[name]}\n\n{sections[name]}" for name in headings if name in sections]
    below += filter(None, [sections.get("body")])
    assert held.body == "".join(f"\n{part}\n" for part in below)
    assert others == set(files_of(expected(kind, head, path.stem)))
    assert window.told() == []
    if of_kind:
        read = reading.markdown(raw, path.name, of_kind, lang)
        assert [one for one in read.problems if one.code not in WARNINGS] == []
    elif kind != "contact":
        # A contact's organisation is new here, and its id is for the import to make.
        PROPOSALS[kind].model.model_validate(held.data)


def str_days(value: object) -> object:
    """Return what YAML read, its days as they are written."""
    if isinstance(value, dict):
        return {name: str_days(held) for name, held in value.items()}
    if isinstance(value, list):
        return list(map(str_days, value))
    return str(value)


def files_of(value: object) -> list[str]:
    """Return the files that a sheet names."""
    if isinstance(value, list):
        return [name for held in value for name in files_of(held)]
    if isinstance(value, dict):
        inner = [name for held in value.values() for name in files_of(held)]
        return [*inner, *filter(None, [value.get("file")])]
    return []


SHORT = {
    "title": "Qui a essayé ? & #",
    "description": "Une phrase.",
    "themes": ["telework"],
    "details": "Une ligne.\n\n— Léa 😀",
}


def test_a_short_text_leaves_whole_in_a_message_and_a_long_one_is_attached(window, tmp_path):
    page = window.page
    window.open("fr/propose/question/")
    path = made(page, SHORT, tmp_path)
    short = mail(page)
    page.locator('[data-vg-key="details"] textarea').fill(LONG * 3)
    stale = page.locator(".vg-form__ways").count()
    page.locator("form.vg-form button[type=submit]").click()
    page.locator(".vg-form__ways").wait_for()

    assert short["to"] == mail(page)["to"] == "qvt@example.org"
    assert short["body"].replace("\r\n", "\n") == f"=====\n{path.read_text('utf-8')}=====\n"
    assert SHORT["title"] in short["subject"]
    assert "qui-a-essaye.md" in mail(page)["body"]
    assert LONG[:20] not in mail(page)["body"]
    assert "personne ne la lit" in page.inner_text(".vg-form__ways")
    assert stale == 0


def test_what_is_wrong_is_told_beside_each_field_in_the_words_of_the_site(window):
    page = window.page
    window.open("nl/propose/event/")
    form = page.locator("form.vg-form")
    form.wait_for()
    fill(form, "title", "x" * 121, Path())
    fill(form, "link", "niet.be", Path())
    fill(form, "programme", "Goed.\n# Een titel", Path())
    form.locator("button[type=submit]").click()
    found = {
        key: page.inner_text(f'[data-vg-key="{key}"] .vg-form__wrong')
        for key in ("title", "description", "link", "programme")
    }

    assert found["title"] == "Dit telt 121 tekens; er passen er hoogstens 120."
    assert found["description"] == "Vul dit in."
    assert found["link"].startswith("Hier hoort ")
    assert found["programme"].startswith("Regel 2 begint met “#”")
    assert page.locator(".vg-form__ways").count() == 0
    page.locator(".vg-form__result button").first.click()
    assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
    assert faults(page, only=LAYOUT) == []


def test_a_draft_is_kept_only_if_it_is_asked_for(window):
    page = window.page

    def kept() -> int:
        return page.evaluate(
            "Object.keys(localStorage).filter(key => key.includes('draft')).length"
        )

    window.open("fr/propose/practice/")
    title = page.locator('[data-vg-key="title"] input')
    title.fill("Un essai")
    unasked = kept()
    page.check("#vg-draft")
    page.locator('[data-vg-key="life"] > button').click()
    page.locator('[data-vg-key="state"] select').nth(1).select_option("pilot")
    page.reload()
    title.wait_for()

    assert (unasked, kept()) == (0, 1)
    assert title.input_value() == "Un essai"
    assert page.locator('[data-vg-key="state"] select').count() == 1
    page.uncheck("#vg-draft")
    assert kept() == 0
    title.fill("Un autre")
    assert kept() == 0


@pytest.mark.parametrize("kind", ["practice", "contact"])
def test_every_control_is_named_and_reached_by_keyboard_on_a_phone_and_axe_finds_nothing(
    kind, browser, address
):
    page = opened(browser, NARROW)
    page.goto(f"{address}fr/propose/{kind}/")
    page.locator("form.vg-form").wait_for()
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    stops = page.evaluate(
        "[...document.querySelectorAll('form.vg-form :is(input, select, textarea, button)')]"
        ".filter(control => control.tabIndex < 0 || (control.labels && !control.labels.length"
        " && control.type !== 'submit' && control.type !== 'button')).length"
    )

    assert stops == 0
    assert faults(page, within=".md-content") == []
    assert not page.evaluate(SCROLLS)
    page.context.close()


def test_without_a_script_a_form_says_what_to_do(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}nl/propose/tool/")

    assert page.locator('[data-vg-propose] a[href="mailto:qvt@example.org"]').is_visible()
    assert page.locator("[data-vg-propose] dt").count() > 8
    assert page.locator("form.vg-form").count() == 0
    context.close()


def test_an_address_may_fill_in_a_field(window):
    window.open("fr/propose/contact/?organisation=actiris&seat=alternate&person=x")

    form = window.page.locator("form.vg-form")
    form.wait_for()
    assert form.locator('[data-vg-key="organisation"] select').input_value() == "actiris"
    assert form.locator('[data-vg-key="seat"] select').input_value() == "alternate"


def test_a_correction_of_a_sheet_holds_what_was_changed_and_the_sum_of_what_it_corrects(
    window, tmp_path
):
    page, name = window.page, "build-a-shared-diagnosis"
    raw = (REPOSITORY / "docs/fr/tools" / f"{name}.md").read_bytes()
    window.open(f"fr/tools/{name}/")
    page.click("a[data-vg-correct]")
    form = page.locator("form.vg-form")
    form.wait_for()
    before = front_matter.split(raw, name, typed=True)
    title = form.locator('[data-vg-key="title"] input').input_value()
    body = form.locator('[data-vg-key="body"] textarea').input_value()
    form.locator("button[type=submit]").click()
    page.get_by_text("Rien n’a encore été changé.").wait_for()
    path = made(page, {"title": "Autre : titre", "duration": ""}, tmp_path)

    held = front_matter.split(path.read_bytes(), path.name, typed=True)
    mark = yaml.safe_load(re.findall(r"(?m)^# vigie-proposal: (.*)$", held.head)[0])
    assert (title, body) == (before.data["title"], before.body.strip())
    assert mark["of"] == hashlib.sha256(raw).hexdigest()
    assert (mark["name"], path.name) == (name, f"{name}.md")
    assert held.data == {"title": "Autre : titre", "duration": None}
    assert held.body == ""


@pytest.mark.parametrize(
    ("path", "lang"),
    [
        ("toolkits/framing", "fr"),
        ("communication-kits/announce-an-action", "nl"),
        ("guide/stakes", "nl"),
        ("actions/1-1-qvt-network", "fr"),
        ("directory/talent-brussels", "fr"),
    ],
)
def test_a_kit_a_guide_an_action_and_an_organisation_are_corrected_by_their_own_form(
    path, lang, window, tmp_path
):
    folder, name = path.split("/")
    suffix, own = (".yml", "directory") if folder == "directory" else (".md", f"{lang}/{folder}")
    raw = (REPOSITORY / f"docs/{own}/{name}{suffix}").read_bytes()
    window.open(f"{lang}/{path}/")
    window.page.click("a[data-vg-correct]")
    window.page.locator("form.vg-form").wait_for()
    window.page.locator("form.vg-form button[type=submit]").click()
    window.page.get_by_text(re.compile("Rien n’a encore|Er is nog niets")).wait_for()
    file = made(window.page, {"description": "Autre : 😀"}, tmp_path)

    held = front_matter.split(file.read_bytes(), file.name, typed=True)
    mark = yaml.safe_load(re.findall(r"(?m)^# vigie-proposal: (.*)$", held.head)[0])
    said = {lang: "Autre : 😀"} if folder == "directory" else "Autre : 😀"
    assert held.data == {"description": said}
    assert (mark["name"], mark["of"]) == (name, hashlib.sha256(raw).hexdigest())
    assert held.body == ""


def test_a_list_within_a_list_and_what_no_field_shows_come_out_as_they_were(window, tmp_path):
    page = window.page
    window.open("fr/propose/toolkit/?sheet=toolkits/framing")
    toolkit = made_of(page, "contents", "title", "Autre", tmp_path)
    window.open("fr/propose/action/?sheet=actions/1-1-qvt-network")
    action = made_of(page, "tracked_activities", "duration", "2 ans", tmp_path)
    window.open("fr/propose/organisation/?sheet=directory/talent-brussels")
    organisation = made_of(page, "roles", "mailbox", "a@b.example", tmp_path)

    raw = (REPOSITORY / "docs/fr/toolkits/framing.md").read_bytes()
    contents = front_matter.split(raw, "x").data["contents"]
    assert toolkit["contents"] == [{**contents[0], "title": "Autre"}, *contents[1:]]
    raw = (REPOSITORY / "docs/fr/actions/1-1-qvt-network.md").read_bytes()
    tracked = front_matter.split(raw, "x").data["tracked_activities"]
    assert action["tracked_activities"] == [{**tracked[0], "duration": "2 ans"}, *tracked[1:]]
    (first, second) = organisation["roles"]
    assert (first["id"], first["mailbox"]) == ("permanent-member", "a@b.example")
    assert second == {"id": "alternate", "title": {"fr": "Membre suppléant"}, "seat": "alternate"}


def made_of(page: Page, key: str, inner: str, value: str, folder: Path) -> dict[str, object]:
    """Change a key of the first row of a list, and return what comes out."""
    page.locator("form.vg-form").wait_for()
    page.locator(f'[data-vg-key="{key}"] [data-vg-key="{inner}"] input').first.fill(value)
    path = made(page, {}, folder)
    return front_matter.split(path.read_bytes(), path.name, typed=True).data


def test_a_form_for_corrections_says_where_to_begin(window):
    window.open("fr/propose/action/")

    told = window.page.get_by_role("alert")
    told.wait_for()
    assert "Corriger cette page" in told.inner_text()
    assert window.page.locator("form.vg-form").count() == 0


def test_a_correction_of_another_page_begins_with_its_address_and_the_chosen_words(window):
    page = window.page
    window.open("fr/law/")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.md-content h1'))")
    page.focus("a[data-vg-correct]")
    page.keyboard.press("Enter")

    passage = page.locator('[data-vg-key="passage"] textarea')
    passage.wait_for()
    assert passage.input_value()
    assert page.locator('[data-vg-key="page"] input').input_value() == "law/"


def test_every_form_is_tried(window):
    window.open("fr/propose/")

    links = window.page.locator(".vg-propose a")
    new = {name for name, proposal in PROPOSALS.items() if not proposal.corrects}
    assert links.count() == len(new)
    assert set(TYPED) == new
