"""Writing the plans, meetings and interviews of invented cases, through the same repositories as everything else."""

from datetime import date, timedelta

from rekotui.casework import consent as rules
from rekotui.casework.contact import HELD, PATIENT
from rekotui.casework.meeting import DONE, PLANNED, Agreement, Participant
from rekotui.casework.plan import Plan
from rekotui.exchange.demo import plan_messages as messages
from rekotui.exchange.demo.fill_talks import write_talks
from rekotui.exchange.demo.plan import DemoMeeting, DemoPlan, DemoWork, continued
from rekotui.exchange.demo.talks import DemoTalk
from storage.consents import ConsentRepository, NewConsent, Said
from storage.contacts import NewContact
from storage.database import Work
from storage.journal_marks import CONSENT_EVENT, CONTACT, PLAN_VERSION
from storage.journaled import mark_journaled
from storage.meetings import MeetingRepository, NewMeeting
from storage.models import Case
from storage.plan_evaluations import PlanEvaluations, Result
from storage.plan_models import PlanVersion
from storage.plan_reading import series_of
from storage.plans import HandedOut, PlanRepository

_EMPLOYER, _VISIT = "arbetsgivare", "visit"
_EVALUATION_MINUTES, _MEETING_MINUTES = 40, 60


def write_plan(work: Work, case: Case, planned: DemoWork, today: date) -> None:
    """Write what is planned and agreed in a case, as it stands today; the consents are there already."""
    if planned.talked_on is not None:
        write_talks(work, case, (DemoTalk(planned.talked_on, messages.INTERVIEW),), today)
    if planned.declined_on is not None:
        _decline(work, case, planned.declined_on, today)
    for meeting in planned.meetings:
        _write_meeting(work, case, meeting, today)
    plan = planned.plan
    if plan.plan is not None and plan.sealed_on is not None:
        first = _seal(work, case, plan.plan, plan.sealed_on, today)
        if plan.paper == 1:
            _hand(work, first, today)
        if plan.carried_on is not None:
            _carry(work, case, first, plan, today)
    elif plan.drafted is not None and plan.drafted_on is not None:
        PlanRepository(work).start(case, plan.drafted_on, plan=plan.drafted)


def _decline(work: Work, case: Case, on: date, today: date) -> None:
    """Write a no to information to Försäkringskassan."""
    said = Said(on, way=_VISIT, informed=True)
    row = ConsentRepository(work).decline(case, NewConsent(rules.FK_INFORMATION), said, today)
    for (event_id,) in work.ask("select id from consent_event where consent_id = ?", (row.id,)):
        mark_journaled(work, CONSENT_EVENT, event_id, on)


def _seal(work: Work, case: Case, plan: Plan, on: date, today: date) -> PlanVersion:
    plans = PlanRepository(work)
    plans.start(case, on, plan=plan)
    version = plans.seal(case, on)
    if on < today:
        mark_journaled(work, PLAN_VERSION, version.id or 0, on)
    return version


def _hand(work: Work, version: PlanVersion, today: date) -> None:
    PlanRepository(work).hand_out(version.id or 0, HandedOut(version.sealed_on), today)


def _carry(work: Work, case: Case, first: PlanVersion, demo: DemoPlan, today: date) -> None:
    """Go through the first version's actions on a day, and seal the second with what goes on."""
    assert demo.plan is not None
    assert demo.carried_on is not None
    on, ahead = demo.carried_on, today + timedelta(days=14)
    done, partly, *_rest = demo.plan.actions
    results = (
        Result(done.key, *messages.GOAL_MET, state="done"),
        Result(partly.key, *messages.GOAL_HALF, state="ongoing", next_on=ahead),
    )
    contact = NewContact(on, _VISIT, HELD, PATIENT, body=messages.EVALUATED, minutes=_EVALUATION_MINUTES)
    (row, *_others) = PlanEvaluations(work).evaluate(case, first.id or 0, results, contact, today)
    if on < today and row.contact_id:
        mark_journaled(work, CONTACT, row.contact_id, on)
    plans = PlanRepository(work)
    plans.start(case, on)
    draft = series_of(work.ask, case.id or 0).draft
    assert draft is not None
    plans.keep(case, continued(draft.plan, on))
    second = plans.seal(case, on)
    if on < today:
        mark_journaled(work, PLAN_VERSION, second.id or 0, on)
    if demo.paper == second.number:
        _hand(work, second, today)


def _write_meeting(work: Work, case: Case, meeting: DemoMeeting, today: date) -> None:
    new = NewMeeting(
        kind=_EMPLOYER,
        state=DONE if meeting.held else PLANNED,
        on=meeting.on,
        clock=meeting.clock,
        channel="meeting",
        place=case.employer,
        purpose=messages.MEETING_PURPOSE,
        participants=(Participant(PATIENT), Participant(_EMPLOYER, meeting.manager, messages.MANAGER)),
        notes=messages.MEETING_NOTES if meeting.held else {},
        agreements=tuple(Agreement(what, party, "", due) for party, what, due in meeting.promises),
        minutes=_MEETING_MINUTES if meeting.held else None,
    )
    number = MeetingRepository(work).save(case, new, today)
    if meeting.held and meeting.on < today:
        rows = work.ask("select max(contact_id) from meeting_step where meeting_id = ?", (number,))
        mark_journaled(work, CONTACT, rows[0][0], meeting.on)
