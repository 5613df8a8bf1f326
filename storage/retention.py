"""How long the rows of sick-leave lists are kept (design 4): the list is not the caseload.

Rows of a person who never became a case go when enough days have passed since the first complete list of that unit
without her that came after her last one; while the newest list of any unit has her, they stay. Rows without a number,
and rows of lists that no longer count (undone, or replaced by another of the same day), go as long after their list's
own day. What was decided about such a person goes with her rows. Counts stay. Bare driver; nothing here runs inside an
import, whose own preview would otherwise speak of rows that are gone.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from rekotui.base.settings import Settings
from storage.history import Event
from storage.reading import Reader

if TYPE_CHECKING:
    from storage.database import Work

LEAST_DAYS = 120
"""Whatever the setting says: early identification looks three months back, and a relapse must be known (design 4)."""

_AT_ONCE = 500
_STANDING = "{0}.undone_at is null and {0}.replaced_by is null"
# Everybody in any list is found by steps through the index of persons, and only strangers' rows are looked at: the cost
# follows how many people there are, not how many lists. `cross join` keeps the order of the tables.
# A samordningsnummer that became a personnummer is one person: `later` is her number now.
_DUE = f"""
with recursive
who (number) as (
  select min(personnummer) from list_row
  union all
  select (select min(personnummer) from list_row where personnummer > number) from who where number is not null),
newest as materialized (
  select id from (
    select id, row_number() over (partition by unit order by list_date desc, id desc) as place
    from list_import i where {_STANDING.format("i")})
  where place = 1),
stranger (number, later) as (
  select number, after_number from who left join number_link on before_number = number
  where number is not null
  and not exists (select 1 from patient p where p.personnummer in (number, after_number))
  and not exists (select 1 from number_link b join patient p on p.personnummer = b.before_number
    where b.after_number = number)
  and not exists (select 1 from list_row n where n.personnummer in (number, after_number)
    and n.import_id in (select id from newest)))
select r.id, i.unit, r.personnummer from stranger
cross join list_row r on r.personnummer = number
cross join list_import i on i.id = r.import_id
where i.list_date <= ?1 and (i.undone_at is not null or i.replaced_by is not null or exists (
  select 1 from list_import w where w.unit = i.unit and w.list_date <= ?1 and w.complete != 'no'
  and {_STANDING.format("w")} and w.list_date > (
    select max(s.list_date) from list_row x cross join list_import s on s.id = x.import_id
    where x.personnummer in (number, later) and s.unit = i.unit and {_STANDING.format("s")})))
union all
select r.id, i.unit, null from list_row r cross join list_import i on i.id = r.import_id
where r.personnummer is null and i.list_date <= ?1
"""
_NO_ROWS_LEFT = (
    "not exists (select 1 from list_row r join list_import i on i.id = r.import_id"
    " where r.personnummer = ?2 and i.unit = ?1)"
)


class Removed(NamedTuple):
    """How many rows and decisions were removed, and of how many people (in a unit each)."""

    rows: int
    people: int
    decisions: int


def last_day_kept(settings: Settings, on: date) -> date:
    """Return the day from which on nothing is old enough to go, less one: what happened up to it may."""
    days = max(LEAST_DAYS, int(settings.retention_days))
    return date.fromordinal(max(1, on.toordinal() - days))


def is_due(reader: Reader, on: date) -> bool:
    """Return whether any row has been kept long enough: one query by indexes, which stops at the first."""
    until = last_day_kept(reader.settings, on).isoformat()
    return bool(reader.rows(f"select exists ({_DUE})", (until,))[0][0])


def remove_old_rows(work: "Work", on: date) -> Removed:
    """Remove what has been kept long enough, in the caller's transaction; history gets one event with numbers only."""
    until = last_day_kept(work.settings, on).isoformat()
    work.session.flush()
    due = work.connection.execute(_DUE, (until,)).fetchall()
    if not due:
        return Removed(0, 0, 0)
    ids = [row[0] for row in due]
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        work.connection.execute(f"delete from list_row where id in ({', '.join('?' * len(part))})", part)
    people = sorted({(unit, number) for _id, unit, number in due if number})
    removed = Removed(len(ids), len(people), _forget(work, people))
    work.record(Event("list.rows_removed", "list_import", payload=removed._asdict()))
    return removed


def _forget(work: "Work", people: Sequence[tuple[str, str]]) -> int:
    """Remove decisions about people without rows left in the unit, and joined numbers that mean nobody any longer."""
    decisions = 0
    for unit, number in people:
        gone = work.connection.execute(
            f"delete from review_decision where unit = ?1 and personnummer = ?2 and {_NO_ROWS_LEFT}", (unit, number)
        )
        decisions += gone.rowcount
    work.connection.execute(
        "delete from number_link where not exists (select 1 from list_row r"
        "  where r.personnummer in (before_number, after_number)) and not exists (select 1 from patient p"
        "  where p.personnummer in (before_number, after_number))"
    )
    return decisions
