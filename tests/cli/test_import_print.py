"""`rekotui import rehabstod` with a printed page: a PDF, its text, and what is no list."""

from pathlib import Path

import pytest

from tests.cli.running import SAMPLES, CommandLine, process
from tests.exchange.rehabstod.copies import other, row
from tests.exchange.rehabstod.pdfs import locked, pages, pdf_of, stream
from tests.exchange.rehabstod.prints import UNIT, legacy, printed

PRINT = str(SAMPLES / "nuvarande-utskrift.pdf")
WEEK_24, WEEK_25 = (str(SAMPLES / f"vecka-{week}-urklipp.txt") for week in (24, 25))
WEEK_25_PRINT = str(SAMPLES / "vecka-25-utskrift.pdf")


def test_a_pdf_is_previewed_without_a_vault(tmp_path: Path, cli: CommandLine) -> None:
    answer = cli("--vault", str(tmp_path / "none"), "import", "rehabstod", PRINT, "--dry-run", "--json")
    assert answer.code == 0
    assert (answer.json["format"], answer.json["unit"], answer.json["partial"]) == ("printed_page", UNIT, False)
    assert len(answer.json["records"]) == 31
    assert "list_date_assumed" in [warning["code"] for warning in answer.json["warnings"]]


def test_a_pdf_is_stored_and_its_people_taken_up(empty: str, cli: CommandLine) -> None:
    answer = cli("import", "rehabstod", PRINT, "--list-date", "2026-06-15", "--take", "all", "--json")
    assert (answer.code, len(answer.json["groups"]["new"])) == (0, 31)
    assert len(cli("list", "--json", "--limit", "0").json) == 31


@pytest.mark.parametrize("sample", ["nuvarande-utskrift.pdf", "nuvarande-utskrift.txt"])
def test_from_standard_input(empty: str, cli: CommandLine, sample: str) -> None:
    data = (SAMPLES / sample).read_bytes()
    answer = cli("import", "rehabstod", "-", "--list-date", "2026-06-15", "--json", stdin=data)
    assert (answer.code, answer.json["format"], len(answer.json["records"])) == (0, "printed_page", 31)


def test_the_old_print_brings_its_day(empty: str, cli: CommandLine) -> None:
    data = pdf_of(legacy(row(Slutdatum="2023-07-09"), other()))
    answer = cli("import", "rehabstod", "-", "--json", stdin=data)
    assert (answer.json["format"], answer.json["list_date"], answer.json["unit"]) == (
        "legacy_print",
        "2023-05-15",
        UNIT,
    )


def test_a_week_as_the_print_has_the_same_people_new_and_gone_as_its_copy(empty: str, cli: CommandLine) -> None:
    cli("import", "rehabstod", WEEK_24, "--list-date", "2026-06-08", "--unit", UNIT)
    dry = ("--list-date", "2026-06-15", "--dry-run", "--json")
    copy = cli("import", "rehabstod", WEEK_25, "--unit", UNIT, *dry).json["groups"]
    printed_week = cli("import", "rehabstod", WEEK_25_PRINT, *dry).json["groups"]
    assert [printed_week[group] for group in ("new", "gone")] == [copy[group] for group in ("new", "gone")]
    assert (len(copy["new"]), len(copy["gone"])) == (5, 3)


def test_what_the_print_has_cut_takes_nothing_away_that_is_known(empty: str, cli: CommandLine) -> None:
    cli("import", "rehabstod", WEEK_25, "--list-date", "2026-06-15", "--unit", UNIT, "--take", "all")
    before = cli("list", "--json", "--limit", "0").json
    assert cli("import", "rehabstod", WEEK_25_PRINT, "--list-date", "2026-06-15", "--take", "all").code == 0
    after = cli("list", "--json", "--limit", "0").json
    known = ("diagnosis", "co_diagnoses", "physician", "name")
    assert [[case[key] for key in known] for case in after] == [[case[key] for key in known] for case in before]


PICTURE = pages([stream(b"0 0 100 100 re f")])
NO_LISTS = {
    "picture": (PICTURE, "bara bilder"),
    "letter": (pdf_of("Kallelse till möte 2026-06-15"), "ingen utskrift av Rehabstöds lista"),
    "locked": (locked(pdf_of(printed(row()).replace("ﬁ", "fi"))), "lösenord"),
    "cut": (Path(PRINT).read_bytes()[:100_000], "skadad eller avklippt"),
    "heavy": (pages([stream(b" " * 20_000_000)]), "tung att läsa"),
}


@pytest.mark.parametrize("kind", NO_LISTS)
def test_what_is_no_list_is_exit_6_with_one_sentence_that_helps(
    empty: str, cli: CommandLine, tmp_path: Path, kind: str
) -> None:
    data, said = NO_LISTS[kind]
    file = tmp_path / "lista.pdf"
    file.write_bytes(data)
    for answer in (
        cli("import", "rehabstod", str(file), "--json"),
        cli("import", "rehabstod", "-", "--json", stdin=data),
    ):
        assert (answer.code, answer.out, answer.err.count("\n")) == (6, "", 1)
        assert said in answer.err
    assert cli("list", "--json").json == []


def test_an_image_named_pdf_is_told_apart(empty: str, cli: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "lista.pdf"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    answer = cli("import", "rehabstod", str(file))
    assert answer.code == 6
    assert "heter som en PDF" in answer.err


def test_a_pdf_leaves_nothing_in_the_temporary_folder(tmp_path: Path) -> None:
    answer = process(
        "--vault", str(tmp_path / "none"), "import", "rehabstod", PRINT, "--dry-run", env={"TMPDIR": str(tmp_path)}
    )
    assert answer.code == 0
    assert list(tmp_path.iterdir()) == []
