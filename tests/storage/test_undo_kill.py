"""A writer killed in the middle of an undo: all of it is there, or nothing."""

import os
import signal
import time

import pytest

from storage import checks
from storage.database import Database
from storage.import_undo import ImportUndo
from storage.keys import audit_key
from storage.reading import Reader
from storage.vault import Key
from tests.exchange.answers import answers
from tests.storage.helpers import ON, bare, in_child
from tests.storage.test_imports import MONDAY, NEXT, record, store

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
PEOPLE = 12
KILLS = 12


def state(key: Key) -> str:
    with Reader(key.folder, key.dek) as reader:
        return answers(reader, ON)


def undo_and_die(key: Key, pause: float | None) -> bool:
    """Undo in a child that is killed after a while (None: at its end); return whether it had told that it was done."""

    def write(pipe: int) -> None:
        database = Database(key.folder, key.dek)
        with database.write() as work:
            os.write(pipe, b"b")
            ImportUndo(work).undo(ON)
        os.write(pipe, b"d")
        time.sleep(60)

    child, pipe = in_child(write)
    said = os.read(pipe, 1)
    if pause is None:
        said += os.read(pipe, 1)
    else:
        time.sleep(pause)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(pipe, 16):
        said += more
    os.close(pipe)
    assert said[:1] == b"b"
    return said == b"bd"


def test_half_an_undo_is_never_there(key: Key) -> None:
    everybody = tuple(range(PEOPLE))
    store(key, MONDAY, *(record(index) for index in everybody), take=everybody[::2])
    first = state(key)
    changed = [record(index, physician="Ny Läkare", last_day="2027-01-15") for index in everybody]
    store(key, NEXT, *changed, take=everybody)
    second = state(key)
    assert first != second
    for turn in range(KILLS):
        told = undo_and_die(key, turn * 0.004)
        now = state(key)
        assert now in (first, second), "half an undo"
        assert now == first or not told, "an undo that was reported is gone"
        connection = bare(key)
        assert checks.damages(connection, audit_key(key.dek)) == ()
        connection.close()
        if now == first:
            store(key, NEXT, *changed, take=everybody)
            second = state(key)  # the voided cases keep their numbers
    assert undo_and_die(key, None), "without a kill it comes to its end"
    assert state(key) == first
