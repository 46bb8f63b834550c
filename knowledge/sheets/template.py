"""A kind -> a sheet to copy and fill in: every key with its example and what it is for, in French
or in Dutch.
"""

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
    """Name a template's file."""
    return f"{kind.id}.{lang}{kind.suffix}"


def schema_line(kind: Kind[SheetModel]) -> str:
    """Give the comment by which an editor finds the schema of a sheet from the folder in which it
    stands.
    """
    up = "../" * (3 if kind.suffix == ".md" else 2)
    return f"# yaml-language-server: $schema={up}schemas/{kind.id}.schema.json"


def text(kind: Kind[SheetModel], lang: str, taxonomy: Taxonomy) -> str:
    """Write the template."""
    top = [schema_line(kind), *_comment(_say("top", lang))]
    told = [line for key in head(kind.model) for line in ("", *_key(key, lang, taxonomy))]
    if kind.suffix != ".md":
        return "\n".join([*top, *told]) + "\n"
    return "\n".join(["---", *top, *told, "---", *_body(kind, lang)]) + "\n"


def value(key: Key, lang: str) -> list[str]:
    """Write a key with its example, as the lines of a file; a model without one key by key."""
    example = key.example(lang)
    if not example and key.inner:
        return [f"{key.name}:", *_indented(_inside(key.inner, lang), many=key.many)]
    if "\n" in example:
        return [f"{key.name}:", *(f"  {line}" for line in example.splitlines())]
    # A text in quotes may hold a colon, which people write in titles; a version in quotes is no
    # number to an editor.
    quoted = key.prose or not _plain(example)
    return [f"{key.name}: {_quoted(example or '…') if quoted else example}"]


def _key(key: Key, lang: str, taxonomy: Taxonomy) -> Iterator[str]:
    state = _say("required" if key.required else "optional", lang)
    yield from _comment(f"{key.label(lang)} ({state}). {key.help(lang)}")
    known = words(key, taxonomy, lang)
    if known:
        listed = ", ".join(f"{word} ({label})" for word, label in known.items())
        yield from _comment(labels.translate("template.words", lang, listed=listed))
    yield from value(key, lang) if key.required else (f"# {line}" for line in value(key, lang))


def _inside(model: type[SheetModel], lang: str) -> list[str]:
    return [line for key in keys(model) for line in _inner(key, lang)]


def _inner(key: Key, lang: str) -> list[str]:
    lines = value(key, lang)
    lines[0] += f"  # {key.label(lang)}"
    return lines if key.required else [f"# {line}" for line in lines]


def _indented(lines: list[str], *, many: bool) -> list[str]:
    """Set the keys of a model below their key, as the first element of a list where there may be
    several.
    """
    if not many:
        return [f"  {line}" for line in lines]
    first = next((number for number, line in enumerate(lines) if not line.startswith("#")), 0)
    return [f"  {'-' if number == first else ' '} {line}" for number, line in enumerate(lines)]


def _body(kind: Kind[SheetModel], lang: str) -> Iterator[str]:
    if not kind.sections:
        yield from ("", f"<!-- {_say('body', lang)} -->")
    for key in keys(kind.model):
        if key.field.section:
            told = key.help(lang) + ("" if key.required else " " + _say("optional_section", lang))
            yield from ("", f"## {key.label(lang)}", "", f"<!-- {told} -->")


def _comment(words_: str) -> list[str]:
    return [
        f"# {line}" for line in wrap(words_, WIDTH, break_long_words=False, break_on_hyphens=False)
    ]


def _plain(example: str) -> bool:
    """Say whether an example may stand in YAML as it is."""
    try:
        read = yaml.safe_load(f"key: {example}")
    except (yaml.YAMLError, ValueError):
        return False
    here = read["key"] if isinstance(read, dict) and len(read) == 1 else None
    # The only number with a point that a sheet holds is a version, which is a text.
    return (
        here is not None
        and not isinstance(here, float)
        and (not isinstance(here, str) or here == example)
    )


def _quoted(words_: str) -> str:
    return '"' + words_.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _say(what: str, lang: str) -> str:
    return labels.translate(f"template.{what}", lang)
