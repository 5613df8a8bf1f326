"""Chance that falls the same way everywhere.

Only `Random.random()` of a text seed is drawn: Python promises that sequence for all versions, while `choice`,
`shuffle` and their kin may change (documentation of the random module, "Notes on Reproducibility").
"""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws from one text seed; the same seed and the same questions give the same answers."""

    def __init__(self, seed: str) -> None:
        self._draw = random.Random(seed).random

    def below(self, limit: int) -> int:
        """Return 0 ≤ n < limit."""
        return int(self._draw() * limit)

    def between(self, least: int, most: int) -> int:
        """Return least ≤ n ≤ most, all equally likely."""
        return least + self.below(most - least + 1)

    def low(self, least: int, most: int) -> int:
        """Return least ≤ n ≤ most, small numbers more likely (the median lies at a quarter of the span)."""
        drawn = self._draw()
        return least + int(drawn * drawn * (most - least + 1))

    def chance(self, percent: int) -> bool:
        """Say yes in `percent` of a hundred draws."""
        return self.below(100) < percent

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of the choices."""
        return choices[self.below(len(choices))]

    def weighted(self, choices: Sequence[tuple[T, int]]) -> T:
        """Return one of the choices, each as often as the whole number beside it says."""
        left = self.below(sum(weight for _, weight in choices))
        for choice, weight in choices:
            left -= weight
            if left < 0:
                return choice
        raise AssertionError("weights are positive")

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """Return `count` different choices (all of them when there are fewer), in drawn order."""
        left = list(choices)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]
