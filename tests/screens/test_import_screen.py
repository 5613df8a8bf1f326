"""A list read in from the paste box: previewed, taken up, stored once; what is pasted is never lost."""

from pathlib import Path

from textual.widgets import Input, TextArea

from screens.import_list import ImportScreen
from tests.screens.conftest import Vault, names, opened, screen_text, shows, until

SAMPLES = Path(__file__).parent.parent / "samples" / "rehabstod"


async def test_paste_preview_take_up_and_store(vault: Vault) -> None:
    text = (SAMPLES / "vecka-25-urklipp.txt").read_text(encoding="utf-8")
    async with opened(vault, size=(100, 40)) as (app, pilot):
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, ImportScreen) and app.screen._ready)
        screen = app.screen
        await pilot.press("ctrl+s")
        await shows(pilot, "Klistra in listan")
        screen.query_one(TextArea).text = text
        screen.query_one("#day", Input).value = "2026-06-15"
        await pilot.press("ctrl+s")
        await shows(pilot, "Skriv enhetens namn")
        screen.query_one("#unit", Input).value = "Exempelbackens vårdcentral"
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.PLACE == "caseload")  # type: ignore[attr-defined]
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, ImportScreen) and app.screen._ready)
        screen = app.screen
        assert screen.query_one(TextArea).text == text
        await pilot.press("ctrl+s")
        await shows(pilot, "33 sjukfall i listan för Exempelbackens", "Nya: 3")
        await pilot.press("f9")
        await until(pilot, lambda: "Exempeldotter" not in screen_text(app))
        await pilot.press("f9")
        screen.query_one("#take").focus()
        await pilot.press("down", "down", "space")
        await pilot.press("ctrl+s")
        await shows(pilot, "Listan är sparad", "Nya ärenden: 33")
        assert await app.desk.read(lambda reader: reader.draft("import")) == ""
        await pilot.press("escape", "2")
        await until(pilot, lambda: app.screen.PLACE == "caseload" and len(names(app)) == 33)  # type: ignore[attr-defined]


async def test_a_file_that_is_no_list_says_so_and_stores_nothing(vault: Vault, tmp_path: Path) -> None:
    async with opened(vault) as (app, pilot):
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, ImportScreen) and app.screen._ready)
        app.screen.query_one("#unit", Input).value = "E"
        app.screen.query_one("#file", Input).value = str(tmp_path / "finns-inte.txt")
        await pilot.press("ctrl+s")
        await shows(pilot, "finns-inte.txt")
        (tmp_path / "brev.txt").write_text("Hej, det här är inget sjukfall.", encoding="utf-8")
        app.screen.query_one("#file", Input).value = str(tmp_path / "brev.txt")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "finns-inte.txt" not in str(app.screen.query_one("#says").content))  # type: ignore[attr-defined]
        assert app.screen._step == "given"  # type: ignore[attr-defined]
        rows = await app.desk.read(lambda reader: reader.rows("select count(*) from list_import"))
        assert rows[0][0] == 0


async def test_a_printed_page_is_read_as_a_file_with_its_unit(vault: Vault) -> None:
    async with opened(vault, size=(100, 40)) as (app, pilot):
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, ImportScreen) and app.screen._ready)
        app.screen.query_one("#file", Input).value = str(SAMPLES / "vecka-25-utskrift.pdf")
        app.screen.query_one("#day", Input).value = "2026-06-15"
        await pilot.press("ctrl+s")
        await shows(pilot, "33 sjukfall i listan för Exempelbackens")
