"""Diagnosis codes and the groups of Rehabstöd's overview (rehabstod 1.13)."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekotui.casework.diagnosis import all_groups, beginning_of_cut, chapter, chapter_letter, clean_code, group
from rekotui.content.load import load_json

SAMPLES = Path(__file__).parents[1] / "samples" / "rehabstod" / "expected.json"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("M54.5", "M545"),
        ("m54.5", "M545"),
        (" M 54.5 ", "M545"),
        ("M54,5", "M545"),
        ("F438A", "F438A"),
        ("F43.8 A", "F438A"),
        ("F439P", "F439P"),
        ("R52-", "R52-"),
        ("Z99X9", "Z99X9"),
        ("I10", "I10"),
        ("F4388AB", "F4388AB"),
    ],
)
def test_one_spelling(text, code):
    assert clean_code(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Okänt",
        "M5",
        "545",
        "MM54",
        "F43…",
        "F43...",
        "F43888888",
        "R52 och",
        "M54 F41",
        "M54.5, F41.9",
        "M54/F41",
        "null",
        "Å54",
        "A00-B99",
        "F40-F48",
    ],
)
def test_anything_else_is_no_code(text):
    assert clean_code(text) is None


@given(st.text(max_size=12))
def test_a_cleaned_code_is_clean(text):
    code = clean_code(text)
    assert code is None or (clean_code(code) == code and 3 <= len(code) <= 7)


def test_every_code_of_the_samples_is_kept_as_it_is():
    def codes(value: object) -> set[str]:
        if isinstance(value, dict):
            own = {value["diagnoskod"]} if isinstance(value.get("diagnoskod"), str) else set()
            return own.union(*map(codes, value.values()))
        return set().union(*map(codes, value)) if isinstance(value, list) else set()

    found = codes(json.loads(SAMPLES.read_text(encoding="utf-8")))
    assert len(found) > 20
    assert {code for code in found if clean_code(code) != code} == set()


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("A00", "Somatiska sjukdomar"),
        ("C509", "Somatiska sjukdomar"),
        ("E909", "Somatiska sjukdomar"),
        ("G359", "Somatiska sjukdomar"),
        ("L99", "Somatiska sjukdomar"),
        ("N00", "Somatiska sjukdomar"),
        ("M54.5", "Muskuloskeletala sjukdomar"),
        ("F438A", "Psykiska sjukdomar"),
        ("F99", "Psykiska sjukdomar"),
        ("O268", "Graviditet och förlossning"),
        ("P96", "Övrigt"),
        ("Q00", "Övrigt"),
        ("S525", "Övrigt"),
        ("U099", "Övrigt"),
        ("Y98", "Övrigt"),
        ("R52-", "Symtomdiagnoser"),
        ("Z99X9", "Faktorer av betydelse"),
        ("E91", "Utan giltig diagnoskod"),
        ("P97", "Utan giltig diagnoskod"),
        ("Y99", "Utan giltig diagnoskod"),
        ("hosta", "Utan giltig diagnoskod"),
        ("", "Utan giltig diagnoskod"),
        (None, "Utan giltig diagnoskod"),
    ],
)
def test_groups(code, name):
    assert group(code) == name
    assert name in all_groups()


def test_seven_groups_and_one_for_the_rest():
    assert len(all_groups()) == 8
    assert all_groups()[-1] == "Utan giltig diagnoskod"


def test_no_code_is_in_two_groups_or_chapters():
    """The ranges do not overlap: sorted by start, each ends before the next begins."""
    table = load_json("diagnosis_groups.json")
    assert isinstance(table, dict)
    ranges = sorted(pair for one in table["groups"] for pair in one["codes"])
    assert all(first[0] <= first[1] < second[0] for first, second in pairwise(ranges))
    assert len(table["chapters"]) == 22
    assert all(first[0] <= first[1] < second[0] for first, second in pairwise(sorted(table["chapters"])))


def test_chapter_letter():
    assert chapter_letter("f43.8a") == "F"
    assert chapter_letter("okänt") is None
    assert chapter_letter(None) is None


@pytest.mark.parametrize(
    ("code", "chapter_of_it"),
    [
        ("F438A", "F00-F99"),
        ("f43.9P", "F00-F99"),
        ("R52-", "R00-R99"),
        ("D489", "C00-D48"),
        ("D500", "D50-D89"),
        ("H599", "H00-H59"),
        ("H600", "H60-H95"),
        ("T98", "S00-T98"),
        ("W19", "V01-Y98"),
        ("U099", "U00-U99"),
        ("E91", None),
        ("okänt", None),
        ("", None),
        (None, None),
        # What a print has left of a code, where it leaves one chapter only.
        ("F", "F00-F99"),
        ("M5", "M00-M99"),
        ("C", "C00-D48"),
        ("E", "E00-E90"),
        ("D", None),
        ("D4", "C00-D48"),
        ("H", None),
    ],
)
def test_chapters(code, chapter_of_it):
    assert chapter(code) == chapter_of_it


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("F…F321, G442, M542", "F"),
        ("F4…, M545", "F4"),
        ("F43...M545", "F43"),
        ("F438… M545", "F438"),
        ("…M545", None),
        ("I214 Aku…E119, I109", None),
        ("F438A Utmattningssyndrom", None),
        ("", None),
    ],
)
def test_what_a_print_has_left_of_a_code(text, left):
    assert beginning_of_cut(text) == left
