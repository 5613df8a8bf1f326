"""Real encrypted vaults with a few invented people, and an app to press keys in. No sleeps: wait for what is meant."""

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot

from rekotui.casework.personnummer import PersonalNumber, check_digit, parse
from rekotui.casework.sick_leave import DegreePeriod
from screens.app import RekotuiApp
from screens.widgets.case_table import CaseTable
from storage.cases import CaseRepository, NewCase
from storage.consents import ConsentRepository, NewConsent, Said
from storage.database import Database
from storage.sick_leaves import SickLeaveRepository
from storage.vault import Key, create_demo

ON = date(2026, 11, 23)
HOSTILE = "[/] [red]x[/red] [@click=app.quit]y[/]"


def invented(at: int, born: str = "1980") -> PersonalNumber:
    """Return the at-th invented person's number (at < 336)."""
    day = f"{born}{at % 12 + 1:02}{at // 12 + 1:02}"
    nine = day[2:] + ("238" if at % 2 else "239")
    return parse(f"{day}-{nine[6:]}{check_digit(nine)}", ON)


class Vault:
    """A demo vault on disk, and a hand that writes in it as another program would."""

    def __init__(self, key: Key) -> None:
        self.key = key
        self.folder = key.folder
        self.database = Database(self.folder, self.key.dek, demo=True)

    def case(self, at: int, name: str, word: str = "Aktiv", **values: object) -> int:
        """Take up a case."""
        with self.database.write() as work:
            new = NewCase(invented(at), name, ON - timedelta(days=at), word, "", values)
            return CaseRepository(work).open(new).id or 0

    def sick_leave(self, case_id: int, *periods: DegreePeriod) -> None:
        """Enter a sick leave."""
        with self.database.write() as work:
            cases = CaseRepository(work)
            case = cases.get(case_id)
            SickLeaveRepository(work, cases).enter(case.patient_id, periods)

    def change(self, case_id: int, **values: object) -> None:
        """Change facts of a case."""
        with self.database.write() as work:
            cases = CaseRepository(work)
            cases.change_facts(cases.get(case_id), values)

    def consent(self, case_id: int, kind: str = "K1", party: str = "", **said: object) -> int:
        """Enter a yes of today; return the consent's number."""
        values: dict[str, Any] = {"on": ON, "way": "visit", "scope": ("contact", "plan") if party else (), **said}
        if kind != "K1":
            values = {"valid_to": ON + timedelta(days=90), **values}
        names = {name: values.pop(name) for name in ("person", "organisation", "presence") if name in values}
        with self.database.write() as work:
            new = NewConsent(kind, party, **names)
            case = CaseRepository(work).get(case_id)
            return ConsentRepository(work).give(case, new, Said(**values), ON).id or 0

    def withdraw(self, consent_id: int, clock: str = "") -> None:
        """Enter that it was withdrawn today."""
        with self.database.write() as work:
            ConsentRepository(work).withdraw(consent_id, Said(ON, clock, "phone"), ON)

    def note(self, case_id: int, body: str) -> None:
        """Add a note."""
        with self.database.write() as work:
            cases = CaseRepository(work)
            cases.add_note(cases.get(case_id), ON, body)


Fill = Callable[[Vault], object]


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the developer's own vault, agent and clock out of the tests; sockets need a short path."""
    runtime = tmp_path / "r"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    for name in ("REKOTUI_VAULT", "REKOTUI_TODAY", "REKOTUI_PASSPHRASE_FILE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


@pytest.fixture(scope="session", autouse=True)
def _style_sheets_read_once() -> Iterator[None]:
    """Let all the apps of a session share what Textual has parsed: each would read the same hundred sheets anew."""
    parse, known = Stylesheet._parse_rules, {}

    def remembered(sheet: Stylesheet, *source: Any, **named: Any) -> list[RuleSet]:
        key = (tuple(sheet._variables.items()), source, tuple(named.items()))
        if key not in known:
            known[key] = parse(sheet, *source, **named)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", remembered)
        yield


@pytest.fixture(scope="session")
def _empty(tmp_path_factory: pytest.TempPathFactory) -> Key:
    return create_demo(str(tmp_path_factory.mktemp("vaults") / "empty"))


@pytest.fixture(scope="session")
def _made_once(tmp_path_factory: pytest.TempPathFactory) -> dict[Fill, Key]:
    """The vaults that were filled in this session, by what filled them; nobody changes them."""
    return {}


@pytest.fixture
def vault_with(
    _empty: Key, _made_once: dict[Fill, Key], tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> Iterator[Callable[[Fill], Vault]]:
    """Give a test its own copy of a vault that a function has filled, once in the session."""
    with ExitStack() as opened_vaults:

        def give(filling: Fill) -> Vault:
            if filling not in _made_once:
                with contextmanager(copied)(_empty, tmp_path_factory.mktemp("vaults") / "made") as made:
                    filling(made)
                _made_once[filling] = made.key
            return opened_vaults.enter_context(contextmanager(copied)(_made_once[filling], tmp_path / "v"))

        yield give


def copied(key: Key, folder: Path) -> Iterator[Vault]:
    """Give a test its own copy of a vault that was made once."""
    shutil.copytree(key.folder, folder)
    made = Vault(Key(str(folder), key.dek, demo=True))
    yield made
    made.database.close()


@pytest.fixture
def vault(_empty: Key, tmp_path: Path) -> Iterator[Vault]:
    """An empty demo vault."""
    yield from copied(_empty, tmp_path / "v")


@pytest.fixture
def filled(vault_with: Callable[[Fill], Vault]) -> Vault:
    """Seven people: å ä ö, one protected, one closed, one whose every text is hostile."""
    return vault_with(fill)


def fill(vault: Vault) -> None:
    """Take up seven people, in the order of their numbers."""
    days = (
        DegreePeriod(date(2026, 9, 1), date(2026, 10, 25), 100),
        DegreePeriod(date(2026, 10, 26), date(2026, 12, 6), 50),
    )
    first = vault.case(
        0, "Utkast Övergård", diagnosis_code="F438A", diagnosis_text="Utmattningssyndrom",
        employer="Exempelhemmet", occupation="Undersköterska", physician="Eva Testdoktor", phone="070-1740605",
    )  # fmt: skip
    vault.sick_leave(first, *days, DegreePeriod(date(2026, 12, 7), date(2026, 12, 13), 25))
    second = vault.case(1, "Fejka Åström-Test", "Uppföljning", employer="Provskolan")
    vault.sick_leave(second, DegreePeriod(date(2026, 6, 1), date(2026, 12, 31), 75))
    vault.case(2, "Klar Ärlig", "Kontaktad")
    vault.case(3, "Öva Zetterlund", "-")
    vault.case(4, "Hemlig Person", "Aktiv", protected=True, phone="070-1740606", employer="Dolda AB")
    vault.case(5, "Slut Avslutsson", "Avslutad")
    hostile = vault.case(6, HOSTILE, "Aktiv", employer=HOSTILE, physician=HOSTILE, referred_why=HOSTILE)
    vault.note(hostile, HOSTILE)
    vault.note(first, "Samtal med chefen om schema.")


async def until(pilot: Pilot[int], condition: Callable[[], object], seconds: float = 30.0) -> None:
    """Wait until something is so; fail with a picture in words if it never is."""
    end = asyncio.get_running_loop().time() + seconds
    while True:
        try:
            if condition():
                return
        except Exception:  # what is asked for may not be there yet
            if asyncio.get_running_loop().time() > end:
                raise
        if asyncio.get_running_loop().time() > end:
            raise AssertionError("never came to be so:\n" + screen_text(pilot.app))
        await pilot.pause(0.01)


def screen_text(app: object) -> str:
    """Return what is on the terminal, as text."""
    strips = app.screen._compositor.render_strips()  # type: ignore[attr-defined]
    return "\n".join(strip.text for strip in strips)


async def shows(pilot: Pilot[int], *texts: str) -> None:
    """Wait until every text is on the terminal."""
    await until(pilot, lambda: all(text in screen_text(pilot.app) for text in texts))


@asynccontextmanager
async def opened(
    vault: Vault,
    size: tuple[int, int] = (80, 24),
    on: date | None = ON,
    *,
    toasts: bool = False,
    view: str = "active",
) -> AsyncIterator[tuple[RekotuiApp, Pilot[int]]]:
    """Run the app on a vault until the first rows of a tab are there; "" is the tab that it opens by itself."""
    app = RekotuiApp(vault.folder, on)
    async with app.run_test(size=size, notifications=toasts) as pilot:
        await until(pilot, lambda: app.screen.PLACE == "caseload" and app.screen._counts)  # type: ignore[attr-defined]
        await until(
            pilot,
            lambda: (
                app.screen.query_one("#list").current == "empty"  # type: ignore[attr-defined]
                or app.screen.query_one(CaseTable).cursor_key
            ),
        )
        if view:
            await turned(app, pilot, view)
            app.screen.query_one(CaseTable).action_first()
        yield app, pilot


async def turned(app: RekotuiApp, pilot: Pilot[int], view: str) -> None:
    """Turn to a tab and wait for its rows, unless it is shown already."""
    screen: Any = app.screen
    screen.action_view(view)
    await until(
        pilot,
        lambda: (
            screen._rows is not None
            and screen._rows.query.view == view
            and (
                screen.query_one("#list").current == "empty"
                or screen.query_one(CaseTable)._feed._source is screen._rows
            )
        ),
    )
    await pilot.pause()


def names(app: RekotuiApp) -> list[str]:
    """Return the names in the caseload's rows, from the top."""
    table = app.screen.query_one(CaseTable)
    rows = [table._feed.row(at) for at in range(table.row_count)]
    return [str(row.cells[0]) for row in rows if row is not None]
