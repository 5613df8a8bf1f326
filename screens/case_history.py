"""A note of a case in words, and what a row of the access log changed."""

from textual.content import Content

from rekotui.base.messages import FIELDS
from rekotui.casework.meeting import kinds
from screens.case_words import status_words
from screens.messages import HISTORY, PRIVACY
from screens.widgets.toned_text import from_pieces, to_content
from screens.widgets.tones import Tone
from screens.work_words import consent_event_words, event_words, fact_name, fact_value
from storage.reading import NoteLine

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


def _free_text(text: str, hide: bool) -> str:
    """Return what somebody has written, or that it is hidden: it may say who it is about."""
    return PRIVACY["text_hidden"] if hide and text else text


def log_detail(action: str, told: object, hide: bool) -> str:
    """Return what a row of the access log tells beside its word, "" for nothing; `told` is its payload."""
    payload = told if isinstance(told, dict) else {}
    if action == "case.status":
        status = status_words(str(payload.get("status", "")))
        said = HISTORY["status_line"].format(status=status, day=payload.get("on", ""))
        return f"{said}  {_free_text(str(payload.get('reason') or ''), hide)}"
    if action.startswith(("contact.", "follow_up.")):
        return event_words(action, payload, hide)
    if action.startswith("meeting.") and (kind := kinds().get(str(payload.get("kind")))):
        return kind.label
    if action.startswith("consent."):
        return consent_event_words(payload)
    if action in ("case.facts", "case.rule_facts"):
        return _changes(payload, hide)
    if action.startswith("sick_leave."):
        return f"{payload.get('first_day')} – {payload.get('last_day')}"
    return ""


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
