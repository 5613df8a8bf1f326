"""The summary as one HTML page that needs nothing else: read on a screen or a phone, in light or dark, and printed."""

from rekotui.exchange.html_page import page, table
from rekotui.exchange.messages import SUMMARY
from rekotui.exchange.page_style import style
from rekotui.exchange.summary import Kind, Summary, columns, counts_line, identity_lines, rows, tables, title

_WHOLE = ("personnummer", "age", "sex", "degrees")
"""Columns of text that are not broken over lines; those of days and numbers never are."""


def as_html(found: Summary) -> str:
    """Return the summary as a page: a table for the open cases, one for the closed."""
    titles = [column.title for column in columns(found.identities)]
    return page(
        title(found),
        _style(found),
        counts_line(found),
        identity_lines(found),
        SUMMARY["estimate"],
        [table(heading, titles, rows(cases, found.identities)) for heading, cases in tables(found)],
        SUMMARY["empty"],
    )


def _style(found: Summary) -> str:
    shown = list(enumerate(columns(found.identities), start=1))
    return style(
        titles=[column.title for _at, column in shown],
        right=[at for at, column in shown if column.right],
        whole=[at for at, column in shown if column.kind is not Kind.TEXT or column.key in _WHOLE],
        foot=SUMMARY["estimate"],
        page=SUMMARY["page"],
    )
