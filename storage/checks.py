"""Is an encrypted file whole? The checks that a backup, a restore and the doctor share."""

from collections.abc import Callable

import sqlcipher3.dbapi2 as driver

from storage import history

CIPHER, STRUCTURE, REFERENCES, HISTORY = "cipher", "structure", "references", "history"


def damages(connection: driver.Connection, audit: bytes) -> tuple[str, ...]:
    """Return which checks fail, of CIPHER, STRUCTURE, REFERENCES and HISTORY; none for a whole file.

    `audit` is the key of the history chain. Takes time in proportion to the file: every page is read twice.
    """
    checks: tuple[tuple[str, Callable[[], bool]], ...] = (
        (CIPHER, lambda: cipher_holds(connection)),
        (STRUCTURE, lambda: structure_holds(connection)),
        (REFERENCES, lambda: references_hold(connection)),
        (HISTORY, lambda: history_holds(connection, audit)),
    )
    return tuple(name for name, holds in checks if not holds())


def cipher_holds(connection: driver.Connection) -> bool:
    """Say whether every page carries the authentication code that its content should have.

    The check reads the file and not the log beside it. A disk that filled up while pages were moved from the log leaves
    the last of them half written, and whole in the log: that is no damage, so it is moved again before one is named.
    """

    def pages_hold() -> bool:
        return not connection.execute("pragma cipher_integrity_check").fetchall()

    if _answers(pages_hold):
        return True
    return _answers(lambda: connection.execute("pragma wal_checkpoint").fetchone()[0] == 0 and pages_hold())


def structure_holds(connection: driver.Connection) -> bool:
    """Say whether tables, indexes and the full-text index are sound and agree."""
    return _answers(lambda: connection.execute("pragma integrity_check").fetchall() == [("ok",)])


def references_hold(connection: driver.Connection) -> bool:
    """Say whether every row that is pointed at exists."""
    return _answers(lambda: not connection.execute("pragma foreign_key_check").fetchall())


def history_holds(connection: driver.Connection, audit: bytes) -> bool:
    """Say whether the history chain verifies."""
    return _answers(lambda: not history.verify(connection, audit))


def _answers(question: Callable[[], bool]) -> bool:
    try:
        return question()
    except driver.DatabaseError:  # a page so damaged that the check itself cannot run
        return False
