"""Which signals hold on a day, in which order, and what stays the same when a case is computed anew."""

from datetime import date

import pytest

from rekotui.casework.messages import URGENCY
from rekotui.casework.signal import (
    LATER,
    SEVERITIES,
    TODAY,
    URGENT,
    WEEK,
    Signal,
    active_on,
    by_urgency,
    coming,
    identity,
    in_force,
)

ON = date(2026, 11, 22)


def signal(rule="rule", key="key", start=ON, end=None, due=None, severity=WEEK):
    return Signal(rule, key, "stage", start, end, due, severity, "Rubrik", "Text.", "Gör så.", "Lag", "Källa", {})


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        ("2026-11-21", None, True),
        ("2026-11-22", None, True),
        ("2026-11-23", None, False),
        ("2026-11-01", "2026-11-22", True),
        ("2026-11-01", "2026-11-21", False),
        ("2026-11-22", "2026-11-22", True),
    ],
)
def test_holds_from_its_first_to_its_last_day(start, end, holds):
    one = signal(start=date.fromisoformat(start), end=date.fromisoformat(end) if end else None)
    assert in_force(one, ON) is holds
    assert (one in active_on([one], ON)) is holds


def test_the_most_urgent_first_then_the_nearest_day():
    late = signal("late", due=date(2026, 11, 20), severity=URGENT)
    later = signal("later", severity=LATER)
    near = signal("near", due=date(2026, 11, 23), severity=TODAY)
    far = signal("far", due=date(2026, 12, 23), severity=TODAY)
    assert active_on([later, far, near, late], ON) == (late, near, far, later)


def test_groups_of_idag_stand_in_order_and_empty_ones_are_left_out():
    signals = [signal("a", severity=WEEK), signal("b", severity=URGENT), signal("c", severity=WEEK)]
    grouped = by_urgency(signals, ON)
    assert list(grouped) == [URGENT, WEEK]
    assert [one.rule for one in grouped[WEEK]] == ["a", "c"]
    assert by_urgency([], ON) == {}
    assert [URGENCY[SEVERITIES[level]] for level in SEVERITIES] == ["BRÅDSKANDE", "IDAG", "DEN HÄR VECKAN", "SENARE"]


def test_identity_is_what_it_is_about_at_whatever_stage():
    first, second = signal(), signal(severity=URGENT)._replace(stage="later", text="Annat.", starts_on=date(2027, 1, 1))
    assert identity(first) == identity(second) == ("rule", "key")
    assert identity(signal(key="other")) != identity(first)


def test_what_is_coming_is_told_once_and_not_what_is_there():
    there = signal("there", end=date(2026, 11, 25))
    stage_2 = signal("there", start=date(2026, 11, 26))
    soon = signal("soon", start=date(2026, 11, 23))
    soon_2 = signal("soon", start=date(2026, 11, 28))
    far = signal("far", start=date(2026, 12, 23))
    assert coming([far, soon_2, stage_2, soon, there], ON, date(2026, 11, 29)) == (soon,)
    assert coming([far], ON, date(2026, 12, 23)) == (far,)
    assert coming([far], ON, date(2026, 12, 22)) == ()
