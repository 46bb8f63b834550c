import gzip
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from knowledge.errors import StoreError
from scrapers.http.recorder import Recorder
from scrapers.http.response import RawResponse
from scrapers.http.warc import Recording

URL = "https://a.example/x?b=2&a=1"
NOW = datetime(2026, 11, 15, 18, tzinfo=UTC)
BODY = gzip.compress("Bien-être".encode())
ANSWER = RawResponse(
    200,
    [("Content-Type", "text/html"), ("Transfer-Encoding", "chunked"), ("ETag", '"é"')],
    BODY,
    NOW,
)


def record(path: Path, *answers: RawResponse) -> Path:
    recorder = Recorder(path)
    for answer in answers:
        recorder.write(URL, "/x?b=2&a=1", [("Host", "a.example")], answer)
    recorder.close()
    return path


def records(path: Path) -> list[Any]:
    with path.open("rb") as file:
        return [
            (one.rec_type, one.rec_headers, one.http_headers, one.content_stream().read())
            for one in ArchiveIterator(file)
        ]


@pytest.mark.parametrize("name", ["week.warc.gz", "week.warc"])
def test_each_exchange_is_a_request_and_a_response_of_warc_1_1(tmp_path: Path, name: str) -> None:
    info, response, request = records(record(tmp_path / "new" / name, ANSWER))

    assert [info[0], response[0], request[0]] == ["warcinfo", "response", "request"]
    assert {one[1].protocol for one in (info, response, request)} == {"WARC/1.1"}
    assert b"software: Vigie/" in info[3]
    assert response[1].get_header("WARC-Target-URI") == URL
    assert response[1].get_header("WARC-Date") == "2026-11-15T18:00:00Z"
    assert request[1].get_header("WARC-Concurrent-To") == response[1].get_header("WARC-Record-ID")
    assert request[2].get_header("Host") == "a.example"


def test_the_file_passes_the_check_of_its_digests(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = record(tmp_path / "week.warc.gz", ANSWER, ANSWER)

    class Order:
        verbose, inputs = True, (str(file),)

    checker = Checker(Order())
    checker.process_all()

    assert checker.exit_value == 0
    assert "digest pass" in capsys.readouterr().out


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    odd = RawResponse(599, [("Location", "/déjà"), ("X-Twice", "1"), ("X-Twice", "2")], b"", NOW)
    recording = Recording([record(tmp_path / "week.warc.gz", ANSWER, odd)])

    last, first = recording.answers(URL)

    assert (first.status, first.body, first.time, first.header("content-type")) == (
        200,
        BODY,
        NOW,
        "text/html",
    )
    assert not first.header("transfer-encoding")
    assert (last.status, last.body) == (599, b"")
    assert [value for name, value in last.headers if name == "X-Twice"] == ["1", "2"]


def test_nothing_stands_in_its_place_until_it_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "week.warc.gz"
    file.write_bytes(b"last week's")
    recorder = Recorder(file)
    recorder.write(URL, "/", [], ANSWER)

    assert file.read_bytes() == b"last week's"
    recorder.close()
    recorder.close()
    assert Recording([file]).holds(URL)
    assert [path.name for path in tmp_path.iterdir()] == ["week.warc.gz"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(StoreError, match="file"):
        Recorder(tmp_path / "file" / "week.warc.gz")


def test_a_recording_that_is_given_up_leaves_the_former_one_in_its_place(tmp_path: Path) -> None:
    path = record(tmp_path / "week.warc.gz", ANSWER)
    former = path.read_bytes()
    recorder = Recorder(path)

    recorder.discard()
    recorder.close()

    assert path.read_bytes() == former
    assert list(tmp_path.iterdir()) == [path]
