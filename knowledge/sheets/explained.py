"""A kind -> its keys explained to those who fill them in: a sheet to copy, with the example of each
key and what it is for; the form on GitHub for those without git; the table of the editors' guide.
"""

from collections.abc import Iterable, Iterator
from textwrap import wrap

import yaml

from knowledge.sheets import labels
from knowledge.sheets.field_info import SheetModel, of
from knowledge.sheets.schema_fields import LIVING, Key, head, keys, words
from knowledge.sheets.sheet import Kind
from knowledge.storage import yaml_document
from knowledge.taxonomy import Taxonomy

WIDTH = 110
# Up to how many characters a text stands on a line of a form, as `form_fields` has it.
_LINE = 200
_DAY = "2026-01-12"


def template_name(kind: Kind[SheetModel], lang: str) -> str:
    """Return the name of a template's file."""
    return f"{kind.id}.{lang}{kind.suffix}"


def schema_line(kind: Kind[SheetModel]) -> str:
    """Return the comment by which an editor finds the schema from the sheet's folder."""
    up = "../../../"
    if kind.one_file:
        up = "../../"
    return f"# yaml-language-server: $schema={up}schemas/{kind.id}.schema.json"


def template(kind: Kind[SheetModel], lang: str, taxonomy: Taxonomy) -> str:
    """Return a sheet to copy and fill in."""
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
    return [f"{key.name}: {_on_a_line(example, key)}"]


def form(name: str, asked: Iterable[Key], lang: str, taxonomy: Taxonomy) -> str:
    """Return a form on GitHub, by its name and the keys that it asks for."""
    whole = {
        "name": name,
        "description": labels.translate("form.public", lang),
        "title": labels.translate("form.title", lang, kind=name),
        "body": [_part(key, lang, taxonomy) for key in asked],
    }
    return yaml_document.dump(whole)


def table(kinds: Iterable[Kind[SheetModel]], lang: str, taxonomy: Taxonomy) -> str:
    """Return the page of the guide that lists the keys of the kinds."""
    lines = [
        f"# {_table_text('title', lang)}",
        "",
        _table_text("lead", lang),
        "",
        _table_text("names", lang),
    ]
    for kind in kinds:
        lines += _kind_in_table(kind, lang, taxonomy)
    return "\n".join(lines) + "\n"


def _on_a_line(example: str, key: Key) -> str:
    # A text in quotes may hold a colon, which people write in titles; a version in quotes is no
    # number to an editor.
    if key.prose or not _is_plain(example):
        return _quoted(example or "…")
    return example


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
    value = _as_read(example)
    if isinstance(value, str):
        return value == example
    # The only number with a point that a sheet holds is a version, which is a text.
    return value is not None and not isinstance(value, float)


def _as_read(example: str) -> object:
    """Return the value that YAML reads in an example, None where it reads none, or more."""
    try:
        read = yaml.safe_load(f"key: {example}")
    except (yaml.YAMLError, ValueError):
        return None
    if not isinstance(read, dict) or len(read) != 1:
        return None
    return read["key"]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _say(what: str, lang: str) -> str:
    return labels.translate(f"template.{what}", lang)


def _part(key: Key, lang: str, taxonomy: Taxonomy) -> dict[str, object]:
    known = words(key, taxonomy, lang)
    attributes: dict[str, object] = {"label": key.label(lang), "description": key.asked(lang)}
    shape = "textarea" if key.field.section or _is_long(key) else "input"
    example = _states(key, lang) or key.example(lang)
    if known:
        shape = "dropdown"
        attributes["multiple"] = key.many
        attributes["options"] = [f"{label} ({word})" for word, label in known.items()]
    elif example and not key.field.section:
        told = labels.translate("form.example", lang, example=example)
        attributes["placeholder"] = told if shape == "textarea" else told.replace("\n", " ")
    return {
        "type": shape,
        "id": key.name.replace("_", "-"),
        "attributes": attributes,
        "validations": {"required": key.required},
    }


def _is_long(key: Key) -> bool:
    """Return whether a text takes more than a line of a form."""
    if key.inner:
        return True
    said = key.model.model_json_schema()["properties"][key.name]
    return any(part.get("maxLength", 0) > _LINE for part in (said, *said.get("anyOf", ())))


def _states(key: Key, lang: str) -> str:
    """Return how a state and its day are written on a line, "" where a key holds no states."""
    for info in key.inner.model_fields.values() if key.inner else ():
        if choices := of(info).choices:
            first = next(iter(choices.labels(lang).values()))
            return f"{first}, {_DAY}"
    return ""


def _kind_in_table(kind: Kind[SheetModel], lang: str, taxonomy: Taxonomy) -> Iterator[str]:
    yield from ("", f"## {kind.label(lang)} (`{kind.id}`)", "")
    file = f"{kind.folder}/…{kind.suffix}"
    if kind.one_file:
        yield labels.translate("key_table.one_file", lang, path=f"docs/{file}") + "  "
    else:
        yield labels.translate("key_table.file", lang, path=f"docs/{lang}/{file}") + "  "
    yield labels.translate("key_table.template", lang, name=template_name(kind, lang)) + "  "
    yield labels.translate("key_table.create", lang, command=f"vigie new {kind.id}")
    yield from ("", _table_text("heads", lang), "|---|---|---|---|---|---|")
    yield from _rows(keys(kind.model), "", lang, taxonomy)
    if kind.sections:
        yield from ("", _table_text("section_heads", lang), "|---|---|---|")
        yield from _section_rows(kind, lang)
    elif not kind.one_file:
        yield from ("", _table_text("body", lang))


def _section_rows(kind: Kind[SheetModel], lang: str) -> Iterator[str]:
    for key in keys(kind.model):
        if key.field.section:
            yield f"| {key.label(lang)} | {_needed(key, lang)} | {_help(key, lang)} |"


def _rows(found: Iterable[Key], above: str, lang: str, taxonomy: Taxonomy) -> Iterator[str]:
    for key in found:
        if key.field.section:
            continue
        cells = (
            f"`{above}{key.name}`",
            key.label(lang),
            _needed(key, lang),
            _help(key, lang),
            _example(key, lang),
            _words(key, lang, taxonomy),
        )
        yield f"| {' | '.join(cells)} |".replace("|  |", "| |").replace("|  |", "| |")
        if key.inner:
            yield from _rows(keys(key.inner), f"{above}{key.name}.", lang, taxonomy)


def _words(key: Key, lang: str, taxonomy: Taxonomy) -> str:
    if key.field.terms in LIVING:
        return _table_text(key.field.terms, lang)
    return ", ".join(
        f"`{word}` ({_cell(label)})" for word, label in words(key, taxonomy, lang).items()
    )


def _example(key: Key, lang: str) -> str:
    example = " ".join(key.example(lang).split())
    if not example:
        return ""
    return f"`{_cell(example)}`"


def _needed(key: Key, lang: str) -> str:
    if key.required:
        return _table_text("yes", lang)
    return _table_text("no", lang)


def _help(key: Key, lang: str) -> str:
    return _cell(key.help(lang))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _table_text(what: str, lang: str) -> str:
    return labels.translate(f"key_table.{what}", lang)
