"""No word is left in the code: with the catalogues in marks, all that is shown carries the marks,
names and gathered texts apart.
"""

import re
from collections.abc import Iterator
from itertools import filterfalse
from pathlib import Path

import pytest

from knowledge.i18n import catalogue, locales
from tests.locales import corpus, marking, visible
from tests.locales.corpus import Corpus
from tests.vigie.sheets import begin, practice, put
from vigie import cli

PLANTED = (
    ("overrides/partials/footer.html", "<ul>", "<ul><li>Zoutvaatje</li>"),
    (
        "publish/pages/watch_pages.py",
        'catalogue.translate(f"site.{folder}_title"),',
        '"Peperbus",',
    ),
)
# The parts of an instance's site that tell of `init` itself.
STARTER = ("--name", "Réseau", "--contact", "https://a.example/", "--lang", "fr", "--lang", "nl")
# What is written in a file as it stands: the ids of a closed list, and a file's name.
CHOICES = {key.rpartition(".")[2] for key in catalogue.load("en").messages if ".choices." in key}
# The headings of sections, which the catalogues of the copy hold without marks.
HEADINGS = {
    corpus.folded(str(catalogue.load(locale).messages.get(key, "")))
    for locale in locales.known()
    for key in marking.section_headings()
}
FILE = re.compile(r"[-\w./]*\.?(?:md|txt|png|yml)")
DIRECTORY = "docs/directory/nobody.yml"


def without_marks(site: Path, known: Corpus) -> dict[str, str]:
    """Return each visible text that has no marks and is not the instance's own, and one page."""
    found: dict[str, str] = {}
    for path in sorted(site.rglob("*.html")):
        for text in visible.texts(path):
            for piece in filterfalse(HEADINGS.__contains__, known.left(text)):
                found.setdefault(piece, path.relative_to(site).as_posix())
    return found


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the program once, its catalogues in marks, with the demonstration."""
    folder = tmp_path_factory.mktemp("program")
    return marking.copy_program(folder, *marking.INSTANCE, marking.RECORDINGS)


# Here by one of its two weeks, in one of its two languages; the instance below is in both.
@pytest.mark.site
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    "absent",
    [
        ("mkdocs.nl.yml", f"{marking.RECORDINGS}/2026-w46.warc.gz"),
        pytest.param((), marks=pytest.mark.audit),
    ],
    ids=["half", "whole"],
)
def test_no_word_of_the_demonstration_is_in_the_code(tmp_path, absent):
    program = marking.copy_program(tmp_path, *marking.INSTANCE, marking.RECORDINGS)
    for name in absent:
        (program / name).unlink()

    done = marking.run(program, "demo")

    root = program / ".vigie" / "demo"
    assert done.returncode == 0, done.stderr
    assert without_marks(root / "site", corpus.of(root)) == {}


@pytest.mark.site
@pytest.mark.timeout(900)
def test_a_word_in_a_template_or_in_a_module_is_found(tmp_path):
    program, root = marking.copy_program(tmp_path / "program"), tmp_path / "instance"
    for name, old, new in PLANTED:
        text = (program / name).read_text(encoding="utf-8")
        assert old in text
        (program / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    made = marking.run(program, "init", str(root), *STARTER)
    built = marking.run(program, "--root", str(root), "build")

    assert (made.returncode, built.returncode) == (0, 0), made.stderr + built.stderr
    assert set(without_marks(root / "site", corpus.of(root))) == {
        "zoutvaatje",
        "peperbus",
        "peperbus - réseau",
    }


def mistaken(root: Path) -> Path:
    """Make an instance with mistakes of many kinds."""
    begin(root)
    good = practice("fr")
    sheets = {
        "absent": re.sub(r"(?m)^title:.*\n", "", good),
        "unknown": good.replace("title:", "titre: x\ntitle:", 1),
        "choice": good.replace("substance:", "substance: nothing #", 1),
        "term": re.sub(r"(?m)^fields:.*$", "fields: [work-contents]", good),
        "day": re.sub(r"(?m)^life:.*$", "life: [{state: idea, on: 2026-13-45}]", good),
        "person": re.sub(r"(?m)^organisation:.*$", "organisation: talent-brussel", good),
        "yaml": good.replace("title:", "title: [", 1),
        "bare": "Rien.\n",
        "section": good.replace("## Contexte", "## Autre chose", 1),
        "page": good + "\n#### Trop bas\n\n![](x.png) [mort](mort.md)\n",
    }
    for name, text in sheets.items():
        put(root, f"docs/fr/practices/{name}.md", text)
    put(root, "docs/fr/practices/suffix.txt", good)
    put(root, DIRECTORY, "names: {fr: Personne}\nkind: club\nmember: perhaps\n")
    return root


def words_left(shown: str, root: Path) -> Iterator[str]:
    """Yield what `vigie check` shows without marks, the files' own names and values apart."""
    own = corpus.of(root)
    for line in shown.splitlines():
        for piece in own.left(line):
            if piece not in CHOICES | HEADINGS and not FILE.fullmatch(piece):
                yield piece


@pytest.mark.site
@pytest.mark.parametrize("locale", ["fr", "nl", "en"])
def test_no_word_of_the_mistakes_is_in_the_code(locale, program, tmp_path):
    root = mistaken(tmp_path)

    done = marking.run(program, "--root", str(root), "check", "--lang", locale)

    assert done.returncode == 2, done.stderr
    assert len(done.stdout.splitlines()) > len("absent, unknown, choice, term")
    assert list(words_left(done.stdout, root)) == []


@pytest.mark.site
@pytest.mark.parametrize("name", cli.COMMANDS)
def test_the_help_of_each_command_carries_the_marks(name, program):
    done = marking.run(program, name, "--help")

    assert done.returncode == 0, done.stderr
    assert marking.OPEN in done.stdout


def test_no_style_writes_a_word():
    told = []
    for path in sorted((marking.REPOSITORY / "overrides").rglob("*.css")):
        for text in re.findall(r'content:\s*"([^"]*)"', path.read_text(encoding="utf-8")):
            told += re.findall(r"[^\W\d_]{2,}", text)

    assert told == []
