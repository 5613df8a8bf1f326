"""Open follow-ups in groups: by when they are due, by whom we wait for, by the doctor to take them up with."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from rekotui.casework import contact as rules
from rekotui.exchange.follow_up_messages import GROUPS
from storage.work_reading import OpenFollowUp

BY_DAY, BY_PARTY, BY_DOCTOR = ORDERS = ("by_day", "by_party", "by_doctor")
_DOCTOR, _PHYSICIAN = "doctor", "lakare"


class Group(NamedTuple):
    """A heading and what stands under it, in the order of their days."""

    title: str
    lines: tuple[OpenFollowUp, ...]


def grouped(found: Iterable[OpenFollowUp], order: str, on: date) -> list[Group]:
    """Return the groups that are not empty."""
    if order == BY_DAY:
        return _by_day(tuple(found), on)
    if order == BY_PARTY:
        words = {"": GROUPS["mine"], **rules.parties()}
        return _groups(((words.get(each.line.party, each.line.party), each) for each in found), list(words.values()))
    to_doctor = (each for each in found if each.line.reason == _DOCTOR or each.line.party == _PHYSICIAN)
    return _groups((each.physician or GROUPS["no_doctor"], each) for each in to_doctor)


def _by_day(found: Sequence[OpenFollowUp], on: date) -> list[Group]:
    sunday = on + timedelta(days=6 - on.weekday())

    def when(due_on: date) -> str:
        if due_on <= on:
            return "overdue" if due_on < on else "today"
        return "week" if due_on <= sunday else "later"

    titles = [GROUPS[name] for name in ("overdue", "today", "week", "later")]
    return _groups(((GROUPS[when(each.line.due_on)], each) for each in found), titles)


def _groups(titled: Iterable[tuple[str, OpenFollowUp]], titles: Sequence[str] | None = None) -> list[Group]:
    groups: dict[str, list[OpenFollowUp]] = {}
    for title, each in titled:
        groups.setdefault(title, []).append(each)
    order = titles if titles is not None else sorted(groups, key=str.casefold)
    return [Group(title, tuple(groups[title])) for title in order if title in groups]
