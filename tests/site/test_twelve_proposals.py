"""Twelve proposals of people without an account, on the whole way: typed into the forms of a built
site in a real Chromium, taken away as a file or sent as an e-mail, imported, and read on the site
that is built afterwards. What was typed is what the sheet holds and what the page shows; what cannot
be taken is told to its author.

docs/decisions/taking-part.md has the table of them.
"""

import html
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import pytest
import yaml

from hooks import build
from tests.vigie.intake import sent, word_document
from tests.vigie.sheets import vigie

from .conftest import LAST_DAY, PEOPLE, REPOSITORY, own
from .forms import made, mail
from .windows import Window, served

pytestmark = [
    pytest.mark.audit,
    pytest.mark.site,
    pytest.mark.browser,
    pytest.mark.server,
    pytest.mark.timeout(900),
]

# What a page must show as it stands: markup, the signs of templates, quotes, other directions.
HOSTILE = "</script><b>{{ 7*7 }}</b> {% raw %}: # 'a' \"b\" \\n & &amp; <!-- --> é 😀 \u202etxt\u202c ../../x"
SCRIPT = "<script>window.hit = 1</script>"
# The same in a text of Markdown, which knows no markup here.
PLAIN = "{{ 7*7 }} {% include 'x' %} ${x} : # ‘a’ “b” é 😀 ę ß 中文 ../../x & 100 % \u200fא\u200e"
ACCENTS = "Ç’est noël : «\u00a0où, à l’île d’Oléron\u00a0» — œuvre, ÿ, ǹ"
DUTCH = "Één coördinator, ’s middags: “geïnd” en vóór 9 uur, ruïne, coöperatie"
LONG = ("Une phrase assez longue pour être lue, avec « des » guillemets. " * 160)[:10_000].strip()
RULED = "Avant.\n\n---\n\ntitle: pas un titre\n\n---\n\nAprès."


@dataclass(frozen=True)
class Proposed:
    """A proposal: what is typed into which form, which way it leaves, and where it comes.

    `page` is the address below its language, or two, `{name}` that of its file; "" where it becomes
    none.
    `told` is what its author is answered, "" for thanks.
    """

    kind: str
    lang: str
    typed: dict[str, object]
    way: str
    page: str = ""
    told: str = ""
    files: dict[str, bytes] = field(default_factory=dict)


PRACTICE = {
    "title": "Réunion {{ 7*7 }} : « debout » 😀 \"ici\" --- 'là'",
    "description": HOSTILE,
    "organisation": "actiris",
    "life": [{"state": "idea", "on": "2026-01-12"}, {"state": "pilot", "on": "2026-03-02"}],
    "fields": ["health", "equality"],
    "steps": ["experiment"],
    "substance": "comfort",
    "context": LONG,
    "done": f"{PLAIN}\n\n{RULED}",
    "participation": f"- {ACCENTS}\n- 🙂🇧🇪 ça\n\n### Un titre\n\nEncore.",
    "means": "Une ligne\r\nsous une autre\r\n\r\nFin.",
    "transfer": ACCENTS,
    "": "..%2F Été {{ 1 }}, n° 2.PDF",
}
TOOL = {
    "title": "no",
    "description": "- “één” # {a: b} ---",
    "type": "method",
    "steps": ["experiment"],
    "duration": "? 2026-01-01",
    "participants": "4\u2009à 8 'mensen'",
    "file": "Vóór ’s middags.pdf",
    "body": f"## Hoe het gaat\n\n{DUTCH}\n\n{PLAIN}\n\n{RULED}",
}
KIT_FILE = {
    "kit": "toolkits/start",
    "file": "Affiche été 😀.pdf",
    "type": "example",
    "title": "L’affiche : « {{ 7*7 }} » 😀",
    "alternative": HOSTILE,
    "version": "1.0",
    "licence": "CC-BY-4.0",
}
EVENT = {
    "title": f"Een dag: {DUTCH[:60]}",
    "description": "yes",
    "type": "training",
    "start": "2027-01-12T09:30",
    "end": "2027-01-12T17:00",
    "place": "# Zaal “Één” & {{ 7*7 }}",
    "link": "https://example.org/a?b=c&d=%20#e",
    "organiser": "actiris",
    "status": "planned",
    "programme": f"Om 9 uur: koffie.\n\n{DUTCH}",
}
CONTACT = {
    "organisation": "actiris",
    "title": "Conseil {{ 7*7 }} : « été » 😀",
    "mailbox": "qvt-2@actiris.example",
    "phone": "+32 2 000 00 00",
    "languages": ["fr", "nl"],
    "person": {
        "name": "Łucja “Été” O’Neill-😀",
        "legal_basis": "consent",
        "given_on": "2026-11-01",
        "last_verified": "2026-11-01",
        "expires": "2027-10-01",
    },
}
NOTE = {
    "entry": "https://emploi.belgique.be/fr/actualites/arrete",
    "note": HOSTILE,
    "audience": ["hr"],
    "obligation": "true",
    "in_force": "2027-01-01",
    "body": f"{PLAIN}\n\n{ACCENTS}",
}
QUESTION = {
    "title": "Qui ? {{ 7*7 }} # : 😀 \u202etxet\u202c",
    "description": HOSTILE,
    "themes": ["telework"],
    "details": f"{PLAIN}\n\n=====\n\n{ACCENTS}",
}
WORD = {
    "title": "Écrit dans Word : « 😀 » {{ 7*7 }}",
    "description": HOSTILE,
    "organisation": "actiris",
    **dict.fromkeys(("context", "done", "participation", "means", "transfer"), ACCENTS),
}
SOURCE = {
    "name": DUTCH,
    "url": "https://example.org/nieuws",
    "languages": ["nl"],
    "publishes": HOSTILE,
}
PASSAGE = {"page": "law/", "passage": HOSTILE, "wrong": "- pas une liste", "body": PLAIN}
SCAN = {"..%2F Été {{ 1 }}, n° 2.PDF": sent.pdf()}
POSTER = {KIT_FILE["file"]: sent.pdf()}
# The keys whose words a page shows.
PROSE = frozenset(
    {
        *("title", "description", "context", "done", "participation", "means", "transfer", "body"),
        *("duration", "participants", "alternative", "place", "programme", "note"),
        *("details", "name", "mailbox", "phone"),
    }
)
CORRECTED = "quiet-mornings"
CORRECTION = {"title": "Autre : « titre » 😀 {{ 7*7 }}", "means": f"Rien.\n\n{ACCENTS}"}
TAKEN = {
    "fr": "Nous l’avons repris tel que vous l’avez écrit",
    "nl": "We hebben het overgenomen zoals u het schreef",
}
PASSED_ON = "Nous l’avons transmis"
THE_TWELVE = (
    Proposed("practice", "fr", PRACTICE, "attached", "practices/{name}/", files=SCAN),
    Proposed("tool", "nl", TOOL, "file", "tools/{name}/", files={TOOL["file"]: sent.pdf()}),
    Proposed("kit-file", "fr", KIT_FILE, "attached", "toolkits/start/", files=POSTER),
    Proposed("event", "nl", EVENT, "quoted-printable", "events/{name}/"),
    Proposed("contact", "fr", CONTACT, "base64", "directory/actiris/"),
    Proposed("note", "fr", NOTE, "file", "radar/ entries/c0864b306c/"),
    Proposed("source", "nl", SOURCE, "8bit", told="doorgegeven"),
    Proposed("question", "fr", QUESTION, "flowed", "questions/{name}/"),
    Proposed("idea", "nl", {"title": "~", "description": DUTCH}, "8bit", "questions/{name}/"),
    Proposed("correction", "fr", PASSAGE, "quoted-printable", told=PASSED_ON),
    Proposed("corrected", "fr", CORRECTION, "base64", f"practices/{CORRECTED}/"),
    Proposed("word", "fr", WORD, "attached", "practices/{name}/"),
)
# What git tells of the correction.
DIFFERENCE = [
    "-title: Deux matinées sans réunion ni messagerie",
    '+title: "Autre : « titre » 😀 {{ 7*7 }}"',
    "-Une garde tournante\u202f; aucune dépense.",
    "+Rien.",
    "+",
    f"+{ACCENTS}",
]
# What no form can know, and an import tells, in the language of the form.
REFUSED = (
    Proposed("event", "nl", EVENT | {"end": "2027-01-11T17:00"}, "8bit", told="2027-01-11"),
    Proposed("question", "fr", QUESTION | {"details": SCRIPT}, "8bit", told="script"),
    Proposed(
        "tool", "nl", TOOL, "attached", told="Voor-s-middags.pdf", files={TOOL["file"]: b"MZ\0"}
    ),
    Proposed(
        "idea",
        "nl",
        {"title": "~", "description": DUTCH, "organisation": "../x"},
        "8bit",
        told="../x",
    ),
)


def typed_in(window: Window, home: str, row: Proposed, folder: Path) -> Path:
    """Fill in a form; return what leaves: the file, or the e-mail that it begins."""
    for name, body in row.files.items():
        (folder / name).write_bytes(body)
    if row.kind == "corrected":
        window.page.goto(f"{home}{row.lang}/{row.page}")
        window.page.click("a[data-vg-correct]")
    else:
        assert window.open(f"{row.lang}/propose/{row.kind}/") == []
    file = made(window.page, row.typed, folder)
    assert row.kind == "corrected" or window.told() == []
    return sent_by(row, file, mail(window.page)["body"], folder)


def in_word(window: Window, _home: str, row: Proposed, folder: Path) -> Path:
    """Fill in the template that a form offers, as a person would in Word, and send it."""
    window.open(f"{row.lang}/propose/practice/")
    with window.page.expect_download() as saved:
        window.page.click('a[download][href$=".docx"]')
    texts = {name: html.escape(str(value)) for name, value in row.typed.items()}
    raw = word_document.filled(row.lang, saved.value.path().read_bytes(), **texts)
    file = folder / "Écrit (2).docx"
    file.write_bytes(raw)
    return sent_by(row, file, "Bonjour,\n\nVoici.\n", folder)


def sent_by(row: Proposed, file: Path, text: str, folder: Path) -> Path:
    """Return the file as it leaves, or an e-mail with the text, as a mail program sends it."""
    if row.way == "file":
        return file
    if row.way == "attached":
        raw = sent.mail(text, {file.name: file.read_bytes()})
    elif row.way == "flowed":
        raw = sent.mail(sent.wrapped(text, soft=True), cte="8bit")
        raw = raw.replace(b'charset="utf-8"', b'charset="utf-8"; format=flowed', 1)
    else:
        assert "vigie-proposal" in text
        raw = sent.mail(text, cte=row.way)
    path = folder / f"{row.kind}.eml"
    path.write_bytes(raw)
    return path


def instance(root: Path) -> Path:
    """Lay out a small instance that has what the proposals are about."""
    root.mkdir()
    own(root)
    shutil.copytree(REPOSITORY / "tests" / "kits" / "docs", root / "docs", dirs_exist_ok=True)
    shutil.copytree(PEOPLE / "directory", root / "docs" / "directory", dirs_exist_ok=True)
    for lang in ("fr", "nl"):
        path = f"{lang}/practices/{CORRECTED}.md"
        shutil.copy(PEOPLE / path, root / "docs" / path)
        tool = root / "docs" / lang / "tools" / "meeting.md"
        tool.write_text(tool.read_text("utf-8").replace("../guide/index.md", "../law.md"), "utf-8")
    git(root, "init", "-q")
    git(root, "add", "docs")
    git(root, "commit", "-q", "-m", "Begin")
    return root


def git(root: Path, *words: str) -> str:
    """Run git as nobody."""
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.quotePath=false")
    done = subprocess.run(
        ("git", *who, *words), cwd=root, check=True, capture_output=True, text=True
    )
    return done.stdout


def imported(root: Path, leaving: list[Path]) -> list[str]:
    """Import all that came; return what is told of each."""
    done = vigie(root, "import", *map(str, leaving), "--lang", "fr")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    starts = [done.output.index(f"{path.name}\u00a0:") for path in leaving]
    return [
        done.output[start:end]
        for start, end in zip(starts, [*starts[1:], len(done.output)], strict=True)
    ]


def written(told: str) -> str:
    """Return the sheet or the entry that an import says it wrote, "" for none."""
    found = re.search(r"(?m)^Écrit\s: (docs/\S+\.(?:md|yml))$", told)
    return found[1] if found else ""


def untold(rows: tuple[Proposed, ...], told: list[str]) -> list[str]:
    """Return the kinds of which the author is not told what they should be."""
    pairs = zip(rows, told, strict=True)
    return [row.kind for row, said in pairs if (row.told or TAKEN[row.lang]) not in said]


def leaves(value: object) -> Iterator[str]:
    """Yield what stands at the ends of a structure."""
    if isinstance(value, Mapping):
        for held in value.values():
            yield from leaves(held)
    elif isinstance(value, list):
        for held in value:
            yield from leaves(held)
    else:
        yield str(value).replace("\r\n", "\n")


def unheld(row: Proposed, sheet: str, root: Path) -> list[str]:
    """Return what was typed and does not stand in the file that was written, byte for byte."""
    text = (root / sheet).read_bytes().decode()
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    held = yaml.load(head, yaml.BaseLoader)
    path = PurePosixPath(sheet)
    known = {*leaves(held), path.stem, f"{path.parent.name}/{path.stem}"}
    typed = [said for said in leaves(row.typed) if said not in row.files]
    return [said for said in typed if said not in known and f"\n\n{said}\n" not in f"\n{body}"]


def unseen(row: Proposed, text: str) -> list[str]:
    """Return the lines that were typed and that a page does not show as they were typed."""
    person = row.typed.get("person", {})
    prose = [value for name, value in (*row.typed.items(), *person.items()) if name in PROSE]
    lines = "\n".join(leaves(prose)).splitlines()
    shown = (spaced(re.sub(r"^(?:#+|-) +|^---$", "", line)) for line in lines)
    return [line for line in shown if line not in text]


def spaced(text: str) -> str:
    """Return a text with one blank for each gap."""
    return re.sub(r"[^\S\u00a0\u202f]+", " ", text).strip()


def changed(root: Path, path: str) -> list[str]:
    """Return the lines of a file that git tells to have changed."""
    told = git(root, "diff", "--unified=0", "--", path).splitlines()
    return [line for line in told if re.match(r"[-+](?![-+]{2} )", line)]


def test_twelve_proposals_are_on_the_site_as_they_were_typed_or_told_to_their_author(
    browser, address, tmp_path
):
    root = instance(tmp_path / "instance")
    leaving = []
    window = Window(browser, address)
    for number, row in enumerate((*REFUSED, *THE_TWELVE)):
        folder = tmp_path / str(number)
        folder.mkdir()
        fill_in = in_word if row.kind == "word" else typed_in
        leaving.append(fill_in(window, address, row, folder))
    window.close()
    refused = imported(root, leaving[: len(REFUSED)])
    status = git(root, "status", "--porcelain", "docs", "to-translate")
    told = imported(root, leaving[len(REFUSED) :])

    assert untold(REFUSED, refused) == []
    assert status == ""
    assert untold(THE_TWELVE, told) == []
    kinds = [row.kind for row in THE_TWELVE]
    paths = dict(zip(kinds, map(written, told), strict=True))
    pages = [row for row in THE_TWELVE if row.page]
    assert [kind for kind, path in paths.items() if not path] == ["source", "correction"]
    assert [text for row in pages for text in unheld(row, paths[row.kind], root)] == []
    assert changed(root, paths["corrected"]) == DIFFERENCE

    build.build(root, tmp_path / "site", today=LAST_DAY)
    lacking = []
    with served(tmp_path / "site") as home:
        window = Window(browser, home)
        for row in pages:
            name = PurePosixPath(paths[row.kind]).stem
            shown = ""
            for page in row.page.format(name=name).split():
                assert window.open(f"{row.lang}/{page}") == []
                shown += window.page.text_content(".md-content")
                assert window.told() == []
            lacking += unseen(row, spaced(shown))
        window.close()
    assert lacking == []
    assert "hors des questions" not in told[-1]
