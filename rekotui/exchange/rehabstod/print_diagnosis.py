"""Diagnoses as a print shows them: cut, with the codes behind the name glued to it (domain rehabstod 2.1 G, 2.2)."""

import re

from rekotui.exchange.rehabstod.shapes import CODE_PATTERN

_CODES = rf"{CODE_PATTERN}(?:, ?{CODE_PATTERN})*"
_BEHIND_CUT = re.compile(rf"(.*(?:…|\.\.\.)) ?({_CODES})")
_GLUED = re.compile(rf"(.*[a-zåäöéü)\]]) ?((?<! ){_CODES}|(?<= )[A-Z]\d\d[A-Z0-9-]{{1,4}}(?:, ?{CODE_PATTERN})*)")
_CODE_ONLY = re.compile(rf"([A-Z]\d\d[A-Z0-9-]*?) ?([A-Z]\d\d[A-Z0-9-]{{0,4}}(?:, ?{CODE_PATTERN})*)")
_CUT_CODE = re.compile(r",? ?[A-Z]?\d{0,2}[A-Z0-9-]{0,4}\.\.\.")
_CUT_MARK = "..."
_LONGEST = 200


def with_commas(text: str) -> str:
    """Put the comma back between a main diagnosis and the codes that the print has glued to it.

    `F438A … M545, F419`, `I214 Aku…E119, I109`, `I639 Cerebral infarktE119`, `Z99X9M255`. A name may end with what
    looks like a code ("vitamin B12"): behind a space three characters are taken for a part of the name.
    """
    if len(text) > _LONGEST:
        return text
    for pattern in (_BEHIND_CUT, _CODE_ONLY, _GLUED):
        match = pattern.fullmatch(text)
        if match:
            return f"{match[1]}, {match[2]}"
    return text


def without_cut_code(text: str) -> str:
    """Leave out a secondary code that the old print has cut in the middle (`F438A Utmattning, M545, F4...`)."""
    if not text.endswith(_CUT_MARK):
        return text
    head, comma, last = text.rpartition(",")
    return head if comma and _CUT_CODE.fullmatch(last) else text


def is_cut(text: str) -> bool:
    """Return whether the old print has cut a value: names after 40 characters, doctors after 30."""
    return text.endswith(_CUT_MARK)
