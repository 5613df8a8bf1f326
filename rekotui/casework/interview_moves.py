"""Moving in a sheet: the next question, the one before, the first of a section, where to go on, one by its words."""

from rekotui.casework.fold import fold
from rekotui.casework.guide import PROTECTED
from rekotui.casework.interview import UNSEEN, Asked, Place, Sheet, asked, visible


def after(sheet: Sheet, place: Place) -> Place | None:
    """Return the next place that the form asks, None at the end; from a hidden place, the first that comes after it."""
    here = _order(sheet, place)
    return next((one.place for one in asked(sheet) if _order(sheet, one.place) > here), None)


def before(sheet: Sheet, place: Place) -> Place | None:
    """Return the place that the form asks before this one, None at the beginning."""
    here = _order(sheet, place)
    return next((one.place for one in reversed(asked(sheet)) if _order(sheet, one.place) < here), None)


def start_of(sheet: Sheet, section: str) -> Place | None:
    """Return the section's first question that is not yet handled, else its first; None if it asks nothing."""
    return _open_first([one for one in asked(sheet) if one.section.id == section])


def resume(sheet: Sheet) -> Place | None:
    """Return where to go on: the first question that nobody has looked at, else the first of all."""
    return _open_first(list(asked(sheet)))


def find(sheet: Sheet, text: str) -> tuple[Asked, ...]:
    """Return the shown questions with all of these words in their text, in file order; protected ones are never found.

    What was answered is not searched. A question that the core form leaves out is found as well.
    """
    words = fold(text).split()
    if not words:
        return ()
    open_ = [one for one in visible(sheet) if one.question.protection != PROTECTED]
    return tuple(one for one in open_ if _has(one, words))


def _has(one: Asked, words: list[str]) -> bool:
    there = fold(f"{one.section.title} {one.question.text}")
    return all(word in there for word in words)


def _open_first(questions: list[Asked]) -> Place | None:
    fresh = [one for one in questions if one.answer.state == UNSEEN]
    return next((one.place for one in fresh or questions), None)


def _order(sheet: Sheet, place: Place) -> tuple[int, int, int]:
    """Return a place's rank in the sheet: section, row, question."""
    for number, section in enumerate(sheet.guide.sections):
        for rank, question in enumerate(section.questions):
            if question.id == place.question:
                rows = sheet.rows.get(section.id, ())
                return number, rows.index(place.row) if place.row in rows else place.row, rank
    raise KeyError(place.question)
