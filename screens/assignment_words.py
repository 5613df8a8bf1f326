"""The right to screen, in words: an assignment in a line, and what holds today."""

from datetime import date

from rekotui.casework.assignment import ENDED, ENDING, EXPIRED, state
from rekotui.casework.assignment import last_day as last_day_of
from screens.review_messages import ASSIGNMENT, ASSIGNMENT_STATES
from screens.widgets.tones import Piece, Tone
from storage.assignment_reading import AssignmentLine


def assignment_words(line: AssignmentLine, on: date, warn_days: int) -> str:
    """Return an assignment in a line: by whom, for what unit, from when to when, and how it stands."""
    return ASSIGNMENT["line"].format(
        given_by=line.given_by,
        unit=line.unit or ASSIGNMENT["all_units"],
        starts_on=line.starts_on,
        ends_on=line.ends_on,
        state=ASSIGNMENT_STATES[state(line, on, warn_days).code],
    )


def can_be_ended(line: AssignmentLine, on: date, warn_days: int) -> bool:
    """Return whether an assignment holds, or will."""
    return line.ended_on is None and state(line, on, warn_days).code not in (ENDED, EXPIRED)


def right_words(assignment: AssignmentLine | None, excepted: bool, on: date, warn_days: int) -> Piece:
    """Return what gives the right to go through a list today: an assignment, a logged exception, or no need of one."""
    if assignment is not None:
        now, ends_on = state(assignment, on, warn_days), last_day_of(assignment)
        if now.code != ENDING:
            return ASSIGNMENT["holds"].format(given_by=assignment.given_by, ends_on=ends_on), Tone.MUTED
        when = {0: ASSIGNMENT["ending_today"], 1: ASSIGNMENT["ending_tomorrow"]}.get(
            now.days_left, ASSIGNMENT["ending_days"].format(days=now.days_left)
        )
        words = ASSIGNMENT["ending"].format(given_by=assignment.given_by, when=when, ends_on=ends_on)
        return words, Tone.WARNING
    if excepted:
        return ASSIGNMENT["exception"], Tone.WARNING
    return ASSIGNMENT["none"], Tone.MUTED
