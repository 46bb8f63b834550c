"""What a form makes, and the ways by which it comes back: as a file, an archive, an e-mail."""

import html
import io
import json
import textwrap
import zipfile
from email import message_from_bytes, policy
from email.message import EmailMessage

import pypdf
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from knowledge.sheets.registry import KINDS

NAME = "reunion-debout"
HOSTILE = "</script> {{ 7*7 }}: # 'a' \"b\" \\n \\\\ & é 😀 x"
SCHEMA = "# yaml-language-server: $schema=../../../schemas/practice.schema.json"
HEAD = {
    "description": json.dumps(HOSTILE, ensure_ascii=False),
    "organisation": "institution-a",
    "life": "\n  - {state: idea, on: 2026-01-12}\n  - {state: pilot, on: 2026-03-02}",
    "fields": "[health, equality]",
    "steps": "[framing]",
    "substance": "comfort",
}
SECTIONS = ("context", "done", "participation", "means", "transfer")
TEXT = "Dix minutes, debout : l’été 😀 — “oui”.\n\n- un point\n- un autre\n\n### Ensuite\n\n---\n\nFin."


def mark(kind: str, lang: str = "fr", name: str = NAME) -> str:
    """Return what the form says of a proposal."""
    return f"# vigie-proposal: {{form: 1, kind: {kind}, lang: {lang}, name: {name}}}"


def form(head: str, kind: str, body: str = "", *, lang: str = "fr", name: str = NAME) -> str:
    """Return the file of a form that makes no sheet."""
    below = f"\n{body}\n" if body else ""
    return f"---\n{mark(kind, lang, name)}\n{head}---\n{below}"


def a_practice(lang: str = "fr", name: str = NAME, **keys: str) -> str:
    """Return the file of the form of a practice; `keys` take the place of its own, or are added."""
    held = {"title": json.dumps("Réunion : debout 😀", ensure_ascii=False), **HEAD, **keys}
    head = "".join(f"{key}: {value}\n" for key, value in held.items())
    head = head.replace(": \n", ":\n")
    headings = KINDS["practice"].headings(lang)
    parts = (f"\n## {headings[key]}\n\n{TEXT}\n" for key in SECTIONS)
    return f"---\n{SCHEMA}\n{mark('practice', lang, name)}\n{head}---\n{''.join(parts)}"


def archive(files: dict[str, bytes], packing: int = zipfile.ZIP_STORED) -> bytes:
    """Return an archive of files by their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as made:
        for name, body in files.items():
            made.writestr(name, body)
    return out.getvalue()


def mail(text: str, files: dict[str, bytes] | None = None, **settings: str) -> bytes:
    """Return an e-mail with files."""
    message = EmailMessage()
    message["From"] = "Léa Dubois <lea@example.org>"
    message["Subject"] = "Une pratique : été"
    message.set_content(text, **settings)
    for name, body in (files or {}).items():
        message.add_attachment(body, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def pdf(script: str = "") -> bytes:
    """Return a page of PDF that says who made it, and runs a script where one is given."""
    made = pypdf.PdfWriter()
    made.add_blank_page(9, 9)
    made.add_metadata({"/Author": "Jean Dupont"})
    if script:
        action = {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject(script),
        }
        made.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def office(name: str, part: bytes, **others: bytes) -> bytes:
    """Return a document of Word with a part."""
    parts = {"[Content_Types].xml": b"<Types/>", name: part}
    return archive({**parts, **{key.replace("__", "/"): body for key, body in others.items()}})


def forwarded(raw: bytes) -> bytes:
    """Return an e-mail that holds another."""
    message = EmailMessage()
    message["From"] = "Secretariat <team@example.org>"
    message.set_content("See below.")
    message.add_attachment(message_from_bytes(raw, policy=policy.default))
    return message.as_bytes()


def escaped(line: str) -> str:
    """Return a line as HTML has it."""
    return html.escape(line)


def wrapped(text: str, *, soft: bool) -> str:
    """Return a text as a mail program breaks its lines."""
    end = " \n" if soft else "\n"
    made = []
    for line in text.split("\n"):
        if soft and line.startswith(" "):
            line = f" {line}"  # RFC 3676, 4.4
        made.append(end.join(textwrap.wrap(line, 60, break_long_words=False)) or line)
    return "\n".join(made)
