"""A sample -> bytes that a broken or hostile site would send: pieces dropped, doubled, nested, cut,
of another kind, in other letters than it says.
"""

import copy
import gzip
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from hypothesis import strategies as some

# A tag, a string of JSON, white space, a word, or one sign.
PIECE = re.compile(r"<[^<>]{0,400}>|\"(?:[^\"\\]|\\.){0,200}\"|\s+|\w+|.", re.DOTALL)
OPENER = re.compile(r"[\[{]|<\w")
EVIL = (
    *("\0", "\x1b[31m", "\x7f", "\x85", "\u202e", "\u200b", "\ufeff", "\ufffd", "\ufffe", "\ud800"),
    *("<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "<", ">", "</", "&", "&#0;", "&#xD800;"),
    *("&#x110000;", "&nbsp;", "&amp;amp;lt;script&gt;", "&#99999999999999999999;", "&bogus;"),
    *("<script>alert(1)</script>", "<svg onload=alert(1)>", "<plaintext>", "<template><p>"),
    *("<title>", "<textarea>", "<style>", "<table><a>", "<math><mtext>", "<select>", "<frameset>"),
    *('<base href="//[">', '<base href="data:,">', "<time datetime=", "xml:base='::'"),
    *("javascript:alert(1)", "http://[::1", "//", "http://a:99999/", "https://ex\u0301.example/"),
    *("https://%zz/", "mailto:a@b.example", "data:text/html,x", "\\", "https://site.example\t/x"),
    *("0000-00-00", "9999-99-99", "2026-02-30T25:61:61Z", "1e999", "-1", "9" * 400, "31/31/31"),
    *("+99:99", "Wed, 99 Foo 20266", "1 janvier 0", "३१ नवम्बर", "NaN", "null", "[]", "{}", "[[["),
    *('"', "'", "]", "}", ",", ":", "{{ 7*7 }}", "{% x %}", "\r", "\n\n", "\u2028", "e\u0301" * 9),
    *("Zalgo" + "\u0335" * 40, "\U0001f468\u200d\U0001f469", "\U000e0041", "İ", "ﬁ", "ß" * 30),
)
ENCODINGS = (
    *("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252"),
    *("shift_jis", "gb18030", "cp037", "utf-7"),
)
LABELS = (
    *("", "text/html", "application/xml; charset=utf-8", "text/html; charset=latin-1"),
    *(
        "application/json",
        "text/xml; charset=utf-7",
        "text/html; charset=utf-16",
        "application/pdf",
    ),
    *("text/plain; charset=\u00e9", "application/x-gzip", "charset=", ";;;", "text/html;" * 30),
)
PLACE = some.floats(0, 1, exclude_max=True)
TIMES = some.sampled_from((2, 3, 20, 300))
CHANGES = some.one_of(
    some.tuples(some.just("put"), PLACE, some.sampled_from(EVIL) | some.text(max_size=8)),
    some.tuples(some.just("replace"), PLACE, some.sampled_from(EVIL) | some.text(max_size=8)),
    some.tuples(some.just("drop"), PLACE, some.integers(1, 30)),
    some.tuples(some.just("double"), PLACE, TIMES),
    some.tuples(some.just("nest"), PLACE, TIMES),
    some.tuples(some.just("repeat"), PLACE, some.tuples(some.sampled_from(EVIL), TIMES)),
    some.tuples(some.just("swap"), PLACE, PLACE),
    some.tuples(some.just("attribute"), PLACE, some.sampled_from((1, 50, 2_000, 70_000))),
    some.tuples(some.just("cut"), PLACE, some.just(0)),
    some.tuples(some.just("behead"), PLACE, some.just(0)),
)
FLIPS = some.lists(some.tuples(PLACE, some.integers(0, 255)), max_size=4)
VALUES = some.sampled_from((*EVIL, None, True, 0, -1.5, 10**400, [], {}, [[]], {"rendered": 1}))
GRAFTS = some.lists(some.tuples(PLACE, VALUES, some.sampled_from((1, 1, 2, 300))), max_size=4)
# No more than a hostile page that is small: time is for many of them.
MOST = 60_000


class Sent(NamedTuple):
    """What a site sends: bytes, what it says they are, and its status."""

    body: bytes
    label: str
    status: int


def sent(sample: str) -> some.SearchStrategy[Sent]:
    """Draw what may be made of a sample."""
    return some.builds(
        _sent,
        some.just(sample),
        some.lists(CHANGES, max_size=6),
        FLIPS,
        some.sampled_from(ENCODINGS),
        some.sampled_from(LABELS),
        some.sampled_from((False, False, False, False, True)),
        some.sampled_from((200, 200, 200, 206, 404, 500)),
    )


def sent_json(sample: str) -> some.SearchStrategy[Sent]:
    """Draw JSON of which some values are of another kind, besides what `sent` draws."""
    grafted = some.builds(_grafted, some.just(sample), GRAFTS)
    return some.one_of(grafted, grafted, sent(sample))


def changed(sample: str, changes: list[tuple[str, float, Any]]) -> str:
    """Return a text with changes made to its pieces, one after the other."""
    pieces = PIECE.findall(sample)
    for kind, place, much in changes:
        at = int(place * len(pieces))
        pieces = BY_KIND[kind](pieces, at, much)
        if sum(map(len, pieces)) > MOST:
            pieces = PIECE.findall("".join(pieces)[:MOST])
    return "".join(pieces)


def _sent(
    sample: str,
    changes: list[tuple[str, float, Any]],
    flips: list[tuple[float, int]],
    encoding: str,
    label: str,
    zipped: bool,
    status: int,
) -> Sent:
    body = bytearray(changed(sample, changes).encode(encoding, "replace"))
    for place, value in flips:
        if body:
            body[int(place * len(body))] = value
    whole = gzip.compress(bytes(body), 1, mtime=0) if zipped else bytes(body)
    return Sent(whole, label, status)


def _grafted(sample: str, grafts: list[tuple[float, Any, int]]) -> Sent:
    """Put other values in the place of some, and lists of many in the place of lists."""
    data = json.loads(sample)
    for place, value, times in grafts:
        holders = list(_holders(data))
        holder, key = holders[int(place * len(holders))]
        held = holder[key]
        many = isinstance(held, list) and len(json.dumps(held)) * times < MOST
        # A list put into itself would be no JSON.
        holder[key] = held * times if many else copy.deepcopy(value)
    return Sent(json.dumps(data).encode(), "application/json", 200)


def _holders(data: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each place of a value in JSON."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in list(pairs):
        yield data, key
        if isinstance(value, dict | list):
            yield from _holders(value)


def _put(pieces: list[str], at: int, text: str) -> list[str]:
    return [*pieces[:at], text, *pieces[at:]]


def _replace(pieces: list[str], at: int, text: str) -> list[str]:
    return [*pieces[:at], text, *pieces[at + 1 :]]


def _drop(pieces: list[str], at: int, count: int) -> list[str]:
    return pieces[:at] + pieces[at + count :]


def _double(pieces: list[str], at: int, times: int) -> list[str]:
    part = pieces[at : at + max(1, 1500 // times)]
    return pieces[:at] + part * times + pieces[at:]


def _nest(pieces: list[str], at: int, depth: int) -> list[str]:
    """Open the next tag, bracket or brace so many times."""
    opener = next(filter(OPENER.match, pieces[at:]), "")
    return pieces[:at] + [opener] * depth + pieces[at:]


def _repeat(pieces: list[str], at: int, much: tuple[str, int]) -> list[str]:
    text, times = much
    return _put(pieces, at, text * times)


def _swap(pieces: list[str], at: int, other: float) -> list[str]:
    made = list(pieces)
    if at < len(made):
        to = int(other * len(made))
        made[at], made[to] = made[to], made[at]
    return made


def _attribute(pieces: list[str], at: int, size: int) -> list[str]:
    """Give the next tag an attribute of that length, or as many attributes."""
    for place in range(at, len(pieces)):
        if re.match(r"<\w", pieces[place]):
            text = f" href='{'a' * size}'" if size % 4 else " x=''" * (size // 5)
            head, end = pieces[place][:-1], pieces[place][-1]
            return [*pieces[:place], f"{head}{text}{end}", *pieces[place + 1 :]]
    return pieces


BY_KIND = {
    "put": _put,
    "replace": _replace,
    "drop": _drop,
    "double": _double,
    "nest": _nest,
    "repeat": _repeat,
    "swap": _swap,
    "attribute": _attribute,
    "cut": lambda pieces, at, _: pieces[:at],
    "behead": lambda pieces, at, _: pieces[at:],
}
