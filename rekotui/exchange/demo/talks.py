"""The finished interviews of an invented case, drawn from dice of their own. Pure.

Only a few of the first cases have any: they are there to be looked at.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from rekotui.exchange.demo import recipe as recipes
from rekotui.exchange.demo import talk_messages as said
from rekotui.exchange.demo.case import DemoCase
from rekotui.exchange.demo.dice import Dice
from rekotui.exchange.demo.medicine import BODY, BY_CODE, MIND, PAIN
from rekotui.exchange.demo.timeline import workday

MOST_INDEX = 40
_PERCENT = 60
_STATUSES = (recipes.ACTIVE, recipes.FOLLOWED_UP, recipes.MEDICAL)
_GROUPS = {MIND: "mind", PAIN: "pain", BODY: "body"}
_LOW, _HIGH = 1, 9


@dataclass(frozen=True, slots=True)
class DemoTalk:
    """One finished interview: its day and its answers, by question of the guide."""

    on: date
    answers: tuple[tuple[str, object], ...]


def draw_talks(seed: int, index: int, case: DemoCase, today: date) -> tuple[DemoTalk, ...]:
    """Return the interviews of a case, oldest first: one when it had begun, and one some months later."""
    dice = Dice(f"{seed}:{index}:talk")
    asked, status = case.daily.consent_on, case.status_changes[-1].word
    fits = case.daily.consent == "yes" and asked is not None and status in _STATUSES and not case.protected_identity
    if index >= MOST_INDEX or not fits or asked is None or not dice.chance(_PERCENT):
        return ()
    first = workday(asked + timedelta(days=dice.between(4, 12)))
    if first >= today:
        return ()
    base = {name: dice.between(2, 5) for name in ("work", "confidence", "readiness")}
    talks = [DemoTalk(first, _answers(dice, case, first, base, later=False))]
    second = workday(first + timedelta(days=dice.between(75, 110)))
    if second < today:
        moved = {name: min(max(value + dice.between(-1, 4), _LOW), _HIGH) for name, value in base.items()}
        talks.append(DemoTalk(second, _answers(dice, case, second, moved, later=True)))
    return tuple(talks)


def _answers(
    dice: Dice, case: DemoCase, on: date, level: dict[str, int], *, later: bool
) -> tuple[tuple[str, object], ...]:
    group = _GROUPS[BY_CODE[case.diagnosis_code].group]
    given: dict[str, object] = {
        "referral_source": "physician",
        "leave_status": "partial" if later else "full" if case.sick_leaves else "at_risk",
        "consent_coordination": "yes",
        "talk_expectation": dice.pick(said.EXPECTATION),
        "daily_life": dice.pick(said.DAILY_LIFE[group]),
        "health_story": dice.pick(said.STORY[group]),
        "body_functions": said.FUNCTIONS[group],
        "activity_limits": said.LIMITS[group],
        "symptom_burden": _HIGH + 1 - level["work"],
        "acute_concern": "no",
        **_work(dice, case),
        "work_ability_now": level["work"],
        "care_ongoing": ["physician", "psychosocial" if group == "mind" else "physio"],
        "plan_known": "yes_mine" if later else "no",
        "physician_agreement": "agree" if later else "not_discussed",
        "actors_involved": ["employer", "fk"] if case.employer else ["fk"],
        "fk_application": "sent",
        "contact_help_wanted": ["employer"] if case.employer else ["none"],
        "barriers_main": dice.pick(said.BARRIERS_LATER if later else said.BARRIERS[group]),
        "return_worry": dice.pick(said.WORRIES),
        "barriers_areas": ["symptoms", "confidence"] if later else ["symptoms", "care_delay", "work_demands"],
        "resources_main": dice.pick(said.RESOURCES),
        "rtw_importance": dice.between(6, 10),
        "rtw_confidence": level["confidence"],
        "rtw_readiness": level["readiness"],
        "preferred_path": "same_job" if case.employer else "unknown",
        "unpaid_work": ["shared"],
        "equality_check": "yes",
        "violence_private": "no",
        "goal_long": dice.pick(said.GOALS),
        "goal_first_step": dice.pick(said.FIRST_STEPS),
        "summary_shared": dice.pick(said.SUMMARY),
        "need_level": "coordinated",
        "need_areas": ["personal_support", "internal", *(["external"] if case.employer else [])],
        "rehab_measures_assumed": "no",
        "feedback_team": dice.pick(said.FEEDBACK),
        "agreed_steps": dice.pick(said.AGREED),
        "plan_status": "started",
        "next_contact_date": workday(on + timedelta(days=14)).isoformat(),
    }
    if not case.sick_leaves:
        given.pop("fk_application")
    return tuple(given.items())


def _work(dice: Dice, case: DemoCase) -> dict[str, object]:
    """Return what the case does for a living, as the guide asks for it."""
    if case.employer and case.occupation:
        return {
            "employment": "employed",
            "occupation": f"{case.occupation.capitalize()} på {case.employer}",
            "employment_form": "permanent",
            "work_tasks": dice.pick(said.TASKS),
            "tasks_sorted": dice.pick(said.SORTED),
            "manager_contact": "monthly",
            "adjustments_wanted": ["gradual", "tasks", "breaks"],
        }
    words = " ".join(case.occupations)
    if "Studier" in words:
        return {"employment": "student", "study_situation": said.STUDIES}
    if "Arbetssökande" in words:
        return {"employment": "unemployed", "af_contact": "registered", "job_direction": said.JOB}
    if case.occupation:
        return {
            "employment": "self_employed",
            "occupation": case.occupation.capitalize(),
            "self_employed_situation": said.FIRM,
        }
    return {"employment": "other", "job_direction": said.JOB}
