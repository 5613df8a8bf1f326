"""A list taken back on screen, its file taken off the computer, and old rows that go behind the first paint."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, RadioButton, TextArea

from rekotui.exchange import importing
from rekotui.exchange.rehabstod.reader import read
from screens.app import RekotuiApp
from screens.choose import ConfirmScreen
from screens.import_list import ImportScreen
from screens.palette import PaletteScreen
from storage.cases import CaseRepository
from storage.reading import Reader
from tests.exchange.answers import answers
from tests.exchange.rehabstod.copies import blocks_of
from tests.screens.conftest import ON, Vault, opened, screen_text, shows, until

SAMPLES = Path(__file__).parent.parent / "samples" / "rehabstod"
WEEK_24, WEEK_25 = date(2026, 6, 8), date(2026, 6, 15)
UNIT = "Exempelbackens vårdcentral"


def read_in(vault: Vault, week: int, day: date, take: str = "none", unit: str = UNIT) -> None:
    """Store a sample list as another program would."""
    name = f"vecka-{week}-urklipp.txt"
    found = read((SAMPLES / name).read_bytes(), name, day)
    with Reader(vault.folder, vault.key.dek) as reader:
        shown = importing.preview(found, reader, list_date=day, unit=unit, on=day)
    importing.store(vault.database, shown, take, day)


def state(vault: Vault) -> str:
    with Reader(vault.folder, vault.key.dek) as reader:
        return answers(reader, ON)


def rows(vault: Vault) -> int:
    with Reader(vault.folder, vault.key.dek) as reader:
        return int(reader.rows("select count(*) from list_row")[0][0])


def asking(app: RekotuiApp) -> Callable[[], bool]:
    return lambda: isinstance(app.screen, ConfirmScreen)


async def answer(app: RekotuiApp, pilot: Pilot[int], *keys: str) -> None:
    """Wait for the question, answer it, and wait until it is gone."""
    await until(pilot, asking(app))
    await until(pilot, lambda: app.focused is not None and app.focused.id == "no")
    await pilot.press(*keys)
    await until(pilot, lambda: not asking(app)())


async def test_the_latest_list_is_taken_back_from_the_caseload(vault: Vault) -> None:
    read_in(vault, 24, WEEK_24, "status")
    before = state(vault)
    read_in(vault, 25, WEEK_25, "status")
    after = state(vault)
    async with opened(vault, size=(100, 30)) as (app, pilot):
        await pilot.press("u")
        await shows(pilot, "Ångra inläsningen av listan från 2026-06-15 för", UNIT, "(33 sjukfall)?", "Ja, ångra")
        assert "får tillbaka sina tidigare uppgifter: " in screen_text(app)
        await answer(app, pilot, "enter")
        assert state(vault) == after, "Nej has the focus"
        await pilot.press("u")
        await answer(app, pilot, "tab", "enter")
        await until(pilot, lambda: app.said and app.said[-1].text.startswith("Inläsningen av listan från 2026-06-15"))
        assert state(vault) == before


async def test_the_palette_knows_it_and_an_empty_vault_has_nothing(vault: Vault) -> None:
    async with opened(vault) as (app, pilot):
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, PaletteScreen))
        await pilot.press(*"senaste inl")
        await shows(pilot, "Ångra senaste inläsning av en lista  (u)")
        await pilot.press("enter")
        await until(pilot, lambda: app.said and app.said[-1].text == "Det finns ingen inläst lista att ångra.")


async def test_a_case_that_was_worked_in_is_named_by_its_number(vault: Vault) -> None:
    read_in(vault, 24, WEEK_24, "status")
    vault.note(3, "Ringde")
    async with opened(vault) as (app, pilot):
        await pilot.press("u")
        await shows(pilot, "Kvar blir de du har arbetat med: 2026-003")
        await answer(app, pilot, "tab", "enter")
        await until(pilot, lambda: app.said and "Kvar är de du har arbetat med: 2026-003." in app.said[-1].text)


def few() -> str:
    """The first rows of week 25, as they are copied."""
    heading, blocks = blocks_of("vecka-25-urklipp.txt")
    return "\n".join([heading, *blocks[:5]])


def few_in(folder: Path) -> Path:
    file = folder / "listan.txt"
    file.write_text(few(), "utf-8")
    return file


async def paste_and_store(app: RekotuiApp, pilot: Pilot[int], *, file: Path | None = None) -> ImportScreen:
    """Read a few rows of week 25 in from the paste box or from a file, and take up all."""
    await pilot.press("I")
    await until(pilot, lambda: isinstance(app.screen, ImportScreen) and app.screen._ready)
    screen = app.screen
    assert isinstance(screen, ImportScreen)
    if file is None:
        screen.query_one(TextArea).text = few()
    else:
        screen.query_one("#file", Input).value = str(file)
    screen.query_one("#day", Input).value = WEEK_25.isoformat()
    screen.query_one("#unit", Input).value = UNIT
    await pilot.press("ctrl+s")
    await until(pilot, lambda: screen._step == "review")
    screen.query_one("#take-all", RadioButton).value = True
    await pilot.press("ctrl+s")
    await shows(pilot, "Listan är sparad", "Gå vidare")
    return screen


async def test_the_list_that_was_just_stored_is_taken_back(vault: Vault) -> None:
    read_in(vault, 24, WEEK_24, "status")
    before = state(vault)
    async with opened(vault, size=(100, 30)) as (app, pilot):
        screen = await paste_and_store(app, pilot)
        assert state(vault) != before
        await shows(pilot, "u ångra", "Ångra inläsningen")
        assert "ta bort filen" not in screen_text(app).casefold(), "it was pasted"
        await pilot.press("t")
        assert app.screen is screen
        await pilot.press("u")
        await answer(app, pilot, "tab", "enter")
        await shows(pilot, "Inläsningen av listan från 2026-06-15 är ångrad.", "Strukna ärenden: ")
        assert state(vault) == before
        await until(pilot, lambda: "u ångra" not in screen_text(app))
        await pilot.press("u", "enter")
        await until(pilot, lambda: app.screen.PLACE == "caseload")  # type: ignore[attr-defined]


async def test_the_buttons_do_the_same_as_the_keys(vault: Vault) -> None:
    before = state(vault)
    async with opened(vault, size=(100, 30)) as (app, pilot):
        await paste_and_store(app, pilot)
        await pilot.click("#undo-import")
        await answer(app, pilot, "tab", "enter")
        await shows(pilot, "är ångrad")
        assert state(vault) == before
        await pilot.click("#leave")
        await until(pilot, lambda: app.screen.PLACE == "caseload")  # type: ignore[attr-defined]


async def test_a_list_of_the_unit_that_came_later_is_not_the_one_that_was_shown(vault: Vault) -> None:
    async with opened(vault, size=(100, 30)) as (app, pilot):
        await paste_and_store(app, pilot)
        read_in(vault, 24, WEEK_25 + timedelta(days=7))
        after = state(vault)
        await pilot.press("u")
        await until(pilot, lambda: app.said and "En annan lista har lästs in" in app.said[-1].text)
        assert state(vault) == after


async def test_u_is_a_letter_while_the_list_is_pasted(vault: Vault) -> None:
    read_in(vault, 24, WEEK_24)
    async with opened(vault) as (app, pilot):
        await pilot.press("I")
        await until(pilot, lambda: isinstance(app.screen, ImportScreen) and app.screen._ready)
        await pilot.press("u", "t")
        assert app.screen.query_one(TextArea).text == "ut"
        assert "u ångra" not in screen_text(app)
        assert "Kopiering loggas inte nationellt, det gör utskrift. Följ vårdgivarens rutin." in screen_text(app)


async def test_the_file_goes_only_if_she_says_so(vault: Vault, tmp_path: Path) -> None:
    file = few_in(tmp_path)
    async with opened(vault, size=(100, 30)) as (app, pilot):
        screen = await paste_and_store(app, pilot, file=file)
        await shows(pilot, "t ta bort filen")
        await pilot.press("t")
        await shows(pilot, "Ta bort filen listan.txt från datorn?", "hamnar inte i")
        await answer(app, pilot, "enter")
        assert file.exists()
        await pilot.press("t")
        await answer(app, pilot, "tab", "enter")
        await until(pilot, lambda: not file.exists() and not screen.query_one("#remove-file").display)
        assert app.said[-1].text == "Filen är borttagen från datorn."
        assert app.screen is screen


async def test_a_file_that_went_away_by_itself_is_told(vault: Vault, tmp_path: Path) -> None:
    file = few_in(tmp_path)
    async with opened(vault, size=(100, 30)) as (app, pilot):
        await paste_and_store(app, pilot, file=file)
        await pilot.press("t")
        await until(pilot, asking(app))
        file.unlink()
        await answer(app, pilot, "tab", "enter")
        await until(pilot, lambda: app.said and "kunde inte tas bort" in app.said[-1].text)


async def test_a_link_is_not_offered(vault: Vault, tmp_path: Path) -> None:
    link = tmp_path / "genväg.txt"
    link.symlink_to(few_in(tmp_path))
    async with opened(vault, size=(100, 30)) as (app, pilot):
        await paste_and_store(app, pilot, file=link)
        assert "Ta bort filen" not in screen_text(app)


@pytest.mark.parametrize(("clock", "gone"), [(ON, 3), (WEEK_25, 0)])
async def test_old_rows_go_behind_the_first_paint(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, clock: date, gone: int
) -> None:
    """Three people are gone since week 25; a program that only looks ahead removes nothing."""
    read_in(vault, 24, WEEK_24)
    read_in(vault, 25, WEEK_25)
    vault.case(1, "Fejka Åström-Test")
    before = rows(vault)
    monkeypatch.setenv("REKOTUI_TODAY", (clock + timedelta(days=20)).isoformat())
    async with opened(vault, on=ON + timedelta(days=20)) as (app, pilot):
        await until(pilot, lambda: app.desk._database is not None)
        if gone:
            await until(pilot, lambda: rows(vault) < before)
        await until(pilot, lambda: not [each for each in app.workers if each.group == "warm" and not each.is_finished])
        assert rows(vault) == before - gone


async def test_history_says_that_the_list_was_undone(vault: Vault) -> None:
    read_in(vault, 24, WEEK_24, "status")
    read_in(vault, 25, WEEK_25)
    async with opened(vault, size=(100, 40)) as (app, pilot):
        await pilot.press("u")
        await answer(app, pilot, "tab", "enter")
        await until(pilot, lambda: app.said)
        with vault.database.write() as work:
            changed = work.connection.execute(
                "select case_id from history where action = 'sick_leave.restored' order by id limit 1"
            ).fetchone()[0]
            assert CaseRepository(work).get(changed).voided_on is None
        app.show_case(changed)
        await until(pilot, lambda: app.screen.PLACE == "case")  # type: ignore[attr-defined]
        await pilot.press("6", "F")
        await shows(pilot, "sjukskrivning som före ångrad lista")
