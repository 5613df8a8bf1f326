"""One case as it is told everywhere: counts of the day, masked where the identity is protected."""

import json
from datetime import timedelta
from typing import Any

import pytest

from rekotui.base.settings import DEFAULTS
from rekotui.exchange.case_record import degrees, diagnosis, record, shown
from tests.cli.test_list import KEYS
from tests.exchange.stored import ON, case, case_line


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
