"""Reading what is noted of papers before the first talk (bare driver)."""

from datetime import date

from rekotui.casework.sheets import SheetNote
from storage.reading import Reader


def sheet_notes(reader: Reader, case_id: int) -> tuple[SheetNote, ...]:
    """Return what is noted of a case's papers and stands, in the order in which it was noted."""
    rows = reader.rows(
        "select id, sheet, event, happened_on, way from sheet_event e where case_id = ? and event != 'struck'"
        " and not exists (select 1 from sheet_event s where s.strikes_id = e.id) order by id",
        (case_id,),
    )
    return tuple(SheetNote(id_, sheet, event, date.fromisoformat(day), way) for id_, sheet, event, day, way in rows)
