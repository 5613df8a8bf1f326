"""README's pictures, made from the real app on the made-up caseload: `make screenshots`."""

import asyncio
import os
import re
import tempfile
from collections.abc import Sequence
from datetime import date

from rekotui.exchange.demo.fill import fill
from rekotui.exchange.importing import preview, store
from rekotui.exchange.rehabstod.reader import read
from screens.app import RekotuiApp
from storage import vault
from storage.assignments import AssignmentRepository, NewAssignment
from storage.database import Database
from storage.reading import Reader

DAY = date(2026, 11, 23)
FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "docs", "images")
MAJA = ("slash", *"maja", "enter", "enter")
"""The keys that lead to the case of design 1: day 83, with a plan and a consent to the employer."""
TALK = (
    "slash",
    *"mahad",
    "enter",
    "enter",
    "i",
    "enter",
    "1",
    "enter",
    "f3",
    "2",
    "enter",
    "1",
    "enter",
    "f3",
    "1",
    "enter",
)
TALK += ("f3", "f3", "2", "3", "enter", *["f3"] * 4, "1", "2", "6")
"""The keys that begin an interview and answer until the patient tells what she notices."""
PICTURES: dict[str, tuple[tuple[int, int], Sequence[str]]] = {
    "caseload-80": ((80, 24), ()),
    "case-140": ((140, 40), (*MAJA,)),
    "interview-80": ((80, 24), TALK),
    "plan-80": ((80, 24), (*MAJA, "P")),
    "consents-80": ((80, 24), (*MAJA, "m")),
}


LISTS = {"vecka-24-urklipp.txt": date(2026, 6, 8), "vecka-25-urklipp.txt": date(2026, 6, 15)}
SAMPLES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "tests", "samples", "rehabstod")
UNIT = "Exempelbackens vårdcentral"


def fill_lists(database: Database) -> None:
    """Read in two weeks of lists, with an assignment to go through them."""
    for name, day in LISTS.items():
        with open(os.path.join(SAMPLES, name), "rb") as file:
            found = read(file.read(), name, day)
        with Reader(database.folder, vault.demo_key(database.folder)) as reader:
            shown = preview(found, reader, list_date=day, unit=UNIT, on=day)
        store(database, shown, "none", day)
    with database.write() as work:
        first = date(2026, 1, 1)
        given = NewAssignment(given_by="Kim Prov", starts_on=first, ends_on=date(2026, 12, 31), signed_on=first)
        AssignmentRepository(work).register(given)


async def take(folder: str, name: str, size: tuple[int, int], keys: Sequence[str], on: date = DAY) -> None:
    """Open the app at a size, press keys, and save what it shows."""
    key = vault.key_without_asking(folder)
    app = RekotuiApp(folder, on, key)
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause(0.5)
        for press in keys:
            await pilot.press(press)
            await app.workers.wait_for_complete()
            await pilot.pause(0.5)
        svg = app.export_screenshot(title="rekotui")
    # The exporter points at fonts on the network; the pictures must stand alone.
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    with open(os.path.join(FOLDER, f"{name}.svg"), "w", encoding="utf-8") as file:
        file.write(svg)
    print(f"docs/images/{name}.svg")


def main() -> None:
    """Make all pictures."""
    os.makedirs(FOLDER, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        folder = os.path.join(home, "demo")
        key = vault.create_demo(folder)
        database = Database(key.folder, key.dek, demo=True)
        fill(database, 118, 1, DAY)
        database.close()
        for name, (size, keys) in PICTURES.items():
            asyncio.run(take(folder, name, size, keys))
        listed = os.path.join(home, "listed")
        database = Database(listed, vault.create_demo(listed).dek, demo=True)
        fill_lists(database)
        database.close()
        asyncio.run(take(listed, "review-80", (80, 24), ("g",), LISTS["vecka-25-urklipp.txt"]))


if __name__ == "__main__":
    main()
