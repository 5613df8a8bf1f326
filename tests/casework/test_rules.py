"""The numbers of the rules: what a unit may set, within which bounds, and what tells that something has changed."""

import pytest

from rekotui.base.errors import WrongUseError
from rekotui.base.settings import DEFAULTS, Settings
from rekotui.casework.rules import adjustable, check_override, effective_rules, fingerprint, shipped_rules

RULES = effective_rules()
NAMES = {one.name: one for one in adjustable(RULES)}


def test_without_settings_the_rules_are_those_that_ship():
    assert effective_rules() == shipped_rules()


def test_an_own_number_takes_the_place_of_the_shipped_one():
    own = effective_rules(overrides={"chain_90.warn_day": 70})
    assert (own["chain_90"].n("warn_day"), RULES["chain_90"].n("warn_day")) == (70, 75)
    assert own["chain_180"] == RULES["chain_180"]
    changed = {one.name: one.value for one in adjustable(own)}
    assert changed == {**{name: one.value for name, one in NAMES.items()}, "chain_90.warn_day": 70}


@pytest.mark.parametrize(
    "overrides",
    [
        {"chain_90.warn_day": 0},
        {"chain_90.warn_day": 80},
        {"chain_90.warn_day": "70"},
        {"chain_90.warn_day": 70.5},
        {"chain_90.warn_day": True},
        {"chain_90.warn_day": None},
        {"chain_90.last_day": 100},  # the law's own
        {"normal_level.paid_days": 1},
        {"no_rule.days": 3},
        {"idle_minutes": 10},
        {"ages_1963.earliest": 70},
        {"ages_1965.earliest": 200},
    ],
)
def test_a_stored_number_that_does_not_fit_is_left_out(overrides):
    assert effective_rules(overrides=overrides) == RULES


def test_settings_of_other_parts_come_from_there():
    own = effective_rules(Settings(gap_days=3, early_warn_days=50, assignment_warn_days=20, review_interval_days=14))
    assert own.n("gap_days") == 3
    assert own["identify_early"].n("warn_day") == 50
    assert own["assignment"].n("warn_days") == 20
    assert own["review_due"].n("days") == 14
    assert effective_rules(overrides={"identify_early.warn_day": 50}) == RULES
    assert {"gap_days", "early_warn_days", "review_interval_days"} <= set(NAMES)
    assert effective_rules(Settings(gap_days=1000)).n("gap_days") == DEFAULTS.gap_days


def test_every_number_that_may_be_set_is_accepted_at_its_bounds_and_refused_beyond():
    for name, one in NAMES.items():
        assert check_override(RULES, name, one.least) == one.least
        assert check_override(RULES, name, one.most) == one.most
        for value in (one.least - 1, one.most + 1):
            with pytest.raises(WrongUseError) as refused:
                check_override(RULES, name, value)
            assert one.label in str(refused.value)
            assert str(one.least) in str(refused.value)
            assert str(one.most) in str(refused.value)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("chain_90.last_day", "fixed_number"),
        ("ages_1963.earliest", "fixed_number"),
        ("general.chain_gap_days", "fixed_number"),
        ("nonsense", "unknown_setting"),
    ],
)
def test_what_may_not_be_set_is_refused_in_words(name, key):
    with pytest.raises(WrongUseError) as refused:
        check_override(RULES, name, 5)
    assert refused.value.key == key


def test_the_fingerprint_tells_every_change_and_nothing_else():
    prints = {
        fingerprint(effective_rules(overrides={name: one.least if one.value != one.least else one.most}))
        for name, one in NAMES.items()
        if "." in name
    }
    assert len(prints) == len([name for name in NAMES if "." in name])
    assert fingerprint(RULES) not in prints
    assert fingerprint(RULES) == fingerprint(effective_rules(DEFAULTS, {"no_rule.days": 3}))
    assert fingerprint(RULES) != fingerprint(effective_rules(Settings(gap_days=4)))
    assert fingerprint(RULES) == fingerprint(effective_rules(Settings(idle_minutes=1)))
