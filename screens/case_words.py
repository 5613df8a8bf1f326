"""A case in words: the lines of the preview and of the case screen, with identities hidden where they must be."""

from collections.abc import Mapping
from datetime import date

from rich.text import Text

from rekotui.casework import diagnosis
from rekotui.casework.card import Counts, counts
from rekotui.exchange.rehabstod.columns import Column
from rekotui.exchange.rehabstod.records import CUT
from screens.messages import CASE, CONSENT_ANSWERS, CONSENT_NOT_ASKED, FACTS, PREVIEW
from screens.privacy import masked, shown, shown_name
from screens.signal_words import Signals, contact_words, signal_lines, signals_in_short
from screens.widgets.toned_text import from_pieces
from screens.widgets.tones import Piece, Tone
from storage.reading import CaseLine

_LABEL = 13


def preview_lines(
    line: CaseLine, signals: Signals, on: date, gap_days: int, hidden: bool, *, wide: bool, consents: str = ""
) -> list[Text]:
    """Return a case as a few lines under the list, or as a pane beside it; `consents` is what it says of those."""
    known = counts(line, on, gap_days)
    hide = masked(line, hidden)
    head: list[Piece] = [(shown_name(line, hidden), Tone.STRONG)]
    if known.age is not None and not hide:
        head.append((" · " + PREVIEW["age"].format(age=known.age), None))
    if wide:
        return _pane(line, signals, on, head, known, hide, consents)
    facts = [part for part in (diagnosis_words(line), line.physician) if part]
    return [
        from_pieces([*head, *(((" · " + part), None) for part in facts)]),
        from_pieces([(leave_words(line, known), None), (" · " + since_words(line), Tone.MUTED)]),
        signals_in_short(signals),
        from_pieces([(f"{consents} · " if consents else "", None), (contact_words(line, on), Tone.MUTED)]),
    ]


def _pane(
    line: CaseLine, signals: Signals, on: date, head: list[Piece], known: Counts, hide: bool, consents: str
) -> list[Text]:
    return [
        from_pieces(head),
        from_pieces([(line.number + " · " + since_words(line), Tone.MUTED)]),
        Text(""),
        from_pieces([(leave_words(line, known), None)]),
        Text(""),
        *signal_lines(signals, on),
        Text(""),
        from_pieces([(contact_words(line, on), None)]),
        *([from_pieces([(consents, None)])] if consents else []),
        Text(""),
        fact(PREVIEW["diagnosis"], diagnosis_words(line)),
        fact(PREVIEW["physician"], line.physician),
        fact(PREVIEW["occupation"], line.occupation),
        fact(PREVIEW["employer"], shown(line.employer, hide)),
        fact(PREVIEW["phone"], shown(line.phone, hide)),
        fact(PREVIEW["interpreter"], line.interpreter),
        Text(""),
        from_pieces([(PREVIEW["hint"], Tone.MUTED)]),
    ]


def leave_words(line: CaseLine, known: Counts) -> str:
    """Return the sick leave in a line: chain day, days, degree."""
    if not known.ongoing or line.first_day is None or line.last_day is None:
        return PREVIEW["no_leave"]
    parts = [PREVIEW["chain"].format(day=known.chain_day)] if known.chain_day is not None else []
    parts.append(PREVIEW["leave"].format(first=line.first_day, last=line.last_day))
    if known.degree_today is not None:
        parts.append(PREVIEW["degree"].format(degree=known.degree_today))
    return " · ".join(parts)


def since_words(line: CaseLine) -> str:
    """Return the status and its day."""
    if line.status == "-":
        return status_words(line.status)
    return PREVIEW["since"].format(status=line.status, day=line.status_since)


def status_words(word: str) -> str:
    """Return a status as it is read; Rehabstöd's "-" says that none is set."""
    return PREVIEW["no_status"] if word == "-" else word


def diagnosis_words(line: CaseLine) -> str:
    """Return code and text of the main diagnosis, with the other codes after it."""
    main = " ".join(part for part in (line.diagnosis_code, line.diagnosis_text) if part)
    if line.co_diagnoses:
        more = CASE["co_diagnoses"].format(codes=", ".join(line.co_diagnoses))
        main = f"{main}, {more}" if main else more
    return main


def consent_words(line: CaseLine) -> str:
    """Return what the patient answered when asked about coordination, and when; or that nobody has asked her."""
    answer = CONSENT_ANSWERS.get(line.consent_asked, CONSENT_NOT_ASKED)
    return f"{answer}, {line.consent_asked_on}" if line.consent_asked and line.consent_asked_on else answer


def fact(label: str, value: str) -> Text:
    """Return one labelled fact; an unknown one is a quiet dash."""
    shown_value: Piece = (value, None) if value else (PREVIEW["none"], Tone.MUTED)
    return from_pieces([(f"{label:<{_LABEL}} ", Tone.MUTED), shown_value])


def cut_diagnosis(row: tuple[Mapping[str, object], Mapping[str, object]] | None) -> str | None:
    """Return Rehabstöd's words for a main diagnosis that the print has cut away; None for any other row."""
    if row is None or row[0].get("diagnosis_state") != CUT:
        return None
    return str(row[1].get(Column.DIAGNOSIS) or "")


def _diagnosis_lines(line: CaseLine, cut: str | None) -> list[Text]:
    """Return the diagnosis as a fact; one that was cut away asks to be filled in, and tells what is known of it."""
    if cut is None or line.diagnosis_code:
        return [fact(FACTS["diagnosis"], diagnosis_words(line))]
    asked = from_pieces([(f"{FACTS['diagnosis']:<{_LABEL}} ", Tone.MUTED), (CASE["diagnosis_cut"], Tone.WARNING)])
    chapter = diagnosis.chapter(diagnosis.beginning_of_cut(cut))
    left = [CASE["cut_chapter"].format(chapter=chapter)] if chapter else []
    known = " · ".join(part for part in (*left, diagnosis_words(line)) if part)
    return [asked, fact("", known)] if known else [asked]


def fact_lines(line: CaseLine, hide: bool, cut: str | None = None) -> list[Text]:
    """Return everything that is known of a case, a fact a line; `cut` is what `cut_diagnosis` said."""
    referred = " ".join(
        part
        for part in (
            line.referred_by,
            f"{FACTS['referred_on']} {line.referred_on}" if line.referred_on else "",
        )
        if part
    )
    rows = [
        (FACTS["status"], since_words(line)),
        (FACTS["physician"], line.physician),
        (FACTS["employer"], shown(line.employer, hide)),
        (FACTS["occupation"], line.occupation or ", ".join(line.occupations)),
        (FACTS["phone"], shown(line.phone, hide)),
        (FACTS["interpreter"], line.interpreter),
        (FACTS["unit"], line.unit),
        (FACTS["referred_by"], referred),
        (FACTS["referred_why"], shown(line.referred_why, hide)),
        (FACTS["consent_asked"], consent_words(line)),
        (FACTS["opened_on"], line.opened_on.isoformat()),
    ]
    if line.protected:
        rows.insert(0, (FACTS["protected"], CASE["yes"]))
    shown_facts = [fact(label, value) for label, value in rows]
    at = 1 + line.protected
    shown_facts[at:at] = _diagnosis_lines(line, cut)
    return shown_facts
