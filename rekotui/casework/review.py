"""What one sick-leave list says against the one before it. Pure comparison over plain rows.

A row is a record with the English keys of docs/cli.md: ISO days, lists, None where the list does not say. What a list
does not say (a hidden column, a cut code, a column that its format lacks) is never a change.
Sources: design 10 (the groups), domain rehabstod 2.4 rules 9-11.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from rekotui.casework.days import years_after
from rekotui.casework.fold import words
from rekotui.casework.physicians import same_physician
from rekotui.casework.sick_leave import belongs

GROUPS: tuple[str, ...] = (
    "new",
    "relapsed",
    "gone",
    "ended_still_listed",
    "extended",
    "shortened",
    "implausible_end",
    "start_earlier",
    "start_later",
    "degree_changed",
    "diagnosis_changed",
    "co_diagnoses_changed",
    "physician_changed",
    "physician_respelled",
    "renamed",
    "number_replaced",
    "other",
    "unchanged",
)
"""The groups, in the order in which they are told (design 10)."""

FIELDS: tuple[str, ...] = (
    "last_day",
    "first_day",
    "length_days",
    "certificates",
    "degrees",
    "diagnosis_code",
    "co_diagnoses",
    "physician",
    "name",
    "status",
    "occupations",
    "inquiries_completion",
    "inquiries_administrative",
    "risk",
)
"""Fields that can change; the running number, the age and what follows from the day never do (design 10)."""

_DIAGNOSIS = ("diagnosis_state", "diagnosis_code", "co_diagnoses")
_UNREADABLE = ("unknown", "cut")
_NAMELESS = ("Namn okänt", "Skyddad personuppgift")
_COORDINATION_DAYS = 60

Row = Mapping[str, object]
Change = tuple[object, object]


@dataclass(frozen=True, slots=True)
class Found:
    """One person in one group, with all that differs: {field: (before, after)}, days as ISO text.

    `before_number` is the samordningsnummer that may have become `personnummer` (only in number_replaced: a guess).
    """

    personnummer: str
    changes: Mapping[str, Change] = field(default_factory=dict)
    before_number: str | None = None


class _Asked(NamedTuple):
    """The days and bounds of one comparison."""

    list_date: date
    previous_date: date | None
    gap_days: int
    far_end_years: int


def compare(
    before: Sequence[Row] | None,
    after: Sequence[Row],
    earlier: Mapping[str, Row],
    *,
    list_date: date,
    previous_date: date | None,
    whole: bool,
    gap_days: int,
    far_end_years: int,
) -> dict[str, tuple[Found, ...]]:
    """Return the people of a list by group, in the order of the list (gone: of the list before); every group is there.

    `before` is the list it is held against (None: there is none), of `previous_date`; `earlier` the latest row known
    of each person from any earlier list of any unit. `whole` tells whether the list is complete and newest: only then
    is anyone gone. One person is in as many groups as apply. Rows without a personnummer are in none. What `before`
    does not say of a sjukfall is taken from `earlier`: a hidden column does not make the program forget.
    """
    asked = _Asked(list_date, previous_date, gap_days, far_end_years)
    listed, previous = _by_number(after), _by_number(before or ())
    known = {**earlier, **{number: filled(row, earlier.get(number), gap_days) for number, row in previous.items()}}
    new = {number: row for number, row in listed.items() if number not in known}
    gone = {number: row for number, row in previous.items() if number not in listed} if whole and listed else {}
    replaced = _replaced(gone, new)
    people: dict[str, list[Found]] = {group: [] for group in GROUPS}
    for number, row in listed.items():
        if number in replaced:
            old = replaced[number]
            people["number_replaced"].append(Found(number, changes(gone[old], row), old))
        elif number in new:
            people["new"].append(Found(number))
        else:
            found = Found(number, changes(known[number], row))
            for group in _groups(known[number], row, found.changes, asked):
                people[group].append(found)
    taken = set(replaced.values())
    people["gone"] = [Found(number) for number in gone if number not in taken]
    return {group: tuple(found) for group, found in people.items()}


def changes(before: Row, after: Row) -> dict[str, Change]:
    """Return what two rows of one person say differently: {field: (before, after)}, only what both of them say."""
    found: dict[str, Change] = {}
    for name in FIELDS:
        old, new = _stated(before, name), _stated(after, name)
        if old is not None and new is not None and old != new:
            found[name] = (old, new)
    code = _stated(after, "diagnosis_code")
    if code is not None and before.get("diagnosis_state") == "not_shared":
        # That she did not share it was said too: now she does.
        found["diagnosis_code"] = (None, code)
    return found


def filled(row: Row, older: Row | None, gap_days: int) -> Row:
    """Return a row with what it does not say taken from an older row of the same sjukfall."""
    if older is None or _relapsed(older, row, gap_days):
        return row
    missing = {name: older[name] for name in FIELDS if _stated(row, name) is None and _stated(older, name) is not None}
    for name in _DIAGNOSIS:
        missing.pop(name, None)
    if row.get("diagnosis_state") in _UNREADABLE and older.get("diagnosis_state") not in _UNREADABLE:
        missing |= {name: older.get(name) for name in _DIAGNOSIS}
    return {**row, **missing} if missing else row


def says_all(row: Row) -> bool:
    """Return whether a row tells every field that Rehabstöd's table has (risk is shown to few units)."""
    shared = row.get("diagnosis_state") != "not_shared"
    asked = (name for name in FIELDS if name != "risk" and (shared or name not in _DIAGNOSIS))
    return all(_stated(row, name) is not None for name in asked)


def missing_share(before: Sequence[Row] | None, after: Sequence[Row]) -> float:
    """Return how large a part of the earlier list is missing from the new one (0 where there is none)."""
    earlier = _by_number(before or ())
    if not earlier:
        return 0.0
    return len(earlier.keys() - _by_number(after).keys()) / len(earlier)


def _groups(before: Row, after: Row, changed: Mapping[str, Change], asked: _Asked) -> list[str]:
    """Return the groups of a person whom an earlier list has shown."""
    if _relapsed(before, after, asked.gap_days):
        return ["relapsed"]
    groups = [*_by_days(changed, asked), *_by_content(changed)]
    if _ended_since(before, after, asked):
        groups.append("ended_still_listed")
    return groups or (["other"] if changed else ["unchanged"])


def _by_days(changed: Mapping[str, Change], asked: _Asked) -> list[str]:
    groups = []
    if "last_day" in changed:
        old, new = changed["last_day"]
        far = _day(new) > years_after(asked.list_date, asked.far_end_years)
        if _day(new) < _day(old):
            groups.append("shortened")
        elif not far:
            groups.append("extended")
        if far:
            groups.append("implausible_end")
    if "first_day" in changed:
        old, new = changed["first_day"]
        groups.append("start_earlier" if _day(new) < _day(old) else "start_later")
    return groups


def _by_content(changed: Mapping[str, Change]) -> list[str]:
    groups = []
    if "degrees" in changed:
        groups.append("degree_changed")
    if "diagnosis_code" in changed:
        groups.append("diagnosis_changed")
    elif "co_diagnoses" in changed:
        groups.append("co_diagnoses_changed")
    if "physician" in changed:
        same = same_physician(*map(str, changed["physician"]))
        groups.append("physician_respelled" if same else "physician_changed")
    if "name" in changed:
        groups.append("renamed")
    return groups


def _relapsed(before: Row, after: Row, gap_days: int) -> bool:
    """Return whether the row is of another sjukfall: it starts more than gap + 1 days after the last known end."""
    start, end = after.get("first_day"), before.get("last_day")
    if not start or not end or end == after.get("last_day"):
        return False
    # An end before its own start is mistyped: the sjukfall has reached its start at least.
    reached = max(_day(end), _day(before.get("first_day") or end))
    return not belongs(_day(start), reached, gap_days)


def _ended_since(before: Row, after: Row, asked: _Asked) -> bool:
    """Return whether the end has passed between the two lists: ended, but still listed (domain rehabstod 1.7)."""
    if not after.get("last_day") or asked.previous_date is None:
        return False
    end = _day(after["last_day"])
    known = max(end, _day(before["last_day"])) if before.get("last_day") else end
    return end < asked.list_date and known >= asked.previous_date


def _replaced(gone: Mapping[str, Row], new: Mapping[str, Row]) -> dict[str, str]:
    """Guess which new personnummer replaces a samordningsnummer that is gone: {new: old}.

    The same name and birth date say so, else the same name and sjukfall. Whoever could be two people is no guess.
    """
    guesses: dict[str, str] = {}
    for alike in (_same_birth_date, _same_start):
        left = {number: row for number, row in gone.items() if number not in guesses.values() and _coordination(number)}
        pairs = [
            (number, old)
            for old, before in left.items()
            for number, after in new.items()
            if number not in guesses and _is_personnummer(number)
            if _same_name(before, after) and alike(old, number, before, after)
        ]
        numbers, olds = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        guesses |= {n: old for n, old in pairs if numbers.count(n) == 1 and olds.count(old) == 1}
    return guesses


def _same_name(before: Row, after: Row) -> bool:
    names = [words(str(_stated(row, "name") or "")) for row in (before, after)]
    return bool(names[0]) and names[0] == names[1]


def _same_birth_date(old: str, new: str, _before: Row, _after: Row) -> bool:
    """Return whether both numbers hold the same day; a samordningsnummer adds 60 (folkbokföringslagen 18 a §)."""
    return old[:6] == new[:6] and int(old[6:8]) - _COORDINATION_DAYS == int(new[6:8])


def _same_start(_old: str, _new: str, before: Row, after: Row) -> bool:
    return bool(before.get("first_day")) and before.get("first_day") == after.get("first_day")


def _coordination(number: str) -> bool:
    return number[:8].isdecimal() and int(number[6:8]) > _COORDINATION_DAYS


def _is_personnummer(number: str) -> bool:
    return number.replace("-", "").isdecimal() and not _coordination(number)


def _stated(row: Row, name: str) -> object:
    """Return what a row says about a field, None where it says nothing; several values as a list."""
    value = row.get(name)
    if name in ("diagnosis_code", "co_diagnoses") and row.get("diagnosis_state") not in (None, "ok"):
        return None
    if isinstance(value, list | tuple):
        # No other diagnoses is something a list can say; no degree and no occupation only mean that it did not.
        return list(value) if value or name == "co_diagnoses" else None
    return None if value == "" or (name == "name" and value in _NAMELESS) else value


def _day(value: object) -> date:
    return date.fromisoformat(str(value))


def _by_number(rows: Sequence[Row]) -> dict[str, Row]:
    return {str(row["personnummer"]): row for row in rows if row.get("personnummer")}
