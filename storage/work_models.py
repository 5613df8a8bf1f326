"""The stored things of daily work: facts for the rules, contacts, follow-ups and signals. Registered with `models`."""

from datetime import date

from sqlalchemy.orm import class_mapper
from sqlmodel import Field, SQLModel

from storage import (  # noqa: F401  their tables are to be known with these
    consent_models,
    guide_models,
    interview_models,
    meeting_models,
    plan_models,
)
from storage.types import JsonObject


class CaseFact(SQLModel, table=True):
    """What the rules need to know of a case and no list tells; "" or None is not known (rules.md H).

    The names are those of `casework.case_facts.CaseFacts`; `_said_on` is the day on which something was said or noted.
    """

    __tablename__ = "case_fact"

    case_id: int = Field(primary_key=True, foreign_key="caseload.id")
    group_said: str = ""
    agreed_shifts: str = ""
    earlier_first_day: date | None = None
    earlier_first_day_said_on: date | None = None
    earlier_first_day_source: str = ""
    expected_days: int | None = None
    expected_said_on: date | None = None
    applied: str = ""
    applied_said_on: date | None = None
    fk_decision_from: date | None = None
    fk_decision_to: date | None = None
    fk_officer: str = ""
    fk_phone: str = ""
    fk_refusal_on: date | None = None
    fk_answer_by: date | None = None
    fk_final_on: date | None = None
    sjukpenning_last_day: date | None = None
    aktivitetsersattning: str = ""
    aktivitetsersattning_to: date | None = None
    preventive_from: date | None = None
    preventive_said_on: date | None = None
    preventive_applied_on: date | None = None
    transport_need: str = ""
    transport_said_on: date | None = None
    fk_need_on: date | None = None
    fk_informed_on: date | None = None
    fk_answered_on: date | None = None
    employer_plan: str = ""
    employer_plan_said_on: date | None = None
    employer_plan_why: str = ""
    return_ruled_out: str = ""
    return_ruled_out_said_on: date | None = None
    work_injury: str = ""
    work_injury_said_on: date | None = None
    version: int = 1


class TrialWork(SQLModel, table=True):
    """A period of arbetsprövning with kept sjukpenning (rules.md B.11)."""

    __tablename__ = "trial_work"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="caseload.id")
    starts_on: date
    ends_on: date
    told_fk_on: date | None = None
    voided_on: date | None = None
    void_reason: str = ""
    recorded_at: str
    version: int = 1


class CertificateQuestion(SQLModel, table=True):
    """A question from Försäkringskassan on a certificate, open until `answered_on` (rules.md H 47)."""

    __tablename__ = "certificate_question"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="caseload.id")
    asked_on: date
    about: str = ""
    answered_on: date | None = None
    voided_on: date | None = None
    recorded_at: str
    version: int = 1


class Contact(SQLModel, table=True):
    """Anything done with or about the patient. Codes lie in content/contacts.json.

    A correction is a new contact that points at the old one; a wrong one is voided with a reason. `ground` names why it
    was recorded where no consent covered it.

    `gate` tells on what it rests: a consent (`consent_id`), a ground with its reason, nothing that needs either (free),
    or "" for those written before there was a consent log.

    `void_entered_on`: when the record had got a note of what is struck; None = there is nothing to strike there.
    """

    __tablename__ = "contact"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="caseload.id")
    happened_on: date
    clock: str = ""
    channel: str
    outcome: str
    part: str
    party: str
    party_name: str = ""
    body: str = ""
    next_step: str = ""
    minutes: int | None = None
    with_patient: bool | None = None
    ground: str = ""
    recorded_at: str
    replaces_id: int | None = Field(default=None, foreign_key="contact.id")
    voided_on: date | None = None
    void_reason: str = ""
    void_entered_on: date | None = None
    gate: str = ""
    ground_reason: str = ""
    consent_id: int | None = Field(default=None, foreign_key="consent.id")


class ContactCode(SQLModel, table=True):
    """A KVÅ code of a contact, in the order she gave them."""

    __tablename__ = "contact_kva"

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    code: str
    place: int


class FollowUp(SQLModel, table=True):
    """A bevakning: a dated promise, open until it is answered or done. No party: it is the coordinator's own to do."""

    __tablename__ = "follow_up"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="caseload.id")
    reason: str
    party: str = ""
    party_name: str = ""
    body: str = ""
    due_on: date
    state: str
    closed_on: date | None = None
    answer: str = ""
    origin: str = "hand"
    origin_id: int | None = None
    recorded_at: str
    version: int = 1


class StoredSignal(SQLModel, table=True):
    """A dated fact that a rule derived. Written by the bare driver, anew whenever its ground changes."""

    __tablename__ = "signal"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int | None = Field(default=None, foreign_key="caseload.id")
    rule: str
    key: str
    stage: str = ""
    starts_on: date
    ends_on: date | None = None
    due_on: date | None = None
    severity: int
    title: str
    text: str
    todo: str = ""
    law: str = ""
    source: str = ""
    facts: dict[str, object] = Field(default_factory=dict, sa_type=JsonObject)


class SignalAnswer(SQLModel, table=True):
    """What was said to a signal, dismissed or postponed until a day; (case, rule, key) is what it was about."""

    __tablename__ = "signal_answer"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int | None = Field(default=None, foreign_key="caseload.id")
    rule: str
    key: str
    answer: str
    until: date | None = None
    reason: str = ""
    answered_on: date
    recorded_at: str
    undone_at: str | None = None


class DeskFact(SQLModel, table=True):
    """What the desk itself remembers, by name: `last_backup_on`."""

    __tablename__ = "desk_fact"

    name: str = Field(primary_key=True)
    value: str


class SignalBasis(SQLModel, table=True):
    """By which rules and settings the stored signals were computed: one row."""

    __tablename__ = "signal_basis"

    id: int | None = Field(default=None, primary_key=True)
    fingerprint: str


for _versioned in (CaseFact, TrialWork, CertificateQuestion, FollowUp):
    _mapper = class_mapper(_versioned)
    _mapper.version_id_col = _mapper.local_table.c["version"]
