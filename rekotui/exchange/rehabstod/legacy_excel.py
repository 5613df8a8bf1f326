"""Route X: what makes a sheet an old Excel file of Rehabstöd's, and what only such a file says (domain rehabstod 2.1).

Versions v1 to v6 (2016–2023) differ in headings, cells and the rows above the table; all of that is read by name,
so that one reader serves them all. Here is what is true of the whole file.
"""

from datetime import date, timedelta

from rekotui.exchange.rehabstod.columns import Column
from rekotui.exchange.rehabstod.raw import RawList
from rekotui.exchange.rehabstod.values import date_in_name, read_date

FORMAT = "legacy_excel"

_OLD_HEADINGS = frozenset(
    {
        "diagnos",
        "diagnos/diagnoser",
        "bidiagnoser",
        "antal",
        "sjukskrivningslängd",
        "sjukskrivningsgrad",
        "kompletteringar",
        "nuvarande diagnos",
        "nuvarande läkare",
    }
)
_NEW_HEADINGS = frozenset({"status", "sysselsättning", "diagnos/er", "intyg"})
_LONGEST_AFTER_END = timedelta(days=14)
"""How long Rehabstöd goes on showing a sjukfall that has ended (domain rehabstod 1.2)."""


def is_old(raw: RawList) -> bool:
    """Return whether the headings are those of the old files; today's table has others."""
    words = {heading.strip(" :").lower() for heading in raw.written or ()}
    return bool(words & _OLD_HEADINGS) and not words & _NEW_HEADINGS


def complete(raw: RawList, name: str, created: date | None) -> None:
    """Add the day of export and which sjukfall had ended (rules 5 and 6).

    The day stands in the file's name, else it is the day the document was made – unless the file was put together
    later: then the list does not fit that day.
    """
    raw.format = FORMAT
    raw.list_date = date_in_name(name) or (created if created and _shows(raw, created) else None)
    for row in raw.rows:
        last = read_date(row.cells.get(Column.LAST_DAY, ""))
        row.ended = bool(row.ended or (raw.list_date and last and last < raw.list_date))


def _shows(raw: RawList, day: date) -> bool:
    """Return whether most of the list's sjukfall can have been shown on a day."""
    dates = [
        (read_date(row.cells.get(Column.FIRST_DAY, "")), read_date(row.cells.get(Column.LAST_DAY, "")))
        for row in raw.rows
    ]
    shown = sum(bool(first and last and first <= day <= last + _LONGEST_AFTER_END) for first, last in dates)
    return shown * 2 >= len(dates)
