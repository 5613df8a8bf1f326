"""The numbers that the unit may set: what holds, what is usual, and how sure the source is."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from screens import commands
from screens.frame import Frame
from screens.today_messages import MARKS, SETTINGS
from storage.reading import Reader

if TYPE_CHECKING:
    from rekotui.casework.rules import Adjustable
    from screens.quick import Given
    from storage.database import Work

_OWN, _USUAL = "own", "usual"


class Numbers(OptionList, inherit_bindings=False):
    """The list without its own ⏎, so that the footer shows what ⏎ does here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in OptionList.BINDINGS if not (isinstance(binding, Binding) and binding.key == "enter")
    ]


class SettingsScreen(Frame[None]):
    """A list of numbers; ⏎ changes the one under the cursor."""

    PLACE = commands.SETTINGS
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "settings.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.SETTINGS)
    AUTO_FOCUS = "#numbers"

    def __init__(self) -> None:
        super().__init__()
        self._numbers: tuple[Adjustable, ...] = ()
        self._usual: dict[str, int] = {}
        self._rules: dict[str, str] = {}

    def heading(self) -> str:
        """Name the screen."""
        return SETTINGS["title"]

    def body(self) -> Iterable[Widget]:
        """Yield what it is about, and the numbers."""
        yield Static(SETTINGS["about"], markup=False, id="about")
        yield Numbers(id="numbers", markup=False)

    async def refresh_facts(self) -> None:
        """Read the numbers in force."""
        from rekotui.base.settings import DEFAULTS
        from rekotui.casework.own_numbers import own_numbers
        from rekotui.casework.rules import effective_rules
        from storage.settings import read_settings
        from storage.signals import rules_in_force

        def look(reader: Reader) -> "tuple[Adjustable, ...]":
            settings = read_settings(reader.connection)
            return own_numbers(rules_in_force(reader.connection, settings), settings)

        self._numbers = await self.desk.read(look)
        shipped = effective_rules()
        self._usual = {one.name: one.value for one in own_numbers(shipped, DEFAULTS)}
        self._rules = {rule.id: rule.title for rule in shipped.rules.values()}
        options = self.query_one("#numbers", OptionList)
        at = options.highlighted
        options.clear_options()
        options.add_options(Option(Content(self._words(one)), id=one.name) for one in self._numbers)
        options.highlighted = min(at or 0, len(self._numbers) - 1)

    def _label(self, one: "Adjustable") -> str:
        """Return what a number is, with the rule that it belongs to."""
        rule = self._rules.get(one.rule or "")
        return SETTINGS["of_rule"].format(rule=rule, label=one.label) if rule else one.label

    def _words(self, one: "Adjustable") -> str:
        line = SETTINGS["line"].format(value=f"{one.value} {one.unit}", label=self._label(one))
        usual = self._usual[one.name]
        if usual != one.value:
            line += SETTINGS["changed"].format(usual=usual)
        return line + SETTINGS["mark"].format(mark=MARKS.get(one.mark, one.mark))

    def action_change_number(self) -> None:
        """Change the number under the cursor."""
        self.query_one("#numbers", OptionList).action_select()

    @on(OptionList.OptionSelected, "#numbers")
    def _selected(self, event: OptionList.OptionSelected) -> None:
        from screens.quick import Answer, Ask, QuickScreen

        one = next(each for each in self._numbers if each.name == event.option.id)
        usual = Answer(_USUAL, SETTINGS["usual"].format(usual=self._usual[one.name], unit=one.unit))
        bounds = SETTINGS["bounds"].format(least=one.least, most=one.most)
        own = Answer(_OWN, SETTINGS["own"], (Ask("number", SETTINGS["number"], bounds),))
        text = SETTINGS["now"].format(value=one.value, unit=one.unit, bounds=bounds, mark=MARKS.get(one.mark, one.mark))
        question = QuickScreen(self._label(one), [usual, own], place=f"setting:{one.name}", text=text)
        self.rekotui.push_screen(question, partial(self._given, one))

    def _given(self, one: "Adjustable", given: "Given | None") -> None:
        if given is None:
            return
        typed = given.typed["number"].strip() if given.key == _OWN else str(self._usual[one.name])
        if not typed.lstrip("-").isdecimal() or len(typed) > 6:
            self.rekotui.say(SETTINGS["no_number"], severity="warning")
            return
        self.start(partial(self._change, one, int(typed)), group="change")

    async def _change(self, one: "Adjustable", value: int) -> None:
        def write(work: "Work") -> None:
            from storage.drafts import DraftRepository
            from storage.setting_changes import change_setting

            change_setting(work, one.name, value)
            DraftRepository(work).let_go(f"setting:{one.name}")

        await self.desk.write(write)
        await self.refresh_facts()
        self.rekotui.say(SETTINGS["saved"].format(label=self._label(one), value=value, unit=one.unit))
        await self.desk.settings_changed()
