"""Idag: what matters first, why it is there, and answering it with the keyboard alone."""

from datetime import date, timedelta
from typing import Any

from textual.widgets import Input

from screens.caseload import CaseloadScreen
from screens.choose import ChooseScreen
from screens.quick import QuickScreen
from screens.settings_screen import SettingsScreen
from screens.why import WhyScreen
from screens.widgets.columns import HeadingRow
from storage.cases import CaseRepository
from storage.follow_ups import FollowUpRepository, NewFollowUp
from storage.signal_basis import is_current
from storage.signal_reading import active, answers
from tests.screens.conftest import ON, Vault, names, opened, screen_text, shows, turned, until


def promise(vault: Vault, case_id: int, due: date, body: str = "Ring chefen Kim", party: str = "") -> None:
    with vault.database.write() as work:
        case = CaseRepository(work).get(case_id)
        FollowUpRepository(work).add(case, NewFollowUp(reason="call", due_on=due, party=party, body=body))


async def test_idag_opens_first_in_groups_and_the_most_urgent_stands_at_the_top(filled: Vault) -> None:
    promise(filled, 3, ON - timedelta(days=20))
    async with opened(filled, view="") as (app, pilot):
        screen: Any = app.screen
        assert screen._view == "today"
        await shows(pilot, "Idag 6", "BRÅDSKANDE", "DEN HÄR VECKAN", "Nästa steg")
        table = screen.table
        rows = [table._feed.row(at) for at in range(table.row_count)]
        assert isinstance(rows[0], HeadingRow)
        assert sum(not isinstance(row, HeadingRow) for row in rows) == 6
        severities = [max(one.severity for one in screen._rows.shown(row.key).signals) for row in rows if row.mark]
        assert severities == sorted(severities, reverse=True)
        assert len(severities) == 6
        assert table.cursor_row == 1
        await pilot.press("up", "end", "home")
        assert table.cursor_row == 1
        await shows(pilot, "Brådskande: ")


async def test_without_anybody_to_do_something_for_the_list_opens_on_what_is_going_on(vault: Vault) -> None:
    async with opened(vault, view="") as (app, pilot):
        assert app.screen._view == "active"  # type: ignore[attr-defined]
        await turned(app, pilot, "today")
        await shows(pilot, "Ingenting att göra i dag")


async def test_the_promise_is_the_next_step_and_waiting_has_a_tab(filled: Vault) -> None:
    promise(filled, 1, date(2026, 11, 27), party="forsakringskassan")
    async with opened(filled, size=(140, 40), view="waiting") as (app, pilot):
        assert names(app) == ["Övergård, Utkast"]
        await shows(pilot, "27 nov: Ring chefen Kim", "Ingen kontakt än")
        await shows(pilot, "Försäkringskassan till fre 27")
        await pilot.press("f9")
        await until(pilot, lambda: "Kim" not in screen_text(app))


async def test_why_names_rule_law_and_what_it_is_built_on(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await pilot.press("slash", "o", "v", "e", "enter", "v")
        await until(pilot, lambda: isinstance(app.screen, WhyScreen))
        await shows(
            pilot, "Varför ser jag detta? · Ärende 2026-001", "Gör så här", "Regel", "Lag", "Källa", "Bygger på"
        )
        assert "Övergård" not in str(app.screen.query_one(".title").render())


async def test_a_signal_is_postponed_and_taken_back_with_a_key(filled: Vault) -> None:
    async with opened(filled, view="") as (app, pilot):
        screen: Any = app.screen
        case_id = screen.signal_case()
        before = await app.desk.read(lambda reader: active(reader, [case_id], ON)[case_id])
        assert len(before) > 1
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuickScreen))
        await pilot.press("2")
        await until(pilot, lambda: app.screen is screen and app.answered_cases == [case_id])
        given = await app.desk.read(lambda reader: answers(reader, case_id))
        assert [(each.rule, each.until) for each in given] == [(before[0].rule, ON + timedelta(days=7))]
        assert len(await app.desk.read(lambda reader: active(reader, [case_id], ON)[case_id])) == len(before) - 1
        await pilot.press("z")
        await until(pilot, lambda: "ångrat" in app.said[-1].text)
        after = await app.desk.read(lambda reader: active(reader, [case_id], ON)[case_id])
        assert [each[1:] for each in after] == [each[1:] for each in before]


async def test_what_is_not_relevant_needs_a_reason_and_leaves_idag(filled: Vault) -> None:
    async with opened(filled, view="") as (app, pilot):
        screen: Any = app.screen
        last = screen.table.row_count - 1
        await pilot.press("end")
        await until(pilot, lambda: screen.table.cursor_row == last and screen.signal_case())
        case_id = screen.signal_case()
        signals = await app.desk.read(lambda reader: active(reader, [case_id], ON)[case_id])
        for left in range(len(signals) - 1, -1, -1):
            await pilot.press("x")
            if left:
                await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
                await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, QuickScreen))
            await pilot.press("1")
            answered = len(signals) - left
            await until(
                pilot,
                lambda answered=answered: app.screen is screen and len(app.answered_cases) == answered,  # type: ignore[misc]
            )
        await until(pilot, lambda: screen._counts["today"] == 5)
        given = await app.desk.read(lambda reader: answers(reader, case_id))
        assert {each.reason for each in given} == {"Redan gjort"}
        assert len(given) == len(signals)
        await pilot.press("z")
        await until(pilot, lambda: screen._counts["today"] == 6 and screen.signal_case() == case_id)


async def test_the_case_says_its_next_steps(filled: Vault) -> None:
    async with opened(filled, size=(140, 40)) as (app, pilot):
        app.show_case(1)
        await shows(pilot, "Nästa steg", "v visar varför", "Ingen kontakt än")
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, WhyScreen))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, CaseloadScreen))


async def test_stale_signals_are_made_anew_behind_the_first_rows(filled: Vault) -> None:
    with filled.database.write() as work:
        work.connection.execute("delete from signal")
        work.connection.execute("delete from signal_basis")
    async with opened(filled, view="") as (app, pilot):
        assert app.screen._view == "active"  # type: ignore[attr-defined]
        await until(pilot, lambda: app.screen._counts["today"] == 6)  # type: ignore[attr-defined]
        await turned(app, pilot, "today")
        await shows(pilot, "BRÅDSKANDE")


async def test_a_number_of_the_unit_is_changed_checked_and_makes_signals_anew(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen) and app.screen._numbers)
        screen: Any = app.screen
        at = next(at for at, one in enumerate(screen._numbers) if one.name == "general.forecast_days")
        for typed, value in (("61", 14), ("21", 21)):
            screen.query_one("#numbers").highlighted = at
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, QuickScreen))
            app.screen.query_one("#answers").focus()
            await pilot.press("2")
            await until(pilot, lambda: app.screen.query("#ask-number") and isinstance(app.focused, Input))
            app.screen.query_one("#ask-number", Input).value = typed
            said = len(app.said)
            await pilot.press("enter")
            await until(pilot, lambda said=said: app.screen is screen and len(app.said) > said)  # type: ignore[misc]
            assert screen._numbers[at].value == value
        assert "0 till 60" in app.said[-2].text
        fresh = "select (select count(*) from history where action = 'setting.changed'), count(*) from signal_basis"
        rows = await app.desk.read(lambda reader: reader.rows(fresh))
        assert rows == [(1, 1)]
        await until(pilot, lambda: app.desk.read_now(lambda reader: is_current(reader.connection)))
