"""What civil servants type, by hand: Word, a Mac's keyboard, a telephone, a copy from Teams or
Outlook. Each is a right sheet of which some words are replaced.
"""

from typing import NamedTuple

PRACTICE = "docs/fr/practices/reunion.md"
EVENT = "docs/fr/events/2026-12-08-atelier.md"
MEMBER = "docs/directory/service.yml"
RIGHT = {
    PRACTICE: """---
title: Une réunion courte
description: Dix minutes pour se coordonner.
organisation: actiris
life: [{state: idea, on: 2026-01-12}, {state: pilot, on: 2026-03-02}]
fields: [work-content]
steps:
  - experiment
substance: comfort
---

## Contexte

Douze personnes.

## Ce qui a été fait

Dix minutes debout.

## Avec qui

Toute l’équipe.

## Moyens

Dix minutes par semaine.

## Conditions de transfert

Moins de vingt personnes.
""",
    EVENT: """---
title: Un atelier sur le bruit
description: Une matinée pour comparer nos bureaux.
type: meeting
start: 2026-12-08T09:30
place: Bruxelles
link: https://exemple.brussels/inscription
organiser: actiris
status: planned
---

Venez avec un plan de votre étage.
""",
    MEMBER: """names: {fr: Service du bien-être, nl: Dienst welzijn}
kind: public-service
scope: regional
site: https://service.brussels/
description: {fr: Conseille les services., nl: Adviseert de diensten.}
roles:
  - {id: well-being, title: {fr: Conseil, nl: Advies}, mailbox: bien-etre@service.brussels}
""",
}
ACTIRIS = """names: {fr: Actiris, nl: Actiris}
kind: regional-body
scope: regional
roles:
  - {id: well-being, title: {fr: Conseillers en prévention, nl: Preventieadviseurs}}
"""


class TypedMistake(NamedTuple):
    """A mistake: its name, the words of a right file, what was typed in their place, and whether
    `check --fix` mends it wholly.
    """

    name: str
    right: str
    typed: str
    mends: bool = True
    path: str = PRACTICE


T = TypedMistake
NB = "\u00a0"
MISTAKES = (
    # A Mac's keyboard: option and space.
    T("nbsp-before-a-colon", "title: Une", f"title{NB}: Une"),
    T("nbsp-after-a-colon", "organisation: actiris", f"organisation:{NB}actiris"),
    T("nbsp-after-a-dash", "  - experiment", f"  -{NB}experiment"),
    T("nbsp-indents", "  - experiment", f"{NB}{NB}- experiment"),
    T("nbsp-after-a-value", "substance: comfort", f"substance: comfort{NB}"),
    T("nbsp-in-a-list", "fields: [work-content]", f"fields: [work-content,{NB}management]"),
    T("narrow-space-before-a-colon", "title: Une", "title\u202f: Une"),
    T("nbsp-in-a-heading", "## Contexte", f"##{NB}Contexte"),
    T("nbsp-in-a-list-of-the-text", "Douze personnes.", f"Voici :\n\n-{NB}un\n-{NB}deux"),
    T("sign-without-width-in-a-key", "title: Une", "\u200btitle: Une"),
    T("accents-apart", "## Ce qui a été fait", "## Ce qui a e\u0301te\u0301 fait"),
    # Word.
    T("curly-quotes-around-a-colon", "Une réunion courte", "“Réunion : courte”"),
    T("curly-quotes", "Une réunion courte", "“Une réunion courte”"),
    T("low-quotes", "Une réunion courte", "„Une réunion : courte”"),
    T("curly-quotes-around-an-id", "organisation: actiris", "organisation: “actiris”"),
    T("straight-then-curly", "Une réunion courte", '"Une réunion courte”'),
    T("guillemets-around-a-colon", "Une réunion courte", "« Réunion : courte »"),
    T("dashes-of-word", "---\ntitle", "—\ntitle"),
    T("closing-dashes-of-word", "comfort\n---", "comfort\n–-"),
    T("four-hyphens", "---\ntitle", "----\ntitle"),
    T("empty-lines-above", "---\ntitle", "\n\n---\ntitle"),
    T("bullets-in-a-key", "  - experiment", "  • experiment"),
    T("bullets-in-the-text", "Douze personnes.", "Nous avions :\n• du bruit\n•\tdes courriels"),
    T("bullets-of-symbol", "Douze personnes.", "\uf0b7 du bruit\n\uf0b7 des courriels"),
    T("dashes-for-a-list", "Douze personnes.", "Nous avions :\n– du bruit\n– des courriels"),
    T("bold-for-a-heading", "## Contexte", "**Contexte**"),
    T("no-sign-for-a-heading", "## Moyens", "Moyens"),
    T("heading-too-low", "## Moyens", "### Moyens"),
    T("heading-misspelt", "## Conditions de transfert", "## Condition de transfert", mends=False),
    T("heading-in-dutch", "## Moyens", "## Middelen", mends=False),
    # A telephone.
    T("no-space-after-a-colon", "organisation: actiris", "organisation:actiris"),
    T("no-space-after-a-dash", "  - experiment", "  -experiment"),
    T("at-sign", "Une réunion courte", "@tous, une réunion courte"),
    T("per-cent", "Une réunion courte", "%calme"),
    T("backtick", "Une réunion courte", "`calme` au bureau"),
    T("star", "Une réunion courte", "*calme* au bureau"),
    T("bang", "Une réunion courte", "!calme"),
    T("colon-in-a-title", "Une réunion courte", "Réunion : courte"),
    T("apostrophe-in-quotes", "Une réunion courte", "'L'accueil'"),
    T("quotes-in-quotes", "Une réunion courte", '"Une "vraie" réunion"'),
    T("quote-left-open", "Une réunion courte", '"Une réunion courte'),
    T("hash-in-a-title", "Une réunion courte", "Salle #2 pour appels", mends=False),
    T("tab", "  - experiment", "\t- experiment"),
    T("key-behind-a-space", "organisation: actiris", " organisation: actiris"),
    T("value-below-its-key", "description: Dix", "description:\nDix", mends=False),
    T("comment-without-its-sign", "substance", "à revoir\nsubstance", mends=False),
    T("stars-for-a-list", "  - experiment", "  * experiment"),
    T("dash-in-a-title", "Une réunion courte", "- Une réunion"),
    T("bracket-in-a-title", "Une réunion courte", "[Bruxelles] Une réunion"),
    T("two-front-matters", "---\ntitle", "---\ntitle: Autre\n---\n\n---\ntitle", mends=False),
    T(
        "merge-marks-in-the-keys",
        "substance: comfort",
        "<<<<<<< HEAD\nsubstance: comfort\n=======\nsubstance: substance\n>>>>>>> bruit",
        mends=False,
    ),
    T(
        "merge-marks-in-the-text",
        "Douze personnes.",
        "<<<<<<< HEAD\nDouze\n=======\nTreize\n>>>>>>> bruit",
        mends=False,
    ),
    # The words of the house.
    T("steps-in-french", "steps:", "étapes:"),
    T("institution", "organisation: actiris", "institution: actiris"),
    T("summary-in-french", "description: Dix", "résumé: Dix"),
    T("a-word-for-the-summary", "description: Dix", "chapeau: Dix", mends=False),
    T("keys-in-dutch", "organisation: actiris", "instelling: actiris"),
    T("label-of-a-field", "[work-content]", "[Contenu et organisation du travail]"),
    T("label-of-a-state", "state: pilot", "state: à l’essai"),
    T("list-without-brackets", "[work-content]", "work-content, management"),
    T("name-of-an-institution", "organisation: actiris", "organisation: Actiris"),
    T("institution-by-a-longer-name", ": actiris", ": Actiris Bruxelles", mends=False),
    T("institution-that-is-none", ": actiris", ": La Commune", mends=False),
    T("person-for-a-contact", "comfort", "comfort\ncontact: Jeanne Dupont", mends=False),
    T("life-kept-first", "state: idea", "state: kept", mends=False),
    T("belgian-date", "on: 2026-03-02", "on: 02/03/2026"),
    T("date-in-words", "on: 2026-03-02", "on: 2 mars 2026"),
    T("date-with-points", "on: 2026-03-02", "on: 2.3.2026"),
    T("hour-in-french", "2026-12-08T09:30", "08/12/2026 à 9h30", path=EVENT),
    T("date-that-is-none", "on: 2026-03-02", "on: 31/02/2026", mends=False),
    T("type-by-its-label", "type: meeting", "type: réunion du réseau", path=EVENT),
    T("www-for-a-link", "https://exemple.brussels", "www.exemple.brussels", path=EVENT),
    T("site-without-scheme", "https://service.brussels/", "www.service.brussels", path=MEMBER),
    T("date-for-a-start", "start:", "date:", mends=False, path=EVENT),
    T("phone-of-belgium", "mailbox: ", "phone: 02 800 00 00, mailbox: ", path=MEMBER),
    T("date-year-first", "on: 2026-03-02", "on: 2026/3/2"),
    T("id-in-capitals", "[work-content]", "[Work_Content]"),
    T("key-in-capitals", "organisation:", "Organisation:"),
    T("state-by-another-word", "state: pilot", "state: pilote", mends=False),
    T("comfort-in-french", "substance: comfort", "substance: Confort", mends=False),
    T("list-for-a-title", "Une réunion courte", "[Une réunion, courte]", mends=False),
    T("element-left-empty", "  - experiment", "  - experiment\n  -", mends=False),
    T(
        "link-as-in-a-text",
        "https://exemple.brussels/inscription",
        '"[Inscription](https://exemple.brussels)"',
        path=EVENT,
    ),
    T(
        "link-between-signs",
        "https://exemple.brussels/inscription",
        "<https://exemple.brussels>",
        path=EVENT,
    ),
    T("phone-with-a-trunk-zero", "mailbox: ", "phone: +32 (0)2 800 00 00, mailbox: ", path=MEMBER),
    # Teams and Outlook.
    T("www-in-the-text", "Douze personnes.", "Voir [le site](www.exemple.brussels)."),
    T("mail-for-a-link", "Douze", "[Écrivez](service@exemple.brussels) : douze"),
    T(
        "safe-link",
        "Douze personnes.",
        "Voir [le site](https://eur03.safelinks.protection.outlook.com/?"
        "url=https%3A%2F%2Fexemple.brussels%2Fpage&data=05).",
    ),
    T(
        "link-by-a-search-engine",
        "Douze personnes.",
        "Voir [le site](https://www.google.com/url?q=https%3A%2F%2Fexemple.brussels%2Fpage&sa=D).",
    ),
    T("list-below-a-line", "Douze personnes.", "Nous avions :\n- du bruit\n- des courriels"),
    T("link-to-a-drive", "Douze personnes.", "Voir S:\\Commun\\plan.docx.", mends=False),
    T("link-to-a-file", "Douze", "[Plan](file:///C:/plan.docx) : douze", mends=False),
    T("link-to-a-server", "Douze personnes.", "Voir \\\\srv01\\commun\\plan.docx.", mends=False),
    T("name-with-a-mail", "Toute", "Jeanne Dupont (jeanne.dupont@exemple.brussels), toute", False),
    T("name-with-a-phone", "Toute l’équipe.", "Appelez Jean Peeters au 02 800 12 34.", False),
)
