"""A sheet's keys -> the edits that write them as a sheet has them: ids for labels, days and moments
as ISO 8601 has them, addresses whole, straight quotes.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Annotated, NamedTuple, get_args, get_origin

from knowledge.i18n import locales, month_names
from knowledge.i18n.text_fold import fold
from knowledge.sheets import model_paths, value_warnings, vocabulary
from knowledge.sheets.edits import Edit
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.model_paths import Field
from knowledge.sheets.values import Address, Day, Mailbox, Phone, When
from knowledge.sheets.vocabulary import Vocabulary
from knowledge.storage import yaml_document, yaml_mistakes
from knowledge.storage.yaml_document import KeyPlace, YamlNode
from knowledge.word_list import WordList

# Day, month, year as people of Belgium write them; a year of two digits may be another's.
_NUMBERS = re.compile(r"(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4})")
_WORDS = re.compile(
    r"(?:[^\W\d_]{2,10}\.?,? +)?(\d{1,2})(?:er|e|ste|de)? +([^\W\d_]{3,12})\.? +(\d{4})"
)
_HOUR = re.compile(
    r"[ ,T]+(?:à |à|om )?(\d{1,2}) ?(?:h|:|u|uur|\.)(?: ?(\d{2}))?(?: ?(?:u|uur|h))?"
)
_ISO_HOUR = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


class _Found(NamedTuple):
    """A value of a sheet: where it stands, the field, and its text."""

    place: KeyPlace
    node: YamlNode
    field: Field
    text: str


def edits(head: str, model: type[SheetModel], lang: str, words: Vocabulary) -> Iterator[Edit]:
    """Yield the edits of a text that can be read."""
    tree = yaml_document.parse(head)
    if tree.root is None or tree.error or tree.root.kind != "mapping":
        return
    yield from _keys(tree.root, model)
    for found in _values(tree.root, model):
        node, new = found.node, _mended(found, lang, words)
        if new is not None and new != head[node.start : node.end]:
            yield Edit(node.start, node.end, new)


def _values(root: YamlNode, model: type[SheetModel]) -> Iterator[_Found]:
    """Yield each value of a key that the model has."""
    for place, node in value_warnings.values(root):
        field = model_paths.field_at(model, place)
        if field is not None:
            yield _Found(place, node, field, yaml_mistakes.bare(node.text))


def _keys(root: YamlNode, model: type[SheetModel]) -> Iterator[Edit]:
    """Yield an edit for each key that is exactly a field's label."""
    known = vocabulary.of_fields(model)
    written = {key.text for key in root.key_nodes()}
    for key, value in root.pairs():
        meant = known.meant(key.text)
        if key.text not in model.model_fields and meant and meant not in written:
            yield Edit(key.start, key.end, meant)
        inner = _model_in(model, meant)
        if inner:
            yield from _keys_within(value, inner)


def _model_in(model: type[SheetModel], name: str) -> type[SheetModel] | None:
    """Return the model of what a field holds, None where it holds none."""
    field = model.model_fields.get(name)
    if field is None:
        return None
    return next(model_paths.models(field.annotation), None)


def _keys_within(value: YamlNode, model: type[SheetModel]) -> Iterator[Edit]:
    for node in (value, *value.items):
        if node.kind == "mapping":
            yield from _keys(node, model)


def _mended(found: _Found, lang: str, words: Vocabulary) -> str | None:
    """Return how a value is to be written, None where it stays as it is."""
    known = words.of(found.field.info)
    if known is not None:
        return _term(found, known)
    kinds = _kinds(found.field)
    for kind, mend in _MENDS.items():
        if kind in kinds:
            return mend(found.text, lang)
    if value_warnings.is_in_curly_quotes(found.node):
        return yaml_mistakes.double_quoted(found.text)
    return None


def _term(found: _Found, known: WordList) -> str | None:
    meant = known.meant(found.text)
    if not meant:
        return _terms(found, known)
    if found.node.text == meant:
        return None
    return meant


def _terms(found: _Found, known: WordList) -> str | None:
    """Return the terms that a text parted by commas names, None where it is no such list."""
    several = model_paths.takes_several(found.field.model.model_fields[found.field.name].annotation)
    # A word of a list that is one already stands alone.
    if not several or isinstance(found.place[-1], int):
        return None
    ids = list(map(known.meant, vocabulary.parts(found.text)))
    if len(ids) < 2 or not all(ids):
        return None
    return f"[{', '.join(ids)}]"


def _day(text: str, lang: str) -> str | None:
    return _moment(text, lang, with_hour=False)


def typed_day(text: str) -> date | None:
    """Return a day as people write it, day before month; None where it is none."""
    made = _day(text, "") or text.strip()
    try:
        return date.fromisoformat(made) if _ISO_HOUR.fullmatch(made) else None
    except ValueError:
        return None


def _when(text: str, lang: str) -> str | None:
    return _moment(text, lang, with_hour=True)


def _moment(text: str, lang: str, *, with_hour: bool) -> str | None:
    """Return a day, or a day and an hour, as ISO 8601 has them; in English, numbers may be a month
    first.
    """
    said = " ".join(text.split())
    shape = _shape(said, lang)
    day = shape and _as_date(shape)
    if not shape or not day:
        return None
    made = _followed(day, said[shape.end() :], with_hour=with_hour)
    if made == text.replace(" ", "T"):
        return None
    return made


def _followed(day: str, rest: str, *, with_hour: bool) -> str | None:
    """Return a day with the hour behind it, None where something else stands there."""
    if not rest:
        return day
    hour = _hour(rest) if with_hour else ""
    return f"{day}T{hour}" if hour else None


def _shape(said: str, lang: str) -> re.Match[str] | None:
    """Return how the day is written, None for no form that has one reading."""
    forms = [_NUMBERS, _WORDS, _ISO_HOUR]
    if lang == "en":
        forms.remove(_NUMBERS)
    for form in forms:
        if shape := form.match(said):
            return shape
    return None


def _hour(rest: str) -> str:
    """Return an hour as 09:05, "" for none."""
    hour = _HOUR.fullmatch(rest)
    if hour is None:
        return ""
    hours, minutes = int(hour[1]), int(hour[2] or 0)
    if hours > 23 or minutes > 59:
        return ""
    return f"{hours:02}:{minutes:02}"


def _as_date(shape: re.Match[str]) -> str | None:
    first, middle, last = shape.groups()
    if shape.re is _ISO_HOUR:
        year, month, number = int(first), int(middle), int(last)
    elif shape.re is _NUMBERS:
        year, month, number = int(last), int(middle), int(first)
    else:
        year, month, number = int(last), _months().get(fold(middle), 0), int(first)
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return None


@cache
def _months() -> Mapping[str, int]:
    return month_names.numbers(locales.known())


def _address(text: str, _lang: str) -> str | None:
    if text.lower().startswith("www."):
        return f"https://{text}"
    return None


def _mailbox(text: str, _lang: str) -> str | None:
    if text.lower().startswith("mailto:"):
        return text[len("mailto:") :]
    return None


def _phone(text: str, _lang: str) -> str | None:
    """Return a Belgian number in its international form."""
    groups = re.sub(r"[^\d+]+", " ", text).strip()
    if re.fullmatch(r"0[1-9]\d{7,8}", groups.replace(" ", "")):
        return f'"+32 {groups[1:]}"'
    return None


_MENDS: dict[object, Callable[[str, str], str | None]] = {
    Day: _day,
    When: _when,
    Address: _address,
    Mailbox: _mailbox,
    Phone: _phone,
}


@cache
def _kinds(field: Field) -> frozenset[object]:
    """Return which of the values that can be mended a field takes."""
    info = field.model.model_fields[field.name]
    marks = [*info.metadata, *_marks(info.annotation)]
    return frozenset(kind for kind in _MENDS if get_args(kind)[1] in marks)


def _marks(annotation: object) -> Iterator[object]:
    """Yield what is said of the types within an annotation."""
    inner = get_args(annotation)
    if get_origin(annotation) is Annotated:
        yield from inner[1:]
        inner = inner[:1]
    for part in inner:
        yield from _marks(part)
