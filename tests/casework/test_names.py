"""Names as people file them: surname first, particles with it, nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekotui.casework.names import filed_name, split_name

PEOPLE = st.lists(st.text("abcåäöÅÄÖé-'", min_size=1, max_size=8), min_size=1, max_size=6).map(" ".join)


@pytest.mark.parametrize(
    ("name", "filed"),
    [
        ("Utkast Övergård", "Övergård, Utkast"),
        ("Anna Maria Prov", "Prov, Anna Maria"),
        ("Carl von Essen", "von Essen, Carl"),
        ("Ana de la Cruz", "de la Cruz, Ana"),
        ("Leila Al-Hadid", "Al-Hadid, Leila"),
        ("von Essen", "Essen, von"),
        ("Madonna", "Madonna"),
        ("  Dubbla   Mellanslag ", "Mellanslag, Dubbla"),
        ("Namn okänt", "Namn okänt"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_filed_name(name: str, filed: str) -> None:
    assert filed_name(name) == filed


@given(PEOPLE)
def test_no_word_is_lost_or_moved_within_its_part(name: str) -> None:
    surname, rest = split_name(name)
    assert f"{rest} {surname}".split() == name.split()
    assert surname
    assert filed_name(name) in (name.strip(), f"{surname}, {rest}")


@given(PEOPLE)
def test_spaces_around_do_not_matter(name: str) -> None:
    assert filed_name(f"  {name}\t") == filed_name(name)
