"""What a meeting demands and what of it is missing, for what is known now: pure, and in Swedish words.

Consents stop planning (domain rules G.4); the rest is told and stops nothing: she may know what the program does not.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from rekotui.casework import meeting_messages as words
from rekotui.casework.consent import Ledger
from rekotui.casework.consent_gate import BY_CONSENT, BY_GROUND, Answer, Ask, act_of, grounds, may
from rekotui.casework.consent_state import Moment, coordination, standing
from rekotui.casework.contact import PATIENT, short_party
from rekotui.casework.meeting import (
    ABSENT,
    DONE,
    EXCUSED,
    PLANNED,
    WANTED,
    MeetingKind,
    Participant,
    is_outside,
    outcome_of,
    precondition_words,
    there,
    with_patient,
)

CONSENT, PRECONDITION, PERSON, NOTE = "consent", "precondition", "participant", "note"


class Known(NamedTuple):
    """What the case says that a meeting's preconditions look at; None and "" are not known."""

    applied: str = ""
    aktivitetsersattning: bool | None = None
    fk_decision: bool = False
    fk_need_on: date | None = None
    contact_people: frozenset[str] = frozenset()
    """The parties at which the contact book knows somebody."""


class Sketch(NamedTuple):
    """A meeting as it stands or is being typed. `on` None: no day yet; `agreed` is how many promises there are."""

    kind: MeetingKind
    state: str
    on: date | None = None
    clock: str = ""
    purpose: str = ""
    participants: tuple[Participant, ...] = ()
    notes: Mapping[str, str] = {}
    agreed: int = 0


class Demand(NamedTuple):
    """One thing that is demanded: of which sort, whether it is there (None: nobody knows), and what to say of it.

    `stops`: nothing can be planned as long as it is missing. `party` is whom it is about.
    """

    sort: str
    met: bool | None
    words: str
    party: str = ""
    stops: bool = False


def demands(sketch: Sketch, ledger: Ledger, known: Known, today: date) -> tuple[Demand, ...]:
    """Return all that a meeting demands at its own moment (today, where it has no day): consents first."""
    found = [*_consents(sketch, ledger, today), *_preconditions(sketch, known), *_people(sketch)]
    return (*found, *_notes(sketch))


def missing(sketch: Sketch, ledger: Ledger, known: Known, today: date) -> tuple[Demand, ...]:
    """Return what is missing or not known, those first that stop it."""
    return tuple(sorted((each for each in demands(sketch, ledger, known, today) if not each.met), key=_urgent))


def ask_for(sketch: Sketch, participant: Participant, today: date) -> Ask:
    """Return the question that a participant's being there is to the consent log."""
    return Ask(
        act=act_of(outcome_of(sketch.state) or outcome_of(PLANNED)),
        party=participant.party,
        moment=Moment(sketch.on or today, sketch.clock),
        kind=sketch.kind.consent_of(participant.party),
        name=participant.name,
        with_patient=with_patient(sketch.state, sketch.participants),
        ground=participant.ground,
        reason=participant.ground_reason,
    )


def uncovered(sketch: Sketch, ledger: Ledger, today: date) -> tuple[tuple[Participant, Answer], ...]:
    """Return those who are or were there without a consent that covers it, whatever ground is named."""
    asked = ((each, ask_for(sketch, each, today)._replace(ground="", reason="")) for each in _gated(sketch))
    answered = ((each, may(ask, ledger)) for each, ask in asked)
    return tuple((each, answer) for each, answer in answered if not answer.allowed)


def _urgent(demand: Demand) -> bool:
    return not demand.stops


def _gated(sketch: Sketch) -> tuple[Participant, ...]:
    return tuple(each for each in there(sketch.state, sketch.participants) if each.party != PATIENT)


def _consents(sketch: Sketch, ledger: Ledger, today: date) -> Iterator[Demand]:
    first = coordination(ledger, Moment(sketch.on or today, sketch.clock))
    if first is not None and first.holds:
        yield Demand(CONSENT, True, words.COORDINATION_HOLDS, PATIENT)
    told: set[str] = set()
    stops = sketch.state in (WANTED, PLANNED)
    for each in _gated(sketch):
        ask = ask_for(sketch, each, today)
        answer = may(ask, ledger)
        if not answer.allowed:
            if answer.sentence not in told:
                yield Demand(CONSENT, False, answer.sentence, each.party, stops)
            told.add(answer.sentence)
        elif answer.verdict == BY_GROUND:
            label = grounds().get(answer.ground, answer.ground)
            yield Demand(CONSENT, True, words.CONSENT_BY_GROUND.format(who=_who(each), ground=label), each.party)
        elif is_outside(each.party) and answer.verdict == BY_CONSENT:
            yield Demand(CONSENT, True, _holds(each, answer, ask, ledger), each.party)
        else:
            yield Demand(CONSENT, True, words.CONSENT_NOT_NEEDED.format(who=_who(each)), each.party)


def _holds(each: Participant, answer: Answer, ask: Ask, ledger: Ledger) -> str:
    own = next((one for one in ledger if one.consent_id == answer.consent_id), None)
    until = standing(own, ask.moment, ledger).until if own is not None else None
    if until is None:
        return words.CONSENT_HOLDS.format(who=_who(each))
    return words.CONSENT_HOLDS_UNTIL.format(who=_who(each), day=until)


def _preconditions(sketch: Sketch, known: Known) -> Iterator[Demand]:
    for code in sketch.kind.preconditions:
        met = _is_met(code, sketch, known)
        said = precondition_words(code)[{True: "met", False: "missing", None: "unknown"}[met]]
        yield Demand(PRECONDITION, met, said.format(day=known.fk_need_on), sketch.kind.party)


def _is_met(code: str, sketch: Sketch, known: Known) -> bool | None:
    if code == "fk_need":
        return known.fk_need_on is not None
    if code == "fk_case":
        if known.applied == "yes" or known.aktivitetsersattning or known.fk_decision:
            return True
        return None if not known.applied else False
    own = [each for each in sketch.participants if each.party == sketch.kind.party]
    return any(each.name.strip() for each in own) or sketch.kind.party in known.contact_people


def _people(sketch: Sketch) -> Iterator[Demand]:
    parties = [each.party for each in sketch.participants]
    for each in sketch.kind.expected:
        if each.needed:
            here = each.party in parties
            said = words.PARTICIPANT_THERE if here else words.PARTICIPANT_MISSING
            yield Demand(PERSON, here, said.format(who=each.role or short_party(each.party)), each.party)
    if sketch.kind.one_more:
        needed = {each.party for each in sketch.kind.expected if each.needed}
        more = any(party not in needed and party not in (PATIENT, "stodperson") for party in parties)
        yield Demand(PERSON, more, words.ONE_MORE if more else words.ONE_MORE_MISSING)
    if sketch.state == DONE:
        for one in sketch.participants:
            if one.attendance in (ABSENT, EXCUSED):
                said = words.DID_NOT_COME if one.attendance == ABSENT else words.EXCUSED
                yield Demand(PERSON, one.attendance == EXCUSED, said.format(who=_who(one)), one.party)


def _notes(sketch: Sketch) -> Iterator[Demand]:
    if sketch.state not in (WANTED, PLANNED, DONE):
        return
    purpose = bool(sketch.purpose.strip())
    if sketch.state != DONE:
        yield Demand(NOTE, purpose, words.PURPOSE if purpose else words.PURPOSE_MISSING)
    if sketch.state == PLANNED and sketch.on is None:
        yield Demand(NOTE, False, words.DAY_MISSING)
    if sketch.state != DONE:
        return
    for heading in sketch.kind.headings:
        there_is = bool(sketch.notes.get(heading.id, "").strip())
        if heading.needed or there_is:
            said = words.NOTED if there_is else words.NOT_NOTED
            yield Demand(NOTE, there_is, said.format(label=heading.label.lower()))
    if sketch.agreed:
        yield Demand(NOTE, True, words.AGREED_ONE if sketch.agreed == 1 else words.AGREED.format(count=sketch.agreed))
    elif not sketch.kind.watched_by:
        yield Demand(NOTE, None, words.NOTHING_AGREED)
    if sketch.kind.watched_by:
        yield Demand(NOTE, True, words.WATCHED_BY)


def _who(each: Participant) -> str:
    return each.role or short_party(each.party)
