"""The workbook: typed cells to sort and filter, nothing that runs or leads anywhere, nothing on the disk meanwhile."""

import json
import re
import subprocess
import sys
import zipfile
from datetime import date, datetime
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings

from rekotui.exchange.case_record import ShownCase
from rekotui.exchange.messages import SUMMARY
from rekotui.exchange.summary import Kind, Summary, columns
from rekotui.exchange.summary_xlsx import as_xlsx
from tests.cli.running import ROOT
from tests.exchange.reading_back import workbook, xlsx_rows
from tests.exchange.stored import ON, case, plan_line, signal_line
from tests.exchange.test_summary import CASES, summary

ACTIVE = tuple("=+-@|%\t\r\n\0")


@pytest.fixture(autouse=True)
def _no_warnings(recwarn: pytest.WarningsRecorder) -> object:
    yield
    assert [str(warning.message) for warning in recwarn] == []


def test_every_cell_has_the_type_of_its_column() -> None:
    full = case(1, next_on=ON, next_step="Ringa", waiting_for="arbetsgivare", last_contact_on=ON)
    sheet = workbook(as_xlsx(summary([full._replace(signals=(signal_line(),), plan=plan_line())])))[SUMMARY["sheet"]]
    head, row = list(sheet.iter_rows())
    assert [cell.value for cell in head] == [column.title for column in columns(True)]
    types = {Kind.TEXT: str, Kind.NUMBER: int, Kind.DAY: datetime, Kind.PERCENT: float}
    for column, cell in zip(columns(True), row, strict=True):
        assert type(cell.value) is types[column.kind], column.key
    by_key = dict(zip([column.key for column in columns(True)], row, strict=True))
    assert (by_key["degree_today"].value, by_key["degree_today"].number_format) == (0.5, "0 %")
    assert (by_key["first_day"].value, by_key["first_day"].number_format) == (datetime(2026, 9, 1), "yyyy-mm-dd")
    assert by_key["personnummer"].value == "19830411-2389"


def test_what_is_unknown_is_an_empty_cell() -> None:
    unknown = case(
        1, first_day=None, last_day=None, length_days=None, birth_date=None, periods=(), employer="", sex=None
    )
    (row,) = xlsx_rows(as_xlsx(summary([unknown])))
    keys = [column.key for column in columns(True)]
    empty = {key for key, cell in zip(keys, row, strict=True) if not cell}
    assert empty >= {"age", "sex", "first_day", "last_day", "length_days", "day_today", "degree_today", "employer"}


def test_a_day_that_excel_cannot_count_is_text() -> None:
    sheet = workbook(as_xlsx(summary([case(1, first_day=date(1900, 2, 28), last_day=date(2, 1, 1))])))[SUMMARY["sheet"]]
    values = [cell.value for cell in sheet[2]]
    assert "1900-02-28" in values
    assert "0002-01-01" in values


@settings(max_examples=40)
@given(CASES)
def test_no_cell_runs_or_leads_anywhere(active: list[ShownCase]) -> None:
    data = as_xlsx(summary(active))
    for sheet in workbook(data):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "d")
                assert cell.hyperlink is None
                text = cell.value if isinstance(cell.value, str) else ""
                assert text == "-" or text.lstrip(" \u200b")[:1] not in ACTIVE
    with zipfile.ZipFile(BytesIO(data)) as parts:
        assert all(b"<f>" not in parts.read(name) for name in parts.namelist())
        assert not [name for name in parts.namelist() if "external" in name.lower() or "vba" in name.lower()]


def test_the_sheet_is_ready_to_sort_filter_and_print() -> None:
    book = workbook(as_xlsx(summary([case(index) for index in range(1, 6)])))
    assert book.sheetnames == ["Arbetslista", "Om listan"]
    assert book.active == book["Arbetslista"]
    sheet = book["Arbetslista"]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == "A1:W6"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert int(sheet.page_setup.fitToHeight) == 0
    assert sheet.oddFooter.left.text == SUMMARY["estimate"]
    assert sheet.oddFooter.right.text == "Sida &P av &N"
    assert sheet.oddHeader.right.text == SUMMARY["identities"]
    assert workbook(as_xlsx(summary([case()], identities=False)))["Arbetslista"].freeze_panes == "B2"


def test_a_long_text_gets_the_room_it_needs() -> None:
    sheet = workbook(
        as_xlsx(summary([case(1), case(2, employer="Kommunens förskola " * 6), case(3, name="x" * 40_000)]))
    )
    rows = sheet["Arbetslista"].row_dimensions
    assert (rows[2].height or 15) < rows[3].height <= rows[4].height <= 409
    widths = [dimension.width for dimension in sheet["Arbetslista"].column_dimensions.values()]
    assert max(widths) < 30
    assert len(sheet["Arbetslista"]["B4"].value) == 32_767


def test_a_unit_with_signs_that_steer_a_header() -> None:
    data = as_xlsx(Summary(ON, '&P&"Arial"&C &&' * 40, True, (case(),), ()))
    with zipfile.ZipFile(BytesIO(data)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    header = unescape(sheet.partition("<oddHeader>")[2].partition("</oddHeader>")[0])
    assert len(header) <= 255
    assert re.findall("&[^&]", header.replace("&&", "")) == ["&L", '&"', "&R"]


def test_the_file_tells_of_nobody_and_of_no_other_day() -> None:
    properties = workbook(as_xlsx(summary([case()]))).properties
    assert properties.title == "Arbetslista, Exempelbackens vårdcentral, 2026-11-22"
    assert (properties.creator or "", properties.lastModifiedBy or "") == ("", "")
    assert properties.created == properties.modified == datetime(2026, 11, 22)
    assert as_xlsx(summary([case()])) == as_xlsx(summary([case()]))


def test_nothing_is_written_to_the_disk_while_it_is_made(tmp_path: Path) -> None:
    """Asked of Python itself, in a process whose every opening of a file is heard."""
    script = (
        "import json, os, sys\n"
        "from rekotui.exchange.summary_files import WRITERS\n"
        "from tests.exchange.test_summary import summary\n"
        "from tests.exchange.stored import case\n"
        "import xlsxwriter\n"
        "opened = []\n"
        "def hear(event, arguments):\n"
        "    if event == 'open' and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):\n"
        "        opened.append(str(arguments[0]))\n"
        "    if event.startswith('tempfile.'):\n"
        "        opened.append(event)\n"
        "sys.addaudithook(hear)\n"
        "found = summary([case(index) for index in range(300)])\n"
        "for write in WRITERS.values(): write(found)\n"
        "heard = list(opened)\n"
        "open(sys.argv[1], 'w').close()\n"
        "print(json.dumps([heard, opened]))\n"
    )
    control = str(tmp_path / "control")
    done = subprocess.run(
        [sys.executable, "-B", "-c", script, control], cwd=ROOT, capture_output=True, check=True, timeout=60
    )
    heard, opened = json.loads(done.stdout)
    assert (heard, opened) == ([], [control])
