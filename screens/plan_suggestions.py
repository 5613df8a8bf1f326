"""What the interview suggests for the plan: take it as it is, reword it, or lay it aside."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from rekotui.casework.plan import words
from rekotui.casework.plan_templates import in_reading_order, take_suggestion
from screens import commands
from screens.frame import Frame
from screens.plan_messages import SUGGESTIONS
from screens.privacy import shown
from screens.widgets.empty_state import EmptyState
from screens.widgets.toned_text import from_pieces, to_content
from screens.widgets.tones import Piece, Tone
from storage.plan_reading import series_of

if TYPE_CHECKING:
    from datetime import date

    from storage.database import Work
    from storage.plan_suggested import Waiting

_DROPPED = "dropped"


class PlanSuggestionsScreen(Frame[int]):
    """The suggestions of a case; its result is the key of the item that is to be reworded, 0 when she is done."""

    PLACE = commands.PLAN_SUGGESTIONS
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "plan.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.PLAN_SUGGESTIONS)
    AUTO_FOCUS = "#suggestions"

    def __init__(self, case_id: int, number: str, at: int) -> None:
        super().__init__()
        self._case_id, self._number, self._at = case_id, number, at
        self._lines: tuple[Waiting, ...] = ()

    def heading(self) -> str:
        """Name the screen by the case's number."""
        return SUGGESTIONS["title"].format(case=self._number)

    def body(self) -> Iterable[Widget]:
        """Yield the list, what is known of the one under the cursor, and what to do where there is none."""
        yield OptionList(id="suggestions", markup=False)
        yield EmptyState(SUGGESTIONS["none_title"], SUGGESTIONS["none_advice"], id="no-plan")
        yield Static(markup=False, id="suggestion")

    async def refresh_facts(self) -> None:
        """Read what waits."""
        from storage.plan_suggested import waiting

        read = await self.desk.read(partial(waiting, case_id=self._case_id))
        found = tuple(sorted(read, key=lambda line: in_reading_order(line.proposed)))
        if self.is_attached:
            self._lines = found
            self._draw()

    def identities_changed(self) -> None:
        """Draw again."""
        super().identities_changed()
        if self.is_mounted:
            self._draw()

    def _draw(self) -> None:
        listed = self.query_one("#suggestions", OptionList)
        at = listed.highlighted or 0
        listed.clear_options()
        listed.add_options(Option(self._words(line)) for line in self._lines)
        listed.highlighted = min(at, len(self._lines) - 1) if self._lines else None
        listed.display = bool(self._lines)
        self.query_one(EmptyState).display = not self._lines
        self._draw_one()

    def _words(self, line: "Waiting") -> Content:
        kind = words("kinds").get(words("guide_kinds").get(line.proposed.kind, ""), line.proposed.kind)
        pieces: list[Piece] = [(f"{kind:<8}", Tone.MUTED), (shown(line.proposed.text, self.rekotui.hidden), None)]
        return to_content([from_pieces(pieces)])

    @on(OptionList.OptionHighlighted)
    def _draw_one(self) -> None:
        line = self.chosen
        about = self.query_one("#suggestion", Static)
        about.display = line is not None
        if line is None:
            return
        lines = [from_pieces([(self._from(line), Tone.MUTED)])]
        if line.answer:
            answer = SUGGESTIONS["answer"].format(answer=shown(line.answer, self.rekotui.hidden))
            lines.append(from_pieces([(answer, None)]))
        if line.confirm:
            lines.append(from_pieces([(SUGGESTIONS["confirm"], Tone.WARNING)]))
        about.update(to_content(lines))

    def _from(self, line: "Waiting") -> str:
        role = words("roles").get(line.proposed.responsible, "")
        return " · ".join(part for part in (role, line.proposed.source) if part)

    @property
    def chosen(self) -> "Waiting | None":
        """The suggestion under the cursor."""
        at = self.query_one("#suggestions", OptionList).highlighted
        return self._lines[at] if at is not None and at < len(self._lines) else None

    # Doing

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_take()

    def action_take(self) -> None:
        """Put the suggestion into the draft; one from a sensitive answer is to be reworded first."""
        if (line := self.chosen) is not None:
            self.start(partial(self._take, line, line.confirm), group="suggestion")

    def action_reword(self) -> None:
        """Put the suggestion into the draft, and open it to be reworded."""
        if (line := self.chosen) is not None:
            self.start(partial(self._take, line, True), group="suggestion")

    def action_drop(self) -> None:
        """Lay the suggestion aside."""
        line = self.chosen
        if line is None:
            return

        async def go() -> None:
            await self.desk.write(partial(_laid_aside, line=line, on=self.rekotui.on))
            self.rekotui.say(SUGGESTIONS["dropped"])
            await self.refresh_facts()

        self.start(go, group="suggestion")

    async def _take(self, line: "Waiting", rewords: bool) -> None:
        given = partial(_taken, case_id=self._case_id, line=line, at=self._at, on=self.rekotui.on)
        self._at = key = await self.desk.write(given)
        self.rekotui.say(SUGGESTIONS["taken"])
        if rewords:
            await self.leave_with(key)
        else:
            await self.refresh_facts()


def _taken(work: "Work", case_id: int, line: "Waiting", at: int, on: "date") -> int:
    """Add the suggestion to the draft, which marks it as taken; return the item's key."""
    from storage.cases import CaseRepository
    from storage.plans import PlanRepository

    case = CaseRepository(work).get(case_id)
    draft = series_of(work.ask, case_id).draft
    if draft is None:  # the first suggestion that is taken begins the draft
        PlanRepository(work).start(case, on)
        draft = series_of(work.ask, case_id).draft
        assert draft is not None
    here = at if any(item.key == at for item in draft.plan.items) else 0
    made = take_suggestion(draft.plan, line.proposed, here)
    PlanRepository(work).keep(case, made.plan, draft.seen)
    return made.key


def _laid_aside(work: "Work", line: "Waiting", on: "date") -> None:
    from storage.plan_suggestions import PlanSuggestionRepository

    PlanSuggestionRepository(work).decide(line.proposed.number, _DROPPED, on, line.version)
