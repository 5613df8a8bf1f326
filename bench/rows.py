"""What is measured against what: the rows of the table, and the table itself."""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

HEADINGS = ("what", "measured", "ratio", "budget", "verdict")


class Row(NamedTuple):
    """One budget of docs/architecture.md. `figure` is what the budget speaks of: a ratio, milliseconds or megabytes.

    A row without a figure stands for something that is not built or cannot be measured here; `note` says which.
    """

    what: str
    figure: float | None
    limit: float
    unit: str
    measured: str = ""
    least: float = 0.0
    note: str = ""

    @property
    def is_ok(self) -> bool:
        """Whether the budget is kept; what was not measured breaks nothing."""
        return self.figure is None or self.least <= self.figure <= self.limit

    @property
    def verdict(self) -> str:
        """Return "ok", or by how much the budget is missed."""
        if self.figure is None or self.is_ok:
            return self.note or "ok"
        edge = self.limit if self.figure > self.limit else self.least
        share = self.figure / edge - 1
        return f"{'OVER' if share > 0 else 'UNDER'} by {abs(share):.0%}" + (f" ({self.note})" if self.note else "")

    def cells(self) -> tuple[str, ...]:
        """Return the row's cells, as HEADINGS name them."""
        is_ratio = self.unit.startswith("×")
        ratio = f"{self.figure:.2f} {self.unit}" if is_ratio and self.figure is not None else ""
        least = f"{self.least:g}-" if self.least else "≤ "
        return self.what, self.measured, ratio, f"{least}{self.limit:g} {self.unit}", self.verdict


def ratio(what: str, times: Sequence[float], base: Sequence[float], limit: float, of: str, note: str = "") -> Row:
    """Return the row of a budget that is a ratio of medians; times are in seconds."""
    return Row(what, median(times) / median(base), limit, f"× {of}", shown(median(times)), note=note)


def time(what: str, seconds: float, limit: float, *, least: float = 0.0, note: str = "") -> Row:
    """Return the row of a budget in milliseconds, given seconds."""
    return Row(what, seconds * 1000, limit, "ms", shown(seconds), least, note)


def memory(what: str, megabytes: float, limit: float) -> Row:
    """Return the row of a budget in megabytes."""
    return Row(what, megabytes or None, limit, "MB", f"{megabytes:.0f} MB", note="" if megabytes else "not measured")


def missing(what: str, limit: float, unit: str, note: str) -> Row:
    """Return the row of a budget that cannot be measured now, and why."""
    return Row(what, None, limit, unit, note=note)


def shown(seconds: float) -> str:
    """Return a time as one reads it."""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def render(rows: Sequence[Row]) -> str:
    """Return the rows as one table in plain text."""
    lines = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(len(line[index]) for line in lines) for index in range(len(HEADINGS))]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )
