"""A line of cells to write on, here and there and in tones, until it is read off as text."""

from itertools import groupby

from rich.cells import cell_len

from screens.widgets.tones import Piece, Tone, clean


class Canvas:
    """`width` empty cells. What is written outside them is left out."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._cells: list[Piece] = [(" ", None)] * width
        self._free = [True] * width

    def write(self, at: int, text: str, tone: Tone | None = None, *, faint: bool = False) -> None:
        """Write text from a cell on; `faint` text may be written over, as if the cells were free."""
        for character in clean(text):
            cells = cell_len(character)
            if cells == 0:
                self._combine(at - 1, character)
            elif at >= 0 and at + cells <= self.width:
                self._cells[at : at + cells] = [(character, tone), *[("", tone)] * (cells - 1)]
                self._free[at : at + cells] = [faint] * cells
            at += cells

    def free(self, at: int, cells: int) -> bool:
        """Tell whether those cells exist and are empty, with an empty cell or the edge on either side."""
        return at >= 0 and at + cells <= self.width and all(self._free[max(0, at - 1) : at + cells + 1])

    def used(self) -> tuple[int, int] | None:
        """Return the first cell that is written on and the cell after the last, or None for an empty line."""
        taken = [at for at, free in enumerate(self._free) if not free]
        return (taken[0], taken[-1] + 1) if taken else None

    def pieces(self) -> tuple[Piece, ...]:
        """Return the line as pieces, without the empty cells at its end."""
        text = list(self._cells)
        while text and text[-1][0] == " ":
            text.pop()
        runs = groupby(text, key=lambda cell: cell[1])
        return tuple(("".join(part for part, _ in run), tone) for tone, run in runs)

    def _combine(self, at: int, character: str) -> None:
        while at > 0 and self._cells[min(at, self.width - 1)][0] == "":
            at -= 1
        if 0 <= at < self.width:
            text, tone = self._cells[at]
            self._cells[at] = (text + character, tone)
