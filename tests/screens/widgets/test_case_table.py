"""The table by keyboard and mouse."""

import pytest
from textual.events import MouseScrollDown

from screens.widgets.case_table import CaseTable
from screens.widgets.columns import Column, TableRow
from screens.widgets.row_painter import SortKey
from screens.widgets.toned_text import toned
from screens.widgets.tones import Tone
from tests.screens.widgets.host import COLUMNS, FixedRows, Host, Rows, filter_box, screen_lines

SIZES = [(80, 24), (140, 40)]


async def settle(app, pilot):
    """Wait until the table has the rows it wants and they are drawn."""
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_ten_thousand_rows_are_never_all_asked_for(size):
    source = Rows(range(10_000))
    table = CaseTable(COLUMNS, source)
    app = Host(table)
    async with app.run_test(size=size) as pilot:
        await settle(app, pilot)
        assert source.pages == [0]
        table.focus()
        await pilot.press("end", "home", "pagedown", "pageup", "end")
        await settle(app, pilot)
        assert table.cursor_key == "k9999"
        assert set(source.pages) <= {0, 98, 99}
        assert screen_lines(app)[-1].startswith("▌")


async def test_the_keys_move_the_cursor_and_tell_of_it():
    table = CaseTable(COLUMNS, Rows(range(10_000)))
    app = Host(table)
    async with app.run_test(size=(80, 24)) as pilot:
        table.focus()
        await settle(app, pilot)
        await pilot.press("down", "down", "up", "pagedown")
        assert table.cursor_row == 24
        await pilot.press("home", "up")
        assert table.cursor_row == 0
        await pilot.press("end", "down")
        assert table.cursor_row == 9_999
        await settle(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert app.of_kind("highlighted") == ["k0", "k1", "k2", "k1", "k24", "k0", "k9999"]
        assert app.of_kind("selected") == ["k9999"]


async def test_enter_on_a_row_that_has_not_come_opens_that_row_when_it_comes():
    source = Rows(range(10_000))
    table = CaseTable(COLUMNS, source)
    app = Host(table)
    async with app.run_test(size=(80, 24)) as pilot:
        table.focus()
        await settle(app, pilot)
        source.gate.clear()
        await pilot.press("end", "enter")
        assert table.cursor_key is None
        assert screen_lines(app)[-1].split() == ["▌", "…"]
        assert app.of_kind("selected") == []
        source.gate.set()
        await settle(app, pilot)
        assert app.of_kind("selected") == ["k9999"]


async def test_moving_on_takes_back_an_enter_that_is_still_waiting():
    source = Rows(range(10_000))
    table = CaseTable(COLUMNS, source)
    app = Host(table)
    async with app.run_test(size=(80, 24)) as pilot:
        table.focus()
        await settle(app, pilot)
        source.gate.clear()
        await pilot.press("end", "enter", "home")
        source.gate.set()
        await settle(app, pilot)
        assert app.of_kind("selected") == []


@pytest.mark.parametrize("size", SIZES)
async def test_another_size_keeps_the_cursor_in_view(size):
    table = CaseTable(COLUMNS, Rows(range(10_000)))
    app = Host(table)
    async with app.run_test(size=size) as pilot:
        table.focus()
        await settle(app, pilot)
        await pilot.press("pagedown", "pagedown", "down")
        key = table.cursor_key
        for other in ((60, 10), (200, 60), (80, 24)):
            await pilot.resize_terminal(*other)
            await settle(app, pilot)
            assert table.cursor_key == key
            assert sum(line.startswith("▌") for line in screen_lines(app)) == 1


async def test_narrow_and_wide_terminals_show_what_there_is_room_for():
    app = Host(CaseTable(COLUMNS, Rows(range(50))))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        head = screen_lines(app)[0]
        assert head.split() == ["Namn", "Dag", "0", "90", "180", "365", "Grad", "Nästa", "steg"]
        assert all(len(line) == 80 for line in screen_lines(app))
        await pilot.resize_terminal(140, 40)
        await settle(app, pilot)
        assert "Diagnos" in screen_lines(app)[0]
        assert "Läkare" in screen_lines(app)[0]
        await pilot.resize_terminal(40, 24)
        await settle(app, pilot)
        assert screen_lines(app)[0].split() == ["Namn"]


async def test_a_click_moves_and_a_second_click_opens():
    table = CaseTable(COLUMNS, Rows(range(10_000)))
    app = Host(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        await pilot.click(CaseTable, offset=(10, 1))
        assert app.of_kind("selected") == []
        await pilot.click(CaseTable, offset=(10, 5))
        await pilot.pause()
        assert table.cursor_row == 4
        assert app.of_kind("selected") == []
        await pilot.click(CaseTable, offset=(30, 5))
        await pilot.pause()
        assert app.of_kind("selected") == ["k4"]


async def test_a_double_click_opens_once():
    table = CaseTable(COLUMNS, Rows(range(10_000)))
    app = Host(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        await pilot.click(CaseTable, offset=(10, 7), times=2)
        await pilot.pause()
        assert app.of_kind("selected") == ["k6"]


async def test_a_key_between_two_clicks_makes_the_second_a_first():
    table = CaseTable(COLUMNS, Rows(range(10_000)))
    app = Host(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        await pilot.click(CaseTable, offset=(10, 5))
        await pilot.press("down", "up")
        await pilot.click(CaseTable, offset=(10, 5))
        await pilot.pause()
        assert app.of_kind("selected") == []


async def test_a_click_below_the_last_row_does_nothing():
    table = CaseTable(COLUMNS, Rows(range(3)))
    app = Host(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        await pilot.click(CaseTable, offset=(10, 12), times=2)
        assert table.cursor_row == 0
        assert app.of_kind("selected") == []


async def test_the_titles_are_clicked_to_sort_and_show_arrows():
    table = CaseTable(COLUMNS, Rows(range(50)))
    app = Host(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        await pilot.click(CaseTable, offset=(4, 0))
        await pilot.click(CaseTable, offset=(27, 0), control=True)
        await pilot.click(CaseTable, offset=(70, 0), shift=True)
        await pilot.pause()
        assert app.of_kind("header") == [("name", False), ("day", True), ("next", True)]
        table.show_sort([SortKey("name")])
        await pilot.pause()
        assert "Namn ▲  " in screen_lines(app)[0]
        table.show_sort([SortKey("day", descending=True), SortKey("chain")])
        await pilot.pause()
        assert "Dag▼1" in screen_lines(app)[0]
        assert "▲2" in screen_lines(app)[0]
        assert "Namn ▲" not in screen_lines(app)[0]


async def test_the_wheel_scrolls_and_the_next_key_comes_back_to_the_cursor():
    source = Rows(range(10_000))
    table = CaseTable(COLUMNS, source)
    app = Host(table)
    async with app.run_test(size=(80, 24)) as pilot:
        table.focus()
        await settle(app, pilot)
        table.scroll_to(y=450, animate=False)
        await settle(app, pilot)
        assert "450" in screen_lines(app)[1]
        assert source.pages == [0, 4]
        assert table.cursor_row == 0
        await pilot.press("down")
        await settle(app, pilot)
        assert screen_lines(app)[1].startswith("▌")
        for _ in range(3):
            await pilot._post_mouse_events([MouseScrollDown], CaseTable, (5, 5))
        await settle(app, pilot)
        assert table.scroll_offset.y > 1


async def test_focus_is_seen_without_colour():
    table = CaseTable(COLUMNS, Rows(range(50)))
    app = Host(filter_box(), table)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        table.focus()
        await pilot.pause()
        assert any(line.startswith("▌") for line in screen_lines(app))
        await pilot.press("tab")
        await pilot.pause()
        assert any(line.startswith("▏") for line in screen_lines(app))
        assert not any(line.startswith("▌") for line in screen_lines(app))


async def test_the_terminals_cursor_follows_the_row():
    table = CaseTable(COLUMNS, Rows(range(50)))
    app = Host(filter_box(), table)
    async with app.run_test(size=(80, 24)) as pilot:
        table.focus()
        await settle(app, pilot)
        await pilot.press("down", "down")
        await pilot.pause()
        line = next(at for at, text in enumerate(screen_lines(app)) if text.startswith("▌"))
        assert tuple(app.cursor_position) == (0, line)


@pytest.mark.parametrize("size", SIZES)
async def test_text_from_users_is_never_markup_and_never_leaves_its_cells(size):
    hostile = [
        "[/]",
        "[red]x",
        "[@click=app.exit]y",
        "\x1b[31mröd",
        "rad\nbruten\tså",
        "\u202eomvänd",
        "漢字" * 20,
    ]
    columns = (Column("a", "[/] [red]A", 24), Column("b", toned("[b]B", Tone.MUTED), 24, flex=True))
    rows = [TableRow(f"[{at}]", (text, toned(text, Tone.WARNING)), "[") for at, text in enumerate(hostile)]
    rows.append(TableRow("short", ("bara en",), "漢"))
    table = CaseTable(columns, FixedRows(rows))
    app = Host(table)
    async with app.run_test(size=size) as pilot:
        table.focus()
        await settle(app, pilot)
        lines = screen_lines(app)
        assert "[/] [red]A" in lines[0]
        assert "[b]B" in lines[0]
        for line, text in zip(lines[1:4], hostile[:3], strict=True):
            assert line.count(text) == 2
        assert "\x1b" not in "".join(lines)
        assert "rad bruten så" in lines[5]
        assert "…" in lines[7]
        assert "bara en" in lines[8]
        await pilot.click(CaseTable, offset=(4, 3))
        await pilot.press("enter")
        await pilot.pause()
        assert app.is_running
        assert app.of_kind("selected") == ["[2]"]
