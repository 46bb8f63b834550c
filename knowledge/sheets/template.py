"""A kind -> a sheet to copy and fill in: every key with its example and what it is for."""

from collections.abc import Iterator
from textwrap import wrap

import yaml

from knowledge.sheets import labels
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.schema_fields import Key, head, keys, words
from knowledge.sheets.sheet import Kind
from knowledge.taxonomy import Taxonomy

WIDTH = 110


def name(kind: Kind[SheetModel], lang: str) -> str:
    """Return the name of a template's file."""
    return f"{kind.id}.{lang}{kind.suffix}"


def schema_line(kind: Kind[SheetModel]) -> str:
    """Return the comment by which an editor finds the schema from the sheet's folder."""
    up = "../../../"
    if kind.one_file:
        up = "../../"
    return f"# yaml-language-server: $schema={up}schemas/{kind.id}.schema.json"


def text(kind: Kind[SheetModel], lang: str, taxonomy: Taxonomy) -> str:
    """Return the template."""
    lines = [schema_line(kind), *_comment(_say("top", lang))]
    for key in head(kind.model):
        lines += ["", *_key(key, lang, taxonomy)]
    if not kind.one_file:
        lines = ["---", *lines, "---", *_body(kind, lang)]
    return "\n".join(lines) + "\n"


def value(key: Key, lang: str) -> list[str]:
    """Return a key with its example, as the lines of a file; a model without one key by key."""
    example = key.example(lang)
    if not example and key.inner:
        return [f"{key.name}:", *_indented(_inside(key.inner, lang), many=key.many)]
    if "\n" in example:
        return [f"{key.name}:", *(f"  {line}" for line in example.splitlines())]
    # A text in quotes may hold a colon, which people write in titles; a version in quotes is no
    # number to an editor.
    if key.prose or not _is_plain(example):
        example = _quoted(example or "…")
    return [f"{key.name}: {example}"]


def _key(key: Key, lang: str, taxonomy: Taxonomy) -> Iterator[str]:
    state = _say("optional", lang)
    if key.required:
        state = _say("required", lang)
    yield from _comment(f"{key.label(lang)} ({state}). {key.help(lang)}")
    known = words(key, taxonomy, lang)
    if known:
        listed = ", ".join(f"{word} ({label})" for word, label in known.items())
        yield from _comment(labels.translate("template.words", lang, listed=listed))
    yield from _commented(value(key, lang), key)


def _inside(model: type[SheetModel], lang: str) -> list[str]:
    found: list[str] = []
    for key in keys(model):
        lines = value(key, lang)
        lines[0] += f"  # {key.label(lang)}"
        found += _commented(lines, key)
    return found


def _commented(lines: list[str], key: Key) -> list[str]:
    """Return the lines of a key, those of an optional one as comments."""
    if key.required:
        return lines
    return [f"# {line}" for line in lines]


def _indented(lines: list[str], *, many: bool) -> list[str]:
    """Set the keys of a model below their key, as the first element of a list where there may be
    several.
    """
    if not many:
        return [f"  {line}" for line in lines]
    shown = [number for number, line in enumerate(lines) if not line.startswith("#")]
    first = [*shown, 0][0]
    indented = [f"    {line}" for line in lines]
    indented[first] = f"  - {lines[first]}"
    return indented


def _body(kind: Kind[SheetModel], lang: str) -> Iterator[str]:
    if not kind.sections:
        yield from ("", f"<!-- {_say('body', lang)} -->")
    for key in keys(kind.model):
        if not key.field.section:
            continue
        told = key.help(lang)
        if not key.required:
            told += " " + _say("optional_section", lang)
        yield from ("", f"## {key.label(lang)}", "", f"<!-- {told} -->")


def _comment(text: str) -> list[str]:
    lines = wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
    return [f"# {line}" for line in lines]


def _is_plain(example: str) -> bool:
    """Return whether an example may be written in YAML as it is."""
    try:
        read = yaml.safe_load(f"key: {example}")
    except (yaml.YAMLError, ValueError):
        return False
    if not isinstance(read, dict) or len(read) != 1:
        return False
    value = read["key"]
    if isinstance(value, str):
        return value == example
    # The only number with a point that a sheet holds is a version, which is a text.
    return value is not None and not isinstance(value, float)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _say(what: str, lang: str) -> str:
    return labels.translate(f"template.{what}", lang)
