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
class DemoContact:
    """One contact, held, tried or booked; codes of content/contacts.json, `minutes` None where none were spent."""

    on: date
    channel: str
    outcome: str
    party: str
    text: str
    minutes: int | None
    clock: str = ""
    with_patient: bool | None = None


@dataclass(frozen=True, slots=True)
class DemoFollowUp:
    """One open promise: made on a day, due on another, why and whom we wait for in codes of content/contacts.json."""

    made_on: date
    due_on: date
    reason: str
    party: str
    party_name: str
    text: str


@dataclass(frozen=True, slots=True)
class DemoTrialWork:
    """One period of arbetsprövning, and the day Försäkringskassan was told."""

    start: date
    end: date
    told_on: date


@dataclass(frozen=True, slots=True)
class DemoDaily:
    """The daily work of a case: the answer about coordination and its day, and what the coordinator has written down.

    `facts` are named as in `case_fact`. `rests_until`: what the rules ask for today is postponed until then.
    """

    consent: str
    consent_on: date | None
    facts: tuple[tuple[str, str | int | date], ...] = ()
    contacts: tuple[DemoContact, ...] = ()
    follow_ups: tuple[DemoFollowUp, ...] = ()
    trial_work: DemoTrialWork | None = None
    question_on: date | None = None
    rests_until: date | None = None
    rests_why: str = ""


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
    daily: DemoDaily
