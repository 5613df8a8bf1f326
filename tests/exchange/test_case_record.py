"""One case as it is told everywhere: counts of the day, masked where the identity is protected."""

import json
from datetime import timedelta
from typing import Any

import pytest

from rekotui.base.settings import DEFAULTS
from rekotui.exchange.case_record import degrees, diagnosis, record, shown
from tests.cli.test_list import KEYS
from tests.exchange.stored import ON, case, case_line, signal_line


def test_record_has_the_documented_keys_and_plain_values() -> None:
    whole = record(case())
    assert list(whole) == KEYS
    assert json.loads(json.dumps(whole)) == whole
    assert (whole["age"], whole["day_today"], whole["chain_day"], whole["degree_today"]) == (43, 83, 83, 50)
    assert (whole["first_day"], whole["last_day"]) == ("2026-09-01", "2026-12-22")


def test_a_protected_identity_is_masked_here() -> None:
    hidden = case(protected=True)
    assert [hidden.name, hidden.personnummer, hidden.employer, hidden.phone] == [None] * 4
    text = json.dumps(record(hidden), ensure_ascii=False)
    for secret in ("Testa", "Övningsson", "19830411", "2389", "Provtorps", "070"):
        assert secret not in text


def test_what_is_empty_is_null() -> None:
    whole = record(case(employer="", physician="", unit="", occupation="", occupations=()))
    assert [whole[key] for key in ("employer", "physician", "unit", "occupation")] == [None] * 4


def test_her_work_stands_before_rehabstods_word() -> None:
    assert case().occupation == "Nuvarande arbete, Studier"
    assert case(occupation="vaktmästare").occupation == "vaktmästare"


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "F438A Utmattningssyndrom, M545, F419"),
        ({"co_diagnoses": ()}, "F438A Utmattningssyndrom"),
        ({"diagnosis_text": None}, "F438A, M545, F419"),
        ({"diagnosis_code": None, "diagnosis_text": None, "co_diagnoses": ()}, ""),
    ],
)
def test_diagnosis_as_rehabstod_writes_it(changes: dict[str, Any], text: str) -> None:
    assert diagnosis(case_line(**changes)) == text


def test_the_degree_in_force_where_it_is_known_else_all() -> None:
    assert degrees(case()) == "50 %"
    assert degrees(case(periods=())) == "100 % → 50 %"
    assert degrees(case(periods=(), degrees=())) == ""


def test_after_the_last_day_only_age_is_counted() -> None:
    later = shown(case_line(), ON + timedelta(days=31), DEFAULTS)
    assert later.counts[1:] == (None, None, None, False)


def test_the_next_step_is_a_promise_else_the_most_urgent_signal_else_nothing() -> None:
    signals = (signal_line(), signal_line(title="Intyg slutar", severity=1))
    promised = case(next_on=ON, next_step="Ring Testa")._replace(signals=signals, coded_step="Ringa")
    assert (promised.next_step, promised.step_without_names, promised.next_date) == ("Ring Testa", "Ringa", ON)
    quiet = case()._replace(signals=signals)
    assert (quiet.next_step, quiet.next_date) == ("Kedjan vidgas dag 91", ON + timedelta(days=8))
    assert quiet.step_without_names == quiet.next_step
    assert quiet.signals_in_short == "Kedjan vidgas dag 91 (+1)"
    assert (case().next_step, case().next_date, case().signals_in_short) == (None, None, None)


def test_what_she_wrote_of_a_protected_identity_is_told_in_code_words() -> None:
    hidden = case(protected=True, next_on=ON, next_step="Ring Testa")
    assert hidden._replace(coded_step="Ringa").next_step == "Ringa"
    assert hidden.next_step is None


def test_a_signal_has_its_words_and_its_ground() -> None:
    (told,) = record(case()._replace(signals=(signal_line(source="SFB 27 kap. 47 §"),)))["signals"]  # type: ignore[misc]
    assert told == {
        "rule": "chain_90",
        "severity": "today",
        "since": "2026-11-22",
        "until": None,
        "text": "Kedjan vidgas dag 91: Dag 91 är 2026-11-30.",
        "source": "SFB 27 kap. 47 §",
    }
