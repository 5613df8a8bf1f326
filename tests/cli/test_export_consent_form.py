"""`rekotui export consent-form`: private, logged, an anchor that `verify` takes, and nobody who is protected."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from rekotui.base import exit_codes
from tests.cli.running import ROOT, CommandLine, history
from tests.cli.test_consents import consent
from tests.cli.test_log import CASE
from tests.cli.test_protected import CASE as PROTECTED
from tests.cli.test_protected import secrets_in
from tests.exchange.paper.reading import opened, text_of

EXPORT = ("export", "consent-form")
K3 = ("--kind", "K3", "--party", "arbetsgivare")


@pytest.fixture
def target(tmp_path: Path) -> str:
    return str(tmp_path / "blankett.pdf")


def words(path: str) -> str:
    return text_of(Path(path).read_bytes())


def test_the_form_is_private_logged_and_never_over_another(demo: str, cli: CommandLine, target: str) -> None:
    consent(demo)
    answer = cli(*EXPORT, CASE, *K3, "-o", target)
    assert answer.code == exit_codes.DONE
    assert answer.out == ""
    assert "blankett.pdf" in answer.err
    assert stat.S_IMODE(os.stat(target).st_mode) == 0o600
    action, case_id, payload = history(demo)[-1]
    assert (action, payload["face"], payload["kind"], payload["identities"]) == ("export", "consent_form", "K3", True)
    assert case_id is not None
    before = Path(target).read_bytes()
    again = cli(*EXPORT, CASE, *K3, "-o", target)
    assert again.code == exit_codes.WRONG_USE
    assert Path(target).read_bytes() == before
    assert cli(*EXPORT, CASE, *K3, "-o", target, "--force").code == exit_codes.DONE


def test_what_the_log_says_and_the_anchor_that_verify_takes(demo: str, cli: CommandLine, target: str) -> None:
    consent(demo)
    shown = cli("show", CASE, "--json").json
    told = cli(*EXPORT, CASE, *K3, "-o", target, "--json").json
    assert (told["case"], told["kind"], told["party"], told["state"]) == (CASE, "K3", "arbetsgivare", "valid")
    assert told["consent"]
    assert told["pages"] == len(opened(Path(target).read_bytes()).pages)
    read = words(target)
    for wanted in (shown["name"], shown["personnummer"], "Provbruket", "Kim Chefsson, Chef", "Operationen", CASE):
        assert wanted in read
    (anchor,) = set(re.findall(r"Ankare (\S+)", read))
    assert anchor == told["anchor"]
    assert cli("verify", "--anchor", anchor).code == exit_codes.DONE
    wrong = "0" * 12 if not anchor.endswith("0" * 12) else "1" * 12
    assert cli("verify", "--anchor", f"{anchor.partition('-')[0]}-{wrong}").code == exit_codes.DAMAGED


def test_a_withdrawn_consent_says_so_and_can_be_chosen_by_number(demo: str, cli: CommandLine, target: str) -> None:
    consent(demo, stopped=True)
    (number,) = {line["consent"] for line in cli("consents", CASE, "--json").json["log"] if line["kind"] == "K3"}
    told = cli(*EXPORT, CASE, "--consent", str(number), "-o", target, "--json").json
    assert (told["kind"], told["state"]) == ("K3", "withdrawn")
    assert "gäller inte längre" in words(target)
    assert "☒ Min plan och dess datum" in words(target)
    assert cli(*EXPORT, CASE, "--consent", "99999", "-o", target, "--force").code == exit_codes.NOTHING_FOUND


def test_an_empty_form_has_the_name_or_nobody_at_all(demo: str, cli: CommandLine, target: str) -> None:
    consent(demo)
    name = cli("show", CASE, "--json").json["name"]
    assert cli(*EXPORT, CASE, *K3, "--empty", "-o", target, "--json").json["consent"] is None
    assert name in words(target)
    assert "Provbruket" not in words(target)
    told = cli(*EXPORT, "--empty", "-o", target, "--force", "--json").json
    assert (told["case"], told["identities"], told["anchor"]) == (None, False, None)
    assert name not in words(target)
    assert history(demo)[-1][1] is None


def test_a_form_for_a_new_yes_knows_the_employer(demo: str, cli: CommandLine, target: str) -> None:
    employer = cli("show", CASE, "--json").json["employer"]
    assert employer
    assert cli(*EXPORT, CASE, *K3, "-o", target, "--json").json["state"] is None
    assert employer in words(target)


@pytest.mark.parametrize("more", [(), K3, ("--kind", "K2"), (*K3, "--empty")])
def test_a_protected_identity_is_written_by_hand(
    demo: str, cli: CommandLine, target: str, more: tuple[str, ...]
) -> None:
    consent(demo, PROTECTED)
    answer = cli(*EXPORT, PROTECTED, *more, "-o", target)
    assert answer.code == exit_codes.DONE
    assert "Skyddade personuppgifter" in answer.err
    read = words(target)
    assert secrets_in(read) == []
    assert "Provbruket" not in read
    assert "Chefsson" not in read
    assert "undertecknad" in read or more == ("--kind", "K2")
    assert "Skyddade" not in read
    assert history(demo)[-1][2]["identities"] is False


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), exit_codes.WRONG_USE),
        ((CASE, "--kind", "K9"), exit_codes.WRONG_USE),
        ((CASE, "--kind", "K3"), exit_codes.WRONG_USE),
        ((CASE, "--kind", "K3", "--party", "patient"), exit_codes.WRONG_USE),
        ((CASE, "--json"), exit_codes.WRONG_USE),
        (("2026-999",), exit_codes.NOTHING_FOUND),
    ],
)
def test_wrong_use_writes_nothing(demo: str, cli: CommandLine, arguments: tuple[str, ...], code: int) -> None:
    before = history(demo)
    answer = cli(*EXPORT, *arguments)
    assert (answer.code, answer.out) == (code, "")
    assert history(demo) == before


def test_a_pipe_gets_the_file_itself(demo: str) -> None:
    command = [sys.executable, "-m", "rekotui", *EXPORT, CASE]
    done = subprocess.run(command, capture_output=True, check=False, timeout=30, cwd=ROOT)
    assert done.returncode == 0
    assert done.stdout.startswith(b"%PDF-")
    assert "Samtycke" in text_of(done.stdout)


def test_whom_papers_are_from(demo: str, cli: CommandLine, target: str) -> None:
    assert cli("sender", "--json").json == {"unit": None, "name": None, "phone": None}
    assert "rekotui sender" in cli(*EXPORT, CASE, "-o", target).err
    today = cli("today", "--json").out
    told = cli("sender", "--unit", "Vårdcentralen Ek", "--name", "Ulla Berg", "--phone", "08-123 45 67", "--json").json
    assert told == {"unit": "Vårdcentralen Ek", "name": "Ulla Berg", "phone": "08-123 45 67"}
    assert cli("today", "--json").out == today
    assert cli(*EXPORT, CASE, "-o", target, "--force").err.count("\n") == 1
    assert words(target).startswith("Vårdcentralen Ek Rehabiliteringskoordinator Ulla Berg Telefon 08-123 45 67")
    assert cli("sender", "--phone", "", "--json").json["phone"] is None
    assert cli("sender", "--name", "x" * 200).code == exit_codes.WRONG_USE
    assert ("setting.changed", None, {"fields": ["sender_phone"], "name": "sender"}) in history(demo)
    assert "Ulla" not in str(history(demo))
