"""What closing an interview would write, read with the bare driver or within a unit of work."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from rekotui.casework.consent import COORDINATION
from rekotui.casework.consent_state import Moment
from rekotui.casework.interview import Place
from rekotui.casework.interview_outcome import Effect, Known, KnownFollowUp, log_differs, outcome
from storage.consent_ledger import ledger_of
from storage.interview_reading import InterviewLine, StoredSheet

Ask = Callable[[str, Sequence[object]], Sequence[tuple[Any, ...]]]

FACTS = ("employer", "occupation", "referred_by", "referred_why", "interpreter")
RULE_FACTS = (
    *("group_said", "applied", "applied_said_on", "aktivitetsersattning"),
    *("employer_plan", "employer_plan_said_on", "fk_need_on"),
)


class Proposal(NamedTuple):
    """What closing would write; `differs`: the consent log says something newer than the answer does, and holds."""

    effects: tuple[Effect, ...]
    differs: bool


class Chosen(NamedTuple):
    """An effect that she wants, as she saw it: `value` may be another than was proposed."""

    key: str
    name: str
    before: str
    value: str


def proposal(ask: Ask, line: InterviewLine, stored: StoredSheet, on: date) -> Proposal:
    """Return what closing an interview about a case would write on a day, by a reader or within a unit of work."""
    known = known_of(ask, line, stored)
    said = {place: moment_of(at, line.started_on, on) for place, at in stored.changed_at.items()}
    return Proposal(outcome(stored.sheet, known, said, on), log_differs(stored.sheet, known, on))


def known_of(ask: Ask, line: InterviewLine, stored: StoredSheet) -> Known:
    """Return what the case says already, and what this interview has written before."""
    case_id = line.case_id or 0
    ((status, *facts),) = ask(f"select status, {', '.join(FACTS)} from case_overview where case_id = ?", (case_id,))
    rules = ask(f"select {', '.join(RULE_FACTS)} from case_fact where case_id = ?", (case_id,))
    logged = ask(
        "select coalesce(max(e.recorded_at), '') from consent_event e join consent c on c.id = e.consent_id"
        " where c.case_id = ? and c.kind = ?",
        (case_id, COORDINATION),
    )[0][0]
    follow_ups = ask(
        "select id, reason, due_on, state = 'open' from follow_up where origin = 'interview' and origin_id = ?"
        " order by id",
        (line.interview_id,),
    )
    suggestions = ask(
        "select question, row, hint, state from plan_suggestion where interview_id = ? order by id",
        (line.interview_id,),
    )
    return Known(
        status=status,
        facts=dict(zip(FACTS, facts, strict=True)),
        rule_facts=dict(zip(RULE_FACTS, (value or "" for value in rules[0]), strict=True)) if rules else {},
        ledger=ledger_of(ask, case_id),
        log_is_newer=bool(logged) and logged >= stored.changed_at.get(Place("consent_coordination"), ""),
        follow_ups=tuple(
            KnownFollowUp(id_, why, date.fromisoformat(due), bool(open_)) for id_, why, due, open_ in follow_ups
        ),
        suggestions={(question, row, hint): state for question, row, hint, state in suggestions},
    )


def moment_of(at: str, first: date, last: date) -> Moment:
    """Return when an answer was left, here and within the talk's days; without a clock time where the day is moved."""
    local = datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone()
    day = min(max(local.date(), first), last)
    return Moment(day, local.strftime("%H:%M") if day == local.date() else "")
