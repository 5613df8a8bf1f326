"""The house stands as it was drawn: floors, sizes, start-up, and nothing of the builder's own machine left in it."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from platformdirs import user_data_dir

from rekotui.base.paths import platform_data_folder
from rekotui.cli.main import main
from rekotui.exchange.demo.fill import fill
from storage import vault
from storage.database import Database
from storage.signal_refresh import refresh
from tests.cli.running import ON, at_terminal

ROOT = Path(__file__).parents[1]
PACKAGES = ("rekotui", "screens", "storage")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
HEAVY = {"sqlmodel", "sqlalchemy", "pydantic", "rich", "textual", "cryptography", "keyring", "platformdirs", "typer"}
HEAVY |= {"typst"}


def floors() -> tuple[str, ...]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    return tuple(layers)


def test_every_module_stands_on_a_floor() -> None:
    roof = {"rekotui", "rekotui.__main__"}
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in MODULES}
    homeless = {name for name in names if not any(name == floor or name.startswith(f"{floor}.") for floor in floors())}
    assert homeless == roof
    assert all(any(name.startswith(floor) for name in names) for floor in floors())


def test_package_files_are_empty() -> None:
    assert [path for path in MODULES if path.name == "__init__.py" and path.read_text("utf-8").strip()] == []


def test_no_file_is_longer_than_one_can_take_in() -> None:
    sizes = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {name: lines for name, lines in sizes.items() if lines > 400} == {}


def test_every_floor_of_tests_is_a_package() -> None:
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("house") / "demo")
    key = vault.create_demo(folder)
    database = Database(folder, key.dek, demo=True)
    fill(database, 25, 1, ON)
    refresh(database)
    database.close()
    return folder


def imported(demo: str, *command: str) -> set[str]:
    """Run a command in a fresh process; return the packages that it has imported."""
    script = (
        "import sys; from rekotui.cli.main import main\n"
        f"code = main({[*command, '--vault', demo]!r})\n"
        "import json; print(json.dumps([code, *{name.partition('.')[0] for name in sys.modules}]), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=ROOT, check=True, timeout=30)
    code, *names = json.loads(done.stderr.decode().splitlines()[-1])
    assert code == 0, done.stderr.decode()
    return set(names)


@pytest.mark.parametrize("how", ["--json", "--plain"])
@pytest.mark.parametrize(
    "command",
    [
        ("list",),
        ("today",),
        ("today", "--days", "14"),
        ("list", "--sort", "-chain_day"),
        ("find", "a"),
        ("show", "2026-009"),
        ("consents", "2026-009"),
        ("journal", "2026-009"),
        ("journal", "--unjournaled"),
        ("meeting", "2026-009"),
        ("plan", "2026-011"),
    ],
)
def test_lookups_import_nothing_heavy(demo: str, command: tuple[str, ...], how: str) -> None:
    assert imported(demo, *command, how) & HEAVY == set()


def test_a_review_imports_nothing_heavy(demo: str, tmp_path: Path) -> None:
    folder = str(tmp_path / "vault")
    shutil.copytree(demo, folder)
    os.chmod(folder, 0o700)
    for week, day in ((24, "2026-06-08"), (25, "2026-06-15")):
        sample = str(ROOT / "tests" / "samples" / "rehabstod" / f"vecka-{week}-urklipp.txt")
        assert main(["import", "rehabstod", sample, "--list-date", day, "--quiet", "--vault", folder]) == 0
    for how in ("--json", "--plain"):
        assert imported(folder, "review", how) & HEAVY == set()


def test_spelling_mistakes_and_errors_import_nothing_heavy(demo: str) -> None:
    script = "import sys; from rekotui.cli.main import main; main(sys.argv[1:]); print(*sys.modules)"
    for arguments in (("find", "zzzqqq"), ("list", "--nope"), ("show", "2026-999"), ("list", "--filter", "x")):
        done = subprocess.run(
            [sys.executable, "-c", script, *arguments, "--vault", demo], capture_output=True, cwd=ROOT, check=True
        )
        names = {name.partition(".")[0] for name in done.stdout.decode().splitlines()[-1].split()}
        assert names & HEAVY == set(), arguments


def test_a_drawn_table_imports_rich_and_no_more(demo: str) -> None:
    script = (
        "import sys; from rekotui.cli.main import main\n"
        f"main(['list', '--limit', '1', '--vault', {demo!r}]); print('MODULES', *sys.modules)"
    )
    code, screen = at_terminal([], program=("-c", script))
    names = {name.partition(".")[0] for name in screen.partition("MODULES")[2].split()}
    assert code == 0
    assert "─" in screen
    assert names & HEAVY == {"rich"}


def test_the_data_folder_is_what_platformdirs_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert platform_data_folder() == user_data_dir("rekotui", appauthor=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "here"))
    assert platform_data_folder() == user_data_dir("rekotui", appauthor=False)
    monkeypatch.delenv("XDG_DATA_HOME")
    assert platform_data_folder() == user_data_dir("rekotui", appauthor=False)
    monkeypatch.setenv("XDG_DATA_HOME", "  ")
    assert platform_data_folder() == user_data_dir("rekotui", appauthor=False)


def tracked() -> list[Path]:
    done = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("not a checkout")
    return [ROOT / name for name in done.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def test_no_path_of_a_machine_and_no_index_address_is_kept() -> None:
    # Put together from parts, so that this file does not find itself.
    places = re.compile(
        "|".join(["/ho" + r"me/\w", "/Us" + r"ers/\w", "/wo" + "rk/", r"\.\./sha" + "red", r"[A-Z]:\\\\?Us" + "ers"])
    )
    index = re.compile("(?m)^ *(?:--(?:extra-)?ind" + "ex-url|-i |--find-lin" + "ks)|arti" + "factory|/sim" + "ple/")
    found = []
    for path in tracked():
        if path.suffix not in (".png", ".pdf", ".xlsx") and "samples" not in path.parts:
            text = path.read_text("utf-8")
            found += [
                (str(path.relative_to(ROOT)), match[0]) for rule in (places, index) for match in rule.finditer(text)
            ]
    assert found == []


def test_requirements_are_hashed() -> None:
    for name in ("run.lock", "dev.lock"):
        text = (ROOT / "requirements" / name).read_text("utf-8")
        pins = re.findall(r"(?m)^[A-Za-z0-9_.\[\]-]+==", text)
        assert pins
        assert text.count("--hash=sha256:") >= len(pins)
        assert "://" not in text
    assert os.path.getsize(ROOT / "requirements" / "run.lock") < os.path.getsize(ROOT / "requirements" / "dev.lock")
