"""From bytes to text, whatever a browser, a spreadsheet or a terminal saved (design 6)."""

import codecs
import re

DAMAGED = "\N{REPLACEMENT CHARACTER}"

# In UTF-16 every second byte of Swedish text is zero; in the other encodings hardly any is.
_PROBE = 4096
_ZERO_SHARE = 0.2

_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
# A PDF may have something in front of its first mark: a mail's header, an empty line.
_PDF_MARK_WITHIN = 1024
_PDF_VERSION = re.compile(rb"%PDF-\d\.\d")
_BINARY_MARKS = {
    b"%PDF": "pdf",
    b"PK\x03\x04": "xlsx",
    b"\xd0\xcf\x11\xe0": "xls",
}
_MARKUP_MARKS = (b"<!doctype html", b"<html", b"<?xml", b"from: <saved by", b"mime-version:", b"{\\rtf")
"""A page saved as a page, or a document: text, but not the text of a list."""


def kind_of_binary(data: bytes) -> str | None:
    """Return pdf, xlsx, xls or markup for a file that begins like one, else None."""
    if data[:_PROBE].removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(_MARKUP_MARKS):
        return "markup"
    found = next((kind for mark, kind in _BINARY_MARKS.items() if data.startswith(mark)), None)
    return found or ("pdf" if _PDF_VERSION.search(data[:_PDF_MARK_WITHIN]) else None)


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 or Windows-1252; what fits none of them becomes U+FFFD."""
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    guess = _utf16_without_mark(data[:_PROBE])
    return data.decode(guess, errors="replace") if guess else _one_byte_units(data)


def _one_byte_units(data: bytes) -> str:
    """Tell UTF-8 from Windows-1252; a single damaged or cut character does not make a text something else."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    damaged = text.count(DAMAGED)
    whole = sum(1 for character in text if character > "\x7f") - damaged
    return text if whole > damaged else data.decode("cp1252", errors="replace")


def _utf16_without_mark(head: bytes) -> str | None:
    even, odd = head[0::2], head[1::2]
    if not odd:
        return None
    if odd.count(0) > _ZERO_SHARE * len(odd) and even.count(0) < odd.count(0):
        return "utf-16-le"
    if even.count(0) > _ZERO_SHARE * len(even):
        return "utf-16-be"
    return None
