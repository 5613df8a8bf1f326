"""Columns of a table: which have room, how wide they are, and how a text is cut to fit its cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from screens.widgets.toned_text import to_pieces
from screens.widgets.tones import Piece, Tone, clean

GAP = 2
"""Empty cells between two columns."""
ELLIPSIS = "…"

Cell = Text | str
Align = Literal["left", "right"]


@dataclass(frozen=True)
class Column:
    """A column as it is declared; `width` is its cells, and the least it has when `flex`."""

    key: str
    title: Cell
    width: int
    flex: bool = False
    """Shares the room that is left over."""
    align: Align = "left"
    priority: int = 50
    """The lowest leaves first when the terminal is narrow."""
    most: int | None = None
    """The widest a flexible column grows."""


@dataclass(frozen=True)
class TableRow:
    """One line of a table; `cells` stand in the order the columns were declared, also those without room."""

    key: str
    cells: tuple[Cell, ...]
    mark: Cell = ""
    """One cell at the left, such as ! or ·; a word for it stands somewhere in the row."""


@dataclass(frozen=True)
class HeadingRow(TableRow):
    """A line that names the rows under it; its only cell is as wide as the table, and the cursor passes it."""


@dataclass(frozen=True)
class Fitted:
    """A column that has room: `index` in the declaration, first cell `left`, and `width` in cells."""

    column: Column
    index: int
    left: int
    width: int


def fit(columns: Sequence[Column], room: int) -> tuple[Fitted, ...]:
    """Choose the columns that fit in `room` cells and share out what is left over among the flexible ones.

    Of equal priority the one farthest right leaves first; one column always stays.
    """
    shown = list(enumerate(columns))
    while len(shown) > 1 and _least([column for _, column in shown]) > room:
        shown.remove(min(reversed(shown), key=lambda item: item[1].priority))
    widths = _widths([column for _, column in shown], room)
    fitted: list[Fitted] = []
    left = 0
    for (index, column), width in zip(shown, widths, strict=True):
        fitted.append(Fitted(column, index, left, width))
        left += width + GAP
    return tuple(fitted)


def column_at(fitted: Sequence[Fitted], x: int) -> Fitted | None:
    """Return the column whose cells, or the gap after them, hold `x`."""
    return next((item for item in fitted if item.left <= x < item.left + item.width + GAP), None)


def cut(text: str, width: int) -> str:
    """Return text in at most `width` cells, with … for what is left out; no wide character is halved."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + ELLIPSIS if width > 0 else ""


def cell_pieces(cell: Cell, width: int, align: Align = "left") -> list[Piece]:
    """Return a cell's pieces cut and padded to exactly `width` cells."""
    shown = cut(plain_of(cell), width)
    padding = " " * (width - cell_len(shown))
    pieces: list[Piece] = [(shown, None)] if isinstance(cell, str) else _follow(to_pieces(cell), shown)
    pad: list[Piece] = [(padding, None)] if padding else []
    return pad + pieces if align == "right" else pieces + pad


def heading_pieces(item: Fitted, arrow: str) -> list[Piece]:
    """Return a column's title with its sort arrow; a cell of the gap beside it is borrowed if need be."""
    title = item.column.title
    if not arrow:
        return cell_pieces(title, min(item.width, cell_len(plain_of(title))))
    text, most = plain_of(title), item.width + GAP - 1
    space = " " if cell_len(text) + 1 + cell_len(arrow) <= most else ""
    return [(cut(text, most - cell_len(space + arrow)) + space, None), (arrow, Tone.ACCENT)]


def plain_of(cell: Cell) -> str:
    """Return a cell's text without tones, on one line."""
    return clean(cell if isinstance(cell, str) else cell.plain)


def _follow(pieces: list[Piece], shown: str) -> list[Piece]:
    """Give `shown`, a cut text, the tones of the whole text; the … takes the tone of what it stands for."""
    followed: list[Piece] = []
    at = 0
    for text, tone in pieces:
        taken = shown[at : at + len(text)]
        at += len(text)
        if taken:
            followed.append((taken, tone))
    return followed if at >= len(shown) else [*followed, (shown[at:], None)]


def _least(columns: Sequence[Column]) -> int:
    return sum(column.width for column in columns) + GAP * (len(columns) - 1)


def _widths(columns: Sequence[Column], room: int) -> list[int]:
    widths = [column.width for column in columns]
    if len(columns) == 1:
        widths[0] = max(1, min(widths[0], room))
    spare = room - sum(widths) - GAP * (len(columns) - 1)
    while spare > 0:
        growing = [at for at, column in enumerate(columns) if _grows(column, widths[at])]
        if not growing:
            break
        for at in growing[:spare]:
            widths[at] += 1
        spare -= len(growing)
    return widths


def _grows(column: Column, width: int) -> bool:
    return column.flex and (column.most is None or width < column.most)
