"""Opening the vault: with its passphrase, and with a key at hand against plain SQLite."""

import os
import sqlite3
import time
from pathlib import Path
from statistics import median

from bench import rows, vaults
from bench.rows import Row
from storage.reading import Reader
from storage.vault import Key, key_by_passphrase, key_without_asking

_QUESTION = "select name from patient where id = 7"


def measure(big: Key, rounds: int) -> list[Row]:
    """Measure key derivation, and what opening an unlocked vault costs beyond plain SQLite."""
    plain = str(Path(big.folder).with_suffix(".plain"))
    vaults.plain_copy(big, plain)
    derived, unlocked, bare = [], [], []
    try:
        for _round in range(rounds):
            derived.append(_timed_passphrase(big.folder))
            for _again in range(3):
                unlocked.append(_timed_unlocked(big.folder))
                bare.append(_timed_plain(plain))
    finally:
        os.unlink(plain)
    beyond = median(unlocked) - median(bare)
    return [
        rows.time("opening with a passphrase", median(derived), 1000, least=200),
        rows.time("opening when unlocked, over plain SQLite", beyond, 10),
    ]


def _timed_passphrase(folder: str) -> float:
    started = time.perf_counter()
    key_by_passphrase(folder, vaults.PASSPHRASE)
    return time.perf_counter() - started


def _timed_unlocked(folder: str) -> float:
    started = time.perf_counter()
    key = key_without_asking(folder)
    if key is None:
        raise RuntimeError("no agent answers")
    with Reader(folder, key.dek) as reader:
        reader.rows(_QUESTION)
        return time.perf_counter() - started


def _timed_plain(path: str) -> float:
    started = time.perf_counter()
    connection = sqlite3.connect(path)
    connection.execute(_QUESTION).fetchall()
    taken = time.perf_counter() - started
    connection.close()
    return taken
