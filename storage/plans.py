"""The patient's plan: drafted, sealed, handed out, struck. Runs in the caller's transaction (design 4).

A case has at most one draft (`start`, `keep`, `drop`); it is no part of the history. `seal` makes it a version that
never changes – the schema refuses, and its digest stands in the chain. The next version begins with `start` again.
Evaluations of what is sealed are made by `storage.plan_evaluations`; all is read by `storage.plan_reading.series_of`,
which also tells of a struck version. Dates are days; `on` is today.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from rekotui.base.clock import now, timestamp
from rekotui.base.errors import BusyError, NothingFoundError, RefusedError, WrongUseError
from rekotui.casework import facts, kva
from rekotui.casework.consent_gate import DISCLOSE, RECORD, Ask, ConsentRefusedError, may
from rekotui.casework.consent_state import Moment
from rekotui.casework.contact import HELD, PATIENT, part_of, parties
from rekotui.casework.plan import EMPTY, Plan, as_json, cleaned, words
from rekotui.casework.plan_checks import Lacking, in_short, lacking
from rekotui.casework.plan_moves import next_version
from storage.consent_ledger import ledger_of
from storage.contacts import ContactRepository, NewContact
from storage.database import Work
from storage.history import Event, digest_of
from storage.models import Case
from storage.plan_facts import fill
from storage.plan_models import PlanDraft, PlanHanded, PlanVersion, PlanVoid
from storage.plan_reading import EVALUATION, HANDED, VERSION, series_of
from storage.plan_state import follow, follow_draft
from storage.plan_suggested import follow_suggestions

_TEAM, _WHOLE_DAY = "vardteam", "24:00"
"""Planning is an act within the care unit: it needs the consent to coordination (K1), as that of the day stands now."""

_PLAN = "plan"
"""What a consent may let be told: the plan and its dates (content/consents.json)."""


class PlanIncompleteError(RefusedError):
    """The plan cannot be sealed yet; `lacking` says what is missing, in reading order."""

    def __init__(self, missing: tuple[Lacking, ...]) -> None:
        super().__init__("plan_incomplete", what=in_short(missing))
        self.lacking = missing


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A copy that was given: when, to which party (content/contacts.json), perhaps a name, and how.

    `ground` with its reason names what allows it apart from consent (content/consents.json).
    """

    on: date
    to: str = PATIENT
    name: str = ""
    way: str = "paper"
    ground: str = ""
    ground_reason: str = ""


class PlanRepository:
    """Writes plans within one unit of work."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._session = work.session

    def start(self, case: Case, on: date, carry: Collection[int] = (), plan: Plan = EMPTY) -> PlanDraft:
        """Begin a draft: the first one from `plan` (nothing), the next one from what is sealed and said of it.

        `carry` are the keys of ended items to take along. Raises WrongUseError where there is a draft already.
        """
        if self._session.get(PlanDraft, case.id) is not None:
            raise WrongUseError("plan_draft_there")
        series = series_of(self._work.ask, case.id or 0)
        current = series.current
        begun = next_version(series.stands(current), carry) if current else cleaned(plan)
        # A key is never used again, not by a version that was struck either.
        last = series.versions[-1].plan.last_key if series.versions else 0
        begun = begun._replace(last_key=max(begun.last_key, last))
        draft = PlanDraft(
            case_id=case.id or 0,
            base_id=current.version_id if current else None,
            started_on=on,
            body=body_of(begun),
            saved_at=timestamp(now()),
        )
        self._session.add(draft)
        self._session.flush()
        number = len(series.versions) + 1
        self._work.record(Event("plan.started", "plan_draft", case.id, case.id, {"number": number}))
        follow(self._work, case)
        return draft

    def keep(self, case: Case, plan: Plan, seen: int | None = None, on: date | None = None) -> int:
        """Keep the draft as it is now; return its version, to be given as `seen` the next time. Nothing is recorded.

        Suggestions that stand in it are taken from then on, as of `on`; those that do so no longer wait again.
        Raises NothingFoundError without a draft, BusyError where another window has kept it since, WrongUseError for a
        text that is too long or an unknown code, ValueError for a tree that is none.
        """
        draft = self._draft(case, seen)
        plan = cleaned(plan)
        body = body_of(plan)
        if body != draft.body:
            follow_suggestions(self._work, case.id or 0, draft.body, body, on or draft.started_on)
            draft.body, draft.saved_at = body, timestamp(now())
            self._session.add(draft)
            self._session.flush()
            follow_draft(self._work, case, plan)
        return draft.version

    def drop(self, case: Case, seen: int | None = None) -> None:
        """Give the draft up: what is sealed stays as it is."""
        draft = self._draft(case, seen)
        self._session.delete(draft)
        self._session.flush()
        follow_suggestions(self._work, case.id or 0, draft.body, "", draft.started_on)
        self._work.record(Event("plan.dropped", "plan_draft", case.id, case.id, {}))
        follow(self._work, case)

    def seal(self, case: Case, on: date, seen: int | None = None, contact: NewContact | None = None) -> PlanVersion:
        """Seal the draft on a day, fill the rules' facts, and record the contact at which it was made, if given.

        Without codes of its own the contact gets those of its kind, and DV077 for the first version. Raises
        PlanIncompleteError with what is missing, ConsentRefusedError without a consent to coordination.
        """
        draft = self._draft(case, seen)
        self._check_consent(case, on)
        series = series_of(self._work.ask, case.id or 0)
        assert series.draft is not None
        plan, number = series.draft.plan, series.draft.number
        missing = lacking(plan, on)
        if missing:
            raise PlanIncompleteError(missing)
        version = PlanVersion(
            case_id=case.id or 0,
            number=number,
            base_id=draft.base_id,
            sealed_on=on,
            body=body_of(plan),
            recorded_at=timestamp(now()),
        )
        self._session.delete(draft)
        self._session.add(version)
        payload = {"number": number, "on": on.isoformat(), "participation": plan.participation}
        self._written(version, "plan.sealed", VERSION, payload)
        fill(self._work, case, plan, on)
        if contact is not None:
            ContactRepository(self._work).record(case, with_codes(self._work, contact, number), on)
        follow(self._work, case)
        return version

    def hand_out(self, version_id: int, given: HandedOut, on: date) -> PlanHanded:
        """Note that somebody got a copy of a version: to whom, when, how (PDL 3 kap. 11 §).

        Anybody but the patient gets it only where the consents of that day let the plan be told, or by a named ground.
        Raises NothingFoundError for no such version and a struck one, WrongUseError for a day to come or an unknown
        party or way, ConsentRefusedError (exit 5).
        """
        version = self._session.get(PlanVersion, version_id)
        if version is None:
            raise NothingFoundError("no_plan")
        if self._work.ask("select 1 from plan_void where subject = ? and subject_id = ?", (VERSION, version_id)):
            raise NothingFoundError("no_such_plan_part")
        if given.on > on:
            raise WrongUseError("plan_in_future")
        if given.on < version.sealed_on:
            raise WrongUseError("plan_before_sealed")
        for code, known in ((given.to, parties()), (given.way, words("ways"))):
            if code not in known:
                raise WrongUseError("bad_choice", option="plan", known=", ".join(known))
        self._check_disclosure(version.case_id, given)
        row = PlanHanded(
            case_id=version.case_id,
            version_id=version_id,
            handed_on=given.on,
            given_to=given.to,
            given_to_name=facts.clean_line("plan_given_to", given.name),
            way=given.way,
            ground=given.ground,
            ground_reason=facts.clean_text("ground_reason", given.ground_reason),
            recorded_at=timestamp(now()),
        )
        self._session.add(row)
        payload = {"number": version.number, "to": given.to, "on": given.on.isoformat(), "way": given.way}
        self._written(row, "plan.handed", HANDED, payload)
        follow(self._work, self._case(version.case_id))
        return row

    def void(self, subject: str, subject_id: int, on: date, reason: str) -> None:
        """Strike a version, an evaluation or the note of a copy: kept, with a reason, and counted nowhere.

        The contact of an evaluation stands: it took place. Raises NothingFoundError, WrongUseError without a reason.
        """
        rows = self._work.ask(
            f"select case_id from {_checked(subject)} r where r.id = ?"
            " and not exists (select 1 from plan_void v where v.subject = ? and v.subject_id = r.id)",
            (subject_id, subject),
        )
        if not rows:
            raise NothingFoundError("no_such_plan_part")
        reason = facts.clean_text("reason", reason)
        if not reason:
            raise WrongUseError("reason_needed")
        row = PlanVoid(
            case_id=rows[0][0],
            subject=subject,
            subject_id=subject_id,
            voided_on=on,
            reason=reason,
            recorded_at=timestamp(now()),
        )
        self._session.add(row)
        self._written(row, "plan.voided", "plan_void", {"subject": subject, "number": subject_id, "reason": reason})
        follow(self._work, self._case(row.case_id))

    def _draft(self, case: Case, seen: int | None) -> PlanDraft:
        draft = self._session.get(PlanDraft, case.id)
        if draft is None:
            raise NothingFoundError("no_plan_draft")
        if seen is not None and draft.version != seen:
            raise BusyError("changed_elsewhere")
        return draft

    def _check_consent(self, case: Case, on: date) -> None:
        answer = may(Ask(RECORD, _TEAM, Moment(on, _WHOLE_DAY)), ledger_of(self._work.ask, case.id or 0))
        if not answer.allowed:
            raise ConsentRefusedError(answer)

    def _check_disclosure(self, case_id: int, given: HandedOut) -> None:
        if given.to == PATIENT:
            return
        asked = Ask(
            DISCLOSE,
            given.to,
            Moment(given.on, _WHOLE_DAY),
            name=given.name,
            ground=given.ground,
            reason=given.ground_reason,
            what=(_PLAN,),
        )
        answer = may(asked, ledger_of(self._work.ask, case_id))
        if not answer.allowed:
            raise ConsentRefusedError(answer)

    def _case(self, case_id: int) -> Case:
        case = self._session.get(Case, case_id)
        assert case is not None
        return case

    def _written(self, row: PlanVersion | PlanHanded | PlanVoid, action: str, entity: str, payload: object) -> None:
        self._session.flush()
        digest = digest_of(self._work.connection, entity, row.id or 0)
        self._work.record(Event(action, entity, row.id, row.case_id, payload, digest))


def proposed_contact(on: date, number: int, evaluate_on: date | None = None) -> NewContact:
    """Return the contact to propose when a version is sealed: a visit, with DV077 for the first one."""
    next_step = f"Planen utvärderas {evaluate_on.isoformat()}" if evaluate_on else ""
    return NewContact(
        on, "visit", HELD, PATIENT, next_step=next_step, kva=_codes(NewContact(on, "visit", HELD, PATIENT), "", number)
    )


def with_codes(work: Work, contact: NewContact, number: int) -> NewContact:
    """Return a contact with the codes that are proposed for it, where it has none of its own."""
    return (
        contact if contact.kva is not None else replace(contact, kva=_codes(contact, work.settings.kva_outside, number))
    )


def _codes(contact: NewContact, outside: str, number: int) -> tuple[str, ...]:
    part = contact.part or part_of(contact.party)
    usual = kva.default_codes(part, contact.party, contact.outcome, outside)
    made = kva.plan_codes(kva.PLAN_MADE) if number == 1 and contact.outcome == HELD else ()
    return tuple(dict.fromkeys((*usual, *made)))


def _checked(subject: str) -> str:
    if subject not in (VERSION, HANDED, EVALUATION):
        raise ValueError(subject)
    return subject


def body_of(plan: Plan) -> str:
    """Return a plan as it lies in a body: one spelling, so that the same plan is the same text."""
    return json.dumps(as_json(plan), ensure_ascii=False, separators=(",", ":"))
