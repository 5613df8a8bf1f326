"""Look-ups, help and completion: whole processes against `python -c pass`, and 10 000 cases against 100."""

import os
from collections.abc import Callable, Mapping

from bench import processes, rows
from bench.processes import PYTHON, REKOTUI
from bench.rows import Row
from storage.vault import Key

_COMMANDS = {"find": ("find", "eva"), "show": ("show", "2026-001"), "list": ("list",), "today": ("today",)}
_FORMS: dict[str, tuple[tuple[str, ...], bool]] = {
    "JSON": (("--json",), False),
    "plain": (("--plain",), False),
    "table": ((), True),
}
_LIMITS = {"JSON": 8.0, "plain": 8.0, "table": 12.0}
_FLOOR, _HELP = "floor", "--help"

Timed = Callable[[], float]


def measure(big: Key, small: Key, rounds: int) -> list[Row]:
    """Measure every look-up in every form, interleaved; both vaults are unlocked by their agents."""
    runs = _runs(big, small)
    times: dict[str, list[float]] = {name: [] for name in runs}
    for name in runs:
        runs[name]()  # once unmeasured: compiled files, and the disk's pages
    for _round in range(rounds):
        for name, run in runs.items():
            times[name].append(run())
    return _rows(times)


def _runs(big: Key, small: Key) -> dict[str, Timed]:
    bare = processes.environment(os.devnull)
    runs = {_FLOOR: _run(processes.seconds, (PYTHON, "-c", "pass"), bare)}
    for command, words in _COMMANDS.items():
        for form, (flags, in_terminal) in _FORMS.items():
            how = processes.seconds_in_terminal if in_terminal else processes.seconds
            for size, key in (("big", big), ("small", small)):
                given = processes.environment(key.folder)
                runs[f"{command} {form} {size}"] = _run(how, (*REKOTUI, *words, *flags), given)
    runs[_HELP] = _run(processes.seconds, (*REKOTUI, "--help"), bare)
    return runs


def _run(
    how: Callable[[tuple[str, ...], Mapping[str, str]], float], command: tuple[str, ...], given: Mapping[str, str]
) -> Timed:
    return lambda: how(command, given)


def _rows(times: Mapping[str, list[float]]) -> list[Row]:
    floor = times[_FLOOR]
    found = [Row("floor: python -c pass", None, 1, "× floor", rows.shown(sorted(floor)[len(floor) // 2]), note="-")]
    pairs = [(command, form) for command in _COMMANDS for form in _FORMS]
    for command, form in pairs:
        found.append(rows.ratio(f"{command}, {form}", times[f"{command} {form} big"], floor, _LIMITS[form], "floor"))
    for command, form in pairs:
        big, small = times[f"{command} {form} big"], times[f"{command} {form} small"]
        found.append(rows.ratio(f"{command}, {form}: the same at 100 cases", big, small, 1.3, "100 cases"))
    found.append(rows.ratio(_HELP, times[_HELP], floor, 14, "floor"))
    return [*found, _completion(floor)]


def _completion(floor: list[float]) -> Row:
    """Measure the completion of a command's name as bash would ask, if it answers at all."""
    asked = {"_REKOTUI_COMPLETE": "complete_bash", "COMP_WORDS": "rekotui li", "COMP_CWORD": "1"}
    given = processes.environment(os.devnull, **asked)
    try:
        times = [processes.seconds(REKOTUI, given) for _round in floor]
    except RuntimeError:
        return rows.missing("completion", 8, "× floor", "not built: exit code is not 0")
    return rows.ratio("completion", times, floor, 8, "floor")
