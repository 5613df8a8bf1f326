"""The `when` grammar of content/guides/SCHEMA.md: parsed by hand, never evaluated as code.

    expr := and ("or" and)*          and := not ("and" not)*         not := "not" not | "(" expr ")" | test
    test := ID ("==" | "!=") STRING | ID ("==" | "!=" | "<" | "<=" | ">" | ">=") NUMBER
          | ID "in" "[" STRING ("," STRING)* "]" | STRING "in" ID | "answered" "(" ID ")"

Any test on a question without an answer that counts (unanswered, declined, hidden) is false, also `!=`. `not` is plain
negation.
"""

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

Value = str | int | float | tuple[str, ...]
"""An answer: text, option, date (text); ruler, number (number); chosen options (tuple)."""

Known = Mapping[str, Value]
"""The answers that count, by question."""

_TOKEN = re.compile(
    r"\s*(?:(?P<string>'[^'\\]*')|(?P<number>-?\d+(?:\.\d+)?(?![\w.]))|(?P<word>[a-z][a-z0-9_]*)"
    r"|(?P<sign>==|!=|<=|>=|<|>|\(|\)|\[|\]|,))"
)
_WORDS = frozenset({"and", "or", "not", "in", "answered"})
_ORDERS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_DEEPEST = 20


class ExpressionError(ValueError):
    """The text is no expression of the grammar."""


class Compare(NamedTuple):
    """`name sign value`."""

    name: str
    sign: str
    value: str | int | float


class OneOf(NamedTuple):
    """`name in [values]`."""

    name: str
    values: tuple[str, ...]


class Holds(NamedTuple):
    """`'value' in name`."""

    name: str
    value: str


class Answered(NamedTuple):
    """`answered(name)`."""

    name: str


class Not(NamedTuple):
    """`not inner`."""

    inner: "Expression"


class And(NamedTuple):
    """All of the parts."""

    parts: tuple["Expression", ...]


class Or(NamedTuple):
    """Any of the parts."""

    either: tuple["Expression", ...]


Test = Compare | OneOf | Holds | Answered
Expression = Test | Not | And | Or


def parse(text: str) -> Expression:
    """Return what the text says; raise ExpressionError where it does not follow the grammar."""
    reading = _Reading(list(_tokens(text)))
    found = reading.either(0)
    if reading.tokens:
        raise ExpressionError(f"{reading.tokens[0][1]} stands too much")
    return found


def holds(expression: Expression | None, known: Known) -> bool:
    """Return whether an expression is true of the answers that count; no expression is always true."""
    match expression:
        case None:
            return True
        case And(parts):
            return all(holds(part, known) for part in parts)
        case Or(either):
            return any(holds(part, known) for part in either)
        case Not(inner):
            return not holds(inner, known)
        case _:
            return expression.name in known and _test(expression, known[expression.name])


def each_test(expression: Expression | None) -> Iterator[Test]:
    """Yield every test of an expression, from left to right."""
    match expression:
        case None:
            return
        case And(parts) | Or(parts):
            for part in parts:
                yield from each_test(part)
        case Not(inner):
            yield from each_test(inner)
        case _:
            yield expression


def _test(test: Test, value: Value) -> bool:
    match test:
        case Answered():
            return True
        case OneOf(_, values):
            return value in values
        case Holds(_, option):
            return isinstance(value, tuple) and option in value
        case Compare(_, "==", wanted):
            return value == wanted
        case Compare(_, "!=", wanted):
            return value != wanted
        case Compare(_, sign, wanted):
            numbers = isinstance(value, int | float) and isinstance(wanted, int | float)
            return numbers and _ORDERS[sign](value, wanted)  # type: ignore[arg-type]


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    place, end = 0, len(text.rstrip())
    while place < end:
        found = _TOKEN.match(text, place)
        if found is None:
            raise ExpressionError(f"not understood: {text[place:].strip()[:20]}")
        kind = found.lastgroup or ""
        word = found[kind]
        yield (word if kind == "word" and word in _WORDS else kind), word
        place = found.end()


class _Reading:
    """The tokens that are left, read from the front."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens

    def either(self, depth: int) -> Expression:
        parts = [self._both(depth)]
        while self._next("or"):
            parts.append(self._both(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _both(self, depth: int) -> Expression:
        parts = [self._plain(depth)]
        while self._next("and"):
            parts.append(self._plain(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _plain(self, depth: int) -> Expression:
        if depth > _DEEPEST:
            raise ExpressionError("too deep")
        if self._next("not"):
            return Not(self._plain(depth + 1))
        if self._next("("):
            inner = self.either(depth + 1)
            self._take(")")
            return inner
        return self._one()

    def _one(self) -> Test:
        if self._next("answered"):
            self._take("(")
            name = self._take("word")
            self._take(")")
            return Answered(name)
        if (option := self._next("string")) is not None:
            self._take("in")
            return Holds(self._take("word"), option[1:-1])
        name = self._take("word")
        if self._next("in"):
            return OneOf(name, self._options())
        sign = self._take("sign")
        if sign not in ("==", "!=", *_ORDERS):
            raise ExpressionError(f"{sign} compares nothing")
        if sign in ("==", "!=") and (option := self._next("string")) is not None:
            return Compare(name, sign, option[1:-1])
        number = self._take("number")
        return Compare(name, sign, float(number) if "." in number else int(number))

    def _options(self) -> tuple[str, ...]:
        self._take("[")
        options = [self._take("string")[1:-1]]
        while self._next(","):
            options.append(self._take("string")[1:-1])
        self._take("]")
        return tuple(options)

    def _next(self, wanted: str) -> str | None:
        """Take the next token if it is of that kind, or that sign."""
        if not self.tokens:
            return None
        kind, word = self.tokens[0]
        if wanted not in ((kind, word) if kind == "sign" else (kind,)):
            return None
        return self.tokens.pop(0)[1]

    def _take(self, wanted: str) -> str:
        found = self._next(wanted)
        if found is None:
            raise ExpressionError(f"{wanted} expected, not {self.tokens[0][1] if self.tokens else 'the end'}")
        return found
