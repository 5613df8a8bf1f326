"""The caseload's ongoing sick leaves as today's Rehabstöd table, copied in the browser and pasted as text.

Layout: rehabstod.md 2.3 (route C). Cells that hold a block element (Status, Slutdatum, Grad, Risk) bring
line breaks instead of tabs, degrees are glued and Risk leaves nothing: one sick leave takes many lines.
"""

from collections.abc import Iterable
from datetime import date

from rekotui.casework.personnummer import age
from rekotui.casework.sick_leave import Span, length
from rekotui.exchange.demo.case import DemoCase, DemoPeriod, DemoSickLeave
from rekotui.exchange.demo.medicine import MAIN_UNIT

HEADINGS = (
    "#",
    "Status",
    "Personnummer",
    "Ålder",
    "Namn",
    "Kön",
    "Diagnos/er",
    "Sysselsättning",
    "Startdatum",
    "Slutdatum",
    "Längd",
    "Intyg",
    "Grad",
    "Ärenden",
    "Risk",
    "Läkare",
)


def copied_table(cases: Iterable[DemoCase], list_date: date, unit: str = MAIN_UNIT) -> str:
    """Return one unit's table as it stands on `list_date`, newest sick leave first, as Rehabstöd sorts it.

    A sick leave is listed when one of its periods covers the day. People with protected identity are left
    out: Rehabstöd never shows them to a coordinator (rehabstod.md 1.6). Dates and degrees are those known to
    `cases`, so an earlier `list_date` shows ends that were set later. No sick leave: the headings alone.
    """
    listed = [
        (case, leave)
        for case in cases
        if case.unit == unit and not case.protected_identity
        for leave in case.sick_leaves
        if any(period.start <= list_date <= period.end for period in leave.periods)
    ]
    listed.sort(key=lambda row: row[1].first_day, reverse=True)
    lines = ["".join(f"{heading} \t" for heading in HEADINGS).removesuffix("\t")]
    for number, (case, leave) in enumerate(listed, start=1):
        lines += _row(number, case, leave, list_date)
    return "\n".join(lines)


def _row(number: int, case: DemoCase, leave: DemoSickLeave, on: date) -> list[str]:
    """Return the lines of one sick leave."""
    days = length(Span(period.start, period.end) for period in leave.periods)
    born = date.fromisoformat(f"{case.personnummer[:4]}-{case.personnummer[4:6]}-{case.personnummer[6:8]}")
    known = (
        case.personnummer,
        f"{age(born, on)} år",
        case.name,
        case.sex,
        ", ".join((f"{case.diagnosis_code} {case.diagnosis_text}", *case.co_diagnoses)),
        ", ".join(case.occupations),
        leave.first_day.isoformat(),
    )
    return [
        f"{number}\t",
        _status(case, on),
        "".join(f"{cell}\t" for cell in known),
        leave.last_day.isoformat(),
        "",
        f"{days} dagar\t{leave.certificates}\t",
        "".join(f"{degree}%" for degree in active_degrees(leave.periods, on)),
        "-\t",
        case.physician,
    ]


def _status(case: DemoCase, on: date) -> str:
    """Return the status word of that day; a case taken up later has none."""
    words = [change.word for change in case.status_changes if change.on <= on]
    return words[-1] if words else "-"


def active_degrees(periods: Iterable[DemoPeriod], on: date) -> tuple[int, ...]:
    """Return the degrees of the certificate in force: that of the day and those planned after it."""
    return tuple(period.degree for period in periods if period.end >= on)
