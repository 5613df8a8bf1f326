"""Tables at the prompt: one line a row at any width, the case number last to go."""

from hypothesis import given
from hypothesis import strategies as st

from rekotui.cli.table_fit import GAP, Column, fit

COLUMNS = (
    Column("Ärende"),
    Column("Namn", least=10),
    Column("Ålder", priority=1),
    Column("Läkare", least=8, priority=2),
)
NATURAL = (8, 24, 5, 30)


def total(widths: tuple[int, ...]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def test_with_room_everything_is_whole() -> None:
    assert fit(COLUMNS, NATURAL, 100) == ((0, 1, 2, 3), NATURAL)


def test_the_widest_gives_way_first() -> None:
    assert fit(COLUMNS, NATURAL, 60) == ((0, 1, 2, 3), (8, 20, 5, 21))


def test_the_least_important_goes_when_cutting_is_not_enough() -> None:
    assert fit(COLUMNS, NATURAL, 32) == ((0, 1, 3), (8, 10, 10))
    assert fit(COLUMNS, NATURAL, 22) == ((0, 1), (8, 12))


@given(st.lists(st.integers(1, 60), min_size=4, max_size=4), st.integers(1, 200))
def test_it_fits_wherever_it_can(natural: list[int], room: int) -> None:
    found = fit(COLUMNS, natural, room)
    assert total(found.widths) <= room or len(found.shown) == 1
    assert all(width <= natural[index] for index, width in zip(found.shown, found.widths, strict=True))
    assert 0 in found.shown or natural[0] > 8
