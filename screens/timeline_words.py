"""One thing on a case's line of time in words: a line in the table, and all of it in a box."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rich.text import Text

from rekotui.casework import contact as contacts
from rekotui.casework.consent import words as consent_code_words
from rekotui.casework.plan import words as plan_words
from rekotui.exchange.history_messages import EVENTS
from screens.case_history import log_detail
from screens.case_words import status_words
from screens.consent_messages import CONSENTS
from screens.consent_words import who_words
from screens.desk import Desk
from screens.messages import CASE, HISTORY, PRIVACY
from screens.privacy import shown
from screens.timeline_messages import GUIDES, KIND_WORDS, TIMELINE
from screens.widgets.columns import Column, TableRow, cut
from screens.widgets.toned_text import from_pieces
from screens.widgets.tones import Piece, Tone
from screens.work_messages import FOLLOW_UP
from storage import timeline
from storage.timeline import LOG, VOIDED, TimelineLine

Told = Mapping[str, Any]

COLUMNS = (
    Column("on", TIMELINE["on"], 10, priority=95),
    Column("kind", TIMELINE["kind"], 12, priority=80),
    Column("what", TIMELINE["what"], 20, flex=True, priority=90),
    Column("journal", TIMELINE["journal"], 7, priority=85),
)
_MOST_CELLS = 160
"""On the overview a long note takes no more room than this."""


def line_words(line: TimelineLine, hide: bool) -> str:
    """Return what happened in a line, without its day and kind."""
    return " ".join(WORDS[line.kind](line.told, hide).split())


def table_row(line: TimelineLine, hide: bool) -> TableRow:
    """Return it as a row; what no longer stands is struck through, and a word says why."""
    words: Piece = (line_words(line, hide), Tone.STRUCK if line.state else None)
    pieces = [(f"{TIMELINE[line.state]}: ", Tone.WARNING if line.state == VOIDED else Tone.MUTED)] if line.state else []
    kind = f"{KIND_WORDS[line.kind]}" if line.kind != LOG else line.clock
    cells = (line.on.isoformat(), from_pieces([(kind, Tone.MUTED)]), from_pieces([*pieces, words]), _journal(line))
    return TableRow(line.key, cells)


def recent_lines(lines: Sequence[TimelineLine], hide: bool) -> list[Text]:
    """Return what happened last, for the overview: day, kind, words, and whether it is missing in the record."""
    if not lines:
        return [from_pieces([(CASE["no_history"], Tone.MUTED)])]
    rows = [from_pieces([(CASE["recent"], Tone.MUTED)])]
    for line in lines:
        pieces: list[Piece] = [(f"{line.on}  {KIND_WORDS[line.kind]:<12} ", Tone.MUTED)]
        if line.state:
            pieces.append((f"{TIMELINE[line.state]}: ", Tone.MUTED))
        pieces.append((cut(line_words(line, hide), _MOST_CELLS), Tone.STRUCK if line.state else None))
        if line.missing:
            pieces.append((f"  {TIMELINE['not_journaled']}", Tone.WARNING))
        rows.append(from_pieces(pieces))
    return rows


def detail_lines(line: TimelineLine, hide: bool) -> list[Text]:
    """Return all there is to say of one: for a box to read."""
    head = " ".join(part for part in (line.on.isoformat(), line.clock, KIND_WORDS[line.kind]) if part)
    rows = [from_pieces([(head, Tone.STRONG)])]
    if line.state:
        rows.append(from_pieces([(TIMELINE[line.state].capitalize(), Tone.WARNING)]))
    texts = [line_words(line._replace(told={**line.told, "body": ""}), hide)]
    for name in ("body", "answer"):
        texts += _free(str(line.told.get(name) or ""), hide).split("\n")
    if why := line.told.get("void_reason"):
        texts.append(TIMELINE["reason"].format(reason=_free(str(why), hide)))
    if line.due or line.journaled_on:
        texts.append(TIMELINE["journaled_on" if line.journaled_on else "missing"].format(day=line.journaled_on))
    return [*rows, *(from_pieces([(text, None)]) for text in texts if text.strip())]


class TimelineRows:
    """The rows of a kind for the table, read a page at a time, in threads; remembers the lines it has shown."""

    def __init__(self, desk: Desk, case_id: int, kind: str, hide: bool) -> None:
        self._desk, self._case_id, self._kind, self._hide = desk, case_id, kind, hide
        self.lines: dict[str, TimelineLine] = {}

    def count(self) -> int:
        """Return the number of rows."""
        return self._desk.read_now(lambda reader: timeline.count(reader, self._case_id, self._kind))

    def page(self, offset: int, limit: int) -> Sequence[TableRow]:
        """Return at most `limit` rows from row `offset`."""
        asked = (self._case_id, self._kind, offset, limit)
        found = self._desk.read_now(lambda reader: timeline.page(reader, *asked))
        self.lines.update((line.key, line) for line in found)
        return [table_row(line, self._hide) for line in found]

    def index_of(self, key: str) -> int | None:
        """Return where a row now stands."""
        return self._desk.read_now(lambda reader: timeline.place_of(reader, self._case_id, self._kind, key))


def _journal(line: TimelineLine) -> Text | str:
    if line.journaled_on is not None:
        return TIMELINE["journaled"]
    return from_pieces([(TIMELINE["not_journaled"], Tone.WARNING)]) if line.due else ""


def _free(text: str, hide: bool) -> str:
    """Return what somebody has written, or that it is hidden: it may say who it is about."""
    return PRIVACY["text_hidden"] if hide and text else text


def _who(told: Told, hide: bool) -> str:
    who = contacts.short_party(str(told["party"]))
    return f"{who} ({shown(str(told['party_name']), hide)})" if told["party_name"] else who


def _contact(told: Told, hide: bool) -> str:
    what = f"{contacts.channels().get(told['channel'], told['channel'])}, {_who(told, hide)}"
    if told["outcome"] != contacts.HELD:
        what += f", {contacts.outcomes().get(told['outcome'], told['outcome']).lower()}"
    said = _free(str(told["body"]), hide)
    return f"{what}: {said}" if said else what


def _follow_up(told: Told, hide: bool) -> str:
    parts = [contacts.reasons().get(told["reason"], told["reason"])]
    parts += [_who(told, hide)] if told["party"] else []
    parts += [_free(str(told["body"]), hide)] if told["body"] else []
    if told["state"] == "open":
        parts.append(TIMELINE["follow_up_due"].format(day=told["due"]))
    elif told["state"] != "voided":
        parts.append(FOLLOW_UP[f"ended_{told['state']}"])
    return " · ".join(str(part) for part in parts)


def _consent(told: Told, hide: bool) -> str:
    who = who_words(str(told["kind"]), str(told["party"]), str(told["person"]), str(told["organisation"]), hide)
    until = f", {CONSENTS['until_day'].format(day=told['until'])}" if told["until"] else ""
    return f"{consent_code_words('events')[told['event']].lower()}: {who}{until}"


def _status(told: Told, hide: bool) -> str:
    reason = _free(str(told["reason"] or ""), hide)
    return " · ".join(part for part in (status_words(str(told["status"])), reason) if part)


def _note(told: Told, hide: bool) -> str:
    return _free(str(told["body"]), hide)


def _interview(told: Told, _hide: bool) -> str:
    name = GUIDES.get(str(told["guide"]), str(told["guide"]))
    return f"{name} · {TIMELINE['interview_done' if told['closed'] else 'interview_open']}"


def _plan(told: Told, _hide: bool) -> str:
    return TIMELINE["plan_sealed"].format(number=told["number"])


def _plan_paper(told: Told, hide: bool) -> str:
    way = plan_words("ways")[told["way"]].lower()
    return TIMELINE["plan_given"].format(number=told["number"], who=_who(told, hide), way=way)


def _plan_result(told: Told, hide: bool) -> str:
    parts = [_free(str(told["item"]), hide) if told["item"] else TIMELINE["plan_whole"]]
    parts += [plan_words("results")[told["result"]].lower()] if told["result"] else []
    parts += [plan_words("states")[told["state"]].lower()] if told["state"] else []
    parts += [_free(str(told["body"]), hide)] if told["body"] else []
    parts += [TIMELINE["plan_next"].format(day=told["next"])] if told["next"] else []
    return " · ".join(parts)


def _log(told: Told, hide: bool) -> str:
    word = EVENTS.get(told["action"], HISTORY["other"].format(action=told["action"]))
    return f"{word}  {log_detail(str(told['action']), told['payload'], hide)}"


WORDS: Mapping[str, Callable[[Told, bool], str]] = {
    "contact": _contact,
    "follow_up": _follow_up,
    "consent": _consent,
    "status": _status,
    "note": _note,
    "interview": _interview,
    "plan": _plan,
    "plan_paper": _plan_paper,
    "plan_result": _plan_result,
    LOG: _log,
}
"""The words of each kind that storage.timeline knows: one entry a kind."""
