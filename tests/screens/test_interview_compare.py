"""Interviews beside each other on the screen, and the page on who does what."""

from datetime import timedelta

from textual.widgets import Static

from rekotui.casework.interview import Place
from screens.interview_compare import InterviewCompareScreen
from screens.roles_screen import RolesScreen
from storage.cases import CaseRepository
from storage.interviews import InterviewRepository
from tests.screens.conftest import ON, Vault, opened, screen_text, shows, until
from tests.screens.test_case_screen import open_case


async def test_rulers_and_changes_beside_each_other_and_who_does_what(filled: Vault) -> None:
    with filled.database.write() as work:
        talks = InterviewRepository(work)
        for months, ability, goal, worry in ((6, 2, "Tio timmar", 9), (3, 7, "Halvtid", 9), (0, 5, "[b]Heltid", 3)):
            talk = talks.start(CaseRepository(work).get(1), "kartlaggning", ON - timedelta(days=30 * months))
            said = {"consent_coordination": "yes", "work_ability_now": ability, "goal_long": goal}
            for name, value in {**said, "economy_worry": worry, "life_events": f"KÄNSLIGT {ability}"}.items():
                talks.answer(talk, Place(name), value)
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await pilot.press("I")
        await until(pilot, lambda: isinstance(app.screen, InterviewCompareScreen) and app.screen.found)
        await shows(pilot, "Arbetsförmåga", "▂ 2", "▆ 7", "▅ 5", "sämre", "före: Halvtid", "nu: [b]Heltid")
        said_ = lambda: str(app.screen.query_one("#compare-text", Static).render())  # noqa: E731
        assert "KÄNSLIGT" not in said_()
        assert "Oro för ekonomin" not in said_()
        await pilot.press("left")
        await shows(pilot, "före: Tio timmar")
        await pilot.press("V")
        await until(pilot, lambda: "KÄNSLIGT 2" in said_() and "Oro för ekonomin" in said_())
        await pilot.press("f9")
        await until(pilot, lambda: "Heltid" not in said_() and "▅ 5" not in said_())
        await pilot.press("f9", "escape", "f6")
        await until(pilot, lambda: isinstance(app.screen, RolesScreen))
        await shows(pilot, "frivillig", "avgiftsfri", "Du själv")
        assert "2026-001" not in screen_text(app)
