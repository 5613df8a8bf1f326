"""The caseload as Rehabstöd's copied table: the layout of the sample, and the values of the cases."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from rekotui.exchange.demo.case import DemoPeriod, DemoSickLeave
from rekotui.exchange.demo.caseload import caseload
from rekotui.exchange.demo.medicine import MAIN_UNIT, SECOND_UNIT
from rekotui.exchange.demo.rehabstod_copy import HEADINGS, copied_table
from rekotui.exchange.rehabstod.reader import read_text

SAMPLE = Path(__file__).parents[2] / "samples" / "rehabstod" / "nuvarande-urklipp.txt"
TODAY = date(2026, 11, 23)
CASES = caseload(200, 5, TODAY)
ROW = re.compile(
    r"(?P<row>\d+)\t\n"
    r"(?P<status>[^\t\n]+)\n"
    r"(?P<number>\d{8}-\d{4})\t(?P<age>\d+) år\t(?P<name>[^\t\n]+)\t(?P<sex>Kvinna|Man)\t"
    r"(?P<diagnosis>[^\t\n]+)\t(?P<occupations>[^\t\n]+)\t(?P<start>\d{4}-\d\d-\d\d)\t\n"
    r"(?P<end>\d{4}-\d\d-\d\d)\n"
    r"\n"
    r"(?P<days>\d+) dagar\t(?P<certificates>\d+)\t\n"
    r"(?P<degrees>(?:\d+%)+)\n"
    r"(?P<inquiries>[^\t\n]+)\t\n"
    r"(?P<physician>[^\t\n]+)(?:\n|\Z)"
)


def rows(text: str) -> list[dict[str, str]]:
    """Read a whole table, leaving nothing unread."""
    body = text.split("\n", 1)[1] if "\n" in text else ""
    found, place = [], 0
    while place < len(body):
        match = ROW.match(body, place)
        assert match, body[place : place + 300]
        found.append(match.groupdict())
        place = match.end()
    return found


def test_the_sample_and_our_copy_have_one_layout():
    sample = SAMPLE.read_text(encoding="utf-8")
    copied = copied_table(CASES, TODAY)
    assert copied.split("\n", 1)[0] == sample.split("\n", 1)[0]
    assert len(rows(sample)) == 31
    assert len(rows(copied)) > 50
    assert copied.endswith("\n") == sample.endswith("\n")


def test_a_row_says_what_the_case_says():
    case = caseload(1, 1, TODAY)[0]
    (row,) = rows(copied_table([case], TODAY))
    leave = case.sick_leaves[0]
    assert row["status"] == "Aktiv"
    assert (row["number"], row["name"], row["sex"]) == (case.personnummer, case.name, case.sex)
    assert (row["start"], row["end"]) == (str(leave.first_day), str(leave.last_day))
    assert row["days"] == "121"
    assert row["degrees"] == "100%50%25%"
    assert row["diagnosis"].startswith("F438A Utmattningssyndrom")
    assert row["physician"] == case.physician


def test_free_days_do_not_count_in_the_length():
    case = caseload(2, 1, TODAY)[1]
    (row,) = rows(copied_table([case], TODAY))
    calendar_days = (date.fromisoformat(row["end"]) - date.fromisoformat(row["start"])).days + 1
    assert int(row["days"]) == calendar_days - 3


def test_only_the_certificate_in_force_gives_degrees():
    case = leave_of(
        DemoPeriod(day(-40), day(-11), 100), DemoPeriod(day(-10), day(5), 75), DemoPeriod(day(6), day(20), 50)
    )
    (row,) = rows(copied_table([case], TODAY))
    assert row["degrees"] == "75%50%"


def test_a_sick_leave_is_listed_while_a_certificate_covers_the_day():
    case = leave_of(DemoPeriod(day(-20), day(-8), 100), DemoPeriod(day(-4), day(3), 100))
    listed = {offset: len(rows(copied_table([case], day(offset)))) for offset in (-21, -20, -8, -7, -5, -4, 3, 4)}
    assert listed == {-21: 0, -20: 1, -8: 1, -7: 0, -5: 0, -4: 1, 3: 1, 4: 0}


def test_no_sick_leave_gives_the_headings_alone():
    assert copied_table([], TODAY) == " \t".join(HEADINGS) + " "


def test_protected_people_and_other_units_are_not_listed():
    case = leave_of(DemoPeriod(day(-3), day(3), 100))
    assert len(rows(copied_table([case], TODAY))) == 1
    assert rows(copied_table([replace(case, protected_identity=True)], TODAY)) == []
    assert rows(copied_table([replace(case, unit=SECOND_UNIT)], TODAY)) == []
    assert len(rows(copied_table([replace(case, unit=SECOND_UNIT)], TODAY, SECOND_UNIT))) == 1


def test_a_case_taken_up_after_the_list_has_no_status_in_it():
    case = replace(leave_of(DemoPeriod(day(-30), day(30), 100)))
    (row,) = rows(copied_table([case], case.opened_on - timedelta(days=1)))
    assert row["status"] == "-"


def test_our_reader_reads_the_copy_back_without_a_warning():
    read = read_text(copied_table(CASES, TODAY), TODAY)
    cases = {case.personnummer: case for case in CASES}
    assert not read.warnings
    assert len(read.records) > 50
    for record in read.records:
        case = cases[record.personnummer or ""]
        assert (record.name, record.status) == (case.name, case.status_changes[-1].word)
        assert (record.diagnosis_code, record.diagnosis_text) == (case.diagnosis_code, case.diagnosis_text)
        assert (record.co_diagnoses, record.occupations) == (case.co_diagnoses, case.occupations)
        leave = case.sick_leaves[-1]
        assert (record.first_day, record.last_day) == (leave.first_day, leave.last_day)
        assert record.certificates == leave.certificates


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10**6), today=st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_every_listed_person_once_newest_first(seed, today):
    cases = caseload(60, seed, today)
    listed = rows(copied_table(cases, today))
    assert [row["row"] for row in listed] == [str(number) for number in range(1, len(listed) + 1)]
    starts = [row["start"] for row in listed]
    assert starts == sorted(starts, reverse=True)
    expected = {
        case.personnummer
        for case in cases
        if case.unit == MAIN_UNIT
        and not case.protected_identity
        and any(leave.last_day >= today for leave in case.sick_leaves)
    }
    assert {row["number"] for row in listed} == expected
    assert len(listed) == len(expected)


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def leave_of(*periods: DemoPeriod):
    """The first case with one sick leave of these periods, taken up on day -2."""
    leave = DemoSickLeave(periods[0].start, periods[-1].end, 1, periods)
    case = CASES[0]
    changes = tuple(replace(change, on=day(-2)) for change in case.status_changes)
    return replace(case, sick_leaves=(leave,), unit=MAIN_UNIT, opened_on=day(-2), status_changes=changes)
