"""The kinds -> the page of the editors' guide that lists their keys, in French or in Dutch."""

from collections.abc import Iterable, Iterator

from knowledge.sheets import labels, template
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.schema_fields import LIVING, Key, keys, words
from knowledge.sheets.sheet import Kind
from knowledge.taxonomy import Taxonomy


def page(kinds: Iterable[Kind[SheetModel]], lang: str, taxonomy: Taxonomy) -> str:
    """Write the page."""
    opening = [f"# {_say('title', lang)}", "", _say("lead", lang), "", _say("names", lang)]
    told = [line for kind in kinds for line in _kind(kind, lang, taxonomy)]
    return "\n".join([*opening, *told]) + "\n"


def _kind(kind: Kind[SheetModel], lang: str, taxonomy: Taxonomy) -> Iterator[str]:
    single = kind.suffix != ".md"
    path = (
        f"docs/{kind.folder}/…{kind.suffix}"
        if single
        else f"docs/{lang}/{kind.folder}/…{kind.suffix}"
    )
    named = template.name(kind, lang)
    yield from ("", f"## {kind.label(lang)} (`{kind.id}`)", "")
    file = "key_table.one_file" if single else "key_table.file"
    yield labels.translate(file, lang, path=path) + "  "
    yield labels.translate("key_table.template", lang, name=named) + "  "
    yield labels.translate("key_table.create", lang, command=f"vigie new {kind.id}")
    yield from ("", _say("heads", lang), "|---|---|---|---|---|---|")
    yield from _rows(keys(kind.model), "", lang, taxonomy)
    sections = [key for key in keys(kind.model) if key.field.section]
    if sections:
        yield from ("", _say("section_heads", lang), "|---|---|---|")
        yield from (
            f"| {key.label(lang)} | {_needed(key, lang)} | {_help(key, lang)} |" for key in sections
        )
    elif not single:
        yield from ("", _say("body", lang))


def _rows(found: Iterable[Key], above: str, lang: str, taxonomy: Taxonomy) -> Iterator[str]:
    for key in found:
        if key.field.section:
            continue
        example = " ".join(key.example(lang).split())
        cells = (
            f"`{above}{key.name}`",
            key.label(lang),
            _needed(key, lang),
            _help(key, lang),
            f"`{_cell(example)}`" if example else "",
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


def _needed(key: Key, lang: str) -> str:
    return _say("yes" if key.required else "no", lang)


def _help(key: Key, lang: str) -> str:
    return _cell(key.help(lang))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _say(what: str, lang: str) -> str:
    return labels.translate(f"key_table.{what}", lang)
