"""The patient's plan: rows 30–32 and 39 of table H, and planned degrees that the list does not show."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from rekotui.casework.case_facts import NO, ConsentFact, PlanFacts
from rekotui.casework.days import plus
from rekotui.casework.sick_leave import DegreePeriod, degree_on
from rekotui.casework.signal import Signal
from rekotui.casework.signal_making import Mark, Picture, staged


def plan_signals(picture: Picture) -> Iterator[Signal]:
    """Give what the plan asks for."""
    plan = picture.case.plan
    if plan is not None:
        yield from _missing(picture, plan)
        yield from _incomplete(picture, plan)
        yield from _follow_up(picture, plan)
        yield from _changed(picture, plan)
        yield from _paper(picture, plan)
        yield from _steps(picture, plan)


def _missing(picture: Picture, plan: PlanFacts) -> Iterator[Signal]:
    """Row 30: the interview is done, and no version is sealed. Who has said no to coordination needs none."""
    rule, done = picture.rules["plan_missing"], picture.case.interview_done_on
    if done is None or plan.sealed_on is not None or _said_no(picture):
        return
    marks: list[Mark] = [(done, "missing"), (plus(done, rule.n("within_days")), "late")]
    yield from staged(picture, rule, done.isoformat(), marks, facts={"interview": done})


def _incomplete(picture: Picture, plan: PlanFacts) -> Iterator[Signal]:
    """Row 31: actions without anybody responsible, or without a day."""
    since = plan.draft_on or picture.case.opened_on
    if plan.incomplete > 0 and since:
        facts = {"count": plan.incomplete}
        yield from staged(picture, picture.rules["plan_incomplete"], "draft", [(since, "incomplete")], facts=facts)


def _follow_up(picture: Picture, plan: PlanFacts) -> Iterator[Signal]:
    """Row 32: the day of the follow-up. It stays until the plan has been gone through and has another day."""
    rule, due = picture.rules["plan_follow_up"], plan.follow_up_on
    if due is None or (plan.reviewed_on is not None and plan.reviewed_on >= due):
        return
    marks: list[Mark] = [(plus(due, -rule.n("lead_days")), "ahead"), (due, "due"), (plus(due, 1), "overdue")]
    yield from staged(picture, rule, due.isoformat(), marks, due=due, facts={"date": due})


def _changed(picture: Picture, plan: PlanFacts) -> Iterator[Signal]:
    """Row 32: a certificate that came after the plan was last gone through."""
    reviewed = max((day for day in (plan.sealed_on, plan.reviewed_on) if day), default=None)
    if reviewed is None:
        return
    news = [seen.on for leave in picture.case.leaves for seen in leave.seen if seen.on > reviewed]
    if news:
        seen = min(news)
        facts = {"reviewed": reviewed, "seen": seen}
        key = f"changed:{seen.isoformat()}"
        yield from staged(picture, picture.rules["plan_follow_up"], key, [(seen, "changed")], facts=facts)


def _paper(picture: Picture, plan: PlanFacts) -> Iterator[Signal]:
    """Row 39: what the patient has on paper is not the newest version, or nothing says that she has any."""
    rule, sealed = picture.rules["copy_handed_out"], plan.sealed_on
    if sealed is None or plan.number is None:
        return
    facts: dict[str, object] = {"number": plan.number, "sealed": sealed}
    key = f"version:{plan.number}"
    if plan.handed_number is None:
        mark = (plus(sealed, rule.n("within_days")), "not_given")
        yield from staged(picture, rule, key, [mark], facts=facts)
    elif plan.handed_number < plan.number:
        facts |= {"handed_number": plan.handed_number, "handed": plan.handed_on}
        yield from staged(picture, rule, key, [(sealed, "older")], facts=facts)


def _steps(picture: Picture, plan: PlanFacts) -> Iterator[Signal]:
    """Give each planned degree whose day has passed while the list shows another (a rule of our own).

    A day whose degree nobody knows says nothing; that a certificate has run out is told by rows 21–22.
    """
    rule, sealed = picture.rules["plan_step"], plan.sealed_on
    if sealed is None:
        return
    for step, following in pairwise([*sorted(plan.steps), None]):
        assert step is not None
        first = plus(max(step.on, sealed), rule.n("lag_days"))
        last = plus(following.on, -1) if following else None
        for start, end, known in _other_degrees(picture.degree_periods, step.degree, first, last):
            facts = {"date": step.on, "planned": step.degree, "listed": known}
            key = f"{step.on.isoformat()}:{step.degree}:{known}"
            yield from staged(picture, rule, key, [(start, "other_degree")], until=end, facts=facts)


def _other_degrees(
    periods: Sequence[DegreePeriod], planned: int, first: date, last: date | None
) -> list[tuple[date, date, int]]:
    """Return the longest spans of days from `first` to `last` with one known degree that is not the planned one."""
    ends = max((period.end for period in periods), default=date.min)
    last = min(last, ends) if last else ends
    days = {first, *(period.start for period in periods), *(plus(period.end, 1) for period in periods)}
    turns = sorted(day for day in days if first <= day <= last)
    found: list[tuple[date, date, int]] = []
    for start, following in pairwise([*turns, None]):
        assert start is not None
        end = min(plus(following, -1), last) if following else last
        known = degree_on(periods, start)
        if known is None or known == planned:
            continue
        if found and found[-1][2] == known and plus(found[-1][1], 1) == start:
            found[-1] = (found[-1][0], end, known)
        else:
            found.append((start, end, known))
    return found


def _said_no(picture: Picture) -> bool:
    """Return whether the patient has said no to coordination, or taken a yes back, and not said yes since."""
    answers = [one for one in picture.case.consents or () if one.kind == "K1"]
    if not answers:
        return picture.case.consent_asked == NO
    return all(_stopped(one) for one in answers)


def _stopped(consent: ConsentFact) -> bool:
    return consent.declined_on is not None or consent.withdrawn_on is not None
