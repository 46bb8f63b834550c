"""What a person may get wrong at the command, and what the machine may refuse: a sentence, the
right code, no loss.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from knowledge.errors import ReadError
from tests.hostile.instance import ROOT, Instance
from tests.hostile.pages import items, page, rss
from tests.hostile.web import Web
from vigie import instance as instances
from vigie.commands import probe

pytestmark = pytest.mark.server


@pytest.fixture
def gathered(web: Web, instance: Instance) -> Instance:
    """Return an instance with one source, gathered once."""
    instance.sources({"id": "feed", "url": web.url("/feed.xml")})
    web.put("/feed.xml", rss(*items(web.url(""), range(5))))
    instance.refresh()
    return instance


def said(instance: Instance, *words: str, code: int) -> str:
    """Run the command; hold its code, and that it told what is wrong in a sentence."""
    done = instance.vigie(*words)
    assert "Traceback" not in done.err + done.out, done.err
    assert done.code == code, (done.code, done.out, done.err)
    assert done.err.strip()
    return " ".join(done.err.split())


def test_an_unknown_source_is_told_with_the_nearest_one(gathered):
    for words in (
        ("refresh", "--only", "fed"),
        ("try", "fed"),
        ("accept", "fed"),
        ("record", "fed"),
    ):
        assert "did you mean “feed”" in said(gathered, *words, code=2)


def test_a_folder_that_is_no_instance_is_told(tmp_path):
    assert "watch_sources.yml" in said(Instance(tmp_path / "none"), "refresh", code=2)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("contact: a@example.org\nsources:\n  - {id: a, nam: A, url: 'https://a.be'}\n", "name"),
        ("contact: a@example.org\nsources: [\n", "watch_sources.yml"),
        ("contact: a@example.org\nsources:\n\t- id: a\n", "watch_sources.yml"),
        ("", "watch_sources.yml"),
        ("- a\n- b\n", "watch_sources.yml"),
        ("contact: a@example.org\nsources: &a [*a]\n", "watch_sources.yml"),
        ("contact: !!python/object/apply:os.system ['id']\n", "watch_sources.yml"),
        ("\x00", "watch_sources.yml"),
        ("contact: a@example.org\nsources: []\ntest_hosts: ['10.0.0.1:80']\n", "test_hosts"),
    ],
)
def test_a_mistake_in_the_configuration_is_told_before_any_request(gathered, web, text, hint):
    (gathered.root / "watch_sources.yml").write_text(text)
    tree, asked = gathered.tree(), len(web.asked)

    assert hint in said(gathered, "refresh", code=2)
    assert gathered.tree() == tree
    assert len(web.asked) == asked


def test_a_recording_that_cannot_be_read_is_told(gathered, tmp_path):
    tree = gathered.tree()
    good = tmp_path / "good.warc.gz"
    gathered.refresh("--record", str(good))
    broken = {
        "missing": tmp_path / "missing.warc.gz",
        "empty": tmp_path / "empty.warc.gz",
        "text": tmp_path / "text.warc.gz",
        "cut": tmp_path / "cut.warc.gz",
        "folder": tmp_path,
    }
    broken["empty"].write_bytes(b"")
    broken["text"].write_bytes(b"not a warc\n" * 100)
    broken["cut"].write_bytes(good.read_bytes()[:-200])

    for path in broken.values():
        assert str(path) in said(gathered, "refresh", "--replay", str(path), code=2).replace(
            " ", ""
        )
    assert {name for name in gathered.tree()} == set(tree)


def test_a_place_that_cannot_be_written_is_told(gathered, tmp_path):
    tree = gathered.tree()
    (tmp_path / "file").write_text("")

    for words in (
        ("--record", str(tmp_path / "file" / "x.warc.gz")),
        ("--summary", str(tmp_path / "file" / "x.md")),
    ):
        assert "cannot be read or written" in said(gathered, "refresh", *words, code=1)
    assert set(gathered.tree()) == set(tree)


def test_a_tree_that_cannot_be_written_is_told(gathered, web):
    web.put("/feed.xml", rss(*items(web.url(""), range(7))))
    folder = gathered.watch / "feed"
    folder.rename(gathered.root / ".vigie" / "aside")
    folder.write_text("a file in the way")

    assert "feed" in said(gathered, "refresh", code=1)
    assert folder.read_text() == "a file in the way"


def test_a_link_in_the_tree_leads_nowhere(gathered, web, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    web.put("/feed.xml", rss(*items(web.url(""), range(7))))
    (gathered.watch / "feed").rename(tmp_path / "aside")
    (gathered.watch / "feed").symlink_to(outside)

    assert "symbolic link" in said(gathered, "refresh", code=1)
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"validators": 3, "run": {"feed": 1}}', "\x00\xff", "[" * 100_000]
)
def test_a_broken_state_file_costs_nothing(gathered, text):
    tree = gathered.tree()
    (gathered.root / ".vigie" / "state.json").write_text(text)

    gathered.refresh()

    assert {k: v for k, v in gathered.tree().items() if k[0] != "_"} == {
        k: v for k, v in tree.items() if k[0] != "_"
    }


def test_a_broken_health_file_is_told_and_left(gathered):
    health = gathered.watch / "_health.yml"
    health.write_text("<<<<<<< HEAD\nsources: {\n")

    assert "_health.yml" in said(gathered, "refresh", code=1)
    assert health.read_text().startswith("<<<<<<<")


def test_a_faulty_entry_is_told_and_left_and_not_written_twice(gathered, web):
    path = next(gathered.watch.glob("feed/[!_]*.md"))
    path.write_text("---\ntitle: [\n---\n")
    count = len(gathered.tree())
    web.put("/feed.xml", rss(*items(web.url(""), range(5)), "<!-- x -->"))

    done = gathered.vigie("refresh", "--json")

    assert done.code == 1
    assert "Traceback" not in done.err
    assert len(json.loads(done.out)["faults"]) == 1
    assert path.read_text() == "---\ntitle: [\n---\n"
    assert len(gathered.tree()) == count


def start(instance: Instance) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "vigie", "--root", str(instance.root), "refresh"]
    # Tests started in the background ignore Ctrl-C, and the command would too: a person's terminal
    # does not.
    heed = partial(signal.signal, signal.SIGINT, signal.default_int_handler)
    return subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed,
    )


def asked(web: Web, path: str) -> None:
    """Wait until a path was asked for."""
    end = time.monotonic() + 300
    while path not in web.asked and time.monotonic() < end:
        time.sleep(0.02)
    assert path in web.asked


def test_two_refreshes_at_once_are_one_refresh_and_a_sentence(gathered, web):
    web.asked.clear()
    web.hang("/feed.xml")
    first = start(gathered)
    asked(web, "/feed.xml")

    second = said(gathered, "refresh", code=1)
    first.kill()
    first.communicate()
    web.put("/feed.xml", rss(*items(web.url(""), range(6))))

    assert f"another refresh is running (process {first.pid}" in second
    assert len(gathered.refresh().of("feed")["new"]) == 1


def test_an_interrupted_refresh_ends_at_once_and_leaves_the_tree_as_it_was(gathered, web):
    tree = gathered.tree()
    web.asked.clear()
    web.hang("/feed.xml")
    process = start(gathered)
    asked(web, "/feed.xml")
    started = time.monotonic()

    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)

    assert process.returncode == 130, (out, err)
    assert "Traceback" not in err
    assert err.strip().splitlines()[-1]
    assert time.monotonic() - started < 15
    assert gathered.tree() == tree
    web.put("/feed.xml", rss(*items(web.url(""), range(6))))
    assert len(gathered.refresh().of("feed")["new"]) == 1


def test_a_reader_of_the_output_that_leaves_breaks_nothing(gathered):
    command = f"{sys.executable} -m vigie --root {gathered.root} refresh --json | true"
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=600
    )

    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def test_a_terminal_that_knows_only_ascii_is_told_all_the_same(gathered, web):
    web.put("/feed.xml", "<!doctype html><title>Été – 日本</title>")
    env = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "fr_BE"}

    done = gathered.run("refresh", env=env)

    assert done.code == 1
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<!doctype html><title>x</title>",
        "{",
        "<rss",
        page("Accueil"),
        "\x00" * 1000,
        "<" * 10_000,
    ],
    ids=["blank", "bare", "brace", "torn", "page", "nul", "open"],
)
def test_probing_an_odd_site_ends_in_a_sentence(instance, web, body):
    instance.sources({"id": "feed", "url": web.url("/feed.xml")})
    web.put("/", body)

    done = instance.vigie("probe", web.url("/"))

    assert "Traceback" not in done.err, done.err
    assert done.code in {0, 1}
    assert (done.out + done.err).strip()


@pytest.mark.parametrize(
    "url",
    ["", "nonsense", "file:///etc/passwd", "http://10.0.0.1/", "javascript:alert(1)", "http://["],
)
def test_probing_what_is_no_site_ends_in_a_sentence(gathered, url):
    done = gathered.vigie("probe", url)

    assert "Traceback" not in done.err, done.err
    assert done.code in {1, 2}


def test_a_page_that_is_too_heavy_to_probe_is_read_apart(instance, web):
    instance.sources({"id": "feed", "url": web.url("/feed.xml")})
    web.put("/", "<!doctype html><title>x</title>" + "<a><b><i>" * 200_000)
    watch = instances.load(instance.root).watch
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime

    with pytest.raises(ReadError) as refused:
        probe.apart(web.url("/"), watch, seconds=1)

    assert refused.value.problem.code == "too_hard"
    assert refused.value.problem.facts["url"] == web.url("/")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - before < 1


def test_six_lines_are_a_source_with_a_list(instance, web):
    from tests.hostile.pages import listing

    (instance.root / "watch_sources.yml").write_text(
        f"contact: watch@example.org\ntest_hosts: ['{web.authority}']\n"
        f"defaults: {{pause_seconds: 0}}\nsources:\n"
        f"  - id: ministry\n    name: Ministry news\n    url: {web.url('/en/news')}\n"
        "    lang: en\n    reader: listing\n"
        '    options: {row: li.row, date: time, pages: "?page={page}"}\n'
    )
    web.put(
        "/en/news", listing(*((f"Story {n}", f"/en/s-{n}", f"2026-10-0{n}") for n in range(1, 6)))
    )
    web.put("/en/news?page=1", "<!doctype html><html lang=en><main><p>No more.</p></main></html>")
    for n in range(1, 6):
        web.put(f"/en/s-{n}", page(f"Story {n}", lang="en"))

    instance.refresh()

    assert {str(entry["date"]) for entry in instance.entries().values()} == {
        f"2026-10-0{n}" for n in range(1, 6)
    }


def test_try_prints_what_a_source_gives_and_writes_nothing(gathered):
    tree = gathered.tree()

    done = gathered.vigie("try", "feed", "--json")

    assert done.code == 0
    assert len(json.loads(done.out)["entries"]) == 5
    assert gathered.tree() == tree
    assert not (Path(gathered.root) / "tests").exists()
