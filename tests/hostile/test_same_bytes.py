"""The same web gives the same bytes: twice, without the state, whichever site answers first,
recorded and replayed.
"""

import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from tests.hostile import kills
from tests.hostile.instance import ROOT, Instance
from tests.hostile.pages import items, listing, page, rss
from tests.hostile.web import Handler, Web

pytestmark = pytest.mark.server

WEEKS = [str(ROOT / "tests" / "recordings" / f"{week}.warc.gz") for week in kills.WEEKS]
REVIEW = (
    "review: # à relire  \n    \n  themes: [ 'telework' ]  # «choix»\n"
    "  note: |\n    l'avis d’une personne\n"
)
NOTE = "\nUn avis. \t\n\n---\n<b>gras</b> {{ 7*7 }}\u00a0\n\n\n"


@pytest.fixture
def gathered(gathered_weeks: list[Path], tmp_path: Path) -> list[Instance]:
    """Give instances of a test's own in which the first week is gathered, and both."""
    return [Instance(shutil.copytree(week, tmp_path / week.name)) for week in gathered_weeks]


def test_the_recorded_weeks_twice_and_without_the_state_file_are_the_same_bytes(gathered):
    for made, week in zip(gathered, WEEKS, strict=True):
        once = made.tree()
        made.refresh("--replay", week)
        assert made.tree() == once

    (made.root / ".vigie" / "state.json").unlink()
    made.refresh("--replay", WEEKS[1])
    assert made.tree() == once


def test_an_editors_words_survive_both_weeks_byte_for_byte(gathered):
    made, _ = gathered
    written: dict[Path, bytes] = {}
    for place, path in enumerate(sorted(made.watch.glob("*/[!_]*.md"))):
        newline = (b"\n", b"\r\n")[place % 2]
        words = f"\n{REVIEW}---\n{NOTE}".encode().replace(b"\n", newline)
        head = path.read_bytes().removesuffix(b"\n---\n").replace(b"\n", newline)
        path.write_bytes(head + words)
        written[path] = words

    done = made.refresh("--replay", WEEKS[1])

    assert (
        sum(
            len(report["changed"]) + len(report["gone"]) + len(report["moved"])
            for report in done.data["sources"]
        )
        >= 3
    )
    assert len(written) > 150
    for path, words in written.items():
        assert path.read_bytes().endswith(words), path


def a_small_web(web: Web) -> list[dict[str, object]]:
    web.put("/feed.xml", rss(*items(web.url(""), range(8), "story")))
    web.put("/relay.xml", rss(*items(web.url(""), range(4, 12), "story")))
    web.put(
        "/fr/news",
        listing(*((f"Histoire {n}", f"/fr/s-{n}", f"2026-10-{n:02d}") for n in range(1, 7))),
    )
    for n in range(1, 7):
        web.put(f"/fr/s-{n}", page(f"Histoire {n}"))
    return [
        {"id": "feed", "url": web.url("/feed.xml")},
        {"id": "relay", "url": web.url("/relay.xml").replace("127.0.0.1", "localhost")},
        {
            "id": "list",
            "url": web.url("/fr/news"),
            "reader": "listing",
            "options": {"row": "li.row", "date": "time"},
        },
    ]


def test_what_was_recorded_replays_to_the_same_entries_and_from_then_on_to_the_same_bytes(
    web, tmp_path
):
    sources = a_small_web(web)[::2]
    live, replayed = Instance(tmp_path / "live", web.authority), Instance(tmp_path / "replayed")
    live.sources(*sources)
    replayed.sources(*sources)
    recording = live.root / "out" / "week.warc.gz"

    live.refresh("--record", str(recording))
    web.stop()
    replayed.refresh("--replay", str(recording))

    def entries(tree: dict[str, str]) -> dict[str, str]:
        return {name: digest for name, digest in tree.items() if name != "_health.yml"}

    assert len(entries(live.tree())) == 14
    assert entries(replayed.tree()) == entries(live.tree())


@pytest.mark.parametrize("slow", ["/feed.xml", "/relay.xml"])
def test_it_does_not_matter_which_site_answers_first(web, tmp_path, slow):
    other = Web()
    # Under another name: sources of one host are asked in turn.
    relay = other.url("/relay.xml").replace("127.0.0.1", "localhost")
    named = other.authority.replace("127.0.0.1", "localhost")
    made = Instance(tmp_path / "instance", web.authority, named)
    bodies = {
        "/feed.xml": rss(*items(web.url(""), range(8), "story")),
        "/relay.xml": rss(*items(web.url(""), range(4, 12), "story")),
    }
    made.sources({"id": "feed", "url": web.url("/feed.xml")}, {"id": "relay", "url": relay})

    quick_answered = threading.Event()

    def answer(path: str):
        def act(handler: Handler) -> None:
            if path == slow:
                assert quick_answered.wait(60)
            raw = bodies[path].encode()
            head = "HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n"
            head += f"Content-Length: {len(raw)}\r\n\r\n"
            handler.raw(head.encode() + raw)
            if path != slow:
                quick_answered.set()

        return act

    for path, server in (("/feed.xml", web), ("/relay.xml", other)):
        server.act(path, answer(path))

    done = made.refresh()
    other.stop()

    assert [len(done.of(name)["new"]) for name in ("feed", "relay")] == [8, 4]
    assert done.of("relay")["skipped"] == {"elsewhere": 4}


@pytest.mark.skipif(
    shutil.which("wget") is None,
    reason="GNU wget is not installed; test_warc holds a file of its own",
)
def test_a_recording_by_wget_replays(web, tmp_path):
    sources = a_small_web(web)[::2]
    made = Instance(tmp_path / "instance")
    made.sources(*sources)
    recorded = tmp_path / "wget"
    urls = [
        web.url(path) for path in ("/feed.xml", "/fr/news", *(f"/fr/s-{n}" for n in range(1, 7)))
    ]
    subprocess.run(
        ["wget", "--quiet", f"--warc-file={recorded}", "--output-document=/dev/null", *urls],
        check=True,
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "no_proxy": "*"},
    )

    made.refresh("--replay", f"{recorded}.warc.gz")

    assert len(made.entries("feed")) == 8
    assert len(made.entries("list")) == 6


def test_a_source_that_a_recording_lacks_is_passed_over_and_kept(web, tmp_path):
    sources = a_small_web(web)
    made = Instance(tmp_path / "instance", web.authority)
    made.sources(sources[0])
    recording = made.root / "out" / "week.warc.gz"
    made.refresh("--record", str(recording))
    made.sources(sources[0], sources[2])
    tree = {name for name in made.tree() if name != "_health.yml"}

    done = made.refresh("--replay", str(recording))

    assert done.of("list")["state"] == "absent"
    assert {name for name in made.tree() if name != "_health.yml"} == tree


def test_no_process_outlives_a_refresh(web, tmp_path):
    made = Instance(tmp_path / "instance", web.authority)
    made.sources(*a_small_web(web)[::2])

    process = subprocess.Popen(
        [sys.executable, "-m", "vigie", "--root", str(made.root), "refresh"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    children: dict[int, psutil.Process] = {}
    while process.poll() is None:
        try:
            children |= {
                child.pid: child for child in psutil.Process(process.pid).children(recursive=True)
            }
        except psutil.NoSuchProcess:
            break
        time.sleep(0.02)

    _, alive = psutil.wait_procs(list(children.values()), timeout=5)
    assert children
    assert [child for child in alive if child.status() != psutil.STATUS_ZOMBIE] == []
