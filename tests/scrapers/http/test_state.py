import json
import threading
from pathlib import Path

import pytest

from knowledge.errors import StoreError
from scrapers.http.state import FetchState

URL = "https://a.example/"


def test_what_was_learnt_is_there_after_a_restart(tmp_path: Path) -> None:
    file = tmp_path / ".vigie" / "state.json"
    state = FetchState.load(file)
    state.remember(URL, 'W/"1"', "Sun, 15 Nov 2026 18:00:00 GMT")
    state.set_lastmod(URL, "2026-11-15")
    state.set_asked(URL, "2026-11-15T18:00:00Z")
    state.set_run("source", "2026-11-15T18:00:00Z")
    state.save()

    again = FetchState.load(file)

    sent = {"If-None-Match": 'W/"1"', "If-Modified-Since": "Sun, 15 Nov 2026 18:00:00 GMT"}
    assert again.validators(URL) == sent
    assert (again.lastmod(URL), again.asked(URL)) == ("2026-11-15", "2026-11-15T18:00:00Z")
    assert again.run("source") == "2026-11-15T18:00:00Z"


def test_an_unknown_address_has_nothing() -> None:
    state = FetchState()

    assert (state.validators(URL), state.lastmod(URL), state.asked(URL), state.run("x")) == (
        {},
        "",
        "",
        "",
    )


def test_an_address_without_validators_forgets_the_former_ones() -> None:
    state = FetchState()
    state.remember(URL, '"1"', "")
    state.remember(URL, "", "")

    assert state.validators(URL) == {}


@pytest.mark.parametrize("etag", ['"a\r\nX: y"', '"é"', '"' + "x" * 2000 + '"', '"\0"'])
def test_a_validator_that_cannot_be_sent_back_is_not_kept(etag: str) -> None:
    state = FetchState()
    state.remember(URL, etag, "")

    assert state.validators(URL) == {}


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "{",
            "[]",
            "null",
            "7",
            '"x"',
            "[" * 100_000,
            "\x00",
            '{"validators": []}',
            '{"run": {"x": 1}}',
        ),
        '{"validators": {"https://a.example/": "x"}}',
        '{"validators": {"https://a.example/": {"etag": 1}}}',
        '{"validators": {"https://a.example/": {"etag": "a\\nb"}}}',
        '{"lastmod": {"https://a.example/": {}}, "asked": null}',
    ],
)
def test_a_broken_file_is_an_empty_state(tmp_path: Path, text: str) -> None:
    file = tmp_path / "state.json"
    file.write_text(text)

    state = FetchState.load(file)

    assert (state.validators(URL), state.lastmod(URL), state.asked(URL), state.run("x")) == (
        {},
        "",
        "",
        "",
    )
    state.save()
    assert isinstance(json.loads(file.read_bytes()), dict)


def test_a_file_that_is_not_text_is_an_empty_state(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_bytes(b"\xff\xfe\x80")

    assert FetchState.load(tmp_path / "state.json").validators(URL) == {}


def test_forgetting_drops_the_addresses_that_start_so() -> None:
    state = FetchState()
    for url in (URL, f"{URL}x", "https://b.example/"):
        state.remember(url, '"1"', "")

    state.forget(URL)

    assert [bool(state.validators(url)) for url in (URL, f"{URL}x", "https://b.example/")] == [
        False,
        False,
        True,
    ]


def test_the_same_knowledge_is_the_same_bytes(tmp_path: Path) -> None:
    files = [tmp_path / "1.json", tmp_path / "2.json"]
    for file, urls in zip(files, (["a", "b"], ["b", "a"]), strict=True):
        state = FetchState(file)
        for url in urls:
            state.remember(url, '"é"' if url == "c" else '"1"', "")
        state.save()

    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_failed_write_keeps_the_former_file_and_leaves_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "state.json"
    FetchState(file).save()
    before = file.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    state = FetchState(file)
    state.set_run("x", "now")
    with pytest.raises(StoreError, match="no space left"):
        state.save()

    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["state.json"]


def test_threads_may_learn_while_another_saves(tmp_path: Path) -> None:
    state = FetchState(tmp_path / "state.json")

    def learn(name: str) -> None:
        for number in range(200):
            state.remember(f"{name}{number}", '"1"', "")

    threads = [threading.Thread(target=learn, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for _ in range(20):
        state.save()
    for thread in threads:
        thread.join()
    state.save()

    assert len(json.loads((tmp_path / "state.json").read_bytes())["validators"]) == 600
