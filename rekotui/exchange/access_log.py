"""The extract of the access log of one patient (loggutdrag): who, when, and what kind of thing was done.

Patientdatalagen 8 kap. 5 §, HSLF-FS 2016:40 4 kap. 10 §. It holds nothing of what stood in the record: no free
text, no value, nothing clinical. The patient's name and number stand on top only when asked for, and never for a
protected identity.
"""

import csv
import io
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from rekotui.base.clock import timestamp
from rekotui.casework.names import filed_name
from rekotui.exchange.cells import neutral, one_line
from rekotui.exchange.history_messages import (
    ACCESS_COLUMNS,
    ACCESS_KINDS,
    ACCESS_LOG,
    BY_COMMAND,
    EVENTS,
    IN_EXTRACT,
    IN_PROGRAM,
    OTHER_EVENT,
)
from rekotui.exchange.html_page import escaped, framed
from rekotui.exchange.page_style import style
from storage.access_log import AccessLine, access_lines, lookups_of_many
from storage.history import Event
from storage.reading import CaseLine, Reader

FORMATS = ("md", "csv", "html", "json")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|])")
_KINDS = {"plan.handed": "export", "case.read": "reading", "export": "export", "export.disclosed": "export"}
_KINDS_BY_WORD = {"consent": "consent", "contact": "contact", "meeting": "contact", "list": "list", "review": "change"}


class AccessRow(NamedTuple):
    """One line of the extract: local time to the minute, the actor, a key of ACCESS_KINDS, and what in words."""

    at: str
    actor: str
    kind: str
    what: str


class AccessLog(NamedTuple):
    """The extract of a case for a time; `many` counts the look-ups of which it is not known whom they showed."""

    case: CaseLine
    on: date
    since: date | None
    until: date
    identities: bool
    rows: tuple[AccessRow, ...]
    many: int


def access_log(
    reader: Reader, case: CaseLine, on: date, since: date | None, until: date | None, *, identities: bool
) -> AccessLog:
    """Read the extract of a case, from and to and including days, oldest first; without an end: to the newest row."""
    first = _midnight(since) if since else ""
    before = _midnight(until + timedelta(days=1)) if until else "9999"
    rows = tuple(_row(line) for line in access_lines(reader, case, first, before))
    many = lookups_of_many(reader, max(first, _midnight(case.opened_on)), before)
    return AccessLog(case, on, since, until or on, identities, rows, many)


def event(found: AccessLog, format_: str) -> Event:
    """Return the line for the access log itself: that an extract was written."""
    payload = {"face": "access_log", "format": format_, "hits": len(found.rows), "identities": found.identities}
    return Event("export", "case", found.case.case_id, found.case.case_id, payload)


def as_markdown(found: AccessLog) -> str:
    """Return the extract as a Markdown page with one table."""
    parts = [f"# {_md(_title(found))}", ""]
    for line in (*_head(found), *_foot(found)):
        parts += [_md(line), ""]
    if not found.rows:
        return "\n".join([*parts, ACCESS_LOG["empty"], ""])
    heads = [ACCESS_COLUMNS[name] for name in AccessRow._fields]
    parts += [f"| {' | '.join(heads)} |", f"|{'|'.join(' --- ' for _ in heads)}|"]
    parts += [f"| {' | '.join(_md(cell) or ' ' for cell in _cells(row))} |" for row in found.rows]
    return "\n".join([*parts, ""])


def as_csv(found: AccessLog) -> str:
    """Return the extract as CSV for a Swedish spreadsheet; who it is about stands on each line."""
    who = (found.case.number, *_who(found))
    names = ("case", "name", "personnummer")[: len(who)]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([ACCESS_COLUMNS[name] for name in (*names, *AccessRow._fields)])
    writer.writerows([neutral(cell) for cell in (*who, *_cells(row))] for row in found.rows)
    return "\ufeff" + out.getvalue()


def as_html(found: AccessLog) -> str:
    """Return the extract as a page to hand over."""
    heads = [ACCESS_COLUMNS[name] for name in AccessRow._fields]
    look = style(titles=heads, right=[], whole=[1], foot=ACCESS_LOG["no_names"], page=ACCESS_LOG["page"])
    lead = [f"<p>{escaped(line)}</p>" for line in _head(found)]
    lead += [f'<p class="quiet">{escaped(line)}</p>' for line in _foot(found)]
    if not found.rows:
        return framed(_title(found), look, lead, f"<p>{escaped(ACCESS_LOG['empty'])}</p>")
    head = "".join(f'<th scope="col">{escaped(each)}</th>' for each in heads)
    caption = escaped(ACCESS_LOG["rows"].format(count=len(found.rows)))
    body = [f"<table>\n<caption><h2>{caption}</h2></caption>", f"<thead><tr>{head}</tr></thead>", "<tbody>"]
    for row in found.rows:
        first, *others = (escaped(cell) for cell in _cells(row))
        body.append(f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in others)}</tr>')
    return framed(_title(found), look, lead, "\n".join([*body, "</tbody>", "</table>"]))


def as_json(found: AccessLog) -> dict[str, object]:
    """Return the extract with its keys (docs/cli.md)."""
    who = _who(found)
    return {
        "case": found.case.number,
        "name": who[0] if len(who) == 2 else None,
        "personnummer": who[1] if len(who) == 2 else None,
        "unit": found.case.unit or None,
        "since": found.since.isoformat() if found.since else None,
        "until": found.until.isoformat(),
        "rows": [row._asdict() for row in found.rows],
        "lookups_of_many": found.many,
    }


TEXTS: Mapping[str, Callable[[AccessLog], str]] = {"md": as_markdown, "csv": as_csv, "html": as_html}


def _row(line: AccessLine) -> AccessRow:
    kind = _KINDS.get(line.action) or _KINDS_BY_WORD.get(line.action.partition(".")[0], "change")
    if line.action == "review.read":
        kind = "list"
    what = IN_EXTRACT.get(line.action) or EVENTS.get(line.action, OTHER_EVENT)
    return AccessRow(_local(line.at), line.actor, kind, f"{what} {_how(line)}".strip())


def _how(line: AccessLine) -> str:
    """Return by which way it was read, in words; only a command's own name may stand there."""
    if line.command in IN_PROGRAM or not line.command:
        return IN_PROGRAM.get(line.command, "")
    return BY_COMMAND.format(command=line.command) if re.fullmatch("[a-z][a-z -]{0,30}", line.command) else ""


def _cells(row: AccessRow) -> tuple[str, ...]:
    return (row.at, row.actor, ACCESS_KINDS[row.kind], row.what)


def _title(found: AccessLog) -> str:
    return ACCESS_LOG["title"].format(case=found.case.number)


def _head(found: AccessLog) -> list[str]:
    unit = ACCESS_LOG["unit"].format(unit=found.case.unit) if found.case.unit else ACCESS_LOG["no_unit"]
    since = found.since.isoformat() if found.since else ACCESS_LOG["first"]
    period = ACCESS_LOG["period"].format(since=since, until=found.until.isoformat(), on=found.on.isoformat())
    if not found.identities:
        who = ACCESS_LOG["no_identities"]
    elif found.case.protected:
        who = ACCESS_LOG["protected"]
    else:
        who = ACCESS_LOG["who"].format(name=_who(found)[0], number=_who(found)[1])
    return [who, unit, period, ACCESS_LOG["about"]]


def _foot(found: AccessLog) -> list[str]:
    return [ACCESS_LOG["no_names"], ACCESS_LOG["lists"].format(count=found.many)]


def _who(found: AccessLog) -> tuple[str, ...]:
    """Return name and number where they may stand."""
    if not found.identities or found.case.protected:
        return ()
    return (filed_name(found.case.name), found.case.personnummer)


def _midnight(day: date) -> str:
    """Return the moment a day begins here, as the log writes moments."""
    return timestamp(datetime.combine(day, time()).astimezone())


def _local(at: str) -> str:
    return datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone().strftime("%Y-%m-%d %H:%M")


def _md(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", one_line(text))
