"""Storing a sick-leave list: its rows, what it changes in cases that exist, and the cases taken up from it.

All of a list is one transaction. The list is not the caseload: rows become cases only when they are taken up.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import col, select

from rekotui.base.clock import now, timestamp
from rekotui.base.errors import RefusedError
from rekotui.casework.diagnosis_names import learned_from
from rekotui.casework.list_facts import changed_facts, facts_of, identity_from_list
from rekotui.casework.sick_leave import belongs
from rekotui.casework.sightings import Sighting, sick_leaves
from storage.cases import CaseRepository
from storage.database import Work
from storage.diagnosis_names import DiagnosisNames
from storage.history import Event
from storage.import_effects import Effects
from storage.in_parts import in_parts
from storage.linked import read_links
from storage.listed_cases import touch_listed
from storage.models import Case, ListImport, ListRow, Patient
from storage.sick_leaves import SickLeaveRepository
from storage.sighted import sightings_of
from storage.taking_up import take_up

Record = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class NewList:
    """A list to store. `rows` are (row, record, raw words); `complete` is yes, no or unknown."""

    unit: str
    list_date: date
    format: str
    complete: str
    digest: str
    rows: Sequence[tuple[int, Record, Record]]


@dataclass(slots=True)
class Stored:
    """What storing a list did: the import's id, numbers of the cases taken up, and of those whose facts changed.

    `named` are other cases whose code has got its name; `cut` those taken up or followed whose main diagnosis the
    print has cut away and nobody knows.
    """

    import_id: int
    taken: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)


class ImportRepository:
    """Writes lists and everything that follows from them within one unit of work."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._session = work.session
        self._cases = CaseRepository(work)
        self._leaves = SickLeaveRepository(work, self._cases)
        self._links = read_links(work.connection)
        self._effects = Effects(work)
        self._names = DiagnosisNames(work)

    def store(self, new: NewList, take: Collection[str], on: date) -> Stored:
        """Store a list; take up the people whose personnummer is in `take`, as of `on`.

        A list of the same unit and day is replaced. Raises RefusedError for a real number in a demo; then, as for any
        error, nothing is stored.
        """
        self._check_demo(new, on)
        before = self._previous_records(new)
        later = self._newer_numbers(new)
        import_id = self._add_import(new)
        replaced = self._replace_same_day(new, import_id)
        self._add_rows(new, import_id)
        touch_listed(self._work, [import_id, *replaced])
        done = Stored(import_id)
        payload = {
            "unit": new.unit,
            "list_date": new.list_date.isoformat(),
            "rows": len(new.rows),
            "format": new.format,
        }
        self._work.record(Event("list.imported", "list_import", import_id, payload=payload))
        # Before anybody is taken up or followed: a name that stands in another row of this list is a known one.
        learned = self._names.learn(learned_from((record for _row, record, _raw in new.rows), new.list_date))
        people = self._people(new)
        chosen = {self._links.get(number, number) for number in take}
        concerned = self._known(people) | (chosen & set(people))
        sightings = sightings_of(self._work.connection, concerned)
        for number, record in people.items():
            if number in concerned:
                self._follow(
                    number,
                    record,
                    # What a newer list has said of a person stands: an older one only fills what is empty.
                    record if number in later else before.get(number),
                    sightings.get(number, []),
                    number in chosen,
                    on,
                    done,
                    new,
                )
        for case, changed in self._names.fill(learned.new):
            patient = self._cases.patient_of(case)
            self._effects.changed(import_id, patient, case, changed, self._effects.standing(patient))
            done.named.append(case.number)
        return done

    def _people(self, new: NewList) -> dict[str, Record]:
        """Return the list's records by the personnummer that holds now."""
        numbers = ((_text(record.get("personnummer")), record) for _row, record, _raw in new.rows)
        return {self._links.get(number, number): record for number, record in numbers if number}

    def _follow(
        self,
        number: str,
        record: Record,
        before: Record | None,
        sightings: Sequence[Sighting],
        take: bool,
        on: date,
        done: Stored,
        new: NewList,
    ) -> None:
        patient = self._cases.patient_by_number(number)
        case = self._cases.open_case_of(patient) if patient else None
        taken = case is None and take and not (patient and self._was_closed(patient, record))
        standing = self._effects.standing(patient)
        if taken:
            case = take_up(self._work, record, number, on, new.unit, sightings)
            self._effects.opened(done.import_id, case, standing)
            done.taken.append(case.number)
            self._look_for_cut(case, record, done)
            return
        if patient is None:
            return
        listed = sick_leaves(sightings, self._work.settings.gap_days)
        moved = self._leaves.follow_lists(patient.id or 0, listed)
        facts = self._change_facts(case, patient, record, before) if case else {}
        self._effects.changed(done.import_id, patient, case, facts, standing)
        if case:
            self._look_for_cut(case, record, done)
        if case and (moved or facts):
            done.changed.append(case.number)

    def _look_for_cut(self, case: Case, record: Record, done: Stored) -> None:
        if record.get("diagnosis_state") == "cut" and not case.diagnosis_code:
            done.cut.append(case.number)

    def _was_closed(self, patient: Patient, record: Record) -> bool:
        """Return whether a closed case already speaks of this very sick leave: it is not taken up once more."""
        first = _day(record.get("first_day"))
        return any(
            first is None or case.last_day is None or belongs(first, case.last_day, self._work.settings.gap_days)
            for case in self._cases.cases_of(patient.id or 0)
        )

    def _check_demo(self, new: NewList, on: date) -> None:
        if self._work.demo:
            for _row, record, _raw in new.rows:
                number = _text(record.get("personnummer"))
                if number and not identity_from_list(number, on).is_test:
                    raise RefusedError("demo_real_number")

    def _add_import(self, new: NewList) -> int:
        imported = ListImport(
            unit=new.unit,
            list_date=new.list_date,
            format=new.format,
            complete=new.complete,
            rows_read=len(new.rows),
            digest=new.digest,
            imported_at=timestamp(now()),
        )
        self._session.add(imported)
        self._session.flush()
        return imported.id or 0

    def _change_facts(
        self, case: Case, patient: Patient, record: Record, before: Record | None
    ) -> dict[str, list[object]]:
        current = {"name": patient.name, **{f: getattr(case, f) for f in facts_of(record) if f != "name"}}
        changes = self._cases.completed(changed_facts(current, record, before), case)
        return self._cases.change_facts(case, changes, patient=patient, why="list") if changes else {}

    def _previous_records(self, new: NewList) -> dict[str, Record]:
        """Return what the unit's latest list, of this day or earlier, said about each person."""
        rows = self._work.connection.execute(
            "select personnummer, record from list_row where personnummer is not null and import_id = ("
            " select id from list_import where unit = ? and list_date <= ? and undone_at is null"
            " and replaced_by is null order by list_date desc, id desc limit 1)",
            (new.unit, new.list_date.isoformat()),
        )
        return {self._links.get(number, number): json.loads(record) for number, record in rows}

    def _newer_numbers(self, new: NewList) -> set[str]:
        """Return everybody whom a standing list of a later day has shown."""
        rows = self._work.connection.execute(
            "select distinct r.personnummer from list_import i join list_row r on r.import_id = i.id"
            " where i.list_date > ? and i.undone_at is null and i.replaced_by is null and r.personnummer is not null",
            (new.list_date.isoformat(),),
        )
        return {self._links.get(row[0], row[0]) for row in rows}

    def _known(self, numbers: Collection[str]) -> set[str]:
        """Return those of the numbers that belong to a patient we have."""
        known: set[str] = set()
        for marks, part in in_parts(numbers):
            rows = self._work.connection.execute(
                f"select personnummer from patient where personnummer in ({marks})", part
            )
            known.update(row[0] for row in rows)
        return known

    def _replace_same_day(self, new: NewList, import_id: int) -> list[int]:
        """Let the list stand for one of the same unit and day; return the ids of those that it replaces."""
        same = self._session.exec(
            select(ListImport).where(
                ListImport.unit == new.unit,
                ListImport.list_date == new.list_date,
                col(ListImport.replaced_by).is_(None),
                col(ListImport.undone_at).is_(None),
                ListImport.id != import_id,
            )
        )
        replaced = []
        for old in same:
            old.replaced_by = import_id
            self._session.add(old)
            replaced.append(old.id or 0)
        self._session.flush()
        return replaced

    def _add_rows(self, new: NewList, import_id: int) -> None:
        for row, record, raw in new.rows:
            self._session.add(
                ListRow(
                    import_id=import_id,
                    row=row,
                    personnummer=_text(record.get("personnummer")),
                    first_day=_day(record.get("first_day")),
                    last_day=_day(record.get("last_day")),
                    record=dict(record),
                    raw=dict(raw),
                )
            )
        self._session.flush()


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None
