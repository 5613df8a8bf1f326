"""What a fact may look like before it is stored."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekotui.base.errors import WrongUseError
from rekotui.base.messages import FIELDS
from rekotui.casework.facts import LONG, SHORT, check_days, check_degree, clean_line, clean_text

ANY = st.text(max_size=80)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Anna\tBerg \n", "Anna Berg"),
        ("Anna\rBerg\x0bx", "Anna Berg x"),
        ("a\x1b[31mb\x9b", "a[31mb"),
        ("a\u202eb\u200bc\ufeff", "abc"),
        ("A\u030angstrom", "Ångstrom"),
        ("\u2028rad\u2029", "rad"),
        ("[/]", "[/]"),
        ("", ""),
    ],
)
def test_clean_line(typed: str, kept: str) -> None:
    assert clean_line("name", typed) == kept


def test_running_text_keeps_its_lines() -> None:
    assert clean_text("note", " ett\r\ntvå\rtre\n\nfyra\x07 \n") == "ett\ntvå\ntre\n\nfyra"


@pytest.mark.parametrize(("clean", "most"), [(clean_line, SHORT), (clean_text, LONG)])
def test_length_is_counted_after_cleaning_and_said_with_the_fields_name(clean: object, most: int) -> None:
    assert callable(clean)
    assert len(clean("name", " " + "å" * most + " ")) == most
    assert len(clean("name", "a\u030a" * most)) == most
    with pytest.raises(WrongUseError) as said:
        clean("name", "å" * (most + 1))
    assert FIELDS["name"] in str(said.value)
    assert str(most) in str(said.value)
    assert "å" * 20 not in str(said.value)


@given(ANY)
def test_cleaning_is_done_once(text: str) -> None:
    assert clean_line("name", clean_line("name", text)) == clean_line("name", text)
    assert clean_text("note", clean_text("note", text)) == clean_text("note", text)


@given(ANY)
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    assert not any(unicodedata.category(char)[0] == "C" for char in clean_line("name", text))
    assert not any(unicodedata.category(char)[0] == "C" and char != "\n" for char in clean_text("note", text))


def test_days_in_order() -> None:
    check_days(date(2026, 1, 1), date(2026, 1, 1))
    with pytest.raises(WrongUseError, match="2026-01-02"):
        check_days(date(2026, 1, 2), date(2026, 1, 1))


def test_four_degrees_or_unknown() -> None:
    assert [check_degree(degree) for degree in (25, 50, 75, 100, None)] == [25, 50, 75, 100, None]
    for wrong in (0, 24, 101, -50):
        with pytest.raises(WrongUseError):
            check_degree(wrong)
