"""What comes with age: rows 52–54 of table H (SFB 27 kap. 36–37 §§, 49 d §; 33 kap. 18–19 §§; domain rules B.5, B.10).

Texts and facts tell the month only: the whole birthday would be half of a personal number, also of somebody whose
identity is protected.
"""

from collections.abc import Iterator

from rekotui.casework.case_facts import EMPLOYED, ON_CALL, SELF_EMPLOYED
from rekotui.casework.days import birthday, month_end, month_start, plus, plus_months, written_month
from rekotui.casework.signal import Signal
from rekotui.casework.signal_making import Mark, Picture, staged


def age_signals(picture: Picture) -> Iterator[Signal]:
    """Give the days on which an age or a decision changes what the patient has a right to."""
    yield from _thirty(picture)
    yield from _decision_ends(picture)
    yield from _pension_ages(picture)


def _thirty(picture: Picture) -> Iterator[Signal]:
    """Row 52: aktivitetsersättning ends with the month before the 30th birthday."""
    rule, born = picture.rules["aktivitetsersattning_30"], picture.case.birth_date
    if born is None or not picture.case.aktivitetsersattning:
        return
    turned = birthday(born, rule.n("age"))
    last = plus(month_start(turned), -1)
    if last < picture.taken_up:
        return
    marks: list[Mark] = [
        (plus_months(turned, -rule.n("lead_months")), "ahead"),
        (plus_months(turned, -rule.n("near_months")), "near"),
        (month_start(last), "last"),
    ]
    facts, words = {"date": last}, {"month": written_month(turned)}
    yield from staged(picture, rule, "age", marks, until=last, due=last, facts=facts, words=words)


def _decision_ends(picture: Picture) -> Iterator[Signal]:
    """Row 53: a decision on aktivitetsersättning holds for three years at most."""
    rule, end = picture.rules["aktivitetsersattning_end"], picture.case.aktivitetsersattning_to
    if end is None or end < picture.taken_up or picture.case.aktivitetsersattning is False:
        return
    marks: list[Mark] = [
        (plus_months(end, -rule.n("lead_months")), "ahead"),
        (plus(end, -rule.n("near_days")), "near"),
        (plus(end, 1), "passed"),
    ]
    until = plus(end, rule.n("after_days"))
    yield from staged(picture, rule, end.isoformat(), marks, until=until, due=end, facts={"date": end})


def _pension_ages(picture: Picture) -> Iterator[Signal]:
    """Row 54: earliest pension age (for those in work), riktålder, guarantee age; each in the month it is reached."""
    rule, born = picture.rules["pension_age"], picture.case.birth_date
    if born is None:
        return
    ages = picture.rules.ages_of(born)
    reached = {"guarantee": ages.guarantee, "target": ages.target}
    if picture.groups & {EMPLOYED, SELF_EMPLOYED, ON_CALL}:
        reached["earliest"] = ages.earliest
    for stage, years in reached.items():
        on = birthday(born, years)
        if on >= picture.taken_up:
            marks: list[Mark] = [(plus_months(month_start(on), -rule.n("lead_months")), stage)]
            first, last = month_start(on), month_end(on)
            facts, words = {"month_from": first, "years": years}, {"month": written_month(on)}
            yield from staged(picture, rule, stage, marks, until=last, due=first, facts=facts, words=words)
