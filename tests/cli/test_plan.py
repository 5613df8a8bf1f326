"""`rekotui plan` and `rekotui export plan`: the version asked for, what differs, files that are logged."""

import stat
from pathlib import Path

import pytest

from rekotui.base import exit_codes
from rekotui.casework import plan_moves as moves
from rekotui.casework.plan import ACTION
from storage.plan_evaluations import PlanEvaluations, Result
from storage.plans import HandedOut, PlanRepository
from tests.cli.plan_cases import EARLIER, plan, written
from tests.cli.running import ON, CommandLine, history
from tests.cli.test_log import CASE
from tests.cli.test_protected import CASE as PROTECTED
from tests.cli.test_protected import secrets_in
from tests.exchange.paper.reading import opened, text_of

EXPORT = ("export", "plan")


def grown(now):
    now = moves.edit(now, 3, responsible="lakare")
    return moves.add(now, ACTION, 5, text="Fast kontakt", responsible="koordinator", follow_up_on=ON).plan


def test_there_is_no_plan_yet(demo: str, cli: CommandLine) -> None:
    answer = cli("plan", CASE)
    assert (answer.code, answer.out) == (exit_codes.NOTHING_FOUND, "")
    assert "ingen fastställd plan" in answer.err
    assert cli(*EXPORT, CASE).code == exit_codes.NOTHING_FOUND


def test_the_newest_version_as_it_stands(demo: str, cli: CommandLine) -> None:
    plan(demo, CASE, grown)
    with written(demo, CASE) as (work, case):
        done = [Result(3, "helped", "Sover bättre", "done")]
        PlanEvaluations(work).evaluate(case, 2, done, None, EARLIER)
        PlanRepository(work).hand_out(2, HandedOut(EARLIER), EARLIER)
    answer = cli("plan", CASE)
    assert answer.code == exit_codes.DONE
    lines = answer.out.splitlines()
    assert lines[0] == f"{CASE}  Rehabiliterings- och sjukskrivningsplan"
    assert lines[2:12] == [
        "Version 2, fastställd 2026-11-02",
        "",
        "Mål: Tillbaka i mitt arbete på halvtid till 1 mars",
        "  ”Jag vill känna mig som mig själv på jobbet.”",
        "  Delmål: Sova sju timmar fem nätter i veckan",
        "    Åtgärd: Sömnskola i grupp",
        "      läkaren, klar 2026-11-02",
        "    Åtgärd: Dagbok över vila",
        "      patienten, planerad, följs upp 2026-11-27",
        "  Delmål: Börja med uppgifterna i första högen",
    ]
    assert lines[-5:] == [
        "Sjukskrivning: 50 % från 2026-10-26, 25 % från 2026-12-07",
        "Utvärderas 2026-12-21",
        "Patienten har varit med och gjort planen",
        "Överenskommet med patienten och läkaren",
        "Lämnad till patienten 2026-11-02, på papper",
    ]
    assert history(demo)[-1][::2] == ("case.read", {"command": "plan"})


def test_an_older_version_the_draft_and_what_differs(demo: str, cli: CommandLine) -> None:
    plan(demo, CASE, grown, lambda now: now._replace(participation="", evaluate_on=None), draft=True)
    assert "Version 1, fastställd 2026-11-02, ersatt av version 2" in cli("plan", CASE, "--version", "1").out
    assert "ersatt" in cli("plan", "--version=1", CASE).out
    newest = cli("plan", CASE)
    assert "Version 2" in newest.out
    assert "--draft" in newest.err
    draft = cli("plan", CASE, "--draft").out
    assert "Utkast till version 3, inte fastställt" in draft
    assert draft.endswith("Saknas för att fastställa: delaktighet ej noterad · dag för utvärdering\n")
    differs = cli("plan", CASE, "--diff", "1", "2").out.splitlines()
    assert differs == [
        f"{CASE}  Skillnader mellan version 1 och version 2",
        "Ändrat: Åtgärd ”Sömnskola i grupp”. Ansvarig: patienten → läkaren",
        "Nytt: Åtgärd ”Fast kontakt”",
    ]
    told = cli("plan", CASE, "--diff", "1", "2", "--json").json
    assert [(one["change"], one["key"], one["field"]) for one in told["changes"]] == [
        ("edited", 3, "responsible"), ("added", 7, None),
    ]  # fmt: skip
    assert cli("plan", CASE, "--diff", "1", "1").out.splitlines()[1] == "Versionerna är lika."


@pytest.mark.parametrize(
    "arguments",
    [
        ("--version", "9"),
        ("--version", "x"),
        ("--diff", "1"),
        ("--diff", "1", "9"),
        ("--diff", "0", "1"),
        ("--diff=1",),
    ],
)
def test_what_is_no_version(demo: str, cli: CommandLine, arguments: tuple[str, ...]) -> None:
    plan(demo, CASE)
    assert cli("plan", CASE, *arguments).code == exit_codes.WRONG_USE
    assert cli("plan", CASE, "--draft").code == exit_codes.NOTHING_FOUND


def test_the_short_way_and_the_long_way_say_the_same(demo: str, cli: CommandLine) -> None:
    plan(demo, CASE, grown)
    from rekotui.cli.app import run

    for how in (["--version", "1"], ["--diff", "1", "2"]):
        short = cli("plan", CASE, *how).out
        cli._capsys.readouterr()
        assert run(["plan", CASE, *how]) == exit_codes.DONE
        assert cli._capsys.readouterr().out == short


def test_its_keys(demo: str, cli: CommandLine) -> None:
    plan(demo, CASE)
    told = cli("plan", CASE, "--json").json
    assert (told["version"], told["draft"], told["sealed"], told["missing"]) == (1, False, "2026-11-02", [])
    assert [(one["key"], one["under"], one["depth"], one["kind"]) for one in told["items"]][:3] == [
        (1, None, 0, "goal"), (2, 1, 1, "subgoal"), (3, 2, 2, "action"),
    ]  # fmt: skip
    assert told["degrees"] == [{"from": "2026-10-26", "degree": 50}, {"from": "2026-12-07", "degree": 25}]
    shown = cli("show", CASE, "--json").json
    assert (shown["plan"]["version"], shown["plan_follow_up"], shown["plan_current"]) == (1, "2026-11-26", True)
    assert "version 1, fastställd 2026-11-02, 0 av 3 åtgärder avslutade, följs upp 2026-11-26" in cli("show", CASE).out


def test_a_protected_identity_names_nobody(demo: str, cli: CommandLine, tmp_path: Path) -> None:
    plan(demo, PROTECTED, lambda now: moves.edit(now, 6, who="Kim Chefsson"))
    target = str(tmp_path / "plan.pdf")
    assert cli(*EXPORT, PROTECTED, "-o", target).code == exit_codes.DONE
    texts = [cli("plan", PROTECTED).out, cli("plan", PROTECTED, "--json").out, text_of(Path(target).read_bytes())]
    texts += [cli(*EXPORT, PROTECTED, "--format", form).out for form in ("md", "journal")]
    for text in (*texts, cli("plan", PROTECTED, "--diff", "1", "2").out, cli("journal", PROTECTED).out):
        assert "Kim" not in text
        assert "patienten och läkaren" not in text
        assert secrets_in(text) == []


def test_files_are_private_logged_and_never_over_another(demo: str, cli: CommandLine, tmp_path: Path) -> None:
    plan(demo, CASE, grown)
    for name, form in (("plan.md", "md"), ("plan.txt", "journal"), ("plan.pdf", "pdf")):
        target = tmp_path / name
        answer = cli(*EXPORT, CASE, "-o", str(target))
        assert answer.code == exit_codes.DONE, answer.err
        assert answer.out == ""
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
        action, case_id, payload = history(demo)[-1]
        assert (action, payload["face"], payload["format"], payload["version"]) == ("export", "plan", form, 2)
        assert case_id is not None
        assert cli(*EXPORT, CASE, "-o", str(target)).code == exit_codes.WRONG_USE
    assert "# Min plan" in (tmp_path / "plan.md").read_text("utf-8")
    journal = (tmp_path / "plan.txt").read_text("utf-8")
    assert journal.startswith("Rehabiliteringsplan:\nRehabiliterings- och sjukskrivningsplan version 2, fastställd")
    assert "Ersätter version 1." in journal
    assert cli(*EXPORT, CASE, "--format", "docx").code == exit_codes.WRONG_USE


def test_a_reprint_of_an_older_version_says_so(demo: str, cli: CommandLine, tmp_path: Path) -> None:
    plan(demo, CASE, grown)
    target = str(tmp_path / "plan.pdf")
    told = cli(*EXPORT, CASE, "--version", "1", "-o", target, "--json")
    assert (told.json["version"], told.json["pages"], told.json["case"]) == (1, 1, CASE)
    assert "version 2 gäller nu" in told.err
    words = text_of(Path(target).read_bytes())
    assert "Det här är en äldre version. Version 2, fastställd 2026-11-02, gäller nu." in words
    assert len(opened(Path(target).read_bytes()).pages) == 1
    assert cli("verify", "--anchor", told.json["anchor"]).code == exit_codes.DONE
    assert (
        "äldre version" in cli(*EXPORT, CASE, "--version", "1").out
        or "ersatt av version 2" in cli(*EXPORT, CASE, "--version", "1").out
    )


def test_the_record_has_the_plan_and_its_results(demo: str, cli: CommandLine) -> None:
    from storage.contacts import NewContact

    plan(demo, CASE)
    with written(demo, CASE) as (work, case):
        results = [
            Result(3, "helped", "Sover sex timmar", "done"),
            Result(4, "not_done", next_step="Kortare", next_on=ON),
        ]
        PlanEvaluations(work).evaluate(case, 1, results, NewContact(EARLIER, "visit", "held", "patient"), EARLIER)
    told = cli("journal", CASE, "--unjournaled", "--json").json
    kinds = [one["kind"] for one in told]
    assert "plan_version" in kinds
    contact = next(one for one in told if one["kind"] == "contact")
    assert contact["codes"] == ["GC001", "AW026"]
    assert next(part["text"] for part in contact["sections"] if part["heading"] == "Åtgärdsresultat") == (
        "Sömnskola i grupp: Gjort, har hjälpt. Sover sex timmar (klar)\n"
        "Dagbok över vila: Inte gjort. Nästa steg: Kortare. Följs upp 2026-11-22"
    )
    (sealed,) = (one for one in told if one["kind"] == "plan_version")
    assert sealed["text"].startswith("Rehabiliteringsplan:\nRehabiliterings- och sjukskrivningsplan version 1")
    assert (
        "Delaktighet: Patienten har deltagit i planeringen. Överenskommen med patienten och läkaren." in sealed["text"]
    )
    assert "── 2026-11-02  plan, inte journalfört" in cli("journal", CASE).out
