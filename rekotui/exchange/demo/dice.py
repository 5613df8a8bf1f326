"""Chance that falls the same way everywhere.

Only `Random.random()` of a text seed is drawn: Python promises that sequence for all versions, while `choice`
and its kin may change (documentation of the random module, "Notes on Reproducibility").
"""

import random
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Weights(Generic[T]):
    """Choices and how often each comes, in whole parts; added up once, since it is asked often."""

    def __init__(self, choices: Iterable[tuple[T, int]]) -> None:
        pairs = tuple(choices)
        self.choices = tuple(choice for choice, _ in pairs)
        self.ends = tuple(accumulate(weight for _, weight in pairs))


class Dice:
    """Draws from one text seed; the same seed and the same questions give the same answers."""

    def __init__(self, seed: str) -> None:
        self._draw = random.Random(seed).random

    def below(self, limit: int) -> int:
        """Return 0 ≤ n < limit."""
        return int(self._draw() * limit)

    def between(self, least: int, most: int) -> int:
        """Return least ≤ n ≤ most, all equally likely."""
        return least + int(self._draw() * (most - least + 1))

    def low(self, least: int, most: int) -> int:
        """Return least ≤ n ≤ most, small numbers more likely (the median lies at a quarter of the span)."""
        drawn = self._draw()
        return least + int(drawn * drawn * (most - least + 1))

    def chance(self, percent: int) -> bool:
        """Say yes in `percent` of a hundred draws."""
        return self._draw() * 100 < percent

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of the choices."""
        return choices[int(self._draw() * len(choices))]

    def weighted(self, weights: Weights[T]) -> T:
        """Return one of the choices, each as often as its weight says."""
        ends = weights.ends
        return weights.choices[bisect_right(ends, int(self._draw() * ends[-1]))]

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """Return `count` different choices (all of them when there are fewer), in drawn order."""
        left = list(choices)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]
