"""Guides in the vault: begun, answered, closed and reopened; nothing lost, nothing written over, nothing let out."""

import json
from collections.abc import Iterator
from datetime import timedelta
from random import Random

import pytest
import sqlcipher3.dbapi2 as driver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rekotui.base.errors import BusyError, NothingFoundError, RefusedError, WrongUseError
from rekotui.casework.guide import PROTECTED
from rekotui.casework.guides import shipped
from rekotui.casework.interview import (
    ANSWERED,
    CORE,
    DECLINED,
    SKIPPED,
    UNSEEN,
    Answer,
    Place,
    asked,
    progress,
)
from storage.consents import ConsentRepository, Said
from storage.database import Database, Work
from storage.drafts import DraftRepository
from storage.interview_models import Interview
from storage.interview_reading import (
    NOTE,
    draft_place,
    drafts_of,
    interviews_of,
    latest,
    open_one,
    stored_sheet,
)
from storage.interviews import IncompleteError, InterviewRepository
from storage.journal_marks import INTERVIEW
from storage.journaled import mark_journaled
from storage.models import Case
from storage.reading import Reader
from storage.search import find
from storage.vault import Key
from tests.casework.guide_sheets import MARKER, NAMES, any_sheet
from tests.storage.helpers import ON, allow, bare, open_case

GUIDES = shipped()
LATER = ON + timedelta(days=30)
ROOT = Place("consent_coordination")


def begun(database: Database, guide: str = "kartlaggning") -> int:
    with database.write() as work:
        return InterviewRepository(work, GUIDES).start(open_case(work, 0), guide, ON).id or 0


def repository(work: Work) -> tuple[InterviewRepository, Interview]:
    talks = InterviewRepository(work, GUIDES)
    return talks, talks.get(1)


def actions(key: Key) -> list[tuple[str, object]]:
    connection = bare(key)
    rows = connection.execute(
        "select h.action, p.body from history h join history_payload p on p.id = h.id where h.entity = 'interview'"
        " order by h.id"
    ).fetchall()
    connection.close()
    return [(action, json.loads(body)) for action, body in rows]


def test_an_answer_is_kept_with_its_history(database: Database, reader: Reader, key: Key) -> None:
    begun(database)
    with database.write() as work:
        talks, talk = repository(work)
        assert talks.answer(talk, ROOT, "yes", seen=0) == 1
        assert talks.answer(talk, ROOT, "yes", seen=1) == 1  # Nothing changed: nothing is written.
        assert talks.answer(talk, Place("body_functions"), ["pain", "sleep"]) == 1
        assert talks.note(talk, ROOT, " Ville veta mer. ") == 2
        assert talks.skip(talk, Place("daily_life")) == 1
        assert talks.decline(talk, Place("household")) == 1
    stored = stored_sheet(reader, 1, GUIDES)
    assert stored is not None
    assert stored.sheet.answers == {
        ROOT: Answer(ANSWERED, "yes", "Ville veta mer."),
        Place("body_functions"): Answer(ANSWERED, ("sleep", "pain")),
        Place("daily_life"): Answer(SKIPPED),
        Place("household"): Answer(DECLINED),
    }
    assert stored.versions[ROOT] == 2
    assert stored.saved_at == max(stored.changed_at.values())
    assert not stored.other_words
    assert [action for action, _payload in actions(key)] == ["interview.started"] + ["interview.answered"] * 5
    assert actions(key)[2][1] == {
        "question": "body_functions",
        "row": 0,
        "state": "answered",
        "value": ["sleep", "pain"],
        "note": "",
    }


def test_an_answer_may_be_taken_back_and_keeps_its_note(database: Database, reader: Reader) -> None:
    begun(database)
    with database.write() as work:
        talks, talk = repository(work)
        talks.answer(talk, ROOT, "yes")
        talks.note(talk, ROOT, "Tveksam")
        talks.clear(talk, ROOT)
    stored = stored_sheet(reader, 1, GUIDES)
    assert stored is not None
    assert stored.sheet.answer(ROOT) == Answer(UNSEEN, None, "Tveksam")
    assert progress(stored.sheet).answered == 0


def test_two_windows_never_write_over_each_other(database: Database) -> None:
    begun(database)
    with database.write() as work:
        talks, talk = repository(work)
        talks.answer(talk, ROOT, "yes", seen=0)
    with database.write() as work:
        talks, talk = repository(work)
        with pytest.raises(BusyError):
            talks.answer(talk, ROOT, "no", seen=0)
        talks.answer(talk, ROOT, "limited", seen=1)
        # Another question is another matter.
        talks.answer(talk, Place("leave_status"), "full", seen=0)
        with pytest.raises(BusyError):
            talks.get(1, version=7)


def test_closing_is_refused_with_what_is_missing(database: Database, reader: Reader) -> None:
    begun(database)
    with database.write() as work:
        talks, talk = repository(work)
        talks.answer(talk, ROOT, "no")
        talks.answer(talk, Place("leave_status"), "full")
        with pytest.raises(IncompleteError) as refused:
            talks.close(talk, ON)
        assert refused.value.exit_code == 5
        assert [one.question.id for one in refused.value.lacking if one.question] == [
            "referral_source",
            "agreed_steps",
        ]
        talks.decline(talk, Place("referral_source"))
        talks.answer(talk, Place("agreed_steps"), "Hör av sig vid behov.")
        assert talks.close(talk, LATER) == ()
    line = latest(reader, 1)
    assert line is not None
    assert (line.closed_on, line.answered, line.is_open) == (LATER, 3, False)
    assert open_one(reader, 1) is None
    with database.write() as work:
        talks, talk = repository(work)
        for write in (
            lambda: talks.answer(talk, ROOT, "yes"),
            lambda: talks.note(talk, ROOT, "x"),
            lambda: talks.close(talk, ON),
            lambda: talks.set_form(talk, CORE),
            lambda: talks.add_row(talk, "arbete"),
        ):
            with pytest.raises(WrongUseError, match="avslutad"):
                write()
        talks.reopen(talk)
        talks.answer(talk, ROOT, "yes")
        with pytest.raises(WrongUseError):
            talks.reopen(talk)
    assert open_one(reader, 1) is not None


def test_closing_says_what_it_grants(database: Database) -> None:
    with database.write() as work:
        talks = InterviewRepository(work, GUIDES)
        talk = talks.start(open_case(work, 0), "kartlaggning", ON, CORE)
        talks.answer(talk, ROOT, "yes")
        for turn in range(200):
            try:
                assert talks.close(talk, ON) == (("samtycke_koordinering", ""),)
                break
            except IncompleteError as missing:
                assert turn < 199
                question = missing.lacking[0].question
                assert question is not None
                talks.decline(talk, Place(question.id, missing.lacking[0].row))


def test_voiding_keeps_all_and_lets_go_of_what_was_typed(database: Database, reader: Reader, key: Key) -> None:
    begun(database)
    with database.write() as work:
        talks, talk = repository(work)
        talks.answer(talk, ROOT, "yes")
        DraftRepository(work).keep(draft_place(1, Place("daily_life")), "Vaknar", 1)
        DraftRepository(work).keep(draft_place(12, Place("daily_life")), "En annan", 1)
        with pytest.raises(WrongUseError):
            talks.void(talk, ON, " ")
        talks.void(talk, ON, "Fel patient")
    assert drafts_of(reader, 1) == {}
    assert drafts_of(reader, 12) != {}
    assert latest(reader, 1) is None
    (line,) = interviews_of(reader, 1)
    assert (line.voided_on, line.void_reason, line.answered) == (ON, "Fel patient", 1)
    with database.write() as work:
        talks, talk = repository(work)
        for write in (
            lambda: talks.answer(talk, ROOT, "no"),
            lambda: talks.reopen(talk),
            lambda: talks.void(talk, ON, "x"),
        ):
            with pytest.raises(WrongUseError, match="felregistrerad"):
                write()
    connection = bare(key)
    for table in ("interview", "interview_answer"):
        with pytest.raises(driver.IntegrityError):
            connection.execute(f"delete from {table}")
    connection.close()


def test_what_is_typed_waits_until_it_is_left(database: Database, reader: Reader, key: Key) -> None:
    begun(database)
    place = Place("daily_life")
    with database.write() as work:
        DraftRepository(work).keep(draft_place(1, place), "Vaknar åtta", 1)
        DraftRepository(work).keep(draft_place(1, place, NOTE), "Trött", 1)
    assert drafts_of(reader, 1) == {(place, "value"): "Vaknar åtta", (place, "note"): "Trött"}
    assert len(actions(key)) == 1
    with database.write() as work:
        talks, talk = repository(work)
        talks.answer(talk, place, "Vaknar åtta, äter")
    assert drafts_of(reader, 1) == {(place, "note"): "Trött"}
    with database.write() as work:
        talks, talk = repository(work)
        talks.note(talk, place, "Trött")
    assert drafts_of(reader, 1) == {}


def test_rows_come_and_go_and_no_number_is_used_again(database: Database, reader: Reader) -> None:
    with database.write() as work:
        case = open_case(work, 0)
        allow(work, case, "arbetsgivare")
        talks = InterviewRepository(work, GUIDES)
        meeting = talks.start(case, "flerpartsmote", ON)
        assert talks.sheet(meeting).rows == {"deltagare": (1, 2), "overenskommelser": (1,)}
        talks.answer(meeting, Place("part_consent", 2), "missing")
        assert talks.add_row(meeting, "deltagare") == 3
        talks.remove_row(meeting, "deltagare", 2)
        talks.remove_row(meeting, "deltagare", 3)
        assert talks.add_row(meeting, "deltagare") == 4
        for place in (
            Place("part_consent", 2),
            Place("part_consent", 0),
            Place("part_consent", 9),
            Place("mtg_length", 1),
        ):
            with pytest.raises(WrongUseError, match="finns inte i guiden"):
                talks.skip(meeting, place)
        with pytest.raises(WrongUseError):
            talks.remove_row(meeting, "deltagare", 3)
        for _more in range(8):
            talks.add_row(meeting, "deltagare")
        with pytest.raises(WrongUseError, match="Högst 10"):
            talks.add_row(meeting, "deltagare")
        for name in ("avslut", "nowhere"):
            with pytest.raises(WrongUseError):
                talks.add_row(meeting, name)
    stored = stored_sheet(reader, 1, GUIDES)
    assert stored is not None
    assert stored.sheet.rows["deltagare"][:3] == (1, 4, 5)
    # The answer of the row that went is kept, and is nowhere.
    assert stored.sheet.answer(Place("part_consent", 2)).value == "missing"
    assert Place("part_consent", 2) not in {one.place for one in asked(stored.sheet)}


def test_a_guide_asks_for_its_consents(database: Database) -> None:
    with database.write() as work:
        case = open_case(work, 0)
        talks = InterviewRepository(work, GUIDES)
        with pytest.raises(RefusedError) as refused:
            talks.start(case, "arbetsgivarsamtal", ON)
        assert "Patienten har sagt ja till koordineringsinsatser; Gällande samtycke" in str(refused.value)
        k1, k3 = allow(work, case, "arbetsgivare", until=ON + timedelta(days=10))
        assert talks.start(case, "arbetsgivarsamtal", ON + timedelta(days=10)).id
        for day in (ON + timedelta(days=11), ON - timedelta(days=1)):
            with pytest.raises(RefusedError):
                talks.start(case, "arbetsgivarsamtal", day)
        ConsentRepository(work).withdraw(k3, Said(ON, "10:00", way="phone"), ON)
        assert talks.start(case, "arbetsgivarsamtal", ON, clock="09:59").id
        for clock in ("10:00", ""):
            with pytest.raises(RefusedError):
                talks.start(case, "arbetsgivarsamtal", ON, clock=clock)
        assert talks.start(case, "planuppfoljning", ON).id
        ConsentRepository(work).withdraw(k1, Said(ON, way="phone"), ON)
        with pytest.raises(RefusedError):
            talks.start(case, "planuppfoljning", ON)
        # The interview itself asks for it.
        assert talks.start(case, "kartlaggning", ON).id


def test_what_is_about_a_patient_needs_one(database: Database) -> None:
    with database.write() as work:
        talks = InterviewRepository(work, GUIDES)
        assert talks.start(None, "checklista_ny_reko", ON).case_id is None
        with pytest.raises(WrongUseError):
            talks.start(None, "kartlaggning", ON)
        with pytest.raises(WrongUseError, match="ingen guide"):
            talks.start(None, "tarot", ON)
        with pytest.raises(NothingFoundError):
            talks.get(99)


def test_refuses_what_the_question_does_not_take(database: Database) -> None:
    begun(database)
    with database.write() as work:
        talks, talk = repository(work)
        with pytest.raises(WrongUseError):
            talks.answer(talk, ROOT, "perhaps")
        with pytest.raises(WrongUseError):
            talks.answer(talk, Place("fu_consent"), "yes")
        assert talks.sheet(talk).answers == {}


def test_it_may_be_marked_as_entered_in_the_record(database: Database, reader: Reader) -> None:
    begun(database)
    with database.write() as work:
        mark_journaled(work, INTERVIEW, 1, ON)
    line = latest(reader, 1)
    assert line is not None
    assert line.journaled_on == ON


def test_interviews_are_told_apart_and_the_newest_comes_first(database: Database, reader: Reader) -> None:
    begun(database)
    with database.write() as work:
        case, talks = work.session.get_one(Case, 1), InterviewRepository(work, GUIDES)
        second = talks.start(case, "kartlaggning", LATER)
        talks.start(case, "samtycke", LATER)
        talks.answer(second, ROOT, "no")
    assert [line.interview_id for line in interviews_of(reader, 1, "kartlaggning")] == [2, 1]
    assert [line.interview_id for line in interviews_of(reader, 1)] == [3, 2, 1]
    first = stored_sheet(reader, 1, GUIDES)
    assert first is not None
    assert first.sheet.answers == {}
    assert stored_sheet(reader, 99, GUIDES) is None


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, template: Key) -> Iterator[tuple[Database, Key]]:
    from tests.storage.conftest import copied

    key = copied(template, str(tmp_path_factory.mktemp("shared") / "vault"))
    database = Database(key.folder, key.dek)
    with database.write() as work:
        case = open_case(work, 0)
        parties = ("arbetsgivare", "forsakringskassan", "arbetsformedlingen", "kommun", "vardgivare")
        allow(work, case, *parties)
        log = ConsentRepository(work)
        from storage.consents import NewConsent

        log.give(case, NewConsent("K2"), Said(ON, way="visit", valid_to=LATER, scope=("contact",)), ON)
    yield database, key
    database.close()


@given(st.sampled_from(NAMES), st.integers(0, 1 << 32), st.integers(0, 1 << 32))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sheet_comes_back_as_it_was(shared: tuple[Database, Key], name: str, seed: int, order: int) -> None:
    database, key = shared
    wanted = any_sheet(GUIDES[name], Random(seed))
    with database.write() as work:
        talks = InterviewRepository(work, GUIDES)
        talk = talks.start(work.session.get_one(Case, 1), name, ON, wanted.form)
        for section in wanted.guide.sections:
            if section.repeat:
                while len(talks.sheet(talk).rows.get(section.id, ())) < len(wanted.rows[section.id]):
                    talks.add_row(talk, section.id)
                for row in talks.sheet(talk).rows.get(section.id, ())[len(wanted.rows[section.id]) :]:
                    talks.remove_row(talk, section.id, row)
        places = list(wanted.answers)
        Random(order).shuffle(places)
        for place in places:
            answer = wanted.answers[place]
            talks.note(talk, place, answer.note)
            match answer.state:
                case "answered":
                    talks.answer(talk, place, answer.value)
                case "declined":
                    talks.decline(talk, place)
                case "skipped":
                    talks.skip(talk, place)
    expected = {
        place: one if one.state == ANSWERED else one._replace(value=None)
        for place, one in wanted.answers.items()
        if one.state != UNSEEN or one.note
    }
    with Reader(key.folder, key.dek) as reader:
        stored = stored_sheet(reader, talk.id or 0, GUIDES)
    assert stored is not None
    assert stored.sheet.answers == expected
    assert {name: rows for name, rows in stored.sheet.rows.items() if rows} == {
        name: rows for name, rows in wanted.rows.items() if rows
    }
    assert [one.place for one in asked(stored.sheet)] == [one.place for one in asked(wanted)]


def test_no_answer_is_in_any_search_index_and_protected_ones_only_where_they_belong(
    database: Database, reader: Reader, key: Key
) -> None:
    begun(database)
    chance = Random(1)
    wanted = any_sheet(GUIDES["kartlaggning"], chance)
    with database.write() as work:
        talks, talk = repository(work)
        for _section, question in wanted.guide.questions():
            place = Place(question.id)
            if question.type == "text":
                talks.answer(talk, place, f"{MARKER} svar")
            talks.note(talk, place, f"{MARKER} anteckning")
    assert find(reader, MARKER).total == 0
    connection = bare(key)
    tables = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")]
    holding = set()
    for table in tables:
        rows = connection.execute(f'select * from "{table}"').fetchall()
        if any(MARKER in str(value) for row in rows for value in row):
            holding.add(table)
    connection.close()
    assert holding == {"interview_answer", "history_payload"}
    assert any(question.protection == PROTECTED for _section, question in wanted.guide.questions())
