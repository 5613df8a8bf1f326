"""The bench's own arithmetic and table. Nothing here asks how fast anything is."""

import sys
from pathlib import Path

import pytest

from bench import processes, rows, vaults
from storage.reading import Reader


def test_ratio_compares_medians() -> None:
    row = rows.ratio("find", [0.09, 0.08, 5.0], [0.03, 0.01, 0.02], 8, "floor")
    assert row.figure == pytest.approx(4.5)
    assert row.is_ok
    assert row.cells() == ("find", "90.0 ms", "4.50 × floor", "≤ 8 × floor", "ok")


def test_what_is_missed_says_by_how_much() -> None:
    over = rows.time("save", 0.045, 30)
    assert (over.is_ok, over.verdict) == (False, "OVER by 50%")
    under = rows.time("passphrase", 0.1, 1000, least=200)
    assert (under.is_ok, under.verdict) == (False, "UNDER by 50%")
    assert rows.time("passphrase", 0.2, 1000, least=200).is_ok


def test_what_was_not_measured_is_named_and_breaks_nothing() -> None:
    row = rows.missing("today", 8, "× floor", "not built")
    assert row.is_ok
    assert row.cells() == ("today", "", "", "≤ 8 × floor", "not built")
    assert rows.memory("idle", 0.0, 150).verdict == "not measured"


def test_table_has_a_line_a_row_in_straight_columns() -> None:
    table = rows.render([rows.time("a short one", 0.0123, 30), rows.time("a much longer one", 2.5, 3000)])
    head, rule, *lines = table.splitlines()
    assert len(lines) == 2
    assert {line.index("≤") for line in lines} == {head.index("budget")}
    assert set(rule) == {"-", " "}
    assert "12.3 ms" in lines[0]
    assert "2.50 s" in lines[1]


def test_percentile_is_one_of_the_values() -> None:
    assert rows.percentile([3.0, 1.0, 2.0, 4.0], 0.95) == 4.0
    assert rows.percentile([7.0], 0.95) == 7.0


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_program_in_a_terminal_is_timed_until_its_text_stands_there() -> None:
    code = "import sys; print('\\x1b[1mwait\\x1b[0med for', sys.stdout.isatty()); input(); print('gone on')"
    session = processes.Session((sys.executable, "-c", code), processes.environment())
    try:
        painted = session.until("waited for True")
        assert session.press("\r") > painted
        assert session.until("gone on") > painted
        # The end of the line may come by itself; then there is nothing more, and no wait for it.
        assert b"".join(iter(lambda: session.read(5), b"")) in (b"", b"\r\n")
    finally:
        session.close()


def test_a_vault_is_filled_once_and_copied_for_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vaults, "CACHE", tmp_path)
    first = vaults.cached(2)
    assert vaults.cached(2) == first
    with vaults.copies([first]) as (copy,):
        vaults.grow_history(copy, 400)
        with Reader(copy.folder, copy.dek) as reader:
            assert reader.rows("select count(*), max(id) from history") == [(400, 400)]
            assert reader.verify() == []
    assert not Path(copy.folder).exists()
    with Reader(first.folder, first.dek) as reader:
        assert reader.rows("select max(id) from history")[0][0] < 400
