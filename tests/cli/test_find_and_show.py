"""`rekotui find` and `rekotui show`: who is meant, and what is told of her."""

import pytest

from tests.cli.running import CommandLine, bare
from tests.cli.test_list import KEYS

SHOW_KEYS = [
    *KEYS,
    *[
        "opened_on",
        "status_since",
        "phone",
        "interpreter",
        "referred_by",
        "referred_on",
        "referred_why",
        "sick_leaves",
        "milestones",
    ],
    *["status_changes", "notes", "consents", "plan", "contacts", "follow_ups"],
]
MAJA = ("2026-024", "19860618-2387")


def found(cli: CommandLine, *words: str) -> list[str]:
    answer = cli("find", "--json", *words)
    return [case["case"] for case in answer.json]


@pytest.mark.parametrize("text", ["maja", "MAJA HEDL", "hedlund maja", "Hedl", "2026-024", *[MAJA[1]]])
def test_words_and_numbers_find(demo: str, cli: CommandLine, text: str) -> None:
    assert "2026-024" in found(cli, *text.split())


@pytest.mark.parametrize("number", ["19860618-2387", "198606182387", "860618-2387", "8606182387"])
def test_a_number_finds_its_one_case(demo: str, cli: CommandLine, number: str) -> None:
    assert found(cli, number) == ["2026-024"]


def test_employer_doctor_and_notes_find_too(demo: str, cli: CommandLine) -> None:
    assert "2026-024" in found(cli, "provtorps", "--limit", "0")
    assert "2026-024" in found(cli, "provander", "--limit", "0")
    assert "2026-024" in found(cli, "psykolog", "--limit", "0")


def test_keys_are_those_of_list(demo: str, cli: CommandLine) -> None:
    listed = next(c for c in cli("list", "--json", "--limit", "0").json if c["case"] == "2026-024")
    assert cli("find", "maja", "hedlund", "--json").json[0] == listed


def test_spelling_is_forgiven_when_nothing_else_matches_and_that_is_said(demo: str, cli: CommandLine) -> None:
    answer = cli("find", "hedlubd", "--json")
    assert "2026-024" in [case["case"] for case in answer.json]
    assert "Inget stämde precis" in answer.err
    assert "Inget stämde precis" not in cli("find", "hedlund").err


def test_find_shows_twenty_and_says_how_many_more(demo: str, cli: CommandLine) -> None:
    answer = cli("find", "a", "--json")
    everything = cli("find", "a", "--json", "--limit", "0").json
    assert len(answer.json) == 20
    assert answer.err == f"… och {len(everything) - 20} till. Visa alla med --limit 0.\n"


def test_nothing_found_is_exit_1_with_an_empty_array(demo: str, cli: CommandLine) -> None:
    answer = cli("find", "xyzzyqqq", "--json")
    assert (answer.code, answer.json) == (1, [])
    assert answer.err == "Inget ärende stämmer med sökningen.\n"
    assert cli("show", "xyzzyqqq").code == 1
    assert cli("show", "2199-001").code == 1


@pytest.mark.parametrize("text", ['"', "*", "' or 1=1 --", "a\x00b", "%", "NEAR(", "\udcff", "å" * 5000])
def test_any_text_is_only_text(demo: str, cli: CommandLine, text: str) -> None:
    assert cli("find", "--json", "--", text).code in (0, 1)
    assert cli("show", "--json", "--", text).code in (0, 1, 2)


def test_a_dash_reads_from_standard_input(demo: str, cli: CommandLine) -> None:
    assert cli("find", "-", "--json", stdin=f"{MAJA[1]}\n").json[0]["case"] == MAJA[0]
    assert cli("show", "-", "--json", stdin="maja hedlund\n").json["case"] == MAJA[0]
    for command in ("find", "show"):
        assert cli(command, "-", stdin="").code == 2


@pytest.mark.parametrize("case", [MAJA[0], MAJA[1], "198606182387", "maja hedlund"])
def test_show_takes_number_personnummer_or_name(demo: str, cli: CommandLine, case: str) -> None:
    shown = cli("show", case, "--json").json
    assert list(shown) == SHOW_KEYS
    assert shown["case"] == MAJA[0]
    assert cli("show", *case.split(), "--json").json == shown


def test_show_tells_the_whole_case(demo: str, cli: CommandLine) -> None:
    shown = cli("show", MAJA[0], "--json").json
    assert shown["day_today"] == 83
    assert [mark["day"] for mark in shown["milestones"]] == [90, 91, 180, 181, 365, 366]
    assert shown["milestones"][0] == {"day": 90, "date": "2026-11-29", "forecast": False}
    assert [change["status"] for change in shown["status_changes"]] == ["Aktiv", "Kontaktad", "-"]
    assert [note["date"] for note in shown["notes"]] == sorted((n["date"] for n in shown["notes"]), reverse=True)
    (leave,) = shown["sick_leaves"]
    assert list(leave) == [
        "unit",
        "first_day",
        "last_day",
        "length_days",
        "certificates",
        "degrees",
        "source",
        "seen_on",
        "periods",
    ]
    assert leave["periods"][0] == {"first_day": "2026-09-01", "last_day": "2026-11-22", "degree": 100}


def test_show_as_text_says_the_same(demo: str, cli: CommandLine) -> None:
    shown = cli("show", MAJA[0], "--json").json
    text = cli("show", MAJA[0]).out
    assert text.splitlines()[0] == "2026-024  Hedlund, Maja"
    for value in (
        shown["personnummer"],
        shown["employer"],
        shown["physician"],
        "dag 83 (beräknad)",
        "100 %",
        *(note["text"] for note in shown["notes"]),
        *(mark["date"] for mark in shown["milestones"]),
    ):
        assert str(value) in text


def test_several_matches_are_listed_and_nothing_is_shown(demo: str, cli: CommandLine) -> None:
    answer = cli("show", "almqvist", "--json")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("Almqvist,") == 2
    assert answer.err.endswith("Flera ärenden stämmer. Skriv ärendenumret.\n")


def test_an_older_closed_case_does_not_make_the_open_one_ambiguous(demo: str, cli: CommandLine) -> None:
    connection = bare(demo)
    (owner,) = connection.execute("select patient_id from caseload where number = '2026-024'").fetchone()
    connection.execute(
        "insert into caseload (number, patient_id, status, status_since, opened_on, version)"
        " values ('2019-001', ?, 'Avslutad', '2019-06-01', '2019-01-01', 1)",
        (owner,),
    )
    connection.close()
    assert cli("show", MAJA[1], "--json").json["case"] == "2026-024"
    assert cli("show", "2019-001", "--json").json["case"] == "2019-001"
