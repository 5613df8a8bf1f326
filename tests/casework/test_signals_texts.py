"""Every stage of every rule can come about, and reads well when it does."""

import re

from rekotui.casework.case_facts import (
    AssignmentFact,
    ConsentFact,
    ContactFact,
    DeskFacts,
    FollowUpFact,
    IntroductionFact,
    JournalFact,
    MeetingFact,
    PlanFacts,
    TrialWork,
    UnitFact,
)
from rekotui.casework.messages import FACTS, TO_JOURNAL
from rekotui.casework.plan import Step
from rekotui.casework.rules_reading import LONGEST_TITLE, placeholders
from rekotui.casework.signal import Signal
from rekotui.casework.signals import desk_signals, signals_of
from tests.casework.signal_cases import RULES, case, day, leave

PLAIN = leave("2026-01-12", "2027-12-31")
HAND = leave("2026-01-12", "2026-03-31", source="hand")
SEEN = (("2026-01-14", "2026-01-12", "2026-02-20"), ("2026-02-18", "2026-01-12", "2026-06-30"))
LISTED = leave("2026-01-12", "2026-06-30", *SEEN)
TALK = ContactFact(day("2026-02-06"), True, "arbetsgivare", codes=(), journaled=False, covered=False)
BAD_TRIAL = TrialWork(day("2026-02-01"), day("2026-03-01"))
GOOD_TRIAL = TrialWork(day("2026-04-06"), day("2026-04-10"), day("2026-04-01"))

CASES = (
    case(),
    case(PLAIN, expected_days=400, expected_said_on="2026-01-20"),
    case(PLAIN, status="-"),
    case(PLAIN, group_said="self_employed"),
    case(PLAIN, group_said="on_call"),
    case(PLAIN, birth_date="1962-02-01"),
    case(PLAIN, birth_date="1963-05-14"),
    case(PLAIN, consent_asked="later"),
    case(PLAIN, consent_asked="no"),
    case(PLAIN, occupations=("Arbetssökande",)),
    case(HAND),
    case(HAND, occupations=("Studier",)),
    case(HAND, leave("2026-04-04", "2026-04-30"), leave("2026-06-01", "2026-06-30")),
    case(LISTED, employer_plan="asked", employer_plan_said_on="2026-01-20"),
    case(LISTED, employer_plan="not_needed", employer_plan_said_on="2026-01-20"),
    case(LISTED, contacts=(), follow_ups=()),
    case(
        LISTED,
        contacts=(TALK, ContactFact(day("2026-03-20"), None, "kommun", covered=False)),
        follow_ups=(FollowUpFact(1, day("2026-03-02"), day("2026-01-20"), "forsakringskassan"),),
        consents=(
            ConsentFact("K2", valid_from=day("2026-02-04")),
            ConsentFact("K3", "arbetsgivare", day("2026-01-20"), day("2026-05-31")),
            ConsentFact("K3", "kommun", day("2026-01-20"), day("2026-05-31"), day("2026-03-02")),
        ),
        meetings=tuple(
            MeetingFact(kind, wanted, on)
            for kind in ("avstamningsmote", "sip")
            for wanted, on in ((day("2026-02-02"), None), (None, day("2026-03-10")))
        ),
    ),
    case(LISTED, fk_need_on="2026-02-02", consents=(ConsentFact("K2", valid_from=day("2026-02-04")),)),
    case(LISTED, fk_informed_on="2026-02-09", interview_done_on="2026-02-01", plan=PlanFacts(incomplete=2)),
    case(LISTED, plan=PlanFacts(sealed_on=day("2026-02-10"), follow_up_on=day("2026-03-30"))),
    case(
        leave("2026-01-12", "2026-12-31", degree=100),
        plan=PlanFacts(sealed_on=day("2026-02-10"), number=1, steps=(Step(day("2026-03-02"), 50),)),
    ),
    case(LISTED, plan=PlanFacts(day("2026-02-10"), number=2, handed_number=1, handed_on=day("2026-02-01"))),
    case(LISTED, applied="no", fk_refusal_on="2026-03-02", sjukpenning_last_day="2026-03-31"),
    case(LISTED, fk_refusal_on="2026-03-02", fk_answer_by="2026-03-16", fk_decision_to="2026-05-31"),
    case(LISTED, fk_question_on="2026-02-02", preventive_from="2026-03-16", transport_need=True, work_injury="unclear"),
    case(
        leave("2026-01-12", "2026-12-31", degree=50),
        trial_work=(BAD_TRIAL, GOOD_TRIAL, TrialWork(day("2026-06-01"), day("2026-06-05"))),
        occupations=("Arbetssökande",),
    ),
    case(birth_date="1997-05-14", aktivitetsersattning=True, aktivitetsersattning_to="2026-08-31"),
    case(to_journal=tuple(JournalFact(kind, day("2026-02-06")) for kind in TO_JOURNAL if kind != "contact")),
    case(leave("2026-05-01", "2026-06-30"), status="Avslutad", status_since="2026-04-15"),
)
UNIT = UnitFact("Exempelbacken", day("2026-02-02"), day("2026-02-02"))
DESKS = (
    DeskFacts((UNIT,), (), day("2026-02-02")),
    DeskFacts(
        (UnitFact("Exempelbacken", day("2026-02-02"), day("2026-03-02"), day("2026-03-02")),),
        (AssignmentFact("", day("2026-01-01"), day("2026-05-31")),),
        day("2026-02-02"),
        day("2026-03-02"),
        day("2026-03-02"),
        (IntroductionFact("1:nr_mentor", "Handledare är utsedd", day("2026-03-02")),),
    ),
)


def every_signal() -> list[Signal]:
    found = [signal for facts in CASES for signal in signals_of(facts, RULES)]
    return found + [signal for desk in DESKS for signal in desk_signals(desk, RULES)]


def test_every_stage_of_every_rule_comes_about():
    told = {(rule.id, stage) for rule in RULES.rules.values() for stage in rule.stages}
    assert {(one.rule, one.stage) for one in every_signal()} == told


def test_every_text_is_filled_in_and_fits():
    for one in every_signal():
        assert len(one.title) <= LONGEST_TITLE, one.title
        for text in (one.title, one.text, one.todo):
            assert not re.search(r"[{}]|None|  ", text), text
        assert one.law == RULES[one.rule].law
        assert one.source == RULES[one.rule].source


def test_every_placeholder_is_filled_by_the_engine_and_every_fact_has_a_name():
    signals = every_signal()
    facts = {rule: {name for one in signals if one.rule == rule for name in one.facts} for rule in RULES.rules}
    words = {"forecast", "party", "about", "month", "what", "point"}
    for rule in RULES.rules.values():
        known = facts[rule.id] | set(rule.numbers) | set(rule.dates) | words
        for stage in rule.stages.values():
            assert placeholders(stage.title + stage.text + stage.todo) <= known, (rule.id, stage.id)
    assert set().union(*facts.values()) == set(FACTS)
