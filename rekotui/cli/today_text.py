"""The day as text: groups by urgency, a line a case; on a terminal also why, and what to do."""

import shutil
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rekotui.casework.messages import URGENCY
from rekotui.casework.names import filed_name
from rekotui.casework.signal import SEVERITIES
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import PROTECTED, TODAY
from rekotui.cli.output import safe, width
from rekotui.exchange.case_record import ShownCase
from storage.signal_reading import SignalLine

_INDENT = " " * 10
_NAME = 24
_WIDEST = 100


def print_today(
    cases: Sequence[ShownCase],
    desk: Sequence[SignalLine],
    later: Sequence[SignalLine],
    known: Mapping[int, ShownCase],
    options: GlobalOptions,
) -> None:
    """Print the desk's own signals, the cases by urgency, and what comes by day; `known` are the cases by id."""
    parts = [_desk(desk, options.table), *_groups(cases, options.table), _coming(later, known)]
    text = "\n\n".join("\n".join(part) for part in parts if part)
    if not text:
        return
    if not options.table:
        print(text, flush=True)
        return
    from rich.console import Console
    from rich.text import Text

    Console(no_color=not options.colour, highlight=False, soft_wrap=True).print(Text(text))


def _desk(desk: Sequence[SignalLine], why: bool) -> list[str]:
    lines = [TODAY["desk"]] if desk else []
    for signal in desk:
        lines += [f"  {_titled(signal)}", *(_why(signal) if why else ())]
    return lines


def _groups(cases: Sequence[ShownCase], why: bool) -> Iterator[list[str]]:
    for severity, word in SEVERITIES.items():
        group = [case for case in cases if case.signals and case.signals[0].severity == severity]
        if group:
            lines = [f"{URGENCY[word]} ({len(group)})"]
            for case in group:
                lines += _case(case, why)
            yield lines


def _case(case: ShownCase, why: bool) -> Iterator[str]:
    first, *others = case.signals
    more = f" (+{len(others)})" if others else ""
    yield f"{case.line.number}  {_name(case)}  {_titled(first)}{more}"
    if why:
        yield from _why(first)
        yield from (f"{_INDENT}{TODAY['also'].format(title=_titled(signal))}" for signal in others)


def _coming(later: Sequence[SignalLine], known: Mapping[int, ShownCase]) -> list[str]:
    lines = []
    for signal in later:
        case = known.get(signal.case_id) if signal.case_id is not None else None
        if case is not None:
            lines.append(f"{signal.starts_on.isoformat()}  {case.line.number}  {_name(case)}  {_titled(signal)}")
        elif signal.case_id is None:
            lines.append(f"{signal.starts_on.isoformat()}  {_titled(signal)}")
    return [TODAY["coming"], *lines] if lines else []


def _name(case: ShownCase) -> str:
    name = " ".join(safe(PROTECTED if case.name is None else filed_name(case.name)).split())
    return name + " " * (_NAME - width(name))


def _titled(signal: SignalLine) -> str:
    return safe(signal.title) + (TODAY["due"].format(day=_iso(signal.due_on)) if _says_more(signal) else "")


def _says_more(signal: SignalLine) -> bool:
    """Whether the day that it is about is not in its title already."""
    return signal.due_on is not None and _iso(signal.due_on) not in signal.title


def _why(signal: SignalLine) -> Iterator[str]:
    room = min(shutil.get_terminal_size().columns, _WIDEST)
    for text in (signal.text, signal.todo):
        yield from textwrap.wrap(safe(text), room, initial_indent=_INDENT, subsequent_indent=_INDENT)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
