"""Arbetsprövning with sjukpenning kept: row 28 of table H (prop. 2025/26:53; domain rules B.11).

Each condition that is not met is a signal of its own, so that one can be dismissed without the others.
"""

from collections.abc import Iterator
from datetime import date

from rekotui.casework.case_facts import EMPLOYED, TrialWork
from rekotui.casework.days import plus, plus_months
from rekotui.casework.rules import Rule
from rekotui.casework.signal import Signal
from rekotui.casework.signal_making import Picture, staged

_FULL = 100
_DAYS_AFTER = 14
"""Days that the end of a period, and what was wrong with it, are told afterwards."""


def trial_work_signals(picture: Picture) -> Iterator[Signal]:
    """Give what each period of trial work asks for; a period that was over before the case was taken up is left out."""
    rule = picture.rules["trial_work"]
    periods = sorted(
        set(picture.case.trial_work), key=lambda one: (one.starts_on, one.ends_on, one.told_fk_on or date.min)
    )
    for trial in periods:
        if trial.ends_on < max(trial.starts_on, picture.taken_up):
            continue
        yield from _course(picture, rule, trial)
        yield from _told(picture, rule, trial)
        for stage, facts in _faults(picture, rule, trial):
            key = f"{trial.starts_on.isoformat()}:{stage}"
            since = plus(trial.starts_on, -rule.n("lead_days"))
            yield from staged(
                picture, rule, key, [(since, stage)], until=trial.ends_on, due=trial.starts_on, facts=facts
            )


def _course(picture: Picture, rule: Rule, trial: TrialWork) -> Iterator[Signal]:
    """Give the start, where everything is told, and the day after the end."""
    start, end, told = trial.starts_on, trial.ends_on, trial.told_fk_on
    key, facts = f"{start.isoformat()}:course", {"date": start, "end": end}
    if told is not None and told < start:
        since = max(plus(start, -rule.n("lead_days")), told)
        told_facts = {**facts, "told": told}
        yield from staged(picture, rule, key, [(since, "coming")], until=plus(start, -1), due=start, facts=told_facts)
    until = plus(end, _DAYS_AFTER)
    yield from staged(picture, rule, key, [(plus(end, 1), "over")], until=until, due=end, facts=facts)


def _told(picture: Picture, rule: Rule, trial: TrialWork) -> Iterator[Signal]:
    """Försäkringskassan is told before the start; told later, or never, it stands until the period is over."""
    start, told = trial.starts_on, trial.told_fk_on
    facts = {"date": start, "end": trial.ends_on}
    key = f"{start.isoformat()}:told"
    if told is not None and told < start:
        return
    until = min(trial.ends_on, plus(told, -1)) if told is not None and told > start else trial.ends_on
    marks = [(plus(start, -rule.n("lead_days")), "not_told"), (start, "told_late")]
    yield from staged(picture, rule, key, marks, until=until, due=start, facts=facts)


def _faults(picture: Picture, rule: Rule, trial: TrialWork) -> Iterator[tuple[str, dict[str, object]]]:
    """Give each other condition that is not met, with the facts that say so."""
    start, end = trial.starts_on, trial.ends_on
    length = end.toordinal() - start.toordinal() + 1
    if length > rule.n("days"):
        yield "too_long", {"date": start, "end": end, "length": length}
    earlier = plus_months(start, -rule.n("year_months"))
    count = len({one.starts_on for one in picture.case.trial_work if earlier < one.starts_on <= start})
    if count > rule.n("per_year"):
        yield "too_many", {"date": start, "count": count}
    if start < rule.dates["first_on"]:
        yield "too_early", {"date": start}
    degree = picture.degree_on(start)
    if degree is not None and degree != _FULL:
        yield "not_full", {"date": start, "degree": degree}
    if EMPLOYED not in picture.groups:
        yield "not_employed", {"date": start}
