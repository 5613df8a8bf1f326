"""Closing an interview with all that it leaves behind, in one transaction: consent, status, facts, follow-ups, plan.

What is proposed is computed anew inside the transaction, from the same answers and what the case says then: what has
changed since it was shown is never written over, and nothing is written twice.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rekotui.base.errors import BusyError
from rekotui.casework.consent import COORDINATION, DECLINED, GIVEN, LIMITED, WITHDRAWN
from rekotui.casework.consent_guide import purpose
from rekotui.casework.consent_state import Moment
from rekotui.casework.facts import LONG, fitting
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
    consent_only,
)
from rekotui.casework.interview_outcome_messages import CONSENT_NOTE, STATUS_REASON
from storage.database import Work
from storage.history import Event
from storage.interview_models import Interview
from storage.interviews import InterviewRepository
from storage.models import Case
from storage.outcome_reading import RULE_FACTS, Chosen, Proposal, proposal


class Carried(NamedTuple):
    """What was written; `withdrawn` is the consent that no longer holds: those concerned are to be told."""

    written: int
    withdrawn: int | None = None


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

    def close_with_suggestions(self, interview: Interview, on: date) -> None:
        """Close a guide that asks nothing more of her: all that it suggests waits for the plan.

        Raises IncompleteError with what is missing.
        """
        effects = [each for each in self._proposed(interview, on).effects if each.group == PLAN]
        chosen = [Chosen(each.key, each.name, each.before, each.value) for each in effects]
        self._interviews.close(interview, on)
        self._carry_out(interview, effects, chosen, on, dropped=False)

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
