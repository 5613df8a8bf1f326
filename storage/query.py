"""What may be asked of the caseload, and how it is said in SQL. Filters and sort keys are a whitelist of names."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from rekotui.base.clock import parse_day
from rekotui.base.errors import WrongUseError
from rekotui.base.settings import Settings
from rekotui.casework.contact import check_code
from rekotui.casework.fold import fold
from rekotui.casework.status import all_statuses, statuses_of_view
from storage.in_force import IN_FORCE

TODAY, WAITING = "today", "waiting"
VIEWS = (TODAY, "active", WAITING, "all", "closed")


class Filter(NamedTuple):
    """One condition: a field of FILTERS, one of = < >, and the value as typed."""

    field: str
    sign: str
    value: str


class CaseQuery(NamedTuple):
    """A question to the caseload. `sort` holds keys of SORTS, "-key" for descending; `limit` 0 means all."""

    on: date
    view: str = "all"
    filters: tuple[Filter, ...] = ()
    sort: tuple[str, ...] = ("-first_day", "name")
    limit: int = 0
    offset: int = 0
    ids: tuple[int, ...] | None = None
    """Restrict to these cases (the answer of a search); None means no restriction."""


class Compiled(NamedTuple):
    """A query in SQL: the cases in order (by their ids, without limit), how many they are, and both's parameters."""

    ids: str
    number: str
    parameters: tuple[object, ...]
    needs_chain: bool
    groups: str = ""
    """In view today: how many cases have each severity as their most urgent, the most urgent first."""


SORTS = {
    "name": "name_key",
    "case": "number",
    "status": "status",
    "first_day": "first_day",
    "last_day": "last_day",
    "length_days": "length_days",
    "diagnosis": "diagnosis_code",
    "physician": "physician",
    "employer": "employer",
    "unit": "unit",
    "opened_on": "opened_on",
    # Ages and day numbers grow as dates fall: they sort by the date, turned round.
    "age": "birth_date",
    "day_today": "first_day",
    "chain_day": "",
    "next_date": "next_on",
    "waiting_for": "waiting_for",
    "last_contact": "last_contact_on",
    # In view today the most urgent signal first, then the nearest day; elsewhere the nearest promise.
    "urgency": "next_on",
}
_VIEW = "case_overview"
IN_FORCE_BY_CASE = (
    "select s.case_id as urgent_id, max(s.severity) as urgent, min(coalesce(s.due_on, s.starts_on)) as urgent_due"
    # Left to itself, SQLite reads every signal there is, in the order of the cases.
    f" from signal s indexed by signal_by_start where s.case_id is not null and {IN_FORCE} group by s.case_id"
)
"""Of each case with signals in force: the most urgent severity, and the nearest day."""
_OF_TODAY = f"({IN_FORCE_BY_CASE}) join case_overview on case_id = urgent_id"
_CASE_THEN_PATIENT = "caseload indexed by {index} cross join patient on patient.id = caseload.patient_id"
# Left to itself, SQLite reads and sorts every case, however few are asked for.
_BY_INDEX = {
    "name_key": "patient cross join caseload on caseload.patient_id = patient.id",
    "first_day": _CASE_THEN_PATIENT.format(index="caseload_by_first_day"),
    "last_day": _CASE_THEN_PATIENT.format(index="caseload_by_last_day"),
    "next_on": _CASE_THEN_PATIENT.format(index="caseload_by_next"),
    "last_contact_on": _CASE_THEN_PATIENT.format(index="caseload_by_last_contact"),
}
TURNED = frozenset({"age", "day_today"})
_TEXT = {"unit": "unit", "physician": "physician", "employer": "employer", "occupation": "occupation"}
_DAYS = {
    "first_day": "first_day",
    "last_day": "last_day",
    "opened_on": "opened_on",
    "status_since": "status_since",
    "next_date": "next_on",
    "last_contact": "last_contact_on",
}
_NUMBERS = {"length_days": "length_days", "certificates": "certificates"}
FILTERS = (
    *("status", "sex", "diagnosis", "case", "protected", "age", "day_today", "chain_day", "degree_today"),
    "waiting_for",
    *_TEXT,
    *_DAYS,
    *_NUMBERS,
)
_OWN_COLUMNS = frozenset({"status", "case", "day_today", "waiting_for", *_DAYS, *_TEXT})
"""Fields of the table itself: counting by them needs no join."""
_MOST_DIGITS = 12


def parse_filter(text: str) -> Filter:
    """Read `field=value`, `field<value` or `field>value`; raise WrongUseError for anything else."""
    for index, char in enumerate(text):
        if char in "=<>":
            name = text[:index].strip()
            if name in FILTERS and text[index + 1 :].strip():
                return Filter(name, char, text[index + 1 :].strip())
            break
    raise WrongUseError("bad_filter", known=", ".join(sorted(FILTERS)))


def parse_sort(text: str) -> tuple[str, ...]:
    """Read `key,-key`; raise WrongUseError for a key that does not exist."""
    keys = tuple(part.strip() for part in text.split(",") if part.strip())
    if not keys or any(key.removeprefix("-") not in SORTS for key in keys):
        raise WrongUseError("bad_sort", known=", ".join(SORTS))
    return keys


def check_view(view: str) -> str:
    """Return the view's name; raise WrongUseError if there is none of that name."""
    if view not in VIEWS:
        raise WrongUseError("bad_view", known=", ".join(VIEWS))
    return view


def compile_query(query: CaseQuery, settings: Settings) -> Compiled:
    """Say a query in SQL over the view `case_overview`, or over its tables where an index brings them in order."""
    conditions: list[str] = []
    parameters: list[object] = []
    statuses = statuses_of_view(check_view(query.view))
    of_today = query.view == TODAY
    if of_today:
        parameters.extend([query.on.isoformat()] * 3)
    elif statuses is not None and len(statuses) < len(all_statuses()):
        conditions.append(f"status in ({', '.join('?' * len(statuses))})")
        parameters.extend(statuses)
    if query.view == WAITING:
        conditions.append("waiting_for != ''")
    for filter_ in query.filters:
        if filter_.field != "chain_day":
            condition, values = _condition(filter_, query.on)
            conditions.append(condition)
            parameters.extend(values)
    if query.ids is not None:
        conditions.append(f"case_id in ({', '.join(str(int(i)) for i in query.ids)})")
    needs_chain = any(f.field == "chain_day" for f in query.filters) or any(
        key.removeprefix("-") == "chain_day" for key in query.sort
    )
    joins = query.ids is not None or any(f.field not in _OWN_COLUMNS for f in query.filters)
    ordered = _OF_TODAY if of_today else _VIEW if joins else _in_order(query.sort)
    key = "case_id" if ordered in (_VIEW, _OF_TODAY) else "caseload.id as case_id"
    number = _standing(ordered if of_today or joins else "caseload", conditions)
    return Compiled(
        ids=f"select {key} from {_standing(ordered, conditions)}{_order(query.sort, of_today)}",
        number=f"select count(*) from {number}",
        parameters=tuple(parameters),
        needs_chain=needs_chain,
        groups=f"select urgent, count(*) from {number} group by urgent order by urgent desc" if of_today else "",
    )


def _standing(tables: str, conditions: Sequence[str]) -> str:
    """Return tables and conditions; voided cases are left out of the tables as they are of the view."""
    every = conditions if tables in (_VIEW, _OF_TODAY) else ["voided_on is null", *conditions]
    return tables + (f" where {' and '.join(every)}" if every else "")


def _in_order(sort: tuple[str, ...]) -> str:
    """Return the tables joined so that an index brings the rows in the order of the first key, if one can."""
    keys = [key.removeprefix("-") for key in sort]
    return _VIEW if "length_days" in keys or not keys else _BY_INDEX.get(SORTS[keys[0]], _VIEW)


def _order(sort: tuple[str, ...], of_today: bool) -> str:
    parts = []
    for key in sort:
        name = key.removeprefix("-")
        descending = key.startswith("-") != (name in TURNED)
        if name == "urgency" and of_today:
            parts.append("urgent asc, urgent_due desc" if descending else "urgent desc, urgent_due asc")
        elif SORTS[name]:
            parts.append(f"{SORTS[name]} {'desc' if descending else 'asc'}")
    return f" order by {', '.join([*parts, 'case_id'])}"


def _condition(filter_: Filter, on: date) -> tuple[str, tuple[object, ...]]:
    # Half characters (an argument in another encoding) match nothing, but are no mistake of the program.
    field, sign, value = filter_.field, filter_.sign, filter_.value.encode("utf-8", "replace").decode()
    if field in _DAYS:
        return f"{_DAYS[field]} {sign} ?", (parse_day(value).isoformat(),)
    if field in _NUMBERS:
        return f"{_NUMBERS[field]} {sign} ?", (_number(value),)
    if sign == "=" and field in _TEXT:
        # `fold` is our own function, which the reader's connection registers: SQL's lower() knows only ASCII.
        return f"instr(fold({_TEXT[field]}), ?) > 0", (fold(value),)
    if field == "age":
        return _age(sign, _number(value), on)
    if field == "day_today":
        return _day_today(sign, _number(value), on)
    if field == "degree_today":
        return _degree_today(sign, _number(value), on)
    if sign == "=":
        return _equal(field, value)
    raise WrongUseError("bad_filter", known=", ".join(sorted(FILTERS)))


def _equal(field: str, value: str) -> tuple[str, tuple[object, ...]]:
    if field == "status":
        wanted = next((word for word in all_statuses() if fold(word) == fold(value)), value)
        return "status = ?", (wanted,)
    if field == "sex":
        word = {"k": "Kvinna", "kvinna": "Kvinna", "m": "Man", "man": "Man"}.get(value.casefold(), value)
        return "sex = ?", (word,)
    if field == "diagnosis":
        code = value.upper().replace(".", "")
        return "substr(diagnosis_code, 1, ?) = ?", (len(code), code)
    if field == "case":
        return "number = ?", (value,)
    if field == "waiting_for":
        return "waiting_for = ?", (check_code("parties", value, "waiting_for"),)
    return "protected = ?", (1 if value.casefold() in ("1", "ja", "yes", "true") else 0,)


def _age(sign: str, years: int, on: date) -> tuple[str, tuple[object, ...]]:
    def born(age: int) -> str:
        """Return the latest birth date of somebody who is `age` years on the day."""
        year = min(max(on.year - age, 1), 9999)
        try:
            return on.replace(year=year).isoformat()
        except ValueError:
            return date(year, 2, 28).isoformat()

    if sign == ">":
        return "birth_date <= ?", (born(years + 1),)
    if sign == "<":
        return "birth_date > ?", (born(years),)
    return "birth_date <= ? and birth_date > ?", (born(years), born(years + 1))


def _day_today(sign: str, number: int, on: date) -> tuple[str, tuple[object, ...]]:
    """Day n means first day = on - n + 1: a larger number is an earlier first day."""
    try:
        first = (on - timedelta(days=number - 1)).isoformat()
    except OverflowError:
        first = date.min.isoformat()
    turned = {"=": "=", "<": ">", ">": "<"}[sign]
    return f"first_day {turned} ? and first_day <= ? and last_day >= ?", (
        first,
        on.isoformat(),
        on.isoformat(),
    )


def _degree_today(sign: str, degree: int, on: date) -> tuple[str, tuple[object, ...]]:
    return (
        "exists (select 1 from sick_leave_period p where p.sick_leave_id = case_overview.sick_leave_id"
        f" and p.first_day <= ? and p.last_day >= ? and p.degree {sign} ?)",
        (on.isoformat(), on.isoformat(), degree),
    )


def _number(value: str) -> int:
    # More digits than this no day, age or count has, and SQLite's numbers would not hold them.
    if len(value) > _MOST_DIGITS:
        raise WrongUseError("not_a_number", text=value[:20])
    try:
        return int(value)
    except ValueError:
        raise WrongUseError("not_a_number", text=value[:20]) from None
