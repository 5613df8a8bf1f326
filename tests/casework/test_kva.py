"""KVÅ codes: what is proposed, what is accepted, what is warned about."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekotui.base.errors import WrongUseError
from rekotui.casework import contact, kva
from rekotui.content.load import load_toml

ON = date(2026, 11, 22)


def test_the_confirmed_codes_are_those_in_use():
    assert [code.code for code in kva.codes().values() if code.enabled] == ["GC001", "DV077", "AW026", "AW020"]
    assert kva.codes()["GC001"].valid_from == date(2018, 1, 1)
    assert kva.codes()["UV117"].valid_to == date(2017, 12, 31)
    assert "UW013" not in kva.codes()


@pytest.mark.parametrize(
    ("part", "party", "outcome", "outside", "proposed"),
    [
        ("personligt_stod", "patient", "held", "", ("GC001",)),
        ("intern_samordning", "lakare", "held", "", ("GC001",)),
        ("extern_samverkan", "arbetsgivare", "held", "", ("GC001",)),
        ("extern_samverkan", "arbetsgivare", "held", "xs999", ("GC001", "XS999")),
        ("intern_samordning", "lakare", "held", "XS999", ("GC001",)),
        ("extern_samverkan", "patient", "held", "XS999", ("GC001",)),
        ("extern_samverkan", "arbetsgivare", "held", "GC001", ("GC001",)),
        ("personligt_stod", "patient", "booked", "XS999", ()),
        ("personligt_stod", "patient", "no_answer", "", ()),
        ("personligt_stod", "patient", "did_not_come", "", ()),
    ],
)
def test_what_is_proposed(part, party, outcome, outside, proposed):
    assert kva.default_codes(part, party, outcome, outside) == proposed


def test_every_part_of_the_law_has_a_code_that_holds_today():
    for part in contact.parts():
        proposed = kva.default_codes(part, "annan")
        assert proposed
        assert kva.warnings(proposed, ON) == ()


def test_the_plan_has_its_codes():
    assert (kva.plan_codes(kva.PLAN_MADE), kva.plan_codes(kva.PLAN_FOLLOWED)) == (("DV077",), ("AW026",))


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("", ()),
        ("gc001", ("GC001",)),
        ("GC001, xs007;GC001", ("GC001", "XS007")),
        (["GC001", "AW026 AW020"], ("GC001", "AW026", "AW020")),
    ],
)
def test_codes_are_written_in_one_way(typed, codes):
    assert kva.check_codes(typed) == codes


@pytest.mark.parametrize("typed", ["GC1", "GC0011", "ring", "GC001 [/]", "ÅC001", "GC00١"])
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(WrongUseError) as refused:
        kva.check_codes(typed)
    assert refused.value.key == "bad_kva"


def test_too_many_codes_are_a_slip():
    with pytest.raises(WrongUseError) as refused:
        kva.check_codes(f"XS00{n}" for n in range(kva.MOST_CODES + 1))
    assert refused.value.key == "many_kva"


@pytest.mark.parametrize(
    ("code", "on", "outside", "says"),
    [
        ("GC001", date(2018, 1, 1), "", ""),
        ("GC001", date(2017, 12, 31), "", "gäller först från 2018-01-01"),
        ("UV117", date(2017, 12, 31), "", ""),
        ("UV117", date(2018, 1, 1), "", "slutade gälla 2017-12-31"),
        ("DV077", date(2015, 1, 1), "", ""),
        ("XS999", ON, "", "finns inte i programmets tabell"),
        ("XS999", ON, "XS999", ""),
    ],
)
def test_warnings(code, on, outside, says):
    found = kva.warnings([code], on, outside)
    assert len(found) == bool(says)
    assert all(says in sentence and code in sentence for sentence in found)


@given(st.sampled_from(sorted(kva.codes())), st.dates())
def test_a_warning_is_exactly_a_day_outside(code, on):
    known = kva.codes()[code]
    outside = bool((known.valid_from and on < known.valid_from) or (known.valid_to and on > known.valid_to))
    assert bool(kva.warnings([code], on)) == outside


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"code": "GC1"}, "is no code"),
        ({"text": " "}, "no text"),
        ({"mark": "E"}, "no mark"),
        ({"parts": ["other"]}, "no such part"),
        ({"moment": "whenever"}, "no such moment"),
        ({"valid_from": date(2020, 1, 2), "valid_to": date(2020, 1, 1)}, "ends before it begins"),
        ({"code": "DV077"}, "stands twice"),
    ],
)
def test_a_mistake_in_the_file_is_named(change, says):
    first, *rest = load_toml("kva.toml")["code"]
    with pytest.raises(ValueError, match=says):
        kva.codes_from({"code": [{**first, **change}, *rest]})


def test_what_is_not_confirmed_says_so():
    """A code without a confirmed first day, or with mark C or D, tells what to ask about (domain rules C)."""
    for code in kva.codes().values():
        if code.mark != "B" or (code.valid_from is None and code.valid_to is None):
            assert code.unsure, code.code
