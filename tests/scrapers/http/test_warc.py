import gzip
import zlib
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from knowledge.errors import ConfigError, FetchError
from knowledge.source import Defaults, Watch
from scrapers.http.fetch import Fetcher
from scrapers.http.state import FetchState
from scrapers.http.warc import Recording

WATCH = Watch(contact="watch@example.org", defaults=Defaults(pause_seconds=2), sources=())
WGET = Path(__file__).parent / "wget.warc.gz"
URL = "https://a.example/x"
TEXT = "Bien-être au travail. ".encode() * 50


class Tape:
    """A WARC file in the making, by the hand of whatever program a test plays."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.ids: list[str] = []
        self._writer: Any = WARCWriter(
            path.open("wb"), gzip=path.name.endswith(".gz"), warc_version="1.1"
        )

    def add(self, url: str, body: bytes = TEXT, status: str = "200 OK", **headers: str) -> "Tape":
        kind = headers.pop("kind", "response")
        warc = {
            name.replace("_", "-"): headers.pop(name)
            for name in [*headers]
            if name.startswith("WARC")
        }
        named = [(name.replace("_", "-"), value) for name, value in headers.items()]
        media = "text/html" if kind == "resource" else ""
        head = None if kind == "resource" else StatusAndHeaders(status, named, protocol="HTTP/1.1")
        record = self._writer.create_warc_record(
            url,
            kind,
            BytesIO(body),
            len(body),
            http_headers=head,
            warc_headers_dict=warc,
            warc_content_type=media,
        )
        self.ids.append(record.rec_headers.get_header("WARC-Record-ID"))
        self._writer.write_record(record)
        return self

    def end(self) -> Path:
        self._writer.out.close()
        return self.path


def read(
    *files: Path, url: str = URL, state: FetchState | None = None, conditional: bool = False
) -> Any:
    with Fetcher(WATCH, state or FetchState(), replay=files) as fetcher:
        return fetcher.get(url, conditional=conditional)


def chunked(body: bytes) -> bytes:
    parts = [body[at : at + 100] for at in range(0, len(body), 100)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    "path",
    ["/plain", "/old", "/gzip", "/chunked?b=2&a=1", "/chunked?a=1&b=2", "/caf%C3%A9", "/café"],
)
def test_a_recording_by_wget_replays(path: str) -> None:
    page = read(WGET, url=f"http://127.0.0.1:8099{path}")

    assert page.body == "<p>Bien-être au travail</p>".encode() * 20
    assert bool(page.moved) == (path == "/old")


@pytest.mark.parametrize("compression", ["none", "whole"])
def test_a_recording_replays_flat_and_compressed_as_a_whole(
    tmp_path: Path, compression: str
) -> None:
    flat = gzip.decompress(WGET.read_bytes())
    file = tmp_path / "week.warc.gz"
    file.write_bytes(flat if compression == "none" else gzip.compress(flat, mtime=0))

    assert (
        read(file, url="http://127.0.0.1:8099/gzip").body
        == "<p>Bien-être au travail</p>".encode() * 20
    )


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (TEXT, {}),
        (gzip.compress(TEXT, mtime=0), {"Content_Encoding": "gzip"}),
        (gzip.compress(TEXT, mtime=0), {"Content_Encoding": "GZIP"}),
        (zlib.compress(TEXT), {"Content_Encoding": "deflate"}),
        (zlib.compress(TEXT)[2:-4], {"Content_Encoding": "deflate"}),
        (brotli.compress(TEXT), {"Content_Encoding": "br"}),
        (TEXT, {"Content_Encoding": "gzip"}),
        (TEXT, {"Content_Encoding": "br"}),
        (TEXT, {"Content_Encoding": "zstd"}),
        (chunked(TEXT), {"Transfer_Encoding": "chunked"}),
        (chunked(TEXT), {"Transfer_Encoding": "Chunked"}),
        (TEXT, {"Transfer_Encoding": "chunked"}),
        (TEXT, {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
        (
            chunked(gzip.compress(TEXT, mtime=0)),
            {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"},
        ),
        (
            chunked(brotli.compress(TEXT)),
            {"Transfer_Encoding": "chunked", "Content_Encoding": "br"},
        ),
        (TEXT, {"Content_Length": "7"}),
    ],
)
def test_a_body_is_read_however_the_program_stored_it(
    tmp_path: Path, body: bytes, headers: dict[str, str]
) -> None:
    file = Tape(tmp_path / "a.warc.gz").add(URL, body, **headers).end()

    assert read(file).body == TEXT


def test_the_last_record_of_the_last_file_wins(tmp_path: Path) -> None:
    first = Tape(tmp_path / "1.warc.gz").add(URL, b"old").add(URL, b"older file").end()
    second = Tape(tmp_path / "2.warc").add(URL, b"draft").add(URL, b"new").end()

    assert read(first, second).body == b"new"
    assert read(second, first).body == b"older file"


@pytest.mark.parametrize(
    "asked",
    [
        "https://a.example:443/p%C3%A9?b=2&a=1",
        "https://A.EXAMPLE/p%c3%a9?b=2&a=1#top",
        "https://a.example/pé?a=1&b=2",
        "https://a.example/%70é?a=%31&b=2",
    ],
)
def test_an_address_written_in_another_way_is_found(tmp_path: Path, asked: str) -> None:
    file = Tape(tmp_path / "a.warc.gz").add("https://a.example/p%C3%A9?b=2&a=1").end()

    assert read(file, url=asked).body == TEXT


@pytest.mark.parametrize(
    "asked",
    [
        "http://a.example/x",
        "https://a.example/x?",
        "https://a.example/x/y",
        "https://a.example:8443/x",
    ],
)
def test_another_address_is_not_taken_for_it(tmp_path: Path, asked: str) -> None:
    file = Tape(tmp_path / "a.warc.gz").add("https://a.example/x%2Fy").add(f"{URL}?a=1").end()

    with pytest.raises(FetchError, match="not in the recording"):
        read(file, url=asked)


def test_of_two_orders_of_parameters_the_exact_one_is_preferred(tmp_path: Path) -> None:
    file = (
        Tape(tmp_path / "a.warc.gz").add(f"{URL}?a=1&b=2", b"ab").add(f"{URL}?b=2&a=1", b"ba").end()
    )

    assert read(file, url=f"{URL}?a=1&b=2").body == b"ab"


@pytest.mark.parametrize("by", ["id", "address", "digest"])
def test_a_revisit_gives_the_body_it_stands_for_at_the_later_time(tmp_path: Path, by: str) -> None:
    tape = Tape(tmp_path / "a.warc.gz").add(URL, TEXT, WARC_Date="2026-11-15T18:00:00Z", ETag='"1"')
    digest = next(record for record in _heads(tape.path) if "WARC-Payload-Digest" in record)[
        "WARC-Payload-Digest"
    ]
    link = {
        "id": {"WARC_Refers_To": tape.ids[0]},
        "address": {
            "WARC_Refers_To_Target_URI": URL,
            "WARC_Refers_To_Date": "2026-11-15T18:00:00Z",
        },
        "digest": {"WARC_Payload_Digest": digest},
    }[by]
    later = "https://a.example/copy"
    tape.add(later, b"", kind="revisit", WARC_Date="2026-11-22T18:00:00Z", **link)

    page = read(tape.end(), url=later)

    assert (page.body, page.time) == (TEXT, datetime(2026, 11, 22, 18, tzinfo=UTC))


def test_a_revisit_of_nothing_recorded_is_not_an_answer(tmp_path: Path) -> None:
    file = (
        Tape(tmp_path / "a.warc.gz")
        .add(URL, b"", kind="revisit", WARC_Payload_Digest="sha1:NOWHERE")
        .end()
    )

    with pytest.raises(FetchError, match="not in the recording"):
        read(file)


def test_a_request_is_no_answer_and_a_resource_is_one(tmp_path: Path) -> None:
    tape = Tape(tmp_path / "a.warc.gz").add(URL, b"", "GET /x HTTP/1.1", kind="request")
    page = read(
        tape.add("https://a.example/file", kind="resource").end(), url="https://a.example/file"
    )

    assert (page.status, page.body, page.headers["content-type"]) == (200, TEXT, "text/html")
    with pytest.raises(FetchError):
        read(tape.path)


def test_a_version_that_the_asker_has_is_not_modified(tmp_path: Path) -> None:
    dated = {"Last_Modified": "Sun, 15 Nov 2026 18:00:00 GMT"}
    file = (
        Tape(tmp_path / "a.warc.gz")
        .add(URL, ETag='"1"', **dated)
        .add(f"{URL}/dated", **dated)
        .end()
    )
    state = FetchState()

    for url in (URL, f"{URL}/dated"):
        assert read(file, url=url, state=state, conditional=True).status == 200
        assert read(file, url=url, state=state, conditional=True).status == 304
        assert read(file, url=url, state=state).status == 200

    state.remember(URL, '"2"', "Mon, 16 Nov 2026 18:00:00 GMT")
    assert read(file, state=state, conditional=True).status == 200


def test_a_recorded_not_modified_is_served_to_who_asks_for_it_and_the_page_to_others(
    tmp_path: Path,
) -> None:
    file = (
        Tape(tmp_path / "a.warc.gz")
        .add(URL, ETag='"1"')
        .add(URL, b"", "304 Not Modified", ETag='"1"')
        .end()
    )
    state = FetchState()
    state.remember(URL, '"from another week"', "")

    assert read(file, state=state, conditional=True).status == 304
    assert read(file).body == TEXT


def test_the_moment_of_a_replay_is_its_latest_record(tmp_path: Path) -> None:
    tape = Tape(tmp_path / "a.warc.gz").add(URL, WARC_Date="2026-11-22T18:00:00.123456Z")
    file = tape.add(f"{URL}/2", WARC_Date="2026-11-15T18:00Z").end()

    with Fetcher(WATCH, FetchState(), replay=[file]) as fetcher:
        assert fetcher.moment == datetime(2026, 11, 22, 18, tzinfo=UTC)


def test_an_answer_that_its_program_cut_off_is_not_taken_for_whole(tmp_path: Path) -> None:
    file = Tape(tmp_path / "a.warc.gz").add(URL, TEXT[:50], WARC_Truncated="length").end()

    with pytest.raises(FetchError) as caught:
        read(file)

    assert caught.value.problem.code == "broken"


def test_a_recorded_bomb_is_cut_off(tmp_path: Path) -> None:
    file = (
        Tape(tmp_path / "a.warc.gz")
        .add(URL, gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")
        .end()
    )

    with pytest.raises(FetchError) as caught:
        read(file)

    assert caught.value.problem.code == "too_big"


@pytest.mark.parametrize(
    "name",
    [
        "absent.warc.gz",
        "folder",
        "empty.warc",
        "text.warc",
        "noise.warc.gz",
        "pages.zip",
        "bare.warc",
    ],
)
def test_a_file_that_is_no_recording_is_named(tmp_path: Path, name: str) -> None:
    contents = {
        "empty.warc": b"",
        "text.warc": b"<html>not a recording</html>",
        "noise.warc.gz": b"\x1f\x8b\x08\0" + bytes(range(256)),
        "pages.zip": b"PK\x03\x04" + bytes(100),
        "bare.warc": b"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
    }
    file = tmp_path / name
    file.mkdir() if name == "folder" else None
    file.write_bytes(contents[name]) if name in contents else None

    with pytest.raises(ConfigError, match=name):
        Recording([file])


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.99])
@pytest.mark.parametrize("packed", ["records", "whole", "none"])
def test_a_recording_that_is_cut_short_is_named(tmp_path: Path, share: float, packed: str) -> None:
    flat = gzip.decompress(WGET.read_bytes())
    whole = {"records": WGET.read_bytes(), "whole": gzip.compress(flat, mtime=0), "none": flat}[
        packed
    ]
    file = tmp_path / "cut.warc.gz"
    file.write_bytes(whole[: int(len(whole) * share)])

    with pytest.raises(ConfigError, match=r"cut\.warc\.gz"):
        Recording([file])


def _heads(path: Path) -> list[dict[str, str]]:
    blocks = gzip.decompress(path.read_bytes()).decode("utf-8", "replace").split("\r\n\r\n")
    return [
        dict(line.split(": ", 1) for line in block.splitlines() if ": " in line) for block in blocks
    ]
