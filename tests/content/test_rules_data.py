"""What rules.toml holds: every row of table H, each with its law, source and certainty; and what its reader refuses."""

import copy
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from rekotui.base.settings import Settings
from rekotui.casework.messages import NO_LAW
from rekotui.casework.rules import STATUSES, shipped_rules
from rekotui.casework.rules_reading import LONGEST_TITLE, placeholders, rules_from
from rekotui.content.load import load_toml

ROOT = Path(__file__).parents[2]
FILE = ROOT / "rekotui" / "content" / "rules.toml"
TABLE = tomllib.loads(FILE.read_text("utf-8"))
RULES = shipped_rules()
BY_ROW = {rule.row: rule for rule in RULES.rules.values() if rule.row is not None}
PLACE = {"D": 0, "C": 1, "B": 2, "A": 3}


def test_the_reader_gives_what_the_file_says():
    assert load_toml("rules.toml") == TABLE
    assert load_toml("rules.toml") is load_toml("rules.toml")
    with pytest.raises(FileNotFoundError):
        load_toml("missing.toml")


def test_every_row_of_table_h_is_there_once_and_in_order():
    rows = [rule["row"] for rule in TABLE["rule"] if "row" in rule]
    assert rows == list(range(1, 55))


def test_table_h_of_the_domain_rules_has_the_same_rows_and_no_rule_is_surer_than_its_row():
    text = (ROOT / "docs" / "domain" / "rules.md").read_text("utf-8").partition("## H.")[2].partition("## I.")[0]
    lines = [line.strip("|").split("|") for line in text.splitlines() if re.match(r"\| \d+ \|", line)]
    marks = {int(cells[0]): re.findall(r"\b[ABCD]\b", cells[-1]) for cells in lines}
    assert sorted(marks) == sorted(BY_ROW)
    for row, told in marks.items():
        ours = BY_ROW[row].mark.split("/")
        assert max(PLACE[mark] for mark in ours) <= max(PLACE[mark] for mark in told), row


@pytest.mark.parametrize("rule", TABLE["rule"], ids=lambda rule: rule["id"])
def test_each_rule_says_all_that_it_must(rule):
    read = RULES[rule["id"]]
    for told in (read.title, read.trigger, read.todo, read.law, read.source):
        assert len(told) >= 3
        assert told == told.strip()
    assert re.fullmatch(r"[ABCD](/[ABCD])*", read.mark)
    assert read.status in STATUSES
    assert bool(read.where) is (read.status != "computed")
    assert len(read.title) <= LONGEST_TITLE
    assert read.law == NO_LAW or re.search(r"\d|ingen paragraf", read.law)
    assert read.trigger.endswith(".")
    assert read.todo.endswith(".")
    for stage in read.stages.values():
        assert 20 <= len(stage.text) <= 260
        assert len(stage.todo) <= 340
        assert stage.text.endswith(".")


@pytest.mark.parametrize("field", ["id", "title", "trigger", "todo", "law", "source", "mark", "status"])
def test_a_rule_without_it_fails(field):
    broken = copy.deepcopy(TABLE)
    del broken["rule"][12][field]
    with pytest.raises(ValueError, match=r"rules\.toml: (chain_90|rule 13)"):
        rules_from(broken)


@pytest.mark.parametrize("field", ["law", "source", "trigger"])
def test_a_rule_with_an_empty_one_fails(field):
    broken = copy.deepcopy(TABLE)
    broken["rule"][12][field] = " "
    with pytest.raises(ValueError, match=f"chain_90: no {field}"):
        rules_from(broken)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda rule: rule.update(mark="E"), "no mark"),
        (lambda rule: rule.update(mark="A och B"), "no mark"),
        (lambda rule: rule.update(status="maybe"), "no such status"),
        (lambda rule: rule.update(status="elsewhere"), "does not say where"),
        (lambda rule: rule.update(title="x" * 61), "title too long"),
        (lambda rule: rule.update(stage=[]), "shows nothing"),
        (lambda rule: rule.update(groups=["retired"]), "no such group"),
        (lambda rule: rule.update(id="chain_180"), "stands twice"),
        (lambda rule: rule.update(row=14), "rows that stand twice"),
        (lambda rule: rule["stage"][0].update(text=""), "says nothing"),
        (lambda rule: rule["stage"][0].update(severity="soon"), "no severity"),
        (lambda rule: rule["stage"][0].update(text="{date"), "'}'"),
        (lambda rule: rule["numbers"]["warn_day"].pop("least"), "no bounds"),
        (lambda rule: rule["numbers"]["warn_day"].pop("mark"), "mark"),
        (lambda rule: rule["numbers"]["warn_day"].update(value=80), "outside its own bounds"),
        (lambda rule: rule.update(dates={"first_on": "2026-03-01"}), "no day"),
    ],
)
def test_whatever_is_wrong_in_the_file_is_named(change, says):
    broken = copy.deepcopy(TABLE)
    change(broken["rule"][12])
    with pytest.raises((ValueError, TypeError), match=says):
        rules_from(broken)


def test_ages_stand_in_order():
    broken = copy.deepcopy(TABLE)
    broken["ages"].reverse()
    with pytest.raises(ValueError, match="order of birth years"):
        rules_from(broken)


def test_numbers_that_other_parts_use_too_have_the_same_default():
    shared = [number for rule in RULES.rules.values() for number in rule.numbers.values()] + [*RULES.general.values()]
    found = {number.setting: number.value for number in shared if number.setting}
    assert found == {name: getattr(Settings(), name) for name in found}
    assert {"gap_days", "chain_gap_days", "early_days", "early_warn_days"} <= set(found)


def test_what_rests_on_our_own_judgement_can_be_set_and_what_the_law_says_cannot():
    for rule in RULES.rules.values():
        for number in rule.numbers.values():
            assert number.adjustable or number.mark != "D", (rule.id, number.name)
            assert not number.adjustable or number.mark != "A", (rule.id, number.name)


def test_groups_know_rehabstods_words():
    words = {group.word for group in RULES.groups.values()} - {""}
    assert words == {"Nuvarande arbete", "Arbetssökande", "Föräldraledighet", "Studier"}


def test_placeholders_are_names():
    for rule in RULES.rules.values():
        for stage in rule.stages.values():
            for text in (stage.title, stage.text, stage.todo):
                assert all(re.fullmatch(r"[a-z_]+", name) for name in placeholders(text)), (rule.id, text)


def test_the_only_date_is_that_of_the_new_law():
    assert {rule.id: dict(rule.dates) for rule in RULES.rules.values() if rule.dates} == {
        "trial_work": {"first_on": date(2026, 3, 1)}
    }
