"""What belongs to the desk and to no case: rows 4, 6 and 51 of table H, the backup, introductions."""

from collections.abc import Iterator
from datetime import date

from rekotui.casework.case_facts import AssignmentFact, DeskFacts, UnitFact
from rekotui.casework.days import month_end, plus, written_month
from rekotui.casework.messages import THE_UNIT
from rekotui.casework.rules import Rules
from rekotui.casework.signal import Signal
from rekotui.casework.signal_making import Mark, stages_from


def desk_signals_of(desk: DeskFacts, rules: Rules) -> Iterator[Signal]:
    """Give the signals of the desk."""
    for unit in desk.units:
        yield from _review(unit, rules)
        yield from _assignment(unit, desk, rules)
    yield from _statistics(desk, rules)
    yield from _backup(desk, rules)
    yield from _introductions(desk, rules)


def _review(unit: UnitFact, rules: Rules) -> Iterator[Signal]:
    """Row 6: a week since the unit's list was gone through."""
    rule = rules["review_due"]
    last = unit.last_review_on
    facts: dict[str, object] = {"unit": unit.unit or THE_UNIT, "date": last or unit.first_list_on}
    if last is None:
        marks: list[Mark] = [(unit.first_list_on, "never")]
        yield from stages_from(date.min, rule, f"{unit.unit}:never", marks, due=unit.first_list_on, facts=facts)
        return
    due = plus(last, rule.n("days"))
    marks = [(due, "due"), (plus(due, rule.n("late_days")), "late")]
    yield from stages_from(date.min, rule, f"{unit.unit}:{last.isoformat()}", marks, due=due, facts=facts)


def _assignment(unit: UnitFact, desk: DeskFacts, rules: Rules) -> Iterator[Signal]:
    """Row 4: the right to screen a unit's list ends, has ended, or was never given (PDL 2 kap. 4 §)."""
    rule = rules["assignment"]
    ends = [_last_day(one) for one in desk.assignments if one.unit in ("", unit.unit)]
    if not ends:
        key = f"{unit.unit}:missing"
        yield from stages_from(date.min, rule, key, [(unit.first_list_on, "missing")])
        return
    end = max(ends)
    marks: list[Mark] = [
        (plus(end, -rule.n("warn_days")), "ahead"),
        (plus(end, -rule.n("near_days")), "near"),
        (plus(end, 1), "ended"),
    ]
    key = f"{unit.unit}:{end.isoformat()}"
    yield from stages_from(date.min, rule, key, marks, due=end, facts={"date": end})


def _statistics(desk: DeskFacts, rules: Rules) -> Iterator[Signal]:
    """Row 51: the first month that has ended without a summary since."""
    since = desk.last_summary_on or desk.first_case_on
    if since is None:
        return
    rule, end = rules["statistics"], month_end(since)
    first = plus(end, 1)
    marks: list[Mark] = [(first, "due"), (plus(first, rule.n("late_days")), "late")]
    words = {"month": written_month(end)}
    key = f"{end.year}-{end.month:02}"
    yield from stages_from(date.min, rule, key, marks, due=end, facts={"date": end}, words=words)


def _backup(desk: DeskFacts, rules: Rules) -> Iterator[Signal]:
    """Give the age of the newest backup (a rule of our own)."""
    rule, since = rules["backup_due"], desk.last_backup_on or desk.first_case_on
    if since is None:
        return
    due = plus(since, rule.n("days"))
    late = plus(due, rule.n("late_days"))
    marks: list[Mark] = [(due, "due" if desk.last_backup_on else "never"), (late, "late")]
    yield from stages_from(date.min, rule, since.isoformat(), marks, due=due, facts={"date": since})


def _introductions(desk: DeskFacts, rules: Rules) -> Iterator[Signal]:
    """Give the point of each introduction that is due first (a rule of our own; guides checklista_*)."""
    rule = rules["introduction_due"]
    for one in desk.introductions:
        marks: list[Mark] = [(plus(one.due_on, 1), "late")]
        words = {"point": one.point}
        facts: dict[str, object] = {"date": one.due_on}
        yield from stages_from(date.min, rule, one.key, marks, due=one.due_on, facts=facts, words=words)


def _last_day(assignment: AssignmentFact) -> date:
    return min(assignment.ends_on, assignment.ended_on) if assignment.ended_on else assignment.ends_on
