"""A small dialog for the order of the rows: several columns, each upwards or downwards."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from screens import commands
from screens.dialog import Dialog
from screens.messages import COLUMNS, SORT
from screens.widgets.row_painter import SortKey

_CLEAR = "clear"


class SortScreen(Dialog[None]):
    """Shows the columns with their place in the order; every choice takes effect at once."""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.DIALOG)

    def __init__(
        self, columns: Sequence[str], keys: Sequence[SortKey], order: Callable[[tuple[SortKey, ...]], None]
    ) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._keys = tuple(keys)
        self._order = order

    def box(self) -> Iterable[Widget]:
        """Yield the columns."""
        yield Vertical(
            Static(SORT["title"], markup=False, classes="title"),
            OptionList(*self._options(), id="columns", markup=False),
            Static(SORT["hint"], markup=False, classes="hint"),
            classes="box",
        )

    def _options(self) -> list[Option]:
        columns = [Option(self._line(column), id=column) for column in self._columns]
        return [*columns, Option(Content("    " + SORT["clear"]), id=_CLEAR)]

    def _line(self, column: str) -> Content:
        at = next((at for at, key in enumerate(self._keys, start=1) if key.column == column), None)
        if at is None:
            return Content(f"    {COLUMNS[column]}")
        arrow = "▼" if self._keys[at - 1].descending else "▲"
        return Content(SORT["line"].format(order=at, arrow=arrow, column=COLUMNS[column]))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        column = event.option.id or _CLEAR
        self._keys = () if column == _CLEAR else cycled(self._keys, column)
        options = self.query_one(OptionList)
        at = options.highlighted
        options.clear_options()
        options.add_options(self._options())
        options.highlighted = at
        self._order(self._keys)


def cycled(keys: Sequence[SortKey], column: str) -> tuple[SortKey, ...]:
    """Return the keys with one column turned: off → upwards → downwards → off."""
    old = next((key for key in keys if key.column == column), None)
    if old is None:
        return (*keys, SortKey(column))
    if not old.descending:
        return tuple(SortKey(column, descending=True) if key is old else key for key in keys)
    return tuple(key for key in keys if key is not old)
