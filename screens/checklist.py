"""An introduction: its points with their due days, ticked one by one. About no case."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from rekotui.casework.checklist import DONE, OPEN, Point
from rekotui.casework.guides import in_force
from screens import commands
from screens.checklist_messages import CHECKLIST
from screens.checklist_words import handled, head_words, line_words, point_lines, who_words
from screens.frame import Frame
from screens.guide_messages import guide_name
from screens.widgets.toned_text import from_pieces, to_content
from screens.widgets.tones import Tone
from storage.checklist_reading import ChecklistFacts, checklist, checklists

if TYPE_CHECKING:
    from screens.quick import Given
    from storage.checklists import ChecklistRepository
    from storage.database import Work

_NEW = "new"


async def open_checklist(screen: Frame[Any], guide: str) -> None:
    """Open an introduction of a kind from a screen: the only one, one that is chosen, or a new one."""
    from screens.checklist_form import ChecklistForm
    from screens.choose import ChooseScreen

    found = await screen.desk.read(lambda reader: checklists(reader, guide, in_force()))

    def opened(number: int | str | None) -> None:
        if number == _NEW:
            screen.rekotui.push_screen(ChecklistForm(guide), opened)
        elif number is not None:
            screen.rekotui.push_screen(ChecklistScreen(int(number)))

    if not found:
        opened(_NEW)
        return
    choices = [(str(each.line.interview_id), line_words(each)) for each in found]
    name = CHECKLIST["which"].format(name=guide_name(found[0].guide))
    screen.rekotui.push_screen(ChooseScreen(name, [*choices, (_NEW, CHECKLIST["begin"])]), opened)


class ChecklistScreen(Frame[None]):
    """One introduction by its number."""

    PLACE = commands.CHECKLIST
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "checklist.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.CHECKLIST)
    AUTO_FOCUS = "#points"

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.facts: ChecklistFacts | None = None

    def heading(self) -> str:
        """Name the guide, and whose it is unless identities are hidden."""
        if self.facts is None:
            return ""
        name = guide_name(self.facts.guide)
        return name if self.rekotui.hidden else CHECKLIST["heading"].format(name=name, who=who_words(self.facts))

    def body(self) -> Iterable[Widget]:
        """Yield how far it has come, the points, and help for the one under the cursor."""
        yield Static(markup=False, id="checklist-head")
        yield OptionList(id="points", markup=False)
        yield Static(markup=False, id="point-help")

    async def refresh_facts(self) -> None:
        """Read it again."""
        facts = await self.desk.read(lambda reader: checklist(reader.rows, self.number, in_force()))
        if facts is None or facts.line.voided_on is not None:
            self.rekotui.say(CHECKLIST["gone"], severity="warning")
            await self.leave_with(None)
        elif self.is_attached:
            self.facts = facts
            self._draw()

    def _draw(self) -> None:
        if self.facts is None:
            return
        self.show_top()
        self.query_one("#checklist-head", Static).update(to_content([head_words(self.facts, self.rekotui.on)]))
        listed, words = self.query_one("#points", OptionList), in_force().vocabulary
        at, first = listed.highlighted, self._first_open()
        listed.clear_options()
        section = ""
        for point in self.facts.points:
            if point.section != section:
                section = point.section
                title = to_content([from_pieces([(section.upper(), Tone.ACCENT)])])
                listed.add_option(Option(title, disabled=True))
            listed.add_option(Option(to_content(point_lines(point, self.rekotui.on, words)), id=point.question))
        listed.highlighted = at if at is not None else listed.get_option_index(first)

    def _first_open(self) -> str:
        assert self.facts is not None
        points = self.facts.points
        return next((point.question for point in points if point.state == OPEN), points[0].question)

    @property
    def current(self) -> Point | None:
        """The point under the cursor."""
        listed = self.query_one("#points", OptionList)
        if self.facts is None or listed.highlighted is None:
            return None
        wanted = listed.get_option_at_index(listed.highlighted).id
        return next((point for point in self.facts.points if point.question == wanted), None)

    @on(OptionList.OptionHighlighted)
    def _help(self) -> None:
        point = self.current
        self.query_one("#point-help", Static).update(point.help if point else "")

    # Doing

    @on(OptionList.OptionSelected)
    def action_tick(self) -> None:
        """Tick the point as done today; take a tick, or that it is not needed, back."""
        if (point := self._open_for_change()) is None:
            return
        question, today = point.question, self.rekotui.on
        if point.state == OPEN:
            self._write(lambda lists: lists.tick(self.number, question, today, today))
        else:
            self._write(lambda lists: lists.untick(self.number, question))

    def action_drop(self) -> None:
        """Note that the point is not needed."""
        if (point := self._open_for_change()) is not None and point.state == OPEN:
            self._write(lambda lists: lists.drop(self.number, point.question))

    def action_tick_on(self) -> None:
        """Ask on which day the point was done."""
        from screens.quick import Answer, Ask, QuickScreen

        if (point := self._open_for_change()) is None:
            return
        ask = Ask("day", CHECKLIST["tick_day"], self.rekotui.on.isoformat())
        place = f"checklist:{self.number}:{point.question}"
        answers = [Answer(DONE, CHECKLIST["tick"], (ask,))]
        quick = QuickScreen(CHECKLIST["tick_ask"], answers, place=place, text=point.text)
        self.rekotui.push_screen(quick, partial(self._ticked_on, point.question, place))

    def _ticked_on(self, question: str, place: str, given: "Given | None") -> None:
        from screens.form import day_or_none

        if given is None:
            return
        day, today = day_or_none(given.typed["day"]), self.rekotui.on
        if day is None or day > today:
            self.rekotui.say(CHECKLIST["bad_day"], severity="warning")
            return
        chosen: date = day
        self._write(lambda lists: lists.tick(self.number, question, chosen, today), place)

    def action_first_day(self) -> None:
        """Change the first day, and whose it is."""
        from screens.checklist_form import ChecklistForm

        if self.facts is not None and self._open_for_change() is not None:
            self.rekotui.push_screen(ChecklistForm(self.facts.line.guide, self.facts))

    def action_end(self) -> None:
        """End the introduction, or say how much is left."""
        from screens.choose import ConfirmScreen

        if self.facts is None or self._open_for_change() is None:
            return
        left = sum(point.required and point.state == OPEN for point in self.facts.points)
        if left:
            self.rekotui.say(CHECKLIST["end_left"].format(count=left), severity="warning")
            return

        def answered(is_sure: bool | None) -> None:
            if is_sure:
                self._write(lambda lists: lists.close(self.number, self.rekotui.on))
                self.rekotui.say(CHECKLIST["end_said"])

        details = CHECKLIST["end_details"].format(done=handled(self.facts), all=len(self.facts.points))
        self.rekotui.push_screen(ConfirmScreen(CHECKLIST["end_ask"], CHECKLIST["end_yes"], details), answered)

    def _open_for_change(self) -> Point | None:
        """Return the point under the cursor, if the introduction goes on; else say that it has ended."""
        if self.facts is not None and not self.facts.line.is_open:
            self.rekotui.say(CHECKLIST["closed"])
            return None
        return self.current

    def _write(self, change: "Callable[[ChecklistRepository], None]", place: str = "") -> None:
        def write(work: "Work") -> None:
            from storage.checklists import ChecklistRepository
            from storage.drafts import DraftRepository

            change(ChecklistRepository(work))
            if place:
                DraftRepository(work).let_go(place)

        async def go() -> None:
            await self.desk.write(write)
            await self.refresh_facts()

        # A group of its own each time: a newer tick must not take an older one's place.
        self.start(go, group=f"write {object()}")
