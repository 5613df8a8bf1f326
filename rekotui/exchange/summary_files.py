"""The summary as Markdown, CSV and JSON text."""

import csv
import io
import json
import re
from collections.abc import Sequence

from rekotui.exchange.cells import neutral
from rekotui.exchange.messages import COLUMNS, SUMMARY
from rekotui.exchange.summary import Summary, as_json, columns, counts_line, rows, title

_MARKDOWN = re.compile(r"([\\`*_\[\]<>|])")


def as_markdown(found: Summary) -> str:
    """Return the summary as a Markdown page: a table for the open cases, one for the closed."""
    parts = [f"# {_escaped(title(found))}", "", counts_line(found), ""]
    parts += [SUMMARY["identities" if found.identities else "no_identities"], "", SUMMARY["estimate"], ""]
    for key, cases in (("active", found.active), ("closed", found.closed)):
        if cases:
            parts += [
                f"## {SUMMARY[key]} ({len(cases)})",
                "",
                *_table(rows(cases, found.identities), found),
                "",
            ]
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


WRITERS = {"md": as_markdown, "csv": as_csv, "json": as_json_text}


def _table(cells: Sequence[Sequence[str]], found: Summary) -> list[str]:
    shown = columns(found.identities)
    head = "| " + " | ".join(COLUMNS[column.key] for column in shown) + " |"
    rule = "| " + " | ".join("---:" if column.right else "---" for column in shown) + " |"
    return [head, rule, *("| " + " | ".join(_escaped(cell) or " " for cell in row) + " |" for row in cells)]


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
