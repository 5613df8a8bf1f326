"""Contacts, follow-ups and the facts of the rules: written, corrected, struck out, and acted on by one key."""

from datetime import timedelta

from textual.widgets import Input

from screens.app import RekotuiApp
from screens.case import CaseScreen
from screens.follow_ups import FollowUpsScreen
from screens.quick import QuickScreen
from screens.trial_work_form import QuestionForm, TrialWorkForm
from storage.case_facts import CaseFactRepository
from storage.cases import CaseRepository
from storage.follow_ups import FollowUpRepository, NewFollowUp
from storage.work_reading import case_fact_of, contacts_of, follow_ups_of, open_follow_ups, questions_of
from tests.screens.conftest import ON, Vault, opened, screen_text, shows, until
from tests.screens.test_case_screen import open_case, open_form
from tests.storage.helpers import allow


def watch(vault: Vault, case_id: int, days: int, reason: str = "answer", party: str = "", body: str = "") -> int:
    """Lay in a follow-up so many days from today."""
    with vault.database.write() as work:
        new = NewFollowUp(ON + timedelta(days=days), reason, party, "Kim Prov" if party else "", body)
        return FollowUpRepository(work).add(CaseRepository(work).get(case_id), new).id or 0


async def open_watched(app: RekotuiApp, pilot) -> FollowUpsScreen:  # type: ignore[no-untyped-def]
    await pilot.press("b")
    await until(pilot, lambda: isinstance(app.screen, FollowUpsScreen) and app.screen._rows)
    assert isinstance(app.screen, FollowUpsScreen)
    return app.screen


async def test_a_contact_and_what_is_watched_next_are_saved_in_one_step(filled: Vault) -> None:
    with filled.database.write() as work:
        allow(work, CaseRepository(work).get(1), "arbetsgivare", on=ON)
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        form = await open_form(app, pilot, "k")
        form.widget("party").value = "arbetsgivare"  # type: ignore[attr-defined]
        await until(pilot, lambda: form.values()["part"] == "extern_samverkan")
        form.widget("clock").value = "9.61"  # type: ignore[attr-defined]
        form.widget("party_name").value = "Kim Prov"  # type: ignore[attr-defined]
        form.widget("body").text = "Chefen återkommer om schema."  # type: ignore[attr-defined]
        form.widget("waits_for").value = "arbetsgivare"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await shows(pilot, "till vilken dag")
        form.widget("due_on").value = "2026-11-30"  # type: ignore[attr-defined]
        form.widget("reason").value = "call_back"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await shows(pilot, "klockslaget som 09:40")
        form.widget("clock").value = "9.40"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await pilot.press("3")
        await shows(pilot, "Telefon · arbetsgivaren (Kim Prov) · Ägde rum", "09:40", "Chefen återkommer")
        await pilot.press("4")
        await shows(pilot, "2026-11-30", "Väntar på att bli uppringd · arbetsgivaren")
        (line,) = await app.desk.read(lambda reader: follow_ups_of(reader, 1))
        assert (line.origin, line.party, line.party_name) == ("contact", "arbetsgivare", "")


async def test_a_contact_is_corrected_then_struck_out_and_both_stay(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        form = await open_form(app, pilot, "k")
        form.widget("body").text = "Fel ord"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await pilot.press("3")
        await shows(pilot, "Fel ord")
        form = await open_form(app, pilot, "enter")
        form.widget("body").text = "Rätt ord"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await shows(pilot, "Rätt ord", "rättad, se den nya")
        await pilot.press("home")
        form = await open_form(app, pilot, "D")
        await pilot.press("ctrl+s")
        await shows(pilot, "Skriv en anledning")
        form.widget("reason").value = "Fel person"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await shows(pilot, "felregistrerad 2026-11-23: Fel")
        lines = await app.desk.read(lambda reader: contacts_of(reader, 1))
        assert [line.stands for line in lines] == [False, False]


async def test_identities_in_contacts_and_follow_ups_are_hidden_by_f9(filled: Vault) -> None:
    watch(filled, 1, 1, party="arbetsgivare", body="Ring Kim om schemat")
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await pilot.press("4")
        await shows(pilot, "Kim Prov", "Ring Kim")
        await pilot.press("f9")
        await until(pilot, lambda: "Kim" not in screen_text(app))
        await shows(pilot, "arbetsgivaren (•••••) · •••••")


async def test_a_follow_up_of_the_case_is_answered_and_opened_again(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        form = await open_form(app, pilot, "b")
        await pilot.press("ctrl+s")
        await shows(pilot, "Fyll i vad", "Fyll i till den")
        form.widget("reason").value = "employer_plan"  # type: ignore[attr-defined]
        form.widget("due_on").value = "2026-11-20"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await pilot.press("4")
        await shows(pilot, "försenad  Arbetsgivarens plan")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuickScreen))
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press("N", "y", "enter")
        await shows(pilot, "besvarad 2026-11-23", "Ny")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuickScreen))
        await pilot.press("1")
        await shows(pilot, "försenad  Arbetsgivarens plan")


async def test_all_that_is_watched_is_cleared_by_the_keyboard(filled: Vault) -> None:
    watch(filled, 1, -3, "call", body="Ring om schemat")
    watch(filled, 2, 0, "answer", "forsakringskassan")
    watch(filled, 3, 4, "doctor")
    watch(filled, 5, 30, "answer", "lakare", body="Hemligt")
    async with opened(filled, size=(110, 24)) as (app, pilot):
        screen = await open_watched(app, pilot)
        await shows(pilot, "FÖRSENADE", "I DAG", "DEN HÄR VECKAN", "SENARE", "Övergård, Utkast")
        await shows(pilot, "2026-005 Skyddade", "läkaren (•••••) · •••••")
        assert "Hemlig" not in screen_text(app)
        await pilot.press("d")
        await until(pilot, lambda: "FÖRSENADE" not in screen_text(app))
        await pilot.press("z")
        await shows(pilot, "FÖRSENADE", "Ring om schemat")
        await pilot.press("home", "s")
        await until(pilot, lambda: isinstance(app.screen, QuickScreen) and isinstance(app.focused, Input))
        await pilot.press("j", "a", "enter")
        await until(pilot, lambda: app.screen is screen and "FÖRSENADE" not in screen_text(app))
        await pilot.press("home", "f")
        await until(pilot, lambda: isinstance(app.screen, QuickScreen) and isinstance(app.focused, Input))
        await pilot.press(*"2026-11-27", "enter")
        await until(pilot, lambda: app.screen is screen and "I DAG" not in screen_text(app))
        await pilot.press("p")
        await shows(pilot, "MITT EGET", "FÖRSÄKRINGSKASSAN")
        await pilot.press("p")
        await shows(pilot, "LÄKARE OKÄND  2")
        still = await app.desk.read(open_follow_ups)
        assert [each.line.due_on.day for each in still] == [27, 27, 23]
        await pilot.press("home", "enter")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))


async def test_names_are_hidden_among_all_that_is_watched(filled: Vault) -> None:
    watch(filled, 1, 0)
    async with opened(filled) as (app, pilot):
        await open_watched(app, pilot)
        await shows(pilot, "Övergård")
        await pilot.press("f9")
        await until(pilot, lambda: "Övergård" not in screen_text(app))
        await shows(pilot, "Ärende 2026-001")


async def test_facts_of_the_rules_are_dated_today_and_never_written_over_what_another_wrote(filled: Vault) -> None:
    async with opened(filled, size=(100, 44)) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        form = await open_form(app, pilot, "o")
        form.widget("applied").value = "yes"  # type: ignore[attr-defined]
        form.widget("expected_days").value = "många"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await shows(pilot, "1 till 3650")
        form.widget("expected_days").value = "120"  # type: ignore[attr-defined]
        with filled.database.write() as work:
            CaseFactRepository(work).change(CaseRepository(work).get(1), {"employer_plan": "asked"})
        await pilot.press("ctrl+s")
        await until(pilot, lambda: form.values()["employer_plan"] == "asked")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await shows(pilot, "Sökt sjukpenning ja 2026-11-23", "120 dagar", "efterfrågad")
        facts = (await app.desk.read(lambda reader: case_fact_of(reader, 1))).values
        assert (facts["applied_said_on"], facts["expected_said_on"]) == ("2026-11-23", "2026-11-23")
        await pilot.press("6", "F")
        await shows(pilot, "det reglerna vet", "Sökt sjukpenning: tomt → ja")
        await pilot.press("enter")
        await shows(pilot, "Om raden", "Väntad längd: tomt → 120")


async def test_a_day_typed_in_short_is_written_out_when_it_is_left(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        form = await open_form(app, pilot, "b")
        day = form.widget("due_on")
        day.focus()
        await pilot.press("end", "shift+home", *"+14")
        assert form.values()["due_on"] == "+14"
        await pilot.press("tab")
        await until(pilot, lambda: form.values()["due_on"] == "2026-12-07")


async def test_a_contact_is_written_from_the_row_of_the_list(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await until(pilot, lambda: app.screen.work_case() is not None)  # type: ignore[attr-defined]
        form = await open_form(app, pilot, "k")
        assert form.place == f"case:{form.case_id}:contact"


async def test_trial_work_and_a_question_on_a_certificate_are_entered_and_answered(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await pilot.press("O", "down", "up", "enter")
        await until(pilot, lambda: isinstance(app.screen, TrialWorkForm) and app.screen._ready)
        app.screen.widget("starts_on").value = "2026-11-09"  # type: ignore[attr-defined]
        app.screen.widget("ends_on").value = "2026-11-20"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await pilot.press("O", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionForm) and app.screen._ready)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen) and app.screen.facts.work.questions)  # type: ignore[union-attr]
        await pilot.press("O")
        await shows(pilot, "Arbetsprövning 2026-11-09 – 2026-11-20", "Frågan ställdes 2026-11-23")
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionForm) and app.screen._ready)
        app.screen.widget("answered_on").value = "2026-11-23"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        (question,) = await app.desk.read(lambda reader: questions_of(reader, 1))
        assert question.answered_on == ON
