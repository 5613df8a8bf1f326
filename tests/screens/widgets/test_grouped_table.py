"""Headings among the rows: drawn across the table, passed by the cursor, and seen when their first row is."""

from screens.widgets.columns import HeadingRow, TableRow
from screens.widgets.grouped_table import GroupedTable
from tests.screens.widgets.host import COLUMNS, Host, screen_lines
from tests.screens.widgets.test_case_table import settle


class Groups:
    """So many groups of three rows each, with a heading above each."""

    def __init__(self, groups: int) -> None:
        self.rows: list[TableRow] = []
        for group in range(groups):
            self.rows.append(HeadingRow(f"h{group}", (f"Grupp {group}",)))
            self.rows += [TableRow(f"k{group}.{at}", (f"Rad {group}.{at}",)) for at in range(3)]

    def count(self) -> int:
        return len(self.rows)

    def page(self, offset: int, limit: int) -> list[TableRow]:
        return self.rows[offset : offset + limit]

    def index_of(self, key: str) -> int | None:
        return next((at for at, row in enumerate(self.rows) if row.key == key), None)


async def test_the_cursor_passes_headings_in_either_direction():
    table = GroupedTable(COLUMNS, Groups(40))
    app = Host(table)
    async with app.run_test(size=(80, 24)) as pilot:
        table.focus()
        await settle(app, pilot)
        seen = [table.cursor_key]
        for key in ("down", "down", "down", "up", "home", "up", "end", "down", "pageup", "pagedown"):
            await pilot.press(key)
            await settle(app, pilot)
            seen.append(table.cursor_key)
        assert seen[:6] == ["k0.0", "k0.1", "k0.2", "k1.0", "k0.2", "k0.0"]
        assert seen[6:9] == ["k0.0", "k39.2", "k39.2"]
        assert all(key is not None and key.startswith("k") for key in seen)


async def test_a_heading_is_seen_with_its_first_row():
    table = GroupedTable(COLUMNS, Groups(40))
    app = Host(table)
    async with app.run_test(size=(80, 12)) as pilot:
        table.focus()
        await settle(app, pilot)
        await pilot.press("end", "home")
        await settle(app, pilot)
        assert any("Grupp 0" in line for line in screen_lines(app))
        for _ in range(60):
            await pilot.press("down")
        for _ in range(60):
            await pilot.press("up")
            await settle(app, pilot)
            group, _, at = (table.cursor_key or "").removeprefix("k").partition(".")
            if at == "0":
                assert any(f"Grupp {group}" in line for line in screen_lines(app))


async def test_a_source_of_nothing_but_headings_and_an_empty_one_are_no_trouble():
    only = Groups(0)
    only.rows = [HeadingRow("h", ("Ingen",))]
    for source in (only, Groups(0)):
        table = GroupedTable(COLUMNS, source)
        app = Host(table)
        async with app.run_test(size=(80, 24)) as pilot:
            table.focus()
            await settle(app, pilot)
            await pilot.press("down", "up", "end", "home", "pagedown")
            assert table.cursor_row == 0
