"""The interview by keyboard alone at 80×24: from start to close, left and taken up again, covered and kept."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from rekotui.casework.interview import Place
from screens.app import RekotuiApp
from screens.case import CaseScreen
from screens.choose import ChooseScreen, ConfirmScreen
from screens.interview import InterviewScreen
from screens.interview_outcome import OutcomeScreen
from screens.interview_summary import InterviewSummaryScreen
from storage.cases import CaseRepository
from storage.interview_reading import drafts_of, latest, stored_sheet
from storage.interviews import InterviewRepository
from tests.screens.conftest import ON, Vault, opened, screen_text, shows, until
from tests.screens.test_case_screen import open_case


async def begin(app: RekotuiApp, pilot: Pilot[int], form: str = "") -> InterviewScreen:
    """Open the case and start its interview."""
    await open_case(app, pilot, "2026-001")
    await pilot.press("i")
    await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
    await pilot.press(*(["down"] if form == "core" else []), "enter")
    return await there(app, pilot)


async def there(app: RekotuiApp, pilot: Pilot[int]) -> InterviewScreen:
    await until(pilot, lambda: isinstance(app.screen, InterviewScreen) and app.screen.place is not None)
    assert isinstance(app.screen, InterviewScreen)
    return app.screen


def at(app: RekotuiApp) -> str:
    screen: Any = app.screen
    return str(screen.place.question) if screen.place else ""


async def answer_here(pilot: Pilot[int], screen: InterviewScreen, wanted: dict[str, str]) -> None:
    """Answer the question that is shown: as wanted, else the first option, five, a word or a day."""
    assert screen.place is not None
    question = screen.question_at(screen.place)
    keys = wanted.get(question.id)
    if keys is None:
        keys = {"text": "ord", "date": "20261201", "number": "3", "scale_0_10": "5"}.get(question.type, "1")
    await pilot.press(*keys, "enter")


async def walk(app: RekotuiApp, pilot: Pilot[int], wanted: dict[str, str]) -> list[str]:
    """Answer until the interview asks whether to close; return the questions in the order they came."""
    seen = []
    while isinstance(app.screen, InterviewScreen):
        seen.append(at(app))
        await answer_here(pilot, app.screen, wanted)
        assert app.screen.max_scroll_y == 0
        assert len(seen) < 100
    return seen


async def close(app: RekotuiApp, pilot: Pilot[int]) -> None:
    await proposed(app, pilot)
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(app.screen, InterviewSummaryScreen) and app.screen.facts)


async def proposed(app: RekotuiApp, pilot: Pilot[int]) -> OutcomeScreen:
    await until(pilot, lambda: isinstance(app.screen, OutcomeScreen) and app.screen._found)
    assert isinstance(app.screen, OutcomeScreen)
    return app.screen


async def sheet(app: RekotuiApp) -> Any:
    def read(reader: Any) -> Any:
        line = latest(reader, 1)
        from rekotui.casework.guides import shipped

        return stored_sheet(reader, line.interview_id, shipped()) if line else None

    return await app.desk.read(read)


async def test_a_patient_who_says_no_to_coordination(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await begin(app, pilot)
        seen = await walk(app, pilot, {"consent_coordination": "4"})
        assert seen == [
            "referral_source", "referral_question", "leave_status", "interpreter", "prep_form_received",
            "consent_coordination", "agreed_steps",
        ]  # fmt: skip
        await close(app, pilot)
        await shows(pilot, "KONTAKTORSAK", "avslutad 2026-11-23")
        stored = await sheet(app)
        assert set(seen) == {place.question for place in stored.sheet.answers}
        assert not await app.desk.read(lambda reader: drafts_of(reader, stored.line.interview_id))


async def test_it_goes_on_exactly_where_it_was_left(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        screen = await begin(app, pilot)
        await pilot.press("1", "enter", *"Prognosen", "enter", "2", "enter", "shift+tab", "shift+tab")
        await until(pilot, lambda: at(app) == "referral_question")
        await shows(pilot, "Prognosen", "sparat")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await pilot.press("i")
        again = await there(app, pilot)
        assert again is not screen
        assert at(app) == "referral_question"
        stored = await sheet(app)
        assert stored.sheet.answer(Place("leave_status")).value == "partial"


async def test_what_is_typed_is_there_after_a_crash(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        screen = await begin(app, pilot)
        await pilot.press("1", "enter", *"Halva meningen")
        name = f"interview:{screen.interview_id}:referral_question:0:value"
        # Nothing is left, nothing is closed: the draft comes by itself.
        await until(pilot, lambda: screen._kept.get(name) == "Halva meningen")
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await pilot.press("i")
        await there(app, pilot)
        assert at(app) == "referral_question"
        await shows(pilot, "Halva meningen")
        await pilot.press("enter")
        await until(pilot, lambda: at(app) == "leave_status")
        await app.screen.keep_drafts()  # type: ignore[attr-defined]
        assert (await sheet(app)).sheet.answer(Place("referral_question")).value == "Halva meningen"


async def test_decline_skip_and_a_note(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        screen = await begin(app, pilot)
        await pilot.press("f2")
        await until(pilot, lambda: at(app) == "referral_question")
        await pilot.press("f3")
        await until(pilot, lambda: at(app) == "leave_status")
        await pilot.press("1", "tab", *"Från vecka 40", "enter")
        await until(pilot, lambda: at(app) == "interpreter")
        await screen.keep_drafts()
        answers = (await sheet(app)).sheet.answers
        assert answers[Place("referral_source")].state == "declined"
        assert answers[Place("referral_question")].state == "skipped"
        assert answers[Place("leave_status")].note == "Från vecka 40"
        await pilot.press("shift+tab", "f2")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen)
        assert screen.answer_here().value == "full"


async def to(app: RekotuiApp, pilot: Pilot[int], question: str) -> None:
    """Show a question as the list or the search would."""
    screen: Any = app.screen
    screen.go(Place(question))
    await until(pilot, lambda: at(app) == question)
    await pilot.pause()


async def test_a_sensitive_answer_is_covered_until_it_is_asked_for(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await begin(app, pilot)
        await to(app, pilot, "consent_coordination")
        await pilot.press("1", "enter")
        await to(app, pilot, "life_events")
        await pilot.press(*"Skilsmässa")
        await shows(pilot, "Skilsmässa")
        await pilot.press("enter", "shift+tab")
        await shows(pilot, "F7 visar det")
        assert "Skilsmässa" not in screen_text(app)
        await pilot.press("f7")
        await shows(pilot, "Skilsmässa")
        await pilot.press("f9")
        await shows(pilot, "F9 visar igen")
        assert "Skilsmässa" not in screen_text(app)


async def test_the_private_section_waits_behind_its_gate_and_is_left_with_one_key(filled: Vault) -> None:
    title = "Våld i nära relationer"
    async with opened(filled, size=(140, 40)) as (app, pilot):
        screen = await begin(app, pilot)
        await to(app, pilot, "consent_coordination")
        await pilot.press("1", "enter")
        await to(app, pilot, "violence_private")
        assert title.lower() not in screen_text(app).lower()
        await shows(pilot, "Är vi ensamma", "ENSKILT")
        await pilot.press("1", "enter")
        await until(pilot, lambda: at(app) == "violence_experience")
        await shows(pilot, "Hur vi har det med dem")
        assert title.lower() not in screen_text(app).lower()
        await pilot.press("1", "escape")
        await until(pilot, lambda: at(app) == "goal_long")
        await pilot.pause()
        assert "våld" not in screen_text(app).lower()
        await screen.keep_drafts()
        assert (await sheet(app)).sheet.answer(Place("violence_experience")).counts
        await to(app, pilot, "violence_experience")
        await shows(pilot, "Frågan är enskild")
        assert "Hur vi har det med dem" not in screen_text(app)
        await pilot.press("f7")
        await shows(pilot, "Hur vi har det med dem", "F7 visar det")
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, InterviewSummaryScreen) and app.screen.facts)
        await shows(pilot, "Enskilda svar finns")
        assert "Hur vi har det med dem" not in screen_text(app)


async def test_closing_says_what_is_missing_and_leads_there(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await begin(app, pilot, "core")
        await to(app, pilot, "consent_coordination")
        await pilot.press("4", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await shows(pilot, "Det här saknas", "Hur ser sjukskrivningen ut i dag?")
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen) and at(app) == "leave_status")


async def test_a_question_is_found_by_its_words_and_a_protected_one_is_not(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await begin(app, pilot)
        await pilot.press("ctrl+f", *"tolk")
        await shows(pilot, "Behövs tolk")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen) and at(app) == "interpreter")
        await to(app, pilot, "consent_coordination")
        await pilot.press("1", "enter", "ctrl+f", *"ensamma")
        await shows(pilot, "Ingen fråga har de orden")


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_the_longest_question_has_room(filled: Vault, size: tuple[int, int]) -> None:
    async with opened(filled, size=size) as (app, pilot):
        screen = await begin(app, pilot)
        await to(app, pilot, "consent_coordination")
        await pilot.press("1", "enter")
        await to(app, pilot, "activity_limits")
        await shows(pilot, "Hålla fokus en stund", "Inget särskilt", "⏎ nästa")
        await pilot.press("1", "0")
        assert set(screen.typed_here()["value"].split(",")) == {"focus", "walking"}


async def test_what_was_answered_elsewhere_is_not_written_over_unseen(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        screen = await begin(app, pilot)
        await to(app, pilot, "referral_question")
        await pilot.press(*"Mina ord")
        with filled.database.write() as work:
            repository = InterviewRepository(work)
            repository.answer(repository.get(screen.interview_id), Place("referral_question"), "Andras ord")
        await pilot.press("enter")
        await until(pilot, lambda: screen.answer_here().value == "Andras ord")
        await shows(pilot, "Mina ord")
        assert (await sheet(app)).sheet.answer(Place("referral_question")).value == "Andras ord"
        await pilot.press("enter")
        await until(pilot, lambda: at(app) == "leave_status")
        await screen.keep_drafts()
        assert (await sheet(app)).sheet.answer(Place("referral_question")).value == "Mina ord"


async def test_a_lock_covers_what_was_asked_for(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        screen = await begin(app, pilot)
        await to(app, pilot, "consent_coordination")
        await pilot.press("1", "enter")
        await to(app, pilot, "violence_private")
        await pilot.press("1", "enter")
        await until(pilot, lambda: at(app) == "violence_experience")
        assert not screen.words_hidden()
        await pilot.press("ctrl+l")
        await until(pilot, lambda: app.screen is not screen)
        await until(pilot, screen.words_hidden)


async def test_the_summary_shows_sensitive_and_private_answers_only_when_asked(filled: Vault) -> None:
    with filled.database.write() as work:
        repository = InterviewRepository(work)
        interview = repository.start(CaseRepository(work).get(1), "kartlaggning", ON)
        repository.answer(interview, Place("consent_coordination"), "yes")
        repository.answer(interview, Place("daily_life"), "ÖPPET [red]x[/red]")
        repository.answer(interview, Place("life_events"), "KÄNSLIGT")
        repository.answer(interview, Place("violence_private"), "yes")
        repository.answer(interview, Place("violence_experience"), "current")
        repository.note(interview, Place("violence_experience"), "ENSKILT ORD")
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await pilot.press("i")
        await there(app, pilot)
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, InterviewSummaryScreen) and app.screen.facts)

        def said() -> str:
            return str(app.screen.query_one("#summary-text", Static).render())

        assert "ÖPPET [red]x[/red]" in said()
        assert "FÖRSLAG TILL PLANEN" in said()
        assert "En dagsrytm med fasta tider" in said()
        assert "KÄNSLIGT" not in said()
        assert "ENSKILT ORD" not in said()
        assert "PÅMINNELSER" not in said()
        await pilot.press("V")
        assert "KÄNSLIGT" in said()
        assert "ENSKILT ORD" in said()
        await pilot.press("f9")
        await until(pilot, lambda: "F9 visar igen" in said())
        assert not any(word in said() for word in ("ÖPPET", "KÄNSLIGT", "ENSKILT ORD"))


def test_the_interview_looks_as_it_did(filled: Vault, snap_compare: Callable[..., bool]) -> None:
    with filled.database.write() as work:
        repository = InterviewRepository(work)
        cases = CaseRepository(work)
        interview = repository.start(cases.get(1), "kartlaggning", ON)
        repository.answer(interview, Place("consent_coordination"), "yes")
        repository.answer(interview, Place("employment"), "employed")
    app = RekotuiApp(filled.folder, ON)

    async def look(pilot: Pilot[int]) -> None:
        await until(pilot, lambda: app.screen.query_one("#cases").cursor_key)  # type: ignore[attr-defined]
        await open_case(app, pilot, "2026-001")
        await pilot.press("i")
        screen = await there(app, pilot)
        screen.saved = ""
        await to(app, pilot, "manager_contact")
        await pilot.press("3", "f4")
        await until(pilot, lambda: screen.query("FooterKey"))
        await screen.keep_drafts()
        screen.saved = "sparat 09:14"
        screen.show_saved()
        await pilot.pause()
        await pilot.wait_for_animation()

    assert snap_compare(app, terminal_size=(80, 24), run_before=look)
