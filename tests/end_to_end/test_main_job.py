"""The main job, from Rehabstöd's list to the prompt and to the files, held against the answers beside the samples."""

import csv
import io
import json
import os
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from rekotui.casework.names import filed_name
from rekotui.exchange.messages import COLUMNS
from tests.casework import weeks
from tests.cli.running import SAMPLES, CommandLine
from tests.exchange.reading_back import html_rows, markdown_rows, xlsx_rows

EXPECTED = json.loads((SAMPLES / "expected.json").read_text("utf-8"))
SAMPLE_LISTS = ("nuvarande-urklipp.txt", "vecka-17-urklipp.txt", "vecka-24-urklipp.txt", "vecka-25-urklipp.txt")
Case = dict[str, Any]


def wanted(sample: str) -> dict[str, Case]:
    """What each person's case must say after the sample alone, by personnummer."""
    people = {}
    for record in EXPECTED[sample]["records"]:
        code, text = record["diagnoskod"], record["diagnostext"]
        people[record["personnummer"]] = {
            "personnummer": record["personnummer"],
            "name": record["namn"],
            "age": record["alder"],
            "sex": record["kon"],
            "status": record["status"],
            "diagnosis": code,
            "diagnosis_text": text,
            "co_diagnoses": record["bidiagnoser"] or [],
            "occupations": record["sysselsattning"] or [],
            "first_day": record["start"],
            "last_day": record["slut"],
            "length_days": record["dagar"],
            "certificates": record["antal_intyg"],
            "degrees": record["grader"],
            "physician": record["lakare"],
        }
    return people


def only(case: Case, like: Case) -> Case:
    return {key: case[key] for key in like}


def import_all(cli: CommandLine, sample: str) -> str:
    day = str(EXPECTED[sample]["list_of"])
    answer = cli("import", "rehabstod", str(SAMPLES / sample), "--list-date", day, "--take", "all", "--on", day)
    assert answer.code == 0, answer.err
    os.environ["REKOTUI_TODAY"] = day
    return day


@pytest.mark.parametrize("sample", SAMPLE_LISTS)
def test_list_find_show_and_files_say_what_the_list_said(vault: str, cli: CommandLine, sample: str) -> None:
    day = import_all(cli, sample)
    people = wanted(sample)
    listed = cli("list", "--on", day, "--limit", "0", "--json").json
    assert {case["personnummer"]: only(case, people[case["personnummer"]]) for case in listed} == people
    for case in listed:
        assert case["day_today"] == day_number(case, day)
        single = len(set(case["degrees"])) == 1 and case["day_today"] is not None
        assert case["degree_today"] == (case["degrees"][0] if single else None)
    for case in listed[:6]:
        assert case in cli("find", case["name"], "--json").json
        assert cli("find", case["personnummer"], "--json").json == [case]
        shown = cli("show", case["case"], "--json").json
        assert only(shown, case) == case
    assert_files_say(cli, listed)


UNIT = "Exempelbackens vårdcentral"


def day_number(case: Case, day: str) -> int | None:
    if not case["first_day"] <= day <= case["last_day"]:
        return None
    return (date.fromisoformat(day) - date.fromisoformat(case["first_day"])).days + 1


def assert_files_say(cli: CommandLine, listed: list[Case]) -> None:
    """Every format holds the same people, days and degrees as the list."""
    as_json = cli("export", "summary", "--with-identities", "--format", "json").json["cases"]
    assert sorted(as_json, key=lambda case: str(case["case"])) == sorted(listed, key=lambda case: str(case["case"]))
    text = cli("export", "summary", "--with-identities", "--format", "csv").out.removeprefix("\ufeff")
    from_csv = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert [cells_of(case) for case in as_json] == [{key: row[key] for key in cells_of(as_json[0])} for row in from_csv]
    everything = [list(row.values()) for row in from_csv]
    assert markdown_rows(cli("export", "summary", "--with-identities", "--format", "md").out) == everything
    assert html_rows(cli("export", "summary", "--with-identities", "--format", "html").out) == everything
    with TemporaryDirectory() as place:
        file = Path(place, "x.xlsx")
        assert cli("export", "summary", "--with-identities", "-o", str(file)).code == 0
        assert xlsx_rows(file.read_bytes()) == everything


def cells_of(case: Case) -> dict[str, str]:
    """What a line of the worklist says of a case, by Swedish heading."""
    numbers = ("age", "length_days", "day_today", "chain_day")
    return {
        COLUMNS["case"]: case["case"],
        COLUMNS["name"]: filed_name(case["name"]),
        COLUMNS["personnummer"]: case["personnummer"],
        COLUMNS["first_day"]: case["first_day"],
        COLUMNS["last_day"]: case["last_day"],
        COLUMNS["status"]: case["status"],
        COLUMNS["degrees"]: " → ".join(f"{degree} %" for degree in case["degrees"]),
        **{COLUMNS[key]: "" if case[key] is None else str(case[key]) for key in numbers},
    }


@pytest.mark.parametrize("sample", [weeks.W25, weeks.W25_PRINT])
@pytest.mark.parametrize("earlier", [True, False], ids=["with week 17", "without week 17"])
def test_week_24_then_25_gives_the_expected_groups(vault: str, cli: CommandLine, earlier: bool, sample: str) -> None:
    for before in ([weeks.W17] if earlier else []) + [weeks.W24]:
        day = EXPECTED[before]["list_of"]
        listed = ("--list-date", day, "--unit", UNIT)
        assert cli("import", "rehabstod", str(SAMPLES / before), *listed).code == 0
    file = str(SAMPLES / sample)
    listed = ("--list-date", "2026-06-15", "--unit", UNIT)
    groups = cli("import", "rehabstod", file, *listed, "--json").json["groups"]
    assert_as_expected(groups, weeks.expected(weeks.W24, sample, with_earlier=earlier))
    (review,) = cli("review", "--json").json
    # A review tells of each person what is decided, too.
    assert {name: [_without_decision(one) for one in found] for name, found in review["groups"].items()} == groups


def _without_decision(person: Case) -> Case:
    return {key: value for key, value in person.items() if key not in ("decision", "needs_decision", "why", "marks")}


def test_week_17_then_24_gives_the_expected_groups(vault: str, cli: CommandLine) -> None:
    assert cli("import", "rehabstod", str(SAMPLES / weeks.W17), "--list-date", "2026-04-20").code == 0
    answer = cli("import", "rehabstod", str(SAMPLES / weeks.W24), "--list-date", "2026-06-08", "--json")
    assert_as_expected(answer.json["groups"], weeks.expected(weeks.W17, weeks.W24))


def assert_as_expected(groups: dict[str, list[Case]], expected: dict[str, dict[str, Case]]) -> None:
    assert list(groups) == list(expected)
    for group, people in groups.items():
        assert [person["personnummer"] for person in people] == list(expected[group]), group
        if group != "relapsed":
            assert {person["personnummer"]: person["changes"] for person in people} == expected[group], group


def test_a_case_follows_from_list_to_list(vault: str, cli: CommandLine) -> None:
    for week in (17, 24, 25):
        day = import_all(cli, f"vecka-{week}-urklipp.txt")
    people = wanted("vecka-25-urklipp.txt")
    followed = ("first_day", "last_day", "length_days", "certificates", "degrees", "physician", "diagnosis")
    listed = cli("list", "--on", day, "--limit", "0", "--json", "--view", "active").json
    for case in listed:
        if case["personnummer"] in people:
            known = people[case["personnummer"]]
            assert {key: case[key] for key in followed if known[key]} == {k: known[k] for k in followed if known[k]}
    assert {case["personnummer"] for case in listed} > {
        number for number, person in people.items() if person["status"] in ("Aktiv", "Kontaktad", "Uppföljning")
    }
