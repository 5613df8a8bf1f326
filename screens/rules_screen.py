"""All rules with their law and source: what each says, when, and how sure it is (rules.md table H)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from rekotui.casework.fold import fold
from screens import commands
from screens.frame import Frame
from screens.help_messages import RULES_SCREEN
from storage.reading import Reader

if TYPE_CHECKING:
    from rekotui.casework.rules import Rule, Rules

_NARROWEST, _WIDEST, _MARGIN = 40, 100, 6


class RulesScreen(Frame[None]):
    """A list of rules that narrows while one types; below it everything about the one under the cursor."""

    PLACE = commands.RULES
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "rules_screen.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.RULES)
    AUTO_FOCUS = "#search"

    def __init__(self) -> None:
        super().__init__()
        self._rules: Rules | None = None

    def heading(self) -> str:
        """Name the screen."""
        return RULES_SCREEN["title"]

    def body(self) -> Iterable[Widget]:
        """Yield the search line, the list, and the rule itself."""
        yield Input(placeholder=RULES_SCREEN["search"], id="search", compact=True)
        yield OptionList(id="rules", markup=False)
        yield VerticalScroll(Static(markup=False, id="rule"), id="about")

    async def refresh_facts(self) -> None:
        """Read the rules with the unit's own numbers."""
        from storage.settings import read_settings
        from storage.signals import rules_in_force

        def look(reader: Reader) -> "Rules":
            return rules_in_force(reader.connection, read_settings(reader.connection))

        self._rules = await self.desk.read(look)
        self._list()

    def action_one(self, step: int) -> None:
        """Go to the next or the one before, also while typing."""
        rules = self.query_one("#rules", OptionList)
        rules.action_cursor_down() if step > 0 else rules.action_cursor_up()

    def action_turn_page(self, step: int) -> None:
        """Turn the pages of the rule itself."""
        about = self.query_one("#about", VerticalScroll)
        about.scroll_page_down() if step > 0 else about.scroll_page_up()

    @on(Input.Changed, "#search")
    def _list(self) -> None:
        """Show the rules that hold every word typed."""
        if self._rules is None:
            return
        words = fold(self.query_one("#search", Input).value).split()
        found = [rule for rule in self._rules.rules.values() if all(word in _text(rule) for word in words)]
        shown = self.query_one("#rules", OptionList)
        shown.clear_options()
        shown.add_options(Option(Content(f"{rule.title} · {rule.law}"), id=rule.id) for rule in found)
        shown.highlighted = 0 if found else None
        if not found:
            self.query_one("#rule", Static).update(RULES_SCREEN["none"])

    @on(OptionList.OptionHighlighted, "#rules")
    def _show(self, event: OptionList.OptionHighlighted) -> None:
        from rekotui.exchange.rule_text import lines_of

        if self._rules is None or event.option.id is None:
            return
        width = max(_NARROWEST, min(_WIDEST, self.size.width - _MARGIN))
        told = "\n".join(lines_of(self._rules, self._rules.rules[event.option.id], width))
        self.query_one("#rule", Static).update(Content(told))
        self.query_one("#about", VerticalScroll).scroll_home(animate=False)


def _text(rule: "Rule") -> str:
    row = "" if rule.row is None else f"rad {rule.row}"
    return fold(" ".join((rule.title, rule.id, row, rule.trigger, rule.law, rule.source, rule.todo)))
