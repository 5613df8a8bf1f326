"""Reading signals for a day: one indexed query, whatever day (design 5). On the look-up path: bare driver."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from storage.in_force import IN_FORCE
from storage.reading import Reader

_COLUMNS = (
    "s.id, s.case_id, s.rule, s.key, s.stage, s.starts_on, s.ends_on, s.due_on, s.severity, s.title, s.text, s.todo,"
    " s.law, s.source, s.facts"
)
_URGENCY = "s.severity desc, coalesce(s.due_on, s.starts_on), s.starts_on, s.rule, s.key"
_AT_ONCE = 400


class SignalLine(NamedTuple):
    """A stored signal; `case_id` None is of the desk. The other values are those of `casework.signal.Signal`."""

    signal_id: int
    case_id: int | None
    rule: str
    key: str
    stage: str
    starts_on: date
    ends_on: date | None
    due_on: date | None
    severity: int
    title: str
    text: str
    todo: str
    law: str
    source: str
    facts: dict[str, Any]


class AnswerLine(NamedTuple):
    """What was said to a signal and still holds."""

    answer_id: int
    rule: str
    key: str
    answer: str
    until: date | None
    reason: str
    answered_on: date


def active(reader: Reader, ids: Sequence[int], on: date) -> dict[int, tuple[SignalLine, ...]]:
    """Return the signals in force on a day by case, the most urgent first; a case without any is left out."""
    found: dict[int, list[SignalLine]] = {}
    day = on.isoformat()
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(part))
        rows = reader.rows(
            f"select {_COLUMNS} from signal s where s.case_id in ({marks}) and {IN_FORCE} order by {_URGENCY}",
            (*part, day, day, day),
        )
        for row in rows:
            found.setdefault(row[1], []).append(_line(row))
    return {case_id: tuple(signals) for case_id, signals in found.items()}


def of_desk(reader: Reader, on: date) -> tuple[SignalLine, ...]:
    """Return the desk's signals in force on a day."""
    day = on.isoformat()
    rows = reader.rows(
        f"select {_COLUMNS} from signal s where s.case_id is null and {IN_FORCE} order by {_URGENCY}", (day, day, day)
    )
    return tuple(_line(row) for row in rows)


def coming(reader: Reader, on: date, last: date) -> tuple[SignalLine, ...]:
    """Return what first comes into force after a day, up to and including `last`, in the order of its start."""
    day = on.isoformat()
    rows = reader.rows(
        f"select {_COLUMNS} from signal s where s.starts_on > ? and s.starts_on <= ?"
        " and not exists (select 1 from signal e where e.case_id is s.case_id and e.rule = s.rule and e.key = s.key"
        " and e.starts_on < s.starts_on and (e.ends_on is null or e.ends_on >= ?))"
        " and not exists (select 1 from signal_answer a where a.case_id is s.case_id and a.rule = s.rule"
        " and a.key = s.key and a.undone_at is null and (a.answer = 'dismissed' or a.until > s.starts_on))"
        f" order by s.starts_on, {_URGENCY}",
        (day, last.isoformat(), day),
    )
    return tuple(_line(row) for row in rows)


def until(reader: Reader, on: date, last: date) -> tuple[SignalLine, ...]:
    """Return what holds on any day from `on` to `last` and is not dismissed, in the order of its start.

    What is postponed is there too: `postponements` says until when.
    """
    rows = reader.rows(
        f"select {_COLUMNS} from signal s where s.starts_on <= ? and coalesce(s.ends_on, '9999-12-31') >= ?"
        " and not exists (select 1 from signal_answer a where a.case_id is s.case_id and a.rule = s.rule"
        " and a.key = s.key and a.undone_at is null and a.answer = 'dismissed')"
        " order by s.starts_on, s.id",
        (last.isoformat(), on.isoformat()),
    )
    return tuple(_line(row) for row in rows)


def postponements(reader: Reader, on: date) -> dict[tuple[int | None, str, str], date]:
    """Return by (case, rule, key) the day on which what rests on `on` comes back."""
    rows = reader.rows(
        "select case_id, rule, key, max(until) from signal_answer where answer = 'postponed' and undone_at is null"
        " and until > ? group by case_id, rule, key",
        (on.isoformat(),),
    )
    return {(row[0], row[1], row[2]): date.fromisoformat(row[3]) for row in rows}


def all_of_case(reader: Reader, case_id: int) -> tuple[SignalLine, ...]:
    """Return every stored signal of a case, past and coming, in the order of their days."""
    rows = reader.rows(f"select {_COLUMNS} from signal s where s.case_id = ? order by s.starts_on, s.id", (case_id,))
    return tuple(_line(row) for row in rows)


def answers(reader: Reader, case_id: int | None) -> tuple[AnswerLine, ...]:
    """Return what was said to signals of a case (None: of the desk) and has not been taken back, newest first."""
    rows = reader.rows(
        "select id, rule, key, answer, until, reason, answered_on from signal_answer where case_id is ?"
        " and undone_at is null order by id desc",
        (case_id,),
    )
    return tuple(AnswerLine(r[0], r[1], r[2], r[3], _day(r[4]), r[5], date.fromisoformat(r[6])) for r in rows)


def _line(row: Sequence[Any]) -> SignalLine:
    return SignalLine(
        row[0], row[1], row[2], row[3], row[4], date.fromisoformat(row[5]), _day(row[6]), _day(row[7]), row[8], row[9],
        row[10], row[11], row[12], row[13], json.loads(row[14]),
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
