"""Cases and their patients: taken up, corrected, given a status, voided. Every method runs in the caller's transaction.

A repository validates before it inserts (SQLModel tables do not) and writes the history that belongs to each change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rekotui.base.clock import now, timestamp
from rekotui.base.errors import BusyError, NothingFoundError, RefusedError, WrongUseError
from rekotui.casework import facts, status
from rekotui.casework.diagnosis import clean_code
from rekotui.casework.diagnosis_names import name_beside
from rekotui.casework.fold import swedish_key
from rekotui.casework.names import filed_name
from rekotui.casework.personnummer import PersonalNumber
from storage.database import Work
from storage.diagnosis_reading import titles
from storage.history import Event, digest_of_row
from storage.models import Case, Note, Patient, StatusChange
from storage.search_terms import replace_terms

PATIENT_FIELDS = ("name", "phone", "interpreter", "protected")
CASE_FIELDS = (
    *(
        "unit",
        "referred_by",
        "referred_on",
        "referred_why",
        "consent_asked",
        "consent_asked_on",
        "employer",
        "occupation",
        "occupations",
        "physician",
    ),
    *("diagnosis_code", "diagnosis_text", "co_diagnoses"),
)
_LONG_FIELDS = frozenset({"referred_why"})


@dataclass(frozen=True, slots=True)
class NewCase:
    """What is needed to take up a case; `values` holds any of PATIENT_FIELDS and CASE_FIELDS."""

    number: PersonalNumber
    name: str
    opened_on: date
    status: str = "-"
    reason: str = ""
    values: Mapping[str, object] | None = None
    case_number: str | None = None
    """A number that is already given (the demo's cases bear the year they were opened); None takes the next."""


class CaseRepository:
    """Writes cases, patients, status changes and notes within one unit of work."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._session = work.session

    def open(self, new: NewCase) -> Case:
        """Take up a case.

        Raises WrongUseError (no name, number taken by an open case), RefusedError (a real number in a demo).
        """
        if self._work.demo and not new.number.is_test:
            raise RefusedError("demo_real_number")
        values = dict(new.values or {})
        patient = self._patient(new, values)
        taken = self.open_case_of(patient)
        if taken is not None:
            raise WrongUseError("number_taken", case=taken.number)
        word = status.check(new.status)
        values = self.completed(values)
        case = Case(
            number=new.case_number or self._next_number(new.opened_on),
            patient_id=_id(patient.id),
            status=word,
            status_since=new.opened_on,
            opened_on=new.opened_on,
            **{name: _cleaned(name, values[name]) for name in CASE_FIELDS if name in values},  # type: ignore[arg-type]
        )
        self._session.add(case)
        self._session.flush()
        self._work.record(Event("case.opened", "case", case.id, case.id, {"number": case.number, "status": word}))
        # The desk's rules begin with its first case.
        self._work.desk_touched = True
        self._add_status(case, word, new.opened_on, new.reason)
        self.follow_sick_leave(case)
        replace_terms(self._work, case, patient)
        return case

    def get(self, case_id: int, version: int | None = None) -> Case:
        """Return a case to change; raise BusyError if it is not the version that the screen showed."""
        case = self._session.get(Case, case_id)
        if case is None:
            raise NothingFoundError("no_such_case")
        if version is not None and case.version != version:
            raise BusyError("changed_elsewhere")
        return case

    def patient_of(self, case: Case, version: int | None = None) -> Patient:
        """Return the case's patient; raise BusyError if it is not the version that the screen showed."""
        patient = self._session.get_one(Patient, case.patient_id)
        if version is not None and patient.version != version:
            raise BusyError("changed_elsewhere")
        return patient

    def open_case_of(self, patient: Patient) -> Case | None:
        """Return the patient's case that is not closed, if there is one."""
        words = status.active_statuses()
        return next((case for case in self.cases_of(_id(patient.id)) if case.status in words), None)

    def change_facts(
        self, case: Case, values: Mapping[str, object], *, patient: Patient | None = None, why: str = ""
    ) -> dict[str, list[object]]:
        """Change facts of a case and its patient; return what changed as {field: [before, after]}.

        Unknown fields raise KeyError (a mistake of the program); unchanged values write no history.
        """
        patient = patient or self.patient_of(case)
        changed: dict[str, list[object]] = {}
        for name, value in values.items():
            target: Case | Patient = patient if name in PATIENT_FIELDS else case
            if target is case and name not in CASE_FIELDS:
                raise KeyError(name)
            before, after = getattr(target, name), _cleaned(name, value)
            if name == "name" and not after:
                raise WrongUseError("name_needed")
            if before != after:
                setattr(target, name, after)
                changed[name] = [_plain(before), _plain(after)]
        if changed:
            patient.name_key = _name_key(patient.name, patient.protected)
            self._session.add_all([case, patient])
            self._work.record(Event("case.facts", "case", case.id, case.id, {"changed": changed, "why": why}))
            self._refresh_terms(patient)
        return changed

    def completed(self, values: Mapping[str, object], case: Case | None = None) -> dict[str, object]:
        """Return facts that are to be stored with the known name of the diagnosis, where they leave a code without one.

        `case` is the one they are to change: the known name of its old code does not stay beside a new code.
        """
        if not {"diagnosis_code", "diagnosis_text"} & values.keys():
            return dict(values)
        before = case.diagnosis_code if case else None
        code = _text(values.get("diagnosis_code", before))
        text = _text(values.get("diagnosis_text", case.diagnosis_text if case else None))
        known = titles(self._work.ask, [spelled for each in (code, before) if each and (spelled := clean_code(each))])
        written_beside = None if "diagnosis_text" in values else before
        return {**values, "diagnosis_text": name_beside(code, text, known, written_beside)}

    def change_status(self, case: Case, word: str, on: date, reason: str) -> None:
        """Give a case a status from a day on, with a reason; the change is kept for ever.

        Raises WrongUseError for an unknown word or a missing reason.
        """
        word = status.check(word)
        reason = facts.clean_text("reason", reason)
        if not reason:
            raise WrongUseError("reason_needed")
        if status.is_active(word) and not status.is_active(case.status):
            other = self.open_case_of(self.patient_of(case))
            if other is not None and other.id != case.id:
                raise WrongUseError("number_taken", case=other.number)
        case.status, case.status_since = word, on
        self._session.add(case)
        self._add_status(case, word, on, reason)

    def void(self, case: Case, on: date, reason: str) -> None:
        """Mark a case as wrongly registered: kept with its reason, left out of every view."""
        reason = facts.clean_text("reason", reason)
        if not reason:
            raise WrongUseError("reason_needed")
        case.voided_on, case.void_reason = on, reason
        self._session.add(case)
        self._session.flush()
        self._work.record(Event("case.voided", "case", case.id, case.id, {"reason": reason}))
        self._work.desk_touched = True
        replace_terms(self._work, case, self.patient_of(case))

    def add_note(self, case: Case, on: date, body: str, replaces_id: int | None = None) -> Note:
        """Add a dated note, or a corrected one in place of another; raise WrongUseError if it is empty."""
        body = facts.clean_text("note", body)
        if not body:
            raise WrongUseError("note_needed")
        note = Note(
            case_id=_id(case.id),
            noted_on=on,
            body=body,
            recorded_at=timestamp(now()),
            replaces_id=replaces_id,
        )
        self._session.add(note)
        self._session.flush()
        self._work.record(
            Event("note.added", "note", note.id, case.id, {"on": on.isoformat(), "replaces": replaces_id})
        )
        return note

    def follow_sick_leave(self, case: Case) -> None:
        """Point the case at its patient's latest sick leave, and copy its days for sorting."""
        self._session.flush()
        self._work.touched.add(_id(case.id))
        latest = self._work.connection.execute(
            "select id, first_day, last_day from sick_leave where patient_id = ?"
            " and voided_on is null order by last_day desc, id desc limit 1",
            (case.patient_id,),
        ).fetchone()
        days = (latest[0], *map(date.fromisoformat, latest[1:])) if latest else (None, None, None)
        if (case.sick_leave_id, case.first_day, case.last_day) != days:
            case.sick_leave_id, case.first_day, case.last_day = days
            self._session.add(case)
            self._session.flush()

    def cases_of(self, patient_id: int) -> list[Case]:
        """Return all cases of a patient that are not voided, oldest first."""
        self._session.flush()
        rows = self._work.connection.execute(
            "select id from caseload where patient_id = ? and voided_on is null order by id", (patient_id,)
        ).fetchall()
        return [self._session.get_one(Case, row[0]) for row in rows]

    def patient_by_number(self, personnummer: str) -> Patient | None:
        """Return the patient with this number (YYYYMMDD-NNNN), if she is known."""
        self._session.flush()
        row = self._work.connection.execute("select id from patient where personnummer = ?", (personnummer,)).fetchone()
        return self._session.get_one(Patient, row[0]) if row else None

    def _patient(self, new: NewCase, values: dict[str, object]) -> Patient:
        name = facts.clean_line("name", new.name)
        if not name:
            raise WrongUseError("name_needed")
        patient = self.patient_by_number(new.number.text)
        given = {field: _cleaned(field, values[field]) for field in PATIENT_FIELDS if field in values}
        if patient is None:
            patient = Patient(
                personnummer=new.number.text,
                number_kind=new.number.kind,
                birth_date=new.number.birth_date,
                sex=new.number.sex,
                **{**given, "name": name, "name_key": _name_key(name, bool(given.get("protected")))},  # type: ignore[arg-type]
            )
        else:
            patient.name = name
            for field, value in given.items():
                if value:
                    setattr(patient, field, value)
            patient.name_key = _name_key(name, patient.protected)
        self._session.add(patient)
        self._session.flush()
        return patient

    def _add_status(self, case: Case, word: str, on: date, reason: str) -> None:
        change = StatusChange(
            case_id=_id(case.id), status=word, changed_on=on, reason=reason, recorded_at=timestamp(now())
        )
        self._session.add(change)
        self._session.flush()
        digest = digest_of_row([change.id, change.case_id, word, on.isoformat(), reason, change.recorded_at])
        payload = {"status": word, "on": on.isoformat(), "reason": reason}
        self._work.record(Event("case.status", "status_change", change.id, case.id, payload, digest))

    def _next_number(self, on: date) -> str:
        prefix = f"{on.year:04d}-"
        # By length first: 2026-1000 comes after 2026-999.
        row = self._work.connection.execute(
            "select number from caseload where number between ? and ?"
            " order by length(number) desc, number desc limit 1",
            (prefix, f"{prefix}~"),
        ).fetchone()
        return f"{prefix}{int(row[0][5:]) + 1 if row else 1:03d}"

    def _refresh_terms(self, patient: Patient) -> None:
        for case in self.cases_of(_id(patient.id)):
            replace_terms(self._work, case, patient)


def _cleaned(name: str, value: object) -> object:
    if name == "consent_asked" and value not in facts.CONSENT_ANSWERS:
        raise WrongUseError("unknown_consent_answer")
    if isinstance(value, str):
        return facts.clean_text(name, value) if name in _LONG_FIELDS else facts.clean_line(name, value)
    return list(value) if isinstance(value, tuple) else value


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _name_key(name: str, protected: bool) -> str:
    """Return what a list sorts by: nothing for a protected identity, whose place would tell her initial."""
    return "" if protected else swedish_key(filed_name(name))


def _id(value: int | None) -> int:
    if value is None:
        raise LookupError("a row that was not flushed has no id")
    return value
