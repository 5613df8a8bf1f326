"""Försäkringskassan's benefits: rows 8, 9, 17, 23, 24, 27 and 29 of table H, and the end of a decision."""

from collections.abc import Iterator

from rekotui.casework.case_facts import EMPLOYED, NO, ON_CALL, SELF_EMPLOYED, YES
from rekotui.casework.days import plus, plus_months
from rekotui.casework.messages import FORECAST
from rekotui.casework.paid_days import LastDay, last_days
from rekotui.casework.signal import Signal
from rekotui.casework.signal_making import Mark, Picture, Spans, reached, staged


def benefit_signals(picture: Picture) -> Iterator[Signal]:
    """Give what the patient's benefits ask for."""
    for sick_leave in picture.sick_leaves:
        yield from _report(picture, sick_leave)
        yield from _apply(picture, sick_leave)
    yield from _not_applied(picture)
    yield from _normal_level(picture)
    yield from _refusal(picture)
    yield from _sgi(picture)
    yield from _preventive(picture)
    yield from _travel(picture)
    yield from _decision(picture)


def _report(picture: Picture, sick_leave: Spans) -> Iterator[Signal]:
    """Row 8: who has no employer reports to Försäkringskassan on day 1 (SFB 27:17)."""
    rule, first = picture.rules["report_day_1"], sick_leave[0].start
    last = plus(first, rule.n("back_days"))
    if not picture.for_group(rule) or _has_applied(picture, sick_leave) or last < picture.taken_up:
        return
    marks: list[Mark] = [(first, "now"), (plus(last, 1), "late")]
    facts = {"first_day": first, "date": plus(last, 1)}
    until = picture.horizon(sick_leave)
    yield from staged(picture, rule, first.isoformat(), marks, until=until, due=first, facts=facts)


def _apply(picture: Picture, sick_leave: Spans) -> Iterator[Signal]:
    """Row 9: apply for sjukpenning from day 15, until it is known that the patient has."""
    rule, due = picture.rules["apply_sjukpenning"], reached(sick_leave, picture.rules["apply_sjukpenning"].n("due_day"))
    warn = reached(sick_leave, rule.n("warn_day"))
    unknown = picture.case.applied not in (YES, NO) or _has_said_before(picture, sick_leave)
    if not picture.for_group(rule) or not unknown or warn.forecast or due.on < picture.taken_up:
        return
    marks: list[Mark] = [(warn.on, "ahead")]
    until = plus(due.on, -1)
    if not due.forecast:
        marks += [(due.on, "due"), (reached(sick_leave, rule.n("late_day")).on, "late")]
        until = picture.horizon(sick_leave)
    facts = {"first_day": sick_leave[0].start, "date": due.on}
    key = sick_leave[0].start.isoformat()
    yield from staged(picture, rule, key, marks, until=until, due=due.on, facts=facts)


def _not_applied(picture: Picture) -> Iterator[Signal]:
    """Row 9, answered no: it stands until the answer is another, or the newest sick leave is over."""
    rule, case = picture.rules["apply_sjukpenning"], picture.case
    said = case.applied_said_on or case.opened_on
    newest = picture.sick_leaves[-1] if picture.sick_leaves else None
    if case.applied != NO or said is None or newest is None or not picture.for_group(rule):
        return
    if _has_said_before(picture, newest):
        return
    warn = reached(newest, rule.n("warn_day"))
    if not warn.forecast:
        key, marks = f"{newest[0].start.isoformat()}:no", [(max(said, warn.on), "no")]
        until = picture.horizon(newest)
        yield from staged(picture, rule, key, marks, until=until, facts={"asked": said, "first_day": newest[0].start})


def _normal_level(picture: Picture) -> Iterator[Signal]:
    """Row 17: the days at normal level run out."""
    rule = picture.rules["normal_level"]
    if not picture.for_group(rule) or not picture.sick_leaves:
        return
    unpaid = 0
    if picture.groups & {EMPLOYED, ON_CALL}:
        unpaid = rule.n("first_paid_day") - 1
    elif SELF_EMPLOYED in picture.groups:
        unpaid = rule.n("karens_days")
    ahead = rule.n("lead_days") + picture.rules.n("forecast_days")
    days = last_days(picture.sick_leaves, unpaid, rule.n("paid_days"), rule.n("frame_days"), ahead)
    for number, last in enumerate(days, start=1):
        if last.on >= picture.taken_up:
            yield from _runs_out(picture, last, number)


def _runs_out(picture: Picture, last: LastDay, number: int) -> Iterator[Signal]:
    rule = picture.rules["normal_level"]
    marks: list[Mark] = [(plus(last.on, -rule.n("lead_days")), "ahead"), (plus(last.on, -rule.n("near_days")), "near")]
    until = min(last.on, picture.horizon(picture.sick_leaves[-1]))
    if not last.forecast:
        marks.append((plus(last.on, 1), "passed"))
        until = plus(last.on, rule.n("after_days"))
    first = picture.sick_leaves[0][0].start
    yield from staged(
        picture,
        rule,
        f"{first.isoformat()}:{number}",
        marks,
        until=until,
        due=last.on,
        facts={"date": last.on, "forecast_day": last.forecast},
        words={"forecast": FORECAST if last.forecast else ""},
    )


def _refusal(picture: Picture) -> Iterator[Signal]:
    """Row 23: Försäkringskassan has told that it means to refuse; the patient may answer until a day."""
    rule, case = picture.rules["fk_refusal"], picture.case
    noted, answer_by = case.fk_refusal_on, case.fk_answer_by
    if noted is None:
        return
    # A final decision from before was about something else.
    until = plus(case.fk_final_on, -1) if case.fk_final_on and case.fk_final_on >= noted else None
    key = noted.isoformat()
    if answer_by is None:
        yield from staged(picture, rule, key, [(noted, "no_date")], until=until, facts={"noted": noted})
        return
    near = max(plus(answer_by, -rule.n("near_days")), noted)
    marks: list[Mark] = [(noted, "noted"), (near, "near"), (plus(max(answer_by, noted), 1), "passed")]
    facts = {"noted": noted, "date": answer_by}
    yield from staged(picture, rule, key, marks, until=until, due=answer_by, facts=facts)


def _sgi(picture: Picture) -> Iterator[Signal]:
    """Row 24: protect the sickness benefit income on the very day sjukpenning stops; then for three months."""
    rule, last = picture.rules["sgi"], picture.case.sjukpenning_last_day
    if last is None:
        return
    until = plus_months(last, rule.n("months"))
    marks: list[Mark] = [
        (plus(last, -rule.n("lead_days")), "ahead"),
        (last, "day"),
        (plus(last, 2), "window"),
        (max(plus(until, -rule.n("near_days")), plus(last, 2)), "near"),
    ]
    facts = {"date": last, "until": until}
    yield from staged(picture, rule, last.isoformat(), marks, until=until, due=last, facts=facts)


def _preventive(picture: Picture) -> Iterator[Signal]:
    """Row 27: preventive sjukpenning is applied for before a planned treatment begins."""
    rule, case = picture.rules["preventive_benefit"], picture.case
    start, applied = case.preventive_from, case.preventive_applied_on
    said = case.preventive_said_on or case.opened_on
    if start is None or said is None or start < picture.taken_up:
        return
    marks: list[Mark] = [(said, "plan"), (max(plus(start, -rule.n("near_days")), said), "near")]
    marks.append((max(plus(start, 1), said), "passed"))
    until = plus(applied, -1) if applied else None
    yield from staged(picture, rule, start.isoformat(), marks, until=until, due=start, facts={"date": start})


def _travel(picture: Picture) -> Iterator[Signal]:
    """Row 29: travel to work may be paid instead of sjukpenning where the way is what hinders."""
    case = picture.case
    since = case.transport_said_on or case.opened_on
    if case.transport_need and since:
        facts = {"said": since}
        yield from staged(picture, picture.rules["travel_instead"], "travel", [(since, "suggest")], facts=facts)


def _decision(picture: Picture) -> Iterator[Signal]:
    """Give the end of the period that Försäkringskassan has granted (a rule of our own)."""
    rule, end = picture.rules["fk_decision_end"], picture.case.fk_decision_to
    if end is None or end < picture.taken_up:
        return
    early, near = plus(end, -rule.n("early_days")), plus(end, -rule.n("near_days"))
    marks: list[Mark] = [(early, "early"), (near, "near"), (plus(end, 1), "passed")]
    until = plus(end, rule.n("after_days"))
    yield from staged(picture, rule, end.isoformat(), marks, until=until, due=end, facts={"date": end})


def _has_applied(picture: Picture, sick_leave: Spans) -> bool:
    return picture.case.applied == YES and not _has_said_before(picture, sick_leave)


def _has_said_before(picture: Picture, sick_leave: Spans) -> bool:
    """Return whether what is known of an application was said before this sick leave began: then of another one."""
    said = picture.case.applied_said_on
    return said is not None and said < sick_leave[0].start
