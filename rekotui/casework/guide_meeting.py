"""What the filled-in guide flerpartsmote says of the meeting, by the fields of the meeting's form. Pure.

The meeting itself is planned and held elsewhere (a meeting is held on a contact of the ledger): here is only what has
been answered already, so that participants, promises and days are not typed twice. `text_of` in `guide_contact` gives
the minutes as text.
"""

from rekotui.casework.interview import Place, Sheet, known_answers, rows_of
from rekotui.casework.interview_values import in_words

GUIDE = "flerpartsmote"
KINDS = {
    "three_party": "arbetsgivare",
    "multi_party": "flerpartsmote",
    "fk_meeting": "avstamningsmote",
    "sip": "sip",
}
"""Answer to mtg_type → the kind of cooperation that it is (content/meetings.json)."""

_CHANNELS = {"clinic": "meeting", "workplace": "meeting", "other": "meeting", "video": "video", "phone": "phone"}
_OURSELVES = "koordinator"
"""Promises and places at the table that are the coordinator's own: no party."""


def kind_of(sheet: Sheet) -> str:
    """Return the kind of cooperation, "" while it has not been answered."""
    return KINDS.get(str(known_answers(sheet).get("mtg_type", "")), "")


def meeting_values(sheet: Sheet) -> dict[str, str]:
    """Return what the guide says of the meeting: only what has been answered, rows numbered from 1.

    `party`, `name` give the participants but for the coordinator herself; `what`, `who`, `due` the promises.
    """
    known = known_answers(sheet)
    values = {
        "on": str(known.get("mtg_date", "")),
        "purpose": str(known.get("mtg_purpose", "")),
        "channel": _CHANNELS.get(str(known.get("mtg_form", "")), ""),
        "place": _in_words(sheet, Place("mtg_form")) if "mtg_form" in known else "",
        "next_on": str(known.get("mtg_next_date", "")),
        "minutes": str(known.get("mtg_length", "")),
    }
    at = 0
    for row in rows_of(sheet, sheet.guide.section("deltagare")):
        party, name = _said(sheet, "part_role", row), _said(sheet, "part_name", row)
        if party != _OURSELVES and (party or name):
            at += 1
            values |= {f"party{at}": party, f"name{at}": name}
    at = 0
    for row in rows_of(sheet, sheet.guide.section("overenskommelser")):
        if what := _said(sheet, "agr_what", row):
            at += 1
            who = _said(sheet, "agr_responsible", row)
            who = "" if who == _OURSELVES else who
            values |= {f"what{at}": what, f"who{at}": who, f"due{at}": _said(sheet, "agr_due", row)}
    return {name: value for name, value in values.items() if value}


def _said(sheet: Sheet, question: str, row: int) -> str:
    answer = sheet.answer(Place(question, row))
    return str(answer.value) if answer.counts else ""


def _in_words(sheet: Sheet, place: Place) -> str:
    question, answer = sheet.guide.question(place.question), sheet.answer(place)
    return in_words(question, answer.value) if answer.value is not None else ""
