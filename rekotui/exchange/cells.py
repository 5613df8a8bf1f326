"""Cells for spreadsheets: text that could run as a formula is made plain text, and can be read back exactly."""

import unicodedata

_ACTIVE = frozenset("=+-@|%")
_LEADING = frozenset("\t\r\n\0")


def neutral(text: str) -> str:
    """Return the cell with a leading apostrophe where a spreadsheet might run it, or where one already stands."""
    return f"'{text}" if text != "-" and (_runs(text) or text.startswith("'")) else text


def plain(cell: str) -> str:
    """Return the text that `neutral` was given."""
    return cell[1:] if cell.startswith("'") else cell


def _runs(text: str) -> bool:
    if text[:1] in _LEADING and text:
        return True
    for char in unicodedata.normalize("NFKC", text):
        if char.isspace() or unicodedata.category(char) in ("Cc", "Cf"):
            continue
        return char in _ACTIVE
    return False
