"""A plan in pieces of text: its tree, what is known of one item, degree steps, and what is missing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from rekotui.casework.plan import ACTION, DONE, GOAL, STOPPED, Item, Plan, Step, short_role, tree, words
from rekotui.casework.plan_checks import in_short, lacking
from rekotui.casework.plan_evaluation import Evaluated
from screens.messages import MONTHS, WEEKDAYS
from screens.plan_messages import LACKS_MARK, PLAN, STATE_MARKS
from screens.privacy import shown
from screens.widgets.columns import cut
from screens.widgets.toned_text import from_pieces
from screens.widgets.tones import Piece, Tone

_WHO, _WHEN = 20, 21
_LEAST_TEXT = 20
_NARROW = 60


class Row(NamedTuple):
    """One row of the tree: its item, and the lines that lead to it."""

    item: Item
    lead: str


def rows_of(plan: Plan) -> tuple[Row, ...]:
    """Return the rows of a plan with the lines of the tree before each."""
    last: dict[int, int] = {}
    for item in plan.items:
        last[item.parent] = item.key
    leads: dict[int, str] = {}
    found = []
    for item, level in tree(plan):
        is_last = last[item.parent] == item.key
        above = leads.get(item.parent, "")
        leads[item.key] = above + ("" if level == 0 else "   " if is_last else "│  ")
        found.append(Row(item, above + ("" if level == 0 else "└ " if is_last else "├ ")))
    return tuple(found)


def row_line(row: Row, width: int, on: date, hide: bool) -> Text:
    """Return a row within a width: text at the left, who and when at the right where there is room."""
    item = row.item
    lacks = item.kind == ACTION and not item.ended and not (item.responsible and item.follow_up_on)
    mark = LACKS_MARK if lacks else STATE_MARKS[item.state]
    head = f"{PLAN[item.kind]}  " if item.kind != ACTION else f"{mark} "
    who, when, late = _right(item, on)
    beside = width >= _NARROW and bool(who or when)
    room = max(_LEAST_TEXT, width - cell_len(row.lead) - cell_len(head) - (_WHO + _WHEN if beside else 0))
    text = cut(shown(item.text, hide) or PLAN["no_text"], room - 1)
    tone = Tone.STRUCK if item.state == STOPPED else Tone.STRONG if item.kind == GOAL else None
    tone = tone if item.text else Tone.WARNING
    warns = Tone.WARNING if lacks else None
    pieces: list[Piece] = [(row.lead, Tone.RULE), (head, warns or (Tone.MUTED if item.kind != ACTION else None))]
    pieces.append((text, tone))
    if beside:
        gap = " " * max(1, room - cell_len(text))
        pieces += [(gap, None), (f"{cut(who, _WHO - 1):<{_WHO}}", warns if not item.responsible else Tone.MUTED)]
        pieces.append((cut(when, _WHEN), Tone.WARNING if late or (lacks and not item.follow_up_on) else Tone.MUTED))
    return from_pieces(pieces)


def _right(item: Item, on: date) -> tuple[str, str, bool]:
    """Return who is responsible, what is said of the day, and whether that day has passed."""
    who = short_role(item.responsible)
    if item.ended:
        state = words("states")[item.state].lower()
        return (
            who,
            PLAN["ended"].format(state=state, day=short_day(item.ended_on, on)) if item.ended_on else state,
            False,
        )
    if item.follow_up_on:
        day = short_day(item.follow_up_on, on)
        return who, PLAN["follow_up"].format(day=day), item.follow_up_on < on
    is_action = item.kind == ACTION
    return who or (PLAN["nobody"] if is_action else ""), PLAN["no_day"] if is_action else "", False


def short_day(day: date | None, on: date) -> str:
    """Return a day as it is said ("tor 26 nov"), with its year where that is another."""
    if day is None:
        return ""
    year = f" {day.year}" if day.year != on.year else ""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{year}"


def item_lines(item: Item, said: Sequence[Evaluated], on: date, hide: bool) -> list[Text]:
    """Return what is known of an item, a fact a line; nothing that is empty."""
    head = f"{words('kinds')[item.kind]}  "
    lines = [from_pieces([(head, Tone.MUTED), (shown(item.text, hide) or PLAN["no_text"], Tone.STRONG)])]
    facts: list[Piece] = []
    told: Mapping[str, str] = {
        "responsible": " ".join(
            part for part in (words("roles").get(item.responsible, ""), shown(item.who, hide)) if part
        ),
        "follow_up_label": short_day(item.follow_up_on, on),
        "state": words("states")[item.state] if item.kind == ACTION or item.ended else "",
        "part": words("parts").get(item.part, ""),
        "work": words("works").get(item.work, ""),
    }
    for name, value in told.items():
        if value:
            facts += [(f"{PLAN[name]} ", Tone.MUTED), (f"{value}   ", None)]
    if facts:
        lines.append(from_pieces(facts))
    if item.quote:
        lines.append(from_pieces([(f"{PLAN['said']} ", Tone.MUTED), (f"”{shown(item.quote, hide)}”", None)]))
    if item.why:
        lines.append(from_pieces([(f"{PLAN['why']} ", Tone.MUTED), (shown(item.why, hide), None)]))
    origin = item.source or ("" if item.origin == "own" else words("origins")[item.origin])
    codes = ", ".join(f"{code} {words('icf').get(code, '')}" for code in item.icf)
    rest = [(f"{PLAN['from']} ", Tone.MUTED), (f"{origin}   ", None)] if origin else []
    rest += [(f"{PLAN['icf']} ", Tone.MUTED), (codes, None)] if codes else []
    if rest:
        lines.append(from_pieces(rest))
    lines += [_result_line(one, on, hide) for one in said if one.item == item.key][-2:]
    return lines


def _result_line(one: Evaluated, on: date, hide: bool) -> Text:
    result = words("results").get(one.result, "")
    told = " · ".join(part for part in (result, shown(one.text, hide), shown(one.next_step, hide)) if part)
    return from_pieces([(f"{PLAN['result']} {short_day(one.on, on)} ", Tone.MUTED), (told, None)])


def steps_line(steps: Sequence[Step], degree_now: int | None, on: date, is_draft: bool = False) -> Text:
    """Return the planned degrees in one line, those that have come with a tick; how to add one only in a draft."""
    pieces: list[Piece] = [(f"{PLAN['steps']}  ", Tone.MUTED)]
    if not steps:
        return from_pieces([*pieces, (PLAN["no_steps"] + PLAN["add_step"] * is_draft, Tone.MUTED)])
    before = None
    for number, step in enumerate(steps):
        key = "step" if before is not None else "first_step"
        told = PLAN[key].format(before=before, after=step.degree, day=short_day(step.on, on))
        passed = PLAN["passed"] if step.on <= on and degree_now == step.degree else ""
        pieces.append(((PLAN["steps_between"] if number else "") + told + passed, None if step.on > on else Tone.MUTED))
        before = step.degree
    return from_pieces(pieces)


def foot_line(plan: Plan, on: date, is_draft: bool) -> Text:
    """Return what is missing to seal a draft."""
    if not is_draft:
        return from_pieces([(PLAN["sealed_hint"], Tone.MUTED)])
    missing = lacking(plan, on)
    return from_pieces([(in_short(missing), Tone.WARNING if missing else Tone.ACCENT)])


def whole_line(plan: Plan, on: date, hide: bool) -> Text:
    """Return participation, day of evaluation, next meeting and with whom it was agreed, in one line."""
    told = {
        "whole": words("participation").get(plan.participation, ""),
        "agreed": shown(plan.agreed_with, hide),
        "meeting": shown(plan.meeting, hide),
    }
    pieces: list[Piece] = []
    if plan.evaluate_on:
        pieces.append((PLAN["evaluate"].format(day=short_day(plan.evaluate_on, on)).capitalize() + "   ", None))
    for name, value in told.items():
        if value:
            pieces += [(f"{PLAN[name]} ", Tone.MUTED), (f"{value}   ", None)]
    return from_pieces(pieces)


def finished(plan: Plan) -> bool:
    """Tell whether something in the plan has been done or stopped."""
    return any(item.state in (DONE, STOPPED) for item in plan.items)


def plan_text(plan: Plan, on: date) -> list[Text]:
    """Return a whole plan to be read: every row with who and when under the tree, steps, and the whole."""
    lines = [row_line(row, 74, on, False) for row in rows_of(plan)]
    return [*lines, Text(""), steps_line(plan.steps, None, on), whole_line(plan, on, False)]
