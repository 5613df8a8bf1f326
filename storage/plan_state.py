"""Keeping a case's row of `plan_state` in step with its plans, inside the transaction that changes them."""

import json

from rekotui.casework.plan import Plan, incomplete
from rekotui.casework.plan_evaluation import counts, next_follow_up
from storage.database import Work
from storage.follow_ups import keep_in_step
from storage.models import Case
from storage.plan_lines import StateLine
from storage.plan_reading import Series, series_of

_COLUMNS = StateLine._fields
_PUT = (
    f"insert into plan_state ({', '.join(_COLUMNS)}) values ({', '.join('?' * len(_COLUMNS))})"
    " on conflict (case_id) do update set "
    + ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS if name != "case_id")
)


def follow(work: Work, case: Case) -> Series:
    """Write how the case's plan stands now, and its next step; the case's signals are made anew. Returns all plans."""
    series = series_of(work.ask, case.id or 0)
    work.connection.execute(_PUT, _row(case.id or 0, series))
    work.touched.add(case.id or 0)
    keep_in_step(work, case)
    return series


def follow_draft(work: Work, case: Case, plan: Plan) -> None:
    """Write what the draft lacks now, where nothing else has changed: this is done at every pause in typing."""
    work.connection.execute("update plan_state set incomplete = ? where case_id = ?", (incomplete(plan), case.id))
    work.touched.add(case.id or 0)


def _row(case_id: int, series: Series) -> tuple[object, ...]:
    current, draft, handed = series.current, series.draft, series.newest_handed
    values: dict[str, object] = dict.fromkeys(_COLUMNS)
    values |= {"case_id": case_id, "actions": 0, "ended": 0, "unowned": 0, "incomplete": 0, "steps": "[]"}
    if current:
        stands, reviewed = series.stands(current), series.reviewed_on(current)
        actions, ended = counts(stands)
        values |= {
            "version_id": current.version_id,
            "number": current.number,
            "sealed_on": current.sealed_on,
            "reviewed_on": reviewed,
            "follow_up_on": next_follow_up(stands, reviewed),
            "evaluate_on": stands.evaluate_on,
            "actions": actions,
            "ended": ended,
            "unowned": incomplete(stands),
            "steps": json.dumps([[step.on.isoformat(), step.degree] for step in stands.steps]),
        }
    if handed:
        values |= {"handed_number": handed.number, "handed_on": handed.on}
    if draft:
        values |= {"draft_on": draft.started_on, "draft_number": draft.number, "incomplete": incomplete(draft.plan)}
    return tuple(value.isoformat() if hasattr(value, "isoformat") else value for value in values.values())
