"""Everything in one box: the commands that can be used here, and any case by name or number."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import OptionList

from rekotui.casework.fold import fold
from screens import commands
from screens.commands import Command
from screens.frame import Frame
from screens.messages import PALETTE
from screens.privacy import masked, shown, shown_name
from screens.search_dialog import SearchDialog
from storage.reading import CaseLine
from storage.search import find

_MOST_CASES = 12


class PaletteScreen(SearchDialog[None]):
    """Finds as one types; what is chosen is done on the screen it was opened from."""

    WORDS = PALETTE
    CSS_PATH: ClassVar[CSSPathType | None] = ["dialog.tcss", "palette.tcss"]

    def __init__(self, origin: Frame[object]) -> None:
        super().__init__()
        self._origin = origin
        self._doing: dict[str, Callable[[], None]] = {}

    def search(self, text: str) -> None:
        """Show the commands, and the cases that are found in a thread."""
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
        self._doing = {}
        rows = []
        for line in cases:
            rows.append((self._case_words(line), f"case-{line.case_id}"))
            self._doing[f"case-{line.case_id}"] = self._opener(line.case_id)
        for command in found:
            words = PALETTE["key"].format(help=command.help, key=command.keys[0][1])
            rows.append((Content(words), command.name))
            self._doing[command.name] = self._doer(command)
        self.show_found(rows, say_nothing=True)

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

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        do = self._doing[event.option.id or ""]
        self.dismiss()
        self.app.call_later(do)
