"""`rekotui import icd`: a file of diagnosis codes, counted, learned and given to cases; whole or not at all."""

import os
from datetime import date
from pathlib import Path

import pytest

from storage.cases import CaseRepository, NewCase
from storage.database import Database
from storage.vault import demo_key
from tests.cli.running import SAMPLES, CommandLine, bare, history, process
from tests.exchange.codes.files import CODES, official_rows, separated, workbook
from tests.storage.helpers import number

OFFICIAL = separated(official_rows()).encode("utf-8-sig")
LIST = str(SAMPLES / "nuvarande-urklipp.txt")


def names(folder: str) -> dict[str, tuple[str, str, str]]:
    connection = bare(folder)
    try:
        rows = connection.execute("select code, title, source, seen_on from diagnosis_name").fetchall()
    finally:
        connection.close()
    return {row[0]: row[1:] for row in rows}


def take_up(folder: str, *codes: str, text: str | None = None) -> None:
    database = Database(folder, demo_key(folder), demo=True)
    with database.write() as work:
        for at, code in enumerate(codes):
            values = {"diagnosis_code": code, "diagnosis_text": text}
            CaseRepository(work).open(NewCase(number(at), "Utkast Provsson", date(2026, 11, 2), values=values))
    database.close()


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "icd-10-se.tsv"
    path.write_bytes(OFFICIAL)
    return str(path)


def test_names_are_learned_and_counted(empty: str, file: str, cli: CommandLine) -> None:
    take_up(empty, "F438A", "M169", "Z99X9")
    answer = cli("import", "icd", file)
    assert answer.code == 0
    assert answer.out == "4 diagnoskoder med namn i filen: 4 nya, 0 ändrade.\n"
    assert "4 rader utan kod eller namn hoppades över" in answer.err
    assert "2 ärenden fick namnet på sin diagnos" in answer.err
    assert names(empty) == {code: (title, "file", "2026-11-22") for code, title in CODES.items()}
    shown = {case["diagnosis"]: case["diagnosis_text"] for case in cli("list", "--json").json}
    assert shown == {"F438A": CODES["F438A"], "M169": CODES["M169"], "Z99X9": None}


def test_json_tells_the_numbers_and_reading_again_teaches_nothing(empty: str, file: str, cli: CommandLine) -> None:
    take_up(empty, "F438A")
    counts = {"codes": 4, "new": 4, "changed": 0, "skipped": 4, "doubles": 0, "cases": 1}
    assert cli("import", "icd", file, "--json").json == counts
    assert list(cli("import", "icd", file, "--json").json.items()) == list((counts | {"new": 0, "cases": 0}).items())
    events = [payload for action, _case, payload in history(empty) if action == "diagnosis_names.read"]
    assert events == [counts, counts | {"new": 0, "cases": 0}]
    assert cli("verify").code == 0


def test_a_new_edition_changes_names_and_cases_keep_theirs(empty: str, file: str, cli: CommandLine) -> None:
    take_up(empty, "F438A")
    cli("import", "icd", file)
    edition = b"Kod;Titel\nF43.8A;Ett nytt namn\nM16.9;Koxartros\nM17;Gonartros\n"
    answer = cli("import", "icd", "-", "--json", stdin=edition)
    assert (answer.json["new"], answer.json["changed"], answer.json["cases"]) == (1, 2, 0)
    assert names(empty)["M169"][0] == "Koxartros"
    assert cli("list", "--json").json[0]["diagnosis_text"] == CODES["F438A"]


def test_a_dry_run_tells_the_same_and_stores_nothing(empty: str, file: str, cli: CommandLine) -> None:
    take_up(empty, "F438A")
    before = history(empty)
    answer = cli("import", "icd", file, "--dry-run")
    assert answer.out == "4 diagnoskoder med namn i filen: 4 nya, 0 ändrade.\n"
    assert "Inget sparades." in answer.err
    assert "1 ärenden skulle få" in answer.err
    dry = cli("import", "icd", file, "--dry-run", "--json").json
    assert (names(empty), history(empty)) == ({}, before)
    assert cli("import", "icd", file, "--json").json == dry


def test_a_dry_run_without_a_vault_compares_with_nothing(tmp_path: Path, file: str, cli: CommandLine) -> None:
    os.environ["REKOTUI_VAULT"] = str(tmp_path / "none")
    assert cli("import", "icd", file, "--dry-run", "--json").json == {
        "codes": 4, "new": None, "changed": None, "skipped": 4, "doubles": 0, "cases": None,
    }  # fmt: skip
    assert cli("import", "icd", file, "--dry-run").out == "4 diagnoskoder med namn i filen.\n"
    assert cli("import", "icd", file).code == 3


def test_a_workbook_and_standard_input(empty: str, tmp_path: Path) -> None:
    path = tmp_path / "koder.xlsx"
    path.write_bytes(workbook(official_rows()))
    assert process("import", "icd", str(path), "--json").json["new"] == 4
    assert process("import", "icd", "-", "--json", stdin=OFFICIAL.decode("utf-8")).json["new"] == 0


def test_the_file_beats_the_list_and_the_list_does_not_come_back(empty: str, file: str, cli: CommandLine) -> None:
    cli("import", "rehabstod", LIST, "--list-date", "2026-06-15", "--take", "all")
    learned = names(empty)
    assert learned["F438A"] == ("Utmattningssyndrom", "list", "2026-06-15")
    answer = cli("import", "icd", file, "--json").json
    assert answer["changed"] >= 1
    cli("import", "rehabstod", LIST, "--list-date", "2026-11-16")
    assert names(empty)["F438A"] == (CODES["F438A"], "file", "2026-11-22")


def test_what_a_spreadsheet_could_run_is_no_name(empty: str, cli: CommandLine) -> None:
    take_up(empty, "A00", "A01")
    text = 'Kod;Titel\nA00;=HYPERLINK("http://exempel")\nA01;+a1()\nA02;Påhittad kolera\n'
    assert cli("import", "icd", "-", "--json", stdin=text).json["codes"] == 1
    exported = cli("export", "summary", "--format", "csv")
    assert exported.code == 0
    assert "HYPERLINK" not in exported.out
    cells = [cell.strip('"') for line in exported.out.splitlines() for cell in line.split(";")]
    assert [cell for cell in cells if cell.startswith(("=", "+", "@"))] == []


def test_names_that_look_like_markup_or_steering_stay_text(empty: str, cli: CommandLine) -> None:
    take_up(empty, "A00", "A01")
    cli("import", "icd", "-", stdin="A00\t[red]röd[/] [@click=quit]\nA01\tStyr\x1b[31mtecken\n")
    shown = {case["diagnosis"]: case["diagnosis_text"] for case in cli("list", "--json").json}
    assert shown == {"A00": "[red]röd[/] [@click=quit]", "A01": None}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Det finns inga diagnoskoder"),
        (b"Ett brev.", "Det finns inga diagnoskoder"),
        (Path(LIST).read_bytes(), "rekotui import rehabstod"),
        ((SAMPLES / "v6-alla-kolumner.xlsx").read_bytes(), "rekotui import rehabstod"),
        (workbook(official_rows())[:300], "skadad, avklippt"),
        (b"A00;B\n" * 310_000, "så tung"),
        (b"A" * (20 * 2**20 + 1), "för stor"),
    ],
    ids=["nothing", "letter", "list", "old list", "cut workbook", "too many rows", "too large"],
)
def test_what_is_no_file_of_codes_is_exit_6_and_changes_nothing(
    empty: str, cli: CommandLine, data: bytes, words: str
) -> None:
    before = history(empty)
    answer = cli("import", "icd", "-", stdin=data)
    assert answer.code == 6
    assert answer.out == ""
    assert words in answer.err
    assert "Inget lästes in" in answer.err
    assert (names(empty), history(empty)) == ({}, before)


def test_a_file_that_is_not_there(empty: str, cli: CommandLine, tmp_path: Path) -> None:
    answer = cli("import", "icd", str(tmp_path / "hemlig-mapp" / "finns-inte.tsv"))
    assert answer.code == 6
    assert "finns-inte.tsv" in answer.err
    assert "hemlig-mapp" not in answer.err


def test_a_locked_vault_learns_nothing(locked: str, file: str, cli: CommandLine) -> None:
    assert cli("import", "icd", file).code == 3
