"""`rekotui export fk-notice`: only what the consent covers, only after the answer, and always in the log."""

import os
import stat
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from rekotui.casework.interview import Place
from storage import vault
from storage.cases import CaseRepository
from storage.consents import ConsentRepository, NewConsent, Said
from storage.database import Database
from storage.interviews import InterviewRepository
from tests.cli.running import ON, CommandLine, bare, history

CASE, PROTECTED, NUMBER = "2026-014", "2026-017", "19650128-2385"
SCOPE = ("contact", "extent", "abilities", "adaptations", "plan")
"""What is ticked for contact with Försäkringskassan."""
ANSWERS = {
    "fk_case_open": "no_application",
    "fk_physician_informed": "no",
    "fk_consent_limits": "Inget om familjen",
    "fk_sender": "Exempelbackens vårdcentral, växel",
    "fk_leave": "Halvtid sedan oktober",
    "fk_function": "Kan läsa korta stycken.\nKlarar inte telefonen.",
    "fk_needs": ["coordination", "travel"],
    "fk_needs_reason": "Samordning saknas",
}


def _allow(folder: str, case: str, *kinds: str, scope: tuple[str, ...] = (), not_told: str = "") -> dict[str, int]:
    database = Database(folder, vault.demo_key(folder), demo=True)
    made = {}
    with database.write() as work:
        log = ConsentRepository(work)
        case_id = work.ask("select id from caseload where number = ?", (case,))[0][0]
        for kind in kinds:
            until = None if kind == "K1" else ON + timedelta(days=90)
            said = Said(ON, way="visit", valid_to=until, scope=SCOPE if kind == "K3" else scope, not_told=not_told)
            new = NewConsent(kind, "forsakringskassan" if kind != "K1" else "")
            made[kind] = log.give(CaseRepository(work).get(case_id), new, said, ON).id or 0
    database.close()
    return made


def _fill_in(folder: str, case: str, answers: Mapping[str, object]) -> None:
    database = Database(folder, vault.demo_key(folder), demo=True)
    with database.write() as work:
        case_id = work.ask("select id from caseload where number = ?", (case,))[0][0]
        interviews = InterviewRepository(work)
        own = interviews.start(CaseRepository(work).get(case_id), "fk_anmalan", ON)
        for question, value in answers.items():
            interviews.answer(own, Place(question), tuple(value) if isinstance(value, list) else value)
        interviews.note(own, Place("fk_function"), "Hemlig anteckning")
    database.close()


@pytest.fixture(autouse=True)
def _nothing_said(demo: str) -> None:
    """Nobody has been asked yet in the cases of these tests."""
    connection = bare(demo)
    connection.execute("update caseload set consent_asked = '' where number in (?, ?)", (CASE, PROTECTED))
    connection.close()


def test_without_a_consent_nothing_leaves_and_the_missing_one_is_named(
    demo: str, cli: CommandLine, tmp_path: Path
) -> None:
    before = history(demo)
    file = tmp_path / "fk.md"
    answer = cli("export", "fk-notice", CASE, "-o", str(file))
    assert (answer.code, answer.out, file.exists()) == (5, "", False)
    assert "samtycke till koordinering" in answer.err
    _allow(demo, CASE, "K1")
    answer = cli("export", "fk-notice", CASE)
    assert (answer.code, answer.out) == (5, "")
    assert "om Försäkringskassan får informeras" in answer.err
    assert "Inget är lämnat ut" in answer.err
    assert "export.disclosed" not in [action for action, *_ in history(demo)[len(before) :]]


def test_what_the_consent_covers_is_written_and_what_it_does_not_is_named(
    demo: str, cli: CommandLine, tmp_path: Path
) -> None:
    _allow(demo, CASE, "K1", "K2", scope=("contact", "abilities"), not_told="Inget om familjen")
    _fill_in(demo, CASE, ANSWERS)
    file = tmp_path / "fk.md"
    answer = cli("export", "fk-notice", CASE, "-o", str(file))
    assert (answer.code, answer.out) == (0, "")
    text = file.read_text("utf-8")
    assert stat.S_IMODE(os.stat(file).st_mode) == 0o600
    for told in ("Kan läsa korta stycken.\n  Klarar inte telefonen.", "till exempel avstämningsmöte", f"från {ON}",
                 "Samordning saknas", "Exempelbackens vårdcentral, växel", "FK 7429"):  # fmt: skip
        assert told in text, told
    assert "Ingår inte: sjukskrivning och sysselsättning, arbetsplatsen, pågående och planerade insatser." in text
    for never in ("Halvtid", "familjen", "anteckning", "iagnos"):
        assert never not in text, never
    for said in ("Utelämnat", "Patienten har sagt vad som inte får sägas", "inte gjord", "Stäm av", "fk.md",
                 f"--next {ON + timedelta(days=14)}"):  # fmt: skip
        assert said in answer.err, said
    assert "familjen" not in answer.err
    action, _case, payload = history(demo)[-1]
    assert action == "export.disclosed"
    assert (payload["face"], payload["gate"], payload["told"]) == ("fk_notice", "consent", ["contact", "abilities"])
    assert payload["left_out"] == ["extent", "adaptations", "plan"]
    assert "underlag till någon annan skrivet" in cli("export", "access-log", CASE).out


def test_the_yes_to_the_information_alone_tells_of_the_need_and_of_nothing_else(demo: str, cli: CommandLine) -> None:
    _allow(demo, CASE, "K1", "K2")
    _fill_in(demo, CASE, ANSWERS)
    answer = cli("export", "fk-notice", CASE)
    assert answer.code == 0
    assert [line for line in answer.out.splitlines() if line.startswith("## ")] == [
        "## Patient och avsändare", "## Antaget behov av rehabiliteringsåtgärder",
    ]  # fmt: skip
    assert "Samordning saknas" in answer.out
    for never in ("Halvtid", "korta stycken", "familjen"):
        assert never not in answer.out
    assert "Ett ja till kontakt med Försäkringskassan" in answer.err


def test_what_the_case_knows_is_not_asked_for_again_and_the_rest_is_a_line_to_fill_in(
    demo: str, cli: CommandLine, tmp_path: Path
) -> None:
    _allow(demo, CASE, "K1", "K2", "K3")
    known = cli("show", CASE, "--json").json
    answer = cli("export", "fk-notice", CASE)
    assert known["name"].split(", ")[0] in answer.out
    assert known["personnummer"] in answer.out
    assert f"från {known['first_day']}, intyg till och med {known['last_day']}" in answer.out
    assert "Kan och kan inte göra: ____" in answer.out
    assert known["employer"] not in answer.out
    file = tmp_path / "fk.md"
    file.write_text("förut", "utf-8")
    before = len(history(demo))
    assert cli("export", "fk-notice", CASE, "-o", str(file)).code == 2
    assert (file.read_text("utf-8"), len(history(demo))) == ("förut", before)
    assert cli("export", "fk-notice", CASE, "-o", str(file), "--force").code == 0
    made = cli("export", "fk-notice", CASE, "--json").json
    assert (made["case"], made["kind"], made["gate"], made["ground"]) == (CASE, "K2", "consent", None)
    assert {"text": None, "label": "Kan och kan inte göra"} in made["parts"][2]["lines"]


def test_a_ground_needs_its_reason_from_standard_input_and_both_are_logged(demo: str, cli: CommandLine) -> None:
    base = ("export", "fk-notice", CASE, "--ground")
    before = len(history(demo))
    assert cli(*base, "fk_request").code == 5
    assert cli(*base, "fk_request", "--reason", "-", stdin=" \n").code == 5
    assert cli(*base, "fk_request", "--reason", "De ringde").code == 2
    assert cli(*base, "without_consent", "--reason", "-", stdin="Hände ändå").code == 5
    assert cli(*base, "lust", "--reason", "-", stdin="x").code == 2
    assert len(history(demo)) == before
    answer = cli(*base, "fk_request", "--reason", "-", stdin="Begärd den 20 november")
    assert answer.code == 0
    assert "Försäkringskassans egen begäran (SFB 110 kap. 31 §)" in answer.out
    assert "Begärd" not in answer.out + answer.err
    payload = history(demo)[-1][2]
    assert (payload["ground"], payload["reason"], payload["consent"]) == ("fk_request", "Begärd den 20 november", None)
    # The case too can come from standard input: then the rest of it is the reason.
    dash = cli("export", "fk-notice", "-", "--ground", "fk_request", "--reason", "-", stdin=f"{CASE}\nBegärd igen")
    assert dash.code == 0
    assert history(demo)[-1][2]["reason"] == "Begärd igen"


def test_a_withdrawal_stops_the_next_one_at_once(demo: str, cli: CommandLine) -> None:
    made = _allow(demo, CASE, "K1", "K2")
    assert cli("export", "fk-notice", CASE).code == 0
    database = Database(demo, vault.demo_key(demo), demo=True)
    with database.write() as work:
        ConsentRepository(work).withdraw(made["K2"], Said(ON, "14:00", "phone"), ON)
    database.close()
    answer = cli("export", "fk-notice", CASE)
    assert (answer.code, answer.out) == (5, "")
    assert "återkallat" in answer.err


def test_a_protected_identity_is_not_named_and_nothing_in_free_text_is_told(demo: str, cli: CommandLine) -> None:
    _allow(demo, PROTECTED, "K1", "K2", "K3")
    _fill_in(demo, PROTECTED, {"fk_function": "Stina Öberg klarar korta stycken", "fk_occupation": "employed",
                               "fk_employer": "Provtorps gymnasium", "fk_leave": "Öberg, halvtid"})  # fmt: skip
    for options in ((), ("--json",)):
        answer = cli("export", "fk-notice", PROTECTED, *options)
        assert answer.code == 0
        for secret in ("Stina", "Öberg", NUMBER, "Provtorp", "070-"):
            assert secret not in answer.out + answer.err, secret
        assert "kyddade personuppgifter" in answer.out + answer.err
    assert "Anställd" in cli("export", "fk-notice", PROTECTED).out


def test_a_full_disk_leaves_no_file_and_a_log_that_says_too_much(demo: str, cli: CommandLine, tmp_path: Path) -> None:
    _allow(demo, CASE, "K1", "K2")
    answer = cli("export", "fk-notice", CASE, "-o", str(tmp_path / "no" / "such" / "fk.md"))
    assert answer.code == 8
    assert history(demo)[-1][0] == "export.disclosed"
    assert date.fromisoformat(history(demo)[-1][2]["on"]) == ON
