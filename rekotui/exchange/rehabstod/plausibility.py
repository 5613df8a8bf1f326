"""What cannot be right, or hardly: warned of, but read as it stands (domain rehabstod 2.4 rule 8)."""

from datetime import date

from rekotui.base.settings import DEFAULTS
from rekotui.casework.days import years_after
from rekotui.exchange.rehabstod.records import ListRecord, Notice, notice

_DEGREES = (25, 50, 75, 100)


def doubts(record: ListRecord, list_day: date) -> list[Notice]:
    """Return warnings about a record whose values contradict each other or the day of the list."""
    found: list[Notice] = []
    first, last = record.first_day, record.last_day
    if first and last and last < first:
        found.append(notice("end_before_start", record.row))
    elif first and last and record.length_days and record.length_days > (last - first).days + 1:
        found.append(notice("length_mismatch", record.row))
    if last and last > years_after(list_day, DEFAULTS.far_end_years):
        found.append(notice("far_end", record.row, years=DEFAULTS.far_end_years))
    if any(degree not in _DEGREES for degree in record.degrees or ()):
        found.append(notice("odd_degree", record.row))
    return found
