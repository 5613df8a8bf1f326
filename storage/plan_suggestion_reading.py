"""Reading the suggestions that interviews have made for the plan, with the bare driver."""

from datetime import date
from typing import Any, NamedTuple

from storage.reading import Reader


class SuggestionLine(NamedTuple):
    """One suggestion with where it comes from: guide, question, answer ("" where it is sensitive), and the day.

    `confirm`: it comes of a sensitive answer, and its wording must be confirmed before it stands in a plan.
    """

    suggestion_id: int
    case_id: int
    interview_id: int
    guide: str
    guide_version: str
    question: str
    row: int
    hint: int
    kind: str
    area: str
    responsible: str
    body: str
    answer: str
    confirm: bool
    suggested_on: date
    state: str
    version: int


def suggestions_of(reader: Reader, case_id: int, states: tuple[str, ...] = ("open",)) -> tuple[SuggestionLine, ...]:
    """Return a case's suggestions in the given states, those of the newest interview first, in the guide's order."""
    marks = ", ".join("?" * len(states))
    rows = reader.rows(
        "select id, case_id, interview_id, guide, guide_version, question, row, hint, kind, area, responsible, body,"
        " answer, confirm, suggested_on, state, version from plan_suggestion"
        f" where case_id = ? and state in ({marks}) order by interview_id desc, id",
        (case_id, *states),
    )
    return tuple(_line(row) for row in rows)


def _line(row: tuple[Any, ...]) -> SuggestionLine:
    return SuggestionLine._make((*row[:13], bool(row[13]), date.fromisoformat(row[14]), *row[15:]))
