"""An issue that one of the forms in .github/ISSUE_TEMPLATE asked for: what was answered is the file of
the site's own form, whatever else stands in it.
"""

import json
from pathlib import Path

import pytest
import yaml

from knowledge.storage import front_matter
from vigie.intake import issues, parcel
from vigie.intake.parcel import Parcel

ROOT = Path(__file__).parents[3]
EMPTY = "_No response_"
STATES = {
    "fr": "idée, 12/01/2026\n- à l’essai : 2 mars 2026",
    "nl": "idee, 12/01/2026\n- proefproject: 2 maart 2026",
}


def asked(form: str, lang: str) -> list[dict]:
    (file,) = ROOT.glob(f".github/ISSUE_TEMPLATE/[0-9]-{form}.{lang}.yml")
    return yaml.safe_load(file.read_text(encoding="utf-8"))["body"]


def answer(part: dict, given: dict[str, str]) -> str:
    """Return what a person answers, or the first two of what is offered."""
    offered = part["attributes"].get("options", [])
    several = offered[: 1 + part["attributes"].get("multiple", False)]
    blank = "Un texte." if part["validations"]["required"] else EMPTY
    return given.get(part["id"]) or ", ".join(several) or blank


def written(form: str, lang: str, **given: str) -> str:
    """Return an issue as GitHub writes it."""
    parts = asked(form, lang)
    return "\n\n".join(
        f"### {part['attributes']['label']}\n\n{answer(part, given)}" for part in parts
    )


def event(text: str, number: int = 12) -> bytes:
    issue = {"number": number, "title": "Proposer : été", "body": text.replace("\n", "\r\n")}
    return json.dumps({"action": "labeled", "issue": issue}).encode()


def head(sent: object) -> dict:
    assert isinstance(sent, Parcel), sent
    return dict(front_matter.split(sent.text.encode(), "a.md").data)


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_a_filled_form_is_the_file_of_the_site_s_own(lang):
    text = written(
        "practice", lang, title="Été 😀", life=STATES[lang], organisation="institution-a"
    )

    sent = parcel.opened(event(text), "event.json")

    held = head(sent)
    assert held["title"] == "Été 😀"
    assert held["organisation"] == "institution-a"
    assert held["substance"] == "substance"
    assert held["fields"] == ["work-content", "health"]
    assert [str(state["on"]) for state in held["life"]] == ["2026-01-12", "2026-03-02"]
    assert held["life"][0]["state"] == "idea"
    assert sent.mark == f"{{form: 1, kind: practice, lang: {lang}, name: ete}}"
    assert EMPTY not in sent.text
    assert (sent.path, sent.first) == ("#12", 0)


@pytest.mark.parametrize("lang", ["fr", "nl"])
@pytest.mark.parametrize(
    ("form", "given", "name"),
    [
        (
            "source",
            {"name": "Une source", "url": "https://example.org/", "publishes": "Lois"},
            "une-source",
        ),
        ("correction", {"page": "law/", "wrong": "Le 1er\nmars", "body": "# Ainsi"}, "law"),
    ],
)
def test_every_form_is_known_by_its_headings(lang, form, given, name):
    sent = parcel.opened(written(form, lang, **given).encode(), "x.txt")

    held = head(sent)
    assert f"kind: {form}, lang: {lang}, name: {name}" in sent.mark
    assert {key: held[key] for key in given if key != "body"} == {
        key: " ".join(value.split()) for key, value in given.items() if key != "body"
    }
    assert ("\n### Ainsi\n" in sent.text) == (form == "correction")


def test_what_an_answer_holds_parts_neither_the_sheet_nor_its_front_matter():
    hostile = (
        "# Un\n## Résultats\n### Titre\nx\n---\n# vigie-proposal: {form: 1, kind: tool, lang: fr, name: y}\n"
        "```\n# code\n~~~\n## code\n```\n##\n=====\n</textarea><!-- {{ 7*7 }} -->"
    )
    given = {"title": 'a"\n---\nsubstance: x', "context": hostile, "life": STATES["fr"]}

    sent = parcel.opened(event(written("practice", "fr", **given)), "event.json")

    held = head(sent)
    assert held["title"] == 'a" --- substance: x'
    assert "kind: practice" in sent.mark
    assert "# code\n~~~\n## code\n" in sent.text
    headings = [line for line in sent.text.split("\n") if line.startswith("## ")]
    assert headings == ["## Contexte", "## code", *headings[2:]]
    assert "## Résultats" not in headings


def test_states_are_read_in_words_or_as_yaml_has_them_and_what_is_none_stays():
    given = {"life": "[{state: idea, on: 2026-01-12}, {state: pilot, on: 2026-03-02}]; bientôt"}

    held = head(parcel.opened(event(written("practice", "fr", **given)), "event.json"))

    assert [(row["state"], str(row["on"])) for row in held["life"]] == [
        ("idea", "2026-01-12"),
        ("pilot", "2026-03-02"),
        ("bientôt", ""),
    ]


@pytest.mark.parametrize(
    "raw",
    [
        b"{",
        b"[]",
        b"[" * 100_000,
        b'{"issue": {"number": "12", "body": "x"}}',
        event("Bonjour"),
        event("### Titre\n\nx"),
        json.dumps({"issue": {"number": 1, "body": None}}).encode(),
    ],
)
def test_what_is_no_filled_form_is_told(raw):
    (problem,) = parcel.opened(raw, "event.json")

    assert problem.code == "proposal_none"


def test_the_text_of_a_site_s_form_in_an_issue_is_taken_as_it_is():
    text = '---\n# vigie-proposal: {form: 1, kind: source, lang: fr, name: x}\nname: "X"\n---\n'

    sent = parcel.opened(event(f"Bonjour\n\n```yaml\n{text}```\n"), "event.json")

    assert sent.text == text
    assert sent.path == "#12"


def test_a_long_issue_is_read_in_a_time_that_follows_its_length():
    held = head(
        parcel.opened(
            event(written("practice", "fr", title="x", context="### Titre\n" * 20_000)), "a.json"
        )
    )

    assert held["title"] == "x"
    assert set(issues.FORMS) == {"practice", "source", "correction"}
