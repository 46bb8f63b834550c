"""Facts -> text: the turns that several formats of JSON and XML share."""

import json
from collections.abc import Mapping
from typing import TypeVar
from xml.etree import ElementTree as ET

T = TypeVar("T")


def without_empty(facts: Mapping[str, T]) -> dict[str, T]:
    """Leave out what is not known: an absent key says so, an empty value does not."""
    return {key: value for key, value in facts.items() if value not in (None, "", [], {})}


def json_document(data: Mapping[str, object]) -> bytes:
    """Write a document of JSON for people and programs: a key a line."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def xml_document(root: ET.Element) -> bytes:
    """Write a document of XML, indented."""
    ET.indent(root, " ")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def add_text(parent: ET.Element, tag: str, text: str) -> None:
    """Add an element that holds a text."""
    ET.SubElement(parent, tag).text = text


def add_texts(parent: ET.Element, texts: Mapping[str, str]) -> None:
    """Add an element for each text that is not empty."""
    for tag, text in texts.items():
        if text:
            add_text(parent, tag, text)
