"""All that is watched: overdue, today, this week and later; by whom we wait for; what to take up with each doctor."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from rekotui.exchange.follow_up_groups import BY_DAY, BY_DOCTOR, ORDERS, Group, grouped
from screens import commands
from screens.acts_on_follow_ups import ActsOnFollowUps
from screens.messages import PRIVACY
from screens.widgets.empty_state import EmptyState
from screens.widgets.toned_text import from_pieces, to_content
from screens.widgets.tones import Piece, Tone
from screens.work_messages import FOLLOW_UPS
from screens.work_words import due_mark, follow_up_words
from storage.work_reading import OpenFollowUp, open_follow_ups

_NAME = 22


class FollowUpsScreen(ActsOnFollowUps):
    """Every open follow-up, in groups; one key acts on the one under the cursor."""

    PLACE = commands.FOLLOW_UPS
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "follow_ups.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.FOLLOW_UPS)
    AUTO_FOCUS = "#watched"

    def __init__(self) -> None:
        super().__init__()
        self._open: tuple[OpenFollowUp, ...] = ()
        self._rows: list[OpenFollowUp | None] = []
        self._order = BY_DAY
        self._logged = False

    def heading(self) -> str:
        """Name the screen."""
        return FOLLOW_UPS["title"]

    def body(self) -> Iterable[Widget]:
        """Yield how it is ordered, the list, and what to do where there is none."""
        yield Static(markup=False, id="order")
        yield Vertical(OptionList(id="watched", markup=False), EmptyState("", "", id="nothing"), id="all")

    async def refresh_facts(self) -> None:
        """Read all that is open; log that it was looked at, once."""
        found = await self.desk.read(open_follow_ups)
        if not self._logged:
            self._logged = True
            if not await self.desk.log_read("list.read"):
                self.rekotui.say(FOLLOW_UPS["not_logged"], severity="warning")
        if self.is_attached:
            self._open = found
            self._draw()

    def identities_changed(self) -> None:
        """Draw again."""
        super().identities_changed()
        if self.is_mounted:
            self._draw()

    def _draw(self) -> None:
        groups = grouped(self._open, self._order, self.rekotui.on)
        shown = sum(len(group.lines) for group in groups)
        words = FOLLOW_UPS["count"].format(shown=shown, order=FOLLOW_UPS[self._order])
        self.query_one("#order", Static).update(words)
        listed, before = self.query_one("#watched", OptionList), self.query_one("#watched", OptionList).highlighted
        listed.clear_options()
        self._rows = []
        for group in groups:
            self._add(listed, group)
        places = [at for at, row in enumerate(self._rows) if row is not None]
        listed.display = bool(places)
        listed.highlighted = next((at for at in places if at >= (before or 0)), places[-1]) if places else None
        nothing = self.query_one(EmptyState)
        nothing.display = not places
        doctor = self._order == BY_DOCTOR and self._open
        nothing.say(FOLLOW_UPS["none_title"], FOLLOW_UPS["none_doctor" if doctor else "none_advice"])

    def _add(self, listed: OptionList, group: Group) -> None:
        self._rows.append(None)
        # A doctor's name stays as it is written.
        named = self._order == BY_DOCTOR and group.lines[0].physician
        title = group.title if named else group.title.upper()
        heading = f"{title}  {len(group.lines)}"
        listed.add_option(Option(to_content([from_pieces([(heading, Tone.ACCENT)])]), disabled=True))
        for line in group.lines:
            self._rows.append(line)
            listed.add_option(Option(self._words(line), id=str(line.line.follow_up_id)))

    def _words(self, found: OpenFollowUp) -> Content:
        hide = found.protected or self.rekotui.hidden
        name = name_of(found, self.rekotui.hidden)
        pieces: list[Piece] = [(f"{found.line.due_on}  ", Tone.MUTED), (f"{_fit(name)}  ", Tone.STRONG)]
        if self._order != BY_DAY and (mark := due_mark(found.line.due_on, self.rekotui.on)):
            pieces.append((f"{mark}  ", Tone.WARNING))
        return to_content([from_pieces([*pieces, (follow_up_words(found.line, hide), None)])])

    # Doing

    @property
    def current(self) -> OpenFollowUp | None:
        """The follow-up under the cursor."""
        at = self.query_one("#watched", OptionList).highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_open_case()

    def action_open_case(self) -> None:
        """Open the case of the follow-up under the cursor."""
        if (found := self.current) is not None:
            self.rekotui.show_case(found.line.case_id)

    def action_answered(self) -> None:
        """Say what was answered."""
        if (found := self.current) is not None:
            self.ask_one(found.line, "answered")

    def action_done(self) -> None:
        """End it as done."""
        if (found := self.current) is not None:
            self.mark_done(found.line)

    def action_wait_on(self) -> None:
        """Wait until another day."""
        if (found := self.current) is not None:
            self.ask_one(found.line, "moved")

    def action_take_back(self) -> None:
        """Undo what was done here last."""
        self.take_back()

    def action_contact(self) -> None:
        """Write down a contact in the case of the follow-up under the cursor."""
        from screens.contact_form import ContactForm

        if (found := self.current) is not None:
            self.rekotui.push_screen(ContactForm(found.line.case_id, found.number))

    def action_unjournaled(self) -> None:
        """Open all that is not in the record yet."""
        from screens.unjournaled import UnjournaledScreen

        self.rekotui.push_screen(UnjournaledScreen())

    def action_order(self) -> None:
        """Group them another way."""
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        self._draw()


def name_of(found: OpenFollowUp, hidden: bool) -> str:
    """Return the name as it stands in lists, or what stands in its place."""
    from rekotui.casework.names import filed_name

    if found.protected:
        return PRIVACY["protected"].format(case=found.number)
    return PRIVACY["hidden_name"].format(case=found.number) if hidden else filed_name(found.name)


def _fit(name: str) -> str:
    return f"{name:<{_NAME}}" if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
