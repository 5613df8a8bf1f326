"""Reading introductions with the bare driver: which there are, their points, and which is due first."""

from datetime import date
from typing import NamedTuple

from rekotui.casework.case_facts import IntroductionFact
from rekotui.casework.checklist import Point, next_due, points
from rekotui.casework.guide import Guide, Guides
from rekotui.casework.guides import in_force
from storage.interview_reading import Ask, InterviewLine, line_by, sheet_by
from storage.reading import Reader


class ChecklistFacts(NamedTuple):
    """One introduction with its points."""

    line: InterviewLine
    guide: Guide
    who: str
    starts_on: date
    version: int
    points: tuple[Point, ...]


def checklists(reader: Reader, guide: str, guides: Guides) -> tuple[ChecklistFacts, ...]:
    """Return the introductions of one kind, the one that began last first; struck ones are left out."""
    rows = reader.rows(
        "select c.interview_id from checklist c join interview i on i.id = c.interview_id"
        " where i.guide = ? and i.voided_on is null order by c.starts_on desc, c.interview_id desc",
        (guide,),
    )
    return tuple(found for (id_,) in rows if (found := checklist(reader.rows, id_, guides)))


def checklist(ask: Ask, interview_id: int, guides: Guides) -> ChecklistFacts | None:
    """Return one introduction, None where there is none of that number."""
    rows = ask("select who, starts_on, version from checklist where interview_id = ?", (interview_id,))
    line = line_by(ask, interview_id)
    if not rows or line is None or line.guide not in guides.guides:
        return None
    who, starts, version = rows[0]
    days = ask(
        "select question, done_on from checklist_point where interview_id = ? and done_on is not null", (interview_id,)
    )
    done = {question: date.fromisoformat(day) for question, day in days}
    guide, starts_on = guides[line.guide], date.fromisoformat(starts)
    return ChecklistFacts(
        line, guide, who, starts_on, version, points(sheet_by(ask, line, guide).sheet, starts_on, done)
    )


def introductions(ask: Ask) -> tuple[IntroductionFact, ...]:
    """Return of each introduction that goes on the point that is due first; no guide is read where there is none."""
    rows = ask(
        "select c.interview_id from checklist c join interview i on i.id = c.interview_id"
        " where i.closed_on is null and i.voided_on is null order by c.interview_id",
        (),
    )
    found = []
    for (interview_id,) in rows:
        one = checklist(ask, interview_id, in_force())
        first = next_due(one.points) if one else None
        if first is not None and first.due_on is not None:
            found.append(IntroductionFact(f"{interview_id}:{first.question}", first.text, first.due_on))
    return tuple(found)
