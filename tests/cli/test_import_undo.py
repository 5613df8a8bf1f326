"""`rekotui import undo`, and the file that a list came in: what is undone answers as it did before, byte for byte."""

import shutil
from pathlib import Path

import pytest

from tests.cli.running import SAMPLES, Answer, CommandLine, at_terminal, bare, history

WEEK_24, WEEK_25 = (str(SAMPLES / f"vecka-{week}-urklipp.txt") for week in (24, 25))
KEYS = ["unit", "list_date", "voided", "kept", "restored"]
LOGGING = "Kopiering loggas inte nationellt, det gör utskrift. Följ vårdgivarens rutin."


def read_in(cli: CommandLine, file: str, day: str, *options: str) -> Answer:
    answer = cli("import", "rehabstod", file, "--list-date", day, *options)
    assert answer.code == 0, answer.err
    return answer


def everything(cli: CommandLine) -> list[str]:
    """What the look-ups, the summary and the next preview answer, as they print it."""
    listed = cli("list", "--json", "--limit", "0")
    numbers = [case["case"] for case in listed.json]
    next_ = cli("import", "rehabstod", WEEK_25, "--list-date", "2026-06-22", "--unit", "Norra", "--dry-run", "--json")
    said = [listed.out, cli("list", "--plain").out, cli("export", "summary", "--with-identities").out, next_.out]
    return [*said, *(cli("show", number, "--json").out for number in numbers)]


@pytest.mark.parametrize("take", ["all", "none", "status"])
@pytest.mark.parametrize("unit", ["Norra", "Södra"])
def test_the_sample_weeks(empty: str, cli: CommandLine, take: str, unit: str) -> None:
    read_in(cli, WEEK_24, "2026-06-08", "--unit", "Norra", "--take", "status")
    before = everything(cli)
    rows = len(history(empty))
    stored = read_in(cli, WEEK_25, "2026-06-15", "--unit", unit, "--take", take, "--json")
    assert everything(cli) != before
    answer = cli("import", "undo", "--json")
    assert answer.code == 0
    assert list(answer.json) == KEYS
    assert (answer.json["unit"], answer.json["list_date"], answer.json["kept"]) == (unit, "2026-06-15", [])
    assert f"{len(answer.json['voided'])} ärenden togs upp" in stored.err
    assert f"{len(answer.json['restored'])} fick nya uppgifter" in stored.err
    assert everything(cli) == before
    assert len(history(empty)) > rows
    assert cli("verify").code == 0


def test_again_gives_the_same_as_the_first_time(empty: str, cli: CommandLine) -> None:
    read_in(cli, WEEK_24, "2026-06-08", "--unit", "Norra", "--take", "all")
    read_in(cli, WEEK_25, "2026-06-15")
    after = everything(cli)
    cli("import", "undo")
    read_in(cli, WEEK_25, "2026-06-15")
    assert everything(cli) == after


def test_a_corrected_list_of_the_same_day(empty: str, cli: CommandLine) -> None:
    read_in(cli, WEEK_24, "2026-06-15", "--unit", "Norra", "--take", "all")
    before = everything(cli)
    read_in(cli, WEEK_25, "2026-06-15", "--take", "all")
    answer = cli("import", "undo")
    assert "Listan från samma dag, som den ersatte, gäller igen." in answer.out
    assert everything(cli) == before


def test_twice_and_then_nothing(empty: str, cli: CommandLine) -> None:
    nothing = cli("list", "--json").out
    read_in(cli, WEEK_24, "2026-06-08", "--unit", "Norra", "--take", "all")
    read_in(cli, WEEK_25, "2026-06-15", "--take", "all")
    assert cli("import", "undo", "--json").json["list_date"] == "2026-06-15"
    assert cli("import", "undo", "--json").json["list_date"] == "2026-06-08"
    assert cli("list", "--json").out == nothing
    answer = cli("import", "undo", "--json")
    assert (answer.code, answer.out) == (1, "")
    assert "ingen inläst lista att ångra" in answer.err


def test_a_unit_of_its_own(empty: str, cli: CommandLine) -> None:
    read_in(cli, WEEK_24, "2026-06-08", "--unit", "Norra")
    read_in(cli, WEEK_25, "2026-06-15", "--unit", "Södra")
    assert cli("import", "undo", "--unit", "Västra").code == 1
    assert cli("import", "undo", "--unit", "Norra", "--json").json["list_date"] == "2026-06-08"
    assert cli("import", "undo", "--unit", "Norra").code == 1


def test_text_says_what_was_done(empty: str, cli: CommandLine) -> None:
    read_in(cli, WEEK_24, "2026-06-08", "--unit", "Norra", "--take", "status")
    taken = cli("list", "--json", "--limit", "0").json
    answer = cli("import", "undo")
    assert answer.out.startswith("Inläsningen är ångrad: listan från 2026-06-08 för Norra.\n")
    assert f"Ärenden som ströks: {len(taken)} (2026-001, 2026-002, " in answer.out
    for case in taken:
        assert case["name"] not in answer.out
        assert case["personnummer"] not in answer.out


def test_what_was_worked_in_is_named_by_number_alone(empty: str, cli: CommandLine) -> None:
    read_in(cli, WEEK_24, "2026-06-08", "--take", "all")
    connection = bare(empty)
    connection.execute("insert into draft values ('case:5:note', 5, 'Ring', '2026-06-08T08:00:00.000000Z')")
    connection.close()
    answer = cli("import", "undo")
    assert "som du har arbetat med och som är kvar: 1 (2026-005)" in answer.out
    [left] = cli("list", "--json").json
    assert (left["case"], left["name"] in answer.out) == ("2026-005", False)


def test_at_a_terminal_it_says_what_it_would_do_and_asks(empty: str, cli: CommandLine) -> None:
    read_in(cli, WEEK_24, "2026-06-08", "--unit", "Norra", "--take", "status")
    before = everything(cli)
    read_in(cli, WEEK_25, "2026-06-15", "--take", "status")
    after = everything(cli)
    for answer in ("", "n", "nej"):
        code, screen = at_terminal(["import", "undo"], [("Ångra inläsningen?", answer)])
        assert (code, "Inget ändrades." in screen) == (0, True)
        assert "Senast inläst: listan från 2026-06-15 för Norra, 33 sjukfall." in screen
        assert "Ärenden som får tillbaka sina tidigare uppgifter: " in screen
        assert everything(cli) == after
    code, screen = at_terminal(["import", "undo"], [("Ångra inläsningen?", "j")])
    assert (code, "Inläsningen är ångrad" in screen) == (0, True)
    assert everything(cli) == before


def test_yes_asks_nothing(empty: str, cli: CommandLine) -> None:
    read_in(cli, WEEK_24, "2026-06-08")
    code, screen = at_terminal(["import", "undo", "--yes"])
    assert (code, "?" in screen) == (0, False)
    assert cli("import", "undo").code == 1


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A list of her own, in a folder of her own."""
    folder = tmp_path / "hämtat"
    folder.mkdir()
    return Path(shutil.copy(WEEK_24, folder / "listan.txt"))


IMPORT = ["import", "rehabstod", "--list-date", "2026-06-08"]


@pytest.mark.parametrize(("answer", "gone"), [("", False), ("n", False), ("j", True)])
def test_the_file_is_removed_only_if_she_says_so(empty: str, file: Path, answer: str, gone: bool) -> None:
    steps = [("Spara listan?", ""), ("Ta bort filen listan.txt från datorn? Den hamnar inte i papperskorgen.", answer)]
    code, screen = at_terminal([*IMPORT, str(file)], steps)
    assert (code, file.exists()) == (0, not gone)
    assert ("Filen listan.txt är borttagen." in screen) == gone
    assert LOGGING in screen


def test_nothing_is_removed_or_said_of_it_without_a_terminal(empty: str, file: Path, cli: CommandLine) -> None:
    for options in ((), ("--yes",), ("--json",)):
        answer = cli(*IMPORT, str(file), *options)
        assert "Ta bort" not in answer.err
        assert LOGGING not in answer.err
    assert at_terminal([*IMPORT, str(file), "--yes"])[0] == 0
    assert file.exists()


def test_nothing_is_offered_for_a_list_that_was_not_stored(empty: str, file: Path) -> None:
    for command, steps in (([*IMPORT, str(file)], [("Spara listan?", "n")]), ([*IMPORT, str(file), "--dry-run"], [])):
        code, screen = at_terminal(command, steps)
        assert (code, "Ta bort" in screen, LOGGING in screen) == (0, False, True)
    assert file.exists()


def test_only_a_plain_file_is_offered(empty: str, file: Path) -> None:
    link = file.with_name("genväg.txt")
    link.symlink_to(file)
    code, screen = at_terminal([*IMPORT, str(link)], [("Spara listan?", "")])
    assert (code, "Ta bort" in screen) == (0, False)
    assert file.exists()


def test_a_file_that_went_away_while_she_was_asked(empty: str, file: Path) -> None:
    def vanish(_screen: str) -> str:
        file.unlink()
        return "j"

    code, screen = at_terminal([*IMPORT, str(file)], [("Spara listan?", ""), ("Ta bort filen", vanish)])
    assert (code, "Filen listan.txt kunde inte tas bort." in screen) == (0, True)
    assert "Listan är sparad." in screen
