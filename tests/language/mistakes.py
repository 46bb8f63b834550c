"""A text and its language -> what a careful printer, or the glossary, would not let stand."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

GLOSSARY = Path(__file__).with_name("glossary.yml")
LANGUAGES = ("en", "fr", "nl")
TYPEWRITER = {
    "a straight apostrophe": r"\w'\w|s' [a-z]|(?<![\w=])'(?!x x)\w",
    "a straight quote": r'"',
    "two spaces": r"(?<=[\w,;]) {2,}(?=\w)",
    "three full stops for an ellipsis": r"\.\.\.",
    "a space before a comma or a full stop": r"(?<=\w)[ \u00a0]+(?:[.,](?=\s|$)|,(?=\w))",
    "no space after a comma": r"[^\W\d_],(?=[^\W\d_])",
    "two full stops": r"(?<!\.)\.\.(?!\.)",
    "a space within parentheses": r"\((?=\s)|(?<=\s)\)",
    # "Vous vous demandez" is French grammar.
    "a word twice": r"\b(?!(?:nous|vous) )([^\W\d_]{2,}) \1\b(?! -)",
}
# Signs that a language does not use, or uses with another space.
SIGNS = {
    "en": {
        "a space before a sign": r"(?<=\w)[ \u00a0\u202f]+[:;!?](?=\s|$)",
        "a quote of another language": "[«»„‘]",
    },
    "fr": {
        # Lexique des règles typographiques en usage à l’Imprimerie nationale.
        "no no-break space before a sign": r"(?<=[^\s\u00a0\u202f]) [:;!?»](?=\s|$|[.,*_])"
        r"|\w[;!?](?=\s|$)|\w»",
        "no no-break space after a quote": r"«(?![\u00a0\u202f])",
        "no no-break space before a unit": r"\d ?%|n° ?\d",
        "a space after an apostrophe": r"\b(?:[cdjlmnst]|qu)['’]\s",
        "two articles": r"\b(?:le|la|les|des) l['’]",
        "a quote of another language": "[“”„‘]",
    },
    "nl": {
        # Taaladvies.net of the Taalunie: high quotes, no space before a sign.
        "a space before a sign": r"(?<=\w)[ \u00a0\u202f]+[:;!?](?=\s|$)",
        "a quote of another language": "[«»„‘]",
    },
}
# Nouns of ours that a hurried writer gives the wrong article: (articles, nouns).
ARTICLES = {
    "en": (),
    "fr": (
        ("le|un|du|ce", "fiche|démarche|journée|réunion|formation|pérennisation|institution"),
        ("la|une|cette", "réseau|plan|comité|kit|baromètre|cadrage|bien-être|site"),
    ),
    "nl": (
        ("de|deze", "beleid|comité|gewest|netwerk|overleg|personeel|plan|team|welzijn|werk"),
        ("het|dit", "aanpak|afbakening|dienst|fiche|gids|instelling|opleiding|praktijk|werkgroep"),
    ),
}
# A key of YAML is cited with its colon, in quotes or after "par exemple".
GLUED = re.compile(r"\w:(?=\s|$)")
EXAMPLE = re.compile(r"(?i)par exemple\s:.*")
CITED = re.compile(r"“[^”]*”|«[^»]*»")
PAIRS = {"en": "“”", "fr": "«»", "nl": "“”"}


def found(text: str, lang: str) -> Iterator[str]:
    """Yield what is wrong with a text."""
    for mistake, sign in (TYPEWRITER | SIGNS[lang]).items():
        if re.search(sign, text, re.IGNORECASE):
            yield mistake
    if wrong_article(lang).search(text):
        yield "an article of the other gender"
    uncited = CITED.sub("", text)
    if lang == "fr" and GLUED.search(EXAMPLE.sub("", uncited)):
        yield "no no-break space before a colon"
    yield from left_open(text, lang)
    # What stands in quotes is cited, as the name of a button is.
    for word in never(lang).findall(CITED.sub("", text.replace("’", "'").lower())):
        yield f"a word that the glossary does not say: {word}"


def left_open(text: str, lang: str) -> Iterator[str]:
    """Yield what is opened in a text and not closed."""
    opening, closing = PAIRS[lang]
    if text.count(opening) != text.count(closing):
        yield "a quote left open"
    if text.count("(") > text.count(")"):
        yield "a parenthesis left open"


@cache
def wrong_article(lang: str) -> re.Pattern[str]:
    """Return the shape of our nouns after the article of the other gender; of none in English."""
    shapes = [f"(?:{articles}) (?:{nouns})" for articles, nouns in ARTICLES[lang]]
    return re.compile(rf"(?i)\b(?:{'|'.join(shapes) or '(?!)'})(?![\w-])")


@cache
def glossary() -> list[dict[str, object]]:
    """Return the notions and their terms."""
    return yaml.safe_load(GLOSSARY.read_text("utf-8"))


@cache
def never(lang: str) -> re.Pattern[str]:
    """Return the shape of the words that a language does not use; of none where it has none."""
    words = []
    for notion in glossary():
        words += notion.get("never", {}).get(lang, [])
    listed = "|".join(word.replace("*", r"\w*") for word in words) or r"(?!)"
    return re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])")
