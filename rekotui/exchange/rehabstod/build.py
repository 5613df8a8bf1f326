"""From raw rows to records: the rules that are the same for every format (domain rehabstod 2.4)."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import date

from rekotui.exchange.rehabstod.columns import OLD_INQUIRIES, Column
from rekotui.exchange.rehabstod.decode import DAMAGED
from rekotui.exchange.rehabstod.raw import RawRow
from rekotui.exchange.rehabstod.records import CUT, UNKNOWN, ListRecord, Notice, notice
from rekotui.exchange.rehabstod.shapes import SEXES
from rekotui.exchange.rehabstod.values import (
    Diagnosis,
    read_date,
    read_degrees,
    read_diagnosis,
    read_identity,
    read_inquiries,
    read_integer,
    read_occupations,
    read_risk,
    read_sex,
    read_status,
    read_words,
)

_FORMULA = ("=", "+", "-", "@")


@dataclass(slots=True)
class _Cells:
    """The cells of one row, and the remarks made while they are read."""

    row: RawRow
    visible: Collection[str]
    notices: list[Notice] = field(default_factory=list)

    def text(self, column: str) -> str | None:
        """Return a cell's text: None if the column is hidden, "" if the cell is empty."""
        if column not in self.visible:
            return None
        return self.row.cells.get(column, "")

    def remark(self, code: str, **values: object) -> None:
        """Add a notice about this row."""
        self.notices.append(notice(code, self.row.row, **values))


def build(row: RawRow, visible: Collection[str], on: date) -> tuple[ListRecord, list[Notice]]:
    """Turn a raw row into a record and the notices about how it was read.

    `visible` are the columns the list shows: a hidden column gives None, an empty cell what emptiness
    means there.
    """
    cells = _Cells(row, visible)
    diagnosis = _diagnosis(cells)
    inquiries = _inquiries(cells)
    record = ListRecord(
        row=row.row,
        personnummer=_identity(cells, on),
        name=_words(cells, Column.NAME),
        age=_integer(cells, Column.AGE),
        sex=_word(cells, Column.SEX, read_sex),
        status=_word(cells, Column.STATUS, read_status),
        diagnosis_code=diagnosis.code if diagnosis else None,
        diagnosis_text=diagnosis.text if diagnosis else None,
        diagnosis_state=diagnosis.state if diagnosis else UNKNOWN,
        co_diagnoses=diagnosis.co_diagnoses if diagnosis and not row.main_only else None,
        occupations=_occupations(cells),
        first_day=_date(cells, Column.FIRST_DAY),
        last_day=_date(cells, Column.LAST_DAY),
        length_days=_integer(cells, Column.LENGTH),
        certificates=_integer(cells, Column.CERTIFICATES),
        degrees=_degrees(cells),
        degree_today=row.degree_today,
        inquiries_completion=inquiries[0] if inquiries else None,
        inquiries_administrative=inquiries[1] if inquiries else None,
        risk=_word(cells, Column.RISK, read_risk),
        physician=_words(cells, Column.PHYSICIAN),
        ended=row.ended,
        raw={str(column): text for column, text in row.cells.items()},
    )
    _remark_on_text(cells, record)
    return record, cells.notices


def _identity(cells: _Cells, on: date) -> str | None:
    text = cells.text(Column.PERSONNUMMER)
    if text is None:
        return None
    identity = read_identity(text, on)
    if identity.fault:
        cells.remark(identity.fault)
    return identity.text


def _words(cells: _Cells, column: Column) -> str | None:
    words = read_words(cells.text(column) or "")
    if words and words.startswith(_FORMULA):
        cells.remark("formula_like", field=column.value)
    return words


def _word(cells: _Cells, column: Column, reader: Callable[[str], str | None]) -> str | None:
    """Read one of a few words. Marks that are none (the dots of a risk) go silently, a word we do not know does not."""
    text = cells.text(column) or ""
    word = reader(text)
    if word is None and text not in SEXES and any(map(str.isalpha, text)):
        cells.remark("unreadable_value", field=column.value)
    return word


def _integer(cells: _Cells, column: Column) -> int | None:
    text = cells.text(column)
    value = read_integer(text) if text else None
    if text and value is None:
        cells.remark("unreadable_value", field=column.value)
    return value


def _date(cells: _Cells, column: Column) -> date | None:
    text = cells.text(column)
    value = read_date(text) if text else None
    if value is None and text is not None and column not in cells.row.faulty:
        cells.remark("impossible_date" if text else "missing_date", field=column.value)
    return value


def _degrees(cells: _Cells) -> tuple[int, ...] | None:
    text = cells.text(Column.DEGREES)
    return None if text is None else read_degrees(text)


def _occupations(cells: _Cells) -> tuple[str, ...] | None:
    text = cells.text(Column.OCCUPATIONS)
    return None if text is None else read_occupations(text)


def _inquiries(cells: _Cells) -> tuple[int, int | None] | None:
    """Read the counts of unanswered messages; the old column for kompletteringar says nothing of the others."""
    text, old = cells.text(Column.INQUIRIES), cells.text(OLD_INQUIRIES)
    if text or not old:
        return read_inquiries(text) if text else None
    counted = read_inquiries(old)
    return (counted[0], None) if counted else None


def _diagnosis(cells: _Cells) -> Diagnosis | None:
    """Read the diagnosis; an empty cell says as little as a hidden column."""
    text = cells.text(Column.DIAGNOSIS)
    diagnosis = read_diagnosis(text, cells.text(Column.CO_DIAGNOSES)) if text else None
    if diagnosis and diagnosis.state == UNKNOWN:
        cells.remark("unreadable_value", field=Column.DIAGNOSIS.value)
    if diagnosis and diagnosis.state == CUT:
        cells.remark("cut_diagnosis")
    return replace(diagnosis, text=None) if diagnosis and cells.row.names_cut else diagnosis


def _remark_on_text(cells: _Cells, record: ListRecord) -> None:
    if cells.row.dirty:
        cells.remark("control_characters")
    if any(DAMAGED in text for text in record.raw.values()):
        cells.remark("damaged_text")
    if cells.row.unread:
        cells.remark("unread_text")
    for column in cells.row.faulty:
        cells.remark("unreadable_value", field=column)
    for column in cells.row.cut:
        cells.remark("cut_value", field=column)
