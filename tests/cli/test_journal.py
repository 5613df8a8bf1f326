"""`rekotui journal` and the codes of `rekotui log`: run for real on a demo."""

import pytest

from rekotui.base import exit_codes
from storage.contacts import ContactRepository
from storage.database import Database
from storage.journal_marks import CONTACT
from storage.journaled import mark_journaled
from storage.vault import demo_key
from tests.cli.running import ON, CommandLine, at_terminal, bare, history
from tests.cli.test_log import CASE, TEXT

DEMO_CASE = "2026-033"
"""The one whose status the demo changed so lately that it is not entered in the record."""
TALK = ("--party", "patient", "--channel", "phone", "--time", "9:40")


def mark(folder: str, contact: int) -> None:
    database = Database(folder, demo_key(folder), demo=True)
    with database.write() as work:
        mark_journaled(work, CONTACT, contact, ON)
    database.close()


def codes(folder: str) -> list[str]:
    connection = bare(folder)
    try:
        return [row[0] for row in connection.execute("select code from contact_kva order by contact_id, place")]
    finally:
        connection.close()


def test_a_logged_contact_is_ready_for_the_record(demo: str, cli: CommandLine) -> None:
    cli("log", CASE, *TALK, stdin=TEXT)
    answer = cli("journal", CASE, "--unjournaled")
    assert answer.code == 0
    assert answer.out.splitlines() == [
        f"{CASE}  Text till journalen",
        "",
        "── 2026-11-22  kontakt, inte journalfört",
        "Kontakt: 2026-11-22 kl. 09:40: Telefonsamtal med patienten.",
        "Del av koordineringen: Personligt stöd",
        f"Anteckning: {TEXT}",
        "KVÅ: GC001 Koordineringsinsatser för återgång till eller inträde i arbetslivet",
    ]


def test_what_is_entered_leaves_the_list_but_not_the_case(demo: str, cli: CommandLine) -> None:
    cli("log", CASE, *TALK, stdin=TEXT)
    waiting = [each["case"] for each in cli("journal", "--unjournaled", "--json").json]
    assert waiting == [DEMO_CASE, CASE]
    mark(demo, 1)
    assert [each["case"] for each in cli("journal", "--unjournaled", "--json").json] == [DEMO_CASE]
    answer = cli("journal", "--unjournaled", "--since", "2026-11-22")
    assert (answer.code, answer.out) == (0, "")
    assert "Inget väntar" in answer.err
    assert "journalfört 2026-11-22" in cli("journal", CASE).out
    assert cli("journal", CASE, "--unjournaled", "--json").json == []


def test_over_all_cases_nobody_is_named_and_nothing_is_told(demo: str, cli: CommandLine) -> None:
    cli("log", CASE, *TALK, stdin=TEXT)
    answer = cli("journal", "--unjournaled")
    assert answer.code == 0
    head, _status, line = answer.out.splitlines()
    assert head.split() == ["Ärende", "Dag", "Slag", "Vad", "Dagar", "sedan"]
    assert line.split() == [CASE, "2026-11-22", "kontakt", "Telefon,", "patienten", "0"]
    told = cli("journal", "--unjournaled", "--json").json[-1]
    assert (told["sections"], told["text"]) == (None, None)
    name = cli("show", CASE, "--json").json["name"]
    assert name
    assert name not in str(told) + answer.out
    assert TEXT not in str(told) + answer.out


def test_json_holds_the_sections_and_the_text(demo: str, cli: CommandLine) -> None:
    cli("log", CASE, *TALK, stdin=TEXT)
    told = cli("journal", CASE, "--json").json[0]
    assert told["sections"][-2] == {"heading": "Anteckning", "text": TEXT}
    assert (told["kind"], told["due"], told["journaled"], told["codes"]) == ("contact", True, None, ["GC001"])


def test_since_leaves_out_what_came_before(demo: str, cli: CommandLine) -> None:
    cli("log", CASE, *TALK, stdin=TEXT)
    cli("log", CASE, *TALK, "--on-date", "2026-11-10", stdin=TEXT)
    dates = [each["date"] for each in cli("journal", CASE, "--since", "2026-11-11", "--json").json]
    assert dates == ["2026-11-22"]
    every = cli("journal", "--unjournaled", "--json").json
    assert [each["date"] for each in every if each["case"] == CASE] == ["2026-11-10", "2026-11-22"]
    assert [each["date"] for each in cli("journal", "--unjournaled", "--limit", "1", "--json").json] == ["2026-11-10"]


def test_a_reason_that_is_the_text_is_not_told_twice(demo: str, cli: CommandLine) -> None:
    cli("log", CASE, "--party", "arbetsgivare", "--channel", "phone", "--ground", "without_consent", stdin=TEXT)
    out = cli("journal", CASE).out
    assert "Samtycke: Kontakten skedde utan giltigt samtycke.\n" in out
    assert out.count(TEXT) == 1


def test_the_read_is_logged(demo: str, cli: CommandLine) -> None:
    before = len(history(demo))
    cli("journal", CASE)
    cli("journal", "--unjournaled")
    one, every = history(demo)[before:]
    assert (one[0], one[2]) == ("case.read", {"command": "journal"})
    assert one[1] is not None
    assert every == ("list.read", None, {"command": "journal", "hits": 1})


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), exit_codes.WRONG_USE),
        (("2099-001",), exit_codes.NOTHING_FOUND),
        (("--since", "igår", "--unjournaled"), exit_codes.WRONG_USE),
        (("--since",), exit_codes.WRONG_USE),
        (("--nonsense",), exit_codes.WRONG_USE),
    ],
)
def test_wrong_use(demo: str, cli: CommandLine, arguments: tuple[str, ...], code: int) -> None:
    answer = cli("journal", *arguments)
    assert (answer.code, answer.out) == (code, "")
    assert answer.err


def test_a_protected_identity_is_told_without_names(demo: str, cli: CommandLine) -> None:
    connection = bare(demo)
    ((number,),) = connection.execute(
        "select number from case_overview where protected = 1 order by number limit 1"
    ).fetchall()
    connection.close()
    database = Database(demo, demo_key(demo), demo=True)
    with database.write() as work:
        from storage.cases import CaseRepository
        from storage.contacts import ContactRepository, NewContact

        (row,) = work.ask("select id from caseload where number = ?", (number,))
        new = NewContact(ON, "phone", "held", "arbetsgivare", party_name="Kim Prov", ground="not_identifying",
                         ground_reason="Allmän fråga")  # fmt: skip
        ContactRepository(work).record(CaseRepository(work).get(row[0]), new, ON)
    database.close()
    answer = cli("journal", number)
    assert "Telefonsamtal med arbetsgivaren." in answer.out
    assert "Kim Prov" not in answer.out + str(cli("journal", number, "--json").json)


def test_user_text_never_steers_the_terminal(demo: str, cli: CommandLine) -> None:
    cli("log", CASE, *TALK, stdin="Hej \x1b[31m[red]x[/] {y}")
    code, screen = at_terminal(["journal", CASE, "--vault", demo, "--on", "2026-11-22"])
    assert code == 0
    assert "[red]x[/] {y}" in screen
    assert "\x1b[31m" not in screen


@pytest.mark.parametrize(
    ("options", "stored"),
    [
        ((), ["GC001"]),
        (("--kva", "gc001", "--kva", "XS007"), ["GC001", "XS007"]),
        (("--kva", "GC001,AW026"), ["GC001", "AW026"]),
        (("--kva", ""), []),
        (("--outcome", "no_answer"), []),
    ],
)
def test_codes_of_a_contact(demo: str, cli: CommandLine, options: tuple[str, ...], stored: list[str]) -> None:
    answer = cli("log", CASE, *TALK, *options, "--json", stdin=TEXT)
    assert answer.code == 0
    assert answer.json["kva"] == codes(demo) == stored
    assert cli("show", CASE, "--json").json["contacts"][0]["kva"] == stored


def test_what_is_no_code_stops_before_anything_is_written(demo: str, cli: CommandLine) -> None:
    answer = cli("log", CASE, *TALK, "--kva", "ring", stdin=TEXT)
    assert answer.code == exit_codes.WRONG_USE
    assert "KVÅ" in answer.err
    assert codes(demo) == []


@pytest.mark.parametrize(("code", "says"), [("XS999", "finns inte i programmets tabell"), ("UV117", "slutade gälla")])
def test_a_code_that_does_not_fit_is_warned_about_and_kept(demo: str, cli: CommandLine, code: str, says: str) -> None:
    answer = cli("log", CASE, *TALK, "--kva", code, stdin=TEXT)
    assert answer.code == 0
    assert says in answer.err
    assert codes(demo) == [code]
    assert code in cli("show", CASE).out


def test_a_struck_contact_that_was_entered_waits_again_with_a_text_of_its_own(demo: str, cli: CommandLine) -> None:
    cli("log", CASE, *TALK, stdin=TEXT)
    mark(demo, 1)
    database = Database(demo, demo_key(demo), demo=True)
    with database.write() as work:
        ContactRepository(work).void(1, ON, "Fel patient")
    database.close()
    out = cli("journal", CASE, "--unjournaled").out
    assert "── 2026-11-22  felregistrerad kontakt, inte journalfört" in out
    assert "Felregistrerad: 2026-11-22: Anteckningen om en kontakt (telefon, patienten)" in out
    assert TEXT not in out
    told = cli("journal", "--unjournaled", "--json").json[-1]
    assert (told["kind"], told["struck"], told["due"]) == ("contact", True, True)
    mark(demo, 1)
    assert cli("journal", CASE, "--unjournaled", "--json").json == []
