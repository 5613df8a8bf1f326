"""Rows 8, 9, 17, 23, 24, 27 and 29 of table H, and the end of Försäkringskassan's decision."""

from datetime import timedelta

import pytest

from rekotui.casework.paid_days import last_days
from tests.casework.signal_cases import case, day, leave, of_rule, on, stages
from tests.casework.test_sick_leave import span

LONG = leave("2026-01-12", "2026-06-30")
SEEKING = ("Arbetssökande",)


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-01-11", None),
        ("2026-01-12", "now"),  # day 1
        ("2026-01-19", "now"),  # seven days back are still paid
        ("2026-01-20", "late"),
        ("2026-06-30", "late"),
        ("2026-07-15", None),
    ],
)
def test_row_8_report_on_day_1(text, stage):
    assert on(case(LONG, opened="2026-01-10", occupations=SEEKING), "report_day_1", text) == stage


@pytest.mark.parametrize(
    ("occupations", "said", "shown"),
    [
        (SEEKING, None, True),
        (("Nuvarande arbete",), "self_employed", True),
        (("Nuvarande arbete",), None, False),
        (("Studier",), None, False),
    ],
)
def test_row_8_only_without_an_employer(occupations, said, shown):
    assert bool(of_rule(case(LONG, occupations=occupations, group_said=said), "report_day_1")) is shown


def test_row_8_quiet_and_answered():
    assert of_rule(case(LONG, occupations=SEEKING, opened="2026-01-20"), "report_day_1") == []
    assert of_rule(case(LONG, occupations=SEEKING, opened="2026-01-19"), "report_day_1")
    assert of_rule(case(LONG, occupations=SEEKING, applied="yes", applied_said_on="2026-01-13"), "report_day_1") == []


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-01-22", None),  # day 11
        ("2026-01-23", "ahead"),  # day 12
        ("2026-01-25", "ahead"),
        ("2026-01-26", "due"),  # day 15
        ("2026-02-01", "due"),
        ("2026-02-02", "late"),  # day 22
        ("2026-06-30", "late"),
        ("2026-07-15", None),
    ],
)
def test_row_9_apply_for_sjukpenning(text, stage):
    assert on(case(LONG), "apply_sjukpenning", text) == stage


def test_row_9_days_of_a_relapse_within_five_days_go_on_and_else_begin_anew():
    first = leave("2026-01-12", "2026-01-19")  # 8 days
    joined = case(first, leave("2026-01-25", "2026-02-28"))
    anew = case(first, leave("2026-01-26", "2026-02-28"))
    assert next(one.due_on for one in of_rule(joined, "apply_sjukpenning")) == day("2026-01-31")
    assert next(one.due_on for one in of_rule(anew, "apply_sjukpenning")) == day("2026-02-09")


@pytest.mark.parametrize(
    ("end", "expected"), [("2026-01-22", []), ("2026-01-25", ["ahead"]), ("2026-01-26", ["ahead", "due", "late"])]
)
def test_row_9_only_if_ill_so_long(end, expected):
    """Who is ill on day 15 is asked about until two weeks after the certificate."""
    assert [stage for _, _, stage in stages(case(leave("2026-01-12", end)), "apply_sjukpenning")] == expected


def test_row_9_yes_is_the_answer_for_this_sick_leave_only():
    assert of_rule(case(LONG, applied="yes", applied_said_on="2026-01-27"), "apply_sjukpenning") == []
    assert of_rule(case(LONG, applied="yes"), "apply_sjukpenning") == []
    earlier = case(LONG, applied="yes", applied_said_on="2025-03-01")
    assert on(earlier, "apply_sjukpenning", "2026-01-26") == "due"


def test_row_9_no_stands_until_it_is_yes():
    facts = case(LONG, applied="no", applied_said_on="2026-02-10")
    assert stages(facts, "apply_sjukpenning") == [("2026-02-10", "2026-07-14", "no")]
    early = case(LONG, applied="no", applied_said_on="2026-01-14")
    assert stages(early, "apply_sjukpenning")[0][0] == "2026-01-23"
    taken_up_late = case(LONG, applied="no", applied_said_on="2026-02-10", opened="2026-03-01")
    assert stages(taken_up_late, "apply_sjukpenning")[0][0] == "2026-03-01"


@pytest.mark.parametrize(("opened", "shown"), [("2026-01-26", True), ("2026-01-27", False)])
def test_row_9_is_quiet_if_it_passed_before_the_case_was_taken_up(opened, shown):
    assert bool(of_rule(case(LONG, opened=opened), "apply_sjukpenning")) is shown


def test_row_9_not_for_students():
    assert of_rule(case(LONG, occupations=("Studier",)), "apply_sjukpenning") == []


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-12-24", None),
        ("2026-12-25", "ahead"),  # 30 days before
        ("2027-01-16", "ahead"),
        ("2027-01-17", "near"),
        ("2027-01-24", "near"),  # day 378: 364 paid days from day 15
        ("2027-01-25", "passed"),
        ("2027-02-07", "passed"),
        ("2027-02-08", None),
    ],
)
def test_row_17_normal_level_from_day_15(text, stage):
    assert on(case(leave("2026-01-12", "2027-12-31")), "normal_level", text) == stage


@pytest.mark.parametrize(
    ("occupations", "said", "last"),
    [
        (("Nuvarande arbete",), None, "2027-01-24"),
        (SEEKING, None, "2027-01-10"),  # no sick pay: paid from day 1
        (("Nuvarande arbete",), "self_employed", "2027-01-17"),  # seven days of waiting
    ],
)
def test_row_17_depends_on_who_pays_first(occupations, said, last):
    facts = case(leave("2026-01-12", "2027-12-31"), occupations=occupations, group_said=said)
    assert {one.due_on for one in of_rule(facts, "normal_level")} == {day(last)}


def test_row_17_is_a_forecast_beyond_the_certificate():
    facts = case(leave("2026-01-12", "2027-01-10"))
    found = of_rule(facts, "normal_level")
    assert [one.stage for one in found] == ["ahead", "near"]
    assert "(prognos)" in found[0].text
    assert found[-1].ends_on == day("2027-01-24")
    assert of_rule(case(leave("2026-01-12", "2026-11-30")), "normal_level") == []


@pytest.mark.parametrize(
    ("second", "last"),
    [
        # 100 paid days in the first; 264 are left, all within 450 days.
        (span("2026-07-01", "2028-12-31"), "2027-03-21"),
        # A year between: the first hundred have left the frame.
        (span("2027-07-01", "2029-12-31"), "2028-06-28"),
    ],
)
def test_row_17_frame_of_450_days(second, last):
    first = span("2026-01-01", "2026-04-10")
    found = list(last_days([(first,), (second,)], unpaid_days=0, paid_days=364, frame_days=450, ahead_days=0))
    assert [one.on for one in found] == [day(last)]


def test_row_17_frame_is_exact():
    """One day, then 363: all 364 lie within 450 days only if at most 86 free days lie between."""
    start = day("2026-01-01")
    for free, count in ((86, 1), (87, 0)):
        first = start + timedelta(days=1 + free)
        periods = [
            (span("2026-01-01", "2026-01-01"),),
            (span(first.isoformat(), (first + timedelta(days=362)).isoformat()),),
        ]
        assert len(list(last_days(periods, 0, 364, 450, 0))) == count


def test_row_17_is_quiet_if_it_passed_before_the_case_was_taken_up():
    whole = leave("2026-01-12", "2027-12-31")
    assert of_rule(case(whole, opened="2027-01-25"), "normal_level") == []
    assert of_rule(case(whole, opened="2027-01-24"), "normal_level")


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-03-01", None),
        ("2026-03-02", "noted"),
        ("2026-03-12", "noted"),
        ("2026-03-13", "near"),  # three days before
        ("2026-03-16", "near"),
        ("2026-03-17", "passed"),
        ("2026-05-31", "passed"),
        ("2026-06-01", None),  # the final decision
    ],
)
def test_row_23_intended_refusal(text, stage):
    facts = case(fk_refusal_on="2026-03-02", fk_answer_by="2026-03-16", fk_final_on="2026-06-01")
    assert on(facts, "fk_refusal", text) == stage


def test_row_23_without_a_day_asks_for_it_and_short_notice_is_urgent_at_once():
    assert stages(case(fk_refusal_on="2026-03-02"), "fk_refusal") == [("2026-03-02", None, "no_date")]
    short = case(fk_refusal_on="2026-03-02", fk_answer_by="2026-03-04")
    assert stages(short, "fk_refusal")[0] == ("2026-03-02", "2026-03-04", "near")
    older = case(fk_refusal_on="2026-03-02", fk_answer_by="2026-03-16", fk_final_on="2025-01-01")
    assert on(older, "fk_refusal", "2026-12-31") == "passed"


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-03-23", None),
        ("2026-03-24", "ahead"),
        ("2026-03-30", "ahead"),
        ("2026-03-31", "day"),
        ("2026-04-01", "day"),  # the first day after
        ("2026-04-02", "window"),
        ("2026-06-15", "window"),
        ("2026-06-16", "near"),
        ("2026-06-30", "near"),  # three months
        ("2026-07-01", None),
    ],
)
def test_row_24_sgi_on_the_same_day_and_for_three_months(text, stage):
    assert on(case(sjukpenning_last_day="2026-03-31"), "sgi", text) == stage


def test_row_24_three_months_end_with_a_shorter_month():
    assert stages(case(sjukpenning_last_day="2027-11-30"), "sgi")[-1][1] == "2028-02-29"
    assert stages(case(sjukpenning_last_day="2026-11-30"), "sgi")[-1][1] == "2027-02-28"


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-01-31", None),
        ("2026-02-01", "plan"),
        ("2026-03-01", "plan"),
        ("2026-03-02", "near"),  # 14 days before
        ("2026-03-16", "near"),
        ("2026-03-17", "passed"),
    ],
)
def test_row_27_preventive_sjukpenning_before_the_treatment(text, stage):
    facts = case(preventive_from="2026-03-16", preventive_said_on="2026-02-01")
    assert on(facts, "preventive_benefit", text) == stage


def test_row_27_is_settled_by_an_application():
    facts = case(preventive_from="2026-03-16", preventive_said_on="2026-02-01", preventive_applied_on="2026-03-05")
    assert stages(facts, "preventive_benefit")[-1] == ("2026-03-02", "2026-03-04", "near")
    assert of_rule(case(preventive_from="2026-03-16", opened="2026-03-17"), "preventive_benefit") == []


@pytest.mark.parametrize(("need", "shown"), [(True, True), (False, False), (None, False)])
def test_row_29_travel_instead_of_sjukpenning(need, shown):
    facts = case(transport_need=need, transport_said_on="2026-02-02")
    assert stages(facts, "travel_instead") == ([("2026-02-02", None, "suggest")] if shown else [])


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-03-16", None),
        ("2026-03-17", "early"),
        ("2026-03-24", "near"),
        ("2026-03-31", "near"),
        ("2026-04-01", "passed"),
        ("2026-04-14", "passed"),
        ("2026-04-15", None),
    ],
)
def test_end_of_the_decision_of_forsakringskassan(text, stage):
    assert on(case(fk_decision_to="2026-03-31"), "fk_decision_end", text) == stage
    assert of_rule(case(fk_decision_to="2026-03-31", opened="2026-04-01"), "fk_decision_end") == []


def test_what_ends_or_begins_on_the_very_day_the_case_is_taken_up_is_told():
    assert stages(case(fk_decision_to="2026-03-31", opened="2026-03-31"), "fk_decision_end")[0][2] == "near"
    assert stages(case(preventive_from="2026-03-16", opened="2026-03-16"), "preventive_benefit")[0][2] == "near"


def test_what_was_said_on_the_first_day_was_said_of_this_sick_leave():
    assert of_rule(case(LONG, applied="yes", applied_said_on="2026-01-12"), "apply_sjukpenning") == []
    assert of_rule(case(LONG, applied="yes", applied_said_on="2026-01-11"), "apply_sjukpenning")
    assert of_rule(case(fk_refusal_on="2026-03-02", fk_final_on="2026-03-02"), "fk_refusal") == []


def test_row_8_says_until_when_nothing_is_lost_and_row_9_ends_with_the_fourteenth_day():
    assert of_rule(case(LONG, occupations=SEEKING), "report_day_1")[0].facts["date"] == "2026-01-20"
    assert stages(case(leave("2026-01-12", "2026-01-24")), "apply_sjukpenning") == [
        ("2026-01-23", "2026-01-25", "ahead")
    ]


@pytest.mark.parametrize(
    ("end", "ahead", "forecast"), [("2026-12-30", 0, False), ("2026-12-29", 1, True), ("2026-12-29", 0, None)]
)
def test_row_17_the_last_certified_day_is_no_forecast(end, ahead, forecast):
    """364 days from 1 January are 30 December."""
    found = list(last_days([(span("2026-01-01", end),)], 0, 364, 450, ahead))
    assert [(one.on, one.forecast) for one in found] == (
        [(day("2026-12-30"), forecast)] if forecast is not None else []
    )


def test_row_17_unpaid_days_are_taken_from_the_first_days_of_each_sick_leave():
    parts = (span("2026-01-01", "2026-01-01"), span("2026-01-03", "2027-01-31"))
    assert [one.on for one in last_days([parts], 2, 364, 450, 0)] == [day("2027-01-02")]
