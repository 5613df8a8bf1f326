"""The summary as one HTML page: read on a screen or a phone, in light or dark, and printed."""

from collections.abc import Sequence

from rekotui.exchange.case_record import ShownCase
from rekotui.exchange.html_page import escaped, page
from rekotui.exchange.messages import SUMMARY
from rekotui.exchange.page_style import style
from rekotui.exchange.summary import Kind, Summary, columns, counts_line, identity_lines, tables, title

_WHOLE = ("personnummer", "age", "sex", "degrees")
"""Columns of text that are not broken over lines; those of days and numbers never are."""


def as_html(found: Summary) -> str:
    """Return the summary as a page: a table for the open cases, one for the closed."""
    look = _style(found)
    who, advice = identity_lines(found)
    body = [_table(heading, cases, found.identities) for heading, cases in tables(found)]
    head = (
        f"<p>{escaped(counts_line(found))}</p>",
        f"<p><strong>{escaped(who)}</strong> {escaped(advice)}</p>",
        f'<p class="quiet">{escaped(SUMMARY["estimate"])}</p>',
    )
    return page(title(found), look, head, "\n".join(body) or f"<p>{escaped(SUMMARY['empty'])}</p>")


def _table(heading: str, cases: Sequence[ShownCase], identities: bool) -> str:
    shown = columns(identities)
    head = "".join(f'<th scope="col">{escaped(column.title)}</th>' for column in shown)
    lines = [f"<table>\n<caption><h2>{escaped(heading)}</h2></caption>", f"<thead><tr>{head}</tr></thead>", "<tbody>"]
    for case in cases:
        first, *others = (escaped(column.cell(case)) for column in shown)
        cells = "".join(f"<td>{cell}</td>" for cell in others)
        lines.append(f'<tr><th scope="row">{first}</th>{cells}</tr>')
    return "\n".join([*lines, "</tbody>", "</table>"])


def _style(found: Summary) -> str:
    shown = list(enumerate(columns(found.identities), start=1))
    return style(
        titles=[column.title for _at, column in shown],
        right=[at for at, column in shown if column.right],
        whole=[at for at, column in shown if column.kind is not Kind.TEXT or column.key in _WHOLE],
        foot=SUMMARY["estimate"],
        page=SUMMARY["page"],
    )
