"""Whether somebody in a sick-leave list still needs a decision, what marks her out early, and in which order to ask.

A decision holds until something material has changed since the row that was decided on (`seen`), so that nobody is
asked about every week:

| since `seen` | asks again |
|---|---|
| a new sjukfall: first day more than gap + 1 days after the end that was seen (rules.md B.1) | yes |
| a later end | yes, unless it is too far ahead to be meant |
| an end too far ahead (mistyped year; rehabstod.md 2.4 rule 8), another one than was seen | yes, once |
| an end that was too far ahead, put right | yes, once |
| a higher degree: the highest, or the last of the stair, where the degrees differ | yes |
| another main diagnosis, both readable (from not shared to a code counts) | yes |
| an earlier end, an earlier or later start within the sjukfall, a lower degree | no |
| other diagnoses, doctor, name, status word, occupation, length, certificates, inquiries, risk | no |
| the day number, day 60 and day 90 among them: time alone is no news of somebody left without action | no |

What a list does not say (a hidden column, a cut code) is unknown and never news. Waiting ends on its date. Who has an
open case is never asked about, nor whoever's closed case speaks of this sjukfall.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rekotui.base.settings import Settings
from rekotui.casework.days import years_after
from rekotui.casework.diagnosis import chapter_letter
from rekotui.casework.sick_leave import belongs

Row = Mapping[str, object]

TAKEN, WAIT, LEAVE, WRONG_END = "taken", "wait", "leave", "wrong_end"
DECISIONS = (TAKEN, WAIT, LEAVE, WRONG_END)

UNDECIDED, WAIT_OVER = "undecided", "wait_over"
NEW_SICK_LEAVE, EXTENDED, DEGREE_RAISED, DIAGNOSIS = "new_sick_leave", "extended", "degree_raised", "diagnosis"
FAR_END, END_CORRECTED = "far_end", "end_corrected"
REASONS_TO_ASK = (*(UNDECIDED, WAIT_OVER, NEW_SICK_LEAVE, EXTENDED, FAR_END, END_CORRECTED, DEGREE_RAISED, DIAGNOSIS),)

MENTAL, MUSCULOSKELETAL, NEAR_LIMIT, PAST_LIMIT, EARLIER = (
    "mental",
    "musculoskeletal",
    "near_limit",
    "past_limit",
    "earlier",
)
_CHAPTERS = {"F": MENTAL, "M": MUSCULOSKELETAL}

NEW, RELAPSED, GONE, UNCHANGED = "new", "relapsed", "gone", "unchanged"
NEARING, WAITED = "nearing", "waited"
_CHANGED = (
    *("number_replaced", "extended", "shortened", "implausible_end", "ended_still_listed"),
    *("start_earlier", "start_later", "degree_changed", "diagnosis_changed", "co_diagnoses_changed"),
    *("physician_changed", "physician_respelled", "renamed", "other"),
)
SECTIONS = (NEW, RELAPSED, NEARING, WAITED, *_CHANGED, GONE, UNCHANGED)
"""Where a person stands in a review: the groups of a comparison, and those who are asked about for the day's sake."""


_SEEN = ("first_day", "last_day", "degrees", "diagnosis_code", "diagnosis_state")


class Decision(NamedTuple):
    """What was decided about a person in a unit's list, and the row it was decided on."""

    decision: str
    seen: Row
    decided_on: date
    wait_until: date | None = None
    reason: str = ""
    decision_id: int = 0


class KnownCase(NamedTuple):
    """Whether a person's case is being worked with, and since when it has the status it has."""

    active: bool
    status_since: date


class Mark(NamedTuple):
    """A reason to look early: a code, and the number that belongs to it (a day, a count, years)."""

    code: str
    number: int | None = None


def why_asked(
    row: Row, decision: Decision | None, case: KnownCase | None, on: date, settings: Settings
) -> tuple[str, ...]:
    """Return why a person in the list needs a decision on a day, as REASONS_TO_ASK; nothing when she does not.

    `decision` is the newest that stands, `case` her open case, else her newest closed one.
    """
    if case is not None and (case.active or _speaks_of(case, row)):
        return ()
    if decision is None or decision.decision == TAKEN:
        # Taken up: the case is not there any more, or was closed before this sjukfall began.
        return (UNDECIDED,) if case is None else (NEW_SICK_LEAVE,)
    waited = decision.decision == WAIT and decision.wait_until is not None and decision.wait_until <= on
    return (*((WAIT_OVER,) if waited else ()), *news(row, decision.seen, on, settings))


def news(row: Row, seen: Row, on: date, settings: Settings) -> tuple[str, ...]:
    """Return what is material in a row against the row that was decided on (the table above)."""
    checks = {
        NEW_SICK_LEAVE: _is_new_sick_leave(row, seen, settings.gap_days),
        **dict.fromkeys(_news_of_end(row, seen, on, settings.far_end_years), True),
        DEGREE_RAISED: _is_raised(_degrees(row), _degrees(seen)),
        DIAGNOSIS: _is_another_diagnosis(row, seen),
    }
    return tuple(code for code in REASONS_TO_ASK if checks.get(code))


def marks(row: Row, on: date, settings: Settings, *, earlier: int = 0, identified: bool = False) -> tuple[Mark, ...]:
    """Return what speaks for looking early at a person (rules.md H 5 and F).

    `earlier` is how many earlier sjukfall are known; who is `identified` (has a case), or whose sjukfall has ended, is
    held against no limit. Days count from the first sick day, which is day 1.
    """
    found = [Mark(code) for letter, code in _CHAPTERS.items() if letter in _chapters(row)]
    first, last = day_of(row, "first_day"), day_of(row, "last_day")
    if first is not None and not identified and (last is None or on <= last):
        day = (on - first).days + 1
        if day > settings.early_days:
            found.append(Mark(PAST_LIMIT, day))
        elif day >= settings.early_warn_days:
            found.append(Mark(NEAR_LIMIT, day))
    if earlier:
        found.append(Mark(EARLIER, earlier))
    if last is not None and is_far(last, on, settings.far_end_years):
        found.append(Mark(FAR_END, last.year))
    return tuple(found)


def section(groups: Collection[str], why: Collection[str], marked: Collection[Mark]) -> str:
    """Return which of SECTIONS a person stands in, once, whatever number of groups she is in."""
    if NEW in groups or RELAPSED in groups:
        return NEW if NEW in groups else RELAPSED
    if why and any(mark.code == NEAR_LIMIT for mark in marked):
        return NEARING
    if WAIT_OVER in why:
        return WAITED
    return next((group for group in SECTIONS if group in groups), UNCHANGED)


def seen_of(row: Row) -> dict[str, object]:
    """Return what is remembered of the row that is decided on: what news are told by, and nothing else about her."""
    return {field: row.get(field) for field in _SEEN}


def is_far(end: date, on: date, years: int) -> bool:
    """Return whether an end lies more than so many years ahead: a mistyped year (rehabstod.md 2.4 rule 8)."""
    return end > years_after(on, years)


def day_of(row: Row, field: str) -> date | None:
    """Return a day that a row states, None where it does not say."""
    value = row.get(field)
    if isinstance(value, str) and value:
        return date.fromisoformat(value)
    return value if isinstance(value, date) else None


def _speaks_of(case: KnownCase, row: Row) -> bool:
    """Return whether a closed case was closed while (or after) the sjukfall in the row was going on."""
    first = day_of(row, "first_day")
    return first is None or first <= case.status_since


def _is_new_sick_leave(row: Row, seen: Row, gap_days: int) -> bool:
    first, seen_first, seen_end = day_of(row, "first_day"), day_of(seen, "first_day"), day_of(seen, "last_day")
    if first is None or seen_end is None:
        return False
    # A mistyped end may lie before the start: what was seen reached its own first day at the least.
    return not belongs(first, max(seen_end, seen_first or seen_end), gap_days)


def _news_of_end(row: Row, seen: Row, on: date, years: int) -> tuple[str, ...]:
    end, seen_end = day_of(row, "last_day"), day_of(seen, "last_day")
    if end is None or seen_end is None or end == seen_end:
        return ()
    if is_far(end, on, years):
        return (FAR_END,)
    if is_far(seen_end, on, years):
        return (END_CORRECTED,)
    return (EXTENDED,) if end > seen_end else ()


def _is_raised(degrees: Sequence[int], seen: Sequence[int]) -> bool:
    """Return whether a stair of degrees is higher than the one seen; one that is not stated is not."""
    if not degrees or not seen or degrees == seen:
        return False
    return max(degrees) > max(seen) or degrees[-1] > seen[-1]


def _is_another_diagnosis(row: Row, seen: Row) -> bool:
    code, seen_code = row.get("diagnosis_code"), seen.get("diagnosis_code")
    if not code or row.get("diagnosis_state") == "cut" or code == seen_code:
        return False
    return bool(seen_code and seen.get("diagnosis_state") != "cut") or seen.get("diagnosis_state") == "not_shared"


def _degrees(row: Row) -> tuple[int, ...]:
    value = row.get("degrees")
    return tuple(d for d in value if isinstance(d, int)) if isinstance(value, list | tuple) else ()


def _chapters(row: Row) -> frozenset[str | None]:
    others = row.get("co_diagnoses")
    codes = [row.get("diagnosis_code"), *(others if isinstance(others, list | tuple) else ())]
    return frozenset(chapter_letter(code) for code in codes if isinstance(code, str))
