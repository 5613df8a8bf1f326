"""What goes back when a list is undone: a layer out of a stack, never what somebody else has said since."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekotui.casework.undo import Later, TakenOver, going_back, taken_over

values = st.sampled_from(["", "A", "B", "C"])


def test_what_still_says_what_the_list_said_goes_back() -> None:
    changed = {"physician": ["A", "B"], "name": ["Ett", "Två"], "co_diagnoses": [[], ["M545"]]}
    current = {"physician": "B", "name": "Rättat", "co_diagnoses": ["M545"], "employer": "Prov AB"}
    assert going_back(changed, current) == {"physician": "A", "co_diagnoses": []}


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ([], None),
        ([Later({}, {})], None),
        ([Later({}, {"physician": "C"})], None),
        ([Later({}, {"physician": "B"})], TakenOver(0, ("A", "B"))),
        ([Later({"physician": ["B", "C"]}, {"physician": "C"})], TakenOver(0, ("A", "C"))),
        ([Later({"physician": ["H", "C"]}, {"physician": "C"})], TakenOver(0, ("H", "C"))),
        ([Later({}, {}), Later({}, {"physician": "B"})], TakenOver(1, ("A", "B"))),
    ],
    ids=["none", "silent", "another", "the same", "further", "after a correction", "the second"],
)
def test_who_answers_for_a_fact_from_now_on(later: list[Later], expected: TakenOver | None) -> None:
    assert taken_over("A", "B", "physician", later) == expected


@given(start=values, said=st.lists(values, min_size=1, max_size=6), order=st.randoms())
def test_lists_undone_in_any_order_end_where_they_began(start: str, said: list[str], order) -> None:
    """Each list states a value; whichever is undone first, the fact comes back to what it was before all of them."""
    current, stack = start, []
    for word in said:
        stack.append([{"f": [current, word]} if word != current else {}, {"f": word}])
        current = word
    while stack:
        at = order.randrange(len(stack))
        changed, _stated = stack.pop(at)
        if "f" in changed:
            later = [Later(*each) for each in stack[at:]]
            taken = taken_over(*changed["f"], "f", later)
            if taken is None:
                current = going_back(changed, {"f": current}).get("f", current)
            else:
                stack[at + taken.place][0]["f"] = list(taken.pair)
    assert current == start
