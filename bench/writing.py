"""Saving one change, reading a list in, writing the summary, verifying the history."""

import gc
import shutil
import tempfile
import time
from pathlib import Path
from statistics import median

from bench import processes, rows, vaults
from bench.processes import REKOTUI
from bench.rows import Row
from bench.vaults import ON
from rekotui.exchange.demo.case import DemoCase
from rekotui.exchange.demo.caseload import caseload
from rekotui.exchange.demo.rehabstod_copy import copied_table
from storage.cases import CaseRepository
from storage.database import Database
from storage.vault import Key

_LIST_ROWS = (50, 500)
_LIST_SEED = vaults.SEED + 1
"""Another caseload than the vault's: most of its people are new, some have cases already."""
HISTORY_ROWS = 100_000
_SUMMARY_LIMITS = {"md": 5000, "csv": 5000, "json": 5000, "xlsx": 15_000, "html": 15_000}
"""Milliseconds for the summary of the whole caseload, by format."""


def saving(big: Key, small: Key, rounds: int) -> list[Row]:
    """Measure one save: a fact, a note, their history and the signals of the case made anew, durable at commit."""
    databases = [Database(key.folder, key.dek) for key in (big, small)]
    times: tuple[list[float], list[float]] = ([], [])
    gc.collect()
    try:
        for number in range(-2, rounds * 4):
            for database, taken in zip(databases, times, strict=True):
                seconds, commits = _save(database, number)
                if commits != 1:
                    raise RuntimeError(f"{commits} commits in one save")
                if number >= 0:
                    taken.append(seconds)
    finally:
        for database in databases:
            database.close()
    return [
        rows.time("one save, durable (one commit)", median(times[0]), 30),
        rows.ratio("one save: the same at 100 cases", times[0], times[1], 1.2, "100 cases"),
    ]


def _save(database: Database, number: int) -> tuple[float, int]:
    said: list[str] = []
    started = time.perf_counter()
    with database.write() as work:
        connection = work.connection
        connection.set_trace_callback(said.append)
        cases = CaseRepository(work)
        case = cases.get(1 + number % 90)
        cases.change_facts(case, {"referred_why": f"Frågan gäller vecka {number}."})
        cases.add_note(case, ON, f"Samtal {number}: hör av sig på torsdag.")
    taken = time.perf_counter() - started
    connection.set_trace_callback(None)
    return taken, sum(text.strip().upper() == "COMMIT" for text in said)


def importing(big: Key, rounds: int) -> list[Row]:
    """Measure the import of a list, preview to stored, as whole processes; every time into a fresh copy."""
    people = caseload(4 * _LIST_ROWS[-1], _LIST_SEED, ON)
    times: dict[tuple[int, str], list[float]] = {(size, take): [] for size in _LIST_ROWS for take in ("none", "all")}
    with tempfile.TemporaryDirectory(dir=Path(big.folder).parent) as place:
        for size in _LIST_ROWS:
            Path(place, f"{size}.txt").write_text(_list_of(size, people), encoding="utf-8")
        for _round in range(rounds):
            for number, (size, take) in enumerate(times):
                key = vaults.copy(big, f"{place}/{_round}-{number}")
                words = ("import", "rehabstod", f"{place}/{size}.txt", "--take", take, "--list-date", ON.isoformat())
                command = (*REKOTUI, *words, "--unit", "Prov", "--yes")
                with vaults.unlocked(key):
                    times[size, take].append(processes.seconds(command, processes.environment(key.folder)))
                shutil.rmtree(key.folder)
    few, many = _LIST_ROWS
    return [
        *(
            rows.time(f"import of {many} rows, --take {take}", median(times[many, take]), 3000)
            for take in ("none", "all")
        ),
        *(
            rows.ratio(
                f"import, --take {take}: {many} rows against {few}", times[many, take], times[few, take], 12, "50"
            )
            for take in ("none", "all")
        ),
    ]


def _list_of(size: int, people: tuple[DemoCase, ...]) -> str:
    """Return Rehabstöd's table of exactly so many ongoing sick leaves."""
    ongoing = [
        case
        for case in people
        if not case.protected_identity
        and any(p.start <= ON <= p.end for leave in case.sick_leaves for p in leave.periods)
    ]
    unit = ongoing[0].unit
    return copied_table([case for case in ongoing if case.unit == unit][:size], ON, unit)


def summary(big: Key, rounds: int, cases: int) -> list[Row]:
    """Measure the summary of the whole caseload in each format that is built: wall time and peak memory."""
    found, peaks = [], {}
    with tempfile.TemporaryDirectory(dir=Path(big.folder).parent) as place:
        for format_, limit in _SUMMARY_LIMITS.items():
            times: list[float] = []
            peaks[format_] = 0.0
            for number in range(rounds):
                words = ("export", "summary", "--format", format_, "-o", f"{place}/{number}.{format_}")
                taken, peak = processes.seconds_and_peak((*REKOTUI, *words), processes.environment(big.folder))
                times.append(taken)
                peaks[format_] = max(peaks[format_], peak)
            found.append(rows.time(f"summary of {cases} cases, {format_}", median(times), limit))
    heaviest = max(peaks, key=lambda format_: peaks[format_])
    found.append(rows.memory(f"summary, peak memory ({heaviest})", peaks[heaviest], 300))
    return [*found, rows.missing("summary, pdf", 15000, "ms", "not built")]


def verifying(big: Key, rounds: int, wanted: int = HISTORY_ROWS) -> Row:
    """Measure `rekotui verify` over a long history."""
    vaults.grow_history(big, wanted)
    given = processes.environment(big.folder)
    times = [processes.seconds((*REKOTUI, "verify"), given) for _round in range(rounds)]
    return rows.time(f"verify {wanted} history rows", median(times), 5000)
