"""Rows 10–12 of table H: what the employer reports and plans; and work injuries."""

import pytest

from tests.casework.signal_cases import case, day, leave, of_rule, on, stages

LONG = leave("2026-01-12", "2026-06-30")
SHORT = leave("2026-01-12", "2026-02-20")  # 40 days


@pytest.mark.parametrize(
    ("text", "stage"), [("2026-01-25", None), ("2026-01-26", "info"), ("2026-02-01", "info"), ("2026-02-02", None)]
)
def test_row_10_the_employer_reports_from_day_15_to_21(text, stage):
    assert on(case(LONG), "employer_reports", text) == stage


def test_row_10_only_for_employed_who_are_ill_on_day_15():
    assert of_rule(case(LONG, occupations=("Arbetssökande",)), "employer_reports") == []
    assert of_rule(case(leave("2026-01-12", "2026-01-25")), "employer_reports") == []
    assert of_rule(case(LONG, opened="2026-02-02"), "employer_reports") == []
    assert stages(case(LONG, opened="2026-02-01"), "employer_reports") == [("2026-02-01", "2026-02-01", "info")]


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-01-30", None),  # day 19
        ("2026-01-31", "ahead"),  # day 20
        ("2026-02-09", "ahead"),  # day 29
        ("2026-02-10", "due"),  # day 30
        ("2026-02-11", "overdue"),  # day 31
        ("2026-06-30", "overdue"),
        ("2026-07-14", "overdue"),
        ("2026-07-15", None),
    ],
)
def test_row_11_employer_plan_due_on_day_30(text, stage):
    assert on(case(LONG), "employer_plan", text) == stage


@pytest.mark.parametrize(("end", "shown"), [("2026-03-11", False), ("2026-03-12", True)])
def test_row_11_certificates_for_59_and_for_60_days(end, shown):
    assert bool(of_rule(case(leave("2026-01-12", end)), "employer_plan")) is shown


@pytest.mark.parametrize(
    ("expected", "shown"),
    [
        ({"expected_days": 59}, False),
        ({"expected_days": 60}, True),
        ({"expected_months": 1}, False),
        ({"expected_months": 2}, True),
        ({}, False),
    ],
)
def test_row_11_by_what_is_expected(expected, shown):
    facts = case(SHORT, expected_said_on="2026-01-20", **expected)
    assert bool(of_rule(facts, "employer_plan")) is shown


def test_row_11_two_months_are_sixty_days_also_in_february():
    facts = case(leave("2026-01-01", "2026-01-31"), opened="2026-01-01", expected_months=2)
    assert on(facts, "employer_plan", "2026-01-20") == "ahead"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2026-02-09", [("2026-02-09", "2026-02-09", "ahead"), ("2026-02-10", "2026-02-10", "due")]),
        ("2026-02-10", [("2026-02-10", "2026-02-10", "due"), ("2026-02-11", "2026-03-06", "overdue")]),
        ("2026-02-11", [("2026-02-11", "2026-03-06", "at_once")]),
        ("2026-02-18", [("2026-02-18", "2026-03-06", "at_once")]),
    ],
)
def test_row_11_at_once_where_the_expectation_comes_late(said, expected):
    facts = case(SHORT, expected_days=90, expected_said_on=said)
    assert stages(facts, "employer_plan")[:2] == expected


def test_row_11_at_once_where_a_list_shows_late_that_it_is_60_days():
    seen = (("2026-01-14", "2026-01-12", "2026-02-20"), ("2026-02-18", "2026-01-12", "2026-06-30"))
    extended = case(leave("2026-01-12", "2026-06-30", *seen))
    assert stages(extended, "employer_plan") == [("2026-02-18", "2026-07-14", "at_once")]
    again = case(leave("2026-01-12", "2026-08-31", *seen, ("2026-06-29", "2026-01-12", "2026-08-31")))
    assert stages(again, "employer_plan")[0][0] == "2026-02-18"


def test_row_11_what_was_expected_of_an_earlier_sick_leave_says_nothing_of_this():
    facts = case(leave("2025-03-01", "2025-03-31"), SHORT, expected_days=90, expected_said_on="2025-03-05")
    assert of_rule(facts, "employer_plan") == []


@pytest.mark.parametrize(
    ("opened", "said", "shown"),
    [("2026-02-10", None, True), ("2026-02-11", None, False), ("2026-02-18", "2026-02-18", True)],
)
def test_row_11_is_quiet_if_it_passed_before_the_case_was_taken_up(opened, said, shown):
    sick_leave = SHORT if said else LONG
    facts = case(sick_leave, opened=opened, expected_days=90 if said else None, expected_said_on=said)
    assert bool(of_rule(facts, "employer_plan")) is shown


@pytest.mark.parametrize("known", ["exists", "not_needed"])
def test_row_11_is_answered_by_a_plan_or_by_why_there_is_none(known):
    assert of_rule(case(LONG, employer_plan=known, employer_plan_said_on="2026-01-20"), "employer_plan") == []
    assert of_rule(case(LONG, employer_plan=known), "employer_plan") == []
    last_year = case(LONG, employer_plan=known, employer_plan_said_on="2025-01-20")
    assert on(last_year, "employer_plan", "2026-02-10") == "due"


def test_row_11_asked_for_is_asked_again():
    facts = case(LONG, employer_plan="asked", employer_plan_said_on="2026-02-02")
    assert on(facts, "employer_plan", "2026-02-15") is None
    assert stages(facts, "employer_plan") == [("2026-02-16", None, "asked")]


@pytest.mark.parametrize("occupations", [("Arbetssökande",), ("Studier",), ("Föräldraledighet",)])
def test_row_11_only_where_there_is_an_employer(occupations):
    assert of_rule(case(LONG, occupations=occupations), "employer_plan") == []


@pytest.mark.parametrize(
    "exempt",
    [
        {"employer_plan": "not_needed", "employer_plan_said_on": "2026-01-20"},
        {"return_ruled_out": True, "return_ruled_out_said_on": "2026-01-20"},
    ],
)
def test_row_12_exempt_is_asked_again_at_each_new_certificate(exempt):
    seen = (
        ("2026-01-14", "2026-01-12", "2026-02-20"),
        ("2026-02-18", "2026-01-12", "2026-03-31"),
        ("2026-03-30", "2026-01-12", "2026-06-30"),
    )
    facts = case(leave("2026-01-12", "2026-06-30", *seen), **exempt)
    assert of_rule(facts, "employer_plan") == []
    assert on(facts, "employer_plan_exempt", "2026-02-17") is None
    assert stages(facts, "employer_plan_exempt") == [
        ("2026-02-18", "2026-03-29", "recheck"),
        ("2026-03-30", None, "recheck"),
    ]
    assert len({one.key for one in of_rule(facts, "employer_plan_exempt")}) == 2


def test_row_12_confirmed_since_is_quiet_until_the_next():
    seen = (("2026-01-14", "2026-01-12", "2026-02-20"), ("2026-02-18", "2026-01-12", "2026-06-30"))
    facts = case(
        leave("2026-01-12", "2026-06-30", *seen), employer_plan="not_needed", employer_plan_said_on="2026-02-18"
    )
    assert of_rule(facts, "employer_plan_exempt") == []


@pytest.mark.parametrize(("known", "shown"), [("unclear", True), ("not_reported", True), ("reported", False)])
def test_work_injury_is_asked_about(known, shown):
    facts = case(work_injury=known, work_injury_said_on="2026-01-20")
    assert [one.starts_on for one in of_rule(facts, "work_injury")] == ([day("2026-01-20")] if shown else [])


def test_row_11_asked_for_on_an_unknown_day_is_not_counted():
    assert of_rule(case(LONG, employer_plan="asked"), "employer_plan") == []


def test_row_11_what_was_said_on_the_first_day_of_the_chain_is_an_answer():
    assert of_rule(case(LONG, employer_plan="exists", employer_plan_said_on="2026-01-12"), "employer_plan") == []
    assert of_rule(case(LONG, employer_plan="exists", employer_plan_said_on="2026-01-11"), "employer_plan")


def test_row_12_counts_from_the_newer_of_two_reasons_and_from_the_day_the_case_is_taken_up():
    seen = (("2026-01-14", "2026-01-12", "2026-02-20"), ("2026-02-18", "2026-01-12", "2026-06-30"))
    listed = leave("2026-01-12", "2026-06-30", *seen)
    both = {"employer_plan": "not_needed", "employer_plan_said_on": "2026-01-20", "return_ruled_out": True}
    assert of_rule(case(listed, **both, return_ruled_out_said_on="2026-02-20"), "employer_plan_exempt") == []
    assert of_rule(case(listed, **both, return_ruled_out_said_on="2026-01-15"), "employer_plan_exempt")
    same_day = case(listed, opened="2026-02-18", employer_plan="not_needed", employer_plan_said_on="2026-01-20")
    assert on(same_day, "employer_plan_exempt", "2026-02-18") == "recheck"
