"""Rows 30–32 of table H: the patient's plan."""

import pytest

from rekotui.casework.case_facts import PlanFacts
from tests.casework.signal_cases import case, day, leave, of_rule, on, stages

SEEN = (("2026-01-14", "2026-01-12", "2026-02-20"), ("2026-02-18", "2026-01-12", "2026-06-30"))
LONG = leave("2026-01-12", "2026-06-30", *SEEN)


def planned(interview=None, **facts):
    days = {name: day(value) if name.endswith("_on") else value for name, value in facts.items()}
    return case(LONG, interview_done_on=interview, plan=PlanFacts(**days))


@pytest.mark.parametrize(
    ("text", "stage"),
    [("2026-01-30", None), ("2026-02-01", "missing"), ("2026-02-14", "missing"), ("2026-02-15", "late")],
)
def test_row_30_a_plan_after_the_interview(text, stage):
    assert on(planned("2026-02-01"), "plan_missing", text) == stage
    assert of_rule(planned("2026-02-01", sealed_on="2026-02-10"), "plan_missing") == []
    assert of_rule(planned(), "plan_missing") == []


def test_row_31_an_action_without_anybody_responsible():
    facts = planned(incomplete=2, draft_on="2026-02-03")
    assert stages(facts, "plan_incomplete") == [("2026-02-03", None, "incomplete")]
    assert "2 åtgärder" in of_rule(facts, "plan_incomplete")[0].text
    assert of_rule(planned(incomplete=0, draft_on="2026-02-03"), "plan_incomplete") == []


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-03-22", None),
        ("2026-03-23", "ahead"),
        ("2026-03-29", "ahead"),
        ("2026-03-30", "due"),
        ("2026-03-31", "overdue"),
        ("2027-03-31", "overdue"),
    ],
)
def test_row_32_follow_up_of_the_plan(text, stage):
    facts = planned(sealed_on="2026-03-01", follow_up_on="2026-03-30")
    assert on(facts, "plan_follow_up", text) == stage
    done = planned(sealed_on="2026-03-01", follow_up_on="2026-03-30", reviewed_on="2026-03-30")
    assert on(done, "plan_follow_up", text) is None


def test_row_32_a_new_certificate_since_the_plan_was_gone_through():
    facts = planned(sealed_on="2026-02-10")
    assert stages(facts, "plan_follow_up") == [("2026-02-18", None, "changed")]
    assert of_rule(planned(sealed_on="2026-02-10", reviewed_on="2026-02-18"), "plan_follow_up") == []
    assert of_rule(planned(), "plan_follow_up") == []
