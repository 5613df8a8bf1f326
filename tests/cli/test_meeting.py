"""`rekotui meeting` and `rekotui export minutes`: what is planned and was agreed, and to whom it may be let out."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from rekotui.base import exit_codes
from rekotui.casework.meeting import Agreement, Participant
from storage.cases import CaseRepository
from storage.database import Database
from storage.meetings import MeetingRepository, NewMeeting
from storage.vault import demo_key
from tests.cli.running import ON, CommandLine, bare, history
from tests.cli.test_consents import EMPLOYER, consent
from tests.cli.test_documentation import keys, sections
from tests.cli.test_log import CASE
from tests.exchange.paper.reading import holds_as_accessible, text_of

AHEAD = ON + timedelta(days=9)
PEOPLE = (Participant("patient", "Någon Annan"), Participant("arbetsgivare", "Kim Chefsson"))
PLANNED = NewMeeting("ada", "planned", AHEAD, "13:30", "meeting", "Rum 3", "Vad går?", PEOPLE)
HELD = replace(
    PLANNED,
    state="held",
    on=ON,
    notes={"patient_view": "Hemligt om hälsan"},
    agreements=(
        Agreement("Tar fram en plan", "arbetsgivare", "Kim Chefsson", AHEAD),
        Agreement("Ringer", "", "", AHEAD),
    ),
)


def save(folder: str, new: NewMeeting) -> int:
    database = Database(folder, demo_key(folder), demo=True)
    with database.write() as work:
        (row,) = work.ask("select id from caseload where number = ?", (CASE,))
        made = MeetingRepository(work).save(CaseRepository(work).get(row[0]), new, ON)
    database.close()
    return made


@pytest.fixture
def planned(demo: str) -> int:
    consent(demo, new=EMPLOYER)
    return save(demo, PLANNED)


def test_what_is_planned_and_held_is_told(demo: str, cli: CommandLine, planned: int) -> None:
    text = cli("meeting", CASE).out
    assert f"{AHEAD} 13:30  Planerat: Dialogmöte enligt ADA" in text
    assert "Ska vara med: patienten (Någon Annan), arbetsgivaren (Kim Chefsson)." in text
    assert "✓ Samtycke gäller till och med" in text
    held = save(demo, HELD)
    (first, second) = cli("meeting", CASE, "--json").json
    assert keys(sections("###")["`meeting`"]) == list(first)
    assert [(each["meeting"], each["state"]) for each in (first, second)] == [(planned, "planned"), (held, "held")]
    assert second["agreements"][0] == {
        "what": "Tar fram en plan",
        "party": "arbetsgivare",
        "name": "Kim Chefsson",
        "due": AHEAD.isoformat(),
        "state": "open",
    }
    assert [each["attendance"] for each in second["participants"]] == ["came", "came"]
    assert [each["text"] for each in second["demands"] if each["met"] is False] == [
        "Ska noteras: arbetsgivarens bild.",
        "Ska noteras: anpassningar ni enades om.",
    ]
    assert history(demo)[-1][2] == {"command": "meeting"}
    assert cli("meeting", "2026-025").code == exit_codes.DONE


def test_of_a_protected_identity_nobody_is_named(demo: str, cli: CommandLine, planned: int) -> None:
    save(demo, HELD)
    connection = bare(demo)
    connection.execute(
        "update patient set protected = 1 where id = (select patient_id from caseload where number = ?)", (CASE,)
    )
    connection.close()
    for command in (("meeting",), ("meeting", "--json"), ("journal",), ("export", "minutes", "--with-identities")):
        assert "Chefsson" not in cli(*command, CASE).out


def test_minutes_hold_what_was_agreed_and_nothing_of_her_health(demo: str, cli: CommandLine, planned: int) -> None:
    invitation = cli("export", "minutes", CASE).out
    assert invitation.startswith("Inbjudan: Dialogmöte enligt ADA\n\nNär: 2026-12-01 kl. 13:30\n")
    assert "1. Patientens bild" in invitation
    save(demo, HELD)
    name = cli("show", CASE, "--json").json["name"]
    told = cli("export", "minutes", CASE, "--json").json
    assert keys(sections("###")["`export minutes`"]) == list(told)
    assert "– Tar fram en plan: arbetsgivaren (Kim Chefsson), senast 2026-12-01." in told["text"]
    assert "– Ringer: koordinatorn, senast 2026-12-01." in told["text"]
    assert not any(left in told["text"] for left in (name, "Hemligt", "Någon Annan"))
    assert history(demo)[-1][2]["identities"] is False
    named = cli("export", "minutes", CASE, "--with-identities").out
    assert f"Gäller: {name}" in named
    assert history(demo)[-1][2]["identities"] is True
    disclosed = [payload for action, _entity, payload in history(demo) if action == "export.disclosed"]
    assert [(each["party"], each["told"], each["gate"]) for each in disclosed] == [
        ("arbetsgivare", ["plan"], "consent")
    ]
    assert "Inbjudan" in cli("export", "minutes", CASE, "--meeting", str(planned)).out
    for none in ("99", "0"):
        assert cli("export", "minutes", CASE, "--meeting", none).code == exit_codes.NOTHING_FOUND
    assert cli("export", "minutes", CASE, "--format", "rtf").code == exit_codes.WRONG_USE


def test_a_name_is_let_out_only_where_the_log_says_yes(demo: str, cli: CommandLine, planned: int) -> None:
    later = (ON + timedelta(days=101)).isoformat()
    refused = cli("export", "minutes", CASE, "--with-identities", "--on", later)
    assert refused.code == exit_codes.REFUSED
    assert "har gått ut" in refused.err
    assert refused.out == ""
    assert "export" not in [action.split(".")[0] for action, *_ in history(demo)]
    assert cli("export", "minutes", CASE, "--on", later).code == exit_codes.DONE


def test_minutes_on_paper_are_accessible(demo: str, cli: CommandLine, planned: int, tmp_path: Path) -> None:
    save(demo, HELD)
    target = tmp_path / "anteckning.pdf"
    told = cli("export", "minutes", CASE, "-o", str(target), "--json").json
    assert (told["face"], told["pages"], told["file"]) == ("minutes", 1, "anteckning.pdf")
    holds_as_accessible(target.read_bytes(), tmp_path, "Överenskommelser: Dialogmöte enligt ADA")
    read = text_of(target.read_bytes())
    assert "Tar fram en plan" in read
    assert "Hemligt" not in read
    assert cli("export", "minutes", CASE, "-o", str(target)).code == exit_codes.WRONG_USE
