"""The consent log in words: who may be told what today, a line an event, and everything one of them says."""

from collections.abc import Iterable, Sequence
from datetime import date

from rich.text import Text

from rekotui.casework import consent as rules
from rekotui.casework import contact
from rekotui.casework.consent_matrix import MatrixRow
from rekotui.casework.consent_state import EXPIRING, NONE
from screens.consent_messages import CONSENTS, DETAIL, IN_THE_LOG, SHORT_KINDS, SHORT_WAYS, STATES
from screens.messages import PRIVACY
from screens.privacy import shown
from screens.widgets.columns import Column, TableRow
from screens.widgets.toned_text import from_pieces
from screens.widgets.tones import Piece, Tone
from screens.work_messages import YES_NO
from storage.consent_reading import ConsentEventLine

_ASKED = (("extent", 8), ("abilities", 6), ("adaptations", 7), ("plan", 4), ("diagnosis", 7))
"""What the matrix answers, and how wide its word stands in CONSENTS["what"]."""
_LABEL = 14

MATRIX_COLUMNS = (
    Column("who", CONSENTS["who"], 18, flex=True, priority=90),
    Column("today", CONSENTS["today"], 18, flex=True, priority=90, most=40),
    Column("what", CONSENTS["what"], 36, priority=80),
)
LOG_COLUMNS = (
    Column("when", CONSENTS["when"], 16, priority=90),
    Column("about", CONSENTS["about"], 13, flex=True, priority=90),
    Column("event", CONSENTS["event"], 10, priority=90),
    Column("way", CONSENTS["way"], 10, priority=70),
    Column("until", CONSENTS["until"], 10, priority=80),
    Column("journal", CONSENTS["journal"], 7, priority=75),
)


def about_words(kind: str, party: str) -> str:
    """Return what a consent is about in few words: the kind, or the party that it is to."""
    return SHORT_KINDS.get(kind) or _capital(contact.short_party(party))


def who_words(kind: str, party: str, person: str, organisation: str, hide: bool) -> str:
    """Return what it is about, and whom there it names."""
    name = person or organisation
    return about_words(kind, party) + (f", {shown(name, hide)}" if name else "")


# The matrix


def matrix_row(row: MatrixRow, hide: bool) -> TableRow:
    """Return one answer as a line of the table; its mark says it too: ● yes, ! ends soon, ○ no, · not asked."""
    tone = None if row.may else Tone.MUTED if row.state == NONE else Tone.WARNING
    who = who_words(row.kind, row.party, row.person, row.organisation, hide)
    cells = (who, from_pieces([(today_words(row), tone)]), _what(row))
    return TableRow(matrix_key(row), cells, _mark(row))


def matrix_key(row: MatrixRow) -> str:
    """Return what a line of the matrix is known by."""
    return f"{row.kind}:{row.party}:{'' if row.consent_id is None else row.consent_id}"


def today_words(row: MatrixRow) -> str:
    """Return whether she may talk today, and until when or why not; the first words are those that matter."""
    if row.state == NONE:
        return CONSENTS["not_asked"]
    if not row.may:
        return f"{CONSENTS['no']} {_why_not(row)}"
    words = [CONSENTS["yes"]]
    if row.presence == rules.ONLY_PRESENT and row.party:
        words.append(CONSENTS["only_present"])
    if row.until:
        words.append(CONSENTS["until_day"].format(day=row.until))
    return " ".join(words)


def _why_not(row: MatrixRow) -> str:
    if row.answer.verdict == "ask_time":
        return CONSENTS["ask_time"]
    if row.state in ("valid", EXPIRING):
        return CONSENTS["no_coordination"]
    if row.state == "planned" and row.since:
        return CONSENTS["from_day"].format(day=row.since)
    return STATES[row.state]


def _mark(row: MatrixRow) -> Text | str:
    if row.may:
        return from_pieces([("!", Tone.WARNING)]) if row.state == EXPIRING else from_pieces([("●", Tone.ACCENT)])
    return "·" if row.state == NONE else "○"


def _what(row: MatrixRow) -> Text | str:
    if row.kind == rules.COORDINATION and row.may and row.since:
        return CONSENTS["since_day"].format(day=row.since)
    if row.kind != rules.PARTY or row.state == NONE:
        return ""
    if row.may and row.direction == rules.RECEIVE:
        return CONSENTS["only_receive"]
    pieces: list[Piece] = []
    for code, width in _ASKED:
        word = CONSENTS["cell_none"] if not row.may else CONSENTS["cell_yes" if code in row.told else "cell_no"]
        tone = Tone.STRONG if row.may and code in row.told else Tone.MUTED
        pieces += [(word, tone), (" " * (width + 1 - len(word)), None)]
    return from_pieces(pieces[:-1])


def may_talk_line(rows: Iterable[MatrixRow]) -> Text:
    """Return with whom outside she may talk today, in a line: the party, a mark and until when."""
    pieces: list[Piece] = [(f"{CONSENTS['may_talk']}  ", Tone.MUTED)]
    asked = [row for row in rows if row.kind == rules.PARTY and row.state != NONE]
    for row in asked:
        pieces += [(f"{contact.short_party(row.party)} ", None), (_talk_word(row), None if row.may else Tone.WARNING)]
        pieces.append(("   ", None))
    return from_pieces(pieces if asked else [*pieces, (CONSENTS["may_nobody"], Tone.MUTED)])


def _talk_word(row: MatrixRow) -> str:
    if not row.may:
        return CONSENTS["no_word"]
    word = "yes_present" if row.presence == rules.ONLY_PRESENT else "yes_until"
    return CONSENTS[word].format(day=row.until) if row.until else CONSENTS["yes_open"]


# The log


def log_row(line: ConsentEventLine, hide: bool) -> TableRow:
    """Return an event as a line of the log; one that never happened is struck through."""
    tone = Tone.STRUCK if line.voided else None
    when = f"{line.on} {line.clock}".strip()
    journal = CONSENTS["journaled" if line.journaled_on else "not_journaled"] if _is_answer(line) else ""
    texts = (
        when,
        _in_the_log(line, hide),
        rules.words("events")[line.event].lower(),
        SHORT_WAYS.get(line.way, ""),
        until_words(line),
    )
    cells: list[Text | str] = [from_pieces([(text, tone)]) for text in texts]
    cells.append(from_pieces([(journal, Tone.STRUCK if line.voided else None if line.journaled_on else Tone.WARNING)]))
    return TableRow(str(line.event_id), tuple(cells))


def until_words(line: ConsentEventLine) -> str:
    """Return until when an event gives a right, "" for those that give none."""
    if line.valid_to:
        return line.valid_to.isoformat()
    return CONSENTS["open_short"] if line.event in rules.GRANTS else ""


def _in_the_log(line: ConsentEventLine, hide: bool) -> str:
    """Return what an event is about in the fewest words: the log has more to say than that."""
    about = IN_THE_LOG.get(line.kind) or IN_THE_LOG.get(line.party)
    return about or who_words(line.kind, line.party, line.person, line.organisation, hide)


class LogRows:
    """The rows of the log for a table: a page is put into words when it is asked for."""

    def __init__(self, lines: Sequence[ConsentEventLine], hide: bool) -> None:
        self._lines, self._hide = lines, hide

    def count(self) -> int:
        """Return the number of rows."""
        return len(self._lines)

    def page(self, offset: int, limit: int) -> Sequence[TableRow]:
        """Return at most `limit` rows from row `offset`."""
        return [log_row(line, self._hide) for line in self._lines[offset : offset + limit]]

    def index_of(self, key: str) -> int | None:
        """Return where an event now stands."""
        return next((at for at, line in enumerate(self._lines) if str(line.event_id) == key), None)


class MatrixRows:
    """The rows of the matrix for a table."""

    def __init__(self, rows: Sequence[MatrixRow], hide: bool) -> None:
        self._rows = [matrix_row(row, hide) for row in rows]

    def count(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def page(self, offset: int, limit: int) -> Sequence[TableRow]:
        """Return at most `limit` rows from row `offset`."""
        return self._rows[offset : offset + limit]

    def index_of(self, key: str) -> int | None:
        """Return where a line now stands."""
        return next((at for at, row in enumerate(self._rows) if row.key == key), None)


# Everything


def state_lines(row: MatrixRow, hide: bool) -> list[Text]:
    """Return what applies today of one line of the matrix, and what to do where it is a no."""
    who = who_words(row.kind, row.party, row.person, row.organisation, hide)
    lines = [from_pieces([(who, Tone.STRONG)]), fact(DETAIL["state"], today_words(row))]
    if row.answer.sentence:
        lines.append(from_pieces([(row.answer.sentence, Tone.WARNING)]))
    return lines


def event_lines(line: ConsentEventLine, hide: bool) -> list[Text]:
    """Return everything that an event and its consent say."""
    named = {name: shown(getattr(line, name), hide) for name in ("organisation", "person", "role", "phone")}
    written = {name: _free(getattr(line, name), hide) for name in ("scope_text", "not_told", "purpose", "note")}
    facts = [
        ("event", rules.words("events")[line.event]),
        ("day", f"{line.on} {line.clock}".strip()),
        ("kind", about_words(line.kind, line.party)),
        *named.items(),
        ("told", _scope(line.scope)),
        ("scope_text", written["scope_text"]),
        ("not_told", written["not_told"]),
        ("period", _period(line.valid_from, line.valid_to) if line.event in rules.GRANTS else str(line.valid_to or "")),
        ("purpose", written["purpose"]),
        *_terms(line),
        ("way", rules.words("ways").get(line.way, "")),
        ("kept_where", _free(line.kept_where, hide)),
        ("informed", _yes_no(line.informed)),
        ("copy_given", _yes_no(line.copy_given)),
        ("taken_by", line.taken_by),
        ("proxy", " · ".join(part for part in (shown(line.proxy, hide), _free(line.proxy_why, hide)) if part)),
        ("note", written["note"]),
        ("journal", _journal(line) if _is_answer(line) else ""),
    ]
    lines = [fact(DETAIL[name], value) for name, value in facts if value]
    return [from_pieces([(DETAIL["voided"], Tone.WARNING)]), *lines] if line.voided else lines


def _terms(line: ConsentEventLine) -> list[tuple[str, str]]:
    if line.event not in rules.GRANTS or line.kind != rules.PARTY:
        return []
    ways = ", ".join(contact.channels().get(code, code).lower() for code in line.channels)
    direction, presence = rules.words("directions")[line.direction], rules.words("presence")[line.presence]
    return [("direction", direction), ("presence", presence), ("channels", ways)]


def scope_words(codes: Iterable[str]) -> str:
    """Return what may be told, in few words with commas between."""
    return ", ".join(rules.short_scope(code) for code in codes)


def _scope(codes: Sequence[str]) -> str:
    if not codes:
        return ""
    left_out = scope_words(code for code in rules.scopes() if code not in codes)
    return scope_words(codes) + (f" ({DETAIL['not_in'].lower()} {left_out})" if left_out else "")


def _period(first: date | None, last: date | None) -> str:
    return f"{first} – {last or CONSENTS['open_end']}"


def _journal(line: ConsentEventLine) -> str:
    return DETAIL["journaled"].format(day=line.journaled_on) if line.journaled_on else DETAIL["not_journaled"]


def _is_answer(line: ConsentEventLine) -> bool:
    return line.event != rules.VOIDED


def _yes_no(value: bool | None) -> str:
    return "" if value is None else YES_NO["yes" if value else "no"].lower()


def _free(text: str, hide: bool) -> str:
    """Return what somebody has written, or that it is hidden: it may say who it is about."""
    return PRIVACY["text_hidden"] if hide and text else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def fact(label: str, value: str) -> Text:
    """Return a labelled fact; its lines go on under each other."""
    return from_pieces([(f"{label:<{_LABEL}} ", Tone.MUTED), (" ".join(value.split()), None)])
