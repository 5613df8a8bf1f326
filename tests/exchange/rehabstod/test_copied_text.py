"""A copy on its way from browser to terminal: what may happen to the text without changing the records."""

import random
import re
from collections.abc import Callable

import pytest

from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod.reader import read_text

from .copies import HEADINGS, LISTS, ON, SAMPLES, codes, copied, other, records, row

SAMPLE = (SAMPLES / LISTS[0]).read_text("utf-8")
RECORDS = records(SAMPLE)


def no_break_spaces(text: str) -> str:
    return re.sub(r"(?<=\w) (?=\w)", "\xa0", text)


def soft_hyphens(text: str) -> str:
    return text.replace("Sysselsättning", "Sysselsätt\xadning").replace("depress", "de\xadpress")


def cells_on_own_lines(text: str) -> str:
    return text.replace("\t", "\n\n")


def rows_on_one_line(text: str) -> str:
    heading, _, body = text.partition("\n")
    joined = re.sub(r"\n+", "\t", body)
    return heading + "\n" + re.sub(r"\t(?=\d+\t+(?:-|[A-ZÅÄÖ][^\t]*)\t\d{8}-)", "\n", joined)


def heading_split_by_lines(text: str) -> str:
    heading, _, body = text.partition("\n")
    return heading.replace("\t", "\n") + "\n" + body


def heading_split_in_two(text: str) -> str:
    return text.replace("Kön \t", "Kön\n", 1)


def heading_with_single_spaces(text: str) -> str:
    heading, _, body = text.partition("\n")
    return " ".join(heading.split()) + "\n" + body


def decomposed(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFD", text)


def sort_marks(text: str) -> str:
    return text.replace("Startdatum \t", "Startdatum ↓\t", 1)


def tabs_as_spaces(text: str) -> str:
    return text.replace("\t", "    ")


def line_breaks_as_spaces(text: str) -> str:
    heading, _, body = text.partition("\n")
    return heading + "\n" + body.replace("\n", " ")


def line_breaks_gone_inside_rows(text: str) -> str:
    return re.sub(r"(\t)\n(\S+)\n(?=\d{8})", r"\1\2", text)


def joined_at_dates(text: str) -> str:
    return re.sub(r"\n\n(?=\d+ dagar)", "", text)


def degrees_and_inquiries_glued(text: str) -> str:
    return text.replace("%\n", "%")


def degrees_with_arrows(text: str) -> str:
    return re.sub(r"%(?=\d)", "% → ", text)


def degrees_on_own_lines(text: str) -> str:
    return re.sub(r"%(?=\d)", "%\n", text)


def inquiries_on_own_lines(text: str) -> str:
    return text.replace("(1) Administrativ", "(1)\nAdministrativ")


def occupations_on_own_lines(text: str) -> str:
    return text.replace("Nuvarande arbete, Studier", "Nuvarande arbete,\nStudier")


def diagnoses_wrapped(text: str) -> str:
    return text.replace(", M545", ",\nM545")


CHANGES: list[Callable[[str], str]] = [
    lambda text: text.replace("\n", "\r\n"),
    lambda text: text.replace("\n", "\r"),
    lambda text: text.replace("\n", "   \n"),
    lambda text: "\ufeff" + text,
    lambda text: text + "\n\n\n\t\t\n",
    lambda text: text.replace("\n", "\n\n"),
    lambda text: "\x1b[200~" + text + "\x1b[201~",
    no_break_spaces,
    soft_hyphens,
    cells_on_own_lines,
    rows_on_one_line,
    heading_split_by_lines,
    heading_split_in_two,
    heading_with_single_spaces,
    decomposed,
    sort_marks,
    tabs_as_spaces,
    line_breaks_as_spaces,
    line_breaks_gone_inside_rows,
    joined_at_dates,
    degrees_and_inquiries_glued,
    degrees_with_arrows,
    degrees_on_own_lines,
    inquiries_on_own_lines,
    occupations_on_own_lines,
    diagnoses_wrapped,
]


@pytest.mark.parametrize("change", CHANGES)
def test_what_happens_to_the_text_on_the_way_does_not_change_the_records(
    change: Callable[[str], str],
) -> None:
    changed = change(SAMPLE)
    assert changed != SAMPLE
    assert records(changed) == RECORDS


PAGE_BEFORE = """Rehabstöd
Översikt
Pågående sjukfall
Läkarutlåtanden
Koord Inator - Rehabkoordinator
Alla pågående sjukfall
Exempelbackens vårdcentral
Dölj sökfilter
Diagnos
Läkare
Fritextsökning
Åldersspann
Sjukskrivningslängd
Status
Ärendestatus
Sysselsättning
Slutdatum
Sök
Återställ
Visar 31 av 31 | 5 dagar mellan intyg | Sjukfall visas i 0 dagar efter slutdatum
Ändra
Visa personuppgifter
Anpassa tabeller
"""
PAGE_AFTER = """
Beskrivning av tabellens rubriker
Om Rehabstöd
Rehabstöd är en tjänst som drivs av Inera AB.
Support
0 dagar
"""


def test_whole_page_is_read_past_menus_and_footer() -> None:
    found = read_text(PAGE_BEFORE + SAMPLE + PAGE_AFTER, ON)
    assert found.records == RECORDS
    assert found.unit == "Exempelbackens vårdcentral"
    assert (found.shown, found.total, found.partial) == (31, 31, False)
    assert codes(found) == [(17, "far_end")]


def test_page_without_headings_in_the_selection_is_still_found() -> None:
    _, _, body = SAMPLE.partition("\n")
    found = read_text(PAGE_BEFORE + body + PAGE_AFTER, ON)
    assert found.records == RECORDS
    assert (None, "no_headings") in codes(found)


def test_unit_may_stand_in_the_title() -> None:
    title = "Alla pågående sjukfall på Norra Påhittets hälsocentral\n"
    assert read_text(title + copied(row()), ON).unit == "Norra Påhittets hälsocentral"


@pytest.mark.parametrize("seed", range(8))
def test_another_column_order_gives_the_same_records(seed: int) -> None:
    lines = [record.raw for record in RECORDS]
    order = list(HEADINGS)
    random.Random(seed).shuffle(order)
    assert records(copied(*lines, columns=order)) == RECORDS


@pytest.mark.parametrize("hidden", [heading for heading in HEADINGS if heading != "Risk"])
def test_a_hidden_column_is_unknown_and_changes_nothing_else(hidden: str) -> None:
    shown = tuple(heading for heading in HEADINGS if heading != hidden)
    lines = [record.raw for record in RECORDS]
    touched = {
        "Ärenden": ("inquiries_completion", "inquiries_administrative"),
        "Diagnos/er": ("diagnosis_code", "diagnosis_text", "diagnosis_state", "co_diagnoses"),
    }
    for found, full in zip(records(copied(*lines, columns=shown)), RECORDS, strict=True):
        before, after = full.as_json(), found.as_json()
        different = {key for key in before if before[key] != after[key]}
        assert {after[key] for key in different} <= {None, "unknown"}
        assert len(different) <= len(touched.get(hidden, ("one",)))


def test_few_columns_are_enough() -> None:
    columns = ("Personnummer", "Namn", "Startdatum", "Slutdatum")
    found = read_text(copied(row(), other(), columns=columns), ON)
    assert [(r.personnummer, r.name, r.last_day) for r in found.records] == [
        ("19830411-2389", "Testa Övningsson", RECORDS[21].last_day),
        ("19710902-2397", "Prov Påhittad", RECORDS[8].last_day),
    ]
    assert (found.records[0].degrees, found.records[0].occupations, found.records[0].status) == (
        None,
        None,
        None,
    )


def test_copy_without_headings_is_read_by_the_default_columns_with_a_warning() -> None:
    found = read_text(SAMPLE.partition("\n")[2], ON)
    assert found.records == RECORDS
    assert codes(found) == [(None, "no_headings"), (17, "far_end")]


@pytest.mark.parametrize(
    "lost", ["# \t", "# \tSta", "# \tStatus \t", "# \tStatus \tPerson", "# \tStatus \tPersonnummer \tÅ"]
)
def test_selection_that_begins_inside_the_heading_row_is_read(lost: str) -> None:
    assert SAMPLE.startswith(lost)
    found = read_text(SAMPLE[len(lost) :], ON)
    assert found.records == RECORDS
    assert not found.hidden_identity


@pytest.mark.parametrize(("heading", "damaged"), [("Startdatum", "Start\ufffddatum"), ("Slutdatum", "Slutdatm")])
def test_damaged_heading_is_understood(heading: str, damaged: str) -> None:
    assert records(SAMPLE.replace(heading, damaged, 1)) == RECORDS


def test_two_copies_with_different_columns_in_one_paste_are_both_read() -> None:
    text = copied(row()) + "\n" + copied(other(), columns=tuple(reversed(HEADINGS)))
    first, second = records(text)
    assert (first.row, first.name) == (1, "Testa Övningsson")
    assert (second.row, second.name, second.physician) == (2, "Prov Påhittad", "Örjan Provläkare")


def test_unknown_heading_is_named_and_its_cells_disturb_nothing() -> None:
    columns = (*HEADINGS[:6], "Kommun", *HEADINGS[6:])
    lines = [row(Kommun="Påhittinge"), other(Kommun="Testköping")]
    found = read_text(copied(*lines, columns=columns), ON)
    assert found.records == records(copied(row(), other()))
    assert (None, "unknown_column") in codes(found)
    assert found.records[0].raw["Kommun"] == "Påhittinge"


def test_totals_and_empty_lines_are_no_sjukfall() -> None:
    text = copied(row()) + "\n\n\t\t\n\nTotalt 2 sjukfall\n" + cells(other()) + "\nSumma\t225 dagar\n"
    assert [record.row for record in records(text)] == [1, 2]
    assert records(text) == records(copied(row(), other()))


def cells(line: dict[str, str]) -> str:
    return copied(line, heading=False)


def test_text_between_rows_that_fits_no_column_is_reported() -> None:
    text = copied(row()) + "\nen lös anteckning\noch en till\n" + cells(other())
    found = read_text(text, ON)
    assert found.records == records(copied(row(), other()))
    assert codes(found) == [(1, "unread_text")]


@pytest.mark.parametrize("missing", ["Diagnos/er", "Sysselsättning", "Läkare", "Grad", "Intyg", "Ärenden", "Namn"])
def test_an_empty_cell_moves_no_other_cell(missing: str) -> None:
    full = read_text(copied(row(), other(), row(3, Personnummer="19921010-2381")), ON).records
    lines = [row() | {missing: ""}, other() | {missing: ""}, row(3, Personnummer="19921010-2381")]
    found = read_text(copied(*lines), ON).records
    fields = {
        "Diagnos/er": {"diagnosis_code", "diagnosis_text", "diagnosis_state", "co_diagnoses"},
        "Sysselsättning": {"occupations"},
        "Läkare": {"physician"},
        "Grad": {"degrees"},
        "Intyg": {"certificates"},
        "Ärenden": {"inquiries_completion", "inquiries_administrative"},
        "Namn": {"name"},
    }[missing]
    for before, after in zip(full[:2], found[:2], strict=True):
        pairs = zip(before.as_json().items(), after.as_json().values(), strict=True)
        assert {key for (key, old), new in pairs if old != new} == fields
    assert full[2] == found[2]


def test_empty_text_is_refused() -> None:
    for text in ("", " \n\t\n"):
        with pytest.raises(UnreadableError):
            read_text(text, ON)
