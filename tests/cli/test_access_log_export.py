"""`rekotui export access-log`: the patient's own extract says who, when and what kind, and nothing of the record."""

import csv
import io
import os
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from rekotui.base import exit_codes
from rekotui.exchange.history_messages import ACCESS_KINDS, EVENTS, IN_EXTRACT, OTHER_EVENT
from tests.cli.running import SAMPLES, CommandLine, bare, history
from tests.cli.test_consents import consent
from tests.cli.test_log import CASE
from tests.cli.test_protected import CASE as PROTECTED
from tests.cli.test_protected import secrets_in

EXPORT = ("export", "access-log")
SECRET = "Hemligt ord om knäet"


@pytest.fixture
def worked(demo: str, cli: CommandLine) -> str:
    """A case that was looked at, consented for, contacted and let out."""
    consent(demo, stopped=True)
    cli("show", CASE)
    cli("consents", CASE)
    assert cli("log", CASE, "--party", "patient", "--channel", "phone", stdin=SECRET).code == 0
    return demo


def case_rows(folder: str) -> list[str]:
    connection = bare(folder)
    rows = connection.execute(
        "select h.action from history h join caseload c on c.id = h.case_id where c.number = ? order by h.id", (CASE,)
    ).fetchall()
    connection.close()
    return [row[0] for row in rows]


def test_every_row_of_the_case_is_told_in_words(worked: str, cli: CommandLine) -> None:
    expected = case_rows(worked)
    answer = cli(*EXPORT, CASE, "--json").json
    lists = [row for row in answer["rows"] if row["kind"] == "list"]
    assert len(answer["rows"]) - len(lists) == len(expected)
    assert {row["kind"] for row in answer["rows"]} >= {"reading", "change", "consent", "contact"}
    assert OTHER_EVENT not in {row["what"] for row in answer["rows"]}
    assert {row["actor"] for row in answer["rows"]} != {""}
    said = [row["what"] for row in answer["rows"]]
    assert {
        "öppnades med rekotui show",
        "öppnades med rekotui consents",
        "samtycke återkallat",
        "kontakt antecknad",
    } <= set(said)
    assert [row["at"] for row in answer["rows"]] == sorted(row["at"] for row in answer["rows"])


@pytest.mark.parametrize("format_", ["md", "csv", "html", "json"])
def test_nothing_of_the_record_and_no_name_unless_asked(worked: str, cli: CommandLine, format_: str) -> None:
    shown = cli("show", CASE, "--json").json
    plain = cli(*EXPORT, CASE, "--format", format_)
    named = cli(*EXPORT, CASE, "--format", format_, "--with-identities")
    assert (plain.code, named.code) == (0, 0)
    first, last = shown["name"].split()[0], shown["name"].split()[-1]
    for secret in (SECRET, "Vill vänta", "Chefsson", "Provbruket", "Operationen", shown["diagnosis"]):
        assert secret not in plain.out + named.out
    for secret in (shown["personnummer"], first, last):
        assert secret not in plain.out
        assert secret in named.out
    assert CASE in plain.out
    assert CASE in named.out


@pytest.mark.parametrize("format_", ["md", "csv", "html", "json"])
def test_a_protected_identity_has_its_case_number_only(demo: str, cli: CommandLine, format_: str) -> None:
    answer = cli(*EXPORT, PROTECTED, "--format", format_, "--with-identities")
    assert answer.code == 0
    assert PROTECTED in answer.out
    assert secrets_in(answer.out + answer.err) == []


def test_writing_the_extract_is_logged_and_stands_in_the_next(worked: str, cli: CommandLine) -> None:
    before = len(history(worked))
    cli(*EXPORT, CASE, "--with-identities", "--format", "csv")
    ((action, case_id, payload),) = history(worked)[before:]
    assert (action, payload["face"], payload["format"], payload["identities"]) == ("export", "access_log", "csv", True)
    assert case_id is not None
    assert cli(*EXPORT, CASE, "--json").json["rows"][-1]["kind"] == "export"


def test_days_are_both_included(worked: str, cli: CommandLine) -> None:
    rows = cli(*EXPORT, CASE, "--json").json["rows"]
    last = date.fromisoformat(rows[-1]["at"][:10])
    day, later = last.isoformat(), (last + timedelta(1)).isoformat()
    same = cli(*EXPORT, CASE, "--json", "--since", day, "--until", day).json["rows"]
    assert same[: len(rows)] == [row for row in rows if row["at"].startswith(day)]
    nothing = cli(*EXPORT, CASE, "--since", later, "--until", later)
    assert (nothing.code, "Ingen har läst" in nothing.out) == (0, True)
    assert cli(*EXPORT, CASE, "--since", later, "--until", day).code == exit_codes.WRONG_USE


def test_look_ups_of_many_are_counted(worked: str, cli: CommandLine) -> None:
    before = cli(*EXPORT, CASE, "--json").json["lookups_of_many"]
    cli("list")
    cli("find", "maja", "hedlund")
    cli("export", "summary")
    assert cli(*EXPORT, CASE, "--json").json["lookups_of_many"] == before + 3


def test_lists_with_the_patient_in_them_are_there(empty: str, cli: CommandLine) -> None:
    sample = str(SAMPLES / "nuvarande-urklipp.txt")
    assert cli("import", "rehabstod", sample, "--take", "all").code == 0
    number = cli("list", "--json", "--limit", "1").json[0]["case"]
    rows = cli(*EXPORT, number, "--json").json["rows"]
    assert (rows[0]["kind"], rows[0]["what"]) == ("list", IN_EXTRACT["list.imported"])
    assert [row["kind"] for row in rows].count("list") == 1
    assert OTHER_EVENT not in {row["what"] for row in rows}


def test_the_file_is_private_and_never_written_over(worked: str, cli: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "loggutdrag.html"
    assert cli(*EXPORT, CASE, "-o", str(path)).code == 0
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert path.read_text("utf-8").startswith("<!doctype html>")
    before, logged = path.read_bytes(), len(history(worked))
    assert cli(*EXPORT, CASE, "-o", str(path)).code == exit_codes.WRONG_USE
    assert (path.read_bytes(), len(history(worked))) == (before, logged)
    assert cli(*EXPORT, CASE, "-o", str(path), "--force").code == 0
    assert path.read_bytes() != before
    assert cli(*EXPORT, CASE, "-o", str(tmp_path / "no" / "x.md")).code == exit_codes.CANNOT_WRITE


def test_wrong_use(demo: str, cli: CommandLine) -> None:
    assert cli(*EXPORT, "2026-999").code == exit_codes.NOTHING_FOUND
    assert cli(*EXPORT).code == exit_codes.WRONG_USE
    assert cli(*EXPORT, CASE, "--format", "pdf").code == exit_codes.WRONG_USE
    assert cli(*EXPORT, CASE, "--since", "i går").code == exit_codes.WRONG_USE


def test_a_spreadsheet_reads_it(worked: str, cli: CommandLine) -> None:
    answer = cli(*EXPORT, CASE, "--format", "csv", "--with-identities").out
    rows = list(csv.reader(io.StringIO(answer.removeprefix("\ufeff")), delimiter=";"))
    assert rows[0] == ["Ärende", "Namn", "Personnummer", "När", "Vem", "Slag", "Vad"]
    assert {len(row) for row in rows} == {7}
    assert {row[5] for row in rows[1:]} <= set(ACCESS_KINDS.values())


def test_every_event_of_a_case_has_its_words(demo: str) -> None:
    connection = bare(demo)
    actions = {row[0] for row in connection.execute("select distinct action from history where case_id is not null")}
    connection.close()
    assert actions <= set(EVENTS)
