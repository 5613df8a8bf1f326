"""One person, one sjukfall: doubles are taken once, and of differing rows the later end wins (design 6)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rekotui.exchange import messages
from rekotui.exchange.rehabstod.columns import Column
from rekotui.exchange.rehabstod.records import ListRecord, Notice, notice


@dataclass(frozen=True, slots=True)
class Distinct:
    """Records with every person once, in file order, and what was said and left out on the way."""

    records: tuple[ListRecord, ...]
    warnings: tuple[Notice, ...]
    skipped: tuple[Notice, ...]


def without_doubles(records: Sequence[ListRecord]) -> Distinct:
    """Return each person's one record.

    Rows without a number are doubles only if they are the same words with the same running number: two
    people may well look alike.
    """
    kept: dict[object, ListRecord] = {}
    warnings: list[Notice] = []
    skipped: list[Notice] = []
    for record in records:
        key = _key(record)
        known = kept.get(key)
        if known is None:
            kept[key] = record
        elif record.personnummer is None or replace(record, row=known.row) == known:
            skipped.append(notice("double_row", record.row, other=known.row))
        else:
            kept[key] = winner = _later(known, record)
            loser = known if winner is record else record
            warnings.append(_conflict(winner, loser, winner))
            skipped.append(_conflict(loser, winner, winner))
    in_order = sorted(kept.values(), key=lambda record: record.row)
    return Distinct(tuple(in_order), tuple(warnings), tuple(skipped))


def _key(record: ListRecord) -> object:
    if record.personnummer is not None:
        return record.personnummer
    if Column.NUMBER in record.raw:
        return tuple(sorted(record.raw.items()))
    return record.row


def _later(known: ListRecord, record: ListRecord) -> ListRecord:
    """Return the one with the later end; the first one if that decides nothing."""
    if record.last_day is None:
        return known
    return record if known.last_day is None or record.last_day > known.last_day else known


def _conflict(about: ListRecord, other: ListRecord, kept: ListRecord) -> Notice:
    because = messages.SAME_END if about.last_day == other.last_day else messages.LATER_END
    return notice("conflicting_rows", about.row, other=other.row, kept=kept.row, because=because)
