import gzip
import os
import time
import zlib
from collections.abc import Callable

import brotli
import pytest

from scrapers.http import content_encoding


def packed(data: bytes) -> bytes:
    """Pack without the time, so that a test has one name in every process."""
    return gzip.compress(data, mtime=0)


LIMIT = 10_000_000
TEXT = b"hello world " * 10_000
PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": packed,
    "deflate": zlib.compress,
    "br": brotli.compress,
}


@pytest.mark.parametrize("encoding", PACK)
@pytest.mark.parametrize(
    "body", [b"", b"x", TEXT, os.urandom(1_000_000)], ids=["empty", "byte", "text", "noise"]
)
def test_a_body_comes_back_as_it_was(encoding: str, body: bytes) -> None:
    assert content_encoding.decode(PACK[encoding](body), encoding.upper(), LIMIT) == body


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT, ""),
        (TEXT, "identity"),
        (TEXT, " , identity"),
        (packed(TEXT), "x-gzip"),
        (packed(TEXT), "identity, gzip"),
        (packed(TEXT[:500]) + packed(TEXT[500:]), "gzip"),
        (packed(TEXT) + b"\0" * 100, "gzip"),
        (zlib.compress(TEXT)[2:-4], "deflate"),
        (packed(packed(TEXT)), "gzip, gzip"),
        (packed(brotli.compress(TEXT)), "br, gzip"),
        (packed(TEXT), "gzip, gzip"),
        (packed(TEXT), "utf-8, gzip"),
        (packed(TEXT), "gzip, iso-8859-1"),
        (packed(TEXT), "deflate"),
        (packed(TEXT), "zstd"),
    ],
)
def test_what_the_web_sends_is_read(raw: bytes, encoding: str) -> None:
    assert content_encoding.decode(raw, encoding, LIMIT) == TEXT


def test_an_empty_body_needs_no_encoding() -> None:
    assert content_encoding.decode(b"", "gzip", LIMIT) == b""


@pytest.mark.parametrize("encoding", PACK)
@pytest.mark.parametrize("share", [0.0001, 0.3, 0.9, 0.9999])
def test_a_body_that_is_cut_short_is_refused(encoding: str, share: float) -> None:
    packed = PACK[encoding](TEXT)

    with pytest.raises(content_encoding.CodingError):
        content_encoding.decode(packed[: max(1, int(len(packed) * share))], encoding, LIMIT)


@pytest.mark.parametrize(
    "encoding", ["zstd", "compress", "gzip, zstd", "gzip, gzip, gzip", "x" * 100_000, "\u00e9"]
)
def test_an_unknown_coding_or_a_third_layer_is_refused(encoding: str) -> None:
    with pytest.raises(content_encoding.CodingError):
        content_encoding.decode(b"\x28\xb5\x2f\xfd\x04\x00" + TEXT, encoding, LIMIT)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "ISO-8859-1", "none", "binary", "8bit", "text/html", "zstd", "utf-8, x"]
)
@pytest.mark.parametrize("body", [b"plain", "<p>l’été</p>".encode(), "été".encode("cp1252"), b"{}"])
def test_a_plain_body_is_plain_whatever_unknown_coding_is_named(encoding: str, body: bytes) -> None:
    assert content_encoding.decode(body, encoding, LIMIT) == body


@pytest.mark.parametrize("encoding", [*PACK, "gzip, gzip", "br, gzip"])
@pytest.mark.parametrize(
    "body", [b"<html>plain</html>", b"\xef\xbb\xbf\n<?xml ?><a/>", b'{"a": 1}']
)
def test_a_page_that_is_not_in_its_coding_is_plain(encoding: str, body: bytes) -> None:
    assert content_encoding.decode(body, encoding, LIMIT) == body


@pytest.mark.parametrize("encoding", PACK)
def test_what_is_neither_a_page_nor_in_its_coding_is_refused(encoding: str) -> None:
    assert not content_encoding.fits(b"<html>plain</html>", encoding)
    assert content_encoding.fits(PACK[encoding](TEXT), encoding)

    with pytest.raises(content_encoding.CodingError):
        content_encoding.decode(b"<\0\1\2" * 9, encoding, LIMIT)


@pytest.mark.parametrize("encoding", PACK)
def test_a_bomb_is_cut_off_early(encoding: str) -> None:
    bomb = PACK[encoding](b"\0" * 20_000_000)
    began = time.process_time()

    with pytest.raises(content_encoding.TooMuchError):
        content_encoding.decode(bomb, encoding, LIMIT)

    assert time.process_time() - began < 2


def test_the_limit_itself_is_still_within() -> None:
    assert len(content_encoding.decode(packed(b"\0" * LIMIT), "gzip", LIMIT)) == LIMIT
    with pytest.raises(content_encoding.TooMuchError):
        content_encoding.decode(packed(b"\0" * (LIMIT + 1)), "gzip", LIMIT)


def test_a_million_empty_members_cost_little_time() -> None:
    began = time.process_time()

    content_encoding.decode(packed(b"") * 500_000, "gzip", LIMIT)

    assert time.process_time() - began < 5
