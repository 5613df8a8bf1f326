"""Joining a samordningsnummer with the personnummer that replaced it, once the coordinator has confirmed it.

The list only lets one guess (casework/review.py); she knows. From then on the old number's list rows are the new one's.
"""

import json
from collections.abc import Mapping
from datetime import date

from sqlmodel import col, select

from rekotui.base.clock import now, timestamp
from rekotui.base.errors import RefusedError, WrongUseError
from rekotui.casework.list_facts import changed_facts, facts_of, identity_from_list
from rekotui.casework.personnummer import PERSONNUMMER, SAMORDNINGSNUMMER, PersonalNumber
from rekotui.casework.sightings import sick_leaves
from storage.cases import CaseRepository
from storage.database import Work
from storage.history import Event
from storage.linked import read_links
from storage.models import Case, NumberLink, Patient, SickLeave
from storage.sick_leaves import FROM_LIST, SickLeaveRepository
from storage.sighted import sightings_of


class NumberLinkRepository:
    """Writes confirmed joins of two numbers within one unit of work."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._session = work.session
        self._cases = CaseRepository(work)
        self._leaves = SickLeaveRepository(work, self._cases)

    def confirm(self, before: str, after: str, on: date) -> list[str]:
        """Join two numbers (YYYYMMDD-NNNN) of one person, as of `on`; return the numbers of her cases.

        The patient gets the new number; where both numbers have one, the cases of the old come to the new. Sick leaves
        and facts follow what the lists have said under either. Raises WrongUseError (not a samordningsnummer and a
        personnummer, already joined), RefusedError (both have an open case, a real number in a demo).
        """
        new = self._checked(before, after, on)
        old_patient, patient = self._cases.patient_by_number(before), self._cases.patient_by_number(after)
        self._check_open(old_patient, patient)
        self._session.add(
            NumberLink(before_number=before, after_number=after, confirmed_on=on, recorded_at=timestamp(now()))
        )
        self._session.flush()
        connection = self._work.connection
        connection.execute("update review_decision set personnummer = ? where personnummer = ?", (after, before))
        if old_patient and patient:
            self._move(old_patient, patient, on)
        elif old_patient:
            self._renumber(old_patient, new)
        survivor = patient or old_patient
        # Who is not a patient is only listed, and no number of hers belongs in the log.
        self._work.record(Event("number.joined", "patient", survivor.id if survivor else None))
        return self._follow(survivor, before, after) if survivor else []

    def _checked(self, before: str, after: str, on: date) -> PersonalNumber:
        old, new = identity_from_list(before, on), identity_from_list(after, on)
        if (old.kind, new.kind) != (SAMORDNINGSNUMMER, PERSONNUMMER) or new.birth_date is None:
            raise WrongUseError("join_kinds")
        if self._work.demo and not (old.is_test and new.is_test):
            raise RefusedError("demo_real_number")
        links = read_links(self._work.connection)
        if before in links or after in links:
            raise WrongUseError("join_again")
        return new

    def _check_open(self, old: Patient | None, new: Patient | None) -> None:
        cases = [self._cases.open_case_of(patient) if patient else None for patient in (old, new)]
        if cases[0] and cases[1]:
            raise RefusedError("join_two_open", before=cases[0].number, after=cases[1].number)

    def _renumber(self, patient: Patient, new: PersonalNumber) -> None:
        before = patient.personnummer
        patient.personnummer, patient.number_kind = new.text, new.kind
        patient.birth_date, patient.sex = new.birth_date or patient.birth_date, new.sex or patient.sex
        self._session.add(patient)
        for case in self._cases.cases_of(patient.id or 0):
            self._record_number(case, before, new.text)

    def _move(self, old: Patient, new: Patient, on: date) -> None:
        """Give the new number's patient the old one's cases and sick leaves; what lists showed is made anew after."""
        for case in self._cases.cases_of(old.id or 0):
            case.patient_id = new.id or 0
            self._session.add(case)
            self._record_number(case, old.personnummer, new.personnummer)
        for leave in self._session.exec(
            select(SickLeave).where(SickLeave.patient_id == old.id, col(SickLeave.voided_on).is_(None))
        ):
            if leave.source == FROM_LIST:
                leave.voided_on = on
            else:
                leave.patient_id = new.id or 0
            self._session.add(leave)
        self._session.flush()

    def _record_number(self, case: Case, before: str, after: str) -> None:
        payload = {"changed": {"personnummer": [before, after]}, "why": "joined"}
        self._work.record(Event("case.facts", "case", case.id, case.id, payload))

    def _follow(self, patient: Patient, before: str, after: str) -> list[str]:
        sightings = sightings_of(self._work.connection, [after]).get(after, [])
        self._leaves.follow_lists(patient.id or 0, sick_leaves(sightings, self._work.settings.gap_days))
        cases = self._cases.cases_of(patient.id or 0)
        for case in cases:
            self._cases.follow_sick_leave(case)
        stated, active = self._last_record(after), self._cases.open_case_of(patient)
        if active and stated:
            current = {"name": patient.name, **{f: getattr(active, f) for f in facts_of(stated) if f != "name"}}
            changes = changed_facts(current, stated, self._last_record(before))
            self._cases.change_facts(active, changes, patient=patient, why="list")
        return [case.number for case in cases]

    def _last_record(self, number: str) -> Mapping[str, object] | None:
        row = self._work.connection.execute(
            "select r.record from list_row r join list_import i on i.id = r.import_id where r.personnummer = ?"
            " and i.undone_at is null and i.replaced_by is null order by i.list_date desc, i.id desc limit 1",
            (number,),
        ).fetchone()
        return json.loads(row[0]) if row else None
