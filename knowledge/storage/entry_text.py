"""Entry <-> Markdown with front matter: the program's keys as YAML, the editor's words as they
stand.
"""

from dataclasses import replace

from knowledge.model import Entry
from knowledge.storage import front_matter, front_matter_file, yaml_text


def from_markdown(raw: bytes, path: str) -> Entry:
    """Read an entry's file. `path` is how faults name it.

    Raises SheetError with every fault and how to mend it.
    """
    held = front_matter_file.split(raw, path)
    entry = front_matter.from_data(held.data, held.lines, path)
    return replace(entry, review=held.review, body=held.body) if held.review or held.body else entry


def to_markdown(entry: Entry, *, newline: str = "\n") -> bytes:
    """Write an entry as UTF-8 with its front matter's lines ended by `newline`; the same entry, the
    same bytes.

    Times are written in UTC to the second (ISO 8601); a time without a zone raises ValueError.
    `review` and `body` stand as they are.
    """
    head = yaml_text.dump(front_matter.to_data(entry)).replace("\n", newline)
    review = entry.review
    if review and review[-1] not in "\r\n":
        review += newline
    return f"---{newline}{head}{review}---{newline}{entry.body}".encode()
