"""Asking about many people at once: SQLite bounds the number of parameters of a statement."""

from collections.abc import Collection, Iterator

_AT_ONCE = 500


def in_parts(values: Collection[str]) -> Iterator[tuple[str, list[str]]]:
    """Give the values in parts, each with the marks that stand for them: `where x in ({marks})`."""
    wanted = list(values)
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        yield ", ".join("?" * len(part)), part
