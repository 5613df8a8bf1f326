"""The stored things of the consent log: consents, their events, journal marks, the contact book."""

from datetime import date

from sqlalchemy.orm import class_mapper
from sqlmodel import Field, SQLModel

from storage.types import JsonList


class ConsentRow(SQLModel, table=True):
    """To whom a consent is and for what. Never changed; codes lie in content/consents.json."""

    __tablename__ = "consent"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="caseload.id")
    kind: str
    party: str = ""
    organisation: str = ""
    person: str = ""
    role: str = ""
    phone: str = ""
    purpose: str = ""
    direction: str
    presence: str
    channels: list[str] = Field(default_factory=list, sa_type=JsonList)
    proxy: str = ""
    proxy_why: str = ""
    replaces_id: int | None = Field(default=None, foreign_key="consent.id")
    recorded_at: str


class ConsentEventRow(SQLModel, table=True):
    """What happened to a consent. Never changed; one entered by mistake is named by a later `voided` one."""

    __tablename__ = "consent_event"

    id: int | None = Field(default=None, primary_key=True)
    consent_id: int = Field(foreign_key="consent.id")
    event: str
    happened_on: date
    clock: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    scope: list[str] = Field(default_factory=list, sa_type=JsonList)
    scope_text: str = ""
    not_told: str = ""
    way: str = ""
    kept_where: str = ""
    informed: bool | None = None
    copy_given: bool | None = None
    taken_by: str = ""
    note: str = ""
    voids_id: int | None = Field(default=None, foreign_key="consent_event.id")
    recorded_at: str


class JournalMark(SQLModel, table=True):
    """That a contact, a consent event or a status change stands in the record; without a day: taken back."""

    __tablename__ = "journaled"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="caseload.id")
    subject: str
    subject_id: int
    journaled_on: date | None = None
    recorded_at: str


class BookEntry(SQLModel, table=True):
    """Somebody she talks with about a case: the party's code, the role in words, name and number."""

    __tablename__ = "contact_book"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="caseload.id")
    party: str
    role: str = ""
    name: str = ""
    organisation: str = ""
    phone: str = ""
    note: str = ""
    ended_on: date | None = None
    version: int = 1


_mapper = class_mapper(BookEntry)
_mapper.version_id_col = _mapper.local_table.c["version"]
