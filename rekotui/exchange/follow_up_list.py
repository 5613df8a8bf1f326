"""What is watched as a list for a meeting: by the party waited for, or what to take up with each doctor.

Without identities a line says the case's number and code words only: what she has written may name somebody. A
protected identity never says more.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from rekotui.casework.contact import reasons, short_party
from rekotui.casework.names import filed_name
from rekotui.exchange.cells import in_markdown
from rekotui.exchange.follow_up_groups import BY_DOCTOR, BY_PARTY, Group, grouped
from rekotui.exchange.follow_up_messages import FOLLOW_UP_COLUMNS, FOLLOW_UP_LIST
from rekotui.exchange.html_page import page, table
from rekotui.exchange.messages import SUMMARY
from rekotui.exchange.page_style import style
from storage.history import Event
from storage.work_reading import OpenFollowUp

ORDERS = {"party": BY_PARTY, "physician": BY_DOCTOR}
"""By what it can be grouped, and what the screen calls that."""

_WHOLE = ("due", "state")


class FollowUpList(NamedTuple):
    """The open follow-ups of a day in groups; `by` is one of ORDERS."""

    on: date
    by: str
    identities: bool
    groups: tuple[Group, ...]

    @property
    def number(self) -> int:
        """How many follow-ups there are."""
        return sum(len(group.lines) for group in self.groups)

    @property
    def late(self) -> int:
        """How many of them are overdue."""
        return sum(1 for group in self.groups for each in group.lines if each.line.due_on < self.on)


def follow_up_list(found: Sequence[OpenFollowUp], by: str, on: date, *, identities: bool) -> FollowUpList:
    """Return the list of a day; by physician only what is to be taken up with one."""
    return FollowUpList(on, by, identities, tuple(grouped(found, ORDERS[by], on)))


def as_markdown(found: FollowUpList) -> str:
    """Return the list as a Markdown page, a table for each group."""
    who, advice = _who(found)
    titles = _titles(found)
    parts = [f"# {_title(found)}", "", _counts(found), "", f"**{who}** {advice}", "", FOLLOW_UP_LIST["quiet"], ""]
    for group in found.groups:
        lines = [_line(titles), _line(["---"] * len(titles)), *(_line(row) for row in rows(found, group))]
        parts += [f"## {in_markdown(_heading(group))}", "", *lines, ""]
    if not found.groups:
        parts += [FOLLOW_UP_LIST["empty"], ""]
    return "\n".join(parts)


def as_html(found: FollowUpList) -> str:
    """Return the list as a page for screen and paper, a table for each group."""
    titles, keys = _titles(found), _keys(found)
    whole = [at for at, key in enumerate(keys, start=1) if key in _WHOLE]
    look = style(titles=titles, right=[], whole=whole, foot=FOLLOW_UP_LIST["quiet"], page=SUMMARY["page"])
    tables = [table(_heading(group), titles, rows(found, group)) for group in found.groups]
    quiet, empty = FOLLOW_UP_LIST["quiet"], FOLLOW_UP_LIST["empty"]
    return page(_title(found), look, _counts(found), _who(found), quiet, tables, empty)


WRITERS: dict[str, Callable[[FollowUpList], str]] = {"md": as_markdown, "html": as_html}
"""What writes each format."""


def rows(found: FollowUpList, group: Group) -> list[list[str]]:
    """Return the cells of a group, row by row, in the order of the days."""
    return [[_cell(key, each, found) for key in _keys(found)] for each in group.lines]


def export_event(found: FollowUpList, format_: str) -> Event:
    """Return the line for the access log: what was written, how much, whether people can be recognised."""
    payload = {"face": "follow_ups", "format": format_, "hits": found.number, "identities": found.identities}
    return Event("export", "caseload", payload=payload)


def _keys(found: FollowUpList) -> tuple[str, ...]:
    named = found.identities
    return (
        "case",
        *(("name",) if named else ()),
        *("due", "state", "what", "party"),
        *(("words",) if named else ()),
        # Beside each line, unless she stands above all of them.
        *(("physician",) if found.by != "physician" else ()),
    )


def _cell(key: str, each: OpenFollowUp, found: FollowUpList) -> str:
    line, shows = each.line, found.identities and not each.protected
    if key == "name":
        return FOLLOW_UP_LIST["protected"] if each.protected else filed_name(each.name)
    if key == "state":
        return FOLLOW_UP_LIST["late"] if line.due_on < found.on else _today(line.due_on == found.on)
    if key == "party":
        who = short_party(line.party)
        return f"{who} ({line.party_name})" if shows and line.party_name else who
    return {
        "case": each.number,
        "due": line.due_on.isoformat(),
        "what": reasons().get(line.reason, line.reason),
        "words": line.body if shows else "",
        "physician": each.physician,
    }[key]


def _today(is_today: bool) -> str:
    return FOLLOW_UP_LIST["today"] if is_today else ""


def _titles(found: FollowUpList) -> list[str]:
    return [FOLLOW_UP_COLUMNS[key] for key in _keys(found)]


def _title(found: FollowUpList) -> str:
    return FOLLOW_UP_LIST[f"title_{found.by}"].format(on=found.on.isoformat())


def _counts(found: FollowUpList) -> str:
    return FOLLOW_UP_LIST["counts_one" if found.number == 1 else "counts"].format(count=found.number, late=found.late)


def _who(found: FollowUpList) -> tuple[str, str]:
    kind = "identities" if found.identities else "no_identities"
    return SUMMARY[kind], SUMMARY[f"{kind}_advice"]


def _heading(group: Group) -> str:
    return f"{group.title} ({len(group.lines)})"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(in_markdown(cell) or " " for cell in cells) + " |"
