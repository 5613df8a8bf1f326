"""The signal engine: from a case's facts to dated facts of what is to be done, and why (design 5; domain rules H).

Pure: the same facts and rules give the same signals, whatever day it is and in whatever order the facts came.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from rekotui.casework.case_facts import CaseFacts, DeskFacts
from rekotui.casework.days import plus
from rekotui.casework.rules import Rules
from rekotui.casework.signal import Identity, Signal, identity
from rekotui.casework.signal_making import Picture
from rekotui.casework.signals_activity import activity_signals, relapse_signals
from rekotui.casework.signals_age import age_signals
from rekotui.casework.signals_benefit import benefit_signals
from rekotui.casework.signals_certificate import certificate_signals
from rekotui.casework.signals_chain import chain_signals
from rekotui.casework.signals_consent import consent_signals
from rekotui.casework.signals_desk import desk_signals_of
from rekotui.casework.signals_employer import employer_signals
from rekotui.casework.signals_journal import journal_signals
from rekotui.casework.signals_plan import plan_signals
from rekotui.casework.signals_trial_work import trial_work_signals

_SUBJECTS = (
    activity_signals,
    chain_signals,
    certificate_signals,
    employer_signals,
    benefit_signals,
    trial_work_signals,
    age_signals,
    consent_signals,
    journal_signals,
    plan_signals,
)


def signals_of(case: CaseFacts, rules: Rules) -> tuple[Signal, ...]:
    """Return the signals of a case, in the order of their first day.

    Those of a closed case are about relapse, and what is still to be entered in the record.

    Signals with one identity never overlap: they are stages of one thing.
    """
    picture = Picture(case, rules)
    if picture.closed:
        return _ordered((*relapse_signals(picture), *journal_signals(picture)), rules)
    return _ordered((signal for subject in _SUBJECTS for signal in subject(picture)), rules)


def desk_signals(desk: DeskFacts, rules: Rules) -> tuple[Signal, ...]:
    """Return the signals that belong to the desk and to no case."""
    return _ordered(desk_signals_of(desk, rules), rules)


def _ordered(signals: Iterable[Signal], rules: Rules) -> tuple[Signal, ...]:
    order = {rule.id: rule.place for rule in rules.rules.values()}
    apart = [one for same in _by_identity(signals).values() for one in (_apart(same) if len(same) > 1 else same)]
    return tuple(sorted(apart, key=lambda one: (one.starts_on, order[one.rule], one.key)))


def _by_identity(signals: Iterable[Signal]) -> dict[Identity, list[Signal]]:
    found: dict[Identity, list[Signal]] = {}
    for signal in signals:
        found.setdefault(identity(signal), []).append(signal)
    return found


def _apart(same: list[Signal]) -> Iterator[Signal]:
    """Give the signals of one identity without overlap: what begins later goes before what began earlier.

    Only facts that were stored twice (two contacts with one party on one day) can overlap at all.
    """
    ordered = sorted(same, key=lambda one: (one.starts_on, one.ends_on or date.max, one.severity, one.text))
    for one, following in zip(ordered, [*ordered[1:], None], strict=True):
        if following is None or (one.ends_on is not None and one.ends_on < following.starts_on):
            yield one
        elif one.starts_on < following.starts_on:
            yield one._replace(ends_on=plus(following.starts_on, -1))
