"""Old list rows go when a list is read in, before its preview; a dry run and the look-ups remove nothing."""

from tests.cli.running import SAMPLES, CommandLine, bare, history

WEEK_24, WEEK_25 = (str(SAMPLES / f"vecka-{week}-urklipp.txt") for week in (24, 25))
DUE = "2026-12-12"
"""180 days after the list of 2026-06-15, in which three of the week before are gone."""


def rows(folder: str) -> int:
    connection = bare(folder)
    [count] = connection.execute("select count(*) from list_row").fetchone()
    connection.close()
    return int(count)


def test_rows_that_were_kept_long_enough_go(empty: str, cli: CommandLine) -> None:
    for file, day in ((WEEK_24, "2026-06-08"), (WEEK_25, "2026-06-15")):
        assert cli("import", "rehabstod", file, "--list-date", day, "--on", day).code == 0
    before = rows(empty)
    again = ("import", "rehabstod", WEEK_25, "--list-date", "2026-06-16", "--json")
    assert cli(*again, "--dry-run", "--on", DUE).code == cli("list", "--on", DUE).code == 0
    assert rows(empty) == before
    assert cli(*again, "--on", "2026-12-11").code == 0
    assert cli("import", "undo").code == 0
    assert rows(empty) == before + 33, "the day before nothing goes, and what is undone is kept"
    assert cli(*again, "--on", DUE).code == 0
    # Three who are gone since 2026-06-15; everybody else is in the newest list.
    assert rows(empty) == before + 2 * 33 - 3
    removed = [payload for action, _case, payload in history(empty) if action == "list.rows_removed"]
    assert removed == [{"rows": 3, "people": 3, "decisions": 0}]
