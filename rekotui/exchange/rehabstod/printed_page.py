"""Routes P and G: Rehabstöd's printed page, as a PDF or as its text (domain rehabstod 2.1 route G, 2.2).

Today's print and the server's own PDF of 2016–2023 are read alike: blocks of labels and values. They differ in the
words around the blocks, and in how a diagnosis is cut.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod.columns import Column
from rekotui.exchange.rehabstod.print_blocks import Block, blocks_of
from rekotui.exchange.rehabstod.print_diagnosis import is_cut, with_commas, without_cut_code
from rekotui.exchange.rehabstod.print_head import (
    HEAD_BEGINS,
    HEAD_ENDS,
    LEGACY,
    SORTED,
    Edges,
    head_of,
    prepared,
    without_edges,
)
from rekotui.exchange.rehabstod.print_labels import Item, items_of
from rekotui.exchange.rehabstod.raw import RawList, RawRow, Source
from rekotui.exchange.rehabstod.tokens import clean_cell

FORMAT = "printed_page"
LEGACY_FORMAT = "legacy_print"

MOST_ITEMS = 200_000
"""Labels and loose lines a print can have at most: some ten thousand sjukfall, and a bound for hostile text."""
_HEAD = 60_000
_COLUMNS_OF_A_BLOCK = 5
_LINES = re.compile("[\n\r\v\f\x85\u2028\u2029]+")
_WIDE_GAP = re.compile(r"\s{3,}")
_SHAPED = frozenset(
    {
        Column.NUMBER,
        Column.PERSONNUMMER,
        Column.AGE,
        Column.SEX,
        Column.FIRST_DAY,
        Column.LAST_DAY,
        Column.LENGTH,
        Column.CERTIFICATES,
        Column.DEGREES,
    }
)
_ROW_HAS = frozenset({Column.NUMBER, Column.PERSONNUMMER, Column.AGE, Column.FIRST_DAY, Column.LENGTH})
"""Labels that stand in blocks only, and never among the filters."""
_FEWEST_LABELS = 3
_REACH = 20
"""How many blocks apart two pieces of one block are looked for: about two pages."""


@dataclass(slots=True)
class _Page:
    """A print taken apart: the lines of its head, the labels and values below, and what header and footer say."""

    head: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    whole_start: bool = False
    edges: Edges = field(default_factory=Edges)


def recognises(source: Source) -> bool:
    """Return whether a text is today's print: labels with their values beside them."""
    return _is_print(source.text) and not _is_legacy(source.text or "")


def recognises_legacy(source: Source) -> bool:
    """Return whether a text is the server's own PDF of 2016–2023."""
    return _is_print(source.text) and _is_legacy(source.text or "")


def parse(source: Source) -> RawList:
    """Read today's print; names of diagnoses are not taken from it, for it may cut them without a mark."""
    raw = _parse(source.text or "", FORMAT)
    for row in raw.rows:
        row.names_cut = True
        _change(row, Column.DIAGNOSIS, with_commas(row.cells.get(Column.DIAGNOSIS, "")))
    return raw


def parse_legacy(source: Source) -> RawList:
    """Read the old print, whose long names, doctors and diagnoses end with three dots."""
    raw = _parse(source.text or "", LEGACY_FORMAT)
    for row in raw.rows:
        _change(row, Column.DIAGNOSIS, without_cut_code(row.cells.get(Column.DIAGNOSIS, "")))
        row.cut = tuple(column for column in (Column.NAME, Column.PHYSICIAN) if is_cut(row.cells.get(column, "")))
    return raw


def _is_legacy(text: str) -> bool:
    return LEGACY.search(text[:_HEAD]) is not None


def _is_print(text: str | None) -> bool:
    """Return whether a text has values beside their labels, as no table has: some different ones, or the print's words.

    In a copied table a heading stands before another heading, and at most the last one before a value.
    """
    if text is None:
        return False
    top = prepared(text[:_HEAD])
    sure = [item for item in _page(top).items if item.sure and item.column in _SHAPED]
    beside = {item.column for item in sure if not item.bare}
    if len(beside) >= _FEWEST_LABELS or Column.PERSONNUMMER in beside:
        return True
    named = SORTED.search(top) is not None or _is_legacy(top)
    return named and (bool(beside) or len({item.column for item in sure}) >= _FEWEST_LABELS)


def _parse(text: str, name: str) -> RawList:
    page = _page(prepared(text))
    blocks = blocks_of(page.items, whole_start=page.whole_start)
    head = head_of(page.head)
    order = _order(blocks)
    return RawList(
        format=name,
        rows=list(_rows(blocks)),
        headings=_by_columns(order) if name == FORMAT else order,
        unit=head.unit or page.edges.unit,
        list_date=next(iter(page.edges.days)) if len(page.edges.days) == 1 else None,
        shown=head.shown,
        total=head.total,
        filtered=head.filtered,
    )


def _page(text: str) -> _Page:
    """Take a prepared text apart. The head may come again: where two prints were put together.

    Raises UnreadableError for more labels than a list can have.
    """
    page = _Page()
    cleaned = [_segments(line) for line in _LINES.split(text)]
    lines = [segments for segments in cleaned if segments]
    joined = [" ".join(text for _, text, _ in segments) for segments in lines]
    kept = [(joined[place], lines[place]) for place in without_edges(joined, page.edges)]
    in_head = False
    for (line, segments), following in zip(kept, [*kept[1:], None], strict=False):
        if HEAD_BEGINS.match(line) or HEAD_ENDS.match(line):
            page.head.append(line)
            in_head = HEAD_ENDS.match(line) is None
            if not in_head and not _ROW_HAS & {item.column for item in page.items}:
                page.items, page.whole_start = [], True
            continue
        items = list(islice(_items(segments, following[1][0][1] if following else ""), MOST_ITEMS + 1))
        if len(page.items) + len(items) > MOST_ITEMS:
            raise UnreadableError("list_too_long")
        in_head = in_head and not any(item.sure and item.column in _ROW_HAS for item in items)
        if in_head:
            page.head.append(line)
        else:
            page.items += items
    return page


def _segments(line: str) -> list[tuple[int, str, bool]]:
    """Return the pieces of a line that wide gaps part, as (offset, text, had control characters)."""
    found: list[tuple[int, str, bool]] = []
    start = 0
    gaps = [*((gap.start(), gap.end()) for gap in _WIDE_GAP.finditer(line)), (len(line), len(line))]
    for end, after in gaps:
        piece = line[start:end]
        clean, dirty = clean_cell(piece)
        if clean:
            found.append((start + len(piece) - len(piece.lstrip()), clean, dirty))
        start = after
    return found


def _items(segments: Sequence[tuple[int, str, bool]], next_line: str) -> Iterator[Item]:
    for (offset, text, dirty), after in zip(segments, [*segments[1:], None], strict=False):
        yield from items_of(text, after[1] if after else next_line, offset, dirty=dirty)


def _rows(blocks: Sequence[Block]) -> Iterator[RawRow]:
    """Make rows of blocks, each with the labels that it has lost: the print has every label in every block.

    Where pieces of different people have come into the wrong order, all from the first piece to the last are broken.
    """
    lacks = list(_lacks(blocks))
    broken = _torn(blocks, lacks)
    for row, (block, missing) in enumerate(zip(blocks, lacks, strict=True), start=1):
        cells = {column: value for column, value in block.values.items() if value}
        yield RawRow(row, cells, dirty=block.dirty, unread=block.unread, lacks=missing, broken=row - 1 in broken)


def _torn(blocks: Sequence[Block], lacks: Sequence[tuple[str, ...]]) -> set[int]:
    """Return the places of the blocks that may hold pieces of different people.

    Such a piece has lost labels and does not begin as blocks do. Beside another one that has lost some or has them in
    another order, or with one before it that has just the labels that it lacks, the values in between cannot be told
    apart.
    """
    torn: set[int] = set()
    usual = {column: place for place, column in enumerate(_order(blocks))}
    for place, block in enumerate(blocks):
        if not block.guessed or not lacks[place]:
            continue
        window = range(max(place - _REACH, 0), place)
        others = [
            earlier for earlier in window if lacks[earlier] and not blocks[earlier].values.keys() & block.values.keys()
        ]
        first = min(
            [*others, place - 1] if lacks[place - 1] or _odd(blocks[place - 1], usual) else others, default=place
        )
        torn.update(range(first, place + 1) if first < place else ())
    return torn


def _odd(block: Block, usual: Mapping[str, int]) -> bool:
    """Return whether a block has its labels in another order than most."""
    return any(usual[first] > usual[second] for first, second in pairwise(block.values))


def _lacks(blocks: Sequence[Block]) -> Iterator[tuple[str, ...]]:
    """Yield the labels that most of the other blocks have and this one has not."""
    headed = Counter(column for block in blocks for column in block.values)
    for block in blocks:
        yield tuple(c for c, count in headed.items() if c not in block.values and count * 2 > len(blocks) - 1)


def _change(row: RawRow, column: Column, text: str) -> None:
    if text:
        row.cells[column] = text


def _order(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the labels in the order most blocks have them, and any that only others have behind them."""
    orders = Counter(tuple(block.values) for block in blocks)
    usual = orders.most_common(1)[0][0] if orders else ()
    return tuple(dict.fromkeys((*usual, *(column for order in orders for column in order))))


def _by_columns(order: Sequence[str]) -> tuple[str, ...]:
    """Return the user's own order of columns: field i of the table is printed in column i mod 5 (domain 2.2)."""
    columns: list[Iterator[str]] = []
    rest = iter(order)
    for place in range(min(_COLUMNS_OF_A_BLOCK, len(order))):
        height = -(-(len(order) - place) // _COLUMNS_OF_A_BLOCK)
        columns.append(iter(list(islice(rest, height))))
    return tuple(next(columns[place % _COLUMNS_OF_A_BLOCK]) for place in range(len(order)))
