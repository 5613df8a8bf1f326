"""No test may see or touch what belongs to the person at the keyboard: her folders, her settings, her vault."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# On a busy machine no example is slow by its own fault; the tests that bound time say so themselves.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long by itself: left to the end it would keep one of two workers waiting."""
    items.sort(key=lambda item: "/end_to_end/" not in item.path.as_posix() and item.path.parent.name != "tests")


def pytest_collection_finish() -> None:
    """Keep what the imports made out of the garbage collector: going through it again and again was a sixth of all."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 10)


@pytest.fixture(scope="session")
def private_runtime() -> Iterator[str]:
    """A runtime folder with a short name: the address of a socket has no room for pytest's."""
    folder = tempfile.mkdtemp(prefix="rk-")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def _nobody_at_home(tmp_path_factory: pytest.TempPathFactory, private_runtime: str) -> Iterator[None]:
    """Give every test a home of its own, and an environment that says nothing about us."""
    home = tmp_path_factory.getbasetemp() / "home"
    home.mkdir(exist_ok=True)
    kept = dict(os.environ)
    for name in kept:
        if name.startswith(("REKOTUI_", "XDG_")) or name in ("NO_COLOR", "FORCE_COLOR"):
            del os.environ[name]
    os.environ.update(_home(home), XDG_RUNTIME_DIR=private_runtime)
    yield
    os.environ.clear()
    os.environ.update(kept)


def _home(home: Path) -> dict[str, str]:
    folders = {
        "XDG_DATA_HOME": "data",
        "XDG_CONFIG_HOME": "config",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
    }
    return {"HOME": str(home), **{name: str(home / folder) for name, folder in folders.items()}}
