"""Whatever has happened in a caseload: a list read in and undone leaves every answer as it was."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from rekotui.casework import status
from rekotui.casework.sick_leave import DegreePeriod
from storage import checks
from storage.cases import CaseRepository
from storage.database import Database, Work
from storage.import_undo import ImportUndo
from storage.imports import ImportRepository, NewList
from storage.keys import audit_key
from storage.models import Case
from storage.reading import Reader
from storage.sick_leaves import SickLeaveRepository
from storage.vault import Key
from tests.exchange.answers import answers
from tests.storage.conftest import copied
from tests.storage.helpers import ON, bare, enter_leave, number, open_case
from tests.storage.test_imports import record

PEOPLE = (1, 2, 3)
WORDS = ("utkast", "läkare")
BASE = date(2026, 9, 1)
days = st.integers(0, 120).map(lambda n: BASE + timedelta(days=n))
physicians = st.sampled_from([None, "Läkare Ett", "Läkare Två", "Läkare Tre"])


@st.composite
def rows(draw: st.DrawFn) -> dict[str, object]:
    first = draw(days)
    state, code = draw(st.sampled_from([("ok", "F432"), ("ok", "M545"), ("cut", None), ("not_shared", None)]))
    degrees = draw(st.sampled_from([[100], [50], [100, 50], []]))
    return {
        "name": draw(st.sampled_from(["Utkast Listad", "Utkast Nynamn"])),
        "first_day": draw(st.sampled_from([None, first.isoformat()])),
        "last_day": (first + timedelta(days=draw(st.integers(0, 60)))).isoformat(),
        "degrees": degrees,
        "degree_today": degrees[0] if len(degrees) == 1 else None,
        "certificates": draw(st.sampled_from([1, 2, None])),
        "physician": draw(physicians),
        "diagnosis_code": code,
        "diagnosis_text": draw(st.sampled_from(["En diagnos", None])) if code else None,
        "diagnosis_state": state,
        "co_diagnoses": draw(st.sampled_from([[], ["Z733"], None])),
    }


@st.composite
def lists_(draw: st.DrawFn) -> tuple[str, str, date, dict[int, dict[str, object]], frozenset[int]]:
    people = draw(st.dictionaries(st.sampled_from(PEOPLE), rows(), min_size=1))
    take = draw(st.frozensets(st.sampled_from(PEOPLE)))
    return "list", draw(st.sampled_from(["Nord", "Syd"])), draw(days), people, take


deeds = st.one_of(
    lists_(),
    st.tuples(st.just("undo"), st.sampled_from(["Nord", "Syd"])),
    st.tuples(st.just("fact"), st.integers(0, 5), physicians),
    st.tuples(st.just("status"), st.integers(0, 5), st.sampled_from(status.all_statuses())),
    st.tuples(st.just("note"), st.integers(0, 5)),
    st.tuples(st.just("enter"), st.integers(0, 5), days),
    st.tuples(st.just("correct"), st.integers(0, 5), days),
    st.tuples(st.just("open"), st.sampled_from(PEOPLE)),
    st.tuples(st.just("void"), st.integers(0, 5)),
)


def some_case(work: Work, index: int) -> Case | None:
    found = work.connection.execute("select id from caseload where voided_on is null order by id").fetchall()
    return CaseRepository(work).get(found[index % len(found)][0]) if found else None


def read_in(work: Work, unit: str, day: date, people: dict[int, dict[str, object]], take: frozenset[int]) -> None:
    stored = [(at, record(index, **facts), {}) for at, (index, facts) in enumerate(people.items(), 1)]
    new = NewList(unit, day, "copied_table", "yes", "digest", stored)
    ImportRepository(work).store(new, {number(index).text for index in take}, ON)


def fact(work: Work, index: int, physician: str | None) -> None:
    if case := some_case(work, index):
        CaseRepository(work).change_facts(case, {"physician": physician or ""})


def change_status(work: Work, index: int, word: str) -> None:
    cases = CaseRepository(work)
    if case := some_case(work, index):
        other = cases.open_case_of(cases.patient_of(case))
        if not status.is_active(word) or other in (None, case):
            cases.change_status(case, word, ON, "Prov")


def note(work: Work, index: int) -> None:
    if case := some_case(work, index):
        CaseRepository(work).add_note(case, ON, "Anteckning om läget")


def enter(work: Work, index: int, first: date) -> None:
    if case := some_case(work, index):
        enter_leave(work, case, DegreePeriod(first, first + timedelta(days=9), 75))


def correct(work: Work, index: int, first: date) -> None:
    found = work.connection.execute("select id from sick_leave where voided_on is null order by id").fetchall()
    if found:
        periods = [DegreePeriod(first, first + timedelta(days=19), 25)]
        SickLeaveRepository(work, CaseRepository(work)).change(found[index % len(found)][0], periods)


def take_up(work: Work, index: int) -> None:
    cases = CaseRepository(work)
    patient = cases.patient_by_number(number(index).text)
    if patient is None or cases.open_case_of(patient) is None:
        open_case(work, index, "Utkast Listad")


def void(work: Work, index: int) -> None:
    if case := some_case(work, index):
        CaseRepository(work).void(case, ON, "Fel")


def undo_latest(work: Work, unit: str) -> None:
    standing = "select 1 from list_import where undone_at is null and replaced_by is null and unit = ?"
    if work.connection.execute(standing, (unit,)).fetchone():
        ImportUndo(work).undo(ON, unit)


DOERS: dict[str, Callable[..., None]] = {
    "list": read_in, "undo": undo_latest, "fact": fact, "status": change_status, "note": note, "enter": enter,
    "correct": correct, "open": take_up, "void": void,
}  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(before=st.lists(deeds, max_size=6), read=st.lists(lists_(), min_size=1, max_size=3))
def test_undo_brings_back_every_answer(template: Key, before: list, read: list) -> None:
    folder = tempfile.mkdtemp()
    try:
        key = copied(template, str(Path(folder) / "vault"))
        database = Database(key.folder, key.dek)
        for what, *how in before:
            with database.write() as work:
                DOERS[what](work, *how)
        with Reader(key.folder, key.dek) as reader:
            states = []
            for _what, *how in read:
                states.append(answers(reader, ON, WORDS))
                with database.write() as work:
                    read_in(work, *how)
            while states:
                with database.write() as work:
                    assert ImportUndo(work).undo(ON).kept == (), "nobody has worked in any case"
                assert answers(reader, ON, WORDS) == states.pop()
        database.close()
        connection = bare(key)
        assert checks.damages(connection, audit_key(key.dek)) == ()
        connection.close()
    finally:
        shutil.rmtree(folder)
