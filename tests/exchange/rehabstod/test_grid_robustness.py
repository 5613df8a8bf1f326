"""Whatever becomes of a sheet or a csv file: a list that is consistent in itself, or a refusal; nothing else."""

import json
import random
import re
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod.grid import Cell, GridRow, Sheet
from rekotui.exchange.rehabstod.reader import finish, read
from rekotui.exchange.rehabstod.records import ListRecord, ReadList
from rekotui.exchange.rehabstod.workbook import Workbook, parse_workbook, workbook_of
from rekotui.exchange.rehabstod.workbook_opener import open_workbook

from .copies import ON, SAMPLES
from .grids import csv_text

BOOKS = ("nuvarande-inklistrad.xlsx", "v2-2017.xlsx", "v6-alla-kolumner.xlsx")
NUMBER = re.compile(r"\d{6,8}\D?\d{3,4}")
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

TEXTS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        [
            *(
                "",
                "-",
                "=1+1",
                "100%",
                "Totalt",
                "Namn",
                "Personnummer",
                "19830411-2389",
                "2026-02-30",
                "43 år",
                "(36 år)",
            ),
            *("1 dag", "Komplettering (99999999999)", "F438A", "Valda filter", "Visar 3 av 9", "\x00\x07", "\ud800"),
            "9" * 40,
        ]
    ),
)
VALUES = st.one_of(
    st.none(),
    TEXTS,
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.dates(),
    st.sampled_from((0.5, 1, 46_000, 2_958_465, 2_958_466, float("inf"))),
)
CELLS = st.builds(Cell, VALUES, st.one_of(st.booleans(), TEXTS), st.booleans())


@cache
def book(sample: str) -> Workbook:
    answer = json.loads(json.dumps(open_workbook((SAMPLES / sample).read_bytes())))
    return workbook_of(answer)


def changed(sample: str) -> tuple[list[dict[int, Cell]], list[int], Sheet]:
    """Return the cells and the numbers of a sample's rows, free to change, and the sheet they are of."""
    (sheet,) = book(sample).sheets
    return [dict(row.cells) for row in sheet.rows], [row.number for row in sheet.rows], sheet


def read_rows(rows: list[dict[int, Cell]], sheet: Sheet) -> ReadList | None:
    """Read rows, or None where they are refused; whatever is said is held to what must always be true."""
    numbered = [GridRow(number, cells) for number, cells in enumerate(rows, start=1) if cells]
    try:
        raw = parse_workbook(Workbook([Sheet(numbered, sheet.epoch)], date(2023, 5, 15)), "lista.xlsx")
        found = finish(raw, "lista.xlsx", ON)
    except UnreadableError as error:
        assert not NUMBER.search(str(error))  # noqa: PT017
        return None
    consistent(found)
    assert {record.row for record in found.records} <= {row.number for row in numbered}
    return found


def consistent(found: ReadList) -> None:
    """Hold a list to what is true of every list."""
    json.dumps(found.as_json())
    rows = [record.row for record in found.records]
    people = [record.personnummer for record in found.records if record.personnummer]
    assert rows
    assert rows == sorted(set(rows))
    assert len(people) == len(set(people))
    assert not set(rows) & {skip.row for skip in found.skipped}
    lost = {skip.code for skip in found.skipped} - {"double_row", "conflicting_rows"}
    assert found.partial is True or not lost
    for notice in (*found.warnings, *found.skipped):
        assert not NUMBER.search(notice.text)


def bare(record: ListRecord) -> dict[str, object]:
    return record.as_json() | {"row": 0}


def people(found: ReadList) -> dict[str | None, dict[str, object]]:
    return {record.personnummer: bare(record) for record in found.records}


def head_of(rows: list[dict[int, Cell]]) -> int:
    """Return the place of a sample's heading row."""
    return next(place for place, cells in enumerate(rows) if 1 in cells and cells[1].value == "#")


@cache
def usual(sample: str) -> dict[str | None, dict[str, object]]:
    rows, _numbers, sheet = changed(sample)
    found = read_rows(rows, sheet)
    assert found is not None
    return people(found)


SAMPLED = pytest.mark.parametrize("sample", BOOKS)


@SAMPLED
@QUICK
@given(chance=st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_changes_no_record(sample: str, chance: random.Random) -> None:
    rows, _numbers, sheet = changed(sample)
    head = head_of(rows)
    body = rows[head + 1 :]
    chance.shuffle(body)
    places = list(range(1, 30))
    chance.shuffle(places)
    table = [{places[column]: cell for column, cell in cells.items()} for cells in (rows[head], *body)]
    found = read_rows([*rows[:head], *table], sheet)
    assert found is not None
    assert people(found) == usual(sample)


@SAMPLED
@QUICK
@given(chance=st.randoms(use_true_random=False), dropped=st.integers(1, 9))
def test_dropped_columns_leave_the_others_as_they_were(sample: str, chance: random.Random, dropped: int) -> None:
    rows, _numbers, sheet = changed(sample)
    head = head_of(rows)
    number = next(column for column, cell in rows[head].items() if cell.value == "Personnummer")
    gone = set(chance.sample(sorted(set(rows[head]) - {number}), dropped))
    table = [{column: cell for column, cell in cells.items() if column not in gone} for cells in rows[head:]]
    found = read_rows([*rows[:head], *table], sheet)
    if found:
        for record in found.records:
            before = usual(sample)[record.personnummer]
            derived = ("ended", "diagnosis_state", "row")
            kept = {key: value for key, value in bare(record).items() if value is not None and key not in derived}
            assert {key: before[key] for key in kept} == kept


@SAMPLED
@QUICK
@given(chance=st.randoms(use_true_random=False), changes=st.integers(1, 6))
def test_dropped_and_doubled_rows_leave_the_others_as_they_were(
    sample: str, chance: random.Random, changes: int
) -> None:
    rows, _numbers, sheet = changed(sample)
    head = head_of(rows)
    for _ in range(changes):
        place = chance.randrange(head + 1, len(rows))
        rows[place : place + 1] = chance.choice([[], [rows[place]] * 2])
    found = read_rows(rows, sheet)
    assert found is not None
    assert people(found).items() <= usual(sample).items()


@SAMPLED
@QUICK
@given(data=st.data())
def test_any_cell_may_hold_anything(sample: str, data: st.DataObject) -> None:
    rows, _numbers, sheet = changed(sample)
    for _ in range(data.draw(st.integers(1, 12))):
        place, column = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(1, 18))
        rows[place][column] = data.draw(CELLS)
    read_rows(rows, sheet)


@QUICK
@given(st.lists(st.dictionaries(st.integers(1, 8), CELLS, max_size=8), max_size=8))
def test_any_sheet_is_read_or_refused(rows: list[dict[int, Cell]]) -> None:
    head = dict(enumerate(map(Cell, ("#", "Personnummer", "Namn", "Startdatum", "Slutdatum", "Grad")), start=1))
    read_rows(rows, Sheet())
    read_rows([head, *rows], Sheet())


# Files


def csv_sample() -> str:
    copy = read((SAMPLES / "vecka-17-urklipp.txt").read_bytes(), "", ON)
    return csv_text(*(record.raw for record in copy.records))


CSV = csv_sample()
CHARACTERS = st.one_of(st.sampled_from(';,\t"\n\r\x00 -1å%'), st.characters())


def list_or_refusal(data: bytes) -> ReadList | None:
    try:
        found = read(data, "lista", ON)
    except UnreadableError as error:
        assert not NUMBER.search(str(error))  # noqa: PT017
        return None
    consistent(found)
    return found


@QUICK
@given(st.integers(0, len(CSV)))
def test_a_csv_file_cut_anywhere_keeps_its_whole_rows_and_tells_of_the_rest(end: int) -> None:
    found = list_or_refusal(CSV[:end].encode())
    rows = CSV[:end].count("\n")
    if found and rows > 1:
        whole = read(CSV.encode(), "lista", ON)
        kept = [record for record in found.records if record.row <= rows]
        assert [record.as_json() for record in kept] == [record.as_json() for record in whole.records[: rows - 1]]


@QUICK
@given(st.lists(st.tuples(st.integers(0, len(CSV)), CHARACTERS, st.booleans()), max_size=10))
def test_flipped_and_added_characters_are_read_or_refused(changes: list[tuple[int, str, bool]]) -> None:
    text = CSV
    for place, character, instead in changes:
        text = text[:place] + character + text[place + instead :]
    list_or_refusal(text.encode("utf-8", "surrogatepass"))


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return a file with a hole, an end too early, or flipped bits."""
    at = chance.randrange(len(data))
    ways: list[Callable[[], bytes]] = [
        lambda: data[:at],
        lambda: data[:at] + data[at + chance.randrange(1, 50) :],
        lambda: data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :],
        lambda: data[:at] + chance.randbytes(20) + data[at + 20 :],
    ]
    return chance.choice(ways)()


@SAMPLED
@settings(max_examples=40, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_damaged_bytes_of_a_workbook_give_its_list_or_none(sample: str, chance: random.Random) -> None:
    data = mutated((SAMPLES / sample).read_bytes(), chance)
    try:
        answer = json.loads(json.dumps(open_workbook(data)))
    except Exception:  # the process apart makes "damaged" of it, as the next test holds
        return
    try:
        found = finish(parse_workbook(workbook_of(answer), "lista.xlsx"), "lista.xlsx", ON)
    except UnreadableError:
        return
    consistent(found)
    assert people(found).items() <= usual(sample).items()


@settings(max_examples=5, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_damaged_bytes_are_read_or_refused_all_the_way(chance: random.Random) -> None:
    list_or_refusal(mutated((SAMPLES / chance.choice(BOOKS)).read_bytes(), chance))
