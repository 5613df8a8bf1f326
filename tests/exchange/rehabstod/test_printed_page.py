"""Today's print, one test a rule (domain rehabstod 2.2, 2.4; design 6)."""

import random

import pytest

from rekotui.exchange.rehabstod.reader import read_text

from .copies import HEADINGS, ON, codes, copied, other, row
from .prints import SAMPLE, head, one, printed, records

NAMES_CUT = {"diagnosis_text": None}


def test_print_says_the_same_as_the_copied_table_but_for_names_of_diagnoses() -> None:
    copy = read_text(copied(row(), other()), ON).records
    found = records(printed(row(), other()))
    assert [r.as_json() for r in found] == [r.as_json() | NAMES_CUT for r in copy]


def test_copied_table_is_not_taken_for_a_print() -> None:
    for text in (copied(row(), other()), copied(row(), columns=("Grad", "Startdatum", "Slutdatum", "Ålder"))):
        assert read_text(text, ON).format == "copied_table"


@pytest.mark.parametrize("hidden", HEADINGS)
def test_hidden_column_moves_all_later_ones_and_changes_nothing_else(hidden: str) -> None:
    columns = tuple(heading for heading in HEADINGS if heading != hidden)
    full = records(printed(row(), other()))
    touched = {
        "Ärenden": 2,
        "Diagnos/er": 3,
    }
    for found, whole in zip(records(printed(row(), other(), columns=columns)), full, strict=True):
        before, after = whole.as_json(), found.as_json()
        different = {key for key in before if before[key] != after[key]}
        assert {str(after[key]) for key in different} <= {"None", "unknown"}
        assert len(different) <= touched.get(hidden, 1)


@pytest.mark.parametrize("seed", range(12))
def test_own_column_order_gives_the_same_records_and_is_found_again(seed: int) -> None:
    order = list(HEADINGS)
    random.Random(seed).shuffle(order)
    found = read_text(printed(row(), other(), columns=order), ON)
    assert found.records == records(printed(row(), other()))
    assert list(found.columns) == order


@pytest.mark.parametrize("width", range(3, 10))
def test_few_columns_stand_on_one_line_and_are_told_apart_by_their_labels(width: int) -> None:
    columns = ("Personnummer", "Namn", "Slutdatum", "Startdatum", "Läkare", *HEADINGS[:2], *HEADINGS[5:7])[:width]
    found = records(printed(row(), other(), row(3, Personnummer="19921010-2381", Namn="Öva Test"), columns=columns))
    assert [r.personnummer for r in found] == ["19830411-2389", "19710902-2397", "19921010-2381"]
    if "Namn" in columns:
        assert [r.name for r in found] == ["Testa Övningsson", "Prov Påhittad", "Öva Test"]
    if "Läkare" in columns:
        assert [r.physician for r in found] == ["Åsa Låtsasdoktor", "Örjan Provläkare", "Åsa Låtsasdoktor"]


def test_print_without_numbers_or_running_numbers_is_known_by_its_own_words() -> None:
    found = read_text(printed(row(), other(), columns=("Namn", "Slutdatum", "Läkare")), ON)
    assert [(r.name, str(r.last_day)) for r in found.records] == [
        ("Testa Övningsson", "2026-08-09"),
        ("Prov Påhittad", "2026-06-27"),
    ]


def test_hidden_identities_are_read_and_counted() -> None:
    columns = tuple(heading for heading in HEADINGS if heading not in ("Personnummer", "Namn"))
    found = read_text(printed(row(), other(), columns=columns, top=head(2, Personuppgifter="Visas ej")), ON)
    assert [(r.personnummer, r.name, r.age) for r in found.records] == [(None, None, 43), (None, None, 54)]
    assert (found.hidden_identity, found.partial, codes(found)) == (True, False, [(None, "hidden_identity")])


@pytest.mark.parametrize(
    ("shown", "code", "others"),
    [
        ("F438A … M545, F419", "F438A", ["M545", "F419"]),
        ("I214 Aku…E119, I109", "I214", ["E119", "I109"]),
        ("I214 Aku...E119, I109", "I214", ["E119", "I109"]),
        ("I639 Cerebral infarktE119", "I639", ["E119"]),
        ("I639 Cerebral infarktE119,\nI109", "I639", ["E119", "I109"]),
        ("F439P Annan … Z733", "F439P", ["Z733"]),
        ("Z99X9M255", "Z99X9", ["M255"]),
        ("F438AM545", "F438A", ["M545"]),
        ("R52-E119", "R52-", ["E119"]),
        ("M160 Koxartros, dubbelsidig primärE119", "M160", ["E119"]),
        ("M544 Lumbago M511", "M544", ["M511"]),
        ("E538 Brist på vitamin B12", "E538", []),
        ("G419 Status epilepticus, ospecificerat", "G419", []),
        ("K802 Gallsten utan…", "K802", []),
        ("G359 Multipel skleros", "G359", []),
    ],
)
def test_cut_diagnosis_keeps_its_codes_and_no_name(shown: str, code: str, others: list[str]) -> None:
    record, warned = one(Diagnos_er=shown)
    assert (record["diagnosis_code"], record["diagnosis_state"], record["diagnosis_text"]) == (code, "ok", None)
    assert (record["co_diagnoses"], warned) == (others, [])


@pytest.mark.parametrize("shown", ["F…F321, G442, M542", "F43…F321, G442, M542", "F…", "F438… F321"])
def test_main_code_that_is_cut_is_asked_for(shown: str) -> None:
    record, warned = one(Diagnos_er=shown)
    assert (record["diagnosis_code"], record["diagnosis_state"]) == (None, "cut")
    assert warned == [(1, "cut_diagnosis")]
    assert str(record["co_diagnoses"]) in ("['F321', 'G442', 'M542']", "['F321']", "[]")


def test_diagnosis_that_is_not_shared_is_no_cut_one() -> None:
    record, warned = one(Diagnos_er="Okänt")
    assert (record["diagnosis_code"], record["diagnosis_state"], warned) == (None, "not_shared", [])


def test_own_words_of_the_print_are_kept_beside_the_values() -> None:
    assert records(SAMPLE)[8].raw["Diagnos/er"] == "M545 Lumbago"


@pytest.mark.parametrize(
    ("column", "wrapped"),
    [
        ("Sysselsättning", "Nuvarande\narbete,\nStudier"),
        ("Sysselsättning", "Nuvarande arbete, \nStudier"),
        ("Läkare", "Åsa\nLåtsasdoktor"),
        ("Namn", "Testa\nÖvningsson"),
        ("Namn", "\nTesta Övningsson"),
        ("Slutdatum", "\n2026-08-09"),
        ("Startdatum", "\n2026-02-09"),
        ("Slutdatum", "2026-08-\n09"),
        ("Personnummer", "19830411-\n2389"),
        ("Ålder", "43\når"),
        ("Längd", "179\ndagar"),
        ("Grad", "100% 75%\n50%"),
        ("Ärenden", "Komplettering (1)\nAdministrativ fråga (2)"),
        ("Ärenden", "Komplettering (1)\nAdministrativ\nfråga (2)"),
        ("Diagnos/er", "F438A Utmattn…M545,\nF419"),
    ],
)
def test_value_that_wraps_is_put_together(column: str, wrapped: str) -> None:
    assert one(**{column.replace("/", "_"): wrapped}) == one()


@pytest.mark.parametrize(
    ("wrapped", "physician"),
    [
        ("Eva Testdoktor\n(TSTNMT2321000156-\nPRV2)", "Eva Testdoktor (TSTNMT2321000156-PRV2)"),
        ("TSTNMT2321000156-\nPRV9", "TSTNMT2321000156-PRV9"),
        ("TSTNMT2321000156- PRV9", "TSTNMT2321000156-PRV9"),
        ("Eva-\nLena Testdoktor", "Eva-Lena Testdoktor"),
    ],
)
def test_hsa_id_and_double_name_are_joined_at_their_hyphens(wrapped: str, physician: str) -> None:
    assert one(Läkare=wrapped)[0]["physician"] == physician


@pytest.mark.parametrize(
    ("status", "wrapped"), [("Lämnas utan åtgärd", "Lämnas utan\nåtgärd"), ("Medicinsk rehab", "Medicinsk\nrehab")]
)
def test_status_of_several_words_may_wrap(status: str, wrapped: str) -> None:
    assert one(Status=wrapped) == one(Status=status)
    assert one(Status=wrapped)[0]["status"] == status


@pytest.mark.parametrize(
    "name",
    [
        "Fel Slutdatum",
        "Fel\nSlutdatum",
        "Slutdatum\nFel",
        "Intyg Testsson",
        "Testa\nIntyg Testsson",
        "Grad Risk Kön",
        "Testa Risk",
        "Testa\nRisk",
        "Risk",
        "Testa\nStatus Testsson",
        "Testa # Övning",
    ],
)
def test_word_that_is_a_label_may_be_a_name(name: str) -> None:
    assert one(Namn=name) == (one()[0] | {"name": " ".join(name.split())}, [])


def test_unknown_name_is_kept_as_rehabstod_writes_it() -> None:
    assert one(Namn="Namn okänt")[0]["name"] == one(Namn="\nNamn okänt")[0]["name"] == "Namn okänt"


@pytest.mark.parametrize("arrow", ["", " ", "\ue5c8", " \uf061 ", " → "])
def test_degrees_are_found_whatever_the_arrow_became(arrow: str) -> None:
    record, warned = one(Grad=arrow.join(["100%", "75%", "50%"]))
    assert (record["degrees"], warned) == ([100, 75, 50], [])


@pytest.mark.parametrize("degrees", ["100% 75%", "50%"])
def test_degree_in_force_and_ended_are_unknown_for_bold_and_italics_are_lost(degrees: str) -> None:
    record, _ = one(Grad=degrees, Slutdatum="2026-06-01")
    assert (record["degree_today"], record["ended"]) == (None, None)


def test_ligatures_are_taken_apart_and_nothing_else() -> None:
    assert one(Namn="Soﬁa Eﬄer Raﬀ")[0]["name"] == "Sofia Effler Raff"
    # "…" must not become three dots, and "²" no "2".
    assert one(Namn="Testa… ²")[0]["name"] == "Testa… ²"


@pytest.mark.parametrize("risk", ["Måttlig", "Hög", "Mycket hög", "Mycket\nhög", "Ej beräknad"])
def test_risk_is_a_word(risk: str) -> None:
    assert one(Risk=risk)[0]["risk"] == risk.replace("\n", " ")


def test_risk_without_a_word_and_status_without_one_are_none_and_a_dash() -> None:
    record, warned = one(Risk="", Status="-")
    assert (record["risk"], record["status"], warned) == (None, "-", [])
