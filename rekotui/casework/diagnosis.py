"""Diagnosis codes: one spelling, their chapter, and the seven groups of Rehabstöd's overview.

Codes are ICD-10-SE or KSH97-P, kept without a dot as Rehabstöd shows them (rehabstod 1.13, 2.1). No table of
titles ships (`diagnosis_names` learns them); whether a well-formed code exists is not checked.
"""

import re
from dataclasses import dataclass
from functools import cache

from rekotui.content.load import load_json

_CODE = re.compile(r"[A-Z][0-9]{2}[A-Z0-9-]{0,4}")
_BLOCK = re.compile(r"[A-Z][0-9]{2}-[A-Z][0-9]{2}")
_BEGINNING = re.compile(r"[A-Z](?:[0-9]?|[0-9]{2}[A-Z0-9-]{0,4})")
_NOT_IN_CODE = re.compile(r"[^A-Z0-9-]")
CUT_MARKS = ("…", "...")
"""What a print puts where it cuts a name or a code."""
_BETWEEN_TOKENS = re.compile(r"[\s,;/+]+")


@dataclass(frozen=True, slots=True)
class _Groups:
    """Inclusive code ranges of each group by its name, the name for all that is in none, and of each chapter."""

    ranges: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    without_valid_code: str
    chapters: tuple[tuple[str, str], ...]


def clean_code(text: str) -> str | None:
    """Return a code in one spelling: upper case, without dot or space ("m54.5" → "M545", "R52-" as it is).

    A code is a letter, two digits and up to four letters, digits or hyphens. None for anything else, also for
    several codes or words in one field (doctors write secondary diagnoses freely), for a code that a print has
    cut ("F43…": what is left would be another code) and for a block or chapter ("A00-B99").
    """
    upper = text.upper()
    if any(mark in upper for mark in CUT_MARKS):
        return None
    later = _BETWEEN_TOKENS.split(upper.strip())[1:]
    if any(len(token) > 1 and token[0].isalpha() for token in later):
        return None
    code = _NOT_IN_CODE.sub("", upper)
    return code if _CODE.fullmatch(code) and not _BLOCK.fullmatch(code) else None


def chapter(code: str | None) -> str | None:
    """Return the range of codes of the ICD-10 chapter that a code belongs to ("F00-F99" for F438A).

    The beginning of a code that a print has cut ("F") will do where it leaves one chapter only; None otherwise.
    """
    start = _category(code) or (code if code and _BEGINNING.fullmatch(code) else None)
    if start is None:
        return None
    first, last = start[:3].ljust(3, "0"), start[:3].ljust(3, "9")
    found = [f"{low}-{high}" for low, high in _groups().chapters if low <= last and first <= high]
    return found[0] if len(found) == 1 else None


def beginning_of_cut(text: str) -> str | None:
    """Return what a print has left of a cut main code: "F" of "F…F321, G442" (rehabstod 2.2); None if nothing."""
    marks = [text.find(mark) for mark in CUT_MARKS if mark in text]
    left = text[: min(marks)].strip() if marks else ""
    return left if _BEGINNING.fullmatch(left) else None


def group(code: str | None) -> str:
    """Return the statistics group of a main code; no code, or one outside every group, has its own group."""
    groups, category = _groups(), _category(code)
    if category is not None:
        for name, ranges in groups.ranges:
            if any(first <= category <= last for first, last in ranges):
                return name
    return groups.without_valid_code


def all_groups() -> tuple[str, ...]:
    """Return the names of the groups in Rehabstöd's order, the one without a valid code last."""
    groups = _groups()
    return (*(name for name, _ranges in groups.ranges), groups.without_valid_code)


def chapter_letter(code: str | None) -> str | None:
    """Return the letter of the code's chapter ("F" for F438A); None without a well-formed code."""
    category = _category(code)
    return category[0] if category else None


def _category(code: str | None) -> str | None:
    """Return the first three characters of a code, which decide group and chapter."""
    cleaned = clean_code(code) if code else None
    return cleaned[:3] if cleaned else None


@cache
def _groups() -> _Groups:
    table = load_json("diagnosis_groups.json")
    if not isinstance(table, dict):
        raise TypeError("diagnosis_groups.json is a table with groups")
    return _Groups(
        ranges=tuple(
            (group["name"], tuple((first, last) for first, last in group["codes"])) for group in table["groups"]
        ),
        without_valid_code=table["without_valid_code"],
        chapters=tuple((first, last) for first, last in table["chapters"]),
    )
