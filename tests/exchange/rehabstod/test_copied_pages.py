"""The whole page copied: menus around the table, own columns, hidden ones, filters set, all at once (issue 3)."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod.reader import read_text

from .copies import HEADINGS, LISTS, ON, SAMPLES, codes, copied, other, records, row

RECORDS = records((SAMPLES / LISTS[0]).read_text("utf-8"))[:12]
LINES = [record.raw for record in RECORDS]
UNIT = "Exempelbackens vårdcentral"
MENUS = f"""Hoppa till innehåll
Rehabstöd
Koord Inator - Rehabkoordinator
{UNIT}
Byt vårdenhet
Inställningar
Om Rehabstöd
Logga ut
Översikt
Pågående sjukfall
Läkarutlåtanden
Alla pågående sjukfall
{UNIT}
Dölj sökfilter
"""
NO_FILTERS = """Diagnos
Alla valda
Läkare
Alla valda
Fritextsökning
Åldersspann
1
-
150
Sjukskrivningslängd
Alla valda
Status
Alla valda
Ärendestatus
Visa alla
Sysselsättning
Alla valda
Slutdatum
ÅÅÅÅ-MM-DD
Sök
Återställ
"""
FILTERS = """Diagnos
F00-F99: Psykiska sjukdomar och syndrom samt beteendestörningar
Läkare
2 valda
Fritextsökning
Åldersspann
18
-
64
Sjukskrivningslängd
91-180 dagar
Status
Kontaktad, Aktiv
Ärendestatus
Enbart sjukfall med obesvarade ärenden
Sysselsättning
Nuvarande arbete
Slutdatum
2026-06-01 - 2026-06-30
Sök
Återställ
"""
LINKS = """
Beskrivning av tabellens rubriker
Rehabstöd
Rehabstöd är en tjänst som drivs av Inera AB.
Behandling av personuppgifter
Tillgänglighetsredogörelse
Om webbkakor
Support
Mörkt läge
"""
FIELDS = {
    "#": (),
    "Status": ("status",),
    "Personnummer": ("personnummer",),
    "Ålder": ("age",),
    "Namn": ("name",),
    "Kön": ("sex",),
    "Diagnos/er": ("diagnosis_code", "diagnosis_text", "diagnosis_state", "co_diagnoses"),
    "Sysselsättning": ("occupations",),
    "Startdatum": ("first_day",),
    "Slutdatum": ("last_day",),
    "Längd": ("length_days",),
    "Intyg": ("certificates",),
    "Grad": ("degrees",),
    "Ärenden": ("inquiries_completion", "inquiries_administrative"),
    "Risk": (),
    "Läkare": ("physician",),
}


def counts(shown: int, total: int) -> str:
    return (
        f"Visar {shown} av {total} | 5 dagar mellan intyg | Sjukfall visas i 0 dagar efter slutdatum\n"
        "Ändra\nVisa personuppgifter\nAnpassa tabeller\nSkriv ut\n"
    )


def expected(hidden: set[str]) -> list[dict[str, object]]:
    """The records as they are without some columns."""
    gone: dict[str, object] = {field: None for column in hidden for field in FIELDS[column]}
    if "diagnosis_state" in gone:
        gone = gone | {"diagnosis_state": "unknown"}
    return [record.as_json() | gone for record in RECORDS]


@settings(max_examples=60, deadline=None)
@given(
    st.randoms(use_true_random=False),
    st.sets(st.sampled_from([*HEADINGS, "Personnummer", "Namn"]), max_size=8),
    st.sampled_from(["", MENUS + NO_FILTERS, MENUS + FILTERS]),
    st.booleans(),
)
def test_own_order_hidden_columns_and_the_page_around_give_the_same_records(
    chance: random.Random, hidden: set[str], around: str, moved: bool
) -> None:
    # What a row must have to be one: somebody, and something about the sjukfall.
    hidden -= {"Ålder", "Slutdatum"}
    columns = [heading for heading in HEADINGS if heading not in hidden]
    if moved:
        chance.shuffle(columns)
    text = copied(*LINES, columns=columns)
    if around:
        text = around + counts(12, 12) + text + LINKS
    found = read_text(text, ON)
    assert [record.as_json() for record in found.records] == expected(hidden)
    assert found.skipped == ()
    assert {code for _, code in codes(found)} <= {"hidden_identity", "missing_date"}
    assert found.hidden_identity is ("Personnummer" in hidden)
    assert (found.unit, found.partial) == ((UNIT, False) if around else (None, None))


@pytest.mark.parametrize("first", HEADINGS)
def test_own_order_may_begin_with_any_column(first: str) -> None:
    columns = (first, *(heading for heading in HEADINGS if heading not in (first, "#", "Status")))
    hidden = {"#", "Status"} - {first}
    assert [record.as_json() for record in records(copied(*LINES, columns=columns))] == expected(hidden)


@pytest.mark.parametrize("second", ["Startdatum", "Diagnos/er", "Risk", "Ålder"])
def test_own_order_that_begins_with_the_last_day_is_no_grid(second: str) -> None:
    """Its day stands alone on a line: not what a spreadsheet saves."""
    columns = ("Slutdatum", second, *(heading for heading in HEADINGS if heading not in ("Slutdatum", second)))
    assert [record.as_json() for record in records(copied(*LINES, columns=columns))] == expected(set())


@pytest.mark.parametrize("last", ["Status", "Ärenden"])
@pytest.mark.parametrize("first", ["#", "Ärenden", "Status", "Intyg"])
def test_copy_may_end_with_a_dash(first: str, last: str) -> None:
    columns = list(dict.fromkeys([first, *HEADINGS]))
    columns.remove(last)
    columns.append(last)
    assert records(copied(row(), other(), columns=columns)) == records(copied(row(), other()))


def test_filters_set_make_the_page_a_part_even_without_the_counts() -> None:
    found = read_text(MENUS + FILTERS + copied(row(), other()) + LINKS, ON)
    assert (found.partial, found.unit, len(found.records)) == (True, UNIT, 2)
    assert codes(found) == [(None, "filter_hint")]


def test_filters_set_make_the_page_a_part_by_its_counts() -> None:
    found = read_text(MENUS + FILTERS + counts(2, 31) + copied(row(), other()) + LINKS, ON)
    assert (found.partial, found.shown, found.total) == (True, 2, 31)
    assert codes(found) == [(None, "filtered")]


def test_doctors_own_page_is_a_part_of_the_units_whatever_it_counts() -> None:
    own = MENUS.replace("Alla pågående", "Mina pågående") + NO_FILTERS + counts(2, 2)
    found = read_text(own + copied(row(), other(), columns=HEADINGS[:-1]) + LINKS, ON)
    assert (found.partial, found.unit, len(found.records)) == (True, UNIT, 2)
    assert (None, "filter_hint") in codes(found)


def test_page_before_the_search_has_no_sjukfall_and_makes_nobody_gone() -> None:
    empty = MENUS + NO_FILTERS + counts(0, 31) + "\t".join(HEADINGS) + "\nTryck på Sök för att visa\n" + LINKS
    with pytest.raises(UnreadableError) as error:
        read_text(empty, ON)
    assert error.value.key == "list_without_rows"


@pytest.mark.parametrize("cut", [0.3, 0.5, 0.8, 0.95])
def test_page_whose_copy_was_cut_keeps_its_whole_rows_and_is_a_part(cut: float) -> None:
    table = copied(*LINES)
    found = read_text(MENUS + NO_FILTERS + counts(12, 12) + table[: int(len(table) * cut)], ON)
    whole = [record.as_json() for record in RECORDS]
    assert [record.as_json() for record in found.records[:-1]] == whole[: len(found.records) - 1]
    assert found.partial is True
    assert {code for _, code in codes(found)} & {"count_mismatch", "truncated_row"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"Namn": "Testa\x07 Övningsson"}, "control_characters"),
        ({"Startdatum": "2026-02-31"}, "impossible_date"),
        ({"Slutdatum": "2026-02-01"}, "end_before_start"),
        ({"Personnummer": "19550308-2398"}, "bad_check_digit"),
    ],
)
def test_odd_values_on_a_whole_page_are_warned_of_by_row(change: dict[str, str], code: str) -> None:
    page = MENUS + NO_FILTERS + counts(2, 2) + copied(other(1), row(2) | change) + LINKS
    found = read_text(page, ON)
    assert [record.row for record in found.records] == [1, 2]
    assert codes(found) == [(2, code)]


def test_doubled_person_on_a_whole_page_is_taken_once() -> None:
    found = read_text(MENUS + NO_FILTERS + counts(3, 3) + copied(row(), other(), row(3)) + LINKS, ON)
    assert [record.row for record in found.records] == [1, 2]
    assert [(skip.row, skip.code) for skip in found.skipped] == [(3, "double_row")]
