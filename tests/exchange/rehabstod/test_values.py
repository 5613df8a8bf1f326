"""Cells one by one."""

import pytest

from rekotui.exchange.rehabstod import values

from .copies import ON


@pytest.mark.parametrize(
    ("text", "code", "title", "state", "others"),
    [
        ("F438A Utmattningssyndrom, M545, F419", "F438A", "Utmattningssyndrom", "ok", ("M545", "F419")),
        ("M169 Koxartros, ospecificerad, E119", "M169", "Koxartros, ospecificerad", "ok", ("E119",)),
        ("M169 Koxartros, ospecificerad", "M169", "Koxartros, ospecificerad", "ok", ()),
        ("Z99X9 , M255", "Z99X9", None, "ok", ("M255",)),
        ("Z99X9 null, M255", "Z99X9", None, "ok", ("M255",)),
        ("F439P", "F439P", None, "ok", ()),
        ("M545, F419", "M545", None, "ok", ("F419",)),
        ("F438A Utmattningssyndrom, m54.5, F41.9", "F438A", "Utmattningssyndrom", "ok", ("M545", "F419")),
        ("R52- Smärta, R52-", "R52-", "Smärta", "ok", ("R52-",)),
        (
            "U099 Postinfektiöst tillstånd efter covid-19",
            "U099",
            "Postinfektiöst tillstånd efter covid-19",
            "ok",
            (),
        ),
        ("Okänt", None, None, "not_shared", ()),
        ("F…F321, G442, M542", None, None, "cut", ("G442", "M542")),
        ("långvarig trötthet", None, "långvarig trötthet", "unknown", ()),
    ],
)
def test_diagnosis(text: str, code: str | None, title: str | None, state: str, others: tuple[str, ...]) -> None:
    assert values.read_diagnosis(text) == values.Diagnosis(code, title, state, others)


def test_co_diagnoses_of_a_column_of_their_own_are_added() -> None:
    assert values.read_diagnosis("F419", "M545, -").co_diagnoses == ("M545",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100%75%50%", (100, 75, 50)),
        ("100% → 75%", (100, 75)),
        ("50 %", (50,)),
        ("100%100%50%", (100, 100, 50)),
        ("", ()),
    ],
)
def test_degrees(text: str, expected: tuple[int, ...]) -> None:
    assert values.read_degrees(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-", (0, 0)),
        ("", None),
        ("Komplettering (2)", (2, 0)),
        ("Administrativ fråga (1)", (0, 1)),
        ("Komplettering (1)\nAdministrativ fråga (12)", (1, 12)),
        ("Obesvarade(2)", (2, 0)),
    ],
)
def test_inquiries(text: str, expected: tuple[int, int] | None) -> None:
    assert values.read_inquiries(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("46 år", 46), ("7 259 dagar", 7259), ("4", 4), ("", None), ("år", None), ("9" * 40, None)],
)
def test_integers(text: str, expected: int | None) -> None:
    assert values.read_integer(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("19830411-2389", ("19830411-2389", None)),
        ("830411-2389", ("19830411-2389", None)),
        ("19830411-2380", ("19830411-2380", "bad_check_digit")),
        ("20990411-2383", ("20990411-2383", "bad_number")),
        ("", (None, "number_missing")),
        ("okänd", (None, "number_missing")),
    ],
)
def test_identity(text: str, expected: tuple[str | None, str | None]) -> None:
    identity = values.read_identity(text, ON)
    assert (identity.text, identity.fault) == expected


def test_words_of_few_kinds() -> None:
    assert [values.read_status(word) for word in ("-", "Medicinsk rehab", "Ingen", "Nytt")] == [
        "-",
        "Medicinsk rehab",
        "-",
        None,
    ]
    assert [values.read_sex(word) for word in ("Kvinna", "man", "Okänt", "")] == ["Kvinna", "Man", None, None]
    assert values.read_occupations("Studier, Annat, Arbetssökande") == ("Studier", "Arbetssökande")
    assert [values.read_risk(word) for word in ("Hög", "-", "●●○")] == ["Hög", None, None]
