"""Contacts, follow-ups and the facts of the rules in words, with what names anybody hidden where it must be."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rich.text import Text

from rekotui.casework import contact as rules
from rekotui.casework.consent import PARTY
from rekotui.casework.consent import kinds as consent_kinds
from screens.messages import PRIVACY
from screens.privacy import shown
from screens.widgets.toned_text import from_pieces
from screens.widgets.tones import Piece, Tone
from screens.work_messages import CONTACT, FOLLOW_UP, GROUPS, INJURIES, PLANS, RULE_FACTS, SOURCES, YES_NO
from storage.work_reading import CaseFactLine, ContactLine, FollowUpLine

_INDENT = " " * 12
_WORDS = {
    "group_said": GROUPS,
    "applied": YES_NO,
    "aktivitetsersattning": YES_NO,
    "transport_need": YES_NO,
    "return_ruled_out": YES_NO,
    "agreed_shifts": YES_NO,
    "employer_plan": PLANS,
    "work_injury": INJURIES,
    "earlier_first_day_source": SOURCES,
}
_PERSONAL = ("fk_officer", "fk_phone", "employer_plan_why")
_SHOWN = (
    ("group_said",), ("earlier_first_day",), ("expected_days",), ("applied", "applied_said_on"),
    ("fk_decision_from", "fk_decision_to"), ("fk_officer", "fk_phone"), ("fk_refusal_on", "fk_answer_by"),
    ("fk_final_on",), ("sjukpenning_last_day",), ("aktivitetsersattning", "aktivitetsersattning_to"),
    ("preventive_from",), ("transport_need",), ("fk_need_on",),
    ("employer_plan", "employer_plan_said_on", "employer_plan_why"), ("return_ruled_out",), ("work_injury",),
)  # fmt: skip
_PER_ROW = 2
_NAMED = {"expected": "expected_days", "preventive": "preventive_from", "transport": "transport_need"}
"""The fact that a day belongs to, where it is not called the same."""


def contact_lines(line: ContactLine, hide: bool) -> list[Text]:
    """Return a contact: when, how, with whom and what became of it; then what was said."""
    struck = None if line.stands else Tone.STRUCK
    who = rules.short_party(line.party)
    if line.party_name:
        who += f" ({shown(line.party_name, hide)})"
    when = f"{line.happened_on}  "
    what = [rules.channels().get(line.channel, line.channel), who, rules.outcomes().get(line.outcome, line.outcome)]
    what += [line.clock] if line.clock else []
    what += [CONTACT["time"].format(minutes=line.minutes)] if line.minutes is not None else []
    what += [" ".join(line.codes)] if line.codes and line.stands else []
    what += [CONTACT["with"]] if line.with_patient and line.party != rules.PATIENT else []
    head: list[Piece] = [(when, Tone.MUTED), (" · ".join(what), struck)]
    if line.voided_on is not None:
        reason = CONTACT["was_voided"].format(day=line.voided_on, reason=_free(line.void_reason, hide))
        head.append((f"  {reason}", Tone.MUTED))
        if line.void_entered_on is not None and line.journaled_on is None:
            head.append((f"  {CONTACT['not_journaled']}", Tone.WARNING))
    elif line.replaced:
        head.append((f"  {CONTACT['was_replaced']}", Tone.MUTED))
    elif line.journaled_on is not None:
        head.append((f"  {CONTACT['journaled'].format(day=line.journaled_on)}", Tone.MUTED))
    elif line.gate and rules.counts_as_contact(line.outcome):
        head.append((f"  {CONTACT['not_journaled']}", Tone.WARNING))
    rows = [from_pieces(head)]
    rows += [_indented(part, struck) for part in _free(line.body, hide).split("\n") if part]
    if line.next_step:
        rows.append(_indented(CONTACT["next_line"].format(text=_free(line.next_step, hide)), struck or Tone.MUTED))
    return rows


def contact_words(line: ContactLine, hide: bool) -> str:
    """Return a contact in a line, for what happened last."""
    what = [rules.channels().get(line.channel, line.channel).lower(), rules.short_party(line.party)]
    if line.outcome != rules.HELD:
        what.append(rules.outcomes().get(line.outcome, line.outcome).lower())
    said = _free(line.body.split("\n")[0], hide)
    return " ".join(what) + (f": {said}" if said else "")


def follow_up_words(line: FollowUpLine, hide: bool) -> str:
    """Return what is watched and whom it hangs on, in a line."""
    parts = [rules.reasons().get(line.reason, line.reason)]
    if line.party:
        who = rules.short_party(line.party)
        parts.append(f"{who} ({shown(line.party_name, hide)})" if line.party_name else who)
    if line.body:
        parts.append(shown(" ".join(line.body.split()), hide))
    return " · ".join(parts)


def follow_up_line(line: FollowUpLine, on: date, hide: bool) -> list[Text]:
    """Return a follow-up of a case; an overdue one says so with a word."""
    pieces: list[Piece] = [(f"{line.due_on}  ", Tone.MUTED)]
    if line.state == "open":
        if (mark := due_mark(line.due_on, on)) is not None:
            pieces.append((f"{mark}  ", Tone.WARNING))
        return [from_pieces([*pieces, (follow_up_words(line, hide), None)])]
    ended = FOLLOW_UP[line.state].format(day=line.closed_on)
    rows = [from_pieces([*pieces, (follow_up_words(line, hide), Tone.MUTED), (f"  {ended}", Tone.MUTED)])]
    if line.answer:
        rows.append(_indented(_free(line.answer, hide), Tone.MUTED))
    return rows


def due_mark(due_on: date, on: date) -> str | None:
    """Return the word for a promise whose day is here or past, None for one to come."""
    if due_on < on:
        return FOLLOW_UP["overdue"]
    return FOLLOW_UP["today"] if due_on == on else None


def rule_fact_lines(facts: CaseFactLine, hide: bool) -> list[Text]:
    """Return the known facts that rules need, two a line; nothing where none is known."""
    known = [words for names in _SHOWN if (words := _fact_words(facts, names, hide))]
    rows = []
    for at in range(0, len(known), _PER_ROW):
        pieces: list[Piece] = []
        for label, value in known[at : at + _PER_ROW]:
            pieces += [(f"{label} ", Tone.MUTED), (f"{value}   ", None)]
        rows.append(from_pieces(pieces))
    return [from_pieces([(RULE_FACTS["heading"], Tone.MUTED)]), *rows] if rows else []


def _fact_words(facts: CaseFactLine, names: Sequence[str], hide: bool) -> tuple[str, str] | None:
    values = [(name, facts.values.get(name)) for name in names]
    known = [_value(name, str(value), hide) for name, value in values if value not in ("", None)]
    if not known or (facts.values.get(names[0]) in ("", None) and len(names) == 1):
        return None
    return RULE_FACTS[names[0]], " – ".join(known) if names[0] == "fk_decision_from" else " ".join(known)


def _value(name: str, value: str, hide: bool) -> str:
    if name in _PERSONAL:
        return shown(value, hide)
    if name == "expected_days":
        return f"{value} {RULE_FACTS['days_hint']}"
    return fact_value(name, value)


def event_words(action: str, payload: Mapping[object, object], hide: bool) -> str:
    """Return what the history tells of a contact or a follow-up."""
    if action == "contact.recorded":
        words = (rules.channels(), rules.outcomes())
        said = [kind.get(str(payload.get(name)), "") for kind, name in zip(words, ("channel", "outcome"), strict=True)]
        return " · ".join([str(payload.get("on")), *said, rules.short_party(str(payload.get("party")))])
    due = payload.get("due")
    days = " → ".join(str(day) for day in due) if isinstance(due, list) else str(due or "")
    why = str(payload.get("reason") or payload.get("answer") or payload.get("why") or "")
    text = rules.reasons().get(why, _free(why, hide)) if action == "follow_up.added" else _free(why, hide)
    state = FOLLOW_UP.get(f"ended_{payload.get('state')}", "")
    return " · ".join(part for part in (state, days, text) if part)


def consent_event_words(payload: Mapping[object, object]) -> str:
    """Return what the history tells of an event in the consent log: nobody's name is in it."""
    kind, party = str(payload.get("kind") or ""), str(payload.get("party") or "")
    about = consent_kinds().get(kind, "") if kind != PARTY else rules.short_party(party)
    when = " ".join(str(payload.get(name) or "") for name in ("on", "clock")).strip()
    return " · ".join(part for part in (when, about) if part)


def fact_name(field: str) -> str:
    """Return the label of a fact that rules need, also of the day it was said and of where it is from."""
    for ending, word in (("_said_on", RULE_FACTS["said_on"]), ("_source", RULE_FACTS["source"])):
        if field.endswith(ending):
            about = field.removesuffix(ending)
            return f"{RULE_FACTS.get(_NAMED.get(about, about), about)} {word}"
    return RULE_FACTS.get(field, field)


def fact_value(name: str, value: str) -> str:
    """Return a fact's value as it is read; one without a word for it stays as it is."""
    return _WORDS[name].get(value, value).lower() if name in _WORDS else value


def _indented(text: str, tone: Tone | None) -> Text:
    return from_pieces([(_INDENT + text, tone)])


def _free(text: str, hide: bool) -> str:
    """Return what somebody has written, or that it is hidden: it may say who it is about."""
    return PRIVACY["text_hidden"] if hide and text else text


def counted(word: str, items: Iterable[object]) -> str:
    """Return a tab's label with how many there are, or without a number for none."""
    return word.format(count=sum(1 for _ in items) or "").strip()
