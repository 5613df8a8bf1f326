"""The demo's caseload: the same everywhere, believable, and nothing real in it."""

import hashlib
import json
from collections import Counter
from dataclasses import asdict, replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rekotui.base.errors import WrongUseError
from rekotui.casework import personnummer, sick_leave
from rekotui.exchange.demo import medicine, messages, names, work
from rekotui.exchange.demo.caseload import MOST_CASES, DemoCase, caseload
from rekotui.exchange.demo.recipe import LEADING, OPEN_WORDS, WORDS

TODAY = date(2026, 11, 23)
BUSY = caseload(1000, 7, TODAY)
FIRST_TEN = caseload(10, 3, TODAY)


def test_the_same_arguments_give_the_same_caseload():
    assert caseload(60, 4, TODAY) == caseload(60, 4, TODAY)
    assert caseload(60, 4, TODAY) != caseload(60, 5, TODAY)


def test_the_caseload_is_the_same_on_every_machine():
    written = json.dumps([asdict(case) for case in caseload(50, 1, TODAY)], default=str, ensure_ascii=False)
    assert hashlib.sha256(written.encode()).hexdigest() == GOLDEN


def test_a_case_is_the_same_however_many_are_asked_for():
    few, many = caseload(25, 9, TODAY), caseload(300, 9, TODAY)
    assert [replace(case, number="") for case in few] == [replace(case, number="") for case in many[:25]]


def test_ten_thousand_cases_have_their_own_numbers_and_names():
    cases = caseload(10_000, 2, TODAY)
    assert len({case.number for case in cases}) == 10_000
    assert len({case.personnummer for case in cases}) == 10_000
    assert len({case.name for case in cases}) == 10_000


@pytest.mark.parametrize("cases", [-1, MOST_CASES + 1])
def test_an_impossible_size_is_refused(cases):
    with pytest.raises(WrongUseError):
        caseload(cases, 1, TODAY)


def test_no_cases_is_an_empty_caseload():
    assert caseload(0, 1, TODAY) == ()


def test_case_numbers_follow_the_year_and_order_of_taking_up():
    in_order = sorted(BUSY, key=lambda case: (case.opened_on.year, int(case.number.split("-")[1])))
    assert [case.opened_on for case in in_order] == sorted(case.opened_on for case in BUSY)
    for year, amount in Counter(case.opened_on.year for case in BUSY).items():
        running = sorted(case.number for case in BUSY if case.opened_on.year == year)
        assert running == [f"{year}-{number:03d}" for number in range(1, amount + 1)]


# What a caseload of ten must show


def test_ten_cases_show_every_status():
    assert {current(case) for case in FIRST_TEN} == set(WORDS)


def test_ten_cases_show_the_key_situations():
    ongoing = [case for case in FIRST_TEN if degree_today(case)]
    gaps = [gap for case in FIRST_TEN for gap in gaps_between_leaves(case)]
    assert any(83 <= chain_day(case) <= 89 for case in ongoing)
    assert any(165 <= chain_day(case) <= 180 for case in ongoing)
    assert any(chain_day(case) <= 14 for case in ongoing)
    assert any(chain_day(case) > 730 and degree_today(case) == 50 for case in ongoing)
    assert any(0 <= (case.sick_leaves[-1].last_day - TODAY).days <= 7 for case in ongoing)
    assert any(period.start > TODAY for case in ongoing for period in case.sick_leaves[-1].periods)
    assert any(6 <= gap <= 89 for gap in gaps)
    assert any(0 < gap <= 5 for case in FIRST_TEN for gap in breaks(case))
    assert any(not case.sick_leaves and case.occupations == (work.JOB_SEEKING,) for case in FIRST_TEN)
    assert any(case.protected_identity for case in FIRST_TEN)
    assert any(case.interpreter_language for case in FIRST_TEN)
    assert any(case.opened_on > TODAY - timedelta(days=7) for case in FIRST_TEN)


def test_twenty_cases_show_the_rest():
    cases = caseload(20, 3, TODAY)
    assert any(gap >= 90 for case in cases for gap in gaps_between_leaves(case))
    assert any(is_open(case) and -14 <= (end(case) - TODAY).days < 0 for case in cases if case.sick_leaves)
    assert any(320 <= chain_day(case) <= 365 and case.employer is None for case in cases if degree_today(case))
    assert any(case.occupations == (work.STUDYING,) and not case.sick_leaves for case in cases)
    assert any(not is_open(case) and degree_today(case) for case in cases)


@pytest.mark.parametrize("seed", range(5))
def test_sixty_cases_show_every_status(seed):
    assert {current(case) for case in caseload(60, seed, TODAY)} == set(WORDS)


# Shares in a large caseload


def test_about_45_of_100_cases_are_open_and_most_of_those_on_sick_leave():
    open_cases = [case for case in BUSY if is_open(case)]
    assert 0.38 <= len(open_cases) / len(BUSY) <= 0.50
    assert sum(degree_today(case) is not None for case in open_cases) / len(open_cases) > 0.75


def test_about_62_of_100_are_women():
    assert 0.57 <= share(lambda case: case.sex == names.WOMAN) <= 0.67


def test_mind_and_pain_dominate_the_diagnoses():
    chapters = Counter(case.diagnosis_code[0] for case in BUSY)
    assert chapters["F"] + chapters["M"] > 0.7 * len(BUSY)
    assert set("FMGISCOKRZ") <= set(chapters)


def test_few_have_protected_identity_or_an_interpreter():
    assert 0 < share(lambda case: case.protected_identity) < 0.03
    assert 0.03 < share(lambda case: case.interpreter_language is not None) < 0.2


def test_ages_spread_from_young_to_old():
    decades = Counter(age(case) // 10 for case in BUSY)
    assert all(decades[decade] > 100 for decade in (2, 3, 4, 5))
    assert decades[1] > 0
    assert decades[6] > 0


def test_cases_come_from_the_last_three_years():
    days = [(TODAY - case.opened_on).days for case in BUSY]
    assert max(days) > 730
    assert max(days) <= 1095
    assert sum(day <= 7 for day in days) < 0.1 * len(BUSY)


def test_sick_leaves_last_from_days_to_years():
    lengths = [(leave.last_day - leave.first_day).days + 1 for case in BUSY for leave in case.sick_leaves]
    assert min(lengths) <= 7
    assert max(lengths) > 730
    steps = Counter(tuple(period.degree for period in leave.periods) for case in BUSY for leave in case.sick_leaves)
    assert {(100,), (50,), (100, 50), (100, 75, 50, 25)} <= set(steps)


def test_a_new_sick_leave_has_one_certificate_and_a_long_one_many():
    latest = [case.sick_leaves[-1] for case in BUSY if degree_today(case)]
    new = [leave for leave in latest if (TODAY - leave.first_day).days <= 14]
    long = [leave for leave in latest if (TODAY - leave.first_day).days > 365]
    assert new
    assert {leave.certificates for leave in new} == {1}
    assert min(leave.certificates for leave in long) >= 8


def test_notes_hold_the_words_people_search_for():
    text = " ".join(note.text for case in BUSY for note in case.notes)
    for word in ("arbetsträning", "sömnskola", "rehabteam", "Försäkringskassan"):
        assert word in text


# The lists behind


def test_employers_and_doctors_are_as_many_as_a_unit_has():
    assert 30 <= len({employer for employer, _ in work.EMPLOYERS}) <= 40
    assert 8 <= sum(len(doctors) for doctors in medicine.PHYSICIANS.values()) <= 10


def test_diagnoses_are_codes_without_dot_each_once():
    codes = [diagnosis.code for diagnosis in medicine.DIAGNOSES]
    assert len(set(codes)) == len(codes)
    assert all(code.isalnum() and code.isupper() for code in codes)


def test_names_hold_letters_that_programs_stumble_on():
    letters = set("".join(name for origin in names.ORIGINS for name in (*origin.women, *origin.surnames)))
    letters |= set("".join(name for origin in names.ORIGINS for name in origin.men))
    assert set("åäöÅÄÖéüŁłøØćñ-") <= letters
    assert {"Ek", "Ås"} <= set(names.SWEDISH.surnames)


def test_no_name_stands_twice_in_its_list():
    for origin in names.ORIGINS:
        for listed in (origin.women, origin.men, origin.surnames):
            assert len(set(listed)) == len(listed)


# What holds for every caseload


@settings(max_examples=60, deadline=None)
@given(
    cases=st.integers(0, 60),
    seed=st.integers(0, 10**6),
    today=st.dates(date(2024, 1, 1), date(2030, 12, 31)),
)
@example(cases=60, seed=1, today=date(2024, 2, 29))
@example(cases=60, seed=2, today=date(2028, 2, 29))
@example(cases=60, seed=3, today=date(2027, 2, 28))
def test_every_case_holds_together(cases, seed, today):
    found = caseload(cases, seed, today)
    assert len(found) == cases
    assert len({case.number for case in found}) == len({case.personnummer for case in found}) == cases
    for case in found:
        check_person(case, today)
        check_work(case)
        check_sick_leaves(case, today)
        check_story(case, today)


def check_person(case: DemoCase, today: date) -> None:
    number = personnummer.parse(case.personnummer, today)
    assert number.is_test
    assert number.kind == personnummer.PERSONNUMMER
    assert number.sex == case.sex
    assert number.birth_date is not None
    assert 19 <= personnummer.age(number.birth_date, today) <= 66
    earliest = min([case.opened_on, *(leave.first_day for leave in case.sick_leaves)])
    assert personnummer.age(number.birth_date, earliest) >= 18
    mobile, landline = case.phone.startswith("070-174 06 "), case.phone.startswith("08-465 004 ")
    assert (mobile and 5 <= int(case.phone[-2:]) <= 99) or (landline and 0 <= int(case.phone[-2:]) <= 99)
    assert len(case.name.split()) == 2


def check_work(case: DemoCase) -> None:
    words = {work.AT_WORK, work.JOB_SEEKING, work.ON_PARENTAL_LEAVE, work.STUDYING}
    assert case.occupations
    assert set(case.occupations) <= words
    assert case.employer is None or case.occupation in dict(work.EMPLOYERS)[case.employer]
    assert case.employer is None or work.AT_WORK in case.occupations
    assert case.physician in medicine.PHYSICIANS[case.unit]
    assert medicine.BY_CODE[case.diagnosis_code].text == case.diagnosis_text
    assert case.diagnosis_code not in case.co_diagnoses
    assert case.sex == names.WOMAN or not medicine.BY_CODE[case.diagnosis_code].women


def check_sick_leaves(case: DemoCase, today: date) -> None:
    for leave in case.sick_leaves:
        assert leave.first_day <= min(today, leave.last_day)
        assert leave.last_day <= today + timedelta(days=183)
        assert leave.certificates >= 1
        assert (leave.periods[0].start, leave.periods[-1].end) == (leave.first_day, leave.last_day)
        assert all(period.start <= period.end for period in leave.periods)
        assert all(period.degree in (25, 50, 75, 100) for period in leave.periods)
    assert all(0 <= gap <= 5 for gap in breaks(case))
    assert all(gap > 5 for gap in gaps_between_leaves(case))
    assert all(leave.last_day < today for leave in case.sick_leaves[:-1])
    if case.sick_leaves and case.sick_leaves[-1].last_day >= today:
        assert degree_today(case, today) is not None


def check_story(case: DemoCase, today: date) -> None:
    days = [change.on for change in case.status_changes]
    assert case.status_changes[0].word == "-"
    assert days[0] == case.opened_on
    assert days == sorted(days)
    assert case.referred_on <= case.opened_on <= days[-1] <= today
    assert case.opened_on.weekday() < 5
    assert {change.word for change in case.status_changes} <= set(WORDS)
    assert all(before.word != after.word for before, after in pairwise(case.status_changes))
    assert all(change.reason for change in case.status_changes)
    noted = [note.on for note in case.notes]
    assert noted
    assert noted == sorted(noted)
    assert case.opened_on <= noted[0]
    assert noted[-1] <= (today if is_open(case) else days[-1])
    assert len({note.text for note in case.notes}) == len(case.notes)


def test_every_sentence_is_whole():
    tables = [*messages.REASONS.values(), *messages.NOTES_BY_GROUP.values(), *messages.NOTES_LAST.values()]
    tables += [*messages.NOTES_WITHOUT_EMPLOYER.values(), messages.NOTES_COMMON, messages.NOTES_FIRST]
    tables += [messages.NOTES_LEAVE, messages.NOTES_EMPLOYED, *(row[-1] for row in messages.REFERRALS)]
    for sentence in (sentence for table in tables for sentence in table):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert len(sentence) < 120


def test_the_leading_cases_are_open_and_closed():
    assert {recipe.status in OPEN_WORDS for recipe in LEADING} == {True, False}


def current(case: DemoCase) -> str:
    return case.status_changes[-1].word


def is_open(case: DemoCase) -> bool:
    return current(case) in OPEN_WORDS


def end(case: DemoCase) -> date:
    return case.sick_leaves[-1].last_day


def age(case: DemoCase) -> int:
    born = personnummer.parse(case.personnummer, TODAY).birth_date
    assert born is not None
    return personnummer.age(born, TODAY)


def share(wanted) -> float:
    return sum(wanted(case) for case in BUSY) / len(BUSY)


def degree_today(case: DemoCase, today: date = TODAY) -> int | None:
    covering = [
        period.degree for leave in case.sick_leaves for period in leave.periods if period.start <= today <= period.end
    ]
    return covering[0] if covering else None


def chain_day(case: DemoCase) -> int:
    """Days covered up to today in the latest sick leave."""
    spans = [sick_leave.Span(period.start, period.end) for period in case.sick_leaves[-1].periods]
    return sick_leave.covered_days(spans, TODAY)


def breaks(case: DemoCase) -> list[int]:
    """Free days between the periods of one sick leave."""
    return [
        (after.start - before.end).days - 1 for leave in case.sick_leaves for before, after in pairwise(leave.periods)
    ]


def gaps_between_leaves(case: DemoCase) -> list[int]:
    return [(after.first_day - before.last_day).days - 1 for before, after in pairwise(case.sick_leaves)]


GOLDEN = "c911b452d8ba7cf76cf1a2e19981db7821ecfe8aeb6e2ab0b3022f52e75cc1cb"
