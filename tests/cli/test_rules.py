"""`rekotui rules`: the rules for the eye and for scripts, without any vault."""

import os
import re
from pathlib import Path

import pytest

from rekotui.casework.rules import shipped_rules
from tests.cli.running import CommandLine, at_terminal

RULES = shipped_rules()


@pytest.fixture(autouse=True)
def no_vault(tmp_path: Path) -> None:
    os.environ["REKOTUI_VAULT"] = str(tmp_path / "nothing")  # taken back by the root conftest


def test_all_rules_stand_in_a_table(cli: CommandLine) -> None:
    answer = cli("rules")
    assert answer.code == 0
    head, *lines = answer.out.splitlines()
    assert head.split() == ["Rad", "Regel", "Namn", "Dagar", "Källa", "Säkerhet", "Läge"]
    assert len(lines) == len(RULES.rules)
    assert [line.split()[0] for line in lines[:54]] == [str(row) for row in range(1, 55)]
    assert all(line.split()[0] == "egen" for line in lines[54:])
    chain = lines[12]
    for told in (
        "Rehabkedjan vidgas dag 91",
        "chain_90",
        "dag 75, 81, 90; 14 dagar",
        "SFB 27 kap. 47 §",
        " A ",
        "räknas",
    ):
        assert told in chain
    assert "räknas" in lines[44]
    assert "hålls på annat sätt" in lines[37]
    assert "Eget förslag" in lines[47]  # no law: the source


def test_a_few_rules_and_how_many_more(cli: CommandLine) -> None:
    answer = cli("rules", "--limit", "3")
    assert len(answer.out.splitlines()) == 4
    assert str(len(RULES.rules) - 3) in answer.err


@pytest.mark.parametrize("wanted", ["13", "chain_90", "Chain-90", "CHAIN 90", " 13 "])
def test_one_rule_by_row_or_name(cli: CommandLine, wanted: str) -> None:
    answer = cli("rules", wanted)
    assert answer.code == 0
    for told in (
        "Rehabkedjan vidgas dag 91",
        "Rad 13 i regeltabellen, chain_90",
        "SFB 27 kap. 47 §",
        "A lagtext",
        "Vad du kan göra",
        "i veckan → brådskande: Kedjan vidgas dag 91, … – Dag 91 (beräknad) är …. Då prövas",
        "Påminn från dag: 75 dag (D, kan ställas in 1–79: chain_90.warn_day)",
        "Sista dagen i steget: 90 dag (A, fast)",
    ):
        assert told in " ".join(answer.out.split()), told
    assert "{" not in answer.out


def test_each_rule_can_be_shown(cli: CommandLine) -> None:
    for rule in RULES.rules.values():
        answer = cli("rules", rule.id)
        assert answer.code == 0
        assert " ".join(answer.out.split()).count(" ".join(rule.todo.split())) >= 1
        assert "{" not in answer.out
        assert max(len(line) for line in answer.out.splitlines()) <= 100


def test_chains_of_the_groups_and_ages_come_with_their_rule(cli: CommandLine) -> None:
    assert "Behovsanställd: Erbjudet eller vanligt arbete" in cli("rules", "20").out
    assert "född från 1963: 64, riktålder 67, garantipension 67 (B)" in cli("rules", "54").out
    assert len(cli("rules", "20", "--json").json["chains"]) == len(RULES.groups)
    assert len(cli("rules", "54", "--json").json["ages"]) == len(RULES.ages)
    assert cli("rules", "13", "--json").json["chains"] == cli("rules", "13", "--json").json["ages"] == []


def test_json_has_all_rules_with_their_numbers(cli: CommandLine) -> None:
    rules = cli("rules", "--json").json
    assert [rule["rule"] for rule in rules] == list(RULES.rules)
    chain = rules[12]
    assert (chain["row"], chain["mark"], chain["status"], chain["where"]) == (13, "A", "computed", None)
    numbers = {number["name"]: number for number in chain["numbers"]}
    assert numbers["warn_day"] == {
        "name": "warn_day",
        "label": "Påminn från dag",
        "value": 75,
        "unit": "dag",
        "mark": "D",
        "least": 1,
        "most": 79,
        "setting": "chain_90.warn_day",
    }
    assert numbers["last_day"]["setting"] is None
    early = {number["name"]: number["setting"] for number in rules[4]["numbers"]}
    assert early["warn_day"] == "early_warn_days"
    assert cli("rules", "13", "--json").json == chain


@pytest.mark.parametrize(
    ("wanted", "near"), [("chain90", "chain_90"), ("kedja", "chain_90"), ("arbetsprovning", "trial_work"), ("99", None)]
)
def test_an_unknown_rule_names_near_ones(cli: CommandLine, wanted: str, near: str | None) -> None:
    answer = cli("rules", wanted)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("Det finns ingen regel som heter så.")
    assert ("Menade du" in answer.err) is (near is not None)
    assert near is None or near in answer.err


def test_what_was_asked_for_is_not_repeated(cli: CommandLine) -> None:
    """A name typed in the wrong place stays out of what others may see."""
    assert "Övergård" not in cli("rules", "Övergård").err


def test_at_a_terminal_it_is_a_table_that_fits() -> None:
    code, screen = at_terminal(["rules", "--no-color"], columns=80)
    assert code == 0
    assert "─" in screen
    assert "Rehabkedjan vidgas dag 91" in screen
    plain = re.sub(r"\x1b\[[0-9;]*m", "", screen)
    assert max(len(line.rstrip()) for line in plain.splitlines()) <= 80
