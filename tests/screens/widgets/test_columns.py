"""Which columns have room, and how texts are cut to fit."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from screens.widgets.columns import GAP, Column, cell_pieces, column_at, cut, fit, heading_pieces
from screens.widgets.toned_text import from_pieces, toned
from screens.widgets.tones import Tone, clean

NAME = Column("name", "Namn", 20, flex=True, priority=100, most=30)
DAY = Column("day", "Dag", 4, align="right", priority=90)
DOCTOR = Column("doctor", "Läkare", 16, priority=30)
NEXT = Column("next", "Nästa steg", 18, flex=True, priority=95)
ALL = (NAME, DAY, DOCTOR, NEXT)


def keys(room):
    return [item.column.key for item in fit(ALL, room)]


def widths(room):
    return [item.width for item in fit(ALL, room)]


def test_the_lowest_priority_leaves_first():
    assert keys(64) == ["name", "day", "doctor", "next"]
    assert keys(63) == ["name", "day", "next"]
    assert keys(45) == ["name", "next"]
    assert keys(30) == ["name"]


def test_what_is_left_over_goes_to_flexible_columns_up_to_their_most():
    assert widths(64) == [20, 4, 16, 18]
    assert widths(74) == [25, 4, 16, 23]
    assert widths(104) == [30, 4, 16, 48]


def test_of_equal_priority_the_rightmost_leaves_first():
    twins = (Column("a", "A", 5), Column("b", "B", 5))
    assert [item.column.key for item in fit(twins, 8)] == ["a"]


def test_a_single_column_is_never_wider_than_the_room():
    assert [item.width for item in fit((DOCTOR,), 7)] == [7]


def test_without_flexible_columns_room_is_left_empty():
    assert [item.width for item in fit((DAY, DOCTOR), 100)] == [4, 16]


@given(
    st.lists(
        st.builds(Column, st.text("abc", min_size=1), st.just("T"), st.integers(1, 30), st.booleans()),
        min_size=1,
    ),
    st.integers(1, 200),
)
@settings(max_examples=100)
def test_fitted_columns_stay_inside_the_room_and_in_order(columns, room):
    fitted = fit(columns, room)
    assert fitted
    assert fitted[-1].left + fitted[-1].width <= room
    assert [item.index for item in fitted] == sorted(item.index for item in fitted)
    for one, other in pairwise(fitted):
        assert other.left == one.left + one.width + GAP


def test_a_column_is_found_by_its_cells_and_the_gap_after_it():
    fitted = fit(ALL, 64)
    assert column_at(fitted, 0).column.key == "name"
    assert column_at(fitted, 21).column.key == "name"
    assert column_at(fitted, 22).column.key == "day"
    assert column_at(fitted, -1) is None
    assert column_at(fitted, 200) is None


def test_cut_leaves_short_text_and_marks_what_is_missing():
    assert cut("Övergård", 8) == "Övergård"
    assert cut("Övergård", 7) == "Övergå…"
    assert cut("Sök sjukpenning", 5) == "Sök…"
    assert cut("abc", 1) == "…"
    assert cut("abc", 0) == ""


def test_cut_never_halves_a_wide_character_and_keeps_combining_marks():
    assert cut("漢字漢字", 4) == "漢…"
    assert cut("漢字漢字", 5) == "漢字…"
    combined = "A\u030astro\u0308m"
    assert cell_len(combined) == 6
    assert cut(combined, 6) == combined
    assert cut(combined, 3) == "A\u030as…"


@given(st.text(max_size=30), st.integers(0, 20), st.sampled_from(["left", "right"]))
@settings(max_examples=100)
def test_a_cell_is_exactly_as_wide_as_its_column_whatever_it_holds(text, width, align):
    line = "".join(part for part, _ in cell_pieces(text, width, align))
    assert cell_len(line) == width
    assert clean(line) == line


@given(st.lists(st.tuples(st.text(max_size=6), st.sampled_from([None, *Tone])), max_size=5), st.integers(1, 20))
@settings(max_examples=100)
def test_a_toned_cell_is_cut_just_like_a_plain_one(pieces, width):
    text = from_pieces(pieces)
    plain = "".join(part for part, _ in cell_pieces(text.plain, width))
    assert "".join(part for part, _ in cell_pieces(text, width)) == plain


def test_a_cut_keeps_the_tones_of_what_is_left():
    text = from_pieces([("Ring ", None), ("arbetsgivaren", Tone.WARNING)])
    assert cell_pieces(text, 9) == [("Ring ", None), ("arb…", Tone.WARNING)]


def test_numbers_stand_at_the_right():
    assert cell_pieces(toned("83", Tone.STRONG), 4, "right") == [("  ", None), ("83", Tone.STRONG)]


def test_a_sort_arrow_is_never_cut_away():
    day, name = fit((DAY, NAME), 60)
    assert heading_pieces(day, "▼2") == [("Dag", None), ("▼2", Tone.ACCENT)]
    assert heading_pieces(name, "▲") == [("Namn ", None), ("▲", Tone.ACCENT)]
    narrow = fit((Column("x", "Senaste kontakt", 5),), 60)[0]
    assert heading_pieces(narrow, "▲") == [("Sena…", None), ("▲", Tone.ACCENT)]
