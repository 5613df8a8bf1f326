"""The caseload's columns at the prompt, the same for list and find."""

from collections.abc import Sequence
from datetime import date

from rekotui.casework.names import filed_name
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import PROTECTED
from rekotui.cli.output import print_json, print_rows
from rekotui.cli.table_fit import Column
from rekotui.exchange.case_record import ShownCase, all_shown, degrees, record
from storage.reading import CaseLine, Reader

_COLUMNS = (
    Column("Ärende"),
    Column("Namn", least=16),
    Column("Ålder", right=True, priority=1),
    Column("Dag", right=True, priority=3),
    Column("Kedjan", right=True, priority=7),
    Column("Grad", right=True, least=6),
    Column("Slutdatum", priority=4),
    Column("Diagnos", least=14, priority=5),
    Column("Läkare", least=12, priority=2),
    Column("Status", least=9, priority=6),
    Column("Nästa steg", least=16, priority=4),
    Column("Väntar på", least=10, priority=2),
)


def print_cases(lines: Sequence[CaseLine], on: date, reader: Reader, options: GlobalOptions) -> None:
    """Print cases as JSON or as a table; every day count in it is an estimate."""
    cases = all_shown(reader, lines, on)
    if options.json:
        print_json([record(case) for case in cases])
    elif cases:
        print_rows(_COLUMNS, [_row(case) for case in cases], options)


def _row(case: ShownCase) -> tuple[str, ...]:
    line, day = case.line, case.counts
    main = " ".join(part for part in (line.diagnosis_code, line.diagnosis_text) if part)
    return (
        line.number,
        PROTECTED if case.name is None else filed_name(case.name),
        _number(day.age),
        _number(day.day_today),
        _number(day.chain_day),
        degrees(case) or "–",
        line.last_day.isoformat() if line.last_day else "–",
        main or "–",
        line.physician or "–",
        line.status,
        _step(case),
        case.waiting_for or "–",
    )


def _step(case: ShownCase) -> str:
    return " ".join(part for part in (_day(case.next_date), case.next_step) if part) or "–"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _number(value: int | None) -> str:
    return "–" if value is None else str(value)
