"""What can be said of a list as a whole: its columns, whether it was cut off, whether it is all there."""

from collections import Counter
from collections.abc import Collection, Sequence

from rekotui.exchange import messages
from rekotui.exchange.rehabstod.columns import STATEMENT_HEADINGS, Column, column_of
from rekotui.exchange.rehabstod.raw import RawList, RawRow
from rekotui.exchange.rehabstod.records import ListRecord, Notice, notice

_ALWAYS_FILLED = (Column.LAST_DAY, Column.LENGTH, Column.CERTIFICATES)
_MOST_NUMBERS = 10


def visible_columns(raw: RawList) -> frozenset[str]:
    """Return the columns the list shows: those with a heading, else those that any row has something in."""
    if raw.headings is not None:
        return frozenset(raw.headings)
    return frozenset(column for row in raw.rows for column in row.cells)


def is_broken(row: RawRow, visible: Collection[str]) -> bool:
    """Return whether a row has lost what tells whose it is: number and age, where the list shows them."""
    identity = {Column.PERSONNUMMER, Column.AGE}
    return bool(identity & set(visible)) and not identity & row.cells.keys()


def is_empty(row: RawRow) -> bool:
    """Return whether a row has neither diagnosis nor dates (domain rehabstod 2.4 rule 2)."""
    return not {Column.DIAGNOSIS, Column.FIRST_DAY, Column.LAST_DAY} & row.cells.keys()


def cut_off(raw: RawList) -> str | None:
    """Return what the last row of a copy lacks: a heading, or words for "the rest"; None if it seems whole.

    A copy may end anywhere. The row is whole if it has what all rows before it have, and its doctor is not the
    beginning of somebody else's name.
    """
    if raw.rows and raw.rows[-1].lacks:
        return _as_words(raw.rows[-1].lacks)
    if not raw.ends_open or not raw.rows:
        return None
    *others, last = raw.rows
    missing = _lacking(others, last, raw.headings or tuple(Column))
    if missing:
        return _as_words(missing)
    return Column.PHYSICIAN if _half_a_name(last, others) else None


def _as_words(missing: Sequence[str]) -> str:
    return missing[0] if len(missing) == 1 else messages.REST_OF_ROW


def _lacking(others: Sequence[RawRow], last: RawRow, order: Sequence[str]) -> list[str]:
    """Return the columns that the last row lacks: those that all others fill, and the one most of them end with."""
    if not others:
        return [column for column in order if column in _ALWAYS_FILLED and column not in last.cells]
    filled = Counter(column for row in others for column in row.cells)
    ending = [column for column in order if filled[column] * 2 > len(others)][-1:]
    always = [column for column in order if len(others) > 1 and filled[column] == len(others)]
    return [column for column in order if column in {*ending, *always} and column not in last.cells]


def _half_a_name(last: RawRow, others: Sequence[RawRow]) -> bool:
    """Return whether the last doctor is the beginning of another one's name, and nobody's whole name."""
    name = last.cells.get(Column.PHYSICIAN, "")
    names = {row.cells.get(Column.PHYSICIAN, "") for row in others}
    begins = any(other.startswith(name) for other in names)
    return bool(name) and name not in names and (begins or name.count("(") != name.count(")"))


def without_half_cells(row: RawRow, columns: Collection[str]) -> set[str]:
    """Return the columns a cut row can be trusted in: not a doctor for whom the cells before it are missing.

    What is left of a cut cell has lost its shape and may have been taken for the only free text that was due.
    """
    shown = set(columns) & row.cells.keys()
    before = {Column.DEGREES, Column.INQUIRIES} & set(columns)
    return shown - {Column.PHYSICIAN} if before - row.cells.keys() else shown


def list_warnings(raw: RawList, records: Sequence[ListRecord], read: int) -> list[Notice]:
    """Return the warnings about the list as a whole; `read` is how many sjukfall were found in it."""
    found = list(raw.remarks)
    if raw.headings is None:
        found.append(notice("no_headings"))
    found += [notice("unknown_column", heading=h[:40]) for h in raw.headings or () if column_of(h) is None]
    if hides_identity(raw):
        found.append(notice("hidden_identity", count=len(records)))
    if raw.shown is not None and raw.shown != read:
        found.append(notice("count_mismatch", shown=raw.shown, read=read))
    if raw.shown is not None and raw.total is not None and raw.shown < raw.total:
        found.append(notice("filtered", shown=raw.shown, total=raw.total))
    elif raw.part or (raw.filtered and (raw.shown is None or raw.total is None)):
        found.append(notice("filter_hint"))
    missing = missing_numbers(raw.rows)
    if missing:
        found.append(notice("number_gap", missing=", ".join(map(str, missing))))
    return found


def hides_identity(raw: RawList) -> bool:
    """Return whether the list was made with personuppgifter hidden."""
    return bool(raw.rows) and Column.PERSONNUMMER not in visible_columns(raw)


def is_other_list(raw: RawList) -> bool:
    """Return whether a list is Läkarutlåtanden, which has no sjukfall in it (domain rehabstod 1.12)."""
    return {heading.lower() for heading in raw.headings or ()} >= STATEMENT_HEADINGS


def is_partial(raw: RawList, read: int, lost: int) -> bool | None:
    """Return whether people are left out of the list: True, False, or None when nothing tells.

    `read` is the number of sjukfall found, `lost` how many rows are there but cannot be told whose they are.
    """
    if lost or raw.part:
        return True
    if raw.shown is not None and raw.total is not None:
        return raw.shown < raw.total or read < raw.shown
    begun_late = raw.headings is None and missing_numbers(raw.rows)[:1] == [1]
    return True if raw.filtered or begun_late else raw.filtered


def missing_numbers(rows: Sequence[RawRow]) -> list[int]:
    """Return the first running numbers that the list jumps over; Rehabstöd numbers what it shows from 1."""
    numbers = {int(text) for row in rows if (text := row.cells.get(Column.NUMBER, "")).isdecimal()}
    if not numbers:
        return []
    missing: list[int] = []
    for number in range(1, max(numbers)):
        if number not in numbers:
            missing.append(number)
        if len(missing) == _MOST_NUMBERS:
            break
    return missing
