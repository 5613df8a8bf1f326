"""Deciding about the people of a review: take up, wait, leave, wrong end, undo, and joining two numbers."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from rekotui.casework import screening
from rekotui.exchange.review_people import Person, Screening
from rekotui.exchange.reviewing import Reviewed
from screens.quick import Given
from screens.review_messages import REVIEW
from screens.review_right import WithRight
from screens.review_rows import ReviewRows
from screens.review_words import is_masked
from screens.widgets.grouped_table import GroupedTable

if TYPE_CHECKING:
    from storage.database import Work


class Deciding(WithRight):
    """A screen with the people of a review, and a key for each decision about the one under the cursor."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Screening | None = None
        self._rows: ReviewRows | None = None
        self._kept: dict[str, str] = {}
        self._made: list[str] = []
        """Whom she has decided about since the list was opened, in order."""
        self._compared: Reviewed | None = None
        """The comparison, when nothing but a decision is new: it need not be made again before that is shown."""

    @property
    def table(self) -> GroupedTable:
        """The table of people."""
        return self.query_one("#people", GroupedTable)

    @property
    def person(self) -> Person | None:
        """The person under the cursor."""
        return self._rows.people.get(self.table.cursor_key or "") if self._rows else None

    def action_take_up(self) -> None:
        """Take somebody up: the short form, then on to the next."""
        from screens.take_up_form import TakeUpForm

        if (person := self._to_decide()) is not None and self._shown is not None:
            form = TakeUpForm(self._shown.reviewed.import_id, person)
            self.rekotui.push_screen(form, partial(self._taken_up, person.number))

    def _taken_up(self, number: str, case_id: int | None) -> None:
        if case_id:
            self._made.append(number)
            self._go_on(number)
            self.start(self.refresh_facts, group="refresh")

    def action_wait(self) -> None:
        """Let somebody wait until a day."""
        from screens.review_asking import wait_answer, wait_question

        def answered(number: str, place: str, given: Given | None) -> None:
            if given is not None:
                until, reason = wait_answer(given)
                self._decide(number, screening.WAIT, place, until=until, reason=reason)

        if (person := self._to_decide()) is not None:
            place = self._place(person, "wait")
            self.rekotui.push_screen(wait_question(self.rekotui.on, place), partial(answered, person.number, place))

    def action_leave(self) -> None:
        """Leave somebody without action, with a reason."""
        from screens.review_asking import leave_question, leave_reason

        def answered(number: str, place: str, given: Given | None) -> None:
            if given is not None:
                self._decide(number, screening.LEAVE, place, reason=leave_reason(given))

        if (person := self._to_decide()) is not None:
            place = self._place(person, "leave")
            self.rekotui.push_screen(leave_question(place), partial(answered, person.number, place))

    def action_wrong_end(self) -> None:
        """Mark the end as wrong, and the doctor as told."""
        if (person := self._to_decide()) is not None:
            self._decide(person.number, screening.WRONG_END, "")

    def _to_decide(self) -> Person | None:
        """Return the person under the cursor if there is anything to decide about her; else say why not."""
        person = self.person
        if person is None:
            self.rekotui.say(REVIEW["nothing_here"])
        elif person.gone:
            self.rekotui.say(REVIEW["gone_no_decision"])
        elif person.case is not None and person.case.known.active:
            self.rekotui.say(REVIEW["has_case"].format(case=person.case.number))
        else:
            return person
        return None

    def _place(self, person: Person, what: str) -> str:
        return f"review:{self._unit}:{person.number}:{what}"

    def _decide(self, number: str, decision: str, place: str, *, until: date | None = None, reason: str = "") -> None:
        """Write a decision, and go on at once: the next key is about the next person."""
        import_id, day = self._shown.reviewed.import_id if self._shown else 0, self.rekotui.on

        def write(work: "Work") -> None:
            from storage.drafts import DraftRepository
            from storage.reviews import ReviewRepository

            ReviewRepository(work).decide(import_id, number, decision, day, wait_until=until, reason=reason)
            if place:
                DraftRepository(work).let_go(place)

        self._made.append(number)
        self._go_on(number)
        self._write(write, only_decided=True)

    def _write(
        self, change: Callable[["Work"], object], said: str = "", *, only_decided: bool = False, moves: str = ""
    ) -> None:
        """Write, then show what has become of it; `moves` is who need no longer stand where she stood."""

        async def go() -> None:
            try:
                await self.desk.write(change)
                self._kept.pop(moves, None)
                self._compared = self._shown.reviewed if only_decided and self._shown else None
            finally:
                self.start(self.refresh_facts, group="refresh")
            if said:
                self.rekotui.say(said)

        # A group of its own each time: a newer decision must not take an older one's place.
        self.start(go, group=f"write {object()}")

    def _go_on(self, number: str) -> None:
        """Move the cursor to the next who needs a decision."""
        following = self._rows.next_asked(number) if self._rows else None
        at = self._rows.index_of(following) if self._rows and following else None
        if at is not None:
            self.table.cursor_row = at

    def action_undo(self) -> None:
        """Take back the decision on the row; on a row without one, the latest made since the list was opened."""
        from screens.choose import ConfirmScreen

        person = self._to_undo()
        if person is None or person.decision is None:
            self.rekotui.say(REVIEW["no_decision"])
        elif person.decision.decision == screening.TAKEN and person.case is not None:
            question = REVIEW["undo_taken_ask"].format(case=person.case.number)
            ask = ConfirmScreen(question, REVIEW["undo_taken_yes"])
            self.rekotui.push_screen(ask, partial(self._undo, person))
        else:
            self._undo(person, True)

    def _to_undo(self) -> Person | None:
        """Return whose decision is meant."""
        here = self.person
        if here is not None and here.decision is not None and not here.asked:
            return here
        people = {person.number: person for person in self._shown.people} if self._shown else {}
        made = [people[number] for number in self._made if number in people and people[number].decision]
        return made[-1] if made else here

    def _undo(self, person: Person, yes: bool | None) -> None:
        made, day = person.decision, self.rekotui.on
        if not yes or made is None:
            return

        def write(work: "Work") -> None:
            from storage.reviews import ReviewRepository

            ReviewRepository(work).withdraw(made.decision_id, day)

        if person.number in self._made:
            self._made.remove(person.number)
        at = self._rows.index_of(person.number) if self._rows else None
        if at is not None:
            self.table.cursor_row = at
        self._write(write, REVIEW["withdrawn"])

    def action_join(self) -> None:
        """Confirm that somebody is the same person under another number."""
        from screens.choose import ConfirmScreen

        person = self.person
        before = person.before_number if person else None
        if person is None or before is None:
            self.rekotui.say(REVIEW["no_guess"])
            return
        hide = is_masked(person, self.rekotui.hidden)
        key = "join_ask_hidden" if hide else "join_ask"
        question = REVIEW[key].format(before=before, after=person.number)
        self.rekotui.push_screen(
            ConfirmScreen(question, REVIEW["join_yes"]), partial(self._join, before, person.number)
        )

    def _join(self, before: str, after: str, yes: bool | None) -> None:
        day = self.rekotui.on

        def write(work: "Work") -> None:
            from storage.number_links import NumberLinkRepository

            NumberLinkRepository(work).confirm(before, after, day)

        if yes:
            self._write(write, REVIEW["joined"], moves=after)
