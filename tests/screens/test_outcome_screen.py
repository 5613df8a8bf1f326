"""Before an interview is closed: what is shown, unticked and changed, and what then stands where it belongs."""

from typing import Any

from textual.pilot import Pilot
from textual.widgets import OptionList

from rekotui.casework.interview import Place
from screens.app import RekotuiApp
from screens.case import CaseScreen
from screens.interview import InterviewScreen
from screens.interview_outcome import OutcomeScreen
from screens.interview_summary import InterviewSummaryScreen
from screens.quick import QuickScreen
from storage.cases import CaseRepository
from storage.consent_reading import consent_log
from storage.interviews import InterviewRepository
from storage.plan_suggestion_reading import suggestions_of
from storage.work_reading import follow_ups_of
from tests.screens.conftest import ON, Vault, opened, screen_text, shows, until
from tests.screens.test_case_screen import open_case
from tests.screens.test_interview_screen import at, proposed, there, to
from tests.storage.test_interview_outcome import SAID

NO = {"referral_source": "team", "leave_status": "full", "consent_coordination": "no", "agreed_steps": "Inget."}


def begin(vault: Vault, said: dict[str, Any]) -> None:
    with vault.database.write() as work:
        talks = InterviewRepository(work)
        talk = talks.start(CaseRepository(work).get(1), "kartlaggning", ON)
        for name, value in said.items():
            talks.answer(talk, Place(name), value)


async def ask(app: RekotuiApp, pilot: Pilot[int]) -> OutcomeScreen:
    await open_case(app, pilot, "2026-001")
    await pilot.press("i")
    await there(app, pilot)
    await pilot.press("ctrl+s")
    return await proposed(app, pilot)


def put(screen: OutcomeScreen, key: str) -> None:
    listed = screen.query_one("#effects", OptionList)
    listed.highlighted = listed.get_option_index(key)


async def test_what_is_ticked_is_written_and_what_is_not_is_left(filled: Vault) -> None:
    begin(filled, SAID)
    async with opened(filled) as (app, pilot):
        screen = await ask(app, pilot)
        await shows(pilot, "☒ Ja till koordinering", "muntligt vid besök", "☐ Arbetsgivare: Provköket", "Exempelhemmet")
        await pilot.press("enter")
        await shows(pilot, "muntligt per telefon")
        put(screen, "fact:employer")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuickScreen) and app.screen.query("#ask-value"))
        await pilot.press("end", *" AB", "enter")
        await until(pilot, lambda: app.screen is screen)
        await shows(pilot, "☒ Arbetsgivare: Provköket AB")
        put(screen, "plan:daily_life:0:0")
        await pilot.press("space")
        put(screen, "plan:economy_worry:0:0")
        await shows(pilot, "☐ Delmål: En dagsrytm", "V visar")
        assert "budget- och skuldrådgivning" not in screen_text(app)
        await pilot.press("V")
        await shows(pilot, "budget- och skuldrådgivning")
        await pilot.press("f9")
        await shows(pilot, "F9 visar igen")
        assert "dagsrytm" not in screen_text(app)
        await pilot.press("f9")
        # What she has ticked and changed is there when she comes back to it.
        await pilot.press("escape")
        await there(app, pilot)
        await pilot.press("ctrl+s")
        again = await proposed(app, pilot)
        assert again is not screen
        await shows(pilot, "muntligt per telefon", "☒ Arbetsgivare: Provköket AB")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, InterviewSummaryScreen) and app.screen.facts)
        reader: Any = app.desk._reader
        (case,) = reader.cases_by_id([1])
        assert (case.employer, case.occupation, case.consent_asked) == ("Provköket AB", "Undersköterska", "yes")
        assert [line.way for line in consent_log(reader, 1)] == ["phone"]
        assert [line.reason for line in follow_ups_of(reader, 1)] == ["doctor"]
        assert [line.question for line in suggestions_of(reader, 1, ("dropped",))] == ["daily_life"]
        assert reader.rows("select place from draft") == []


async def test_a_no_is_closed_with_its_status_and_nothing_is_asked_twice(filled: Vault) -> None:
    begin(filled, NO)
    filled.consent(1)
    with filled.database.write() as work:
        talks = InterviewRepository(work)
        talks.clear(talks.get(1), Place("consent_coordination"))
        talks.answer(talks.get(1), Place("consent_coordination"), "no")
    async with opened(filled) as (app, pilot):
        await ask(app, pilot)
        await shows(pilot, "det ja som gäller återkallas", "☒ Status: Avslutad", "Nu: Aktiv", "Patienten kan komma")
        await pilot.press("ctrl+s")
        # Those who know of a consent that no longer holds are to be told: that is asked at once.
        await until(pilot, lambda: type(app.screen).__name__ == "TellScreen")
        reader: Any = app.desk._reader
        (case,) = reader.cases_by_id([1])
        assert (case.status, case.consent_asked) == ("Avslutad", "yes")
        assert [line.event for line in consent_log(reader, 1)] == ["withdrawn", "given"]


async def test_an_answer_about_coordination_is_offered_to_the_log_when_she_leaves(filled: Vault) -> None:
    begin(filled, {"referral_source": "team"})
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await pilot.press("i")
        await there(app, pilot)
        await to(app, pilot, "consent_coordination")
        await pilot.press("1", "escape")
        screen = await proposed(app, pilot)
        assert screen.leaving
        await shows(pilot, "☒ Ja till koordinering", "samtyckesloggen nu")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        assert [line.event for line in consent_log(app.desk._reader, 1)] == ["given"]  # type: ignore[arg-type]
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen) and at(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
