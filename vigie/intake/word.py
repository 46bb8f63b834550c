"""A filled template of Word -> the proposal in it: the file that the form would have made.

An answer is found by the control that it stands in, and what was typed around it by the heading
above; where a program lost the controls, by the headings alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath

from knowledge.errors import SheetError
from knowledge.i18n import catalogue, locales
from knowledge.i18n.text_fold import words
from knowledge.model import Problem
from knowledge.sheets.proposals import PROPOSALS
from knowledge.sheets.schema_fields import Key
from vigie.intake import answers, office, word_text
from vigie.intake.answers import FormAnswer, FormAnswers
from vigie.intake.attachments import Attachment
from vigie.intake.word_text import Paragraph, Piece

# The form that there is a template of (`publish.pages.propose.WORD`).
FORM = "practice"
MOST_PARAGRAPHS, MOST_PICTURES = 20_000, 40
# Of how many headings a document is known that lost its controls.
_ENOUGH = 4
_BOX = re.compile(r"\s{0,9}(?:([☒☑✓✔✗✘]|\[[xX]\]|[xX](?=\s))|[☐□❏]|\[ ?\])\s{0,9}")


@dataclass(frozen=True)
class WordProposal:
    """What a filled template holds: the file of its form, what the form says of it, the pictures,
    and what of the document is in neither.
    """

    text: str
    mark: str
    files: tuple[Attachment, ...]
    left: tuple[Problem, ...]


@dataclass(frozen=True)
class _Template:
    """A template: the keys that its headings name, in a language, and what it says itself."""

    lang: str
    keys: Mapping[str, Key]
    headings: Mapping[str, str]
    own: frozenset[str]


def proposal(parts: Mapping[str, bytes], path: str) -> WordProposal:
    """Return the proposal in a document.

    Raises SheetError where it runs or fetches anything, where it is broken, and where it is no
    template that was filled in.
    """
    if part := office.danger(parts):
        raise _refused("proposal_file_active", path, found=part)
    if word_text.DOCUMENT not in parts:
        raise _refused("proposal_word", path)
    found, beside = word_text.paragraphs(parts)
    if len(found) > MOST_PARAGRAPHS:
        raise _refused("proposal_hard", path)
    return _proposal(found, beside, parts, path)


def _proposal(
    found: list[Paragraph], beside: list[str], parts: Mapping[str, bytes], path: str
) -> WordProposal:
    template = _template(found)
    if template is None:
        raise _refused("proposal_word", path)
    told, stray = _by_key(found, template)
    stem = PurePosixPath(path).stem
    plain = FormAnswers(FORM, template.lang, stem, dict(_answers(told, template)))
    given = replace(plain, held={**plain.held, **dict(_sections(told, template, plain.folder))})
    if not any(given.held.values()):
        raise _refused("proposal_word_empty", path)
    files, lacking = _pictures(found, parts, path)
    left = map(partial(_stray, path=path), (*stray, *beside))
    return WordProposal(answers.text(given), given.mark, files, (*left, *lacking))


def _stray(words_beside: str, path: str) -> Problem:
    return Problem("proposal_word_stray", {"path": path, "found": words_beside[:80]})


def _template(found: list[Paragraph]) -> _Template | None:
    """Return the template that was filled in, None where a document is none."""
    for lang in locales.known():
        if any(paragraph.tag == f"{FORM}:{lang}" for paragraph in found):
            return _of_language(lang)
    known = map(_of_language, locales.known())
    best = max(known, key=partial(_count, found=found))
    return best if _count(best, found) >= _ENOUGH else None


def _of_language(lang: str) -> _Template:
    keys = {key.name: key for key in PROPOSALS[FORM].keys}
    say = catalogue.load(lang)
    headings: dict[str, str] = {}
    own = set(say.choices("site.propose_word").values())
    own |= {say.choice("site.propose_titles", FORM), say.translate("site.propose_public")}
    own.add(say.translate("site.demo_text"))
    asked = say.choices("site.propose_say")
    own.add(asked["choose"])
    required = asked["required"]
    for name, key in keys.items():
        label = key.label(lang)
        headings |= {words(label): name, words(f"{label} {required}"): name}
        own.add(key.asked(lang))
    return _Template(lang, keys, headings, frozenset(map(words, own)))


def _count(template: _Template, found: Iterable[Paragraph]) -> int:
    """Count the headings of a template that a document has."""
    return sum(bool(_heading(paragraph, template)) for paragraph in found)


def _heading(paragraph: Paragraph, template: _Template) -> str:
    """Return the key of which a paragraph is the heading, "" for none."""
    if not paragraph.heading and not paragraph.is_bold:
        return ""
    return template.headings.get(words(paragraph.plain), "")


def _by_key(
    found: Iterable[Paragraph], template: _Template
) -> tuple[dict[str, list[Paragraph]], list[str]]:
    """Return the paragraphs below each heading or in each control, and what stands above all."""
    told: dict[str, list[Paragraph]] = {}
    current = ""
    for paragraph in found:
        tagged = paragraph.tag.partition("=")[0]
        current = tagged if tagged in template.keys else current
        if key := _heading(paragraph, template):
            current = key
        elif not _is_own(paragraph, template):
            told.setdefault(current, []).append(paragraph)
    stray = [paragraph.plain for paragraph in told.pop("", ())]
    return told, list(filter(None, stray))


def _is_own(paragraph: Paragraph, template: _Template) -> bool:
    """Return whether the template itself says this, as what a question is for."""
    said = words(paragraph.plain)
    if said in template.own:
        return True
    send = words(catalogue.load(template.lang).translate("site.propose_word.send"))
    return said.startswith(send)


def _answers(
    told: Mapping[str, list[Paragraph]], template: _Template
) -> Iterator[tuple[str, FormAnswer]]:
    """Yield what was answered above the text."""
    for name, key in template.keys.items():
        if not key.field.section and (answer := _answer(told.get(name, []), key, template)):
            yield name, answer


def _answer(found: list[Paragraph], key: Key, template: _Template) -> FormAnswer:
    if key.inner:
        return list(_parts(found, key, template.lang))
    if key.field.terms or key.field.choices:
        return _chosen(found, key)
    return " ".join(filter(None, (paragraph.plain for paragraph in found)))


def _sections(
    told: Mapping[str, list[Paragraph]], template: _Template, folder: str
) -> Iterator[tuple[str, FormAnswer]]:
    for name, key in template.keys.items():
        if key.field.section:
            yield name, word_text.markdown(told.get(name, []), folder)


def _chosen(found: Iterable[Paragraph], key: Key) -> FormAnswer:
    """Return the words that were ticked, or typed where nobody was asked to."""
    chosen = list(dict.fromkeys(filter(None, map(_word, found))))
    # Several words on one line are parted where the lists of the instance are known.
    if key.many and (len(chosen) > 1 or "," not in "".join(chosen)):
        return chosen
    return ", ".join(chosen)


def _word(paragraph: Paragraph) -> str:
    """Return the word that a box says, or that was typed; "" where its box is empty."""
    option = paragraph.tag.partition("=")[2]
    if option and paragraph.ticked is not None:
        return option if paragraph.ticked else ""
    box = _BOX.match(paragraph.plain)
    if box and not box[1]:
        return ""
    return _BOX.sub("", paragraph.plain, count=1)


def _parts(found: Iterable[Paragraph], key: Key, lang: str) -> Iterator[Mapping[str, str]]:
    """Yield each state with its day, where a day stands behind it."""
    state, day = list(key.inner.model_fields) if key.inner else ("", "")
    labels = answers.labels(key, lang)
    for paragraph in found:
        label, _, said = paragraph.plain.partition(":")
        option = paragraph.tag.partition("=")[2] or labels.get(words(label), label.strip())
        if words(said) not in {"", words(_day_asked(lang))}:
            yield {state: option, day: answers.day(said.strip(), lang)}


def _day_asked(lang: str) -> str:
    return catalogue.load(lang).translate("site.propose_word.day")


def _pictures(
    found: Iterable[Paragraph], parts: Mapping[str, bytes], path: str
) -> tuple[tuple[Attachment, ...], list[Problem]]:
    """Return the pictures of a document, and which of them the text does not show."""
    kept: dict[str, Attachment] = {}
    lacking: list[Problem] = []
    for piece in _shown(found):
        name = PurePosixPath(piece.picture).name
        if piece.picture in parts and len(kept) < MOST_PICTURES:
            kept[name] = Attachment(name, parts[piece.picture])
        if not piece.words.strip():
            lacking.append(Problem("proposal_word_picture", {"path": path, "found": name}))
    return tuple(kept.values()), lacking


def _shown(found: Iterable[Paragraph]) -> Iterator[Piece]:
    for paragraph in found:
        for piece in paragraph.pieces:
            if piece.picture:
                yield piece


def _refused(code: str, path: str, **facts: str) -> SheetError:
    return SheetError([Problem(code, {"path": path, **facts})])
