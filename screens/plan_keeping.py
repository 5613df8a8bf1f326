"""The plan on the screen and in the vault: read, changed with undo and redo, and kept at once after every move."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from rekotui.base.errors import BusyError, RekotuiError
from rekotui.casework.plan import EMPTY, Plan
from rekotui.casework.plan_moves import Desk
from screens.frame import Frame
from screens.plan_messages import PLAN
from screens.privacy import masked, shown_name
from storage.plan_reading import Series, VersionLine, series_of
from storage.plan_suggestion_reading import suggestions_of
from storage.reading import CaseLine, Reader, SickLeaveLine

if TYPE_CHECKING:
    from storage.database import Work

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A case with its plans, read at one moment."""

    line: CaseLine
    leaves: tuple[SickLeaveLine, ...]
    series: Series
    waiting: int = 0
    """How many suggestions wait."""


def read_plan(reader: Reader, case_id: int) -> PlanFacts | None:
    """Read a case with its plans; None when it is not there any more."""
    lines = reader.cases_by_id([case_id])
    if not lines:
        return None
    return PlanFacts(
        lines[0],
        reader.sick_leaves(lines[0].patient_id),
        series_of(reader.rows, case_id),
        len(suggestions_of(reader, case_id)),
    )


class KeepsPlan(Frame[None]):
    """A screen about the plan of a case: a draft that can be changed, else the version in force to be read."""

    def __init__(self, case_id: int) -> None:
        super().__init__()
        self.case_id = case_id
        self.facts: PlanFacts | None = None
        self._work: Desk | None = None
        self._seen: int | None = None
        self._kept: Plan | None = None
        self._keeping = asyncio.Lock()
        self.saved_at = ""
        self._logged = False

    def draw(self) -> None:
        """Write everything anew."""

    @property
    def is_draft(self) -> bool:
        """Whether what is shown can be changed."""
        return self._work is not None

    @property
    def plan(self) -> Plan:
        """The plan that is shown: the draft, or the version in force with what has been said of it since."""
        if self._work is not None:
            return self._work.plan
        return (
            self.facts.series.stands(self.facts.series.current) if self.facts and self.facts.series.current else EMPTY
        )

    @property
    def current(self) -> VersionLine | None:
        """The version in force."""
        return self.facts.series.current if self.facts else None

    @property
    def hides(self) -> bool:
        """Whether what names anybody is hidden."""
        return self.facts is None or masked(self.facts.line, self.rekotui.hidden)

    @property
    def who(self) -> str:
        """The patient as she may be named here."""
        if self.facts is None:
            return ""
        line = self.facts.line
        return line.number if self.hides else shown_name(line, False)

    async def refresh_facts(self) -> None:
        """Read the plan; log that it was opened, once. What another window has changed can be undone here too."""
        facts = await self.desk.read(partial(read_plan, case_id=self.case_id))
        if facts is None:
            self.rekotui.say(PLAN["gone"], severity="warning")
            await self.leave_with(None)
            return
        if not self._logged:
            self._logged = True
            if not await self.desk.log_read("case.read", self.case_id):
                self.rekotui.say(PLAN["not_logged"], severity="warning")
        if self.is_attached and not self._is_older(facts):
            self._take(facts)
            self.refresh_bindings()
            self.draw()

    def _is_older(self, facts: PlanFacts) -> bool:
        """Tell whether what was read is older than what is on the screen: a move was made meanwhile."""
        if self._work is None:
            return False
        draft = facts.series.draft
        unkept = self._keeping.locked() or self._work.plan != self._kept
        return unkept or (draft is not None and self._seen is not None and draft.seen < self._seen)

    def _take(self, facts: PlanFacts) -> None:
        # The first line of the first plan can be undone like any other.
        was_empty = self.facts is not None and self._work is None and self.facts.series.current is None
        self.facts = facts
        draft = facts.series.draft
        if draft is None:
            self._work, self._seen, self._kept = None, None, None
            return
        if self._work is not None and draft.plan != self._kept:
            self.saved_at = _clock()
        before = Desk(EMPTY) if was_empty else self._work
        self._work = Desk(draft.plan) if before is None else before.do(draft.plan)
        self._seen, self._kept = draft.seen, draft.plan

    # Changing

    def change(self, plan: Plan) -> None:
        """Put another plan in place of what is shown, and keep it."""
        if self._work is not None:
            self._put(self._work.do(plan))

    def action_undo(self) -> None:
        """Take the last move back."""
        if self._work is not None:
            there = bool(self._work.before)
            self._put(self._work.undo())
            self.rekotui.say(PLAN["undone" if there else "nothing_to_undo"])

    def action_redo(self) -> None:
        """Make the move again that was taken back last."""
        if self._work is not None:
            there = bool(self._work.after)
            self._put(self._work.redo())
            self.rekotui.say(PLAN["redone" if there else "nothing_to_redo"])

    def _put(self, work: Desk) -> None:
        self._work = work
        self.draw()
        if not self._keeping.locked():  # one that is under way keeps this too
            self.start(self.keep_drafts, group="keep-plan")

    async def keep_drafts(self) -> None:
        """Keep the draft as it is now, and again if it has been changed meanwhile."""
        elsewhere = False
        async with self._keeping:
            try:
                while self._work is not None and self._work.plan != self._kept:
                    plan = self._work.plan
                    self._seen = await self.desk.write(partial(_kept, case_id=self.case_id, plan=plan, seen=self._seen))
                    self._kept, self.saved_at = plan, _clock()
            except BusyError as error:
                if error.key != "changed_elsewhere":
                    raise
                elsewhere = True
                self._work = self._kept = None
            except RekotuiError:
                self.saved_at = ""
                raise
        if elsewhere:
            self.rekotui.say(PLAN["changed_elsewhere"], severity="warning")
            await self.refresh_facts()
        elif self.is_attached:
            self.draw()

    async def write(self, change: "Callable[[Work], T]") -> T:
        """Keep what is shown, then write something else about the plan, and read it again."""
        await self.keep_drafts()
        made = await self.desk.write(change)
        await self.refresh_facts()
        return made


def _clock() -> str:
    return datetime.now().strftime("%H:%M")


def _kept(work: "Work", case_id: int, plan: Plan, seen: int | None) -> int:
    from storage.cases import CaseRepository
    from storage.plans import PlanRepository

    return PlanRepository(work).keep(CaseRepository(work).get(case_id), plan, seen)
