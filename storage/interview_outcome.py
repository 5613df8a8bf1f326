"""Closing an interview with all that it leaves behind, in one transaction: consent, status, facts, follow-ups, plan.

What is proposed is computed anew inside the transaction, from the same answers and what the case says then: what has
changed since it was shown is never written over, and nothing is written twice.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from rekotui.base.errors import BusyError
from rekotui.casework.consent import COORDINATION, DECLINED, GIVEN, LIMITED, WITHDRAWN
from rekotui.casework.consent_guide import purpose
from rekotui.casework.consent_state import Moment
from rekotui.casework.facts import LONG, fitting
from rekotui.casework.interview import Place
from rekotui.casework.interview_hints import hints
from rekotui.casework.interview_outcome import (
    CONSENT,
    FACT,
    FOLLOW_UP,
    GONE,
    PLAN,
    PROPOSED,
    RULE_FACT,
    STATUS,
    Effect,
    Known,
    KnownFollowUp,
    consent_only,
    log_differs,
    outcome,
)
from rekotui.casework.interview_outcome_messages import CONSENT_NOTE, STATUS_REASON
from storage.consent_ledger import ledger_of
from storage.database import Work
from storage.history import Event
from storage.interview_models import Interview
from storage.interview_reading import InterviewLine, StoredSheet
from storage.interviews import InterviewRepository
from storage.models import Case

Ask = Callable[[str, Sequence[object]], Sequence[tuple[Any, ...]]]

FACTS = ("employer", "occupation", "referred_by", "referred_why", "interpreter")
RULE_FACTS = (
    *("group_said", "applied", "applied_said_on", "aktivitetsersattning"),
    *("employer_plan", "employer_plan_said_on", "fk_need_on"),
)


class Proposal(NamedTuple):
    """What closing would write; `differs`: the consent log says something newer than the answer does, and holds."""

    effects: tuple[Effect, ...]
    differs: bool


class Chosen(NamedTuple):
    """An effect that she wants, as she saw it: `value` may be another than was proposed."""

    key: str
    name: str
    before: str
    value: str


class Carried(NamedTuple):
    """What was written; `withdrawn` is the consent that no longer holds: those concerned are to be told."""

    written: int
    withdrawn: int | None = None


def proposal(ask: Ask, line: InterviewLine, stored: StoredSheet, on: date) -> Proposal:
    """Return what closing an interview about a case would write on a day, by a reader or within a unit of work."""
    known = known_of(ask, line, stored)
    said = {place: moment_of(at, line.started_on, on) for place, at in stored.changed_at.items()}
    return Proposal(outcome(stored.sheet, known, said, on), log_differs(stored.sheet, known, on))


def known_of(ask: Ask, line: InterviewLine, stored: StoredSheet) -> Known:
    """Return what the case says already, and what this interview has written before."""
    case_id = line.case_id or 0
    ((status, *facts),) = ask(f"select status, {', '.join(FACTS)} from case_overview where case_id = ?", (case_id,))
    rules = ask(f"select {', '.join(RULE_FACTS)} from case_fact where case_id = ?", (case_id,))
    logged = ask(
        "select coalesce(max(e.recorded_at), '') from consent_event e join consent c on c.id = e.consent_id"
        " where c.case_id = ? and c.kind = ?",
        (case_id, COORDINATION),
    )[0][0]
    follow_ups = ask(
        "select id, reason, due_on, state = 'open' from follow_up where origin = 'interview' and origin_id = ?"
        " order by id",
        (line.interview_id,),
    )
    suggestions = ask(
        "select question, row, hint, state from plan_suggestion where interview_id = ? order by id",
        (line.interview_id,),
    )
    return Known(
        status=status,
        facts=dict(zip(FACTS, facts, strict=True)),
        rule_facts=dict(zip(RULE_FACTS, (value or "" for value in rules[0]), strict=True)) if rules else {},
        ledger=ledger_of(ask, case_id),
        log_is_newer=bool(logged) and logged >= stored.changed_at.get(Place("consent_coordination"), ""),
        follow_ups=tuple(
            KnownFollowUp(id_, why, date.fromisoformat(due), bool(open_)) for id_, why, due, open_ in follow_ups
        ),
        suggestions={(question, row, hint): state for question, row, hint, state in suggestions},
    )


def moment_of(at: str, first: date, last: date) -> Moment:
    """Return when an answer was left, here and within the talk's days; without a clock time where the day is moved."""
    local = datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone()
    day = min(max(local.date(), first), last)
    return Moment(day, local.strftime("%H:%M") if day == local.date() else "")


class OutcomeRepository:
    """Carries out what an interview leaves behind within one unit of work."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._interviews = InterviewRepository(work)

    def close(self, interview: Interview, chosen: Sequence[Chosen], on: date) -> Carried:
        """Close an interview and write what she chose; suggestions that she did not choose are dropped.

        Raises IncompleteError with what is missing, BusyError where what was shown is no longer so, and what the log of
        consents, the case and the follow-ups can raise: then nothing is written at all.
        """
        found = self._proposed(interview, on)
        self._interviews.close(interview, on)
        return self._carry_out(interview, found.effects, chosen, on, dropped=True)

    def consent(self, interview: Interview, chosen: Sequence[Chosen], on: date) -> Carried:
        """Write only the answer about coordination: she leaves an interview that is not finished."""
        effects = consent_only(self._proposed(interview, on).effects)
        return self._carry_out(interview, effects, chosen, on, dropped=False)

    def _proposed(self, interview: Interview, on: date) -> Proposal:
        stored = self._interviews.stored(interview)
        return proposal(self._work.ask, stored.line, stored, on)

    def _carry_out(
        self, interview: Interview, effects: Sequence[Effect], chosen: Sequence[Chosen], on: date, *, dropped: bool
    ) -> Carried:
        from storage.cases import CaseRepository

        wanted = {each.key: each for each in chosen}
        done = [
            each._replace(value=wanted[each.key].value)
            for each in effects
            if each.key in wanted and _as_shown(each, wanted[each.key])
        ]
        case = CaseRepository(self._work).get(interview.case_id or 0)
        withdrawn = None
        for each in done:
            if each.group == CONSENT:
                withdrawn = self._write_consent(case, each, on)
            elif each.group == STATUS:
                self._write_status(case, each, on)
            elif each.group == FOLLOW_UP:
                self._write_follow_up(case, interview, each)
        self._write_facts(case, done)
        left = [each for each in effects if each.key not in wanted]
        self._write_suggestions(interview, done, left if dropped else [], on)
        self._record(interview, done, left)
        return Carried(len(done), withdrawn)

    def _write_consent(self, case: Case, each: Effect, on: date) -> int | None:
        from storage.consents import ConsentRepository, NewConsent, Said

        moment = each.moment or Moment(on)
        clock = moment.clock or self._clock_of_log(case, moment.on)
        said = Said(moment.on, clock, each.value, not_told=each.text, note=CONSENT_NOTE)
        new = NewConsent(COORDINATION, purpose=purpose(COORDINATION))
        log = ConsentRepository(self._work)
        if each.name == GIVEN:
            log.give(case, new, said, on)
        elif each.name == DECLINED:
            log.decline(case, new, said, on)
        elif each.name == LIMITED:
            log.limit(each.number, said, on)
        elif each.name == WITHDRAWN:
            log.withdraw(each.number, said, on)
            return each.number
        return None

    def _clock_of_log(self, case: Case, day: date) -> str:
        """Return the latest time that the log has that day, where the answer itself has none: it came after."""
        rows = self._work.ask(
            "select coalesce(max(e.clock), '') from consent_event e join consent c on c.id = e.consent_id"
            " where c.case_id = ? and c.kind = ? and e.happened_on = ?",
            (case.id, COORDINATION, day.isoformat()),
        )
        return str(rows[0][0])

    def _write_status(self, case: Case, each: Effect, on: date) -> None:
        from storage.cases import CaseRepository

        CaseRepository(self._work).change_status(case, each.value, on, STATUS_REASON.format(day=on))

    def _write_facts(self, case: Case, done: Sequence[Effect]) -> None:
        from storage.case_facts import CaseFactRepository
        from storage.cases import CaseRepository

        facts = {each.name: fitting(each.value, LONG) for each in done if each.group == FACT}
        if facts:
            CaseRepository(self._work).change_facts(case, facts)
        rules: dict[str, object] = {}
        for each in done:
            if each.group != RULE_FACT:
                continue
            is_day = each.name.endswith("_on")
            rules[each.name] = date.fromisoformat(each.value) if is_day else each.value
            if f"{each.name}_said_on" in RULE_FACTS and each.moment is not None:
                rules[f"{each.name}_said_on"] = each.moment.on
        if rules:
            CaseFactRepository(self._work).change(case, rules)

    def _write_follow_up(self, case: Case, interview: Interview, each: Effect) -> None:
        from storage.follow_ups import FollowUpRepository, NewFollowUp

        follow_ups, due = FollowUpRepository(self._work), date.fromisoformat(each.value)
        if each.number:
            follow_ups.move(follow_ups.get(each.number), due)
            return
        body = fitting(each.text, LONG)
        follow_ups.add(case, NewFollowUp(due, each.name, body=body, origin="interview", origin_id=interview.id))

    def _write_suggestions(
        self, interview: Interview, done: Sequence[Effect], left: Sequence[Effect], on: date
    ) -> None:
        from storage.plan_suggestions import PlanSuggestionRepository

        made = {
            each.suggestion: wanted
            for wanted, effects in ((True, done), (False, left))
            for each in effects
            if each.group == PLAN and each.name == PROPOSED and each.suggestion is not None
        }
        kept = PlanSuggestionRepository(self._work)
        sheet = self._interviews.sheet(interview)
        order = {suggestion: at for at, suggestion in enumerate(hints(sheet).plan)}
        in_order = dict(sorted(made.items(), key=lambda each: order[each[0]]))
        kept.keep(interview, in_order, sheet, on)
        gone = tuple(each.origin for each in done if each.name == GONE and each.origin is not None)
        kept.gone(interview, gone, on)

    def _record(self, interview: Interview, done: Sequence[Effect], left: Sequence[Effect]) -> None:
        """Note how much went where. What it was stands in the events of each; what was left out is nobody's."""
        if done or left:
            payload: dict[str, object] = {"written": _counted(done), "left": _counted(left)}
            self._work.record(Event("interview.transferred", "interview", interview.id, interview.case_id, payload))


def _as_shown(each: Effect, chosen: Chosen) -> bool:
    """Tell that an effect is the one that was shown; raise BusyError where it has become another since."""
    if (each.name, each.before) != (chosen.name, chosen.before):
        raise BusyError("changed_elsewhere")
    if each.choices and chosen.value not in each.choices:
        raise ValueError(chosen.value)
    return True


def _counted(effects: Sequence[Effect]) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for each in effects:
        counts[each.group] = counts.get(each.group, 0) + 1
    return counts
