"""The list written to a file from the app: what is suggested, what is asked, what is written, what is logged."""

import os
import stat
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Select

from screens.app import RekotuiApp
from screens.caseload import CaseloadScreen
from screens.choose import ConfirmScreen
from screens.export_list import ExportScreen
from tests.cli.running import history
from tests.exchange.reading_back import html_rows, markdown_rows, workbook, xlsx_rows
from tests.screens.conftest import HOSTILE, Vault, opened, screen_text, shows, until

NAME = "arbetslista-2026-11-23"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


async def export(pilot: Pilot[int], app: RekotuiApp, out: Path | str, **chosen: str) -> ExportScreen:
    """Open the form and fill it in."""
    await pilot.press("e")
    await until(pilot, lambda: isinstance(app.screen, ExportScreen) and app.screen._values()["file"])
    screen = app.screen
    assert isinstance(screen, ExportScreen)
    screen.query_one("#f-folder", Input).value = str(out)
    for name, value in chosen.items():
        widget = screen.query_one(f"#f-{name}")
        assert isinstance(widget, Input | Select)
        widget.value = value
    await pilot.pause()
    return screen


async def written(pilot: Pilot[int], app: RekotuiApp) -> None:
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(app.screen, CaseloadScreen))


async def test_a_workbook_without_names_is_what_is_suggested(filled: Vault, out: Path) -> None:
    async with opened(filled) as (app, pilot):
        await export(pilot, app, out)
        await shows(pilot, "Pågående 6", "Excel", "Utan namn", f"{NAME}.xlsx", "Skriv filen", "åtkomstloggen")
        before = len(history(filled.folder))
        await written(pilot, app)
        file = out / f"{NAME}.xlsx"
        rows = xlsx_rows(file.read_bytes())
        assert [row[0] for row in rows] == ["2026-005", "2026-007", "2026-004", "2026-002", "2026-003", "2026-001"]
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert os.listdir(out) == [file.name]
        said = "\n".join(str(cell.value) for sheet in workbook(file.read_bytes()) for row in sheet for cell in row)
        for secret in ("Övergård", "Exempelhemmet", "239", "070-"):
            assert secret not in said
        assert app.said[-1].text == f"6 ärenden ligger nu i {file}"
        assert history(filled.folder)[before:] == [
            ("export", None, {"face": "worklist", "format": "xlsx", "hits": 6, "identities": False})
        ]


async def test_names_only_when_she_says_so_and_never_protected_ones(filled: Vault, out: Path) -> None:
    async with opened(filled) as (app, pilot):
        await export(pilot, app, out, names="1", format="html", part="all")
        await shows(pilot, "lika känslig som", f"{NAME}.html")
        await written(pilot, app)
        page = (out / f"{NAME}.html").read_text("utf-8")
        rows = {row[0]: row for row in html_rows(page)}
        assert len(rows) == 7
        assert rows["2026-001"][1:3] == ["Övergård, Utkast", "19800101-2395"]
        assert rows["2026-005"][1:3] == ["Skyddade personuppgifter", ""]
        for secret in ("Hemlig", "Dolda AB"):
            assert secret not in page
        assert "Ta bort filen" in app.said[-1].text
        assert history(filled.folder)[-1][2]["identities"] is True


async def test_what_the_filter_shows_is_what_is_offered_first(filled: Vault, out: Path) -> None:
    async with opened(filled) as (app, pilot):
        app.screen.query_one("#filter", Input).value = "övergård"
        await shows(pilot, "1 av 6")
        app.screen.query_one("#cases").focus()
        await export(pilot, app, out, format="md")
        await shows(pilot, "De som filtret visar 1")
        await written(pilot, app)
        page = (out / f"{NAME}.md").read_text("utf-8")
        assert [row[0] for row in markdown_rows(page)] == ["2026-001"]
        assert "Ett urval ur ärendelistan. Pågående: 1. Avslutade: 0." in page
        assert app.said[-1].text.startswith("1 ärende ligger nu i ")
        assert "övergård" not in page.casefold()


async def test_no_file_is_written_over_unasked(filled: Vault, out: Path) -> None:
    mine = out / f"{NAME}.md"
    mine.write_text("mine")
    async with opened(filled) as (app, pilot):
        await export(pilot, app, out, format="md")
        await pilot.press("ctrl+s")
        await shows(pilot, f"{NAME}.md finns redan i mappen")
        await pilot.press("enter")  # ”Nej” has the focus
        await until(pilot, lambda: isinstance(app.screen, ExportScreen))
        assert mine.read_text() == "mine"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.click("#yes")
        await until(pilot, lambda: isinstance(app.screen, CaseloadScreen))
        assert mine.read_text().startswith("# Arbetslista")
        assert os.listdir(out) == [mine.name]


async def test_what_cannot_be_written_is_said_beside_its_field(filled: Vault, out: Path) -> None:
    (out / "mapp.xlsx").mkdir()
    async with opened(filled) as (app, pilot):
        screen = await export(pilot, app, out / "finns-inte", file="../x.xlsx")
        await pilot.press("ctrl+s")
        await shows(pilot, "Mappen finns inte", "Skriv bara filens namn")
        screen.query_one("#f-file", Input).value = " "
        await pilot.press("ctrl+s")
        await shows(pilot, "Skriv ett filnamn")
        screen.query_one("#f-folder", Input).value = str(out)
        screen.query_one("#f-file", Input).value = "å" * 101
        await pilot.press("ctrl+s")
        await shows(pilot, "Filnamnet är för långt")
        screen.query_one("#f-file", Input).value = "mapp"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.click("#yes")
        await shows(pilot, "Det går inte att skriva i")
        assert screen is app.screen
        assert os.listdir(out) == ["mapp.xlsx"]
        assert "export" not in [row[0] for row in history(filled.folder)]
        screen.query_one("#f-file", Input).value = HOSTILE.replace("/", "")
        await written(pilot, app)
        assert sorted(os.listdir(out)) == sorted(["mapp.xlsx", f"{HOSTILE.replace('/', '')}.xlsx"])


@pytest.mark.parametrize(
    ("typed", "then", "expected"),
    [
        (f"{NAME}.xlsx", "html", f"{NAME}.html"),
        ("lista", "csv", "lista.csv"),
        ("v. 48", "md", "v. 48.md"),
        ("min.htm", "html", "min.htm"),
        ("x.csv", "json", "x.json"),
    ],
)
async def test_the_ending_follows_the_format(filled: Vault, out: Path, typed: str, then: str, expected: str) -> None:
    async with opened(filled) as (app, pilot):
        await export(pilot, app, out, file=typed)
        app.screen.query_one("#f-format", Select).value = then
        await pilot.pause()
        await written(pilot, app)
        assert os.listdir(out) == [expected]


async def test_escape_writes_nothing(filled: Vault, out: Path) -> None:
    async with opened(filled) as (app, pilot):
        await export(pilot, app, out)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CaseloadScreen))
        assert os.listdir(out) == []


async def test_her_documents_are_suggested_with_a_short_name(
    filled: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "Documents").mkdir()
    async with opened(filled) as (app, pilot):
        await pilot.press("e")
        await shows(pilot, "~/Documents")
        await written(pilot, app)
        assert os.listdir(tmp_path / "Documents") == [f"{NAME}.xlsx"]
        assert app.said[-1].text == f"6 ärenden ligger nu i ~/Documents/{NAME}.xlsx"


async def test_the_form_fits_and_is_found_in_the_palette(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await pilot.press("ctrl+p")
        await until(pilot, lambda: app.screen.query("#found"))
        await pilot.press(*"exportera")
        await shows(pilot, "Exportera arbetslistan")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ExportScreen) and app.screen._values()["file"])
        await shows(pilot, "Skriv filen", "åtkomstloggen", "^S")
        lines = screen_text(app).split("\n")
        assert len(lines) == 24
        assert (app.screen.max_scroll_x, app.screen.max_scroll_y) == (0, 0)
        form = app.screen.query_one("#form")
        assert form.max_scroll_y == 0
