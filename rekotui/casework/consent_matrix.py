"""May I talk today, with whom, about what and until when: the consent log answered for a moment."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from rekotui.casework.consent import COORDINATION, FK_INFORMATION, PARTY, RECEIVE, Ledger, kinds, scopes
from rekotui.casework.consent_gate import Answer, Ask, may
from rekotui.casework.consent_state import EXPIRING_DAYS, NONE, SUPERSEDED, Moment, Standing, standing
from rekotui.casework.contact import OUTSIDE, PATIENT, part_of, parties

_START = "start"
ALWAYS = ((COORDINATION, ""), (FK_INFORMATION, "forsakringskassan"))
"""Rows that stand even where nothing has been asked: both answers are needed in every case."""


class MatrixRow(NamedTuple):
    """One answer: a kind and a party, whether she may now, and if so about what.

    `state` is the consent's own state (consents.json); `answer` is the gate's, which also looks at coordination (K1),
    for a contact with the patient there if the consent demands it. `told` are the ticks that may be told.
    """

    kind: str
    party: str
    organisation: str
    person: str
    role: str
    state: str
    answer: Answer
    since: date | None
    until: date | None
    told: tuple[str, ...]
    scope_text: str
    not_told: str
    direction: str
    presence: str
    limited: bool
    consent_id: int | None

    @property
    def may(self) -> bool:
        """Whether she may."""
        return self.answer.allowed


def matrix(
    ledger: Ledger, moment: Moment, others: Iterable[str] = (), expiring_days: int = EXPIRING_DAYS
) -> tuple[MatrixRow, ...]:
    """Return the rows for a moment: kinds in order, parties in the order of the list, superseded consents left out.

    `others` are parties without a consent that are to be shown too (those of the contact book).
    """
    rows: list[MatrixRow] = []
    for each in ledger:
        found = standing(each, moment, ledger, expiring_days)
        if found.state not in (SUPERSEDED, NONE):
            rows.append(_row(found, moment, ledger))
    known = {(row.kind, row.party) for row in rows}
    asked_of = [*ALWAYS, *((PARTY, party) for party in others if party != PATIENT and part_of(party) == OUTSIDE)]
    rows += [
        _empty(kind, party, moment, ledger) for kind, party in dict.fromkeys(asked_of) if (kind, party) not in known
    ]
    order = {code: place for place, code in enumerate((*kinds(), *parties()))}
    return tuple(sorted(rows, key=lambda row: (order[row.kind], order.get(row.party, -1))))


def _row(found: Standing, moment: Moment, ledger: Ledger) -> MatrixRow:
    own = found.consent
    answer = _answer(own.kind, own.party, moment, ledger, own.person or own.organisation)
    told = found.scope if answer.allowed and found.holds and own.direction != RECEIVE else ()
    return MatrixRow(
        kind=own.kind,
        party=own.party,
        organisation=own.organisation,
        person=own.person,
        role=own.role,
        state=found.state,
        answer=answer,
        since=found.since,
        until=found.until,
        told=tuple(code for code in scopes() if code in told),
        scope_text=found.scope_text,
        not_told=found.not_told,
        direction=own.direction,
        presence=own.presence,
        limited=found.limited,
        consent_id=own.consent_id,
    )


def _empty(kind: str, party: str, moment: Moment, ledger: Ledger) -> MatrixRow:
    answer = _answer(kind, party, moment, ledger, "")
    return MatrixRow(kind, party, "", "", "", NONE, answer, None, None, (), "", "", "", "", False, None)


def _answer(kind: str, party: str, moment: Moment, ledger: Ledger, name: str) -> Answer:
    """Ask the gate for a contact that begins now; for coordination as such, one within the care unit."""
    if kind == COORDINATION:
        return may(Ask(_START, "vardteam", moment), ledger)
    own = "" if kind == PARTY else kind
    return may(Ask(_START, party or "annan", moment, own, name, with_patient=True), ledger)
