"""`rekotui review`: what the last list changed, unit by unit, as text and as JSON."""

from pathlib import Path

import pytest

from rekotui.casework.review import GROUPS
from tests.casework import weeks
from tests.cli.running import SAMPLES, CommandLine, at_terminal, bare, history
from tests.exchange.rehabstod.copies import copied, other, row

WEEK_17, WEEK_24, WEEK_25 = (str(SAMPLES / f"vecka-{week}-urklipp.txt") for week in (17, 24, 25))
KEYS = ["unit", "list_date", "since", "last_review", "groups"]


def read_in(cli: CommandLine, file: str, day: str, *extra: str, stdin: str = "") -> None:
    answer = cli("import", "rehabstod", file, "--list-date", day, *extra, stdin=stdin)
    assert answer.code == 0, answer.err


@pytest.fixture
def two_weeks(empty: str, cli: CommandLine) -> str:
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
    assert cli("review", "--json").json[0]["groups"] == imported["groups"]


def test_text_tells_by_group_who_and_what(two_weeks: str, cli: CommandLine) -> None:
    answer = cli("review")
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[:3] == [
        "Norra: 33 sjukfall i listan från 2026-06-15.",
        "Jämfört med listan från 2026-06-08.",
        "Nya: 4",
    ]
    assert [line.partition(":")[0] for line in lines[2:] if not line.startswith(" ")] == [
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
    assert "  Exempelgren, Kopia               slut 10 jun → 8 jul" in lines
    assert "  Slutdatum, Fel                   slut 14 jun → 12 jul 2062" in lines
    assert "  Åkerprov, Låtsas       2026-008  grad 100 % → 50 %" in lines
    # Who is unchanged is only counted.
    assert lines[-1] == "Oförändrade: 17"


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
    assert cli("review").out.startswith("31 sjukfall i listan från 2026-06-08.\nDet är den första listan.\nNya: 31\n")


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
    assert answer["groups"]["number_replaced"] == [
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
