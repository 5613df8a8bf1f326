"""Put the blocks of a printed page together: which labels belong to one sjukfall, and where values go on.

Nothing in the text says where a block begins. The labels come again in the same order for every sjukfall, so a block
begins with the label that begins the first one, and at the latest where a label comes that the block already has.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod.columns import Column
from rekotui.exchange.rehabstod.print_labels import FREE, Item, is_whole, opens

_BROKEN_HYPHEN = re.compile(r"(?<=\w)- (?=\w)")
MOST_BLOCKS = 10_000
"""Sjukfall that are put together at most, as in a list of any format."""
_LONGEST_VALUE = 200
_MOST_LINES = 8
_FEWEST_BLOCKS = 3
"""This many blocks must have an unknown label before it is believed to be one."""
_LONGEST_LABEL = 25
_COLUMNS = frozenset(Column)
_LISTS = frozenset({Column.OCCUPATIONS, Column.DEGREES, Column.INQUIRIES})
"""Columns whose values may go on after a whole one: several of the same, each on its line."""


@dataclass(slots=True)
class _Value:
    """A value being read: its text so far, how many lines it has, and where its label began."""

    text: str
    offset: int
    lines: int = 1


@dataclass(slots=True)
class Block:
    """One sjukfall of a print: values by column (an empty one too), and what happened on the way.

    `guessed`: it begins not with the label that begins blocks, but with one that the block before already had.
    """

    values: dict[str, str] = field(default_factory=dict)
    guessed: bool = False
    dirty: bool = False
    unread: bool = False


def blocks_of(items: Sequence[Item], *, whole_start: bool) -> list[Block]:
    """Return the blocks in order; `whole_start`: the items begin where the page says that the list begins.

    Raises UnreadableError for more blocks than a list can have.
    """
    starter = _starter(items, whole_start=whole_start)
    slices = list(islice(_slices(_weighed(items, starter), starter), MOST_BLOCKS + 1))
    if len(slices) > MOST_BLOCKS:
        raise UnreadableError("list_too_long")
    unknown = _unknown_label(slices)
    labels = Counter(column for each in slices for column in {item.column for item in each})
    usual = {column for column, count in labels.items() if column and count * 2 > len(slices)}
    blocks = [_read(each, unknown, usual) for each in slices]
    for block, each in zip(blocks[1:], slices[1:], strict=True):
        block.guessed = each[0].column is not starter
    return blocks


def _weighed(items: Sequence[Item], starter: Column | None) -> Iterator[Item]:
    """Yield the items, those weak that may be the end of a name: a label without a value right behind free text.

    A name that stands below its label may begin with the label's word: "Namn okänt" is what Rehabstöd calls somebody.
    """
    before: Item | None = None
    for item in items:
        if before and before.column in FREE and item.column and not item.text:
            if item.column is before.column and not before.text:
                item = replace(item, column=None, text=item.whole, sure=False)
            elif item.sure and item.column not in (starter, before.column):
                item = replace(item, sure=False, weak=True)
        elif before and item.column is before.column in FREE and not before.text:
            item = replace(item, column=None, text=item.whole, sure=False)
        if item.column and not item.weak:
            before = item
        elif not item.column and before and not before.text:
            before = replace(before, text=item.text)
        yield item


def _starter(items: Sequence[Item], *, whole_start: bool) -> Column | None:
    """Return the label that begins every block.

    The label that follows the last one in earlier blocks should be the first one of the text. If it is not, the text
    has lost its beginning or its end; the number, first in Rehabstöd's own order, then decides.
    """
    sure = [item.column for item in items if item.sure and item.column]
    if not sure:
        return None
    after = Counter(following for label, following in pairwise(sure) if label is sure[-1])
    expected = after.most_common(1)[0][0] if after else None
    numbered = Column.NUMBER in sure
    if expected is Column.NUMBER or (numbered and expected is not sure[0] and not whole_start):
        return Column.NUMBER
    return sure[0]


def _slices(items: Iterable[Item], starter: Column | None) -> Iterator[list[Item]]:
    """Part the items into blocks; what stands before the first label is none of them."""
    current: list[Item] = []
    seen: dict[Column, Item] = {}
    last: Item | None = None
    for item in items:
        if item.sure and item.column:
            doubled = last is not None and last.whole == item.whole
            if seen and not doubled and (item.column is starter or item.column in seen):
                yield current
                current, seen = [], {}
            seen[item.column] = last = item
        if seen:
            current.append(item)
    if current:
        yield current


def _unknown_label(slices: Sequence[Sequence[Item]]) -> str | None:
    """Return a label that we do not know: the same word, once in every block, with different words behind it."""
    if len(slices) < _FEWEST_BLOCKS:
        return None
    behind: dict[str, set[str]] = {}
    blocks: Counter[str] = Counter()
    for each in slices:
        words = Counter(word for item in each if item.column is None for word in [item.text.partition(" ")[0]])
        blocks.update(word for word, count in words.items() if count == 1)
        for item in each:
            if item.column is None:
                word, _, rest = item.text.partition(" ")
                behind.setdefault(word, set()).add(rest)
    found = (word for word, count in blocks.items() if count == len(slices) and _could_be_label(word, behind[word]))
    return next(found, None)


def _could_be_label(word: str, behind: set[str]) -> bool:
    worded = word.isalpha() and word[0].isupper() and len(word) <= _LONGEST_LABEL
    return worded and len(behind - {""}) > 1 and not any(opens(column, word) for column in _LISTS)


def _read(items: Sequence[Item], unknown: str | None, usual: Collection[Column]) -> Block:
    """Read one block; a label whose value is damaged counts unless the block has it with a good one.

    A weak one counts only if most blocks have it (`usual`).
    """
    block = Block()
    values: dict[str, _Value] = {}
    sure = {item.column for item in items if item.sure}
    last: str | None = None
    for item in items:
        block.dirty = block.dirty or item.dirty
        column = _column(item, unknown)
        counts = item.sure or item.column is None or (item.column not in sure and (not item.weak or column in usual))
        if column and column not in values and counts:
            text = item.text if item.column else item.text.partition(" ")[2]
            values[column] = _Value(text, item.offset)
            last = column
        elif item.sure:
            block.unread = True
        else:
            owner = _owner(values, item) or last
            if owner is None or not _goes_on(owner, values[owner], item.whole):
                block.unread = True
    block.values = {column: _tidy(column, value.text) for column, value in values.items()}
    return block


def _tidy(column: str, text: str) -> str:
    """Close the gap behind a hyphen where a line break was made a space (`TSTNMT2321000156- PRV2`)."""
    return text if column in (Column.DIAGNOSIS, Column.CO_DIAGNOSES) else _BROKEN_HYPHEN.sub("-", text)


def _column(item: Item, unknown: str | None) -> str | None:
    if item.column is None and unknown and item.text.partition(" ")[0] == unknown:
        return unknown
    return item.column


def _owner(values: dict[str, _Value], item: Item) -> str | None:
    """Return whose value an indented line continues: the nearest label to its left, the latest of several."""
    if not item.offset:
        return None
    left = [(value.offset, place) for place, value in enumerate(values.values()) if value.offset <= item.offset]
    return list(values)[max(left)[1]] if left else None


def _goes_on(column: str, value: _Value, text: str) -> bool:
    """Add a line to a value if it can belong there, and return whether it could."""
    joined = _joined(value.text, text)
    if value.lines >= _MOST_LINES or len(joined) > _LONGEST_VALUE or not _may_go_on(column, value.text, text, joined):
        return False
    value.text = joined
    value.lines += 1
    return True


def _may_go_on(column: str, before: str, text: str, joined: str) -> bool:
    if column not in _COLUMNS or column in FREE:
        return not (column == Column.PHYSICIAN and before.endswith(")"))
    known = Column(column)
    if not before:
        return opens(known, text)
    if is_whole(known, before):
        return is_whole(known, joined) or (opens(known, text) and known in _LISTS)
    return opens(known, joined)


def _joined(before: str, text: str) -> str:
    """Join two lines of a value; a line break behind a hyphen is one that the hyphen allowed."""
    glued = len(before) > 1 and before.endswith("-") and not before[-2].isspace()
    return f"{before}{text}" if glued else f"{before} {text}".strip()
