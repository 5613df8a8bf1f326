"""The demo's plans: whole, believable, and the same for the same arguments."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from rekotui.casework.plan import as_json, cleaned, from_json
from rekotui.casework.plan_checks import lacking
from rekotui.casework.sick_leave import DegreePeriod, degree_on
from rekotui.exchange.demo.case import DemoCase
from rekotui.exchange.demo.caseload import caseload
from rekotui.exchange.demo.plan import DemoWork, continued, draw_work

TODAY = date(2026, 11, 23)


def drawn(cases: int, seed: int, today: date) -> list[tuple[DemoCase, DemoWork]]:
    return [(case, draw_work(place, case, today)) for place, case in enumerate(caseload(cases, seed, today))]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 40), st.integers(0, 10**6), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_every_plan_can_be_sealed_and_fits_the_certificate(cases: int, seed: int, today: date) -> None:
    for case, work in drawn(cases, seed, today):
        plan = work.plan
        assert work == DemoWork() or case.daily.consent == "yes"
        if plan.plan is not None and plan.sealed_on is not None:
            assert cleaned(from_json(as_json(plan.plan))) == plan.plan
            assert lacking(plan.plan, plan.sealed_on) == ()
            assert case.daily.consent_on is not None
            assert case.daily.consent_on <= plan.sealed_on <= (plan.carried_on or today) <= today
            if plan.carried_on:
                assert lacking(continued(plan.plan, plan.carried_on), plan.carried_on) == ()
            periods = case.sick_leaves[-1].periods if case.sick_leaves else ()
            degrees = [DegreePeriod(each.start, each.end, each.degree) for each in periods]
            assert all(degree_on(degrees, step.on) == step.degree for step in plan.plan.steps)
        for meeting in work.meetings:
            assert case.employer
            assert (meeting.on > today) != meeting.held
            assert all(due > today for _party, _what, due in meeting.promises)


def test_the_leading_cases_show_each_way_a_plan_can_stand() -> None:
    works = [work for _case, work in drawn(20, 1, TODAY)]
    plans = [work.plan for work in works]
    assert any(plan.plan and plan.paper == 1 and not plan.carried_on for plan in plans)
    assert any(plan.carried_on and plan.paper == 1 for plan in plans)
    (drafted,) = [plan.drafted for plan in plans if plan.drafted]
    assert {each.code for each in lacking(drafted, TODAY)} == {"responsible", "follow_up", "participation", "evaluate"}
    assert any(step.on > TODAY for plan in plans if plan.plan for step in plan.plan.steps)
    assert [work.talked_on for work in works if work.talked_on] == [TODAY - timedelta(days=3)]
    assert {meeting.held for work in works for meeting in work.meetings} == {True, False}
    assert drawn(20, 1, TODAY) == drawn(20, 1, TODAY)
