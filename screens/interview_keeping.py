"""How an interview is kept: each answer is stored when it is left, in turn, and what is typed is a draft until then.

The next question is shown at once, and the answer before it is written behind it: nobody waits for the disk while a
patient talks. What cannot be stored comes back to its question, and the words are still there.
"""

import asyncio
from datetime import datetime
from functools import partial

from rekotui.base.errors import RekotuiError
from rekotui.casework.guide import Question
from rekotui.casework.interview import ANSWERED, NO_ANSWER, UNSEEN, Answer, Place, Sheet
from screens.desk import DeskLockedError
from screens.frame import Frame
from screens.guide_messages import GUIDES
from screens.interview_facts import (
    InterviewFacts,
    Step,
    answer_after,
    carry_out,
    draft_of,
    fits,
    local_time,
    place_of_place,
    read_interview,
    typed_of,
    typed_value,
    written_place,
)
from screens.interview_messages import INTERVIEW
from storage.interview_reading import NOTE, VALUE

_KEEP_AFTER = 0.4
"""Seconds from the first unsaved key to the draft; not moved by further keys."""

Slot = tuple[Place, str]
"""An answer (VALUE) or a note (NOTE) at a place."""


class KeepsInterview(Frame[None]):
    """An interview with what is typed in it. Subclasses show it."""

    def __init__(self, interview_id: int) -> None:
        super().__init__()
        self.interview_id = interview_id
        self.facts: InterviewFacts | None = None
        self.sheet: Sheet | None = None
        self.place: Place | None = None
        self.saved = ""
        """When something was last kept, in words."""
        self.finishing = False
        """Whether she is about to close it."""
        self._versions: dict[Place, int] = {}
        self._drafts: dict[Slot, str] = {}
        self._kept: dict[str, str] = {}
        self._opened: dict[str, str] = {}
        self._pending: list[Step] = []
        self._lock = asyncio.Lock()
        self._writing: set[asyncio.Future[None]] = set()
        self._timer_runs = False
        self._turn = 0

    # What a subclass says

    def typed_here(self) -> dict[str, str]:
        """Return what stands in the fields of the question now, by VALUE and NOTE; {} before there is one."""
        return {}

    def covered(self) -> bool:
        """Tell whether the answer cannot be seen."""
        return False

    def take_first(self) -> None:
        """Remember how it was when she came here."""

    def show_place(self, place: Place) -> None:
        """Show a question."""

    def show_saved(self) -> None:
        """Write anew when something was kept."""

    def draw_again(self, answer_changed: bool) -> None:
        """Draw what has been read again."""

    # Reading

    async def refresh_facts(self) -> None:
        """Read the interview again; what is being typed stays."""
        facts, turn = None, -1
        while turn != self._turn:  # an answer that is left while this is read would be taken back by it
            await self.drain()
            turn = self._turn
            facts = await self.desk.read(lambda reader: read_interview(reader, self.interview_id))
        if self.finishing and facts is not None and not facts.stored.line.is_open:
            return  # it has just been closed from here, and its summary comes
        if facts is None or not facts.stored.line.is_open:
            self.rekotui.say(INTERVIEW["gone" if facts is None else "closed_elsewhere"], severity="warning")
            await self.leave_with(None)
        elif self.is_attached and not self._pending:
            self._take(facts)

    def _take(self, facts: InterviewFacts) -> None:
        first = self.facts is None
        before, dirty = self.answer_here(), bool(self._unsaved())
        version = self._versions.get(self.place, 0) if self.place else 0
        self.facts, self.sheet = facts, facts.stored.sheet
        self._versions = dict(facts.stored.versions)
        if first:
            self._drafts = dict(facts.drafts)
            self._kept = {draft_of(self.interview_id, _as_step(*key))[0]: text for key, text in facts.drafts.items()}
            self.saved = _saved(local_time(facts.stored.saved_at))
            self.take_first()
            if facts.at is not None:
                self.show_place(facts.at)
            self._tell(facts)
            return
        if dirty and self.place is not None:
            self._versions[self.place] = version  # what was changed elsewhere is noticed when this is left
        self.draw_again(not dirty and before != self.answer_here())

    def _tell(self, facts: InterviewFacts) -> None:
        if facts.stored.other_words:
            self.rekotui.say(INTERVIEW["other_words"])
        if facts.known:
            self.rekotui.say(GUIDES["known_one" if len(facts.known) == 1 else "known"].format(count=len(facts.known)))
        if facts.guides.refused:
            self.rekotui.say(INTERVIEW["guide_refused"], severity="warning")

    def answer_here(self) -> Answer:
        """Return the answer to the question that is shown, as it is stored or about to be."""
        return self.answer_at(self.place) if self.place is not None else NO_ANSWER

    def answer_at(self, place: Place) -> Answer:
        """Return the answer at a place, as it is stored or about to be."""
        return self.sheet.answer(place) if self.sheet is not None else NO_ANSWER

    def question_at(self, place: Place) -> Question:
        """Return the question of a place."""
        assert self.sheet is not None
        return self.sheet.guide.question(place.question)

    def open_place(self, place: Place) -> dict[str, str]:
        """Take a question as the one that is shown; return what is to stand in its fields."""
        assert self.sheet is not None
        self.place = place
        answer = self.sheet.answer(place)
        base = {VALUE: self.proposed(place) or typed_of(answer), NOTE: answer.note}
        self._opened = {part: self._drafts.get((place, part), text) for part, text in base.items()}
        self._keep_in_a_while()
        return self._opened

    def proposed(self, place: Place | None) -> str:
        """Return what is proposed for a question that nobody has looked at, as it stands in a field; "" for nothing."""
        if self.facts is None or self.sheet is None or place is None or self.sheet.answer(place).state != UNSEEN:
            return ""
        known = self.facts.known.get(place)
        return typed_value(known.value) if known else ""

    # Leaving an answer

    def leave_place(self, strict: bool = True, confirm: bool = False) -> str:
        """Store what stands in the fields; return what is wrong with it, "" for nothing.

        What does not fit stays a draft; with `strict` it is said, and she stays. A draft that cannot be seen is not
        made an answer by passing it, nor is a proposal before she has said yes to it (`confirm`) or changed it.
        """
        place = self.place
        if self.sheet is None or place is None:
            return ""
        question, wrong = self.question_at(place), ""
        for part, typed in self._unsaved(confirm).items():
            if self.covered() and typed == self._opened.get(part):
                continue
            if part == VALUE and typed and (wrong := fits(question, typed)):
                self._drafts[place, part] = typed
                continue
            kind = NOTE if part == NOTE else (ANSWERED if typed else UNSEEN)
            self.store(Step(kind, place, typed))
        if wrong and not strict:
            self._keep_soon()
        return wrong if strict else ""

    def _unsaved(self, confirm: bool = False) -> dict[str, str]:
        """Return what stands in the fields and is not the stored answer, by part; an untouched proposal is nothing."""
        answer = self.answer_here()
        base = {VALUE: typed_of(answer), NOTE: answer.note}
        if not confirm and (proposed := self.proposed(self.place)) and self.typed_here().get(VALUE) == proposed:
            base[VALUE] = proposed
        return {part: typed for part, typed in self.typed_here().items() if typed.strip() != base[part].strip()}

    def store(self, step: Step) -> None:
        """Let an answer be what it is to be, and write it behind what she does next."""
        assert self.sheet is not None
        before = self.sheet.answer(step.place)
        after = answer_after(self.question_at(step.place), before, step)
        self.sheet = self.sheet.having(step.place, after)
        self._drafts.pop((step.place, NOTE if step.kind == NOTE else VALUE), None)
        self._pending.append(step)
        self._turn += 1
        self.start(self.drain, group=f"save-{self._turn}")

    async def drain(self) -> None:
        """Write what is waiting, in the order it was left. Whoever waits for it may be cut short: the writing is not.

        An answer that had reached the disk and was still held for waiting would be written once more, and refused.
        """
        writing = asyncio.ensure_future(self._drain())
        self._writing.add(writing)
        writing.add_done_callback(self._drained)
        await asyncio.shield(writing)

    def _drained(self, writing: "asyncio.Future[None]") -> None:
        self._writing.discard(writing)
        if not writing.cancelled():
            writing.exception()  # seen by whoever waits, if anybody still does; what was not written is tried again

    async def _drain(self) -> None:
        async with self._lock:
            while self._pending:
                step = self._pending[0]
                try:
                    self._versions[step.place] = await self._write(step)
                except DeskLockedError:
                    raise  # it waits for the key
                except RekotuiError as error:
                    self._pending.pop(0)
                    await self._come_back(step, error)
                    return
                self._pending.pop(0)
                self._kept.pop(draft_of(self.interview_id, step)[0], None)
                self.saved = _saved(datetime.now().strftime("%H:%M"))
                self.show_saved()

    async def _write(self, step: Step) -> int:
        question, seen = self.question_at(step.place), self._versions.get(step.place, 0)
        at = self._at()
        version = await self.desk.write(
            partial(carry_out, interview_id=self.interview_id, step=step, question=question, seen=seen, at=at)
        )
        self._kept[place_of_place(self.interview_id)] = at
        return version

    async def _come_back(self, step: Step, error: RekotuiError) -> None:
        """Keep what could not be stored as a draft on its question, show what stands there now, and say it."""
        self.rekotui.report(error)
        self.rekotui.say(INTERVIEW["not_saved"], severity="warning")
        facts = await self.desk.read(lambda reader: read_interview(reader, self.interview_id))
        if facts is None or not facts.stored.line.is_open or not self.is_attached:
            return
        self.facts, self.sheet = facts, facts.stored.sheet
        self._versions = dict(facts.stored.versions)
        if step.kind in (ANSWERED, NOTE):
            self._drafts[step.place, NOTE if step.kind == NOTE else VALUE] = step.typed
        self.show_place(step.place)

    # Drafts

    def typed(self) -> None:
        """Keep a draft soon."""
        self._keep_in_a_while()

    def _keep_in_a_while(self) -> None:
        if not self._timer_runs:
            self._timer_runs = True
            self.set_timer(_KEEP_AFTER, self._keep_soon)

    def _keep_soon(self) -> None:
        self._timer_runs = False
        self._turn += 1
        self.start(self.keep_drafts, group=f"draft-{self._turn}")  # of a group of its own: none cuts another short

    async def keep_drafts(self) -> None:
        """Write what is waiting, then what is typed and where she is, if that has changed."""
        await self.drain()
        async with self._lock:  # an answer that is left meanwhile is stored after its draft, and lets it go
            for place, text, case_id in self.drafts_now():
                await self.desk.keep_draft(place, text, case_id)
                self._kept[place] = text
                if place != place_of_place(self.interview_id) and text:
                    self.saved = INTERVIEW["kept"].format(time=datetime.now().strftime("%H:%M"))
        self.show_saved()

    def drafts_now(self) -> list[tuple[str, str, int | None]]:
        """Return what is typed, or waits to be stored, and is not kept yet; and where she is."""
        if self.facts is None or self.place is None:
            return []
        texts = {place_of_place(self.interview_id): self._at()}
        for slot, text in self._drafts.items():
            texts[draft_of(self.interview_id, _as_step(*slot))[0]] = text
        unsaved = self._unsaved()
        for part in self.typed_here():
            texts[draft_of(self.interview_id, _as_step(self.place, part))[0]] = unsaved.get(part, "")
        texts |= dict(draft_of(self.interview_id, step) for step in self._pending)
        case_id = self.facts.stored.line.case_id
        return [(place, text, case_id) for place, text in texts.items() if text != self._kept.get(place, "")]

    def _at(self) -> str:
        return written_place(self.place) if self.place is not None else ""


def _as_step(place: Place, part: str) -> Step:
    return Step(NOTE if part == NOTE else ANSWERED, place)


def _saved(clock: str) -> str:
    return INTERVIEW["saved"].format(time=clock) if clock else ""
