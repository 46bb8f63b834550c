"""What came back from a form, as a file, an archive, an e-mail or an issue -> the proposal in it,
and the files that go along.

All of it is text and bytes from strangers: `opened` runs in the sandbox.
"""

import email
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from email import policy
from email.message import EmailMessage
from functools import partial
from itertools import dropwhile, filterfalse, starmap

from bs4 import BeautifulSoup

from knowledge.errors import SheetError
from knowledge.model import Problem
from vigie import safe_zip
from vigie.intake import answers, attachments, issues, office, word
from vigie.intake.attachments import Attachment
from vigie.safe_zip import ZipLimits

LIMITS = ZipLimits(files=60, size=150_000_000, listing=1_000_000)
_ZIP = b"PK\x03\x04"
# What Outlook makes of a message, Word before 2007 of a text, and any of them with a password.
_OLE = b"\xd0\xcf\x11\xe0"
_MAIL, _ARCHIVE, _WORD, _OUTLOOK = ".eml", ".zip", ".docx", ".msg"
_TEXTS = (".md", ".markdown", ".txt")
# What a forge tells of an issue, in the file of an event or by its API.
_TOLD = ".json"
_MOST_PARTS = 200
_MARK_LINE = re.compile(r"([> ]{0,20})#[ \t]{0,3}vigie-proposal:")
# Where a mail program broke the line, the mark goes on.
_MARK = re.compile(r"^#[ \t]{0,3}vigie-proposal:\s{0,9}(\{[^{}]{0,600}\})[^\n]{0,99}\n?", re.M)
_SCHEMA_CUT = re.compile(r"^(# yaml-language-server:)\s{1,9}(\$schema=)", re.M)
_CUT = re.compile(r"={5,80}")
_FENCE = re.compile(r"(`{3,20}|~{3,20})\w{0,20}")
_HEAD = "---"
_BREAKS = re.compile(r"\r\n?|\n")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*+"')
_BLOCKS = ("p", "div", "li", "tr", "pre")


@dataclass(frozen=True)
class Parcel:
    """A proposal as it came.

    `path` is how problems name it, and `first` the line there on which `text` begins, 0 for what
    has no lines; `mark` is what the form says of it, "" where no form made it. `files` are as they
    may be published, `refused` says why others may not. `sender` wrote the e-mail.
    """

    path: str
    text: str
    mark: str = ""
    first: int = 1
    files: tuple[Attachment, ...] = ()
    refused: tuple[Problem, ...] = ()
    sender: str = ""


def opened(raw: bytes, path: str) -> Parcel | tuple[Problem, ...]:
    """Return the proposal in what came back, or why none can be read."""
    try:
        return _cleaned(_unpacked(raw, path))
    except SheetError as error:
        return tuple(map(partial(_named, path=path), error.faults))


def _unpacked(raw: bytes, path: str) -> Parcel:
    if raw.startswith(_ZIP):
        return _of_zip(raw, path)
    if raw.startswith(_OLE):
        raise _none("proposal_outlook" if path.lower().endswith(_OUTLOOK) else "proposal_doc", path)
    if path.lower().endswith(_MAIL):
        return _of_mail(raw, path)
    if path.lower().endswith(_TOLD):
        return _of_issue(raw, path)
    return found(_decoded(raw, path), path)


def found(text: str, path: str, *, mailed: bool = False) -> Parcel:
    """Return the proposal that a text holds, whatever stands around it, or the answers to a form
    of a forge.

    Raises SheetError where there is none. What was `mailed` may have its lines broken.
    """
    lines = _BREAKS.split(text)
    if given := issues.proposal(lines, path.rpartition("/")[2].rpartition(".")[0]):
        return _of_answers(given, path)
    marked = [number for number, line in enumerate(lines) if _MARK_LINE.match(line)]
    if not marked:
        return _unmarked(lines, path)
    quote = _quote(lines[marked[0]])
    lines = list(map(partial(_unquoted, quote=quote), lines))
    start = _start(lines, marked[0], path)
    own = _SCHEMA_CUT.sub(r"\1 \2", "\n".join(_up_to_the_end(lines, start)).rstrip("\n") + "\n")
    said = _MARK.search(own)
    if said is None:
        raise _mark_cut(lines, marked[0], path)
    mark = " ".join(said[1].split())
    own = f"{own[: said.start()]}# vigie-proposal: {mark}\n{own[said.end() :]}"
    return Parcel(path, joined(own) if mailed else own, mark, start + 1)


def _of_issue(raw: bytes, path: str) -> Parcel:
    """Return the proposal in an issue as a forge tells of it; problems name it by its number."""
    issue = issues.told(raw)
    if issue is None:
        raise _none("proposal_none", path)
    named = f"#{issue.number}"
    given = issues.proposal(_BREAKS.split(issue.text), issue.title)
    return _of_answers(given, named) if given else found(issue.text, named)


def _of_answers(given: answers.FormAnswers, path: str) -> Parcel:
    return Parcel(path, answers.text(given), given.mark, first=0)


def _mark_cut(lines: list[str], number: int, path: str) -> SheetError:
    facts = {"path": path, "line": str(number + 1), "found": lines[number][:80]}
    return SheetError([Problem("proposal_mark_cut", facts)])


def without_mark(text: str) -> str:
    """Return a proposal as a sheet has it: without what the form says of it."""
    return _MARK.sub("", text, count=1)


def joined(text: str) -> str:
    """Return a text with each value of its front matter on one line again: a form writes none on
    several.
    """
    head, mark, below = text.removeprefix(f"{_HEAD}\n").partition(f"\n{_HEAD}\n")
    if not mark:
        return text
    made: list[str] = []
    for line in head.split("\n"):
        if made and _is_open(made[-1]):
            made[-1] = f"{made[-1].rstrip()} {line.lstrip()}"
        else:
            made.append(line)
    return "\n".join([_HEAD, *made, _HEAD, below])


def _is_open(line: str) -> bool:
    """Return whether a value goes on in the next line."""
    if line.startswith("#"):
        return False
    plain = _QUOTED.sub("", line)
    opened = plain.count("{") + plain.count("[")
    return '"' in plain or opened > plain.count("}") + plain.count("]")


def _quote(line: str) -> str:
    shape = _MARK_LINE.match(line)
    return shape[1].rstrip() if shape else ""


def _unquoted(line: str, quote: str) -> str:
    """Return a line without the signs by which a mail program quotes it."""
    return line.removeprefix(quote).removeprefix(" ") if quote else line


def _start(lines: list[str], marked: int, path: str) -> int:
    for number in range(marked - 1, -1, -1):
        if lines[number].rstrip() == _HEAD:
            return number
    raise SheetError([Problem("proposal_cut", {"path": path, "line": str(marked + 1)})])


def _up_to_the_end(lines: list[str], start: int) -> list[str]:
    """Return the lines of a proposal: up to the sign that answers the one above it, if one does."""
    above = next(dropwhile(_is_blank, reversed(lines[:start])), "").strip()
    own = lines[start:]
    if _CUT.fullmatch(above):
        return own[: _last_cut(own)]
    if fence := _FENCE.fullmatch(above):
        ends = (number for number, line in enumerate(own) if line.strip() == fence[1])
        return own[: next(ends, None)]
    return own


def _last_cut(own: list[str]) -> int:
    """Return where a proposal ends: at the last sign, since a text may hold one too."""
    ends = [len(own)]
    for number, line in enumerate(own):
        if number > 1 and _MARK_LINE.match(line) and len(ends) > 1:
            break
        if _CUT.fullmatch(line.strip()):
            ends.append(number)
    return ends[-1]


def _is_blank(line: str) -> bool:
    return not line.strip()


def _unmarked(lines: list[str], path: str) -> Parcel:
    if lines[0].rstrip() == _HEAD:
        return Parcel(path, "\n".join(lines))
    raise _none("proposal_none", path)


def _decoded(raw: bytes, path: str) -> str:
    encoding = "utf-16" if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SheetError([Problem("sheet_not_utf8", {"path": path, "line": str(line)})]) from error


def _of_zip(raw: bytes, path: str) -> Parcel:
    if office.is_document(raw):
        return _of_document(raw, path)
    held = list(starmap(Attachment, safe_zip.contents(raw, LIMITS).items()))
    on_top = list(filterfalse(_is_in_folder, held))
    texts = list(filter(_is_text, on_top)) or list(filter(_is_word, on_top))
    if len(texts) != 1:
        raise _none("proposal_zip", path)
    held.remove(texts[0])
    inside = _unpacked(texts[0].content, f"{path}/{texts[0].name}")
    return replace(inside, files=(*inside.files, *held))


def _of_document(raw: bytes, path: str) -> Parcel:
    """Return the proposal in a filled template of Word."""
    held = office.parts(raw)
    if office.kind(held) != "docx":
        raise _none("proposal_word", path)
    made = word.proposal(held, path)
    return Parcel(path, made.text, made.mark, first=0, files=made.files, refused=made.left)


def _is_in_folder(file: Attachment) -> bool:
    return "/" in file.name


def _is_word(file: Attachment) -> bool:
    return file.name.lower().endswith(_WORD) and office.is_document(file.content)


def _of_mail(raw: bytes, path: str) -> Parcel:
    message = email.message_from_bytes(raw, policy=policy.default)
    parts = list(filterfalse(EmailMessage.is_multipart, message.walk()))
    if len(parts) > _MOST_PARTS:
        raise _none("proposal_none", path)
    sent = list(map(_attachment, filter(_goes_along, parts)))
    inside = next(_proposals(sent, path), None) or _of_words(parts, path, sent)
    others = (file for file in sent if inside.path != f"{path}/{file.name}")
    return replace(inside, files=(*inside.files, *others), sender=_sender(message))


def _attachment(part: EmailMessage) -> Attachment:
    return Attachment(_name_of(part), _bytes_of(part))


def _proposals(sent: Iterable[Attachment], path: str) -> Iterator[Parcel]:
    """Yield the proposals among the files of an e-mail."""
    for file in sent:
        if file.name.lower().endswith(_ARCHIVE) and file.content.startswith(_ZIP):
            yield replace(_of_zip(file.content, f"{path}/{file.name}"), path=f"{path}/{file.name}")
        elif _is_text(file) and b"vigie-proposal:" in file.content:
            yield found(_decoded(file.content, file.name), f"{path}/{file.name}")


def _of_words(parts: list[EmailMessage], path: str, sent: Iterable[Attachment]) -> Parcel:
    """Return the proposal in the text of an e-mail, in its HTML where it has no other; or else in
    the one document of Word that goes along.
    """
    for kind, read in (("text/plain", _plain), ("text/html", _of_html)):
        for text in map(read, _texts(parts, kind)):
            if any(map(_MARK_LINE.match, text.split("\n"))):
                return found(text, path, mailed=True)
    documents = list(filter(_is_word, sent))
    if len(documents) > 1:
        names = ", ".join(file.name for file in documents)
        raise SheetError([Problem("proposal_several", {"path": path, "found": names})])
    for file in documents:
        return _of_document(file.content, f"{path}/{file.name}")
    raise _none("proposal_none", path)


def _texts(parts: Iterable[EmailMessage], kind: str) -> Iterator[EmailMessage]:
    """Yield the parts of one kind that are no file."""
    for part in parts:
        if part.get_content_type() == kind and not part.get_filename():
            yield part


def _plain(part: EmailMessage) -> str:
    """Return the text of a part, its soft line breaks taken away (RFC 3676)."""
    text = "\n".join(_BREAKS.split(_text_of(part)))
    if part.get_param("format") != "flowed":
        return text
    glue = "" if part.get_param("delsp") == "yes" else " "
    return "\n".join(_flowed(text.split("\n"), glue))


def _flowed(lines: Iterable[str], glue: str) -> Iterator[str]:
    """Yield the paragraphs of lines of which those that end in a space go on in the next."""
    begun = ""
    for line in lines:
        own = begun + line.removeprefix(" ")
        begun = ""
        if own.endswith(" ") and own != "-- ":
            begun = own.removesuffix(" ") + glue
        else:
            yield own
    if begun:
        yield begun


def _of_html(part: EmailMessage) -> str:
    tree = BeautifulSoup(_text_of(part), "lxml")
    for gap in tree.find_all("br"):
        gap.replace_with("\n")
    for block in tree.find_all(_BLOCKS):
        block.append("\n")
    return tree.get_text().replace("\xa0", " ")


def _text_of(part: EmailMessage) -> str:
    try:
        return str(part.get_content())
    except (LookupError, ValueError):
        return _bytes_of(part).decode("utf-8", "replace")


def _bytes_of(part: EmailMessage) -> bytes:
    held = part.get_payload(decode=True)
    return held if isinstance(held, bytes) else b""


def _goes_along(part: EmailMessage) -> bool:
    """Return whether a part is a file that somebody attached: a signature's picture is none."""
    shown = part.get_content_disposition() == "inline" and part["content-id"]
    return bool(part.get_filename()) and not shown


def _name_of(part: EmailMessage) -> str:
    return re.split(r"[/\\]", part.get_filename() or "")[-1]


def _sender(message: EmailMessage) -> str:
    return str(message["reply-to"] or message["from"] or "")


def _is_text(file: Attachment) -> bool:
    return file.name.lower().endswith(_TEXTS)


def _cleaned(parcel: Parcel) -> Parcel:
    kept: list[Attachment] = []
    refused: list[Problem] = []
    for file in parcel.files:
        try:
            kept.append(attachments.taken(file))
        except SheetError as error:
            refused += map(partial(_named, path=file.name), error.faults)
    return replace(parcel, files=tuple(kept), refused=(*parcel.refused, *refused))


def _named(problem: Problem, path: str) -> Problem:
    return Problem(problem.code, {"path": path, **problem.facts})


def _none(code: str, path: str) -> SheetError:
    return SheetError([Problem(code, {"path": path})])
