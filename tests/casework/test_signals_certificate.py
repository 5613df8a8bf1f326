"""Rows 7, 18, 19, 21, 22 and 47 of table H, and a student's certificate."""

import pytest

from rekotui.base.settings import Settings
from rekotui.casework.rules import effective_rules
from tests.casework.signal_cases import case, day, leave, of_rule, on, stages

BY_HAND = leave("2026-01-12", "2026-01-31", source="hand")


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-01-17", None),  # day 6
        ("2026-01-18", "ahead"),  # day 7
        ("2026-01-19", "missing"),  # day 8
        ("2026-01-31", "missing"),
        ("2026-02-01", None),
    ],
)
def test_row_7_certificate_from_day_8(text, stage):
    assert on(case(BY_HAND), "certificate_day_8", text) == stage


def test_row_7_a_listed_sick_leave_has_a_certificate():
    assert of_rule(case(leave("2026-01-12", "2026-01-31")), "certificate_day_8") == []
    assert of_rule(case(leave("2026-01-12", "2026-01-31", source="hand", certificates=1)), "certificate_day_8") == []


def test_row_7_a_week_needs_none_and_each_period_counts_for_itself():
    assert of_rule(case(leave("2026-01-12", "2026-01-17", source="hand")), "certificate_day_8") == []
    assert stages(case(leave("2026-01-12", "2026-01-18", source="hand")), "certificate_day_8") == [
        ("2026-01-18", "2026-01-18", "ahead")
    ]
    two = case(BY_HAND, leave("2026-03-02", "2026-03-31", source="hand"))
    assert [one.due_on for one in of_rule(two, "certificate_day_8") if one.stage == "missing"] == [
        day("2026-01-19"),
        day("2026-03-09"),
    ]


@pytest.mark.parametrize(("opened", "shown"), [("2026-01-19", True), ("2026-01-20", False)])
def test_row_7_is_quiet_if_it_passed_before_the_case_was_taken_up(opened, shown):
    assert bool(of_rule(case(BY_HAND, opened=opened), "certificate_day_8")) is shown


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-01-22", None),
        ("2026-01-23", "student_ahead"),
        ("2026-01-25", "student_ahead"),
        ("2026-01-26", "student_passed"),  # day 15
        ("2026-01-31", "student_passed"),
    ],
)
def test_row_20_a_student_needs_a_certificate_from_day_15(text, stage):
    facts = case(BY_HAND, occupations=("Studier",))
    assert on(facts, "chain_group", text) == stage
    assert of_rule(facts, "certificate_day_8") == []


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-03-16", None),
        ("2026-03-17", "early"),  # 14 days before
        ("2026-03-23", "early"),
        ("2026-03-24", "near"),  # 7 days before
        ("2026-03-30", "near"),
        ("2026-03-31", "last"),
        ("2026-04-01", "passed"),  # the day after
        ("2026-04-02", None),
    ],
)
def test_row_21_certificate_end(text, stage):
    assert on(case(leave("2026-01-12", "2026-03-31")), "certificate_end", text) == stage


def test_row_21_over_a_leap_day():
    facts = case(leave("2028-01-10", "2028-02-29"), opened="2028-01-10")
    assert on(facts, "certificate_end", "2028-02-15") == "early"
    assert on(facts, "certificate_end", "2028-02-14") is None
    assert on(facts, "certificate_end", "2028-03-01") == "passed"


def test_row_21_a_new_certificate_moves_the_day_and_makes_it_another_thing():
    before, after = case(leave("2026-01-12", "2026-03-31")), case(leave("2026-01-12", "2026-04-30"))
    assert on(after, "certificate_end", "2026-03-31") is None
    assert of_rule(before, "certificate_end")[0].key != of_rule(after, "certificate_end")[0].key


def test_row_21_overlapping_certificates_have_one_end():
    both = case(leave("2026-01-12", "2026-03-31"), leave("2026-03-01", "2026-04-30"))
    assert {one.due_on for one in of_rule(both, "certificate_end")} == {day("2026-04-30")}


def test_row_21_a_certificate_that_goes_on_within_five_days_does_not_run_out():
    """Known ahead: Rehabstöd too tells of one sick leave with one end."""
    joined = case(leave("2026-01-12", "2026-03-31"), leave("2026-04-06", "2026-04-30"))
    apart = case(leave("2026-01-12", "2026-03-31"), leave("2026-04-07", "2026-04-30"))
    assert len({one.due_on for one in of_rule(joined, "certificate_end")}) == 1
    assert len({one.due_on for one in of_rule(apart, "certificate_end")}) == 2
    gap_0 = effective_rules(Settings(gap_days=0))
    assert len({one.due_on for one in of_rule(joined, "certificate_end", gap_0)}) == 2


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-04-01", None),
        ("2026-04-02", "gap"),
        ("2026-04-15", "gap"),
        ("2026-04-16", "old"),
        ("2027-04-16", "old"),  # it stands until something is known
    ],
)
def test_row_22_certificate_gap(text, stage):
    assert on(case(leave("2026-01-12", "2026-03-31")), "certificate_gap", text) == stage


def test_row_22_ends_when_a_new_period_begins():
    facts = case(leave("2026-01-12", "2026-03-31"), leave("2026-04-20", "2026-05-31"))
    found = stages(facts, "certificate_gap")
    assert found[:2] == [("2026-04-02", "2026-04-15", "gap"), ("2026-04-16", "2026-04-19", "old")]
    assert [start for start, _, _ in found[2:]] == ["2026-06-02", "2026-06-16"]


def test_row_22_stands_from_the_day_the_case_is_taken_up():
    facts = case(leave("2026-01-12", "2026-03-31"), opened="2026-04-10")
    assert stages(facts, "certificate_gap")[0] == ("2026-04-10", "2026-04-15", "gap")
    assert of_rule(facts, "certificate_end") == []
    assert "SGI" in of_rule(facts, "certificate_gap")[0].todo


def test_row_22_no_gap_for_a_closed_case():
    assert of_rule(case(leave("2026-01-12", "2026-03-31"), status="Avslutad"), "certificate_gap") == []


@pytest.mark.parametrize(
    ("start", "rule", "free_days"),
    [
        ("2026-02-01", None, 0),  # adjacent
        ("2026-02-02", "sick_leave_joined", 1),
        ("2026-02-06", "sick_leave_joined", 5),
        ("2026-02-07", "chain_continues", 6),
        ("2026-05-01", "chain_continues", 89),
        ("2026-05-02", None, 90),
    ],
)
def test_row_18_and_19_a_new_period_within_89_and_within_5_days(start, rule, free_days):
    facts = case(leave("2026-01-01", "2026-01-31"), leave(start, "2026-06-30"), opened="2026-01-01")
    found = [one for name in ("sick_leave_joined", "chain_continues") for one in of_rule(facts, name)]
    assert [one.rule for one in found] == ([rule] if rule else [])
    for one in found:
        assert one.facts["free_days"] == free_days
        assert one.facts["chain_day"] == 32
        assert one.starts_on == day(start)


def test_row_18_shows_both_periods_for_two_weeks_and_row_19_for_one():
    kept = case(leave("2026-01-01", "2026-01-31"), leave("2026-05-01", "2026-06-30"), opened="2026-01-01")
    assert stages(kept, "chain_continues") == [("2026-05-01", "2026-05-14", "info")]
    told = of_rule(kept, "chain_continues")[0].text
    assert all(text in told for text in ("2026-01-01", "2026-01-31", "2026-05-01", "89", "dag 32"))
    joined = case(leave("2026-01-01", "2026-01-31"), leave("2026-02-06", "2026-06-30"), opened="2026-01-01")
    assert stages(joined, "sick_leave_joined") == [("2026-02-06", "2026-02-12", "info")]


def test_row_18_is_told_when_a_late_list_shows_it():
    late = leave("2026-05-01", "2026-06-30", ("2026-05-11", "2026-05-01", "2026-06-30"))
    facts = case(leave("2026-01-01", "2026-01-31"), late, opened="2026-01-01")
    assert stages(facts, "chain_continues") == [("2026-05-11", "2026-05-24", "info")]
    taken_up_later = case(leave("2026-01-01", "2026-01-31"), late, opened="2026-05-12")
    assert of_rule(taken_up_later, "chain_continues") == []


def test_row_18_the_number_of_free_days_follows_the_settings():
    facts = case(leave("2026-01-01", "2026-01-31"), leave("2026-02-06", "2026-06-30"), opened="2026-01-01")
    assert of_rule(facts, "chain_continues", effective_rules(Settings(gap_days=4)))
    assert of_rule(facts, "sick_leave_joined", effective_rules(Settings(gap_days=4))) == []


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-02-01", None),
        ("2026-02-02", "asked"),
        ("2026-02-08", "asked"),
        ("2026-02-09", "waiting"),  # 7 days
        ("2026-02-15", "waiting"),
        ("2026-02-16", "late"),  # 14 days
        ("2026-12-31", "late"),
    ],
)
def test_row_47_unanswered_question_on_a_certificate(text, stage):
    assert on(case(fk_question_on="2026-02-02"), "fk_question", text) == stage


def test_row_47_ends_with_an_answer_to_that_question():
    answered = case(fk_question_on="2026-02-02", fk_question_answered_on="2026-02-10")
    assert stages(answered, "fk_question")[-1] == ("2026-02-09", "2026-02-09", "waiting")
    older = case(fk_question_on="2026-02-02", fk_question_answered_on="2026-01-20")
    assert on(older, "fk_question", "2026-03-01") == "late"
    assert of_rule(case(fk_question_on="2026-02-02", fk_question_answered_on="2026-02-02"), "fk_question") == []


def test_what_ends_or_begins_on_the_very_day_the_case_is_taken_up_is_told():
    ended = case(leave("2026-01-12", "2026-03-31"), opened="2026-03-31")
    assert on(ended, "certificate_end", "2026-03-31") == "last"
    again = case(leave("2026-01-01", "2026-01-31"), leave("2026-05-01", "2026-06-30"), opened="2026-05-01")
    assert on(again, "chain_continues", "2026-05-01") == "info"


def test_row_7_on_the_last_day_and_for_what_a_list_has_shown():
    a_week_and_a_day = leave("2026-01-12", "2026-01-19", source="hand")
    assert on(case(a_week_and_a_day), "certificate_day_8", "2026-01-19") == "missing"
    shown = leave("2026-01-12", "2026-01-31", ("2026-01-20", "2026-01-12", "2026-01-31"), source="hand")
    assert of_rule(case(shown), "certificate_day_8") == []


def test_row_18_a_new_period_of_a_single_day():
    facts = case(leave("2026-01-01", "2026-01-31"), leave("2026-03-01", "2026-03-01"), opened="2026-01-01")
    assert of_rule(facts, "chain_continues")[0].facts["chain_day"] == 32


def test_row_21_the_day_after_never_reaches_into_the_next_period():
    rules = effective_rules(overrides={"certificate_gap.from_days": 30})
    facts = case(leave("2026-01-12", "2026-03-31"), leave("2026-04-10", "2026-05-31"))
    passed = [one for one in stages(facts, "certificate_end", rules) if one[2] == "passed"]
    assert passed[0] == ("2026-04-01", "2026-04-09", "passed")
