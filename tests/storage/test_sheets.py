"""Papers before the first talk: noted with day and way, struck but kept, proposed in the talk and no more."""

from datetime import timedelta

import pytest
import sqlcipher3.dbapi2 as driver

from rekotui.base.errors import NothingFoundError, WrongUseError
from rekotui.casework.guide_proposals import FROM_CASE, FROM_PREPARATION
from rekotui.casework.guides import shipped
from rekotui.casework.interview import Place
from rekotui.casework.sheets import states
from rekotui.exchange.known_answers import proposals
from storage.consents import ConsentRepository, NewConsent, Said
from storage.database import Database
from storage.interview_reading import stored_sheet
from storage.interviews import InterviewRepository
from storage.reading import Reader
from storage.sheet_reading import sheet_notes
from storage.sheets import SheetRepository
from storage.vault import Key
from tests.storage.helpers import ON, allow, bare, enter_leave, history_rows, open_case, period

GUIDES = shipped()


def test_a_paper_is_out_until_it_comes_back(database: Database, reader: Reader, key: Key) -> None:
    with database.write() as work:
        case = open_case(work, 0)
        papers = SheetRepository(work)
        papers.note(case, "forberedelse", "sent", "letter", ON - timedelta(days=9), ON)
        papers.note(case, "halsa_arbetsformaga", "sent", "digital", ON - timedelta(days=9), ON)
        papers.note(case, "forberedelse", "received", "handed", ON - timedelta(days=1), ON)
        with pytest.raises(WrongUseError):
            papers.note(case, "forberedelse", "sent", "letter", ON + timedelta(days=1), ON)
        with pytest.raises(WrongUseError):
            papers.note(case, "tarot", "sent", "letter", ON, ON)
    first, second = states(sheet_notes(reader, case.id or 0))
    assert (first.sheet, first.waits, second.sheet, second.waits) == (
        "forberedelse",
        False,
        "halsa_arbetsformaga",
        True,
    )
    with database.write() as work:
        papers = SheetRepository(work)
        with pytest.raises(WrongUseError):
            papers.strike(3, ON, " ")
        papers.strike(3, ON, "Fel patient")
        with pytest.raises(NothingFoundError):
            papers.strike(3, ON, "Igen")
    assert [state.waits for state in states(sheet_notes(reader, case.id or 0))] == [True, True]
    actions = [action for _id, action, entity in history_rows(key) if entity == "sheet_event"]
    assert actions == ["sheet.sent", "sheet.sent", "sheet.received", "sheet.struck"]
    connection = bare(key)
    for sql in ("update sheet_event set way = 'phone'", "delete from sheet_event"):
        with pytest.raises(driver.Error):
            connection.execute(sql)
    connection.close()


def test_only_open_questions_that_nobody_has_looked_at_get_proposals(database: Database, reader: Reader) -> None:
    with database.write() as work:
        case = open_case(work, 0)
        talks = InterviewRepository(work, GUIDES)
        paper = talks.start(case, "forberedelse", ON)
        for _section, question in GUIDES["forberedelse"].questions():
            answer = {"multi": ["other"], "scale_0_10": 4, "choice": "no"}.get(question.type, "ord")
            if question.id == "prep_adjustments":
                answer = ["hours"]
            talks.answer(paper, Place(question.id), answer)
        SheetRepository(work).note(case, "halsa_arbetsformaga", "received", "letter", ON, ON)
        talk = talks.start(case, "kartlaggning", ON)
        talks.skip(talk, Place("talk_expectation"))
        talks.answer(talk, Place("daily_life"), "Mina ord")
    (line,) = reader.cases_by_id([case.id or 0])
    stored = stored_sheet(reader, talk.id or 0, GUIDES)
    assert stored is not None
    known = proposals(reader, line, stored, GUIDES)
    mapped = {question.maps_to for _section, question in GUIDES["forberedelse"].questions() if question.maps_to}
    assert {place.question for place in known} == mapped - {"talk_expectation", "daily_life"} | {"prep_form_received"}
    assert known[Place("prep_form_received")] == ("both", FROM_CASE)
    assert known[Place("body_functions")] == (("other",), FROM_PREPARATION)
    # A proposal is no answer: nothing is counted before it is confirmed.
    assert Place("body_functions") not in stored.sheet.answers


def test_the_notice_starts_from_the_case_and_names_nobody_who_is_protected(database: Database, reader: Reader) -> None:
    with database.write() as work:
        case = open_case(work, 0, values={"employer": "Provbolaget", "physician": "Eva Testdoktor"})
        enter_leave(work, case, period(ON - timedelta(days=40), 60, 50))
        allow(work, case)
        said = Said(ON, way="visit", scope=("contact",), valid_to=ON + timedelta(days=90))
        ConsentRepository(work).give(case, NewConsent("K2"), said, ON)
        talks = InterviewRepository(work, GUIDES)
        talk = talks.start(case, "kartlaggning", ON)
        talks.answer(talk, Place("consent_coordination"), "yes")
        talks.answer(talk, Place("employment"), "employed")
        notice = talks.start(case, "fk_anmalan", ON)
    stored = stored_sheet(reader, notice.id or 0, GUIDES)
    assert stored is not None
    (line,) = reader.cases_by_id([case.id or 0])
    known = {place.question: one.value for place, one in proposals(reader, line, stored, GUIDES).items()}
    assert known["fk_leave"] == "Sjukskriven från 2026-10-13, intyg till 2026-12-11, 50 procent"
    assert known["fk_occupation"] == "employed"
    assert (known["fk_consent_date"], known["fk_employer"]) == (ON.isoformat(), "Provbolaget")
    assert known["fk_patient"] == f"Provsson, Utkast, {line.personnummer}"
    protected = proposals(reader, line._replace(protected=True), stored, GUIDES)
    assert {"fk_patient", "fk_employer"}.isdisjoint(place.question for place in protected)
