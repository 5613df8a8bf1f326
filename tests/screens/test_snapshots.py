"""Pictures of the screens at fixed sizes and a fixed day; look at the report before you accept a new one."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from screens.app import RekotuiApp
from screens.case import CaseScreen
from screens.form import Form
from tests.screens.conftest import ON, Vault, turned, until
from tests.screens.weeks import FARSKA, FEL, WEEK_25, assign, decide, read_in

Compare = Callable[..., bool]


def ready(app: RekotuiApp) -> bool:
    screen: Any = app.screen
    return screen.PLACE == "caseload" and bool(screen._counts) and bool(screen.query_one("#cases").cursor_key)


def press(*keys: str) -> Callable[[Pilot[int]], Awaitable[None]]:
    async def run(pilot: Pilot[int]) -> None:
        app: Any = pilot.app
        await until(pilot, lambda: ready(app))
        for key in keys:
            before = app.screen
            if key == "2":
                await turned(app, pilot, "active")
                continue
            await pilot.press(key)
            await until(pilot, lambda before=before: app.screen is not before)  # type: ignore[misc]
            if isinstance(app.screen, CaseScreen):
                await until(pilot, lambda: app.screen.facts)
            if isinstance(app.screen, Form):
                await until(pilot, lambda: app.screen._ready)
        await until(pilot, lambda: app.screen.query("FooterKey") or app.screen.is_modal)
        if app.focused is not None and hasattr(app.focused, "cursor_blink"):
            app.focused.cursor_blink = False
        await pilot.pause()
        await pilot.wait_for_animation()

    return run


@pytest.mark.parametrize(
    ("name", "keys", "size"),
    [
        ("today", (), (80, 24)),
        ("caseload", ("2",), (80, 24)),
        ("caseload-wide", ("2",), (140, 40)),
        ("case", ("2", "enter"), (80, 24)),
        ("form", ("n",), (80, 24)),
        ("help", ("question_mark",), (80, 24)),
    ],
)
def test_the_screen_looks_as_it_did(
    filled: Vault, snap_compare: Compare, name: str, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    app = RekotuiApp(filled.folder, ON)

    assert snap_compare(app, terminal_size=size, run_before=press(*keys))


def test_the_review_looks_as_it_did(vault: Vault, snap_compare: Compare) -> None:
    for week in (24, 25):
        made = read_in(vault, week)
    assign(vault)
    decide(vault, made, FARSKA, "wait", WEEK_25, wait_until=date(2026, 6, 22))
    decide(vault, made, FEL, "wrong_end", WEEK_25)
    app = RekotuiApp(vault.folder, WEEK_25)

    async def go_through(pilot: Pilot[int]) -> None:
        await until(pilot, lambda: app.screen.query_one("#list").current == "empty")  # type: ignore[attr-defined]
        await pilot.press("g")
        await until(pilot, lambda: app.screen.person)  # type: ignore[attr-defined]
        await until(pilot, lambda: app.screen.query("FooterKey"))
        await pilot.press(*["down"] * 8)
        await pilot.pause()
        await pilot.wait_for_animation()

    assert snap_compare(app, terminal_size=(80, 24), run_before=go_through)


def test_the_consents_look_as_they_did(filled: Vault, snap_compare: Compare) -> None:
    filled.consent(1, clock="09:10")
    filled.consent(1, "K3", "arbetsgivare", clock="09:15", person="Kim Prov", scope=("extent", "abilities", "plan"))
    filled.withdraw(filled.consent(1, "K3", "forsakringskassan", clock="09:20"), "14:05")
    app = RekotuiApp(filled.folder, ON)

    async def go_there(pilot: Pilot[int]) -> None:
        await until(pilot, lambda: ready(app))
        app.show_case(1)
        await until(pilot, lambda: isinstance(app.screen, CaseScreen) and app.screen.facts)
        await pilot.press("m")
        await until(pilot, lambda: app.focused is not None and app.focused.id == "consents-matrix")
        await until(pilot, lambda: app.screen.query("FooterKey"))
        await pilot.pause()
        await pilot.wait_for_animation()

    assert snap_compare(app, terminal_size=(80, 24), run_before=go_there)
