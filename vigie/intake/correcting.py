"""A correction of a sheet -> the sheet's file with what was changed in it, and no other byte."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from knowledge.model import Problem
from knowledge.sheets import body as bodies
from knowledge.sheets import by_language, collection, reading
from knowledge.sheets.kinds import practice
from knowledge.sheets.proposals import PROPOSALS
from knowledge.storage import contained, front_matter, yaml_document
from knowledge.storage.front_matter import Parts
from vigie.intake import filing
from vigie.intake.filing import Filed, IntakeDesk, Said
from vigie.intake.parcel import Parcel

_COMMENT = "#"
# What a part of a sheet is named after.
_NAMES = ("name", "title")


def sheet(sent: Parcel, own: Said, desk: IntakeDesk) -> Filed:
    """Return the sheet with the changes of a form in it. Raises SheetError where it is not there.

    That it was changed since the form was opened is told.
    """
    kind = PROPOSALS[own.kind].kind or practice.KIND
    folder = f"docs/{kind.folder}" if kind.one_file else f"docs/{own.lang}/{kind.folder}"
    path = f"{folder}/{own.name}{kind.suffix}"
    before = contained.read_text(desk.root / path, desk.root)
    filing.facts_of(sent)
    if kind.one_file:
        made = of_all_languages(before, sent.text.encode(), own.lang, desk.held.languages)
        read = reading.mapping(made, path, kind, desk.setting)
    else:
        made = merged(before, sent.text.encode(), kind.headings(own.lang))
        read = reading.markdown(made, path, kind, own.lang, desk.setting)
    notes = tuple(_changed(before, sent, own, path))
    if read.sheet is None:
        return Filed(own.name, wrong=read.problems, notes=notes)
    files, left = filing.along(read.sheet, sent, own, folder)
    title = str(read.sheet.keys.get("title") or own.name)
    filed = Filed(title, files, {path: made}, notes=(*notes, *left))
    return filing.settled(filed, read, sent, desk)


def merged(before: bytes, changes: bytes, headings: Mapping[str, str]) -> bytes:
    """Return a sheet's file with each key and each section that the changes hold in its place; what
    they leave empty is taken out.
    """
    held = front_matter.split(before, "")
    new = front_matter.split(changes, "", typed=True)
    text = before.decode("utf-8")
    start = text.index(held.head, text.index("---"))
    between = text[start + len(held.head) : len(text) - len(held.body)]
    head = "".join(_head(held, new))
    below = _body(held.body, new.body, headings, held.newline)
    return f"{text[:start]}{head}{between}{below}".encode()


def of_all_languages(before: bytes, changes: bytes, lang: str, langs: Sequence[str]) -> bytes:
    """Return the file of a sheet in all languages with each key that the changes hold in its place:
    what a form in one language does not show of it stays.
    """
    ended = before if before.endswith(b"\n") else before + b"\n"
    held = front_matter.split(b"---\n%b---\n" % ended, "")
    new = front_matter.split(changes, "", typed=True)
    blocks = []
    for key, value in new.data.items():
        before_key = held.data.get(key)
        whole = by_language.together(before_key, _identified(value), lang, langs)
        blocks.append(_whole_block(key, _with_persons(whole, before_key), held, new))
    written = f"---\n{''.join(blocks)}---\n".encode()
    return "".join(_head(held, front_matter.split(written, "", typed=True))).encode()


def _whole_block(key: str, value: Any, held: Parts, new: Parts) -> str:
    """Return the lines of a key: rows of a list that are as before in their own bytes."""
    rows = _lines_of_rows(key, held)
    if isinstance(value, list) and rows:
        return "".join([f"{key}:\n", *_rows(value, rows, by_language.rows_by_id(held.data[key]))])
    if value != new.data[key]:
        return yaml_document.dump({key: value})
    start, end = key_lines(new)[key]
    return "\n".join([*new.head.splitlines()[start:end], ""])


def _rows(
    value: Iterable[Any], rows: Mapping[str, str], before: Mapping[str, Any]
) -> Iterator[str]:
    indent = _indent(next(iter(rows.values())))
    for row in value:
        name = by_language.id_of(row)
        if before.get(name) == row:
            yield rows[name]
        else:
            first, *others = yaml_document.dump(row).splitlines()
            yield "\n".join([f"{indent}- {first}", *(f"{indent}  {line}" for line in others), ""])


def _lines_of_rows(key: str, held: Parts) -> dict[str, str]:
    """Return the text of each row of a list by its id; none where they are not one below the other,
    each with an id.
    """
    known = by_language.rows_by_id(held.data.get(key))
    start, end = key_lines(held).get(key, (0, 0))
    lines = held.head.splitlines()[start + 1 : end]
    sign = f"{_indent(lines[0])}- " if lines else "- "
    texts: list[str] = []
    for line in lines:
        if line.startswith(sign):
            texts.append("")
        if texts:
            texts[-1] += f"{line}\n"
    return dict(zip(known, texts, strict=True)) if len(texts) == len(known) and all(known) else {}


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]


def _with_persons(value: Any, before: Any) -> Any:
    """Return rows with the person that each had, where no other is given: no form shows names."""
    if not isinstance(value, list):
        return value
    known = by_language.rows_by_id(before)
    return [_with_person(row, known.get(by_language.id_of(row))) for row in value]


def _with_person(row: Any, before: Any) -> Any:
    person = before.get("person") if isinstance(before, dict) else None
    return {**row, "person": person} if person and not row.get("person") else row


def _identified(value: Any) -> Any:
    """Return rows with an id each, that of a new one after its name; and so the person of each."""
    if not isinstance(value, list):
        return value
    return [identified(row) if isinstance(row, dict) else row for row in value]


def identified(part: dict[str, Any]) -> dict[str, Any]:
    """Return a part of a sheet with an id, after its name; and so its person."""
    named = next(filter(None, map(part.get, _NAMES)), "")
    words = next(iter(named.values())) if isinstance(named, dict) else named
    made = {"id": part.get("id") or collection.slug(str(words)), **part}
    if isinstance(part.get("person"), dict):
        made["person"] = identified(part["person"])
    return made


def _head(held: Parts, new: Parts) -> Iterator[str]:
    """Yield the parts of the front matter, those of the changes in the place of the old ones."""
    lines = held.head.splitlines(keepends=True)
    own, others = key_lines(held), key_lines(new)
    done = 0
    for key, (start, end) in own.items():
        if key in others:
            yield "".join(lines[done:start])
            yield _block(key, new, held.newline)
            done = end
    yield "".join(lines[done:])
    for key in others:
        if key not in own:
            yield _block(key, new, held.newline)


def _block(key: str, new: Parts, newline: str) -> str:
    """Return the lines of a key, none where it was taken out."""
    if new.data[key] is None:
        return ""
    start, end = key_lines(new)[key]
    lines = new.head.splitlines()[start:end]
    return newline.join([*lines, ""])


def key_lines(parts: Parts) -> dict[str, tuple[int, int]]:
    """Return the lines of each key, from 0, without the comments before the next."""
    lines = parts.head.splitlines()
    starts = sorted((line - 2, key) for key, line in parts.lines.items())
    ends = [*(start for start, _ in starts[1:]), len(lines)]
    found = {}
    for (start, key), end in zip(starts, ends, strict=True):
        while end > start + 1 and _is_between(lines[end - 1]):
            end -= 1
        found[key] = start, end
    return found


def _is_between(line: str) -> bool:
    return not line.strip() or line.startswith(_COMMENT)


def _body(before: str, changes: str, headings: Mapping[str, str], newline: str) -> str:
    """Return a text with the sections that were changed; all of it where it has none."""
    if not changes.strip():
        return before
    if not headings:
        return newline + newline.join(changes.strip().split("\n")) + newline
    new = _lines_of_sections(changes, headings)
    made = list(_in_place(before, new, headings, newline))
    if new:
        made += [newline, *map(partial(_section, newline=newline), new.values())]
    return _ended("".join(made), before)


def _lines_of_sections(text: str, headings: Mapping[str, str]) -> dict[str, list[str]]:
    lines = text.splitlines()
    return {name: lines[start:end] for name, (start, end) in _sections(text, headings).items()}


def _in_place(
    before: str, new: dict[str, list[str]], headings: Mapping[str, str], newline: str
) -> Iterator[str]:
    """Yield the parts of a text, its sections replaced by the new ones, which are taken out."""
    lines = before.splitlines(keepends=True)
    done = 0
    for name, (start, end) in _sections(before, headings).items():
        if name in new:
            yield from (*lines[done:start], _section(new.pop(name), newline))
            done = end
    yield from lines[done:]


def _section(lines: list[str], newline: str) -> str:
    """Return a section, "" where nothing is below its heading."""
    heading, *below = lines
    text = newline.join(below).strip()
    return f"{heading}{newline}{newline}{text}{newline}{newline}" if text else ""


def _ended(text: str, before: str) -> str:
    """Return a text that ends as the one before did."""
    return text.rstrip("\r\n") + before[len(before.rstrip("\r\n")) :]


def _sections(text: str, headings: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """Return the lines of each section, from 0."""
    found = []
    for section in bodies.sections(text):
        found.append((section.line, bodies.named(section.heading, headings)))
    ends = [*(start for start, _ in found[1:]), len(text.splitlines())]
    return {name: (start, end) for (start, name), end in zip(found, ends, strict=True) if name}


def _changed(before: bytes, sent: Parcel, own: Said, path: str) -> Iterator[Problem]:
    """Yield that a sheet is no more what it was when the form was opened."""
    if hashlib.sha256(before).hexdigest() != own.of:
        yield Problem("proposal_house_changed", {"path": sent.path, "found": path})
