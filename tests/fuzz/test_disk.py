"""Whichever write the disk refuses, of whichever command: every file is as it was or as it will be,
a sentence names the path and what to do, and the same command run again does all of its work.
"""

import contextlib
import io
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hooks import build
from hooks.mkdocs_run import BuildJob, BuildResult
from knowledge import health
from knowledge.errors import DiskError, told_of_disk
from knowledge.health import Health, SourceHealth
from knowledge.model import Snapshot
from knowledge.storage import atomic, entry_store
from publish.library import Library
from publish.search.offline import Holdings
from scrapers import gatherer, pipeline
from scrapers.http.recorder import Recorder
from scrapers.http.response import RawResponse
from scrapers.instance import RefreshOptions
from scrapers.readers import detail, sandbox
from tests.fuzz import trial
from tests.fuzz.disk import ERRORS, Disk, failing
from tests.fuzz.samples import PAGE, RSS
from tests.site.conftest import sample
from tests.vigie.commands.test_directory import TEXT
from tests.vigie.sheets import begin, given, put
from vigie import cli, instance
from vigie.commands import record as record_command
from vigie.commands.record import SavedPage

SEEN = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
CONFIG = """contact: watch@site.example
defaults: {pause_seconds: 0}
sources:
- {id: feed, name: Feed, url: "https://site.example/rss", detail: false}
- {id: law, name: Law, url: "https://site.example/law", reader: page}
"""
LIBRARY = Library()
# By `make fuzz` each write fails in each way; else each in one, all ways in turn.
WHOLE = "VIGIE_FUZZ" in os.environ
# What says when it was run, and so is another each time.
MOVING = (".vigie", "_health.yml", "week.warc.gz", "summary.md")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an instance in which there is something for each command to do."""
    root = begin(tmp_path_factory.mktemp("held"))
    (root / "watch_sources.yml").write_text(CONFIG, "utf-8")
    put(root, "docs/directory/example.yml", TEXT)
    put(root, "docs/fr/page.md", "# Une page\n\nVoir [le site](www.site.example).\n")
    put(root, "docs/nl/pagina.md", "# Een pagina\n\nZie [de site](www.site.example).\n")
    for key in ("un", "deux"):
        entry_store.hold(sample(key, source="feed"), root)
    health.save(root, Health({"feed": SourceHealth(SEEN, SEEN, SEEN, 9, 9)}))
    record(root / "week.warc.gz")
    return root


def record(path: Path) -> None:
    """Record what two sources answer, on one day."""
    recorder = Recorder(path)
    for place, body in (("rss", RSS), ("law", PAGE)):
        answer = RawResponse(200, [("Content-Type", "text/html")], body.encode(), SEEN)
        recorder.write(f"https://site.example/{place}", f"/{place}", [], answer)
    recorder.close()


class Here(contextlib.nullcontext):
    """Reads in this process, as a child would: many runs are made."""

    def __init__(self, **_: object) -> None:
        super().__init__(self)

    read = staticmethod(sandbox.read_list)
    read_detail = staticmethod(detail.read)


COMMANDS = {
    "new": ["new", "practice", "essai", *given("fr", "nl")],
    "fix": ["check", "--fix", "docs/fr/page.md", "docs/nl/pagina.md"],
    "accept": ["accept", "feed"],
    "forget": ["directory", "forget", "p-1"],
    "init": ["init", "{root}/made", "--name", "Réseau", "--contact", "a@site.example"],
    "refresh": [
        *("refresh", "--replay", "{root}/week.warc.gz"),
        *("--record", "{root}/out/week.warc.gz", "--summary", "{root}/out/summary.md"),
    ],
}


ACTIONS = {
    "write_new": lambda root, _: atomic.write_new({root / f"{n}/new.md": b"new" for n in "ab"}),
    "accept": lambda root, _: entry_store.accept(root, "feed"),
    "refresh": lambda root, loaded: pipeline.refresh(
        replace(loaded, root=root),
        RefreshOptions((root / "week.warc.gz",), root / "out" / "week.warc.gz"),
    ),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_whichever_write_is_refused_each_file_is_whole_and_the_next_run_does_the_rest(
    name, held, tmp_path, monkeypatch
):
    monkeypatch.setattr(gatherer, "Sandbox", Here)
    before, root, loaded = tree(held), tmp_path / "instance", instance.load(held)

    def act(number: int, fault: int) -> Disk:
        disk = Disk(copied(held, root), number, fault)
        with failing(disk), contextlib.suppress(DiskError):
            ACTIONS[name](root, loaded)
        return disk

    points = act(0, 0).points
    after = tree(root)
    assert after != before

    for number, fault in faults(points):
        with trial.counted(f"disk: {name}") as outcome:
            outcome["refused" if act(number, fault).failed else "read"] += 1
        assert_whole(before, tree(root), after)
        ACTIONS[name](root, loaded)
        assert tree(root) == after


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_the_disk_refuses_says_where_and_what_to_do(
    name, held, tmp_path, monkeypatch
):
    monkeypatch.setattr(gatherer, "Sandbox", Here)
    before, root = tree(held), tmp_path / "instance"

    for number, fault in faults(10) if WHOLE else [(3, ERRORS[len(name) % 3])]:
        with trial.counted(f"vigie {COMMANDS[name][0]}") as outcome:
            disk, code, told = run(name, held, root, number, fault)
        now = tree(root)
        again = run(name, root, root)
        assert disk.failed or WHOLE, told
        if not disk.failed:
            outcome["read"] += 1
            continue
        outcome["refused"] += 1
        assert_told(told, root)
        assert (code, again[1] in {0, 1}) == (1, True), again[2]
        assert_whole(before, now, tree(root))


def faults(points: int) -> Iterator[tuple[int, int]]:
    """Yield each write that is to fail, by its number, and how."""
    for number in range(1, points + 1):
        for code in ERRORS if WHOLE else [ERRORS[number % len(ERRORS)]]:
            yield number, code


def copied(held: Path, root: Path) -> Path:
    if held != root:
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(held, root)
    return root


def run(
    name: str, held: Path, root: Path, number: int = 0, fault: int = 0
) -> tuple[Disk, int, str]:
    """Run a command on a copy of an instance, on a disk where one write fails; return its exit code
    and what it said on its error output.
    """
    said, disk, code = io.StringIO(), Disk(copied(held, root), number, fault), 0
    words = ["vigie", "--root", "{root}", "--lang", "fr", *COMMANDS[name]]
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stderr(said):
        patch.setattr(sys, "argv", [word.replace("{root}", str(root)) for word in words])
        patch.chdir(root)
        try:
            with failing(disk), contextlib.redirect_stdout(io.StringIO()):
                cli.main()
        except SystemExit as end:
            code = int(end.code or 0)
    return disk, code, said.getvalue()


def tree(root: Path) -> dict[str, bytes]:
    files = {}
    for path in sorted(filter(Path.is_file, root.rglob("*"))):
        name = path.relative_to(root).as_posix()
        if not any(moving in name for moving in MOVING):
            files[name] = path.read_bytes()
    return files


def assert_told(told: str, root: Path) -> None:
    assert "Traceback" not in told
    assert str(root) in " ".join(told.split())
    assert "intact" in told, told


def assert_whole(before: dict[str, bytes], now: dict[str, bytes], after: dict[str, bytes]) -> None:
    for name, body in now.items():
        assert body in (before.get(name), after.get(name)), name
    assert set(before) & set(after) <= set(now)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a site of before; what is built into it is small, and written by all
    that writes a site.
    """
    monkeypatch.setattr(build, "checked_locales", lambda _: ("fr", "nl"))
    monkeypatch.setattr(build.libraries, "load", lambda *_, **__: LIBRARY)
    monkeypatch.setattr(build, "_require_readable", lambda _: None)
    monkeypatch.setattr(build, "run_all", built)
    monkeypatch.setattr(
        build, "shared_files", lambda *_: {"api/a.json": b"new", "robots.txt": b"new"}
    )
    monkeypatch.setattr(build.site_metadata, "together", lambda _: None)
    monkeypatch.setattr(build, "_index", lambda *_: Holdings((), {}, {}))
    monkeypatch.setattr(build, "front_pages", lambda _: {"index.html": "new", "404.html": "new"})
    monkeypatch.setattr(build.broken, "notices", lambda *_: ())
    monkeypatch.setattr(build.publish, "notices", lambda *_: ())
    monkeypatch.setattr(build.offline, "script", lambda _: "new")
    return tmp_path / "instance" / "site"


def built(jobs: list[BuildJob], _: object) -> list[BuildResult]:
    for job in jobs:
        job.folder.mkdir()
        (job.folder / "index.html").write_text("new", "utf-8")
    return []


def test_a_build_that_the_disk_refuses_leaves_each_part_of_the_site_whole(site, monkeypatch):
    def files() -> set[str]:
        whole = {path.name: path.read_text("latin-1") for path in site.rglob("*") if path.is_file()}
        assert set(whole.values()) <= {"old", "new"}, whole
        return set(whole)

    def build_over_the_old(number: int, fault: int) -> Disk:
        for part in ("fr/index.html", "nl/index.html", "api/a.json", "robots.txt", "index.html"):
            put(site, part, "old")
        with failing(Disk(site.parent, number, fault)) as disk:
            build.build(site.parent, site, copy=site.parent / "copy.zip")
        return disk

    for number, fault in faults(build_over_the_old(0, 0).points):
        with trial.counted("disk: build") as outcome:
            try:
                outcome["read"] += not build_over_the_old(number, fault).failed
            except DiskError:
                outcome["refused"] += 1
        assert files() >= {"index.html", "a.json", "robots.txt"}
        assert not list(site.parent.rglob("*.part"))
        # Where it is their removal that is refused, the next build does it.
        build_over_the_old(0, 0)
        assert not list(site.glob(".vigie-*"))


def test_what_the_disk_refuses_in_a_process_of_the_build_is_told_with_its_path(site, monkeypatch):
    def refused(job: BuildJob, _: object) -> BuildResult:
        raise OSError(ERRORS[0], "No space left on device", str(job.folder / "a.html"))

    monkeypatch.undo()
    monkeypatch.setattr(build.mkdocs_run, "run", refused)
    monkeypatch.setattr(build.mkdocs_run, "warm_up", lambda: None)
    monkeypatch.setattr(build, "_start_method", lambda: "fork")
    job = BuildJob(site.parent, "fr", site / "fr")

    with pytest.raises(DiskError, match=r"fr/a\.html: cannot be written"), told_of_disk(site):
        build.run_all([job], None)


def test_saved_pages_are_each_whole(tmp_path):
    page = SavedPage(Snapshot("https://site.example/", 200, {}, b"new", SEEN), entry=False)

    def save(number: int, fault: int) -> Disk:
        shutil.rmtree(tmp_path / "saved", ignore_errors=True)
        with failing(Disk(tmp_path, number, fault)) as disk:
            record_command.save(tmp_path / "saved", [page, page])
        return disk

    for number, fault in faults(save(0, 0).points):
        with trial.counted("disk: saved pages") as outcome:
            try:
                outcome["read"] += not save(number, fault).failed
            except DiskError as error:
                outcome["refused"] += 1
                assert "saved" in str(error)  # noqa: PT017 - one in four is tried again by itself
        for path in (tmp_path / "saved").glob("0*"):
            assert path.read_bytes() == b"new"
