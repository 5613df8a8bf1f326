"""Closing an interview: all of what was chosen or nothing, each thing once, and nothing over what is known."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from rekotui.base.errors import BusyError
from rekotui.casework.guides import shipped
from rekotui.casework.interview import Place
from rekotui.casework.interview_outcome import Effect
from storage.consents import ConsentRepository, Said
from storage.database import Database
from storage.drafts import DraftRepository
from storage.interview_outcome import Carried, OutcomeRepository
from storage.interview_reading import draft_place, stored_sheet
from storage.interviews import IncompleteError, InterviewRepository
from storage.outcome_reading import Chosen, proposal
from storage.plan_suggestion_reading import suggestions_of
from storage.plan_suggestions import DROPPED, OPEN, TAKEN, PlanSuggestionRepository
from storage.reading import Reader
from storage.vault import Key
from tests.storage.helpers import ON, bare, open_case

GUIDES = shipped()
SAID = {
    "referral_source": "physician", "referral_question": "Prognosen?", "leave_status": "full",
    "consent_coordination": "yes", "daily_life": "Sover dåligt.", "health_story": "Ryggen.", "acute_concern": "no",
    "employment": "employed", "occupation": "Kock på Provköket, 4 år", "fk_application": "sent",
    "life_events": "KÄNSLIGT", "barriers_main": "Tempot.", "resources_main": "Systern.", "violence_private": "yes",
    "violence_experience": "past", "goal_long": "Heltid.", "goal_first_step": "Ringa.", "summary_shared": "Kort.",
    "need_level": "none", "feedback_team": "Sömnen.", "agreed_steps": "Ringa.", "economy_worry": 8,
}  # fmt: skip


def begun(database: Database, said: Mapping[str, object] = SAID, **values: object) -> int:
    with database.write() as work:
        talks = InterviewRepository(work, GUIDES)
        talk = talks.start(open_case(work, 0, status="Aktiv", values=values), "kartlaggning", ON)
        for name, value in said.items():
            talks.answer(talk, Place(name), value)
        return talk.id or 0


def proposed(reader: Reader, talk: int) -> dict[str, Effect]:
    stored = stored_sheet(reader, talk, GUIDES)
    assert stored is not None
    return {each.key: each for each in proposal(reader.rows, stored.line, stored, ON).effects}


def chosen(effects: dict[str, Effect], *without: str, **values: str) -> list[Chosen]:
    return [
        Chosen(each.key, each.name, each.before, values.get(each.name, each.value))
        for each in effects.values()
        if each.ticked and each.key not in without
    ]


def close(database: Database, talk: int, choice: list[Chosen]) -> Carried:
    with database.write() as work:
        return OutcomeRepository(work).close(InterviewRepository(work, GUIDES).get(talk), choice, ON)


def counted(key: Key, *tables: str) -> list[int]:
    connection = bare(key)
    try:
        return [connection.execute(f"select count(*) from {table}").fetchone()[0] for table in tables]
    finally:
        connection.close()


def test_all_lands_where_it_belongs(database: Database, reader: Reader, key: Key) -> None:
    talk = begun(database)
    close(database, talk, chosen(proposed(reader, talk), way="phone"))
    (case,) = reader.cases_by_id([1])
    assert (case.occupation, case.employer, case.referred_by) == ("Kock", "Provköket", "Sjukskrivande läkare")
    assert (case.consent_asked, case.consent_asked_on, case.status) == ("yes", ON, "Aktiv")
    connection = bare(key)
    assert connection.execute("select event, way, note from consent_event").fetchall() == [
        ("given", "visit", "Sagt i kartläggningssamtalet.")
    ]
    assert connection.execute("select group_said, applied, applied_said_on from case_fact").fetchall() == [
        ("employed", "yes", ON.isoformat())
    ]
    due = (ON + timedelta(days=8)).isoformat()  # a week later is a Sunday
    assert connection.execute("select reason, due_on, origin, origin_id from follow_up").fetchall() == [
        ("doctor", due, "interview", talk)
    ]
    connection.close()
    kept = {line.question: line for line in suggestions_of(reader, 1)}
    assert kept["daily_life"].answer == "Sover dåligt."
    assert (kept["economy_worry"].confirm, kept["economy_worry"].answer) == (True, "")
    assert "violence_experience" not in kept
    assert not any("KÄNSLIGT" in line.answer + line.body for line in kept.values())
    stored = stored_sheet(reader, talk, GUIDES)
    assert stored is not None
    assert stored.line.closed_on == ON


def test_closing_again_doubles_nothing(database: Database, reader: Reader, key: Key) -> None:
    talk = begun(database)
    close(database, talk, chosen(proposed(reader, talk)))
    tables = ("consent", "consent_event", "follow_up", "plan_suggestion", "status_change")
    before = counted(key, *tables)
    for _time in range(2):
        with database.write() as work:
            talks = InterviewRepository(work, GUIDES)
            talks.reopen(talks.get(talk))
        assert proposed(reader, talk) == {}
        close(database, talk, [])
    assert counted(key, *tables) == before


def test_what_is_unticked_is_not_written_and_not_asked_for_again(database: Database, reader: Reader) -> None:
    talk = begun(database)
    effects = proposed(reader, talk)
    close(database, talk, chosen(effects, "plan:daily_life:0:0", "fact:employer", "consent:"))
    (case,) = reader.cases_by_id([1])
    assert (case.employer, case.consent_asked) == ("", "")
    assert [line.question for line in suggestions_of(reader, 1, (DROPPED,))] == ["daily_life"]
    # A fact or a consent is still missing, and is offered again; a suggestion has been decided.
    assert set(proposed(reader, talk)) == {"consent:", "fact:employer"}


def test_a_changed_answer_ends_a_suggestion_that_waits_but_not_one_that_was_taken(
    database: Database, reader: Reader
) -> None:
    talk = begun(database)
    close(database, talk, chosen(proposed(reader, talk)))
    lines = {line.question: line for line in suggestions_of(reader, 1)}
    with database.write() as work:
        kept, talks = PlanSuggestionRepository(work), InterviewRepository(work, GUIDES)
        kept.decide(lines["daily_life"].suggestion_id, TAKEN, ON, lines["daily_life"].version)
        with pytest.raises(BusyError):
            kept.decide(lines["daily_life"].suggestion_id, DROPPED, ON, lines["daily_life"].version)
        talks.reopen(talks.get(talk))
        talks.decline(talks.get(talk), Place("daily_life"))
        talks.decline(talks.get(talk), Place("barriers_main"))
    effects = proposed(reader, talk)
    assert set(effects) == {"plan:barriers_main:0:0"}
    close(database, talk, chosen(effects))
    assert [line.question for line in suggestions_of(reader, 1, (TAKEN,))] == ["daily_life"]
    assert "barriers_main" not in [line.question for line in suggestions_of(reader, 1)]
    with database.write() as work:
        talks = InterviewRepository(work, GUIDES)
        talks.reopen(talks.get(talk))
        talks.answer(talks.get(talk), Place("barriers_main"), "Bullret.")
    close(database, talk, chosen(proposed(reader, talk)))
    again = {line.question: line for line in suggestions_of(reader, 1, (OPEN,))}
    assert again["barriers_main"].answer == "Bullret."
    assert again["barriers_main"].suggestion_id == lines["barriers_main"].suggestion_id


def test_a_no_is_noted_and_closes_the_case_where_she_wants_it(database: Database, reader: Reader, key: Key) -> None:
    said = {"referral_source": "team", "leave_status": "full", "consent_coordination": "no", "agreed_steps": "Inget."}
    talk = begun(database, said)
    close(database, talk, chosen(proposed(reader, talk)))
    (case,) = reader.cases_by_id([1])
    assert (case.consent_asked, case.status) == ("no", "Avböjt")
    assert counted(key, "plan_suggestion") == [0]


def test_a_no_after_a_yes_is_a_withdrawal(database: Database, reader: Reader) -> None:
    talk = begun(database)
    close(database, talk, chosen(proposed(reader, talk)))
    with database.write() as work:
        talks = InterviewRepository(work, GUIDES)
        talks.reopen(talks.get(talk))
        talks.answer(talks.get(talk), Place("consent_coordination"), "no")
    effects = proposed(reader, talk)
    assert (effects["consent:"].name, effects["status:status"].value) == ("withdrawn", "Avslutad")
    assert close(database, talk, chosen(effects)).withdrawn == 1
    with database.write() as work:
        talks = InterviewRepository(work, GUIDES)
        talks.reopen(talks.get(talk))
    assert "consent:" not in proposed(reader, talk)


def test_a_withdrawal_after_the_talk_is_not_undone_by_closing_again(database: Database, reader: Reader) -> None:
    talk = begun(database)
    close(database, talk, chosen(proposed(reader, talk)))
    with database.write() as work:
        ConsentRepository(work).withdraw(1, Said(ON, "23:59", "phone"), ON)
        talks = InterviewRepository(work, GUIDES)
        talks.reopen(talks.get(talk))
    assert "consent:" not in proposed(reader, talk)
    stored = stored_sheet(reader, talk, GUIDES)
    assert stored is not None
    assert proposal(reader.rows, stored.line, stored, ON).differs


def test_what_changed_meanwhile_is_not_written_over(database: Database, reader: Reader, key: Key) -> None:
    talk = begun(database)
    effects = proposed(reader, talk)
    with database.write() as work:
        from storage.cases import CaseRepository

        cases = CaseRepository(work)
        cases.change_facts(cases.get(1), {"employer": "En annan"})
    before = counted(key, "history", "consent", "plan_suggestion")
    with pytest.raises(BusyError):
        close(database, talk, chosen(effects))
    assert counted(key, "history", "consent", "plan_suggestion") == before


def test_an_unfinished_interview_leaves_nothing(database: Database, reader: Reader, key: Key) -> None:
    talk = begun(database, {"consent_coordination": "yes"})
    with pytest.raises(IncompleteError):
        close(database, talk, chosen(proposed(reader, talk)))
    assert counted(key, "consent") == [0]


def test_leaving_writes_the_answer_about_coordination_alone(database: Database, reader: Reader, key: Key) -> None:
    talk = begun(database)
    with database.write() as work:
        choice = chosen({key_: each for key_, each in proposed(reader, talk).items() if key_ == "consent:"})
        OutcomeRepository(work).consent(InterviewRepository(work, GUIDES).get(talk), choice, ON)
    assert counted(key, "consent", "follow_up", "plan_suggestion") == [1, 0, 0]
    assert "consent:" not in proposed(reader, talk)
    close(database, talk, chosen(proposed(reader, talk)))
    assert counted(key, "consent") == [1]


def test_what_was_typed_and_never_left_is_gone_after_closing(database: Database, reader: Reader, key: Key) -> None:
    talk = begun(database)
    with database.write() as work:
        DraftRepository(work).keep(draft_place(talk, Place("next_contact_date")), "i morgon", 1)
    close(database, talk, chosen(proposed(reader, talk)))
    assert counted(key, "draft") == [0]


def test_voiding_lets_go_of_everything_that_was_typed_beside_it_and_of_no_other(database: Database, key: Key) -> None:
    talk = begun(database)
    with database.write() as work:
        for place in ("at:1", "text:1", "outcome:1", "outcome:1:fact:employer", "text:11"):
            DraftRepository(work).keep(f"interview-{place}", "ord", 1)
        talks = InterviewRepository(work, GUIDES)
        talks.void(talks.get(talk), ON, "Fel patient")
    connection = bare(key)
    assert connection.execute("select place from draft").fetchall() == [("interview-text:11",)]
    connection.close()


def test_the_history_tells_how_much_and_nothing_of_what(database: Database, reader: Reader, key: Key) -> None:
    talk = begun(database)
    close(database, talk, chosen(proposed(reader, talk)))
    connection = bare(key)
    (body,) = connection.execute(
        "select p.body from history h join history_payload p on p.id = h.id where h.action = 'interview.transferred'"
    ).fetchone()
    connection.close()
    assert "Kock" not in body
    assert "economy_worry" not in body
