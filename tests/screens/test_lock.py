"""Lock, unlock, first run: the key goes, the text stays."""

import asyncio
from pathlib import Path

from textual.widgets import Input, TextArea

from screens.app import RekotuiApp
from screens.case import CaseScreen
from screens.first_run import FirstRunScreen
from screens.form import Form
from screens.unlock import UnlockScreen
from storage import agent_client, recovery_key
from storage.vault import create, exists
from tests.screens.conftest import ON, Vault, opened, screen_text, shows, until


async def test_the_idle_lock_keeps_typed_text_and_comes_back_to_it(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        app.show_case(1)
        await until(pilot, lambda: isinstance(app.screen, CaseScreen) and app.screen.facts)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, Form) and app.screen._ready)
        form = app.screen
        form.query_one(TextArea).text = "Mitt i en mening"
        start = app.clock()
        app.clock = lambda: start + 10 * 60 + 1
        await until(pilot, lambda: isinstance(app.screen, UnlockScreen) and not app.desk.is_open)
        await until(pilot, lambda: agent_client.ask_key(filled.folder) is None)
        assert app.desk.key is None
        assert "mening" not in screen_text(app)
        await pilot.press("ctrl+p", "f9")
        assert isinstance(app.screen, UnlockScreen)
        assert not app.hidden
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is form and app.desk.is_open)
        assert form.query_one(TextArea).text == "Mitt i en mening"
        assert "Mitt i en mening" in await app.desk.read(lambda reader: reader.draft("case:1:note"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))


async def test_lock_from_another_terminal_locks_the_app(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await until(pilot, lambda: agent_client.ask_key(filled.folder) == filled.key.dek)
        assert await asyncio.to_thread(agent_client.ask_lock, filled.folder)
        await until(pilot, lambda: isinstance(app.screen, UnlockScreen) and not app.desk.is_open)
        await shows(pilot, "ett annat fönster")


async def test_passphrase_and_recovery_key_open_and_a_wrong_one_says_so(tmp_path: Path) -> None:
    folder, recovery = str(tmp_path / "v"), recovery_key.generate()
    create(folder, "fyra ord du minns", recovery)
    app = RekotuiApp(folder, ON)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, UnlockScreen) and app.screen.query(Input))
        app.screen.query_one(Input).value = "fel lösenfras helt"
        await pilot.press("enter")
        await shows(pilot, "Lösenfrasen stämmer inte")
        assert app.screen.query_one(Input).value == ""
        app.screen.query_one(Input).value = recovery_key.to_words(recovery).lower()
        await pilot.press("enter")
        await until(pilot, lambda: app.desk.is_open)
        await shows(pilot, "Här finns inga ärenden än")
        await pilot.press("ctrl+l")
        await until(pilot, lambda: isinstance(app.screen, UnlockScreen) and not app.desk.is_open)
        app.screen.query_one(Input).value = "fyra ord du minns"
        await pilot.press("enter")
        await until(pilot, lambda: app.desk.is_open and not isinstance(app.screen, UnlockScreen))


async def test_the_first_run_makes_a_vault_and_asks_one_group_back(tmp_path: Path) -> None:
    folder = str(tmp_path / "new")
    app = RekotuiApp(folder, ON)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, FirstRunScreen))
        screen = app.screen
        assert isinstance(screen, FirstRunScreen)
        screen.query_one("#one", Input).value = "fyra ord du minns"
        screen.query_one("#two", Input).value = "något annat än så"
        await pilot.press("ctrl+s")
        await shows(pilot, "inte lika")
        assert not exists(folder)
        screen.query_one("#two", Input).value = "fyra ord du minns"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen._groups)
        await shows(pilot, *screen._groups)
        screen.query_one("#group", Input).value = "00000"
        await pilot.press("enter")
        await shows(pilot, "Det stämmer inte med grupp")
        screen.query_one("#group", Input).value = screen._groups[screen._asked].lower()
        await pilot.press("enter")
        await until(pilot, lambda: app.desk.is_open)
        await shows(pilot, "Här finns inga ärenden än")
        assert "DEMO" not in screen_text(app)
