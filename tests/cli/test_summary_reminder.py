"""The desk's reminder of the month's summary is settled by writing one (rules.md H 51)."""

from tests.cli.running import CommandLine


def reminders(cli: CommandLine, on: str) -> list[str]:
    """Return what `today` says of the desk in words."""
    return [line for line in cli("today", "--on", on, "--limit", "0").out.splitlines() if "Sammanställ " in line]


def test_writing_the_summary_settles_the_month(demo: str, cli: CommandLine) -> None:
    assert reminders(cli, "2090-02-03") != []
    assert cli("export", "summary", "--on", "2090-02-03").code == 0
    assert reminders(cli, "2090-02-28") == []
    assert reminders(cli, "2090-03-01") != []
