"""Reading what diagnoses are called (bare driver, for the reader and inside a unit of work alike)."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from rekotui.casework.diagnosis_names import Name, winner

Ask = Callable[[str, Sequence[object]], list[tuple[Any, ...]]]
"""Carries out one query: `Reader.rows`, or one inside the open transaction."""


class Learning(NamedTuple):
    """What names that are read would teach: codes without a name so far, codes with another one, and all to write."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    names: dict[str, Name]


def titles(ask: Ask, codes: Collection[str]) -> dict[str, str]:
    """Return code → name for those of the codes that have one. Codes as `casework.diagnosis.clean_code` spells them."""
    return {code: name.title for code, name in _known(ask, codes).items()}


def learning(ask: Ask, read: Mapping[str, Name]) -> Learning:
    """Return what names by code would teach beside those that are known."""
    known = _known(ask, read)
    kept = {code: winner(known.get(code), name) for code, name in read.items()}
    return Learning(
        new=tuple(code for code in kept if code not in known),
        changed=tuple(code for code in kept if code in known and kept[code].title != known[code].title),
        names={code: name for code, name in kept.items() if name != known.get(code)},
    )


def nameless_cases(ask: Ask, codes: Collection[str]) -> list[int]:
    """Return the cases that have one of the codes and no name for it, closed ones too, oldest first."""
    rows = ask(
        "select id from caseload where diagnosis_code in (select value from json_each(?))"
        " and (diagnosis_text is null or diagnosis_text = '') and voided_on is null order by id",
        (json.dumps(sorted(codes)),),
    )
    return [row[0] for row in rows]


def _known(ask: Ask, codes: Collection[str]) -> dict[str, Name]:
    if not codes:
        return {}
    rows = ask(
        "select code, title, source, seen_on from diagnosis_name where code in (select value from json_each(?))",
        (json.dumps(sorted(codes)),),
    )
    return {code: Name(title, source, date.fromisoformat(day)) for code, title, source, day in rows}
