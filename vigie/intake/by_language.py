"""A value as a form in one language holds it, and the one before -> the value with what the form
does not show: the other languages, the ids.
"""

from collections.abc import Sequence
from typing import Any

from knowledge.sheets import collection

# What a part of a sheet is named after.
_NAMES = ("name", "title")


def together(before: Any, new: Any, lang: str, langs: Sequence[str]) -> Any:
    """Return a new value with what of the one before no form in `lang` shows."""
    if isinstance(new, list):
        return _rows(before, new, lang, langs)
    if not isinstance(new, dict):
        return _text(before, new, lang, langs)
    if _is_by_language(new, langs):
        return {**_in_each(before, langs), **new}
    return _part(before, new, lang, langs)


def _rows(before: Any, new: list[Any], lang: str, langs: Sequence[str]) -> list[Any]:
    """Return the rows of a list, each with that of its id before."""
    rows = before if isinstance(before, list) else []
    by_id = {row["id"]: row for row in rows if isinstance(row, dict) and "id" in row}
    made = []
    for row in new:
        known = by_id.get(row.get("id")) if isinstance(row, dict) else None
        made.append(together(known, row, lang, langs))
    return made


def _part(before: Any, new: dict[str, Any], lang: str, langs: Sequence[str]) -> dict[str, Any]:
    held = before if isinstance(before, dict) else {}
    made = {"id": new.get("id") or _id_of(new)}
    for key, value in new.items():
        made[key] = together(held.get(key), value, lang, langs)
    return made


def _id_of(part: dict[str, Any]) -> str:
    """Return an id for a part that nobody gave one, after its name."""
    named = next(filter(None, map(part.get, _NAMES)), "")
    words = next(iter(named.values())) if isinstance(named, dict) else named
    return collection.slug(str(words))


def _text(before: Any, new: Any, lang: str, langs: Sequence[str]) -> Any:
    """Return a text, among those of the other languages where it had some."""
    if isinstance(before, dict) and isinstance(new, str) and _is_by_language(before, langs):
        return {**before, lang: new}
    return new


def _in_each(before: Any, langs: Sequence[str]) -> dict[str, Any]:
    """Return what was said in each language before; one text is said in all."""
    if isinstance(before, dict):
        return before
    return dict.fromkeys(langs, before) if before else {}


def _is_by_language(held: dict[str, Any], langs: Sequence[str]) -> bool:
    return bool(held) and set(held) <= {*langs, *_SPOKEN}


_SPOKEN = frozenset({"fr", "nl", "en", "de"})
