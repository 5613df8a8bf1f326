"""External cooperation of a case in one place: what is planned and held, what each demands, what was promised."""

from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from rekotui.casework.consent import Ledger
from rekotui.casework.meeting import DONE, VOIDED, kinds
from rekotui.casework.meeting_demands import Known
from screens import commands
from screens.form import case_line
from screens.frame import Frame
from screens.meeting_messages import MEETINGS
from screens.meeting_words import detail_lines, meeting_line
from screens.privacy import masked
from screens.widgets.empty_state import EmptyState
from screens.widgets.toned_text import to_content
from storage.consent_ledger import ledger_of
from storage.journal_marks import CONTACT
from storage.meeting_reading import MeetingLine, Promise, known_of, meetings_of, promises_of
from storage.reading import CaseLine, Reader


class _Found(NamedTuple):
    lines: tuple[MeetingLine, ...]
    promises: dict[int, Promise]
    ledger: Ledger
    known: Known
    case: CaseLine | None


class MeetingsScreen(Frame[None]):
    """The meetings of a case, with all there is to say of the one under the cursor below."""

    PLACE = commands.MEETINGS
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "meetings.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.MEETINGS)
    AUTO_FOCUS = "#meeting-list"

    def __init__(self, case_id: int, number: str, *, revealed: bool = False) -> None:
        super().__init__()
        self._case_id, self._number, self._revealed = case_id, number, revealed
        self._found = _Found((), {}, (), Known(), None)

    def heading(self) -> str:
        """Name the screen by the case's number."""
        return MEETINGS["title"].format(case=self._number)

    def body(self) -> Iterable[Widget]:
        """Yield the list, what the one under the cursor demands, and what to do."""
        yield Vertical(
            OptionList(id="meeting-list", markup=False),
            VerticalScroll(Static(markup=False, id="meeting-detail"), id="meeting-about", can_focus=False),
            EmptyState(MEETINGS["none_title"], MEETINGS["none_advice"], id="no-meetings"),
            Static(MEETINGS["hint"], markup=False, id="meetings-hint"),
            id="meetings",
        )

    async def refresh_facts(self) -> None:
        """Read the meetings again."""
        found = await self.desk.read(self._read)
        if self.is_attached:
            self._found = found
            self._draw()

    def identities_changed(self) -> None:
        """Draw again."""
        super().identities_changed()
        if self.is_mounted:
            self._draw()

    def _read(self, reader: Reader) -> _Found:
        lines = meetings_of(reader, self._case_id)
        return _Found(
            lines,
            promises_of(reader, lines),
            ledger_of(reader.rows, self._case_id),
            known_of(reader, self._case_id),
            case_line(reader, self._case_id),
        )

    @property
    def _hide(self) -> bool:
        return self._case is None or masked(self._case, self.rekotui.hidden, self._revealed)

    @property
    def _case(self) -> CaseLine | None:
        return self._found.case

    def _draw(self) -> None:
        listed = self.query_one("#meeting-list", OptionList)
        at, found = listed.highlighted, self._found
        listed.clear_options()
        for line in found.lines:
            text = to_content([meeting_line(line, found.ledger, found.known, self.rekotui.on)])
            listed.add_option(Option(text, id=str(line.meeting_id)))
        listed.highlighted = min(at or 0, len(found.lines) - 1) if found.lines else None
        for part in ("#meeting-list", "#meeting-about", "#meetings-hint"):
            self.query_one(part).display = bool(found.lines)
        self.query_one("#no-meetings").display = not found.lines
        self._draw_detail()

    @on(OptionList.OptionHighlighted)
    def _draw_detail(self) -> None:
        line, found = self.current, self._found
        rows = (
            detail_lines(line, found.ledger, found.known, self.rekotui.on, found.promises, self._hide) if line else []
        )
        self.query_one("#meeting-detail", Static).update(to_content(rows))

    # Doing

    @property
    def current(self) -> MeetingLine | None:
        """The meeting under the cursor."""
        at = self.query_one("#meeting-list", OptionList).highlighted
        return self._found.lines[at] if at is not None and at < len(self._found.lines) else None

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_open_meeting()

    def action_open_meeting(self) -> None:
        """Change it: give it a day, write what has become of it."""
        from screens.meeting_form import MeetingForm

        if (line := self._standing()) is not None:
            self.rekotui.push_screen(MeetingForm(self._case_id, self._number, line.kind, line.meeting_id))

    def action_new_meeting(self) -> None:
        """Ask what it is about, then enter it."""
        from screens.choose import ChooseScreen

        choices = [(code, kind.label) for code, kind in kinds().items()]
        self.rekotui.push_screen(ChooseScreen(MEETINGS["which"], choices), self._enter)

    def _enter(self, kind: str | None) -> None:
        from screens.meeting_form import MeetingForm

        if kind is not None:
            self.rekotui.push_screen(MeetingForm(self._case_id, self._number, kind))

    def action_void_meeting(self) -> None:
        """Strike it out."""
        from screens.meeting_form import VoidMeetingForm

        if (line := self._standing()) is not None:
            self.rekotui.push_screen(VoidMeetingForm(self._case_id, self._number, line.meeting_id))

    def action_journal(self) -> None:
        """Show the text for the record."""
        from screens.journal_text import JournalTextScreen

        if (line := self._standing()) is None:
            return
        if line.contact_id is None:
            self.rekotui.say(MEETINGS["no_journal"])
            return
        self.rekotui.push_screen(JournalTextScreen(self._case_id, self._number, (CONTACT, line.contact_id)))

    def action_print_meeting(self) -> None:
        """Write the invitation, or what was agreed, to a file."""
        from screens.meeting_paper import print_meeting

        if (line := self._standing()) is None or self._case is None:
            return
        if not (line.open or line.state == DONE):
            self.rekotui.say(MEETINGS["nothing_to_print"])
            return
        print_meeting(self, self._case, line.meeting_id)

    def _standing(self) -> MeetingLine | None:
        """Return the one under the cursor, if it can be acted on; say why where it cannot."""
        line = self.current
        if line is not None and self._hide:
            from screens.messages import CASE, PRIVACY

            self.rekotui.say(
                PRIVACY["text_hidden"] if self.rekotui.hidden else CASE["reveal_first"], severity="warning"
            )
            return None
        if line is not None and line.state == VOIDED:
            self.rekotui.say(MEETINGS["closed_already"])
            return None
        return line
