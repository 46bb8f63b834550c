"""What stands before the root element of an XML document: refuse what could expand or reach out."""

import re

from knowledge.errors import ReadError

# XML 1.0 (W3C, 5th edition), production 22: declaration, comments, instructions, white space,
# document type.
PIECE = re.compile(
    r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\b[^>\[]*(?P<subset>\[)?[^>]*>?", re.DOTALL | re.IGNORECASE
)
# A tag of this length has thousands of attributes, on which parsers take quadratic time.
LONG_TAG = re.compile(r"<[A-Za-z/][^<>]{65536}")


def strip(text: str, url: str) -> str:
    """Return the document from its root element on.

    No declaration then says what encoding it is in. Raises ReadError "xml_entities" for a document
    type with an internal subset (it may declare entities, XML 1.0 section 2.8), and "too_dense" for
    a tag that no real document has.
    """
    position = 0
    while piece := PIECE.match(text, position):
        if piece["subset"]:
            raise ReadError("xml_entities", url=url)
        position = piece.end()
    root = text[position:]
    if LONG_TAG.search(root):
        raise ReadError("too_dense", url=url)
    return root
