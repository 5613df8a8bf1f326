"""The stored things around guides: papers sent and received, contacts that tell of one, checklists. With `models`."""

from datetime import date

from sqlalchemy.orm import class_mapper
from sqlmodel import Field, SQLModel


class SheetEvent(SQLModel, table=True):
    """A paper of a case was sent or came back; `strikes_id` names a row that was noted by mistake."""

    __tablename__ = "sheet_event"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="caseload.id")
    sheet: str
    event: str
    happened_on: date
    way: str = ""
    strikes_id: int | None = Field(default=None, foreign_key="sheet_event.id")
    reason: str = ""
    recorded_at: str


class GuideContact(SQLModel, table=True):
    """The contact that tells of a filled-in guide."""

    __tablename__ = "guide_contact"

    contact_id: int = Field(primary_key=True, foreign_key="contact.id")
    interview_id: int = Field(foreign_key="interview.id")


class Checklist(SQLModel, table=True):
    """An introduction: whose, and the first day; "" = her own."""

    __tablename__ = "checklist"

    interview_id: int = Field(primary_key=True, foreign_key="interview.id")
    who: str = ""
    starts_on: date
    version: int = 1


class ChecklistPoint(SQLModel, table=True):
    """The day on which a point was done, None once it was taken back."""

    __tablename__ = "checklist_point"

    interview_id: int = Field(primary_key=True, foreign_key="checklist.interview_id")
    question: str = Field(primary_key=True)
    done_on: date | None = None
    version: int = 1


for _versioned in (Checklist, ChecklistPoint):
    _mapper = class_mapper(_versioned)
    _mapper.version_id_col = _mapper.local_table.c["version"]
