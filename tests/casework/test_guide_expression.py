"""The `when` grammar: what it says, what it refuses, and that nothing in it is ever run."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rekotui.casework.guide_expression import ExpressionError, Known, each_test, holds, parse
from tests.casework.guide_sheets import model_holds

KNOWN: Known = {"job": "employed", "help": ("fk", "af"), "worry": 6, "hours": 37.5, "told": "yes"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("job == 'employed'", True),
        ("job != 'employed'", False),
        ("job in ['student', 'employed']", True),
        ("job in ['student']", False),
        ("'fk' in help", True),
        ("'none' in help", False),
        ("worry >= 6 and worry <= 6", True),
        ("worry < 6 or worry > 6", False),
        ("worry == 6", True),
        ("worry != 6", False),
        ("hours > 37.4", True),
        ("answered(job)", True),
        # Nothing is known: every test is false, `not` turns that round.
        ("gone == 'x'", False),
        ("gone != 'x'", False),
        ("gone != 3", False),
        ("gone in ['x']", False),
        ("'x' in gone", False),
        ("answered(gone)", False),
        ("not gone == 'x'", True),
        ("not ('none' in gone)", True),
        ("answered(gone) and not ('none' in gone)", False),
        # and before or, not before and.
        ("told == 'yes' or gone == 'x' and gone == 'y'", True),
        ("(told == 'yes' or gone == 'x') and gone == 'y'", False),
        ("not told == 'no' and told == 'yes'", True),
        ("not not told == 'yes'", True),
        ("\n job=='employed'\n and ( answered( job ) ) ", True),
    ],
)
def test_says_what_the_schema_says(text: str, expected: bool) -> None:
    assert holds(parse(text), KNOWN) is expected
    assert model_holds(" ".join(text.split()), dict(KNOWN)) is expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "job",
        "job ==",
        "== 'x'",
        "job = 'x'",
        'job == "x"',
        "job == x",
        "job == 'x' 'y'",
        "job < 'x'",
        "job in []",
        "job in ['x',]",
        "job in [3]",
        "job in 'x'",
        "'x' in ['x']",
        "'x' == job",
        "3 < worry",
        "1 < worry < 3",
        "answered job",
        "answered()",
        "answered('job')",
        "not",
        "job == 'x' and",
        "(job == 'x'",
        "job == 'x')",
        "job == 'x' && job == 'y'",
        "Job == 'x'",
        "__import__('os')",
        "job.__class__ == 'x'",
        "worry == 3abc",
        "worry == 1.",
        "job == 'it\\'s'",
        "lambda: 1",
        "not " * 60 + "job == 'x'",
        "(" * 60 + "job == 'x'" + ")" * 60,
    ],
)
def test_refuses_what_is_not_in_the_grammar(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse(text)


def test_no_expression_is_always_true() -> None:
    assert holds(None, {})
    assert list(each_test(None)) == []


NAMES = ("job", "help", "worry", "gone")
_leaves = st.one_of(
    st.builds(
        "{} {} '{}'".format, st.sampled_from(("job", "gone")), st.sampled_from(("==", "!=")), st.just("employed")
    ),
    st.builds(
        "{} {} {}".format,
        st.sampled_from(("worry", "gone")),
        st.sampled_from(("==", "!=", "<", "<=", ">", ">=")),
        st.integers(0, 10),
    ),
    st.builds("{} in ['student', '{}']".format, st.sampled_from(("job", "gone")), st.sampled_from(("employed", "x"))),
    st.builds("'{}' in {}".format, st.sampled_from(("fk", "x")), st.sampled_from(("help", "gone"))),
    st.builds("answered({})".format, st.sampled_from(NAMES)),
)
expressions = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("{} or {}".format, inner, inner),
        st.builds("not ({})".format, inner),
    ),
    max_leaves=8,
)


@given(expressions, st.sets(st.sampled_from(NAMES)))
@settings(deadline=None)
def test_agrees_with_python_about_what_it_says(text: str, there: set[str]) -> None:
    known = {name: value for name, value in KNOWN.items() if name in there}
    assert holds(parse(text), known) == model_holds(text, dict(known))
