"""What must never happen: text read as markup, a crash that tells about patients, a footer that overflows."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Footer
from textual.worker import WorkerFailed

from screens import commands
from screens.app import RekotuiApp
from screens.case import CaseScreen
from screens.caseload import CaseloadScreen
from screens.form import Form
from screens.help import HelpScreen
from tests.screens.conftest import HOSTILE, ON, Vault, opened, screen_text, shows, until

MARKER = "19800101-2395"


async def test_hostile_text_is_shown_as_it_stands_on_every_screen(filled: Vault) -> None:
    async with opened(filled, size=(160, 50), toasts=True) as (app, pilot):
        await pilot.press("down")
        await shows(pilot, HOSTILE.split()[0], "[red]x[/red]")
        app.show_case(7)
        await until(pilot, lambda: isinstance(app.screen, CaseScreen) and app.screen.facts)
        await shows(pilot, "[red]x[/red] [@click=app.quit]")
        await pilot.press("5")
        await shows(pilot, f"2026-11-23  {HOSTILE}")
        await pilot.press("6", "F")
        await shows(pilot, "anteckning")
        for key in ("r", "a", "s"):
            await pilot.press(key)
            await until(pilot, lambda: isinstance(app.screen, Form) and app.screen._ready)
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        app.say(f"Brödrost {HOSTILE}")
        await shows(pilot, "Brödrost [/] [red]x[/red]")
        await pilot.press("ctrl+p")
        await until(pilot, lambda: app.screen.query("#found"))
        app.screen.query_one("#wanted").value = "2026-007"  # type: ignore[attr-defined]
        await shows(pilot, "2026-007  ")
        await pilot.press("escape", "question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen) and app.focused)
        await pilot.press("end")
        await shows(pilot, "Senaste meddelanden", "[@click=app.quit]")


async def test_a_crash_prints_no_values_keeps_the_draft_and_ends_with_70(
    filled: Vault, capfd: pytest.CaptureFixture[str]
) -> None:
    app = RekotuiApp(filled.folder, ON)

    async def fail() -> None:
        patient = MARKER
        raise KeyError(patient)

    async def use() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: isinstance(app.screen, CaseloadScreen) and app.screen._counts)
            app.show_case(1)
            await until(pilot, lambda: isinstance(app.screen, CaseScreen) and app.screen.facts)
            await pilot.press("a")
            await until(pilot, lambda: isinstance(app.screen, Form) and app.screen._ready)
            app.screen.query_one("#f-body").text = "Sista ordet"  # type: ignore[attr-defined]
            app.screen.start(fail)  # type: ignore[attr-defined]
            await until(pilot, lambda: app.return_code == 70)

    with pytest.raises(WorkerFailed, match="KeyError"):
        await use()
    assert app.return_code == 70
    out, err = capfd.readouterr()
    assert MARKER not in out + err
    assert "Något gick fel i programmet" in out + err
    assert "KeyError, test_safety.py" in (out + err).replace("\n", " ")
    again = RekotuiApp(filled.folder, ON)
    async with again.run_test() as pilot:
        await until(pilot, lambda: isinstance(again.screen, CaseloadScreen) and again.screen._counts)
        assert "Sista ordet" in await again.desk.read(lambda reader: reader.draft("case:1:note"))


async def test_nothing_overflows_at_80_by_24(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        caseload = app.screen
        await fits(app, pilot)
        in_a_case = (["enter", "a"], ["enter", "e"], ["enter", "P"])
        for keys in (*in_a_case, ["n"], ["g"], ["e"], ["question_mark"], ["ctrl+l"]):
            for key in keys:
                before = app.screen
                await pilot.press(key)
                await until(pilot, lambda before=before: app.screen is not before)  # type: ignore[misc]
                await until(pilot, lambda: app.screen.query(Footer) and app.screen.query_one(Footer).children)
                await fits(app, pilot)
            for _ in keys if keys != ["ctrl+l"] else ():
                before = app.screen
                await pilot.press("escape")
                await until(pilot, lambda before=before: app.screen is not before)  # type: ignore[misc]
            assert app.screen is caseload or keys == ["ctrl+l"]


async def fits(app: RekotuiApp, pilot: Pilot[int]) -> None:
    """Hold that the screen as it stands has room for all that it says."""
    await pilot.pause()
    footer = app.screen.query_one(Footer)
    assert 0 < len(footer.children) <= 6
    assert footer.virtual_size.width <= 80
    assert app.screen.max_scroll_x == 0
    assert app.screen.max_scroll_y == 0
    lines = screen_text(app).split("\n")
    assert len(lines) == 24
    assert "DEMO" in lines[0]


def test_every_command_has_words_and_no_place_has_one_key_twice() -> None:
    for command in commands.ALL:
        assert command.label
        assert command.help
    for place in {command.place for command in commands.ALL}:
        keys = [key for command in commands.commands_of(place) for key, _ in command.keys]
        assert len(keys) == len(set(keys))


async def test_every_command_of_a_screen_can_be_carried_out(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        for place, screen in ((commands.CASELOAD, app.screen),):
            for command in commands.commands_of(place, commands.APP):
                node = app if command.place == commands.APP or command.action.startswith("app.") else screen
                name = command.action.removeprefix("app.").partition("(")[0]
                assert hasattr(node, f"action_{name}"), command.name
        app.show_case(1)
        await until(pilot, lambda: isinstance(app.screen, CaseScreen) and app.screen.facts)
        for command in commands.commands_of(commands.CASE):
            assert hasattr(app.screen, f"action_{command.action.partition('(')[0]}"), command.name


async def test_the_window_title_and_help_name_nobody(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        app.show_case(1)
        await until(pilot, lambda: isinstance(app.screen, CaseScreen) and app.screen.facts)
        assert app.title == "rekotui"
        assert app.screen.title is None
        assert all("Övergård" not in said.text for said in app.said)
