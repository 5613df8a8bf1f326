"""Makes copies of Rehabstöd's table as a browser gives them, for rows of our own."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rekotui.exchange.rehabstod.reader import read_text
from rekotui.exchange.rehabstod.records import ListRecord, ReadList

SAMPLES = Path(__file__).parents[2] / "samples" / "rehabstod"
LISTS = ("nuvarande-urklipp.txt", "vecka-17-urklipp.txt", "vecka-24-urklipp.txt", "vecka-25-urklipp.txt")
ON = date(2026, 6, 15)
BAD_CHECK_DIGIT = "19550308-2398"

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
# Cells that hold a block element: the browser puts line breaks around them instead of a tab after them.
_BLOCKS = ("Status", "Slutdatum", "Grad", "Risk")

Row = dict[str, str]


def row(number: int = 1, **changes: str) -> Row:
    """One row; keyword arguments change cells (`_` for `/`, `Number` for `#`)."""
    cells = dict(
        zip(
            HEADINGS,
            (
                str(number),
                "Aktiv",
                "19830411-2389",
                "43 år",
                "Testa Övningsson",
                "Kvinna",
                "F438A Utmattningssyndrom, M545, F419",
                "Nuvarande arbete, Studier",
                "2026-02-09",
                "2026-08-09",
                "179 dagar",
                "4",
                "100%75%50%",
                "Komplettering (1) Administrativ fråga (2)",
                "",
                "Åsa Låtsasdoktor",
            ),
            strict=True,
        )
    )
    return cells | {key.replace("_", "/"): value for key, value in changes.items()}


def other(number: int = 2, **changes: str) -> Row:
    """A second row, of somebody else."""
    defaults = {
        "Status": "-",
        "Personnummer": "19710902-2397",
        "Ålder": "54 år",
        "Namn": "Prov Påhittad",
        "Kön": "Man",
        "Diagnos_er": "M545 Lumbago",
        "Sysselsättning": "Nuvarande arbete",
        "Startdatum": "2026-05-13",
        "Slutdatum": "2026-06-27",
        "Längd": "46 dagar",
        "Intyg": "2",
        "Grad": "50%",
        "Ärenden": "-",
        "Läkare": "Örjan Provläkare",
    }
    return row(number, **(defaults | changes))


def cells_of(line: Row, columns: Sequence[str] = HEADINGS) -> str:
    """One row as the browser copies it."""
    text = ""
    for column in columns:
        value = line.get(column, "")
        text += f"\n{value}\n" if column in _BLOCKS else f"{value}\t"
    return text.strip("\n\t")


def copied(*rows: Row, columns: Sequence[str] = HEADINGS, heading: bool = True) -> str:
    """A whole copy: heading row and rows."""
    top = ["".join(f"{column} \t" for column in columns).rstrip("\t")] if heading else []
    return "\n".join([*top, *(cells_of(line, columns) for line in rows)])


def blocks_of(sample: str) -> tuple[str, list[str]]:
    """Take a sample apart: its heading row and its rows."""
    heading, _, body = (SAMPLES / sample).read_text("utf-8").partition("\n")
    return heading, re.split(r"\n(?=\d+\t\n)", body)


def records(text: str) -> tuple[ListRecord, ...]:
    return read_text(text, ON).records


def codes(found: ReadList) -> list[tuple[int | None, str]]:
    return [(warning.row, warning.code) for warning in found.warnings]
