"""Route C: Rehabstöd's table, copied in the browser and received as text (domain rehabstod 2.3).

The copy has no grid left: empty cells are gone, and some cells bring line breaks where others bring tabs.
Rows are found by the shapes that only one column can have: where such a shape comes again, or an earlier
column's, a new row has begun. Between two of them the text is matched to the columns in between.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod.align import Piece, align
from rekotui.exchange.rehabstod.columns import DEFAULT_ORDER, FEWEST_HEADINGS, Column, column_of
from rekotui.exchange.rehabstod.decode import kind_of_binary
from rekotui.exchange.rehabstod.headings import HeadingRow, completed, find_headings
from rekotui.exchange.rehabstod.page_text import is_page_text, read_page
from rekotui.exchange.rehabstod.raw import RawList, RawRow, Source
from rekotui.exchange.rehabstod.shapes import ANCHORS
from rekotui.exchange.rehabstod.tokens import pieces_of

FORMAT = "copied_table"

_HEAD = 200_000
_WORDS = re.compile(r"\S+")
_PERSON = re.compile(r"\d{6}[-+]\d{4}|\d{1,3}[ \xa0]år\b")
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d[ \xa0]dag(?:ar)?\b")

MOST_PIECES = 150_000
"""Some nine thousand sjukfall: a bound for hostile text."""

_LONGEST_GAP = 40
"""More pieces than this between two anchors is text from somewhere else; only its two ends are looked at."""
_FEWEST_CELLS = 3
"""Less than this, without personnummer, age or date, is no row but a stray word of the page."""


@dataclass(slots=True)
class _Block:
    """A row being put together: its first anchor's place, its cells, and what happened on the way."""

    column: int
    cells: dict[str, str] = field(default_factory=dict)
    dirty: bool = False
    unread: bool = False


def recognises(source: Source) -> bool:
    """Return whether a text has Rehabstöd's headings, or somebody's number or age and a date."""
    if source.text is None or kind_of_binary(source.data):
        return False
    words = {column_of(word) for word in _WORDS.findall(source.text[:_HEAD])} - {None}
    return len(words) >= FEWEST_HEADINGS or bool(_PERSON.search(source.text) and _DAY.search(source.text))


def parse(source: Source) -> RawList:
    """Read a copied table into raw rows; the page around it is read for what it says about the list.

    Raises UnreadableError for a text of more pieces than a list can have.
    """
    text = source.text or ""
    pieces = pieces_of(text)
    if len(pieces) > MOST_PIECES:
        raise UnreadableError("list_too_long")
    headings = find_headings(pieces)
    sections = list(_sections(pieces, headings))
    blocks = [block for rows, columns in sections for block in _blocks(rows, columns)]
    page = read_page(text, [piece.text for piece in pieces[: _table_start(pieces, headings)]])
    return RawList(
        format=FORMAT,
        rows=[RawRow(row, b.cells, dirty=b.dirty, unread=b.unread) for row, b in enumerate(blocks, start=1)],
        headings=_shown_columns(headings, sections, blocks),
        ends_open=True,
        unit=page.unit,
        shown=page.shown,
        total=page.total,
        filtered=page.filtered,
    )


def _sections(
    pieces: Sequence[Piece], headings: Sequence[HeadingRow]
) -> Iterator[tuple[Sequence[Piece], tuple[str, ...]]]:
    """Yield the pieces below each heading row with its columns; without any, all pieces in the default order.

    What stands above the first heading row is read only if it has a personnummer: a copy that was made in
    two goes.
    """
    first = headings[0].start if headings else len(pieces)
    if not headings or any(piece.shape is Column.PERSONNUMMER for piece in pieces[:first]):
        yield pieces[:first], DEFAULT_ORDER
    for heading, following in zip(headings, [*headings[1:], None], strict=False):
        rows = pieces[heading.end : following.start if following else None]
        yield rows, _columns_below(heading, rows)


def _columns_below(heading: HeadingRow, rows: Sequence[Piece]) -> tuple[str, ...]:
    """Return the columns of a heading row: as headed, or with those that a selection has cut off its beginning.

    Her own order may begin with any column. Only where more of the text finds a place with the cut ones are they held
    to be there.
    """
    full = completed(heading, rows)
    if full == heading.columns:
        return full
    placed = [sum(len(block.cells) for block in _blocks(rows, columns)) for columns in (heading.columns, full)]
    return full if placed[1] > placed[0] else heading.columns


def _shown_columns(
    headings: Sequence[HeadingRow],
    sections: Sequence[tuple[Sequence[Piece], tuple[str, ...]]],
    blocks: Sequence[_Block],
) -> tuple[str, ...] | None:
    """Return the columns that are headed, or filled without a heading of their own, in order; None without headings."""
    if not headings:
        return None
    shown = {column for heading in headings for column in heading.columns}
    shown.update(column for block in blocks for column in block.cells)
    return tuple(dict.fromkeys(column for _, columns in sections for column in columns if column in shown))


def _table_start(pieces: Sequence[Piece], headings: Sequence[HeadingRow]) -> int:
    if headings:
        return headings[0].start
    return next((i for i, piece in enumerate(pieces) if piece.shape in ANCHORS), len(pieces))


def _blocks(pieces: Sequence[Piece], columns: tuple[str, ...]) -> list[_Block]:
    """Put the rows of one section together."""
    table = [piece for piece in pieces if not is_page_text(piece.text)]
    blocks: list[_Block] = []
    last_index, last_column = -1, -1
    for index, column in _anchors(table, columns):
        gap = table[last_index + 1 : index]
        if not blocks or column <= last_column:
            blocks.append(_Block(column))
            _fill_between(blocks, gap, columns, last_column)
        else:
            _fill(blocks[-1], gap, columns[last_column + 1 : column])
        _put(blocks[-1], columns[column], table[index])
        last_index, last_column = index, column
    if blocks:
        _fill_end(blocks, table[last_index + 1 :], columns, last_column)
    return [block for block in blocks if _is_row(block)]


def _anchors(pieces: Sequence[Piece], columns: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield (piece index, column index) of every piece with an unmistakable shape.

    Of several columns with one shape (the two dates) the next one in the row is meant.
    """
    places = {shape: [i for i, column in enumerate(columns) if _shape(column) is shape] for shape in ANCHORS}
    at = -1
    for index, piece in enumerate(pieces):
        spots = places.get(piece.shape, []) if piece.shape else []
        if spots:
            at = next((spot for spot in spots if spot > at), spots[0])
            yield index, at


def _shape(column: str) -> str:
    return Column.FIRST_DAY if column == Column.LAST_DAY else column


def _fill_between(blocks: list[_Block], gap: Sequence[Piece], columns: tuple[str, ...], last: int) -> None:
    """Share out the text between two anchors: the end of one row, and the beginning of the next."""
    new = blocks[-1]
    before = blocks[-2] if len(blocks) > 1 else None
    ending = columns[last + 1 :] if before else ()
    opening = columns[: new.column]
    gap = _ends_of(gap)
    pairs = align(gap, (*ending, *opening), _next_number(before))
    if before and _torn(pairs, len(gap), len(ending)):
        split = max(len(gap) - len(opening), 0)
        _fill(before, gap[:split], ending)
        _fill(new, gap[split:], opening)
        return
    for index, place in pairs:
        owner = before if before and place < len(ending) else new
        _put(owner, (*ending, *opening)[place], gap[index])
    if before and len(pairs) < len(gap):
        before.unread = True


def _torn(pairs: Sequence[tuple[int, int]], pieces: int, ending: int) -> bool:
    """Return whether a piece without a column stands inside the new row's beginning: a ruin of a row between.

    Then the match may have joined the ruin with the row after it; only what stands next to the anchor is that row's.
    """
    opened = [index for index, place in pairs if place >= ending]
    return bool(opened) and len(opened) < pieces - opened[0]


def _fill(block: _Block, gap: Sequence[Piece], columns: Sequence[str]) -> None:
    gap = _ends_of(gap)
    pairs = align(gap, columns)
    for index, place in pairs:
        _put(block, columns[place], gap[index])
    block.unread = block.unread or len(pairs) < len(gap)


def _fill_end(blocks: list[_Block], tail: Sequence[Piece], columns: tuple[str, ...], last: int) -> None:
    """Read what follows the last anchor: the end of its row, and perhaps the first words of a cut-off one."""
    block = blocks[-1]
    tail = tail[:_LONGEST_GAP]
    cut_at = _sure_column_after(columns, last)
    ending = columns[last + 1 : cut_at]
    opening = _opening(columns) if cut_at is None else ()
    cut = _Block(0)
    number = _next_number(block)
    pairs = align(tail, (*ending, *opening), number)
    for index, place in pairs:
        if place >= len(ending):
            _put(cut, opening[place - len(ending)], tail[index])
    if cut.cells.get(Column.NUMBER) == str(number) or Column.PERSONNUMMER in cut.cells:
        blocks.append(cut)
    else:
        # Nothing tells of another row: what seemed to begin one may be the end of this.
        pairs = align(tail, ending)
    for index, place in pairs:
        if place < len(ending):
            _put(block, ending[place], tail[index])


def _sure_column_after(columns: tuple[str, ...], last: int) -> int | None:
    """Return the next column that every row fills; a copy that ends before it was cut off there."""
    sure = (Column.FIRST_DAY, Column.LAST_DAY, Column.LENGTH)
    return next((i for i, column in enumerate(columns) if i > last and column in sure), None)


def _opening(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns up to and including the first one that anchors a row."""
    first = next((i for i, column in enumerate(columns) if _shape(column) in ANCHORS), len(columns))
    return columns[: first + 1]


def _next_number(block: _Block | None) -> int | None:
    number = block.cells.get(Column.NUMBER, "") if block else ""
    return int(number) + 1 if number.isdecimal() else None


def _ends_of(gap: Sequence[Piece]) -> Sequence[Piece]:
    return gap if len(gap) <= _LONGEST_GAP else [*gap[: _LONGEST_GAP // 2], *gap[-_LONGEST_GAP // 2 :]]


def _put(block: _Block, column: str, piece: Piece) -> None:
    block.cells[column] = piece.text
    block.dirty = block.dirty or piece.dirty


def _is_row(block: _Block) -> bool:
    """Return whether a block is a row or what is left of one; a stray "5 dagar" of the page is neither."""
    sure = {Column.PERSONNUMMER, Column.AGE, Column.FIRST_DAY, Column.LAST_DAY, Column.NUMBER}
    return bool(sure & block.cells.keys()) or len(block.cells) >= _FEWEST_CELLS
