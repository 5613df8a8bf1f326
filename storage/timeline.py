"""All that has happened in a case in one line of time, the newest first, a page at a time. Bare driver.

A kind is one entry of KINDS: where its rows lie in time, and what is told of a row. Only the rows of a page are told,
so that what is shown costs, and not what is stored.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from rekotui.casework.contact import HELD
from rekotui.casework.interview_record_messages import TITLES
from storage.journal_marks import (
    CONSENT_EVENT,
    CONTACT,
    EVENT_ASKED,
    EVENT_STANDS,
    INTERVIEW_ASKED,
    INTERVIEW_MARKED,
    MARKED,
    PLAN_STANDS,
    PLAN_VERSION,
    STATUS_ASKED,
    STATUS_CHANGE,
)
from storage.reading import Reader

STANDS, VOIDED, REPLACED = "", "voided", "replaced"
ALL, LOG = "", "log"
"""Every kind but LOG, and the access log: each look and each change of a field, which is a kind of its own."""


class TimelineLine(NamedTuple):
    """One thing on the line of time; `told` is what its kind tells of it, in code words and words of hers.

    `state` is VOIDED or REPLACED where it no longer stands; `due` tells that it is asked for in the record.
    """

    kind: str
    row_id: int
    on: date
    clock: str
    state: str
    journaled_on: date | None
    due: bool
    told: Mapping[str, Any]

    @property
    def key(self) -> str:
        """What a row of a table is known by."""
        return f"{self.kind}:{self.row_id}"

    @property
    def missing(self) -> bool:
        """Whether it is asked for in the record and does not stand there."""
        return self.due and self.journaled_on is None


class Kind(NamedTuple):
    """How a kind is asked for.

    `keys`: id, day, clock time and moment of writing of a case's rows (`:case`). `told`: of rows by their id – state,
    day in the record, whether it is asked for there, and the rest as JSON.
    """

    keys: str
    told: str


_STRUCK = "(select o.reason from plan_void o where o.subject = '{subject}' and o.subject_id = c.id)"

_RECORDED = ", ".join(repr(guide) for guide in TITLES)
"""The guides whose answers are asked for in the record, as a list for the query."""

KINDS: Mapping[str, Kind] = {
    "contact": Kind(
        "select id, happened_on as day, clock, recorded_at as at from contact where case_id = :case",
        "select c.id, case when c.voided_on is not null then 'voided' when exists (select 1 from contact r"
        " where r.replaces_id = c.id) then 'replaced' else '' end,"
        f" {MARKED.format(subject=CONTACT, row='c.id')}, case when c.voided_on is not null then c.void_entered_on is"
        f" not null else c.gate != '' and c.outcome = '{HELD}' and not exists (select 1 from contact r"
        " where r.replaces_id = c.id) end, json_object('channel', c.channel, 'outcome', c.outcome, 'party', c.party,"
        " 'party_name', c.party_name, 'body', c.body, 'void_reason', c.void_reason) from contact c",
    ),
    "follow_up": Kind(
        "select id, coalesce(closed_on, due_on) as day, '' as clock, recorded_at as at from follow_up"
        " where case_id = :case",
        "select c.id, iif(c.state = 'voided', 'voided', ''), null, 0, json_object('reason', c.reason, 'party', c.party,"
        " 'party_name', c.party_name, 'body', c.body, 'state', c.state, 'due', c.due_on, 'answer', c.answer)"
        " from follow_up c",
    ),
    "consent": Kind(
        "select e.id, e.happened_on as day, e.clock, e.recorded_at as at from consent s"
        " join consent_event e on e.consent_id = s.id where s.case_id = :case",
        f"select c.id, iif({EVENT_STANDS.replace('e.', 'c.')}, '', 'voided'),"
        f" {MARKED.format(subject=CONSENT_EVENT, row='c.id')}, {EVENT_STANDS.replace('e.', 'c.')} and"
        f" {EVENT_ASKED.replace('e.voids_id', 'c.voids_id')}, json_object('event', c.event, 'kind', s.kind,"
        " 'party', s.party, 'person', s.person, 'organisation', s.organisation, 'until', c.valid_to, 'note', c.note)"
        " from consent_event c join consent s on s.id = c.consent_id",
    ),
    "status": Kind(
        "select id, changed_on as day, '' as clock, recorded_at as at from status_change where case_id = :case",
        f"select c.id, '', {MARKED.format(subject=STATUS_CHANGE, row='c.id')}, {STATUS_ASKED},"
        " json_object('status', c.status, 'reason', c.reason) from status_change c",
    ),
    "note": Kind(
        "select id, noted_on as day, '' as clock, recorded_at as at from note where case_id = :case",
        "select c.id, case when c.voided_reason is not null then 'voided' when exists (select 1 from note r"
        " where r.case_id = c.case_id and r.replaces_id = c.id) then 'replaced' else '' end, null, 0,"
        " json_object('body', c.body, 'void_reason', c.voided_reason) from note c",
    ),
    "plan": Kind(
        "select id, sealed_on as day, '' as clock, recorded_at as at from plan_version where case_id = :case",
        f"select c.id, iif({PLAN_STANDS.replace('p.id', 'c.id')}, '', 'voided'),"
        f" {MARKED.format(subject=PLAN_VERSION, row='c.id')}, {PLAN_STANDS.replace('p.id', 'c.id')},"
        f" json_object('number', c.number, 'void_reason', {_STRUCK.format(subject=PLAN_VERSION)})"
        " from plan_version c",
    ),
    "plan_paper": Kind(
        "select c.id, c.handed_on as day, '' as clock, c.recorded_at as at from plan_version v"
        " join plan_handed c on c.version_id = v.id where v.case_id = :case",
        f"select c.id, iif({_STRUCK.format(subject='plan_handed')} is null, '', 'voided'), null, 0,"
        " json_object('number', v.number, 'party', c.given_to, 'party_name', c.given_to_name, 'way', c.way,"
        f" 'void_reason', {_STRUCK.format(subject='plan_handed')})"
        " from plan_handed c join plan_version v on v.id = c.version_id",
    ),
    "plan_result": Kind(
        "select c.id, c.evaluated_on as day, '' as clock, c.recorded_at as at from plan_version v"
        " join plan_evaluation c on c.version_id = v.id where v.case_id = :case",
        f"select c.id, iif({_STRUCK.format(subject='plan_evaluation')} is null, '', 'voided'), null, 0,"
        " json_object('item', (select json_extract(i.value, '$.text') from plan_version v, json_each(v.body, '$.items')"
        " i where v.id = c.version_id and json_extract(i.value, '$.key') = c.item), 'result', c.result, 'state',"
        " c.state, 'body', c.body, 'next', c.next_on,"
        f" 'void_reason', {_STRUCK.format(subject='plan_evaluation')}) from plan_evaluation c",
    ),
    "interview": Kind(
        "select id, coalesce(closed_on, started_on) as day, '' as clock, recorded_at as at from interview"
        " where case_id = :case",
        f"select c.id, iif(c.voided_on is null, '', 'voided'), {INTERVIEW_MARKED.replace('i.id', 'c.id')},"
        f" c.voided_on is null and c.closed_on is not null and c.guide in ({_RECORDED})"
        f" and {INTERVIEW_ASKED.replace('i.id', 'c.id')},"
        " json_object('guide', c.guide, 'form', c.form, 'closed', c.closed_on,"
        " 'void_reason', c.void_reason) from interview c",
    ),
}
"""What stands on the line, by kind. A new kind of thing is one more entry here, and its words in screens."""

_LOG = Kind(
    "select id, substr(at, 1, 10) as day, substr(at, 12, 5) as clock, at from history where case_id = :case",
    "select c.id, '', null, 0, json_object('action', c.action, 'at', c.at, 'actor', c.actor, 'payload', p.body)"
    " from history c left join history_payload p on p.id = c.id",
)
EVERY: Mapping[str, Kind] = {**KINDS, LOG: _LOG}


def count(reader: Reader, case_id: int, kind: str = ALL) -> int:
    """Return how many rows a case has, of a kind or of all kinds but the log."""
    return int(_ask(reader, f"select count(*) from ({_keys(kind)})", case_id)[0][0])


def page(
    reader: Reader, case_id: int, kind: str = ALL, offset: int = 0, limit: int = 100, until: date | None = None
) -> tuple[TimelineLine, ...]:
    """Return at most `limit` rows from row `offset`, the newest first; with `until` none of a later day."""
    last = f" where day <= '{until.isoformat()}'" if until else ""
    keys = _ask(reader, f"select * from ({_keys(kind)}){last} {_order(kind)} limit {limit} offset {offset}", case_id)
    return _told(reader, [(row[0], row[1], row[2], row[3]) for row in keys])


def line_of(reader: Reader, case_id: int, key: str) -> TimelineLine | None:
    """Return one row by its key, None where there is none."""
    kind, _, number = key.partition(":")
    rows = _ask(reader, f"select * from ({_keys(kind)}) where id = {int(number)}", case_id)
    return next(iter(_told(reader, [(row[0], row[1], row[2], row[3]) for row in rows])), None)


def place_of(reader: Reader, case_id: int, kind: str, key: str) -> int | None:
    """Return the number of the row with a key, None where it is not there."""
    if kind == LOG:
        return None  # new rows come on top of it at every look: no worth in looking for an old one
    rows = _ask(reader, f"select kind || ':' || id from ({_keys(kind)}) {_order(kind)}", case_id)
    return next((at for at, row in enumerate(rows) if row[0] == key), None)


def _keys(kind: str) -> str:
    wanted = KINDS if kind == ALL else {kind: EVERY[kind]}
    return " union all ".join(f"select '{name}' as kind, k.* from ({each.keys}) k" for name, each in wanted.items())


def _order(kind: str) -> str:
    # The log's numbers are its order, and its index has them: nothing is sorted.
    return "order by id desc" if kind == LOG else "order by day desc, clock desc, at desc, id desc"


def _ask(reader: Reader, sql: str, case_id: int) -> Sequence[tuple[Any, ...]]:
    return reader.rows(sql.replace(":case", str(int(case_id))))


def _told(reader: Reader, keys: Sequence[tuple[str, int, str, str]]) -> tuple[TimelineLine, ...]:
    found: dict[tuple[str, int], tuple[Any, ...]] = {}
    for kind in {key[0] for key in keys}:
        ids = [key[1] for key in keys if key[0] == kind]
        marks = ", ".join("?" * len(ids))
        for row in reader.rows(f"{EVERY[kind].told} where c.id in ({marks})", ids):
            found[kind, row[0]] = row[1:]
    return tuple(_line(key, found[key[0], key[1]]) for key in keys)


def _line(key: tuple[str, int, str, str], row: tuple[Any, ...]) -> TimelineLine:
    kind, row_id, day, clock = key
    state, journaled, due, told = row
    values = json.loads(told)
    on = date.fromisoformat(day)
    if kind == LOG:
        moment = datetime.fromisoformat(values["at"].replace("Z", "+00:00")).astimezone()
        on, clock = moment.date(), moment.strftime("%H:%M")
        values["payload"] = json.loads(values["payload"]) if values["payload"] else None
    return TimelineLine(
        kind, row_id, on, clock, state, date.fromisoformat(journaled) if journaled else None, bool(due), values
    )
