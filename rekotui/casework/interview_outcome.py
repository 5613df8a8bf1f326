"""What an interview leaves behind when it is closed: consent, status, facts of the case, follow-ups, suggestions. Pure.

Everything is a proposal that the coordinator sees first and may untick. What the case says already is never proposed
again, so that closing twice doubles nothing; what differs from a known fact is shown before and after and is not ticked
from the start. Of protected questions nothing is read here but the gate that `interview_hints` keeps; of other
sensitive ones only the guide's own suggestions, to be confirmed in the plan (SCHEMA, Sensitive answers).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from rekotui.casework.case_facts import (
    EMPLOYED,
    JOB_SEEKING,
    NO,
    ON_CALL,
    PLAN_EXISTS,
    SELF_EMPLOYED,
    STUDENT,
    YES,
)
from rekotui.casework.consent import DECLINED, GIVEN, LIMITED, WITHDRAWN, Ledger
from rekotui.casework.consent_state import Moment, coordination
from rekotui.casework.consent_withdrawal import CLOSED_STATUS, DECLINED_STATUS, statuses_after
from rekotui.casework.days import next_workday, plus
from rekotui.casework.fold import fold
from rekotui.casework.guide_expression import Value
from rekotui.casework.interview import Place, Sheet, granted, known_answers
from rekotui.casework.interview_hints import Suggestion, hints
from rekotui.casework.interview_outcome_messages import FOLLOW_UP_BODY
from rekotui.casework.interview_values import in_words
from rekotui.casework.interview_work import split_work
from rekotui.casework.status import is_active

CONSENT, STATUS, FACT, RULE_FACT, FOLLOW_UP, PLAN = "consent", "status", "fact", "rule_fact", "follow_up", "plan"
GROUPS = (CONSENT, STATUS, FACT, RULE_FACT, FOLLOW_UP, PLAN)

WAYS = ("visit", "phone", "video")
"""How an oral answer was given; the first is what is taken for granted until she says otherwise."""
DOCTOR, NEXT_CONTACT = "doctor", "other"
"""Reasons of the two follow-ups (content/contacts.json)."""
PROPOSED, GONE = "proposed", "gone"
"""A suggestion that the answers make, and one made before that they no longer make."""

_ANSWER = "consent_coordination"
_GRANTS = "samtycke_koordinering"
_TEAM_MEETING = 7
"""Days until she has told the physician: the guide speaks of the next meeting of the team, which is a weekly one."""
_NEXT_DATES = ("next_contact_date", "fu_next_date")
"""When they meet again: in the interview, and in the follow-up of the plan."""
_END_OF_DAY = "24:00"
_GROUP_OF = {"employed": EMPLOYED, "self_employed": SELF_EMPLOYED, "unemployed": JOB_SEEKING, "student": STUDENT}
_APPLIED = {"sent": YES, "sick_pay_period": NO, "not_yet": NO, "not_entitled": NO}
_SUPPORTS = ("spoken", "sign", "other")
_HAS_PLAN = ("yes_involved", "yes_unseen")

HintKey = tuple[str, int, int]
"""A suggestion's origin within one interview: question, row, and which of its hints."""


class KnownFollowUp(NamedTuple):
    """A follow-up that this interview has made before, whatever became of it."""

    number: int
    reason: str
    due_on: date
    is_open: bool


class Known(NamedTuple):
    """What the case says already. `facts` and `rule_facts` by the names of their columns, "" = not known.

    `log_is_newer`: the consent log was written in after the answer about coordination was left. `suggestions` are those
    kept of this interview, with their state.
    """

    status: str
    facts: Mapping[str, str]
    rule_facts: Mapping[str, str]
    ledger: Ledger = ()
    log_is_newer: bool = False
    follow_ups: tuple[KnownFollowUp, ...] = ()
    suggestions: Mapping[HintKey, str] = {}


class Effect(NamedTuple):
    """One thing to write. `name` says what of its group, `value` what it becomes and `before` what stands there now.

    | group | name | value | text |
    |---|---|---|---|
    | consent | event of the log | how it was said | what it is limited to |
    | status | status | the word | |
    | fact, rule_fact | the column | text or code | |
    | follow_up | reason | the day | her words |
    | plan | proposed or gone | | |

    `choices` are the values to choose among, if they are few; `number` is the consent or follow-up that is changed.
    """

    group: str
    name: str
    value: str = ""
    before: str = ""
    ticked: bool = True
    moment: Moment | None = None
    text: str = ""
    choices: tuple[str, ...] = ()
    number: int = 0
    suggestion: Suggestion | None = None
    origin: HintKey | None = None

    @property
    def key(self) -> str:
        """What it is about, the same each time it is proposed."""
        tail = "" if self.origin is None else ":".join(map(str, self.origin))
        return f"{self.group}:{tail}" if tail else f"{self.group}:{'' if self.group == CONSENT else self.name}"


def outcome(sheet: Sheet, known: Known, said: Mapping[Place, Moment], on: date) -> tuple[Effect, ...]:
    """Return all that closing the interview would write, in the order it is shown; `said` is when answers were left."""
    found = known_answers(sheet)
    consent = tuple(_consent(sheet, found, known, said, on))
    return (
        *consent,
        *_status(found, known, consent),
        *_facts(sheet, found, known),
        *_rule_facts(found, known, said, on),
        *_follow_ups(found, known, said, on),
        *_plan(sheet, found, known),
    )


def consent_only(effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return what is written when an interview is left before it is closed: the answer about coordination."""
    return tuple(each for each in effects if each.group == CONSENT)


def log_differs(sheet: Sheet, known: Known, on: date) -> bool:
    """Tell whether the consent log says something else than the answer and is newer: then the log holds."""
    found = known_answers(sheet)
    return known.log_is_newer and _wanted(sheet, found, known, on) is not None


# Consent


def _consent(
    sheet: Sheet, found: Mapping[str, Value], known: Known, said: Mapping[Place, Moment], on: date
) -> Iterator[Effect]:
    event = None if known.log_is_newer else _wanted(sheet, found, known, on)
    if event is None:
        return
    standing = coordination(known.ledger, Moment(on, _END_OF_DAY))
    number = standing.consent.consent_id if standing is not None and event in (LIMITED, WITHDRAWN) else 0
    yield Effect(
        CONSENT,
        event,
        WAYS[0],
        before=standing.state if standing is not None else "",
        moment=said.get(Place(_ANSWER), Moment(on)),
        text=_limits(found),
        choices=WAYS,
        number=number,
    )


def _wanted(sheet: Sheet, found: Mapping[str, Value], known: Known, on: date) -> str | None:
    """Return what is to happen in the log for it to say what the patient said; None for nothing."""
    answer = found.get(_ANSWER)
    standing = coordination(known.ledger, Moment(on, _END_OF_DAY))
    holds = standing is not None and standing.holds
    in_log = standing is not None and bool(standing.consent.consent_id)
    if answer == "no":
        if holds:
            return WITHDRAWN if in_log else DECLINED
        return None if standing is not None else DECLINED
    if not any(requirement == _GRANTS for requirement, _form in granted(sheet)):
        return None
    limits = _limits(found)
    if not holds or standing is None:
        return GIVEN
    if answer == "limited" and fold(standing.not_told) != fold(limits):
        return LIMITED if in_log else GIVEN
    # Less was given before, and now it is a plain yes: a wider consent is a new record (SCHEMA).
    return GIVEN if answer == "yes" and (standing.limited or standing.not_told) else None


def _limits(found: Mapping[str, Value]) -> str:
    return str(found.get("consent_limits", "")) if found.get(_ANSWER) == "limited" else ""


def _status(found: Mapping[str, Value], known: Known, consent: tuple[Effect, ...]) -> Iterator[Effect]:
    """Offer the status of somebody who said no (rules.md H 49, G.4); the coordinator decides."""
    if found.get(_ANSWER) != "no" or known.log_is_newer or not is_active(known.status):
        return
    withdrawn = any(each.name == WITHDRAWN for each in consent)
    word = statuses_after(known.status)[0] if withdrawn else DECLINED_STATUS
    choices = (word, CLOSED_STATUS if word == DECLINED_STATUS else DECLINED_STATUS)
    yield Effect(STATUS, "status", word, known.status, bool(consent), choices=choices)


# Facts


def _facts(sheet: Sheet, found: Mapping[str, Value], known: Known) -> Iterator[Effect]:
    said: dict[str, str] = {}
    occupation, employer = split_work(str(found.get("occupation", "")))
    said["occupation"] = occupation
    said["employer"] = employer if found.get("employment") == "employed" else ""
    for name, value in said.items():
        before = known.facts.get(name, "")
        if value and fold(value) != fold(before):
            yield Effect(FACT, name, value, before, not before)
    for name, value in _once(sheet, found).items():
        if value and not known.facts.get(name, ""):
            yield Effect(FACT, name, value)


def _once(sheet: Sheet, found: Mapping[str, Value]) -> dict[str, str]:
    """Return what is only written where nothing stands: her own words there say more than a choice in a guide."""
    once = {"referred_by": "", "referred_why": str(found.get("referral_question", "")), "interpreter": ""}
    if "referral_source" in found and found["referral_source"] != "other":
        once["referred_by"] = in_words(sheet.guide.question("referral_source"), found["referral_source"])
    if found.get("interpreter") in _SUPPORTS:
        once["interpreter"] = in_words(sheet.guide.question("interpreter"), found["interpreter"])
    return once


def _rule_facts(found: Mapping[str, Value], known: Known, said: Mapping[Place, Moment], on: date) -> Iterator[Effect]:
    def moment(question: str) -> Moment:
        return said.get(Place(question), Moment(on))

    group, choices = _group(found)
    if group:
        yield from _coded(known, "group_said", group, choices)
    if "activity_compensation" in (found.get("employment"), found.get("leave_status")):
        yield from _coded(known, "aktivitetsersattning", YES)
    yield from _dated(known, "applied", _APPLIED.get(str(found.get("fk_application"))), moment("fk_application"))
    plan = PLAN_EXISTS if found.get("rtw_plan_employer") in _HAS_PLAN else None
    yield from _dated(known, "employer_plan", plan, moment("rtw_plan_employer"))
    if found.get("rehab_measures_assumed") == "yes" and not known.rule_facts.get("fk_need_on"):
        day = moment("rehab_measures_assumed")
        yield Effect(RULE_FACT, "fk_need_on", day.on.isoformat(), moment=day)


def _group(found: Mapping[str, Value]) -> tuple[str, tuple[str, ...]]:
    """Return the group of the rules that she belongs to; hours may be agreed beforehand, which only she knows."""
    group = _GROUP_OF.get(str(found.get("employment")), "")
    if group == EMPLOYED and found.get("employment_form") == "hourly":
        return ON_CALL, (ON_CALL, EMPLOYED)
    return group, ()


def _coded(known: Known, name: str, value: str, choices: tuple[str, ...] = ()) -> Iterator[Effect]:
    before = known.rule_facts.get(name, "")
    if value != before and before not in choices:
        yield Effect(RULE_FACT, name, value, before, not before, choices=choices)


def _dated(known: Known, name: str, value: str | None, moment: Moment) -> Iterator[Effect]:
    """Offer what was said on a day. The same said again is news: it may have been said of an earlier sick leave."""
    before, said_on = known.rule_facts.get(name, ""), known.rule_facts.get(f"{name}_said_on", "")
    if value is None or (value == before and said_on >= moment.on.isoformat()):
        return
    yield Effect(RULE_FACT, name, value, before, before in ("", value), moment=moment)


# Follow-ups


def _follow_ups(found: Mapping[str, Value], known: Known, said: Mapping[Place, Moment], on: date) -> Iterator[Effect]:
    feedback = str(found.get("feedback_team", ""))
    if feedback and not any(each.reason == DOCTOR for each in known.follow_ups):
        # Something that needs a physician today does not wait for the meeting. What it is stands nowhere here.
        urgent = found.get("acute_concern") == "yes"
        day = said.get(Place("feedback_team"), Moment(on)).on
        due = on if urgent else max(on, next_workday(plus(day, _TEAM_MEETING - 1)))
        text = f"{FOLLOW_UP_BODY['doctor']}\n{feedback}"
        yield Effect(FOLLOW_UP, DOCTOR, due.isoformat(), text=text)
    for question in _NEXT_DATES:
        if question in found:
            yield from _next_contact(date.fromisoformat(str(found[question])), known, on)


def _next_contact(day: date, known: Known, on: date) -> Iterator[Effect]:
    made = next((each for each in known.follow_ups if each.reason == NEXT_CONTACT), None)
    if made is None and day >= on:
        yield Effect(FOLLOW_UP, NEXT_CONTACT, day.isoformat(), text=FOLLOW_UP_BODY["next_contact"])
    elif made is not None and made.is_open and day != made.due_on and day >= on:
        yield Effect(
            FOLLOW_UP, NEXT_CONTACT, day.isoformat(), made.due_on.isoformat(), ticked=False, number=made.number
        )


# The plan


def _plan(sheet: Sheet, found: Mapping[str, Value], known: Known) -> Iterator[Effect]:
    """Propose what the answers suggest; to somebody who said no there is no plan to suggest anything for."""
    suggested = () if found.get(_ANSWER) == "no" else hints(sheet).plan
    made = {(*each.origin.place, each.origin.hint): each for each in suggested}
    for origin, suggestion in made.items():
        if known.suggestions.get(origin, GONE) == GONE:
            yield Effect(PLAN, PROPOSED, suggestion=suggestion, origin=origin)
    for origin, state in known.suggestions.items():
        if state == "open" and origin not in made:
            yield Effect(PLAN, GONE, origin=origin)
