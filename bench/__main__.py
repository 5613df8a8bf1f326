"""`python -m bench`: measure the budgets of docs/architecture.md and print them as one table.

With `--quick`, 1 000 cases stand for 10 000 and there are few rounds: it shows that everything runs, not how fast.
"""

import argparse
import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence

from bench import app_start, lookups, opening, planning, rows, vaults, writing
from bench.rows import Row
from storage.vault import Key

SMALL, BIG, BIG_WHEN_QUICK = 100, 10_000, 1_000


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="1 000 cases, few rounds")
    parser.add_argument("--only", metavar="PART", choices=tuple(_parts(SMALL, 1)), help="measure one part")
    given = parser.parse_args()
    cases, rounds = (BIG_WHEN_QUICK, 3) if given.quick else (BIG, 11)
    keys = [vaults.cached(cases), vaults.cached(SMALL)]
    with _runtime_folder(), vaults.copies(keys) as (big, small), vaults.unlocked(big), vaults.unlocked(small):
        found = _measured(_parts(cases, rounds), given.only, big, small)
    print(rows.render(found))
    missed = [row for row in found if not row.is_ok]
    print(f"\n{cases} cases, medians of {rounds} rounds; {len(missed)} of {len(found)} rows over budget.")
    print(
        f"The machine: {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the end (about 1 when left alone)."
    )
    return 0


Part = Callable[[Key, Key], Sequence[Row]]


def _parts(cases: int, rounds: int) -> dict[str, Part]:
    """Return what is measured, in order; the history is made longer last."""
    few = max(2, rounds // 3)
    return {
        "lookups": lambda big, small: lookups.measure(big, small, rounds),
        "app": lambda big, small: app_start.measure(big, small, rounds),
        "saving": lambda big, small: writing.saving(big, small, rounds),
        "plan": lambda big, _small: planning.planning(big, rounds),
        "opening": lambda big, _small: opening.measure(big, rounds),
        "importing": lambda big, _small: writing.importing(big, few),
        "summary": lambda big, _small: writing.summary(big, few, cases),
        "verify": lambda big, _small: [writing.verifying(big, few, 10 * cases)],
    }


def _measured(parts: dict[str, Part], only: str | None, big: Key, small: Key) -> list[Row]:
    found: list[Row] = []
    for name, measure in parts.items():
        if only in (None, name):
            print(f"Measuring {name} ...", file=sys.stderr)
            found.extend(measure(big, small))
    return found


@contextlib.contextmanager
def _runtime_folder() -> Iterator[None]:
    """Let agents listen in a folder of their own, and let every process have the same today."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="rekotui-bench-") as place:
        os.environ.update(XDG_RUNTIME_DIR=place, REKOTUI_TODAY=vaults.ON.isoformat())
        os.environ.pop("REKOTUI_PASSPHRASE_FILE", None)
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


if __name__ == "__main__":
    sys.exit(main())
