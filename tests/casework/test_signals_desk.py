"""Rows 4, 6 and 51 of table H, and the backup: what belongs to no case."""

import pytest

from rekotui.base.settings import Settings
from rekotui.casework.case_facts import AssignmentFact, DeskFacts, IntroductionFact, UnitFact
from rekotui.casework.rules import effective_rules
from tests.casework.signal_cases import day, of_rule, on, stages


def unit(name="Exempelbacken", review=None, first="2026-02-02"):
    return UnitFact(name, day(first), day(first), day(review) if review else None)


def assigned(end, unit_name="", ended=None):
    return AssignmentFact(unit_name, day("2026-01-01"), day(end), day(ended) if ended else None)


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-04-30", None),
        ("2026-05-01", "ahead"),  # 30 days
        ("2026-05-24", "near"),
        ("2026-05-31", "near"),  # its last day
        ("2026-06-01", "ended"),
        ("2027-06-01", "ended"),
    ],
)
def test_row_4_the_assignment_ends(text, stage):
    desk = DeskFacts(units=(unit(),), assignments=(assigned("2026-05-31"),))
    assert on(desk, "assignment", text) == stage


def test_row_4_the_newest_that_holds_for_the_unit_counts():
    both = DeskFacts(units=(unit(),), assignments=(assigned("2026-05-31"), assigned("2026-12-31", "Exempelbacken")))
    assert {one.due_on for one in of_rule(both, "assignment")} == {day("2026-12-31")}
    other = DeskFacts(units=(unit(),), assignments=(assigned("2026-12-31", "Provkullen"),))
    assert stages(other, "assignment") == [("2026-02-02", None, "missing")]
    ended = DeskFacts(units=(unit(),), assignments=(assigned("2026-05-31", ended="2026-04-15"),))
    assert on(ended, "assignment", "2026-04-16") == "ended"


def test_row_4_the_warning_follows_the_setting():
    desk = DeskFacts(units=(unit(),), assignments=(assigned("2026-05-31"),))
    rules = effective_rules(Settings(assignment_warn_days=60))
    assert stages(desk, "assignment", rules)[0][0] == "2026-04-01"


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-03-08", None),
        ("2026-03-09", "due"),  # seven days
        ("2026-03-15", "due"),
        ("2026-03-16", "late"),
    ],
)
def test_row_6_weekly_review(text, stage):
    assert on(DeskFacts(units=(unit(review="2026-03-02"),)), "review_due", text) == stage


def test_row_6_each_unit_for_itself_and_a_list_never_gone_through():
    desk = DeskFacts(units=(unit(review="2026-03-02"), unit("", first="2026-02-09")))
    found = {one.facts["unit"]: one for one in of_rule(desk, "review_due")}
    assert found["enheten"].stage == "never"
    assert found["enheten"].starts_on == day("2026-02-09")
    assert "Exempelbacken" in found["Exempelbacken"].text


@pytest.mark.parametrize(
    ("text", "stage"), [("2026-03-31", None), ("2026-04-01", "due"), ("2026-04-07", "due"), ("2026-04-08", "late")]
)
def test_row_51_statistics_at_the_end_of_the_month(text, stage):
    assert on(DeskFacts(last_summary_on=day("2026-03-02")), "statistics", text) == stage
    assert on(DeskFacts(first_case_on=day("2026-03-31")), "statistics", text) == stage


def test_row_51_says_which_month_also_in_a_leap_year_and_at_new_year():
    assert of_rule(DeskFacts(last_summary_on=day("2028-02-29")), "statistics")[0].title == "Sammanställ februari 2028"
    december = of_rule(DeskFacts(last_summary_on=day("2026-12-31")), "statistics")[0]
    assert (december.key, december.starts_on) == ("2026-12", day("2027-01-01"))
    assert of_rule(DeskFacts(), "statistics") == []


@pytest.mark.parametrize(
    ("text", "stage"), [("2026-03-08", None), ("2026-03-09", "due"), ("2026-03-29", "due"), ("2026-03-30", "late")]
)
def test_backup_grows_old(text, stage):
    assert on(DeskFacts(last_backup_on=day("2026-03-02"), first_case_on=day("2025-01-01")), "backup_due", text) == stage


def test_backup_that_was_never_made():
    assert stages(DeskFacts(first_case_on=day("2026-03-02")), "backup_due")[0] == ("2026-03-09", "2026-03-29", "never")
    assert of_rule(DeskFacts(), "backup_due") == []


@pytest.mark.parametrize(("text", "stage"), [("2026-03-09", None), ("2026-03-10", "late"), ("2027-03-10", "late")])
def test_a_point_of_an_introduction_is_late_from_the_day_after_its_own(text, stage):
    desk = DeskFacts(introductions=(IntroductionFact("1:nr_mentor", "Handledare är utsedd", day("2026-03-09")),))
    assert on(desk, "introduction_due", text) == stage
