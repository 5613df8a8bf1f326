"""Earlier interviews of a case beside each other, masked once so that no face of it can forget to."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rekotui.casework.guide import Guides
from rekotui.casework.guide_messages import MASKED
from rekotui.casework.interview_comparison import Change, Series, Talk, changes, series
from rekotui.exchange.comparison_messages import COMPARE, RULERS
from storage.interview_reading import interviews_of, stored_sheet
from storage.reading import CaseLine, Reader

GUIDES = ("kartlaggning", "planuppfoljning")


class Comparison(NamedTuple):
    """All talks of a case, oldest first, the rulers over time, and what has changed between two of the talks.

    `masked`: something sensitive is there and was not asked for.
    """

    case: CaseLine
    talks: tuple[Talk, ...]
    before: Talk | None
    now: Talk | None
    series: tuple[Series, ...]
    changes: tuple[Change, ...]
    masked: bool


def comparison(reader: Reader, case: CaseLine, guides: Guides, *, sensitive: bool, steps_back: int = 1) -> Comparison:
    """Return a case's talks beside each other: the newest, and the one so many steps before it.

    Of a protected identity everything that somebody has written is masked (design 4).
    """
    talks = _talks(reader, case, guides)
    now = talks[-1] if talks else None
    before = talks[max(len(talks) - 1 - steps_back, 0)] if len(talks) > 1 else None
    rulers, changed = series(talks), changes(before.sheet, now.sheet) if before and now else ()
    covered = any(each.sensitive for each in rulers) or any(each.sensitive for each in changed)
    return Comparison(
        case,
        talks,
        before,
        now,
        tuple(each for each in rulers if sensitive or not each.sensitive),
        tuple(_shown(each, case, sensitive) for each in changed),
        covered and not sensitive,
    )


def short_name(ruler: Series) -> str:
    """Return a ruler in a word or two; the question itself for one that has no shorter name."""
    return RULERS.get(ruler.key, ruler.question)


def change_lines(change: Change) -> Iterator[tuple[str, str]]:
    """Yield a change as (key of COMPARE, text): what is new and what is gone, or what was and what is."""
    if change.new or change.gone:
        yield from (("new", text) for text in change.new)
        yield from (("gone", text) for text in change.gone)
        return
    yield "was", change.before or COMPARE["unanswered"]
    yield "is", change.now or COMPARE["unanswered"]


def as_json(found: Comparison) -> dict[str, object]:
    """Return the keys of `interview --compare --json`."""
    return {
        "case": found.case.number,
        "talks": [
            {"interview": each.number, "guide": each.sheet.guide.id, "date": _iso(each.on)} for each in found.talks
        ],
        "before": found.before.number if found.before else None,
        "now": found.now.number if found.now else None,
        "rulers": [
            {
                "question": each.key,
                "name": short_name(each),
                "direction": each.direction,
                "trend": each.trend or None,
                "points": [{"date": _iso(point.on), "value": point.value} for point in each.points],
            }
            for each in found.series
        ],
        "changes": [
            {
                "question": each.key,
                "section": each.section,
                "text": each.question,
                "before": None if each.before == MASKED else each.before or None,
                "now": None if each.now == MASKED else each.now or None,
                "new": list(each.new),
                "gone": list(each.gone),
                "sensitive": each.sensitive,
                "masked": MASKED in (each.before, each.now),
            }
            for each in found.changes
        ],
    }


def _talk(each: Talk) -> dict[str, object]:
    return {"interview": each.number, "guide": each.sheet.guide.id, "date": _iso(each.on)}


def _talks(reader: Reader, case: CaseLine, guides: Guides) -> tuple[Talk, ...]:
    lines = [line for line in interviews_of(reader, case.case_id) if line.guide in GUIDES and not line.voided_on]
    found = []
    for line in sorted(lines, key=lambda each: (each.started_on, each.interview_id)):
        stored = stored_sheet(reader, line.interview_id, guides)
        if stored is not None:
            found.append(Talk(line.interview_id, line.started_on, stored.sheet))
    return tuple(found)


def _shown(each: Change, case: CaseLine, sensitive: bool) -> Change:
    if (each.sensitive and not sensitive) or (case.protected and each.written):
        before, now = (MASKED if text else "" for text in (each.before, each.now))
        return each._replace(before=before, now=now, new=(), gone=())
    return each


def _iso(day: date) -> str:
    return day.isoformat()
