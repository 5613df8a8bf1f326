"""What is decided about a person of a review, why she is asked about, and what marks her out: for prompt and screen."""

from collections.abc import Iterator

from rekotui.casework import screening
from rekotui.exchange.messages import MONTHS, REASON_HIDDEN, SCREENING_DECISIONS, SCREENING_MARKS, SCREENING_WHY
from rekotui.exchange.review_people import Person


def state(person: Person) -> str:
    """Return why she is asked about, or what has been decided, in a word or two; nothing where her case says all."""
    if person.asked:
        return SCREENING_WHY[person.why[0]][0]
    made = person.decision
    if made is None or person.gone or (person.case is not None and person.case.known.active):
        return ""
    until = made.wait_until or made.decided_on
    return SCREENING_DECISIONS[made.decision][0].format(short=f"{until.day} {MONTHS[until.month - 1]}")


def why(person: Person) -> str:
    """Return in full why she needs a decision; nothing when she does not."""
    until = person.decision.wait_until if person.decision else None
    return ", ".join(SCREENING_WHY[code][1].format(until=until) for code in person.why)


def decided(person: Person, *, hide: bool = False) -> str:
    """Return in full what was decided last, with its reason; with `hide` only that there was one."""
    made = person.decision
    if made is None:
        return ""
    words = SCREENING_DECISIONS[made.decision][1].format(until=made.wait_until, day=made.decided_on)
    reason = REASON_HIDDEN if hide and made.reason else made.reason
    return f"{words}: {reason}" if reason else words


def marks_in_short(person: Person, limit: int) -> str:
    """Return the marks in one breath; a wrong end that the doctor knows of is none any more.

    `limit` is the day before which people should be found (rules.md H 5).
    """
    return " ".join(
        SCREENING_MARKS[mark.code][0].format(limit=limit)
        for mark in person.marks
        if not (mark.code == screening.FAR_END and person.told_of_end)
    )


def marks_in_full(person: Person, limit: int) -> Iterator[str]:
    """Give each mark with what it means."""
    for mark in person.marks:
        yield SCREENING_MARKS[mark.code][1].format(number=mark.number, limit=limit)
