"""Which names of diagnoses are learned, which one wins, and where one is filled in."""

import unicodedata
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rekotui.casework.diagnosis_names import (
    FILE,
    LIST,
    LONGEST,
    Name,
    case_text,
    learned_from,
    name_beside,
    told_by,
    whole_title,
    winner,
)

DAY = date(2026, 11, 16)
WHOLE = "Koxartros, ospecificerad"


def record(code: object = "F438A", text: object = "Utmattningssyndrom", state: str = "ok") -> dict[str, object]:
    return {"diagnosis_code": code, "diagnosis_text": text, "diagnosis_state": state}


def listed(title: str, days: int = 0) -> Name:
    return Name(title, LIST, DAY + timedelta(days=days))


def filed(title: str, days: int = 0) -> Name:
    return Name(title, FILE, DAY + timedelta(days=days))


# What may be learned


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Utmattningssyndrom", "Utmattningssyndrom"),
        ("  Koxartros,  ospecificerad ", WHOLE),
        ("Koxartros,\n\tospecificerad", WHOLE),
        ("Ko\u00adxartros,\u200b ospecificerad", WHOLE),
        ("\ufeffKoxartros, ospecificerad", WHOLE),
        ("A\u0308ndring", "Ändring"),
        ("[redacted] syndrom", "[redacted] syndrom"),
        ('"Frusen" skuldra', '"Frusen" skuldra'),
        ("Brist på vitamin B12", "Brist på vitamin B12"),
        ("Tillstånd efter covid-19, ospecificerat", "Tillstånd efter covid-19, ospecificerat"),
        ("ö" * LONGEST, "ö" * LONGEST),
    ],
)
def test_a_whole_name_is_learned_in_one_line(text: str, title: str) -> None:
    assert whole_title(text) == title


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "null",
        "NULL",
        "Okänt",
        "-",
        "123",
        "F438A",
        "m54.5",
        "Utmattnings…",
        "Utmattnings...",
        "Aku…E119",
        "Utmatt\x00ning",
        "Utmatt\x1b[31mning",
        "Utmatt\u202ening",
        "Utmatt\ufffdning",
        "Utmatt\ue000ning",
        "=HYPERLINK(1)",
        "+syndrom",
        "-syndrom",
        "@syndrom",
        "|syndrom",
        "\uff1dsyndrom",
        '"Sjukdom ors',
        "Cerebral infarktE119",
        "Sjukdom (PTSD)F321",
        "Utmattningssyndrom, M54.5, stress",
        "ö" * (LONGEST + 1),
    ],
)
def test_anything_else_is_not_learned(text: str) -> None:
    assert whole_title(text) is None


@given(st.text(max_size=60) | st.text(alphabet='Aaö "-…\u00ad\x07', max_size=8))
def test_what_is_learned_is_clean_and_learned_again_as_it_is(text: str) -> None:
    title = whole_title(text)
    if title is not None:
        assert whole_title(title) == title
        assert title == " ".join(title.split())
        assert not any(unicodedata.category(char)[0] == "C" for char in title)


@pytest.mark.parametrize(
    ("code", "spelled"), [("F438A", "F438A"), ("F439P", "F439P"), ("R52-", "R52-"), ("m54.5", "M545")]
)
def test_a_row_tells_the_name_of_its_main_code(code: str, spelled: str) -> None:
    assert told_by(record(code)) == (spelled, "Utmattningssyndrom")


@pytest.mark.parametrize(
    "row",
    [
        record(text=None),
        record(text="null"),
        record(text="Aku…"),
        record(code=None),
        record(code="F43…"),
        record(code="Okänt"),
        record(code="F00-F99"),
        record(state="cut"),
        record(state="unknown"),
        record(state="not_shared"),
        record(code=438),
        {},
    ],
)
def test_a_row_without_a_readable_code_and_a_whole_name_tells_nothing(row: dict[str, object]) -> None:
    assert told_by(row) is None


def test_a_list_teaches_one_name_a_code() -> None:
    rows = [
        record(),
        record("M545", "Lumbago"),
        record(text="Aku…"),
        record(text="Utmattning"),
        record("Z99X9", "null"),
    ]
    assert learned_from(rows, DAY) == {"F438A": listed("Utmattningssyndrom"), "M545": listed("Lumbago")}


@given(st.permutations([record(text=text) for text in ("Ab", "Abc", "Q", "Zebra", "null", "Ab…")]))
def test_the_order_of_a_lists_rows_does_not_matter(rows: list[dict[str, object]]) -> None:
    assert learned_from(rows, DAY) == {"F438A": listed("Zebra")}


# Which name wins


@pytest.mark.parametrize(
    ("known", "new", "kept"),
    [
        (None, listed("A"), listed("A")),
        # The file beats the list, whichever came first.
        (listed("A", 9), filed("B"), filed("B")),
        (filed("A"), listed("B", 9), filed("A")),
        # Of two lists the newest.
        (listed("Gammalt namn"), listed("Nytt", 1), listed("Nytt", 1)),
        (listed("Nytt", 1), listed("Gammalt namn"), listed("Nytt", 1)),
        (listed("Samma"), listed("Samma", 5), listed("Samma", 5)),
        (listed("Samma", 5), listed("Samma"), listed("Samma", 5)),
        # The file that is read last.
        (filed("A"), filed("B", 1), filed("B", 1)),
        (filed("A", 1), filed("B"), filed("B")),
        # A list never shortens; what a file says is whole.
        (listed("Utmattningssyndrom"), listed("Utmattning", 1), listed("Utmattningssyndrom", 1)),
        (listed("Utmattningssyndrom"), listed("Utmattning", -1), listed("Utmattningssyndrom")),
        (filed("Utmattningssyndrom"), listed("Utmattning", 1), filed("Utmattningssyndrom")),
        (listed("Utmattningssyndrom, stress"), filed("Utmattningssyndrom"), filed("Utmattningssyndrom")),
        (filed("Utmattningssyndrom, äldre namn"), filed("Utmattningssyndrom", 1), filed("Utmattningssyndrom", 1)),
        (listed("Utmattning"), listed("Utmattningssyndrom"), listed("Utmattningssyndrom")),
    ],
)
def test_which_name_wins(known: Name | None, new: Name, kept: Name) -> None:
    assert winner(known, new) == kept


titles = st.text(alphabet="ab", min_size=1, max_size=4)
days = st.integers(0, 3).map(lambda days: DAY + timedelta(days=days))
names = st.builds(Name, titles, st.sampled_from([LIST, FILE]), days)


@given(st.none() | names, names)
def test_learning_twice_teaches_nothing_more(known: Name | None, new: Name) -> None:
    once = winner(known, new)
    assert winner(once, new) == once


@given(names, titles, days)
def test_a_list_never_shortens_a_name(known: Name, title: str, day: date) -> None:
    kept = winner(known, Name(title, LIST, day))
    assert kept.title == known.title or not known.title.startswith(kept.title)


@given(names, names)
def test_a_file_stands_against_every_list(known: Name, new: Name) -> None:
    kept = winner(known, new)
    assert kept.title in (known.title, new.title)
    assert not (known.source == FILE and kept.source == LIST)


@given(st.none() | names, st.lists(titles, min_size=1, max_size=4))
def test_the_order_of_lists_of_one_day_does_not_matter(known: Name | None, told: list[str]) -> None:
    # Where an older list has told a longer name, of which one of today's is the beginning, the order may matter.
    assume(known is None or known.source == FILE or not any(known.title.startswith(title) for title in told))
    results = set()
    for order in permutations(told):
        kept = known
        for title in order:
            kept = winner(kept, listed(title, 1))
        results.add(kept)
    assert len(results) == 1


# Where a name is filled in

TITLES = {"F438A": "Utmattningssyndrom", "M545": "Lumbago"}


@pytest.mark.parametrize(
    ("code", "text", "before", "stored"),
    [
        ("F438A", None, None, "Utmattningssyndrom"),
        ("F438A", "", None, "Utmattningssyndrom"),
        ("f43.8 A", None, None, "Utmattningssyndrom"),
        ("F438A", "Egna ord", None, "Egna ord"),
        ("Z999", None, None, None),
        (None, None, None, None),
        (None, "Egna ord", None, "Egna ord"),
        # Another code: its own name, unless she has put it in words herself.
        ("M545", "Utmattningssyndrom", "F438A", "Lumbago"),
        ("Z999", "Utmattningssyndrom", "F43.8A", None),
        ("M545", "Egna ord", "F438A", "Egna ord"),
        ("F438A", "Utmattningssyndrom", "F438A", "Utmattningssyndrom"),
        (None, "Utmattningssyndrom", "F438A", None),
        # A three-character category lends its name to nobody.
        ("F438", None, None, None),
        ("M54", None, None, None),
    ],
)
def test_the_name_beside_a_code(code: str | None, text: str | None, before: str | None, stored: str | None) -> None:
    assert name_beside(code, text, TITLES, before) == stored


def test_an_overlong_name_fits_a_case() -> None:
    assert len(case_text("ö" * LONGEST)) == 200
    assert name_beside("M545", None, {"M545": "ö" * LONGEST}) == case_text("ö" * LONGEST)
    assert name_beside("Z999", case_text("ö" * LONGEST), {"M545": "ö" * LONGEST}, "M545") is None
