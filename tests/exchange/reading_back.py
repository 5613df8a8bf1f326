"""What a summary's files hold, read back by other programs' rules: cells as texts, headings left out."""

import csv
import io
import re
from datetime import datetime
from html.parser import HTMLParser

from openpyxl import Workbook, load_workbook

from rekotui.exchange.cells import plain
from rekotui.exchange.messages import COLUMNS, SUMMARY

Rows = list[list[str]]


def csv_table(text: str) -> Rows:
    """All rows of the CSV, headings first."""
    assert text.startswith("\ufeff")
    return [[plain(cell) for cell in row] for row in csv.reader(io.StringIO(text[1:], newline=""), delimiter=";")]


def markdown_rows(page: str) -> Rows:
    tables = [line for line in page.split("\n") if line.startswith("|")]
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)(?:\\\\)*\|", line)[1:-1]] for line in tables]
    shown = [row for row in cells if row[0] != COLUMNS["case"] and not row[0].startswith("---")]
    return [[re.sub(r"\\(.)", r"\1", cell) for cell in row] for row in shown]


class Page(HTMLParser):
    """An HTML page: its tags in order with their attributes, its texts by tag, and the rows of its tables."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.rows: Rows = []
        self.comments: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")
        if tag == "tr" and "tbody" in self.open:
            self.rows.append([])
        elif tag in ("td", "th") and "tbody" in self.open:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts[self.open[-1]][-1] += data
        if self.open and self.open[-1] in ("td", "th") and "tbody" in self.open:
            self.rows[-1][-1] += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def html_rows(page: str) -> Rows:
    return Page(page).rows


def workbook(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def xlsx_rows(data: bytes) -> Rows:
    sheet = workbook(data)[SUMMARY["sheet"]]
    return [[_text(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows(min_row=2)]


def _text(value: object, number_format: str) -> str:
    if isinstance(value, datetime):
        assert number_format == "yyyy-mm-dd"
        return value.date().isoformat()
    if isinstance(value, int | float):
        return f"{round(value * 100)} %" if "%" in number_format else str(value)
    # How the format writes a text that looks like its own escapes (ECMA-376, ST_Xstring); openpyxl leaves them.
    text = re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), str(value or ""))
    return plain(text)
