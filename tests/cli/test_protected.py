"""A protected identity is masked in every answer, and found by case number or full number only."""

from pathlib import Path

import pytest

from tests.cli.running import CommandLine, bare
from tests.exchange.reading_back import xlsx_rows

CASE, NUMBER = "2026-017", "19650128-2385"
SECRETS = ("Stina Öberg", "Öberg, Stina", NUMBER, "196501282385", "Provtorps gymnasium")


@pytest.fixture(autouse=True)
def _phone(demo: str) -> None:
    """No other case of the demo may have the same names: they are what is looked for."""
    connection = bare(demo)
    connection.execute("update caseload set employer = '' where number != ?", (CASE,))
    connection.close()


def secrets_in(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


@pytest.mark.parametrize(
    "command",
    [
        ("list", "--limit", "0"),
        ("list", "--limit", "0", "--plain"),
        ("list", "--limit", "0", "--json"),
        ("find", CASE),
        ("find", NUMBER, "--json"),
        ("show", CASE),
        ("show", NUMBER),
        ("show", CASE, "--json"),
        ("export", "summary", "--with-identities"),
        ("export", "summary", "--with-identities", "--format", "csv"),
        ("export", "summary", "--with-identities", "--format", "json"),
        ("export", "summary", "--with-identities", "--format", "html"),
    ],
)
def test_masked_everywhere(demo: str, cli: CommandLine, command: tuple[str, ...]) -> None:
    answer = cli(*command)
    assert answer.code == 0
    assert CASE in answer.out
    assert secrets_in(answer.out + answer.err) == []


def test_masked_in_a_workbook(demo: str, cli: CommandLine, tmp_path: Path) -> None:
    assert cli("export", "summary", "--with-identities", "-o", str(tmp_path / "x.xlsx")).code == 0
    rows = xlsx_rows((tmp_path / "x.xlsx").read_bytes())
    assert [row[1:3] for row in rows if row[0] == CASE] == [["Skyddade personuppgifter", ""]]
    assert secrets_in("\n".join(cell for row in rows for cell in row)) == []


def test_phone_is_masked_too(demo: str, cli: CommandLine) -> None:
    assert cli("show", CASE, "--json").json["phone"] is None
    assert "070-" not in cli("show", CASE).out


@pytest.mark.parametrize("text", ["stina öberg", "stina", "provtorps", "650128", "1965012823", "oberg"])
def test_not_found_by_name_employer_or_part_of_a_number(demo: str, cli: CommandLine, text: str) -> None:
    assert CASE not in cli("find", text, "--json", "--limit", "0").out
    shown = cli("show", text)
    assert CASE not in shown.out + shown.err


def test_several_cases_of_one_number_are_listed_without_the_name(demo: str, cli: CommandLine) -> None:
    connection = bare(demo)
    connection.execute("update caseload set status = 'Avslutad' where number = ?", (CASE,))
    connection.execute(
        "insert into caseload (number, patient_id, status, status_since, opened_on, version)"
        " select '2019-001', patient_id, 'Avslutad', '2019-06-01', '2019-01-01', 1 from caseload where number = ?",
        (CASE,),
    )
    connection.close()
    answer = cli("show", NUMBER)
    assert answer.code == 2
    assert CASE in answer.err
    assert "Skyddade personuppgifter" in answer.err
    assert secrets_in(answer.err) == []
