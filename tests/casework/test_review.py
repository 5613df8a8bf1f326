"""What one list says against the one before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekotui.casework.review import COMPARED, compare, missing_share, same

Row = dict[str, object]


def row(number: str | None, **values: object) -> Row:
    return {"personnummer": number, "row": 1, "age": 40, "name": "Prov", **values}


def test_new_gone_and_unchanged() -> None:
    groups = compare(
        [row("a"), row("b"), row("c")], [row("d"), row("c"), row("b", name="Ny")], {"a", "b", "c"}, whole=True
    )
    assert (groups.new, groups.gone, groups.unchanged) == (("d",), ("a",), ("c",))


def test_whoever_was_in_any_list_is_not_new() -> None:
    groups = compare([row("a")], [row("a"), row("b")], {"a", "b"}, whole=True)
    assert groups.new == ()


def test_nobody_is_gone_from_a_part_an_older_or_an_empty_list() -> None:
    assert compare([row("a")], [row("b")], {"a"}, whole=False).gone == ()
    assert compare([row("a")], [], {"a"}, whole=True).gone == ()
    assert compare([row("a")], [row(None)], {"a"}, whole=True).gone == ()
    assert compare(None, [row("a")], set(), whole=True).gone == ()


def test_rows_without_a_number_are_in_no_group() -> None:
    groups = compare([row(None)], [row(None)], set(), whole=True)
    assert groups == compare([], [], set(), whole=True)


def test_running_number_and_age_are_no_change() -> None:
    assert same(row("a", row=1, age=40), row("a", row=9, age=41))


@pytest.mark.parametrize("field", COMPARED)
def test_anything_else_is_a_change(field: str) -> None:
    assert not same(row("a", **{field: "before"}), row("a", **{field: "after"}))


@pytest.mark.parametrize(
    ("before", "after", "share"),
    [
        (None, ["a"], 0.0),
        ([], ["a"], 0.0),
        (["a"], ["a"], 0.0),
        (["a", "b", "c", "d"], ["a", "b", "c"], 0.25),
        (["a"], [], 1.0),
    ],
)
def test_missing_share(before: list[str] | None, after: list[str], share: float) -> None:
    earlier = None if before is None else [row(number) for number in before]
    assert missing_share(earlier, [row(number) for number in after]) == share


NUMBERS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(NUMBERS, NUMBERS, st.sets(st.sampled_from("abcdefgh")), st.booleans())
def test_everybody_is_in_one_group_at_most(before: list[str], after: list[str], known: set[str], whole: bool) -> None:
    groups = compare([row(n) for n in before], [row(n) for n in after], known, whole=whole)
    people = [*groups.new, *groups.gone, *groups.unchanged]
    assert len(people) == len(set(people))
    assert set(people) <= set(before) | set(after)
    assert set(groups.gone) == (set(before) - set(after) if whole and after else set())
