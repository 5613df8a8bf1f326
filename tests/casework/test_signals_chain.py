"""Rows 13–16 and 20 of table H: the steps of the chain, at their boundaries, for every group."""

import pytest

from rekotui.casework.case_facts import ContactFact
from rekotui.casework.rules import effective_rules
from tests.casework.signal_cases import case, day, leave, of_rule, on, stages

PLAIN = leave("2026-01-12", "2027-12-31")
SEEN_AT_ONCE = leave("2026-01-12", "2027-12-31", ("2026-01-14", "2026-01-12", "2027-12-31"))


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-03-26", None),  # day 74
        ("2026-03-27", "ahead"),  # day 75
        ("2026-04-01", "ahead"),  # day 80
        ("2026-04-02", "near"),  # day 81
        ("2026-04-11", "near"),  # day 90
        ("2026-04-12", "passed"),  # day 91
        ("2026-04-13", "passed"),
        ("2026-04-25", "passed"),  # 14 days from day 91
        ("2026-04-26", None),
    ],
)
def test_row_13_chain_90_at_its_boundaries(text, stage):
    assert on(case(PLAIN), "chain_90", text) == stage
    assert on(case(SEEN_AT_ONCE), "chain_90", text) == stage


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-05-30", None),  # day 139
        ("2026-05-31", "ahead"),  # day 140
        ("2026-06-09", "ahead"),  # day 149
        ("2026-06-10", "ready"),  # day 150
        ("2026-06-30", "ready"),  # day 170
        ("2026-07-01", "near"),  # day 171
        ("2026-07-10", "near"),  # day 180
        ("2026-07-11", "passed"),  # day 181
        ("2026-07-24", "passed"),
        ("2026-07-25", None),
    ],
)
def test_row_14_chain_180_at_its_boundaries(text, stage):
    assert on(case(PLAIN), "chain_180", text) == stage


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-11-26", None),  # day 319
        ("2026-11-27", "ahead"),  # day 320
        ("2026-12-07", "ready"),  # day 330
        ("2027-01-01", "ready"),  # day 355
        ("2027-01-02", "near"),  # day 356
        ("2027-01-11", "near"),  # day 365
        ("2027-01-12", "passed"),  # day 366
        ("2027-01-25", "passed"),
        ("2027-01-26", None),
    ],
)
def test_row_15_chain_365_at_its_boundaries(text, stage):
    assert on(case(PLAIN), "chain_365", text) == stage


def test_row_13_to_15_say_the_days_of_the_plain_vector():
    texts = {one.rule: one for one in of_rule(case(PLAIN), "chain_90") + of_rule(case(PLAIN), "chain_365")}
    assert texts["chain_90"].due_on == day("2026-04-12")
    assert "sön 2026-04-12" in texts["chain_90"].text
    assert texts["chain_90"].facts == {
        "first_day": "2026-01-12",
        "day": 91,
        "date": "2026-04-12",
        "forecast_day": False,
    }
    assert texts["chain_365"].due_on == day("2027-01-12")
    assert texts["chain_90"].law == "SFB 27 kap. 47 §"


def test_row_13_chain_90_over_a_leap_day():
    plain = leave("2027-12-20", "2028-12-31")
    assert stages(case(plain, opened="2027-12-20"), "chain_90") == [
        ("2028-03-03", "2028-03-08", "ahead"),
        ("2028-03-09", "2028-03-18", "near"),
        ("2028-03-19", "2028-04-01", "passed"),
    ]


def test_row_13_chain_90_counts_part_time_as_whole_days():
    half = leave("2026-01-12", "2026-12-31", degree=25)
    assert stages(case(half), "chain_90") == stages(case(PLAIN), "chain_90")


def test_row_13_chain_90_counts_overlapping_certificates_once():
    both = case(leave("2026-01-12", "2026-03-31"), leave("2026-03-01", "2026-12-31"))
    assert stages(both, "chain_90") == stages(case(PLAIN), "chain_90")


def test_row_13_chain_90_over_a_gap_of_89_free_days_and_not_of_90():
    """The vectors "chain gap 89" and "chain gap 90" of domain rules B.1."""
    first = leave("2026-01-01", "2026-01-31")
    kept = case(first, leave("2026-05-01", "2026-07-31"), opened="2026-01-01")
    broken = case(first, leave("2026-05-02", "2026-08-31"), opened="2026-01-01")
    assert [one.due_on for one in of_rule(kept, "chain_90")][-1] == day("2026-06-29")
    assert [one.due_on for one in of_rule(broken, "chain_90")][-1] == day("2026-07-31")
    assert on(kept, "chain_90", "2026-06-13") == "ahead"  # day 75
    assert on(broken, "chain_90", "2026-06-13") is None


def test_row_13_chain_90_beyond_the_certificate_is_a_forecast_and_never_passes():
    """A certificate to day 85: the step is told as a forecast, two weeks on, but not said to have come."""
    short = case(leave("2026-01-12", "2026-04-06"))
    assert stages(short, "chain_90") == [("2026-03-27", "2026-04-01", "ahead"), ("2026-04-02", "2026-04-11", "near")]
    assert all("(prognos)" in one.text for one in of_rule(short, "chain_90"))
    shorter = case(leave("2026-01-12", "2026-03-20"))  # day 68; day 81 is 13 days later
    assert [stage for _, _, stage in stages(shorter, "chain_90")] == ["ahead", "near"]
    assert stages(case(leave("2026-01-12", "2026-03-12")), "chain_90") == []  # day 60: day 75 is too far


def test_row_13_chain_90_when_a_certificate_arrives_late():
    """It is seen on 20 May that she has been ill since January: the step is told for two weeks from then."""
    late = case(leave("2026-01-12", "2026-08-31", ("2026-05-20", "2026-01-12", "2026-08-31")))
    assert on(late, "chain_90", "2026-06-02") == "passed"
    assert on(late, "chain_90", "2026-06-03") is None


def test_row_13_chain_90_when_the_first_day_moves_backwards():
    seen = (("2026-02-02", "2026-02-01", "2026-08-31"), ("2026-05-20", "2026-01-12", "2026-08-31"))
    moved = case(leave("2026-01-12", "2026-08-31", *seen))
    told = case(
        leave("2026-02-01", "2026-08-31"), earlier_first_day="2026-01-12", earlier_first_day_said_on="2026-05-20"
    )
    for facts in (moved, told):
        assert on(facts, "chain_90", "2026-04-12") == "passed"
        assert on(facts, "chain_90", "2026-06-02") == "passed"
        assert on(facts, "chain_90", "2026-06-03") is None
    before = case(leave("2026-02-01", "2026-08-31"))
    assert {one.key for one in of_rule(before, "chain_90")} != {one.key for one in of_rule(moved, "chain_90")}


def test_row_13_chain_90_is_settled_by_a_talk_with_the_employer():
    def talked(text, party="arbetsgivare", held=True):
        return case(PLAIN, contacts=(ContactFact(day(text), held, party),), follow_ups=())

    assert stages(talked("2026-04-07"), "chain_90")[-1] == ("2026-04-02", "2026-04-06", "near")
    assert on(talked("2026-03-20"), "chain_90", "2026-04-07") == "near"  # before the warning
    assert stages(talked("2026-03-27"), "chain_90") == []  # on the day of the warning
    assert on(talked("2026-04-07", party="patient"), "chain_90", "2026-04-07") == "near"
    assert on(talked("2026-04-07", held=False), "chain_90", "2026-04-07") == "near"


@pytest.mark.parametrize(("opened", "stage"), [("2026-04-12", "passed"), ("2026-04-13", None)])
def test_row_13_chain_90_is_quiet_if_it_passed_before_the_case_was_taken_up(opened, stage):
    assert on(case(PLAIN, opened=opened), "chain_90", "2026-04-13") == stage


def test_row_13_to_15_begin_when_the_case_is_taken_up():
    assert stages(case(PLAIN, opened="2026-04-05"), "chain_90")[0] == ("2026-04-05", "2026-04-11", "near")


@pytest.mark.parametrize(
    ("occupations", "said", "expected"),
    [
        (("Nuvarande arbete",), None, {"chain_90", "chain_180", "chain_365"}),
        ((), None, {"chain_90", "chain_180", "chain_365"}),  # unknown counts as employed
        (("Nuvarande arbete", "Studier"), None, {"chain_90", "chain_180", "chain_365"}),
        (("Arbetssökande",), None, set()),
        (("Föräldraledighet",), None, set()),
        (("Studier",), None, set()),
        (("Nuvarande arbete",), "self_employed", {"chain_group", "chain_365"}),
        (("Nuvarande arbete",), "on_call", {"chain_group"}),
        (("Arbetssökande",), "employed", {"chain_90", "chain_180", "chain_365"}),
    ],
)
def test_row_20_each_group_has_its_own_chain(occupations, said, expected):
    facts = case(PLAIN, occupations=occupations, group_said=said)
    found = {rule for rule in ("chain_90", "chain_180", "chain_365", "chain_group") if of_rule(facts, rule)}
    assert found == expected


def test_row_20_self_employed_meet_the_market_on_day_181():
    facts = case(PLAIN, group_said="self_employed")
    assert on(facts, "chain_group", "2026-05-30") is None
    assert on(facts, "chain_group", "2026-05-31") == "self_employed_ahead"
    assert on(facts, "chain_group", "2026-06-10") == "self_employed_ready"
    assert on(facts, "chain_group", "2026-07-10") == "self_employed_near"
    assert on(facts, "chain_group", "2026-07-11") == "self_employed_passed"
    assert on(facts, "chain_group", "2026-07-25") is None
    assert on(facts, "chain_365", "2027-01-12") == "passed"


def test_row_20_on_call_meets_the_market_on_day_91_unless_shifts_are_agreed():
    facts = case(PLAIN, group_said="on_call")
    assert on(facts, "chain_group", "2026-03-26") is None
    assert on(facts, "chain_group", "2026-03-27") == "on_call_ahead"
    assert on(facts, "chain_group", "2026-04-11") == "on_call_near"
    assert on(facts, "chain_group", "2026-04-12") == "on_call_passed"
    agreed = case(PLAIN, group_said="on_call", agreed_shifts=True)
    assert of_rule(agreed, "chain_group") == []
    assert on(agreed, "chain_90", "2026-04-12") == "passed"


def test_row_20_at_pension_age_the_steps_are_others():
    """Born 1961: earliest age 63 in 2024, guarantee age 67 in 2028."""
    facts = case(PLAIN, birth_date="1961-06-15")
    assert on(facts, "chain_90", "2026-04-12") == "passed"
    assert of_rule(facts, "chain_180") == of_rule(facts, "chain_365") == []
    assert on(facts, "chain_group", "2026-07-10") == "pension_age_near"
    assert on(facts, "chain_group", "2026-07-11") == "pension_age_passed"
    firm = case(PLAIN, birth_date="1961-06-15", group_said="self_employed")
    assert on(firm, "chain_group", "2026-07-11") == "pension_age_passed"


@pytest.mark.parametrize(
    ("born", "rule"),
    [
        ("1962-06-30", "chain_group"),  # 63 on day 181 itself
        ("1962-07-01", "chain_180"),  # 63 the day after
        ("1959-07-01", "chain_group"),  # 66, the guarantee age, the day after
        ("1959-06-30", "chain_180"),  # 66 on day 181: 49 d holds no longer
    ],
)
def test_row_20_pension_age_is_taken_on_the_day_of_the_step(born, rule):
    """Ill since 1 January 2025: day 181 is 30 June."""
    facts = case(leave("2025-01-01", "2025-12-31"), opened="2025-01-01", birth_date=born)
    assert {one for one in ("chain_180", "chain_group") if of_rule(facts, one)} == {rule}


@pytest.mark.parametrize(("months", "shown"), [(None, False), (17, True), (18, True), (19, False), (24, False)])
def test_row_16_special_reasons_if_a_return_is_expected_before_day_550(months, shown):
    """Day 550 is 2027-07-15; 18 months give a return on 2027-07-12, 19 months on 2027-08-12."""
    facts = case(PLAIN, expected_months=months, expected_said_on="2026-03-01" if months else None)
    assert bool(of_rule(facts, "special_reasons")) is shown


@pytest.mark.parametrize(("days", "shown"), [(548, True), (549, False)])
def test_row_16_special_reasons_at_the_boundary(days, shown):
    """548 days give a return on day 549, before day 550; 549 days a return on day 550 itself."""
    facts = case(PLAIN, expected_days=days, expected_said_on="2026-03-01")
    assert bool(of_rule(facts, "special_reasons")) is shown


def test_row_16_special_reasons_are_told_while_a_step_is_near():
    facts = case(PLAIN, expected_days=500, expected_said_on="2026-03-01")
    assert stages(facts, "special_reasons") == [
        ("2026-05-31", "2026-07-10", "info"),  # day 140 to 180
        ("2026-11-27", "2027-01-11", "info"),  # day 320 to 365
    ]
    assert "2027-07-15" in of_rule(facts, "special_reasons")[0].title
    short = case(PLAIN, expected_days=150, expected_said_on="2026-03-01")
    assert stages(short, "special_reasons") == [("2026-05-31", "2026-06-10", "info")]


def test_row_13_days_may_be_set_and_the_stages_stay_in_order():
    rules = effective_rules(overrides={"chain_90.warn_day": 60, "chain_90.urgent_day": 90, "chain_90.after_days": 1})
    assert stages(case(PLAIN), "chain_90", rules) == [
        ("2026-03-12", "2026-04-10", "ahead"),
        ("2026-04-11", "2026-04-11", "near"),
        ("2026-04-12", "2026-04-12", "passed"),
    ]


def test_row_16_says_when_a_return_is_expected():
    facts = case(PLAIN, expected_days=500, expected_said_on="2026-03-01")
    first = of_rule(facts, "special_reasons")[0]
    assert (first.due_on, first.facts["return_on"]) == (day("2027-05-27"), "2027-05-27")
