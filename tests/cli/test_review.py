"""`rekotui review`: what the last list changed, unit by unit, as text and as JSON."""

from datetime import date
from pathlib import Path

import pytest

from rekotui.casework.personnummer import parse
from rekotui.casework.review import GROUPS
from storage.cases import CaseRepository, NewCase
from storage.database import Database
from storage.reviews import ReviewRepository
from storage.vault import demo_key
from tests.casework import weeks
from tests.cli.running import SAMPLES, CommandLine, at_terminal, bare, history
from tests.exchange.rehabstod.copies import copied, other, row

WEEK_17, WEEK_24, WEEK_25 = (str(SAMPLES / f"vecka-{week}-urklipp.txt") for week in (17, 24, 25))
KEYS = ["unit", "list_date", "since", "last_review", "people", "to_decide", "assignment", "groups"]
KOPIA, DUMMY = "19680214-2387", "19990228-2392"
"""Extended in week 25, and unchanged."""
DECIDED = ("decision", "needs_decision", "why", "marks")


def read_in(cli: CommandLine, file: str, day: str, *extra: str, stdin: str = "") -> None:
    answer = cli("import", "rehabstod", file, "--list-date", day, *extra, stdin=stdin)
    assert answer.code == 0, answer.err


def assign(folder: str, ends_on: str = "2026-12-31", unit: str = "") -> None:
    connection = bare(folder)
    connection.execute(
        "insert into assignment (unit, given_by, starts_on, ends_on, signed_on, recorded_at, version)"
        " values (?, 'Vera Chef', '2026-01-01', ?, '2026-01-01', 'nu', 1)",
        (unit, ends_on),
    )
    connection.close()


def compared(groups: dict[str, list[dict[str, object]]]) -> dict[str, list[dict[str, object]]]:
    """What the comparison says, without what has been decided."""
    return {
        group: [{key: value for key, value in person.items() if key not in DECIDED} for person in people]
        for group, people in groups.items()
    }


@pytest.fixture
def two_weeks(empty: str, cli: CommandLine) -> str:
    assign(empty)
    read_in(cli, WEEK_17, "2026-04-20", "--unit", "Norra")
    read_in(cli, WEEK_24, "2026-06-08", "--take", "status")
    read_in(cli, WEEK_25, "2026-06-15")
    return empty


def test_json_says_exactly_what_the_sample_weeks_say(two_weeks: str, cli: CommandLine) -> None:
    (answer,) = cli("review", "--json").json
    assert list(answer) == KEYS
    assert (answer["unit"], answer["list_date"]) == ("Norra", "2026-06-15")
    assert (answer["since"], answer["last_review"]) == ("2026-06-08", None)
    expected = weeks.expected(weeks.W24, weeks.W25)
    assert list(answer["groups"]) == list(GROUPS)
    for group, people in answer["groups"].items():
        assert [person["personnummer"] for person in people] == list(expected[group])
        if group != "relapsed":
            assert {person["personnummer"]: person["changes"] for person in people} == expected[group]


def test_json_is_the_same_as_that_of_the_import(two_weeks: str, cli: CommandLine) -> None:
    imported = cli("import", "rehabstod", WEEK_25, "--list-date", "2026-06-15", "--dry-run", "--json").json
    assert compared(cli("review", "--json").json[0]["groups"]) == imported["groups"]


def test_text_tells_by_group_who_and_what(two_weeks: str, cli: CommandLine) -> None:
    answer = cli("review", "--on", "2026-06-15")
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[:4] == [
        "Norra: 33 sjukfall i listan från 2026-06-15.",
        "Jämfört med listan från 2026-06-08.",
        "22 av 33 behöver ett beslut.",
        "Nya: 4",
    ]
    assert [line.partition(":")[0] for line in lines[3:] if not line.startswith(" ")] == [
        "Nya",
        "Sjukskrivna igen",
        "Borta ur listan",
        "Förlängda",
        "Orimligt slutdatum",
        "Tidigare startdatum",
        "Ändrad grad",
        "Ändrad diagnos",
        "Ny läkare",
        "Oförändrade",
    ]
    assert "  Exempelgren, Kopia               slut 10 jun → 8 jul · kvar" in lines
    assert "  Slutdatum, Fel                   slut 14 jun → 12 jul 2062 · kvar · M fel år" in lines
    assert "  Åkerprov, Låtsas       2026-008  grad 100 % → 50 % · F" in lines
    # Who is unchanged is only counted.
    assert lines[-1] == "Oförändrade: 17, 9 utan beslut"


def test_several_units_come_one_after_the_other_and_json_is_always_an_array(two_weeks: str, cli: CommandLine) -> None:
    read_in(cli, "-", "2026-06-16", "--unit", "Södra", stdin=copied(row(1), other(2)))
    both, one = cli("review", "--json").json, cli("review", "--unit", "sodra", "--json").json
    assert [each["unit"] for each in both] == ["Södra", "Norra"]
    assert one == both[:1]
    text = cli("review").out
    assert text.index("Södra: 2 sjukfall") < text.index("\n\nNorra: 33 sjukfall")
    assert "Det är den första listan." in text
    assert "Södra" not in cli("review", "--unit", "Norra").out


def test_a_list_without_a_unit_has_none_in_the_answer(empty: str, cli: CommandLine) -> None:
    read_in(cli, WEEK_24, "2026-06-08")
    assert cli("review", "--json").json[0]["unit"] is None
    assert cli("review").out.startswith(
        "31 sjukfall i listan från 2026-06-08.\nDet är den första listan.\n31 av 31 behöver ett beslut.\nNya: 31\n"
    )


def test_since_the_last_review_that_was_done(two_weeks: str, cli: CommandLine) -> None:
    connection = bare(two_weeks)
    connection.execute(
        "insert into review_done (unit, import_id, done_on, recorded_at) values ('Norra', 1, '2026-04-21', 'nu')"
    )
    connection.close()
    (answer,) = cli("review", "--json").json
    assert (answer["since"], answer["last_review"]) == ("2026-04-20", "2026-04-21")
    assert len(answer["groups"]["new"]) == 17
    assert "Senaste genomgången gjordes 2026-04-21." in cli("review").out


def test_no_list_is_exit_1_with_a_sentence(empty: str, cli: CommandLine) -> None:
    for how in ((), ("--json",)):
        answer = cli("review", *how)
        assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)
        assert "Ingen lista är inläst än" in answer.err
    read_in(cli, WEEK_24, "2026-06-08", "--unit", "Norra")
    answer = cli("review", "--unit", "Västra")
    assert (answer.code, answer.out) == (1, "")
    assert "Norra" in answer.err


def test_wrong_use_is_exit_2(empty: str, cli: CommandLine) -> None:
    assert cli("review", "nu").code == 2
    assert cli("review", "--nope").code == 2
    assert cli("review", "--unit").code == 2


def test_one_row_in_the_log_with_the_number_of_people(two_weeks: str, cli: CommandLine) -> None:
    read_in(cli, "-", "2026-06-16", "--unit", "Södra", stdin=copied(row(1), other(2)))
    before = len(history(two_weeks))
    cli("review", "--json")
    cli("review", "--unit", "Södra")
    assert history(two_weeks)[before:] == [
        ("list.read", None, {"command": "review", "hits": 38}),
        ("list.read", None, {"command": "review", "hits": 2}),
    ]


def test_a_protected_identity_is_named_nowhere(two_weeks: str, cli: CommandLine) -> None:
    connection = bare(two_weeks)
    number = "19650130-2399"
    assert connection.execute("update patient set protected = 1 where personnummer = ?", (number,)).rowcount == 1
    connection.close()
    import_ = ("import", "rehabstod", WEEK_25, "--list-date", "2026-06-15", "--dry-run")
    groups = cli(*import_, "--json").json["groups"]
    code, screen = at_terminal(import_)
    texts = [cli("review").out, cli("review", "--json").out, str(groups), screen]
    assert code == 0
    assert all("Åkerprov" not in text and number not in text for text in texts)
    assert "Skyddade personuppgifter  2026-008  grad 100 % → 50 %" in texts[0]
    assert "Skyddade personuppgifter  2026-008  grad 100 % → 50 %" in screen
    assert {"personnummer": None, "name": None, "case": "2026-008", "changes": {"degrees": [[100], [50]]}} in groups[
        "degree_changed"
    ]


def test_at_a_terminal_long_lines_go_on_under_themselves(two_weeks: str) -> None:
    code, screen = at_terminal(["review"], columns=80)
    lines = screen.replace("\r", "").splitlines()
    assert code == 0
    assert all(len(line) <= 80 for line in lines)
    assert "                                   " in lines[lines.index("Sjukskrivna igen: 1") + 2]


def test_what_people_typed_cannot_steer_the_terminal(empty: str, cli: CommandLine) -> None:
    read_in(cli, "-", "2026-06-08", "--unit", "Nor\x1b[31mra [/]", stdin=copied(row(1), other(2)))
    read_in(cli, "-", "2026-06-15", stdin=copied(row(1, Läkare="[red]Röd\x1b[0m"), other(2)))
    out = cli("review").out
    assert "\x1b" not in out
    assert "[red]Röd" in out
    assert "[/]" in out


def test_a_number_that_was_replaced_is_told_with_both_numbers(empty: str, cli: CommandLine) -> None:
    text = Path(WEEK_24).read_text("utf-8")
    read_in(cli, WEEK_24, "2026-06-08", "--take", "all")
    read_in(cli, "-", "2026-06-15", stdin=text.replace("19850773-2389", "19850713-2382"))
    (case,) = cli("find", "19850773-2389", "--json").json
    (answer,) = cli("review", "--json").json
    assert answer["groups"]["new"] == answer["groups"]["gone"] == []
    assert compared(answer["groups"])["number_replaced"] == [
        {
            "personnummer": "19850713-2382",
            "name": "Test Coordinata",
            "case": case["case"],
            "changes": {},
            "before": "19850773-2389",
            "after": "19850713-2382",
        }
    ]
    assert "Kanske samma person med nytt personnummer: 1\n" in cli("review").out
    assert "personnummer 19850773-2389 → 19850713-2382" in cli("review").out


def test_it_answers_from_a_locked_vault_by_the_passphrase_file(
    locked: str, cli: CommandLine, passphrase_file: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert cli("review").code == 3
    monkeypatch.setenv("REKOTUI_PASSPHRASE_FILE", passphrase_file)
    assert cli("review").code == 1


def test_what_is_decided_is_told_in_text_and_json(two_weeks: str, cli: CommandLine) -> None:
    database = Database(two_weeks, demo_key(two_weeks), demo=True)
    with database.write() as work:
        reviews = ReviewRepository(work)
        reviews.decide(2, KOPIA, "leave", date(2026, 6, 8), reason="Kort sjukskrivning")
        reviews.decide(3, DUMMY, "wait", date(2026, 6, 15), wait_until=date(2026, 11, 23))
    database.close()
    (answer,) = cli("review", "--json").json
    by_number = {each["personnummer"]: each for people in answer["groups"].values() for each in people}
    assert (answer["people"], answer["to_decide"]) == (33, 21)
    assert answer["assignment"] == {"given_by": "Vera Chef", "ends_on": "2026-12-31"}
    assert by_number[KOPIA]["decision"] == {
        "decision": "leave",
        "until": None,
        "reason": "Kort sjukskrivning",
        "on": "2026-06-08",
    }
    assert (by_number[KOPIA]["needs_decision"], by_number[KOPIA]["why"]) == (True, ["extended"])
    assert (by_number[DUMMY]["needs_decision"], by_number[DUMMY]["decision"]["until"]) == (False, "2026-11-23")
    assert by_number[DUMMY]["marks"][0] == {"code": "mental", "number": None}
    assert "slut 10 jun → 8 jul · förlängd" in cli("review").out
    (later,) = cli("review", "--json", "--on", "2026-11-23").json
    again = {each["personnummer"]: each for each in later["groups"]["unchanged"]}
    assert again[DUMMY]["why"] == ["wait_over"]


def test_a_reason_about_a_protected_person_is_not_told(two_weeks: str, cli: CommandLine) -> None:
    database = Database(two_weeks, demo_key(two_weeks), demo=True)
    with database.write() as work:
        ReviewRepository(work).decide(3, DUMMY, "leave", date(2026, 6, 15), reason="Dummy flyttar")
        case = CaseRepository(work).open(NewCase(parse(DUMMY, date(2026, 6, 15)), "Dummy", date(2026, 6, 15)))
        CaseRepository(work).change_facts(case, {"protected": True})
    database.close()
    assert "flyttar" not in cli("review", "--json").out + cli("review").out


def exceptions(folder: str) -> list[tuple[str, str, str]]:
    connection = bare(folder)
    rows = connection.execute("select unit, happened_on, reason from screening_exception order by id").fetchall()
    connection.close()
    return rows


def test_without_an_assignment_it_answers_warns_and_logs_the_exception_once_a_day(empty: str, cli: CommandLine) -> None:
    read_in(cli, WEEK_24, "2026-06-08", "--unit", "Norra")
    first = cli("review", "--json")
    assert (first.code, first.json[0]["assignment"], len(first.json[0]["groups"]["new"])) == (0, None, 31)
    assert "läsningen är loggad som undantag" in first.err
    second = cli("review", "--plain")
    assert (second.code, "läses i dag som loggat undantag" in second.err) == (0, True)
    cli("review", "--on", "2026-11-23", "--reason", "Chefen skriver under i morgon")
    assert [(unit, day) for unit, day, _ in exceptions(empty)] == [("Norra", "2026-11-22"), ("Norra", "2026-11-23")]
    assert "utan terminal" in exceptions(empty)[0][2]
    assert exceptions(empty)[1][2] == "Chefen skriver under i morgon"
    assert [entry for entry in history(empty) if entry[0] == "screening.exception"] == [
        ("screening.exception", None, {"unit": "Norra", "on": "2026-11-22"}),
        ("screening.exception", None, {"unit": "Norra", "on": "2026-11-23"}),
    ]
    assert cli("verify").code == 0


def test_at_a_terminal_the_reason_is_asked_for_and_no_answer_shows_nobody(empty: str, cli: CommandLine) -> None:
    read_in(cli, WEEK_24, "2026-06-08", "--unit", "Norra")
    code, screen = at_terminal(["review"], [("Varför läser du listan", "")])
    assert (code, "Exempel" in screen, exceptions(empty)) == (5, False, [])
    code, screen = at_terminal(["review"], [("Varför läser du listan", "Semester")])
    assert (code, "Exempelgren, Kopia" in screen) == (0, True)
    assert [reason for _unit, _day, reason in exceptions(empty)] == ["Semester"]


def test_the_end_of_an_assignment_is_warned_of(empty: str, cli: CommandLine) -> None:
    read_in(cli, WEEK_24, "2026-06-08", "--unit", "Norra")
    assign(empty, "2026-12-22", "Norra")
    assert "går ut 2026-12-22" in cli("review").err
    assert cli("review", "--on", "2026-11-21").err == ""
    assert exceptions(empty) == []
