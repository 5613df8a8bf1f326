"""Rows 52–54 of table H: what comes with age."""

import pytest

from rekotui.casework.rules import effective_rules
from tests.casework.signal_cases import RULES, case, day, of_rule, on, stages


def young(**facts):
    return case(birth_date="1997-05-14", aktivitetsersattning=True, **facts)


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-05-13", None),
        ("2026-05-14", "ahead"),  # twelve months before
        ("2027-02-13", "ahead"),
        ("2027-02-14", "near"),  # three months before
        ("2027-03-31", "near"),
        ("2027-04-01", "last"),
        ("2027-04-30", "last"),  # the month before she is 30
        ("2027-05-01", None),
    ],
)
def test_row_52_aktivitetsersattning_ends_before_30(text, stage):
    assert on(young(), "aktivitetsersattning_30", text) == stage


def test_row_52_born_on_a_leap_day_or_on_the_first():
    assert of_rule(
        case(birth_date="1996-02-29", aktivitetsersattning=True, opened="2025-01-01"), "aktivitetsersattning_30"
    )[0].due_on == day("2026-02-28")
    assert of_rule(case(birth_date="1997-05-01", aktivitetsersattning=True), "aktivitetsersattning_30")[
        0
    ].due_on == day("2027-04-30")


@pytest.mark.parametrize("benefit", [False, None])
def test_row_52_only_with_the_benefit_and_before_it_is_over(benefit):
    assert of_rule(case(birth_date="1997-05-14", aktivitetsersattning=benefit), "aktivitetsersattning_30") == []
    assert of_rule(young(opened="2027-05-01"), "aktivitetsersattning_30") == []


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-02-27", None),
        ("2026-02-28", "ahead"),  # six months before, in the shorter month
        ("2026-07-31", "ahead"),
        ("2026-08-01", "near"),
        ("2026-08-31", "near"),
        ("2026-09-01", "passed"),
        ("2026-09-14", "passed"),
        ("2026-09-15", None),
    ],
)
def test_row_53_decision_on_aktivitetsersattning_ends(text, stage):
    facts = case(aktivitetsersattning=True, aktivitetsersattning_to="2026-08-31")
    assert on(facts, "aktivitetsersattning_end", text) == stage
    assert of_rule(case(aktivitetsersattning_to="2026-08-31", opened="2026-09-01"), "aktivitetsersattning_end") == []


@pytest.mark.parametrize(
    ("born", "earliest", "target", "guarantee"),
    [
        ("1957-06-15", 62, 65, 65),
        ("1958-06-15", 62, 66, 66),
        ("1959-06-15", 62, 66, 66),
        ("1960-06-15", 62, 67, 67),
        ("1961-06-15", 63, 67, 67),
        ("1962-06-15", 63, 67, 67),
        ("1963-06-15", 64, 67, 67),
        ("1964-06-15", 64, 67, 67),
        ("1965-06-15", 64, 67, 67),
        ("1990-06-15", 64, 67, 67),
        ("1880-06-15", 62, 65, 65),
    ],
)
def test_row_54_ages_by_birth_year(born, earliest, target, guarantee):
    ages = RULES.ages_of(day(born))
    assert (ages.earliest, ages.target, ages.guarantee) == (earliest, target, guarantee)


@pytest.mark.parametrize(
    ("text", "stage"),
    [("2027-04-30", None), ("2027-05-01", "earliest"), ("2027-05-31", "earliest"), ("2027-06-01", None)],
)
def test_row_54_the_month_of_the_earliest_pension_age(text, stage):
    assert on(case(birth_date="1963-05-14"), "pension_age", text) == stage


def test_row_54_riktalder_and_guarantee_age_in_their_month():
    facts = case(birth_date="1963-05-14", opened="2028-01-01")
    assert stages(facts, "pension_age") == [
        ("2030-05-01", "2030-05-31", "guarantee"),
        ("2030-05-01", "2030-05-31", "target"),
    ]


def test_row_54_the_earliest_age_matters_to_those_in_work_only():
    facts = case(birth_date="1963-05-14", occupations=("Arbetssökande",))
    assert {one.stage for one in of_rule(facts, "pension_age")} == {"target", "guarantee"}


def test_row_54_assumed_ages_may_be_set():
    rules = effective_rules(overrides={"ages_1965.earliest": 65, "ages_1963.earliest": 60})
    assert rules.ages_of(day("1970-01-01")).earliest == 65
    assert rules.ages_of(day("1963-01-01")).earliest == 64  # known, not assumed


def test_no_text_or_fact_gives_the_whole_birthday_away():
    facts = case(birth_date="1963-05-14", aktivitetsersattning=True, opened="1985-01-01")
    for one in of_rule(facts, "pension_age") + of_rule(facts, "aktivitetsersattning_30"):
        told = f"{one.title} {one.text} {one.todo} {one.key} {dict(one.facts)} {one.due_on}"
        assert "-05-14" not in told


def test_an_age_or_an_end_on_the_very_day_the_case_is_taken_up_is_told():
    assert stages(young(opened="2027-04-30"), "aktivitetsersattning_30") == [("2027-04-30", "2027-04-30", "last")]
    decided = case(aktivitetsersattning_to="2026-08-31", opened="2026-08-31")
    assert stages(decided, "aktivitetsersattning_end")[0] == ("2026-08-31", "2026-08-31", "near")
    of_age = case(birth_date="1963-05-14", opened="2027-05-14")
    assert stages(of_age, "pension_age")[0] == ("2027-05-14", "2027-05-31", "earliest")
    assert on(case(birth_date="1963-05-14", opened="2027-05-15"), "pension_age", "2027-05-20") is None
