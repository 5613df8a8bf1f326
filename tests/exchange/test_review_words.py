"""What a list changed, in words; and who is never named."""

from datetime import date

import pytest

from rekotui.casework.review import FIELDS, GROUPS, Found, changes
from rekotui.exchange.messages import REVIEW_FIELDS, REVIEW_GROUPS
from rekotui.exchange.review_record import groups_as_json
from rekotui.exchange.review_words import change_words, day_words, title, told

ON = date(2026, 6, 15)


def test_every_group_and_field_has_its_words() -> None:
    assert list(REVIEW_GROUPS) == list(GROUPS)
    assert set(REVIEW_FIELDS) == {*FIELDS, "personnummer"}
    assert title("extended", 5) == "Förlängda: 5"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"last_day": ("2026-06-10", "2026-07-08")}, "slut 10 jun → 8 jul"),
        ({"last_day": ("2026-06-14", "2062-07-12")}, "slut 14 jun → 12 jul 2062"),
        ({"first_day": ("2025-11-24", "2025-09-30")}, "start 24 nov 2025 → 30 sep 2025"),
        ({"degrees": ([100, 50], [25])}, "grad 100/50 % → 25 %"),
        ({"diagnosis_code": ("F419", "F438A")}, "diagnos F419 → F438A"),
        ({"diagnosis_code": (None, "F438A")}, "diagnos okänd → F438A"),
        ({"co_diagnoses": ([], ["M545", "F419"])}, "bidiagnoser inget → M545, F419"),
        ({"physician": ("A B", "C D")}, "läkare A B → C D"),
        ({"status": ("-", "Aktiv")}, "status - → Aktiv"),
        ({"certificates": (1, 2)}, "intyg 1 → 2"),
        ({"length_days": (15, 41)}, "längd 15 dagar → 41 dagar"),
        (
            {"certificates": (1, 2), "length_days": (15, 41), "last_day": ("2026-06-10", "2026-07-08")},
            "slut 10 jun → 8 jul",
        ),
        (
            {"degrees": ([100], [50]), "last_day": ("2026-06-10", "2026-07-08")},
            "slut 10 jun → 8 jul, grad 100 % → 50 %",
        ),
        ({}, ""),
    ],
)
def test_changes_in_words(changed: dict[str, tuple[object, object]], words: str) -> None:
    assert change_words(changed, ON) == words


def test_a_day_is_told_with_its_year_when_it_is_another() -> None:
    assert day_words(date(2026, 1, 1), ON) == "1 jan"
    assert day_words(date(2025, 12, 31), ON) == "31 dec 2025"


@pytest.mark.parametrize(
    ("group", "found", "row", "words"),
    [
        ("new", Found("a"), {"first_day": "2026-06-11"}, "från 11 jun"),
        ("new", Found("a"), {"first_day": None}, ""),
        ("gone", Found("a"), {"last_day": "2026-06-14"}, "slutade 14 jun"),
        ("gone", Found("a"), {"last_day": "2026-06-15"}, "slut 15 jun"),
        ("gone", Found("a"), None, ""),
        ("ended_still_listed", Found("a"), {"last_day": "2026-06-12"}, "slutade 12 jun"),
        (
            "relapsed",
            Found("a", {"first_day": ("2026-03-01", "2026-06-11"), "last_day": ("2026-05-01", "2026-07-10")}),
            None,
            "från 11 jun, förra sjukfallet slutade 1 maj (40 dagar emellan)",
        ),
        (
            "number_replaced",
            Found("19850713-2382", {"physician": ("A B", "C D")}, "19850773-2389"),
            None,
            "personnummer 19850773-2389 → 19850713-2382, läkare A B → C D",
        ),
        ("other", Found("a", {"status": ("-", "Aktiv")}), None, "status - → Aktiv"),
    ],
)
def test_what_is_told_of_a_person(group: str, found: Found, row: dict[str, object] | None, words: str) -> None:
    assert told(group, found, row, ON) == words


def test_hidden_identities_are_told_without_names_and_numbers() -> None:
    renamed = Found("a", {"name": ("Testa Övningsson", "Testa Nysson"), "last_day": ("2026-06-10", "2026-07-08")})
    assert told("renamed", renamed, None, ON, hide=True) == "slut 10 jun → 8 jul, namn … → …"
    guess = Found("19850713-2382", {"physician": ("A B", "C D")}, "19850773-2389")
    assert told("number_replaced", guess, None, ON, hide=True) == "läkare A B → C D"


class Known:
    """People as a preview knows them."""

    rows: dict[str, dict[str, object]] = {}  # noqa: RUF012
    names = {"a": "Testa Övningsson", "b": "", "19850713-2382": "Test Coordinata"}  # noqa: RUF012
    cases = {"a": "2026-001", "19850773-2389": "2026-002"}  # noqa: RUF012
    list_date = ON

    def __init__(self, *protected: str) -> None:
        self.protected = frozenset(protected)


def test_json_of_a_group() -> None:
    found = {"extended": (Found("a", {"last_day": ("2026-06-10", "2026-07-08")}), Found("b")), "new": ()}
    assert groups_as_json(found, Known()) == {
        "extended": [
            {
                "personnummer": "a",
                "name": "Testa Övningsson",
                "case": "2026-001",
                "changes": {"last_day": ["2026-06-10", "2026-07-08"]},
            },
            {"personnummer": "b", "name": None, "case": None, "changes": {}},
        ],
        "new": [],
    }


def test_json_of_a_guessed_new_number_has_both_numbers_and_the_case_of_the_old() -> None:
    guess = {"number_replaced": (Found("19850713-2382", {}, "19850773-2389"),)}
    person = {
        "personnummer": "19850713-2382",
        "name": "Test Coordinata",
        "case": "2026-002",
        "changes": {},
        "before": "19850773-2389",
        "after": "19850713-2382",
    }
    assert groups_as_json(guess, Known())["number_replaced"] == [person]
    masked = {**person, "personnummer": None, "name": None, "before": None, "after": None}
    assert groups_as_json(guess, Known("19850773-2389"))["number_replaced"] == [masked]


def test_json_masks_a_protected_identity() -> None:
    renamed = {"renamed": (Found("a", {"name": ("Förr", "Nu"), "degrees": ([100], [50])}),)}
    assert groups_as_json(renamed, Known("a"))["renamed"] == [
        {
            "personnummer": None,
            "name": None,
            "case": "2026-001",
            "changes": {"name": [None, None], "degrees": [[100], [50]]},
        }
    ]


def test_words_of_a_list_held_against_itself_are_none() -> None:
    row = {"last_day": "2026-06-10", "degrees": [50]}
    assert change_words(changes(row, dict(row)), ON) == ""
