"""`rekotui interview`: what was said, masked unless it is asked for, and every read logged with what was asked for."""

import json
from pathlib import Path

import pytest

from rekotui.base import exit_codes
from rekotui.casework.guide import OPEN, PROTECTED, SENSITIVE
from rekotui.casework.guides import shipped
from rekotui.casework.interview import ANSWERED, Answer, Place, Sheet, visible
from rekotui.casework.interview_values import check_value
from storage.cases import CaseRepository
from storage.database import Database
from storage.interviews import InterviewRepository
from storage.vault import demo_key
from tests.cli.running import ON, CommandLine, bare
from tests.cli.test_log import CASE

TALK = shipped()["kartlaggning"]
CHOSEN = {
    "consent_coordination": "yes",
    "employment": "employed",
    "household": ["children_home"],
    "violence_private": "yes",
    "violence_experience": "current",
    "economy_worry": 8,
}


def marker(name: str) -> str:
    return f"qzxwvjk.{name}."


def interviewed(folder: str) -> Sheet:
    """Lay in an interview with every question answered and a marker in each text and note."""
    database = Database(folder, demo_key(folder), demo=True)
    sheet = Sheet(TALK)
    with database.write() as work:
        (row,) = work.ask("select id from caseload where number = ?", (CASE,))
        talks = InterviewRepository(work, shipped())
        talk = talks.start(CaseRepository(work).get(row[0]), "kartlaggning", ON)
        for _section, question in TALK.questions():
            given: object = CHOSEN.get(question.id, marker(question.id))
            if question.type not in ("text",) and question.id not in CHOSEN:
                given = {"date": "2026-12-01", "scale_0_10": 5, "yes_no": "yes"}.get(question.type) or (
                    [question.options[0].id] if question.type == "multi" else question.options[0].id
                )
            place = Place(question.id)
            talks.answer(talk, place, given)
            talks.note(talk, place, marker(f"note-{question.id}"))
            sheet = sheet.having(place, Answer(ANSWERED, check_value(question, given), "x"))
    database.close()
    return sheet


def kinds(sheet: Sheet, protection: str) -> list[str]:
    return [one.question.id for one in visible(sheet) if one.question.protection == protection]


def shown(out: str, name: str) -> bool:
    return marker(name) in out or marker(f"note-{name}") in out


@pytest.mark.parametrize("how", [(), ("--json",), ("--by", "sokord"), ("--by", "sokord", "--json")])
def test_shows_what_is_asked_for_and_no_more(demo: str, cli: CommandLine, how: tuple[str, ...]) -> None:
    sheet = interviewed(demo)
    for more, open_to in (
        ((), {OPEN}),
        (("--sensitive",), {OPEN, SENSITIVE}),
        (("--protected",), {OPEN, PROTECTED}),
        (("--sensitive", "--protected"), {OPEN, SENSITIVE, PROTECTED}),
    ):
        answer = cli("interview", CASE, *how, *more)
        assert answer.code == exit_codes.DONE
        for protection in (OPEN, SENSITIVE, PROTECTED):
            told = [name for name in kinds(sheet, protection) if shown(answer.out, name)]
            recorded = [name for name in kinds(sheet, protection) if "sokord" not in how or name != "equality_check"]
            assert told == (recorded if protection in open_to else []), (more, protection)
        assert ("--sensitive" in answer.err) == (SENSITIVE not in open_to)
        assert ("--protected" in answer.err) == (PROTECTED not in open_to)
        assert ("Våld" in answer.out) == (PROTECTED in open_to and "--json" in how)
        hidden = {one.id for _section, one in TALK.questions()} - {one.question.id for one in visible(sheet)}
        assert hidden
        assert not [name for name in hidden if shown(answer.out, name)]
    # Answers of sensitive questions that are no text are masked as well.
    if "--json" not in how:
        assert "8 av 10" not in cli("interview", CASE, *how).out
        assert "8 av 10" in cli("interview", CASE, *how, "--sensitive").out


def test_json_has_values_and_words(demo: str, cli: CommandLine) -> None:
    interviewed(demo)
    found = cli("interview", CASE, "--json").json
    assert (found["case"], found["guide"], found["form"], found["closed"]) == (CASE, "kartlaggning", "full", None)
    assert found["done"] == found["asked"]
    assert found["protected"] is None
    answers = {one["question"]: one for part in found["parts"] for one in part["answers"]}
    assert (answers["employment"]["value"], answers["employment"]["masked"]) == ("employed", False)
    worry = answers["economy_worry"]
    assert (worry["value"], worry["answer"], worry["note"], worry["masked"]) == (None, None, None, True)
    whole = cli("interview", CASE, "--json", "--protected", "--by", "sokord").json
    assert [part["key"] for part in whole["protected"]] == ["valdsutsatthet"]


@pytest.mark.parametrize(
    "command",
    [
        ("list", "--view", "all", "--limit", "0"),
        ("today", "--days", "400", "--limit", "0"),
        ("show", CASE),
        ("consents", CASE),
        ("export", "summary", "--format", "json", "--with-identities"),
        ("export", "summary", "--format", "md"),
    ],
)
def test_no_answer_is_in_any_other_output(demo: str, cli: CommandLine, command: tuple[str, ...]) -> None:
    interviewed(demo)
    answer = cli(*command, "--json") if command[0] != "export" else cli(*command)
    assert answer.code == exit_codes.DONE
    assert answer.out
    assert "qzxwvjk" not in answer.out + answer.err


def test_no_answer_is_found_by_search(demo: str, cli: CommandLine) -> None:
    interviewed(demo)
    for text in ("qzxwvjk", marker("daily_life"), marker("note-violence_experience")):
        assert cli("find", text).code == exit_codes.NOTHING_FOUND


def test_the_read_is_logged_with_what_was_asked_for(demo: str, cli: CommandLine) -> None:
    interviewed(demo)
    cli("interview", CASE, "--protected")
    connection = bare(demo)
    (body,) = connection.execute(
        "select p.body from history h join history_payload p on p.id = h.id where h.action = 'case.read'"
    ).fetchone()
    connection.close()
    assert json.loads(body) == {"command": "interview", "sensitive": False, "protected": True}


def test_a_protected_identity_shows_no_free_text(demo: str, cli: CommandLine) -> None:
    interviewed(demo)
    connection = bare(demo)
    connection.execute("update patient set protected = 1")
    connection.commit()
    connection.close()
    for how in ((), ("--json",)):
        out = cli("interview", CASE, "--sensitive", "--protected", *how).out
        assert "qzxwvjk." not in out
        assert "8 av 10" in out


def test_what_cannot_be_shown_is_said(demo: str, cli: CommandLine) -> None:
    none = cli("interview", CASE)
    assert (none.code, none.out) == (exit_codes.NOTHING_FOUND, "")
    assert "Kartläggningssamtal" in none.err
    assert cli("interview", CASE, "--guide", "tarot").code == exit_codes.WRONG_USE
    assert cli("interview", CASE, "--by", "age").code == exit_codes.WRONG_USE
    assert cli("interview", "2026-999").code == exit_codes.NOTHING_FOUND


def test_doctor_says_what_a_unit_has_changed_and_what_does_not_hold(
    demo: str, cli: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Guiderna är så som de levereras." in cli("doctor").out
    for name, text in (
        ("own", "guides: {kartlaggning: {title: Vårt samtal, questions: {instrument_scores: {hide: true}}}}"),
        ("broken", "guides: {kartlaggning: {questions: {employment: {hide: true}}}}"),
        ("torn", "guides: {"),
    ):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "guides.yaml").write_text(text, "utf-8")
    monkeypatch.setenv("REKOTUI_SETTINGS", str(tmp_path / "own"))
    out = cli("doctor").out
    assert "kartlaggning: en text är ändrad lokalt." in out
    assert "kartlaggning: frågan instrument_scores är dold lokalt." in out
    interviewed_sheet = cli("interview", CASE)
    assert "Vårt samtal" in interviewed_sheet.err
    monkeypatch.setenv("REKOTUI_SETTINGS", str(tmp_path / "broken"))
    assert "Frågan employment krävs" in cli("doctor").out
    assert "Frågan employment krävs" in cli("interview", CASE).err
    monkeypatch.setenv("REKOTUI_SETTINGS", str(tmp_path / "torn"))
    assert "fel på rad 2" in cli("doctor").out
    assert cli("doctor").code == exit_codes.DONE


def test_a_guide_of_the_desk_is_read_without_a_case(demo: str, cli: CommandLine) -> None:
    assert cli("interview", "--guide", "kvalitetssakringsuppdrag").code == exit_codes.NOTHING_FOUND
    database = Database(demo, demo_key(demo), demo=True)
    with database.write() as work:
        talks = InterviewRepository(work, shipped())
        talks.answer(talks.start(None, "kvalitetssakringsuppdrag", ON), Place("qa_provider"), "Provregionen")
    database.close()
    assert "Provregionen" in cli("interview", "--guide", "kvalitetssakringsuppdrag").out
    assert cli("interview", "--guide", "kvalitetssakringsuppdrag", "--json").json["case"] is None
    assert cli("interview", CASE, "--guide", "kvalitetssakringsuppdrag").code == exit_codes.WRONG_USE
    assert cli("interview").code == exit_codes.WRONG_USE
