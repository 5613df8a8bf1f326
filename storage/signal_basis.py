"""By what the stored signals were computed: the rules' file, the program and the unit's own numbers.

Cheap, because a look-up asks it: nothing of the rules is read, only told apart from what it was.
"""

import hashlib

import sqlcipher3.dbapi2 as driver

from rekotui.base.version import VERSION
from rekotui.casework.signal import ENGINE
from rekotui.content.load import content_bytes


def current_basis(connection: driver.Connection) -> str:
    """Return the fingerprint of the rules and settings that hold now."""
    # Who papers are from (sender_unit and the like) is nothing that a rule reads.
    asked = "select name, value from setting where name not like 'sender_%' order by name"
    settings = connection.execute(asked).fetchall()
    told = repr((ENGINE, VERSION, settings)).encode()
    return hashlib.sha256(content_bytes("rules.toml") + told).hexdigest()


def stored_basis(connection: driver.Connection) -> str:
    """Return the fingerprint that the stored signals were computed by, "" if they never were."""
    row = connection.execute("select fingerprint from signal_basis").fetchone()
    return str(row[0]) if row else ""


def is_current(connection: driver.Connection) -> bool:
    """Return whether the stored signals say what the rules say now."""
    return stored_basis(connection) == current_basis(connection)
