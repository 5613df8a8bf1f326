"""The shapes of a made-up case: frozen plain values, with no tie to how they are stored."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DemoPeriod:
    """Both days included; degree is 25, 50, 75 or 100."""

    start: date
    end: date
    degree: int


@dataclass(frozen=True, slots=True)
class DemoSickLeave:
    """A sjukfall: its periods in date order, at most five free days between them (domain rules B.1)."""

    first_day: date
    last_day: date
    certificates: int
    periods: tuple[DemoPeriod, ...]


@dataclass(frozen=True, slots=True)
class DemoStatus:
    """One status change; `word` is one of Rehabstöd's eight (rehabstod.md 1.8)."""

    word: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class DemoNote:
    """One dated note in the coordinator's words."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class DemoCase:
    """One invented case.

    `sex` is Kvinna or Man, `occupations` are Rehabstöd's words. `status_changes` begins with `-` on
    `opened_on` and ends with the status of today. `sick_leaves` is in date order, empty for preventive cases.
    """

    number: str
    personnummer: str
    name: str
    sex: str
    phone: str
    interpreter_language: str | None
    protected_identity: bool
    unit: str
    referred_by: str
    referred_on: date
    referred_why: str
    employer: str | None
    occupation: str | None
    occupations: tuple[str, ...]
    physician: str
    diagnosis_code: str
    diagnosis_text: str
    co_diagnoses: tuple[str, ...]
    opened_on: date
    status_changes: tuple[DemoStatus, ...]
    sick_leaves: tuple[DemoSickLeave, ...]
    notes: tuple[DemoNote, ...]
