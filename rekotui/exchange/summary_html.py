"""The summary as one HTML page that needs nothing else: read on a screen or a phone, in light or dark, and printed.

The page holds no script and fetches nothing, and says so to the browser (Content-Security-Policy): even a text that
got past the escaping could neither run nor call home.
"""

import base64
import hashlib
from collections.abc import Sequence
from html import escape

from rekotui.exchange.case_record import ShownCase
from rekotui.exchange.cells import one_line
from rekotui.exchange.messages import SUMMARY
from rekotui.exchange.page_style import style
from rekotui.exchange.summary import Kind, Summary, columns, counts_line, identity_lines, tables, title

_PAGE = """\
<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{digest}'; \
base-uri 'none'; form-action 'none'">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header>
<h1>{title}</h1>
<p>{counts}</p>
<p><strong>{who}</strong> {advice}</p>
<p class="quiet">{estimate}</p>
</header>
<main>
{body}
</main>
</body>
</html>
"""
_WHOLE = ("personnummer", "age", "sex", "degrees")
"""Columns of text that are not broken over lines; those of days and numbers never are."""


def as_html(found: Summary) -> str:
    """Return the summary as a page: a table for the open cases, one for the closed."""
    look = _style(found)
    who, advice = identity_lines(found)
    body = [_table(heading, cases, found.identities) for heading, cases in tables(found)]
    return _PAGE.format(
        digest=base64.b64encode(hashlib.sha256(look.encode()).digest()).decode(),
        title=_escaped(title(found)),
        style=look,
        counts=_escaped(counts_line(found)),
        who=_escaped(who),
        advice=_escaped(advice),
        estimate=_escaped(SUMMARY["estimate"]),
        body="\n".join(body) or f"<p>{_escaped(SUMMARY['empty'])}</p>",
    )


def _table(heading: str, cases: Sequence[ShownCase], identities: bool) -> str:
    shown = columns(identities)
    head = "".join(f'<th scope="col">{_escaped(column.title)}</th>' for column in shown)
    lines = [f"<table>\n<caption><h2>{_escaped(heading)}</h2></caption>", f"<thead><tr>{head}</tr></thead>", "<tbody>"]
    for case in cases:
        first, *others = (_escaped(column.cell(case)) for column in shown)
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


def _escaped(text: str) -> str:
    return escape(one_line(text), quote=True)
