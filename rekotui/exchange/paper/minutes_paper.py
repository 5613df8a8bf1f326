"""An invitation to a meeting, or the note of what was agreed, on paper."""

from collections.abc import Iterator
from datetime import date

from rekotui.casework.meeting_note import by_whom
from rekotui.exchange.minutes import INVITATION, Minutes, rows
from rekotui.exchange.minutes_messages import MINUTES
from rekotui.exchange.paper import blocks as b
from rekotui.exchange.paper.ready import Ready, export_event
from rekotui.exchange.paper.typesetting import Paper, Sender
from storage.reading import CaseLine


def minutes_paper(case: CaseLine, found: Minutes, sender: Sender, on: date) -> Ready:
    """Return the paper, with what is logged about it."""
    named = bool(found.patient)
    paper = Paper(found.title, sender, on, tuple(_blocks(found)), found.case)
    event = export_event(case, "minutes", identities=named, meeting=found.meeting_id, kind=found.kind)
    return Ready(paper, event, record_of(found))


def record_of(found: Minutes) -> dict[str, object]:
    """Return the keys of `export minutes --json` that text and paper share."""
    return {
        "case": found.case,
        "meeting": found.meeting_id,
        "kind": found.kind,
        "face": found.face,
        "identities": bool(found.patient),
    }


def _blocks(found: Minutes) -> Iterator[b.Block]:
    yield b.facts(rows(found), label=9)
    yield b.heading(MINUTES["people"])
    for words in found.people:
        yield b.text(words)
    if found.face == INVITATION:
        yield b.heading(MINUTES["agenda"])
        yield b.bullets(found.agenda)
    else:
        yield b.heading(MINUTES["agreements"])
        heads = [MINUTES[name] for name in ("what", "who", "due")]
        if found.agreements:
            told = [(each.what, by_whom(each), each.due_on.isoformat()) for each in found.agreements]
            yield b.table(heads, told, (3, 2, 1))
        else:
            yield b.write(4)
    yield b.text(MINUTES[f"about_{found.face}"], quiet=True)
