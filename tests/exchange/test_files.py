"""A file that was asked for: private, whole or not at all, never over another unasked."""

import os
import stat
from pathlib import Path

import pytest

from rekotui.base.errors import CannotWriteError, WrongUseError
from rekotui.exchange.files import can_be_removed, remove, write_export


def test_a_new_file_is_private_and_exact(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    before = os.umask(0)
    try:
        write_export(str(path), "a\r\nå\n", force=False)
    finally:
        os.umask(before)
    assert path.read_bytes() == "a\r\nå\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["x.csv"]


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    data = bytes(range(256)) + b"\r\n\x1a"
    write_export(str(path), data, force=False)
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (data, 0o600)


def test_a_file_that_is_there_stays_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("mine")
    path.chmod(0o644)
    with pytest.raises(WrongUseError):
        write_export(str(path), "new", force=False)
    assert path.read_text() == "mine"
    write_export(str(path), "new", force=True)
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("new", 0o600)


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_text("theirs")
    (tmp_path / "link").symlink_to("theirs")
    write_export(str(tmp_path / "link"), "new", force=True)
    assert (tmp_path / "theirs").read_text() == "theirs"
    assert not (tmp_path / "link").is_symlink()


@pytest.mark.parametrize("force", [True, False])
def test_where_nothing_can_be_written_nothing_is_left(tmp_path: Path, force: bool) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "none" / "x", tmp_path / "file" / "x"):
        with pytest.raises(CannotWriteError):
            write_export(str(path), "new", force=force)
    with pytest.raises(CannotWriteError if force else WrongUseError):
        write_export(str(tmp_path / "folder"), "new", force=force)
    assert sorted(os.listdir(tmp_path)) == ["file", "folder"]


def test_text_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_export(str(tmp_path / "x"), "\udcff", force=False)
    assert os.listdir(tmp_path) == []


def test_only_a_plain_file_can_be_removed(tmp_path: Path) -> None:
    plain, link, pipe = tmp_path / "plain", tmp_path / "link", tmp_path / "pipe"
    plain.write_text("list")
    link.symlink_to(plain)
    os.mkfifo(pipe)
    assert can_be_removed(str(plain))
    for other in (link, pipe, tmp_path, tmp_path / "missing", "/dev/null", "-", "", "\0"):
        assert not can_be_removed(str(other))
        with pytest.raises(CannotWriteError) as caught:
            remove(str(other))
        assert caught.value.key == "file_not_removed"
    remove(str(plain))
    assert sorted(os.listdir(tmp_path)) == ["link", "pipe"]
