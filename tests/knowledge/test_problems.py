"""What is told of a problem: every code that the code names, in every locale, with the same facts,
set as each language is printed.
"""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge import problems
from knowledge.errors import ReadError, SheetError
from knowledge.i18n import catalogue, locales
from knowledge.model import Problem

ROOT = Path(__file__).parents[2]
CODE = [
    path
    for folder in ("knowledge", "scrapers", "publish", "hooks", "vigie")
    for path in (ROOT / folder).rglob("*.py")
]
# What takes a code first.
RAISED_BY = {
    *("Problem", "ProblemError", "FetchError", "ReadError", "Failure", "failure"),
    *("problem", "_refuse", "_at_fault", "_problem", "_refused"),
}
PARTS = ("what", "fix")
# What no code raises: the plain example of many tests.
EXAMPLES = {"unreachable"}
TOLD = {
    key.split(".")[1]
    for locale in locales.known()
    for key in catalogue.load(locale).messages
    if key.startswith("problems.")
}


@pytest.fixture(scope="module")
def nodes():
    """Parse the code once."""
    found = []
    for path in CODE:
        found += ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return found


@pytest.fixture(scope="module")
def raised(nodes):
    """Give the codes that a call above takes, or that are called `code` or `problem`."""
    found = {word for node in nodes for word in words(code_in(node))}
    return sorted(filter(re.compile(r"[a-z][a-z0-9_]+").fullmatch, found))


def code_in(node):
    """Return the expression that gives a code, if the node holds one."""
    if isinstance(node, ast.Assign):
        return node.value if called(node.targets[0]) == "code" else None
    if isinstance(node, ast.keyword):
        return node.value if node.arg == "problem" else None
    if not isinstance(node, ast.Call):
        return None
    if called(node.func) == "BrokenRule":
        return node.args[1] if len(node.args) > 1 else None
    return node.args[0] if node.args and called(node.func) in RAISED_BY else None


def called(node):
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def words(node):
    """Yield the words that an expression may give."""
    if isinstance(node, ast.IfExp):
        yield from words(node.body)
        yield from words(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def facts(code, locale, part):
    return catalogue.placeholders(catalogue.load(locale).messages[f"problems.{code}.{part}"])


@pytest.mark.parametrize("locale", locales.known())
def test_what_is_raised_is_told_in_every_locale_with_a_way_to_fix_it(raised, locale):
    for code in raised:
        assert problems.what(Problem(code), locale), code
        assert problems.fix(Problem(code), locale), code


def test_codes_are_found_where_they_are_raised(raised):
    assert {"sheet_too_big", "review_shape", "not_found", "shape_listing", "no_title"} <= {*raised}


@pytest.mark.parametrize("code", sorted(TOLD))
def test_what_is_told_has_the_same_facts_in_every_locale(code):
    for part in PARTS:
        told = {facts(code, locale, part) for locale in locales.known()}
        assert len(told) == 1, (part, told)


@pytest.mark.parametrize("code", sorted(TOLD))
def test_french_and_dutch_are_set_as_they_should_be(code):
    french, dutch = (
        " ".join(told(Problem(code), locale) for told in (problems.what, problems.fix))
        for locale in ("fr", "nl")
    )

    assert not re.search(r" ([:;!?](\s|$)|»)|« |[a-z]'[a-z]|(?<!\\)\"", french)
    assert not re.search(r" [:;!?]|[a-z]'[a-z]|(?<!\\)\"", dutch)


def test_nothing_is_told_of_what_is_never_raised(nodes):
    literals = {node.value for node in nodes if isinstance(node, ast.Constant)}

    assert sorted(TOLD - literals - EXAMPLES) == []


def test_an_error_says_french_before_dutch_with_the_way_to_fix_it():
    error = SheetError([Problem("sheet_key_twice", {"path": "a.md", "line": "3", "key": "review"})])

    assert str(error).splitlines() == [
        "a.md, ligne 3\u00a0: la clé «\u00a0review\u00a0» figure deux fois. "
        "N’en gardez qu’une, avec les deux contenus.",
        "a.md, regel 3: de sleutel “review” staat er twee keer. Behoud er één, met beide inhouden.",
    ]
    assert problems.knows(error.faults[0].code)


def test_a_fact_is_text_whatever_it_holds():
    facts = {"url": "{seen}", "seen": "{url} {0}"}

    assert str(ReadError("not_a_feed", **facts)) == "{seen} is no feed: it answers “{url} {0}”."


def test_a_fact_may_be_for_one_locale():
    problem = Problem("no_title", {"url.fr": "cette page", "url.nl": "deze pagina"})

    assert problems.what(problem, "fr").startswith("cette page\u00a0: ")
    assert problems.what(problem, "nl").startswith("deze pagina: ")


def test_what_is_told_in_the_readers_language_already_is_left_as_it_is():
    sentence = "x\u00a0: n’est pas un dépôt\u00a0; dans ce dossier, lancez git init"

    assert problems.in_locale(sentence, "fr") == sentence


def test_an_unknown_code_has_no_words():
    assert not problems.knows("nobody_wrote_this")
    with pytest.raises(KeyError):
        problems.what(Problem("nobody_wrote_this"), "fr")


def test_the_errors_are_known_where_no_package_is_installed():
    """The job that opens a pull request runs so: `python -m vigie.propose`."""
    done = subprocess.run(
        [sys.executable, "-S", "-m", "vigie.propose", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("found", "fr", "nl"),
    [
        (
            'sources[a].type: found "lwa", which is not in taxonomy.yml under `types`; '
            'allowed: idea, law; did you mean "law"?',
            "sources[a].type : on trouve « lwa », qui ne figure pas dans taxonomy.yml sous `types` ; "
            "permis : idea, law ; vouliez-vous écrire « law » ?",
            "sources[a].type: gevonden “lwa”, wat in taxonomy.yml niet onder `types` staat; "
            "toegelaten: idea, law; bedoelde u “law”?",
        ),
        (
            "defaults.pause_seconds: found 'x'; input should be a valid number, unable to parse",
            "defaults.pause_seconds : on trouve 'x' ; on attend un nombre",
            "defaults.pause_seconds: gevonden 'x'; verwacht een getal",
        ),
        (
            "sources[#2].id: this key is required and absent",
            "sources[#2].id : cette clé est obligatoire et manque",
            "sources[#2].id: deze sleutel is verplicht en ontbreekt",
        ),
        (
            "searches[Télé travail].my key: unknown key",
            "searches[Télé travail].my key : clé inconnue",
            "searches[Télé travail].my key: onbekende sleutel",
        ),
        (
            "is not UTF-8 text; save it as UTF-8",
            "n’est pas un texte en UTF-8 ; enregistrez-le en UTF-8",
            "is geen UTF-8-tekst; bewaar het als UTF-8",
        ),
        (
            "the file: a strange thing",
            "le fichier : a strange thing",
            "het bestand: a strange thing",
        ),
    ],
)
def test_each_sentence_is_told_in_the_readers_language(found, fr, nl):
    assert problems.in_locale(found, "fr").replace("\u00a0", " ") == fr
    assert problems.in_locale(found, "nl") == nl


def test_a_problem_of_a_file_is_told_so():
    problem = Problem("configuration", {"path": "a.yml", "line": "3", "found": "x: unknown key"})

    assert "clé inconnue" in problems.what(problem, "fr")
    assert "unknown key" in problems.what(problem, "en")
