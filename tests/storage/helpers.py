"""What the storage tests share: invented people, cases that are quick to make, and a child process to kill."""

import os
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import sqlcipher3.dbapi2 as driver

from rekotui.casework.personnummer import PersonalNumber, check_digit, parse
from rekotui.casework.sick_leave import DegreePeriod
from storage.cases import CaseRepository, NewCase
from storage.connection import connect, database_path
from storage.consents import ConsentRepository, NewConsent, Said
from storage.database import Work
from storage.models import Case
from storage.sick_leaves import SickLeaveRepository
from storage.vault import Key

ON = date(2026, 11, 22)
PASSPHRASE = "fyra ord att minnas"
RECOVERY = bytes(range(100, 120))


def number(index: int, born: date = date(1950, 3, 1)) -> PersonalNumber:
    """Return the index-th invented person's number, out of the test series: even ones are women."""
    day = born + timedelta(days=53 * (index // 2))
    nine = f"{day:%y%m%d}{238 + index % 2}"
    return parse(f"{day:%Y%m%d}-{nine[6:]}{check_digit(nine)}", ON)


def open_case(
    work: Work,
    index: int,
    name: str = "Utkast Provsson",
    *,
    status: str = "-",
    opened_on: date = ON,
    values: Mapping[str, object] | None = None,
) -> Case:
    new = NewCase(number(index), name, opened_on, status, values=values)
    return CaseRepository(work).open(new)


def allow(work: Work, case: Case, *parties: str, on: date = ON, until: date | None = None) -> list[int]:
    """Enter a yes to coordination and to contact with each party, from a day on; return the consents' numbers."""
    log = ConsentRepository(work)
    said = Said(on, way="visit", valid_to=until, scope=("contact", "plan"))
    given = [log.give(case, NewConsent("K1"), said, on)]
    end = until or on + timedelta(days=365)
    given += [log.give(case, NewConsent("K3", party), replace(said, valid_to=end), on) for party in parties]
    return [each.id or 0 for each in given]


def period(first: date, days: int, degree: int | None = 100) -> DegreePeriod:
    return DegreePeriod(first, first + timedelta(days=days - 1), degree)


def enter_leave(work: Work, case: Case, *periods: DegreePeriod, unit: str = "") -> int:
    leave = SickLeaveRepository(work, CaseRepository(work)).enter(case.patient_id, periods, unit=unit)
    assert leave.id is not None
    return leave.id


def bare(key: Key) -> driver.Connection:
    """Return a plain connection, as somebody with the key and without manners would have it."""
    return connect(database_path(key.folder), key.dek)


def history_rows(key: Key) -> list[tuple[int, str, str]]:
    connection = bare(key)
    try:
        return list(connection.execute("select id, action, entity from history order by id"))
    finally:
        connection.close()


def in_child(work: Callable[[int], None]) -> tuple[int, int]:
    """Run `work(write end of a pipe)` in a forked child; return its process id and the pipe's read end."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    try:
        os.close(reading)
        work(writing)
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
        os._exit(1)
    os._exit(0)
