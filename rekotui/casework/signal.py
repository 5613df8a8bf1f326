"""A signal: a dated fact that a rule derived from a case, and which signals are in force on a day (design 5).

A signal never knows what day it is. What grows more urgent is several signals with the same identity and consecutive
days. This module is on the look-up path: nothing heavy may come along.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

ENGINE = 2
"""Raised when the code makes other signals out of the same rules: every stored signal is then made anew."""

URGENT, TODAY, WEEK, LATER = 4, 3, 2, 1
"""How soon it matters; more is sooner."""

SEVERITIES = {URGENT: "urgent", TODAY: "today", WEEK: "week", LATER: "later"}
"""The word of each severity, the most urgent first: also the groups of Idag, in its order."""


class Signal(NamedTuple):
    """What a rule says of a case from `starts_on` to `ends_on` (None: until something changes), both included.

    `key` tells what it is about within the rule, and stays when the case is computed anew; `stage` how far it has come;
    `due_on` the day that it is all about, where there is one. `facts` are the values it was derived from, days as ISO
    text, to be shown as "varför ser jag detta?". No text ever says anything that identifies a person.
    """

    rule: str
    key: str
    stage: str
    starts_on: date
    ends_on: date | None
    due_on: date | None
    severity: int
    title: str
    text: str
    todo: str
    law: str
    source: str
    facts: Mapping[str, object]


Identity = tuple[str, str]


def identity(signal: Signal) -> Identity:
    """Return what a dismissal holds for: the rule and what it is about, at whatever stage.

    Facts that change what it is about (another certificate end, an earlier first day) make another identity, so that
    something dismissed comes back when it is no longer the same thing.
    """
    return signal.rule, signal.key


def in_force(signal: Signal, on: date) -> bool:
    """Return whether a signal holds on a day."""
    return signal.starts_on <= on and (signal.ends_on is None or on <= signal.ends_on)


def active_on(signals: Iterable[Signal], on: date) -> tuple[Signal, ...]:
    """Return the signals in force on a day, the most urgent first."""
    return tuple(sorted((signal for signal in signals if in_force(signal, on)), key=urgency))


def by_urgency(signals: Iterable[Signal], on: date) -> dict[int, tuple[Signal, ...]]:
    """Return the signals in force on a day by severity, in the order of Idag; a group without signals is left out."""
    active = active_on(signals, on)
    groups = {level: tuple(signal for signal in active if signal.severity == level) for level in SEVERITIES}
    return {level: group for level, group in groups.items() if group}


def coming(signals: Iterable[Signal], on: date, last: date) -> tuple[Signal, ...]:
    """Return what first comes into force after a day, up to and including `last`, in the order of its start.

    Something that is in force already and only grows more urgent is not coming: it is there.
    """
    every = list(signals)
    there = {identity(signal) for signal in every if in_force(signal, on)}
    found: dict[Identity, Signal] = {}
    for signal in sorted(every, key=lambda one: (one.starts_on, urgency(one))):
        if on < signal.starts_on <= last and identity(signal) not in there:
            found.setdefault(identity(signal), signal)
    return tuple(found.values())


def urgency(signal: Signal) -> tuple[int, date, date, str, str]:
    """Return the sort key of Idag: the most urgent first, then the nearest day."""
    return -signal.severity, signal.due_on or signal.starts_on, signal.starts_on, signal.rule, signal.key
