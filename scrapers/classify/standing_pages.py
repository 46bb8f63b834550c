"""An entry's title and lead -> the points of the type "explainer": a page that stands, no news.

A reader knows such a page by three signs: its title is a bare name ("Burn-out", "Definition"), its
lead says what that name is ("Burn-out is…"), and it has no day.
"""

import re
from collections.abc import Mapping

from knowledge.i18n.text_fold import fold
from knowledge.taxonomy import Taxonomy
from scrapers.classify import scores
from scrapers.classify.scores import EntryText, Score

TYPE = "explainer"
# A headline says what happened: it is longer, or has a number, a colon, a question. A name is as
# long where all its words are a theme's.
BARE_WORDS, NAME_WORDS = 4, 9
_LEAD_CHARS, _TITLE_CHARS = 400, 120
_HEADLINE = re.compile(r"[\d:?!«“\"%–—]")
_AFTER_NAME = re.compile(r"[(\[:–—].*", re.DOTALL)
_WORDS = re.compile(r"[^\W_]+")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ARTICLES = _set("le la les l un une des du de d het een the a an")
# What is new is news, whatever it is.
_NEW = _set(
    "nouveau nouvel nouvelle nouveaux nouvelles lancement publication parution"
    " nieuw nieuwe lancering publicatie new launch launched"
)
# What joins the words of a name, and the words of work that say no theme of their own.
_JOINING = _ARTICLES | _set(
    "et ou au aux en par pour sur dans travail travailleur travailleurs travailleuses entreprise"
    " moral sexuel morale sexuelle"
    " en of op van voor bij door in werk werknemer werknemers werknemersters onderneming"
    " and or of at in for on work worker workers workplace"
)
# Verbs that say what something is, what it holds or what it is for, in the present.
_DEFINES: Mapping[str, frozenset[str]] = {
    "fr": _set(
        "est sont recouvre recouvrent designe designent regroupe regroupent comprend comprennent"
        " consiste consistent vise visent constitue constituent correspond correspondent englobe"
        " englobent participe participent contribue contribuent determine definit definissent"
        " signifie renvoie renvoient concerne concernent permet permettent finance cofinance"
        " promeut soutient"
    ),
    "nl": _set(
        "is zijn omvat omvatten betekent verwijst verwijzen bestaat bestaan betreft betreffen staat"
        " staan bepaalt regelt beoogt beogen heet duidt financiert ondersteunt"
    ),
    "en": _set(
        "is are means mean refers refer covers cover includes include comprises comprise describes"
        " consists consist aims aim involves involve occurs occur"
    ),
}
# Before the verb, a name is often completed: "La stratégie nationale belge en matière de …".
_COMPLEMENT_WORDS = 8
# "Le plan est lancé", "het plan is goedgekeurd": what is done to a thing is news, not what it is.
_BE = _set("est sont is zijn are")
_DETERMINERS = _set("un une le la les l des du de d een het a an the any one")
_DONE = re.compile(r"(?:\w{0,9}ge|ver|be|ont)(?!\w{0,30}heid$)\w{1,30}[dt]")
_DEFINITIONS = re.compile(
    r"\bon (?:parle de|entend par|appelle)\b|\bpar .{3,60}, on entend\b|\bse definit comme\b"
    r"|\bse definissent comme\b|\bqu'est-ce que\b|\bc'est quoi\b|\bon designe par\b"
    r"|\bonder .{3,60} verstaa[nt]\b|\bverstaan we\b|\bwordt verstaan\b|\bwordt gedefinieerd\b"
    r"|\bdefinities? van\b|\bwat is\b|\bwat zijn\b|\bis defined as\b|\bare defined as\b"
    r"|\bwhat is\b|\bwhat are\b"
)
_DEFINING_TITLE = re.compile(
    r"definitions?|definities?|definitie en .{3,40}|notions?(?: de base)?|begrippen|glossaire"
    r"|lexique|woordenlijst|glossary|(?:qu'est-ce que|c'est quoi|en quoi consiste)\b.*"
    r"|wat (?:is|zijn)\b.*|what (?:is|are)\b.*|(?:tout savoir|l'essentiel) sur\b.*"
    r"|alles over\b.*|all about\b.*|(?:definition|definitie|begrip|notion|cadre legal|wettelijk"
    r" kader|contexte legal|legal framework)\b.{0,60}"
)


def score(text: EntryText, *, is_dated: bool, taxonomy: Taxonomy) -> Score | None:
    """Return the points of an explanation, or None where nothing tells of one.

    A definition weighs as much as a strong word in the title, a bare title without a day as much as
    one in the text.
    """
    if TYPE not in taxonomy.ids("types") or not text.titles:
        return None
    title = text.titles[-1]
    strong = taxonomy.scoring.strong
    if words := _definition(title, text):
        return Score(strong * taxonomy.scoring.title, (words,), True)
    if is_dated or not _is_of_a_subject(title, text.lang, taxonomy):
        return None
    return Score(strong, (title,), True)


def with_score(found: Mapping[str, Score], standing: Score | None) -> Mapping[str, Score]:
    """Return the scores of the types with that of an explanation, where it is the greater one."""
    if standing is None:
        return found
    by_words = found.get(TYPE)
    if by_words and by_words.points >= standing.points:
        return found
    return {**found, TYPE: standing}


def _definition(title: str, text: EntryText) -> str:
    """Return the words that define what a title names, "" for none."""
    if _DEFINING_TITLE.fullmatch(_folded(title, _TITLE_CHARS)):
        return title
    lead = _folded(text.summary, _LEAD_CHARS)
    said = _DEFINITIONS.search(lead.split(". ")[0])
    if said and _is_name(title, NAME_WORDS):
        return said[0]
    return _restated(title, lead, text.lang)


def _restated(title: str, lead: str, lang: str) -> str:
    """Return the title and the verb of a lead that begins with the title and says what it is."""
    rest = _behind_name(title, lead)
    verbs = _DEFINES.get(lang, frozenset())
    for place, word in enumerate(rest[: _COMPLEMENT_WORDS + 1]):
        if word in verbs:
            return f"{title} … {word}" if _says_what_it_is(word, rest[place + 1 :], lang) else ""
    return ""


def _behind_name(title: str, lead: str) -> list[str]:
    """Return the words of a lead behind the title that it begins with; none where it does not."""
    name = _without_article(_words(_AFTER_NAME.sub("", title)))
    opening = _without_article(_words(lead.split(". ")[0]))
    if opening[: len(name)] != name:
        return []
    return opening[len(name) :] if name else []


def _says_what_it_is(verb: str, after: list[str], lang: str) -> bool:
    """Return whether a verb tells what a thing is, and not what was done to it."""
    if verb not in _BE:
        return True
    if lang == "nl":
        return not any(map(_DONE.fullmatch, after[:6]))
    return bool(after) and after[0] in _DETERMINERS


def _is_of_a_subject(title: str, lang: str, taxonomy: Taxonomy) -> bool:
    """Return whether a title is the bare name of a subject, and of no event."""
    return _is_name(title, BARE_WORDS) or _is_of_themes(title, lang, taxonomy)


def _is_name(title: str, most_words: int) -> bool:
    name = re.sub(r"\s*\([^()]{1,12}\)$", "", title)
    if _HEADLINE.search(name):
        return False
    words = _words(name)
    return len(words) <= most_words and _NEW.isdisjoint(words)


def _is_of_themes(title: str, lang: str, taxonomy: Taxonomy) -> bool:
    """Return whether a name says nothing but themes."""
    if not _is_name(title, NAME_WORDS):
        return False
    themes = set(_words(" ".join(scores.theme_words(title, lang, taxonomy))))
    return bool(themes) and not set(_words(title)) - themes - _JOINING


def _words(text: str) -> list[str]:
    return _WORDS.findall(_folded(text, _LEAD_CHARS))


def _without_article(words: list[str]) -> list[str]:
    start = 0
    while start < len(words) and words[start] in _ARTICLES:
        start += 1
    return words[start:]


def _folded(text: str, most: int) -> str:
    return fold(text[:most]).replace("’", "'").strip()
