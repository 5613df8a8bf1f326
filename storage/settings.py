"""The vault's own settings over the defaults."""

import json

import sqlcipher3.dbapi2 as driver

from rekotui.base.errors import WrongUseError
from rekotui.base.settings import DEFAULTS, Settings


def read_settings(connection: driver.Connection) -> Settings:
    """Return the settings in force; unknown names (of a newer program) are left alone."""
    stored = {name: json.loads(value) for name, value in connection.execute("select name, value from setting")}
    return DEFAULTS._replace(**{name: value for name, value in stored.items() if name in Settings._fields})


def write_setting(connection: driver.Connection, name: str, value: int | float | str) -> None:
    """Store one setting inside the caller's transaction; raise WrongUseError for a name that does not exist.

    A number of a rule is named `rule.number`; whether there is one, and its bounds, are for the caller to check.
    """
    if name not in Settings._fields and "." not in name:
        raise WrongUseError("unknown_setting", name=name)
    connection.execute(
        "insert into setting (name, value) values (?, ?) on conflict (name) do update set value = excluded.value",
        (name, json.dumps(value)),
    )
