"""One table of what may be done when, written by hand: repository, command line and export must all say the same.

Every kind × party × moment. J = it may, N = it may not, A = the clock time has to be said first.
"""

import contextlib
import itertools
import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rekotui.casework.consent_gate import ConsentRefusedError
from rekotui.casework.consent_state import Moment
from rekotui.casework.contact import parties
from rekotui.casework.disclosure import Wanted
from storage import vault
from storage.cases import CaseRepository
from storage.consents import ConsentRepository, NewConsent, Said
from storage.contacts import ContactRepository, NewContact
from storage.database import Database, Work
from storage.disclosures import disclose
from tests.cli.running import ON, CommandLine, history
from tests.storage.helpers import open_case

FIRST, DAY, SHORT, LAST, LONG = "2026-10-05", "2026-10-12", "2026-10-20", "2026-10-30", "2026-11-15"
EVENTS: dict[str, list[tuple[str, str, str, str]]] = {
    "nothing": [],
    "given": [("give", FIRST, "", LAST)],
    "withdrawn": [("give", FIRST, "", LAST), ("withdraw", DAY, "12:00", "")],
    "withdrawn, no time noted": [("give", FIRST, "", LAST), ("withdraw", DAY, "", "")],
    "renewed": [("give", FIRST, "", LAST), ("renew", DAY, "", LONG)],
    "limited": [("give", FIRST, "", LAST), ("limit", DAY, "", SHORT)],
    "withdrawn and given again": [
        ("give", FIRST, "", LAST), ("withdraw", DAY, "12:00", ""), ("renew", DAY, "15:00", LONG),
    ],
    "declined": [("decline", DAY, "", "")],
}  # fmt: skip
"""What happened to the consent: what, on which day, when, until when."""

EXPECTED = {
    "nothing": {"2026-10-12": "N"},
    "given": {
        "2026-10-04": "N",
        "2026-10-05": "J",
        "2026-10-05 00:01": "J",
        "2026-10-30": "J",
        "2026-10-30 23:59": "J",
        "2026-10-31": "N",
        "2026-10-31 00:00": "N",
    },
    "withdrawn": {
        "2026-10-11": "J",
        "2026-10-12 11:59": "J",
        "2026-10-12 12:00": "N",
        "2026-10-12 18:00": "N",
        "2026-10-12": "A",
        "2026-10-13": "N",
    },
    "withdrawn, no time noted": {
        "2026-10-11": "J",
        "2026-10-12 00:01": "N",
        "2026-10-12 18:00": "N",
        "2026-10-12": "A",
        "2026-10-13": "N",
    },
    "renewed": {"2026-10-04": "N", "2026-10-30": "J", "2026-10-31": "J", "2026-11-15": "J", "2026-11-16": "N"},
    "limited": {"2026-10-12": "J", "2026-10-20": "J", "2026-10-21": "N"},
    "withdrawn and given again": {
        "2026-10-12 11:00": "J",
        "2026-10-12 13:00": "N",
        "2026-10-12 15:00": "J",
        "2026-10-12": "A",
        "2026-10-13": "J",
        "2026-11-15": "J",
        "2026-11-16": "N",
    },
    "declined": {"2026-10-11": "N", "2026-10-12": "N", "2026-10-13": "N"},
}

INSIDE = ("lakare", "vardteam")
OUTSIDE = tuple(code for code in parties() if code not in ("patient", *INSIDE))
SUBJECTS = [
    *(("K1", party) for party in (*INSIDE, "arbetsgivare")),
    ("K2", "forsakringskassan"),
    *(("K3", party) for party in OUTSIDE),
    ("K4", "vardgivare"),
    ("K5", "kommun"),
]
"""The consent that the table is about, and the party that is asked for. Whatever else is needed holds all the time."""

ABOUT = {"K2": "fk_information", "K5": "sip"}
BY_COMMAND = (("K1", "lakare"), ("K1", "arbetsgivare"), ("K2", "forsakringskassan"), ("K3", "kommun"), ("K5", "kommun"))
"""A party of each kind: the command line says the same of all of them. No command reads others' records (K4)."""


def _said(on: str, clock: str = "", until: str = "", scope: tuple[str, ...] = ("contact", "plan")) -> Said:
    last = date.fromisoformat(until) if until else None
    return Said(date.fromisoformat(on), clock, "phone", valid_to=last, scope=scope)


def _happen(work: Work, case_id: int, kind: str, party: str, events: list[tuple[str, str, str, str]]) -> None:
    case, log = CaseRepository(work).get(case_id), ConsentRepository(work)
    to = party if kind in ("K2", "K3") else ""
    scope = () if kind == "K2" else ("contact", "plan")
    number = 0
    for what, on, clock, until in events:
        said = _said(on, clock, until, scope)
        if what in ("give", "decline"):
            number = getattr(log, what)(case, NewConsent(kind, to), said, ON).id
        else:
            getattr(log, what)(number, said, ON)


@pytest.fixture(scope="module")
def folder(empty_template: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """One vault for the whole table: no contact and no export changes what the log says."""
    made = str(tmp_path_factory.mktemp("moments") / "vault")
    shutil.copytree(empty_template, made)
    os.chmod(made, 0o700)
    return made


@pytest.fixture(scope="module")
def database(folder: str) -> Iterator[Database]:
    opened = Database(folder, vault.demo_key(folder), demo=True)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def cases(database: Database) -> dict[tuple[str, str, str], tuple[int, str]]:
    """A case for every subject and every series of events: id and number."""
    found, numbers = {}, itertools.count(1)
    with database.write() as work:
        for (kind, party), (name, events) in itertools.product(SUBJECTS, EVENTS.items()):
            case = open_case(work, next(numbers), opened_on=date(2026, 9, 1))
            case_id = case.id or 0
            if kind not in ("K1", "K4"):
                _happen(work, case_id, "K1", "", [("give", "2026-09-01", "", "")])
            if (kind, party) == ("K1", "arbetsgivare"):
                _happen(work, case_id, "K3", party, [("give", "2026-09-01", "", "2027-08-31")])
            _happen(work, case_id, kind, party, events)
            found[kind, party, name] = (case_id, case.number)
    return found


@pytest.fixture
def work(database: Database) -> Iterator[Work]:
    """A unit of work for a whole table, which is never committed."""
    with contextlib.suppress(_NotCommittedError), database.write() as opened:
        yield opened
        raise _NotCommittedError


@pytest.fixture
def commands(folder: str, cli: CommandLine) -> CommandLine:
    os.environ.update(REKOTUI_VAULT=folder, REKOTUI_TODAY=ON.isoformat())  # taken back by the root conftest
    return cli


class _NotCommittedError(Exception):
    """Ends a unit of work without a trace."""


def _by_repository(work: Work, case_id: int, kind: str, party: str, moment: str, ground: str = "") -> str:
    own = kind if kind in ("K2", "K4", "K5") else ""
    on, _, clock = moment.partition(" ")
    new = NewContact(
        date.fromisoformat(on), "phone", "held", party, clock=clock, kind=own, ground=ground, ground_reason="Därför"
    )
    try:
        made = ContactRepository(work).record(CaseRepository(work).get(case_id), new, ON)
    except ConsentRefusedError as error:
        return "A" if error.answer.why == "ask_time" else "N"
    return "G" if made.gate == "ground" else "J"


def _by_export(work: Work, case_id: int, kind: str, party: str, moment: str, ground: str = "") -> str:
    own = kind if kind in ("K2", "K4", "K5") else ""
    on, _, clock = moment.partition(" ")
    wanted = Wanted(party, ("contact",), own, ground=ground, reason="Därför")
    try:
        made = disclose(work, case_id, wanted, Moment(date.fromisoformat(on), clock), face="test")
    except ConsentRefusedError as error:
        return "A" if error.answer.why == "ask_time" else "N"
    assert made.told == ("contact",)
    return "G" if made.answer.verdict == "ground" else "J"


def _by_command(cli: CommandLine, number: str, kind: str, party: str, moment: str, ground: str = "") -> str:
    on, _, clock = moment.partition(" ")
    options = ["--party", party, "--channel", "phone", "--on-date", on]
    options += ["--time", clock] if clock else []
    options += ["--about", ABOUT[kind]] if kind in ABOUT else []
    options += ["--ground", ground] if ground else []
    answer = cli("log", number, *options, stdin="Därför")
    if answer.code == 0:
        return "G" if ground else "J"
    assert answer.code == 5, answer.err
    return "A" if "klockslag" in answer.err else "N"


def test_every_kind_party_and_moment_by_repository_and_export(
    cases: dict[tuple[str, str, str], tuple[int, str]], work: Work
) -> None:
    for (kind, party, name), (case_id, _number) in cases.items():
        for moment, expected in EXPECTED[name].items():
            said = (
                _by_repository(work, case_id, kind, party, moment),
                _by_export(work, case_id, kind, party, moment),
            )
            assert said == (expected, expected), (kind, party, name, moment)


def test_every_kind_and_moment_by_the_command_line(
    cases: dict[tuple[str, str, str], tuple[int, str]], commands: CommandLine
) -> None:
    for (kind, party, name), (_case_id, number) in cases.items():
        if (kind, party) in BY_COMMAND:
            for moment, expected in EXPECTED[name].items():
                assert _by_command(commands, number, kind, party, moment) == expected, (kind, party, name, moment)


def test_a_ground_overrides_wherever_the_consent_does_not_reach_and_nowhere_else(
    cases: dict[tuple[str, str, str], tuple[int, str]], work: Work
) -> None:
    for (kind, party, name), (case_id, _number) in cases.items():
        if name not in ("withdrawn", "nothing"):
            continue
        for moment, expected in EXPECTED[name].items():
            wanted = "J" if expected == "J" else "G"
            assert _by_repository(work, case_id, kind, party, moment, "emergency") == wanted
            assert _by_export(work, case_id, kind, party, moment, "emergency") == wanted
            # What has only happened without consent is no ground to let anything out.
            assert _by_repository(work, case_id, kind, party, moment, "without_consent") == wanted
            assert _by_export(work, case_id, kind, party, moment, "without_consent") == (
                "J" if expected == "J" else "N"
            )


def test_the_command_line_takes_the_same_ground(
    cases: dict[tuple[str, str, str], tuple[int, str]], commands: CommandLine
) -> None:
    number = cases["K3", "kommun", "nothing"][1]
    assert _by_command(commands, number, "K3", "kommun", DAY, "emergency") == "G"


def test_the_notice_as_a_file_is_written_on_the_days_of_the_table_and_on_no_other(
    cases: dict[tuple[str, str, str], tuple[int, str]], commands: CommandLine, tmp_path: Path, folder: str
) -> None:
    for name in EVENTS:
        number = cases["K2", "forsakringskassan", name][1]
        for moment, expected in EXPECTED[name].items():
            if " " in moment:
                continue
            # At the end of the day all that was entered in it has happened: nothing is left to ask for.
            wanted = {"withdrawn and given again": "J"}.get(name, "N") if expected == "A" else expected
            file = tmp_path / f"{name}{moment}.md"
            before = len(history(folder))
            answer = commands("export", "fk-notice", number, "--on", moment, "-o", str(file))
            assert (answer.code, file.exists()) == ((0, True) if wanted == "J" else (5, False)), (name, moment)
            logged = history(folder)[before:]
            assert [action for action, *_ in logged] == (["export.disclosed"] if wanted == "J" else []), (name, moment)
