"""A pull request that brings what nobody may write is refused by `vigie check`, at the right line,
in seconds, and nothing of another file is quoted.
"""

import json
import os
from pathlib import Path

import pytest

from knowledge.storage import entry_store
from tests.knowledge.sheets.test_markup import HOSTILE, SWALLOWING, line_of
from tests.site.conftest import sample
from tests.vigie.sheets import begin, practice, put, vigie

SECRET = "titre: [secret-of-this-machine"


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    (tmp_path / "secret.yml").write_text(SECRET, encoding="utf-8")
    (tmp_path / "instance").mkdir()
    return begin(tmp_path / "instance")


def errors(instance: Path) -> list[tuple[str, int | None, str]]:
    done = vigie(instance, "check", "--json")
    assert "secret-of-this-machine" not in done.output
    assert done.exit_code == 2, done.output
    rows = [row for row in json.loads(done.stdout) if row["level"] == "error"]
    return [(row["path"], row["line"], row["code"]) for row in rows]


# Past so many faults, a text is told of in part.
CHUNK = 12
PLACES = ("docs/fr/page-{}.md", "docs/fr/practices/p-{}.md", "docs/fr/weeks/2026-W{}.md")


def test_html_is_refused_wherever_people_write_each_at_its_line(instance):
    payloads = [name for name in HOSTILE if not name.startswith(SWALLOWING)]
    chunks = [payloads[at : at + CHUNK] for at in range(0, len(payloads), CHUNK)]
    files: dict[str, list[str]] = {}
    for number, chunk in enumerate(chunks):
        path = PLACES[number % len(PLACES)].format(40 + number)
        head = practice() if "practices" in path else ""
        put(instance, path, f"{head}\n" + "\n\n".join(chunk) + "\n")
        files[path] = chunk
    note = sample("note", body="\n\n".join(chunks[0]) + "\n")
    entry_store.write(note, instance)
    watched = next((instance / "docs/watch").rglob(f"*{note.id}.md"))
    files[watched.relative_to(instance).as_posix()] = chunks[0]

    found = errors(instance)

    for path, chunk in files.items():
        text = (instance / path).read_text("utf-8")
        told = {(line, code) for where, line, code in found if where == path}
        for payload in chunk:
            first = text[: text.index(payload)].count("\n") + 1
            assert (line_of(payload, first), HOSTILE[payload]) in told, (path, payload)


@pytest.mark.parametrize(
    "path",
    [
        "docs/fr/a.md",
        "docs/fr/practices/a.md",
        "docs/nl/image.png",
        "docs/directory/a.yml",
        "docs/fr/toolkits/start/a.pdf",
        "docs/fr/weeks/2026-W47.md",
        "docs/nl/practices",
        "taxonomy.yml",
        "mkdocs.nl.yml",
    ],
)
@pytest.mark.parametrize("target", ["secret.yml", "nowhere", ""])
def test_a_link_is_told_and_leads_nowhere(instance, path, target):
    link = instance / path
    link.unlink(missing_ok=True)
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(instance.parent / target)

    found = errors(instance)

    assert path in [where for where, _, _ in found]


def test_settings_that_are_a_link_are_refused_before_anything_is_read(instance):
    settings = instance / "mkdocs.yml"
    settings.unlink()
    settings.symlink_to(instance.parent / "secret.yml")

    done = vigie(instance, "check")

    assert done.exit_code != 0
    assert "mkdocs.yml: is a link" in str(done.exception)
    assert "secret-of-this-machine" not in done.output + str(done.exception)


def test_a_pipe_is_told_and_not_waited_for(instance):
    os.mkfifo(instance / "docs/fr/a.md")

    assert errors(instance) == [("docs/fr/a.md", None, "not_ordinary")]


FILES = {
    "docs/fr/evil.html": ("<script>window.hit=1</script>", "file_active"),
    "docs/nl/toolkits/start/evil.svg": ("<svg onload='window.hit=1'/>", "file_active"),
    "docs/fr/practices/tag.md": ("---\ntitle: !!python/object/apply:os.system [id]\n---\n", ""),
    "docs/fr/practices/bomb.md": (
        "---\na: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntitle: *c\n---\n",
        "",
    ),
    "docs/directory/tag.yml": ("names: !!python/name:os.system\n", ""),
}


def test_files_and_front_matter_that_would_run_are_refused(instance):
    for path, (body, _) in FILES.items():
        put(instance, path, body)

    found = errors(instance)

    for path, (_, code) in FILES.items():
        codes = {told for where, _, told in found if where == path}
        assert code in codes if code else codes, path


@pytest.mark.parametrize("mark", ["<!--", "![", "[a](", "<a "])
def test_a_text_made_to_take_for_ever_is_refused_at_once(instance, mark):
    put(instance, "docs/fr/page.md", f"# A\n\n{mark * (180_000 // len(mark))}\n")

    ((path, line, code),) = errors(instance)

    assert (path, line, code) == ("docs/fr/page.md", 3, "text_tangled")
