"""Files of diagnosis codes in every shape they come in, with invented names."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook

HEADINGS = (
    "Kod", "Giltig från", "Överordnad kod", "Titel", "Latin", "Beskrivning", "Exempel", "Innefattar", "Utesluter",
    "Anmärkning", "Kodningsinformation", "Innehåll", "Manifestation(*)/Etiologi(†)",
    "Koppling Manifestation(*)/Etiologi(†)", "Ej huvuddiagnos", "Kodnivå - kodspecifikation",
)  # fmt: skip
"""The columns of the official file."""

CODES = {
    "A170": "Påhittad hjärnhinneinflammation",
    "F438A": 'Utmattning, med "citat"',
    "G01": "Påhittad sjukdom som följer av en annan",
    "M169": "Koxartros, ospecificerad",
}


def official_rows() -> list[list[str]]:
    """Rows as in the official file: chapters, blocks and continuation rows among the codes, dots and marks in them."""

    def row(code: str, parent: str, title: str, *, note: str = "") -> list[str]:
        cells = dict.fromkeys(HEADINGS, "")
        cells |= {"Kod": code, "Överordnad kod": parent, "Titel": title, "Utesluter": note}
        cells |= {"Giltig från": "1997-01-01", "Latin": "Morbus fictus"} if title else {}
        return list(cells.values())

    return [
        list(HEADINGS),
        row("1", "", "Påhittade infektioner (A00-B99)"),
        row("A15-A19", "1", "Påhittade avsnitt"),
        row("A17.0†", "A15-A19", CODES["A170"], note="Ett längre förbud\nsom har två rader (F43.0)"),
        row("A17.0†", "", "", note="Ett förbud till"),
        row("F43.8A", "F40-F48", CODES["F438A"]),
        row("G01*", "G00-G09", CODES["G01"]),
        row("M16.9", "M15-M19", CODES["M169"]),
    ]


def separated(rows: Iterable[Sequence[str]], delimiter: str = "\t", *, quoted: bool = True) -> str:
    """The rows as text; unquoted ones only where a cell needs it."""
    text = io.StringIO()
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def workbook(*sheets: Iterable[Sequence[object]]) -> bytes:
    """The sheets as an xlsx file."""
    book = Workbook(write_only=True)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def one_sheet(rows: Iterable[Sequence[str]]) -> dict[str, str]:
    """The parts of a workbook with one sheet, its texts as they stand (no sign that XML must escape)."""
    cells = ("".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) for row in rows)
    return {
        "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="Koder" r:id="one"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<R><Relationship Id="one" Target="worksheets/sheet1.xml"/></R>',
        "xl/worksheets/sheet1.xml": "<worksheet><sheetData>"
        + "".join(f"<row>{row}</row>" for row in cells)
        + "</sheetData></worksheet>",
    }


def zipped(parts: Mapping[str, str]) -> bytes:
    """The parts as an archive, packed."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()
