"""`rekotui export calendar`: what is watched, in a file that a calendar reads, and reads again."""

import os
import stat
from datetime import date, timedelta
from pathlib import Path

from icalendar import Calendar, Component

from storage.case_facts import CaseFactRepository
from storage.cases import CaseRepository
from storage.database import Database
from storage.follow_ups import FollowUpRepository, NewFollowUp
from storage.signal_answers import SignalAnswerRepository
from storage.vault import demo_key
from tests.cli.running import ON, Answer, CommandLine, at_terminal, bare, history, process

CASE, PROTECTED_CASE = "2026-024", "2026-017"
MARKS = ("LÖNEMÄRKE", "CHEFSMÄRKE", "HANDLÄGGARMÄRKE")


def events(text: str) -> dict[str, Component]:
    return {str(event["uid"]): event for event in Calendar.from_ical(text).walk("VEVENT")}


def case_id(folder: str, number: str) -> int:
    connection = bare(folder)
    try:
        return int(connection.execute("select id from caseload where number = ?", (number,)).fetchone()[0])
    finally:
        connection.close()


def promise(folder: str, number: str, due_on: date) -> int:
    """Make a follow-up and facts whose words would give somebody away."""
    database, of = Database(folder, demo_key(folder), demo=True), case_id(folder, number)
    with database.write() as work:
        case = CaseRepository(work).get(of)
        new = NewFollowUp(due_on, "answer", "arbetsgivare", MARKS[1], MARKS[0])
        made = FollowUpRepository(work).add(case, new).id
        CaseFactRepository(work).change(case, {"fk_officer": MARKS[2], "employer_plan_why": MARKS[2]})
    database.close()
    return made or 0


def ended(folder: str, follow_up_id: int) -> None:
    database = Database(folder, demo_key(folder), demo=True)
    with database.write() as work:
        repository = FollowUpRepository(work)
        repository.close(repository.get(follow_up_id), "answered", ON, MARKS[0])
    database.close()


def calendar(cli: CommandLine, *arguments: str) -> Answer:
    answer = cli("export", "calendar", *arguments)
    assert answer.code == 0, answer.err
    return answer


def exported(cli: CommandLine, tmp_path: Path, *arguments: str) -> str:
    calendar(cli, "-o", str(tmp_path / "k.ics"), "--force", *arguments)
    return (tmp_path / "k.ics").read_bytes().decode()


def test_everything_of_today_is_there_once(demo: str, cli: CommandLine, tmp_path: Path) -> None:
    promise(demo, CASE, ON - timedelta(days=3))
    shown = [case["case"] for case in cli("today", "--json", "--limit", "0").json]
    found = events(exported(cli, tmp_path, "--days", "0"))
    assert {str(event["summary"])[:8] for event in found.values()} >= set(shown)
    assert {event.decoded("dtstart") for event in found.values()} == {ON}
    assert sum("Väntar på svar, arbetsgivaren" in str(event["summary"]) for event in found.values()) >= 1
    later = events(exported(cli, tmp_path))
    assert len(later) > len(found)
    assert max(event.decoded("dtstart") for event in later.values()) <= ON + timedelta(days=90)


def test_nobody_is_named_and_nothing_of_hers_is_told_without_asking(
    demo: str, cli: CommandLine, tmp_path: Path
) -> None:
    for number in (CASE, PROTECTED_CASE):
        promise(demo, number, ON)
    people = cli("list", "--json", "--limit", "0").json
    plain = exported(cli, tmp_path, "--days", "3660").replace("\r\n ", "")
    for case in people:
        for told in (case["name"], case["personnummer"], case["employer"]):
            assert not told or told not in plain
    assert not any(mark in plain for mark in MARKS)
    named = exported(cli, tmp_path, "--days", "3660", "--with-identities").replace("\r\n ", "")
    assert named.count(MARKS[0]) == named.count(MARKS[1]) == 1
    assert not any(case["personnummer"] in named for case in people if case["personnummer"])
    (name,) = [case["name"] for case in people if case["case"] == CASE]
    assert f"{CASE} {name.split()[-1]}" in named.replace("\\,", ",")


def test_a_later_file_has_the_same_uids_and_lets_go_of_what_is_answered(
    demo: str, cli: CommandLine, tmp_path: Path
) -> None:
    made = promise(demo, CASE, ON + timedelta(days=2))
    first = exported(cli, tmp_path)
    assert exported(cli, tmp_path) == first
    before = events(first)
    ended(demo, made)
    after = events(exported(cli, tmp_path))
    (uid,) = [uid for uid, event in after.items() if str(event["status"]) == "CANCELLED"]
    assert str(before[uid]["status"]) == "CONFIRMED"
    assert after[uid]["sequence"] > before[uid]["sequence"]
    others = {uid for uid, event in before.items() if not str(event["summary"]).startswith(CASE)}
    assert others <= set(after)
    assert events(cli_on(cli, tmp_path, ON + timedelta(days=61))).get(uid) is None


def cli_on(cli: CommandLine, tmp_path: Path, on: date) -> str:
    return exported(cli, tmp_path, "--on", on.isoformat())


def test_what_rests_comes_back_and_what_is_dismissed_does_not(demo: str, cli: CommandLine, tmp_path: Path) -> None:
    cli("today", "--quiet")
    connection = bare(demo)
    (rests, gone) = connection.execute(
        "select case_id, rule, key from signal where case_id is not null and rule != 'follow_up' and ends_on is null"
        " and starts_on <= ? group by case_id, rule, key order by case_id limit 2",
        (ON.isoformat(),),
    ).fetchall()
    connection.close()
    before = events(exported(cli, tmp_path))
    database = Database(demo, demo_key(demo), demo=True)
    with database.write() as work:
        SignalAnswerRepository(work).postpone(*rests, ON, ON + timedelta(days=9))
        SignalAnswerRepository(work).dismiss(*gone, ON, "hör inte hit")
    database.close()
    after = events(exported(cli, tmp_path))
    assert len(set(before) - set(after)) == 1
    moved = [uid for uid, event in after.items() if event.decoded("dtstart") != before[uid].decoded("dtstart")]
    assert [after[uid].decoded("dtstart") for uid in moved] == [ON + timedelta(days=9)]


def test_the_file_is_private_logged_and_never_written_over(demo: str, tmp_path: Path) -> None:
    (tmp_path / "temp").mkdir()
    process("today", "--quiet")
    before, file = len(history(demo)), tmp_path / "x.ics"
    run = ("export", "calendar", "--with-identities", "-o", str(file))
    answer = process(*run, env={"TMPDIR": str(tmp_path / "temp")})
    count = len(events(file.read_bytes().decode()))
    assert (answer.code, answer.out, answer.err) == (0, "", f"{count} händelser skrevs till x.ics.\n")
    assert (stat.S_IMODE(file.stat().st_mode), os.listdir(tmp_path / "temp")) == (0o600, [])
    ((action, _case, payload),) = history(demo)[before:]
    assert (action, payload) == (
        "export", {"face": "calendar", "format": "ics", "hits": count, "identities": True},
    )  # fmt: skip
    assert process(*run).code == 2
    assert process("export", "calendar").out == process("export", "calendar").out


def test_at_a_terminal_and_with_a_wrong_number(demo: str, cli: CommandLine) -> None:
    code, screen = at_terminal(["export", "calendar", "--days", "0"])
    assert (code, "BEGIN:VCALENDAR" in screen, "END:VCALENDAR" in screen) == (0, True, True)
    assert cli("export", "calendar", "--days", "många").code == 2
