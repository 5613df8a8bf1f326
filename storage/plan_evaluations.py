"""Following a sealed plan up: results, the contact with AW026 and the next day, in one transaction."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rekotui.base.clock import now, timestamp
from rekotui.base.errors import NothingFoundError, WrongUseError
from rekotui.casework import facts, kva
from rekotui.casework.contact import HELD, part_of
from rekotui.casework.plan import ENDED, STOPPED, Item, Plan, from_json, words
from rekotui.casework.plan_evaluation import WHOLE, Evaluated, as_it_stands
from storage.contacts import ContactRepository, NewContact
from storage.database import Work
from storage.history import Event, digest_of
from storage.models import Case
from storage.plan_models import PlanDraft, PlanEvaluation
from storage.plan_reading import EVALUATION, VersionLine, series_of
from storage.plan_state import follow
from storage.plans import body_of


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an item (`item` 0 = the plan as a whole): a code of content/plan.json, and her words.

    `state` is what it is from now on ("" = as before), with `why` where it was stopped; `next_on` when it is followed
    up next, needed for an action that goes on.
    """

    item: int
    result: str = ""
    text: str = ""
    state: str = ""
    why: str = ""
    next_step: str = ""
    next_on: date | None = None


class PlanEvaluations:
    """Writes evaluations within one unit of work."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._session = work.session

    def evaluate(
        self, case: Case, version_id: int, results: Sequence[Result], contact: NewContact | None, on: date
    ) -> tuple[PlanEvaluation, ...]:
        """Enter the results of one occasion, and its contact; return the rows.

        The day is the contact's, else `on`. A contact without codes of its own gets those of its kind and AW026; the
        record's text tells the results under Åtgärdsresultat. Where every open action is there, or item 0, the plan
        counts as gone through. Raises WrongUseError (no result, no next day, a day before the sealing or to come),
        NothingFoundError (no such item), RefusedError from a gate.
        """
        version, stands = self._current(case, version_id)
        day = contact.happened_on if contact else on
        if day > on:
            raise WrongUseError("plan_in_future")
        if day < version.sealed_on:
            raise WrongUseError("plan_before_sealed")
        checked = _with_whole([self._checked(result, stands, day) for result in results], stands)
        contact_id = None
        if contact is not None:
            contact_id = ContactRepository(self._work).record(case, self._coded(contact), on).id
        rows = tuple(self._row(case, version_id, result, day, contact_id) for result in checked)
        self._tell_draft(case, rows)
        follow(self._work, case)
        return rows

    def _tell_draft(self, case: Case, rows: Sequence[PlanEvaluation]) -> None:
        """Let a draft that begins from the version know too: sealing it must not take back what was said since."""
        draft = self._session.get(PlanDraft, case.id)
        if draft is None or draft.base_id != rows[0].version_id:
            return
        plan = from_json(json.loads(draft.body))
        said = [
            Evaluated(row.item, row.evaluated_on, state=row.state, why=row.why, next_on=row.next_on)
            for row in rows
            if row.item != WHOLE
        ]
        told = as_it_stands(plan, said)
        if told != plan:
            draft.body, draft.saved_at = body_of(told), timestamp(now())
            self._session.add(draft)

    def _current(self, case: Case, version_id: int) -> tuple[VersionLine, Plan]:
        series = series_of(self._work.ask, case.id or 0)
        current = series.current
        if current is None:
            raise NothingFoundError("no_plan")
        if current.version_id != version_id:
            raise WrongUseError("plan_not_newest")
        return current, series.stands(current)

    def _checked(self, result: Result, stands: Plan, day: date) -> Result:
        for code, kind in ((result.result, "results"), (result.state, "states")):
            if code and code not in words(kind):
                raise WrongUseError("bad_choice", option=kind, known=", ".join(words(kind)))
        result = replace(
            result,
            text=facts.clean_text("plan_result", result.text),
            why=facts.clean_text("plan_why", result.why) if result.state == STOPPED else "",
            next_step=facts.clean_line("next_step", result.next_step),
        )
        if result.next_on is not None and result.next_on < day:
            raise WrongUseError("next_before_contact")
        if result.item != WHOLE:
            self._check_item(result, _item(stands, result.item), day)
        return result

    def _check_item(self, result: Result, item: Item, day: date) -> None:
        if not (result.result or result.text or result.state):
            raise WrongUseError("plan_result_needed")
        if result.state == STOPPED and not result.why:
            raise WrongUseError("reason_needed")
        goes_on = (result.state or item.state) not in ENDED
        ahead = result.next_on or (item.follow_up_on if item.follow_up_on and item.follow_up_on > day else None)
        if goes_on and item.follow_up_on and ahead is None:
            raise WrongUseError("plan_next_needed", what=facts.fitting(item.text, 60))

    def _coded(self, contact: NewContact) -> NewContact:
        if contact.kva is not None:
            return contact
        part = contact.part or part_of(contact.party)
        usual = kva.default_codes(part, contact.party, contact.outcome, self._work.settings.kva_outside)
        followed = kva.plan_codes(kva.PLAN_FOLLOWED) if contact.outcome == HELD else ()
        return replace(contact, kva=tuple(dict.fromkeys((*usual, *followed))))

    def _row(self, case: Case, version_id: int, result: Result, day: date, contact_id: int | None) -> PlanEvaluation:
        row = PlanEvaluation(
            case_id=case.id or 0,
            version_id=version_id,
            item=result.item,
            evaluated_on=day,
            result=result.result,
            body=result.text,
            state=result.state,
            why=result.why,
            next_step=result.next_step,
            next_on=result.next_on,
            contact_id=contact_id,
            recorded_at=timestamp(now()),
        )
        self._session.add(row)
        self._session.flush()
        payload = {"item": result.item, "on": day.isoformat(), "result": result.result, "state": result.state}
        digest = digest_of(self._work.connection, EVALUATION, row.id or 0)
        self._work.record(Event("plan.evaluated", EVALUATION, row.id, case.id, payload, digest))
        return row


def _with_whole(results: list[Result], stands: Plan) -> list[Result]:
    """Return the results, with the plan as a whole where every open action has been gone through."""
    if not results:
        raise WrongUseError("plan_result_needed")
    items = [result.item for result in results]
    if len(set(items)) < len(items):
        raise ValueError("an item is evaluated twice at one occasion")
    open_ = {item.key for item in stands.actions if not item.ended}
    if WHOLE in items or not open_ or not open_ <= set(items):
        return results
    return [*results, Result(WHOLE)]


def _item(stands: Plan, key: int) -> Item:
    try:
        return stands.item(key)
    except KeyError:
        raise NothingFoundError("no_such_plan_part") from None
