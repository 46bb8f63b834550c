"""The kinds -> the page of the editors' guide that lists their keys."""

from collections.abc import Iterable, Iterator

from knowledge.sheets import labels, template
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.schema_fields import LIVING, Key, keys, words
from knowledge.sheets.sheet import Kind
from knowledge.taxonomy import Taxonomy


def page(kinds: Iterable[Kind[SheetModel]], lang: str, taxonomy: Taxonomy) -> str:
    """Return the page."""
    lines = [f"# {_say('title', lang)}", "", _say("lead", lang), "", _say("names", lang)]
    for kind in kinds:
        lines += _kind(kind, lang, taxonomy)
    return "\n".join(lines) + "\n"


def _kind(kind: Kind[SheetModel], lang: str, taxonomy: Taxonomy) -> Iterator[str]:
    yield from ("", f"## {kind.label(lang)} (`{kind.id}`)", "")
    file = f"{kind.folder}/…{kind.suffix}"
    if kind.one_file:
        yield labels.translate("key_table.one_file", lang, path=f"docs/{file}") + "  "
    else:
        yield labels.translate("key_table.file", lang, path=f"docs/{lang}/{file}") + "  "
    yield labels.translate("key_table.template", lang, name=template.name(kind, lang)) + "  "
    yield labels.translate("key_table.create", lang, command=f"vigie new {kind.id}")
    yield from ("", _say("heads", lang), "|---|---|---|---|---|---|")
    yield from _rows(keys(kind.model), "", lang, taxonomy)
    if kind.sections:
        yield from ("", _say("section_heads", lang), "|---|---|---|")
        yield from _sections(kind, lang)
    elif not kind.one_file:
        yield from ("", _say("body", lang))


def _sections(kind: Kind[SheetModel], lang: str) -> Iterator[str]:
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
        return _say(key.field.terms, lang)
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
        return _say("yes", lang)
    return _say("no", lang)


def _help(key: Key, lang: str) -> str:
    return _cell(key.help(lang))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _say(what: str, lang: str) -> str:
    return labels.translate(f"key_table.{what}", lang)
