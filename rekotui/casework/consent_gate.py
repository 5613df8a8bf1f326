"""The gate: what may be planned, started, let out or recorded, by what the patient has said (rules.md G.4).

It stops planning, starting and letting out. What has happened can always be recorded, with a ground. Statutory paths
stand apart from consent, each with a reason: Försäkringskassan's own request (SFB 110:31), concern for a child (SoL),
an emergency; so do talk that identifies nobody, and a patient who is there and takes part.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from rekotui.base.errors import RefusedError
from rekotui.casework import messages
from rekotui.casework.consent import (
    FK_INFORMATION,
    ONLY_PRESENT,
    PARTY,
    RECEIVE,
    SHARED_RECORDS,
    SIP,
    Consent,
    Ledger,
    check_word,
    told_under,
    words,
)
from rekotui.casework.consent_state import (
    ASK_TIME,
    EXPIRED,
    NONE,
    SUPERSEDED,
    Moment,
    Standing,
    best,
    coordination,
    standing,
)
from rekotui.casework.contact import BOOKED, HELD, MESSAGE_LEFT, OUTSIDE, PATIENT, part_of, short_party
from rekotui.casework.fold import words as folded_words

PLAN, START, DISCLOSE, RECORD = "plan", "start", "disclose", "record"
"""What is asked for: to book, to begin now, to hand something out, to write down what has happened."""

FREE, BY_CONSENT, BY_GROUND, REFUSED = "free", "consent", "ground", "refused"
"""No consent is needed · a consent allows it · a ground apart from consent allows it · no. And ASK_TIME: say when."""

_SHORT, _STEM = 2, 4
_OWN_KINDS = {FK_INFORMATION: "fk_information", SHARED_RECORDS: "records", SIP: "sip", PARTY: "party"}


class Ask(NamedTuple):
    """What is asked: which act, with whom and when.

    `kind` is K2, K4 or K5 for what needs one of those (the 4 § information, reading others' records, a SIP); else the
    party decides. `name` is whom at the party, in her words; `what` the ticks (consent.scopes) that are to be told;
    `channel` how it is done ("" = not said).
    """

    act: str
    party: str
    moment: Moment
    kind: str = ""
    name: str = ""
    with_patient: bool | None = None
    ground: str = ""
    reason: str = ""
    what: tuple[str, ...] = ()
    channel: str = ""


class Answer(NamedTuple):
    """The gate's answer: `verdict`, by which consent or ground, else `why` not (a key of messages.GATE).

    `note` is what should be said beside a yes: the key of the missing consent to coordination. `deviation` marks what
    happened without consent.
    """

    verdict: str
    why: str = ""
    consent_id: int | None = None
    ground: str = ""
    note: str = ""
    deviation: bool = False
    party: str = ""
    act: str = ""

    @property
    def allowed(self) -> bool:
        """Whether it may be done."""
        return self.verdict in (FREE, BY_CONSENT, BY_GROUND)

    @property
    def sentence(self) -> str:
        """What is missing and what to do, in words; "" for a plain yes."""
        key = self.why or self.note
        if not key:
            return ""
        told = messages.GATE[key].format(party=short_party(self.party))
        return told.replace(messages.GATE_RECORD, messages.GATE_DISCLOSE) if self.act == DISCLOSE else told


class ConsentRefusedError(RefusedError):
    """The gate says no, or asks for the time; `answer` tells which."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        super().__init__("gate", sentence=answer.sentence)


def grounds() -> Mapping[str, str]:
    """Return the grounds apart from consent: code → Swedish words."""
    return {code: str(each["label"]) for code, each in _grounds().items()}


def grounds_for(act: str, party: str) -> tuple[str, ...]:
    """Return the grounds that can be chosen for an act with a party, in order."""
    return tuple(code for code in _grounds() if not _ground_refused(code, act, party))


def is_deviation(ground: str) -> bool:
    """Return whether the ground says that something happened that should not have."""
    return bool(ground) and bool(_grounds().get(ground, {}).get("deviation", False))


def act_of(outcome: str) -> str:
    """Return what a contact asks for: booked = to plan; held or a message left = to record; "" = nothing was told."""
    return {BOOKED: PLAN, HELD: RECORD, MESSAGE_LEFT: RECORD}.get(outcome, "")


def may(ask: Ask, ledger: Ledger) -> Answer:
    """Answer whether it may be done, by the patient's consents at that moment or by a named ground.

    Raises WrongUseError("bad_choice") for an unknown ground.
    """
    if ask.ground:
        check_word("grounds", ask.ground, "--ground")
    return _answer(ask, ledger)._replace(act=ask.act)


def _answer(ask: Ask, ledger: Ledger) -> Answer:
    if not ask.act:
        return Answer(FREE, party=ask.party)
    by_consent = _by_consent(ask, ledger)
    if by_consent.allowed or not ask.ground:
        return by_consent
    why = _ground_refused(ask.ground, ask.act, ask.party)
    if why is None and not ask.reason.strip():
        why = "ground_reason"
    if why is None and ask.ground == "patient_present" and ask.with_patient is False:
        why = "ground_patient_not_there"
    if why is not None:
        return Answer(REFUSED, why, ground=ask.ground, party=ask.party)
    return Answer(BY_GROUND, ground=ask.ground, deviation=is_deviation(ask.ground), party=ask.party)


def _by_consent(ask: Ask, ledger: Ledger) -> Answer:
    first = coordination(ledger, ask.moment)
    if ask.party == PATIENT and not ask.kind:
        # She can always be spoken with: how else would she be asked?
        note = "" if first and first.holds else "patient_without_coordination"
        return Answer(FREE, note=note, consent_id=_id(first), party=ask.party)
    if ask.kind != SHARED_RECORDS and not (first and first.holds):
        return _no("coordination", first, ask)
    if not ask.kind and part_of(ask.party) != OUTSIDE:
        return Answer(BY_CONSENT, consent_id=_id(first), party=ask.party)
    kind = ask.kind or PARTY
    concerned = [each for each in ledger if each.kind == kind and (kind != PARTY or each.party == ask.party)]
    named = [each for each in concerned if _concerns(each, ask.name)]
    if concerned and not named:
        return Answer(REFUSED, "other_person", party=ask.party)
    own = best([standing(each, ask.moment, ledger) for each in _nearest(named, ask.name)])
    if own is None or not own.holds:
        return _no(_OWN_KINDS[kind], own, ask)
    why = _beyond(own, ask)
    return Answer(REFUSED if why else BY_CONSENT, why, own.consent.consent_id, party=ask.party)


def _no(what: str, found: Standing | None, ask: Ask) -> Answer:
    if found is not None and found.state == ASK_TIME:
        return Answer(ASK_TIME, "ask_time", found.consent.consent_id, party=ask.party)
    state = NONE if found is None else EXPIRED if found.state == SUPERSEDED else found.state
    return Answer(REFUSED, f"{what}_{state}", party=ask.party)


def _beyond(own: Standing, ask: Ask) -> str:
    """Return why a consent that holds does not reach this far, "" if it does."""
    if own.consent.presence == ONLY_PRESENT and not ask.with_patient:
        return "only_with_patient"
    if ask.act == DISCLOSE and own.consent.direction == RECEIVE:
        return "only_receive"
    # What has happened by another channel was still said to whom she has agreed to.
    if ask.act in (PLAN, START) and own.consent.channels and ask.channel and ask.channel not in own.consent.channels:
        return "other_channel"
    told = told_under(own.consent.kind, own.scope)
    return "outside_scope" if any(code not in told for code in ask.what) else ""


def _concerns(consent: Consent, name: str) -> bool:
    """Return whether a consent can be to whom the contact names; without a name on either side it is."""
    return not name.strip() or not consent.person or _names(consent, name)


def _nearest(found: list[Consent], name: str) -> list[Consent]:
    """Return the consents that name the person, where any does: they go before what is said of all at the party."""
    return [each for each in found if name.strip() and each.person and _names(each, name)] or found


def _names(consent: Consent, name: str) -> bool:
    theirs = folded_words(f"{consent.person} {consent.organisation} {consent.role}")
    return any(_same(word, other) for word in folded_words(name) for other in theirs)


def _same(word: str, other: str) -> bool:
    if len(word) < _STEM or len(other) < _STEM:
        return word == other and len(word) >= _SHORT
    return word.startswith(other) or other.startswith(word)


def _ground_refused(ground: str, act: str, party: str) -> str | None:
    """Return why a ground is none for this act or party, None if it is one."""
    known = _grounds()[ground]
    if party == PATIENT or (known["parties"] and party not in known["parties"]):
        return "ground_not_for_party"
    return None if act in known["acts"] else "ground_not_for_act"


def _id(found: Standing | None) -> int | None:
    return found.consent.consent_id if found is not None and found.holds else None


def _grounds() -> Mapping[str, dict[str, Any]]:
    return words("grounds")  # type: ignore[return-value]
