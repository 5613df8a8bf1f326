"""What has happened to a case, in words: notes, changes of status, and every row of the access log."""

from collections.abc import Sequence
from datetime import datetime

from rich.text import Text
from textual.content import Content

from rekotui.base.messages import FIELDS
from rekotui.casework.meeting import kinds
from rekotui.exchange.history_messages import EVENTS
from screens.case_words import status_words
from screens.messages import CASE, HISTORY, PRIVACY
from screens.widgets.toned_text import from_pieces, to_content
from screens.widgets.tones import Tone
from screens.work_words import consent_event_words, contact_words, event_words, fact_name, fact_value
from storage.reading import HistoryLine, NoteLine, StatusLine
from storage.work_reading import ContactLine

_RECENT = 8
_WHY = {
    "list": HISTORY["changed_by_list"],
    "undo": HISTORY["changed_by_undo"],
    "diagnosis_names": HISTORY["changed_by_names"],
}


def note_text(note: NoteLine, hide: bool) -> Content:
    """Return a note with its day, in as many lines as it has."""
    body = PRIVACY["text_hidden"] if hide else note.body
    first, *rest = body.split("\n")
    lines = [from_pieces([(f"{note.noted_on}  ", Tone.MUTED), (first, None)])]
    return to_content([*lines, *(from_pieces([(" " * 12 + line, None)]) for line in rest)])


def recent_lines(
    notes: Sequence[NoteLine], statuses: Sequence[StatusLine], hide: bool, contacts: Sequence[ContactLine] = ()
) -> list[Text]:
    """Return the newest notes, contacts and changes of status, newest first, a line each."""
    dated = [
        (
            note.noted_on,
            note.recorded_at,
            EVENTS["note.added"],
            _free_text(note.body.split("\n")[0], hide),
        )
        for note in notes
    ]
    dated += [
        (
            change.changed_on,
            change.recorded_at,
            EVENTS["case.status"],
            " · ".join(part for part in (status_words(change.status), _free_text(change.reason, hide)) if part),
        )
        for change in statuses
    ]
    dated += [
        (line.happened_on, line.recorded_at, EVENTS["contact.recorded"], contact_words(line, hide))
        for line in contacts
        if line.stands
    ]
    dated.sort(reverse=True)
    if not dated:
        return [from_pieces([(CASE["no_history"], Tone.MUTED)])]
    rows = [
        from_pieces([(f"{day}  ", Tone.MUTED), (f"{kind:<11} ", Tone.MUTED), (text, None)])
        for day, _at, kind, text in dated[:_RECENT]
    ]
    return [from_pieces([(CASE["recent"], Tone.MUTED)]), *rows]


def history_lines(history: Sequence[HistoryLine], hide: bool) -> list[Text]:
    """Return the whole history, newest first: when, what, and what it changed."""
    rows: list[Text] = []
    for line in history:
        word = EVENTS.get(line.action, HISTORY["other"].format(action=line.action))
        rows.append(from_pieces([(f"{_local(line.at)}  ", Tone.MUTED), (word, None), *_detail(line, hide)]))
    return rows or [from_pieces([(CASE["no_history"], Tone.MUTED)])]


def _free_text(text: str, hide: bool) -> str:
    """Return what somebody has written, or that it is hidden: it may say who it is about."""
    return PRIVACY["text_hidden"] if hide and text else text


def _detail(line: HistoryLine, hide: bool) -> list[tuple[str, Tone | None]]:
    payload = line.payload if isinstance(line.payload, dict) else {}
    if line.action == "case.status":
        status = status_words(str(payload.get("status", "")))
        said = HISTORY["status_line"].format(status=status, day=payload.get("on", ""))
        return [(f"  {said}", None), (f"  {_free_text(str(payload.get('reason') or ''), hide)}", Tone.MUTED)]
    if line.action.startswith(("contact.", "follow_up.")):
        return [(f"  {event_words(line.action, payload, hide)}", Tone.MUTED)]
    if line.action.startswith("meeting.") and (kind := kinds().get(str(payload.get("kind")))):
        return [(f"  {kind.label}", Tone.MUTED)]
    if line.action.startswith("consent."):
        return [(f"  {consent_event_words(payload)}", Tone.MUTED)]
    if line.action in ("case.facts", "case.rule_facts"):
        return [(f"  {_changes(payload, hide)}", Tone.MUTED)]
    if line.action.startswith("sick_leave."):
        return [(f"  {payload.get('first_day')} – {payload.get('last_day')}", Tone.MUTED)]
    return []


def _changes(payload: dict[object, object], hide: bool) -> str:
    changed = payload.get("changed")
    if not isinstance(changed, dict):
        return ""
    parts = []
    for field, pair in changed.items():
        name = FIELDS.get(str(field)) or fact_name(str(field))
        if hide or not isinstance(pair, list) or len(pair) != 2:
            parts.append(name)
        else:
            before, after = (
                fact_value(str(field), str(value)) if value not in ("", None) else HISTORY["empty"] for value in pair
            )
            parts.append(HISTORY["change"].format(field=name, before=before, after=after))
    why = _WHY.get(str(payload.get("why")))
    return ", ".join(parts) + (f" ({why})" if why else "")


def _local(at: str) -> str:
    """Return a moment of the log in local time, to the minute."""
    moment = datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone()
    return moment.strftime("%Y-%m-%d %H:%M")
