"""Files of diagnosis codes: every encoding and shape, and what is no such file."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rekotui.base.errors import UnreadableError
from rekotui.casework.diagnosis import clean_code
from rekotui.casework.diagnosis_names import whole_title
from rekotui.exchange.codes.reader import LARGEST_FILE, MOST_ROWS, CodeFile, read_codes
from tests.cli.running import SAMPLES
from tests.exchange.codes.files import CODES, HEADINGS, official_rows, one_sheet, separated, workbook, zipped

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
TWO_COLUMNS = [["Kod", "Titel"], *([code, title] for code, title in CODES.items())]


def refused(data: bytes) -> str:
    with pytest.raises(UnreadableError) as error:
        read_codes(data)
    return error.value.key


# Shapes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", ["\t", ";"])
@pytest.mark.parametrize("quoted", [True, False])
def test_the_official_file_in_every_encoding(encoding: str, delimiter: str, quoted: bool) -> None:
    data = separated(official_rows(), delimiter, quoted=quoted).encode(encoding)
    assert read_codes(data) == CodeFile(CODES, skipped=4, doubles=0)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", ["\t", ";"])
def test_two_columns_in_every_encoding(encoding: str, delimiter: str) -> None:
    assert read_codes(separated(TWO_COLUMNS, delimiter, quoted=False).encode(encoding)).titles == CODES


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_and_none_at_the_end(ending: str) -> None:
    text = ending.join(f"{code};{title.replace(chr(34), '')}" for code, title in CODES.items())
    assert list(read_codes(text.encode()).titles) == list(CODES)


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("Kod", "Titel"),
        ("Code", "Title"),
        ("KOD", "Benämning"),
        ("Diagnoskod", "Klartext"),
        (" kod ", "Text"),
        ("ICD-10-SE", "Kodtext"),
    ],
)
def test_columns_are_found_by_their_headings_wherever_they_stand(code: str, title: str) -> None:
    rows = [["Nr", title, "Latin, som är mycket längre än titeln", code], ["1", "Lumbago", "Dolor dorsi " * 9, "M54.5"]]
    assert read_codes(separated(rows).encode()).titles == {"M545": "Lumbago"}


def test_a_title_goes_before_a_description_and_a_heading_may_come_after_a_cover() -> None:
    rows = [
        ["Klassifikation", "", ""],
        ["", "", ""],
        ["Beskrivning", "Kod", "Titel"],
        ["Lång text", "M54.5", "Lumbago"],
    ]
    assert read_codes(separated(rows, ";").encode()).titles == {"M545": "Lumbago"}


def test_without_headings_codes_and_the_longest_texts_are_found_by_their_looks() -> None:
    rows = [["1", "M54.5", "M54", "Lumbago, ospecificerad"], ["2", "R52-", "R50", "Värk"], ["3", "Kapitel", "", ""]]
    assert read_codes(separated(rows).encode()).titles == {"M545": "Lumbago, ospecificerad", "R52-": "Värk"}


def test_ksh97_with_spaces_between_code_and_name() -> None:
    text = "A02-P  Salmonellainfektioner \nR52-   Värk \nF438A  Utmattning; ospecificerad\n"
    assert read_codes(text.encode("cp1252")).titles == {
        "A02-P": "Salmonellainfektioner",
        "R52-": "Värk",
        "F438A": "Utmattning; ospecificerad",
    }


def test_a_single_code_is_a_file_too() -> None:
    assert read_codes(b"M54.5\tLumbago").titles == {"M545": "Lumbago"}


# Rows


def test_what_is_no_code_with_a_name_is_counted() -> None:
    rows = [
        ["Kod", "Titel"],
        ["01", "Kapitel ett (A00-B99)"],
        ["A00-B99", "Avsnitt"],
        [],
        ["A00", ""],
        ["A01", "null"],
        ["A02", "Sjukdom ors…"],
        ["A03", "=HYPERLINK(0)"],
        ["A04", "Styr\x07tecken"],
        ["A05"],
        ["A06", "Hel sjukdom", "för många celler"],
    ]
    assert read_codes(separated(rows).encode()) == CodeFile({"A06": "Hel sjukdom"}, skipped=10, doubles=0)


def test_of_doubles_the_last_counts() -> None:
    rows = [["A00", "Första"], ["A01", "Annan"], ["a00", "Andra"], ["A.00", "Tredje"], ["A00", ""]]
    assert read_codes(separated(rows).encode()) == CodeFile({"A00": "Tredje", "A01": "Annan"}, skipped=1, doubles=2)


def test_a_row_that_the_file_ends_in_the_middle_of_is_left_out() -> None:
    whole = separated(official_rows(), quoted=False)
    assert "M169" not in read_codes(whole[: whole.index("Koxartros") + 4].encode()).titles
    quoted = separated(TWO_COLUMNS)
    assert "M169" not in read_codes(quoted[: quoted.index("Koxartros") + 4].encode()).titles


def test_a_quotation_mark_without_its_other_half_swallows_nothing() -> None:
    text = 'Kod;Titel\nA00;"Första\nA01;Andra\nA02;Tredje\n'
    assert read_codes(text.encode()).titles == {"A01": "Andra", "A02": "Tredje"}


# Workbooks


def test_the_first_sheet_with_codes_of_a_workbook() -> None:
    cover = [["Klassifikation av sjukdomar"], ["Version", 2026], [None, 45000.5]]
    later = [["Kod", "Titel"], ["A00", "Ska inte läsas"]]
    data = workbook(cover, official_rows(), later)
    assert read_codes(data) == CodeFile(CODES, skipped=4, doubles=0)


def test_a_workbook_without_headings_and_with_gaps() -> None:
    rows = [[], [None, None, "M54.5", None, "Lumbago"], [], [None, None, "R52-", None, "Värk"]]
    assert read_codes(workbook(rows)).titles == {"M545": "Lumbago", "R52-": "Värk"}


def test_a_workbook_that_declares_a_million_rows() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(TWO_COLUMNS))) as book, zipfile.ZipFile(data, "w") as lying:
        for name in book.namelist():
            content = book.read(name)
            if name.startswith("xl/worksheets/"):
                content = content.replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>', 1)
                assert b"XFD1048576" in content
            lying.writestr(name, content)
    assert read_codes(data.getvalue()) == CodeFile(CODES, skipped=1, doubles=0)


def test_a_workbook_with_shared_strings_rich_text_and_prefixes() -> None:
    space = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    links = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    parts = {
        "xl/workbook.xml": f'<x:workbook {space} {links}><x:sheets><x:sheet r:id="b"/></x:sheets></x:workbook>',
        "xl/_rels/workbook.xml.rels": '<R><Relationship Id="b" Target="/xl/worksheets/s.xml"/></R>',
        "xl/sharedStrings.xml": f"<x:sst {space}><x:si><x:t>M54.5</x:t></x:si><x:si><x:r><x:t>Lum</x:t></x:r><x:r>"
        "<x:t>bago</x:t></x:r><x:rPh><x:t>uttal</x:t></x:rPh></x:si></x:sst>",
        "xl/worksheets/s.xml": f'<x:worksheet {space}><x:sheetData><x:row><x:c r="C1" t="s"><x:v>0</x:v></x:c>'
        '<x:c r="E1" t="s"><x:v>1</x:v></x:c></x:row><x:row><x:c t="str"><x:f>B2&amp;""</x:f><x:v>löst</x:v></x:c>'
        '<x:c/><x:c t="inlineStr"><x:is><x:t>R52-</x:t></x:is></x:c><x:c r="AB2"><x:v>9</x:v></x:c>'
        '<x:c r="E2" t="inlineStr"><x:is><x:t>Värk</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>',
    }
    assert read_codes(zipped(parts)).titles == {"M545": "Lumbago", "R52-": "Värk"}


def test_a_workbook_that_declares_entities_is_refused() -> None:
    parts = {"xl/workbook.xml": "<!DOCTYPE w [<!ENTITY a 'aaaa'>]><w>&a;</w>", "xl/_rels/workbook.xml.rels": "<R/>"}
    assert refused(zipped(parts)) == "codes_file_damaged"
    assert refused(zipped({"word/document.xml": "<w/>"})) == "codes_file_damaged"


@pytest.mark.parametrize("keep", [100, -200])
def test_a_workbook_that_is_cut_off(keep: int) -> None:
    assert refused(workbook(TWO_COLUMNS)[:keep]) == "codes_file_damaged"


def test_a_workbook_without_codes() -> None:
    assert refused(workbook([["Namn", "Ålder"], ["Testa", 40]])) == "codes_not_recognised"


@pytest.mark.parametrize("cell", ["<si><t>{}</t></si>", "<si><r><t>{}</t></r></si>"])
def test_texts_that_unfold_without_end_are_refused(cell: str) -> None:
    strings = "<sst>" + cell.format("a" * 1000) * 21_000 + "</sst>"
    data = zipped({"xl/sharedStrings.xml": strings, **one_sheet([["M54.5", "Lumbago"]])})
    assert len(data) < 500_000
    assert refused(data) == "codes_too_heavy"


def test_one_cell_without_end_is_read_as_far_as_a_name_goes() -> None:
    data = zipped(one_sheet([["A00", "a" * 5_000_000], ["A01", "Sjukdom"]]))
    assert read_codes(data) == CodeFile({"A01": "Sjukdom"}, skipped=1, doubles=0)


# What is no file of codes


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n\n",
        b"Hej, det h\xc3\xa4r \xc3\xa4r ett brev.\n",
        b"Namn\t\xc3\x85lder\nTesta\t40\n",
        b"Kod;Titel\nGA010;En vard\xc3\xa5tg\xc3\xa4rd\n",
        b"<?xml version='1.0'?><ClaML><Class code='A00'/></ClaML>",
        b"%PDF-1.4 \n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 40,
        b"\x00\x01\x02\x03" * 99,
        "A00\tSjukdom ors…\n".encode(),
    ],
)
def test_what_has_no_codes_says_so(data: bytes) -> None:
    assert refused(data) == "codes_not_recognised"


LISTS = sorted(path.name for path in SAMPLES.iterdir() if path.suffix in (".txt", ".xlsx", ".pdf"))


@pytest.mark.parametrize("sample", LISTS)
def test_a_list_from_rehabstod_is_no_file_of_codes(sample: str) -> None:
    assert refused((SAMPLES / sample).read_bytes()) in ("codes_of_people", "codes_not_recognised")


def test_names_of_people_are_not_taken_for_those_of_their_diagnoses() -> None:
    row = ["1", "40", "Kvinna", "F438A", "M545", "2026-01-09", "2026-07-09", "Åsa Låtsasdoktor"]
    headings = ["#", "Ålder", "Kön", "Diagnos", "Bidiagnoser", "Startdatum", "Slutdatum", "Läkare"]
    numbered = [["F438A", "Testa Övningsson", "19830411-2389"]]
    assert refused(separated([headings, row]).encode()) == "codes_of_people"
    assert refused(separated(numbered).encode()) == "codes_of_people"
    assert refused(workbook([["Kod", "Titel"], *numbered])) == "codes_of_people"


def test_bounds() -> None:
    assert refused(b"A" * (LARGEST_FILE + 1)) == "codes_too_large"
    assert refused(b"A00;B\n" + b"\n" * (MOST_ROWS + 1)) == "codes_too_heavy"
    assert refused(b"A00\tB" + b"\t" * 6_000_000) == "codes_too_heavy"
    assert refused(b"A00;" + b"B" * 2_000_000 + b"\nA01;C\n") == "codes_file_damaged"


def test_a_file_of_forty_thousand_codes() -> None:
    rows = [[f"{letter}{at:02}.{more:03}", f"Påhittad sjukdom {letter}{at}, {more}"]
            for letter in "ABCD" for at in range(100) for more in range(100)]  # fmt: skip
    text = separated([list(HEADINGS), *([code, "", "", title, *[""] * 12] for code, title in rows)])
    assert len(read_codes(text.encode()).titles) == 40_000
    assert read_codes(zipped(one_sheet(rows))).titles == {clean_code(code): title for code, title in rows}


OFFICIAL = separated(official_rows()).encode()


@settings(deadline=None)
@given(st.data())
def test_a_mutated_file_is_read_clean_or_refused(data: st.DataObject) -> None:
    mutated = bytearray(OFFICIAL)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(mutated) - 1))
        mutated[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=6))
    try:
        found = read_codes(bytes(mutated))
    except UnreadableError:
        return
    assert found.titles
    assert all(clean_code(code) == code and whole_title(title) == title for code, title in found.titles.items())
