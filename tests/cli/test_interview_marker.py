"""A mark in every sensitive answer and its note, looked for in everything that the program can print or write."""

import os
from pathlib import Path

import pytest

from rekotui.casework.guide import PROTECTED
from rekotui.casework.guides import shipped
from rekotui.casework.interview import Place
from storage.database import Database
from storage.drafts import DraftRepository
from storage.interview_outcome import OutcomeRepository
from storage.interview_reading import draft_place
from storage.interviews import InterviewRepository
from storage.outcome_reading import Chosen, proposal
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
    "import rehabstod", "import undo", "import icd",
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
    "interview": [(CASE,), (CASE, "--by", "sokord"), (CASE, "--compare")],
    "verify": [()],
    "doctor": [()],
}
FILES: dict[str, list[tuple[tuple[str, ...], str]]] = {
    "export summary": [(("--with-identities",), kind) for kind in ("csv", "html")],
    "export calendar": [(("--days", "365", "--with-identities"), "ics")],
    "export follow-ups": [(("--with-identities",), kind) for kind in ("md", "html")],
    "export access-log": [((CASE, "--with-identities"), kind) for kind in ("md", "csv", "html", "json")],
}


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
    database.close()


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
            given = () if kind == "ics" else ("--format", kind)
            assert cli(*name.split(), *way, *given, "-o", str(path)).code == 0, (name, way)
    assert len(list(out.iterdir())) == sum(map(len, FILES.values()))
    for path in out.iterdir():
        assert found(path.read_text("utf-8"), MARKS) == [], path.name
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
