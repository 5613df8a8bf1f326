"""Signals: made anew in the same transaction as any change to what they follow from (design 5).

Never asked for on the look-up path: what is stored is read by `storage.signal_reading`.
"""

import json
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as driver

from rekotui.base.settings import Settings
from rekotui.casework.rules import Rules, effective_rules
from rekotui.casework.signal import Signal
from rekotui.casework.signals import desk_signals, signals_of
from storage.signal_facts import case_facts, desk_facts

if TYPE_CHECKING:
    from storage.database import Work

_COLUMNS = "case_id, rule, key, stage, starts_on, ends_on, due_on, severity, title, text, todo, law, source, facts"
_INSERT = f"insert into signal ({_COLUMNS}) values ({', '.join('?' * 14)})"


def rules_in_force(connection: driver.Connection, settings: Settings) -> Rules:
    """Return the rules with the unit's own numbers, which lie among the settings as `rule.number`."""
    own = connection.execute("select name, value from setting where instr(name, '.') > 0 order by name").fetchall()
    return _rules(settings, tuple((name, json.loads(value)) for name, value in own))


@lru_cache(maxsize=4)
def _rules(settings: Settings, own: tuple[tuple[str, int], ...]) -> Rules:
    return effective_rules(settings, dict(own))


def recompute(work: "Work", ids: Collection[int]) -> int:
    """Make the signals of these cases anew, and of no other; return how many cases were computed."""
    work.session.flush()
    rules = rules_in_force(work.connection, work.settings)
    wanted = sorted(ids)
    found = case_facts(work.connection, wanted)
    work.connection.executemany("delete from signal where case_id = ?", [(case_id,) for case_id in wanted])
    for case_id, facts in found.items():
        _insert(work.connection, case_id, signals_of(facts, rules))
    return len(wanted)


def recompute_desk(work: "Work") -> None:
    """Make the signals of the desk anew: review due, assignment ending, no backup."""
    work.session.flush()
    rules = rules_in_force(work.connection, work.settings)
    work.connection.execute("delete from signal where case_id is null")
    _insert(work.connection, None, desk_signals(desk_facts(work.connection), rules))


def _insert(connection: driver.Connection, case_id: int | None, signals: Iterable[Signal]) -> None:
    connection.executemany(
        _INSERT,
        [
            (
                case_id,
                one.rule,
                one.key,
                one.stage,
                one.starts_on.isoformat(),
                one.ends_on.isoformat() if one.ends_on else None,
                one.due_on.isoformat() if one.due_on else None,
                one.severity,
                one.title,
                one.text,
                one.todo,
                one.law,
                one.source,
                json.dumps(dict(one.facts), ensure_ascii=False, default=str),
            )
            for one in signals
        ],
    )
