"""What applies at a moment, now or in the past: the state of each consent (rules.md G.3).

The first and the last day count. A withdrawal counts from its clock time, or from the start of its day where none is
noted. On the day of a withdrawal a question without a clock time has no answer but "ask for the time".
"""

from datetime import date
from typing import NamedTuple

from rekotui.casework.consent import (
    COORDINATION,
    DECLINED,
    GIVEN,
    GRANTS,
    LIMITED,
    STOPS,
    WITHDRAWN,
    Consent,
    ConsentEvent,
    Ledger,
    standing_events,
)
from rekotui.casework.days import plus
from rekotui.casework.fold import fold

NONE, PLANNED, VALID, EXPIRING, EXPIRED = "none", "planned", "valid", "expiring", "expired"
SUPERSEDED, ASK_TIME = "superseded", "ask_time"
HOLDS = (VALID, EXPIRING)
EXPIRING_DAYS = 30
_BEFORE_DAY, _START_OF_DAY, _END_OF_DAY = "", "00:00", "24:00"


class Moment(NamedTuple):
    """A day, and a clock time as HH:MM where it is known."""

    on: date
    clock: str = ""


class Standing(NamedTuple):
    """What applies of a consent at a moment.

    `state` is planned, valid, expiring, expired, withdrawn, declined, superseded, ask_time or none (not given yet);
    `since` and `until` are the days it runs from and to, or the day it was stopped. `limited` tells that less may be
    told than at first.
    """

    consent: Consent
    state: str
    since: date | None = None
    until: date | None = None
    scope: tuple[str, ...] = ()
    scope_text: str = ""
    not_told: str = ""
    limited: bool = False

    @property
    def holds(self) -> bool:
        """Whether it gives the right to anything at the moment asked of."""
        return self.state in HOLDS


def standing(consent: Consent, moment: Moment, ledger: Ledger = (), expiring_days: int = EXPIRING_DAYS) -> Standing:
    """Return what applies of a consent; `ledger` holds those that may have taken its place since."""
    if moment.clock:
        return _standing(consent, moment, ledger, expiring_days)
    late = _standing(consent, Moment(moment.on, _END_OF_DAY), ledger, expiring_days)
    stops = _stops_on(consent, moment.on, ledger)
    within = [_BEFORE_DAY, *(time_of(event) for event in standing_events(consent) if event.on == moment.on)]
    if stops and any(_standing(consent, Moment(moment.on, each), ledger, expiring_days).holds for each in within):
        return late._replace(state=ASK_TIME)
    return late


def standings(ledger: Ledger, moment: Moment, expiring_days: int = EXPIRING_DAYS) -> tuple[Standing, ...]:
    """Return what applies of every consent, in the order they were entered."""
    return tuple(standing(consent, moment, ledger, expiring_days) for consent in ledger)


def current(ledger: Ledger, kind: str, moment: Moment, party: str = "") -> tuple[Standing, ...]:
    """Return what applies of the consents of a kind (and party), the newest first, superseded ones left out."""
    wanted = (each for each in ledger if each.kind == kind and (not party or each.party == party))
    found = [standing(each, moment, ledger) for each in wanted]
    return tuple(each for each in reversed(found) if each.state not in (SUPERSEDED, NONE))


def coordination(ledger: Ledger, moment: Moment, expiring_days: int = EXPIRING_DAYS) -> Standing | None:
    """Return what applies of the consent to coordination (K1), the one that holds before others; None = not asked."""
    return best([standing(each, moment, ledger, expiring_days) for each in ledger if each.kind == COORDINATION])


def best(found: list[Standing]) -> Standing | None:
    """Return the one that holds, else one that depends on the time, else the newest that was not superseded."""
    for test in (lambda each: each.holds, lambda each: each.state == ASK_TIME, _answered):
        chosen = next((each for each in reversed(found) if test(each)), None)
        if chosen is not None:
            return chosen
    return None


def _answered(found: Standing) -> bool:
    return found.state not in (SUPERSEDED, NONE)


def _standing(consent: Consent, moment: Moment, ledger: Ledger, expiring_days: int) -> Standing:
    own = _own(consent, moment, expiring_days)
    if own.state in (NONE, WITHDRAWN, DECLINED):
        return own
    if any(_takes_over(other, consent, moment) for other in ledger):
        return own._replace(state=SUPERSEDED)
    return own


def _own(consent: Consent, moment: Moment, expiring_days: int) -> Standing:
    happened = [event for event in standing_events(consent) if (event.on, time_of(event)) <= moment]
    stop = next((event for event in reversed(happened) if event.event in STOPS), None)
    after = happened[happened.index(stop) + 1 :] if stop else happened
    grants = [event for event in after if event.event in GRANTS]
    if not grants:
        if stop is None:
            return Standing(consent, NONE)
        return Standing(consent, WITHDRAWN if stop.event == WITHDRAWN else DECLINED, since=stop.on, until=stop.on)
    windows = [_narrowed(grant, after) for grant in grants]
    held = next((each for each in reversed(windows) if _within(each, moment.on)), None)
    if held is None:
        coming = next((each for each in reversed(windows) if _start(each) > moment.on), None)
        held, state = (coming, PLANNED) if coming else (max(windows, key=_end), EXPIRED)
        until = _end(held)
    else:
        until = _through(held, windows)
        state = EXPIRING if until < plus(moment.on, expiring_days + 1) else VALID
    limited = any(event.event == LIMITED for event in after[after.index(grants[windows.index(held)]) :])
    last = None if until == date.max else until
    return Standing(consent, state, _start(held), last, held.scope, held.scope_text, held.not_told, limited)


def last_scope(consent: Consent) -> ConsentEvent:
    """Return what the last yes gave, narrowed by what limited it since: a renewal may not go beyond it.

    Raises LookupError where there never was a yes.
    """
    events = list(standing_events(consent))
    grants = [event for event in events if event.event in GRANTS]
    if not grants:
        raise LookupError("a consent that was never given has no scope")
    return _narrowed(grants[-1], events)


def span(consent: Consent) -> tuple[date | None, date | None]:
    """Return the first and the last day of its newest unbroken series of yes; None: never, or until further notice."""
    events = list(standing_events(consent))
    grants = [event for event in events if event.event in GRANTS]
    last_stop = max((place for place, event in enumerate(events) if event.event in STOPS), default=-1)
    live = [event for event in grants if events.index(event) > last_stop] or grants
    if not live:
        return None, None
    windows = [_narrowed(grant, events) for grant in live]
    last = max(_end(each) for each in windows)
    return min(_start(each) for each in windows), None if last == date.max else last


def taken_over(consent: Consent, ledger: Ledger) -> bool:
    """Return whether a later answer takes its place, now or on a day to come."""
    return any(_takes_over(other, consent, Moment(date.max, _END_OF_DAY)) for other in ledger)


def _through(held: ConsentEvent, windows: list[ConsentEvent]) -> date:
    """Return the last day of an unbroken right: a renewal goes on where the one before it ends."""
    until = _end(held)
    while (more := max((_end(each) for each in windows if _start(each) <= plus(until, 1)), default=until)) > until:
        until = more
    return until


def _narrowed(grant: ConsentEvent, events: list[ConsentEvent]) -> ConsentEvent:
    """Return a grant with what later events have limited it to: less to tell, perhaps an earlier end."""
    for event in events[events.index(grant) + 1 :]:
        if event.event == LIMITED:
            grant = grant._replace(
                scope=tuple(code for code in grant.scope if code in event.scope),
                scope_text=event.scope_text,
                not_told=event.not_told or grant.not_told,
                valid_to=event.valid_to if event.valid_to and event.valid_to < _end(grant) else grant.valid_to,
            )
    return grant


def _takes_over(other: Consent, consent: Consent, moment: Moment) -> bool:
    """Return whether a later answer of the same kind to the same party has begun to apply.

    A yes or a no without a name is to the whole party, and stands for every earlier answer about it.
    """
    if other.consent_id == consent.consent_id or not _began(other, moment):
        return False
    if other.replaces_id == consent.consent_id:
        return True
    if (other.kind, other.party) != (consent.kind, consent.party) or not _later(other, consent):
        return False
    return all(
        not fold(new) or fold(new) == fold(old)
        for new, old in ((other.organisation, consent.organisation), (other.person, consent.person))
    )


def _later(other: Consent, consent: Consent) -> bool:
    first, its_first = (_first(each) for each in (other, consent))
    return bool(first and its_first) and first > its_first  # type: ignore[operator]


def _first(consent: Consent) -> tuple[date, str, int] | None:
    events = standing_events(consent)
    return (events[0].on, time_of(events[0]), events[0].event_id) if events else None


def _began(consent: Consent, moment: Moment) -> bool:
    """Return whether its first answer applies by then: a no at once, a yes from its first day."""
    first = next(iter(standing_events(consent)), None)
    if first is None or (first.on, time_of(first)) > moment:
        return False
    return first.event == DECLINED or (first.event == GIVEN and _start(first) <= moment.on)


def _stops_on(consent: Consent, on: date, ledger: Ledger) -> bool:
    """Return whether a right ended within that day: its own, of one that took its place, or whose place it took."""
    last = Moment(date.max, _END_OF_DAY)
    for other in ledger:
        if _takes_over(other, consent, last) and _stopped(standing_events(other)[:1], on):
            return True
        if _takes_over(consent, other, last) and _stopped(standing_events(other), on):
            return True
    return _stopped(standing_events(consent), on)


def _stopped(events: tuple[ConsentEvent, ...], on: date) -> bool:
    return any(event.event in STOPS and event.on == on for event in events)


def time_of(event: ConsentEvent) -> str:
    """Return the clock time from which an event counts: the start of its day where none is noted."""
    return event.clock or _START_OF_DAY


def _within(grant: ConsentEvent, on: date) -> bool:
    return _start(grant) <= on <= _end(grant)


def _start(grant: ConsentEvent) -> date:
    return max(grant.valid_from or grant.on, grant.on)


def _end(grant: ConsentEvent) -> date:
    return grant.valid_to or date.max
