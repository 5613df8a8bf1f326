"""`rekotui import rehabstod`: preview, groups, dates, units, who is taken up; whole or not at all."""

import os
from pathlib import Path

import pytest

from rekotui.casework.personnummer import check_digit
from rekotui.casework.review import GROUPS
from tests.cli.running import SAMPLES, CommandLine, at_terminal, bare
from tests.exchange.rehabstod.copies import blocks_of

LIST = str(SAMPLES / "nuvarande-urklipp.txt")
WEEK_17, WEEK_24, WEEK_25 = (str(SAMPLES / f"vecka-{week}-urklipp.txt") for week in (17, 24, 25))
TAKEN = {"Kontaktad", "Aktiv", "Uppföljning", "Medicinsk rehab"}
KEYS = ["format", "unit", "list_date", "partial", "records", "warnings", "skipped", "groups"]


def rows(folder: str) -> dict[str, int]:
    connection = bare(folder)
    tables = ("patient", "caseload", "sick_leave", "list_import", "list_row", "status_change")
    counts = {table: connection.execute(f"select count(*) from {table}").fetchone()[0] for table in tables}
    connection.close()
    return counts


def part_of(sample: str, keep: int, tmp_path: Path) -> str:
    """A copy of the first rows of a sample."""
    heading, blocks = blocks_of(Path(sample).name)
    file = tmp_path / "part.txt"
    file.write_text("\n".join([heading, *blocks[:keep]]), "utf-8")
    return str(file)


def test_json_has_exactly_the_documented_keys(empty: str, cli: CommandLine) -> None:
    answer = cli("import", "rehabstod", LIST, "--list-date", "2026-06-15", "--take", "all", "--json")
    assert answer.code == 0
    assert list(answer.json) == KEYS
    assert (answer.json["format"], answer.json["unit"]) == ("copied_table", None)
    assert (answer.json["list_date"], answer.json["partial"]) == ("2026-06-15", None)
    assert list(answer.json["groups"]) == list(GROUPS)
    for person in answer.json["groups"]["new"]:
        assert list(person) == ["personnummer", "name", "case", "changes"]
        assert person["case"].startswith("2026-")
    assert len(answer.json["groups"]["new"]) == len(answer.json["records"]) == 31
    assert list(answer.json["warnings"][0]) == ["row", "code", "text"]


def test_a_dry_run_stores_nothing(empty: str, cli: CommandLine) -> None:
    before = rows(empty)
    answer = cli("import", "rehabstod", LIST, "--dry-run", "--take", "all", "--json")
    assert len(answer.json["groups"]["new"]) == 31
    assert rows(empty) == before


def test_a_dry_run_without_a_vault_has_no_groups(tmp_path: Path, cli: CommandLine) -> None:
    os.environ["REKOTUI_VAULT"] = str(tmp_path / "none")
    answer = cli("import", "rehabstod", LIST, "--dry-run", "--json", "--on", "2026-06-16")
    assert answer.code == 0
    assert answer.json["groups"] is None
    assert answer.json["list_date"] == "2026-06-16"
    assert "list_date_assumed" in [warning["code"] for warning in answer.json["warnings"]]
    assert len(answer.json["records"]) == 31
    assert not (tmp_path / "none").exists()
    assert cli("import", "rehabstod", LIST, "--json").code == 3


def test_a_dry_run_needs_the_key_of_a_vault_that_is_there(locked: str, cli: CommandLine) -> None:
    assert cli("import", "rehabstod", LIST, "--dry-run").code == 3


@pytest.mark.parametrize("take", ["none", "status", "all"])
def test_who_becomes_a_case(empty: str, cli: CommandLine, take: str) -> None:
    answer = cli("import", "rehabstod", LIST, "--list-date", "2026-06-15", "--take", take, "--json")
    wanted = {
        record["personnummer"]
        for record in answer.json["records"]
        if take == "all" or (take == "status" and record["status"] in TAKEN)
    }
    listed = cli("list", "--json", "--limit", "0").json
    assert {case["personnummer"] for case in listed} == wanted
    assert (rows(empty)["list_row"], rows(empty)["caseload"]) == (31, len(wanted))
    assert f"{len(wanted)} ärenden togs upp" in answer.err


def test_nobody_is_taken_up_unasked(empty: str, cli: CommandLine) -> None:
    cli("import", "rehabstod", LIST)
    assert cli("list", "--json").json == []


def test_from_standard_input(empty: str, cli: CommandLine) -> None:
    answer = cli("import", "rehabstod", "-", "--take", "all", "--json", stdin=Path(LIST).read_bytes())
    assert len(answer.json["groups"]["new"]) == 31
    assert len(cli("list", "--json", "--limit", "0").json) == 31


def test_without_a_terminal_today_is_the_lists_day_and_that_is_said(empty: str, cli: CommandLine) -> None:
    answer = cli("import", "rehabstod", LIST, "--json", "--on", "2026-06-17")
    assert answer.json["list_date"] == "2026-06-17"
    assert "list_date_assumed" in [warning["code"] for warning in answer.json["warnings"]]
    told = cli("import", "rehabstod", LIST, "--list-date", "2026-06-15", "--json")
    assert "list_date_assumed" not in [warning["code"] for warning in told.json["warnings"]]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   \n\t\n",
        b"\0\1\2\xff" * 4000,
        b"Hej, det h\xe4r \xe4r ett brev.\n",
        b"a;b;c\n1;2;3\n",
        b"PK\x03\x04zip",
    ],
    ids=["empty", "blank", "binary", "letter", "csv", "zip"],
)
@pytest.mark.parametrize("dry_run", [True, False])
def test_what_is_no_list_is_exit_6_and_stores_nothing(
    empty: str, cli: CommandLine, tmp_path: Path, content: bytes, dry_run: bool
) -> None:
    before = rows(empty)
    file = tmp_path / "file"
    file.write_bytes(content)
    extra = ("--dry-run",) if dry_run else ()
    for answer in (
        cli("import", "rehabstod", str(file), *extra),
        cli("import", "rehabstod", "-", *extra, stdin=content),
    ):
        assert (answer.code, answer.out) == (6, "")
        assert answer.err.count("\n") == 1
    assert rows(empty) == before


def test_a_list_without_rows_is_exit_6_and_makes_nobody_gone(empty: str, cli: CommandLine) -> None:
    cli("import", "rehabstod", WEEK_24, "--list-date", "2026-06-08", "--take", "all")
    before = rows(empty)
    heading, _blocks = blocks_of("vecka-25-urklipp.txt")
    answer = cli("import", "rehabstod", "-", "--list-date", "2026-06-15", stdin=heading)
    assert answer.code == 6
    assert "Ingen räknas som borta" in answer.err
    assert rows(empty) == before


def test_a_missing_file_is_exit_6(empty: str, cli: CommandLine) -> None:
    assert cli("import", "rehabstod", "finns-inte.txt").code == 6


def test_a_real_person_in_a_demo_is_exit_5_and_nobody_is_stored(empty: str, cli: CommandLine) -> None:
    nine = "550308100"
    number = f"19550308-100{check_digit(nine)}"
    text = Path(LIST).read_text("utf-8").replace("19550308-2397", number)
    before = rows(empty)
    answer = cli("import", "rehabstod", "-", "--take", "all", stdin=text)
    assert (answer.code, answer.out) == (5, "")
    assert number not in answer.err
    assert rows(empty) == before


def test_importing_twice_changes_nothing(empty: str, cli: CommandLine) -> None:
    def everything() -> list[object]:
        listed = cli("list", "--json", "--limit", "0").json
        return [listed, *(cli("show", case["case"], "--json").json for case in listed[:8])]

    first = cli("import", "rehabstod", WEEK_24, "--list-date", "2026-06-08", "--take", "all", "--json")
    cases = everything()
    again = cli("import", "rehabstod", WEEK_24, "--list-date", "2026-06-08", "--take", "all", "--json")
    assert again.json["records"] == first.json["records"]
    assert [p["personnummer"] for p in again.json["groups"]["new"]] == [
        p["personnummer"] for p in first.json["groups"]["new"]
    ]
    assert everything() == cases
    assert "0 ärenden togs upp, 0 fick nya uppgifter" in again.err
    assert "redan inläst" in cli("import", "rehabstod", WEEK_24, "--list-date", "2026-06-08").err


def test_an_older_list_makes_nobody_gone_and_takes_nothing_back(empty: str, cli: CommandLine) -> None:
    cli("import", "rehabstod", WEEK_25, "--list-date", "2026-06-15", "--take", "all")
    cases = cli("list", "--json", "--limit", "0", "--on", "2026-06-15").json
    older = cli("import", "rehabstod", WEEK_24, "--list-date", "2026-06-08", "--json")
    assert older.json["groups"]["gone"] == []
    after = cli("list", "--json", "--limit", "0", "--on", "2026-06-15").json
    newest = (
        "case",
        "name",
        "personnummer",
        "diagnosis",
        "co_diagnoses",
        "physician",
        "occupations",
        "first_day",
        "last_day",
        "length_days",
        "certificates",
        "degrees",
        "day_today",
        "status",
    )
    assert [[c[key] for key in newest] for c in after] == [[c[key] for key in newest] for c in cases]


def test_a_list_that_lacks_more_than_a_quarter_makes_nobody_gone(empty: str, cli: CommandLine, tmp_path: Path) -> None:
    cli("import", "rehabstod", WEEK_24, "--list-date", "2026-06-08")
    part = cli("import", "rehabstod", part_of(WEEK_25, 12, tmp_path), "--list-date", "2026-06-15", "--json")
    assert (part.json["partial"], part.json["groups"]["gone"]) == (True, [])
    assert "maybe_partial" in [warning["code"] for warning in part.json["warnings"]]
    # The next whole list is held against week 24, the latest complete one.
    whole = cli("import", "rehabstod", WEEK_25, "--list-date", "2026-06-16", "--json")
    assert len(whole.json["groups"]["gone"]) == 3


def test_two_units_do_not_make_each_others_people_gone(empty: str, cli: CommandLine) -> None:
    cli("import", "rehabstod", WEEK_24, "--list-date", "2026-06-08", "--unit", "Norra")
    other = cli("import", "rehabstod", WEEK_17, "--list-date", "2026-06-09", "--unit", "Södra", "--json")
    assert (other.json["unit"], other.json["groups"]["gone"]) == ("Södra", [])
    unclear = cli("import", "rehabstod", WEEK_25, "--list-date", "2026-06-15")
    assert unclear.code == 2
    assert "Södra, Norra" in unclear.err
    told = cli("import", "rehabstod", WEEK_25, "--list-date", "2026-06-15", "--unit", "Norra", "--json")
    assert len(told.json["groups"]["gone"]) == 3


def test_the_only_unit_is_taken_for_granted(empty: str, cli: CommandLine) -> None:
    cli("import", "rehabstod", WEEK_24, "--list-date", "2026-06-08", "--unit", "Norra")
    assert cli("import", "rehabstod", WEEK_25, "--list-date", "2026-06-15", "--json").json["unit"] == "Norra"


def test_what_she_corrected_stands_until_the_list_says_something_new(empty: str, cli: CommandLine) -> None:
    cli("import", "rehabstod", WEEK_24, "--list-date", "2026-06-08", "--take", "all")
    connection = bare(empty)
    connection.execute("update caseload set physician = 'Rätt Läkare'")
    connection.close()
    before = {c["personnummer"]: c for c in cli("list", "--json", "--limit", "0").json}
    week_24 = cli("import", "rehabstod", WEEK_24, "--list-date", "2026-06-08", "--dry-run", "--json").json["records"]
    week_25 = cli("import", "rehabstod", WEEK_25, "--list-date", "2026-06-15", "--json").json["records"]
    said = {r["personnummer"]: r["physician"] for r in week_24}
    says = {r["personnummer"]: r["physician"] for r in week_25}
    changed = {number for number in before if number in says and says[number] != said[number]}
    # A closed case is what it was when it was closed: the list speaks of open ones.
    for case in cli("list", "--json", "--limit", "0", "--view", "active").json:
        number = case["personnummer"]
        assert case["physician"] == (says[number] if number in changed else "Rätt Läkare")


def test_a_new_doctor_in_the_list_reaches_the_case(empty: str, cli: CommandLine, tmp_path: Path) -> None:
    cli("import", "rehabstod", WEEK_24, "--list-date", "2026-06-08", "--take", "all")
    text = Path(WEEK_24).read_text("utf-8").replace("Örjan Provläkare", "Ny Testläkare")
    answer = cli("import", "rehabstod", "-", "--list-date", "2026-06-15", stdin=text)
    doctors = {case["physician"] for case in cli("list", "--json", "--limit", "0", "--view", "active").json}
    assert "Ny Testläkare" in doctors
    assert "Örjan Provläkare" not in doctors
    assert " 0 fick nya uppgifter" not in answer.err


def test_text_says_how_many_and_what_to_check(empty: str, cli: CommandLine) -> None:
    first = cli("import", "rehabstod", WEEK_24, "--list-date", "2026-06-08")
    assert first.out == "31 sjukfall i listan från 2026-06-08.\nFörsta listan: 31 personer är nya.\n"
    second = cli("import", "rehabstod", WEEK_25, "--list-date", "2026-06-15")
    assert "5 nya, 3 borta, 17 oförändrade sedan 2026-06-08." in second.out
    assert "Rad 19: slutdatum ligger mer än 2 år fram" in second.err
    assert "Okända" not in second.err


def test_at_a_terminal_it_asks_first(empty: str) -> None:
    command = ["import", "rehabstod", LIST, "--take", "all"]
    code, screen = at_terminal(command, [("Vilken dag", "2026-06-15"), ("Spara listan?", "n")])
    assert (code, "Inget sparades." in screen) == (0, True)
    assert rows(empty)["list_import"] == 0
    steps = [("Vilken dag", "2026-06-15"), ("Spara listan?", ""), ("Ta bort filen", "")]
    code, screen = at_terminal(command, steps)
    assert (code, "31 ärenden togs upp" in screen) == (0, True)
    assert rows(empty)["caseload"] == 31


def test_at_a_terminal_it_asks_whether_filters_were_set(empty: str, cli: CommandLine, tmp_path: Path) -> None:
    cli("import", "rehabstod", WEEK_24, "--list-date", "2026-06-08")
    part = part_of(WEEK_25, 12, tmp_path)
    command = ["import", "rehabstod", part, "--list-date", "2026-06-15", "--dry-run"]
    assert " 0 borta" in at_terminal(command, [("Är listan filtrerad?", "")])[1]
    assert " 0 borta" not in at_terminal(command, [("Är listan filtrerad?", "n")])[1]


OLD, PASTED = (str(SAMPLES / name) for name in ("v6-alla-kolumner.xlsx", "nuvarande-inklistrad.xlsx"))


@pytest.mark.parametrize(
    ("sample", "slug", "day", "rows"),
    [("v6-alla-kolumner.xlsx", "legacy_excel", "2023-05-15", 31), ("v2-2017.xlsx", "legacy_excel", "2017-11-20", 28)],
)
def test_an_old_excel_file_brings_its_own_day(
    empty: str, cli: CommandLine, sample: str, slug: str, day: str, rows: int
) -> None:
    answer = cli("import", "rehabstod", str(SAMPLES / sample), "--json")
    assert (answer.code, list(answer.json)) == (0, KEYS)
    assert (answer.json["format"], answer.json["list_date"], answer.json["partial"]) == (slug, day, False)
    assert len(answer.json["records"]) == len(answer.json["groups"]["new"]) == rows
    assert [warning["code"] for warning in answer.json["warnings"]] == ["far_end"]


def test_an_exports_name_gives_unit_and_day(empty: str, cli: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "sjukfall-Exempelbackens vårdcentral-2023-05-16T09-42.xlsx"
    file.write_bytes(Path(OLD).read_bytes())
    answer = cli("import", "rehabstod", str(file), "--take", "none", "--json").json
    assert (answer["unit"], answer["list_date"]) == ("Exempelbackens vårdcentral", "2023-05-16")


def test_a_workbook_from_standard_input(empty: str, cli: CommandLine) -> None:
    content = Path(PASTED).read_bytes()
    answer = cli("import", "rehabstod", "-", "--list-date", "2026-06-15", "--take", "all", "--json", stdin=content)
    assert (answer.code, answer.json["format"]) == (0, "spreadsheet")
    assert len(cli("list", "--json", "--limit", "0").json) == 31


def test_a_workbook_changes_nothing_after_the_same_list_as_a_copy(empty: str, cli: CommandLine) -> None:
    cli("import", "rehabstod", LIST, "--list-date", "2026-06-14", "--take", "all")
    cases = cli("list", "--json", "--limit", "0").json
    answer = cli("import", "rehabstod", PASTED, "--list-date", "2026-06-15", "--json")
    assert (answer.json["groups"]["new"], answer.json["groups"]["gone"]) == ([], [])
    assert len(answer.json["groups"]["unchanged"]) == 31
    assert cli("list", "--json", "--limit", "0").json == cases


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (Path(OLD).read_bytes()[:4000], "skadad"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "lösenord"),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "spara som xlsx eller csv"),
        (b"Namn;Telefon\r\nTesta;08-123 45\r\n", "känns inte igen"),
    ],
    ids=["truncated", "password", "xls", "csv"],
)
def test_a_file_that_cannot_be_read_says_what_to_do(
    empty: str, cli: CommandLine, tmp_path: Path, content: bytes, word: str
) -> None:
    before = rows(empty)
    file = tmp_path / "lista.xlsx"
    file.write_bytes(content)
    answer = cli("import", "rehabstod", str(file), "--json")
    assert (answer.code, answer.out, answer.err.count("\n")) == (6, "", 1)
    assert word in answer.err
    assert rows(empty) == before
