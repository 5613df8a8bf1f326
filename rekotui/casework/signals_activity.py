"""What is done in a case, and what is not: rows 1–3, 5, 48–50 of table H, the next contact and the follow-ups."""

from collections.abc import Iterator, Mapping
from datetime import date

from rekotui.casework.case_facts import LATER, NO, PATIENT, YES, CaseFacts, ConsentFact, FollowUpFact, held_contacts
from rekotui.casework.days import plus
from rekotui.casework.messages import NOBODY, PARTIES
from rekotui.casework.signal import Signal
from rekotui.casework.signal_making import Mark, Picture, staged

NO_STATUS = "-"

_TEAM = ("lakare", "vardteam", "verksamhetschef", "koordinator")

_INTERVALS: Mapping[str | None, str] = {
    "-": "none_days",
    "Kontaktad": "contacted_days",
    "Aktiv": "active_days",
    "Uppföljning": "following_days",
    "Medicinsk rehab": "medical_days",
}
"""Which number of the rule next_contact holds for a status; an unknown status counts as none."""


def activity_signals(picture: Picture) -> Iterator[Signal]:
    """Give what an open case lacks, and what is promised."""
    yield from _basis(picture)
    yield from _assessment(picture)
    yield from _consent(picture)
    yield from _identified(picture)
    yield from _silent(picture)
    yield from _declined(picture)
    yield from _next_contact(picture)
    for follow_up in picture.case.follow_ups or ():
        yield from _follow_up(picture, follow_up)


def relapse_signals(picture: Picture) -> Iterator[Signal]:
    """Row 50: a closed case tells of a sick leave that begins within 90 days of its closing."""
    rule, closed = picture.rules["relapse"], picture.case.status_since
    if closed is None:
        return
    last = plus(closed, rule.n("watch_days"))
    for sick_leave in picture.sick_leaves:
        first = sick_leave[0].start
        if closed < first <= last:
            shown = max(first, picture.known_on(sick_leave, first))
            yield from staged(
                picture,
                rule,
                first.isoformat(),
                [(shown, "relapse")],
                until=plus(shown, rule.n("show_days") - 1),
                due=first,
                facts={"closed": closed, "first_day": first},
            )


def _basis(picture: Picture) -> Iterator[Signal]:
    """Row 1: the law is for those who are on sick leave; aktivitetsersättning counts too."""
    case = picture.case
    if case.opened_on and not case.leaves and not case.earlier_first_day and not case.aktivitetsersattning:
        yield from staged(picture, picture.rules["basis"], "basis", [(case.opened_on, "missing")])


def _assessment(picture: Picture) -> Iterator[Signal]:
    """Row 2: a doctor has raised the patient, on a day."""
    case = picture.case
    if case.opened_on and not (case.referred_by and case.referred_on):
        rule = picture.rules["medical_assessment"]
        yield from staged(picture, rule, "referral", [(case.opened_on, "missing")])


def _consent(picture: Picture) -> Iterator[Signal]:
    """Row 3: consent to coordination, asked for and given before anything is done."""
    rule, case = picture.rules["consent_coordination"], picture.case
    if case.opened_on is None or case.consent_asked in (YES, NO) or _has_answered(case.consents):
        return
    marks: list[Mark] = [(case.opened_on, "ask"), (plus(case.opened_on, rule.n("ask_within_days")), "late")]
    facts: dict[str, date] = {}
    if case.consent_asked == LATER:
        asked = case.consent_asked_on or case.opened_on
        marks, facts = [(plus(asked, rule.n("ask_again_days")), "again")], {"asked": asked}
    acted = [on for on in _acts(case) if case.consent_asked != LATER or on > facts["asked"]]
    if acted:
        # From then on nothing milder is true.
        marks = [*(mark for mark in marks if mark[0] < acted[0]), (acted[0], "without")]
        facts["contact"] = acted[0]
    yield from staged(picture, rule, "consent", marks, facts=facts)


def _identified(picture: Picture) -> Iterator[Signal]:
    """Row 5: within 90 days of the first sick day somebody has decided whether coordination is needed."""
    rule, case = picture.rules["identify_early"], picture.case
    if case.status not in (None, NO_STATUS) or held_contacts(case) or case.consent_asked:
        return
    for sick_leave in picture.sick_leaves:
        first = sick_leave[0].start
        due = plus(first, rule.n("limit_day") - 1)
        if due < picture.taken_up:
            continue
        marks: list[Mark] = [(plus(first, rule.n("warn_day") - 1), "warn"), (plus(due, -rule.n("near_days")), "near")]
        reached = sick_leave[-1].end > due
        if reached:
            marks.append((plus(due, 1), "passed"))
        until = None if reached else min(due, picture.horizon(sick_leave))
        facts = {"first_day": first, "date": due}
        yield from staged(picture, rule, first.isoformat(), marks, until=until, due=due, facts=facts)


def _silent(picture: Picture) -> Iterator[Signal]:
    """Row 48: nothing has happened for a while, and nobody is waited for."""
    rule, last = picture.rules["silent"], _last_activity(picture)
    if last is None:
        return
    booked = [contact.on for contact in picture.case.contacts or () if contact.held is None]
    plan = picture.case.plan
    planned = [plan.follow_up_on] if plan and plan.follow_up_on else []
    waiting = max([last, *booked, *planned, *(one.due_on for one in picture.case.follow_ups or ())])
    on = max(plus(last, rule.n("days")), plus(waiting, 1))
    marks: list[Mark] = [(on, "silent"), (plus(on, rule.n("long_days")), "long")]
    yield from staged(picture, rule, last.isoformat(), marks, facts={"last": last})


def _declined(picture: Picture) -> Iterator[Signal]:
    """Row 49: the patient has said no, and the case is still open."""
    case = picture.case
    asked = case.consent_asked_on or case.opened_on
    if case.consent_asked == NO and asked:
        rule = picture.rules["declined"]
        yield from staged(picture, rule, asked.isoformat(), [(asked, "note")], facts={"asked": asked})


def _next_contact(picture: Picture) -> Iterator[Signal]:
    """Give the lack of a next contact, counted from the last one that took place (a rule of our own).

    Silent while a follow-up, a booked contact or a day of the plan stands; None for both says that neither is kept yet.
    """
    rule, case = picture.rules["next_contact"], picture.case
    if case.contacts is None or case.follow_ups is None or case.follow_ups:
        return
    days = [*held_contacts(case), *([case.opened_on] if case.opened_on else [])]
    if not days:
        return
    since = max(days)
    ahead = [contact.on for contact in case.contacts if contact.held is None]
    if case.plan and case.plan.follow_up_on:
        ahead.append(case.plan.follow_up_on)
    booked = max((day for day in ahead if day > since), default=None)
    due = plus(since, rule.n(_INTERVALS.get(case.status, "none_days")))
    start = plus(booked, 1) if booked else plus(since, 1)
    marks: list[Mark] = [
        (start, "unset"),
        (max(plus(due, -rule.n("week_days")), start), "near"),
        (max(due, start), "due"),
    ]
    facts = {"since": since, "date": due}
    yield from staged(picture, rule, since.isoformat(), marks, due=due, facts=facts)


def _follow_up(picture: Picture, follow_up: FollowUpFact) -> Iterator[Signal]:
    """Give an open follow-up: it stays until it is answered, however long that takes (a rule of our own)."""
    rule, due = picture.rules["follow_up"], follow_up.due_on
    opened = follow_up.opened_on or picture.case.opened_on
    week = plus(due, -rule.n("week_days"))
    first: list[Mark] = (
        [(min(opened, due), "ahead"), (max(week, min(opened, due)), "near")] if opened else [(week, "near")]
    )
    marks = [*first, (due, "due"), (plus(due, 1), "overdue")]
    facts = {"follow_up": follow_up.id, "date": due}
    words = {"party": PARTIES.get(follow_up.waiting_for, PARTIES[""]) if follow_up.waiting_for else NOBODY}
    yield from staged(picture, rule, str(follow_up.id), marks, due=due, facts=facts, words=words)


def _last_activity(picture: Picture) -> date | None:
    case = picture.case
    days = [*held_contacts(case), *case.note_days]
    days += [day for day in (case.opened_on, case.status_since) if day is not None]
    return max(days, default=None)


def _acts(case: CaseFacts) -> list[date]:
    """Return the days of contacts that need a consent to coordination.

    Talking with one's own team comes before the patient is asked; who wants to answer later has been talked with.
    """
    without = _TEAM if case.consent_asked != LATER else (*_TEAM, PATIENT)
    acts = (contact for contact in case.contacts or () if contact.held and not contact.apart)
    return sorted(contact.on for contact in acts if contact.party not in without)


def _has_answered(consents: tuple[ConsentFact, ...] | None) -> bool:
    """Return whether the consent log has an answer about coordination (K1), whatever it is and became of it."""
    return any(consent.kind == "K1" for consent in consents or ())
