"""Vaults with the sample weeks read in, and an assignment to go through them, for the tests of the review."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from textual.pilot import Pilot

from rekotui.exchange import importing
from rekotui.exchange.rehabstod.reader import read_text
from screens.app import RekotuiApp
from screens.review import ReviewScreen
from storage.assignments import AssignmentRepository, NewAssignment
from storage.reading import Reader
from storage.reviews import ReviewRepository
from tests.screens.conftest import Vault, opened, until

SAMPLES = Path(__file__).parent.parent / "samples" / "rehabstod"
UNIT = "Exempelbackens vårdcentral"
DAYS = {17: date(2026, 4, 20), 24: date(2026, 6, 8), 25: date(2026, 6, 15)}
WEEK_24, WEEK_25 = DAYS[24], DAYS[25]
KOPIA, FEL, FEJKA, PARAD = "19680214-2387", "19670818-2396", "20010117-2385", "19841127-2381"
"""In week 25: extended, a mistyped end year, 75 → 25 %, another main diagnosis."""
DUMMY, MALL, FARSKA = "19990228-2392", "19921010-2381", "19981111-2383"
"""In week 25: unchanged, unchanged and on day 90, new."""


def read_in(
    vault: Vault, week: int, unit: str = UNIT, day: date | None = None, replaced: tuple[str, str] = ("", "")
) -> int:
    """Read a sample week in as a unit's list of a day, with one number replaced; return the import's id."""
    name = f"vecka-{week}-urklipp.txt"
    text = (SAMPLES / name).read_text(encoding="utf-8")
    found = read_text(text.replace(*replaced) if replaced[0] else text, WEEK_25)
    on = day or DAYS[week]
    with Reader(vault.folder, vault.key.dek) as reader:
        shown = importing.preview(found, reader, list_date=on, unit=unit, on=on)
    return importing.store(vault.database, shown, importing.TAKE_NONE, on).import_id


def assign(vault: Vault, unit: str = "", ends_on: date = date(2026, 12, 31)) -> None:
    """Register an assignment that holds from the new year on."""
    with vault.database.write() as work:
        start = date(2026, 1, 1)
        AssignmentRepository(work).register(NewAssignment("Vera Chef", start, ends_on, unit, signed_on=start))


def three_weeks(vault: Vault) -> None:
    """Weeks 17, 24 and 25 of one unit, and an assignment."""
    for week in (17, 24, 25):
        read_in(vault, week)
    assign(vault)


def decide(vault: Vault, import_id: int, number: str, what: str, on: date, **said: object) -> None:
    """Decide about somebody as another window would."""
    with vault.database.write() as work:
        ReviewRepository(work).decide(import_id, number, what, on, **said)  # type: ignore[arg-type]


def rows(vault: Vault, sql: str) -> list[tuple[object, ...]]:
    """Ask the vault."""
    with Reader(vault.folder, vault.key.dek) as reader:
        return reader.rows(sql)


OLD_NUMBER, NEW_NUMBER = "19850773-2389", "19850713-2382"
"""A samordningsnummer in both weeks, and the personnummer that it could become."""


@asynccontextmanager
async def reviewing(
    vault: Vault, on: date = WEEK_25, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[RekotuiApp, Pilot[int], "Review"]]:
    """Open the app and press g; wait until the review shows its people."""
    async with opened(vault, size=size, on=on) as (app, pilot):
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.person)
        assert isinstance(app.screen, ReviewScreen)
        yield app, pilot, Review(app, pilot, app.screen)


class Review:
    """A review that is open, and a hand on its keys."""

    def __init__(self, app: RekotuiApp, pilot: Pilot[int], screen: ReviewScreen) -> None:
        self.app, self.pilot, self.screen = app, pilot, screen

    @property
    def here(self) -> str:
        """Whom the cursor stands on."""
        return self.screen.person.number if self.screen.person else ""

    @property
    def left(self) -> int:
        """How many need a decision."""
        return self.screen._shown.left if self.screen._shown else -1

    def state(self, number: str) -> tuple[str | None, tuple[str, ...]]:
        """What is decided about somebody, and why she is asked about."""
        shown = self.screen._shown
        assert shown is not None
        [person] = [each for each in shown.people if each.number == number]
        return (person.decision.decision if person.decision else None), person.why

    async def go_to(self, number: str) -> None:
        """Put the cursor on somebody; that keys move it is held by the table's own tests."""
        table = self.screen.table
        await until(self.pilot, lambda: self.screen._rows is not None and table._feed._source is self.screen._rows)
        assert self.screen._rows is not None
        at = self.screen._rows.index_of(number)
        assert at is not None, f"{number} is not in the list"
        table.cursor_row = at
        await until(self.pilot, lambda: self.here == number)
        await self.pilot.pause()

    async def press(self, *keys: str, until_: Callable[[], object] | None = None) -> None:
        """Press keys one by one, each when the screen before it is there; then wait."""
        for key in keys:
            await until(self.pilot, lambda: self.app.screen.focused)
            await self.pilot.press(key)
        if until_ is not None:
            await until(self.pilot, until_)
