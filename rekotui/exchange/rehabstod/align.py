"""Place pieces of text in columns when the grid is gone: an order-keeping match with the best total."""

from collections.abc import Sequence
from dataclasses import dataclass

from rekotui.exchange.rehabstod.columns import Column
from rekotui.exchange.rehabstod.shapes import suits

_LEFT_OVER = -3
"""What a piece without a column costs: more than a poor match gives, so that text is placed if it can be."""

_EXPECTED = 2
"""What the running number that must come next is worth over any other bare number."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text from a copy, its exact shape (or None) and line; `dirty`: it had control characters."""

    text: str
    shape: Column | None
    line: int
    dirty: bool = False


def align(pieces: Sequence[Piece], columns: Sequence[str], number: int | None = None) -> list[tuple[int, int]]:
    """Match pieces to columns, both in their order; return pairs of (piece index, column index).

    Each column takes at most one piece. `number` is the running number the next row should have: it settles
    whether a bare number counts certificates or begins a row.
    """
    rows, width = len(pieces), len(columns)
    if not rows or not width:
        return []
    best = [[0] * (width + 1) for _ in range(rows + 1)]
    for i in range(rows + 1):
        for j in range(width + 1):
            if i or j:
                best[i][j] = max(total for total, _, _ in _moves(best, pieces, columns, number, i, j))
    return _trace(best, pieces, columns, number)


def _moves(
    best: list[list[int]], pieces: Sequence[Piece], columns: Sequence[str], number: int | None, i: int, j: int
) -> list[tuple[int, int, int]]:
    """Return the ways to have used `i` pieces and `j` columns, as (total, pieces before, columns before)."""
    moves = []
    if j:
        moves.append((best[i][j - 1], i, j - 1))
    if i:
        moves.append((best[i - 1][j] + _LEFT_OVER, i - 1, j))
    if i and j:
        value = _value(pieces[i - 1], columns[j - 1], number)
        if value:
            moves.append((best[i - 1][j - 1] + value, i - 1, j - 1))
    return moves


def _value(piece: Piece, column: str, number: int | None) -> int:
    value = suits(piece.text, piece.shape, column)
    expected = number is not None and column == Column.NUMBER and piece.text == str(number)
    return value + _EXPECTED if expected else value


def _trace(
    best: list[list[int]], pieces: Sequence[Piece], columns: Sequence[str], number: int | None
) -> list[tuple[int, int]]:
    """Walk back from the best total to the pairs that made it."""
    i, j = len(pieces), len(columns)
    pairs: list[tuple[int, int]] = []
    while i or j:
        _, before_i, before_j = max(_moves(best, pieces, columns, number, i, j))
        if before_i < i and before_j < j:
            pairs.append((before_i, before_j))
        i, j = before_i, before_j
    return pairs[::-1]
