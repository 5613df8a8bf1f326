"""What a sealed plan tells the rules: periods of arbetsprövning and what is known of the employer's plan (B.4, B.11).

The facts are those that signals use anyway; the plan fills them in, so that nothing is written twice. What was said
later somewhere else is never written over with something older.
"""

from datetime import date

from rekotui.casework.plan import EMPLOYER_PLAN, STOPPED, TRIAL_WORK, Item, Plan
from storage.case_facts import CaseFactRepository
from storage.database import Work
from storage.models import Case
from storage.plan_models import PlanTrial
from storage.work_models import CaseFact, TrialWork

VOID_REASON = "Ströks ur planen innan den hade börjat."


def fill(work: Work, case: Case, plan: Plan, on: date) -> None:
    """Fill the rules' facts from a plan that has just been sealed on a day."""
    repository = CaseFactRepository(work)
    wanted = {item.key: item for item in plan.actions if item.work == TRIAL_WORK and item.state != STOPPED}
    linked = dict(work.ask("select item, trial_id from plan_trial where case_id = ?", (case.id,)))
    for key, trial_id in linked.items():
        if key not in wanted:
            _drop(work, repository, trial_id, on)
    for key, item in wanted.items():
        _trial(work, repository, case, item, linked.get(key))
    for item in plan.actions:
        if item.work == EMPLOYER_PLAN and item.answer and item.answered_on:
            _answer(work, repository, case, item)


def _trial(work: Work, repository: CaseFactRepository, case: Case, item: Item, trial_id: int | None) -> None:
    if item.starts_on is None or item.ends_on is None:
        return
    there = work.session.get(TrialWork, trial_id) if trial_id else None
    if there is None or there.voided_on is not None:
        made = repository.add_trial_work(case, item.starts_on, item.ends_on, item.told_on)
        link = work.session.get(PlanTrial, (case.id, item.key)) or PlanTrial(
            case_id=case.id or 0, item=item.key, trial_id=made.id or 0
        )
        link.trial_id = made.id or 0
        work.session.add(link)
        work.session.flush()
        return
    told = item.told_on or there.told_fk_on
    if (there.starts_on, there.ends_on, there.told_fk_on) != (item.starts_on, item.ends_on, told):
        repository.change_trial_work(there.id or 0, item.starts_on, item.ends_on, told)


def _drop(work: Work, repository: CaseFactRepository, trial_id: int, on: date) -> None:
    """Strike a period that is no longer planned, if it has not begun: what has taken place stays."""
    there = work.session.get(TrialWork, trial_id)
    if there is not None and there.voided_on is None and there.starts_on > on:
        repository.void_trial_work(trial_id, on, VOID_REASON)


def _answer(work: Work, repository: CaseFactRepository, case: Case, item: Item) -> None:
    known = work.session.get(CaseFact, case.id)
    said_on = known.employer_plan_said_on if known else None
    if said_on is not None and item.answered_on is not None and said_on > item.answered_on:
        return
    repository.change(
        case,
        {
            "employer_plan": item.answer,
            "employer_plan_said_on": item.answered_on,
            "employer_plan_why": " ".join(item.answer_why.split())[:200],
        },
    )
