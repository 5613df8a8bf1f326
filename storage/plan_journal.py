"""What plans give the patient's record: a note for each sealed version, and what was said of items at a contact."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from rekotui.casework.plan import from_json
from rekotui.casework.plan_evaluation import Evaluated
from rekotui.casework.plan_journal import Outcome, PlanNote
from storage.plan_lines import Ask
from storage.plan_reading import EVALUATION, VERSION

_AT_ONCE = 400
VERSIONS = (
    "p.sealed_on, p.number, p.body, (select b.number from plan_version b where b.id = p.base_id),"
    f" (select o.voided_on from plan_void o where o.subject = '{VERSION}' and o.subject_id = p.id),"
    f" (select o.reason from plan_void o where o.subject = '{VERSION}' and o.subject_id = p.id)"
)
"""The columns of a note, for a query over `plan_version p`."""
_OUTCOMES = (
    "select (with recursive later (id) as (select e.contact_id union all select r.id from later l"
    " join contact r on r.replaces_id = l.id) select max(id) from later), v.body, e.item, e.evaluated_on, e.result,"
    " e.body, e.state, e.why, e.next_step, e.next_on, e.id"
    " from plan_version v join plan_evaluation e on e.version_id = v.id"
    " where e.contact_id is not null and v.case_id in ({marks}) and not exists (select 1 from plan_void o"
    " where o.subject = '{subject}' and o.subject_id = e.id) order by e.id"
)


def note_of(row: Sequence[Any]) -> PlanNote:
    """Return the note of a row with the columns VERSIONS."""
    sealed_on, number, body, replaces, voided_on, reason = row
    plan = from_json(json.loads(body))
    voided = date.fromisoformat(voided_on) if voided_on else None
    return PlanNote(date.fromisoformat(sealed_on), number, plan, replaces or 0, voided, reason or "")


def outcomes_at(ask: Ask, ids: Sequence[int]) -> dict[int, tuple[Outcome, ...]]:
    """Return what was said of plans at contacts of cases, by the contact as it stands after corrections."""
    found: dict[int, tuple[Outcome, ...]] = {}
    names: dict[str, dict[int, str]] = {}
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(part))
        for row in ask(_OUTCOMES.format(marks=marks, subject=EVALUATION), part):
            contact_id, body, item, on, result, text, state, why, next_step, next_on, number = row
            if body not in names:
                names[body] = {one["key"]: one.get("text", "") for one in json.loads(body)["items"]}
            ahead = date.fromisoformat(next_on) if next_on else None
            said = Evaluated(item, date.fromisoformat(on), result, text, state, why, next_step, ahead, number)
            found[contact_id] = (*found.get(contact_id, ()), Outcome(names[body].get(item, ""), said))
    return found
