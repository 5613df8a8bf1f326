"""`rekotui consents`, and the gate as the command line meets it: the same answers as the repository gives."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rekotui.base import exit_codes
from storage.cases import CaseRepository
from storage.consents import ConsentRepository, NewConsent, Said
from storage.database import Database
from storage.vault import demo_key
from tests.cli.running import ON, CommandLine, at_terminal, bare, history
from tests.cli.test_log import CASE, TEXT, contacts

GIVEN, END = ON - timedelta(days=20), ON + timedelta(days=100)
YES = Said(GIVEN, way="visit", valid_to=END, scope=("contact", "plan"), not_told="Operationen")
EMPLOYER = NewConsent("K3", "arbetsgivare", organisation="Provbruket", person="Kim Chefsson", role="Chef")


def consent(folder: str, case: str = CASE, new: NewConsent = EMPLOYER, *, stopped: bool = False) -> None:
    """Lay in K1 and K3; with `stopped` K3 is withdrawn at ten today."""
    key = demo_key(folder)
    database = Database(folder, key, demo=True)
    with database.write() as work:
        (row,) = work.ask("select id from caseload where number = ?", (case,))
        found, log = CaseRepository(work).get(row[0]), ConsentRepository(work)
        log.give(found, NewConsent("K1"), replace(YES, valid_to=None), ON)
        own = log.give(found, new, YES, ON)
        if stopped:
            log.withdraw(own.id or 0, Said(ON, "10:00", way="phone", note="Vill vänta"), ON)
    database.close()


def log(cli: CommandLine, on: date, clock: str, *more: str, party: str = "arbetsgivare") -> int:
    options = ["--party", party, "--channel", "phone", "--on-date", on.isoformat(), *more]
    return cli("log", CASE, *options, *(("--time", clock) if clock else ()), stdin=TEXT).code


@pytest.mark.parametrize(
    ("on", "clock", "code"),
    [
        (GIVEN - timedelta(1), "", exit_codes.REFUSED),
        (GIVEN, "", exit_codes.DONE),
        (ON - timedelta(1), "", exit_codes.DONE),
        (ON, "", exit_codes.REFUSED),
        (ON, "9:59", exit_codes.DONE),
        (ON, "10:00", exit_codes.REFUSED),
    ],
)
def test_a_contact_is_asked_at_its_own_moment(demo: str, cli: CommandLine, on: date, clock: str, code: int) -> None:
    consent(demo, stopped=True)
    before = history(demo)
    assert log(cli, on, clock) == code
    if code:
        assert contacts(demo) == []
        assert history(demo) == before
        assert log(cli, on, clock, "--ground", "without_consent") == exit_codes.DONE
        assert log(cli, on, clock, "--outcome", "no_answer") == exit_codes.DONE
    assert log(cli, on, clock, party="patient") == exit_codes.DONE


def test_what_is_missing_is_said_and_what_to_do(demo: str, cli: CommandLine) -> None:
    answer = cli("log", CASE, "--party", "arbetsgivare", "--channel", "phone", stdin=TEXT)
    assert answer.code == exit_codes.REFUSED
    assert "samtycke till koordinering" in answer.err
    assert "grund" in answer.err
    consent(demo, stopped=True)
    asked = cli("log", CASE, "--party", "arbetsgivare", "--channel", "phone", stdin=TEXT)
    assert "klockslag" in asked.err
    booked = ("--outcome", "booked", "--on-date", "2026-11-30")
    told = cli("log", CASE, "--party", "arbetsgivare", "--channel", "phone", *booked, stdin=TEXT)
    assert (told.code, "återkallat" in told.err) == (exit_codes.REFUSED, True)


def test_a_refusal_comes_before_she_has_written(demo: str) -> None:
    code, screen = at_terminal(["log", CASE, "--party", "arbetsgivare", "--channel", "phone"], env={"EDITOR": "false"})
    assert code == exit_codes.REFUSED
    assert "samtycke" in screen


def test_the_first_line_is_the_reason_for_a_ground_and_the_text_stays_whole(demo: str, cli: CommandLine) -> None:
    options = ("--party", "fk", "--channel", "phone", "--ground", "fk_request")
    assert cli("log", CASE, *options, stdin="\nDe begärde intyget\nSkickade det samma dag").code == exit_codes.DONE
    (contact,) = cli("show", CASE, "--json").json["contacts"]
    assert (contact["gate"], contact["ground"], contact["ground_reason"]) == (
        "ground",
        "fk_request",
        "De begärde intyget",
    )
    assert contact["text"] == "De begärde intyget\nSkickade det samma dag"
    assert cli("log", CASE, *options, stdin="  \n").code == exit_codes.REFUSED
    assert cli("log", CASE, *options[:5], "lust", stdin=TEXT).code == exit_codes.WRONG_USE
    wrong = cli("log", CASE, "--party", "kommun", "--channel", "phone", "--ground", "fk_request", stdin=TEXT)
    assert (wrong.code, "Välj en annan" in wrong.err) == (exit_codes.REFUSED, True)


def test_with_the_patient_there_where_her_consent_says_so(demo: str, cli: CommandLine) -> None:
    consent(demo, new=replace(EMPLOYER, presence="present"))
    assert log(cli, ON, "") == exit_codes.REFUSED
    assert log(cli, ON, "", "--with-patient") == exit_codes.DONE
    (contact,) = cli("show", CASE, "--json").json["contacts"]
    assert (contact["with_patient"], contact["gate"]) == (True, "consent")


def test_the_patient_herself_is_never_refused_and_the_lack_is_said(demo: str, cli: CommandLine) -> None:
    answer = cli("log", CASE, "--party", "patient", "--channel", "visit", stdin=TEXT)
    assert (answer.code, "Samtycke till koordinering saknas" in answer.err) == (exit_codes.DONE, True)
    consent(demo)
    answer = cli("log", CASE, "--party", "patient", "--channel", "visit", stdin=TEXT)
    assert (answer.code, "saknas" in answer.err) == (exit_codes.DONE, False)


def test_the_information_to_fk_rests_on_its_own_consent(demo: str, cli: CommandLine) -> None:
    consent(demo, new=NewConsent("K2"))
    assert log(cli, ON, "", party="fk") == exit_codes.REFUSED
    assert log(cli, ON, "", "--about", "fk_information", party="fk") == exit_codes.DONE
    assert log(cli, ON, "", "--about", "sip", party="kommun") == exit_codes.REFUSED
    assert log(cli, ON, "", "--about", "annat", party="kommun") == exit_codes.WRONG_USE


def test_the_matrix_and_the_log_as_json(demo: str, cli: CommandLine) -> None:
    assert cli("list", "--limit", "1", "--json").json[0]["consent_coordination"] is None
    consent(demo, stopped=True)
    today = cli("consents", CASE, "--json").json
    assert list(today) == ["case", "date", "parties", "log"]
    assert [(row["kind"], row["state"], row["may"]) for row in today["parties"]] == [
        ("K1", "valid", True),
        ("K2", "none", False),
        ("K3", "ask_time", None),
    ]
    assert [(line["event"], line["kind"], line["time"]) for line in today["log"]] == [
        ("withdrawn", "K3", "10:00"),
        ("given", "K3", None),
        ("given", "K1", None),
    ]
    past = cli("consents", CASE, "--json", "--on", (ON - timedelta(5)).isoformat()).json
    assert past["parties"][2]["told"] == ["contact", "plan"]
    assert (past["parties"][2]["not_told"], past["parties"][2]["until"]) == ("Operationen", END.isoformat())
    later = cli("consents", CASE, "--json", "--on", (ON + timedelta(1)).isoformat()).json
    assert (later["parties"][2]["state"], later["parties"][2]["why"]) == ("withdrawn", "party_withdrawn")
    shown = cli("show", CASE, "--json").json
    assert shown["consent_coordination"] == {"state": "valid", "since": GIVEN.isoformat(), "until": None}
    assert [each["kind"] for each in shown["consents"]] == ["K1"]


def test_the_matrix_and_the_log_as_text(demo: str, cli: CommandLine) -> None:
    consent(demo, stopped=True)
    text = cli("consents", CASE, "--on", (ON - timedelta(5)).isoformat()).out
    assert "Arbetsgivare eller närmaste chef (Kim Chefsson, Provbruket)" in text
    for told in ("Ja", "Får lämnas: att kontakt finns, plan", "Får inte lämnas: Operationen", "Inte frågat"):
        assert told in text
    for told in ("Återkallat", "inte journalfört", "Vill vänta"):
        assert told in text
    assert "Fråga om klockslag" in cli("consents", CASE).out
    connection = bare(demo)
    rows = connection.execute("select action, case_id from history order by id desc limit 2").fetchall()
    connection.close()
    assert [row[0] for row in rows] == ["case.read", "case.read"]
    assert all(row[1] for row in rows)


def test_whom_it_is_to_is_hidden_for_a_protected_identity(demo: str, cli: CommandLine) -> None:
    connection = bare(demo)
    (number,) = connection.execute("select number from case_overview where protected = 1 limit 1").fetchone()
    connection.close()
    consent(demo, number)
    for arguments in (("consents", number), ("consents", number, "--json"), ("show", number, "--json")):
        said = cli(*arguments)
        assert said.code == 0
        assert "Chefsson" not in said.out
        assert "Provbruket" not in said.out


def test_no_such_case(demo: str, cli: CommandLine) -> None:
    assert cli("consents", "2026-999").code == exit_codes.NOTHING_FOUND
