"""Earlier interviews beside each other: the rulers over time, and what has changed since the time before. Pure.

The follow-up of the plan asks five rulers and some questions again under ids of its own (SCHEMA, Repeated rulers): they
are one series with those of the interview. Nothing protected is compared; of other sensitive questions it is told, so
that whoever shows them can cover them.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rekotui.casework.guide import MULTI, OPEN, PROTECTED, REPEATED_RULERS, SCALE, Question
from rekotui.casework.guide_expression import Value
from rekotui.casework.interview import Asked, Sheet, visible
from rekotui.casework.interview_values import in_words

BETTER, WORSE, SAME = "better", "worse", "same"
_HIGHER = "higher_is_better"

_AGAIN = {
    **REPEATED_RULERS,
    "barriers_main": "fu_new_barriers",
    "goal_long": "fu_wishes",
    "leave_status": "fu_leave_degree",
    "rehab_measures_assumed": "fu_rehab_need",
}
"""Questions of the interview that the follow-up of the plan asks again."""
_FIRST = {later: first for first, later in _AGAIN.items()}


class Talk(NamedTuple):
    """One filled-in guide: its number, the day it was held, and its answers."""

    number: int
    on: date
    sheet: Sheet


class Point(NamedTuple):
    """What a ruler was set to on a day."""

    on: date
    value: int


class Series(NamedTuple):
    """A ruler over time, oldest first. `key` is the question's id in the interview; 0 is `low` and 10 is `high`."""

    key: str
    question: str
    low: str
    high: str
    direction: str
    sensitive: bool
    points: tuple[Point, ...]

    @property
    def trend(self) -> str:
        """BETTER, WORSE or SAME since the time before, by the ruler's direction; "" where there is only one."""
        if len(self.points) < 2:
            return ""
        before, now = self.points[-2].value, self.points[-1].value
        if before == now:
            return SAME
        return BETTER if (now > before) == (self.direction == _HIGHER) else WORSE


class Change(NamedTuple):
    """A question that is answered otherwise than before; "" = not answered then, or not now.

    `new` and `gone` are options of a question with several answers; there `before` and `now` are all of them.
    `written`: one of the two is somebody's own words.
    """

    key: str
    section: str
    question: str
    before: str
    now: str
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    sensitive: bool = False
    written: bool = False


def series(talks: Sequence[Talk]) -> tuple[Series, ...]:
    """Return the rulers that have been set at least once, in the guide's order; `talks` oldest first."""
    found: dict[str, Series] = {}
    for talk in talks:
        for one in visible(talk.sheet):
            question = one.question
            if question.type != SCALE or question.protection == PROTECTED or not isinstance(one.answer.value, int):
                continue
            if not one.answer.counts or one.row:
                continue
            key = _FIRST.get(question.id, question.id)
            known = found.get(key) or _series(key, question)
            found[key] = known._replace(points=(*known.points, Point(talk.on, one.answer.value)))
    return tuple(found.values())


def changes(before: Sheet, now: Sheet) -> tuple[Change, ...]:
    """Return what is answered otherwise than before, in the order of the later guide; rulers are in `series`.

    Only questions that both guides ask are compared: what the other never asked has not changed.
    """
    then = {_FIRST.get(one.question.id, one.question.id): one for one in _comparable(before)}
    later = {_FIRST.get(one.question.id, one.question.id): one for one in _comparable(now)}
    asked_then = {_FIRST.get(question.id, question.id) for _section, question in before.guide.questions()}
    found = []
    for key, one in later.items():
        if key in asked_then and (change := _change(key, then.get(key), one)) is not None:
            found.append(change)
    asked_now = {_FIRST.get(question.id, question.id) for _section, question in now.guide.questions()}
    found += [
        change
        for key, one in then.items()
        if key in asked_now and key not in later and (change := _change(key, one, None)) is not None
    ]
    return tuple(found)


def _comparable(sheet: Sheet) -> list[Asked]:
    return [
        one
        for one in visible(sheet)
        if one.question.type != SCALE and one.question.protection != PROTECTED and not one.section.repeat
    ]


def _change(key: str, then: Asked | None, now: Asked | None) -> Change | None:
    before, after = _value(then), _value(now)
    if before == after:
        return None
    shown = now or then
    assert shown is not None
    question = shown.question
    change = Change(
        key,
        shown.section.title,
        question.text,
        _words(then, before),
        _words(now, after),
        sensitive=question.protection != OPEN,
        written=any(one is not None and one.question.type not in ("choice", MULTI, "yes_no") for one in (then, now)),
    )
    if question.type != MULTI or (then and now and then.question.type != now.question.type):
        return change
    old, new = _chosen(before), _chosen(after)
    return change._replace(
        new=tuple(question.option_text(option) for option in new if option not in old),
        gone=tuple(question.option_text(option) for option in old if option not in new),
    )


def _value(one: Asked | None) -> Value | None:
    return one.answer.value if one is not None and one.answer.counts else None


def _words(one: Asked | None, value: Value | None) -> str:
    return in_words(one.question, value) if one is not None and value is not None else ""


def _chosen(value: Value | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _series(key: str, question: Question) -> Series:
    return Series(key, question.text, question.low, question.high, question.direction, question.protection != OPEN, ())
