"""KVÅ codes: which fit a contact, whether they hold on a day, and what is not confirmed of them.

The table lies in content/kva.toml (domain rules C). A code that nobody has confirmed is never added by itself: the
second code of contacts outside the care unit is the unit's own setting (`Settings.kva_outside`), empty until filled in.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from rekotui.base.errors import WrongUseError
from rekotui.casework.contact import HELD, OUTSIDE, PATIENT, parts
from rekotui.casework.messages import KVA
from rekotui.content.load import load_toml

PLAN_MADE, PLAN_FOLLOWED = "plan_made", "plan_followed"
MOST_CODES = 8
"""Codes of one contact: more is a slip of the pen."""

_SHAPE = re.compile(r"[A-Z]{2}[0-9]{3}")
_MARK = re.compile(r"[ABCD](/[ABCD])*")
_BETWEEN = re.compile(r"[,;\s]+")
_TOLD = ("text", "use", "source")


class Code(NamedTuple):
    """One code; a day that is not known is None. `unsure` says what is not confirmed, "" for nothing."""

    code: str
    text: str
    use: str
    enabled: bool
    parts: tuple[str, ...]
    moment: str
    valid_from: date | None
    valid_to: date | None
    mark: str
    source: str
    unsure: str

    def holds(self, on: date) -> bool:
        """Return whether nothing that is known says that the code does not hold on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


def codes() -> Mapping[str, Code]:
    """Return the shipped codes by themselves, in the file's order."""
    return _codes()


def default_codes(part: str, party: str, outcome: str = HELD, outside: str = "") -> tuple[str, ...]:
    """Return the codes to propose for a contact; `outside` is the unit's own second code (or codes).

    Codes mirror what was done (R5): a contact that did not take place has none. One GC001 for one occasion (mark D).
    """
    if outcome != HELD:
        return ()
    found = [code.code for code in codes().values() if code.enabled and part in code.parts]
    if part == OUTSIDE and party != PATIENT:
        found += check_codes(outside)
    return tuple(dict.fromkeys(found))


def plan_codes(moment: str) -> tuple[str, ...]:
    """Return the codes to propose when a plan is made (PLAN_MADE) or followed up (PLAN_FOLLOWED)."""
    return tuple(code.code for code in codes().values() if code.enabled and code.moment == moment)


def check_codes(given: str | Iterable[str]) -> tuple[str, ...]:
    """Return codes as they are written, once each and in the order given; text may have commas or spaces between.

    Raises WrongUseError for what is no KVÅ code (two letters and three digits), and for too many. A code of the right
    shape that the table does not know is allowed: regions have their own (`warnings` tells of it).
    """
    text = given if isinstance(given, str) else " ".join(given)
    found = tuple(dict.fromkeys(word.upper() for word in _BETWEEN.split(text) if word))
    for code in found:
        if not _SHAPE.fullmatch(code):
            raise WrongUseError("bad_kva", code=code[:12])
    if len(found) > MOST_CODES:
        raise WrongUseError("many_kva", most=MOST_CODES)
    return found


def warnings(chosen: Sequence[str], on: date, outside: str = "") -> tuple[str, ...]:
    """Return a sentence for each code that is unknown (and not the unit's own) or does not hold on the day."""
    own = check_codes(outside)
    return tuple(sentence for code in chosen if (sentence := _warning(code, on, own)))


def words(code: str) -> str:
    """Return what a code is called here, "" for one that the table does not know."""
    known = codes().get(code)
    return known.text if known else ""


def codes_from(table: Mapping[str, Any]) -> dict[str, Code]:
    """Return the codes that the file's content makes; raise ValueError that names the code and what is wrong."""
    found: dict[str, Code] = {}
    for told in table["code"]:
        code = _code(told)
        if code.code in found:
            raise _wrong(code.code, "stands twice")
        found[code.code] = code
    return found


def _warning(code: str, on: date, own: Sequence[str]) -> str:
    known = codes().get(code)
    if known is None:
        return "" if code in own else KVA["unknown"].format(code=code)
    if known.holds(on):
        return ""
    if known.valid_to is not None and known.valid_to < on:
        return KVA["ended"].format(code=code, day=known.valid_to, on=on)
    return KVA["not_yet"].format(code=code, day=known.valid_from, on=on)


@cache
def _codes() -> Mapping[str, Code]:
    return codes_from(load_toml("kva.toml"))


def _code(told: Mapping[str, Any]) -> Code:
    name = str(told.get("code", ""))
    if not _SHAPE.fullmatch(name):
        raise _wrong(name or "?", "is no code")
    for field in _TOLD:
        if not str(told.get(field, "")).strip():
            raise _wrong(name, f"no {field}")
    if not _MARK.fullmatch(str(told.get("mark", ""))):
        raise _wrong(name, "no mark")
    if unknown := set(told.get("parts", ())) - set(parts()):
        raise _wrong(name, f"no such part: {sorted(unknown)}")
    if told.get("moment", "") not in ("", PLAN_MADE, PLAN_FOLLOWED):
        raise _wrong(name, "no such moment")
    first, last = told.get("valid_from"), told.get("valid_to")
    if first and last and first > last:
        raise _wrong(name, "ends before it begins")
    return Code(
        code=name,
        text=told["text"],
        use=told["use"],
        enabled=bool(told.get("enabled", False)),
        parts=tuple(told.get("parts", ())),
        moment=told.get("moment", ""),
        valid_from=first,
        valid_to=last,
        mark=told["mark"],
        source=told["source"],
        unsure=told.get("unsure", ""),
    )


def _wrong(code: str, what: str) -> ValueError:
    return ValueError(f"kva.toml, {code}: {what}")
