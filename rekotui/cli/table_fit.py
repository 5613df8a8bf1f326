"""Which columns of a table fit on a terminal, and how wide each may be: one line a row, never a wrapped cell."""

from collections.abc import Sequence
from typing import NamedTuple

GAP = 2
"""Cells between two columns."""


class Column(NamedTuple):
    """A column: its heading, whether it holds numbers, how narrow it may become (None: not at all), its priority.

    Columns of the lowest priority give way first on a narrow terminal.
    """

    title: str
    right: bool = False
    least: int | None = None
    priority: int = 9


class Fit(NamedTuple):
    """The columns that are shown, by index, and the width of each in cells."""

    shown: tuple[int, ...]
    widths: tuple[int, ...]


def fit(columns: Sequence[Column], natural: Sequence[int], room: int) -> Fit:
    """Return what fits in `room` cells, given the natural width of each column."""
    shown = list(range(len(columns)))

    def narrowest(index: int) -> int:
        least = columns[index].least
        return natural[index] if least is None else min(natural[index], max(least, len(columns[index].title)))

    while len(shown) > 1 and _total([narrowest(index) for index in shown]) > room:
        shown.remove(min(shown, key=lambda index: (columns[index].priority, -index)))
    widths = {index: natural[index] for index in shown}
    while _total(list(widths.values())) > room:
        wide = [index for index in shown if widths[index] > narrowest(index)]
        if not wide:
            break
        # The widest gives way first, so that short texts stay whole.
        widths[max(wide, key=lambda index: widths[index])] -= 1
    return Fit(tuple(shown), tuple(widths[index] for index in shown))


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)
