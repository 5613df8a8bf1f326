"""Folding, words, Swedish order and full-text queries, against the real index where it matters."""

from collections.abc import Iterator

import pytest
import sqlcipher3.dbapi2 as sqlite
from hypothesis import given, settings
from hypothesis import strategies as st

from rekotui.casework.fold import fold, fts_query, swedish_key, words

IN_ORDER = [
    "Andersson",
    "Édouard",
    "ek",
    "Mya",
    "Müller",
    "Mörk",
    "Zetterlund",
    "Åkesson",
    "Ärlig",
    "Öberg",
]
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Sjöström", "sjostrom"),
        ("ÅSA ÄRLIG", "asa arlig"),
        ("A\N{COMBINING RING ABOVE}sa", "asa"),
        ("Łukasz", "lukasz"),
        ("Sørensen", "sorensen"),
        ("Strauß", "strauss"),
        ("STRAUẞ", "strauss"),
        ("Æsop Œuvre", "aesop oeuvre"),
        ("Đặng Guðrún Þór", "dang gudrun thor"),
        ("Ħamrun Yıldız İpek", "hamrun yildiz ipek"),
        ("ﬁn", "fin"),
        ("soft\N{SOFT HYPHEN}hyphen", "softhyphen"),
        ("", ""),
    ],
)
def test_different_spellings_meet(text, folded):
    assert fold(text) == folded


@given(texts)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_case_never_matters_for_swedish_text(text):
    swedish = "".join(char for char in text if char in "abcåäöéü -'") + "åäö"
    assert fold(swedish.upper()) == fold(swedish)
    assert swedish_key(swedish.upper()) == swedish_key(swedish)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Lindström-Öberg", ("anna", "lindstrom", "oberg")),
        ("O'Neill", ("oneill",)),
        ("O\N{RIGHT SINGLE QUOTATION MARK}Neill", ("oneill",)),
        ("D\N{ACUTE ACCENT}Angelo", ("dangelo",)),
        ("Bygg & Kakel i Väst AB (Skara)", ("bygg", "kakel", "i", "vast", "ab", "skara")),
        ("M54.5", ("m54", "5")),
        ("a_b", ("a", "b")),
        (" - ", ()),
        ("", ()),
    ],
)
def test_words(text, expected):
    assert words(text) == expected


@given(texts)
def test_words_are_folded_and_stay_words(text):
    found = words(text)
    assert all(word and word.isalnum() and fold(word) == word for word in found)
    assert words(" ".join(found)) == found


@given(st.permutations(IN_ORDER))
def test_swedish_order(shuffled):
    assert sorted(shuffled, key=swedish_key) == IN_ORDER


def test_order_of_filed_names():
    names = [
        "Lindström, Östen",
        "Lindström Berg, Anna",
        "Lindström-Öberg, Anna",
        "Lindströmer, Anna",
        "Oa, Bo",
        "O'Neill, Bo",
        "Ström, Ada",
        "Strøm, Åsa",
    ]
    backwards = names[::-1]
    assert sorted(backwards, key=swedish_key) == names


def test_same_letters_keep_the_order_they_came_in():
    assert swedish_key("Ek") == swedish_key("EK") == swedish_key("\N{COMBINING ACUTE ACCENT}ek")
    assert sorted(["ek", "Ek", "ÉK"], key=swedish_key) == ["ek", "Ek", "ÉK"]


def test_letters_typed_in_two_parts_sort_as_one():
    assert swedish_key("A\N{COMBINING RING ABOVE}kesson") == swedish_key("Åkesson") > swedish_key("Zetterlund")


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite.Connection]:
    connection = sqlite.connect(":memory:")
    connection.execute("create virtual table notes using fts5(body, tokenize='unicode61 remove_diacritics 2')")
    connection.execute("insert into notes values (?)", ("Möte med O'Neill och Lindström-Öberg om arbetsträning.",))
    yield connection
    connection.close()


def hits(index: sqlite.Connection, text: str) -> int:
    (found,) = index.execute("select count(*) from notes where notes match ?", (fts_query(text),)).fetchone()
    return int(found)


@pytest.mark.parametrize(
    "text", ["möte", "mote", "MÖT", "o'neill", "lindström-öb", "arbets öberg", "möte -", "möte\x00 med", "om"]
)
def test_query_finds_the_note(index, text):
    assert hits(index, text) == 1


@pytest.mark.parametrize("text", ["", "  ", "-", '"', "träning", "möte saknas", "möte NOT med", "body:möte"])
def test_query_finds_nothing(index, text):
    assert hits(index, text) == 0


@given(st.text(max_size=30) | st.text("\"*:^-+(){}' ANDORNEAR\x00\n", max_size=30))
@settings(max_examples=100)
def test_no_text_is_a_syntax_error(text):
    connection = sqlite.connect(":memory:")
    try:
        connection.execute("create virtual table notes using fts5(body)")
        assert hits(connection, text) == 0
    finally:
        connection.close()
