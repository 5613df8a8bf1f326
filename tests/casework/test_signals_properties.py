"""What holds for the signals of any case whatever: no facts break them, and no order or repetition changes them."""

import json
import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from rekotui.casework import case_facts as cf
from rekotui.casework.case_facts import CaseFacts, DeskFacts
from rekotui.casework.messages import FACTS, TO_JOURNAL
from rekotui.casework.plan import STEP_DEGREES, Step
from rekotui.casework.rules import adjustable, effective_rules
from rekotui.casework.rules_reading import LONGEST_TITLE
from rekotui.casework.sick_leave import DegreePeriod
from rekotui.casework.signal import SEVERITIES, identity
from rekotui.casework.signals import desk_signals, signals_of
from rekotui.casework.status import all_statuses
from tests.casework.signal_cases import RULES

MARKER = "Övergård 19800214-2397"
NAMED = adjustable(RULES)
LEAST = effective_rules(overrides={one.name: one.least for one in NAMED})
MOST = effective_rules(overrides={one.name: one.most for one in NAMED})
# Those that ask for nothing once they have passed before the case was taken up (design 5).
MILESTONES = {
    "chain_90",
    "chain_180",
    "chain_365",
    "chain_group",
    "certificate_end",
    "certificate_day_8",
    "normal_level",
    "employer_reports",
    "aktivitetsersattning_30",
    "aktivitetsersattning_end",
    "fk_decision_end",
    "identify_early",
    "preventive_benefit",
}

usual = st.dates(date(2024, 12, 1), date(2028, 3, 31))
some_day = st.one_of(usual, usual, usual, st.sampled_from([date.min, date(2028, 2, 29), date(1900, 1, 1), date.max]))
maybe = st.none() | some_day
flag = st.none() | st.booleans()
code = st.sampled_from(["", MARKER, "patient", "arbetsgivare", "forsakringskassan", "lakare"])
number = st.none() | st.integers(-5, 800) | st.just(10**12)


@st.composite
def periods(draw, first, last):
    """Degrees of a sick leave, each for some of its days; sometimes none is known."""
    if draw(st.booleans()) or first > last or first.year in (1, 9999):
        return ()
    middle = first + timedelta(days=draw(st.integers(0, 60)))
    degrees = st.none() | st.sampled_from([25, 50, 75, 100])
    return (DegreePeriod(first, min(middle, last), draw(degrees)), DegreePeriod(middle, last, draw(degrees)))


@st.composite
def leaves(draw):
    first = draw(some_day)
    last = (
        draw(some_day)
        if draw(st.booleans())
        else date.fromordinal(min(max(first.toordinal() + draw(st.integers(-3, 500)), 1), date.max.toordinal()))
    )
    seen = draw(st.lists(st.builds(cf.Seen, some_day, some_day, some_day), max_size=3))
    source, certificates = draw(st.sampled_from(["list", "hand"])), draw(st.none() | st.integers(0, 3))
    return cf.Leave(first, last, draw(periods(first, last)), tuple(seen), source, certificates)


def tuples(strategy, most=3):
    return st.lists(strategy, max_size=most).map(tuple)


contacts = st.builds(
    cf.ContactFact,
    on=some_day,
    held=flag,
    party=code,
    part=code,
    codes=st.none() | st.just(()) | st.just(("GC001",)),
    journaled=flag,
    covered=flag,
)
follow_ups = st.builds(
    cf.FollowUpFact, id=st.integers(1, 3), due_on=some_day, opened_on=maybe, waiting_for=code, what=code
)
consents = st.builds(
    cf.ConsentFact,
    kind=st.sampled_from(["K1", "K2", "K3", MARKER]),
    party=code,
    valid_from=maybe,
    valid_to=maybe,
    withdrawn_on=maybe,
    told_on=maybe,
    declined_on=maybe,
)
meetings = st.builds(
    cf.MeetingFact,
    kind=st.sampled_from(["avstamningsmote", "sip", MARKER]),
    wanted_on=maybe,
    on=maybe,
    written_up=st.booleans(),
)
steps = tuples(st.builds(Step, some_day, st.sampled_from(STEP_DEGREES)))
versions = st.none() | st.integers(1, 3)
plans = st.builds(cf.PlanFacts, maybe, maybe, maybe, maybe, st.integers(0, 4), versions, versions, maybe, steps).filter(
    lambda plan: plan.handed_number is None or plan.handed_on is not None
)
DATED = [name for name, kind in CaseFacts.__annotations__.items() if kind == date | None]
DRAWN = {
    **dict.fromkeys(DATED, maybe),
    "status": st.none() | st.sampled_from(all_statuses()),
    "unit": code,
    "sex": st.none() | st.sampled_from(["Kvinna", "Man"]),
    "occupations": tuples(
        st.sampled_from(["Nuvarande arbete", "Arbetssökande", "Föräldraledighet", "Studier", MARKER])
    ),
    "group_said": st.none() | st.sampled_from([*RULES.groups, MARKER]),
    "agreed_shifts": flag,
    "leaves": tuples(leaves(), 4),
    "expected_days": number,
    "expected_months": number,
    "applied": st.none() | st.sampled_from(["yes", "no", MARKER]),
    "aktivitetsersattning": flag,
    "transport_need": flag,
    "employer_plan": st.none() | st.sampled_from(["exists", "asked", "not_needed", MARKER]),
    "return_ruled_out": flag,
    "trial_work": tuples(st.builds(cf.TrialWork, some_day, some_day, maybe), 4),
    "work_injury": st.none() | st.sampled_from(["unclear", "not_reported", "reported", MARKER]),
    "referred_by": code,
    "consent_asked": st.sampled_from(["", "yes", "no", "later"]),
    "note_days": tuples(some_day),
    "contacts": st.none() | tuples(contacts),
    "to_journal": tuples(st.builds(cf.JournalFact, st.sampled_from(sorted(set(TO_JOURNAL) - {"contact"})), some_day)),
    "follow_ups": st.none() | tuples(follow_ups),
    "consents": st.none() | tuples(consents),
    "meetings": st.none() | tuples(meetings),
    "plan": st.none() | plans,
}
cases = st.fixed_dictionaries({}, optional=DRAWN).map(lambda facts: CaseFacts(**facts))
desks = st.builds(
    DeskFacts,
    units=tuples(st.builds(cf.UnitFact, st.sampled_from(["", "Enheten"]), some_day, some_day, maybe)),
    assignments=tuples(st.builds(cf.AssignmentFact, st.sampled_from(["", "Enheten"]), some_day, some_day, maybe)),
    first_case_on=maybe,
    last_backup_on=maybe,
    last_summary_on=maybe,
)


def check(signals):
    """Each signal is whole, and no two of one identity hold on the same day."""
    by_identity = {}
    for one in signals:
        assert one.ends_on is None or one.starts_on <= one.ends_on
        assert one.severity in SEVERITIES
        assert 0 < len(one.title) <= LONGEST_TITLE, one.title
        for text in (one.title, one.text, one.todo):
            assert not set("{}") & set(text)
        assert set(one.facts) <= set(FACTS)
        json.dumps(one.facts)
        by_identity.setdefault(identity(one), []).append(one)
    for same in by_identity.values():
        for one, following in pairwise(same):
            assert one.ends_on is not None
            assert one.ends_on < following.starts_on


def shuffled(case, seed):
    dice = random.Random(seed)
    many = {name: getattr(case, name) for name in CaseFacts.__annotations__ if isinstance(getattr(case, name), tuple)}
    return replace(case, **{name: tuple(dice.sample(value, len(value))) for name, value in many.items()})


def test_every_field_of_a_case_is_drawn():
    assert set(DRAWN) == set(CaseFacts.__annotations__)


@settings(max_examples=80, deadline=None)
@given(cases)
def test_no_facts_break_the_signals(case):
    for rules in (RULES, LEAST, MOST):
        check(signals_of(case, rules))


@settings(max_examples=50, deadline=None)
@given(cases, st.integers(0, 1000))
def test_the_same_facts_in_any_order_give_the_same_signals(case, seed):
    signals = signals_of(case, RULES)
    assert signals_of(case, RULES) == signals
    assert signals_of(shuffled(case, seed), RULES) == signals


@settings(max_examples=50, deadline=None)
@given(cases, usual)
def test_nothing_lies_before_the_case_was_taken_up_and_milestones_before_it_are_quiet(case, opened):
    for one in signals_of(replace(case, opened_on=opened), RULES):
        assert one.starts_on >= opened
        if one.rule in MILESTONES and one.due_on is not None:
            assert one.due_on >= opened


@settings(max_examples=25, deadline=None)
@given(cases, st.sampled_from(["Avslutad", "Avböjt", "Lämnas utan åtgärd"]))
def test_a_closed_case_tells_of_relapse_and_the_record_only(case, status):
    assert {one.rule for one in signals_of(replace(case, status=status), RULES)} <= {"relapse", "unjournaled"}


@settings(max_examples=50, deadline=None)
@given(cases)
def test_no_word_about_a_person_gets_into_a_signal(case):
    for one in signals_of(case, RULES):
        told = f"{one.title} {one.text} {one.todo} {one.law} {one.source} {dict(one.facts)}"
        assert MARKER not in told
        assert "19800214" not in told


@settings(max_examples=50, deadline=None)
@given(desks, st.integers(0, 1000))
def test_signals_of_any_desk(desk, seed):
    for rules in (RULES, LEAST, MOST):
        check(desk_signals(desk, rules))
    dice = random.Random(seed)
    mixed = replace(
        desk,
        units=tuple(dice.sample(desk.units, len(desk.units))),
        assignments=tuple(dice.sample(desk.assignments, len(desk.assignments))),
    )
    assert desk_signals(mixed, RULES) == desk_signals(desk, RULES)
