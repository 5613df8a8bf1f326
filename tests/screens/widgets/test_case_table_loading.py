"""The table when its rows change, come late, or do not come at all."""

import threading

import pytest

from screens.widgets.case_table import CaseTable
from screens.widgets.pages import PAGES_KEPT
from tests.screens.widgets.host import COLUMNS, Host, Rows, screen_lines
from tests.screens.widgets.test_case_table import SIZES, settle


class BrokenRows(Rows):
    """A source that has stopped answering."""

    def page(self, offset, limit):
        self.gate.wait(10)
        raise OSError("borta")


class ShrinkingRows(Rows):
    """A source whose rows leave between the count and the page."""

    def count(self):
        return len(self.numbers) + 30


@pytest.mark.parametrize("size", SIZES)
async def test_a_reload_keeps_the_key_and_its_height_on_the_screen(size):
    table = CaseTable(COLUMNS, Rows(range(10_000)))
    app = Host(table)
    async with app.run_test(size=size) as pilot:
        table.focus()
        await settle(app, pilot)
        table.cursor_row = 5_000
        await settle(app, pilot)
        await pilot.press(*["up"] * 4)
        await pilot.pause()
        before = next(at for at, line in enumerate(screen_lines(app)) if line.startswith("▌"))
        turned = Rows(range(9_999, -1, -1))
        table.reload(turned)
        await settle(app, pilot)
        assert table.cursor_key == "k4996"
        assert table.cursor_row == 5_003
        after = next(at for at, line in enumerate(screen_lines(app)) if line.startswith("▌"))
        assert after == before
        assert set(turned.pages) <= {49, 50}
        assert app.of_kind("loaded") == [10_000, 10_000]


async def test_a_key_that_has_gone_leaves_the_cursor_where_it_was():
    table = CaseTable(COLUMNS, Rows(range(100)))
    app = Host(table)
    async with app.run_test(size=(80, 24)) as pilot:
        table.focus()
        await settle(app, pilot)
        await pilot.press("down", "down", "down")
        table.reload(Rows([0, 1, 2, 4, 5, 6]))
        await settle(app, pilot)
        assert (table.cursor_row, table.cursor_key) == (3, "k4")
        table.reload(Rows([0, 1]))
        await settle(app, pilot)
        assert (table.cursor_row, table.cursor_key) == (1, "k1")
        assert app.of_kind("highlighted")[-2:] == ["k4", "k1"]


async def test_an_empty_source_and_back():
    table = CaseTable(COLUMNS, Rows([]))
    app = Host(table)
    async with app.run_test(size=(80, 24)) as pilot:
        table.focus()
        await settle(app, pilot)
        await pilot.press("down", "end", "enter", "pageup")
        assert (table.row_count, table.cursor_key) == (0, None)
        assert app.told == [("loaded", 0)]
        table.reload(Rows(range(5)), key="k3")
        await settle(app, pilot)
        assert table.cursor_key == "k3"
        table.reload(Rows([]))
        await settle(app, pilot)
        table.reload(Rows(range(5)))
        await settle(app, pilot)
        assert app.of_kind("highlighted") == ["k3", "k0"]
        assert [line for line in screen_lines(app)[6:] if line.strip()] == []


async def test_rows_are_fetched_again_and_keys_pressed_meanwhile_count():
    source = Rows(list(range(300)))
    table = CaseTable(COLUMNS, source)
    app = Host(table)
    async with app.run_test(size=(80, 24)) as pilot:
        table.focus()
        await settle(app, pilot)
        source.gate.clear()
        source.numbers = [900, *range(300)]
        table.refresh_rows()
        await pilot.press("down", "down")
        source.gate.set()
        await settle(app, pilot)
        assert table.cursor_key == "k2"
        assert screen_lines(app)[3].startswith("▌")
        assert "Utkast 0" in screen_lines(app)[1]
        assert table.row_count == 301


async def test_the_old_rows_stay_until_the_new_are_here_and_the_newest_wish_wins():
    first = Rows(range(100))
    table = CaseTable(COLUMNS, first)
    app = Host(table)
    async with app.run_test(size=(80, 24)) as pilot:
        table.focus()
        await settle(app, pilot)
        slow, between, last = Rows(range(100, 200)), Rows(range(200, 300)), Rows(range(300, 400))
        slow.gate.clear()
        for source in (slow, between, last):
            table.reload(source)
            await pilot.pause()
            assert "Utkast 0" in screen_lines(app)[1]
        slow.gate.set()
        await settle(app, pilot)
        assert table.cursor_key == "k300"
        assert between.pages == []


async def test_the_source_is_asked_in_a_thread_and_never_twice_at_once():
    source = Rows(range(10_000))
    table = CaseTable(COLUMNS, source)
    app = Host(table)
    async with app.run_test(size=(80, 24)) as pilot:
        table.focus()
        await settle(app, pilot)
        for row in range(0, 10_000, 400):
            table.cursor_row = row
            table.refresh_rows()
        await settle(app, pilot)
        assert threading.get_ident() not in source.threads
        assert source.most_inside == 1


async def test_walking_the_whole_list_keeps_few_pages():
    table = CaseTable(COLUMNS, Rows(range(10_000)))
    app = Host(table)
    async with app.run_test(size=(80, 24)) as pilot:
        table.focus()
        await settle(app, pilot)
        for row in range(0, 10_000, 1000):
            table.cursor_row = row
            await settle(app, pilot)
            assert table.cursor_key == f"k{row}"
        assert len(table._feed._cache) <= PAGES_KEPT


async def test_the_next_page_is_fetched_before_it_is_seen():
    source = Rows(range(10_000))
    table = CaseTable(COLUMNS, source)
    app = Host(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        table.cursor_row = 80
        await settle(app, pilot)
        assert source.pages == [0, 1]
        assert "…" not in "".join(line[:5] for line in screen_lines(app))


async def test_a_source_that_fails_is_told_of_and_what_was_shown_stays():
    table = CaseTable(COLUMNS, Rows(range(50)))
    app = Host(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        table.reload(BrokenRows(range(50)))
        await settle(app, pilot)
        assert app.of_kind("failed") == ["OSError"]
        assert "Utkast 0" in screen_lines(app)[1]
        table.reload(Rows(range(50, 100)))
        await settle(app, pilot)
        assert table.cursor_key == "k50"


async def test_rows_that_left_meanwhile_make_the_table_shorter():
    table = CaseTable(COLUMNS, ShrinkingRows(range(10)))
    app = Host(table)
    async with app.run_test(size=(80, 24)) as pilot:
        table.focus()
        await settle(app, pilot)
        assert table.row_count == 10
        await pilot.press("end")
        assert table.cursor_key == "k9"


async def test_a_table_can_be_taken_away_while_it_waits():
    source = Rows(range(10_000))
    source.gate.clear()
    table = CaseTable(COLUMNS, source)
    app = Host(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await table.remove()
        source.gate.set()
        await pilot.pause()
        assert app.is_running
        assert app.told == []


async def test_a_hidden_table_asks_first_when_it_is_seen():
    source = Rows(range(100))
    table = CaseTable(COLUMNS)
    app = Host(table)
    async with app.run_test(size=(80, 24)) as pilot:
        table.display = False
        await pilot.pause()
        table.reload(source)
        await settle(app, pilot)
        table.display = True
        await settle(app, pilot)
        assert table.cursor_key == "k0"


async def test_another_theme_repaints_the_rows():
    table = CaseTable(COLUMNS, Rows(range(100)))
    app = Host(table)
    async with app.run_test(size=(80, 24)) as pilot:
        table.focus()
        await settle(app, pilot)
        before = table.render_line(3)
        app.theme = "rekotui-mork"
        await pilot.pause()
        after = table.render_line(3)
        assert before.text == after.text
        assert next(iter(before)).style != next(iter(after)).style


async def test_a_failure_does_not_hold_up_the_source_wished_for_meanwhile():
    slow = BrokenRows(range(50))
    slow.gate.clear()
    table = CaseTable(COLUMNS, slow)
    app = Host(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        table.reload(Rows(range(50, 100)))
        slow.gate.set()
        await settle(app, pilot)
        assert app.of_kind("failed") == ["OSError"]
        assert table.cursor_key == "k50"


async def test_a_view_that_was_scrolled_away_stays_when_rows_are_fetched_again():
    table = CaseTable(COLUMNS, Rows(range(10_000)))
    app = Host(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        table.scroll_to(y=705, animate=False)
        await settle(app, pilot)
        table.refresh_rows()
        await settle(app, pilot)
        assert (table.scroll_offset.y, table.cursor_row) == (705, 0)
        assert "705" in screen_lines(app)[1]
        table.reload(Rows(range(10_000)), key="k50")
        await settle(app, pilot)
        assert any(line.startswith(("▌", "▏")) for line in screen_lines(app))
