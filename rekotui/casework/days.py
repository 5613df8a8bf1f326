"""Days counted by the calendar."""

from datetime import date


def years_after(day: date, years: int) -> date:
    """Return the same day some years on; 29 February becomes 28 where there is none; time ends in 9999."""
    year = min(day.year + years, date.max.year)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
