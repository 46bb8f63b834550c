"""A question is asked and answered, an idea is taken up or answered; an answer says whose it is."""

import pytest

from knowledge.sheets import collection, reading
from knowledge.sheets.kinds.question import COURSE, KIND, STATES
from knowledge.sheets.proposals import PROPOSALS

ANSWER = {"fr": "Réponse", "nl": "Antwoord"}


def read(*states, lang="fr", answer="", **keys):
    """Read a question that went through some states, a day each."""
    life = ", ".join(
        f"{{state: {state}, on: 2026-11-{day:02}}}" for day, state in enumerate(states, 1)
    )
    front = {"title": "Sujet", "description": "Qui sait ?", "life": f"[{life}]", **keys}
    head = "\n".join(f"{key}: {value}" for key, value in front.items())
    body = f"\n## {ANSWER[lang]}\n\n{answer}\n" if answer else ""
    raw = f"---\n{head}\n---\n{body}".encode()
    return reading.markdown(raw, f"docs/{lang}/questions/a.md", KIND, lang)


def codes(*states, **told):
    return [one.code for one in read(*states, **told).problems]


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_a_question_is_asked_then_answered_by_an_organisation(lang):
    found = read("asked", "answered", lang=lang, answer="Oui.", answered_by="actiris")

    assert found.problems == ()
    assert (found.sheet.keys.state, found.sheet.keys.answer) == ("answered", "Oui.")


@pytest.mark.parametrize("states", [("asked",), ("idea",)])
def test_what_waits_needs_no_answer(states):
    assert codes(*states) == []


@pytest.mark.parametrize("states", [("idea", "taken-up"), ("idea", "answered", "taken-up")])
def test_an_idea_may_be_taken_up_at_once_or_after_a_refusal(states):
    assert codes(*states, answer="Oui.", answered_by="actiris") == []


@pytest.mark.parametrize(
    ("states", "code"),
    [
        (("answered",), "question_start"),
        (("asked", "taken-up"), "question_state"),
        (("idea", "asked"), "question_state"),
        (("idea", "taken-up", "answered"), "question_state"),
    ],
)
def test_a_life_out_of_order_is_told_alone(states, code):
    assert codes(*states) == [code]


def test_an_answer_says_what_and_by_whom():
    assert codes("asked", "answered") == ["question_unanswered", "question_answerer"]
    assert codes("asked", "answered", answer="Oui.") == ["question_answerer"]
    assert codes("asked", "answered", answered_by="actiris") == ["question_unanswered"]


def test_every_state_is_in_the_course():
    assert set(COURSE.after) == {"", *STATES}


@pytest.mark.parametrize("name", ["question", "idea"])
def test_both_forms_make_the_same_kind_of_sheet_in_their_own_state(name):
    proposal = PROPOSALS[name]

    assert proposal.kind is KIND
    assert codes(proposal.begun) == []
    assert {"life", "answer", "answered_by"} == proposal.later


def test_its_folder_is_read_in_every_language(tmp_path):
    (tmp_path / "docs/nl/questions").mkdir(parents=True)
    (tmp_path / "docs/nl/questions/a.md").write_text("---\ntitle: x\n---\n", encoding="utf-8")

    found = list(collection.files(tmp_path, ("fr", "nl")))

    assert [(kind.id, lang) for kind, lang, _ in found] == [("question", "nl")]
