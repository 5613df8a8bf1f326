"""From stored rows to the series that the rules read: all consents of cases. Bare driver, many cases at once."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from rekotui.casework.consent import COORDINATION, DECLINED, GIVEN, Consent, ConsentEvent, Ledger

Ask = Callable[[str, Sequence[object]], Sequence[tuple[Any, ...]]]
"""How rows are asked for: `Reader.rows` or `Work.ask`."""

OF_THE_CASE = 0
"""The number of a consent to coordination that stands on the case alone, from before there was a log."""

_ANSWERS = {"yes": GIVEN, "no": DECLINED}
_AT_ONCE = 400


def ledger_of(ask: Ask, case_id: int) -> Ledger:
    """Return all consents of one case."""
    return ledgers(ask, [case_id]).get(case_id, ())


def ledgers(ask: Ask, ids: Sequence[int], kind: str = "") -> dict[int, Ledger]:
    """Return the consents (of a kind) of the given cases, in the order they were entered; cases without are left out.

    Where the log has no answer about coordination, the one that was noted on the case counts: nobody is asked twice.
    """
    found: dict[int, list[Consent]] = {}
    for start in range(0, len(ids), _AT_ONCE):
        _some(ask, ids[start : start + _AT_ONCE], found, kind)
    return {case_id: tuple(consents) for case_id, consents in found.items()}


def _some(ask: Ask, ids: Sequence[int], found: dict[int, list[Consent]], kind: str) -> None:
    marks = ", ".join("?" * len(ids))
    only = " and c.kind = ?" if kind else ""
    values = (*ids, kind) if kind else tuple(ids)
    events: dict[int, list[ConsentEvent]] = {}
    for row in ask(
        "select e.consent_id, e.id, e.event, e.happened_on, e.clock, e.valid_from, e.valid_to, e.scope, e.scope_text,"
        " e.not_told, e.voids_id from consent_event e join consent c on c.id = e.consent_id"
        f" where c.case_id in ({marks}){only} order by e.id",
        values,
    ):
        events.setdefault(row[0], []).append(_event(row[1:]))
    for row in ask(
        "select case_id, id, kind, party, organisation, person, role, direction, presence, replaces_id,"
        " channels from consent c"
        f" where case_id in ({marks}){only} order by id",
        values,
    ):
        told, channels = tuple(events.get(row[1], ())), tuple(json.loads(row[10]))
        found.setdefault(row[0], []).append(Consent(*row[1:10])._replace(events=told, channels=channels))
    for case_id, answer, asked_on, opened_on in ask(
        "select id, consent_asked, consent_asked_on, opened_on from caseload"
        f" where id in ({marks}) and consent_asked in ('yes', 'no')",
        tuple(ids),
    ):
        consents = found.setdefault(case_id, [])
        if not any(each.kind == COORDINATION for each in consents):
            consents.insert(0, _noted(_ANSWERS[answer], date.fromisoformat(asked_on or opened_on)))


def _noted(event: str, on: date) -> Consent:
    return Consent(OF_THE_CASE, COORDINATION, events=(ConsentEvent(0, event, on, valid_from=on),))


def _event(row: tuple[Any, ...]) -> ConsentEvent:
    id_, event, on, clock, first, last, scope, scope_text, not_told, voids_id = row
    return ConsentEvent(
        event_id=id_,
        event=event,
        on=date.fromisoformat(on),
        clock=clock,
        valid_from=_day(first),
        valid_to=_day(last),
        scope=tuple(json.loads(scope)),
        scope_text=scope_text,
        not_told=not_told,
        voids_id=voids_id,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
