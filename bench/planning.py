"""A plan of ten versions with two hundred items: moving in it, keeping its draft, reading it and what differs."""

import time
from collections.abc import Callable
from datetime import timedelta
from statistics import median

from bench import rows
from bench.rows import Row
from bench.vaults import ON
from rekotui.casework import plan_moves as moves
from rekotui.casework.plan import ACTION, EMPTY, GOAL, SUBGOAL, Plan
from rekotui.casework.plan_difference import difference
from storage.cases import CaseRepository
from storage.database import Database
from storage.plan_reading import series_of
from storage.plans import PlanRepository
from storage.reading import Reader
from storage.vault import Key

_VERSIONS, _SUBGOALS, _ACTIONS = 10, 20, 9
_CASE = 2


def planning(big: Key, rounds: int) -> list[Row]:
    """Measure what is done while a plan is worked on; each save is one commit."""
    plan = _large()
    database = Database(big.folder, big.dek)
    try:
        _seal(database, plan)
        kept = [_timed(lambda number=number: _keep(database, plan, number)) for number in range(rounds * 4)]
    finally:
        database.close()
    with Reader(big.folder, big.dek) as reader:
        read = [_timed(lambda: series_of(reader.rows, _CASE)) for _round in range(rounds)]
        series = series_of(reader.rows, _CASE)
    first, last = series.versions[0].plan, series.versions[-1].plan
    moved = [_timed(lambda key=item.key: moves.down(plan, key)) for item in plan.items]
    differs = [_timed(lambda: difference(first, last)) for _round in range(rounds)]
    items = f"{len(plan.items)} items"
    return [
        rows.time(f"plan: one move among {items}", median(moved), 50),
        rows.time(f"plan: draft of {items} kept, durable", median(kept), 30),
        rows.time(f"plan: {_VERSIONS} versions read", median(read), 50),
        rows.time("plan: what differs between the first and the last", median(differs), 50),
    ]


def _large() -> Plan:
    plan = moves.add(EMPTY, GOAL, text="Tillbaka i arbetet på halvtid").plan
    for number in range(_SUBGOALS):
        made = moves.add(plan, SUBGOAL, 1, text=f"Delmål {number}: klara en förmiddag i veckan utan att vila efteråt")
        plan = made.plan
        for place in range(_ACTIONS):
            plan = moves.add(
                plan,
                ACTION,
                made.key,
                text=f"Åtgärd {number}.{place}: gå igenom schemat med chefen inför nästa period",
                responsible="arbetsgivare",
                follow_up_on=ON + timedelta(days=14),
                icf=("d850",),
            ).plan
    return plan._replace(participation="yes", evaluate_on=ON + timedelta(days=28))


def _seal(database: Database, plan: Plan) -> None:
    for number in range(_VERSIONS):
        with database.write() as work:
            case, plans = CaseRepository(work).get(_CASE), PlanRepository(work)
            CaseRepository(work).change_facts(case, {"consent_asked": "yes", "consent_asked_on": ON})
            if series_of(work.ask, _CASE).draft is None:
                plans.start(case, ON)
            plans.keep(case, plan._replace(assessment=f"Version {number}"))
            plans.seal(case, ON)
    with database.write() as work:
        PlanRepository(work).start(CaseRepository(work).get(_CASE), ON)


def _keep(database: Database, plan: Plan, number: int) -> None:
    with database.write() as work:
        PlanRepository(work).keep(CaseRepository(work).get(_CASE), moves.edit(plan, 5, text=f"Ring {number}"))


def _timed(deed: Callable[[], object]) -> float:
    started = time.perf_counter()
    deed()
    return time.perf_counter() - started
