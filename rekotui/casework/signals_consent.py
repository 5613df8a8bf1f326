"""Consents and what leaves the care unit: rows 25, 26, 33–36, 45 and 46 of table H."""

from collections.abc import Iterator
from datetime import date

from rekotui.casework.case_facts import ASSESSMENT_MEETING, SIP, ConsentFact, ContactFact, MeetingFact
from rekotui.casework.days import plus
from rekotui.casework.messages import CONSENT_ABOUT, PARTIES
from rekotui.casework.signal import Signal
from rekotui.casework.signal_making import Mark, Picture, staged

COORDINATION, FK_INFORMATION = "K1", "K2"
_MEETING_RULES = {ASSESSMENT_MEETING: "assessment_meeting", SIP: "sip"}
_DAYS_TO_WRITE_UP = 30


def consent_signals(picture: Picture) -> Iterator[Signal]:
    """Give what consents, contacts and meetings ask for."""
    yield from _inform_fk(picture)
    yield from _fk_answer(picture)
    for contact in picture.case.contacts or ():
        yield from _contact(picture, contact)
    for consent in picture.case.consents or ():
        yield from _expiring(picture, consent)
        yield from _withdrawn(picture, consent)
    for meeting in picture.case.meetings or ():
        yield from _meeting(picture, meeting)


def _inform_fk(picture: Picture) -> Iterator[Signal]:
    """Row 25: tell Försäkringskassan of a need, if the patient consents (lag 2019:1297 4 §). A no settles it."""
    rule, case = picture.rules["fk_information"], picture.case
    if case.fk_need_on is None:
        return
    answers = [consent for consent in case.consents or () if consent.kind == FK_INFORMATION]
    settled = [case.fk_informed_on, *(consent.declined_on for consent in answers)]
    until = min((plus(day, -1) for day in settled if day and day >= case.fk_need_on), default=None)
    marks: list[Mark] = [(case.fk_need_on, "ask")]
    given = [consent.valid_from for consent in answers if consent.valid_from and not consent.withdrawn_on]
    if given:
        marks.append((max(min(given), case.fk_need_on), "inform"))
    key = case.fk_need_on.isoformat()
    yield from staged(picture, rule, key, marks, until=until, facts={"need": case.fk_need_on})


def _fk_answer(picture: Picture) -> Iterator[Signal]:
    """Row 26: whether Försäkringskassan has answered."""
    rule, case = picture.rules["fk_answers"], picture.case
    informed, answered = case.fk_informed_on, case.fk_answered_on
    if informed is None:
        return
    due = plus(informed, rule.n("answer_days"))
    until = plus(answered, -1) if answered and answered >= informed else None
    key, facts = informed.isoformat(), {"informed": informed}
    yield from staged(picture, rule, key, [(due, "waiting")], until=until, due=due, facts=facts)


def _contact(picture: Picture, contact: ContactFact) -> Iterator[Signal]:
    """Rows 33 and 34: code and consent of a contact that took place."""
    rules, on = picture.rules, contact.on
    key, facts = f"{on.isoformat()}:{contact.party}", {"contact": on}
    if contact.covered is False:
        words = {"party": PARTIES.get(contact.party, PARTIES[""])}
        rule = rules["contact_without_consent"]
        if contact.held is None:
            stopped = min(_stopped(picture, contact), on)
            marks: list[Mark] = [(stopped, "booked")]
            yield from staged(picture, rule, key, marks, until=on, due=on, facts=facts, words=words)
        else:
            yield from staged(picture, rule, key, [(on, "happened")], facts=facts, words=words)
    if contact.held and contact.codes == ():
        yield from staged(picture, rules["codes_missing"], key, [(on, "missing")], facts=facts)


def _stopped(picture: Picture, contact: ContactFact) -> date:
    """Return since when a booking lacks its consent: the last no that concerns it, else since the case was taken up."""
    stops = [
        day
        for consent in picture.case.consents or ()
        if consent.kind == COORDINATION or consent.party == contact.party
        for day in (consent.withdrawn_on, consent.declined_on)
        if day is not None
    ]
    return max(stops, default=picture.taken_up)


def _expiring(picture: Picture, consent: ConsentFact) -> Iterator[Signal]:
    """Row 35: 30 days, 7 days and the very day before a consent ends, and a while after."""
    rule, end = picture.rules["consent_expiring"], consent.valid_to
    if end is None or end < picture.taken_up or consent.withdrawn_on or _renewed(picture, consent, end):
        return
    start = consent.valid_from or date.min
    marks: list[Mark] = [
        (max(plus(end, -rule.n("early_days")), start), "early"),
        (max(plus(end, -rule.n("near_days")), start), "near"),
        (end, "last"),
        (plus(end, 1), "expired"),
    ]
    until = plus(end, rule.n("after_days"))
    key = f"{consent.kind}:{consent.party}:{end.isoformat()}"
    yield from staged(
        picture,
        rule,
        key,
        marks,
        until=until,
        due=end,
        facts={"date": end, "kind": _kind(consent)},
        words=_about(consent),
    )


def _withdrawn(picture: Picture, consent: ConsentFact) -> Iterator[Signal]:
    """Row 36: a consent is withdrawn; it stands until those who had been told something know."""
    rule, withdrawn, told = picture.rules["consent_withdrawn"], consent.withdrawn_on, consent.told_on
    if withdrawn is None:
        return
    until = plus(told, -1) if told and told >= withdrawn else None
    key, facts = (
        f"{consent.kind}:{consent.party}:{withdrawn.isoformat()}",
        {"withdrawn": withdrawn, "kind": _kind(consent)},
    )
    yield from staged(picture, rule, key, [(withdrawn, "tell")], until=until, facts=facts, words=_about(consent))


def _meeting(picture: Picture, meeting: MeetingFact) -> Iterator[Signal]:
    """Rows 45 and 46: a meeting that is wanted, that comes, and whose outcome is to be written down."""
    if meeting.kind not in _MEETING_RULES:
        return
    rule, on, wanted = picture.rules[_MEETING_RULES[meeting.kind]], meeting.on, meeting.wanted_on
    if on is None:
        if wanted:
            key, facts = f"wanted:{wanted.isoformat()}", {"wanted": wanted}
            yield from staged(picture, rule, key, [(wanted, "wanted")], facts=facts)
        return
    marks: list[Mark] = [(plus(on, -rule.n("lead_days")), "ahead"), (on, "day"), (plus(on, 1), "after")]
    # What was held and is written down asks for nothing more, not even on its own day.
    until = plus(on, -1 if meeting.written_up else _DAYS_TO_WRITE_UP)
    yield from staged(picture, rule, on.isoformat(), marks, until=until, due=on, facts={"date": on})


def _renewed(picture: Picture, consent: ConsentFact, end: date) -> bool:
    """Return whether another consent of the same kind and party goes on where this one ends."""
    return any(
        other.kind == consent.kind
        and other.party == consent.party
        and other is not consent
        and not other.withdrawn_on
        and not other.declined_on
        and (other.valid_to is None or other.valid_to > end)
        and (other.valid_from is None or other.valid_from <= plus(end, 1))
        for other in picture.case.consents or ()
    )


def _kind(consent: ConsentFact) -> str:
    return consent.kind if consent.kind in CONSENT_ABOUT else ""


def _about(consent: ConsentFact) -> dict[str, str]:
    told = CONSENT_ABOUT[_kind(consent)]
    return {"about": told.format(party=PARTIES.get(consent.party, PARTIES[""]))}
