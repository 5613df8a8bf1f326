"""Lists of two units side by side; parts, older lists and the same day again (design 6), with real files."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import SAMPLES, CommandLine, at_terminal, bare
from tests.exchange.rehabstod.copies import blocks_of

WEEK_17, WEEK_24, WEEK_25 = (str(SAMPLES / f"vecka-{week}-urklipp.txt") for week in (17, 24, 25))
Groups = dict[str, list[str]]


def groups(answer: Any) -> Groups:
    """Personnummer by group, of those groups that have anybody."""
    return {group: [each["personnummer"] for each in people] for group, people in answer["groups"].items() if people}


def rows_of(sample: str, tmp_path: Path, *numbers: int) -> str:
    """A file with some rows of a sample, by their place from 0."""
    heading, blocks = blocks_of(Path(sample).name)
    file = tmp_path / f"{Path(sample).stem}-{'-'.join(map(str, numbers))}.txt"
    file.write_text("\n".join([heading, *(blocks[number] for number in numbers)]), "utf-8")
    return str(file)


def read_in(cli: CommandLine, file: str, day: str, unit: str = "") -> Any:
    answer = cli("import", "rehabstod", file, "--list-date", day, "--json", *(("--unit", unit) if unit else ()))
    assert answer.code == 0, answer.err
    return answer.json


def standing(folder: str) -> list[tuple[str, str, int]]:
    connection = bare(folder)
    try:
        return list(
            connection.execute(
                "select unit, list_date, rows_read from list_import where replaced_by is null order by list_date, unit"
            )
        )
    finally:
        connection.close()


# Two units


def test_the_same_person_in_two_units_is_new_in_both_and_then_followed_in_each(
    empty: str, cli: CommandLine, tmp_path: Path
) -> None:
    both = rows_of(WEEK_24, tmp_path, 0, 1, 2, 3)
    north = read_in(cli, both, "2026-06-08", "Norra")
    south = read_in(cli, both, "2026-06-08", "Södra")
    # On the same day neither unit's list is the earlier one, whichever was read first.
    assert groups(north) == groups(south)
    assert list(groups(south)) == ["new"]
    later = rows_of(WEEK_24, tmp_path, 0, 1, 2)
    gone = groups(read_in(cli, later, "2026-06-09", "Norra"))
    assert list(gone) == ["gone", "unchanged"]
    assert len(gone["gone"]) == 1
    kept = groups(read_in(cli, both, "2026-06-09", "Södra"))
    assert {group: len(people) for group, people in kept.items()} == {"unchanged": 4}
    reviews = {each["unit"]: groups(each) for each in cli("review", "--json").json}
    assert reviews == {"Norra": gone, "Södra": kept}


def test_whoever_an_earlier_list_of_the_other_unit_knew_is_not_new_in_this_one(
    empty: str, cli: CommandLine, tmp_path: Path
) -> None:
    read_in(cli, rows_of(WEEK_24, tmp_path, 0, 1), "2026-06-01", "Norra")
    read_in(cli, rows_of(WEEK_24, tmp_path, 2, 3, 4, 5), "2026-06-01", "Södra")
    moved = groups(read_in(cli, rows_of(WEEK_24, tmp_path, 1, 2, 3, 4, 5, 6), "2026-06-08", "Södra"))
    assert {group: len(people) for group, people in moved.items()} == {"new": 1, "unchanged": 5}


def test_which_unit_must_be_told_when_several_are_known(empty: str, cli: CommandLine) -> None:
    read_in(cli, WEEK_24, "2026-06-08", "Norra")
    read_in(cli, WEEK_17, "2026-06-09", "Södra")
    unclear = cli("import", "rehabstod", WEEK_25, "--list-date", "2026-06-15")
    assert (unclear.code, unclear.out) == (2, "")
    assert "Södra, Norra" in unclear.err


# Parts


@pytest.mark.parametrize(("kept", "partial", "gone"), [(8, None, 0), (7, None, 1), (6, None, 2), (5, True, 0)])
def test_more_than_a_quarter_missing_makes_it_a_part_and_a_quarter_does_not(
    empty: str, cli: CommandLine, tmp_path: Path, kept: int, partial: bool | None, gone: int
) -> None:
    read_in(cli, rows_of(WEEK_24, tmp_path, *range(8)), "2026-06-08")
    answer = read_in(cli, rows_of(WEEK_24, tmp_path, *range(8 - kept, 8)), "2026-06-09")
    assert (answer["partial"], len(groups(answer).get("gone", []))) == (partial, gone)
    assert ("maybe_partial" in [warning["code"] for warning in answer["warnings"]]) == (partial is True)
    assert groups(cli("review", "--json").json[0]) == groups(answer)


def test_a_part_is_no_baseline_for_the_next_list(empty: str, cli: CommandLine, tmp_path: Path) -> None:
    read_in(cli, WEEK_24, "2026-06-08")
    read_in(cli, rows_of(WEEK_24, tmp_path, 0, 1, 2), "2026-06-10")
    (part,) = cli("review", "--json").json
    assert (part["list_date"], part["since"], list(groups(part))) == ("2026-06-10", "2026-06-08", ["unchanged"])
    whole = read_in(cli, WEEK_25, "2026-06-15")
    assert (len(groups(whole)["gone"]), len(groups(whole)["new"])) == (3, 5)
    assert cli("review", "--json").json[0]["since"] == "2026-06-08"


# Order


def test_an_older_list_never_makes_anyone_gone(empty: str, cli: CommandLine) -> None:
    read_in(cli, WEEK_17, "2026-04-20")
    newest = read_in(cli, WEEK_25, "2026-06-15")
    older = groups(read_in(cli, WEEK_24, "2026-06-08"))
    assert "gone" not in older
    assert len(older["new"]) == 16
    # The latest list stays the latest; it is now held against the one that was read after it.
    (review,) = cli("review", "--json").json
    assert (review["list_date"], review["since"]) == ("2026-06-15", "2026-06-08")
    assert groups(review) != groups(newest)
    assert len(groups(review)["gone"]) == 3


def test_an_older_list_of_one_unit_makes_nobody_of_the_other_gone(empty: str, cli: CommandLine) -> None:
    read_in(cli, WEEK_25, "2026-06-15", "Norra")
    read_in(cli, WEEK_17, "2026-04-20", "Södra")
    assert len(groups(read_in(cli, WEEK_24, "2026-06-08", "Södra"))["gone"]) == 3
    assert "gone" not in groups(read_in(cli, WEEK_17, "2026-04-20", "Norra"))


def test_the_same_date_again_replaces_after_the_preview(empty: str, cli: CommandLine, tmp_path: Path) -> None:
    read_in(cli, WEEK_24, "2026-06-08")
    read_in(cli, rows_of(WEEK_25, tmp_path, *range(30)), "2026-06-15")
    command = ["import", "rehabstod", WEEK_25, "--list-date", "2026-06-15"]
    code, screen = at_terminal(command, [("Spara listan?", "n")])
    assert (code, "Förlängda: 5" in screen) == (0, True)
    assert standing(empty) == [("", "2026-06-08", 31), ("", "2026-06-15", 30)]
    code, screen = at_terminal(command, [("Spara listan?", ""), ("Ta bort filen", "")])
    # Held against the list before that day, never against the one that it replaces.
    assert (code, "3 borta, 17 oförändrade sedan 2026-06-08" in screen) == (0, True)
    assert standing(empty) == [("", "2026-06-08", 31), ("", "2026-06-15", 33)]
    (review,) = cli("review", "--json").json
    assert (review["since"], len(groups(review)["gone"])) == ("2026-06-08", 3)


def test_the_preview_at_a_terminal_names_people_and_says_what_changed(empty: str, cli: CommandLine) -> None:
    read_in(cli, WEEK_17, "2026-04-20")
    command = ["import", "rehabstod", WEEK_24, "--list-date", "2026-06-08", "--dry-run"]
    _code, screen = at_terminal(command)
    assert "Förlängda: 15" in screen
    assert "slut 24 apr → 14 jun" in screen
    assert "… och 7 till" in screen
    # In a pipe, which may be a file, nobody is named.
    piped = cli(*command).out
    assert "Förlängda: 15\n" in piped
    assert "Exempel" not in piped
