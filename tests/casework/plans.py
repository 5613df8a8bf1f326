"""Plans for the tests: one as it may look on the table, and random ones made by moves."""

from datetime import date, timedelta

from hypothesis import strategies as st

from rekotui.casework import plan_moves as moves
from rekotui.casework.plan import ACTION, EMPTY, GOAL, STEP_DEGREES, SUBGOAL, Plan, Step

ON = date(2026, 11, 23)
DAY = timedelta(days=1)


def sample() -> Plan:
    """Return a plan that lacks nothing: goal 1, subgoals 2 and 5, actions 3 and 4 under one, 6 under the other."""
    plan = EMPTY
    for kind, at, text in (
        (GOAL, 0, "Tillbaka i mitt arbete på halvtid till 1 mars"),
        (SUBGOAL, 1, "Sova sju timmar fem nätter i veckan"),
        (ACTION, 2, "Sömnskola i grupp"),
        (ACTION, 2, "Dagbok över vila"),
        (SUBGOAL, 1, "Börja med uppgifterna i första högen"),
        (ACTION, 5, "Möte om schema"),
    ):
        plan = moves.add(plan, kind, at, text=text).plan
    for key, who in ((3, "patient"), (4, "patient"), (6, "arbetsgivare")):
        plan = moves.edit(plan, key, responsible=who, follow_up_on=ON + key * DAY)
    plan = moves.edit(plan, 1, said="Jag vill känna mig som mig själv på jobbet.")
    return plan._replace(
        steps=(Step(date(2026, 10, 26), 50), Step(date(2026, 12, 7), 25)),
        participation="yes",
        evaluate_on=ON + 28 * DAY,
        agreed_with="patienten och läkaren",
    )


texts = st.sampled_from(["", "Ring chefen", "Sömn", "Promenad", "[red]x", "Åka buss"])
days = st.none() | st.integers(-30, 60).map(lambda n: ON + n * DAY)
edits = st.one_of(
    st.fixed_dictionaries({"text": texts}),
    st.fixed_dictionaries({"responsible": st.sampled_from(["", "patient", "arbetsgivare"])}),
    st.fixed_dictionaries({"follow_up_on": days}),
    st.fixed_dictionaries({"state": st.sampled_from(["planned", "ongoing", "done"]), "ended_on": days}),
    st.fixed_dictionaries({"icf": st.sampled_from([(), ("b134",), ("b134", "d850")])}),
)
kinds = st.sampled_from([GOAL, SUBGOAL, ACTION, ACTION])
index = st.integers(0, 30)
deeds = st.one_of(
    st.tuples(st.just("add"), index, kinds, texts),
    st.tuples(st.just("edit"), index, edits),
    st.tuples(st.sampled_from(["remove", "up", "down", "indent", "outdent"]), index),
    st.tuples(st.just("step"), days, st.none() | st.sampled_from(STEP_DEGREES)),
    st.tuples(st.just("whole"), st.sampled_from(["", "yes", "no"]), days),
)


def do(plan: Plan, deed: tuple) -> Plan:
    """Make one move; the index names an item whatever there is."""
    what, *how = deed
    if what == "step":
        return moves.set_step(plan, how[0], how[1]) if how[0] else plan
    if what == "whole":
        return plan._replace(participation=how[0], evaluate_on=how[1])
    at = plan.items[how[0] % len(plan.items)].key if plan.items else 0
    if what == "add":
        return moves.add(plan, how[1], at, text=how[2]).plan
    if not at:
        return plan
    if what == "edit":
        return moves.edit(plan, at, **how[1])
    return getattr(moves, what)(plan, at)


histories = st.lists(deeds, max_size=25)


def after(plan: Plan, history: list) -> Plan:
    for deed in history:
        plan = do(plan, deed)
    return plan


any_plan = histories.map(lambda history: after(EMPTY, history))
