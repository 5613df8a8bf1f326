"""The other guides on the interview's screen: chosen, filled in and closed; those of the desk need no case."""

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from rekotui.casework.guides import shipped
from rekotui.casework.interview import ANSWERED, Answer, Place, Sheet
from screens.app import RekotuiApp
from screens.assignment_form import AssignmentForm
from screens.case import CaseScreen
from screens.checklist import ChecklistScreen
from screens.checklist_form import ChecklistForm
from screens.choose import ChooseScreen, ConfirmScreen
from screens.consent_form import GiveForm
from screens.contact_form import ContactForm
from screens.guide_chooser import GuideChooser
from screens.interview import InterviewScreen
from screens.interview_summary import InterviewSummaryScreen
from screens.interview_words import summary_lines
from screens.sheet_form import SheetForm
from screens.widgets.answers import Words
from storage.cases import CaseRepository
from storage.guide_contacts import is_told
from storage.interview_reading import newest, stored_sheet
from storage.interviews import InterviewRepository
from storage.work_reading import contacts_of, follow_ups_of
from tests.screens.conftest import ON, Vault, opened, screen_text, shows, until
from tests.screens.test_case_screen import open_case, open_form
from tests.screens.test_interview_screen import at, to
from tests.storage.test_guides import fill_in

MEETING = "flerpartsmote"


async def choose_guide(app: RekotuiApp, pilot: Pilot[int], guide: str) -> None:
    """Choose a guide in the box, wherever one is."""
    await pilot.press("G")
    await until(pilot, lambda: isinstance(app.screen, GuideChooser) and app.screen.focused)
    listed: Any = app.screen.query_one("#guides")
    listed.highlighted = listed.get_option_index(guide)
    await pilot.press("enter")


async def talk(app: RekotuiApp, pilot: Pilot[int]) -> InterviewScreen:
    await until(pilot, lambda: isinstance(app.screen, InterviewScreen) and app.screen.place is not None)
    assert isinstance(app.screen, InterviewScreen)
    return app.screen


async def stored(app: RekotuiApp, guide: str, case_id: int | None = 1) -> Any:
    def read(reader: Any) -> Any:
        line = newest(reader, case_id, guide)
        return stored_sheet(reader, line.interview_id, shipped()) if line else None

    return await app.desk.read(read)


@pytest.mark.parametrize(
    ("guide", "question"), [("kvalitetssakringsuppdrag", "qa_provider"), ("forberedelse", "prep_hope")]
)
def test_what_says_nothing_to_the_record_is_summed_up_by_its_sections(guide: str, question: str) -> None:
    told = shipped()[guide]
    sheet = Sheet(told, {Place(question): Answer(ANSWERED, "Svaret")})
    said = "\n".join(line.plain for line in summary_lines(sheet, shipped(), False, False))
    assert said.split("\n")[1:] == [told.home(question)[0].title.upper(), told.question(question).text, "  Svaret"]


async def test_a_meeting_has_as_many_participants_as_are_needed(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await choose_guide(app, pilot, MEETING)
        # Without the patient's yes nothing is begun: what is missing is said, and leads to the consent.
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await shows(pilot, "samtycke till kontakt med arbetsgivaren")
        await pilot.press("tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, GiveForm) and app.screen._ready)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        filled.consent(1)
        filled.consent(1, "K3", "arbetsgivare")
        await choose_guide(app, pilot, MEETING)
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await pilot.press("enter")
        screen = await talk(app, pilot)
        await shows(pilot, "Flerpartsmöte · Övergård")
        await to(app, pilot, "mtg_date")
        screen.go(Place("part_name", 2))
        await shows(pilot, "DELTAGARE 2 AV 2")
        await pilot.press(*"Kim Chef", "ctrl+r")
        await shows(pilot, "DELTAGARE 3 AV 3")
        assert screen.place == Place("part_name", 3)
        await pilot.press(*"Fel")
        await pilot.press("ctrl+t")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("tab", "enter")
        await shows(pilot, "DELTAGARE 2 AV 2")
        await pilot.press("ctrl+t")
        await until(pilot, lambda: any("Minst 2 behövs" in said.text for said in app.said))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.PLACE == "case")  # type: ignore[attr-defined]
        found = await stored(app, MEETING)
        assert found.sheet.rows["deltagare"] == (1, 2)
        assert found.sheet.answer(Place("part_name", 2)).value == "Kim Chef"
        assert "Fel" not in str(await app.desk.read(lambda reader: reader.rows("select body from draft")))
        await choose_guide(app, pilot, MEETING)
        await talk(app, pilot)
        assert at(app) == "part_name"


async def test_a_guide_of_the_desk_is_about_no_case(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await pilot.press("G")
        await until(pilot, lambda: isinstance(app.screen, GuideChooser))
        await shows(pilot, "I ärendet 2026-0", "Ditt eget arbete", "Kvalitetssäkringsuppdrag")
        await pilot.press("escape")
        await choose_guide(app, pilot, "kvalitetssakringsuppdrag")
        await talk(app, pilot)
        await shows(pilot, "Kvalitetssäkringsuppdrag")
        await pilot.press(*"Provregionen", "enter")
        await until(pilot, lambda: at(app) == "qa_unit")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.PLACE == "caseload")  # type: ignore[attr-defined]
        found = await stored(app, "kvalitetssakringsuppdrag", None)
        assert found.sheet.answer(Place("qa_provider")).value == "Provregionen"
        assert "Övergård" in screen_text(app)


async def test_a_guide_about_a_case_that_is_opened_from_the_list_is_logged_as_a_look_at_it(filled: Vault) -> None:
    def looks(app: RekotuiApp) -> int:
        asked = "select count(*) from history where action = 'case.read'"
        return app.desk.read_now(lambda reader: reader.rows(asked)[0][0])  # type: ignore[no-any-return]

    async with opened(filled) as (app, pilot):
        await choose_guide(app, pilot, "kvalitetssakringsuppdrag")
        await talk(app, pilot)
        assert looks(app) == 0
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.PLACE == "caseload")  # type: ignore[attr-defined]
        await choose_guide(app, pilot, "kartlaggning")
        await until(pilot, lambda: looks(app) == 1)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.PLACE == "caseload")  # type: ignore[attr-defined]
        await open_case(app, pilot, "2026-001")
        before = looks(app)
        await choose_guide(app, pilot, "kartlaggning")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        assert looks(app) == before  # the case is open: it was logged then


async def test_what_was_prepared_waits_in_the_talk_until_it_is_confirmed(filled: Vault) -> None:
    with filled.database.write() as work:
        case = CaseRepository(work).get(1)
        talks = InterviewRepository(work)
        paper = talks.start(case, "forberedelse", ON)
        for question, value in {"prep_hope": "Få ordning", "prep_functions": ["pain", "sleep"]}.items():
            talks.answer(paper, Place(question), value)
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await choose_guide(app, pilot, "forberedelse")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SheetForm) and app.screen._ready)
        app.screen.widget("way").value = "letter"  # type: ignore[attr-defined]
        app.screen.widget("due_on").value = "2026-12-01"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await shows(pilot, "1 dec: Förberedelsebladet ska komma tillbaka")
        said = str(app.screen.query_one("#rule-facts", Static).render())
        assert "Förberedelsebladet skickat 2026-11-23 (brev), inte tillbaka än" in said
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await pilot.press("enter")
        screen = await talk(app, pilot)
        await to(app, pilot, "prep_form_received")
        await shows(pilot, "Från ärendet")
        await to(app, pilot, "consent_coordination")
        await pilot.press("1", "enter")
        await to(app, pilot, "talk_expectation")
        await shows(pilot, "Få ordning", "Från förberedelsen")
        await pilot.press("shift+tab")  # passed by: nothing is confirmed
        await to(app, pilot, "talk_expectation")
        await shows(pilot, "Få ordning", "Från förberedelsen")
        await pilot.press("enter")
        await to(app, pilot, "body_functions")
        await pilot.press("2", "shift+tab")  # changed: hers now
        await screen.keep_drafts()
        sheet = (await stored(app, "kartlaggning")).sheet
        assert sheet.answer(Place("talk_expectation")).value == "Få ordning"
        assert sheet.answer(Place("body_functions")).value == ("sleep", "energy", "pain")
        assert sheet.answer(Place("prep_form_received")).state == "unseen"
        follow_up = await app.desk.read(lambda reader: follow_ups_of(reader, 1))
        assert [(line.due_on.isoformat(), line.party) for line in follow_up] == [("2026-12-01", "patient")]
        await to(app, pilot, "talk_expectation")
        assert "Från förberedelsen" not in screen_text(app)


async def test_the_phone_guide_writes_the_contact(filled: Vault) -> None:
    filled.consent(1)
    filled.consent(1, "K3", "arbetsgivare")
    with filled.database.write() as work:
        talks = InterviewRepository(work)
        talks.reopen(talks.get(fill_in(talks, shipped()["arbetsgivarsamtal"], CaseRepository(work).get(1), ON)))
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        form = await open_form(app, pilot, "k")
        assert isinstance(form, ContactForm)
        assert not form.check_action("phone_guide", ())
        form.widget("body").text = "Mitt eget."  # type: ignore[attr-defined]
        form.widget("party").value = "arbetsgivare"  # type: ignore[attr-defined]
        await shows(pilot, "F4 samtalsguide")
        await pilot.press("f4")
        await talk(app, pilot)
        await to(app, pilot, "ag_tasks")
        app.screen.query_one("#words", Words).text = "Bär lådor"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("tab", "enter")
        await until(pilot, lambda: app.screen is form and "Bär lådor" in form.values()["body"])
        values = form.values()
        assert values["body"].startswith("Mitt eget.\n\nInnan du ringer\n")
        assert (values["outcome"], values["party_name"], values["due_on"]) == (
            "held",
            "svar på call_person",
            "2026-12-01",
        )
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        (line,) = await app.desk.read(lambda reader: contacts_of(reader, 1))
        assert "Bär lådor" in line.body
        found = await stored(app, "arbetsgivarsamtal")
        assert found.line.closed_on == ON
        assert await app.desk.read(lambda reader: is_told(reader, found.line.interview_id))


async def test_a_follow_up_of_the_plan_ends_in_a_contact_and_is_told_once(filled: Vault) -> None:
    filled.consent(1)
    with filled.database.write() as work:
        talks = InterviewRepository(work)
        followed = talks.start(CaseRepository(work).get(1), "planuppfoljning", ON)
        said = {"fu_consent": "no", "fu_acute_concern": "no", "fu_next_steps": "Vet vart hon vänder sig"}
        for question, value in said.items():
            talks.answer(followed, Place(question), value)
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await choose_guide(app, pilot, "planuppfoljning")
        await talk(app, pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, ContactForm) and app.screen._ready)
        assert app.screen.values()["kva"] == "GC001 AW026"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, InterviewSummaryScreen))
        (line,) = await app.desk.read(lambda reader: contacts_of(reader, 1))
        assert "Vet vart hon vänder sig" in line.body
        await pilot.press("o")
        screen = await talk(app, pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("tab", "enter")
        await until(pilot, lambda: screen not in app.screen_stack and isinstance(app.screen, InterviewSummaryScreen))
        await pilot.pause()
        assert isinstance(app.screen, InterviewSummaryScreen)


async def test_the_guide_of_the_assignment_fills_its_form(filled: Vault) -> None:
    with filled.database.write() as work:
        talks = InterviewRepository(work)
        paper = fill_in(talks, shipped()["kvalitetssakringsuppdrag"], None)
        talks.reopen(talks.get(paper))
    async with opened(filled) as (app, pilot):
        await choose_guide(app, pilot, "kvalitetssakringsuppdrag")
        await talk(app, pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, AssignmentForm) and app.screen._ready)
        values = app.screen.values()  # type: ignore[attr-defined]
        assert (values["given_by"], values["signed_on"], values["unit"]) == ("svar på qa_manager", "2026-12-01", "")


async def test_an_introduction_is_ticked_point_by_point(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await choose_guide(app, pilot, "checklista_ny_reko")
        await until(pilot, lambda: isinstance(app.screen, ChecklistForm) and app.screen._ready)
        app.screen.widget("starts_on").value = "2026-11-30"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ChecklistScreen) and app.screen.facts)
        await shows(pilot, "Introduktion, koordinator · Du själv", "0 av 38 klara · 2 försenade", "FÖRSENAD")
        await pilot.press("space")
        await shows(pilot, "1 av 38 klara", "klar 2026-11-23")
        await pilot.press("down", "n")
        await shows(pilot, "2 av 38 klara", "behövs inte")
        await pilot.press("down", "d")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press(*"20261101", "enter")
        await shows(pilot, "3 av 38 klara", "klar 2026-11-01")
        await pilot.press("space")
        await shows(pilot, "2 av 38 klara · 1 försenade")
        await pilot.press("a")
        await until(pilot, lambda: any("som krävs är inte klara" in said.text for said in app.said))
        await pilot.press("escape")
        await shows(pilot, "En punkt i introduktionen är försenad (G guider)")
