"""A list read in from the paste box: previewed, taken up, stored once; what is pasted is never lost."""

from datetime import date
from pathlib import Path

from textual.widgets import Input, TextArea

from rekotui.exchange import importing
from rekotui.exchange.rehabstod.reader import read
from screens.import_list import ImportScreen
from storage.reading import Reader
from tests.screens.conftest import Vault, names, opened, screen_text, shows, until

SAMPLES = Path(__file__).parent.parent / "samples" / "rehabstod"
WEEK_24 = date(2026, 6, 8)


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
        await pilot.press("escape", "4")
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


def read_earlier(vault: Vault) -> None:
    """Week 24 is stored; one who has a case and another degree this week has a protected identity."""
    found = read((SAMPLES / "vecka-24-urklipp.txt").read_bytes(), "vecka-24-urklipp.txt", WEEK_24)
    with Reader(vault.folder, vault.key.dek) as reader:
        shown = importing.preview(found, reader, list_date=WEEK_24, unit="Norra", on=WEEK_24)
    importing.store(vault.database, shown, importing.TAKE_STATUS, WEEK_24)
    with vault.database.write() as work:
        work.connection.execute("update patient set protected = 1 where name = 'Låtsas Åkerprov'")


async def test_preview_tells_every_group_and_what_changed_in_words(vault: Vault) -> None:
    read_earlier(vault)
    async with opened(vault, size=(100, 42)) as (app, pilot):
        await pilot.press("I")
        await until(pilot, lambda: isinstance(app.screen, ImportScreen) and app.screen._ready)
        app.screen.query_one("#file", Input).value = str(SAMPLES / "vecka-25-urklipp.txt")
        app.screen.query_one("#day", Input).value = "2026-06-15"
        await pilot.press("ctrl+s")
        await shows(pilot, "Jämfört med listan från 2026-06-08", "Nya: 5", "Borta ur listan: 3", "Förlängda: 5")
        await shows(pilot, "slut 10 jun → 8 jul", "slutade 9 jun", "start 24 nov 2025 → 30 sep 2025")
        scroll = app.screen.query_one("#preview-scroll")
        assert scroll.scroll_y == 0
        await pilot.press("pagedown")
        await until(pilot, lambda: scroll.scroll_y == scroll.max_scroll_y > 0)
        await shows(pilot, "läkare Örjan Provläkare → Ylva Påhittsläkare", "Oförändrade: 17", "grad 100 % → 50 %")
        assert "Åkerprov" not in screen_text(app)
        assert "Fejka" in screen_text(app)
        await pilot.press("f9")
        await until(pilot, lambda: "Fejka" not in screen_text(app))
        await shows(pilot, "grad 75 % → 25 %")
        await pilot.press("pageup")
        await until(pilot, lambda: scroll.scroll_y == 0)


async def test_a_workbook_is_read_from_its_path(vault: Vault) -> None:
    async with opened(vault, size=(100, 40)) as (app, pilot):
        await pilot.press("I")
        await until(pilot, lambda: isinstance(app.screen, ImportScreen) and app.screen._ready)
        screen = app.screen
        screen.query_one("#unit", Input).value = "E"
        screen.query_one("#file", Input).value = str(SAMPLES / "v6-alla-kolumner.xlsx")
        await pilot.press("ctrl+s")
        await shows(pilot, "31 sjukfall i listan för E", "2023-05-15")


async def test_a_damaged_workbook_says_what_to_do(vault: Vault, tmp_path: Path) -> None:
    async with opened(vault) as (app, pilot):
        await pilot.press("I")
        await until(pilot, lambda: isinstance(app.screen, ImportScreen) and app.screen._ready)
        file = tmp_path / "lista.xlsx"
        file.write_bytes((SAMPLES / "v6-alla-kolumner.xlsx").read_bytes()[:5000])
        app.screen.query_one("#file", Input).value = str(file)
        await pilot.press("ctrl+s")
        await shows(pilot, "Filen är skadad eller avklippt", "kopiera tabellen i Rehabstöd")


async def test_a_printed_page_is_read_as_a_file_with_its_unit(vault: Vault) -> None:
    async with opened(vault, size=(100, 40)) as (app, pilot):
        await pilot.press("I")
        await until(pilot, lambda: isinstance(app.screen, ImportScreen) and app.screen._ready)
        app.screen.query_one("#file", Input).value = str(SAMPLES / "vecka-25-utskrift.pdf")
        app.screen.query_one("#day", Input).value = "2026-06-15"
        await pilot.press("ctrl+s")
        await shows(pilot, "33 sjukfall i listan för Exempelbackens")
