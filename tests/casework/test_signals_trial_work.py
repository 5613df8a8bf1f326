"""Row 28 of table H: trial work with sjukpenning kept."""

import pytest

from rekotui.casework.case_facts import TrialWork
from tests.casework.signal_cases import case, day, leave, of_rule, on, stages

FULL = leave("2026-03-01", "2026-12-31", degree=100)


def trial(start: str, end: str, told: str | None = None) -> TrialWork:
    return TrialWork(day(start), day(end), day(told) if told else None)


def with_trials(*periods, **facts):
    return case(FULL, opened="2026-01-12", trial_work=tuple(periods), **facts)


def found(facts, *, beside=("course", "told")):
    return {one.stage for one in of_rule(facts, "trial_work") if not one.key.endswith(beside)}


GOOD = trial("2026-04-06", "2026-04-19", "2026-04-01")


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-03-31", None),
        ("2026-04-01", "coming"),  # told within the week before
        ("2026-04-05", "coming"),
        ("2026-04-06", None),
        ("2026-04-19", None),
        ("2026-04-20", "over"),
        ("2026-05-03", "over"),
        ("2026-05-04", None),
    ],
)
def test_row_28_the_course_of_a_period_that_is_told(text, stage):
    assert on(with_trials(GOOD), "trial_work", text) == stage


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("2026-04-05", []),
        (None, [("2026-03-30", "2026-04-05", "not_told"), ("2026-04-06", "2026-04-19", "told_late")]),
        # Told on the first day is not told before it.
        ("2026-04-06", [("2026-03-30", "2026-04-05", "not_told"), ("2026-04-06", "2026-04-19", "told_late")]),
        ("2026-04-10", [("2026-03-30", "2026-04-05", "not_told"), ("2026-04-06", "2026-04-09", "told_late")]),
    ],
)
def test_row_28_told_before_it_starts(told, expected):
    facts = with_trials(trial("2026-04-06", "2026-04-19", told))
    told_of = [one.stage for one in of_rule(facts, "trial_work") if one.key.endswith(":told")]
    assert [one for one in stages(facts, "trial_work") if one[2] in told_of] == expected


@pytest.mark.parametrize(("end", "faults"), [("2026-04-19", set()), ("2026-04-20", {"too_long"})])
def test_row_28_fourteen_calendar_days(end, faults):
    facts = with_trials(trial("2026-04-06", end, "2026-04-01"))
    assert found(facts) == faults
    assert all("15 kalenderdagar" in one.text for one in of_rule(facts, "trial_work") if one.stage == "too_long")


@pytest.mark.parametrize(
    ("third", "faults"),
    [
        ("2026-09-01", {"too_many"}),
        ("2027-04-05", {"too_many"}),
        ("2027-04-06", set()),  # a year after the first
    ],
)
def test_row_28_two_periods_a_year(third, faults):
    second = trial("2026-06-01", "2026-06-14", "2026-05-20")
    facts = with_trials(GOOD, second, trial(third, third, "2026-05-20"))
    assert found(facts) == faults


@pytest.mark.parametrize(("start", "faults"), [("2026-02-28", {"too_early"}), ("2026-03-01", set())])
def test_row_28_from_1_march_2026(start, faults):
    facts = case(leave("2026-01-12", "2026-12-31", degree=100), trial_work=(trial(start, "2026-03-05", "2026-02-01"),))
    assert found(facts) == faults


@pytest.mark.parametrize(("degree", "faults"), [(100, set()), (75, {"not_full"}), (None, set())])
def test_row_28_full_sjukpenning(degree, faults):
    facts = case(leave("2026-03-01", "2026-12-31", degree=degree), trial_work=(GOOD,))
    assert found(facts) == faults


def test_row_28_the_newest_certificate_decides_the_degree():
    older = leave("2026-03-01", "2026-12-31", ("2026-03-02", "2026-03-01", "2026-12-31"), degree=100)
    newer = leave("2026-04-01", "2026-12-31", ("2026-04-02", "2026-04-01", "2026-12-31"), degree=50)
    for order in ((older, newer), (newer, older)):
        assert found(case(*order, trial_work=(GOOD,))) == {"not_full"}


def test_row_28_only_for_the_employed():
    assert found(with_trials(GOOD, occupations=("Arbetssökande",))) == {"not_employed"}


def test_row_28_a_period_before_the_case_was_taken_up_is_left_out_and_a_mistyped_one_too():
    assert of_rule(case(FULL, trial_work=(GOOD,), opened="2026-04-20"), "trial_work") == []
    assert of_rule(with_trials(trial("2026-04-19", "2026-04-06")), "trial_work") == []
