"""Who is asked about in a review, and who is left in peace: vectors at each boundary, and what holds for any list."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekotui.base.settings import DEFAULTS
from rekotui.casework import screening
from rekotui.casework.screening import Decision, KnownCase, Mark, marks, news, section, seen_of, why_asked

ON = date(2026, 6, 15)
FIRST, LAST = date(2026, 6, 1), date(2026, 7, 5)
ROW = {
    "personnummer": "19830411-2389",
    "name": "Testa Övningsson",
    "first_day": FIRST.isoformat(),
    "last_day": LAST.isoformat(),
    "degrees": [100, 50],
    "diagnosis_code": "F438A",
    "diagnosis_state": "ok",
    "co_diagnoses": ["M545"],
    "physician": "Ylva Provander",
    "status": "-",
    "certificates": 1,
    "length_days": 35,
}


def row(**changes: object) -> dict[str, object]:
    values = {name: value.isoformat() if isinstance(value, date) else value for name, value in changes.items()}
    return {**ROW, **values}


def after(days: int, day: date = LAST) -> date:
    return day + timedelta(days=days)


def decided(what: str = "leave", wait_until: date | None = None, **seen: object) -> Decision:
    return Decision(what, seen_of(row(**seen)), ON, wait_until)


def asked(now: dict[str, object], decision: Decision | None, case: KnownCase | None = None) -> tuple[str, ...]:
    return why_asked(now, decision, case, ON, DEFAULTS)


def test_nobody_is_asked_about_twice_for_the_same_row() -> None:
    assert asked(row(), None) == ("undecided",)
    for what in ("leave", "wrong_end"):
        assert asked(row(), decided(what)) == ()


@pytest.mark.parametrize(("days", "why"), [(-1, ("wait_over",)), (0, ("wait_over",)), (1, ())])
def test_waiting_ends_on_its_date(days: int, why: tuple[str, ...]) -> None:
    assert asked(row(), decided("wait", ON + timedelta(days=days))) == why


def test_news_ends_waiting_early_and_both_reasons_are_told() -> None:
    longer = row(last_day=after(1))
    assert asked(longer, decided("wait", ON + timedelta(days=9))) == ("extended",)
    assert asked(longer, decided("wait", ON)) == ("wait_over", "extended")


@pytest.mark.parametrize(
    ("first", "why"),
    [(after(5), ()), (after(6), ()), (after(7), ("new_sick_leave",))],
)
def test_a_new_sick_leave_by_the_gap_rule(first: date, why: tuple[str, ...]) -> None:
    # Gap 5: a certificate to 5 July is joined by one from 11 July (6 days on), not by one from 12 July.
    assert news(row(first_day=first, last_day=LAST), ROW, ON, DEFAULTS) == why


@pytest.mark.parametrize(("days", "why"), [(-1, ()), (0, ()), (1, ("extended",))])
def test_a_later_end_is_news_an_earlier_is_not(days: int, why: tuple[str, ...]) -> None:
    assert asked(row(last_day=after(days)), decided()) == why


@pytest.mark.parametrize(
    ("end", "why"),
    [
        (date(2028, 6, 14), ("extended",)),
        (date(2028, 6, 15), ("extended",)),
        (date(2028, 6, 16), ("far_end",)),
        (date(2062, 7, 12), ("far_end",)),
        (date(9999, 12, 31), ("far_end",)),
    ],
)
def test_an_end_more_than_two_years_ahead_is_held_for_mistyped(end: date, why: tuple[str, ...]) -> None:
    assert asked(row(last_day=end), decided()) == why


@pytest.mark.parametrize("what", ["wrong_end", "leave"])
def test_a_wrong_end_is_quiet_while_it_is_the_very_same(what: str) -> None:
    wrong = date(2062, 7, 12)
    decision = decided(what, last_day=wrong)
    assert asked(row(last_day=wrong), decision) == ()
    assert asked(row(last_day=date(2062, 7, 13)), decision) == ("far_end",)
    assert asked(row(last_day=date(2026, 7, 12)), decision) == ("end_corrected",)
    assert asked(row(last_day=wrong, degrees=[100, 75]), decision) == ("degree_raised",)


@pytest.mark.parametrize(
    ("before", "after_", "raised"),
    [
        ([50], [50], False),
        ([50], [75], True),
        ([75], [50], False),
        ([100, 50], [100], True),
        ([100, 50], [75], True),
        ([100, 75, 50], [75, 50], False),
        ([50], [50, 100], True),
        ([50], [], False),
        ([], [100], False),
        ([50], None, False),
    ],
)
def test_a_higher_degree_is_news(before: list[int], after_: list[int] | None, raised: bool) -> None:
    assert asked(row(degrees=after_), decided(degrees=before)) == (("degree_raised",) if raised else ())


@pytest.mark.parametrize(
    ("before", "now", "news_"),
    [
        (("F438A", "ok"), ("F419", "ok"), True),
        (("F438A", "ok"), (None, "cut"), False),
        (("F438A", "ok"), ("F4", "cut"), False),
        (("F438A", "ok"), (None, "not_shared"), False),
        ((None, "not_shared"), ("F419", "ok"), True),
        ((None, "cut"), ("F419", "ok"), False),
        ((None, "unknown"), ("F419", "unknown"), False),
    ],
)
def test_another_main_diagnosis_is_news_where_both_can_be_read(
    before: tuple[str | None, str], now: tuple[str | None, str], news_: bool
) -> None:
    decision = decided(diagnosis_code=before[0], diagnosis_state=before[1])
    found = asked(row(diagnosis_code=now[0], diagnosis_state=now[1]), decision)
    assert found == (("diagnosis",) if news_ else ())


@pytest.mark.parametrize(
    "changes",
    [
        {"last_day": after(-10)},
        {"first_day": FIRST - timedelta(days=100)},
        {"first_day": FIRST + timedelta(days=3)},
        {"co_diagnoses": ["F412"]},
        {"physician": "Örjan Provläkare"},
        {"name": "Testa Nysson"},
        {"status": "Aktiv"},
        {"certificates": 2, "length_days": 60},
        {"first_day": None, "last_day": None, "degrees": None, "diagnosis_code": None},
    ],
)
def test_what_is_immaterial_asks_nothing(changes: dict[str, object]) -> None:
    assert asked(row(**changes), decided()) == ()


@pytest.mark.parametrize("day", [59, 60, 89, 90, 91])
def test_time_alone_is_no_news_of_somebody_left_without_action(day: int) -> None:
    assert why_asked(row(), decided(), None, FIRST + timedelta(days=day - 1), DEFAULTS) == ()


def test_an_open_case_is_never_asked_about() -> None:
    case = KnownCase(active=True, status_since=ON)
    for decision in (None, decided("taken"), decided("wait", ON), decided("leave", last_day=FIRST)):
        assert asked(row(first_day=after(60), last_day=after(90)), decision, case) == ()


@pytest.mark.parametrize(("days", "why"), [(-1, ("new_sick_leave",)), (0, ()), (1, ())])
def test_a_closed_case_speaks_of_the_sick_leave_it_was_closed_in(days: int, why: tuple[str, ...]) -> None:
    closed = KnownCase(active=False, status_since=FIRST + timedelta(days=days))
    assert asked(row(), None, closed) == why
    assert asked(row(), decided("taken"), closed) == why
    assert asked(row(), decided("leave"), closed) == ()


def test_a_case_that_was_taken_up_by_mistake_and_voided_is_asked_about_again() -> None:
    assert asked(row(), decided("taken"), None) == ("undecided",)


@pytest.mark.parametrize(
    ("day", "code"),
    [(1, None), (59, None), (60, "near_limit"), (90, "near_limit"), (91, "past_limit")],
)
def test_rule_h5_identify_early(day: int, code: str | None) -> None:
    on = FIRST + timedelta(days=day - 1)
    plain = row(diagnosis_code=None, co_diagnoses=[], last_day=date(2026, 12, 31))
    assert marks(plain, on, DEFAULTS) == ((Mark(code, day),) if code else ())
    assert marks(plain, on, DEFAULTS, identified=True) == ()


@pytest.mark.parametrize(("days", "count"), [(-1, 0), (0, 1), (1, 1)])
def test_a_sick_leave_that_has_ended_is_held_against_no_limit(days: int, count: int) -> None:
    on = FIRST + timedelta(days=99)
    found = marks(row(diagnosis_code=None, co_diagnoses=[], last_day=on + timedelta(days=days)), on, DEFAULTS)
    assert len(found) == count


def test_marks_of_diagnoses_earlier_periods_and_a_far_end() -> None:
    assert marks(row(), ON, DEFAULTS) == (Mark("mental"), Mark("musculoskeletal"))
    assert marks(row(diagnosis_code="J189", co_diagnoses=None), ON, DEFAULTS) == ()
    assert marks(row(diagnosis_code="M545", co_diagnoses=[]), ON, DEFAULTS, earlier=2) == (
        Mark("musculoskeletal"),
        Mark("earlier", 2),
    )
    assert marks(row(last_day=date(2062, 7, 12)), ON, DEFAULTS)[-1] == Mark("far_end", 2062)
    assert marks(row(first_day=None, last_day=None, diagnosis_code=None, co_diagnoses=[]), ON, DEFAULTS) == ()


@pytest.mark.parametrize(
    ("groups", "why", "marked", "expected"),
    [
        (["new"], ["undecided"], [Mark("near_limit", 61)], "new"),
        (["relapsed"], ["undecided"], [], "relapsed"),
        (["extended", "degree_changed"], ["undecided"], [], "extended"),
        (["extended"], ["undecided"], [Mark("near_limit", 61)], "nearing"),
        (["extended"], [], [Mark("near_limit", 61)], "extended"),
        (["unchanged"], ["wait_over"], [], "waited"),
        (["number_replaced"], ["undecided"], [], "number_replaced"),
        (["gone"], [], [], "gone"),
        (["unchanged"], ["undecided"], [Mark("past_limit", 99)], "unchanged"),
        ([], ["undecided"], [], "unchanged"),
    ],
)
def test_each_stands_in_one_section(groups: list[str], why: list[str], marked: list[Mark], expected: str) -> None:
    assert section(groups, why, marked) == expected


def test_sections_come_new_first_and_unchanged_last() -> None:
    places = [screening.SECTIONS.index(name) for name in ("new", "relapsed", "nearing", "extended", "gone")]
    assert places == sorted(places)
    assert screening.SECTIONS[-1] == "unchanged"


DAYS = st.dates(date(2026, 1, 1), date(2029, 12, 31))
ROWS = st.fixed_dictionaries(
    {
        "first_day": st.none() | DAYS.map(date.isoformat),
        "last_day": st.none() | DAYS.map(date.isoformat),
        "degrees": st.none() | st.lists(st.sampled_from([25, 50, 75, 100]), max_size=3),
        "diagnosis_code": st.none() | st.sampled_from(["F438A", "M545", "J189"]),
        "diagnosis_state": st.sampled_from(["ok", "cut", "not_shared", "unknown"]),
    }
)
CASES = st.none() | st.builds(KnownCase, st.booleans(), DAYS)


@given(ROWS, st.sampled_from(["leave", "wrong_end", "wait"]), DAYS, DAYS)
def test_a_decision_followed_by_an_identical_list_never_asks_again(
    now: dict[str, object], what: str, decided_on: date, on: date
) -> None:
    until = on + timedelta(days=1) if what == "wait" else None
    decision = Decision(what, seen_of(now), decided_on, until)
    assert why_asked(now, decision, None, on, DEFAULTS) == ()


@given(ROWS, ROWS, CASES, DAYS)
def test_deciding_anew_on_what_is_shown_always_gives_peace(
    before: dict[str, object], now: dict[str, object], case: KnownCase | None, on: date
) -> None:
    old = Decision("leave", seen_of(before), on)
    new = Decision("leave", seen_of(now), on)
    assert why_asked(now, new, case, on, DEFAULTS) == ()
    if why_asked(now, old, case, on, DEFAULTS):
        assert case is None or not case.active


@given(ROWS, ROWS, DAYS)
def test_what_is_remembered_of_a_row_tells_the_same_news_as_the_row(
    before: dict[str, object], now: dict[str, object], on: date
) -> None:
    assert news(now, seen_of({**before, "name": "Testa"}), on, DEFAULTS) == news(now, before, on, DEFAULTS)
    assert "name" not in seen_of({**before, "name": "Testa"})


@given(ROWS, DAYS)
def test_every_answer_is_a_code_that_has_words(now: dict[str, object], on: date) -> None:
    decision = Decision("leave", seen_of(ROW), ON)
    assert set(why_asked(now, decision, None, on, DEFAULTS)) <= set(screening.REASONS_TO_ASK)
