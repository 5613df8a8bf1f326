"""A person of a review in words, with her identity hidden where it must be."""

from collections.abc import Sequence
from datetime import date

from rich.text import Text

from rekotui.casework import screening
from rekotui.casework.names import filed_name
from rekotui.casework.screening import day_of
from rekotui.casework.sick_leave import day_today
from rekotui.exchange import screening_words
from rekotui.exchange.messages import REVIEW_GROUPS
from rekotui.exchange.review_people import Person, Screening
from rekotui.exchange.review_words import told
from screens.assignment_words import right_words
from screens.messages import PREVIEW, PRIVACY
from screens.review_messages import COUNTED, PERSON, REVIEW, SECTIONS
from screens.widgets.columns import Cell, cut
from screens.widgets.toned_text import from_pieces, toned
from screens.widgets.tones import Piece, Tone

_LABEL = 9
GROUPS = tuple(COUNTED)


def is_masked(person: Person, hidden: bool) -> bool:
    """Tell whether a person's identity is to be hidden: by F9, or because it is protected."""
    return hidden or person.protected


def name_words(person: Person, hidden: bool) -> str:
    """Return the name as it stands in lists, or what stands in its place."""
    if person.protected:
        case = person.case.number if person.case else ""
        return PRIVACY["protected"].format(case=case).strip()
    if hidden:
        return (
            PRIVACY["hidden_name"].format(case=person.case.number)
            if person.case
            else REVIEW["hidden_name"].format(row=person.row.get("row"))
        )
    return filed_name(person.name)


def section_title(section: str, limit: int) -> str:
    """Return the title of a section; `limit` is the day before which people should be found (rules.md H 5)."""
    return SECTIONS[section].format(limit=limit) if section in SECTIONS else REVIEW_GROUPS[section]


# The head of the screen


def head_lines(shown: Screening, on: date, warn_days: int, width: int) -> list[Text]:
    """Return what list this is and since when, how many are in each group and left, and the right to read it."""
    reviewed = shown.reviewed
    day = REVIEW["list"].format(day=reviewed.list_date)
    against = REVIEW["compared"].format(day=reviewed.since) if reviewed.since else REVIEW["first_list"]
    since = REVIEW["since"].format(day=shown.before.done_on) if shown.before else REVIEW["never"]
    left = REVIEW["left"].format(left=shown.left, total=shown.total) if shown.left else REVIEW["none_left"]
    if shown.done_on:
        since = REVIEW["done"].format(day=shown.done_on)
    words = f"{day}, {against} · {since}"
    if len(words) + len(left) + 2 > width:
        words = f"{day} · {since}"
    room = max(1, width - len(words) - len(left))
    first = from_pieces([(words, None), (" " * room, None), (left, Tone.STRONG if shown.left else Tone.ACCENT)])
    counts = [
        REVIEW["count"].format(title=COUNTED[group], count=len(members))
        for group in GROUPS
        if (members := reviewed.groups.get(group))
    ]
    right = right_words(shown.assignment, shown.excepted, on, warn_days)
    return [first, toned(cut("  ".join(counts), width), Tone.MUTED), from_pieces([right])]


# The cells of a row


def decision_cell(person: Person) -> Cell:
    """Return what has been decided, or why a decision is needed, in a word or two."""
    if person.case is not None and not person.asked:
        status = "" if person.case.status == "-" else f" {person.case.status}"
        return person.case.number + status
    if person.asked:
        return toned(screening_words.state(person), Tone.ACCENT if _is_first(person) else Tone.WARNING)
    return toned(screening_words.state(person), Tone.MUTED)


def _is_first(person: Person) -> bool:
    """Tell whether nothing has ever been decided about her."""
    return person.why == (screening.UNDECIDED,)


def degree_cell(person: Person) -> str:
    """Return the degrees in the room of two: the first and the last, with … where there are more between."""
    degrees = _degrees(person)
    if len(degrees) > 2:
        return f"{degrees[0]}…{degrees[-1]}"
    return _degree_words(degrees)


def _degree_words(degrees: Sequence[object]) -> str:
    if len(degrees) == 1:
        return PREVIEW["degree"].format(degree=degrees[0])
    return "→".join(str(degree) for degree in degrees)


def _degrees(person: Person) -> Sequence[object]:
    degrees = person.row.get("degrees")
    return degrees if isinstance(degrees, list | tuple) else ()


def sick_day(person: Person, on: date) -> int | None:
    """Return the calendar day of the sjukfall in the row."""
    first, last = day_of(person.row, "first_day"), day_of(person.row, "last_day")
    return day_today(first, last, on) if first and last else None


# The preview


def preview_lines(person: Person, on: date, hidden: bool, limit: int, *, wide: bool) -> list[Text]:
    """Return everything the review says about a person: a few lines under the table, or a pane beside it."""
    hide = is_masked(person, hidden)
    known = [
        *_asked_lines(person),
        *_decision_lines(person, hide),
        *_change_lines(person, on, hide),
        *_mark_lines(person, limit),
    ]
    facts = [
        *_fact(PERSON["leave"], _leave(person, on)),
        *_fact(PERSON["diagnosis"], diagnosis_words(person)),
        *_fact(PERSON["physician"], str(person.row.get("physician") or "")),
        *_fact(PERSON["work"], _joined(person.row.get("occupations"))),
        *_fact(PERSON["status"], _listed_status(person)),
        *_fact(PERSON["also_listed"], ", ".join(person.also_listed)),
    ]
    head = _head(person, hidden, wide=wide)
    if not wide:
        return [*head, *known, *facts]
    return [*head, Text(""), *known, *([Text("")] if known else []), *facts]


def diagnosis_words(person: Person) -> str:
    """Return the diagnoses as Rehabstöd writes them, or why there are none."""
    row = person.row
    if row.get("diagnosis_state") == "not_shared":
        return PERSON["no_diagnosis"]
    code = row.get("diagnosis_code") or (PERSON["cut"] if row.get("diagnosis_state") == "cut" else "")
    main = " ".join(str(part) for part in (code, row.get("diagnosis_text")) if part)
    return ", ".join(part for part in (main, _joined(row.get("co_diagnoses"))) if part)


def _head(person: Person, hidden: bool, *, wide: bool) -> list[Text]:
    name: Piece = (name_words(person, hidden), Tone.STRONG)
    parts: list[Piece] = []
    if not is_masked(person, hidden):
        known = person.row.get("age")
        parts += [(PERSON["age"].format(age=known), None)] if known is not None else []
        parts.append((person.number, None))
    if person.case is not None:
        key = "case_unset" if person.case.status == "-" else "case"
        parts.append((PERSON[key].format(case=person.case.number, status=person.case.status), Tone.ACCENT))
    if wide:
        return [from_pieces([name]), *(from_pieces([part]) for part in parts)]
    return [from_pieces([name, *((" · " + words, tone) for words, tone in parts)])]


def _asked_lines(person: Person) -> list[Text]:
    words, tone = screening_words.why(person), Tone.ACCENT if _is_first(person) else Tone.WARNING
    return [from_pieces([(f"{PERSON['asked']:<{_LABEL}} ", Tone.MUTED), (words, tone)])] if words else []


def _decision_lines(person: Person, hide: bool) -> list[Text]:
    if person.gone:
        return [from_pieces([(PERSON["gone"], Tone.MUTED)])]
    parts = [screening_words.decided(person, hide=hide)]
    if person.told_of_end and person.decision and person.decision.decision != screening.WRONG_END:
        parts.append(PERSON["told"].format(day=person.told_of_end))
    return _fact(PERSON["decision"], " · ".join(part for part in parts if part))


def _change_lines(person: Person, list_date: date, hide: bool) -> list[Text]:
    words = [told(group, found, person.row, list_date, hide=hide) for group, found in person.groups.items()]
    lines = _fact(PERSON["changed"], "; ".join(dict.fromkeys(each for each in words if each)))
    if person.before_number:
        key = "before_number_hidden" if hide else "before_number"
        lines.append(from_pieces([(PERSON[key].format(number=person.before_number), Tone.WARNING)]))
    return lines


def _mark_lines(person: Person, limit: int) -> list[Text]:
    return _fact(PERSON["marks"], ", ".join(screening_words.marks_in_full(person, limit)))


def _leave(person: Person, on: date) -> str:
    row = person.row
    parts = [PERSON["span"].format(first=row.get("first_day") or "?", last=row.get("last_day") or "?")]
    day = sick_day(person, on)
    if day is not None:
        parts.append(PERSON["day"].format(day=day))
    if row.get("length_days") is not None:
        parts.append(PERSON["length"].format(days=row["length_days"]))
    if row.get("certificates") is not None:
        parts.append(PERSON["certificates"].format(count=row["certificates"]))
    return " · ".join(part for part in (*parts, _degree_words(_degrees(person))) if part)


def _listed_status(person: Person) -> str:
    word = str(person.row.get("status") or "")
    return "" if word == "-" else word


def _joined(value: object) -> str:
    return ", ".join(str(each) for each in value) if isinstance(value, Sequence) and not isinstance(value, str) else ""


def _fact(label: str, value: str) -> list[Text]:
    return [from_pieces([(f"{label:<{_LABEL}} ", Tone.MUTED), (value, None)])] if value else []
