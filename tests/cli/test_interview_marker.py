"""A mark in every sensitive answer and its note, looked for in everything that the program can print or write."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from pypdf import PdfReader

from rekotui.casework.guide import PROTECTED
from rekotui.casework.guides import shipped
from rekotui.casework.interview import Place
from rekotui.casework.meeting import Participant
from rekotui.casework.plan import EMPTY, GOAL
from rekotui.casework.plan_moves import add, edit
from rekotui.casework.plan_templates import take_suggestion
from storage.cases import CaseRepository
from storage.database import Database, Work
from storage.drafts import DraftRepository
from storage.interview_outcome import OutcomeRepository
from storage.interview_reading import draft_place
from storage.interviews import InterviewRepository
from storage.meetings import MeetingRepository, NewMeeting
from storage.outcome_reading import Chosen, proposal
from storage.plan_suggested import Waiting, waiting
from storage.plans import PlanRepository
from storage.reading import Reader
from storage.vault import demo_key
from tests.cli.running import ON, CommandLine, bare
from tests.cli.test_documentation import commands
from tests.cli.test_interview import interviewed, marker
from tests.cli.test_log import CASE

TALK = shipped()["kartlaggning"]
SENSITIVE = [question.id for _section, question in TALK.questions() if question.sensitive]
MARKS = [mark for name in SENSITIVE for mark in (marker(name), marker(f"note-{name}"))]
OF_PROTECTED = [
    mark
    for _section, question in TALK.questions()
    if question.protection == PROTECTED
    for mark in (marker(question.id), marker(f"note-{question.id}"))
]
SAY_NOTHING = {
    "log", "roles", "rules", "kva", "demo", "init", "unlock", "lock", "passphrase", "backup", "restore",
    "import rehabstod", "import undo", "import icd", "sender", "export preparation",
}  # fmt: skip
"""Commands that show nothing of a case: they write, or speak of the vault and the rules alone."""
SHOWN: dict[str, list[tuple[str, ...]]] = {
    "list": [("--view", "all", "--limit", "0")],
    "today": [("--days", "90")],
    "find": [(CASE,), ("qzxwvjk",), (marker("life_events"),), (marker("note-violence_experience"),)],
    "show": [(CASE,)],
    "journal": [(CASE,), ("--unjournaled",), (CASE, "--unjournaled")],
    "review": [("--reason", "Prov")],
    "consents": [(CASE,)],
    "plan": [(CASE,), (CASE, "--draft"), (CASE, "--version", "1")],
    "meeting": [(CASE,)],
    "interview": [(CASE,), (CASE, "--by", "sokord"), (CASE, "--compare")],
    "verify": [()],
    "doctor": [()],
}
FILES: dict[str, list[tuple[tuple[str, ...], str]]] = {
    "export summary": [(("--with-identities",), kind) for kind in ("csv", "html")],
    "export calendar": [(("--days", "365", "--with-identities"), "ics")],
    "export follow-ups": [(("--with-identities",), kind) for kind in ("md", "html")],
    "export access-log": [((CASE, "--with-identities"), kind) for kind in ("md", "csv", "html", "json")],
    "export plan": [((CASE,), kind) for kind in ("md", "txt", "pdf")],
    "export interview": [((CASE,), "pdf"), ((CASE, "--by", "sokord"), "pdf")],
    "export consent-form": [((CASE,), "pdf")],
    "export minutes": [((CASE,), "pdf"), ((CASE,), "txt")],
    "export fk-notice": [((CASE, "--ground", "fk_request", "--reason", "-"), "md")],
}
BY_ENDING = ("ics", "pdf", "txt", "md")
"""Endings that say the format by themselves, where a command has one."""


def closed(folder: str) -> None:
    """Close a full interview with all that it leaves behind, something half typed in a protected question."""
    interviewed(folder)
    database = Database(folder, demo_key(folder), demo=True)
    with database.write() as work:
        DraftRepository(work).keep(draft_place(1, Place("violence_support")), marker("violence_support"))
        talks = InterviewRepository(work, shipped())
        stored = talks.stored(talks.get(1))
        chosen = [
            Chosen(each.key, each.name, each.before, each.value)
            for each in proposal(work.ask, stored.line, stored, ON).effects
        ]
        assert len(chosen) > 20
        OutcomeRepository(work).close(talks.get(1), chosen, ON)
    with Reader(folder, demo_key(folder)) as reader:
        suggested = waiting(reader, 1)
    with database.write() as work:
        planned(work, suggested)
    database.close()


def planned(work: Work, suggested: Sequence[Waiting]) -> None:
    """Seal a plan with all that the interview suggests, and lay up a meeting."""
    case = CaseRepository(work).get(1)
    plan = add(EMPTY, GOAL, text="Tillbaka").plan
    for waits in suggested:
        made = take_suggestion(plan, waits.proposed)
        plan = edit(made.plan, made.key, responsible="patient", follow_up_on=ON)
    assert len(plan.items) > 10
    plans = PlanRepository(work)
    plans.start(case, ON, plan=plan._replace(participation="yes", evaluate_on=ON))
    plans.seal(case, ON)
    people = (Participant("patient"), Participant("arbetsgivare"))
    MeetingRepository(work).save(case, NewMeeting("arbetsgivare", "wanted", participants=people), ON)


def text_of(path: Path) -> str:
    """Return what is to be read in a file."""
    if path.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in PdfReader(path).pages)
    return path.read_text("utf-8")


def found(text: str, marks: list[str]) -> list[str]:
    return [mark for mark in marks if mark.casefold() in text.casefold()]


def test_every_command_is_looked_through() -> None:
    assert set(commands()) == SAY_NOTHING | set(SHOWN) | set(FILES)
    assert len(MARKS) > 15


def test_no_sensitive_answer_is_in_anything_that_is_printed_or_written(
    demo: str, cli: CommandLine, tmp_path: Path
) -> None:
    closed(demo)
    said = ""
    for name, ways in SHOWN.items():
        for way in ways:
            for how in ((), ("--json",)):
                answer = cli(*name.split(), *way, *how)
                said += answer.out + answer.err
    assert marker("goal_long") in said  # what is open is told
    assert found(said, MARKS) == []
    out = tmp_path / "out"
    out.mkdir()
    for name, formats in FILES.items():
        for number, (way, kind) in enumerate(formats):
            path = out / f"{name.replace(' ', '-')}-{number}.{kind}"
            given = () if kind in BY_ENDING else ("--format", kind)
            done = cli(*name.split(), *way, *given, "-o", str(path), stdin="Begärt")
            assert done.code == 0, (name, way, done.err)
    assert len(list(out.iterdir())) == sum(map(len, FILES.values()))
    for path in out.iterdir():
        assert found(text_of(path), MARKS) == [], path.name
    asked = cli("interview", CASE, "--sensitive")
    assert marker("life_events") in asked.out
    assert found(asked.out, OF_PROTECTED) == []
    assert marker("note-violence_experience") in cli("interview", CASE, "--by", "sokord", "--protected").out


def test_no_sensitive_answer_is_stored_anywhere_but_as_an_answer(demo: str, tmp_path: Path) -> None:
    closed(demo)
    connection = bare(demo)
    tables = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")]
    assert {"interview_answer", "history_payload", "draft", "follow_up", "plan_suggestion", "signal"} <= set(tables)
    for table in tables:
        if table in ("interview_answer", "history_payload"):
            continue  # the answer itself, and what it was before: in no index, no view and no list
        try:
            rows = connection.execute(f'select * from "{table}"').fetchall()
        except Exception as error:  # an index's own tables may not be read so
            pytest.fail(f"{table}: {error}")
        text = "\n".join(str(value) for row in rows for value in row)
        assert found(text, MARKS) == [], table
    others = connection.execute(
        "select group_concat(p.body) from history h join history_payload p on p.id = h.id"
        " where h.action != 'interview.answered'"
    ).fetchone()[0]
    connection.close()
    assert found(others, MARKS) == []
    for folder in (Path(demo), tmp_path, Path(os.environ.get("REKOTUI_SETTINGS", demo))):
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_socket():
                content = path.read_bytes()
                assert not any(mark.encode() in content for mark in MARKS), path.name
