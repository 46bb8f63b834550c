"""`vigie new`: a sheet in both languages from a dialogue or from options; whole and right, or
nothing.
"""

from pathlib import Path

import pytest

from knowledge import taxonomy
from knowledge.sheets import collection, schema_fields
from knowledge.sheets.registry import KINDS
from tests.vigie.sheets import ROOT, TEXTS, begin, given, vigie
from vigie import cli_locale
from vigie.commands import new
from vigie.draft import Draft
from vigie.prompts import Prompter

FR, NL = "docs/fr/practices/title-fr.md", "docs/nl/practices/title-fr.md"


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    return begin(tmp_path)


def files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("practices/*"))


def test_a_sheet_is_written_in_both_languages_with_the_same_facts(instance):
    done = vigie(instance, "new", "practice", *given("fr", "nl"), "--lang", "fr")

    held = collection.load(instance)
    one, other = held.of(KINDS["practice"], "fr") + held.of(KINDS["practice"], "nl")
    assert done.exit_code == 0
    assert files(instance) == [FR, NL]
    assert held.problems == ()
    assert all(
        getattr(one.keys, key) == getattr(other.keys, key) for key in KINDS["practice"].shared
    )
    assert (one.keys.title, other.keys.title) == ("title fr", "title nl")
    assert (one.keys.translation, other.keys.translation.of) == (None, "fr")
    assert f"Écrit\u00a0: {FR}" in done.stdout
    assert "vigie check" in done.stdout.splitlines()[-1]


def test_the_language_of_the_person_is_that_of_the_original(instance):
    vigie(instance, "new", "practice", "reunion", *given("fr", "nl"), "--lang", "nl")

    held = collection.load(instance)
    assert {one.lang: one.keys.translation is None for one in held.sheets if one.lang} == {
        "fr": False,
        "nl": True,
    }


def test_a_text_without_a_language_is_in_that_of_the_person(instance):
    words = [word.replace("fr.", "") for word in given("fr")]

    done = vigie(instance, "new", "practice", *words, "--only", "fr", "--lang", "nl")

    assert done.exit_code == 0
    assert files(instance) == [FR]
    assert "er is nog geen versie in de andere taal" in done.stdout


def test_what_is_missing_is_told_and_nothing_is_written(instance):
    done = vigie(instance, "new", "practice", *given("fr"), "--lang", "fr")

    assert done.exit_code == 2
    assert "«\u00a0Titre (nl)\u00a0» n’est pas donné" in done.stderr
    assert "--set nl.title=…" in done.stderr
    assert done.stderr.splitlines()[-1] == "Rien n’a été écrit."
    assert files(instance) == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"fields": "[helth]"}, "Vouliez-vous écrire health (Santé au travail)"),
        ({"life": "[{state: kept, on: 2026-01-01}]"}, "Commencez-le par"),
        ({"life": "[{state: idea"}, "un crochet s’ouvre ici"),
        ({"titel": "x"}, "la clé «\u00a0titel\u00a0» n’existe pas ici"),
        ({"de.title": "x"}, "la clé «\u00a0de.title\u00a0» n’existe pas ici"),
        ({"fr.title": "x" * 200}, "120 caractères au plus"),
        ({"fr.context": "# Un titre"}, "titre de premier niveau"),
    ],
)
def test_a_wrong_value_is_told_and_nothing_is_written(instance, more, said):
    done = vigie(instance, "new", "practice", *given("fr", "nl", **more), "--lang", "fr")

    assert done.exit_code == 2
    assert said in done.stderr
    assert files(instance) == []


def test_a_file_that_is_there_is_never_written_over(instance):
    vigie(instance, "new", "practice", *given("fr", "nl"), "--lang", "fr")
    before = [(instance / path).read_bytes() for path in (FR, NL)]

    for words in ([], ["title-fr"]):
        done = vigie(
            instance, "new", "practice", *words, *given("fr", "nl", means="autre"), "--lang", "fr"
        )
        assert done.exit_code == 2
        assert "ce fichier existe déjà" in done.stderr
    assert [(instance / path).read_bytes() for path in (FR, NL)] == before


def test_an_unknown_kind_is_told_with_the_nearest(instance):
    done = vigie(instance, "new", "pratique", "--lang", "fr")

    assert done.exit_code == 2
    assert "practice" in done.stderr


@pytest.mark.parametrize("name", ["Ma Fiche", "../x", "été", "a" * 200])
def test_an_id_that_cannot_be_a_file_is_told(instance, name):
    done = vigie(instance, "new", "practice", name, *given("fr", "nl"), "--lang", "fr")

    assert done.exit_code == 2
    assert "ne peut pas être le nom d’un fichier" in done.stderr
    assert files(instance) == []


class Person:
    """Answers in turn, and hears all that is told."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.heard: list[str] = []

    def ask(self, prompt: str) -> str:
        self.heard.append(prompt)
        if not self.answers:
            raise EOFError
        return self.answers.pop(0)


def draft(root: Path, *langs: str) -> Draft:
    return Draft(KINDS["practice"], langs, root, taxonomy.load(ROOT), collection.load(root))


def converse(made: Draft, person: Person, locale="fr") -> str:
    prompter = Prompter(
        person.ask,
        person.heard.append,
        cli_locale.words(locale),
        made.wrong,
        made.lists,
        lambda key: schema_fields.words(key, made.taxonomy, locale),
    )
    return new.converse(made, "", prompter)


FACTS = ["institution-a", "1", "2026-01-12", "n", "1, social-climate", "Expérimentation", "2"]
WORDS = [
    "Une réunion",
    *(word for key in TEXTS for word in ([key] if key == "description" else [key, ""])),
]


def test_a_dialogue_takes_numbers_words_and_names_and_makes_a_sheet(instance):
    person, made = Person(*FACTS, *WORDS, "n", "n", ""), draft(instance, "fr", "nl")

    name = converse(made, person)

    assert name == "une-reunion"
    assert made.langs == ("fr",)
    assert made.held[""]["fields"] == ["work-content", "social-climate"]
    assert made.held[""]["steps"] == ["experiment"]
    assert made.held["fr"]["title"] == "Une réunion"
    assert list(made.files(name)) == ["docs/fr/practices/une-reunion.md"]


def test_a_wrong_answer_is_explained_and_asked_again(instance):
    wrong = [
        "institution-a",
        "1",
        "12/01/2026",
        "2026-01-12",
        "n",
        "helth",
        "2",
        "3",
        "confort",
        "2",
    ]
    person = Person(*wrong, *WORDS, "n", "n", "")

    converse(draft(instance, "fr", "nl"), person)

    heard = "\n".join(person.heard)
    assert "  ! Date\u00a0: on trouve «\u00a012/01/2026\u00a0»" in heard
    assert "Vouliez-vous écrire health (Santé au travail)" in heard
    assert "comfort (ajoute du confort)" in heard
    assert person.answers == []


def test_a_dialogue_in_dutch_asks_both_languages(instance):
    person = Person(*FACTS[:5], "3", "2", *WORDS, "j", *WORDS, "n", "mijn-fiche")
    made = draft(instance, "nl", "fr")

    name = converse(made, person, "nl")

    assert name == "mijn-fiche"
    assert made.langs == ("nl", "fr")
    assert any("Levensloop (life, verplicht)" in line for line in person.heard)
    assert list(made.files(name)) == [
        "docs/nl/practices/mijn-fiche.md",
        "docs/fr/practices/mijn-fiche.md",
    ]


def test_a_rule_between_answers_is_explained_and_what_may_mend_it_is_asked(instance):
    life = ["1", "2026-01-12", "o", "2", "2026-02-12", "o", "3", "2026-03-12", "n"]
    person = Person("institution-a", *life, *FACTS[4:], *WORDS, "n", "n", "", "Mesuré.", "", "", "")
    made = draft(instance, "fr", "nl")

    converse(made, person)

    assert any("a besoin d’une évaluation" in line for line in person.heard)
    assert made.held["fr"]["evaluation"] == "Mesuré."


def test_a_person_who_leaves_writes_nothing(instance):
    with pytest.raises(EOFError):
        converse(draft(instance, "fr", "nl"), Person(*FACTS))

    assert files(instance) == []


def answers(made: Draft):
    """Answer all that is required of a sheet with the examples of its kind."""
    for lang in ("", *filter(None, made.langs)):
        for key in list(made.open(lang, required=True)):
            text = key.example(lang or "fr").strip('"') or "Un texte."
            yield "--set", f"{lang}.{key.name}={text}" if lang else f"{key.name}={text}"


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_can_be_made_from_its_own_examples(instance, kind):
    langs = ("fr", "nl") if KINDS[kind].suffix == ".md" else ("",)
    made = Draft(KINDS[kind], langs, instance, taxonomy.load(ROOT), collection.load(instance))
    words = [word for pair in answers(made) for word in pair]

    done = vigie(instance, "new", kind, "mon-essai", *words, "--lang", "fr")

    written = [made.path(lang, "mon-essai") for lang in langs]
    assert done.exit_code == 0, done.output
    assert all((instance / path).is_file() for path in written)
    assert [one for one in collection.load(instance).problems] == []


class Willing(Person):
    """Answers what is required with its example, the first word of its list, or a text; asks for
    nothing more.
    """

    def ask(self, prompt: str) -> str:
        question = "\n".join(self.heard).rpartition("\n\n")[2]
        again = question.endswith("> ")
        self.heard.append(prompt)
        assert len(self.heard) < 2000, question
        if "(o/N)" in prompt:
            return "o" if "néerlandais" in prompt else "n"
        # Of a kit's contents and of an organisation's names, all is optional by itself, and one is
        # needed.
        asked = "facultatif" not in question or "(sheet," in question or "(fr," in question
        if "Nom du fichier" in prompt or not asked:
            return ""
        if "not-started" in question:
            return "Pas commencé"
        if "Terminez" in question:
            return "" if again else "Un texte."
        if "  1. " in question:
            return "1"
        return (
            question.rpartition("Exemple\u00a0: ")[2].strip()
            if "Exemple" in question
            else "Un texte"
        )


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_can_be_made_by_answering(instance, kind):
    langs = ("fr", "nl") if KINDS[kind].suffix == ".md" else ("",)
    made = Draft(KINDS[kind], langs, instance, taxonomy.load(ROOT), collection.load(instance))

    name = converse(made, Willing())

    assert name
    assert len(made.files("mon-essai")) == len(langs)


def test_a_sheet_of_an_english_site_is_made_in_english(tmp_path):
    root = begin(tmp_path)
    (root / "mkdocs.nl.yml").unlink()
    (root / "mkdocs.yml").write_text("theme: {language: en}\n", encoding="utf-8")

    refused = vigie(root, "new", "practice", *given("en")[:-2], "--lang", "en")
    done = vigie(root, "new", "practice", *given("en"), "--lang", "en")

    path = "docs/en/practices/title-en.md"
    assert "“Conditions for reuse elsewhere (en)” is not given" in refused.stderr
    assert done.exit_code == 0
    assert files(root) == [path]
    assert "## Conditions for reuse elsewhere\n" in (root / path).read_text(encoding="utf-8")
