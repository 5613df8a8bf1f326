"""The ground floor: errors with sentences, the clock, where things lie."""

import os
import re
import string
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from rekotui.base import clock, exit_codes, messages, paths
from rekotui.base.errors import RekotuiError, WrongUseError
from rekotui.base.paths import documents_folder
from rekotui.base.settings import DEFAULTS, Settings


@pytest.mark.parametrize("key", sorted(messages.ERRORS))
def test_every_sentence_can_be_said(key: str) -> None:
    names = [field for _text, field, _spec, _conversion in string.Formatter().parse(messages.ERRORS[key]) if field]
    said = str(RekotuiError(key, **dict.fromkeys(names, "X")))
    assert "{" not in said
    assert said[0].isupper() or said[0] in "”-X"
    assert said.endswith((".", "X")) or re.search(r": rekotui [a-zX -]+$|chmod 600\.?$|: X", said), said


def test_an_error_carries_its_key_values_and_code() -> None:
    error = WrongUseError("not_a_day", text="x")
    assert (error.key, error.values, error.exit_code) == ("not_a_day", {"text": "x"}, exit_codes.WRONG_USE)
    assert str(error).startswith("”x” är inget datum")


def test_an_error_without_a_sentence_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        RekotuiError("no_such_sentence")


def test_today_is_option_environment_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    assert clock.today() == date.today()
    monkeypatch.setenv("REKOTUI_TODAY", "2026-11-22")
    assert clock.today() == date(2026, 11, 22)
    assert clock.today("2026-01-02") == date(2026, 1, 2)


@pytest.mark.parametrize("text", ["", "idag", "2026-13-01", "2026-02-29", "22/11", "2026-11-22T10:00", "x" * 500])
def test_what_is_no_day_is_wrong_use_and_not_repeated_at_length(text: str) -> None:
    with pytest.raises(WrongUseError) as said:
        clock.parse_day(text)
    assert len(str(said.value)) < 120
    assert clock.parse_day(" 2026-11-22 ") == date(2026, 11, 22)


def test_moments_are_utc_of_fixed_width_so_that_text_order_is_time_order() -> None:
    start = datetime(2026, 3, 29, 0, 59, 59, 999999, UTC)
    moments = [start + timedelta(microseconds=number) for number in range(0, 4_000_000, 499_999)]
    texts = [clock.timestamp(moment) for moment in moments]
    assert texts == sorted(texts)
    assert {len(text) for text in texts} == {27}
    elsewhere = start.astimezone(timezone(timedelta(hours=2)))
    assert clock.timestamp(elsewhere) == clock.timestamp(start) == "2026-03-29T00:59:59.999999Z"
    assert clock.now().tzinfo is UTC


def test_the_vaults_folder_is_option_environment_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    assert paths.vault_folder() == paths.platform_data_folder()
    monkeypatch.setenv("REKOTUI_VAULT", "~/valv")
    assert paths.vault_folder() == os.path.join(os.environ["HOME"], "valv")
    assert paths.vault_folder("x") == os.path.join(os.getcwd(), "x")


def test_the_runtime_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: os.PathLike[str]) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert paths.runtime_folder() == os.path.join(tmp_path, "rekotui")
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/does/not/exist")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert paths.runtime_folder() == os.path.join(tmp_path, f"rekotui-{os.getuid()}")
    assert os.listdir(tmp_path) == []


def test_exit_codes_are_an_interface() -> None:
    codes = {name: value for name, value in vars(exit_codes).items() if name.isupper()}
    assert codes == {
        "DONE": 0,
        "NOTHING_FOUND": 1,
        "WRONG_USE": 2,
        "LOCKED": 3,
        "DAMAGED": 4,
        "REFUSED": 5,
        "UNREADABLE": 6,
        "BUSY": 7,
        "CANNOT_WRITE": 8,
        "OUR_ERROR": 70,
        "INTERRUPTED": 130,
    }


def test_settings_have_the_laws_numbers() -> None:
    assert Settings() == DEFAULTS
    assert (DEFAULTS.gap_days, DEFAULTS.chain_gap_days, DEFAULTS.partial_share) == (5, 90, 0.25)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems say it in another way")
def test_her_documents_are_a_folder_that_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DOCUMENTS_DIR", raising=False)
    assert documents_folder() == str(tmp_path)
    (tmp_path / "Documents").mkdir()
    assert documents_folder() == str(tmp_path / "Documents")
    (tmp_path / ".config").mkdir()
    (tmp_path / "Dokument").mkdir()
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    (tmp_path / ".config" / "user-dirs.dirs").write_text('XDG_DOCUMENTS_DIR="$HOME/Dokument"\n')
    assert documents_folder() == str(tmp_path / "Dokument")
