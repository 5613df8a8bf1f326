"""The wheel holds the whole program and nothing else, and works far from its sources."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("rekotui", "screens", "storage")
DATA = (".tcss", ".json", ".yaml", ".toml", ".sql", ".typ")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)],
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout.decode()[-2000:] + done.stderr.decode()[-2000:]
    (made,) = out.glob("*.whl")
    return made


def test_it_holds_three_packages_with_their_data(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)
    assert len(tops) == 4
    sources = {
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.suffix in (".py", ".md", *DATA)
    }
    assert {name for name in names if ".dist-info/" not in name} == sources
    assert {"storage/migrations/0001_first.sql", "rekotui/content/statuses.json"} <= sources
    assert all(any(name.endswith(kind) for name in sources) for kind in (".tcss", ".typ"))


def test_it_works_where_it_is_installed(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "app"
    zipfile.ZipFile(wheel).extractall(home)  # all that installing without dependencies does, but for the script
    (tmp_path / "passphrase").write_text("fyra ord att minnas\n")
    (tmp_path / "passphrase").chmod(0o600)
    env = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        "REKOTUI_VAULT": str(tmp_path / "vault"),
        "REKOTUI_PASSPHRASE_FILE": str(tmp_path / "passphrase"),
    }
    # `-P` and a path of our own: the sources beside the tests must not answer in the wheel's place.
    start = (
        f"import sys; sys.path.insert(0, {str(home)!r}); import rekotui.cli.main as m, screens, storage;"
        f" assert all(x.__file__.startswith({str(home)!r}) for x in (m, screens, storage)); sys.exit(m.main())"
    )

    def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-P", "-c", start, *arguments]
        return subprocess.run(command, capture_output=True, cwd=tmp_path, env=env, check=False, timeout=60)

    made = run("init")
    assert made.returncode == 0, made.stderr.decode()
    sample = ROOT / "tests" / "samples" / "rehabstod" / "nuvarande-urklipp.txt"
    assert run("import", "rehabstod", str(sample), "--take", "all").returncode == 0
    found = run("find", "övergård", "--json")
    assert found.returncode == 0, found.stderr.decode()
    assert b"19550308-2397" in found.stdout


def test_it_starts_as_rekotui(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (points,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
    assert "rekotui = rekotui.cli.main:main" in archive.read(points).decode()
    (metadata,) = (name for name in archive.namelist() if name.endswith("METADATA"))
    assert "Requires-Python: >=3.11\n" in archive.read(metadata).decode()
