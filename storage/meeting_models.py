"""The stored things of external cooperation: meetings and the steps that they go through."""

from datetime import date

from sqlmodel import Field, SQLModel

from storage.types import JsonList, JsonObject


class Meeting(SQLModel, table=True):
    """One meeting, or one act of cooperation, of a kind (content/meetings.json). Never changed."""

    __tablename__ = "meeting"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="caseload.id")
    kind: str
    recorded_at: str


class MeetingStep(SQLModel, table=True):
    """What a meeting is from now on: wanted, planned, held, missed, cancelled or voided. Never changed.

    `contact_id` is the contact that it is held on, which knows day, time, channel and outcome. `participants` and
    `agreements` are lists of `casework.meeting` values, `notes` the texts by heading.
    """

    __tablename__ = "meeting_step"

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id")
    step: str
    wanted_on: date | None = None
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    place: str = ""
    purpose: str = ""
    participants: list[dict[str, object]] = Field(default_factory=list, sa_type=JsonList)
    notes: dict[str, str] = Field(default_factory=dict, sa_type=JsonObject)
    agreements: list[dict[str, object]] = Field(default_factory=list, sa_type=JsonList)
    reason: str = ""
    recorded_at: str
