"""Which facts a list may set: what she has corrected stands until the list itself says something new."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekotui.casework.list_facts import changed_facts, facts_of, identity_from_list
from rekotui.casework.personnummer import check_digit

ROW: dict[str, object] = {
    "personnummer": "19830411-2389",
    "name": "Testa Övningsson",
    "physician": "Åsa Låtsasdoktor",
    "occupations": ["Studier"],
    "diagnosis_code": "F438A",
    "diagnosis_text": "Utmattningssyndrom",
    "diagnosis_state": "ok",
    "co_diagnoses": ["M545"],
}
FACTS = {key: value for key, value in ROW.items() if key not in ("personnummer", "diagnosis_state")}
DIAGNOSIS = {"diagnosis_code", "diagnosis_text", "co_diagnoses"}


def test_a_row_states_its_facts() -> None:
    assert facts_of(ROW) == FACTS


@pytest.mark.parametrize("field", FACTS)
def test_what_a_row_does_not_say_is_no_fact(field: str) -> None:
    assert field not in facts_of(ROW | {field: None})


def test_no_other_diagnoses_is_something_a_list_says() -> None:
    assert facts_of(ROW | {"co_diagnoses": []})["co_diagnoses"] == []


def test_no_other_diagnoses_is_a_fact_where_there_is_a_diagnosis() -> None:
    assert facts_of(ROW | {"co_diagnoses": []})["co_diagnoses"] == []
    assert "co_diagnoses" not in facts_of(ROW | {"co_diagnoses": [], "diagnosis_code": None, "diagnosis_state": "cut"})


@pytest.mark.parametrize(
    ("state", "hidden"), [("cut", {"diagnosis_code", "diagnosis_text"}), ("not_shared", DIAGNOSIS)]
)
def test_an_unreadable_diagnosis_is_no_fact(state: str, hidden: set[str]) -> None:
    assert set(FACTS) - set(facts_of(ROW | {"diagnosis_state": state})) == hidden


def test_another_code_without_its_name_takes_the_old_name_away() -> None:
    nameless = ROW | {"diagnosis_code": "Z99X9", "diagnosis_text": None}
    assert changed_facts(FACTS, nameless, ROW) == {"diagnosis_code": "Z99X9", "diagnosis_text": None}


def test_the_same_code_without_its_name_keeps_the_name() -> None:
    assert changed_facts(FACTS, ROW | {"diagnosis_text": None}, ROW) == {}


def test_what_she_corrected_stands_until_the_list_says_something_new() -> None:
    corrected = {**FACTS, "physician": "Rätt Läkare"}
    assert changed_facts(corrected, ROW, ROW) == {}
    anew = ROW | {"physician": "Ny Läkare"}
    assert changed_facts(corrected, anew, ROW) == {"physician": "Ny Läkare"}


def test_what_is_empty_is_filled() -> None:
    assert changed_facts({**FACTS, "physician": ""}, ROW, ROW) == {"physician": "Åsa Låtsasdoktor"}
    assert changed_facts({}, ROW, None) == FACTS


def test_a_hidden_column_changes_nothing() -> None:
    assert changed_facts(FACTS, {"personnummer": ROW["personnummer"]}, ROW) == {}


@given(
    st.dictionaries(st.sampled_from(sorted(FACTS)), st.none() | st.just("nytt")),
    st.sampled_from(["ok", "cut", "not_shared"]),
)
def test_following_a_list_twice_changes_nothing_more(changes: dict[str, object], state: str) -> None:
    new = {**ROW, "diagnosis_state": state, **changes}
    after = {**FACTS, **changed_facts(FACTS, new, ROW)}
    assert changed_facts(after, new, ROW) == {}
    assert changed_facts(after, new, new) == {}


def test_identity_is_rehabstods_own() -> None:
    on = date(2026, 6, 15)
    right = identity_from_list("19830411-2389", on)
    assert (right.kind, right.birth_date, right.sex, right.is_test) == (
        "personnummer",
        date(1983, 4, 11),
        "Kvinna",
        True,
    )
    wrong = f"19830411-238{(int(check_digit('830411238')) + 1) % 10}"
    taken = identity_from_list(wrong, on)
    assert (taken.text, taken.birth_date, taken.sex, taken.is_test) == (wrong, date(1983, 4, 11), "Kvinna", True)
    coordination = identity_from_list("19830471-2390", on)
    assert (coordination.kind, coordination.birth_date) == ("samordningsnummer", date(1983, 4, 11))
    assert identity_from_list("19830231-2390", on).birth_date is None
    assert not identity_from_list("19830411-1000", on).is_test


def test_an_overlong_text_is_cut_so_that_it_holds_up_no_list() -> None:
    stated = facts_of(ROW | {"name": "Lång " * 60, "diagnosis_text": "ö" * 500})
    assert len(str(stated["name"])) <= 200
    assert str(stated["diagnosis_text"]).endswith("…")
    assert len(str(stated["diagnosis_text"])) == 200
