"""The stored things, defined once. What each column means stands here; the schema itself in migrations/.

A `table=True` class does not validate on construction: repositories validate (`rekotui.casework.facts`), and the
schema's CHECK constraints hold the last line. The domain words are in docs/architecture.md.
"""

from datetime import date

from sqlalchemy.orm import class_mapper
from sqlmodel import Field, SQLModel

from storage.types import JsonList, JsonObject


class Setting(SQLModel, table=True):
    """A unit's own value for one of `rekotui.base.settings.Settings`, as JSON text."""

    __tablename__ = "setting"

    name: str = Field(primary_key=True)
    value: str


class Patient(SQLModel, table=True):
    """The person. `name_key` is the Swedish sort key, `protected` masks her everywhere (design 4)."""

    __tablename__ = "patient"

    id: int | None = Field(default=None, primary_key=True)
    personnummer: str = Field(unique=True)
    number_kind: str
    name: str
    name_key: str = Field(index=True)
    birth_date: date | None = None
    sex: str | None = None
    phone: str = ""
    interpreter: str = ""
    protected: bool = False
    version: int = 1


class SickLeave(SQLModel, table=True):
    """A sjukfall: certificates joined by the gap rule, as Rehabstöd lists it or as entered by hand.

    `length_days` is Rehabstöd's Längd: distinct covered days to the planned end. `degrees` are those of the active
    certificate in date order; `seen_on` is the day of the list that showed them. A voided one was shown only by a list
    that has been undone.
    """

    __tablename__ = "sick_leave"

    id: int | None = Field(default=None, primary_key=True)
    patient_id: int = Field(foreign_key="patient.id")
    unit: str = ""
    first_day: date
    last_day: date
    length_days: int | None = None
    certificates: int | None = None
    degrees: list[int] = Field(default_factory=list, sa_type=JsonList)
    source: str
    seen_on: date | None = None
    voided_on: date | None = None
    version: int = 1


class SickLeavePeriod(SQLModel, table=True):
    """Dates with a degree (25, 50, 75, 100), or None where no list has said which degree was in force."""

    __tablename__ = "sick_leave_period"

    id: int | None = Field(default=None, primary_key=True)
    sick_leave_id: int = Field(foreign_key="sick_leave.id")
    first_day: date
    last_day: date
    degree: int | None = None


class Case(SQLModel, table=True):
    """An ärende: one patient's coordination, from taken up to closed.

    `sick_leave_id`, `first_day` and `last_day` follow the patient's latest sick leave; `next_on` to `last_contact_on`
    follow her follow-ups and contacts. A voided case is kept, with its
    reason, and left out of every view.
    """

    __tablename__ = "caseload"

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    patient_id: int = Field(foreign_key="patient.id")
    status: str
    status_since: date
    opened_on: date
    unit: str = ""
    referred_by: str = ""
    referred_on: date | None = None
    referred_why: str = ""
    consent_asked: str = ""
    consent_asked_on: date | None = None
    employer: str = ""
    occupation: str = ""
    occupations: list[str] = Field(default_factory=list, sa_type=JsonList)
    physician: str = ""
    diagnosis_code: str | None = None
    diagnosis_text: str | None = None
    co_diagnoses: list[str] = Field(default_factory=list, sa_type=JsonList)
    sick_leave_id: int | None = Field(default=None, foreign_key="sick_leave.id")
    first_day: date | None = None
    last_day: date | None = None
    next_on: date | None = None
    next_step: str = ""
    waiting_for: str = ""
    waiting_until: date | None = None
    last_contact_on: date | None = None
    voided_on: date | None = None
    void_reason: str = ""
    version: int = 1


class StatusChange(SQLModel, table=True):
    """One change of a case's status. Immutable: its digest stands in the history chain."""

    __tablename__ = "status_change"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="caseload.id")
    status: str
    changed_on: date
    reason: str
    recorded_at: str


class Note(SQLModel, table=True):
    """A dated note on a case. A correction is a new note that points at the old one."""

    __tablename__ = "note"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="caseload.id")
    noted_on: date
    body: str
    recorded_at: str
    replaces_id: int | None = Field(default=None, foreign_key="note.id")
    voided_reason: str | None = None


class ListImport(SQLModel, table=True):
    """One sick-leave list from Rehabstöd: which unit, which day, which format, and whether it was complete."""

    __tablename__ = "list_import"

    id: int | None = Field(default=None, primary_key=True)
    unit: str
    list_date: date
    format: str
    complete: str
    rows_read: int
    digest: str
    imported_at: str
    replaced_by: int | None = Field(default=None, foreign_key="list_import.id")
    undone_at: str | None = None


class ListRow(SQLModel, table=True):
    """One row of a list: our own values in `record`, Rehabstöd's words in `raw`. The list is not the caseload."""

    __tablename__ = "list_row"

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = Field(foreign_key="list_import.id")
    row: int
    personnummer: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    record: dict[str, object] = Field(default_factory=dict, sa_type=JsonObject)
    raw: dict[str, object] = Field(default_factory=dict, sa_type=JsonObject)


class ImportEffect(SQLModel, table=True):
    """What an import did to a case: opened it, or changed facts {field: [before, after]}; undo reads it."""

    __tablename__ = "import_effect"

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = Field(foreign_key="list_import.id")
    case_id: int = Field(foreign_key="caseload.id")
    kind: str
    changed: dict[str, object] = Field(default_factory=dict, sa_type=JsonObject)
    history_id: int


class ReviewDone(SQLModel, table=True):
    """A unit's list gone through to its end; `undone_at` when the import under it was undone."""

    __tablename__ = "review_done"

    id: int | None = Field(default=None, primary_key=True)
    unit: str
    import_id: int = Field(foreign_key="list_import.id")
    done_on: date
    recorded_at: str
    undone_at: str | None = None


class ReviewDecision(SQLModel, table=True):
    """What was decided about a person in a list: taken, wait, leave or wrong_end. `seen` is the row decided on."""

    __tablename__ = "review_decision"

    id: int | None = Field(default=None, primary_key=True)
    unit: str
    personnummer: str
    import_id: int = Field(foreign_key="list_import.id")
    decision: str
    wait_until: date | None = None
    reason: str = ""
    case_id: int | None = Field(default=None, foreign_key="caseload.id")
    seen: dict[str, object] = Field(default_factory=dict, sa_type=JsonObject)
    decided_on: date
    recorded_at: str
    withdrawn_at: str | None = None


class NumberLink(SQLModel, table=True):
    """A samordningsnummer that became a personnummer, joined when the coordinator confirmed it."""

    __tablename__ = "number_link"

    before_number: str = Field(primary_key=True)
    after_number: str
    confirmed_on: date
    recorded_at: str


class Assignment(SQLModel, table=True):
    """A kvalitetssäkringsuppdrag: the right to screen people who have not consented (PDL 2 kap. 4 § p. 4).

    An empty unit means all units. `purposes` and `population` hold option codes of the guide kvalitetssakringsuppdrag.
    """

    __tablename__ = "assignment"

    id: int | None = Field(default=None, primary_key=True)
    unit: str = ""
    given_by: str
    assignee: str = ""
    purposes: list[str] = Field(default_factory=list, sa_type=JsonList)
    population: list[str] = Field(default_factory=list, sa_type=JsonList)
    starts_on: date
    ends_on: date
    signed_on: date | None = None
    kept_where: str = ""
    ended_on: date | None = None
    end_reason: str = ""
    recorded_at: str
    version: int = 1


class ScreeningException(SQLModel, table=True):
    """The list was read without a valid assignment: when, for which unit, and why."""

    __tablename__ = "screening_exception"

    id: int | None = Field(default=None, primary_key=True)
    unit: str
    happened_on: date
    reason: str
    recorded_at: str


class DiagnosisName(SQLModel, table=True):
    """The name of a diagnosis code, learned from a list or read from Socialstyrelsen's own file."""

    __tablename__ = "diagnosis_name"

    code: str = Field(primary_key=True)
    title: str
    source: str
    seen_on: date


class Draft(SQLModel, table=True):
    """What is being typed at one place (a screen's field), kept through crash, lock and quit."""

    __tablename__ = "draft"

    place: str = Field(primary_key=True)
    case_id: int | None = Field(default=None, foreign_key="caseload.id")
    body: str
    saved_at: str


# A stale edit (another window, another process) is refused, never written over: see storage.database.
for _versioned in (Patient, Case, SickLeave, Assignment):
    _mapper = class_mapper(_versioned)
    _mapper.version_id_col = _mapper.local_table.c["version"]
