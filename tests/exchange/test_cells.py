"""Cells for spreadsheets: nothing runs, everything can be read back."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rekotui.exchange.cells import neutral, one_line, plain

ACTIVE = "=+-@|%"
HOSTILE = st.builds(
    lambda lead, text: lead + text,
    st.sampled_from(["", *ACTIVE, " =", "\t", "\u200b=", "＝", "'"]),
    st.text(max_size=20),
)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@x", "|x", "%x", " =1", "\t=1", "\r=1", "\n=1", "\0x", "＝1", "\u200b=1", "\ufeff=1", "'x"],
)
def test_what_could_run_is_made_text(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "-", "Anna", "Al-Hadid", "100 %", "2026-11-22", "å", "1"])
def test_what_cannot_is_left_as_it_is(text: str) -> None:
    assert neutral(text) == text


@given(HOSTILE)
@example("-")
def test_the_text_can_be_read_back(text: str) -> None:
    assert plain(neutral(text)) == text


@given(HOSTILE)
@example("\ud7fc=")
def test_no_cell_begins_as_a_formula(text: str) -> None:
    cell = neutral(text)
    seen = "".join(char for char in unicodedata.normalize("NFKC", cell) if unicodedata.category(char)[0] not in "CZ")
    assert cell == "-" or seen[:1] not in tuple(ACTIVE)
    assert cell[:1] not in ("\t", "\r", "\n", "\0")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (" a \n\t b\x85c\u2028d ", "a b c d"),
        ("a\0b\x1b\x9b", "a�b��"),
        ("Åsa  Ö", "Åsa Ö"),
        ("\ud800x\uffff", "�x�"),
        ("", ""),
    ],
)
def test_a_text_on_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


@given(st.text())
def test_one_line_is_what_a_page_can_hold(text: str) -> None:
    line = one_line(text)
    assert one_line(line) == line
    assert not [char for char in line if unicodedata.category(char) in ("Cc", "Cs") or char in "\u2028\u2029"]
