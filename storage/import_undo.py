"""Undoing the latest import: one compensating transaction, after which the first state is back and history has grown.

Nothing is deleted. The list's rows stay, marked as undone, and drop out of every view; cases that only it had taken up
are voided with a reason, unless somebody has worked in them since; facts and sick leaves that it changed say again what
they said, unless somebody has corrected them since (design 4).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlmodel import col, select

from rekotui.base.clock import now, timestamp
from rekotui.base.errors import BusyError, NothingFoundError
from rekotui.casework.list_facts import facts_of
from rekotui.casework.undo import Later, going_back, taken_over
from storage.cases import PATIENT_FIELDS, CaseRepository
from storage.database import Work
from storage.history import Event
from storage.import_effects import CHANGED, OPENED, SICK_LEAVES
from storage.listed_cases import touch_listed
from storage.messages import UNDO
from storage.models import Case, ImportEffect, ListImport, ListRow, Patient, ReviewDecision, ReviewDone
from storage.sick_leaves import SickLeaveRepository, State
from storage.undo_preview import ToUndo, to_undo


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing did: the list's unit and day, and the numbers of the cases it voided, kept and restored.

    `brought_back` tells that a list of the same day, which the undone one had replaced, stands again.
    """

    unit: str
    list_date: date
    voided: tuple[str, ...]
    kept: tuple[str, ...]
    restored: tuple[str, ...]
    brought_back: bool


class ImportUndo:
    """Takes back the latest import within one unit of work."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._session = work.session
        self._cases = CaseRepository(work)
        self._leaves = SickLeaveRepository(work, self._cases)

    def undo(self, on: date, unit: str | None = None, expected: int | None = None) -> Undone:
        """Undo the latest standing import, of the unit if one is given; `expected` is the import that was shown.

        Raises NothingFoundError where there is none, BusyError if another list has come after the one that was shown,
        RefusedError for a list that was read in before imports noted down what they did.
        """
        found = to_undo(self._ask, unit)
        if found is None:
            raise NothingFoundError("nothing_to_undo")
        if expected is not None and found.import_id != expected:
            raise BusyError("undo_other_list")
        self._mark(found)
        restored = self._take_back(found, on)
        self._withdraw(found.import_id)
        payload = {
            "unit": found.unit,
            "list_date": found.list_date.isoformat(),
            "voided": len(found.opened),
            "kept": len(found.kept),
            "restored": len(restored),
        }
        self._work.record(Event("list.undone", "list_import", found.import_id, payload=payload))
        return Undone(found.unit, found.list_date, found.opened, found.kept, tuple(restored), found.brings_back)

    def _ask(self, sql: str, parameters: Sequence[object]) -> list[tuple[Any, ...]]:
        self._session.flush()
        return self._work.connection.execute(sql, tuple(parameters)).fetchall()  # type: ignore[no-any-return]

    def _mark(self, found: ToUndo) -> None:
        undone = self._session.get_one(ListImport, found.import_id)
        undone.undone_at = timestamp(now())
        self._session.add(undone)
        listed = [found.import_id]
        for replaced in self._session.exec(select(ListImport).where(ListImport.replaced_by == found.import_id)):
            replaced.replaced_by = None
            self._session.add(replaced)
            listed.append(replaced.id or 0)
        touch_listed(self._work, listed)

    def _take_back(self, found: ToUndo, on: date) -> list[str]:
        """Take back what the import did to each case; return the numbers of those that it had changed."""
        reason = UNDO["void_reason"].format(day=found.list_date.isoformat(), unit=found.unit or UNDO["no_unit"])
        kept = {case.patient_id for case in self._session.exec(select(Case).where(col(Case.number).in_(found.kept)))}
        restored = []
        effects = self._session.exec(
            select(ImportEffect).where(ImportEffect.import_id == found.import_id).order_by(col(ImportEffect.id))
        )
        for effect in effects.all():
            case = self._session.get_one(Case, effect.case_id)
            if case.patient_id in kept:
                continue
            back = self._put_back_leaves(effect, on)
            if effect.kind == OPENED and case.voided_on is None:
                self._cases.void(case, on, reason)
            back = self._put_back_facts(effect, case) or back
            if effect.kind == CHANGED and back and case.voided_on is None:
                restored.append(case.number)
        return restored

    def _put_back_leaves(self, effect: ImportEffect, on: date) -> bool:
        """Let the sick leaves that the list moved say what they said; one that was corrected since stands."""
        before, after = cast(Sequence[Mapping[str, State]], effect.changed.get(SICK_LEAVES, ({}, {})))
        case = self._session.get_one(Case, effect.case_id)
        current = self._leaves.states(case.patient_id) if after else {}
        untouched = [leave for leave in after if current.get(leave) == after[leave]]
        for leave in untouched:
            self._leaves.put_back(int(leave), before.get(leave), on)
        return bool(untouched)

    def _put_back_facts(self, effect: ImportEffect, case: Case) -> bool:
        patient = self._cases.patient_of(case)
        facts = cast(
            Mapping[str, Sequence[object]],
            {field: pair for field, pair in effect.changed.items() if field != SICK_LEAVES},
        )
        if not facts:
            return False
        # A voided case stays as it was voided; her name is also her other cases'.
        fields = [field for field in facts if field in PATIENT_FIELDS or case.voided_on is None]
        current = {field: getattr(patient if field in PATIENT_FIELDS else case, field) for field in fields}
        standing = self._hand_over(effect, patient, facts)
        back = going_back({field: facts[field] for field in fields if field not in standing}, current)
        return bool(back) and bool(self._cases.change_facts(case, back, patient=patient, why="undo"))

    def _hand_over(self, effect: ImportEffect, patient: Patient, facts: Mapping[str, Sequence[object]]) -> set[str]:
        """Let later lists (of other units) answer for what they say too; return the facts that so stand."""
        later = self._later(effect, patient)
        standing: set[str] = set()
        for field, (before, after) in facts.items():
            taken = taken_over(before, after, field, [seen for _effect, seen in later])
            if taken is not None:
                theirs = later[taken.place][0]
                theirs.changed = {**theirs.changed, field: list(taken.pair)}
                self._session.add(theirs)
                standing.add(field)
        return standing

    def _later(self, effect: ImportEffect, patient: Patient) -> list[tuple[ImportEffect, Later]]:
        """Return what each later list that stands has shown of the person, with its effect on the same case."""
        rows = self._session.exec(
            select(ListRow)
            .join(ListImport, col(ListImport.id) == col(ListRow.import_id))
            .where(
                ListRow.personnummer == patient.personnummer,
                col(ListRow.import_id) > effect.import_id,
                col(ListImport.undone_at).is_(None),
                col(ListImport.replaced_by).is_(None),
            )
            .order_by(col(ListRow.import_id))
        )
        found = []
        for row in rows.all():
            theirs = self._session.exec(
                select(ImportEffect).where(
                    ImportEffect.import_id == row.import_id, ImportEffect.case_id == effect.case_id
                )
            ).first()
            theirs = theirs or ImportEffect(
                import_id=row.import_id, case_id=effect.case_id, kind=CHANGED, history_id=effect.history_id
            )
            changed = cast(Mapping[str, Sequence[object]], theirs.changed)
            found.append((theirs, Later(changed, facts_of(row.record))))
        return found

    def _withdraw(self, import_id: int) -> None:
        """Take back what the review decided on the list: it was decided on rows that do not stand."""
        moment = timestamp(now())
        for decision in self._session.exec(
            select(ReviewDecision).where(
                ReviewDecision.import_id == import_id, col(ReviewDecision.withdrawn_at).is_(None)
            )
        ):
            decision.withdrawn_at = moment
            self._session.add(decision)
        for done in self._session.exec(
            select(ReviewDone).where(ReviewDone.import_id == import_id, col(ReviewDone.undone_at).is_(None))
        ):
            done.undone_at = moment
            self._session.add(done)
        self._session.flush()
