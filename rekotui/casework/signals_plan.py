"""The patient's plan: rows 30–32 of table H. Nothing is said before the interview and the plan are there."""

from collections.abc import Iterator

from rekotui.casework.case_facts import PlanFacts
from rekotui.casework.days import plus
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


def _missing(picture: Picture, plan: PlanFacts) -> Iterator[Signal]:
    """Row 30: the interview is done, and no version is sealed."""
    rule, done = picture.rules["plan_missing"], picture.case.interview_done_on
    if done is None or plan.sealed_on is not None:
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
