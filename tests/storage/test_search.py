"""Finding people: spelling is forgiven, numbers are exact, protected identities stay hidden."""

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from storage.cases import CaseRepository
from storage.database import Database
from storage.reading import Reader
from storage.search import case_ids_by_name, case_ids_by_number, find
from storage.vault import Key
from tests.storage.conftest import copied
from tests.storage.helpers import ON, number, open_case

NAMES = (
    *("Åsa Sjöström", "Lars Ås", "Bo Ek", "Łukasz Prov", "Søren Utkast", "Anna Strauß", "Maj Lindström-Öberg"),
    *("Pat O'Neill", unicodedata.normalize("NFD", "Märta Göransson"), "Zoë Édouard", "Asa Sjostrom", "Carl von Prov"),
    *("Ida Sjöström", "Skyddad Hemligsson"),
)
PROTECTED = len(NAMES) - 1


@pytest.fixture(scope="module")
def people(template: Key, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    key = copied(template, str(tmp_path_factory.mktemp("people") / "vault"))
    database = Database(key.folder, key.dek)
    with database.write() as work:
        cases = CaseRepository(work)
        for index, name in enumerate(NAMES):
            values = {"protected": index == PROTECTED, "employer": "Sågverket Nåd AB", "physician": "Läkare Ärla"}
            case = open_case(work, index, name, values=values if index in (2, PROTECTED) else {})
            if index in (1, PROTECTED):
                cases.add_note(case, ON, "Talade om arbetsförmåga och svärmor")
        ek = cases.get(3)  # Bo Ek
        old = cases.add_note(ek, ON, "Felskriven rad om trädgården")
        cases.add_note(ek, ON, "Rättad rad om trädgård", replaces_id=old.id)
        voided = open_case(work, 40, "Voidad Sjöström")
        cases.void(voided, ON, "Fel person")
    database.close()
    with Reader(key.folder, key.dek) as reader:
        yield reader


def names(reader: Reader, text: str) -> list[str]:
    found = find(reader, text)
    assert not found.guessed
    return [unicodedata.normalize("NFC", case.name) for case in found.cases]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sjostrom", {"Åsa Sjöström", "Asa Sjostrom", "Ida Sjöström"}),
        ("SJÖSTRÖM", {"Åsa Sjöström", "Asa Sjostrom", "Ida Sjöström"}),
        ("åsa", {"Åsa Sjöström", "Asa Sjostrom"}),
        ("asa sjö", {"Åsa Sjöström", "Asa Sjostrom"}),
        ("sjö asa", {"Åsa Sjöström", "Asa Sjostrom"}),
        (unicodedata.normalize("NFD", "åsa"), {"Åsa Sjöström", "Asa Sjostrom"}),
        ("göransson", {"Märta Göransson"}),
        ("marta", {"Märta Göransson"}),
        ("lukasz", {"Łukasz Prov"}),
        ("łukasz", {"Łukasz Prov"}),
        ("soren", {"Søren Utkast"}),
        ("strauss", {"Anna Strauß"}),
        ("strauß", {"Anna Strauß"}),
        ("lindström-öberg", {"Maj Lindström-Öberg"}),
        ("lindstromoberg", {"Maj Lindström-Öberg"}),
        ("öberg", {"Maj Lindström-Öberg"}),
        ("o'neill", {"Pat O'Neill"}),
        ("o’neill", {"Pat O'Neill"}),
        ("oneill", {"Pat O'Neill"}),
        ("edouard", {"Zoë Édouard"}),
        ("zoe", {"Zoë Édouard"}),
        ("ås", {"Åsa Sjöström", "Lars Ås", "Asa Sjostrom"}),
        ("ek", {"Bo Ek"}),
        ("von", {"Carl von Prov"}),
        ("nåd", {"Bo Ek"}),
        ("ärla", {"Bo Ek"}),
        ("bo nad", {"Bo Ek"}),
        ("arbetsförmåga", {"Lars Ås"}),
        ("svarm", {"Lars Ås"}),
        ("rättad", {"Bo Ek"}),
        ("felskriven", set()),
        ("voidad", set()),
        ("sjöström finnsinte", set()),
        ("", set()),
        ("  ", set()),
        ("-", set()),
    ],
)
def test_the_name_table(people: Reader, text: str, expected: set[str]) -> None:
    assert set(names(people, text)) == expected


def test_exact_spelling_comes_first(people: Reader) -> None:
    assert names(people, "åsa")[0] == "Åsa Sjöström"
    assert names(people, "asa")[0] == "Asa Sjostrom"


def test_names_come_before_notes_and_in_swedish_order(people: Reader) -> None:
    assert names(people, "sjöström") == ["Ida Sjöström", "Åsa Sjöström", "Asa Sjostrom"]
    assert names(people, "ar")[0] == "Bo Ek"


def test_typing_errors_are_forgiven_only_when_nothing_else_matched(people: Reader) -> None:
    guess = find(people, "sjöstrmö")
    assert guess.guessed
    assert {case.name for case in guess.cases} == {"Åsa Sjöström", "Ida Sjöström", "Asa Sjostrom"}
    assert not find(people, "sjöstr").guessed
    assert find(people, "qzx").total == 0
    assert find(people, "xq").total == 0


def test_a_limit_cuts_and_counts(people: Reader) -> None:
    found = find(people, "sjöström", limit=2)
    assert (len(found.cases), found.total) == (2, 3)


@pytest.mark.parametrize("text", ["skyddad", "hemligsson", "Skyddad Hemligsson", "skydad", "hemligson"])
def test_protected_people_are_not_found_by_name(people: Reader, text: str) -> None:
    assert "Skyddad Hemligsson" not in [case.name for case in find(people, text).cases]
    assert case_ids_by_name(people, text) == ()


def test_protected_people_are_not_found_by_anything_they_have(people: Reader) -> None:
    for text in ("sågverket", "ärla", "arbetsförmåga", number(PROTECTED).text[:8], number(PROTECTED).text[9:]):
        assert "Skyddad Hemligsson" not in [case.name for case in find(people, text).cases], text


def test_protected_people_are_found_by_their_whole_number(people: Reader) -> None:
    text = number(PROTECTED).text
    for spelled in (text, text.replace("-", ""), text[2:], text[2:].replace("-", ""), f" {text} "):
        assert [case.name for case in find(people, spelled).cases] == ["Skyddad Hemligsson"], spelled
    case = find(people, text).cases[0].number
    assert [found.name for found in find(people, case).cases] == ["Skyddad Hemligsson"]


def test_numbers_are_exact(people: Reader) -> None:
    assert [case.name for case in find(people, number(1).text).cases] == ["Lars Ås"]
    assert case_ids_by_number(people, "2026-002") == (2,)
    assert case_ids_by_number(people, "2026-999") == ()
    assert case_ids_by_number(people, number(40).text) == (), "a voided case is left out"


def test_a_case_becomes_protected_and_open_again(key: Key) -> None:
    database = Database(key.folder, key.dek)
    with database.write() as work:
        case = open_case(work, 1, "Vanlig Provsson")
    for protected in (True, False):
        with database.write() as work:
            cases = CaseRepository(work)
            cases.change_facts(cases.get(case.id or 0), {"protected": protected})
        with Reader(key.folder, key.dek) as reader:
            assert find(reader, "vanlig").total == (0 if protected else 1)
    with database.write() as work:
        cases = CaseRepository(work)
        cases.change_facts(cases.get(case.id or 0), {"name": "Ny Testdotter"})
    with Reader(key.folder, key.dek) as reader:
        assert (find(reader, "vanlig").total, find(reader, "testd").total) == (0, 1)
    database.close()


HOSTILE = st.text(st.characters(exclude_categories=[]), max_size=30) | st.text(
    st.sampled_from("\"'*()-+:^{}ANDORNEAT åÅ%_\\\x00 1290"), max_size=30
)


@settings(max_examples=100, deadline=None)
@example("2026-00\ud800")
@given(HOSTILE)
def test_no_text_is_a_mistake_of_the_program(people: Reader, text: str) -> None:
    found = find(people, text)
    assert found.total >= len(found.cases)
    assert "Voidad Sjöström" not in [case.name for case in found.cases]


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(NAMES[:-1]), st.data())
def test_the_start_of_any_word_finds(people: Reader, name: str, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(name.replace("-", " ").split()))
    start = word[: data.draw(st.integers(2, len(word)))]
    assert unicodedata.normalize("NFC", name) in names(people, start)


@pytest.mark.parametrize("text", ["Łódź", "łód", "smørrebrød"])
def test_a_note_with_letters_that_its_index_does_not_fold_is_found_as_typed(key: Key, text: str) -> None:
    database = Database(key.folder, key.dek, demo=True)
    with database.write() as work:
        cases = CaseRepository(work)
        cases.add_note(open_case(work, 71, "Vanlig Testsson"), ON, "Bodde i Łódź, åt smørrebrød.")
    with Reader(key.folder, key.dek) as reader:
        assert find(reader, text).total == 1
    database.close()
