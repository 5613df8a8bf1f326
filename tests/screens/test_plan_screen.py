"""The plan by keys alone: written, moved, undone, sealed, followed up, and begun anew; nothing typed is lost."""

from datetime import timedelta
from pathlib import Path

from textual.widgets import Input, OptionList, Select, Static

from rekotui.base.clock import now, timestamp
from rekotui.casework.plan import Plan
from rekotui.casework.plan_moves import edit
from screens.app import RekotuiApp
from screens.case import CaseScreen
from screens.choose import ChooseScreen
from screens.form import Form
from screens.paper import PaperScreen
from screens.plan import PlanScreen
from screens.why import WhyScreen
from storage.cases import CaseRepository
from storage.interview_models import PlanSuggestion
from storage.interviews import InterviewRepository
from storage.plan_reading import Series, series_of
from storage.plans import PlanRepository
from tests.casework.plans import sample
from tests.exchange.paper.reading import holds_as_accessible, text_of
from tests.screens.conftest import HOSTILE, ON, Vault, opened, screen_text, shows, until
from tests.screens.test_case_screen import open_case

FIRST = 1


async def open_plan(app: RekotuiApp, pilot) -> PlanScreen:  # type: ignore[no-untyped-def]
    await open_case(app, pilot, "2026-001")
    await pilot.press("P")
    return await on_plan(app, pilot)


async def on_plan(app: RekotuiApp, pilot) -> PlanScreen:  # type: ignore[no-untyped-def]
    await until(pilot, lambda: isinstance(app.screen, PlanScreen) and app.screen.facts is not None)
    assert isinstance(app.screen, PlanScreen)
    return app.screen


async def form(app: RekotuiApp, pilot, key: str, **values: str) -> None:  # type: ignore[no-untyped-def]
    """Open a form with a key, fill it in, and save it."""
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, Form) and app.screen._ready)
    for name, value in values.items():
        widget = app.screen.query_one(f"#f-{name}")
        setattr(widget, "text" if name == "said" else "value", value)
    await pilot.press("ctrl+s")
    await on_plan(app, pilot)


def stored(app: RekotuiApp) -> Series:
    return app.desk.read_now(lambda reader: series_of(reader.rows, FIRST))


def draft(app: RekotuiApp) -> Plan:
    found = stored(app).draft
    assert found is not None
    return found.plan


def drafted(vault: Vault, plan: Plan, *, seal: bool = False) -> None:
    vault.consent(FIRST)
    with vault.database.write() as work:
        case = CaseRepository(work).get(FIRST)
        PlanRepository(work).start(case, ON, plan=plan)
        if seal:
            PlanRepository(work).seal(case, ON)


async def test_from_nothing_to_a_sealed_plan_by_keys(filled: Vault) -> None:
    filled.consent(FIRST)
    day = (ON + timedelta(days=14)).isoformat()
    async with opened(filled) as (app, pilot):
        await open_plan(app, pilot)
        await shows(pilot, "Ingen plan än")
        await form(app, pilot, "m", text="Tillbaka halvtid till 1 mars", said="Jag vill orka hela passet")
        await shows(pilot, "Mål  Tillbaka halvtid", "Saknas för att fastställa")
        await form(app, pilot, "d", text="Sova sju timmar")
        await form(app, pilot, "a", text="Fast kontakt varje fredag")
        await shows(pilot, "ansvarig saknas", "dag saknas")
        await pilot.press("F")
        await shows(pilot, "Det här saknas", "har ingen ansvarig")
        await pilot.press("escape", "r")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await pilot.press("down", "enter")
        await until(pilot, lambda: draft(app).actions[0].responsible == "koordinator")
        await form(app, pilot, "enter", follow_up_on=day)
        await form(app, pilot, "o", participation="yes", evaluate_on=day, meeting="Besök här")
        await form(app, pilot, "g", on=day, degree="25")
        await shows(pilot, "Inget saknas", "Utvärderas mån 7 dec", "25 % från mån 7 dec")
        await form(app, pilot, "F", handed="1")
        await shows(pilot, "Version 1, fastställd mån 23 nov", "lämnad på papper")
        series = stored(app)
        assert series.draft is None
        assert series.current is not None
        assert [item.text for item in series.current.plan.items] == [
            "Tillbaka halvtid till 1 mars", "Sova sju timmar", "Fast kontakt varje fredag",
        ]  # fmt: skip
        codes = app.desk.read_now(lambda reader: reader.rows("select code from contact_kva order by place"))
        assert ("DV077",) in codes


async def test_moves_are_kept_at_once_and_undone_one_by_one(filled: Vault) -> None:
    drafted(filled, sample())
    async with opened(filled) as (app, pilot):
        screen = await open_plan(app, pilot)
        start = draft(app)
        last = start.items[-1]
        screen.show_item(last.key)
        await pilot.press("D")
        await until(pilot, lambda: all(item.key != last.key for item in draft(app).items))
        await pilot.press("u")
        await until(pilot, lambda: draft(app) == start)
        await pilot.press("U", "u", "x")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        assert draft(app) == start


async def test_what_another_window_wrote_is_shown_and_nothing_is_written_over(filled: Vault) -> None:
    drafted(filled, sample())
    async with opened(filled) as (app, pilot):
        await open_plan(app, pilot)
        plan = draft(app)
        key = plan.items[0].key
        with filled.database.write() as work:
            case = CaseRepository(work).get(FIRST)
            PlanRepository(work).keep(case, edit(plan, key, text="Skrivet i ett annat fönster"))
        await pilot.press("home", "D")
        await shows(pilot, "Skrivet i ett annat")
        assert draft(app).item(key).text == "Skrivet i ett annat fönster"


async def test_a_sealed_plan_is_followed_up_at_one_contact_and_the_next_version_begins_from_it(filled: Vault) -> None:
    drafted(filled, sample(), seal=True)
    async with opened(filled) as (app, pilot):
        screen = await open_plan(app, pilot)
        await pilot.press("a", "D", "u")  # a sealed version takes no moves
        assert app.screen is screen
        first = next(item for item in screen.plan.actions if not item.ended)
        screen.show_item(first.key)
        await form(app, pilot, "e", **{f"result_{first.key}": "helped", f"state_{first.key}": "done", "minutes": "20"})
        await shows(pilot, "Gjort, har hjälpt")
        codes = app.desk.read_now(lambda reader: reader.rows("select code from contact_kva"))
        assert ("AW026",) in codes
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await pilot.press("enter")
        await shows(pilot, "Utkast till version 2")
        assert all(item.key != first.key for item in draft(app).items)
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await pilot.press("enter")
        await shows(pilot, "Avslutat, följer inte med")


async def test_hostile_text_is_text_and_f9_hides_it(filled: Vault) -> None:
    plan = sample()
    drafted(filled, edit(plan, plan.items[0].key, text=HOSTILE))
    async with opened(filled) as (app, pilot):
        screen = await open_plan(app, pilot)
        await shows(pilot, "[red]x[/red]")
        await pilot.press("f9")
        await until(pilot, lambda: "[red]x" not in screen_text(app))
        assert screen.query_one("#plan-tree", OptionList).option_count == len(plan.items)


async def test_f9_covers_what_lies_over_a_sealed_plan_and_minutes_are_never_left_out_silently(filled: Vault) -> None:
    plan = sample()
    action = plan.actions[0]
    drafted(filled, edit(plan, action.key, text=HOSTILE), seal=True)
    async with opened(filled) as (app, pilot):
        screen = await open_plan(app, pilot)
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await pilot.press("enter")
        await until(pilot, lambda: "[red]x" in screen_text(app) and isinstance(app.screen, WhyScreen))
        await pilot.press("f9")
        await until(pilot, lambda: "[red]x" not in screen_text(app))
        await pilot.press("f9", "escape")
        await on_plan(app, pilot)
        screen.show_item(action.key)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, Form) and app.screen._ready)
        head = app.screen.query_one(f"#head-{action.key}", Static)
        assert HOSTILE[:8] in str(head.content)
        await pilot.press("f9")
        await until(pilot, lambda: "•••" in str(head.content) and HOSTILE[:8] not in str(head.content))
        app.screen.query_one("#f-minutes", Input).value = "en timme"
        app.screen.query_one(f"#f-result_{action.key}", Select).value = "helped"
        await pilot.press("ctrl+s")
        await shows(pilot, "Skriv tiden i hela minuter.")
        assert not stored(app).evaluations


async def test_a_suggestion_of_the_interview_is_taken_and_an_undone_one_waits_again(filled: Vault) -> None:
    suggested(filled)
    async with opened(filled) as (app, pilot):
        await open_plan(app, pilot)
        await shows(pilot, "2 förslag väntar")
        await pilot.press("f")
        await shows(pilot, "Prata med chefen om schemat", "Kartläggningen 2026-11-23")
        await pilot.press("enter")
        await until(pilot, lambda: [item.text for item in draft(app).actions] == ["Prata med chefen om schemat"])
        await pilot.press("x", "escape")
        await on_plan(app, pilot)
        await until(pilot, lambda: "förslag väntar" not in screen_text(app))
        await pilot.press("u")
        await shows(pilot, "1 förslag väntar")


async def typed(app: RekotuiApp, pilot, key: str, *presses: str) -> int:  # type: ignore[no-untyped-def]
    """Open a form with a key, type in it as she does, and save it; return how many keys that took."""
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, Form) and app.screen._ready and app.focused is not None)
    await pilot.press(*presses, "ctrl+s")
    await on_plan(app, pilot)
    return 2 + len(presses)


async def test_from_the_interviews_suggestions_to_a_printed_plan_by_keys_alone(filled: Vault, tmp_path: Path) -> None:
    """Issue 7: under three minutes. Some 60 keys beside the words that they agree on."""
    suggested(filled)
    filled.consent(FIRST)
    folder = tmp_path / "papers"
    folder.mkdir()
    async with opened(filled) as (app, pilot):
        await open_plan(app, pilot)
        await pilot.press("f")
        await shows(pilot, "Prata med chefen om schemat")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.query_one("#suggestions", OptionList).option_count == 1)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.query_one("#suggestions", OptionList).option_count == 0)
        await pilot.press("escape")
        await on_plan(app, pilot)
        keys = 4
        keys += await typed(app, pilot, "m", *"Halvtid", "tab", *"Orka")
        for _action in range(2):
            await pilot.press("down")
            keys += 1 + await typed(app, pilot, "enter", "tab", "tab", "tab", *"+14")
        keys += await typed(app, pilot, "o", "p", "tab", *"+28")
        await shows(pilot, "Inget saknas")
        keys += await typed(app, pilot, "F")
        await shows(pilot, "Version 1, fastställd")
        await pilot.press("U")
        await until(pilot, lambda: isinstance(app.screen, PaperScreen) and app.screen._values()["file"])
        app.screen.query_one("#f-folder", Input).value = str(folder)
        await pilot.press("ctrl+s")
        await on_plan(app, pilot)
        assert keys + 2 < 80
    (paper,) = folder.iterdir()
    holds_as_accessible(paper.read_bytes(), tmp_path, "Min plan för rehabilitering och sjukskrivning")
    read = text_of(paper.read_bytes())
    places = [read.index(text) for text in ("Halvtid", "Orka", "Prata med chefen", "Skriva upp vila", "Underskrift")]
    assert places == sorted(places)
    assert "2026-12-07" in read


def suggested(vault: Vault) -> None:
    """Two suggestions of an interview wait."""
    with vault.database.write() as work:
        case = CaseRepository(work).get(FIRST)
        interview = InterviewRepository(work).start(case, "kartlaggning", ON, "full")
        for number, text in enumerate(("Prata med chefen om schemat", "Skriva upp vila och aktivitet")):
            row = PlanSuggestion(
                case_id=FIRST, interview_id=interview.id or 0, guide="kartlaggning", guide_version="1",
                question="q", row=0, hint=number, kind="atgard", area="", responsible="patient", body=text, answer="",
                confirm=False, suggested_on=ON, state="open", recorded_at=timestamp(now()),
            )  # fmt: skip
            work.session.add(row)


async def test_a_copy_to_somebody_else_needs_a_consent_or_a_named_ground(filled: Vault) -> None:
    drafted(filled, sample(), seal=True)
    async with opened(filled) as (app, pilot):
        await open_plan(app, pilot)
        await pilot.press("l")
        await until(pilot, lambda: isinstance(app.screen, Form) and app.screen._ready)
        await until(pilot, lambda: not app.screen.query_one("#f-ground").is_on_screen)
        app.screen.query_one("#f-to", Select).value = "forsakringskassan"
        await until(pilot, lambda: app.screen.query_one("#f-ground").is_on_screen)
        await pilot.press("ctrl+s")
        await shows(pilot, "amtycke")
        assert stored(app).handed == ()
        app.screen.query_one("#f-ground", Select).value = "fk_request"
        app.screen.query_one("#f-ground_reason", Input).value = "Begärd 20 november"
        await pilot.press("ctrl+s")
        await on_plan(app, pilot)
        (handed,) = stored(app).handed
        assert (handed.given_to, handed.number) == ("forsakringskassan", 1)
