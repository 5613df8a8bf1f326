"""The text for the record: shown, copied, marked, taken back; codes in the form of a contact; the clipboard's tools."""

import os
import stat
import sys
from pathlib import Path

import pytest

from screens import clipboard
from screens.case import CaseScreen
from screens.journal_messages import JOURNAL
from screens.journal_text import JournalTextScreen
from storage.cases import CaseRepository
from storage.contacts import ContactRepository, NewContact
from storage.work_reading import ContactLine, contacts_of
from tests.screens.conftest import HOSTILE, ON, Vault, opened, screen_text, shows, until
from tests.screens.test_case_screen import open_case, open_form


def meet(vault: Vault, case_id: int, body: str, outcome: str = "held", **more: object) -> int:
    """Record a contact with the patient."""
    with vault.database.write() as work:
        new = NewContact(ON, "phone", outcome, "patient", body=body, **more)  # type: ignore[arg-type]
        return ContactRepository(work).record(CaseRepository(work).get(case_id), new, ON).id or 0


async def lines(app) -> tuple[ContactLine, ...]:  # type: ignore[no-untyped-def]
    found: tuple[ContactLine, ...] = await app.desk.read(lambda reader: contacts_of(reader, 1))
    return found


@pytest.fixture
def no_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tests off the clipboard of whoever runs them."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", "")


@pytest.mark.usefixtures("no_tools")
async def test_the_text_is_shown_copied_marked_and_taken_back(filled: Vault) -> None:
    meet(filled, 1, "Sover bättre.\nVill börja på halvtid.")
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await pilot.press("3")
        await shows(pilot, "GC001", "ej journalfört")
        await pilot.press("j")
        await shows(pilot, "Text till journalen · 2026-001", "Telefonsamtal med patienten.", "Vill börja på halvtid.")
        await shows(pilot, "Ej journalfört.", "c kopiera")
        await pilot.press("c")
        await until(pilot, lambda: "Sover bättre.\nVill börja på halvtid." in app.clipboard)
        await until(pilot, lambda: [said.text for said in app.said].count(JOURNAL["outside"]) == 1)
        await pilot.press("c")
        await until(pilot, lambda: [said.text for said in app.said].count(JOURNAL["copied"]) == 2)
        assert [said.text for said in app.said].count(JOURNAL["outside"]) == 1
        await pilot.press("j")
        await shows(pilot, "Journalfört 2026-11-23.")
        assert (await lines(app))[0].journaled_on == ON
        await pilot.press("z")
        await shows(pilot, "Ej journalfört.")
        await pilot.press("j")
        await shows(pilot, "Journalfört 2026-11-23.")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await shows(pilot, "journalfört 2026-11-23")
        assert "ej journalfört" not in screen_text(app)


@pytest.mark.usefixtures("no_tools")
async def test_from_elsewhere_all_that_waits_is_gone_through(filled: Vault) -> None:
    meet(filled, 1, "Första samtalet")
    meet(filled, 1, "Andra samtalet")
    meet(filled, 1, "Inget svar", "no_answer")
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await pilot.press("j")
        await shows(pilot, "1 av 2", "Andra samtalet")
        await pilot.press("right")
        await shows(pilot, "2 av 2", "Första samtalet")
        await pilot.press("j")
        await shows(pilot, "2 av 2", "Journalfört 2026-11-23.")
        await pilot.press("right", "j")
        await shows(pilot, "1 av 2", "Journalfört 2026-11-23.")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await pilot.press("j")
        await until(pilot, lambda: app.said and app.said[-1].text == JOURNAL["nothing"])
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))


@pytest.mark.usefixtures("no_tools")
async def test_a_contact_that_is_not_asked_for_has_its_text_too(filled: Vault) -> None:
    meet(filled, 1, "Ringde förgäves", "no_answer")
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await pilot.press("3")
        await shows(pilot, "Ringde förgäves")
        assert "ej journalfört" not in screen_text(app)
        await pilot.press("j")
        await shows(pilot, "Telefon, patienten: inget svar.", "Behöver inte journalföras")


@pytest.mark.usefixtures("no_tools")
async def test_hidden_identities_hide_the_text_and_stop_the_copy(filled: Vault) -> None:
    meet(filled, 1, "Sover bättre.")
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await pilot.press("j")
        await shows(pilot, "Sover bättre.")
        await pilot.press("f9")
        await until(pilot, lambda: "Sover" not in screen_text(app))
        await pilot.press("c")
        await pilot.pause()
        assert app.clipboard == ""
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await pilot.press("j")
        await until(pilot, lambda: app.said and app.said[-1].text == JOURNAL["hidden"])
        assert isinstance(app.screen, CaseScreen)


@pytest.mark.usefixtures("no_tools")
async def test_a_protected_identity_is_shown_first(filled: Vault) -> None:
    meet(filled, 5, "Hemligt samtal")
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-005")
        await pilot.press("j")
        await until(pilot, lambda: app.said)
        assert isinstance(app.screen, CaseScreen)
        await pilot.press("V")
        await shows(pilot, "Hemlig")
        await pilot.press("j")
        await shows(pilot, "Hemligt samtal")


@pytest.mark.usefixtures("no_tools")
async def test_what_she_typed_is_never_markup(filled: Vault) -> None:
    meet(filled, 1, HOSTILE)
    async with opened(filled, (140, 40)) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await pilot.press("j")
        await until(pilot, lambda: isinstance(app.screen, JournalTextScreen))
        await shows(pilot, HOSTILE)


async def test_the_codes_follow_the_contact_until_she_writes_her_own(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        form = await open_form(app, pilot, "k")
        await until(pilot, lambda: form.values()["kva"] == "GC001")
        form.widget("outcome").value = "no_answer"  # type: ignore[attr-defined]
        await until(pilot, lambda: form.values()["kva"] == "")
        form.widget("outcome").value = "held"  # type: ignore[attr-defined]
        await until(pilot, lambda: form.values()["kva"] == "GC001")
        form.widget("kva").value = "ring"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await shows(pilot, "ingen KVÅ-kod")
        form.widget("kva").value = "xs007 UV117"  # type: ignore[attr-defined]
        form.widget("outcome").value = "no_answer"  # type: ignore[attr-defined]
        form.widget("outcome").value = "held"  # type: ignore[attr-defined]
        await pilot.pause()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        assert [line.codes for line in await lines(app)] == [("XS007", "UV117")]
        assert "UV117 slutade gälla 2017-12-31" in app.said[-1].text


async def test_a_correction_starts_with_the_codes_of_the_contact(filled: Vault) -> None:
    meet(filled, 1, "Fel", kva=("AW026",))
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await pilot.press("3")
        await shows(pilot, "AW026")
        form = await open_form(app, pilot, "enter")
        await until(pilot, lambda: form.values()["kva"] == "AW026")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_the_platforms_tool_gets_the_text_by_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text must not stand among the arguments: those can be listed by anybody on the machine."""
    out = tmp_path / "got"
    tool = tmp_path / "xclip"
    tool.write_text(f'#!/bin/sh\nprintf "%s" "$*" > {out}.arguments\ncat > {out}\n')
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("WSL_DISTRO_NAME", raising=False)
    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert clipboard.copy_now("Åsa sover bättre.")
    assert out.read_text("utf-8") == "Åsa sover bättre."
    assert Path(f"{out}.arguments").read_text("utf-8") == "-selection clipboard"


@pytest.mark.parametrize(
    ("platform", "environment", "first"),
    [
        ("darwin", {}, "pbcopy"),
        ("linux", {"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, "wl-copy"),
        ("linux", {"WSL_DISTRO_NAME": "x"}, "clip.exe"),
        ("win32", {}, "clip.exe"),
        ("linux", {}, ""),
    ],
)
def test_each_platform_has_its_own_tool(
    monkeypatch: pytest.MonkeyPatch, platform: str, environment: dict[str, str], first: str
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert next((tool[0] for tool in clipboard.tools()), "") == first


@pytest.mark.usefixtures("no_tools")
def test_without_a_tool_nothing_is_copied_and_nothing_breaks() -> None:
    assert clipboard.copy_now("text") is False
