"""Private files: 0600 whatever the umask, whole or not at all, and refusals in our own words."""

import errno
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rekotui.base.errors import CannotWriteError
from storage.private_files import (
    create_empty_private,
    ensure_private_folder,
    is_private,
    write_private,
    writing_in,
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")


@pytest.fixture(autouse=True)
def careless_umask() -> Iterator[None]:
    """Files must be private even where the user's umask would let everyone in."""
    old = os.umask(0)
    yield
    os.umask(old)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_folder_is_made_with_its_parents_and_closed_to_others(tmp_path: Path) -> None:
    ensure_private_folder(str(tmp_path / "a" / "b"))
    assert mode(tmp_path / "a" / "b") == 0o700


def test_a_folder_that_is_there_is_tightened_and_keeps_its_content(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir(mode=0o755)
    (folder / "note").write_text("x")
    ensure_private_folder(str(folder))
    ensure_private_folder(str(folder))
    assert mode(folder) == 0o700
    assert (folder / "note").read_text() == "x"


def test_a_shared_folder_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    with pytest.raises(CannotWriteError) as refusal:
        ensure_private_folder(str(shared))
    assert refusal.value.key == "read_only"
    assert mode(shared) == 0o1777


@pytest.mark.parametrize("below", ["", "deeper", "deeper/still"])
def test_a_file_in_the_way_is_refused(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotWriteError):
        ensure_private_folder(str(tmp_path / "file" / below))
    assert (tmp_path / "file").read_text() == "in the way"


def test_a_written_file_is_private_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "vault.json"
    write_private(str(target), b"first")
    write_private(str(target), b"second")
    assert target.read_bytes() == b"second"
    assert mode(target) == 0o600
    assert os.listdir(tmp_path) == ["vault.json"]


def test_replacing_an_open_file_makes_it_private(tmp_path: Path) -> None:
    target = tmp_path / "vault.json"
    target.write_bytes(b"old")
    target.chmod(0o644)
    write_private(str(target), b"new")
    assert mode(target) == 0o600


def test_a_reader_that_has_the_old_file_open_still_reads_the_old(tmp_path: Path) -> None:
    target = tmp_path / "vault.json"
    write_private(str(target), b"old and whole")
    with target.open("rb") as reader:
        write_private(str(target), b"new")
        assert reader.read() == b"old and whole"


def test_a_failed_write_leaves_the_old_file_and_no_temporary_one(tmp_path: Path) -> None:
    target = tmp_path / "taken"
    target.mkdir()  # a file cannot take a folder's place: the last step fails
    with pytest.raises(OSError, match="taken"):
        write_private(str(target), b"data")
    assert os.listdir(tmp_path) == ["taken"]


def test_an_empty_file_is_created_once(tmp_path: Path) -> None:
    path = tmp_path / "rekotui.db"
    create_empty_private(str(path))
    assert (path.stat().st_size, mode(path)) == (0, 0o600)
    path.write_bytes(b"data")
    with pytest.raises(FileExistsError):
        create_empty_private(str(path))
    assert path.read_bytes() == b"data"


@pytest.mark.parametrize(("bits", "private"), [(0o600, True), (0o400, True), (0o640, False), (0o604, False)])
def test_private_means_closed_to_group_and_others(tmp_path: Path, bits: int, private: bool) -> None:
    path = tmp_path / "file"
    path.write_text("x")
    path.chmod(bits)
    assert is_private(str(path)) is private


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_a_file_of_somebody_else_is_not_private(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("x")
    path.chmod(0o600)
    os.chown(path, 12345, -1)
    assert not is_private(str(path))


def test_nothing_is_neither_private_nor_open(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        is_private(str(tmp_path / "missing"))


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EROFS, "read_only"),
        (errno.EACCES, "read_only"),
    ],
)
def test_refusals_of_the_system_become_ours(number: int, key: str) -> None:
    with pytest.raises(CannotWriteError) as refusal, writing_in("mappen"):
        raise OSError(number, "as the system says it")
    assert refusal.value.key == key


def test_other_errors_are_not_hidden() -> None:
    with pytest.raises(OSError, match="broken"), writing_in("mappen"):
        raise OSError(errno.EIO, "broken")


WRITE = """
import sys
from rekotui.base.errors import CannotWriteError
from storage.private_files import write_private
try:
    write_private(sys.argv[1], b"x" * int(sys.argv[2]))
except CannotWriteError as error:
    print(error.key)
"""


def mounted(options: str, folder: Path, command: str) -> "subprocess.CompletedProcess[str]":
    """Run a shell line beside a file system of its own; skip where that is not allowed."""
    if not shutil.which("unshare"):
        pytest.skip("needs unshare")
    script = f"mount -t tmpfs -o {options} none {folder} || exit 77; {command}"
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script],
        capture_output=True,
        text=True,
        timeout=20,
        env={**os.environ, "PYTHON": sys.executable, "CODE": WRITE},
        check=False,
    )
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("mounting is not allowed here")
    return done


def test_a_full_disk_keeps_the_old_file_and_leaves_no_scrap(tmp_path: Path) -> None:
    file = tmp_path / "f"
    command = f'echo old > {file}; "$PYTHON" -c "$CODE" {file} 200000; cat {file}; ls -A {tmp_path}'
    assert mounted("size=64k", tmp_path, command).stdout.split() == ["disk_full", "old", "f"]


def test_a_read_only_disk_is_named(tmp_path: Path) -> None:
    assert mounted("ro", tmp_path, f'"$PYTHON" -c "$CODE" {tmp_path}/f 5').stdout.split() == ["read_only"]
