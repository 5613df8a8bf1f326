"""Workbooks as files: what a spreadsheet program puts into them, and files that are something else."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter

from rekotui.base import exit_codes
from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod.reader import read, read_text
from rekotui.exchange.rehabstod.records import ReadList

from .books import active, book_of, fill, pasted, read_book, saved, typed
from .copies import HEADINGS, ON, SAMPLES, codes, copied, other, row

WHOLE = [record.as_json() for record in read_text(copied(row(), other()), ON).records]
SAMPLE = (SAMPLES / "v6-alla-kolumner.xlsx").read_bytes()
SHEET = "xl/worksheets/sheet1.xml"


def records(found: ReadList) -> list[dict[str, object]]:
    return [record.as_json() for record in found.records]


def moved(top: int = 1) -> list[dict[str, object]]:
    return [record | {"row": top + place} for place, record in enumerate(WHOLE, start=1)]


def written(write: Callable[[Any, Any], None], **options: object) -> bytes:
    """Return a workbook that XlsxWriter writes: with shared texts and results of formulas, as Excel does."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **options})
    write(book, book.add_worksheet())
    book.close()
    return out.getvalue()


def put_rows(book: Any, sheet: Any) -> None:
    """Write the two rows, with real days and a share."""
    day, share = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "0%"})
    for place, line in enumerate([HEADINGS, typed(row()), typed(other())]):
        for column, value in enumerate(line):
            if isinstance(value, datetime):
                sheet.write_datetime(place, column, value, day)
            elif isinstance(value, float):
                sheet.write_number(place, column, value, share)
            elif value is not None:
                sheet.write(place, column, value)


def repacked(data: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """Return a file with some of its parts changed, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in [*source.namelist(), *(name for name in changes if name not in source.namelist())]:
            content = changes[name] if name in changes else source.read(name)
            if content is not None:
                target.writestr(name, content)
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return source.read(name)


def refused(data: bytes, name: str = "lista.xlsx") -> str:
    with pytest.raises(UnreadableError) as error:
        read(data, name, ON)
    assert error.value.exit_code == exit_codes.UNREADABLE == 6
    return error.value.key


# What a spreadsheet program writes


@pytest.mark.parametrize("first_day", [False, True], ids=["1900", "1904"])
def test_days_count_from_either_year_that_a_workbook_may_begin_with(first_day: bool) -> None:
    found = read(written(put_rows, date_1904=first_day), "lista.xlsx", ON)
    assert (records(found), found.warnings, found.format) == (moved(), (), "spreadsheet")


def test_results_of_formulas_are_read_and_a_formula_without_one_is_told_of() -> None:
    def with_formulas(book: Any, sheet: Any) -> None:
        put_rows(book, sheet)
        sheet.write_formula(1, HEADINGS.index("Namn"), '="Testa"&" Övningsson"', None, "Testa Övningsson")
        sheet.write_formula(1, HEADINGS.index("Intyg"), "=2+2", None, 4)
        sheet.write_formula(2, HEADINGS.index("Längd"), "=NA()", None, "#N/A")

    found = read(written(with_formulas), "lista.xlsx", ON)
    assert records(found) == [WHOLE[0] | {"row": 2}, WHOLE[1] | {"row": 3, "length_days": None}]
    assert codes(found) == [(3, "unreadable_value")]

    book = pasted(row(), other())
    active(book).cell(2, HEADINGS.index("Namn") + 1).value = '="Testa"&" Övningsson"'
    found = read_book(book)
    assert records(found) == [WHOLE[0] | {"row": 2, "name": None}, WHOLE[1] | {"row": 3}]
    assert codes(found) == [(2, "unreadable_value")]


def test_bold_runs_in_shared_texts() -> None:
    def in_bold(book: Any, sheet: Any) -> None:
        put_rows(book, sheet)
        bold = book.add_format({"bold": True})
        sheet.write_rich_string(1, HEADINGS.index("Grad"), "100%", bold, "75%", "50%")
        sheet.write_string(2, HEADINGS.index("Grad"), "50%", bold)

    found = read(written(in_bold), "lista.xlsx", ON)
    assert records(found) == [WHOLE[0] | {"row": 2, "degree_today": 75}, WHOLE[1] | {"row": 3, "degree_today": 50}]


def test_escaped_control_characters_are_removed_with_a_warning() -> None:
    book = pasted(row(Namn="Testa_x0007_ Övningsson_x000D_"), other())
    found = read_book(book)
    assert (records(found), codes(found)) == (moved(), [(2, "control_characters")])


def test_a_hidden_sheet_is_read_if_it_has_the_list() -> None:
    book = book_of(["Att göra"], ["ringa"])
    hidden = book.create_sheet("lista")
    fill(hidden, [HEADINGS, typed(row()), typed(other())])
    hidden.sheet_state = "veryHidden"
    assert records(read_book(book)) == moved()


def test_of_several_lists_the_sheet_that_was_open_is_read() -> None:
    book = pasted(row())
    fill(book.create_sheet("v 25"), [HEADINGS, typed(other(1))])
    book.active = 1
    found = read_book(book)
    assert [record.personnummer for record in found.records] == ["19710902-2397"]
    assert codes(found) == [(None, "other_sheets")]


def test_a_sheet_with_a_chart_only_is_passed_by() -> None:
    def with_chart(book: Any, sheet: Any) -> None:
        put_rows(book, sheet)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Sheet1!$L$2:$L$3"})
        book.add_chartsheet().set_chart(chart)

    assert records(read(written(with_chart), "lista.xlsx", ON)) == moved()


def test_merged_cells_hidden_rows_and_filters_of_the_spreadsheet_change_nothing() -> None:
    book = book_of(["Sjukfall vecka 25"], [], HEADINGS, typed(row()), typed(other()))
    sheet = active(book)
    sheet.merge_cells("A1:P1")
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.auto_filter.ref = "A3:P5"
    sheet.freeze_panes = "A4"
    assert records(read_book(book)) == moved(3)


def test_a_document_that_declares_a_million_rows_and_all_columns_is_read() -> None:
    data = saved(pasted(row(), other()))
    sheet = part(data, SHEET).replace(b'<dimension ref="A1:P3"', b'<dimension ref="A1:XFD1048576"')
    assert b"XFD1048576" in sheet
    empty = b"".join(b'<row r="%d" s="1" customFormat="1"/>' % number for number in range(4, 20_000))
    found = read(repacked(data, {SHEET: sheet.replace(b"</sheetData>", empty + b"</sheetData>")}), "lista.xlsx", ON)
    assert (records(found), found.warnings) == (moved(), ())


@pytest.mark.parametrize("content", [None, b"<broken", b"<a/>"], ids=["missing", "broken", "other"])
def test_parts_beside_the_cells_may_be_damaged(content: bytes | None) -> None:
    parts = dict.fromkeys(("xl/styles.xml", "docProps/core.xml", "docProps/app.xml", "xl/theme/theme1.xml"), content)
    found = read(repacked(saved(pasted(row(), other())), parts), "lista.xlsx", ON)
    assert (records(found), found.warnings) == (moved(), ())


# Other files, and damaged ones


@pytest.mark.parametrize("name", ["lista.txt", ""])
def test_a_renamed_workbook_is_known_by_its_content(name: str) -> None:
    assert len(read(SAMPLE, name, ON).records) == 31


def test_text_named_as_a_workbook_is_known_by_its_content() -> None:
    assert read(copied(row()).encode(), "lista.xlsx", ON).format == "copied_table"


@pytest.mark.parametrize(
    ("data", "key", "word"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "list_encrypted", "lösenord"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "Workbook".encode("utf-16-le"), "list_save_as", ".xls)"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "list_kind_unread", "xlsx"),
    ],
    ids=["password", "xls", "word"],
)
def test_files_of_older_programs_are_refused_with_what_to_do(data: bytes, key: str, word: str) -> None:
    with pytest.raises(UnreadableError, match=re.escape(word)) as error:
        read(data, "lista.xls", ON)
    assert error.value.key == key


@pytest.mark.parametrize(
    ("parts", "key", "word"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b""}, "list_save_as", ".ods"),
        ({"Index/Document.iwa": b"", "Index/Tables/Tile.iwa": b""}, "list_save_as", ".numbers"),
        ({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b""}, "list_save_as", ".xlsb"),
        ({"xl/workbook.xml": b'<workbook xmlns="http://purl.oclc.org/ooxml/x"/>'}, "list_save_as", "Strict"),
        ({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}, "list_kind_unread", "xlsx"),
        ({"bild.png": b"\x89PNG"}, "list_kind_unread", "csv"),
        ({"xl/workbook.xml": b"<workbook/>"}, "list_file_damaged", "skadad"),
    ],
    ids=["ods", "numbers", "xlsb", "strict", "docx", "zip", "empty"],
)
def test_other_archives_are_refused_with_what_to_do(parts: dict[str, bytes], key: str, word: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(UnreadableError, match=word) as error:
        read(out.getvalue(), "lista.xlsx", ON)
    assert error.value.key == key


def test_an_archive_with_a_password_says_so() -> None:
    data = bytearray(repacked(SAMPLE, {}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 1)
    assert refused(bytes(data)) == "list_encrypted"


@pytest.mark.parametrize("share", [0.01, 0.5, 0.99])
def test_a_truncated_workbook_is_refused_as_damaged(share: float) -> None:
    assert refused(SAMPLE[: int(len(SAMPLE) * share)]) == "list_file_damaged"


@pytest.mark.parametrize("place", [0.4, 0.7])
def test_a_workbook_with_a_hole_is_refused_as_damaged(place: float) -> None:
    at = int(len(SAMPLE) * place)
    assert refused(SAMPLE[:at] + b"\0" * 200 + SAMPLE[at + 200 :]) == "list_file_damaged"


@pytest.mark.parametrize(
    "cells",
    [
        b'<c r="A1" t="s"><v>99999</v></c>',
        b'<c r="A1" t="s"><v>-x</v></c>',
        b'<c r="XXXXXX1"><v>1</v></c>',
        b'<c r="A1" s="9999999999"><v>1</v></c>',
        b"<c><v>1e999999</v></c>",
    ],
)
def test_cells_that_cannot_be_are_refused_or_passed_by(cells: bytes) -> None:
    data = saved(pasted(row(), other()))
    sheet = part(data, SHEET).replace(b"</sheetData>", b"<row>" + cells + b"</row></sheetData>")
    try:
        found = read(repacked(data, {SHEET: sheet}), "lista.xlsx", ON)
    except UnreadableError as error:
        assert error.key == "list_file_damaged"  # noqa: PT017
    else:
        assert records(found) == moved()


def test_the_day_of_a_pasted_table_is_not_the_day_the_workbook_was_made() -> None:
    book = pasted(row(), other())
    book.properties.created = datetime(2026, 6, 15, 8, 0)
    assert read_book(book).list_date is None
    assert read_book(book, "vecka 25 2026-06-15.xlsx").list_date == date(2026, 6, 15)
