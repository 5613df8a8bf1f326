"""An introduction in toned words: its head, and each point with its day."""

from datetime import date

from rich.text import Text

from rekotui.casework.checklist import DONE, DROPPED, OPEN, Point
from rekotui.casework.guide import Vocabulary
from screens.checklist_messages import CHECKLIST, MARKS
from screens.widgets.toned_text import from_pieces
from screens.widgets.tones import Piece, Tone
from storage.checklist_reading import ChecklistFacts


def handled(facts: ChecklistFacts) -> int:
    """Return how many points are done or not needed."""
    return sum(point.state != OPEN for point in facts.points)


def who_words(facts: ChecklistFacts) -> str:
    """Return whose introduction it is."""
    return facts.who or CHECKLIST["own"]


def line_words(facts: ChecklistFacts) -> str:
    """Return an introduction as a line to choose."""
    ended = CHECKLIST["ended"].format(day=facts.line.closed_on) if facts.line.closed_on else ""
    return CHECKLIST["line"].format(
        who=who_words(facts), day=facts.starts_on, done=handled(facts), all=len(facts.points), ended=ended
    )


def head_words(facts: ChecklistFacts, on: date) -> Text:
    """Return the first day, how far it has come, and how much is late."""
    head = CHECKLIST["head"].format(day=facts.starts_on, done=handled(facts), all=len(facts.points))
    pieces: list[Piece] = [(head, Tone.STRONG)]
    late = sum(point.overdue(on) for point in facts.points)
    if facts.line.closed_on:
        pieces.append((CHECKLIST["head_ended"].format(day=facts.line.closed_on), Tone.MUTED))
    elif late:
        pieces.append((CHECKLIST["head_overdue"].format(count=late), Tone.WARNING))
    return from_pieces(pieces)


def point_lines(point: Point, on: date, words: Vocabulary) -> list[Text]:
    """Return a point: what is to be done, and under it until when, by whom, or when it was done."""
    text = from_pieces([(f"{MARKS[point.state]} ", Tone.ACCENT), (point.text, None)])
    text.no_wrap = False
    tone = Tone.WARNING if point.overdue(on) else Tone.MUTED
    parts = [_day_words(point, on)]
    if point.state == OPEN:
        parts += [CHECKLIST["needed"]] if point.required else []
        parts.append(words.roles[point.role])
    return [text, from_pieces([("  " + " · ".join(part for part in parts if part), tone)])]


def _day_words(point: Point, on: date) -> str:
    if point.state == DONE:
        return CHECKLIST["done"].format(day=point.done_on) if point.done_on else CHECKLIST["done_some_day"]
    if point.state == DROPPED:
        return CHECKLIST["dropped"]
    return CHECKLIST["overdue" if point.overdue(on) else "due"].format(day=point.due_on) if point.due_on else ""
