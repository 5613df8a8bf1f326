"""The chain as a line of text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from screens.widgets.chain_bar import chain_bar, chain_ruler
from screens.widgets.toned_text import to_pieces
from screens.widgets.tones import Tone


@pytest.mark.parametrize(
    ("day", "drawn"),
    [
        (None, "───────┼────┼────┤"),
        (0, "───────┼────┼────┤"),
        (-4, "───────┼────┼────┤"),
        (1, "╾──────┼────┼────┤"),
        (14, "━──────┼────┼────┤"),
        (83, "━━━━━━─┼────┼────┤"),
        (89, "━━━━━━╾┼────┼────┤"),
        (90, "━━━━━━━┿────┼────┤"),
        (91, "━━━━━━━┿╾───┼────┤"),
        (172, "━━━━━━━┿━━━╾┼────┤"),
        (240, "━━━━━━━┿━━━━┿━───┤"),
        (364, "━━━━━━━┿━━━━┿━━━╾┤"),
        (365, "━━━━━━━┿━━━━┿━━━━┥"),
        (366, "━━━━━━━┿━━━━┿━━━━▸"),
        (4000, "━━━━━━━┿━━━━┿━━━━▸"),
    ],
)
def test_days_along_the_chain(day, drawn):
    assert chain_bar(day).plain == drawn


@given(st.integers(0, 500), st.integers(1, 60))
@settings(max_examples=100)
def test_a_later_day_never_looks_earlier_and_the_width_holds(day, width):
    def reached(number):
        drawn = chain_bar(number, width).plain
        return sum({"━": 2, "╾": 1, "┿": 2, "┥": 2, "▸": 3}.get(cell, 0) for cell in drawn)

    assert reached(day) <= reached(day + 1)
    assert cell_len(chain_bar(day, width).plain) == max(width, 6)


def test_what_has_passed_is_the_accent_and_the_rest_is_quiet():
    tones = dict(to_pieces(chain_bar(14)))
    assert tones["━"] is Tone.ACCENT
    assert Tone.WARNING not in tones.values()


def test_the_ruler_stands_over_the_marks():
    ruler, bar = chain_ruler().plain, chain_bar(None).plain
    assert ruler == "0      90  180 365"
    assert bar[ruler.index("90")] == "┼"
    assert bar[ruler.index("180") + 1] == "┼"
    assert bar[ruler.index("365") + 2] == "┤"


@given(st.integers(1, 80))
@settings(max_examples=80)
def test_a_ruler_is_as_wide_as_its_bar_and_its_numbers_do_not_run_together(width):
    ruler = chain_ruler(width).plain
    assert len(ruler) == len(chain_bar(90, width).plain)
    assert set(ruler.split()) <= {"0", "90", "180", "365"}
