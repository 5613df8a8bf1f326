"""Papers from the app: which form, whom it is from, where it goes; asked before writing over, and logged."""

import os
import stat
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Select

from screens.app import RekotuiApp
from screens.case import CaseScreen
from screens.choose import ChooseScreen, ConfirmScreen
from screens.interview_summary import InterviewSummaryScreen
from screens.paper import PaperScreen
from storage.cases import CaseRepository
from storage.interviews import InterviewRepository
from tests.cli.running import history
from tests.exchange.paper.reading import text_of
from tests.screens.conftest import HOSTILE, ON, Vault, opened, shows, until
from tests.screens.test_case_screen import open_case
from tests.screens.test_consent_screen import open_consents, stand_on


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


async def filled_in(pilot: Pilot[int], app: RekotuiApp, out: Path, **values: str) -> PaperScreen:
    await until(pilot, lambda: isinstance(app.screen, PaperScreen) and app.screen._values()["file"])
    screen = app.screen
    assert isinstance(screen, PaperScreen)
    for name, value in {"folder": str(out), **values}.items():
        widget = screen.query_one(f"#f-{name}")
        assert isinstance(widget, Input | Select)
        widget.value = value
    await pilot.pause()
    return screen


async def form_of(pilot: Pilot[int], app: RekotuiApp, target: str = "") -> None:
    """Ask for a form: the one at hand, or another."""
    await pilot.press("U")
    await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
    if target:
        app.screen.dismiss(target)
    else:
        await pilot.press("enter")


async def test_the_consent_at_hand_is_put_on_paper_and_the_sender_kept(filled: Vault, out: Path) -> None:
    filled.consent(1)
    filled.consent(1, "K3", "arbetsgivare", person="Kim Prov", organisation="Exempelhemmet", not_told=HOSTILE)
    async with opened(filled) as (app, pilot):
        case = await open_consents(app, pilot)
        await stand_on(app, pilot, "K3:arbetsgivare")
        await form_of(pilot, app)
        await filled_in(pilot, app, out, name="Ulla Berg", phone="08-123 45 67")
        await shows(pilot, "Samtycke på papper", "Ifylld med det", "samtycke-2026-001-2026-11-23.pdf", "Skriv filen")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is case)
        (name,) = os.listdir(out)
        assert name == "samtycke-2026-001-2026-11-23.pdf"
        assert stat.S_IMODE((out / name).stat().st_mode) == 0o600
        read = text_of((out / name).read_bytes())
        for wanted in ("Utkast Övergård", "Kim Prov", HOSTILE, "Ulla Berg", "08-123 45 67"):
            assert wanted in read
        action, case_id, payload = history(filled.folder)[-1]
        assert (action, case_id, payload["face"], payload["identities"]) == ("export", 1, "consent_form", True)
        assert "Övergård" not in "".join(said.text for said in app.said)
        # The next paper starts from the same sender; nobody's own form may lie over the first.
        await form_of(pilot, app, "K2:forsakringskassan")
        screen = await filled_in(pilot, app, out, what="blank")
        assert (screen._values()["name"], screen._values()["phone"]) == ("Ulla Berg", "08-123 45 67")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("escape")
        screen.query_one("#f-file", Input).value = "tom"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is case)
        blank = text_of((out / "tom.pdf").read_bytes())
        assert "Försäkringskassan informeras" in blank
        assert "Övergård" not in blank
        assert history(filled.folder)[-1][1] is None


async def test_what_does_not_fit_or_has_no_place_is_said(filled: Vault, out: Path) -> None:
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await pilot.press("U")
        screen = await filled_in(pilot, app, out / "finns inte")
        await shows(pilot, "Förberedelseblad på papper", "forberedelse-2026-001")
        await pilot.press("ctrl+s")
        await shows(pilot, "Mappen finns inte")
        screen.query_one("#f-folder", Input).value = str(out)
        screen.query_one("#f-name", Input).value = "x" * 200
        await pilot.press("ctrl+s")
        await shows(pilot, "för lång för ett brevhuvud")
        assert os.listdir(out) == []
        screen.query_one("#f-name", Input).value = "Ulla"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        assert "samtal med Ulla, rehabiliteringskoordinator" in text_of(next(out.iterdir()).read_bytes())


async def test_a_protected_identity_is_left_to_the_pen(filled: Vault, out: Path) -> None:
    filled.consent(5, "K3", "arbetsgivare", person="Kim Prov")
    async with opened(filled) as (app, pilot):
        case = await open_consents(app, pilot, "2026-005")
        await stand_on(app, pilot, "K3:arbetsgivare")
        await form_of(pilot, app)
        await filled_in(pilot, app, out)
        await shows(pilot, "fylls i för hand")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is case)
        read = text_of(next(out.iterdir()).read_bytes())
        assert not [secret for secret in ("Hemlig", "Dolda", "Kim", "070-", "239") if secret in read]


async def test_the_summary_goes_out_with_what_is_shown_and_no_more(filled: Vault, out: Path) -> None:
    with filled.database.write() as work:
        talks = InterviewRepository(work)
        talk = talks.start(CaseRepository(work).get(1), "kartlaggning", ON)
        number = talk.id or 0
    async with opened(filled) as (app, pilot):
        await app.push_screen(InterviewSummaryScreen(number))
        await until(pilot, lambda: app.screen.facts is not None)  # type: ignore[attr-defined]
        await pilot.press("U")
        screen = await filled_in(pilot, app, out)
        assert not screen.query("#f-what")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, InterviewSummaryScreen))
        await pilot.press("V", "U")
        await filled_in(pilot, app, out, what="all")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, InterviewSummaryScreen))
        assert history(filled.folder)[-1][2]["protected"] is True
        assert os.listdir(out) == ["kartlaggning-2026-001-2026-11-23.pdf"]
