"""Reading daily work with the bare driver: contacts, follow-ups, and the facts that no list tells."""

from datetime import date
from typing import NamedTuple

from storage.journal_marks import CODES, CONTACT, MARKED
from storage.reading import Reader


class ContactLine(NamedTuple):
    """One contact; `replaced` and `voided_on` tell that it no longer stands.

    `void_entered_on`: struck after its note had come into the record on that day, where it is to be struck too.
    """

    contact_id: int
    happened_on: date
    clock: str
    channel: str
    outcome: str
    part: str
    party: str
    party_name: str
    body: str
    next_step: str
    minutes: int | None
    with_patient: bool | None
    ground: str
    recorded_at: str
    replaces_id: int | None
    replaced: bool
    voided_on: date | None
    void_reason: str
    gate: str
    ground_reason: str
    consent_id: int | None
    journaled_on: date | None
    codes: tuple[str, ...]
    void_entered_on: date | None = None

    @property
    def stands(self) -> bool:
        """Whether it is neither voided nor replaced by a corrected one."""
        return self.voided_on is None and not self.replaced


class FollowUpLine(NamedTuple):
    """One follow-up of a case; `state` is open, answered, done or voided."""

    follow_up_id: int
    case_id: int
    reason: str
    party: str
    party_name: str
    body: str
    due_on: date
    state: str
    closed_on: date | None
    answer: str
    origin: str
    recorded_at: str
    version: int


class OpenFollowUp(NamedTuple):
    """An open follow-up with what a list over all cases says of its case."""

    line: FollowUpLine
    number: str
    name: str
    protected: bool
    physician: str


class CaseFactLine(NamedTuple):
    """The facts by their names (`storage.case_facts.FIELDS`), days as ISO text; version 0 where there are none yet."""

    version: int
    values: dict[str, object]


class TrialWorkLine(NamedTuple):
    """A period of arbetsprövning that stands."""

    trial_id: int
    starts_on: date
    ends_on: date
    told_fk_on: date | None
    version: int


class QuestionLine(NamedTuple):
    """Försäkringskassan's question on a certificate; open until `answered_on`."""

    question_id: int
    asked_on: date
    about: str
    answered_on: date | None
    version: int


_FOLLOW_UP = (
    "f.id, f.case_id, f.reason, f.party, f.party_name, f.body, f.due_on, f.state, f.closed_on, f.answer, f.origin,"
    " f.recorded_at, f.version"
)


def contacts_of(reader: Reader, case_id: int, limit: int = 200) -> tuple[ContactLine, ...]:
    """Return a case's contacts, newest first, those that no longer stand included and marked."""
    rows = reader.rows(
        "select id, happened_on, clock, channel, outcome, part, party, party_name, body, next_step, minutes,"
        " with_patient, ground, recorded_at, replaces_id,"
        " exists (select 1 from contact r where r.replaces_id = c.id), voided_on, void_reason, gate, ground_reason,"
        f" consent_id, {MARKED.format(subject=CONTACT, row='c.id')}, {CODES.format(row='c.id')},"
        " void_entered_on from contact c where case_id = ? order by happened_on desc, clock desc, id desc limit ?",
        (case_id, limit),
    )
    return tuple(_contact(row) for row in rows)


def follow_ups_of(reader: Reader, case_id: int) -> tuple[FollowUpLine, ...]:
    """Return a case's follow-ups: the open ones by day, then those that ended, newest first; no voided ones."""
    rows = reader.rows(
        f"select {_FOLLOW_UP} from follow_up f where f.case_id = ? and f.state != 'voided'"
        " order by f.state != 'open', case when f.state = 'open' then f.due_on end, f.closed_on desc, f.id",
        (case_id,),
    )
    return tuple(_follow_up(row) for row in rows)


def open_follow_ups(reader: Reader) -> tuple[OpenFollowUp, ...]:
    """Return every open follow-up of the cases that stand, by day: overdue ones never leave by themselves."""
    rows = reader.rows(
        f"select {_FOLLOW_UP}, c.number, c.name, c.protected, c.physician from follow_up f"
        " join case_overview c on c.case_id = f.case_id where f.state = 'open' order by f.due_on, f.id"
    )
    return tuple(OpenFollowUp(_follow_up(row), row[13], row[14], bool(row[15]), row[16]) for row in rows)


def ended_follow_ups(reader: Reader, since: date) -> tuple[OpenFollowUp, ...]:
    """Return every follow-up that ended on a day or later, the voided ones too, in the order in which they were made.

    They have the shape of the open ones; `state` tells how each ended.
    """
    rows = reader.rows(
        f"select {_FOLLOW_UP}, c.number, c.name, c.protected, c.physician from follow_up f"
        " join case_overview c on c.case_id = f.case_id where f.state != 'open' and f.closed_on >= ? order by f.id",
        (since.isoformat(),),
    )
    return tuple(OpenFollowUp(_follow_up(row), row[13], row[14], bool(row[15]), row[16]) for row in rows)


def case_fact_of(reader: Reader, case_id: int) -> CaseFactLine:
    """Return the facts that the rules need of a case, known or not."""
    names = [row[1] for row in reader.rows("pragma table_info(case_fact)") if row[1] not in ("case_id", "version")]
    rows = reader.rows(f"select version, {', '.join(names)} from case_fact where case_id = ?", (case_id,))
    if not rows:
        return CaseFactLine(0, {})
    return CaseFactLine(rows[0][0], dict(zip(names, rows[0][1:], strict=True)))


def trial_work_of(reader: Reader, case_id: int) -> tuple[TrialWorkLine, ...]:
    """Return the periods of arbetsprövning that stand, newest first."""
    rows = reader.rows(
        "select id, starts_on, ends_on, told_fk_on, version from trial_work where case_id = ? and voided_on is null"
        " order by starts_on desc, id desc",
        (case_id,),
    )
    return tuple(TrialWorkLine(r[0], _need(r[1]), _need(r[2]), _day(r[3]), r[4]) for r in rows)


def questions_of(reader: Reader, case_id: int) -> tuple[QuestionLine, ...]:
    """Return the questions on certificates that stand, open ones first, then newest first."""
    rows = reader.rows(
        "select id, asked_on, about, answered_on, version from certificate_question where case_id = ?"
        " and voided_on is null order by answered_on is not null, asked_on desc, id desc",
        (case_id,),
    )
    return tuple(QuestionLine(r[0], _need(r[1]), r[2], _day(r[3]), r[4]) for r in rows)


def _contact(row: tuple) -> ContactLine:  # type: ignore[type-arg]
    (id_, happened_on, clock, channel, outcome, part, party, party_name, body, next_step, minutes, with_patient, ground,
     recorded_at, replaces_id, replaced, voided_on, void_reason, gate,
     ground_reason, consent_id, journaled_on, codes, entered_on) = row  # fmt: skip
    return ContactLine(
        id_, _need(happened_on), clock, channel, outcome, part, party, party_name, body, next_step, minutes,
        None if with_patient is None else bool(with_patient), ground, recorded_at, replaces_id, bool(replaced),
        _day(voided_on), void_reason, gate, ground_reason, consent_id, _day(journaled_on),
        tuple((codes or "").split()), _day(entered_on),
    )  # fmt: skip


def _follow_up(row: tuple) -> FollowUpLine:  # type: ignore[type-arg]
    id_, case_id, reason, party, party_name, body, due_on, state, closed_on, answer, origin, recorded_at, version = row[
        :13
    ]
    return FollowUpLine(
        id_, case_id, reason, party, party_name, body, _need(due_on), state, _day(closed_on), answer, origin,
        recorded_at, version,
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _need(text: str) -> date:
    return date.fromisoformat(text)
