"""The only reader of the data that ships with the program. Returns plain values."""

import json
import os
from collections.abc import Mapping
from typing import Any

# From __file__ and with open(): importlib.resources costs more to import than a whole look-up may take.
_FOLDER = os.path.dirname(os.path.abspath(__file__))
_read: dict[str, object] = {}

LOCAL_GUIDES = "guides.yaml"
"""The file in the settings folder with a unit's own words for the guides."""


def load_json(name: str) -> object:
    """Return the parsed content of a packaged JSON file, for example "statuses.json"; read once.

    Callers share the value and must not change it. Raises FileNotFoundError if there is no such file.
    """
    if name not in _read:
        with open(os.path.join(_FOLDER, name), encoding="utf-8") as file:
            _read[name] = json.load(file)
    return _read[name]


def load_toml(name: str) -> Mapping[str, Any]:
    """Return the parsed content of a packaged TOML file, for example "rules.toml"; read once.

    For what is written and explained, never for a look-up: tomllib costs more than a look-up may take. Callers share
    the value and must not change it. Raises FileNotFoundError if there is no such file.
    """
    if name not in _read:
        import tomllib

        with open(os.path.join(_FOLDER, name), "rb") as file:
            _read[name] = tomllib.load(file)
    found = _read[name]
    if not isinstance(found, Mapping):
        raise TypeError(f"{name} is not a table")
    return found


def content_bytes(name: str) -> bytes:
    """Return a packaged file as it lies on the disk, to tell it from another edition of itself."""
    with open(os.path.join(_FOLDER, name), "rb") as file:
        return file.read()


def load_guides() -> Mapping[str, Any]:
    """Return the parsed content of every file in guides/, by stem ("vocabulary" among them); read once.

    Callers share the tables and must not change them. Raises YamlError where a file is not what it should be.
    """
    if "guides/" not in _read:
        from rekotui.content.yaml_reading import read_yaml

        folder = os.path.join(_FOLDER, "guides")
        names = sorted(name for name in os.listdir(folder) if name.endswith(".yaml"))
        _read["guides/"] = {name[: -len(".yaml")]: read_yaml(os.path.join(folder, name)) for name in names}
    found = _read["guides/"]
    if not isinstance(found, Mapping):
        raise TypeError("guides/ is not a table")
    return found


def load_local_guides(folder: str) -> object:
    """Return what a unit has written about the guides (LOCAL_GUIDES in the settings folder); None if there is no file.

    Raises YamlError for a file that is no plain YAML text, too large, or not to be read.
    """
    from rekotui.content.yaml_reading import read_yaml

    path = os.path.join(folder, LOCAL_GUIDES)
    return read_yaml(path) if os.path.lexists(path) else None
