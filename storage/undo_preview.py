"""What undoing the latest import would do, and where somebody has worked since. Bare driver: it needs no SQLModel."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from rekotui.base.errors import RefusedError
from storage.reading import Reader

Ask = Callable[[str, Sequence[object]], list[tuple[Any, ...]]]
"""Something that answers one query: a reader, or a unit of work."""

_QUIET = (
    "case.read",
    "sick_leave.listed",
    "sick_leave.followed",
    "sick_leave.restored",
    "sick_leave.voided",
)
"""What history says of a case in which nobody has worked: that it was looked at, and that it followed lists."""
_BY_LISTS = ("list", "undo", "diagnosis_names")


class ToUndo(NamedTuple):
    """The latest import that stands, and what undoing it would do. Cases are given by their numbers.

    `opened` would be voided, `kept` stay because somebody has worked in them, `changed` get back what they said.
    `brings_back` tells that the list had replaced one of the same day, `decisions` how many of the review fall away.
    """

    import_id: int
    unit: str
    list_date: date
    rows: int
    opened: tuple[str, ...]
    kept: tuple[str, ...]
    changed: tuple[str, ...]
    brings_back: bool
    decisions: int


def import_to_undo(reader: Reader, unit: str | None = None) -> ToUndo | None:
    """Return the latest standing import (of the unit, if one is given), or None where there is none.

    Raises RefusedError for a list that was read in before imports noted down what they did.
    """
    return to_undo(reader.rows, unit)


def to_undo(ask: Ask, unit: str | None = None) -> ToUndo | None:
    """Do what `import_to_undo` does, also within a unit of work."""
    wanted = "" if unit is None else "and unit = ?"
    found = ask(
        "select id, unit, list_date, rows_read, imported_at from list_import"
        f" where undone_at is null and replaced_by is null {wanted} order by id desc limit 1",
        () if unit is None else (unit,),
    )
    if not found:
        return None
    import_id, of_unit, day, rows, imported_at = found[0]
    if imported_at < ask("select applied_at from schema_step where number = 2", ())[0][0]:
        raise RefusedError("undo_too_old", day=day)
    opened, kept, changed = _cases(ask, import_id)
    replaced = ask("select count(*) from list_import where replaced_by = ?", (import_id,))
    decisions = ask(
        "select count(*) from review_decision where import_id = ? and withdrawn_at is null",
        (import_id,),
    )
    return ToUndo(
        import_id,
        of_unit,
        date.fromisoformat(day),
        rows,
        opened,
        kept,
        changed,
        bool(replaced[0][0]),
        decisions[0][0],
    )


def _cases(ask: Ask, import_id: int) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    opened: list[str] = []
    kept: list[str] = []
    changed: list[str] = []
    for case_id, number, kind, history_id in ask(
        "select e.case_id, c.number, e.kind, e.history_id from import_effect e join caseload c on c.id = e.case_id"
        " where e.import_id = ? and c.voided_on is null order by c.id",
        (import_id,),
    ):
        if kind == "changed":
            changed.append(number)
        else:
            (kept if touched(ask, case_id, history_id) else opened).append(number)
    # Taken up in the review of this list: her own decision, with facts that she has filled in.
    kept += [
        row[0]
        for row in ask(
            "select distinct c.number from review_decision d join caseload c on c.id = d.case_id"
            " where d.import_id = ? and d.decision = 'taken' and d.withdrawn_at is null and c.voided_on is null"
            " and not exists (select 1 from import_effect e where e.import_id = d.import_id and e.case_id = c.id)"
            " order by c.number",
            (import_id,),
        )
    ]
    return tuple(opened), tuple(kept), tuple(changed)


def touched(ask: Ask, case_id: int, history_id: int) -> bool:
    """Return whether anybody has worked in a case since a row of history: facts, status, notes, decisions, a draft.

    That somebody looked is no work, nor is what lists have changed. An action that this program does not know counts
    as work: better a case too many than one that somebody misses.
    """
    marks = ", ".join("?" * len(_QUIET))
    rows = ask(
        "select exists (select 1 from history h left join history_payload p on p.id = h.id"
        f" where h.case_id = ? and h.id > ? and h.action not in ({marks}) and not"
        "  (h.action = 'case.facts' and coalesce(json_extract(p.body, '$.why'), '') in (?, ?, ?)))"
        " or exists (select 1 from draft where case_id = ?)"
        " or exists (select 1 from review_decision"
        "  where case_id = ? and decision != 'taken' and withdrawn_at is null)",
        (case_id, history_id, *_QUIET, *_BY_LISTS, case_id, case_id),
    )
    return bool(rows[0][0])
