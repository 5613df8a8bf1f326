"""Global options hold before and after the command, and for one run only."""

import os

import pytest

from rekotui.base.version import VERSION
from tests.cli.running import CommandLine, process


def test_options_hold_before_and_after_the_command(demo: str, cli: CommandLine) -> None:
    before = cli("--json", "--limit", "3", "--on", "2026-10-01", "list")
    after = cli("list", "--json", "--limit=3", "--on=2026-10-01")
    assert before.code == after.code == 0
    assert before.json == after.json
    assert len(after.json) == 3


def test_nothing_of_one_run_holds_in_the_next(demo: str, cli: CommandLine) -> None:
    cli("list", "--json", "--limit", "1", "--quiet")
    plain = cli("list")
    assert plain.out.startswith("Ärende")
    assert len(plain.out.splitlines()) == 51


@pytest.mark.parametrize("end", [True, False])
def test_vault_is_named_by_option_or_environment(demo: str, cli: CommandLine, end: bool) -> None:
    del os.environ["REKOTUI_VAULT"]
    assert cli("list").code == 3
    arguments = ("list", "--vault", demo) if end else ("--vault", demo, "list")
    assert cli(*arguments, "--json").json


def test_today_is_option_then_environment_then_clock(demo: str, cli: CommandLine) -> None:
    case = cli("list", "--json", "--limit", "1").json[0]
    later = cli("list", "--json", "--limit", "0", "--on", "2026-11-23").json
    same = next(each for each in later if each["case"] == case["case"])
    assert same["day_today"] == case["day_today"] + 1
    os.environ["REKOTUI_TODAY"] = "2026-11-23"
    assert cli("list", "--json", "--limit", "0").json == later
    assert cli("list", "--json", "--limit", "0", "--on", "2026-11-22").json != later


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days_like_others(demo: str, cli: CommandLine, day: str) -> None:
    for command in (("list", "--limit", "0"), ("show", "2026-024"), ("list", "--filter", "age>20"), ("find", "anna")):
        assert cli(*command, "--on", day, "--json").code in (0, 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--limit", "-1", "list"), "--limit är ett heltal"),
        (("--limit", "²", "list"), "--limit är ett heltal"),
        (("--limit", "9" * 30, "list"), "--limit är ett heltal"),
        (("list", "--limit"), "--limit behöver ett värde"),
        (("list", "--on", "22/11"), "inget datum"),
        (("--on", "2026-02-30", "list"), "inget datum"),
    ],
)
def test_a_wrong_value_is_wrong_use(demo: str, cli: CommandLine, arguments: tuple[str, ...], said: str) -> None:
    answer = cli(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_a_wrong_day_in_the_environment_is_wrong_use(demo: str, cli: CommandLine) -> None:
    os.environ["REKOTUI_TODAY"] = "i morgon"
    assert cli("list").code == 2


def test_limit_says_how_many_more_on_standard_error(demo: str, cli: CommandLine) -> None:
    assert cli("list", "--limit", "7").err == "… och 53 till. Visa alla med --limit 0.\n"
    assert cli("list").err == "… och 10 till. Visa alla med --limit 0.\n"
    assert cli("list", "--limit", "60").err == ""
    everything = cli("list", "--limit", "0", "--json")
    assert (len(everything.json), everything.err) == (60, "")


def test_quiet_leaves_the_answer_only(demo: str, cli: CommandLine) -> None:
    answer = cli("list", "--limit", "7", "--quiet")
    assert len(answer.out.splitlines()) == 8
    assert answer.err == ""


def test_version(cli: CommandLine) -> None:
    assert cli("--version").out == f"rekotui {VERSION}\n"
    assert process("--version").out == f"rekotui {VERSION}\n"


def test_what_follows_two_dashes_is_text(demo: str, cli: CommandLine) -> None:
    answer = cli("find", "--", "--json")
    assert (answer.code, answer.err) == (1, "Inget ärende stämmer med sökningen.\n")
