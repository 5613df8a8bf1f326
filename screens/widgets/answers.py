"""The ways to answer a question of a guide by hand: choose by number, tick several, a ruler, words, a short value.

All of them say `Changed` when the answer is another, and `Done` when ⏎ wants to go on. What they hold is one text, as
a draft keeps it: option ids with commas between, a number, or the words themselves.
"""

from collections.abc import Callable, Sequence
from textwrap import wrap
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from screens.widgets.toned_text import from_pieces, to_content
from screens.widgets.tones import Piece, Tone

_BETWEEN = ","
_DIGITS = "1234567890"
_ONE, _SEVERAL = ("○", "●"), ("☐", "☒")
_TOP = 10
_STEP = 4
"""Columns from one number of the ruler to the next."""


class Changed(Message):
    """The answer is another."""


class Done(Message):
    """The answer is as it should be: on to the next question."""


Toggle = Callable[[tuple[str, ...], str], tuple[str, ...]]
"""What is chosen after an option has been chosen or let go."""


class Choices(OptionList):
    """Options with their digits: the tenth is 0, and what comes after is reached by the arrows and the space bar."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "pick", show=False),
        Binding("enter", "done", show=False),
    ]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, markup=False, compact=True)
        self._offered: tuple[tuple[str, str], ...] = ()
        self._chosen: tuple[str, ...] = ()
        self._toggle: Toggle | None = None

    @property
    def typed(self) -> str:
        """The ids of what is chosen."""
        return _BETWEEN.join(self._chosen)

    def show_question(self, options: Sequence[tuple[str, str]], typed: str, toggle: Toggle | None) -> None:
        """Show other options; with `toggle` several can be chosen."""
        self._offered, self._toggle = tuple(options), toggle
        known = {key for key, _words in options}
        self._chosen = tuple(key for key in typed.split(_BETWEEN) if key in known)
        self._draw(next((at for at, (key, _words) in enumerate(self._offered) if key in self._chosen), 0))

    def _draw(self, at: int) -> None:
        self.clear_options()
        self.add_options(self._row(number, *option) for number, option in enumerate(self._offered))
        self.highlighted = at if self._offered else None

    def _row(self, number: int, key: str, words: str) -> Option:
        empty, full = _SEVERAL if self._toggle else _ONE
        digit = _DIGITS[number] if number < len(_DIGITS) else " "
        head = f"{digit} {full if key in self._chosen else empty} "
        room = self.scrollable_content_region.width - len(head)
        lines = wrap(words, room) if room > _STEP else [words]
        return Option(Content(head + f"\n{' ' * len(head)}".join(lines)), id=key)

    def on_resize(self) -> None:
        """Break long options anew, under their own first letter."""
        if self._offered:
            self._draw(self.highlighted or 0)

    def choose(self, number: int) -> None:
        """Choose an option, or let it go where several can be chosen."""
        if not 0 <= number < len(self._offered):
            return
        key = self._offered[number][0]
        self._chosen = self._toggle(self._chosen, key) if self._toggle else (key,)
        self._draw(number)
        self.post_message(Changed())

    def action_pick(self) -> None:
        """Choose what the cursor stands on."""
        self.choose(self.highlighted or 0)

    def action_done(self) -> None:
        """Go on. The option under the cursor is not chosen by that: nobody has said it."""
        self.post_message(Done())

    def on_key(self, event: events.Key) -> None:
        """Choose by digit."""
        if event.character and event.character in _DIGITS:
            event.stop()
            self.choose(_DIGITS.index(event.character))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.choose(event.option_index)


class Ruler(Widget, can_focus=True):
    """0 to 10, moved by the arrows or set by a digit (1 and then 0 is ten), with words at both ends."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        Binding("home", "set(0)", show=False),
        Binding("end", "set(10)", show=False),
        Binding("enter", "done", show=False),
    ]

    value: reactive[int | None] = reactive(None)

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._low = self._high = ""
        self._one_typed = False

    @property
    def typed(self) -> str:
        """The number, "" before there is one."""
        return "" if self.value is None else str(self.value)

    def show_question(self, low: str, high: str, typed: str) -> None:
        """Show another ruler."""
        self._low, self._high, self._one_typed = low, high, False
        self.value = int(typed) if typed.isdecimal() and int(typed) <= _TOP else None
        self.refresh()

    def render(self) -> Content:
        """Draw the numbers, the mark, and the words at the ends."""
        numbers: list[Piece] = []
        for each in range(_TOP + 1):
            chosen = each == self.value
            numbers.append((f"[{each}]".center(_STEP) if chosen else str(each).center(_STEP), _tone(chosen)))
        line = "".join(("●" if each == self.value else "┼").center(_STEP, "─") for each in range(_TOP + 1))
        width = _STEP * (_TOP + 1)
        rows = [from_pieces(numbers), from_pieces([(line[1:-1].center(width), Tone.MUTED)])]
        low, high = f" 0 {self._low}", f"{self._high} 10"
        if len(low) + len(high) + 2 <= width:
            rows.append(from_pieces([(low + high.rjust(width - len(low) - 1), Tone.MUTED)]))
        else:
            rows += [from_pieces([(low, Tone.MUTED)]), from_pieces([(f" 10 {self._high}", Tone.MUTED)])]
        return to_content(rows)

    def action_move(self, steps: int) -> None:
        """Move the mark; it starts in the middle."""
        self._put(_TOP // 2 if self.value is None else min(max(self.value + steps, 0), _TOP))

    def action_set(self, value: int) -> None:
        """Put the mark at an end."""
        self._put(value)

    def action_done(self) -> None:
        """Go on."""
        self.post_message(Done())

    def on_key(self, event: events.Key) -> None:
        """Set the mark by digits."""
        if event.character and event.character.isdecimal() and event.character.isascii():
            event.stop()
            ten = event.character == "0" and self._one_typed
            self._put(_TOP if ten else int(event.character))
            self._one_typed = event.character == "1"

    def on_click(self, event: events.Click) -> None:
        """Put the mark where the mouse is."""
        self._put(min(max(event.x // _STEP, 0), _TOP))

    def _put(self, value: int) -> None:
        self._one_typed = False
        self.value = value
        self.post_message(Changed())


class Words(TextArea):
    """Free text that grows. ⏎ goes on; ^J makes a new line, which every terminal can send."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j", "new_line", show=False),
        Binding("shift+enter", "new_line", show=False),
    ]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, show_line_numbers=False, soft_wrap=True, compact=True)

    @property
    def typed(self) -> str:
        """The words."""
        return self.text

    def show_question(self, typed: str) -> None:
        """Show other words, with the cursor after the last."""
        self.load_text(typed)
        self.move_cursor(self.document.end)

    def action_new_line(self) -> None:
        """Break the line."""
        self.insert("\n")

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(Done())
            return
        await super()._on_key(event)

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(Changed())


class Short(Input):
    """A number or a day."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, compact=True)

    @property
    def typed(self) -> str:
        """What stands there."""
        return self.value.strip()

    def show_question(self, typed: str, hint: str) -> None:
        """Show another value; `hint` stands there while it is empty."""
        self.placeholder = hint
        self.value = typed
        self.cursor_position = len(typed)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(Changed())

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(Done())


class Cover(Static, can_focus=True):
    """Stands where an answer would stand that is not to be seen; ⏎ goes on all the same."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "done", show=False)]

    def __init__(self, *, id: str) -> None:
        super().__init__(markup=False, id=id)

    def action_done(self) -> None:
        """Go on."""
        self.post_message(Done())


def _tone(chosen: bool) -> Tone | None:
    return Tone.STRONG if chosen else None
