"""The app in a pseudo-terminal: painted after start, memory when idle, key press to repaint in the filter."""

import time
from collections.abc import Iterable
from statistics import median

from bench import processes, rows
from bench.blank_app import TEXT
from bench.processes import PYTHON, REKOTUI, Session
from bench.rows import Row
from bench.vaults import ON
from rekotui.casework.names import filed_name
from screens.caseload_query import ask
from screens.messages import CASELOAD
from storage.query import CaseQuery
from storage.reading import Reader
from storage.vault import Key

_BASE = CaseQuery(on=ON, view="today", sort=("urgency",))
"""The tab that the caseload opens on, in its own order."""
_NAMES = ("eva", "anders", "lindg", "karin", "johan", "maria", "berg", "nils")
_IDLE_SECONDS = 4.0
_QUIET = 0.4


def measure(big: Key, small: Key, rounds: int) -> list[Row]:
    """Measure start and memory, then typing."""
    return [*_start(big, small, rounds), *_typing(big, small)]


def _start(big: Key, small: Key, rounds: int) -> list[Row]:
    app = (*REKOTUI, "--on", ON.isoformat())
    runs = {
        "blank": ((PYTHON, "-m", "bench.blank_app"), "", TEXT),
        "big": (app, big.folder, _first_name(big)),
        "small": (app, small.folder, _first_name(small)),
    }
    times: dict[str, list[float]] = {name: [] for name in runs}
    for counted in range(-1, rounds):
        for name, (command, folder, text) in runs.items():
            taken = _painted(command, folder, text)
            if counted >= 0:
                times[name].append(taken)
    return [
        Row("blank app painted", None, 1, "× blank", rows.shown(median(times["blank"])), note="-"),
        rows.ratio("caseload painted after start", times["big"], times["blank"], 1.8, "blank"),
        rows.ratio("caseload painted: the same at 100 cases", times["big"], times["small"], 1.15, "100 cases"),
        rows.memory("memory of the app, idle", _idle_memory(app, big, runs["big"][2]), 150),
    ]


def _painted(command: Iterable[str], folder: str, text: str) -> float:
    started = time.perf_counter()
    session = Session(tuple(command), processes.environment(folder))
    try:
        return session.until(text) - started
    finally:
        session.close()


def _idle_memory(command: Iterable[str], key: Key, text: str) -> float:
    session = Session(tuple(command), processes.environment(key.folder))
    try:
        session.until(text)
        session.rest(_IDLE_SECONDS)  # the writer's side is imported behind the first paint
        return session.memory
    finally:
        session.close()


def _first_name(key: Key) -> str:
    """Return how the first row of the caseload begins."""
    with Reader(key.folder, key.dek) as reader:
        lines = reader.cases(_BASE._replace(limit=10))
    return next(filed_name(line.name) for line in lines if not line.protected)[:14]


def _typing(big: Key, small: Key) -> list[Row]:
    what = "key press to repaint in the filter"
    at_big, at_small = _typed(big), _typed(small)
    return [
        rows.time(f"{what}, median", median(at_big), 50),
        rows.time(f"{what}, p95", rows.percentile(at_big, 0.95), 100),
        rows.ratio(f"{what}: the same at 100 cases", at_big, at_small, 1.3, "100 cases"),
    ]


def _typed(key: Key) -> list[float]:
    """Type names into the filter, a key at a time, and wait each time for the count that the typed text has."""
    command = (*REKOTUI, "--on", ON.isoformat())
    session = Session(command, processes.environment(key.folder))
    times = []
    try:
        session.until(_first_name(key))
        session.rest(_IDLE_SECONDS)
        for name in _NAMES:
            session.press("/")
            session.rest(_QUIET)
            before = ""
            for length in range(1, len(name) + 1):
                says = _says(key, name[:length])
                pressed = session.press(name[length - 1])
                if says and says != before:  # the same count again would not be painted anew
                    times.append(session.until(says) - pressed)
                before = says
                session.rest(_QUIET / 2)
            session.press("\x1b")
            session.rest(_QUIET)
    finally:
        session.close()
    return times


def _says(key: Key, typed: str) -> str:
    """Return what the screen says beside the filter when a text is typed; nothing where nothing matches as typed."""
    with Reader(key.folder, key.dek) as reader:
        answer, every = ask(reader, _BASE, typed), reader.count(_BASE)
        shown = reader.count(answer.query)
    if answer.guessed or not shown:
        return ""
    return CASELOAD["of"].format(shown=shown, count=every)
