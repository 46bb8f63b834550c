"""Text of a page -> an excerpt: plain text without the words of menus, buttons and share links."""

import re

from scrapers.clean import text_clean

MAX_INPUT = 3_000
_ROUNDS = 5
# What stands for an e-mail address or a telephone number.
MASK = "[…]"
_MAIL = re.compile(
    r"(?:mailto:)?[\w.%+-]{1,64}(?:@|\s?[\[({]\s?(?:at|arobase|apenstaartje|@)\s?[\])}]\s?)"
    r"[\w-]{1,63}(?:(?:\.|\s?[\[({]\s?(?:dot|point|punt)\s?[\])}]\s?)[\w-]{1,63}){1,5}",
    re.IGNORECASE,
)
# With a country's code, or a national number of nine or ten digits, in whatever groups. Neither a
# date, nor part of a longer number, nor a Belgian enterprise's number, which has its own form.
_PHONE = re.compile(
    r"(?<![\w.,/+-])(?<!\d[ \u00a0])(?!\d{1,2}(?:[./ -])\d{1,2}[./ -]\d{4}(?!\d))"
    r"(?<!BE )(?<!BCE )(?<!KBO )(?<!TVA )(?<!BTW )"
    r"(?:(?:\+|00)[1-9]\d{0,2}(?:[\s./-]{0,2}\(0\))?(?:[\s./-]{0,2}\d){6,11}"
    r"|\(?0\d{1,3}\)?(?:[\s./-]{0,2}\d){6,8})(?![\w/-]|[.,]\d|[ \u00a0]\d)"
)
# What a number holds at least; nearly every text is told to have none by it.
_FIGURES = re.compile(r"\d(?:\D{0,4}\d){6}")

# The words of buttons and menus that stand among a page's text.
_CAPITAL = r"(?=[A-ZÀ-ÖØ-Þ«“\"])"
_NETWORKS = r"(?:\s*+:?\s*+(?:Facebook|LinkedIn|Twitter|X|WhatsApp|e-?mail)\b)+"
# What follows a button is another, a new sentence, or nothing: "Partager sur X nos idées" is one.
_NO_SENTENCE = r"(?=\s*+(?:$|[A-ZÀ-ÖØ-Þ«“\"(\[|•·\d]))"
# Each alternative begins with a letter or a sign: the expression then skips all others at once.
_BUTTONS = re.compile(
    r"Ajouter à ma liste de lecture|Toevoegen aan mijn leeslijst|Add to my reading list"
    rf"|(?:Partager (?:sur|via)|Delen (?:op|via)|Share on){_NETWORKS}{_NO_SENTENCE}"
    r"|Aller au contenu principal|Overslaan en naar de inhoud gaan|Skip to main content"
    r"|\((?:\d{1,4}(?:[.,]\d{1,3})?)\s?(?:[KMGkmg]i?[BboO]|octets|bytes)\)"
)
_HEADINGS = re.compile(
    r"(?:Sur cette page|Op deze pagina|On this page|Image|Afbeelding|Imprimer|Afdrukken)"
    r"(?:\s*+:)?\s+"
    + _CAPITAL
    + r"|(?:Vous êtes ici|U bent hier|You are here)\s*+:?\s*+(?:[^>›/|».!?]{1,60}\s[>›/|»]\s++)+"
)
_RELAYED = re.compile(
    r"(?:L['’]article|Cet article|The post|Het bericht|Der Beitrag)\s.{1,300}?\s"
    r"(?:est apparu en premier sur|appeared first on|verscheen eerst op|erschien zuerst auf)"
    r"\s.{1,200}$"
)
_MORE = re.compile(
    r"(?:\[\s?(?:…|\.\.\.)\s?\]|\(…\)|(?:(?<=[.!?…»)\]])\s*+)"
    r"(?:Lire la suite|Lire plus|En savoir plus|Lees meer|Lees verder|Meer weten|Meer info"
    r"|Read more|Continue reading)"
    r"[^.!?]{0,120}[\s.…»›→]*)$"
)
_AT_IN_WORDS = re.compile(r"[\[({]\s?(?:at|arobase|apenstaartje)\s?[\])}]", re.IGNORECASE)
_NATIONAL = 10
# What stands at the end, and of what a text holds one word at least where the expression finds
# anything.
_ENDS = (
    (_RELAYED, ("est apparu en premier", "appeared first", "verscheen eerst", "erschien zuerst")),
    (
        _MORE,
        ("[", "(…)", "Lire ", "En savoir plus", "Lees ", "Meer ", "Read more", "Continue reading"),
    ),
)


def summary(value: str, max_chars: int) -> str:
    """Return plain text of at most `max_chars` characters without the words of the page's frame.

    Those are menus, buttons, file sizes, "Lire la suite", "est apparu en premier sur", a lead
    printed twice. They are never taken away when nothing else is left.
    """
    clean = text_clean.text(value)[:MAX_INPUT]
    for _ in range(_ROUNDS):
        before, clean = clean, _unframed(clean)
        if clean == before:
            break
    return text_clean.cut(masked(clean), max_chars)


def masked(clean: str) -> str:
    """Return a text without e-mail addresses and telephone numbers: who is meant stays a role."""
    if "@" in clean or _AT_IN_WORDS.search(clean):
        clean = _MAIL.sub(MASK, clean)
    if not _FIGURES.search(clean):
        return clean
    return _PHONE.sub(_mask_of_number, clean)


def _mask_of_number(found: re.Match[str]) -> str:
    digits = sum(map(str.isdigit, found[0]))
    if (
        found[0].lstrip("(").startswith("0")
        and not found[0].startswith("00")
        and digits > _NATIONAL
    ):
        return found[0]
    return MASK


def _unframed(clean: str) -> str:
    for step in (_without_buttons, _without_heading, _without_ends):
        clean = step(clean) or clean
    return " ".join(_once(clean).split())


def _without_buttons(clean: str) -> str:
    return " ".join(_BUTTONS.sub(" ", clean).split())


def _without_heading(clean: str) -> str:
    heading = _HEADINGS.match(clean)
    if not heading:
        return clean
    return clean[heading.end() :].strip()


def _without_ends(clean: str) -> str:
    for frame, words in _ENDS:
        if any(map(clean.__contains__, words)):
            clean = frame.sub("", clean).strip() or clean
    return clean


def _once(value: str) -> str:
    again = value.find(value[:30], 30)
    if again > 0 and value[:again].rstrip() == value[again : 2 * again].rstrip():
        return value[again:]
    return value
