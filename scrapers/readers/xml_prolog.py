"""An XML document as a site wrote it -> its root element, fit for a parser.

What could expand or reach out is refused, and the commonest faults of programs that write XML as if
it were HTML are mended.
"""

import re
from html.entities import html5

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


# XML 1.0, production 2: controls that no document may hold.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_AMPERSAND = re.compile(
    r"&(?:(#[0-9]{1,20};|#[xX][0-9a-fA-F]{1,20};)|([a-zA-Z][a-zA-Z0-9]{1,31};))?"
)
_OF_XML = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_CDATA, _CDATA_END = "<![CDATA[", "]]>"


def well_formed(root: str) -> str:
    """Return a document in which "A&B" and HTML's character references are written as XML has them.

    A parser that meets one of them would leave out letters, or guess. What is in CDATA stays.
    """
    pieces = []
    at = 0
    while (begins := root.find(_CDATA, at)) >= 0:
        ends = root.find(_CDATA_END, begins)
        if ends < 0:
            break
        pieces += [_AMPERSAND.sub(_as_xml, root[at:begins]), root[begins:ends]]
        at = ends
    pieces.append(_AMPERSAND.sub(_as_xml, root[at:]))
    return _CONTROLS.sub("", "".join(pieces))


def _as_xml(found: re.Match[str]) -> str:
    number, name = found.groups()
    if number or name in _OF_XML:
        return found[0]
    if name in html5:
        return "".join(f"&#{ord(letter)};" for letter in html5[name])
    return f"&amp;{found[0][1:]}"
