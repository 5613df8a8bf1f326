"""The summary as the content of a file: text or bytes by format, and the event that logs it."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from rekotui.exchange.cells import in_markdown, neutral
from rekotui.exchange.messages import COLUMNS, SUMMARY
from rekotui.exchange.summary import (
    FORMATS,
    Summary,
    as_json,
    columns,
    counts_line,
    identity_lines,
    rows,
    tables,
    title,
)
from rekotui.exchange.summary_html import as_html
from rekotui.exchange.summary_xlsx import as_xlsx
from storage.history import Event


def as_markdown(found: Summary) -> str:
    """Return the summary as a Markdown page: a table for the open cases, one for the closed."""
    who, advice = identity_lines(found)
    parts = [f"# {in_markdown(title(found))}", "", counts_line(found), ""]
    parts += [f"**{who}** {advice}", "", SUMMARY["estimate"], ""]
    for heading, cases in tables(found):
        parts += [f"## {heading}", "", *_table(rows(cases, found.identities), found), ""]
    if not found.cases:
        parts += [SUMMARY["empty"], ""]
    return "\n".join(parts)


def as_csv(found: Summary) -> str:
    """Return the summary as CSV for a Swedish spreadsheet: semicolons, all cells quoted, none active."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([column.title for column in columns(found.identities)])
    writer.writerows([neutral(cell) for cell in row] for row in rows(found.cases, found.identities))
    return "\ufeff" + out.getvalue()


def as_json_text(found: Summary) -> str:
    """Return the summary as JSON text."""
    return json.dumps(as_json(found), ensure_ascii=False, indent=1) + "\n"


WRITERS: Mapping[str, Callable[[Summary], str | bytes]] = {
    "md": as_markdown,
    "csv": as_csv,
    "json": as_json_text,
    "xlsx": as_xlsx,
    "html": as_html,
}
"""What writes each of FORMATS; bytes are a file that no terminal can show."""
BINARY = frozenset({"xlsx"})
_ENDINGS = {**{name: name for name in FORMATS}, "htm": "html", "markdown": "md"}


def format_of(name: str) -> str:
    """Return the format that a file's name ends in, or nothing where the ending says none."""
    return _ENDINGS.get(name.rpartition(".")[2].lower(), "") if "." in name else ""


def suggested_name(on: date, format_: str) -> str:
    """Return a file name that says what and when, never who."""
    return f"{SUMMARY['file']}-{on.isoformat()}.{format_}"


def export_event(found: Summary, format_: str) -> Event:
    """Return the line for the access log: what was written, how many cases, whether people can be recognised."""
    payload = {"face": "worklist", "format": format_, "hits": len(found.cases), "identities": found.identities}
    return Event("export", "caseload", payload=payload)


def _table(cells: Sequence[Sequence[str]], found: Summary) -> list[str]:
    shown = columns(found.identities)
    head = "| " + " | ".join(COLUMNS[column.key] for column in shown) + " |"
    rule = "| " + " | ".join("---:" if column.right else "---" for column in shown) + " |"
    return [head, rule, *("| " + " | ".join(in_markdown(cell) or " " for cell in row) + " |" for row in cells)]
