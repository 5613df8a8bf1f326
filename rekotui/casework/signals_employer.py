"""The employer's duties: rows 10–12 of table H (SjLL 12 §, SFB 30 kap. 6 §; domain rules B.4), and work injuries."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from rekotui.casework.case_facts import (
    INJURY_NOT_REPORTED,
    INJURY_UNCLEAR,
    PLAN_ASKED,
    PLAN_EXISTS,
    PLAN_NOT_NEEDED,
)
from rekotui.casework.days import plus
from rekotui.casework.expectation import expected_since
from rekotui.casework.signal import Signal
from rekotui.casework.signal_making import Mark, Picture, Spans, reached, staged


def employer_signals(picture: Picture) -> Iterator[Signal]:
    """Give what is to be asked of the employer."""
    for sick_leave in picture.sick_leaves:
        yield from _reports(picture, sick_leave)
        yield from _plan(picture, sick_leave)
    yield from _plan_asked(picture)
    yield from _exempt(picture)
    yield from _injury(picture)


def _reports(picture: Picture, sick_leave: Spans) -> Iterator[Signal]:
    """Row 10: the employer reports to Försäkringskassan from day 15 to 21. Information only."""
    rule = picture.rules["employer_reports"]
    first, last = reached(sick_leave, rule.n("first_day")), reached(sick_leave, rule.n("last_day"))
    if first.forecast or last.on < picture.taken_up or not picture.for_group(rule):
        return
    facts = {"first_day": sick_leave[0].start, "date": last.on}
    key = sick_leave[0].start.isoformat()
    yield from staged(picture, rule, key, [(first.on, "info")], until=last.on, due=last.on, facts=facts)


def _plan(picture: Picture, sick_leave: Spans) -> Iterator[Signal]:
    """Row 11: the plan is due on day 30 of an absence of at least 60 days; at once where that is known later."""
    rule = picture.rules["employer_plan"]
    since = expected_since(picture, sick_leave, rule.n("expected_days"))
    if since is None or not picture.for_group(rule) or _answered(picture, sick_leave):
        return
    first, due = sick_leave[0].start, reached(sick_leave, rule.n("due_day"))
    late = since > due.on
    if (since if late else due.on) < picture.taken_up:
        return
    marks: list[Mark] = [(since, "at_once")]
    if not late:
        warn = reached(sick_leave, rule.n("warn_day")).on
        marks = [(max(warn, since), "ahead"), (due.on, "due"), (plus(due.on, 1), "overdue")]
    yield from staged(
        picture,
        rule,
        first.isoformat(),
        marks,
        until=picture.horizon(sick_leave),
        due=due.on,
        facts={"first_day": first, "date": due.on, "known": since},
    )


def _plan_asked(picture: Picture) -> Iterator[Signal]:
    """Row 11, asked for: remind after a while."""
    rule, case = picture.rules["employer_plan"], picture.case
    asked = case.employer_plan_said_on
    if case.employer_plan != PLAN_ASKED or asked is None or not picture.for_group(rule):
        return
    on = plus(asked, rule.n("ask_again_days"))
    yield from staged(picture, rule, f"asked:{asked.isoformat()}", [(on, "asked")], facts={"asked": asked})


def _exempt(picture: Picture) -> Iterator[Signal]:
    """Row 12: no plan was needed; each new certificate asks whether that still holds."""
    rule = picture.rules["employer_plan_exempt"]
    exempt = _exempt_on(picture)
    if exempt is None or not picture.for_group(rule):
        return
    news = sorted({seen.on for leave in picture.case.leaves for seen in leave.seen if seen.on > exempt})
    for seen, following in pairwise([*news, None]):
        if seen is not None and seen >= picture.taken_up:
            until = plus(following, -1) if following else None
            facts = {"exempt": exempt, "seen": seen}
            yield from staged(picture, rule, seen.isoformat(), [(seen, "recheck")], until=until, facts=facts)


def _injury(picture: Picture) -> Iterator[Signal]:
    """Give the question whether a work injury is reported (SFB 42 kap. 10 §; a rule of our own)."""
    case = picture.case
    since = max(filter(None, (case.work_injury_said_on, case.opened_on)), default=None)
    if case.work_injury in (INJURY_NOT_REPORTED, INJURY_UNCLEAR) and since:
        facts = {"said": case.work_injury_said_on} if case.work_injury_said_on else {}
        yield from staged(picture, picture.rules["work_injury"], "injury", [(since, "ask")], facts=facts)


def _answered(picture: Picture, sick_leave: Spans) -> bool:
    """Return whether it is known how it stands with the plan. What was said of an earlier chain is no answer."""
    case = picture.case
    chain = next(chain for chain in picture.chains if chain[0].start <= sick_leave[0].start <= chain[-1].end)
    said = [
        case.employer_plan_said_on if case.employer_plan in (PLAN_EXISTS, PLAN_ASKED, PLAN_NOT_NEEDED) else date.min,
        case.return_ruled_out_said_on if case.return_ruled_out else date.min,
    ]
    return any(day is None or day >= chain[0].start for day in said)


def _exempt_on(picture: Picture) -> date | None:
    """Return the newest day on which it was said that no plan is needed, or that health rules out a return."""
    case = picture.case
    said = [
        case.employer_plan_said_on if case.employer_plan == PLAN_NOT_NEEDED else None,
        case.return_ruled_out_said_on if case.return_ruled_out else None,
    ]
    return max((day for day in said if day is not None), default=None)
