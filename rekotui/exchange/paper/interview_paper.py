"""An interview on paper, by the record's sökord or the guide's sections.

What is sensitive is left out rather than masked (SCHEMA, Sensitive answers: out of prints), and what belongs under a
protected sökord stands on a page of its own, each only where it was asked for.
"""

from collections.abc import Iterator
from datetime import date

from rekotui.casework.guide import OPEN
from rekotui.casework.guide_messages import MASKED
from rekotui.casework.interview_summary import Line, Part
from rekotui.exchange.interview_record import InterviewText
from rekotui.exchange.paper import blocks as b
from rekotui.exchange.paper.interview_messages import INTERVIEW
from rekotui.exchange.paper.ready import Ready, export_event
from rekotui.exchange.paper.typesetting import Paper, Sender
from storage.reading import CaseLine


def interview_paper(found: InterviewText, sender: Sender, on: date, *, sensitive: bool) -> Ready:
    """Return the paper of an interview that was read with the same wish for what is sensitive.

    Raises ValueError for a guide of the desk, which is about nobody.
    """
    case = found.case
    if case is None:
        raise ValueError("a guide of the desk has no paper")
    title = INTERVIEW["title"].format(title=found.title)
    paper = Paper(title, sender, on, tuple(_blocks(found, case, sensitive=sensitive)), case.number)
    named, apart = not case.protected, found.protected is not None
    record = {
        "case": case.number,
        "interview": found.line.interview_id,
        "guide": found.line.guide,
        "identities": named,
        "sensitive": sensitive,
        "protected": apart,
        "left_out": leaves_out(found, sensitive=sensitive),
    }
    event = export_event(
        case, "interview", identities=named, guide=found.line.guide, sensitive=sensitive, protected=apart
    )
    return Ready(paper, event, record)


def leaves_out(found: InterviewText, *, sensitive: bool) -> bool:
    """Return whether something is there that was not asked for."""
    lines = [line for part in found.parts for line in part.lines]
    return found.left_out or (not sensitive and any(line.protection != OPEN for line in lines))


def _blocks(found: InterviewText, case: CaseLine, *, sensitive: bool) -> Iterator[b.Block]:
    # That something was left out is for the coordinator to hear, not for whoever finds the paper.
    line = found.line
    who = [] if case.protected else [(INTERVIEW["name"], case.name), (INTERVIEW["number"], case.personnummer)]
    ended = line.closed_on.isoformat() if line.closed_on else INTERVIEW["open"]
    when = [(INTERVIEW["started"], line.started_on.isoformat()), (INTERVIEW["closed"], ended)]
    yield b.facts([*who, *when], label=7, columns=2)
    shown = [part for part in (_open(each, sensitive=sensitive) for each in found.parts) if part.lines]
    if not shown and not found.protected:
        yield b.text(INTERVIEW["empty"])
    for part in shown:
        yield from _part(part, 1)
    if found.protected:
        yield b.new_page()
        yield b.heading(INTERVIEW["protected"])
        yield b.text(INTERVIEW["protected_about"], quiet=True)
        for part in found.protected:
            yield from _part(part, 2)


def _open(part: Part, *, sensitive: bool) -> Part:
    kept = (line for line in part.lines if sensitive or line.protection == OPEN)
    return part._replace(lines=tuple(line for line in kept if _says(line)))


def _says(line: Line) -> bool:
    """Return whether anything stands there that may be read: what is masked is left out on paper."""
    return line.answer not in ("", MASKED) or line.note not in ("", MASKED)


def _part(part: Part, level: int) -> Iterator[b.Block]:
    yield b.heading(part.label, level)
    for line in part.lines:
        question = f"{line.row}: {line.question}" if line.row else line.question
        answer, note = ("" if text == MASKED else text for text in (line.answer, line.note))
        yield b.said(question, answer, note)
