"""A meeting in words: its line in the list, what it demands, and what was promised."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rich.text import Text

from rekotui.casework.consent import Ledger
from rekotui.casework.contact import HELD
from rekotui.casework.meeting import Participant, kind_of, outcome_of, states
from rekotui.casework.meeting_demands import Demand, Known, demands, missing
from rekotui.casework.meeting_note import by_whom, people_lines, promise_lines
from rekotui.exchange.meeting_record import sketch_of
from screens.meeting_messages import MEETING, MEETINGS
from screens.privacy import shown
from screens.widgets.toned_text import from_pieces
from screens.widgets.tones import Piece, Tone
from storage.meeting_reading import MeetingLine, Promise

_STATE = 11


def meeting_line(line: MeetingLine, ledger: Ledger, known: Known, on: date) -> Text:
    """Return a meeting in a line: when, what has become of it, what it is, what is missing."""
    when = f"{line.on} {line.clock}".strip() if line.on else MEETINGS["no_day"]
    gone = not line.open and outcome_of(line.state) != HELD
    tone = Tone.MUTED if gone else None
    pieces: list[Piece] = [(f"{when:<16}  ", Tone.MUTED), (f"{states()[line.state]:<{_STATE}}  ", tone)]
    pieces.append((kind_of(line.kind).label, tone or Tone.STRONG))
    lacks = 0 if gone else len(missing(sketch_of(line), ledger, known, on))
    if lacks:
        pieces.append(("  " + MEETINGS["missing"].format(count=lacks), Tone.WARNING))
    if outcome_of(line.state) == HELD and line.journaled_on is None:
        pieces.append(("  " + MEETINGS["not_journaled"], Tone.MUTED))
    return from_pieces(pieces)


def detail_lines(
    line: MeetingLine, ledger: Ledger, known: Known, on: date, promises: Mapping[int, Promise], hide: bool
) -> list[Text]:
    """Return all there is to say of a meeting: what it demands, who was there, what was promised."""
    kind = kind_of(line.kind)
    rows = [
        from_pieces([(MEETING["remember"].format(law=kind.law, mark=kind.mark, remember=kind.remember), Tone.MUTED)])
    ]
    if line.purpose or line.reason:
        rows += [_plain(shown(text, hide)) for text in (line.purpose, _reason(line)) if text]
    rows += [_plain(text) for text in people_lines(line.state, _masked(line.participants, hide))]
    for heading in kind.headings:
        if text := line.notes.get(heading.id, ""):
            told = " ".join(shown(text, hide).split())
            rows.append(from_pieces([(f"{heading.label}: ", Tone.MUTED), (told, None)]))
    for each in line.agreements:
        promise = promises.get(each.follow_up_id or 0)
        shown_one = each._replace(what=shown(each.what, hide), name=shown(each.name, hide))
        due = promise.due_on if promise else each.due_on
        told = MEETINGS["promise"].format(what=shown_one.what, who=by_whom(shown_one), day=due)
        state = MEETINGS[f"state_{promise.state}"] if promise else ""
        rows.append(from_pieces([("· ", Tone.MUTED), (told, None), (f"  {state}", Tone.MUTED)]))
    return [*rows, *demand_lines(demands(sketch_of(line), ledger, known, on))]


def demand_lines(found: Sequence[Demand]) -> list[Text]:
    """Return what a meeting demands: what is missing a line each, those first that stop it; what is there in one."""
    order = sorted((each for each in found if not each.met), key=lambda each: not each.stops)
    rows = []
    for each in order:
        words = MEETING["unsure" if each.met is None else "lacks"].format(what=each.words)
        rows.append(from_pieces([(words, Tone.WARNING if each.stops else None)]))
    there = " ".join(each.words for each in found if each.met)
    if there:
        rows.append(from_pieces([(MEETING["have"].format(what=there), Tone.MUTED)]))
    return rows


def promised_words(line: MeetingLine, hide: bool) -> str:
    """Return the promises that are watched already, in a sentence; "" for none."""
    if not line.agreements:
        return ""
    kept = (each._replace(what=shown(each.what, hide), name=shown(each.name, hide)) for each in line.agreements)
    return MEETING["promised"].format(what=" ".join(promise_lines(kept)))


def _masked(participants: Iterable[Participant], hide: bool) -> list[Participant]:
    return [each._replace(name=shown(each.name, hide)) for each in participants]


def _reason(line: MeetingLine) -> str:
    return MEETINGS["reason"].format(text=line.reason) if line.reason else ""


def _plain(text: str) -> Text:
    return from_pieces([(text, None)])
