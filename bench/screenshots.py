"""README's pictures, made from the real app on the made-up caseload: `make screenshots`."""

import asyncio
import os
import re
import tempfile
from collections.abc import Sequence
from datetime import date

from rekotui.exchange.demo.fill import fill
from screens.app import RekotuiApp
from storage import vault
from storage.database import Database

DAY = date(2026, 11, 23)
FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "docs", "images")
PICTURES: dict[str, tuple[tuple[int, int], Sequence[str]]] = {
    "caseload-80": ((80, 24), ()),
    "case-140": ((140, 40), ("enter",)),
}


async def take(folder: str, name: str, size: tuple[int, int], keys: Sequence[str]) -> None:
    """Open the app at a size, press keys, and save what it shows."""
    key = vault.key_without_asking(folder)
    app = RekotuiApp(folder, DAY, key)
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


if __name__ == "__main__":
    main()
