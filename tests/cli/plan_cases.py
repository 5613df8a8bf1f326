"""Plans in a demo vault, written behind the command line's back as the program writes them."""

from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta

from rekotui.casework.plan import Plan
from storage.cases import CaseRepository
from storage.consents import ConsentRepository, NewConsent, Said
from storage.database import Database, Work
from storage.models import Case
from storage.plans import PlanRepository
from storage.vault import demo_key
from tests.casework.plans import sample
from tests.cli.running import ON

EARLIER = ON - timedelta(days=20)


@contextmanager
def written(folder: str, number: str):
    """Open a unit of work on a demo's case."""
    database = Database(folder, demo_key(folder), demo=True)
    try:
        with database.write() as work:
            ((case_id,),) = work.ask("select id from caseload where number = ?", (number,))
            yield work, CaseRepository(work).get(case_id)
    finally:
        database.close()


def plan(folder: str, number: str, *changes: Callable[[Plan], Plan], draft: bool = False) -> None:
    """Seal a plan on an earlier day, then a version for each change; or leave the last one as a draft."""
    with written(folder, number) as (work, case):
        _consented(work, case)
        plans = PlanRepository(work)
        now = sample()
        plans.start(case, EARLIER, plan=now)
        for index, change in enumerate((*changes, None)):
            if draft and index == len(changes):
                return
            plans.seal(case, EARLIER)
            if change:
                now = change(now)
                plans.start(case, EARLIER)
                plans.keep(case, now)


def _consented(work: Work, case: Case) -> None:
    ConsentRepository(work).give(case, NewConsent("K1"), Said(EARLIER, way="visit"), EARLIER)
