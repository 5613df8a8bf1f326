"""What one list says against the one before it: the samples, every group at its bounds, and what always holds."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekotui.base.settings import DEFAULTS
from rekotui.casework.review import FIELDS, GROUPS, Found, Row, changes, compare, filled, missing_share
from tests.casework import weeks
from tests.casework.weeks import W17, W24, W25, W25_PRINT

BEFORE, NOW = date(2026, 6, 8), date(2026, 6, 15)
Answer = dict[str, tuple[Found, ...]]


def row(number: str | None = "19830411-2389", **facts: object) -> Row:
    values = {
        "row": 1,
        "personnummer": number,
        "name": "Testa Övningsson",
        "age": 43,
        "sex": "Kvinna",
        "status": "Aktiv",
        "diagnosis_code": "F438A",
        "diagnosis_text": "Utmattningssyndrom",
        "diagnosis_state": "ok",
        "co_diagnoses": ["M545"],
        "occupations": ["Nuvarande arbete"],
        "first_day": "2026-05-01",
        "last_day": "2026-06-30",
        "length_days": 61,
        "certificates": 2,
        "degrees": [100, 50],
        "degree_today": None,
        "inquiries_completion": 0,
        "inquiries_administrative": 0,
        "risk": None,
        "physician": "Åsa Låtsasdoktor",
        "ended": None,
    }
    return {**values, **facts}


def held(
    before: Sequence[Row] | None,
    after: Sequence[Row],
    earlier: Mapping[str, Row] | None = None,
    *,
    whole: bool = True,
    on: date = NOW,
    previous: date | None = BEFORE,
    gap: int = 5,
) -> Answer:
    return compare(
        before,
        after,
        earlier or {},
        list_date=on,
        previous_date=previous,
        whole=whole,
        gap_days=gap,
        far_end_years=DEFAULTS.far_end_years,
    )


def groups_of(answer: Answer) -> dict[str, list[str]]:
    """The groups that have anybody."""
    return {group: [found.personnummer for found in people] for group, people in answer.items() if people}


def told(before: Row, after: Row, **how: Any) -> set[str]:
    """The groups of one person who is in both lists."""
    return set(groups_of(held([before], [after], **how)))


# The samples


def sample(before: str, after: str, earlier: Sequence[str] = ()) -> Answer:
    known: dict[str, Row] = {}
    for name in (*earlier, before):
        known |= {str(record["personnummer"]): record for record in weeks.records(name)}
    day, previous = weeks.day_of(after), weeks.day_of(before)
    return held(weeks.records(before), weeks.records(after), known, on=day, previous=previous)


@pytest.mark.parametrize(
    ("before", "after", "earlier"),
    [(W24, W25, [W17]), (W24, W25_PRINT, [W17]), (W24, W25, []), (W24, W25_PRINT, []), (W17, W24, [])],
    ids=["25", "25 print", "25 without 17", "25 print without 17", "24"],
)
def test_sample_weeks_give_exactly_the_expected_review(before: str, after: str, earlier: list[str]) -> None:
    expected = weeks.expected(before, after, with_earlier=bool(earlier) or before == W17)
    answer = sample(before, after, earlier)
    assert list(answer) == list(GROUPS) == list(expected)
    for group, people in answer.items():
        assert [found.personnummer for found in people] == list(expected[group]), group
        if group != "relapsed":
            for found in people:
                said = {name: list(change) for name, change in found.changes.items()}
                assert said == expected[group][found.personnummer], group


def test_whoever_is_back_is_told_with_the_end_before_and_the_new_start() -> None:
    (found,) = sample(W24, W25, [W17])["relapsed"]
    assert found.changes["last_day"][0] == "2026-05-01"
    assert found.changes["first_day"][1] == "2026-06-11"


# Who is there


def test_new_gone_and_unchanged_stand_in_the_order_of_their_lists() -> None:
    answer = held([row("c"), row("a"), row("b"), row("e")], [row("d"), row("b"), row("f"), row("a")])
    assert groups_of(answer) == {"new": ["d", "f"], "gone": ["c", "e"], "unchanged": ["b", "a"]}


def test_whoever_was_in_any_earlier_list_is_not_new() -> None:
    assert groups_of(held([row("a")], [row("a"), row("b")], {"b": row("b")})) == {"unchanged": ["a", "b"]}
    assert groups_of(held(None, [row("b")], {"b": row("b")}, previous=None)) == {"unchanged": ["b"]}
    assert groups_of(held(None, [row("b")], previous=None)) == {"new": ["b"]}


def test_known_from_an_earlier_list_only_she_is_held_against_her_last_known_row() -> None:
    answer = held([], [row("b", last_day="2026-07-10")], {"b": row("b")})
    assert groups_of(answer) == {"extended": ["b"]}
    assert answer["extended"][0].changes == {"last_day": ("2026-06-30", "2026-07-10")}


def test_the_list_before_goes_before_what_other_lists_said() -> None:
    other_unit = row("a", physician="Annan Testdoktor", last_day="2026-12-31")
    assert groups_of(held([row("a")], [row("a")], {"a": other_unit})) == {"unchanged": ["a"]}


def test_nobody_is_gone_from_a_part_an_older_or_an_empty_list() -> None:
    assert held([row("a")], [row("b")], whole=False)["gone"] == ()
    assert held([row("a")], [])["gone"] == ()
    assert held([row("a")], [row(None)])["gone"] == ()
    assert held(None, [row("a")])["gone"] == ()


def test_rows_without_a_number_are_in_no_group() -> None:
    assert groups_of(held([row(None)], [row(None), row("")])) == {}


# Days


@pytest.mark.parametrize(
    ("end", "start", "gap", "group"),
    [
        ("2026-05-31", "2026-06-01", 5, "start_later"),
        ("2026-05-31", "2026-06-06", 5, "start_later"),
        ("2026-05-31", "2026-06-07", 5, "relapsed"),
        ("2026-05-31", "2026-06-01", 0, "start_later"),
        ("2026-05-31", "2026-06-02", 0, "relapsed"),
        ("2024-02-28", "2024-03-06", 5, "relapsed"),
        ("2024-02-28", "2024-03-05", 5, "start_later"),
        ("2023-02-28", "2023-03-06", 5, "start_later"),
    ],
)
def test_gap_rule_decides_whether_it_is_the_same_sjukfall(end: str, start: str, gap: int, group: str) -> None:
    before = row(first_day="2023-02-01", last_day=end)
    answer = held([], [row(first_day=start, last_day="2026-06-30")], {"19830411-2389": before}, gap=gap)
    assert group in groups_of(answer)
    assert ("relapsed" in groups_of(answer)) == (set(groups_of(answer)) == {"relapsed"})


def test_somebody_in_the_list_before_can_be_back_too() -> None:
    answer = held([row(last_day="2026-06-01")], [row(first_day="2026-06-10", last_day="2026-06-30")])
    assert groups_of(answer) == {"relapsed": ["19830411-2389"]}


def test_an_end_before_its_own_start_is_mistyped_and_makes_nobody_relapse() -> None:
    before = row(first_day="2026-05-01", last_day="2025-06-30")
    assert told(before, row(first_day="2026-05-01", last_day="2026-06-30")) == {"extended"}


@pytest.mark.parametrize(
    ("end", "groups"),
    [
        ("2026-07-01", {"extended"}),
        ("2026-06-29", {"shortened"}),
        ("2028-06-15", {"extended"}),
        ("2028-06-16", {"implausible_end"}),
        ("2062-07-12", {"implausible_end"}),
        ("9999-12-31", {"implausible_end"}),
        ("2026-06-14", {"shortened", "ended_still_listed"}),
        ("2026-06-15", {"shortened"}),
        (None, {"unchanged"}),
    ],
)
def test_an_end_that_moves(end: str | None, groups: set[str]) -> None:
    assert told(row(), row(last_day=end)) == groups


@pytest.mark.parametrize(("end", "group"), [("2030-02-28", "extended"), ("2030-03-01", "implausible_end")])
def test_two_years_from_the_29th_of_february(end: str, group: str) -> None:
    on = date(2028, 2, 29)
    last = {"first_day": "2028-01-01", "last_day": "2028-03-31"}
    assert told(row(**last), row(**last | {"last_day": end}), on=on, previous=date(2028, 2, 22)) == {group}


def test_a_mistyped_year_is_told_once_and_its_correction_is_a_shorter_one() -> None:
    wrong = row(last_day="2062-07-12")
    assert told(wrong, row(last_day="2062-07-12", status="-")) == {"other"}
    assert told(wrong, wrong) == {"unchanged"}
    assert told(wrong, row()) == {"shortened"}
    assert told(wrong, row(last_day="2046-07-12")) == {"shortened", "implausible_end"}


@pytest.mark.parametrize(
    ("end", "before", "ended"),
    [
        ("2026-06-14", "2026-06-14", True),
        ("2026-06-15", "2026-06-15", False),
        ("2026-06-08", "2026-06-08", True),
        ("2026-06-07", "2026-06-07", False),
        ("2026-06-10", "2026-06-05", True),
        ("2026-06-05", "2026-06-20", True),
    ],
)
def test_ended_but_still_listed_since_the_list_before(end: str, before: str, ended: bool) -> None:
    answer = held([row(last_day=before)], [row(last_day=end)])
    assert ("ended_still_listed" in groups_of(answer)) == ended
    assert not (answer["ended_still_listed"] and answer["unchanged"])
    assert not held([row(last_day=before)], [row(last_day=end)], previous=None)["ended_still_listed"]


def test_a_start_that_moves() -> None:
    assert told(row(), row(first_day="2026-04-30")) == {"start_earlier"}
    assert told(row(), row(first_day="2026-05-02")) == {"start_later"}
    assert told(row(), row(first_day=None)) == {"unchanged"}


# Content


@pytest.mark.parametrize(
    ("facts", "groups"),
    [
        ({"degrees": [50]}, {"degree_changed"}),
        ({"degrees": [50, 100]}, {"degree_changed"}),
        ({"degrees": []}, {"unchanged"}),
        ({"degrees": None}, {"unchanged"}),
        ({"diagnosis_code": "F419"}, {"diagnosis_changed"}),
        ({"diagnosis_code": "F419", "co_diagnoses": []}, {"diagnosis_changed"}),
        ({"diagnosis_text": "Utmattnings…"}, {"unchanged"}),
        ({"diagnosis_code": None, "diagnosis_state": "cut", "co_diagnoses": []}, {"unchanged"}),
        ({"diagnosis_code": None, "diagnosis_state": "unknown", "co_diagnoses": None}, {"unchanged"}),
        ({"diagnosis_code": None, "diagnosis_state": "not_shared", "co_diagnoses": []}, {"unchanged"}),
        ({"co_diagnoses": []}, {"co_diagnoses_changed"}),
        ({"co_diagnoses": ["M545", "F419"]}, {"co_diagnoses_changed"}),
        ({"co_diagnoses": None}, {"unchanged"}),
        ({"physician": "Ylva Påhittsläkare"}, {"physician_changed"}),
        ({"physician": "Åsa Låtsasdoktor (TSTNMT2321000156-PRV2)"}, {"physician_respelled"}),
        ({"physician": "TSTNMT2321000156-PRV2"}, {"physician_respelled"}),
        ({"physician": None}, {"unchanged"}),
        ({"name": "Testa Nysson"}, {"renamed"}),
        ({"name": "Namn okänt"}, {"unchanged"}),
        ({"name": None}, {"unchanged"}),
        ({"status": "-"}, {"other"}),
        ({"status": None}, {"unchanged"}),
        ({"occupations": ["Studier"]}, {"other"}),
        ({"occupations": []}, {"unchanged"}),
        ({"certificates": 3}, {"other"}),
        ({"length_days": 60}, {"other"}),
        ({"inquiries_completion": 1}, {"other"}),
        ({"inquiries_administrative": 2}, {"other"}),
        ({"inquiries_completion": None, "inquiries_administrative": None}, {"unchanged"}),
        ({"risk": "Hög"}, {"unchanged"}),
        ({"row": 7, "age": 44, "degree_today": 50, "ended": True}, {"unchanged"}),
        ({"status": "-", "degrees": [25]}, {"degree_changed"}),
    ],
)
def test_what_changes_belongs_where(facts: dict[str, object], groups: set[str]) -> None:
    assert told(row(), row(**facts)) == groups


def test_from_not_shared_to_a_code_is_a_change() -> None:
    hidden = row(diagnosis_code=None, diagnosis_text=None, diagnosis_state="not_shared", co_diagnoses=[])
    answer = held([hidden], [row()])
    assert groups_of(answer) == {"diagnosis_changed": ["19830411-2389"]}
    assert answer["diagnosis_changed"][0].changes == {"diagnosis_code": (None, "F438A")}


@pytest.mark.parametrize(
    "hidden",
    [
        {"diagnosis_code": None, "diagnosis_state": "cut"},
        {"diagnosis_code": None, "diagnosis_state": "unknown", "co_diagnoses": None},
    ],
)
def test_from_a_cut_or_hidden_code_to_a_code_is_no_change(hidden: dict[str, object]) -> None:
    assert told(row(**hidden), row()) == {"unchanged"}


def test_risk_that_both_lists_tell_can_change() -> None:
    assert told(row(risk="Hög"), row(risk="Mycket hög")) == {"other"}


@pytest.mark.parametrize(
    ("before", "after", "group"),
    [
        ("Eva Testdoktor (TSTNMT2321000156-PRV2)", "Eva Testdoktor", "physician_respelled"),
        ("Eva Testdoktor (TSTNMT2321000156-PRV2)", "TSTNMT2321000156-PRV2", "physician_respelled"),
        ("Eva Testdoktor (TSTNMT2321000156-PRV2)", "Eva Testdoktor (TSTNMT2321000156-PRV3)", "physician_changed"),
        ("Eva Testdoktor (TSTNMT2321000156-PRV2)", "TSTNMT2321000156-PRV9", "physician_changed"),
        ("TSTNMT2321000156-PRV2", "TSTNMT2321000156-PRV9", "physician_changed"),
        ("TSTNMT2321000156-PRV2", "Eva Testdoktor", "physician_respelled"),
        ("Eva Testdoktor", "Eva  TESTDOKTOR", "physician_respelled"),
        ("Eva Testdoktor", "Eva Testdoktor (ST-läkare)", "physician_changed"),
        ("Eva Testdoktor", "Ewa Testdoktor (TSTNMT2321000156-PRV2)", "physician_changed"),
    ],
)
def test_another_doctor_or_the_same_one_spelled_otherwise(before: str, after: str, group: str) -> None:
    assert told(row(physician=before), row(physician=after)) == {group}


def test_one_person_is_in_as_many_groups_as_apply_with_everything_that_differs() -> None:
    after = row(last_day="2026-07-10", degrees=[25], physician="Ylva Påhittsläkare", status="-", certificates=3)
    answer = held([row()], [after])
    assert set(groups_of(answer)) == {"extended", "degree_changed", "physician_changed"}
    assert len({repr(answer[group]) for group in groups_of(answer)}) == 1
    assert answer["extended"][0].changes == {
        "last_day": ("2026-06-30", "2026-07-10"),
        "certificates": (2, 3),
        "degrees": ([100, 50], [25]),
        "physician": ("Åsa Låtsasdoktor", "Ylva Påhittsläkare"),
        "status": ("Aktiv", "-"),
    }


# A new number for the same person

OLD, NEW = "19850773-2389", "19850713-2382"


def replaced(before: Row, after: Row, **how: Any) -> dict[str, list[str]]:
    return groups_of(held([before, row("a")], [after, row("a")], **how))


def test_a_samordningsnummer_that_became_a_personnummer_is_a_guess_and_in_neither_new_nor_gone() -> None:
    answer = held([row(OLD)], [row(NEW, first_day="2026-06-01", physician="Ylva Påhittsläkare")])
    assert groups_of(answer) == {"number_replaced": [NEW]}
    (found,) = answer["number_replaced"]
    assert found.before_number == OLD
    assert found.changes == {
        "first_day": ("2026-05-01", "2026-06-01"),
        "physician": ("Åsa Låtsasdoktor", "Ylva Påhittsläkare"),
    }


@pytest.mark.parametrize(
    ("old", "new", "guessed"),
    [
        (row(OLD), row(NEW, name="testa  ÖVNINGSSON"), True),
        (row(OLD), row("19850714-2381"), True),  # another birth date, but the same name and sjukfall
        (row(OLD), row("19850714-2381", first_day="2026-05-02"), False),
        (row(OLD), row(NEW, name="Testa Annan"), False),
        (row(OLD, name="Namn okänt"), row(NEW, name="Namn okänt"), False),
        (row("19850713-2382"), row("19850714-2381"), False),  # no samordningsnummer before
        (row(OLD), row("19850774-2388"), False),  # no personnummer after
        (row(OLD), row("19850713-A23B"), False),
    ],
)
def test_when_a_new_number_is_guessed(old: Row, new: Row, guessed: bool) -> None:
    found = replaced(old, new)
    assert ("number_replaced" in found) == guessed
    assert ("new" in found, "gone" in found) == (not guessed, not guessed)


def test_nobody_is_guessed_where_nobody_is_gone_or_new_or_where_it_could_be_two() -> None:
    assert "number_replaced" not in replaced(row(OLD), row(NEW), whole=False)
    assert "number_replaced" not in replaced(row(OLD), row(NEW), earlier={NEW: row(NEW)})
    twice = groups_of(held([row(OLD)], [row(NEW), row("19850713-2390")]))
    assert twice == {"new": [NEW, "19850713-2390"], "gone": [OLD]}


def test_the_same_birth_date_goes_before_the_same_sjukfall() -> None:
    answer = held([row(OLD)], [row("19850714-2381"), row(NEW)])
    assert groups_of(answer) == {"new": ["19850714-2381"], "number_replaced": [NEW]}


# What is not said


def test_what_the_list_before_hid_is_taken_from_the_lists_before_it() -> None:
    hidden = row(physician=None, diagnosis_code=None, diagnosis_state="unknown", co_diagnoses=None)
    earlier = {"19830411-2389": row()}
    assert told(hidden, row(), earlier=earlier) == {"unchanged"}
    assert told(hidden, row(physician="Ylva Påhittsläkare"), earlier=earlier) == {"physician_changed"}
    assert told(hidden, row(diagnosis_code="F419"), earlier=earlier) == {"diagnosis_changed"}


def test_what_is_filled_in_is_of_the_same_sjukfall_only() -> None:
    hidden = row(physician=None, first_day="2026-05-01")
    assert filled(hidden, row(first_day="2026-01-01", last_day="2026-02-01"), 5) == hidden
    assert filled(hidden, row(last_day="2026-04-28", first_day="2026-01-01"), 5)["physician"] == "Åsa Låtsasdoktor"
    assert filled(hidden, None, 5) == hidden
    not_shared = row(diagnosis_code=None, diagnosis_state="not_shared", co_diagnoses=[])
    assert filled(not_shared, row(), 5) == not_shared


# What always holds

NUMBERS = ("19830411-2389", "19710902-2397", "19850773-2389", "19850713-2382", "19550308-2397", "19630830-2386")
DAYS = st.one_of(
    st.none(), st.dates(date(2026, 4, 1), date(2026, 8, 1)).map(date.isoformat), st.just("2062-07-12")
)  # close enough for every rule to be met
ROWS = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["Testa Övningsson", "Prov Påhittad", "Namn okänt", None]),
        "status": st.sampled_from(["-", "Aktiv", None]),
        "first_day": DAYS,
        "last_day": DAYS,
        "length_days": st.sampled_from([10, 61, None]),
        "certificates": st.sampled_from([1, 2, None]),
        "degrees": st.sampled_from([[100], [100, 50], [], None]),
        "co_diagnoses": st.sampled_from([[], ["M545"], None]),
        "physician": st.sampled_from(["Åsa Låtsasdoktor", "TSTNMT2321000156-PRV9", None]),
        "occupations": st.sampled_from([["Studier"], [], None]),
        "inquiries_completion": st.sampled_from([0, 1, None]),
        "risk": st.sampled_from(["Hög", "Måttlig", None]),
    }
)
CODES = st.sampled_from([("ok", "F438A"), ("ok", "F419"), ("cut", None), ("not_shared", None), ("unknown", None)])


@st.composite
def lists(draw: st.DrawFn) -> list[Row]:
    numbers = draw(st.lists(st.sampled_from(NUMBERS), unique=True))
    found = []
    for number in numbers:
        state, code = draw(CODES)
        found.append(row(number, **draw(ROWS), diagnosis_state=state, diagnosis_code=code))
    return found


def by_number(rows: Sequence[Row]) -> dict[str, Row]:
    return {str(each["personnummer"]): each for each in rows}


@given(lists())
def test_a_list_held_against_itself_gives_only_unchanged(rows: list[Row]) -> None:
    answer = held(rows, rows, by_number(rows), previous=NOW)
    assert groups_of(answer) == ({"unchanged": list(by_number(rows))} if rows else {})


@given(lists(), lists(), lists(), st.booleans())
def test_everybody_listed_is_somewhere_and_who_excludes_whom(
    before: list[Row], after: list[Row], earlier: list[Row], whole: bool
) -> None:
    answer = held(before, after, by_number(earlier), whole=whole)
    assert list(answer) == list(GROUPS)
    groups = {group: {found.personnummer for found in people} for group, people in answer.items()}
    listed = set(by_number(after))
    guessed = {found.before_number for found in answer["number_replaced"]}
    assert set().union(*(people for group, people in groups.items() if group != "gone")) == listed
    assert groups["gone"] | guessed == (set(by_number(before)) - listed if whole and listed else set())
    assert groups["gone"] & guessed == set()
    for alone in ("new", "relapsed", "number_replaced", "other", "unchanged"):
        assert all(groups[alone] & people == set() for group, people in groups.items() if group != alone)
    for one, another in (
        ("extended", "shortened"),
        ("extended", "implausible_end"),
        ("start_earlier", "start_later"),
        ("physician_changed", "physician_respelled"),
        ("diagnosis_changed", "co_diagnoses_changed"),
    ):
        assert groups[one] & groups[another] == set()
    assert groups["new"] & (set(by_number(before)) | set(by_number(earlier))) == set()


@given(lists(), lists(), lists(), st.randoms())
def test_order_of_rows_does_not_matter(before: list[Row], after: list[Row], earlier: list[Row], chance: Any) -> None:
    answer = held(before, after, by_number(earlier))
    shuffled = [list(before), list(after)]
    for rows in shuffled:
        chance.shuffle(rows)
    again = held(*shuffled, by_number(earlier))
    assert {g: sorted(map(repr, people)) for g, people in answer.items()} == {
        g: sorted(map(repr, people)) for g, people in again.items()
    }


@given(lists(), st.sampled_from([*FIELDS]))
def test_a_hidden_column_changes_nothing(rows: list[Row], hidden: str) -> None:
    unsaid = {"diagnosis_state": "unknown", "diagnosis_code": None} if hidden == "diagnosis_code" else {hidden: None}
    without = [{**each, **unsaid} for each in rows]
    for before, after in ((rows, without), (without, rows)):
        answer = held(before, after, by_number(before), previous=NOW)
        assert groups_of(answer) == ({"unchanged": list(by_number(rows))} if rows else {})


@given(lists(), lists())
def test_changes_tell_only_what_both_rows_say(before: list[Row], after: list[Row]) -> None:
    known = by_number(before)
    for each in after:
        if old := known.get(str(each["personnummer"])):
            for name, (was, now) in changes(old, each).items():
                assert was != now
                assert now is not None
                assert was is not None or name == "diagnosis_code"


@pytest.mark.parametrize(
    ("before", "after", "share"),
    [
        (None, ["a"], 0.0),
        ([], ["a"], 0.0),
        (["a"], ["a"], 0.0),
        (["a", "b", "c", "d"], ["a", "b", "c"], 0.25),
        (["a"], [], 1.0),
    ],
)
def test_missing_share(before: list[str] | None, after: list[str], share: float) -> None:
    earlier = None if before is None else [row(number) for number in before]
    assert missing_share(earlier, [row(number) for number in after]) == share


@pytest.mark.parametrize(
    ("days", "whole"), [(timedelta(0), "unchanged"), (timedelta(days=1), "extended"), (timedelta(days=-1), "shortened")]
)
def test_one_day_is_enough(days: timedelta, whole: str) -> None:
    end = date(2026, 6, 30) + days
    assert told(row(), row(last_day=end.isoformat())) == {whole}
