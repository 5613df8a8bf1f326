"""A case and its forms: saved, corrected, kept as drafts, and never written over what another program wrote."""

import json
import threading

import pytest
from rich.text import Text
from textual.events import Key
from textual.widgets import Input, Select, TextArea

from rekotui.casework.consent import words
from rekotui.casework.fold import fold
from rekotui.exchange.history_messages import EVENTS
from screens.app import RekotuiApp
from screens.case import CaseScreen
from screens.choose import ConfirmScreen
from screens.form import Form, Loaded
from screens.note_form import NoteForm
from screens.timeline_words import detail_lines, recent_lines, table_row
from storage.reading import Reader
from storage.timeline import LOG, TimelineLine
from tests.screens.conftest import HOSTILE, ON, Vault, invented, opened, screen_text, shows, until


def place(app: RekotuiApp) -> str:
    return app.screen.PLACE  # type: ignore[attr-defined, no-any-return]


async def open_case(app: RekotuiApp, pilot, number: str) -> None:  # type: ignore[no-untyped-def]
    found = await app.desk.read(
        lambda reader: reader.rows("select case_id from case_overview where number = ?", (number,))
    )
    app.show_case(found[0][0])
    await until(pilot, lambda: isinstance(app.screen, CaseScreen) and app.screen.facts is not None)


async def open_form(app: RekotuiApp, pilot, key: str) -> Form:  # type: ignore[no-untyped-def]
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, Form) and app.screen._ready)
    assert isinstance(app.screen, Form)
    return app.screen


async def test_a_case_shows_timeline_milestones_status_and_history(filled: Vault) -> None:
    async with opened(filled, size=(140, 40)) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await shows(pilot, "100 %", "50 %", "25 %", "dag i dag 84", "rehabkedjan dag", "▲dag 90")
        await shows(pilot, "F438A Utmattningssyndrom", "Aktiv sedan 2026-11-23", "Samtal med chefen")
        await pilot.press("5")
        await shows(pilot, "⏎ rättar anteckningen")
        await pilot.press("6", "F")
        await shows(pilot, "sjukskrivning inlagd", "ärendet lades upp")
        await pilot.press("escape")
        await until(pilot, lambda: place(app) == "caseload")


async def test_a_new_case_by_hand_opens_and_an_error_stands_by_its_field(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        form = await open_form(app, pilot, "n")
        form.widget("name").value = "Ny Nilsdotter"  # type: ignore[attr-defined]
        form.widget("personnummer").value = "19800101-2380"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await shows(pilot, "kontrollsiffran stämmer")
        assert app.focused is form.widget("personnummer")
        form.widget("personnummer").value = invented(20).text  # type: ignore[attr-defined]
        form.widget("interpreter").value = "finska"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen) and app.screen.facts is not None)
        await shows(pilot, "Nilsdotter, Ny")
        assert app.screen.facts.line.interpreter == "finska"  # type: ignore[attr-defined]
        assert await app.desk.read(lambda reader: reader.draft("new_case")) == ""


async def test_the_same_person_twice_and_a_real_number_in_the_demo_are_refused_with_the_text_kept(
    filled: Vault,
) -> None:
    async with opened(filled) as (app, pilot):
        form = await open_form(app, pilot, "n")
        form.widget("name").value = "Utkast Övergård"  # type: ignore[attr-defined]
        form.widget("personnummer").value = invented(0).text  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await shows(pilot, "Det finns redan ett öppet ärende", "2026-001")
        form.widget("personnummer").value = "19121212-1212"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await shows(pilot, "testserien")
        assert form.values()["name"] == "Utkast Övergård"


async def test_status_needs_a_reason_and_stands_in_the_history(filled: Vault) -> None:
    async with opened(filled, size=(140, 40)) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        form = await open_form(app, pilot, "s")
        form.query_one(Select).value = "Avslutad"
        await pilot.press("ctrl+s")
        await shows(pilot, "Fyll i anledning")
        form.widget("reason").value = "Åter i arbete"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await shows(pilot, "Avslutad sedan 2026-11-23", "Avslutad · Åter i")


async def test_sick_leave_by_hand_draws_its_periods(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-003")
        await shows(pilot, "Ingen sjukskrivning är inlagd")
        form = await open_form(app, pilot, "l")
        form.widget("start_0").value = "2026-11-20"  # type: ignore[attr-defined]
        form.widget("end_0").value = "2026-11-10"  # type: ignore[attr-defined]
        form.widget("degree_0").value = "75"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await shows(pilot, "Slutdatum (2026-11-10) ligger före startdatum")
        form.widget("end_0").value = "2026-12-10"  # type: ignore[attr-defined]
        form.widget("start_1").value = "2026-12-11"  # type: ignore[attr-defined]
        form.widget("end_1").value = "2026-12-20"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await shows(pilot, "2026-11-20 – 2026-12-20", "75 %", "okänd")


async def test_a_note_is_corrected_and_the_old_one_stays_in_the_history(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await pilot.press("5", "enter")
        await until(pilot, lambda: isinstance(app.screen, Form) and app.screen._ready)
        area = app.screen.query_one(TextArea)
        assert area.text == "Samtal med chefen om schema."
        area.text = f"Rättat {HOSTILE}"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await shows(pilot, "Rättat [/] [red]x[/red]")
        notes = await app.desk.read(lambda reader: reader.notes(app.screen.case_id))  # type: ignore[attr-defined]
        assert [note.body for note in notes] == [f"Rättat {HOSTILE}"]


async def test_escape_keeps_the_text_and_start_over_asks_first_with_no_in_focus(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await open_form(app, pilot, "a")
        await pilot.press("H", "e", "j", "escape")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        form = await open_form(app, pilot, "a")
        assert form.query_one(TextArea).text == "Hej"
        await shows(pilot, "Det du skrev senast finns kvar")
        await pilot.press("f5")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen) and app.focused is not None)
        assert app.focused is not None
        assert app.focused.id == "no"
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is form)
        assert form.query_one(TextArea).text == "Hej"
        await pilot.press("f5", "tab", "enter")
        await until(pilot, lambda: app.screen is form and form.query_one(TextArea).text == "")


async def test_what_is_typed_before_a_form_has_its_field_comes_in_and_is_no_shortcut(
    filled: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_read = threading.Event()
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        assert isinstance(app.screen, CaseScreen)
        form = NoteForm(app.screen.case_id, "2026-001")
        read = form.read

        def read_late(reader: Reader) -> Loaded:
            assert may_read.wait(30)
            return read(reader)

        monkeypatch.setattr(form, "read", read_late)
        app.push_screen(form)
        await until(pilot, lambda: app.screen is form and bool(form.query("#form")))
        for letter in "q? å":
            app.post_message(Key(letter, letter))
        await until(pilot, lambda: len(form._early) == 4)
        assert app.screen is form
        may_read.set()
        await until(pilot, lambda: bool(form.query(TextArea)) and form.query_one(TextArea).text == "q? å")


async def test_typed_text_is_in_the_vault_while_she_types_and_survives_a_killed_program(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        form = await open_form(app, pilot, "a")
        form.query_one(TextArea).text = "Halvfärdig tanke"
        await until(pilot, lambda: "Halvfärdig" in app.desk.read_now(lambda reader: reader.draft(form.place)))
        kept = json.loads(app.desk.read_now(lambda reader: reader.draft(form.place)))
        assert kept["typed"]["body"] == "Halvfärdig tanke"


async def test_a_stale_save_says_so_keeps_the_text_and_can_be_saved_after_reading(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        form = await open_form(app, pilot, "r")
        form.widget("phone").value = "070-1111111"  # type: ignore[attr-defined]
        case_id = app.screen.case_id  # type: ignore[attr-defined]
        filled.change(case_id, phone="070-2222222", occupation="Barnskötare")
        await pilot.press("ctrl+s")
        await shows(pilot, "Nu står det: 070-2222222")
        assert form.values()["phone"] == "070-1111111"
        assert form.values()["occupation"] == "Barnskötare"
        assert any("ändrats på ett annat ställe" in said.text for said in app.said)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await until(pilot, lambda: app.screen.facts.line.phone == "070-1111111")  # type: ignore[attr-defined]


async def test_two_apps_at_once_see_each_other(filled: Vault) -> None:
    async with opened(filled, size=(140, 40)) as (first, one):
        await open_case(first, one, "2026-001")
        async with opened(filled) as (second, two):
            await open_case(second, two, "2026-001")
            form = await open_form(second, two, "a")
            form.query_one(TextArea).text = "Från den andra"
            await two.press("ctrl+s")
            await until(two, lambda: isinstance(second.screen, CaseScreen))
        await shows(one, "Från den andra")


async def test_f9_turns_typed_identity_into_bullets_and_gives_it_back(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        form = await open_form(app, pilot, "r")
        await shows(pilot, "070-1740605")
        await pilot.press("f9")
        await until(pilot, lambda: "070-1740605" not in screen_text(app) and "Övergård" not in screen_text(app))
        form.widget("phone").value = "070-3333333"  # type: ignore[attr-defined]
        await pilot.press("f9")
        await shows(pilot, "070-3333333", "Utkast Övergård")


async def test_the_palette_finds_a_case_and_a_command_and_hides_people(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await pilot.press("ctrl+p")
        await until(pilot, lambda: app.screen.query("#found"))
        app.screen.query_one(Input).value = "overg"
        await shows(pilot, "2026-001  Övergård, Utkast")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await pilot.press("f9", "ctrl+p")
        await until(pilot, lambda: app.screen.query("#found"))
        app.screen.query_one(Input).value = "overg"
        await shows(pilot, "Ärende 2026-001  •••••  Aktiv")
        assert "Övergård" not in screen_text(app)
        app.screen.query_one(Input).value = fold("ändra ärendets status")
        await shows(pilot, "Ändra ärendets status")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Form) and app.screen._ready)
        assert ON.isoformat() in app.screen.values().values()  # type: ignore[attr-defined]


def test_what_she_wrote_as_a_reason_is_hidden_with_the_identities() -> None:
    change = TimelineLine("status", 1, ON, "", "", None, False, {"status": "-", "reason": "Anna Hemlig ringde"})
    payload = {"status": "-", "on": "2026-11-22", "reason": "Anna Hemlig ringde"}
    told = TimelineLine(LOG, 1, ON, "08:00", "", None, False, {"action": "case.status", "payload": payload})
    for hide in (True, False):
        for each in (change, told):
            lines = [*recent_lines([each], hide), *detail_lines(each, hide), Text(str(table_row(each, hide).cells))]
            seen = "\n".join(line.plain for line in lines)
            assert ("Hemlig" in seen) is not hide
            assert "Status ej satt" in seen


def test_the_history_tells_of_the_consent_log_in_words() -> None:
    payload = {"kind": "K3", "party": "arbetsgivare", "on": "2026-11-20", "clock": "10:00", "until": None}
    told = [(f"consent.{event}", payload) for event in ("given", "withdrawn")]
    told += [("consent.given", {"kind": "K1", "party": "", "on": "2026-11-20"})]
    rows = [TimelineLine(LOG, 1, ON, "", "", None, False, {"action": word, "payload": each}) for word, each in told]
    seen = "\n".join(line.plain for row in rows for line in detail_lines(row, hide=True))
    assert "samtycke lämnat 2026-11-20 10:00 · arbetsgivaren" in seen
    assert "samtycke återkallat" in seen
    assert "2026-11-20 · Koordinering" in seen


def test_every_event_of_the_consent_log_has_its_word() -> None:
    for event in (*words("events"), "entered"):
        assert f"consent.{event}" in EVENTS
