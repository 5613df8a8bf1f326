"""The stored things of a plan. Registered with `models`. A `body` is a plan as JSON text (`casework.plan.as_json`)."""

from datetime import date

from sqlalchemy.orm import class_mapper
from sqlmodel import Field, SQLModel

from storage.types import JsonList


class PlanDraft(SQLModel, table=True):
    """The plan that is being worked on, one a case; `base_id` is the sealed version that it begins from."""

    __tablename__ = "plan_draft"

    case_id: int = Field(primary_key=True, foreign_key="caseload.id")
    base_id: int | None = Field(default=None, foreign_key="plan_version.id")
    started_on: date
    body: str
    saved_at: str
    version: int = 1


class PlanVersion(SQLModel, table=True):
    """A sealed plan. Immutable: its digest stands in the history chain. `number` counts within the case."""

    __tablename__ = "plan_version"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="caseload.id")
    number: int
    base_id: int | None = Field(default=None, foreign_key="plan_version.id")
    sealed_on: date
    body: str
    recorded_at: str


class PlanHanded(SQLModel, table=True):
    """A copy of a version that somebody got. Immutable."""

    __tablename__ = "plan_handed"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="caseload.id")
    version_id: int = Field(foreign_key="plan_version.id")
    handed_on: date
    given_to: str
    given_to_name: str = ""
    way: str
    ground: str = ""
    ground_reason: str = ""
    recorded_at: str


class PlanEvaluation(SQLModel, table=True):
    """What became of an item of a version (0 = the whole plan), and the contact at which it was said. Immutable."""

    __tablename__ = "plan_evaluation"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="caseload.id")
    version_id: int = Field(foreign_key="plan_version.id")
    item: int
    evaluated_on: date
    result: str = ""
    body: str = ""
    state: str = ""
    why: str = ""
    next_step: str = ""
    next_on: date | None = None
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    recorded_at: str


class PlanVoid(SQLModel, table=True):
    """That a version, an evaluation or a note of a copy was entered by mistake, and why. Immutable."""

    __tablename__ = "plan_void"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="caseload.id")
    subject: str
    subject_id: int
    voided_on: date
    reason: str
    recorded_at: str


class PlanTrial(SQLModel, table=True):
    """Which period of arbetsprövning an action of the plan has made."""

    __tablename__ = "plan_trial"

    case_id: int = Field(primary_key=True, foreign_key="caseload.id")
    item: int = Field(primary_key=True)
    trial_id: int = Field(foreign_key="trial_work.id")


class PlanState(SQLModel, table=True):
    """How a case's plan stands, for lists and rules; written by `storage.plan_state` alone."""

    __tablename__ = "plan_state"

    case_id: int = Field(primary_key=True, foreign_key="caseload.id")
    version_id: int | None = Field(default=None, foreign_key="plan_version.id")
    number: int | None = None
    sealed_on: date | None = None
    reviewed_on: date | None = None
    follow_up_on: date | None = None
    evaluate_on: date | None = None
    handed_number: int | None = None
    handed_on: date | None = None
    actions: int = 0
    ended: int = 0
    unowned: int = 0
    steps: list[object] = Field(default_factory=list, sa_type=JsonList)
    draft_on: date | None = None
    draft_number: int | None = None
    incomplete: int = 0


_mapper = class_mapper(PlanDraft)
_mapper.version_id_col = _mapper.local_table.c["version"]
