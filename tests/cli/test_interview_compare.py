"""`rekotui interview --compare` and `rekotui roles`."""

from datetime import timedelta

from rekotui.base import exit_codes
from rekotui.casework.interview import Place
from storage.cases import CaseRepository
from storage.database import Database
from storage.interviews import InterviewRepository
from storage.vault import demo_key
from tests.cli.running import ON, CommandLine, bare
from tests.cli.test_log import CASE

TALKS = (
    {"work_ability_now": 3, "barriers_areas": ["symptoms", "economy"], "goal_long": "Halvtid", "economy_worry": 8},
    {
        "work_ability_now": 6, "barriers_areas": ["symptoms"], "goal_long": "Heltid", "life_events": "qzxwvjk",
        "economy_worry": 2,
    },
)  # fmt: skip


def talked(folder: str) -> None:
    database = Database(folder, demo_key(folder), demo=True)
    with database.write() as work:
        (row,) = work.ask("select id from caseload where number = ?", (CASE,))
        talks = InterviewRepository(work)
        for weeks, said in zip((12, 1), TALKS, strict=True):
            talk = talks.start(CaseRepository(work).get(row[0]), "kartlaggning", ON - timedelta(weeks=weeks))
            for name, value in {"consent_coordination": "yes", "violence_private": "yes", **said}.items():
                talks.answer(talk, Place(name), value)
    database.close()


def test_talks_beside_each_other(demo: str, cli: CommandLine) -> None:
    none = cli("interview", CASE, "--compare")
    assert none.code == exit_codes.NOTHING_FOUND
    talked(demo)
    shown = cli("interview", CASE, "--compare")
    assert "Arbetsförmåga  3 → 6  bättre" in shown.out
    assert "före: Halvtid" in shown.out
    assert "nu: Heltid" in shown.out
    assert "borta: Ekonomi" in shown.out
    assert "Oro för ekonomin" not in shown.out
    assert "qzxwvjk" not in shown.out
    assert "Känsliga svar är dolda" in shown.err
    asked = cli("interview", CASE, "--compare", "--sensitive")
    assert "Oro för ekonomin" in asked.out
    assert "qzxwvjk" in asked.out
    told = cli("interview", CASE, "--compare", "--json").json
    assert told["rulers"][0]["points"] == [
        {"date": (ON - timedelta(weeks=12)).isoformat(), "value": 3},
        {"date": (ON - timedelta(weeks=1)).isoformat(), "value": 6},
    ]
    masked = next(each for each in told["changes"] if each["question"] == "life_events")
    assert (masked["masked"], masked["now"]) == (True, None)
    connection = bare(demo)
    connection.execute("update patient set protected = 1")
    connection.commit()
    connection.close()
    assert "Heltid" not in cli("interview", CASE, "--compare", "--sensitive").out


def test_roles_need_no_vault(cli: CommandLine) -> None:
    shown = cli("roles", "--vault", "nowhere")
    assert shown.code == exit_codes.DONE
    for words in ("frivillig", "avgiftsfri", "Samordningsförbundet", "Du själv", "Arbetsgivaren"):
        assert words in shown.out
    assert max(len(line) for line in shown.out.split("\n")) <= 80
    assert [each["id"] for each in cli("roles", "--json", "--vault", "nowhere").json["roles"]][:2] == [
        "patient",
        "koordinator",
    ]
