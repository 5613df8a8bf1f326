"""What applies of a consent at a moment: series of events, by vectors and against a simple model."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekotui.casework.consent import Consent, ConsentEvent, suggested_scope, suggested_until
from rekotui.casework.consent_state import Moment, Standing, current, standing

START, END = date(2026, 3, 2), date(2026, 6, 30)


def day(text: str) -> date:
    return date.fromisoformat(text)


def event(number: int, what: str, on: str, clock: str = "", **values: object) -> ConsentEvent:
    if what in ("given", "renewed"):
        values = {"valid_from": day(on), "valid_to": END, "scope": ("contact", "plan"), **values}
    return ConsentEvent(number, what, day(on), clock, **values)  # type: ignore[arg-type]


def consent(*events: ConsentEvent, number: int = 1, **values: object) -> Consent:
    return Consent(number, "K3", "arbetsgivare", events=events, **values)  # type: ignore[arg-type]


def state(found: Consent, on: str, clock: str = "", *others: Consent) -> str:
    return standing(found, Moment(day(on), clock), (found, *others)).state


GIVEN = event(1, "given", "2026-03-02")
WITHDRAWN = event(2, "withdrawn", "2026-04-10", "10:00")
DECLINED = event(1, "declined", "2026-03-02")
RENEWED = event(3, "renewed", "2026-04-20", valid_to=day("2026-09-30"))


@pytest.mark.parametrize(
    ("events", "on", "clock", "expected"),
    [
        ((GIVEN,), "2026-03-01", "", "none"),
        ((GIVEN,), "2026-03-02", "", "valid"),
        ((GIVEN,), "2026-05-30", "", "valid"),
        ((GIVEN,), "2026-05-31", "", "expiring"),
        ((GIVEN,), "2026-06-30", "", "expiring"),
        ((GIVEN,), "2026-06-30", "23:59", "expiring"),
        ((GIVEN,), "2026-07-01", "", "expired"),
        ((event(1, "given", "2026-03-02", valid_from=day("2026-03-09")),), "2026-03-08", "", "planned"),
        ((event(1, "given", "2026-03-02", valid_from=day("2026-03-09")),), "2026-03-09", "", "valid"),
        ((event(1, "given", "2026-03-02", "10:00"),), "2026-03-02", "09:59", "none"),
        ((event(1, "given", "2026-03-02", "10:00"),), "2026-03-02", "10:00", "valid"),
        ((event(1, "given", "2026-03-02", "10:00"),), "2026-03-02", "", "valid"),
        ((event(1, "given", "2026-03-02", valid_to=None),), "2030-01-01", "", "valid"),
        ((GIVEN, WITHDRAWN), "2026-04-09", "", "valid"),
        ((GIVEN, WITHDRAWN), "2026-04-10", "09:59", "valid"),
        ((GIVEN, WITHDRAWN), "2026-04-10", "10:00", "withdrawn"),
        ((GIVEN, WITHDRAWN), "2026-04-10", "", "ask_time"),
        ((GIVEN, WITHDRAWN), "2026-04-11", "", "withdrawn"),
        ((GIVEN, WITHDRAWN._replace(clock="")), "2026-04-10", "", "ask_time"),
        ((GIVEN, WITHDRAWN._replace(clock="")), "2026-04-10", "00:01", "withdrawn"),
        ((GIVEN, WITHDRAWN._replace(on=START, clock="")), "2026-03-02", "", "withdrawn"),
        ((GIVEN, WITHDRAWN._replace(on=day("2026-07-10"))), "2026-07-10", "", "withdrawn"),
        ((GIVEN, WITHDRAWN, RENEWED), "2026-04-19", "", "withdrawn"),
        ((GIVEN, WITHDRAWN, RENEWED), "2026-04-20", "", "valid"),
        ((GIVEN, WITHDRAWN, RENEWED._replace(on=day("2026-04-10"), clock="11:00")), "2026-04-10", "", "ask_time"),
        ((GIVEN, WITHDRAWN, RENEWED._replace(on=day("2026-04-10"), clock="11:00")), "2026-04-10", "10:30", "withdrawn"),
        ((GIVEN, RENEWED), "2026-06-20", "", "valid"),
        ((GIVEN, RENEWED), "2026-07-01", "", "valid"),
        ((GIVEN, RENEWED), "2026-10-01", "", "expired"),
        ((DECLINED,), "2026-03-01", "", "none"),
        ((DECLINED,), "2026-03-02", "", "declined"),
        ((DECLINED,), "2027-03-02", "", "declined"),
        ((GIVEN, WITHDRAWN, event(3, "voided", "2026-04-11", voids_id=2)), "2026-04-12", "", "valid"),
        ((GIVEN, event(2, "told", "2026-04-11")), "2026-04-12", "", "valid"),
    ],
)
def test_the_state_at_a_moment(events: tuple[ConsentEvent, ...], on: str, clock: str, expected: str) -> None:
    assert state(consent(*events), on, clock) == expected


def test_limited_tells_less_from_its_moment_and_never_more() -> None:
    limited = event(
        2,
        "limited",
        "2026-04-01",
        "12:00",
        scope=("plan", "diagnosis"),
        not_told="Operationen",
        valid_to=day("2026-05-31"),
    )
    found = consent(GIVEN, limited)
    before = standing(found, Moment(day("2026-04-01"), "11:59"))
    after = standing(found, Moment(day("2026-04-01"), "12:00"))
    assert (before.scope, before.until, before.limited) == (("contact", "plan"), END, False)
    assert (after.scope, after.until, after.limited, after.not_told) == (
        ("plan",),
        day("2026-05-31"),
        True,
        "Operationen",
    )
    assert state(found, "2026-06-01") == "expired"
    renewed = standing(
        consent(GIVEN, limited, event(3, "renewed", "2026-05-01", scope=("plan",))), Moment(day("2026-06-01"))
    )
    assert (renewed.holds, renewed.limited) == (True, False)


def test_a_renewal_that_goes_on_tells_the_last_day_of_all() -> None:
    ahead = RENEWED._replace(valid_from=day("2026-07-01"))
    found = standing(consent(GIVEN, ahead), Moment(day("2026-06-20")))
    assert (found.state, found.until) == ("valid", day("2026-09-30"))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({}, {}, "superseded"),
        ({"person": "Kim Prov"}, {}, "superseded"),
        ({"person": "Kim Prov"}, {"person": "KIM PROV"}, "superseded"),
        ({"person": "Kim Prov"}, {"person": "Lo Prov"}, "valid"),
        ({}, {"person": "Lo Prov"}, "valid"),
        ({"organisation": "A"}, {"organisation": "B"}, "valid"),
        ({"organisation": "A"}, {"organisation": "B", "replaces_id": 1}, "superseded"),
    ],
)
def test_a_later_answer_to_the_same_party_takes_over(
    old: dict[str, object], new: dict[str, object], expected: str
) -> None:
    first = consent(GIVEN, **old)
    for answer in ("given", "declined"):
        second = consent(event(9, answer, "2026-04-01"), number=2, **new)
        assert state(first, "2026-03-31", "", second) == "valid"
        assert state(first, "2026-04-02", "", second) == expected
    later = consent(event(9, "given", "2026-04-01", valid_from=day("2026-05-01")), number=2, **new)
    assert state(first, "2026-04-02", "", later) == "valid"
    assert state(first, "2026-05-01", "", later) == expected


def test_a_no_that_takes_over_asks_for_the_time_that_day() -> None:
    no = consent(event(9, "declined", "2026-04-01", "13:00"), number=2)
    assert state(consent(GIVEN), "2026-04-01", "", no) == "ask_time"
    assert state(consent(GIVEN), "2026-04-01", "12:59", no) == "valid"
    assert state(consent(GIVEN), "2026-04-01", "13:00", no) == "superseded"
    ledger = (consent(GIVEN), no)
    assert [each.state for each in current(ledger, "K3", Moment(day("2026-04-02")), "arbetsgivare")] == ["declined"]


def test_a_new_yes_on_the_day_of_a_withdrawal_asks_for_the_time_too() -> None:
    first = consent(GIVEN, WITHDRAWN)
    again = consent(event(9, "given", "2026-04-10", "12:00"), number=2)
    assert standing(again, Moment(day("2026-04-10")), (first, again)).state == "ask_time"
    assert standing(again, Moment(day("2026-04-10"), "12:00"), (first, again)).state == "valid"
    assert standing(again, Moment(day("2026-04-11")), (first, again)).state == "valid"


def test_what_is_suggested() -> None:
    assert suggested_until("K3", START, 12, 7) == day("2027-03-01")
    assert suggested_until("K4", START, 12, 7) == day("2026-03-08")
    assert suggested_until("K1", START, 12, 7) is None
    assert "diagnosis" not in suggested_scope()
    assert len(suggested_scope()) == 5


_CLOCKS = ("08:00", "10:00", "12:00", "14:00")
_WHEN = st.tuples(st.integers(0, 12), st.sampled_from(_CLOCKS))
_SPAN = st.tuples(st.integers(0, 4), st.integers(0, 6))
_HAPPENED = st.lists(
    st.tuples(st.sampled_from(["given", "renewed", "withdrawn", "declined", "told"]), _WHEN, _SPAN), max_size=6
)


def _made(happened: list[tuple[str, tuple[int, str], tuple[int, int]]]) -> Consent:
    events = []
    for number, (what, (after, clock), (wait, length)) in enumerate(happened, 1):
        on = START + timedelta(days=after)
        first = on + timedelta(days=wait)
        events.append(ConsentEvent(number, what, on, clock, first, first + timedelta(days=length)))
    return consent(*events)


def _model(happened: list[tuple[str, tuple[int, str], tuple[int, int]]], on: date, clock: str) -> bool:
    """Walk the events as they came: a yes opens days, a no closes all."""
    days: set[date] = set()
    for number in sorted(range(len(happened)), key=lambda each: (happened[each][1], each)):
        what, (after, its_clock), (wait, length) = happened[number]
        its_day = START + timedelta(days=after)
        if (its_day, its_clock) > (on, clock):
            break
        if what in ("withdrawn", "declined"):
            days = set()
        elif what != "told":
            days |= {its_day + timedelta(days=wait + each) for each in range(length + 1)}
    return on in days


@given(_HAPPENED, st.integers(0, 20), st.sampled_from((*_CLOCKS, "07:00", "11:00", "23:00")))
def test_the_state_agrees_with_a_walk_through_the_events(
    happened: list[tuple[str, tuple[int, str], tuple[int, int]]], after: int, clock: str
) -> None:
    on = START + timedelta(days=after)
    found: Standing = standing(_made(happened), Moment(on, clock))
    assert found.holds == _model(happened, on, clock)


@given(_HAPPENED, st.integers(0, 20))
def test_without_a_clock_time_a_yes_is_never_given_on_a_day_of_a_no_that_mattered(
    happened: list[tuple[str, tuple[int, str], tuple[int, int]]], after: int
) -> None:
    on = START + timedelta(days=after)
    found = standing(_made(happened), Moment(on))
    at = [_model(happened, on, clock) for clock in ("07:00", *_CLOCKS)]
    stopped = any(what in ("withdrawn", "declined") and when[0] == after for what, when, _span in happened)
    if stopped and any(at):
        assert found.state == "ask_time"
    else:
        assert found.holds == at[-1]
