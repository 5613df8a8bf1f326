"""The demo's daily work: it holds together, and makes a morning that one can believe."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rekotui.casework import contact as codes
from rekotui.casework.facts import CONSENT_ANSWERS
from rekotui.casework.signal import TODAY as FOR_TODAY
from rekotui.casework.signal import URGENT
from rekotui.exchange.demo import daily_messages as messages
from rekotui.exchange.demo.case import DemoCase
from rekotui.exchange.demo.caseload import caseload
from rekotui.exchange.demo.fill import fill
from rekotui.exchange.demo.recipe import LEADING, OPEN_WORDS
from storage import vault
from storage.case_facts import FIELDS
from storage.database import Database
from storage.query import CaseQuery
from storage.reading import Reader
from storage.signal_basis import is_current
from storage.signal_reading import of_desk
from storage.work_reading import open_follow_ups

ON = date(2026, 11, 25)
DEFAULT = 118


def made(folder: Path, cases: int, on: date) -> Reader:
    key = vault.create_demo(str(folder))
    database = Database(key.folder, key.dek, demo=True)
    fill(database, cases, 1, on)
    database.close()
    return Reader(key.folder, key.dek)


def signals(reader: Reader) -> list[tuple[object, ...]]:
    """Everything of every signal but where it is stored."""
    rows = reader.rows("select case_id, rule, key, stage, starts_on, ends_on, due_on, title, text from signal")
    return sorted((tuple(row) for row in rows), key=repr)


@pytest.mark.parametrize("on", [ON, date(2026, 11, 28)], ids=["a Wednesday", "a Saturday"])
def test_the_day_is_mixed_and_not_too_long(tmp_path: Path, on: date) -> None:
    with made(tmp_path / "demo", DEFAULT, on) as reader:
        groups = dict(reader.urgencies(CaseQuery(on=on, view="today")))
        assert 5 <= groups[URGENT] + groups[FOR_TODAY] <= 12
        assert len(groups) == 4
        promises = open_follow_ups(reader)
        assert sum(each.line.due_on < on for each in promises) >= 3
        assert {"arbetsgivare", "forsakringskassan", "lakare", ""} <= {each.line.party for each in promises}
        assert "doctor" in {each.line.reason for each in promises}
        assert reader.rows("select count(*) from trial_work")[0][0] >= 1
        assert is_current(reader.connection)
        assert [signal.rule for signal in of_desk(reader, on)] == []


def test_the_same_demo_has_the_same_signals_whenever_it_is_made(tmp_path: Path) -> None:
    with made(tmp_path / "a", 25, ON) as first, made(tmp_path / "b", 25, ON) as second:
        assert signals(first) == signals(second)
        assert len(signals(first)) > 25
    shutil.rmtree(tmp_path / "b")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 60), st.integers(0, 10**6), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_every_case_holds_together(cases: int, seed: int, today: date) -> None:
    for case in caseload(cases, seed, today):
        check_consent(case, today)
        check_contacts(case, today)
        check_promises(case, today)
        check_facts(case, today)


def check_consent(case: DemoCase, today: date) -> None:
    daily = case.daily
    assert daily.consent in CONSENT_ANSWERS
    assert (daily.consent == "") == (daily.consent_on is None)
    assert daily.consent_on is None or case.opened_on <= daily.consent_on <= today
    assert daily.rests_until is None or daily.rests_until > today


def check_contacts(case: DemoCase, today: date) -> None:
    contacts = case.daily.contacts
    days = [contact.on for contact in contacts]
    assert days == sorted(days)
    assert bool(contacts) == (case.status_changes[-1].word in OPEN_WORDS and bool(case.daily.consent))
    for contact in contacts:
        for kind, code in (("channels", contact.channel), ("outcomes", contact.outcome), ("parties", contact.party)):
            assert codes.check_code(kind, code, kind) == code
        assert (contact.on > today) == (contact.outcome == codes.BOOKED)
        assert contact.on.weekday() < 5 or contact.on == today or contact.on == case.daily.consent_on
        assert contact.on >= (case.daily.consent_on or case.opened_on)
        # Without a consent to talk about her, the employer is met together with the patient.
        assert contact.party != "arbetsgivare" or contact.with_patient


def check_promises(case: DemoCase, today: date) -> None:
    for promise in case.daily.follow_ups:
        assert codes.check_code("reasons", promise.reason, "") == promise.reason
        assert not promise.party or codes.check_code("parties", promise.party, "") == promise.party
        assert case.opened_on <= promise.made_on <= min(today, promise.due_on)
        assert promise.due_on == today or promise.due_on.weekday() < 5 or promise.due_on == promise.made_on
        assert promise.party != "arbetsgivare" or case.employer


def check_facts(case: DemoCase, today: date) -> None:
    facts = dict(case.daily.facts)
    assert set(facts) <= set(FIELDS)
    said = [value for name, value in facts.items() if name.endswith("_said_on")]
    assert all(isinstance(day, date) and day <= today for day in said)
    assert "employer_plan" not in facts or case.employer
    if (trial := case.daily.trial_work) is not None:
        assert case.opened_on <= trial.told_on < trial.start <= trial.end < trial.start + timedelta(days=14)
        assert case.sick_leaves[-1].periods[-1].degree == 100
        assert trial.end <= case.sick_leaves[-1].last_day


def test_every_sentence_is_whole() -> None:
    tables = [messages.FIRST_CONTACT, messages.FIRST_LATER, *messages.LATEST.values(), messages.NO_ANSWER]
    tables += [messages.WITH_EMPLOYER, messages.WITH_PHYSICIAN, messages.FIRST_CALL, messages.RESTS]
    tables += [promise[4] for promise in messages.PROMISES]
    tables += [tuple(one[3] for one in chosen) for chosen in messages.LEADING_PROMISES.values()]
    for sentence in (sentence for table in tables for sentence in table):
        assert sentence[0].isupper()
        assert sentence[-1] in ".?"
        assert len(sentence) < 120
    assert max(messages.LEADING_PROMISES) < len(LEADING)
