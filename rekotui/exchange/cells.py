"""Cells of tables: text that could run as a formula is made plain text, and text that breaks a page is made whole."""

import re
import unicodedata

_ACTIVE = frozenset("=+-@|%")
_LEADING = frozenset("\t\r\n\0")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|])")
_UNSHOWN = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What neither XML nor HTML can hold."""


def neutral(text: str) -> str:
    """Return the cell with a leading apostrophe where a spreadsheet might run it, or where one already stands."""
    return f"'{text}" if text != "-" and (_runs(text) or text.startswith("'")) else text


def plain(cell: str) -> str:
    """Return the text that `neutral` was given."""
    return cell[1:] if cell.startswith("'") else cell


def one_line(text: str) -> str:
    """Return the text on one line, as a page or sheet can hold it: any white space is one space, the unseen is �."""
    return _UNSHOWN.sub("\ufffd", " ".join(text.split()))


def in_markdown(text: str) -> str:
    """Return the text on one line, as a cell or heading of a Markdown page that shows it as it is."""
    return _MARKDOWN.sub(r"\\\1", one_line(text))


def _runs(text: str) -> bool:
    if text[:1] in _LEADING and text:
        return True
    for char in unicodedata.normalize("NFKC", text):
        # What is not seen (spaces, control and unassigned characters) may be dropped on the way into a cell.
        if unicodedata.category(char)[0] not in "CZ":
            return char in _ACTIVE
    return False
