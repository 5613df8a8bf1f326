"""The consent log: given, declined, limited, renewed, withdrawn, told, voided. Runs in the caller's transaction.

Nothing is changed: each of these adds an event. `seen` is the number of the last event that the screen showed
(`ConsentLine.last_event_id`); raises BusyError if there is another by now.
"""

from dataclasses import dataclass, replace
from datetime import date

from rekotui.base.clock import now, timestamp
from rekotui.base.errors import BusyError, NothingFoundError, WrongUseError
from rekotui.casework import consent as rules
from rekotui.casework import facts
from rekotui.casework.consent import Consent
from rekotui.casework.consent_state import Moment, last_scope, standing, time_of
from rekotui.casework.consent_withdrawal import Withdrawal, follows
from rekotui.casework.contact import check_clock, check_code
from storage.cases import CaseRepository
from storage.consent_ledger import ledger_of
from storage.consent_models import ConsentEventRow, ConsentRow
from storage.database import Work
from storage.history import Event, digest_of
from storage.models import Case
from storage.past_contacts import past_contacts

_READING_MOST = 365
_ANSWERED = {rules.GIVEN: "yes", rules.DECLINED: "no"}
_TEXTS = ("organisation", "person", "role", "phone", "purpose", "proxy", "proxy_why")


@dataclass(frozen=True, slots=True)
class NewConsent:
    """To whom a consent is and for what; codes as in content/consents.json, channels as in content/contacts.json.

    `replaces_id` names a consent that this one stands for (another contact person, another purpose).
    """

    kind: str
    party: str = ""
    organisation: str = ""
    person: str = ""
    role: str = ""
    phone: str = ""
    purpose: str = ""
    direction: str = rules.BOTH
    presence: str = "free"
    channels: tuple[str, ...] = ()
    proxy: str = ""
    proxy_why: str = ""
    replaces_id: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What the patient said, when and how. The days and what may be told belong to a yes, and to a limiting.

    `scope` empty on renewing or limiting = as before; `way` is visit, phone, video or written (then `kept_where`).
    """

    on: date
    clock: str = ""
    way: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    scope: tuple[str, ...] = ()
    scope_text: str = ""
    not_told: str = ""
    kept_where: str = ""
    informed: bool | None = None
    copy_given: bool | None = None
    taken_by: str = ""
    note: str = ""


class ConsentRepository:
    """Writes the consent log within one unit of work."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._session = work.session

    def give(self, case: Case, new: NewConsent, said: Said, on: date) -> ConsentRow:
        """Enter a yes as of `on`. Raises WrongUseError for what is missing or cannot be."""
        return self._first(case, new, rules.GIVEN, said, on)

    def decline(self, case: Case, new: NewConsent, said: Said, on: date) -> ConsentRow:
        """Enter a no: always noted (PDL 3:6 p. 6), and without effect on care."""
        return self._first(case, new, rules.DECLINED, said, on)

    def renew(self, consent_id: int, said: Said, on: date, seen: int | None = None) -> int:
        """Enter that it goes on, or holds again; return the event's number. More than before needs a new consent."""
        row, own = self._known(consent_id, seen)
        _given(own)
        before = last_scope(own)
        scope = said.scope or before.scope
        if any(code not in before.scope for code in scope):
            raise WrongUseError("consent_widened")
        text, not_told = said.scope_text or before.scope_text, said.not_told or before.not_told
        return self._add(row, own, rules.RENEWED, _with(said, scope, text, not_told), on)

    def limit(self, consent_id: int, said: Said, on: date, seen: int | None = None) -> Withdrawal:
        """Enter that less may be told from now on, perhaps for a shorter time; return what follows."""
        row, own = self._known(consent_id, seen)
        _given(own)
        before = last_scope(own)
        scope = said.scope or before.scope
        if any(code not in before.scope for code in scope):
            raise WrongUseError("consent_widened")
        self._add(row, own, rules.LIMITED, _with(said, scope, said.scope_text, said.not_told), on)
        return self.follows(consent_id, Moment(said.on, check_clock(said.clock)))

    def withdraw(self, consent_id: int, said: Said, on: date, seen: int | None = None) -> Withdrawal:
        """Enter that it no longer holds, from that moment; return what follows. The case keeps its status."""
        row, own = self._known(consent_id, seen)
        _given(own)
        moment = Moment(said.on, check_clock(said.clock))
        if standing(own, Moment(on, "24:00")).state == "withdrawn":
            raise WrongUseError("consent_already_stopped")
        self._add(row, own, rules.WITHDRAWN, said, on)
        return self.follows(consent_id, moment)

    def told(self, consent_id: int, said: Said, on: date, seen: int | None = None) -> int:
        """Enter that those concerned know of a withdrawal or a limiting, or that nobody needs to; return the event."""
        row, own = self._known(consent_id, seen)
        if not any(event.event in (rules.WITHDRAWN, rules.LIMITED) for event in rules.standing_events(own)):
            raise WrongUseError("consent_not_stopped")
        return self._add(row, own, rules.TOLD, said, on)

    def void(self, event_id: int, on: date, reason: str) -> int:
        """Mark an event as entered by mistake: it stays in the log, struck through, and counts for nothing."""
        event = self._session.get(ConsentEventRow, event_id)
        if event is None or event.event == rules.VOIDED:
            raise NothingFoundError("no_such_consent")
        row, own = self._known(event.consent_id)
        if any(each.voids_id == event_id for each in own.events):
            raise NothingFoundError("no_such_consent")
        reason = facts.clean_text("reason", reason)
        if not reason:
            raise WrongUseError("reason_needed")
        made = self._event(row, rules.VOIDED, Said(on, note=reason))
        made.voids_id = event_id
        written = self._written(row, made)
        if row.kind == rules.COORDINATION:
            self._follow_answer(CaseRepository(self._work).get(row.case_id))
        return written

    def follows(self, consent_id: int, moment: Moment) -> Withdrawal:
        """Return what a withdrawal asks for: whom to tell, which bookings fall, which statuses to offer."""
        row, own = self._known(consent_id)
        case = CaseRepository(self._work).get(row.case_id)
        ledger = ledger_of(self._work.ask, row.case_id)
        return follows(own, ledger, moment, past_contacts(self._work.ask, row.case_id), case.status)

    def _first(self, case: Case, new: NewConsent, event: str, said: Said, on: date) -> ConsentRow:
        row = _checked(case, new)
        if new.replaces_id is not None:
            replaced = self._session.get(ConsentRow, new.replaces_id)
            if replaced is None or replaced.case_id != case.id or replaced.kind != row.kind:
                raise NothingFoundError("no_such_consent")
        if event == rules.GIVEN:
            scope = rules.check_scope(said.scope)
            if row.kind == rules.PARTY and row.direction != rules.RECEIVE and not (scope or said.scope_text.strip()):
                raise WrongUseError("consent_scope_needed")
        made = self._prepared(row, Consent(0, row.kind), event, said, on)
        if not made.clock and self._changed_by_the_clock(row, made.happened_on):
            raise WrongUseError("consent_clock_needed")
        self._session.add(row)
        self._session.flush()
        payload = {"kind": row.kind, "party": row.party, "replaces": row.replaces_id}
        digest = digest_of(self._work.connection, "consent", row.id or 0)
        self._work.record(Event("consent.entered", "consent", row.id, case.id, payload, digest))
        made.consent_id = row.id or 0
        self._written(row, made)
        if row.kind == rules.COORDINATION:
            self._follow_answer(case)
        return row

    def _changed_by_the_clock(self, row: ConsentRow, on: date) -> bool:
        """Return whether an answer of the same kind to the same party has changed that day at a noted time."""
        return any(
            event.on == on and event.clock
            for each in ledger_of(self._work.ask, row.case_id)
            if (each.kind, each.party) == (row.kind, row.party)
            for event in rules.standing_events(each)
        )

    def _follow_answer(self, case: Case) -> None:
        """Keep what the case says of the asking in step with the log: the newest answer about coordination."""
        answers = [
            (event.on, time_of(event), event.event_id, event.event)
            for each in ledger_of(self._work.ask, case.id or 0)
            if each.kind == rules.COORDINATION
            for event in rules.standing_events(each)[:1]
        ]
        on, _time, _number, event = max(answers, default=(None, "", 0, ""))
        answer = _ANSWERED.get(event, "")
        CaseRepository(self._work).change_facts(case, {"consent_asked": answer, "consent_asked_on": on})

    def _add(self, row: ConsentRow, own: Consent, event: str, said: Said, on: date) -> int:
        return self._written(row, self._prepared(row, own, event, said, on))

    def _prepared(self, row: ConsentRow, own: Consent, event: str, said: Said, on: date) -> ConsentEventRow:
        if said.on > on:
            raise WrongUseError("consent_in_future")
        made = self._event(row, event, said)
        events = rules.standing_events(own)
        if events and (made.happened_on, made.clock or "24:00") < (events[0].on, time_of(events[0])):
            raise WrongUseError("consent_before_given")
        if not made.clock and any(each.on == made.happened_on and each.clock for each in events):
            raise WrongUseError("consent_clock_needed")
        if event != rules.TOLD and not made.way:
            raise WrongUseError("consent_way_needed")
        if event in rules.GRANTS:
            _check_grant(row.kind, made)
        return made

    def _event(self, row: ConsentRow, event: str, said: Said) -> ConsentEventRow:
        first = (said.valid_from or said.on) if event in rules.GRANTS else None
        last = said.valid_to if event in (*rules.GRANTS, rules.LIMITED) else None
        return ConsentEventRow(
            consent_id=row.id or 0,
            event=event,
            happened_on=said.on,
            clock=check_clock(said.clock),
            valid_from=first,
            valid_to=last,
            scope=list(rules.check_scope(said.scope)),
            scope_text=facts.clean_text("scope_text", said.scope_text),
            not_told=facts.clean_text("not_told", said.not_told),
            way=rules.check_word("ways", said.way, "way") if said.way else "",
            kept_where=facts.clean_line("consent_kept", said.kept_where),
            informed=said.informed,
            copy_given=said.copy_given,
            taken_by=facts.clean_line("taken_by", said.taken_by),
            note=facts.clean_text("note", said.note),
            recorded_at=timestamp(now()),
        )

    def _written(self, row: ConsentRow, made: ConsentEventRow) -> int:
        self._session.add(made)
        self._session.flush()
        event_id = made.id or 0
        payload = {
            "kind": row.kind,
            "party": row.party,
            "on": made.happened_on.isoformat(),
            "clock": made.clock,
            "until": made.valid_to.isoformat() if made.valid_to else None,
            "voids": made.voids_id,
        }
        digest = digest_of(self._work.connection, "consent_event", event_id)
        action = f"consent.{made.event}"
        self._work.record(Event(action, "consent_event", event_id, row.case_id, payload, digest))
        return event_id

    def _known(self, consent_id: int, seen: int | None = None) -> tuple[ConsentRow, Consent]:
        row = self._session.get(ConsentRow, consent_id)
        if row is None:
            raise NothingFoundError("no_such_consent")
        own = next(each for each in ledger_of(self._work.ask, row.case_id) if each.consent_id == consent_id)
        if seen is not None and own.events[-1].event_id != seen:
            raise BusyError("changed_elsewhere")
        return row, own


def _checked(case: Case, new: NewConsent) -> ConsentRow:
    kind = rules.check_word("kinds", new.kind, "kind")
    party = check_code("parties", new.party, "party") if new.party else rules.party_of_kind(kind)
    if rules.needs_party(kind) and party in ("", "patient"):
        raise WrongUseError("consent_party_needed")
    texts = {name: facts.clean_line(name, getattr(new, name)) for name in _TEXTS}
    if texts["proxy"] and not texts["proxy_why"]:
        raise WrongUseError("consent_proxy_needed")
    return ConsentRow(
        case_id=case.id or 0,
        kind=kind,
        party=party,
        direction=rules.check_word("directions", new.direction, "direction"),
        presence=rules.check_word("presence", new.presence, "presence"),
        channels=[check_code("channels", each, "channels") for each in new.channels],
        replaces_id=new.replaces_id,
        recorded_at=timestamp(now()),
        **texts,  # type: ignore[arg-type]
    )


def _check_grant(kind: str, made: ConsentEventRow) -> None:
    first, last = made.valid_from or made.happened_on, made.valid_to
    if first < made.happened_on:
        raise WrongUseError("consent_before_given")
    if last is None and not rules.may_be_open_ended(kind):
        raise WrongUseError("consent_needs_end")
    if last is not None:
        facts.check_days(first, last)
        if kind == rules.SHARED_RECORDS and (last - first).days >= _READING_MOST:
            raise WrongUseError("consent_too_long", most=_READING_MOST)
    if made.way == rules.WRITTEN and not made.kept_where:
        raise WrongUseError("consent_kept_needed")


def _given(own: Consent) -> None:
    if not any(event.event in rules.GRANTS for event in rules.standing_events(own)):
        raise WrongUseError("consent_not_given")


def _with(said: Said, scope: tuple[str, ...], scope_text: str, not_told: str) -> Said:
    return replace(said, scope=scope, scope_text=scope_text, not_told=not_told)
