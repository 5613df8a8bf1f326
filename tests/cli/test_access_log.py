"""Reads are logged (patientdatalagen 4 kap. 3 §): who was looked at, or how many, never what was searched for."""

import fcntl
import json
import os
import subprocess
import sys

import pytest

from tests.cli.running import ROOT, CommandLine, bare, history


def reads(folder: str, before: int) -> list[tuple[str, int | None, object]]:
    return history(folder)[before:]


@pytest.mark.parametrize("how", [(), ("--json",), ("--plain",)])
def test_list_and_find_write_one_row_with_the_number_of_hits(demo: str, cli: CommandLine, how: tuple[str, ...]) -> None:
    before = len(history(demo))
    cli("list", "--limit", "2", *how)
    cli("find", "maja", "hedlund", *how)
    cli("find", "xyzzyqqq", *how)
    assert reads(demo, before) == [
        ("list.read", None, {"command": "list", "hits": 60}),
        ("list.read", None, {"command": "find", "hits": 1}),
        ("list.read", None, {"command": "find", "hits": 0}),
    ]


def test_show_writes_one_row_for_that_case(demo: str, cli: CommandLine) -> None:
    before = len(history(demo))
    cli("show", "2026-024")
    cli("show", "almqvist")
    connection = bare(demo)
    (case_id,) = connection.execute("select id from caseload where number = '2026-024'").fetchone()
    connection.close()
    assert reads(demo, before) == [("case.read", case_id, {"command": "show"})]


def test_every_export_is_logged_with_whether_it_holds_identities(demo: str, cli: CommandLine) -> None:
    before = len(history(demo))
    cli("export", "summary", "--with-identities", "--view", "closed", "--format", "csv")
    ((action, case_id, payload),) = reads(demo, before)
    assert (action, case_id) == ("export", None)
    assert payload == {"face": "worklist", "format": "csv", "hits": 29, "identities": True}


def test_what_was_searched_for_stays_out_of_the_log(demo: str, cli: CommandLine) -> None:
    cli("find", "maja hedlund")
    cli("show", "19860618-2387")
    said = json.dumps(history(demo)[-2:], ensure_ascii=False).casefold()
    assert "maja" not in said
    assert "860618" not in said


@pytest.mark.skipif(not hasattr(fcntl, "F_SETPIPE_SZ"), reason="only Linux can make a pipe small")
def test_a_reader_that_hangs_up_is_logged_too(demo: str) -> None:
    before = len(history(demo))
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4096)  # less than the answer, so that it cannot be out before we hang up
    with subprocess.Popen(
        [sys.executable, "-m", "rekotui", "list", "--json", "--limit", "0"],
        stdout=writing,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as listing:
        os.close(writing)
        assert os.read(reading, 2) == b"[\n"
        os.close(reading)
        said = listing.communicate(timeout=30)[1]
    assert (listing.returncode, said) == (0, b"")
    assert [row[0] for row in reads(demo, before)] == ["list.read"]


def test_the_log_holds_after_all_that(demo: str, cli: CommandLine) -> None:
    cli("list")
    cli("show", "2026-024")
    answer = cli("verify", "--json").json
    assert (answer["rows"], answer["faults"]) == (len(history(demo)), [])
