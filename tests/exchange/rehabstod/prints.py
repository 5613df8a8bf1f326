"""Makes the text of Rehabstöd's printed page, today's and the old one, for rows of our own."""

from collections.abc import Sequence

from rekotui.exchange.rehabstod.reader import read_text
from rekotui.exchange.rehabstod.records import ListRecord

from .copies import HEADINGS, ON, SAMPLES, Row, codes, other, row

PRINTED = {"Personnummer": "Personnr"}
FILTERS = {
    "Personuppgifter": "Visas",
    "Diagnos/er": "Alla valda",
    "Läkare": "Alla valda",
    "Fritextsökning": "-",
    "Åldersspann": "1 - 150",
    "Sjukskrivningslängd": "Alla valda",
    "Status": "Alla valda",
    "Ärendestatus": "-",
    "Sysselsättning": "Alla valda",
    "Slutdatum": "-",
}
SORTED = "Tabellen är sorterad enligt Startdatum i fallande ordning"
UNIT = "Exempelbackens vårdcentral"


def lines_of(line: Row, columns: Sequence[str] = HEADINGS) -> list[str]:
    """One block as the text of the PDF has it: column by column, those of one height on one line."""
    found: list[str] = []
    heights: list[int] = []
    for place in range(min(5, len(columns))):
        column = [
            (height, f"{PRINTED.get(heading, heading)} {line.get(heading, '')}".rstrip())
            for height, heading in enumerate(columns[place::5])
        ]
        for height, text in column:
            beside = found and heights[-1] == height
            found[-1:] = [f"{found[-1]} {text}"] if beside else [*found[-1:], text]
            heights.append(height)
    return found


def head(shown: int, total: int | None = None, *, whose: str = "Alla", unit: str = UNIT, **filters: str) -> str:
    """What stands above the blocks; keyword arguments set filters (`_` for `/`)."""
    grid = FILTERS | {name.replace("_", "/"): value for name, value in filters.items()}
    return (
        f"{whose} pågående sjukfall på {unit}\nValda ﬁlter\n"
        + " ".join(f"{name} {value}" for name, value in grid.items())
        + f"\nPågående sjukfall på enheten\nVisar {shown} av {total or shown} | 5 dagar mellan intyg | "
        f"Sjukfall visas i 0 dagar efter slutdatum {SORTED}\n"
    )


def printed(*rows: Row, columns: Sequence[str] = HEADINGS, top: str | None = None) -> str:
    """The text of a whole print."""
    blocks = "\n".join("\n".join(lines_of(line, columns)) for line in rows)
    return (head(len(rows)) if top is None else top) + blocks


LEGACY_COLUMNS = (
    ("#", "Personnummer", "Ålder"),
    ("Namn", "Kön", "Diagnos/er"),
    ("Startdatum", "Slutdatum", "Längd"),
    ("Intyg", "Grad", "Ärenden"),
    ("Läkare", "Risk"),
)
LEGACY_NAMES = PRINTED | {"Diagnos/er": "Diagnos(er)", "Intyg": "Antal intyg"}
LEGACY_HEAD = """2023-05-15 09:42 Exempelbackens vårdcentral Utskrift av Koord Inator
Valda filter
Fritextfilter -
Visa personuppgifter Ja
Åldersspann 0 - 100+ år
Valda diagnoser Alla
Slutdatum -
Sjukskrivningslängd Mellan 1 och 365+ dagar
Valda läkare Alla
Ärendestatus Visa alla
Sjukfallsinställningar
Max dagar mellan intyg 5 dagar
Visa avslutade sjukfall 0 dagar
Pågående sjukfall på enheten
"""


def legacy_block(line: Row) -> str:
    """One block of the old print."""
    columns = [heading for column in LEGACY_COLUMNS for heading in column]
    return "\n".join(f"{LEGACY_NAMES.get(heading, heading)} {line.get(heading, '')}".rstrip() for heading in columns)


def legacy(*rows: Row, total: int | None = None, top: str = LEGACY_HEAD, per_page: int = 8) -> str:
    """The text of an old print, with header and footer on every page."""
    counts = f"Antal sjukfall på enheten: {total or len(rows)}              Antal presenterade sjukfall: {len(rows)}\n"
    pages = [rows[start : start + per_page] for start in range(0, len(rows), per_page)]
    stamp = top.partition("\n")[0]
    return "\f".join(
        (top + counts if number == 1 else f"{stamp}\n")
        + "\n".join(legacy_block(line) for line in page)
        + f"\nSida {number} ({len(pages)})"
        for number, page in enumerate(pages, start=1)
    )


SAMPLE = (SAMPLES / "nuvarande-utskrift.txt").read_text("utf-8")


def records(text: str) -> tuple[ListRecord, ...]:
    """The records of a text that must be known as today's print."""
    found = read_text(text, ON)
    assert found.format == "printed_page"
    return found.records


def one(**changes: str) -> tuple[dict[str, object], list[tuple[int | None, str]]]:
    """The record and warnings of a print whose first block is changed."""
    found = read_text(printed(row(**changes), other()), ON)
    assert (found.format, len(found.records)) == ("printed_page", 2)
    return found.records[0].as_json(), codes(found)
