"""Everything in one box: the commands that can be used here, and any case by name or number."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from rekotui.casework.fold import fold
from screens import commands
from screens.commands import Command
from screens.dialog import Dialog
from screens.frame import Frame
from screens.messages import PALETTE
from screens.privacy import masked, shown, shown_name
from storage.reading import CaseLine
from storage.search import find

_MOST_CASES = 12


class PaletteScreen(Dialog[None]):
    """Finds as one types; what is chosen is done on the screen it was opened from."""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.DIALOG)
    CSS_PATH: ClassVar[CSSPathType | None] = ["dialog.tcss", "palette.tcss"]

    def __init__(self, origin: Frame[object]) -> None:
        super().__init__()
        self._origin = origin
        self._doing: dict[str, Callable[[], None]] = {}

    def box(self) -> Iterable[Widget]:
        """Yield the field and what it finds."""
        yield Vertical(
            Input(placeholder=PALETTE["ask"], id="wanted", compact=True),
            OptionList(id="found", markup=False),
            Static(PALETTE["nothing"], markup=False, classes="hint", id="nothing"),
            classes="box",
        )

    def on_mount(self) -> None:
        """Show the commands first."""
        super().on_mount()
        self._search("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._search(event.value)

    def _search(self, text: str) -> None:
        self.start(partial(self._find, text), group="find")

    async def _find(self, text: str) -> None:
        cases: tuple[CaseLine, ...] = ()
        if text.strip() and self.desk.is_open:
            cases = (await self.desk.read(lambda reader: find(reader, text, _MOST_CASES))).cases
        if self.is_attached:
            self._show(self._commands(text), cases)

    def _commands(self, text: str) -> list[Command]:
        """Return the commands that can be used there, and hold every word that is typed."""
        words = fold(text).split()
        usable = (
            command for command in commands.commands_at(self._origin.PLACE) if command.palette and self._usable(command)
        )
        return [each for each in usable if all(word in fold(f"{each.label} {each.help}") for word in words)]

    def _usable(self, command: Command) -> bool:
        node = self.app if command.place == commands.APP else self._origin
        return bool(node.check_action(command.action.partition("(")[0], ()))

    def _show(self, found: list[Command], cases: tuple[CaseLine, ...]) -> None:
        options = self.query_one("#found", OptionList)
        self._doing = {}
        rows = []
        for line in cases:
            rows.append(Option(self._case_words(line), id=f"case-{line.case_id}"))
            self._doing[f"case-{line.case_id}"] = self._opener(line.case_id)
        for command in found:
            words = PALETTE["key"].format(help=command.help, key=command.keys[0][1])
            rows.append(Option(Content(words), id=command.name))
            self._doing[command.name] = self._doer(command)
        options.clear_options()
        options.add_options(rows)
        options.highlighted = 0 if rows else None
        options.display = bool(rows)
        self.query_one("#nothing").display = not rows

    def _case_words(self, line: CaseLine) -> Content:
        hide = masked(line, self.rekotui.hidden)
        parts = [
            shown_name(line, self.rekotui.hidden),
            shown(line.personnummer, hide),
            "" if line.status == "-" else line.status,
        ]
        return Content("  ".join(parts if hide else [line.number, *parts]))

    def _opener(self, case_id: int) -> Callable[[], None]:
        return lambda: self.rekotui.show_case(case_id)

    def _doer(self, command: Command) -> Callable[[], None]:
        origin, app = self._origin, self.app

        async def do() -> None:
            await (app if command.place == commands.APP else origin).run_action(command.action)

        def later() -> None:
            app.call_later(do)

        return later

    def on_key(self, event: events.Key) -> None:
        """Move in the list while the field has focus."""
        moves = {"down": "cursor_down", "up": "cursor_up", "pagedown": "page_down", "pageup": "page_up"}
        if event.key in moves:
            getattr(self.query_one("#found", OptionList), f"action_{moves[event.key]}")()
            event.stop()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.query_one("#found", OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        do = self._doing[event.option.id or ""]
        self.dismiss()
        self.app.call_later(do)
