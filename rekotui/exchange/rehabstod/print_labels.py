"""Find the labels of a printed page in its text, and the values beside them (domain rehabstod 2.2).

A block of the print is read by its labels and never by place: with columns hidden or moved every later one stands
somewhere else, and labels of one height come out on one line. A word that is a label may also stand in a name
("Fel Slutdatum"), so a label counts where what follows it could be its value.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rekotui.exchange.rehabstod.columns import Column
from rekotui.exchange.rehabstod.shapes import (
    CODE_PATTERN,
    DEGREE_PATTERN,
    INQUIRY_PATTERN,
    OCCUPATION_PATTERN,
    OCCUPATIONS,
    RISKS,
    SEXES,
    status_words,
)

_OTHER_LABELS = {
    "Personnr": Column.PERSONNUMMER,
    "Diagnos(er)": Column.DIAGNOSIS,
    "Diagnos/diagnoser": Column.DIAGNOSIS,
    "Diagnos": Column.DIAGNOSIS,
    "Antal intyg": Column.CERTIFICATES,
    "Antal": Column.CERTIFICATES,
    "Sjukskrivningslängd": Column.LENGTH,
    "Sjukskrivningsgrad": Column.DEGREES,
    "Kompletteringar": Column.INQUIRIES,
}
LABELS = {column.value: column for column in Column} | _OTHER_LABELS
"""The labels of today's print and of the old one; written as they are printed, capital letter first."""

FREE = frozenset({Column.NAME, Column.PHYSICIAN, Column.DIAGNOSIS, Column.CO_DIAGNOSES})
"""Columns whose values have no shape."""
_MAY_BE_EMPTY = frozenset({Column.STATUS, Column.OCCUPATIONS, Column.DEGREES, Column.INQUIRIES, Column.RISK})


def _one_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})"


def _whole_words(words: Iterable[str]) -> str:
    return rf"{_one_of(words)}(?!\S)"


def _beginnings(words: Iterable[str]) -> str:
    """Return a pattern for the words and for what a line break may leave of them ("Lämnas utan")."""
    return _whole_words({" ".join(word.split()[:end]) for word in words for end in range(1, word.count(" ") + 2)})


_LABEL = re.compile(rf"(?<!\S){_one_of(LABELS)}(?=[\s:\dA-ZÅÄÖ(-]|$)")
_CHOSEN = r"(?!Alla valda\b|\d+ vald)"
_CUT = r"[A-Z]\w{0,6}(?:…|\.\.\.)"
_SPACE = re.compile(r"[ :]*")
_LONGEST_SHAPED = 120


_DATE = r"(?=(?:\w{0,3}\d))\w{4}[^\w\s]"
_OPENS = {
    Column.NUMBER: r"\d{1,5}(?!\S)",
    Column.PERSONNUMMER: r"\d{6}",
    Column.AGE: r"\d{1,3}\b(?! ?%)",
    Column.SEX: _whole_words(SEXES),
    Column.STATUS: _beginnings(status_words()),
    Column.OCCUPATIONS: rf"{_one_of(word.split()[0] for word in OCCUPATIONS)}\b|-(?!\S)",
    Column.FIRST_DAY: _DATE,
    Column.LAST_DAY: _DATE,
    Column.LENGTH: r"\d[\d ]{0,6}(?:dag|$)",
    Column.CERTIFICATES: r"\d{1,3}(?!\S)",
    Column.DEGREES: r"\d{1,3} ?%",
    Column.INQUIRIES: r"-(?!\S)|Komplettering|Obesvarade|Administrativ",
    Column.RISK: _beginnings((*RISKS, "-")),
    Column.DIAGNOSIS: rf"{CODE_PATTERN}(?!-[A-Z]\d\d)|{_CUT}|…|Okän[td]\b",
    Column.CO_DIAGNOSES: r"[A-Za-z]\d|-(?!\S)",
    Column.NAME: rf"{_CHOSEN}\S",
    Column.PHYSICIAN: rf"{_CHOSEN}\S",
}
_WHOLE = {
    Column.NUMBER: r"\d{1,5}",
    Column.PERSONNUMMER: r"\d{8} ?[-‐‑–−+]? ?(?:\d{4}|(?=\d*[A-Z])[0-9A-Z]{4})|\d{6}[-‐‑–−+]\d{4}",
    Column.AGE: r"\d{1,3} ?år",
    Column.SEX: _whole_words(SEXES),
    Column.STATUS: _whole_words(status_words()),
    Column.OCCUPATIONS: OCCUPATION_PATTERN,
    Column.FIRST_DAY: r"\w{4}[^\w\s]\w{2}[^\w\s]\w{2}",
    Column.LAST_DAY: r"\w{4}[^\w\s]\w{2}[^\w\s]\w{2}",
    Column.LENGTH: r"\d[\d ]{0,6} ?dag(?:ar)?",
    Column.CERTIFICATES: r"\d{1,3}",
    Column.DEGREES: DEGREE_PATTERN,
    Column.INQUIRIES: rf"-|{INQUIRY_PATTERN}(?:[ ,;]*{INQUIRY_PATTERN})*",
    Column.RISK: _whole_words((*RISKS, "-")),
}
_OPENS_RE = {column: re.compile(pattern) for column, pattern in _OPENS.items()}
_WHOLE_RE = {column: re.compile(pattern) for column, pattern in _WHOLE.items()}


@dataclass(frozen=True, slots=True)
class Item:
    """A label with what stands beside it, or (`column` None) text without one.

    `sure`: what follows the label could be its value. `whole` is the text with the label, `offset` where it began on
    its line, `bare` that the value did not stand on the line of its label. `weak`: an empty label behind free text,
    which may be the end of that text.
    """

    column: Column | None
    text: str
    whole: str
    offset: int
    sure: bool = False
    bare: bool = False
    dirty: bool = False
    weak: bool = False


def items_of(line: str, following: str, offset: int = 0, *, dirty: bool = False) -> Iterator[Item]:
    """Take one line apart at its labels; `following` is the next line, where the last value may stand."""
    marks = list(_marks(line, following))
    first = marks[0][0] if marks else len(line)
    if first:
        yield Item(None, line[:first].strip(), line[:first].strip(), offset, dirty=dirty)
    for (start, end, column, sure), after in zip(marks, [*marks[1:], None], strict=False):
        stop = after[0] if after else len(line)
        text = line[end:stop].strip(" :")
        value, rest = _split_off(column, text)
        bare = not text
        yield Item(column, value, line[start:stop].strip(), offset + start, sure=sure, bare=bare, dirty=dirty)
        if rest:
            yield Item(None, rest, rest, offset + start, dirty=dirty)


def _marks(line: str, following: str) -> Iterator[tuple[int, int, Column, bool]]:
    """Yield (start, end, column, sure) of the labels: any that begins the line, and later ones with a fitting value."""
    before: tuple[int, Column] | None = None
    for match in _LABEL.finditer(line):
        column = LABELS[match.group()]
        sure = _opens(column, line, match.end(), following)
        if match.start() and not sure:
            continue
        if before and before[1] is column in FREE and not line[before[0] : match.start()].strip(" :"):
            continue
        before = match.end(), column
        yield match.start(), match.end(), column, sure


def _opens(column: Column, line: str, end: int, following: str, ahead: int = 3) -> bool:
    """Return whether a value of the column begins behind a label, or on the next line if nothing stands there.

    An empty value is one before another label that counts; so many labels are looked `ahead` at.
    """
    space = _SPACE.match(line, end)
    at = space.end() if space else end
    text = line
    if at >= len(line):
        text, at = following, 0
    label = _LABEL.match(text, at)
    if not text or (label and column not in FREE):
        empty = column in _MAY_BE_EMPTY and not (label and LABELS[label.group()] is column)
        if not label or text is following or not ahead:
            return empty
        return empty and _opens(LABELS[label.group()], line, label.end(), following, ahead - 1)
    if label and text is following and LABELS[label.group()] is not column:
        return False
    return _OPENS_RE[column].match(text, at) is not None


def opens(column: Column, text: str) -> bool:
    """Return whether a text could be the beginning of a value of the column."""
    return _OPENS_RE[column].match(text) is not None


def is_whole(column: Column, text: str) -> bool:
    """Return whether a text is a whole value of the column; columns without a shape are never sure to be whole."""
    pattern = _WHOLE_RE.get(column)
    return pattern is not None and len(text) <= _LONGEST_SHAPED and pattern.fullmatch(text) is not None


def starts_with_label(text: str) -> bool:
    """Return whether a text begins with a label."""
    return _LABEL.match(text) is not None


def _split_off(column: Column, text: str) -> tuple[str, str]:
    """Part a value with a shape from text that does not belong to it; a list that goes on stays together."""
    pattern = _WHOLE_RE.get(column)
    match = pattern.match(text) if pattern else None
    rest = text[match.end() :].strip(" ,;") if match else ""
    if not match or not rest or opens(column, rest) or not text[match.end()].isspace():
        return text, ""
    return match.group(), rest
