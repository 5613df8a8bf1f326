"""What is done about a follow-up, alike on the case and among all of them: answered, done, wait on, take back."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from screens.form import day_or_none
from screens.frame import Frame
from screens.messages import FORM
from screens.quick import Answer, Ask, Given, QuickScreen
from screens.work_messages import FOLLOW_UP
from storage.work_reading import FollowUpLine

if TYPE_CHECKING:
    from storage.database import Work

_ANSWERED, _DONE, _MOVED, _VOIDED, _REOPENED = "answered", "done", "moved", "voided", "reopened"


class ActsOnFollowUps(Frame[None]):
    """A screen with follow-ups; remembers what was done here last, so that one key takes it back."""

    _did: tuple[int, str, date] | None = None
    """Of the last act: the follow-up, what was done, and the day it was due before."""

    def ask_about(self, line: FollowUpLine) -> None:
        """Ask what has become of a follow-up; one that has ended can only be opened again."""
        answers = [*_answers(self.rekotui.on)] if line.state == "open" else [Answer(_REOPENED, FOLLOW_UP["reopen"])]
        self._ask(line, answers)

    def ask_one(self, line: FollowUpLine, what: str) -> None:
        """Ask what one act needs: an answer, or until when to wait."""
        self._ask(line, [answer for answer in _answers(self.rekotui.on) if answer.key == what])

    def mark_done(self, line: FollowUpLine) -> None:
        """End a follow-up as done by her, at once."""
        self._follow(line, "", Given(_DONE, {}))

    def take_back(self) -> None:
        """Undo what was done here last."""
        if self._did is None:
            self.rekotui.say(FOLLOW_UP["nothing_to_undo"])
            return
        (id_, what, before), self._did = self._did, None
        day = self.rekotui.on

        def undo(work: "Work") -> None:
            from storage.follow_ups import FollowUpRepository

            follow_ups = FollowUpRepository(work)
            follow_up = follow_ups.get(id_)
            if what == _MOVED:
                follow_ups.move(follow_up, before)
            elif what == _REOPENED:
                follow_ups.close(follow_up, _DONE, day)
            else:
                follow_ups.reopen(follow_up)

        said = FOLLOW_UP["said_moved_back" if what == _MOVED else "said_reopened"].format(day=before)
        self._write(undo, FOLLOW_UP["said_done"] if what == _REOPENED else said)

    def _ask(self, line: FollowUpLine, answers: list[Answer]) -> None:
        place = f"case:{line.case_id}:follow_up:{line.follow_up_id}"

        def answered(given: Given | None) -> None:
            if given is not None:
                self._follow(line, place, given)

        self.rekotui.push_screen(QuickScreen(FOLLOW_UP["act"], answers, place=place), answered)

    def _follow(self, line: FollowUpLine, place: str, given: Given) -> None:
        until = day_or_none(given.typed.get("until", "")) or self.rekotui.on

        def write(work: "Work") -> None:
            from storage.drafts import DraftRepository

            _carry_out(work, line, given, until, self.rekotui.on)
            if place:
                DraftRepository(work).let_go(place)

        self._did = (line.follow_up_id, given.key, line.due_on) if given.key != _VOIDED else None
        self._write(write, FOLLOW_UP[f"said_{given.key}"].format(day=until))

    def _write(self, change: Callable[["Work"], object], said: str) -> None:
        async def go() -> None:
            try:
                await self.desk.write(change)
            except BaseException:
                self._did = None
                raise
            finally:
                self.start(self.refresh_facts, group="refresh")
            self.rekotui.say(said)

        # A group of its own each time: a newer act must not take an older one's place.
        self.start(go, group=f"write {object()}")


def _answers(on: date) -> list[Answer]:
    return [
        Answer(_ANSWERED, FOLLOW_UP["yes_answered"], (Ask("answer", FOLLOW_UP["answer"], needed=False),)),
        Answer(_DONE, FOLLOW_UP["yes_done"]),
        Answer(_MOVED, FOLLOW_UP["wait_on"], (Ask("until", FOLLOW_UP["until"], FORM["day_hint"], after=on),)),
        Answer(_VOIDED, FOLLOW_UP["wrong"], (Ask("why", FOLLOW_UP["why"]),)),
    ]


def _carry_out(work: "Work", line: FollowUpLine, given: Given, until: date, on: date) -> None:
    from storage.follow_ups import ANSWERED, DONE, VOIDED, FollowUpRepository

    follow_ups = FollowUpRepository(work)
    follow_up = follow_ups.get(line.follow_up_id, line.version)
    ends = {_ANSWERED: (ANSWERED, "answer"), _DONE: (DONE, "answer"), _VOIDED: (VOIDED, "why")}
    if given.key == _MOVED:
        follow_ups.move(follow_up, until)
    elif given.key == _REOPENED:
        follow_ups.reopen(follow_up)
    else:
        state, typed = ends[given.key]
        follow_ups.close(follow_up, state, on, given.typed.get(typed, ""))
