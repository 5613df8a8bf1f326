"""Opening a vault that an older program may have written: its schema is brought up first, after a verified backup."""

from storage import migrate
from storage.connection import connect, database_path
from storage.reading import Reader
from storage.vault import Key


def open_reader(key: Key) -> Reader:
    """Open a vault for reading, upgrading an older file first; raises what opening and backing up can raise."""
    current = Reader.open_current(key.folder, key.dek)
    if current is not None:
        return current
    upgrade(key)
    return Reader(key.folder, key.dek)


def upgrade(key: Key) -> int:
    """Run the steps that are missing, after a verified backup; return how many ran.

    Raises DamagedError for a file of a newer program, and whatever backing up can raise: then nothing is changed.
    """
    connection = connect(database_path(key.folder), key.dek)
    try:
        if migrate.check_version(connection):
            return 0

        def back_up_first() -> None:
            from storage.backup import back_up, default_folder  # not on the look-up path

            back_up(key, default_folder(key.folder))

        return migrate.upgrade(connection, before=back_up_first)
    finally:
        connection.close()
