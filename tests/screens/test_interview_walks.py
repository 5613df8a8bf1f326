"""Five patients from the first question to what the answers suggest: what is asked is what SCHEMA.md's rules give.

What ought to be asked is told by a model of its own that reads the plain files (tests.casework.guide_sheets). The first
question of each type and the last are answered by keys; the long stretches between are stored as the screen does it.
"""

from typing import Any

from textual.pilot import Pilot

from rekotui.casework.interview import ANSWERED, CORE, FULL, Place, asked
from rekotui.casework.interview_moves import after
from screens.app import RekotuiApp
from screens.caseload import CaseloadScreen
from screens.interview import InterviewScreen
from screens.interview_facts import Step
from screens.interview_summary import InterviewSummaryScreen
from storage.cases import CaseRepository
from storage.interviews import InterviewRepository
from storage.plan_suggestion_reading import suggestions_of
from tests.casework.guide_sheets import model_visible
from tests.screens.conftest import ON, Vault, opened, shows, until
from tests.screens.test_interview_screen import at, proposed, there

KEYS = {"text": "ord", "choice": "1", "multi": "1", "yes_no": "1", "scale_0_10": "5", "date": "20261201", "number": "3"}
WALKS: dict[str, tuple[str, dict[str, str], set[str], set[str]]] = {
    # form, answers, asked among others, and never asked
    "employed": (
        CORE,
        {"employment": "employed", "violence_private": "no"},
        {"occupation", "tasks_sorted", "adjustments_wanted"},
        {"manager_contact", "violence_experience", "study_situation", "household"},
    ),
    "self_employed": (
        FULL,
        {"employment": "self_employed", "violence_private": "yes", "violence_experience": "past"},
        {"self_employed_situation", "violence_support", "children_situation"},
        {"rtw_plan_employer", "workplace_relations", "violence_safety", "af_contact"},
    ),
    "job_seeking": (
        FULL,
        {"employment": "unemployed", "violence_private": "no", "af_contact": "registered", "need_level": "extensive"},
        {"af_contact", "af_plan", "job_direction", "skills_experience"},
        {"occupation", "work_tasks", "manager_contact"},
    ),
    "student": (
        FULL,
        {"employment": "student", "violence_private": "no", "consent_coordination": "limited", "need_level": "none"},
        {"study_situation", "consent_limits", "skills_experience"},
        {"af_contact", "occupation", "rehab_measures_assumed", "plan_status"},
    ),
    "no to coordination": (
        FULL,
        {"consent_coordination": "no"},
        {"agreed_steps"},
        {"daily_life", "employment", "violence_private", "next_contact_date"},
    ),
}


def typed(one: Any, wanted: dict[str, str]) -> str:
    """Return an answer as it stands in a field: as wanted, else the first option, five, a word or a day."""
    question = one.question
    if question.id in wanted:
        return wanted[question.id]
    first = question.options[1 if question.id == "household" else 0].id if question.options else "yes"
    if question.id == "household":
        return "children_home"
    return {"text": "ord", "scale_0_10": "5", "date": "2026-12-01", "number": "3"}.get(question.type, first)


async def walk(pilot: Pilot[int], screen: InterviewScreen, wanted: dict[str, str], pressed: set[str]) -> list[str]:
    """Answer from the first question to the last; return the questions in the order they came."""
    seen: list[str] = []
    place: Place | None = screen.place
    while place is not None:
        assert screen.sheet is not None
        one = next(each for each in asked(screen.sheet) if each.place == place)
        seen.append(place.question)
        kind, last = one.question.type, after(screen.sheet, place) is None
        if last or (kind not in pressed and place.question not in (*wanted, "household")):
            pressed.add(kind)
            screen.show_place(place)
            await pilot.press(*KEYS[kind], "enter")
            assert screen.max_scroll_y == 0
            await until(pilot, lambda: screen.answer_at(one.place).counts)  # noqa: B023  used at once
        else:
            screen.store(Step(ANSWERED, place, typed(one, wanted)))
        place = after(screen.sheet, place)
        assert len(seen) < 100
    return seen


async def begin(app: RekotuiApp, pilot: Pilot[int], vault: Vault, case_id: int, form: str) -> InterviewScreen:
    with vault.database.write() as work:
        talk = InterviewRepository(work).start(CaseRepository(work).get(case_id), "kartlaggning", ON, form).id or 0
    app.push_screen(InterviewScreen(talk))
    await there(app, pilot)
    await until(pilot, lambda: at(app) == "referral_source")
    screen = app.screen
    assert isinstance(screen, InterviewScreen)
    return screen


async def test_five_patients_from_start_to_suggestions(filled: Vault) -> None:
    pressed: set[str] = set()
    async with opened(filled) as (app, pilot):
        for case_id, (name, (form, wanted, among, never)) in enumerate(WALKS.items(), 1):
            screen = await begin(app, pilot, filled, case_id, form)
            seen = await walk(pilot, screen, wanted, pressed)
            assert screen.sheet is not None
            given = [place.question for place in model_visible(screen.sheet)]
            assert seen == [one.question.id for one in asked(screen.sheet)], name
            assert seen == given if form == FULL else set(seen) <= set(given), name
            assert among <= set(seen), name
            assert not never & set(seen), name
            await proposed(app, pilot)
            await pilot.press("ctrl+s")
            await until(pilot, lambda: isinstance(app.screen, InterviewSummaryScreen) and app.screen.facts)
            await shows(pilot, "KONTAKTORSAK", f"avslutad {ON}")
            reader: Any = app.desk._reader
            suggested = {line.question for line in suggestions_of(reader, case_id)}
            assert bool(suggested) == (name != "no to coordination"), name
            assert not any(question.startswith("violence") for question in suggested), name
            (line,) = reader.cases_by_id([case_id])
            assert (line.status == "Avböjt") == (name == "no to coordination"), name
            app.pop_screen()
            await until(pilot, lambda: isinstance(app.screen, CaseloadScreen))
    assert pressed == {"choice", "text", "multi", "scale_0_10", "yes_no", "date"}
