"""Certificates: rows 7, 18, 19, 21, 22 and 47 of table H, and a student's certificate from row 20."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from rekotui.casework.case_facts import STUDENT, Leave
from rekotui.casework.days import plus
from rekotui.casework.rules import Rule
from rekotui.casework.sick_leave import Span, covered_days, union
from rekotui.casework.signal import Signal
from rekotui.casework.signal_making import Picture, Spans, staged


def certificate_signals(picture: Picture) -> Iterator[Signal]:
    """Give what certificates, and the lack of them, ask for."""
    for leave in picture.case.leaves:
        yield from _needed(picture, leave)
    for before, after in pairwise(union(picture.spans)):
        yield from _new_period(picture, before, after)
    for index, sick_leave in enumerate(picture.sick_leaves):
        following = picture.sick_leaves[index + 1] if index + 1 < len(picture.sick_leaves) else None
        yield from _end(picture, sick_leave, following)
    yield from _question(picture)


def _needed(picture: Picture, leave: Leave) -> Iterator[Signal]:
    """Row 7: a certificate from day 8 of a sick period entered by hand without one; a student's from day 15 (row 20).

    What a list shows has a certificate. Each period counts for itself (domain rules B.1).
    """
    if leave.source != "hand" or leave.certificates or leave.seen or leave.last_day < leave.first_day:
        return
    rule = picture.rules["certificate_day_8"]
    first = leave.first_day
    if picture.for_group(rule):
        day, warn_day = rule.n("day"), rule.n("warn_day")
        marks = [(plus(first, warn_day - 1), "ahead"), (plus(first, day - 1), "missing")]
        yield from _missing(picture, rule, leave, plus(first, day - 1), marks)
    if STUDENT in picture.groups:
        rule = picture.rules["chain_group"]
        needed = plus(first, rule.n("student_day") - 1)
        marks = [(plus(needed, -rule.n("student_warn_days")), "student_ahead"), (needed, "student_passed")]
        yield from _missing(picture, rule, leave, needed, marks)


def _missing(
    picture: Picture, rule: Rule, leave: Leave, needed: date, marks: list[tuple[date, str]]
) -> Iterator[Signal]:
    """Give the signals of a certificate that is needed from a day, as long as the period goes on."""
    if needed < picture.taken_up or leave.last_day < marks[0][0]:
        return
    facts = {"first_day": leave.first_day, "date": needed}
    key = f"{leave.first_day.isoformat()}:certificate"
    until = leave.last_day if leave.last_day >= needed else plus(needed, -1)
    yield from staged(picture, rule, key, marks, until=until, due=needed, facts=facts)


def _new_period(picture: Picture, before: Span, after: Span) -> Iterator[Signal]:
    """Rows 18 and 19: a new period that continues the chain (SFB 27:51), or even the sick leave (SjLL 7 §)."""
    free_days = after.start.toordinal() - before.end.toordinal() - 1
    if free_days >= picture.rules.n("chain_gap_days"):
        return
    rule = picture.rules["sick_leave_joined" if free_days <= picture.rules.n("gap_days") else "chain_continues"]
    shown = max(after.start, picture.known_on((after,), after.end))
    if shown < picture.taken_up:
        return
    chain = next(chain for chain in picture.chains if chain[0].start <= after.start <= chain[-1].end)
    yield from staged(
        picture,
        rule,
        after.start.isoformat(),
        [(shown, "info")],
        until=plus(shown, rule.n("show_days") - 1),
        facts={
            "before_first": before.start,
            "before_last": before.end,
            "first_day": after.start,
            "free_days": free_days,
            "chain_day": covered_days(chain, until=after.start),
        },
    )


def _end(picture: Picture, sick_leave: Spans, following: Spans | None) -> Iterator[Signal]:
    """Rows 21 and 22: the certificate runs out, and then nothing is known until a new period begins."""
    end = sick_leave[-1].end
    key, facts = end.isoformat(), {"date": end}
    until = plus(following[0].start, -1) if following else None
    runs_out, gap = picture.rules["certificate_end"], picture.rules["certificate_gap"]
    if end >= picture.taken_up:
        marks = [
            (plus(end, -runs_out.n("early_days")), "early"),
            (plus(end, -runs_out.n("near_days")), "near"),
            (end, "last"),
            (plus(end, 1), "passed"),
        ]
        last = plus(end, gap.n("from_days") - 1)
        yield from staged(
            picture, runs_out, key, marks, until=min(last, until) if until else last, due=end, facts=facts
        )
    first = plus(end, gap.n("from_days"))
    if following and following[0].start <= max(first, picture.taken_up):
        return
    marks = [(first, "gap"), (plus(first, gap.n("urgent_days")), "old")]
    yield from staged(picture, gap, key, marks, until=until, due=end, facts=facts)


def _question(picture: Picture) -> Iterator[Signal]:
    """Row 47: a question from Försäkringskassan on a certificate, until it is answered."""
    rule, case = picture.rules["fk_question"], picture.case
    asked, answered = case.fk_question_on, case.fk_question_answered_on
    if asked is None:
        return
    late = plus(asked, rule.n("urgent_days"))
    marks = [(asked, "asked"), (plus(asked, rule.n("today_days")), "waiting"), (late, "late")]
    # An answer from before the question was an answer to another one.
    until = plus(answered, -1) if answered and answered >= asked else None
    yield from staged(picture, rule, asked.isoformat(), marks, until=until, facts={"asked": asked})
