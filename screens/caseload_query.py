"""From what she types in the filter to a question: conditions such as `dag>90`, and words to search for."""

import re
from dataclasses import dataclass

from rekotui.base.errors import RekotuiError
from screens.filter_messages import FILTER_FIELDS
from storage.query import CaseQuery, Filter, compile_query
from storage.reading import Reader
from storage.search import find_ids

_CONDITION = re.compile(r'(?P<field>\w+)(?P<sign>[=<>])(?P<value>"[^"]*"?|\S*)')


@dataclass(frozen=True, slots=True)
class Typed:
    """A filter text taken apart: its conditions, and the words that are left."""

    conditions: tuple[Filter, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A query with its filter worked in, and what to say about it."""

    query: CaseQuery
    guessed: bool = False


def take_apart(text: str) -> Typed:
    """Split a filter text; a condition without a value yet (still being typed) is left out."""
    conditions: list[Filter] = []

    def taken(match: re.Match[str]) -> str:
        field = FILTER_FIELDS.get(match["field"].casefold())
        if field is None:
            return match[0]
        value = match["value"].strip('"').strip()
        if value:
            conditions.append(Filter(field, match["sign"], value))
        return " "

    return Typed(words=" ".join(_CONDITION.sub(taken, text).split()), conditions=tuple(conditions))


def ask(reader: Reader, base: CaseQuery, text: str) -> Answer:
    """Work a filter text into a query. Conditions that cannot be meant yet (`dag>x`) are left out."""
    typed = take_apart(text)
    usable = tuple(condition for condition in typed.conditions if _means_something(reader, base, condition))
    query = base._replace(filters=usable)
    if not typed.words:
        return Answer(query)
    found = find_ids(reader, typed.words)
    return Answer(query._replace(ids=found.ids), found.guessed)


def _means_something(reader: Reader, base: CaseQuery, condition: Filter) -> bool:
    try:
        compile_query(base._replace(filters=(condition,)), reader.settings)
    except RekotuiError:
        return False
    return condition.field != "chain_day" or condition.value.isdigit()
