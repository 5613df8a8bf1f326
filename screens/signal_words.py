"""Signals in words: the next step of a case, the preview, and everything behind ”Varför ser jag detta?”."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING

from rich.text import Text

from rekotui.casework.contact import short_party
from rekotui.casework.messages import FACTS
from rekotui.casework.signal import SEVERITIES, URGENT
from screens.messages import MONTHS, PRIVACY, WEEKDAYS
from screens.privacy import shown
from screens.today_messages import DESK_KEYS, MARKS, TODAY, URGENCY_WORDS, WHY
from screens.widgets.toned_text import from_pieces, toned
from screens.widgets.tones import Piece, Tone
from storage.reading import CaseLine
from storage.signal_reading import AnswerLine, SignalLine
from storage.work_reading import FollowUpLine

if TYPE_CHECKING:
    from rekotui.casework.rules import Rules

Signals = Sequence[SignalLine]
_LABEL = 12
_ROOM = 68
"""Cells of a line in the box that says why."""


def day_words(day: date, on: date) -> str:
    """Return a day as one says it: weekday, day and month, and the year where it is another."""
    year = f" {day.year}" if day.year != on.year else ""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{year}"


def short_day(day: date, on: date) -> str:
    """Return a day in the fewest letters: day and month, and the year where it is another."""
    return f"{day.day} {MONTHS[day.month - 1]}{f' {day.year}' if day.year != on.year else ''}"


def urgency_word(signal: SignalLine) -> str:
    """Return how soon a signal matters, in a word or two."""
    return URGENCY_WORDS[SEVERITIES[signal.severity]]


def signal_mark(signal: SignalLine) -> Text:
    """Return the sign at the left of what it is about: ! where it is urgent, · otherwise."""
    return toned("!", Tone.WARNING) if signal.severity == URGENT else toned("·", Tone.MUTED)


def next_step(line: CaseLine, signals: Signals, on: date, hide: bool) -> str:
    """Return the nearest promise with its day, else the title of what is most urgent, "" where there is nothing.

    What she has written of a promise may say who it is about: it is hidden with the person.
    """
    if line.next_step and line.next_on is not None:
        return TODAY["step"].format(day=short_day(line.next_on, on), step=shown(line.next_step, hide))
    return signals[0].title if signals else ""


def waiting_cell(line: CaseLine, on: date) -> str:
    """Return whom a case waits for in a cell, and until when if the next step does not say that day already."""
    if not line.waiting_for:
        return ""
    party = short_party(line.waiting_for)
    if line.waiting_until is None or line.waiting_until == line.next_on:
        return party
    return TODAY["waiting_cell"].format(party=party, day=short_day(line.waiting_until, on))


def contact_words(line: CaseLine, on: date) -> str:
    """Return whom a case waits for, and when somebody was last met, in a sentence."""
    parts = []
    if line.waiting_for:
        party = short_party(line.waiting_for)
        until = line.waiting_until
        kind = "waiting" if until is None else "waiting_until"
        parts.append(TODAY[kind].format(party=party, day=day_words(until, on) if until else ""))
    last = line.last_contact_on
    parts.append(TODAY["last_contact"].format(day=day_words(last, on)) if last else TODAY["no_contact"])
    return " · ".join(parts)


def signals_in_short(signals: Signals) -> Text:
    """Return the most urgent signal with its law, and how many more there are, on one line."""
    if not signals:
        return from_pieces([(TODAY["quiet"], Tone.MUTED)])
    first = signals[0]
    pieces: list[Piece] = [(f"{urgency_word(first).capitalize()}: ", _tone(first)), (first.title, None)]
    pieces.append((f" · {first.law}", Tone.MUTED))
    if len(signals) > 1:
        pieces.append((" · " + TODAY["more_short"].format(count=len(signals) - 1), Tone.MUTED))
    return from_pieces(pieces)


def signal_lines(signals: Signals, on: date, most: int = 5) -> list[Text]:
    """Return signals with day and law, the most urgent first and in full; at most `most` of them."""
    rows: list[Text] = []
    for at, signal in enumerate(signals[:most]):
        rows.append(next_line(signal, on))
        rows += [from_pieces([("  " + signal.text, None)])] if at == 0 else []
        rows.append(from_pieces([("  " + signal.law, Tone.MUTED)]))
    if len(signals) > most:
        rows.append(from_pieces([(TODAY["more"].format(count=len(signals) - most), Tone.MUTED)]))
    return rows or [from_pieces([(TODAY["quiet"], Tone.MUTED)])]


def desk_words(signals: Signals) -> str:
    """Return the signals of the desk on one line, each with what does something about it; of each rule the newest."""
    newest: dict[str, SignalLine] = {}
    for signal in signals:
        if signal.rule not in newest or newest[signal.rule].starts_on < signal.starts_on:
            newest[signal.rule] = signal
    told = []
    for signal in newest.values():
        key = DESK_KEYS.get(signal.rule)
        told.append(TODAY["desk"].format(title=signal.title, key=key) if key else signal.title)
    return " · ".join(told)


def next_line(signal: SignalLine, on: date) -> Text:
    """Return one signal on a line: sign, title, how soon, and the day it is about."""
    said = urgency_word(signal)
    if signal.due_on is not None:
        said += ", " + TODAY["due"].format(day=day_words(signal.due_on, on))
    mark = "!" if signal.severity == URGENT else "·"
    return from_pieces([(f"{mark} ", _tone(signal)), (signal.title, None), (f"  {said}", Tone.MUTED)])


def with_promises(signals: Signals, follow_ups: Iterable[FollowUpLine], hide: bool) -> Signals:
    """Return the signals, those of follow-ups with what was promised: the rule itself keeps no words of hers."""
    told = {str(line.follow_up_id): shown(line.body, hide) for line in follow_ups if line.body}
    return [
        signal._replace(title=TODAY["promise"].format(title=signal.title, what=told[signal.key]))
        if signal.rule == "follow_up" and signal.key in told
        else signal
        for signal in signals
    ]


def next_steps(
    line: CaseLine, signals: Signals, on: date, hide: bool, promises: Iterable[FollowUpLine] = ()
) -> list[Text]:
    """Return what a case needs, for its overview: the nearest promise, every signal in force, whom it waits for."""
    rows = [from_pieces([(TODAY["next"], Tone.STRONG), (f"  {TODAY['why']}", Tone.MUTED)])]
    if line.next_step and line.next_on is not None:
        rows.append(Text("· " + next_step(line, (), on, hide)))
    rows += [next_line(signal, on) for signal in with_promises(signals, promises, hide)]
    if len(rows) == 1:
        rows = [from_pieces([(TODAY["next"], Tone.STRONG), (f"  {TODAY['quiet']}", Tone.MUTED)])]
    return [*rows, from_pieces([(contact_words(line, on), Tone.MUTED)])]


def why_lines(signals: Signals, answers: Sequence[AnswerLine], rules: "Rules", on: date, hide: bool) -> list[Text]:
    """Return everything behind the signals of a case: words, rule, law, source, facts, and the answers so far."""
    rows: list[Text] = []
    for signal in signals:
        rows += [*_why(signal, rules, on), Text("")]
    if not signals:
        rows += [from_pieces([(WHY["none"], Tone.MUTED)]), Text("")]
    if answers:
        rows.append(from_pieces([(WHY["answers"], Tone.STRONG)]))
        rows += [Text(_answered(answer, rules, on, hide)) for answer in answers]
    return rows


def _why(signal: SignalLine, rules: "Rules", on: date) -> list[Text]:
    rule = rules.rules.get(signal.rule)
    since = WHY["severity"].format(severity=urgency_word(signal), since=day_words(signal.starts_on, on))
    mark = "!" if signal.severity == URGENT else "·"
    title = from_pieces([(f"{mark} ", _tone(signal)), (signal.title, Tone.STRONG), (f"  {since}", Tone.MUTED)])
    source = signal.source
    named = WHY["unknown_rule"]
    if rule is not None:
        named = WHY["rule_own" if rule.row is None else "rule_row"].format(title=rule.title, row=rule.row)
        sure = "; ".join(MARKS.get(mark, mark) for mark in rule.mark.split("/"))
        source = f"{source} ({sure})"
    told = (
        (WHY["todo"], signal.todo),
        (WHY["rule"], named),
        (WHY["law"], signal.law),
        (WHY["source"], source),
        (WHY["facts"], facts_in_words(signal.facts, on)),
    )
    rows = [title, *(Text("  " + part) for part in wrap(signal.text, _ROOM - 2))]
    return rows + [row for label, text in told if text for row in _labelled(label, text)]


def facts_in_words(facts: Mapping[str, object], on: date) -> str:
    """Return what a signal was derived from in Swedish words; what is not known, or has no name, is left out."""
    told = [
        WHY["fact"].format(name=FACTS[name], value=_value(value, on))
        for name, value in facts.items()
        if name in FACTS and value not in (None, "")
    ]
    return "; ".join(told) or WHY["no_facts"]


def _value(value: object, on: date) -> str:
    if isinstance(value, bool):
        return WHY["yes"] if value else WHY["no"]
    try:
        return day_words(date.fromisoformat(str(value)), on)
    except ValueError:
        return str(value)


def _answered(answer: AnswerLine, rules: "Rules", on: date, hide: bool) -> str:
    rule = rules.rules.get(answer.rule)
    reason = PRIVACY["text_hidden"] if hide and answer.reason else answer.reason
    return (
        WHY["dismissed" if answer.until is None else "postponed"]
        .format(
            title=rule.title if rule else WHY["unknown_rule"],
            day=day_words(answer.answered_on, on),
            until=day_words(answer.until, on) if answer.until else "",
            reason=reason,
        )
        .rstrip()
    )


def _labelled(label: str, text: str) -> list[Text]:
    first, *rest = wrap(text, _ROOM - _LABEL - 2)
    lines = [from_pieces([(f"  {label:<{_LABEL}}", Tone.MUTED), (first, None)])]
    return lines + [Text(" " * (_LABEL + 2) + part) for part in rest]


def _tone(signal: SignalLine) -> Tone:
    return Tone.WARNING if signal.severity == URGENT else Tone.MUTED
