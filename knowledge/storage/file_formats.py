"""The first bytes of a file -> the document that it is, whatever its name says."""

_SIGNS = {
    b"PK\x03\x04": "Word, OpenDocument (.docx, .odt)",
    b"\xd0\xcf\x11\xe0": "Word (.doc)",
    b"%PDF-": "PDF",
    b"{\\rtf": "RTF",
    b"<!DOCTYPE html": "HTML",
    b"<!doctype html": "HTML",
    b"<html": "HTML",
}


def named(raw: bytes) -> str:
    """Return the name of the format of a file that is no plain text, "" where none is known."""
    for sign, name in _SIGNS.items():
        if raw.startswith(sign):
            return name
    return ""
