"""Whatever has happened: the stored signals are those that follow from all that is stored; the list's columns too."""

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rekotui.casework.plan import incomplete
from storage.database import Database
from storage.plan_lines import states_of
from storage.plan_reading import series_of
from storage.reading import Reader
from storage.signal_refresh import refresh
from storage.vault import Key
from tests.storage import test_import_undo_property as other
from tests.storage.conftest import copied
from tests.storage.helpers import ON
from tests.storage.signal_histories import BEFORE, DOERS, NUMBERS, deeds, do, from_nothing, stored

BASE = other.BASE


@pytest.fixture(scope="module")
def computed(template: Key, tmp_path_factory: pytest.TempPathFactory) -> Key:
    """An empty vault whose signals have been computed once, as an app that was started has them."""
    key = copied(template, str(tmp_path_factory.mktemp("computed") / "vault"))
    database = Database(key.folder, key.dek)
    refresh(database)
    database.close()
    return key


def columns_from_nothing(reader: Reader) -> list[tuple[object, ...]]:
    """Say what the list shows of each case's promises and contacts, in plain words."""
    found: list[tuple[object, ...]] = []
    for (case_id,) in reader.rows("select id from caseload order by id"):
        promises = reader.rows(
            "select due_on, party from follow_up where case_id = ? and state = 'open' order by due_on, id", (case_id,)
        )
        contacts = reader.rows(
            "select id, happened_on, outcome, voided_on, replaces_id from contact where case_id = ?", (case_id,)
        )
        replaced = {row[4] for row in contacts}
        standing = [row for row in contacts if row[3] is None and row[0] not in replaced]
        held = max((row[1] for row in standing if row[2] == "held"), default=None)
        booked = [row[1] for row in standing if row[2] == "booked" and row[1] >= (held or "")]
        waits = [row for row in promises if row[1]]
        plans = series_of(reader.rows, case_id)
        planned = plans.follow_up_on(plans.current) if plans.current else None
        nearest = min(
            [*booked, *(row[0] for row in promises), *([planned.isoformat()] if planned else [])], default=None
        )
        found.append((case_id, nearest, *(waits[0][::-1] if waits else ("", None)), held))
    return found


def columns(reader: Reader) -> list[tuple[object, ...]]:
    return reader.rows("select id, next_on, waiting_for, waiting_until, last_contact_on from caseload order by id")


def plans_from_nothing(reader: Reader) -> list[tuple[object, ...]]:
    """Say how each case's plan stands, read from its versions alone."""
    found: list[tuple[object, ...]] = []
    for (case_id,) in reader.rows("select id from caseload order by id"):
        plans = series_of(reader.rows, case_id)
        now, draft, paper = plans.current, plans.draft, plans.newest_handed
        found.append(
            (
                now and now.number,
                now and plans.follow_up_on(now),
                now and plans.reviewed_on(now),
                now and plans.stands(now).steps,
                draft and draft.number,
                incomplete(draft.plan) if draft else 0,
                paper and paper.number,
            )
        )
    return found


def plans(reader: Reader) -> list[tuple[object, ...]]:
    ids = [case_id for (case_id,) in reader.rows("select id from caseload order by id")]
    states = states_of(reader.rows, ids)
    found: list[tuple[object, ...]] = []
    for case_id in ids:
        if (one := states.get(case_id)) is None:
            found.append((None, None, None, None, None, 0, None))
            continue
        steps = one.steps if one.number else None
        found.append(
            (one.number, one.follow_up_on, one.reviewed_on, steps, one.draft_number, one.incomplete, one.handed_number)
        )
    return found


def compare(reader: Reader, deed: object) -> None:
    assert plans(reader) == plans_from_nothing(reader), deed
    assert stored(reader) == from_nothing(reader), deed
    assert columns(reader) == columns_from_nothing(reader), deed


@settings(max_examples=40, deadline=None, derandomize=True)
@given(history=st.lists(deeds, min_size=8, max_size=24))
def test_stored_signals_are_those_that_follow_from_everything(computed: Key, history: list) -> None:
    folder = tempfile.mkdtemp()
    try:
        key = copied(computed, str(Path(folder) / "vault"))
        database = Database(key.folder, key.dek)
        with Reader(key.folder, key.dek) as reader:
            for deed in history:
                do(database, deed)
                compare(reader, deed)
        database.close()
    finally:
        shutil.rmtree(folder)


def test_one_of_everything_makes_signals_of_many_kinds(computed: Key, tmp_path: Path) -> None:
    """What the property compares is worth comparing."""
    key = copied(computed, str(tmp_path / "vault"))
    database = Database(key.folder, key.dek)
    shown = {"name": "Utkast Listad", "first_day": "2026-08-25", "last_day": "2026-12-20"}
    people = dict.fromkeys(NUMBERS[:3], shown)
    first = BASE + timedelta(days=20)
    history = [
        # What an older list shows moves the day since when her sick leave is known, and undoing it moves it back.
        ("open", 1, BASE),
        ("list", "Nord", first, people, frozenset(NUMBERS[:3])),
        ("same list", 0, "Nord", BASE + timedelta(days=10)),
        ("undo", "Nord"),
        ("same list", 0, "Nord", first),
        ("same list", 0, "Syd", first),
        ("undo", "Syd"),
        ("list", "Nord", ON, {NUMBERS[0]: shown, BEFORE: {**shown, "last_day": "2027-03-31"}}, frozenset()),
        *(
            ("status", 0, "Aktiv"),
            ("note", 0),
            ("enter", 1, BASE),
            ("correct", 0, first),
            ("open", 3, BASE),
            ("void", 3),
        ),
        *(("said", 0, {"consent_asked": "later", "consent_asked_on": ON}), ("trial", 0, first, None)),
        *(("rule facts", 0, {"employer_plan": "asked", "employer_plan_said_on": first}), ("other trial", 0, ON)),
        *(("question", 1, first), ("answer", 0, None), ("contact", 1, first, "held", "patient", None)),
        *(("contact", 1, ON, "booked", "patient", 0), ("strike out", 1), ("promise", 1, first, "lakare")),
        *(("promise", 2, date(2026, 12, 1), ""), ("keep", 0, "open", ON), ("quiet", 3, None), ("loud", 0)),
        *(("enter in record", 0, ON), ("meeting", 0, date(2026, 12, 1), "avstamningsmote", "planned", None)),
        *(("assignment", BASE), ("reviewed", 0, first), ("join",), ("take up", 0, NUMBERS[1], None, ON), ("sweep",)),
        *(("plan", 1, first, None), ("interviewed", 0, first), ("plan", 1, first, 50), ("hand out", 0, first)),
        *(("evaluate", 1, ON, "done"), ("plan", 1, ON, 25), ("plan", 1, ON, 25), ("strike plan", 0, "plan_evaluation")),
        ("number", ("silent.days", 7)),
    ]
    assert {deed[0] for deed in history} == set(DOERS)
    with Reader(key.folder, key.dek) as reader:
        for deed in history:
            do(database, deed)
            compare(reader, deed)
        signals = stored(reader)
        assert len({row[0] for row in signals}) == 4, "three cases and the desk"
        assert len({row[1] for row in signals}) > 12, "rules"
        assert [one[0] for one in plans(reader)].count(2) == 1, "sealed twice"
    database.close()
