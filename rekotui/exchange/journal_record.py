"""What is to stand in the patient's record, as it leaves the vault: masked once, with the keys of `journal --json`.

For a protected identity whom she spoke with tells as much as the employer's name: names are left out here, so that no
look-up can forget it (design 4).
"""

from rekotui.casework.consent import words as consent_words
from rekotui.casework.contact import channels, short_party
from rekotui.casework.journal import (
    ConsentNote,
    ContactNote,
    InterviewNote,
    Note,
    StatusNote,
    sections,
    text_of,
)
from rekotui.casework.plan_journal import PlanNote
from rekotui.casework.plan_messages import STANDS
from rekotui.exchange.plan_text import nameless
from storage.journal_reading import Entry


def shown_note(entry: Entry) -> Note:
    """Return what is told of an entry; of a protected identity without anybody's name."""
    note = entry.note
    if not entry.protected or isinstance(note, StatusNote):
        return note
    if isinstance(note, InterviewNote):
        return note._replace(told=())  # what is written in free text may say who it is about
    if isinstance(note, ConsentNote):
        return note._replace(organisation="", person="", role="", proxy="")
    if isinstance(note, PlanNote):
        return note._replace(plan=nameless(note.plan))
    covering = note.covering._replace(organisation="", person="") if note.covering else None
    return note._replace(party_name="", covering=covering)


def subject_words(entry: Entry) -> str:
    """Return what an entry is in code words alone: nothing that anybody typed, and nobody's name."""
    note = entry.note
    if isinstance(note, ContactNote):
        return f"{channels().get(note.channel, note.channel)}, {short_party(note.party)}"
    if isinstance(note, ConsentNote):
        return " ".join(part for part in (consent_words("events")[note.event], short_party(note.party)) if part)
    if isinstance(note, PlanNote):
        return STANDS["version"].format(number=note.number)
    return note.title if isinstance(note, InterviewNote) else note.status


def as_json(entry: Entry, *, with_text: bool) -> dict[str, object]:
    """Return an entry with its keys; without the text it names nobody and tells nothing that was said."""
    note = shown_note(entry)
    return {
        "case": entry.number,
        "kind": entry.subject,
        "number": entry.subject_id,
        "date": entry.on.isoformat(),
        "time": entry.clock or None,
        "due": entry.due,
        "journaled": entry.journaled_on.isoformat() if entry.journaled_on else None,
        "codes": list(note.codes) if isinstance(note, ContactNote) else [],
        "sections": [{"heading": each.heading, "text": each.text} for each in sections(note)] if with_text else None,
        "text": text_of(note) if with_text else None,
    }
