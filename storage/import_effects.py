"""What an import did to cases, noted down while it was stored, so that it can be undone."""

from collections.abc import Mapping
from dataclasses import dataclass

from storage.cases import CaseRepository
from storage.database import Work
from storage.models import Case, ImportEffect, Patient
from storage.sick_leaves import SickLeaveRepository, State

OPENED, CHANGED = "opened", "changed"
SICK_LEAVES = "sick_leaves"
"""The one entry of an effect that is no fact: {id: state} of the list-borne sick leaves that changed."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What an import may change of a person beside her case: her name, and her list-borne sick leaves by id."""

    name: str | None
    leaves: Mapping[str, State]


class Effects:
    """Writes what one import does, case by case. Runs in the import's transaction."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._cases = CaseRepository(work)
        self._leaves = SickLeaveRepository(work, self._cases)

    def standing(self, patient: Patient | None) -> Standing:
        """Return what stands of a person before the import comes to her (None: nobody we know)."""
        if patient is None:
            return Standing(None, {})
        return Standing(patient.name, self._leaves.states(patient.id or 0))

    def opened(self, import_id: int, case: Case, before: Standing) -> None:
        """Note that the import took up a case; a name of somebody known may have changed with it."""
        patient = self._cases.patient_of(case)
        renamed = before.name is not None and before.name != patient.name
        facts = {"name": [before.name, patient.name]} if renamed else {}
        self._note(import_id, case.id or 0, OPENED, {**facts, **self._moved(patient, before)})

    def changed(
        self, import_id: int, patient: Patient, case: Case | None, facts: Mapping[str, object], before: Standing
    ) -> None:
        """Note what the import changed of somebody known; without an open case her newest one bears the note."""
        changes = {**facts, **self._moved(patient, before)}
        if changes:
            case_id = case.id if case else self._newest_case(patient)
            self._note(import_id, case_id or 0, CHANGED, changes)

    def _moved(self, patient: Patient, before: Standing) -> dict[str, object]:
        now = self._leaves.states(patient.id or 0)
        moved = [leave for leave in now if before.leaves.get(leave) != now[leave]]
        if not moved:
            return {}
        then = {leave: before.leaves[leave] for leave in moved if leave in before.leaves}
        return {SICK_LEAVES: [then, {leave: now[leave] for leave in moved}]}

    def _newest_case(self, patient: Patient) -> int:
        row = self._work.connection.execute("select max(id) from caseload where patient_id = ?", (patient.id,))
        return int(row.fetchone()[0])

    def _note(self, import_id: int, case_id: int, kind: str, changed: dict[str, object]) -> None:
        self._work.session.flush()
        [newest] = self._work.connection.execute("select max(id) from history").fetchone()
        effect = ImportEffect(import_id=import_id, case_id=case_id, kind=kind, changed=changed, history_id=newest)
        self._work.session.add(effect)
