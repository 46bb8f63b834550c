"""Bytes in a Content-Encoding -> bytes, never more than a limit (RFC 9110, 8.4)."""

import re
import zlib
from collections.abc import Callable, Generator, Iterator
from itertools import filterfalse

import brotli

Decoder = Callable[[bytes], Iterator[bytes]]

_NONE = frozenset({"", "identity", "none"})
_STEP = 64 * 1024
# Members cost time even when empty: a body of a million of them is no page.
_MAX_MEMBERS = 10_000
# Two servers on the way may each pack a body, or only say that they did.
_MAX_LAYERS = 2
_GZIP = b"\x1f\x8b\x08"
_LOOKED_AT = 1024
# Bytes that stand in no text, whatever its letters.
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<[!?a-zA-Z]|\{\s*[\"}]|\[\s*[\"{\[\]])")


class CodingError(ValueError):
    """The body is not in the encoding that its header names, or in one that we do not read."""


class TooMuchError(ValueError):
    """The body holds more than the limit once decoded."""


def decode(raw: bytes, encoding: str, limit: int) -> bytes:
    """Decode a body from the codings that its Content-Encoding header names, or that its bytes are.

    "" and "identity" are none; `limit` is in bytes, of each layer. What is text already is plain,
    whatever the header says: some name a charset there, or a proxy unpacked the body and left the
    header. Raise TooMuchError beyond the limit, and CodingError on a broken, cut or unknown coding,
    and on more than two.
    """
    layers = _layers(encoding)
    body = _within(iter([raw]), limit)
    for coding in layers:
        unpacked = _unpacked(body, coding, limit)
        if unpacked != body and _is_text(unpacked):
            return unpacked
        body = unpacked
    return body


def _layers(encoding: str) -> list[str]:
    """Return the codings to undo, the outermost first. Raise CodingError for more than two."""
    codings = names(encoding)
    if len(codings) > _MAX_LAYERS:
        raise CodingError("more than two layers")
    return codings[::-1]


def names(encoding: str) -> list[str]:
    """Return the codings that a Content-Encoding header names, in the order they were applied."""
    codings = map(str.strip, encoding.lower().split(","))
    return list(filterfalse(_NONE.__contains__, codings))


def fits(raw: bytes, encoding: str) -> bool:
    """Return whether a body starts as its encoding says.

    A recording may keep the header and not the encoding.
    """
    try:
        for coding in names(encoding)[-1:]:
            next(_decoder(raw, coding)(raw), b"")
    except (CodingError, zlib.error, brotli.error):
        return False
    return True


def is_gzip(raw: bytes) -> bool:
    """Return whether a body begins as gzip does (RFC 1952, 2.3.1), deflate being its one method."""
    return raw.startswith(_GZIP)


def _unpacked(body: bytes, coding: str, limit: int) -> bytes:
    """Undo one coding; the body is given back as it is where it is text already."""
    if _is_plain(body, coding):
        return body
    try:
        return _decoded(body, coding, limit)
    except CodingError:
        if _is_markup(body):
            return body
        raise


def _is_plain(body: bytes, coding: str) -> bool:
    """Return whether there is nothing to undo: no body, or a text under an unknown name."""
    return not body or (coding not in _DECODERS and _is_text(body))


def _decoded(body: bytes, coding: str, limit: int) -> bytes:
    try:
        return _within(_decoder(body, coding)(body), limit)
    except (zlib.error, brotli.error) as error:
        raise CodingError(f"not valid {coding}") from error


def _is_markup(body: bytes) -> bool:
    return bool(_MARKUP.match(body)) and _is_text(body)


def _decoder(body: bytes, coding: str) -> Decoder:
    if is_gzip(body):
        return _gzip
    if coding not in _DECODERS:
        raise CodingError(f"unknown encoding {coding}")
    return _DECODERS[coding]


def _is_text(body: bytes) -> bool:
    return not _CONTROLS.search(body, 0, _LOOKED_AT)


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
        piece, at = _next_piece(stream, raw, at)
        part = stream.decompress(piece, _STEP)
        if not (piece or part or stream.eof):
            raise CodingError("cut short")
        yield part
    return at - len(stream.unused_data)


def _next_piece(stream: "zlib._Decompress", raw: bytes, at: int) -> tuple[bytes, int]:
    """Return what to inflate next, and the offset after it."""
    if stream.unconsumed_tail:
        return stream.unconsumed_tail, at
    piece = raw[at : at + _STEP]
    return piece, at + len(piece)


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


_DECODERS: dict[str, Decoder] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
}
