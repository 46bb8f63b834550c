"""Text of a page -> an excerpt: plain text without the words of menus, buttons and share links."""

import re

from scrapers import plain

MAX_INPUT = 3_000
_ROUNDS = 5

# The words of buttons and menus that stand among a page's text.
_CAPITAL = r"(?=[A-ZÀ-ÖØ-Þ«“\"])"
_BUTTONS = re.compile(
    r"(?:Ajouter à ma liste de lecture|Toevoegen aan mijn leeslijst|Add to my reading list"
    r"|(?:Partager (?:sur|via)|Delen (?:op|via)|Share on)"
    r"(?:\s*:?\s*(?:Facebook|LinkedIn|Twitter|X|WhatsApp|e-?mail)\b)+"
    r"|Aller au contenu principal|Overslaan en naar de inhoud gaan|Skip to main content)\s*"
    r"|\s*\((?:\d{1,4}(?:[.,]\d{1,3})?)\s?(?:[KMGkmg]i?[BboO]|octets|bytes)\)"
)
_HEADINGS = re.compile(
    r"^(?:(?:Sur cette page|Op deze pagina|On this page|Image|Afbeelding|Imprimer|Afdrukken)\s*:?\s+"
    + _CAPITAL
    + r"|(?:Vous êtes ici|U bent hier|You are here)\s*:?\s*(?:[^>›/|»]{1,60}\s[>›/|»]\s+)*)"
)
_MORE = re.compile(
    r"\s*(?:\[\s?(?:…|\.\.\.)\s?\]|\(…\)|(?:(?<=[.!?…»)\]])\s*)"
    r"(?:Lire la suite|Lire plus|En savoir plus|Lees meer|Lees verder|Meer weten|Meer info|Read more|Continue reading)"
    r"[^.!?]{0,120}[\s.…»›→]*)$"
)
_RELAYED = re.compile(
    r"\s*(?:L['’]article|Cet article|The post|Het bericht|Der Beitrag)\s.{1,300}?\s"
    r"(?:est apparu en premier sur|appeared first on|verscheen eerst op|erschien zuerst auf)\s.{1,200}$"
)


def summary(value: str, max_chars: int) -> str:
    """Give plain text of at most `max_chars` characters without the words of the page's frame.

    Those are menus, buttons, file sizes, "Lire la suite", "est apparu en premier sur", a lead printed twice. They are
    never taken away when nothing else is left.
    """
    clean = plain.text(value)[:MAX_INPUT]
    for _ in range(_ROUNDS):
        before = clean
        for frame in (_BUTTONS, _HEADINGS, _RELAYED, _MORE):
            clean = frame.sub(" " if frame is _BUTTONS else "", clean).strip() or clean
        clean = " ".join(_once(clean).split())
        if clean == before:
            break
    return plain.cut(clean, max_chars)


def _once(value: str) -> str:
    again = value.find(value[:30], 30)
    if again > 0 and value[:again].rstrip() == value[again : 2 * again].rstrip():
        return value[again:]
    return value
