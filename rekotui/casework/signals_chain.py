"""Where the rehabiliteringskedja widens: rows 13–16 and 20 of table H (SFB 27 kap. 46–52 §§; domain rules B.5).

Every day is the estimated one. A chain that has no certificate left is followed a little longer as a forecast, and
never said to have passed a step.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from rekotui.casework.case_facts import EMPLOYED, EMPLOYER, ON_CALL, SELF_EMPLOYED, held_contacts
from rekotui.casework.days import plus
from rekotui.casework.expectation import expected_last_day
from rekotui.casework.rules import Rule
from rekotui.casework.signal import Signal
from rekotui.casework.signal_making import (
    Mark,
    Picture,
    Spans,
    forecast_word,
    on_or_after,
    reached,
    staged,
)

Lead = Sequence[tuple[str, int]]
"""Stages before a step, each with the chain day from which it holds."""


def chain_signals(picture: Picture) -> Iterator[Signal]:
    """Give the signals of every chain of the case."""
    for chain in picture.chains:
        yield from _employed(picture, chain)
        yield from _other_groups(picture, chain)
        yield from _special_reasons(picture, chain)


def _employed(picture: Picture, chain: Spans) -> Iterator[Signal]:
    """Rows 13–15: the steps at 90, 180 and 365 days. From 181 days a person of pension age has steps of her own."""
    rules = picture.rules
    first, second, third = rules["chain_90"], rules["chain_180"], rules["chain_365"]
    if EMPLOYED in picture.groups:
        yield from _step(picture, first, chain, _lead(first), handled=_employer_called(picture, chain))
        if not _pension_age_at(picture, chain, second):
            yield from _step(picture, second, chain, _lead(second))
    if picture.groups & {EMPLOYED, SELF_EMPLOYED} and not _pension_age_at(picture, chain, third):
        yield from _step(picture, third, chain, _lead(third))


def _other_groups(picture: Picture, chain: Spans) -> Iterator[Signal]:
    """Row 20: the market is tested from day 91 (on call) or 181 (own firm); other rules at pension age."""
    rule, groups = picture.rules["chain_group"], picture.groups
    first, second = picture.rules["chain_90"], picture.rules["chain_180"]
    if ON_CALL in groups:
        yield from _step(picture, rule, chain, _lead(first), prefix="on_call_", last_day=first.n("last_day"))
    of_age = _pension_age_at(picture, chain, second)
    prefix = "pension_age_" if of_age else "self_employed_" if SELF_EMPLOYED in groups else None
    if prefix and groups & {EMPLOYED, SELF_EMPLOYED}:
        yield from _step(picture, rule, chain, _lead(second), prefix=prefix, last_day=second.n("last_day"))


def _special_reasons(picture: Picture, chain: Spans) -> Iterator[Signal]:
    """Row 16: a return expected before day 550, told while day 181 and day 366 are near."""
    rule = picture.rules["special_reasons"]
    last = expected_last_day(picture, _newest_sick_leave(picture, chain))
    horizon_day = reached(chain, rule.n("horizon_day"))
    if last is None or not picture.for_group(rule) or plus(last, 1) >= horizon_day.on:
        return
    for step in (picture.rules["chain_180"], picture.rules["chain_365"]):
        start, end = reached(chain, step.n("warn_day")).on, reached(chain, step.n("last_day")).on
        yield from staged(
            picture,
            rule,
            f"{chain[0].start.isoformat()}:{step.n('last_day')}",
            [(start, "info")],
            until=min(end, last, picture.horizon(chain)),
            due=plus(last, 1),
            facts={"first_day": chain[0].start, "return_on": plus(last, 1), "date": horizon_day.on},
        )


def _step(
    picture: Picture,
    rule: Rule,
    chain: Spans,
    lead: Lead,
    *,
    prefix: str = "",
    last_day: int | None = None,
    handled: date | None = None,
) -> list[Signal]:
    """Return the signals of one step: the stages before it, and a while after it if it was reached.

    A step that lay behind before the case was taken up says nothing. `handled` is a day on which it was dealt with.
    """
    day = (last_day or rule.n("last_day")) + 1
    target = reached(chain, day)
    if target.on < picture.taken_up:
        return []
    marks: list[Mark] = [(reached(chain, n).on, f"{prefix}{stage}") for stage, n in lead]
    until = min(picture.horizon(chain), plus(target.on, -1))
    if not target.forecast:
        marks.append((target.on, f"{prefix}passed"))
        known = max(target.on, picture.known_on(chain, target.on))
        until = plus(known, rule.n("after_days") - 1)
    facts = {"first_day": chain[0].start, "day": day, "date": target.on, "forecast_day": target.forecast}
    return staged(
        picture,
        rule,
        f"{chain[0].start.isoformat()}:{day}",
        marks,
        until=min(until, plus(handled, -1)) if handled else until,
        due=target.on,
        facts=facts,
        words={"forecast": forecast_word(target)},
    )


def _lead(rule: Rule) -> Lead:
    """Return the stages of a rule before its step; a day that no longer fits the others never passes the step."""
    stages = (("ahead", "warn_day"), ("ready", "ready_day"), ("near", "urgent_day"))
    return [(stage, min(rule.n(name), rule.n("last_day"))) for stage, name in stages if name in rule.numbers]


def _employer_called(picture: Picture, chain: Spans) -> date | None:
    """Return the first day since the warning on which somebody talked with the employer: that is what row 13 is for."""
    warned = reached(chain, picture.rules["chain_90"].n("warn_day")).on
    return on_or_after(held_contacts(picture.case, (EMPLOYER,)), warned)


def _pension_age_at(picture: Picture, chain: Spans, rule: Rule) -> bool:
    return picture.of_pension_age(reached(chain, rule.n("last_day") + 1).on)


def _newest_sick_leave(picture: Picture, chain: Spans) -> Spans:
    inside = [leave for leave in picture.sick_leaves if chain[0].start <= leave[0].start <= chain[-1].end]
    return inside[-1] if inside else chain
