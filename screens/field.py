"""A form's fields as data, and the widgets that show them. Every value is text: a tick is "1" or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Select, Static, TextArea

from screens.choice_field import ChoiceField
from screens.messages import FORM
from screens.several import Several


class Kind(Enum):
    """How a field is typed."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    CHOICE = "choice"
    TICK = "tick"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `identity` is hidden by F9; fields of one `group` stand on one line.

    `hint` stands where nothing is typed or chosen yet.
    """

    name: str
    label: str
    kind: Kind = Kind.LINE
    identity: bool = False
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """(value, words) of a CHOICE, or of SEVERAL; the value of the latter is the chosen ones with commas between."""
    group: str = ""


TICKED = "1"
_NOT = "0"


class FieldRow(Vertical):
    """One line of a form: its fields with their labels, and what is wrong under them."""

    def __init__(self, fields: tuple[Field, ...]) -> None:
        super().__init__(classes="field-row")
        self._fields = fields

    def compose(self) -> Iterator[Widget]:
        """Yield labels, inputs and an empty line for what is wrong."""
        several = len(self._fields) > 1
        with Horizontal(classes="several" if several else "single"):
            for field in self._fields:
                yield Static(field.label, markup=False, classes="label")
                yield input_of(field)
        yield Static(markup=False, classes="error", id=f"error-{self._fields[0].name}")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its fields."""
        return tuple(field.name for field in self._fields)

    def complain(self, sentence: str) -> None:
        """Say what is wrong, or nothing."""
        error = self.query_one(".error", Static)
        error.update(sentence)
        error.display = bool(sentence)


def input_of(field: Field) -> Widget:
    """Return the widget for a field; its id is `f-` and the field's name."""
    name = f"f-{field.name}"
    if field.kind is Kind.TEXT:
        return TextArea(id=name, soft_wrap=True, compact=True, placeholder=field.hint)
    if field.kind is Kind.CHOICE:
        return ChoiceField(field.choices, id=name, prompt=field.hint or FORM["choose"])
    if field.kind is Kind.SEVERAL:
        return Several(field.choices, id=name)
    if field.kind is Kind.TICK:
        # Not a Checkbox: Textual's shows its X in both states, in another colour.
        answers = [(Content(FORM["no"]), _NOT), (Content(FORM["yes"]), TICKED)]
        return Select(answers, id=name, value=_NOT, allow_blank=False, compact=True, classes="tick")
    return Input(id=name, placeholder=field.hint, compact=True)


def value_of(widget: Widget) -> str:
    """Return what stands in a field's widget."""
    if isinstance(widget, Input | Several):
        return widget.value
    if isinstance(widget, TextArea):
        return widget.text
    if isinstance(widget, Select):
        return "" if widget.is_blank() or widget.value == _NOT else str(widget.value)
    raise TypeError(type(widget).__name__)


def set_value(widget: Widget, value: str) -> None:
    """Write a value into a field's widget."""
    if isinstance(widget, Input | Several):
        widget.value = value
    elif isinstance(widget, TextArea):
        widget.text = value
    elif isinstance(widget, Select):
        if value:
            widget.value = value
        elif widget.has_class("tick"):
            widget.value = _NOT
        else:
            widget.clear()
