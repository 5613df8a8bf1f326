"""External cooperation from one place: planned with a yes, held, who did not come, promises that are watched."""

from datetime import timedelta
from pathlib import Path

from textual.widgets import Input, Select

from rekotui.casework.meeting import kind_of
from screens.choose import ChooseScreen
from screens.journal_text import JournalTextScreen
from screens.meeting_fields import fields_of, participants_of, proposed
from screens.meeting_form import MeetingForm
from screens.meetings import MeetingsScreen
from storage.meeting_reading import MeetingLine, meetings_of
from storage.work_reading import contacts_of, follow_ups_of
from tests.screens.conftest import HOSTILE, ON, Vault, opened, screen_text, shows, until
from tests.screens.test_case_screen import open_case

AHEAD = ON + timedelta(days=9)


async def test_an_employer_meeting_from_yes_to_promises(filled: Vault, tmp_path: Path) -> None:
    filled.consent(1)
    filled.consent(1, "K3", "arbetsgivare", person="Kim Prov")
    async with opened(filled) as (app, pilot):

        async def found() -> MeetingLine:
            (line,) = await app.desk.read(lambda reader: meetings_of(reader, 1))
            return line

        def put(name: str, value: str) -> None:
            widget = form.widget(name)
            if isinstance(widget, Input):
                widget.value = value
            else:
                setattr(widget, "text" if name.startswith("note_") else "value", value)

        await open_case(app, pilot, "2026-001")
        await pilot.press("e")
        await shows(pilot, "Ingen extern samverkan än")
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await pilot.press("down", "down", "down", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, MeetingForm) and app.screen._ready)
        form = app.screen
        assert isinstance(form, MeetingForm)
        # What it demands is shown live.
        await shows(pilot, "Ingen dag är bestämd.", "Samtycke gäller till och med")
        put("name2", "Robin Annan")
        await shows(pilot, "gäller en annan person")
        put("name2", "Kim Prov")
        await until(pilot, lambda: "gäller en annan person" not in screen_text(app))
        put("on", AHEAD.isoformat())
        put("clock", "13:30")
        put("party4", "forsakringskassan")
        await shows(pilot, "Det finns inget samtycke till kontakt")
        await until(pilot, lambda: form.query("#f-party5"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.focused is form.widget("party4"))
        form.widget("party4").clear()  # type: ignore[attr-defined]
        await until(pilot, lambda: "party4" not in form._draft_text())
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, MeetingsScreen))
        await shows(pilot, f"{AHEAD} 13:30  Planerat", "Flerpartsmöte")
        line = await found()
        assert (line.state, line.on, [each.gate for each in line.participants]) == (
            "planned",
            AHEAD,
            ["free", "consent", "consent"],
        )
        # It was held: the doctor did not come, and two things were promised.
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MeetingForm) and app.screen._ready)
        form = app.screen
        assert isinstance(form, MeetingForm)
        put("state", "held")
        await until(pilot, lambda: form.values()["came1"] == "came")
        assert form.values()["on"] == ON.isoformat()  # what took place was not in the future
        put("came3", "absent")
        put("note_outcome", f"Halvtid. {HOSTILE}")
        put("what1", "Tar fram en plan")
        put("who1", "arbetsgivare")
        put("due1", AHEAD.isoformat())
        await until(pilot, lambda: form.query("#f-due2"))
        await shows(pilot, "Kom inte: läkaren.")
        put("what2", "Ringer läkaren")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.focused is form.widget("due2"))
        put("due2", (ON + timedelta(days=2)).isoformat())
        put("next_on", "")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, MeetingsScreen))
        await shows(
            pilot,
            "Ägde rum",
            "Kom inte: läkaren",
            "[red]x[/red]",
            "Tar fram en plan: arbetsgivaren (Kim Prov)",
            "bevakas",
        )
        line = await found()
        assert [each.attendance for each in line.participants] == ["came", "came", "absent"]
        watched = await app.desk.read(lambda reader: follow_ups_of(reader, 1))
        assert [(each.party, each.party_name, each.body, each.due_on) for each in watched] == [
            ("", "", "Ringer läkaren", ON + timedelta(days=2)),
            ("arbetsgivare", "Kim Prov", "Tar fram en plan", AHEAD),
        ]
        contacts = await app.desk.read(lambda reader: contacts_of(reader, 1))
        assert [(each.outcome, each.party) for each in contacts if each.stands] == [("held", "arbetsgivare")]
        # It is handed out on paper.
        await pilot.press("U")
        await until(pilot, lambda: app.screen.PLACE == "print")
        await shows(pilot, "Utan patientens namn", "mote-2026-001")
        app.screen.query_one("#f-folder", Input).value = str(tmp_path)
        app.screen.query_one("#f-what", Select).value = "named"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: list(tmp_path.glob("mote-*.pdf")) and isinstance(app.screen, MeetingsScreen))
        rows = await app.desk.read(
            lambda reader: reader.rows("select action from history where action like 'export%' order by id")
        )
        assert rows == [("export.disclosed",), ("export",)]
        await pilot.press("j")
        await until(pilot, lambda: isinstance(app.screen, JournalTextScreen))
        await shows(pilot, "Var med: patienten, arbetsgivaren (Kim Prov)")
        # The contact in the case's list is the meeting: it is not written twice.
        await pilot.press("escape", "escape")
        await until(pilot, lambda: app.screen.PLACE == "case")
        await pilot.press("3")
        await until(pilot, lambda: app.focused is app.screen.query_one("#contacts-list"))
        await pilot.press("down", "enter")  # above it lies the booked one, struck through
        await until(pilot, lambda: isinstance(app.screen, MeetingForm) and app.screen._ready)
        await shows(pilot, "Redan lovat och bevakat: Tar fram en plan")
        await pilot.press("f9")
        await until(pilot, lambda: "Tar fram en plan" not in screen_text(app))


async def test_what_happened_without_consent_asks_for_a_ground_and_a_draft_is_kept(filled: Vault) -> None:
    filled.consent(1)
    async with opened(filled, size=(100, 40)) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, MeetingsScreen))
        for again in (False, True):
            await pilot.press("n")
            await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, MeetingForm) and app.screen._ready)
            form = app.screen
            assert isinstance(form, MeetingForm)
            if again:
                await shows(pilot, "Det du skrev senast finns kvar här", "Chefen ringde.")
                break
            form.widget("note_outcome").text = "Chefen ringde."  # type: ignore[attr-defined]
            await shows(pilot, "Det finns inget samtycke till kontakt med arbetsgivaren", "Grund")
            await pilot.press("ctrl+s")
            await until(pilot, lambda form=form: app.focused is form.widget("ground"))
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, MeetingsScreen))
        form.widget("ground").value = "incoming_nothing_told"  # type: ignore[attr-defined]
        form.widget("ground_reason").value = "Hen ringde själv."  # type: ignore[attr-defined]
        await shows(pilot, "Utan samtycke, med grund")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, MeetingsScreen))
        (line,) = await app.desk.read(lambda reader: meetings_of(reader, 1))
        assert [(each.party, each.gate, each.ground) for each in line.participants] == [
            ("patient", "free", ""),
            ("arbetsgivare", "ground", "incoming_nothing_told"),
        ]
        await pilot.press("D")
        await until(pilot, lambda: app.screen.query("#f-reason") and app.focused is not None)
        await pilot.press(*"fel", "ctrl+s")
        await shows(pilot, "Felregistrerat")


def test_what_a_guide_has_said_already_is_not_typed_again() -> None:
    said = {"party1": "kommun", "name1": "Robin", "what1": "Ringer", "due1": "2026-12-01", "purpose": "Vad behövs?"}
    values = proposed(kind_of("sip"), ON, said)
    assert [(each.party, each.name) for each in participants_of({**values, "came1": ""})] == [("kommun", "Robin")]
    names = [field.name for field in fields_of(kind_of("sip"), values)]
    assert {"party2", "what2", "due1"} <= set(names)
    assert not {"party3", "what3"} & set(names)
    assert (values["state"], values["purpose"]) == ("planned", "Vad behövs?")
    assert [field.name for field in fields_of(kind_of("sip"), {})].count("party1") == 1
    states = next(field for field in fields_of(kind_of("sip"), {}, has_day=True) if field.name == "state")
    assert "wanted" not in dict(states.choices)
