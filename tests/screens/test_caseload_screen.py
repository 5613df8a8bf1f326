"""The caseload: rows, tabs, filter, order, hidden identities, empty states, other writers."""

from textual.widgets import Input, Tab

from screens.caseload import CaseloadScreen
from screens.widgets.case_table import CaseTable
from tests.screens.conftest import Vault, names, opened, screen_text, shows, until


def tabs(app: object) -> list[str]:
    return [str(tab.label) for tab in app.screen.query(Tab)]  # type: ignore[attr-defined]


async def test_active_cases_in_swedish_order_with_counts_in_the_tabs(filled: Vault) -> None:
    async with opened(filled) as (app, _pilot):
        assert tabs(app) == ["Idag 6", "Pågående 6", "Väntar 0", "Alla 7", "Avslutade 1"]
        shown = names(app)
        plain = [name for name in shown if "[" not in name and "Skyddade" not in name]
        assert plain == ["Zetterlund, Öva", "Åström-Test, Fejka", "Ärlig, Klar", "Övergård, Utkast"]
        assert "DEMO" in screen_text(app)


async def test_tabs_turn_by_number_arrow_and_mouse(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await pilot.press("5")
        await until(pilot, lambda: names(app) == ["Avslutsson, Slut"])
        await pilot.press("left")
        await until(pilot, lambda: len(names(app)) == 7)
        await pilot.click("#active")
        await until(pilot, lambda: len(names(app)) == 6)


async def test_the_filter_works_while_typing_and_escape_gives_all_back(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await pilot.press("slash", "o", "v", "e")
        await until(pilot, lambda: names(app) == ["Övergård, Utkast"])
        await shows(pilot, "1 av 6")
        await pilot.press("escape")
        await until(pilot, lambda: len(names(app)) == 6)
        assert isinstance(app.focused, CaseTable)


async def test_conditions_notes_and_employers_in_the_filter(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        field = app.screen.query_one("#filter", Input)
        for text, expected in (
            ("status=kontaktad", ["Ärlig, Klar"]),
            ("grad=50 läkare=eva", ["Övergård, Utkast"]),
            ("dag>100", ["Åström-Test, Fejka"]),
            ("schema", ["Övergård, Utkast"]),
            ("provsk", ["Åström-Test, Fejka"]),
        ):
            field.value = text
            await until(pilot, lambda expected=expected: names(app) == expected)  # type: ignore[misc]
        field.value = ""
        await until(pilot, lambda: len(names(app)) == 6)
        field.value = "dag>"
        await pilot.pause(0.05)
        assert len(names(app)) == 6


async def test_a_filter_that_finds_nothing_says_how_to_go_on(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        app.screen.query_one("#filter", Input).value = "qqqqqq"
        await shows(pilot, "Inget stämmer med filtret", "Esc")


async def test_titles_sort_and_shift_adds_a_second_key(filled: Vault) -> None:
    async with opened(filled, size=(140, 40)) as (app, pilot):
        table = app.screen.query_one(CaseTable)
        table.post_message(CaseTable.HeaderSelected(table, "status", False))
        table.post_message(CaseTable.HeaderSelected(table, "name", True))
        table.post_message(CaseTable.HeaderSelected(table, "name", True))
        await shows(pilot, "Status ▲1", "Namn ▼2")
        await until(pilot, lambda: names(app)[0] == "Zetterlund, Öva")
        assert names(app)[-1] == "Åström-Test, Fejka"


async def test_the_sort_dialog_orders_by_several_columns(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await pilot.press("s", "enter", "end", "up", "enter", "escape")
        await until(pilot, lambda: isinstance(app.screen, CaseloadScreen))
        await until(pilot, lambda: [key.column for key in app.screen._sort] == ["name", "age"])  # type: ignore[attr-defined]
        assert app.screen._sort[0].descending  # type: ignore[attr-defined]
        await until(pilot, lambda: "Skyddade" in names(app)[-1] and "[" in names(app)[-2])


async def test_f9_hides_people_in_rows_preview_and_case(filled: Vault) -> None:
    async with opened(filled, size=(140, 40)) as (app, pilot):
        app.screen.query_one("#filter", Input).value = "övergård"
        await until(pilot, lambda: names(app) == ["Övergård, Utkast"])
        await pilot.press("escape", "end", "f9")
        await until(pilot, lambda: "Övergård" not in screen_text(app) and "Exempelhemmet" not in screen_text(app))
        await shows(pilot, "Ärende 2026-001", "identiteter dolda")
        await pilot.press("enter")
        await shows(pilot, "1 Översikt", "•••••")
        seen = screen_text(app)
        for secret in ("Övergård", "239", "070-", "Exempelhemmet", "schema"):
            assert secret not in seen
        await pilot.press("f9")
        await shows(pilot, "Övergård", "070-1740605")


async def test_protected_people_are_masked_in_lists_and_shown_after_a_key_on_their_own_case(filled: Vault) -> None:
    async with opened(filled, size=(140, 40)) as (app, pilot):
        assert "Hemlig" not in screen_text(app)
        app.screen.query_one("#filter", Input).value = "2026-005"
        await until(pilot, lambda: names(app) == ["2026-005 Skyddade personuppgifter"])
        await pilot.press("enter", "enter")
        await shows(pilot, "Tryck V för att visa")
        for secret in ("Hemlig", "070-1740606", "Dolda AB"):
            assert secret not in screen_text(app)
        await pilot.press("r")
        await pilot.pause(0.05)
        assert app.screen.PLACE == "case"  # type: ignore[attr-defined]
        await pilot.press("V")
        await shows(pilot, "Person, Hemlig", "070-1740606")


async def test_an_empty_vault_says_what_to_do_first(vault: Vault) -> None:
    async with opened(vault) as (_app, pilot):
        await shows(pilot, "Här finns inga ärenden än", "klistra in listan från Rehabstöd")


async def test_what_another_program_writes_appears_by_itself(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        filled.case(7, "Nyss Tillkommen")
        await until(pilot, lambda: "Tillkommen, Nyss" in names(app))
        assert tabs(app)[1] == "Pågående 7"


async def test_looking_is_logged_once_and_opening_a_case_by_its_case(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await pilot.press("end", "enter")
        await shows(pilot, "1 Översikt")
        await until(pilot, lambda: app.screen._logged)  # type: ignore[attr-defined]
        case_id = app.screen.case_id  # type: ignore[attr-defined]
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CaseloadScreen))
        history = await app.desk.read(lambda reader: reader.case_history(case_id))
        assert [line.action for line in history].count("case.read") == 1
        logged = await app.desk.read(
            lambda reader: reader.rows("select count(*) from history where action = 'list.read'")
        )
        assert logged[0][0] == 1


async def test_the_preview_says_who_may_be_talked_with(filled: Vault) -> None:
    filled.consent(1)
    stopped = filled.consent(1, "K3", "kommun")
    filled.withdraw(stopped)
    withdrawn = filled.consent(3)
    filled.withdraw(withdrawn)
    async with opened(filled) as (app, pilot):
        app.screen.show_signal_case(1)  # type: ignore[attr-defined]
        await shows(pilot, "Samtycke kommunen: nej")
        filled.consent(1, "K3", "arbetsgivare")
        await shows(pilot, "Samtycke arbetsgivaren: ja till 21 feb 2027, 1 till")
        app.screen.show_signal_case(3)  # type: ignore[attr-defined]
        await shows(pilot, "Samtycke till koordinering: nej")
