"""`rekotui list`: views, filters, sorting, and the shapes of its answer."""

import json

import pytest

from storage.query import FILTERS, SORTS
from tests.cli.running import CommandLine, process

KEYS = [
    "case",
    "name",
    "personnummer",
    "age",
    "sex",
    "status",
    "diagnosis",
    "diagnosis_text",
    "co_diagnoses",
    "physician",
    "occupation",
    "occupations",
    "employer",
    "unit",
    "first_day",
    "last_day",
    "length_days",
    "certificates",
    "day_today",
    "chain_day",
    "degrees",
    "degree_today",
    "next_step",
    "next_date",
    "waiting_for",
    "last_contact",
    "consent_coordination",
    "plan_version",
    "plan_follow_up",
    "plan_current",
    "signals",
    "protected",
]
CLOSED = {"Avslutad", "Avböjt", "Lämnas utan åtgärd"}


def cases(cli: CommandLine, *arguments: str) -> list[dict[str, object]]:
    answer = cli("list", "--json", "--limit", "0", *arguments)
    assert answer.code == 0, answer.err
    found: list[dict[str, object]] = answer.json
    return found


def test_json_has_exactly_the_documented_keys(demo: str, cli: CommandLine) -> None:
    for case in cases(cli):
        assert list(case) == KEYS


def test_json_is_an_array_in_utf8_and_nothing_else(demo: str) -> None:
    answer = process("list", "--json", "--limit", "0", env={"PYTHONIOENCODING": "latin-1", "LC_ALL": "C"})
    assert answer.out.startswith("[\n")
    assert "å" in answer.out
    assert "\\u00e5" not in answer.out
    assert len(json.loads(answer.out)) == 60


def test_views_part_the_caseload(demo: str, cli: CommandLine) -> None:
    active, closed = cases(cli, "--view", "active"), cases(cli, "--view", "closed")
    assert {case["status"] for case in closed} == CLOSED
    assert not {case["status"] for case in active} & CLOSED
    assert len(active) + len(closed) == len(cases(cli, "--view", "all")) == 60


def test_newest_sick_leave_first_and_then_by_name(demo: str, cli: CommandLine) -> None:
    found = [case["first_day"] for case in cases(cli) if case["first_day"]]
    assert found == sorted(found, key=str, reverse=True)


@pytest.mark.parametrize("key", [*SORTS, *(f"-{key}" for key in SORTS)])
def test_every_sort_key_sorts(demo: str, cli: CommandLine, key: str) -> None:
    name = key.removeprefix("-")
    found = cases(cli, "--sort", key)
    assert len(found) == 60
    if name in ("first_day", "last_day", "length_days", "age", "day_today", "chain_day", "diagnosis", "case"):
        known = [case[name] for case in found if case[name] is not None]
        assert known == sorted(known, reverse=key.startswith("-"))  # type: ignore[type-var]


def test_sorting_by_name_is_swedish(demo: str, cli: CommandLine) -> None:
    out = cli("list", "--sort", "name", "--limit", "0", "--plain").out.splitlines()[1:]
    names = [line[10:].split(",")[0] for line in out if "," in line]
    assert names.index("Zetterlund" if "Zetterlund" in names else names[-2]) < len(names)
    assert [name for name in names if name[0] in "ÅÄÖ"] == names[-sum(name[0] in "ÅÄÖ" for name in names) :]


@pytest.mark.parametrize(
    ("filters", "holds"),
    [
        (["status=aktiv"], lambda c: c["status"] == "Aktiv"),
        (["status=uppfoljning"], lambda c: c["status"] == "Uppföljning"),
        (["status=-"], lambda c: c["status"] == "-"),
        (["sex=k"], lambda c: c["sex"] == "Kvinna"),
        (["diagnosis=f43"], lambda c: str(c["diagnosis"]).startswith("F43")),
        (["diagnosis=F43.8"], lambda c: str(c["diagnosis"]).startswith("F438")),
        (["protected=ja"], lambda c: c["protected"]),
        (["age>40", "age<50"], lambda c: 40 < c["age"] < 50),
        (["age=31"], lambda c: c["age"] == 31),
        (["day_today>80"], lambda c: (c["day_today"] or 0) > 80),
        (["chain_day>80", "chain_day<200"], lambda c: 80 < (c["chain_day"] or 0) < 200),
        (["degree_today=50"], lambda c: c["degree_today"] == 50),
        (["degree_today<100"], lambda c: (c["degree_today"] or 100) < 100),
        (["length_days>100"], lambda c: (c["length_days"] or 0) > 100),
        (["certificates=1"], lambda c: c["certificates"] == 1),
        (["first_day>2026-09-30"], lambda c: (c["first_day"] or "") > "2026-09-30"),
        (["physician=attrapp"], lambda c: "Attrapp" in c["physician"]),
        (["unit=exempel", "sex=man"], lambda c: "Exempel" in c["unit"] and c["sex"] == "Man"),
    ],
)
def test_filters_add_up(demo: str, cli: CommandLine, filters: list[str], holds: object) -> None:
    assert callable(holds)
    wanted = [case["case"] for case in cases(cli) if holds(case)]
    asked = [part for filter_ in filters for part in ("--filter", filter_)]
    assert [case["case"] for case in cases(cli, *asked)] == wanted
    assert 0 < len(wanted) < 60


def test_every_filter_field_is_known(demo: str, cli: CommandLine) -> None:
    for field in FILTERS:
        days = ("first_day", "last_day", "opened_on", "status_since", "next_date", "last_contact")
        value = "2026-01-01" if field in days else "fk" if field == "waiting_for" else "1"
        assert cli("list", "--filter", f"{field}={value}").code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("--view", "nope"),
        ("--sort", "shoe"),
        ("--sort", ","),
        ("--filter", "shoe=1"),
        ("--filter", "age"),
        ("--filter", "age="),
        ("--filter", "age>=4"),
        ("--filter", "name=anna"),
        ("--filter", "first_day>igår"),
        ("--filter", "status>Aktiv"),
        ("--filter", "length_days=" + "9" * 25),
        ("--filter",),
        ("--shoe",),
        ("word",),
    ],
)
def test_wrong_use_is_exit_2_and_prints_nobody(demo: str, cli: CommandLine, arguments: tuple[str, ...]) -> None:
    answer = cli("list", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("filter_", ["age<-99999", "age>99999", "day_today<-9999999", "day_today>999999999"])
def test_absurd_numbers_find_nobody_or_everybody(demo: str, cli: CommandLine, filter_: str) -> None:
    assert len(cases(cli, "--filter", filter_)) in (0, 60) or "day_today" in filter_


def test_an_empty_list_is_done(demo: str, cli: CommandLine) -> None:
    answer = cli("list", "--filter", "age>99", "--json")
    assert (answer.code, answer.json) == (0, [])
    assert answer.err == "Inga ärenden att visa.\n"
    assert cli("list", "--filter", "age>99").out == ""


def test_plain_text_is_one_aligned_line_a_case(demo: str, cli: CommandLine) -> None:
    lines = cli("list", "--plain", "--limit", "0").out.splitlines()
    assert lines[0].split() == [
        "Ärende",
        "Namn",
        "Ålder",
        "Dag",
        "Kedjan",
        "Grad",
        "Slutdatum",
        "Diagnos",
        "Läkare",
        "Status",
        *("Nästa", "steg", "Väntar", "på"),
    ]
    assert len(lines) == 61
    statuses = ("-", "Kontaktad", "Aktiv", "Uppföljning", "Medicinsk rehab", *CLOSED)
    assert {line[lines[0].index("Status") : lines[0].index("Nästa")].rstrip() for line in lines[1:]} <= set(statuses)
