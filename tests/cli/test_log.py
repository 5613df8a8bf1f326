"""`rekotui log`: a quick contact by the command line, stored as the app would."""

import os
import stat
from pathlib import Path

import pytest

from tests.cli.running import CommandLine, at_terminal, bare, history

CASE = "2026-024"
TEXT = "Ringde chefen, planen kommer på fredag."


def contacts(folder: str) -> list[tuple[object, ...]]:
    connection = bare(folder)
    try:
        return connection.execute(
            "select happened_on, clock, channel, outcome, part, party, body, minutes from contact order by id"
        ).fetchall()
    finally:
        connection.close()


def test_a_contact_and_its_follow_up_are_stored_and_told(demo: str, cli: CommandLine) -> None:
    options = ("--party", "arbetsgivare", "--channel", "phone", "--time", "9:40", "--minutes", "15")
    options = (*options, "--ground", "not_identifying")
    answer = cli("log", CASE, *options, "--next", "2026-11-27", "--json", stdin=TEXT)
    assert answer.code == 0
    assert answer.json == {"case": CASE, "contact": 1, "follow_up": 1, "next_date": "2026-11-27"}
    assert contacts(demo) == [
        ("2026-11-22", "09:40", "phone", "held", "extern_samverkan", "arbetsgivare", TEXT, 15),
    ]
    shown = cli("show", CASE, "--json").json
    assert (shown["last_contact"], shown["next_date"], shown["next_step"]) == ("2026-11-22", "2026-11-27", "Ringa")
    assert shown["contacts"][0]["text"] == TEXT
    assert [each["date"] for each in shown["follow_ups"]] == ["2026-11-27"]
    assert TEXT in cli("show", CASE).out
    assert CASE in [case["case"] for case in cli("find", "planen", "fredag", "--json", "--limit", "0").json]


def test_swedish_words_and_aliases_are_codes_too(demo: str, cli: CommandLine) -> None:
    answer = cli("log", CASE, "--party", "fk", "--channel", "Telefon", "--outcome", "inget svar")
    assert answer.code == 0
    assert contacts(demo)[0][2:6] == ("phone", "no_answer", "extern_samverkan", "forsakringskassan")
    assert CASE in answer.err
    assert answer.out == ""


def test_the_case_too_can_come_from_standard_input(demo: str, cli: CommandLine) -> None:
    assert cli("log", "-", "--party", "patient", "--channel", "visit", stdin=f"{CASE}\n{TEXT}\n").code == 0
    assert contacts(demo)[0][6] == TEXT


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (("--channel", "phone"), "--party"),
        (("--party", "patient"), "--channel"),
        (("--party", "grannen", "--channel", "phone"), "--party kan vara"),
        (("--party", "patient", "--channel", "duva"), "--channel kan vara"),
        (("--party", "patient", "--channel", "phone", "--outcome", "x"), "--outcome kan vara"),
        (("--party", "patient", "--channel", "phone", "--part", "x"), "--part kan vara"),
        (("--party", "patient", "--channel", "phone", "--on-date", "2026-11-23"), "Bokat"),
        (("--party", "patient", "--channel", "phone", "--on-date", "igår"), "inget datum"),
        (("--party", "patient", "--channel", "phone", "--time", "25:00"), "09:40"),
        (("--party", "patient", "--channel", "phone", "--minutes", "1441"), "1440"),
        (("--party", "patient", "--channel", "phone", "--next", "2026-11-22"), "efter dagen"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(
    demo: str, cli: CommandLine, options: tuple[str, ...], word: str
) -> None:
    before = history(demo)
    answer = cli("log", CASE, *options, stdin=TEXT)
    assert answer.code == 2
    assert word in answer.err
    assert contacts(demo) == []
    assert history(demo) == before


def test_an_unknown_case_is_said(demo: str, cli: CommandLine) -> None:
    assert cli("log", "2026-999", "--party", "patient", "--channel", "phone").code == 1


def test_the_editor_gets_a_private_file_in_the_vault_and_nothing_is_left(demo: str, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    program = tmp_path / "editor"
    program.write_text(f'#!/bin/sh\nls -ld "$(dirname "$1")" "$1" > {seen}\necho "Skrivet i editorn" > "$1"\n')
    program.chmod(0o700)
    before = sorted(os.listdir(demo))
    options = ["log", CASE, "--party", "patient", "--channel", "phone"]
    code, screen = at_terminal(options, env={"EDITOR": str(program), "VISUAL": ""})
    assert code == 0, screen
    assert contacts(demo)[0][6] == "Skrivet i editorn"
    folder, file = seen.read_text().splitlines()
    assert folder.startswith("drwx------")
    assert file.startswith("-rw-------")
    assert demo in file
    assert sorted(os.listdir(demo)) == before
    assert stat.S_IMODE(os.stat(demo).st_mode) == 0o700


def test_an_editor_that_fails_stores_nothing(demo: str) -> None:
    options = ["log", CASE, "--party", "patient", "--channel", "phone"]
    code, screen = at_terminal(options, env={"EDITOR": "false", "VISUAL": ""})
    assert code == 2
    assert "Inget sparades" in screen
    assert contacts(demo) == []


def test_without_an_editor_it_asks(demo: str) -> None:
    options = ["log", CASE, "--party", "patient", "--channel", "phone"]
    code, _screen = at_terminal(options, [("Vad sades?", TEXT)], env={"EDITOR": "", "VISUAL": ""})
    assert code == 0
    assert contacts(demo)[0][6] == TEXT
