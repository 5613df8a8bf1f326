"""The only reader of the data that ships with the program. Returns plain values."""

import json
import os
from collections.abc import Mapping
from typing import Any

# From __file__ and with open(): importlib.resources costs more to import than a whole look-up may take.
_FOLDER = os.path.dirname(os.path.abspath(__file__))
_read: dict[str, object] = {}


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
