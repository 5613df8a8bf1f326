"""Rows 30–32 and 39 of table H: the patient's plan; and planned degrees that the list does not show."""

import pytest

from rekotui.casework.case_facts import ConsentFact, ContactFact, PlanFacts
from rekotui.casework.plan import Step
from rekotui.casework.sick_leave import DegreePeriod
from tests.casework.signal_cases import case, day, leave, of_rule, on, stages

SEEN = (("2026-01-14", "2026-01-12", "2026-02-20"), ("2026-02-18", "2026-01-12", "2026-06-30"))
LONG = leave("2026-01-12", "2026-06-30", *SEEN)


def plan_of(**facts):
    return PlanFacts(**{name: day(value) if name.endswith("_on") else value for name, value in facts.items()})


def planned(interview=None, **facts):
    return case(LONG, interview_done_on=interview, plan=plan_of(**facts))


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
    assert of_rule(facts, "plan_incomplete")[0].text.endswith(": 2.")
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


def test_row_30_nothing_is_asked_of_who_has_said_no():
    said_no = ConsentFact("K1", declined_on=day("2026-02-01"))
    stopped = ConsentFact("K1", valid_from=day("2026-01-15"), withdrawn_on=day("2026-02-01"))
    holds = ConsentFact("K1", valid_from=day("2026-02-02"))
    for consents, expected in ((said_no,), 0), ((stopped,), 0), ((said_no, holds), 2), ((holds,), 2), ((), 2):
        facts = case(LONG, interview_done_on="2026-02-01", plan=PlanFacts(), consents=consents)
        assert len(of_rule(facts, "plan_missing")) == expected
    facts = case(LONG, interview_done_on="2026-02-01", plan=PlanFacts(), consents=(), consent_asked="no")
    assert of_rule(facts, "plan_missing") == []


@pytest.mark.parametrize(
    ("text", "stage"),
    [("2026-03-01", None), ("2026-03-07", None), ("2026-03-08", "not_given"), ("2026-05-01", "not_given")],
)
def test_row_39_the_plan_is_given_on_paper(text, stage):
    assert on(planned(sealed_on="2026-03-01", number=1), "copy_handed_out", text) == stage
    given = planned(sealed_on="2026-03-01", number=1, handed_number=1, handed_on="2026-03-01")
    assert of_rule(given, "copy_handed_out") == []
    assert of_rule(planned(draft_on="2026-03-01"), "copy_handed_out") == []


@pytest.mark.parametrize(("text", "stage"), [("2026-03-31", None), ("2026-04-01", "older"), ("2026-06-01", "older")])
def test_row_39_an_older_version_on_paper(text, stage):
    facts = planned(sealed_on="2026-04-01", number=2, handed_number=1, handed_on="2026-03-02")
    assert on(facts, "copy_handed_out", text) == stage
    assert of_rule(facts, "copy_handed_out")[0].text == (
        "Patienten fick version 1 av planen mån 2026-03-02. Version 2 fastställdes ons 2026-04-01."
    )


def stepped(*degrees, steps=(("2026-03-02", 50), ("2026-04-01", 25)), sealed="2026-02-01"):
    """A plan of 50 per cent from 2 March and 25 from 1 April; `degrees` are what the list shows."""
    known = leave("2026-01-12", "2026-06-30")
    periods = tuple(DegreePeriod(day(first), day(last), degree) for first, last, degree in degrees)
    taken = tuple(Step(day(first), degree) for first, degree in steps)
    plan = PlanFacts(sealed_on=day(sealed), number=1, handed_number=1, handed_on=day(sealed), steps=taken)
    return case(type(known)(known.first_day, known.last_day, periods), plan=plan)


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-03-02", None),
        ("2026-03-04", None),
        ("2026-03-05", "other_degree"),  # three days after the step: the list may be late
        ("2026-03-31", "other_degree"),
        ("2026-04-01", None),
        ("2026-04-04", "other_degree"),
        ("2026-06-30", "other_degree"),
        ("2026-07-01", None),
    ],
)
def test_a_planned_degree_has_passed_while_the_list_shows_another(text, stage):
    assert on(stepped(("2026-01-12", "2026-06-30", 100)), "plan_step", text) == stage


@pytest.mark.parametrize(
    ("degrees", "expected"),
    [
        ([("2026-01-12", "2026-03-01", 100), ("2026-03-02", "2026-03-31", 50), ("2026-04-01", "2026-06-30", 25)], []),
        # The step came later than planned.
        ([("2026-01-12", "2026-03-10", 100), ("2026-03-11", "2026-06-30", 50)],
         [("2026-03-05", "2026-03-10"), ("2026-04-04", "2026-06-30")]),
        # What nobody knows says nothing; that the certificate has run out is another rule's.
        ([("2026-01-12", "2026-06-30", None)], []),
        ([("2026-01-12", "2026-03-01", 100)], []),
        ([], []),
    ],
)  # fmt: skip
def test_which_days_another_degree_is_shown(degrees, expected):
    assert [stage[:2] for stage in stages(stepped(*degrees), "plan_step")] == expected


def test_a_step_back_in_full_and_a_step_before_the_sealing():
    full = [("2026-01-12", "2026-06-30", 100)]
    assert stages(stepped(*full, steps=(("2026-03-02", 0),)), "plan_step") == [
        ("2026-03-05", "2026-06-30", "other_degree")
    ]
    late = stepped(*full, steps=(("2026-03-02", 50),), sealed="2026-05-04")
    assert stages(late, "plan_step") == [("2026-05-07", "2026-06-30", "other_degree")]


def test_the_plans_day_is_a_next_step():
    def facts(**plan):
        met = ContactFact(day("2026-02-10"), held=True)
        given = {**plan, "sealed_on": "2026-02-01", "number": 1, "handed_number": 1, "handed_on": "2026-02-01"}
        return case(LONG, plan=plan_of(**given), contacts=(met,), follow_ups=())

    assert on(facts(), "next_contact", "2026-02-20") == "unset"
    assert on(facts(follow_up_on="2026-03-30"), "next_contact", "2026-02-20") is None
    assert on(facts(follow_up_on="2026-03-30"), "next_contact", "2026-03-31") == "due"
    assert on(facts(), "silent", "2026-03-12") == "silent"
    assert on(facts(follow_up_on="2026-03-30"), "silent", "2026-03-30") is None
    assert on(facts(follow_up_on="2026-03-30"), "silent", "2026-03-31") == "silent"
