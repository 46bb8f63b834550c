"""Bytes in a Content-Encoding -> bytes, never more than a limit (RFC 9110, 8.4)."""

import zlib
from collections.abc import Callable, Generator, Iterator

import brotli

_PLAIN = frozenset({"", "identity", "none"})
_STEP = 64 * 1024
# Members cost time even when empty: a body of a million of them is no page.
_MAX_MEMBERS = 10_000


class CodingError(ValueError):
    """The body is not in the encoding that its header names, or in one that we do not read."""


class TooMuchError(ValueError):
    """The body holds more than the limit once decoded."""


def decode(raw: bytes, encoding: str, limit: int) -> bytes:
    """Decode a body from the coding that its Content-Encoding header names.

    "" and "identity" are none; `limit` is in bytes. Raise TooMuchError beyond it, and CodingError
    on a broken, cut, unknown or second coding.
    """
    coding = name(encoding)
    if not coding or not raw:
        return _within(iter([raw]), limit)
    try:
        return _within(_DECODERS[coding](raw), limit)
    except (zlib.error, brotli.error) as error:
        raise CodingError(f"not valid {coding}") from error


def name(encoding: str) -> str:
    """Return the one coding that a Content-Encoding header names, or "".

    Raise CodingError on two or an unknown one.
    """
    codings = [word.strip().lower() for word in encoding.split(",")]
    codings = [coding for coding in codings if coding not in _PLAIN]
    if not codings:
        return ""
    if len(codings) > 1:
        raise CodingError("more than one layer")
    if codings[0] not in _DECODERS:
        raise CodingError(f"unknown encoding {codings[0]}")
    return codings[0]


def fits(raw: bytes, encoding: str) -> bool:
    """Return whether a body starts as its encoding says.

    A recording may keep the header and not the encoding.
    """
    try:
        if coding := name(encoding):
            next(_DECODERS[coding](raw), b"")
    except (CodingError, zlib.error, brotli.error):
        return False
    return True


def _within(parts: Iterator[bytes], limit: int) -> bytes:
    whole = bytearray()
    for part in parts:
        whole += part
        if len(whole) > limit:
            raise TooMuchError
    return bytes(whole)


def _gzip(raw: bytes) -> Iterator[bytes]:
    """Inflate the members of a gzip body one after the other (RFC 1952, 2.2).

    What follows them is padding.
    """
    at = 0
    for _ in range(_MAX_MEMBERS):
        if raw[at : at + 2] != b"\x1f\x8b":
            break
        at = yield from _inflate(zlib.decompressobj(zlib.MAX_WBITS | 16), raw, at)
    if not at:
        raise CodingError("not valid gzip")


def _deflate(raw: bytes) -> Iterator[bytes]:
    """Inflate zlib data, or the bare deflate that some servers send under the same name."""
    bits = zlib.MAX_WBITS if _is_wrapped(raw) else -zlib.MAX_WBITS
    yield from _inflate(zlib.decompressobj(bits), raw, 0)


def _is_wrapped(raw: bytes) -> bool:
    """Return whether a body begins with a zlib header (RFC 1950, 2.2)."""
    return raw[0] & 0x0F == 8 and int.from_bytes(raw[:2], "big") % 31 == 0


def _inflate(stream: "zlib._Decompress", raw: bytes, at: int) -> Generator[bytes, None, int]:
    """Yield what one stream holds from an offset on, in small parts; give the offset after it."""
    while not stream.eof:
        piece = stream.unconsumed_tail or raw[at : at + _STEP]
        if not stream.unconsumed_tail:
            at += len(piece)
        part = stream.decompress(piece, _STEP)
        if not (piece or part or stream.eof):
            raise CodingError("cut short")
        yield part
    return at - len(stream.unused_data)


def _brotli(raw: bytes) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    part = stream.process(raw, output_buffer_limit=_STEP)
    while part:
        yield part
        if stream.is_finished():
            break
        part = stream.process(b"", output_buffer_limit=_STEP)
    if not stream.is_finished():
        raise CodingError("cut short")


_DECODERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
}
