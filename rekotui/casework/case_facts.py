"""The plain values that the rules need of a case and of the desk. Whoever stores them fills them in.

Everything may be unknown: None (or an empty tuple) makes no signal. `contacts`, `follow_ups`, `consents`, `plan` and
`meetings` are None as long as nothing in the program keeps them; an empty tuple says that there are none.
Nothing here names a person, except as a word that no rule puts in a text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rekotui.casework.plan import Step
from rekotui.casework.sick_leave import DegreePeriod, Span
from rekotui.casework.sightings import Sighting

YES, NO, LATER = "yes", "no", "later"

PLAN_EXISTS, PLAN_ASKED, PLAN_NOT_NEEDED = "exists", "asked", "not_needed"
"""What is known of the employer's plan (SFB 30 kap. 6 §)."""

INJURY_REPORTED, INJURY_NOT_REPORTED, INJURY_UNCLEAR, INJURY_NONE = "reported", "not_reported", "unclear", "none"
"""What is known of a work injury (SFB 42 kap. 10 §)."""

EMPLOYED, SELF_EMPLOYED, JOB_SEEKING = "employed", "self_employed", "job_seeking"
ON_CALL, STUDENT, PARENTAL_LEAVE = "on_call", "student", "parental_leave"
PENSION_AGE = "pension_age"
"""Groups of rules.toml. Nobody is entered as of pension age: it follows from the day of birth."""

PERSONAL_SUPPORT, INTERNAL, EXTERNAL = "personligt_stod", "intern_samordning", "extern_samverkan"
"""The three parts of lag (2019:1297) 3 §."""

PATIENT, EMPLOYER, FK = "patient", "arbetsgivare", "forsakringskassan"
"""Parties, by the keys of the guides' roles (guides/vocabulary.yaml)."""

ASSESSMENT_MEETING, SIP = "avstamningsmote", "sip"
"""Kinds of meeting that have a rule of their own."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A day on which a list (or the coordinator) first knew a sick leave to run from and to these days."""

    on: date
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Leave:
    """A sick leave as it is known now, with the periods of its degrees, and how it came to be known.

    `source` is `list` or `hand`; `certificates` their number, None where nothing says.
    """

    first_day: date
    last_day: date
    periods: tuple[DegreePeriod, ...] = ()
    seen: tuple[Seen, ...] = ()
    source: str = "list"
    certificates: int | None = None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The days it covers: its periods, or all of it where none are known."""
        return tuple(Span(period.start, period.end) for period in self.periods) or (
            Span(self.first_day, self.last_day),
        )


@dataclass(frozen=True, slots=True)
class TrialWork:
    """A period of arbetsprövning, and the day Försäkringskassan was told of it."""

    starts_on: date
    ends_on: date
    told_fk_on: date | None = None


@dataclass(frozen=True, slots=True)
class ContactFact:
    """Something done, or booked. `held` None: the day has not come, or nothing says whether it took place.

    `codes` and `journaled` are None where they are not kept; `covered` is False where an outside contact had neither a
    consent that held then nor another ground; `apart` tells that it rests on a ground apart from consent.
    """

    on: date
    held: bool | None = None
    party: str = PATIENT
    part: str = PERSONAL_SUPPORT
    codes: tuple[str, ...] | None = None
    journaled: bool | None = None
    covered: bool | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True)
class JournalFact:
    """What is asked for in the record and is not there, contacts apart: its kind (messages.TO_JOURNAL), and its day."""

    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class FollowUpFact:
    """An open follow-up: a dated promise, by its stored id. `waiting_for` is a party; `what` is its coded reason."""

    id: int
    due_on: date
    opened_on: date | None = None
    waiting_for: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class ConsentFact:
    """A consent: its kind (K1 … K5), its party, from when until when it holds, and what became of it."""

    kind: str
    party: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    withdrawn_on: date | None = None
    told_on: date | None = None
    declined_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """The patient's plan: when a version was sealed, when it was last gone through, and when that is due again.

    `number` is that of the newest sealed version, `handed_number` of the one that the patient has on paper, given on
    `handed_on`; `incomplete` counts what the draft lacks; `steps` are the planned degrees.
    """

    sealed_on: date | None = None
    reviewed_on: date | None = None
    follow_up_on: date | None = None
    draft_on: date | None = None
    incomplete: int = 0
    number: int | None = None
    handed_number: int | None = None
    handed_on: date | None = None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingFact:
    """A meeting of a kind: wanted since, held on (or planned for), and whether its outcome is written down."""

    kind: str
    wanted_on: date | None = None
    on: date | None = None
    written_up: bool = False


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """All that the rules know of one case. Days on which something was said or noted end in `_said_on`."""

    opened_on: date | None = None
    status: str | None = None
    status_since: date | None = None
    unit: str = ""
    birth_date: date | None = None
    sex: str | None = None
    # What she does: Rehabstöd's words, and the coordinator's own word for it (a group), which goes before them.
    occupations: tuple[str, ...] = ()
    group_said: str | None = None
    agreed_shifts: bool | None = None
    # Sick leave.
    leaves: tuple[Leave, ...] = ()
    earlier_first_day: date | None = None
    earlier_first_day_said_on: date | None = None
    expected_days: int | None = None
    expected_months: int | None = None
    expected_said_on: date | None = None
    # Försäkringskassan.
    applied: str | None = None
    applied_said_on: date | None = None
    fk_decision_from: date | None = None
    fk_decision_to: date | None = None
    fk_refusal_on: date | None = None
    fk_answer_by: date | None = None
    fk_final_on: date | None = None
    sjukpenning_last_day: date | None = None
    aktivitetsersattning: bool | None = None
    aktivitetsersattning_to: date | None = None
    fk_question_on: date | None = None
    fk_question_answered_on: date | None = None
    preventive_from: date | None = None
    preventive_said_on: date | None = None
    preventive_applied_on: date | None = None
    transport_need: bool | None = None
    transport_said_on: date | None = None
    fk_need_on: date | None = None
    fk_informed_on: date | None = None
    fk_answered_on: date | None = None
    # The employer.
    employer_plan: str | None = None
    employer_plan_said_on: date | None = None
    return_ruled_out: bool | None = None
    return_ruled_out_said_on: date | None = None
    trial_work: tuple[TrialWork, ...] = ()
    work_injury: str | None = None
    work_injury_said_on: date | None = None
    # The coordination itself.
    referred_by: str = ""
    referred_on: date | None = None
    consent_asked: str = ""
    consent_asked_on: date | None = None
    note_days: tuple[date, ...] = ()
    contacts: tuple[ContactFact, ...] | None = None
    to_journal: tuple[JournalFact, ...] = ()
    follow_ups: tuple[FollowUpFact, ...] | None = None
    consents: tuple[ConsentFact, ...] | None = None
    meetings: tuple[MeetingFact, ...] | None = None
    interview_done_on: date | None = None
    plan: PlanFacts | None = None


@dataclass(frozen=True, slots=True)
class UnitFact:
    """A unit whose lists are read: the first and the newest list, and the last review gone through to its end."""

    unit: str
    first_list_on: date
    last_list_on: date
    last_review_on: date | None = None


@dataclass(frozen=True, slots=True)
class AssignmentFact:
    """A kvalitetssäkringsuppdrag; unit "" = all units. `ended_on` is the day it was ended before its time."""

    unit: str
    starts_on: date
    ends_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class IntroductionFact:
    """Of an introduction that goes on, the point that is due first; `key` names both."""

    key: str
    point: str
    due_on: date


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """All that the rules know of the desk, apart from its cases. `summary_on` is the day of the newest summary."""

    units: tuple[UnitFact, ...] = ()
    assignments: tuple[AssignmentFact, ...] = ()
    first_case_on: date | None = None
    last_backup_on: date | None = None
    last_summary_on: date | None = None
    introductions: tuple[IntroductionFact, ...] = ()


def seen_of(sightings: Iterable[Sighting], unit: str, first_day: date, last_day: date) -> tuple[Seen, ...]:
    """Return the days on which a unit's lists showed other days of a sick leave than the list before.

    Of all the sightings of a person those count that touch the sick leave as it is known now. A certificate more with
    the same days is news too: something was written.
    """
    found: list[Seen] = []
    before: Sighting | None = None
    for one in sorted(sightings, key=lambda sighting: sighting.list_date):
        first, last = one.first_day, one.last_day
        if one.unit != unit or first is None or last is None or first > last_day or last < first_day:
            continue
        if before is None or _differs(one, before):
            found.append(Seen(one.list_date, first, last))
        before = one
    return tuple(found)


def held_contacts(case: CaseFacts, parties: Sequence[str] = ()) -> tuple[date, ...]:
    """Return the days of the contacts that took place, oldest first; with `parties` only those with one of them."""
    contacts = case.contacts or ()
    return tuple(sorted(c.on for c in contacts if c.held and (not parties or c.party in parties)))


def _differs(one: Sighting, before: Sighting) -> bool:
    more = one.certificates is not None and before.certificates is not None and one.certificates > before.certificates
    return more or (one.first_day, one.last_day) != (before.first_day, before.last_day)
