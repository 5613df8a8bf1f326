"""Every guide can be begun, filled in from beginning to end, closed and read, of a case or of the desk."""

from datetime import date, timedelta

import pytest

from rekotui.base.errors import RefusedError
from rekotui.casework.guide import DESK_KINDS, Guide, Question
from rekotui.casework.guides import shipped
from rekotui.casework.interview import Place, lacking, progress, visible
from rekotui.casework.interview_summary import by_section
from rekotui.exchange.interview_record import BY_SECTION, interview_text
from storage.consents import ConsentRepository, NewConsent, Said
from storage.database import Database
from storage.drafts import DraftRepository
from storage.interview_reading import draft_place, drafts_of, newest, stored_sheet
from storage.interviews import InterviewRepository
from storage.reading import Reader
from tests.storage.helpers import ON, allow, open_case

GUIDES = shipped()
WISHED = {"call_reached": "talked", "fk_occupation": "employed", "ext_recipients": ["fk", "af"]}


def an_answer(question: Question) -> object:
    """Return something that the question takes: the first option, a word, a day, a number."""
    if question.id in WISHED:
        return WISHED[question.id]
    match question.type:
        case "choice":
            return question.options[0].id
        case "multi":
            return [question.options[0].id]
        case "yes_no":
            return "yes"
        case "date":
            return "2026-12-01"
        case "scale_0_10" | "number":
            return question.least or 5
        case _:
            return f"svar på {question.id}"


def fill_in(talks: InterviewRepository, guide: Guide, case: object, on: date = ON) -> int:
    """Begin a guide, add a row to what can have more, answer whatever is asked, and close it."""
    talk = talks.start(case, guide.id, on)  # type: ignore[arg-type]
    for section in guide.sections:
        if section.repeat:
            talks.add_row(talk, section.id)
    while fresh := [one for one in visible(talks.sheet(talk)) if one.answer.state == "unseen"]:
        for one in fresh:
            talks.answer(talk, one.place, an_answer(one.question))
    talks.close(talk, on)
    return talk.id or 0


def test_each_guide_can_be_filled_in_and_read(database: Database, reader: Reader) -> None:
    with database.write() as work:
        case = open_case(work, 0)
        allow(work, case, "arbetsgivare", "forsakringskassan")
        said = Said(ON, way="visit", scope=("contact",), valid_to=ON + timedelta(days=90))
        ConsentRepository(work).give(case, NewConsent("K2"), said, ON)
        talks = InterviewRepository(work, GUIDES)
        made = {
            guide.id: fill_in(talks, guide, None if guide.kind in DESK_KINDS else case)
            for guide in GUIDES.guides.values()
        }
    assert len(made) == 10
    (line,) = reader.cases_by_id([case.id or 0])
    for guide in GUIDES.guides.values():
        stored = stored_sheet(reader, made[guide.id], GUIDES)
        assert stored is not None
        assert not lacking(stored.sheet)
        assert progress(stored.sheet).done == progress(stored.sheet).asked
        told = {one.place for part in by_section(stored.sheet).parts for one in part.lines}
        assert len(told) > 3
        of_desk = guide.kind in DESK_KINDS
        found = newest(reader, None if of_desk else case.id, guide.id)
        assert found is not None
        assert (found.interview_id, found.closed_on) == (made[guide.id], ON)
        about = None if of_desk else line
        text = interview_text(reader, about, GUIDES, guide.id, BY_SECTION, sensitive=False, protected=False)
        assert text is not None
        assert text.line.guide == guide.id


def test_a_removed_row_takes_what_was_typed_there_with_it(database: Database, reader: Reader) -> None:
    with database.write() as work:
        case = open_case(work, 0)
        allow(work, case, "arbetsgivare")
        talks = InterviewRepository(work, GUIDES)
        talk = talks.start(case, "flerpartsmote", ON)
        row = talks.add_row(talk, "deltagare")
        DraftRepository(work).keep(draft_place(talk.id or 0, Place("part_name", row)), "Halva nam", case.id)
        talks.remove_row(talk, "deltagare", row)
    assert not drafts_of(reader, talk.id or 0)


@pytest.mark.parametrize("guide", ["arbetsgivarsamtal", "flerpartsmote", "fk_anmalan", "planuppfoljning"])
def test_what_a_guide_requires_must_hold(database: Database, guide: str) -> None:
    with pytest.raises(RefusedError, match="Det här saknas"), database.write() as work:
        InterviewRepository(work, GUIDES).start(open_case(work, 0), guide, ON)
