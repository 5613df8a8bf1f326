"""docs/cli.md says what the program does: every command, option, exit code, key; and nothing that is not there."""

import re
from pathlib import Path
from typing import Any

import pytest
import typer

from rekotui.base import exit_codes
from rekotui.casework.review import GROUPS
from rekotui.casework.screening import REASONS_TO_ASK
from rekotui.cli.app import app
from rekotui.cli.global_options import NAMES
from rekotui.cli.main import LOOKUPS
from rekotui.exchange.rehabstod.records import ListRecord
from storage.query import FILTERS, SORTS, VIEWS
from tests.cli.running import ROOT, SAMPLES, CommandLine
from tests.cli.test_find_and_show import SHOW_KEYS
from tests.cli.test_list import KEYS

PAGE = (ROOT / "docs" / "cli.md").read_text("utf-8")


def sections(level: str) -> dict[str, str]:
    """The page's headings of a level, with the text under each."""
    parts = re.split(rf"(?m)^{level} (.*)$", PAGE)
    return {name: re.split(r"(?m)^##? ", text)[0] for name, text in zip(parts[1::2], parts[2::2], strict=True)}


def first_cells(text: str, head: str) -> list[str]:
    """The first cell of each row of the tables that begin with `head`."""
    tables = re.findall(rf"(?m)^\| {head} \|.*\n\|[-|]+\n((?:\|.*\n?)+)", text)
    return [line.split("|")[1].strip() for table in tables for line in table.splitlines()]


def keys(text: str, head: str = "key") -> list[str]:
    return [cell.strip("`") for cell in first_cells(text, head)]


def commands(group: Any = None, path: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    group = group or typer.main.get_command(app)
    for name, command in group.commands.items():
        whole = f"{path} {name}".strip()
        found |= commands(command, whole) if hasattr(command, "commands") else {whole: command}
    return found


HEADINGS = {
    re.sub(r" ?[\[A-Z].*", "", name.strip("`")): text for name, text in sections("###").items() if "rekotui" in name
}


def test_every_command_is_documented_and_no_other() -> None:
    assert set(HEADINGS) == {"rekotui", *(f"rekotui {name}" for name in commands())}
    assert set(LOOKUPS) <= set(commands())


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_option_is_documented_and_no_other(name: str) -> None:
    options = {o for p in commands()[name].params if p.param_type_name == "option" for o in p.opts} - {"--help"}
    told = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", " ".join(first_cells(HEADINGS[f"rekotui {name}"], "option"))))
    assert told == options


def test_global_options() -> None:
    told = [re.findall(r"--[a-z-]+", cell)[0] for cell in first_cells(sections("##")["Global options"], "option")]
    assert sorted(told) == sorted(NAMES)
    assert sorted(NAMES) == sorted(o for p in typer.main.get_command(app).params for o in p.opts)


def test_exit_codes() -> None:
    told = [int(cell) for cell in first_cells(sections("##")["Exit codes"], "code")]
    assert told == [value for name, value in vars(exit_codes).items() if name.isupper()]


def test_sort_keys_filters_and_views() -> None:
    text = HEADINGS["rekotui list"]
    sorts = re.findall(r"`([a-z_]+)`", text.partition("Sort keys:")[2].partition("\n\n")[0])
    assert sorts == list(SORTS)
    assert sorted(keys(text, "filter field")) == sorted(FILTERS)
    assert set(VIEWS) <= set(re.findall(r"`([a-z]+)`", text.partition("--view")[2].partition("\n")[0]))


def test_keys_of_the_lookups() -> None:
    parts = sections("###")
    assert keys(parts["`list`, `find`, `today`"]) == KEYS
    assert [*KEYS, *keys(parts["`show`"])] == SHOW_KEYS


def test_keys_of_the_import(empty: str, cli: CommandLine) -> None:
    text = sections("###")["`import rehabstod`"]
    answer = cli("import", "rehabstod", str(SAMPLES / "nuvarande-urklipp.txt"), "--json").json
    assert keys(text) == list(answer)
    assert keys(text, "key of a record") == list(answer["records"][0])
    assert keys(text, "key of a record") == [name for name in ListRecord.__slots__ if name != "raw"]
    assert keys(text, "key of a person") == list(answer["groups"]["new"][0])
    told = " ".join(first_cells(text, "group"))
    assert re.findall(r"`([a-z_]+)`", told) == list(answer["groups"]) == list(GROUPS)


def test_keys_of_the_review(empty: str, cli: CommandLine) -> None:
    cli("import", "rehabstod", str(SAMPLES / "nuvarande-urklipp.txt"))
    (answer,) = cli("review", "--json").json
    text = sections("###")["`review`"]
    assert keys(text) == list(answer)
    assert list(answer["groups"]) == list(GROUPS)
    person = answer["groups"]["new"][0]
    assert keys(text, "key of a person in a review") == list(person)[-4:]
    (told,) = (row for row in text.splitlines() if row.startswith("| `why`"))
    assert re.findall(r"`([a-z_]+)`", told)[1:] == list(REASONS_TO_ASK)


def test_keys_of_the_undo(empty: str, cli: CommandLine) -> None:
    cli("import", "rehabstod", str(SAMPLES / "nuvarande-urklipp.txt"))
    assert keys(sections("###")["`import undo`"]) == list(cli("import", "undo", "--json").json)


def test_keys_of_the_papers(demo: str, cli: CommandLine, tmp_path: Path) -> None:
    parts = sections("###")
    for name, case in (("consent-form", "2026-024"),):
        told = cli("export", name, case, "-o", str(tmp_path / f"{name}.pdf"), "--json")
        assert keys(parts[f"`export {name}`"]) == list(told.json)
    assert keys(parts["`sender`"]) == list(cli("sender", "--json").json)


def test_keys_of_the_rest(demo: str, cli: CommandLine) -> None:
    parts = sections("###")
    assert keys(parts["`export summary`"]) == list(cli("export", "summary", "--json").json)
    assert keys(parts["`export access-log`"]) == list(cli("export", "access-log", "2026-024", "--json").json)
    assert keys(parts["`import icd`"]) == list(cli("import", "icd", "-", "--json", stdin="M545;Lumbago").json)
    logged = cli("log", "2026-024", "--party", "patient", "--channel", "phone", "--json").json
    assert keys(parts["`log`"]) == list(logged)
    assert keys(parts["`journal`"]) == list(cli("journal", "2026-024", "--json").json[0])
    assert keys(parts["`rules`"]) == list(cli("rules", "13", "--json").json)
    assert keys(parts["`kva`"]) == list(cli("kva", "GC001", "--json").json)
    assert keys(parts["`verify`"]) == list(cli("verify", "--json").json)
    assert keys(parts["`doctor`"]) == list(cli("doctor", "--json").json[0])


def test_what_is_told_of_the_types_is_true(demo: str, cli: CommandLine) -> None:
    kinds = {
        "string": str,
        "integer": int,
        "boolean": bool,
        "date": str,
        "array": list,
        "object": dict,
        "null": type(None),
    }
    rows = re.findall(r"(?m)^\| `([a-z_]+)` \| ([^|]+) \|", sections("###")["`list`, `find`, `today`"])
    for case in cli("list", "--json", "--limit", "0").json:
        for key, told in rows:
            allowed = tuple(kinds[word.split()[0]] for word in told.strip().split(", "))
            assert isinstance(case[key], allowed), key


def test_help_is_there_for_every_command_in_swedish(cli: CommandLine) -> None:
    for name in ("", "import", "export", *commands()):
        answer = cli(*name.split(), "--help")
        assert answer.code == 0
        assert answer.out.startswith("Använd så här: rekotui")
        assert "Usage" not in answer.out
        for option in commands()[name].params if name in commands() else ():
            assert option.param_type_name == "argument" or option.opts[-1] in answer.out
