"""`rekotui today`: what needs attention and why, and the next step wherever a case is told."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from rekotui.casework.messages import URGENCY
from rekotui.casework.signal import SEVERITIES
from rekotui.exchange.summary import FORMATS
from storage.cases import CaseRepository
from storage.database import Database
from storage.follow_ups import FollowUpRepository, NewFollowUp
from storage.vault import demo_key
from tests.cli.running import CommandLine, at_terminal, bare, history
from tests.exchange.test_summary import texts

CASE, PROTECTED_CASE = "2026-024", "2026-017"
ORDER = list(SEVERITIES.values())
SECRET = "Ring Testa Övningsson om lönen"
Promise = Callable[..., None]


@pytest.fixture
def promise(demo: str) -> Promise:
    """Make a follow-up in a case of the demo."""

    def made(case: str, due_on: str = "2026-11-27", body: str = SECRET) -> None:
        connection = bare(demo)
        (case_id,) = connection.execute("select id from caseload where number = ?", (case,)).fetchone()
        connection.close()
        database = Database(demo, demo_key(demo), demo=True)
        with database.write() as work:
            new = NewFollowUp(date.fromisoformat(due_on), "answer", "arbetsgivare", body=body)
            FollowUpRepository(work).add(CaseRepository(work).get(case_id), new)
        database.close()

    return made


def test_the_most_urgent_first_and_only_those_with_a_signal(demo: str, cli: CommandLine) -> None:
    cases = cli("today", "--json", "--limit", "0").json
    assert cases
    severities = [case["signals"][0]["severity"] for case in cases]
    assert severities == sorted(severities, key=ORDER.index)
    listed = cli("list", "--view", "today", "--json", "--limit", "0").json
    assert sorted(case["case"] for case in listed) == sorted(case["case"] for case in cases)
    assert {json.dumps(case) for case in listed} == {json.dumps(case) for case in cases}


def test_signals_have_their_keys(demo: str, cli: CommandLine) -> None:
    for case in cli("today", "--json", "--limit", "0").json:
        for signal in case["signals"]:
            assert list(signal) == ["rule", "severity", "since", "until", "text", "source"]
            assert signal["since"] <= "2026-11-22"
            assert signal["until"] is None or signal["until"] >= "2026-11-22"
            assert signal["source"]


def test_text_is_grouped_and_a_line_a_case(demo: str, cli: CommandLine) -> None:
    cases = cli("today", "--json", "--limit", "0").json
    out = cli("today", "--plain", "--limit", "0").out
    shown = [line for line in out.splitlines() if line[:4].isdigit()]
    assert [line.split()[0] for line in shown] == [case["case"] for case in cases]
    groups = [word for word in URGENCY.values() if f"\n{word} (" in f"\n{out}"]
    assert groups == [URGENCY[word] for word in ORDER if word in {c["signals"][0]["severity"] for c in cases}]


def test_a_terminal_tells_why_and_what_to_do(demo: str, cli: CommandLine) -> None:
    plain = cli("today", "--plain", "--limit", "2").out
    code, screen = at_terminal(["today", "--limit", "2"])
    assert code == 0
    assert len(screen.splitlines()) > len(plain.splitlines())
    assert "          " in screen


def test_what_comes_has_a_later_day(demo: str, cli: CommandLine) -> None:
    now = cli("today", "--json", "--limit", "0").json
    cases = cli("today", "--days", "14", "--json", "--limit", "0").json
    assert [case["case"] for case in cases[: len(now)]] == [case["case"] for case in now]
    later = [s["since"] for case in cases for s in case["signals"] if s["since"] > "2026-11-22"]
    assert later
    assert max(later) <= "2026-12-06"
    assert "PÅ VÄG" in cli("today", "--days", "14").out
    assert "PÅ VÄG" not in cli("today").out


@pytest.mark.parametrize("days", ["-1", "x", "99999", ""])
def test_days_are_a_number(demo: str, cli: CommandLine, days: str) -> None:
    answer = cli("today", f"--days={days}")
    assert answer.code == 2
    assert "--days" in answer.err


def test_the_limit_says_how_many_more_and_one_read_is_logged(demo: str, cli: CommandLine) -> None:
    total = len(cli("today", "--json", "--limit", "0").json)
    before = len(history(demo))
    answer = cli("today", "--limit", "2", "--json")
    assert len(answer.json) == 2
    assert f"{total - 2} till" in answer.err
    assert history(demo)[before:] == [("list.read", None, {"command": "today", "hits": total})]


def test_the_desk_stands_beside_json_and_in_the_text(demo: str, cli: CommandLine) -> None:
    later = ("today", "--on", "2090-01-01")  # a vault that is made today owes no backup before
    assert "säkerhetskopia" in cli(*later, "--json").err
    assert "säkerhetskopia" in cli(*later, "--plain").out
    assert "säkerhetskopia" not in cli(*later, "--json", "--quiet").err


def test_an_empty_day_is_done(empty: str, cli: CommandLine) -> None:
    answer = cli("today", "--json", "--quiet")
    assert (answer.code, answer.json) == (0, [])


@pytest.mark.parametrize("command", [("today",), ("list", "--view", "today")])
def test_stale_signals_are_made_anew_first(demo: str, cli: CommandLine, command: tuple[str, ...]) -> None:
    expected = cli("today", "--json", "--limit", "0").json
    connection = bare(demo)
    connection.execute("delete from signal")
    connection.execute("update signal_basis set fingerprint = 'old'")
    connection.close()
    answer = cli(*command, "--json", "--limit", "0")
    assert {json.dumps(case) for case in answer.json} == {json.dumps(case) for case in expected}
    assert "Räknar om" in answer.err
    assert "Räknar om" not in cli("today").err


def test_a_promise_is_the_next_step_everywhere(demo: str, cli: CommandLine, promise: Promise) -> None:
    promise(CASE)
    (case,) = cli("find", CASE, "--json").json
    assert (case["next_step"], case["next_date"], case["waiting_for"]) == (SECRET, "2026-11-27", "arbetsgivaren")
    assert [c["case"] for c in cli("list", "--view", "waiting", "--json").json] == [CASE]
    assert [c["case"] for c in cli("list", "--filter", "waiting_for=arbetsgivare", "--json").json] == [CASE]
    assert SECRET in cli("show", CASE).out


@pytest.mark.parametrize("format_", FORMATS)
def test_her_own_words_do_not_leave_without_identities(
    demo: str, cli: CommandLine, promise: Promise, format_: str, tmp_path: object
) -> None:
    promise(CASE)
    path = f"{tmp_path}/list.{format_}"
    assert cli("export", "summary", "-o", path).code == 0
    with open(path, "rb") as file:
        data = file.read()
    text = texts(data if format_ == "xlsx" else data.decode())
    assert "Övningsson" not in text
    assert "Väntar på svar, arbetsgivaren" in text


@pytest.mark.parametrize("command", ["list", "find", "today", "export"])
def test_her_own_words_of_a_protected_identity_are_masked(
    demo: str, cli: CommandLine, promise: Promise, command: str
) -> None:
    promise(PROTECTED_CASE)
    options = {
        "list": ("list", "--limit", "0", "--json"),
        "find": ("find", PROTECTED_CASE, "--json"),
        "today": ("today", "--limit", "0", "--json"),
        "export": ("export", "summary", "--with-identities"),
    }[command]
    answer = cli(*options)
    assert "Övningsson om lönen" not in answer.out + answer.err
    if command != "today":
        assert "Väntar på svar, arbetsgivaren" in answer.out


def test_show_hides_whom_she_spoke_with_about_a_protected_identity(demo: str, cli: CommandLine) -> None:
    for case in (CASE, PROTECTED_CASE):
        grounded = ("--ground", "emergency")
        assert cli("log", case, "--party", "arbetsgivare", "--channel", "phone", *grounded, stdin="Nöd").code == 0
    connection = bare(demo)
    connection.execute("drop trigger contact_no_rewrite")
    connection.execute("update contact set party_name = 'Chefen Provtorp'")
    connection.close()
    assert "Chefen Provtorp" in cli("show", CASE).out
    assert cli("show", CASE, "--json").json["contacts"][0]["party_name"] == "Chefen Provtorp"
    for how in ((), ("--json",)):
        told = cli("show", PROTECTED_CASE, *how)
        assert "Chefen" not in told.out
        assert told.code == 0
