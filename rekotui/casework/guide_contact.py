"""What a filled-in guide says of a contact: whom, how, what came of it, its text, and what comes next. Pure.

| guide | is a contact with | comes next |
|---|---|---|
| arbetsgivarsamtal | the employer, by phone | the day on which they speak again |
| flerpartsmote | the employer, at a meeting | the day of the follow-up |
| planuppfoljning | the patient | the day of the next follow-up |

The text holds the answers that may be read by anybody who reads the record: nothing sensitive or protected, no working
checks. It is the coordinator's to change; what she has typed herself is never written over.
"""

from collections.abc import Iterator, Mapping

from rekotui.casework.contact import HELD, MESSAGE_LEFT, PATIENT
from rekotui.casework.facts import LONG, fitting
from rekotui.casework.guide import OPEN, Vocabulary
from rekotui.casework.interview import Asked, Place, Sheet, rows_of, visible
from rekotui.casework.interview_values import in_words
from rekotui.casework.kva import PLAN_FOLLOWED, plan_codes

PHONE_GUIDE, MEETING, FOLLOW_UP = "arbetsgivarsamtal", "flerpartsmote", "planuppfoljning"
EMPLOYER = "arbetsgivare"
TELLS_OF = (PHONE_GUIDE, MEETING, FOLLOW_UP)
"""Guides that are filled in at a contact."""

_REACHED = {"talked": HELD, "message": MESSAGE_LEFT, "no_answer": "no_answer"}
_PRESENT = {"in_room": "yes", "on_line": "yes", "report_after": "no"}
_FIXED = {
    PHONE_GUIDE: {"party": EMPLOYER, "channel": "phone"},
    MEETING: {"party": EMPLOYER, "channel": "meeting", "outcome": HELD, "with_patient": "yes"},
    FOLLOW_UP: {"party": PATIENT, "channel": "visit", "outcome": HELD},
}
_NEXT = {
    PHONE_GUIDE: ("call_next_date", "call"),
    MEETING: ("mtg_next_date", "plan"),
    FOLLOW_UP: ("fu_next_date", "plan"),
}
"""Guide → the question that says when, and the reason (contacts.json) for which it is watched."""
_LONGEST_NAME = 60


def contact_of(sheet: Sheet, vocabulary: Vocabulary) -> dict[str, str]:
    """Return what the guide says of its contact, by the fields of a contact; only what it does say.

    Raises KeyError for a guide that is not filled in at a contact.
    """
    values = dict(_FIXED[sheet.guide.id])
    values["body"] = text_of(sheet, vocabulary)
    if sheet.guide.id == PHONE_GUIDE:
        values |= _of_call(sheet)
    question, reason = _NEXT[sheet.guide.id]
    if due := _said(sheet, question):
        values |= {"due_on": due, "reason": reason}
    if sheet.guide.id == FOLLOW_UP and values["outcome"] == HELD:
        values["kva"] = " ".join(plan_codes(PLAN_FOLLOWED))
    if sheet.guide.id == MEETING and (day := _said(sheet, "mtg_date")):
        values["happened_on"] = day
    return {name: value for name, value in values.items() if value}


def text_of(sheet: Sheet, vocabulary: Vocabulary) -> str:
    """Return the open answers as running text, a paragraph a section; at most as long as a contact's text may be."""
    paragraphs: dict[tuple[str, int], list[str]] = {}
    for one in visible(sheet):
        heading = vocabulary.sokord.get(one.question.sokord)
        recorded = heading is not None and heading.recorded and not heading.protected
        if recorded and one.question.protection == OPEN and (one.answer.counts or one.answer.note):
            paragraphs.setdefault((one.section.id, one.row), []).extend(_lines(one))
    titled = (_title(sheet, section, row) + "\n" + "\n".join(lines) for (section, row), lines in paragraphs.items())
    return fitting("\n\n".join(titled), LONG)


def merged(now: Mapping[str, str], said: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    """Return the fields to change in a contact that is being typed, after the guide has been filled in.

    `said` is what the guide says now, `before` what was taken over from it last. A field that she has typed in herself
    is left; the text is put after hers, or in place of what stood there from the guide.
    """
    changed: dict[str, str] = {}
    for name, value in said.items():
        here, taken = now.get(name, ""), before.get(name, "")
        if name == "body":
            text = here.replace(taken, value) if taken and taken in here else "\n\n".join(filter(None, (here, value)))
            value = fitting(text, LONG)
        elif here not in ("", taken):
            continue
        if value != here:
            changed[name] = value
    return changed


def _of_call(sheet: Sheet) -> dict[str, str]:
    person = _said(sheet, "call_person").partition(",")[0].strip()
    return {
        "outcome": _REACHED.get(_said(sheet, "call_reached"), ""),
        "with_patient": _PRESENT.get(_said(sheet, "call_patient_present"), ""),
        "party_name": person if len(person) <= _LONGEST_NAME else "",
    }


def _said(sheet: Sheet, question: str) -> str:
    """Return an answer that counts and is not hidden, "" for none."""
    one = next((one for one in visible(sheet) if one.place == Place(question)), None)
    return str(one.answer.value) if one is not None and one.answer.counts else ""


def _title(sheet: Sheet, section: str, row: int) -> str:
    of = sheet.guide.section(section)
    if of.repeat is None:
        return of.title
    return f"{of.repeat.label} {rows_of(sheet, of).index(row) + 1}"


def _lines(one: Asked) -> Iterator[str]:
    if one.answer.counts and one.answer.value is not None:
        yield f"{one.question.text} {in_words(one.question, one.answer.value)}"
    if one.answer.note:
        yield one.answer.note
