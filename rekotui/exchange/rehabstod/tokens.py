"""From the text of a copy to pieces that can be placed: one clean piece for every cell with something in it.

What a terminal receives varies: tabs become spaces, line breaks vanish or multiply, hidden characters come
along.
"""

import re
import unicodedata
from collections.abc import Iterator

from rekotui.exchange.rehabstod.align import Piece
from rekotui.exchange.rehabstod.columns import FEWEST_HEADINGS, Column, column_of
from rekotui.exchange.rehabstod.shapes import (
    DEGREE_PATTERN,
    INQUIRY_PATTERN,
    NOTHING,
    OCCUPATION_PATTERN,
    is_status,
    shape_of,
    status_words,
)

_LINES = re.compile("[\n\r\v\f\x85\u2028\u2029]+")
_WIDE_GAP = re.compile(r"\t| {2,}")
# Escape sequences of a terminal go as a whole: without their first character the rest would look like text.
_ESCAPES = re.compile("\x1b(?:\\[[0-9;?]*[ -/]*[@-~])?")
_SPACES = re.compile("[\xa0\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile("[\xad\u200b-\u200d\u2060\ufeff]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_NUMBER = r"(?<!\d)(?:18|19|20)\d{6}-\d{4}(?!\d)"
_DATE = r"(?<![\w./:\"'(=-])(?:19|20)\d\d-\d\d-\d\d"
_GLUED = re.compile(f"{_NUMBER}|{_DATE}")
_ANY_SHAPE = re.compile(
    rf"{_NUMBER}|{_DATE}|(?<!\d)\d{{1,3}} ?år\b|(?<!\d)\d{1, 6} ?dag(?:ar)?\b|{DEGREE_PATTERN}"
    rf"|(?<=\s)(?:Kvinna|Man)(?=\s)|{OCCUPATION_PATTERN}|{INQUIRY_PATTERN}"
)
_DEGREES_FIRST = re.compile(rf"({DEGREE_PATTERN})\s*(-|{INQUIRY_PATTERN}.*)")
_NUMBER_LAST = re.compile(r"(.*?(?:\s|[a-zåäöé)]))(\d{1,5})", re.DOTALL)
_BEFORE_NUMBER = re.compile(
    rf"(.*?)\s*(\d{{1,5}})?\s*({'|'.join(re.escape(word) for word in status_words())})?", re.DOTALL
)
_FORMULA = ("=", "+", "@")


def pieces_of(text: str) -> list[Piece]:
    """Return the pieces of a copied table in reading order, empty cells left out."""
    cut = "\t" if "\t" in text else None
    found: list[Piece] = []
    for line, content in enumerate(_LINES.split(text)):
        for cell in _cells(content, cut):
            clean, dirty = clean_cell(cell)
            if clean:
                found += [Piece(part, shape_of(part), line, dirty) for part in _unglued(clean)]
    return _joined(_with_running_numbers(found))


def clean_cell(text: str) -> tuple[str, bool]:
    """Return a cell's text with single spaces and no hidden characters, and whether it had control characters.

    Soft hyphens and zero-width characters are layout and go silently; control and direction characters do not
    belong in a list and are reported.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split()), False
    text = _INVISIBLE.sub("", _SPACES.sub(" ", _ESCAPES.sub("\x1b", text)))
    clean = _FORBIDDEN.sub("", text)
    return " ".join(unicodedata.normalize("NFC", clean).split()), clean != text


def _cells(line: str, cut: str | None) -> list[str]:
    """Split a line at its tabs; in a copy without any, at wide gaps, which they may have become."""
    return line.split(cut) if cut else _WIDE_GAP.split(_SPACES.sub(" ", line))


def _unglued(text: str) -> Iterator[str]:
    """Part a text in which cells have run together; what is not clearly glued stays whole."""
    words = text.split()
    if len(words) >= FEWEST_HEADINGS and all(column_of(word) for word in words):
        yield from words
        return
    degrees = _DEGREES_FIRST.fullmatch(text)
    if degrees:
        yield from degrees.groups()
        return
    match = None if text.startswith(_FORMULA) else _GLUED.search(text)
    if match is None or match.group() == text:
        yield text
        return
    yield from _parted(text)


def _parted(text: str) -> Iterator[str]:
    """Cut a line of glued cells at everything with a shape of its own."""
    after, previous = 0, ""
    for match in _ANY_SHAPE.finditer(text):
        is_number = shape_of(match.group()) is Column.PERSONNUMMER
        yield from _between(text[after : match.start()], previous, before_number=is_number)
        yield match.group()
        after, previous = match.end(), match.group()
    yield from _between(text[after:], previous, before_number=False)


def _between(text: str, previous: str, *, before_number: bool) -> Iterator[str]:
    """Part what stands between two shapes: "-" after degrees, number and status before a personnummer."""
    text = text.strip()
    if previous.endswith("%") and text.startswith(NOTHING):
        yield NOTHING
        text = text[1:].strip()
    match = _BEFORE_NUMBER.fullmatch(text) if before_number else None
    yield from (part.strip() for part in (match.groups() if match else (text,)) if part and part.strip())


def _with_running_numbers(pieces: list[Piece]) -> list[Piece]:
    """Part a doctor from the next row's running number ("Eva Testdoktor 2") where line breaks were lost."""
    found: list[Piece] = []
    rows = 0
    for piece, following in zip(pieces, [*pieces[1:], None], strict=False):
        rows += piece.shape is Column.PERSONNUMMER
        opens_row = following and (is_status(following.text) or following.shape is Column.PERSONNUMMER)
        match = _NUMBER_LAST.fullmatch(piece.text) if opens_row and piece.shape is None else None
        if match and match[2] == str(rows + 1):
            found.append(Piece(match[1].strip(), None, piece.line, piece.dirty))
            found.append(Piece(match[2], None, piece.line))
        else:
            found.append(piece)
    return found


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Join what a line break has parted: degrees, inquiries, occupations, and lists that hang on a comma."""
    found: list[Piece] = []
    for piece in pieces:
        before = found[-1] if found else None
        if before and _belongs_together(before, piece):
            comma = piece.shape is Column.OCCUPATIONS and not before.text.endswith(",")
            text = f"{before.text}{', ' if comma else ' '}{piece.text}".replace(" ,", ",")
            found[-1] = Piece(text, shape_of(text), before.line, before.dirty or piece.dirty)
        else:
            found.append(piece)
    return found


def _belongs_together(before: Piece, piece: Piece) -> bool:
    if piece.shape in (Column.DEGREES, Column.INQUIRIES, Column.OCCUPATIONS) and before.shape is piece.shape:
        return True
    hangs = before.text.endswith(",") or piece.text.startswith(",")
    return hangs and piece.shape in (None, Column.OCCUPATIONS) and len(before.text) < 200
