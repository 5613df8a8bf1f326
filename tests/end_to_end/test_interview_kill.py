"""The app is killed in the middle of an interview: answers that were left stand, and what was typed is there again."""

import os
import signal
import time
from pathlib import Path

from rekotui.casework.guides import shipped
from rekotui.casework.interview import Place
from rekotui.exchange.demo.fill import fill
from storage import vault
from storage.database import Database
from storage.interview_reading import NOTE, VALUE, drafts_of, stored_sheet
from storage.interviews import InterviewRepository
from storage.reading import Reader
from tests.cli.running import ON
from tests.end_to_end.test_app_kill import PATIENCE, Terminal, running_app, whole

QUESTION = Place("referral_question")


def to_the_interview(terminal: Terminal) -> None:
    terminal.wait_for("beräknad")  # the preview: the first row is there
    terminal.press("\r")
    terminal.wait_for("rehabkedjan")  # the case itself
    terminal.press("i")


def kept(folder: str) -> tuple[dict[Place, object], dict[tuple[Place, str], str]]:
    key = vault.key_without_asking(folder)
    assert key is not None
    with Reader(key.folder, key.dek) as reader:
        (number,) = (row[0] for row in reader.rows("select max(id) from interview"))
        stored = stored_sheet(reader, number, shipped())
        assert stored is not None
        return {place: answer.value for place, answer in stored.sheet.answers.items()}, drafts_of(reader, number)


def wait_until_kept(folder: str, place: Place, part: str, text: str) -> None:
    """Wait for what a pause of a second brings: no other program's clock is trusted."""
    end = time.monotonic() + PATIENCE
    while kept(folder)[1].get((place, part)) != text:
        assert time.monotonic() < end, f"{text!r} was never kept"
        time.sleep(0.05)


def test_a_killed_interview_loses_nothing_that_was_left_and_nothing_that_was_kept(tmp_path: Path) -> None:
    key = vault.create_demo(str(tmp_path / "vault"))
    database = Database(key.folder, key.dek, demo=True)
    fill(database, 5, 1, ON)
    with database.write() as work:
        talks = InterviewRepository(work)
        for (talk,) in work.ask("select id from interview where voided_on is null"):
            talks.void(talks.get(talk), ON, "Prov")
    database.close()
    with running_app(key.folder) as (child, terminal):
        to_the_interview(terminal)
        terminal.wait_for("korta formen")  # how much of it
        terminal.press("\r")
        terminal.wait_for("Annan")  # the last answer to choose: the question is all there
        terminal.press("1\r")
        terminal.wait_for("aktualiserade")
        terminal.press("Prognosen och")
        wait_until_kept(key.folder, QUESTION, VALUE, "Prognosen och")
        terminal.press(" det sista")  # typed after the last pause: this may be lost, and nothing else
        os.kill(child.pid, signal.SIGKILL)
        child.wait(PATIENCE)
    answers, drafts = kept(key.folder)
    assert answers == {Place("referral_source"): "physician"}
    assert drafts[QUESTION, VALUE].startswith("Prognosen och")
    assert whole(key.folder)
    with running_app(key.folder) as (child, terminal):
        to_the_interview(terminal)
        terminal.wait_for("Prognosen")
        terminal.press("\r")
        terminal.wait_for("inväntas")
        terminal.press("2\r")
        terminal.wait_for("lättläst")
        terminal.press("\t")
        terminal.wait_for("Anteckning")
        terminal.press("Finska")
        wait_until_kept(key.folder, Place("interpreter"), NOTE, "Finska")
        os.kill(child.pid, signal.SIGKILL)
        child.wait(PATIENCE)
    answers, drafts = kept(key.folder)
    assert str(answers[QUESTION]).startswith("Prognosen och")
    assert answers[Place("leave_status")] == "partial"
    assert list(drafts.values()) == ["Finska"]
    assert whole(key.folder)
