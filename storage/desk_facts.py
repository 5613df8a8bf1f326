"""What the desk itself remembers, and no case: the day of the last backup, of the last summary."""

from datetime import date

from storage.database import Database, Work

LAST_SUMMARY = "last_summary_on"


def remember(work: Work, name: str, day: date) -> None:
    """Remember a day of the desk; its signals are made anew in the same transaction (rules.md H 51)."""
    work.connection.execute(
        "insert into desk_fact (name, value) values (?, ?) on conflict (name) do update set value = excluded.value",
        (name, day.isoformat()),
    )
    work.desk_touched = True


def remember_summary(database: Database, on: date) -> None:
    """Remember that a summary was written on `on`."""
    with database.write() as work:
        remember(work, LAST_SUMMARY, on)
