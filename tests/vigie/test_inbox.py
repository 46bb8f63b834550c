"""Ticks and comments on a proposal, over a fake of GitHub's API, a real git and the program's own
jobs: done once each, a stranger's never.
"""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.storage import entry_store, review
from tests.publish.conftest import BASE
from tests.vigie import forge_api
from vigie import inbox, propose, repository
from vigie.commands import review as review_command
from vigie.curation.applying import checklist_of
from vigie.forge import Comment
from vigie.repository import ProposalError

pytestmark = pytest.mark.server
ROOT = Path(__file__).parents[2]
# The entry of each line: the law first, what is off topic last.
LINES = {1: 1, 2: 2, 3: 3, 4: 4}
NAMES = ("Titre <script>", "Titre 2", "Titre 3", "Titre 4")


@pytest.fixture
def api(monkeypatch):
    with forge_api.serving() as served:
        monkeypatch.setenv("GITHUB_API_URL", served.url)
        monkeypatch.setenv("GITHUB_REPOSITORY", "town/vigie")
        monkeypatch.setenv("GH_TOKEN", forge_api.TOKEN)
        yield served


@pytest.fixture
def desk(world, api):
    """A proposal with four entries, the last of which is off topic, and its checklist."""
    for name in ("taxonomy.yml", "watch_sources.yml", "mkdocs.yml"):
        shutil.copy(ROOT / name, world.clone)
    world.publish(world.clone, "main", "Set up")
    ids = set()
    for number, title in enumerate(NAMES, 1):
        entry = replace(
            BASE, id=f"{number:010}", url=f"https://a.example/{number}", title=title, source="inrs",
            type="news" if number > 1 else "law", aside="off-topic" if number == 4 else "",
        )  # fmt: skip
        entry_store.write(entry, world.clone)
        ids.add(entry.id)
    text = checklist_of(world.clone, ids, "2026-W47")
    patch = repository.folder_diff(world.clone)
    world.fresh()
    world.git(world.clone, "clean", "--quiet", "--force", "-d")
    world.offer(patch)
    world.standing()
    return api.says(forge_api.BOT, text)


def turn(world):
    """Run both jobs as the workflow does; return whether there was anything to do."""
    world.fresh()
    propose.resume(world.clone)
    folder = world.home / "inbox"
    shutil.rmtree(folder, ignore_errors=True)
    assert inbox.main(["--root", str(world.clone), str(folder)]) == 0
    if not (folder / inbox.FILE).exists():
        return False
    assert review_command.decided(world.clone, folder, run=lambda _: 0) == 0
    world.fresh()
    assert propose.main(["--root", str(world.clone), "--review", str(folder)]) == 0
    return True


def decided(world):
    world.fresh()
    propose.resume(world.clone)
    told = {}
    for entry in entry_store.load(world.clone):
        told[int(entry.id)] = dict(review.keys(entry.review))
    return told


def test_a_tick_and_commands_are_done_and_answered_once(world, api, desk):
    api.edits(desk, "- [x] **2**", "- [ ] **2**")
    api.edits(desk, "- [ ] **4**", "- [x] **4**")
    api.says("mia", "1 en vigueur 1/1/2027\n3 à la une\n3 tpye outil")

    assert turn(world)

    assert decided(world) == {
        1: {"in_force": "2027-01-01"},
        LINES[2]: {"keep": "false"},
        LINES[3]: {"highlight": "true"},
        LINES[4]: {"keep": "true"},
    }
    (answer,) = api.answers()
    assert "Vouliez-vous écrire `3 type outil`" in answer
    assert not turn(world)
    assert len(api.answers()) == 1


def test_a_number_is_that_of_the_last_checklist_above_it(world, api, desk):
    api.says("mia", "1 nee")
    root = at_proposal(world)
    api.says(forge_api.BOT, checklist_of(root, {"0000000003"}, "2026-W47"))
    api.says("mia", "1 à la une")
    world.fresh()

    assert turn(world)

    assert decided(world) == {1: {"keep": "false"}, 2: {}, 3: {"highlight": "true"}, 4: {}}


def test_everything_is_undone_in_the_same_way(world, api, desk):
    before = decided(world)
    api.edits(desk, "- [x] **2**", "- [ ] **2**")
    api.says("mia", "1 type nieuws\n3 nee: btw")
    turn(world)

    api.edits(desk, "- [ ] **2**", "- [x] **2**")
    api.says("tom", "annuler 1\nongedaan 3")
    assert turn(world)

    assert decided(world) == before


def test_a_strangers_comment_is_ignored_and_so_is_a_false_checklist(world, api, desk):
    text = next(str(one["body"]) for one in api.comments if one["id"] == desk)
    api.says("stranger", "1 non")
    api.says("nobody", "1 non")
    api.says("../../x", "1 non")
    api.says("stranger", text.replace("- [x]", "- [ ]"))
    api.says("stranger", '<!-- vigie:answer {"comments": [], "ticks": {}} -->\n1 non')

    assert not turn(world)
    assert api.answers() == []


def test_an_edit_is_heard_from_who_may_write_alone(world, api, desk, monkeypatch):
    event = world.home / "event.json"
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(event))
    api.edits(desk, "- [x] **2**", "- [ ] **2**")
    for login, done in (("stranger", False), ("ghost", False), ("mia", True)):
        event.write_text(json.dumps({"action": "edited", "sender": {"login": login}}))
        assert turn(world) is done


def test_two_edits_at_once_lose_nothing(world, api, desk, monkeypatch):
    api.edits(desk, "- [x] **1**", "- [ ] **1**")
    decide = review_command.decided

    def meanwhile(*arguments, **named):
        code = decide(*arguments, **named)
        api.edits(desk, "- [x] **2**", "- [ ] **2**")
        api.says("tom", "3 non")
        return code

    monkeypatch.setattr(review_command, "decided", meanwhile)
    assert turn(world)
    monkeypatch.setattr(review_command, "decided", decide)
    assert turn(world)

    rejected = [held for held in decided(world).values() if held == {"keep": "false"}]
    assert len(rejected) == 3
    assert not turn(world)


def test_a_run_that_could_not_write_leaves_all_unanswered_for_the_next(world, api, desk):
    api.says("mia", "1 non")
    push = repository.push

    def refused(*_arguments, **_named):
        raise ProposalError("stale info")

    repository.push = refused
    try:
        with pytest.raises(AssertionError):
            turn(world)
    finally:
        repository.push = push

    assert api.answers() == []
    assert turn(world)
    assert {"keep": "false"} in decided(world).values()


HOSTILE = [
    "1 note: $(touch /tmp/x) `id` ${{ secrets.X }}\n::error::x",
    "1 note: ---\\nid: 0000000000",
    "1 note: \u2028title: other\u2028",
    "1 refuser: <!-- vigie:answer {} --> @everyone #1 https://evil.example",
    "1 type <img src=x onerror=alert(1)>",
    "1 " + "x" * 60_000,
    "1-4 note: {{ 7*7 }} {% raw %} <script>alert(1)</script>",
    "\x00\x1b]8;;x\x07 1 non",
]


def test_hostile_comments_are_text(world, api, desk):
    titles = {entry.id: entry.title for entry in entry_store.load(at_proposal(world))}
    for text in HOSTILE:
        api.says("mia", text)

    turn(world)

    found = entry_store.load(at_proposal(world))
    assert not found.faults
    assert {entry.id: entry.title for entry in found} == titles
    (answer,) = api.answers()
    shown = answer.partition("-->")[2]
    for bad in ("<!--", "<img", "<script", "@everyone", "https://evil", "#1", "\x1b"):
        assert bad not in shown


def at_proposal(world):
    world.fresh()
    propose.resume(world.clone)
    return world.clone


def test_a_patch_of_anything_but_reviews_is_refused(world, api, desk):
    root = at_proposal(world)
    (file,) = (root / "docs/watch/inrs").glob("*-0000000002.md")
    entry = file.relative_to(root).as_posix()
    (world.home / "inbox.json").write_text(json.dumps({"pull": 7, "rows": []}))
    changes = [
        (entry, "title: Titre 2", "title: Other"),
        (entry, "status: active", "status: active\nreview:\n  keep: false\ntitle: x"),
        (entry, "status: active", "review:\n  note: a\u2028title: x\nstatus: active"),
        ("docs/watch/_health.yml", "sources: {}", "sources: {a: b}"),
        ("README.md", "An instance.", "Another."),
    ]
    for path, before, after in changes:
        (root / path).write_text((root / path).read_text().replace(before, after))
        patch = world.git(root, "diff").encode() + b"\n"
        world.git(root, "checkout", "--quiet", "--", ".")

        with pytest.raises(ProposalError, match="review"):
            propose.amend(world.clone, patch, world.home / "inbox.json", "x")

    assert api.answers() == []


@pytest.fixture
def batch(world, api, desk):
    """Three entries of the proposal that are held, and a checklist in which they are line 1."""
    root = at_proposal(world)
    for number in (7, 8, 9):
        url, title = f"https://b.example/{number}", f"Tenu {number}"
        entry = replace(BASE, id=f"{number:010}", url=url, title=title, source="beswic")
        entry_store.hold(entry, root)
    patch = repository.folder_diff(root)
    world.fresh()
    world.offer(patch)
    return api.says(forge_api.BOT, checklist_of(at_proposal(world), set(), "2026-W48"))


def places(world):
    """Return where the entries of the batch are, and what was said of them."""
    root = at_proposal(world) / "docs/watch/beswic"
    told = {"held": [], "out": []}
    for path in sorted(root.rglob("*.md")):
        name = "held" if path.parent.name == "_held" else "out"
        told[name].append("keep: false" in path.read_text())
    return told


WAITS, GOES = {"held": [False] * 3, "out": []}, {"held": [], "out": [False] * 3}


def test_a_batch_is_accepted_by_a_tick_and_waits_again_without_it(world, api, batch):
    api.edits(batch, "- [ ] **1**", "- [x] **1**")
    assert turn(world)
    assert places(world) == GOES

    api.edits(batch, "- [x] **1**", "- [ ] **1**")
    assert turn(world)
    assert places(world) == WAITS

    first, second = api.answers()
    assert "1\u00a0: lot publié" in first
    assert "1\u00a0: le lot attend" in second
    assert not turn(world)


def test_a_batch_is_rejected_for_good_by_a_no_and_that_is_undone(world, api, batch):
    api.says("mia", "1 non : ancien site")
    assert turn(world)
    assert places(world) == {"held": [], "out": [True] * 3}
    assert entry_store.all_held(at_proposal(world)) == {}

    api.says("mia", "annuler 1")
    assert turn(world)
    assert places(world) == WAITS

    api.says("tom", "1 type loi\n1 = 1")
    assert turn(world)
    assert places(world) == WAITS
    assert "à un lot, répondez par oui ou non" in api.answers()[-1]


def test_of_a_batch_a_patch_moves_whole_entries_of_their_source_alone(world, api, batch):
    root = at_proposal(world)
    (world.home / "inbox.json").write_text(json.dumps({"pull": 7, "rows": []}))
    folder = root / "docs/watch/beswic"
    (held,) = (folder / "_held").glob("*-0000000007.md")
    text = held.read_text()
    (known,) = (root / "docs/watch/inrs").glob("*-0000000002.md")
    for target, written, stays in (
        (folder / held.name, text.replace("Tenu", "Autre"), False),
        (folder / held.name, text, True),
        (root / "docs/watch/inrs" / held.name, text, False),
        (folder / "other-0000000007.md", text, False),
        (known, text, False),
    ):
        target.write_text(written)
        if not stays:
            held.unlink()
        patch = repository.folder_diff(root)
        world.git(root, "checkout", "--quiet", "--force", "HEAD")
        world.git(root, "clean", "--quiet", "--force", "-d")

        with pytest.raises(ProposalError, match="review"):
            propose.amend(root, patch, world.home / "inbox.json", "x")


def test_many_comments_are_read_page_by_page_and_talk_is_not_collected(world, api, desk):
    for number in range(230):
        api.says("mia", f"Merci, vu le message n{number}")
    api.says("mia", "1 non")

    assert turn(world)

    assert sum("page=" in path for path in api.asked) >= 3
    assert sum("/permission" in path for path in api.asked) == 1


def test_the_marks_come_back_as_they_were():
    text = "- [x] a <!-- vigie:1+ 0123456789 -->\n- [ ] b <!-- vigie:2+ 0123456789 -->\n"
    rows = [{"id": 5, "kind": "checklist", "text": text}, {"id": 6, "kind": "commands", "text": ""}]

    heard = inbox.heard_in([Comment(9, forge_api.BOT, inbox.mark(rows) + "\nDone.")])

    assert (heard.comments, heard.ticks) == ({6}, {5: {1: True, 2: False}})
