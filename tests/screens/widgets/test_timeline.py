"""Sick leave drawn on its axis."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.containers import Vertical

from screens.widgets.canvas import Canvas
from screens.widgets.messages import MONTHS
from screens.widgets.timeline import SickLeaveTimeline
from screens.widgets.timeline_axis import labels, span
from screens.widgets.timeline_facts import TimelineMark, TimelinePeriod, describe, merge
from screens.widgets.timeline_layout import GUTTER, lay_out
from screens.widgets.tones import Tone
from tests.screens.widgets.host import Host, screen_lines

TODAY = date(2026, 11, 23)
STEPPED = (
    TimelinePeriod(date(2026, 9, 1), date(2026, 10, 25), 100),
    TimelinePeriod(date(2026, 10, 26), date(2026, 12, 6), 50),
    TimelinePeriod(date(2026, 12, 7), date(2026, 12, 13), 25),
)
MARKS = (TimelineMark(date(2026, 10, 30), "60"), TimelineMark(date(2026, 11, 29), "90 sön 29 nov"))
DAYS = st.dates(date(1990, 1, 1), date(2070, 1, 1))
PERIODS = st.lists(st.builds(TimelinePeriod, DAYS, DAYS, st.sampled_from([None, 25, 50, 75, 100])), max_size=6)


def drawn(periods, marks=(), width=79, today=TODAY):
    return ["".join(text for text, _ in line) for line in lay_out(periods, marks, today, width)]


def test_a_case_with_three_degrees():
    assert drawn(STEPPED, MARKS) == [
        "      sep 2026         okt                nov               dec",
        "100 % ████████████████████████████████▉                ┊",
        " 50 %                                  █████████████████▎░░░░░░░ till 6 dec",
        " 25 %                                       planerat från 7 dec ░░░░",
        "                                         ▲60           ┊ i dag",
        "                                                           ▲90 sön 29 nov",
    ]


def test_only_degrees_that_occur_have_a_row_from_high_to_low():
    periods = [TimelinePeriod(TODAY, TODAY, degree) for degree in (25, None, 75)]
    labels_at_left = [line[:GUTTER].strip() for line in drawn(periods)]
    assert labels_at_left == ["", "75 %", "25 %", "okänd", ""]


def test_an_unknown_degree_has_another_pattern_and_a_word():
    line = drawn([TimelinePeriod(date(2026, 9, 1), date(2026, 10, 15), None)])[1]
    assert line.startswith("okänd ╱╱╱")
    assert "grad okänd" in line
    assert "█" not in line


def test_an_absurd_end_is_cut_off_and_written_out():
    lines = drawn([TimelinePeriod(date(2026, 9, 1), date(2062, 3, 2), 100)], MARKS)
    assert any("→ 2062-03-02" in line for line in lines)
    assert "░" in lines[1]
    assert "kv4" in lines[0]
    for end in (date.max, date(9999, 11, 30)):
        assert any(f"→ {end}" in line for line in drawn([TimelinePeriod(date(2026, 9, 1), end, 100)]))


def test_a_start_past_the_axis_is_still_told_of():
    lines = drawn([STEPPED[0], TimelinePeriod(date(2062, 3, 2), date(2062, 4, 1), 50)])
    assert "planerat från 2 mar, → 2062-04-01" in lines[2]


@pytest.mark.parametrize(
    ("years", "words"),
    [(1, ("sep 2026", "okt", "nov")), (3, ("2024", "kv2", "2025")), (12, ("2015", "2016", "2026"))],
)
def test_the_axis_counts_in_months_quarters_or_years(years, words):
    start = date(2026, 9, 1) if years == 1 else date(2027 - years, 1, 1)
    head = drawn([TimelinePeriod(start, TODAY, 100)])[0]
    assert [word for word in words if word not in head] == []


def test_many_years_are_told_by_every_so_many():
    head = drawn([TimelinePeriod(date(1926, 1, 1), TODAY, 100)])[0].split()
    assert head == [str(year) for year in range(1930, 2021, 10)]


def test_marks_outside_the_axis_point_the_way():
    marks = (TimelineMark(date(2026, 1, 2), "tidigare"), TimelineMark(date(2028, 1, 1), "365"))
    text = "\n".join(drawn(STEPPED, marks))
    assert "←tidigare" in text
    assert "365→" in text


def test_a_mark_stands_under_its_day():
    lines = drawn([TimelinePeriod(date(2026, 9, 1), date(2026, 12, 31), 100)], [TimelineMark(date(2026, 11, 1), "x")])
    assert lines[0].index("nov") == lines[-1].index("▲")


def test_no_periods_are_said_in_words():
    assert drawn([]) == ["Ingen sjukskrivning är inlagd."]
    assert describe([], MARKS, TODAY) == ["Ingen sjukskrivning är inlagd."]


def test_a_single_day_is_seen_in_any_width():
    for width in range(30, 140):
        periods = [TimelinePeriod(date(2015, 1, 1), date(2020, 1, 1), 50), TimelinePeriod(TODAY, TODAY, 100)]
        assert any(block in drawn(periods, width=width)[1] for block in "▏▎▍▌▋▊▉█▐")


def test_tones_are_accent_for_bars_and_quiet_for_words():
    pieces = [piece for line in lay_out(STEPPED, MARKS, TODAY, 79) for piece in line]
    assert {tone for text, tone in pieces if "█" in text or "░" in text} == {Tone.ACCENT}
    assert {tone for text, tone in pieces if "planerat" in text} == {Tone.MUTED}


@given(PERIODS, st.lists(st.builds(TimelineMark, DAYS, st.text(max_size=20)), max_size=5), st.integers(30, 140))
@settings(max_examples=100)
def test_any_periods_stay_inside_the_width_and_every_degree_is_shown(periods, marks, width):
    lines = drawn(periods, marks, width)
    assert max(cell_len(line) for line in lines) <= max(width, len("Ingen sjukskrivning är inlagd."))
    shown = {line[:GUTTER].strip() for line in lines}
    for period in periods:
        assert ("okänd" if period.degree is None else f"{period.degree} %") in shown


@given(DAYS, DAYS, st.integers(12, 130))
@settings(max_examples=100)
def test_places_on_the_axis_follow_the_days_and_labels_never_touch(one, other, columns):
    axis = span([min(one, other)], [max(one, other)], [], TODAY, columns)
    assert 0 <= axis.place(min(one, other)) <= axis.place(max(one, other)) <= columns
    assert axis.holds(TODAY)
    line = labels(axis)
    assert len(line) == columns
    known = {*MONTHS, "kv1", "kv2", "kv3", "kv4"}
    assert all(word in known or (word.isdigit() and len(word) == 4) for word in line.split())


@given(PERIODS)
@settings(max_examples=100)
def test_merged_periods_cover_the_same_days_apart(periods):
    same = [TimelinePeriod(each.start, min(each.end, each.start + timedelta(60)), 50) for each in periods]

    def days(some):
        return {
            each.start + timedelta(number)
            for each in some
            for number in range(max(0, (each.end - each.start).days) + 1)
        }

    merged = merge(same)
    assert days(merged) == days(same)
    assert all((two.start - one.end).days > 1 for one, two in pairwise(merged))


def test_sentences_for_those_who_do_not_see_the_drawing():
    assert describe(STEPPED, [TimelineMark(date(2026, 11, 29), "dag 90\n[/]")], TODAY) == [
        "100 %: 2026-09-01 till 2026-10-25, 55 dagar",
        "50 %: 2026-10-26 till 2026-12-06, 42 dagar",
        "25 %: 2026-12-07 till 2026-12-13, 7 dagar, planerat",
        "2026-11-23: i dag",
        "2026-11-29: dag 90 [/]",
    ]
    assert describe([TimelinePeriod(TODAY, TODAY, None)], [], TODAY)[0] == (
        "grad okänd: 2026-11-23 till 2026-11-23, 1 dag"
    )


def test_a_canvas_holds_wide_and_combining_characters_in_their_cells():
    line = Canvas(6)
    line.write(0, "漢a\u0308b漢x", Tone.ACCENT)
    assert line.pieces() == (("漢a\u0308b漢", Tone.ACCENT),)
    assert line.free(0, 1) is False
    edge = Canvas(3)
    edge.write(2, "漢")
    edge.write(-1, "xy")
    assert edge.pieces() == (("y", None),)


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_the_widget_is_as_high_as_its_lines_and_shows_text_literally(size):
    marks = (
        TimelineMark(date(2026, 11, 1), "[/] [red]x"),
        TimelineMark(date(2026, 12, 1), "[@click=app.exit]y"),
    )
    timeline = SickLeaveTimeline(STEPPED, marks, today=TODAY)
    app = Host(Vertical(timeline))
    async with app.run_test(size=size) as pilot:
        text = "\n".join(screen_lines(app))
        assert "▲[/] [red]x" in text
        assert "[@click=app.exit]y" in text
        assert timeline.size.height == len(lay_out(STEPPED, marks, TODAY, size[0]))
        assert timeline.lines() == describe(STEPPED, marks, TODAY)
        timeline.show([], [], TODAY)
        await pilot.pause()
        assert timeline.size.height == 1
        assert screen_lines(app)[0].strip() == "Ingen sjukskrivning är inlagd."
        timeline.show(STEPPED, MARKS, TODAY)
        await pilot.resize_terminal(60, 24)
        await pilot.pause()
        assert screen_lines(app)[1].startswith("100 % ███")
