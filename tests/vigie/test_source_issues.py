"""One issue for each source that failed twice in a row, over fakes of both forges on loopback."""

import json

import pytest

from tests.vigie import forge_api, gitlab_api
from vigie import source_issues
from vigie.forge import Forge

pytestmark = pytest.mark.server


class GitHub:
    """What the tests ask of a fake, in one way for both."""

    mark = "body"

    def __init__(self, api):
        self.api = api

    def open(self):
        return {str(one["title"]): str(one[self.mark]) for one in self.all("open")}

    def all(self, state):
        return [one for one in self.api.issues if one["state"] == state]


class GitLab(GitHub):
    mark = "description"

    def all(self, state):
        return super().all("opened" if state == "open" else state)


@pytest.fixture(params=["github", "gitlab"])
def forge(request, monkeypatch):
    module = forge_api if request.param == "github" else gitlab_api
    with module.serving() as api:
        if request.param == "github":
            monkeypatch.setenv("GITHUB_API_URL", api.url)
            monkeypatch.setenv("GITHUB_REPOSITORY", "town/vigie")
            monkeypatch.setenv("GH_TOKEN", forge_api.TOKEN)
            monkeypatch.delenv("GITLAB_CI", raising=False)
            yield GitHub(api)
        else:
            for name, value in gitlab_api.told(api.url).items():
                monkeypatch.setenv(name, value)
            yield GitLab(api)


@pytest.fixture
def week(tmp_path, capsys):
    """Run the job's command on a week's facts; return what it printed."""

    def run(**failing: str) -> str:
        rows = [{"id": id_, "title": f"{id_} fails", "text": text} for id_, text in failing.items()]
        file = tmp_path / "sources.json"
        file.write_text(json.dumps({"failing": rows}))
        code = source_issues.main(["--root", str(tmp_path), str(file)])
        printed = capsys.readouterr()
        return (printed.out if code == 0 else printed.err).strip()

    return run


def test_an_issue_is_opened_rewritten_while_it_lasts_and_closed_when_the_source_is_well(
    forge, week
):
    first = week(inrs="Twice.", bosa="Twice.")
    second = week(inrs="Three times.", bosa="Twice.")
    third = week(bosa="Twice.")

    assert first.endswith("2 opened, 0 rewritten, 0 closed.")
    assert second.endswith("0 opened, 1 rewritten, 0 closed.")
    assert third.endswith("0 opened, 0 rewritten, 1 closed.")
    assert list(forge.open()) == ["bosa fails"]
    (closed,) = forge.all("closed")
    assert str(closed[forge.mark]) == "<!-- vigie:source inrs -->\nThree times."
    assert closed["said"] == ["La source répond à nouveau."]


def test_a_source_that_fails_again_has_an_issue_of_its_own_again(forge, week):
    week(inrs="Twice.")
    week()

    week(inrs="Twice, later.")

    assert list(forge.open().values()) == ["<!-- vigie:source inrs -->\nTwice, later."]


def test_an_issue_of_a_person_is_never_touched_whatever_it_says(forge, week):
    theirs = forge.api.opens("mia", "Mine", "<!-- vigie:source inrs -->\nMine.")
    before = dict(theirs)

    week(inrs="Twice.")
    week()

    assert theirs == before
    assert [one["title"] for one in forge.all("closed")] == ["inrs fails"]


def test_a_network_of_our_own_that_is_down_opens_no_flood(forge, week):
    said = week(**{f"s{number:02}": "Twice." for number in range(30)})

    assert "10 opened" in said
    assert len(forge.open()) == source_issues.MOST_AT_ONCE


def test_what_the_file_says_is_text(forge, week, tmp_path):
    (tmp_path / "mkdocs.yml").write_text("theme: {language: en}\n")

    said = week(**{"a --> <b": "x"})
    week(inrs="/close\n  /assign @mia\n" + "x" * 100_000)

    assert said.startswith("| Not proposed: ")
    (text,) = forge.open().values()
    assert len(text) < 21_000
    if isinstance(forge, GitLab):
        assert "\n/" not in text
        assert "\n  /" not in text


def test_a_week_that_stopped_early_touches_no_issue(forge, week, tmp_path, capsys):
    week(inrs="Twice.")

    assert source_issues.main([str(tmp_path / "none.json")]) == 0
    assert list(forge.open()) == ["inrs fails"]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"failing": [1]}', '{"failing": [{"id": 1}]}', "\xff"]
)
def test_a_file_of_another_shape_is_told_in_a_sentence(tmp_path, capsys, text):
    file = tmp_path / "sources.json"
    file.write_text(text)

    assert source_issues.main([str(file)]) == 1
    assert "does not say which sources fail" in capsys.readouterr().err


def test_a_forge_that_is_not_told_is_named(tmp_path, monkeypatch, capsys):
    for name in ("GITLAB_CI", "GITHUB_API_URL"):
        monkeypatch.delenv(name, raising=False)
    file = tmp_path / "sources.json"
    file.write_text('{"failing": []}')

    assert source_issues.main([str(file)]) == 1
    assert "GITHUB_API_URL" in capsys.readouterr().err


# GitHub's answer is asked for in test_inbox.
@pytest.mark.parametrize("forge", ["gitlab"], indirect=True)
@pytest.mark.usefixtures("forge")
def test_gitlab_says_who_may_write():
    asked = Forge.of_environment().may_write

    assert asked("mia")
    assert not [name for name in ("stranger", "gone", "mi", "nobody", "../x", "") if asked(name)]
