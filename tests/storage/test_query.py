"""The caseload's questions: every filter and sort key gives what a plain Python model gives."""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rekotui.base.errors import WrongUseError
from rekotui.casework.card import counts
from rekotui.casework.fold import fold, swedish_key
from rekotui.casework.names import filed_name
from rekotui.casework.status import all_statuses, statuses_of_view
from storage.cases import CaseRepository
from storage.contacts import ContactRepository, NewContact
from storage.database import Database, Work
from storage.follow_ups import ANSWERED, DONE, FollowUpRepository, NewFollowUp
from storage.models import Case
from storage.query import FILTERS, SORTS, TODAY, VIEWS, WAITING, CaseQuery, Filter, parse_filter, parse_sort
from storage.reading import CaseLine, Reader
from storage.signal_answers import SignalAnswerRepository
from storage.signal_reading import SignalLine, all_of_case, answers
from storage.vault import Key
from tests.storage.conftest import copied
from tests.storage.helpers import ON, enter_leave, open_case, period

SURNAMES = ("Andersson", "Ärlig", "Åkesson", "Öberg", "Zetterlund", "Müller", "Mörk", "Mya", "Édouard", "ek")
VALUES = {
    "employer": ("Prov AB", "Åkeri Övning", "", "Provskolan"),
    "physician": ("Läkare Ett", "Läkare Två", ""),
    "unit": ("Vårdcentral Nord", "Vårdcentral Syd"),
    "occupation": ("Snickare", "Lärare", ""),
    "diagnosis_code": ("F432", "F43", "M545", None),
}
PARTIES = ("", "arbetsgivare", "lakare", "forsakringskassan")
OUTCOMES = ("held", "held", "no_answer", "cancelled")
DAYS = {
    **{name: name for name in ("first_day", "last_day", "opened_on", "status_since")},
    "next_date": "next_on",
    "last_contact": "last_contact_on",
}
"""Fields that are days, and what a case calls them."""
SIZE = 45


@pytest.fixture(scope="module")
def caseload(template: Key, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    key = copied(template, str(tmp_path_factory.mktemp("caseload") / "vault"))
    database = Database(key.folder, key.dek)
    dice = random.Random(20261122)
    with database.write() as work:
        cases = CaseRepository(work)
        for index in range(SIZE):
            values: dict[str, object] = {name: dice.choice(options) for name, options in VALUES.items()}
            values["protected"] = index % 11 == 0
            opened = ON - timedelta(days=dice.randrange(200))
            name = f"Utkast{index} {dice.choice(SURNAMES)}"
            word = dice.choice(all_statuses())
            case = open_case(work, index, name, status=word, opened_on=opened, values=values)
            for leave in range(dice.choice((0, 1, 1, 1, 2))):
                first = ON - timedelta(days=dice.choice((5, 30, 89, 90, 91, 181, 400)) + 150 * leave)
                days = dice.choice((4, 20, 95, 200))
                half = period(first + timedelta(days=days), 14, dice.choice((25, 50, None)))
                enter_leave(work, case, period(first, days, dice.choice((50, 100))), half)
            promise_and_meet(work, case, dice)
            if index % 13 == 5:
                cases.void(case, ON, "Fel person")
    answer_some(database, dice)
    database.close()
    with Reader(key.folder, key.dek) as reader:
        yield reader


def promise_and_meet(work: Work, case: Case, dice: random.Random) -> None:
    """Make follow-ups and contacts of every kind: some overdue, some ended, some struck out."""
    follow_ups, contacts = FollowUpRepository(work), ContactRepository(work)
    for _ in range(dice.choice((0, 1, 2))):
        due = ON + timedelta(days=dice.choice((-40, -1, 0, 3, 30)))
        made = follow_ups.add(case, NewFollowUp(due, "answer", dice.choice(PARTIES)))
        if dice.random() < 0.3:
            follow_ups.close(made, dice.choice((ANSWERED, DONE)), ON)
    for _ in range(dice.choice((0, 1, 2))):
        held = NewContact(ON - timedelta(days=dice.choice((0, 1, 20, 60))), "phone", dice.choice(OUTCOMES), "patient")
        made_id = contacts.record(case, held, ON).id or 0
        if dice.random() < 0.2:
            contacts.void(made_id, ON, "Fel person")
    if dice.random() < 0.3:
        contacts.record(case, NewContact(ON + timedelta(days=dice.randrange(20)), "visit", "booked", "patient"), ON)


def answer_some(database: Database, dice: random.Random) -> None:
    """Dismiss and postpone signals: some of one case only, some of all, some answers taken back."""
    with database.write() as work:
        answers = SignalAnswerRepository(work)
        for case_id, rule, key in work.ask("select distinct case_id, rule, key from signal where case_id is not null"):
            spared = case_id % 3 != 0
            if spared and dice.random() < 0.6:
                continue
            if not spared or dice.random() < 0.5:
                given = answers.dismiss(case_id, rule, key, ON, "Gäller inte")
            else:
                until = ON + timedelta(days=dice.choice((0, 1, 30)))
                given = answers.postpone(case_id, rule, key, ON - timedelta(days=1), until)
            if spared and dice.random() < 0.2:
                answers.take_back(given.id or 0)


def in_force(reader: Reader, case_id: int) -> list[SignalLine]:
    """Say which signals of a case the day has left, from all that is stored."""
    said = answers(reader, case_id)
    quiet = {(a.rule, a.key) for a in said if a.until is None or a.until > ON}
    stored = all_of_case(reader, case_id)
    return [s for s in stored if s.starts_on <= ON <= (s.ends_on or date.max) and (s.rule, s.key) not in quiet]


def in_view(reader: Reader, line: CaseLine, view: str) -> bool:
    """Say whether a case is in a view."""
    if view == TODAY:
        return bool(in_force(reader, line.case_id))
    listed = line.status in (statuses_of_view(view) or all_statuses())
    return listed and (view != WAITING or line.waiting_for != "")


def everything(reader: Reader) -> list[CaseLine]:
    return list(reader.cases(CaseQuery(ON, sort=("case",))))


def compare(sign: str, left: object, right: object) -> bool:
    if left is None:
        return False
    return {"=": left == right, "<": left < right, ">": left > right}[sign]  # type: ignore[operator]


def model(line: CaseLine, filter_: Filter, gap: int) -> bool:
    """Say whether a case answers to a filter, in words as plain as the documentation's."""
    field, sign, value = filter_.field, filter_.sign, filter_.value
    shown = counts(line, ON, gap)
    if field in ("age", "day_today", "chain_day"):
        return compare(sign, getattr(shown, field), int(value))
    if field == "degree_today":
        return compare(sign, shown.degree_today, int(value))
    if field in ("length_days", "certificates"):
        return compare(sign, getattr(line, field), int(value))
    if field in DAYS:
        return compare(sign, getattr(line, DAYS[field]), date.fromisoformat(value))
    if field == "diagnosis":
        return (line.diagnosis_code or "").startswith(value.upper().replace(".", ""))
    if field in ("unit", "physician", "employer", "occupation"):
        return fold(value) in fold(getattr(line, field))
    wanted = {
        "case": line.number,
        "status": line.status,
        "sex": line.sex,
        "protected": "ja" if line.protected else "nej",
        "waiting_for": line.waiting_for,
    }
    return fold(str(wanted[field])) == fold(value)


def some_value(field: str, line: CaseLine) -> str:
    shown = counts(line, ON, 90)
    values = {
        "case": line.number,
        "status": line.status.lower(),
        "sex": line.sex,
        "protected": "ja",
        "diagnosis": (line.diagnosis_code or "f4")[:3].lower(),
        "age": shown.age,
        "day_today": shown.day_today or 90,
        "chain_day": shown.chain_day or 90,
        "degree_today": shown.degree_today or 50,
        "certificates": 1,
        "length_days": line.length_days or 100,
        "waiting_for": line.waiting_for or "lakare",
    }
    if field in DAYS:
        return str(getattr(line, DAYS[field]) or "2026-11-01")
    return str(values[field] if field in values else getattr(line, field) or "prov")


def test_the_caseload_is_worth_asking(caseload: Reader) -> None:
    lines = everything(caseload)
    assert len(lines) == SIZE - len(range(5, SIZE, 13))
    assert {line.sick_leave_id is None for line in lines} == {True, False}
    assert any(counts(line, ON, 90).chain_day for line in lines)
    for name in ("next_on", "last_contact_on", "waiting_for"):
        assert len({getattr(line, name) for line in lines}) > 3, name
    for view in (TODAY, WAITING):
        assert 4 < sum(in_view(caseload, line, view) for line in lines) < len(lines) - 4


ONLY_EQUAL = (
    *("status", "sex", "diagnosis", "case", "protected", "unit", "physician", "employer", "occupation"),
    "waiting_for",
)
SIGNS = dict.fromkeys(ONLY_EQUAL, "=")


@pytest.mark.parametrize("field", FILTERS)
def test_every_filter_is_the_model(caseload: Reader, field: str) -> None:
    lines = everything(caseload)
    matched = 0
    for sign in SIGNS.get(field, "=<>"):
        for line in lines[::6]:
            filter_ = Filter(field, sign, some_value(field, line))
            expected = {each.case_id for each in lines if model(each, filter_, caseload.settings.chain_gap_days)}
            query = CaseQuery(ON, filters=(filter_,))
            assert {each.case_id for each in caseload.cases(query)} == expected, filter_
            assert caseload.count(query) == len(expected), filter_
            matched += len(expected)
    assert matched or field == "certificates"


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_the_model(caseload: Reader, view: str) -> None:
    expected = {line.case_id for line in everything(caseload) if in_view(caseload, line, view)}
    assert {line.case_id for line in caseload.cases(CaseQuery(ON, view=view))} == expected
    assert caseload.count(CaseQuery(ON, view=view)) == len(expected)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_filters_add_up(caseload: Reader, data: st.DataObject) -> None:
    lines = everything(caseload)
    filters = []
    for field in data.draw(st.lists(st.sampled_from(FILTERS), min_size=2, max_size=3)):
        sign = data.draw(st.sampled_from(SIGNS.get(field, "=<>")))
        filters.append(Filter(field, sign, some_value(field, data.draw(st.sampled_from(lines)))))
    view = data.draw(st.sampled_from(VIEWS))
    expected = [
        line.case_id
        for line in lines
        if in_view(caseload, line, view)
        and all(model(line, each, caseload.settings.chain_gap_days) for each in filters)
    ]
    query = CaseQuery(ON, view=view, filters=tuple(filters), sort=("case",))
    assert [line.case_id for line in caseload.cases(query)] == expected
    assert caseload.count(query) == len(expected)


def filed_key(line: CaseLine) -> str:
    """A protected identity's place in the list must not tell her initial."""
    return "" if line.protected else swedish_key(filed_name(line.name))


def sort_value(key: str, line: CaseLine) -> object:
    if key == "name":
        return filed_key(line)
    if key in ("age", "day_today"):
        born = line.birth_date if key == "age" else line.first_day
        return -born.toordinal() if born else None
    if key == "chain_day":
        return counts(line, ON, 90).chain_day or 0
    names = {"case": "number", "diagnosis": "diagnosis_code", "urgency": "next_on", **DAYS}
    return getattr(line, names.get(key, key))


@pytest.mark.parametrize("key", [*SORTS, *(f"-{key}" for key in SORTS)])
def test_every_sort_key_is_the_model(caseload: Reader, key: str) -> None:
    lines = caseload.cases(CaseQuery(ON, sort=(key,)))
    assert {line.case_id for line in lines} == {line.case_id for line in everything(caseload)}
    known = [value for value in (sort_value(key.removeprefix("-"), line) for line in lines) if value is not None]
    assert known == sorted(known, reverse=key.startswith("-"))  # type: ignore[type-var]
    unknown = [sort_value(key.removeprefix("-"), line) is None for line in lines]
    assert unknown == sorted(unknown) or unknown == sorted(unknown, reverse=True), "unknown values stand together"


def urgency(reader: Reader, line: CaseLine) -> tuple[int, date]:
    found = in_force(reader, line.case_id)
    return -max(s.severity for s in found), min(s.due_on or s.starts_on for s in found)


def test_idag_begins_with_the_most_urgent_and_tells_how_many_there_are_of_each(caseload: Reader) -> None:
    query = CaseQuery(ON, view=TODAY, sort=("urgency", "name"))
    lines = caseload.cases(query)
    keys = [(*urgency(caseload, line), filed_key(line)) for line in lines]
    assert keys == sorted(keys)
    turned = caseload.cases(query._replace(sort=("-urgency",)))
    assert [urgency(caseload, line) for line in turned] == sorted((key[:2] for key in keys), reverse=True)
    severities = Counter(-key[0] for key in keys)
    assert len(severities) > 2
    assert caseload.urgencies(query) == tuple(sorted(severities.items(), reverse=True))
    some = query._replace(filters=(Filter("chain_day", ">", "60"),))
    left = Counter(-urgency(caseload, line)[0] for line in caseload.cases(some))
    assert 0 < left.total() < severities.total()
    assert caseload.urgencies(some) == tuple(sorted(left.items(), reverse=True))


def test_names_stand_in_swedish_order(caseload: Reader) -> None:
    shown = caseload.cases(CaseQuery(ON, sort=("name",)))
    assert [line.protected for line in shown] == sorted((line.protected for line in shown), reverse=True)
    order = [line.name.split()[1] for line in shown if not line.protected]
    alphabet = ["Andersson", "Édouard", "ek", "Mya", "Müller", "Mörk", "Zetterlund", "Åkesson", "Ärlig", "Öberg"]
    assert list(dict.fromkeys(order)) == [name for name in alphabet if name in order]


@pytest.mark.parametrize("sort", [("name",), ("-chain_day", "name"), ("status", "-age")])
def test_pages_put_together_are_the_whole(caseload: Reader, sort: tuple[str, ...]) -> None:
    whole = [line.case_id for line in caseload.cases(CaseQuery(ON, sort=sort))]
    pages = [caseload.cases(CaseQuery(ON, sort=sort, limit=7, offset=start)) for start in range(0, SIZE, 7)]
    assert [line.case_id for page in pages for line in page] == whole


def test_second_keys_decide_among_equals(caseload: Reader) -> None:
    lines = caseload.cases(CaseQuery(ON, sort=("status", "name")))
    keys = [(line.status, filed_key(line)) for line in lines]
    assert keys == sorted(keys)


def test_the_chain_day_decides_where_it_stands_among_the_keys(caseload: Reader) -> None:
    lines = caseload.cases(CaseQuery(ON, sort=("status", "-chain_day", "name")))
    keys = [(line.status, -(counts(line, ON, 90).chain_day or 0), filed_key(line)) for line in lines]
    assert keys == sorted(keys)


def test_restricting_to_the_answer_of_a_search(caseload: Reader) -> None:
    assert caseload.cases(CaseQuery(ON, ids=())) == ()
    assert caseload.count(CaseQuery(ON, ids=())) == 0
    two = tuple(line.case_id for line in everything(caseload)[:2])
    assert {line.case_id for line in caseload.cases(CaseQuery(ON, ids=two))} == set(two)
    assert caseload.count(CaseQuery(ON, ids=two)) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("unit=Nord", Filter("unit", "=", "Nord")),
        ("age>50", Filter("age", ">", "50")),
        (" first_day < 2026-01-01 ", Filter("first_day", "<", "2026-01-01")),
        ("employer=a=b", Filter("employer", "=", "a=b")),
    ],
)
def test_filters_as_typed(text: str, expected: Filter) -> None:
    assert parse_filter(text) == expected


@pytest.mark.parametrize("text", ["", "unit", "=x", "name=x", "unit=", "personnummer=1", "unit;drop=1", "age"])
def test_what_is_no_filter_is_refused(text: str) -> None:
    with pytest.raises(WrongUseError):
        parse_filter(text)


@pytest.mark.parametrize("text", ["", ",", "nothing", "name,,x", "--name", "name; drop table caseload"])
def test_what_is_no_sort_key_is_refused(text: str) -> None:
    with pytest.raises(WrongUseError):
        parse_sort(text)


@settings(max_examples=100, deadline=None)
@example("length_days", ">", str(2**70))
@example("certificates", "=", str(-(2**70)))
@example("degree_today", "<", str(2**70))
@example("chain_day", "<", str(2**70))
@example("age", "=", str(2**70))
@example("age", "<", "-9000")
@example("age", ">", "2025")
@example("day_today", "=", "-99999999")
@example("day_today", ">", str(2**70))
@example("day_today", "=", "9" * 5000)
@example("unit", "=", "\ud800")
@example("case", "=", "\ud800")
@given(st.sampled_from(FILTERS), st.sampled_from("=<>"), st.text(max_size=12) | st.integers().map(str))
def test_no_value_is_a_mistake_of_the_program(caseload: Reader, field: str, sign: str, value: str) -> None:
    """Whatever is typed is an answer or a sentence, never a traceback and never SQL."""
    with suppress(WrongUseError):
        caseload.cases(CaseQuery(ON, filters=(Filter(field, sign, value),)))
