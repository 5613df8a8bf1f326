"""Everything that the program answers about a caseload and its lists, as one text: two states are the same if it is."""

import json
from datetime import date

from rekotui.exchange import reviewing
from rekotui.exchange.case_details import as_json as case_json
from rekotui.exchange.case_details import details
from rekotui.exchange.case_record import record, shown
from rekotui.exchange.summary import summary
from rekotui.exchange.summary_files import as_csv
from storage import lists
from storage.query import CaseQuery
from storage.reading import Reader
from storage.search import find

FAR = date(2099, 1, 1)
_DECISIONS = (
    "select unit, personnummer, decision, wait_until, reason, case_id, decided_on from review_decision"
    " where withdrawn_at is null order by id"
)
_DONE = "select unit, import_id, done_on from review_done where undone_at is null order by id"


def answers(reader: Reader, on: date, words: tuple[str, ...] = ()) -> str:
    """Return `list`, `show` of every case, the summary, what is found by some words, `review`, what the lists say."""
    lines = reader.cases(CaseQuery(on=on, sort=("case",)))
    units = lists.units(reader)
    newest = [lists.newest(reader, unit) for unit in sorted(units)]
    said = [
        [record(shown(line, on, reader.settings)) for line in lines],
        [case_json(details(reader, line, on)) for line in lines],
        as_csv(summary(reader, CaseQuery(on=on), identities=True)),
        [[line.number for line in find(reader, word).cases] for word in words],
        units,
        [[each.unit, each.list_date.isoformat(), lists.records(reader, each)] for each in newest if each],
        [reviewing.as_json(found) for unit in sorted(units) if (found := reviewing.review_of(reader, unit, FAR))],
        reader.rows(_DECISIONS),
        reader.rows(_DONE),
    ]
    return json.dumps(said, ensure_ascii=False, indent=1)
