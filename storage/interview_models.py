"""The stored things of guides that have been filled in. Registered with `models`."""

from datetime import date

from sqlalchemy.orm import class_mapper
from sqlmodel import Field, SQLModel


class Interview(SQLModel, table=True):
    """One guide, filled in once: about a case, or (`case_id` None) a checklist or assignment of the desk."""

    __tablename__ = "interview"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int | None = Field(default=None, foreign_key="caseload.id")
    guide: str
    guide_version: str
    fingerprint: str
    form: str
    started_on: date
    closed_on: date | None = None
    voided_on: date | None = None
    void_reason: str = ""
    recorded_at: str
    version: int = 1


class InterviewRow(SQLModel, table=True):
    """A row of a repeated section; its number is never used again."""

    __tablename__ = "interview_row"

    interview_id: int = Field(primary_key=True, foreign_key="interview.id")
    section: str = Field(primary_key=True)
    row: int = Field(primary_key=True)
    removed: bool = False


class InterviewAnswer(SQLModel, table=True):
    """The newest answer to one question; `value` is JSON text."""

    __tablename__ = "interview_answer"

    interview_id: int = Field(primary_key=True, foreign_key="interview.id")
    question: str = Field(primary_key=True)
    row: int = Field(default=0, primary_key=True)
    state: str
    value: str | None = None
    note: str = ""
    changed_at: str
    version: int = 1


class PlanSuggestion(SQLModel, table=True):
    """What an answer suggests for the plan, with where it comes from, until the plan takes it (plan_suggestions)."""

    __tablename__ = "plan_suggestion"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="caseload.id")
    interview_id: int = Field(foreign_key="interview.id")
    guide: str
    guide_version: str
    question: str
    row: int = 0
    hint: int
    kind: str
    area: str
    responsible: str
    body: str
    answer: str = ""
    confirm: bool = False
    suggested_on: date
    state: str
    decided_on: date | None = None
    recorded_at: str
    version: int = 1


for _versioned in (Interview, InterviewAnswer, PlanSuggestion):
    _mapper = class_mapper(_versioned)
    _mapper.version_id_col = _mapper.local_table.c["version"]
