"""Suggestions from interviews, as the plan meets them: what waits, and what stands in a plan by now.

A suggestion is taken while an item of the draft or of a sealed version comes of it, whoever wrote it there or undid it
again: its state follows the plan (`follow_suggestions`). What she does not want is dropped by
`PlanSuggestionRepository.decide`, and stays so.
"""

import json
from datetime import date
from typing import NamedTuple

from rekotui.casework.facts import fitting
from rekotui.casework.guides import in_force
from rekotui.casework.plan_messages import SOURCES
from rekotui.casework.plan_templates import Proposed
from storage.database import Work
from storage.plan_suggestion_reading import SuggestionLine, suggestions_of
from storage.plan_suggestions import OPEN, TAKEN, PlanSuggestionRepository
from storage.reading import Reader

_GOAL = "mal"
_HER_GOAL = "patientens_mal"
_MARK = '"suggestion":'


class Waiting(NamedTuple):
    """A suggestion that waits: what `plan_templates.take_suggestion` takes, the question behind it, and its version.

    `confirm`: it comes of a sensitive answer, and its wording must be confirmed before it stands in a plan.
    """

    proposed: Proposed
    question: str
    answer: str
    confirm: bool
    version: int


def waiting(reader: Reader, case_id: int) -> tuple[Waiting, ...]:
    """Return the suggestions of a case that wait, those of the newest interview first."""
    return tuple(
        Waiting(_proposed(line), line.question, line.answer, line.confirm, line.version)
        for line in suggestions_of(reader, case_id)
    )


def follow_suggestions(work: Work, case_id: int, before: str, after: str, on: date) -> None:
    """Mark suggestions as taken or waiting by a case's draft before and after, as bodies ("" = there is none)."""
    if _MARK not in before and _MARK not in after:
        return
    was, now = _numbers(before), _numbers(after)
    if was == now:
        return
    repository = PlanSuggestionRepository(work)
    kept = now | _sealed(work, case_id)
    states = dict(work.ask("select id, state from plan_suggestion where case_id = ?", (case_id,)))
    for number in sorted(was | now):
        state = TAKEN if number in kept else OPEN
        # One that was dropped and stands in the plan all the same was wanted after all.
        if number in states and states[number] != state and (state == TAKEN or states[number] == TAKEN):
            repository.decide(number, state, on)


def _proposed(line: SuggestionLine) -> Proposed:
    source = SOURCES.get(line.guide, SOURCES[""]).format(day=line.suggested_on)
    said = line.answer if line.kind == _GOAL else ""
    # What the patient wants is said in her own words: they are the line, and not that they are to be used for it.
    text = fitting(" ".join(line.answer.split())) if line.answer and _is_hers(line) else line.body
    return Proposed(line.kind, text, line.responsible, line.area, said, source, line.suggestion_id)


def _is_hers(line: SuggestionLine) -> bool:
    """Tell whether the question is about the patient's own goal (its sökord says so)."""
    guide = in_force().guides.get(line.guide)
    asked = {question.id: question for _section, question in guide.questions()} if guide else {}
    return line.question in asked and asked[line.question].sokord == _HER_GOAL


def _numbers(body: str) -> set[int]:
    items = json.loads(body)["items"] if body else ()
    return {item["suggestion"] for item in items if "suggestion" in item}


def _sealed(work: Work, case_id: int) -> set[int]:
    rows = work.ask(
        "select distinct json_extract(i.value, '$.suggestion') from plan_version v, json_each(v.body, '$.items') i"
        " where v.case_id = ?",
        (case_id,),
    )
    return {number for (number,) in rows if number is not None}
