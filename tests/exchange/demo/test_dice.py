"""Draws that fall the same way everywhere and stay within what was asked for."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from rekotui.exchange.demo.dice import Dice, Weights


def test_a_seed_always_gives_the_same_draws():
    dice = Dice("7:3")
    assert [dice.below(1000) for _ in range(8)] == DRAWS


@given(seed=st.text(max_size=5), least=st.integers(-50, 50), width=st.integers(0, 100))
def test_draws_stay_within_their_span(seed, least, width):
    dice = Dice(seed)
    for draw in (dice.between, dice.low):
        assert all(least <= draw(least, least + width) <= least + width for _ in range(20))


@given(seed=st.text(max_size=5), count=st.integers(0, 12))
def test_some_gives_different_choices(seed, count):
    drawn = Dice(seed).some("abcdefgh", count)
    assert len(drawn) == len(set(drawn)) == min(count, 8)


def test_weighted_follows_the_weights():
    dice, weights = Dice("weights"), Weights((("often", 90), ("never", 0), ("seldom", 10)))
    drawn = Counter(dice.weighted(weights) for _ in range(2000))
    assert set(drawn) == {"often", "seldom"}
    assert 100 < drawn["seldom"] < 300


def test_low_prefers_small_numbers():
    dice = Dice("low")
    drawn = sorted(dice.low(0, 99) for _ in range(1001))
    assert 15 <= drawn[500] <= 35


def test_chance_never_and_always():
    dice = Dice("chance")
    assert not any(dice.chance(0) for _ in range(200))
    assert all(dice.chance(100) for _ in range(200))


DRAWS = [774, 136, 40, 184, 658, 769, 171, 272]
