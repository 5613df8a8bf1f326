"""The fields of a meeting's form, and the way from what stands in them to participants and promises."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rekotui.casework import contact as contacts
from rekotui.casework import meeting as rules
from rekotui.casework.consent_gate import grounds
from rekotui.casework.meeting import Agreement, MeetingKind, Participant
from screens.consent_messages import COVERED
from screens.field import Field, Kind
from screens.form import day_or_none
from screens.meeting_messages import MEETING
from screens.messages import FORM
from storage.meeting_reading import MeetingLine

MOST_PEOPLE, MOST_PROMISES = 10, 8
STATES = (rules.WANTED, rules.PLANNED, rules.DONE, rules.MISSED, rules.CANCELLED)
GROUNDS = tuple(grounds().items())
_NOTE = "note_"


def fields_of(kind: MeetingKind, values: Mapping[str, str], *, has_day: bool = False) -> list[Field]:
    """Return the fields for what is typed, with an empty row for one participant and one promise more.

    What has had a day (`has_day`) is no longer only wanted.
    """
    channels = contacts.channels()
    states = {each: rules.states()[each] for each in STATES if each != rules.WANTED or not has_day}
    own = (*kind.channels, *(each for each in channels if each not in kind.channels))
    people, promises = rows_of(values, "party", MOST_PEOPLE), rows_of(values, "what", MOST_PROMISES)
    return [
        Field("state", MEETING["state"], Kind.CHOICE, choices=tuple(states.items())),
        Field("on", MEETING["on"], Kind.DAY, hint=FORM["day_hint"], group="when"),
        Field("clock", MEETING["clock"], hint=MEETING["clock_hint"], group="when"),
        Field("reason", MEETING["reason"]),
        Field("channel", MEETING["channel"], Kind.CHOICE, choices=tuple((each, channels[each]) for each in own)),
        Field("place", MEETING["place"]),
        Field("purpose", MEETING["purpose"]),
        *(each for at in range(1, people + 1) for each in person_fields(at)),
        Field("ground", COVERED["ground_label"], Kind.CHOICE, hint=COVERED["ground_hint"], choices=GROUNDS),
        Field("ground_reason", COVERED["reason_label"]),
        *(Field(f"{_NOTE}{each.id}", each.label, Kind.TEXT) for each in kind.headings),
        *(each for at in range(1, promises + 1) for each in promise_fields(at)),
        Field("next_on", MEETING["next_on"], Kind.DAY, hint=FORM["day_hint"]),
        Field("minutes", MEETING["minutes"]),
    ]


def person_fields(at: int) -> list[Field]:
    """Return the fields of one participant: the party, the name, and whether she came."""
    group = f"person{at}"
    parties = tuple((code, contacts.short_party(code)) for code in contacts.parties())
    came = tuple(rules.attendances().items())
    label = MEETING["party"].format(at=at)
    return [
        Field(f"party{at}", label, Kind.CHOICE, hint=MEETING["party_hint"], choices=parties, group=group),
        Field(f"name{at}", "", identity=True, hint=MEETING["name_hint"], group=group),
        Field(f"came{at}", "", Kind.CHOICE, hint=MEETING["came_hint"], choices=came, group=group),
    ]


def promise_fields(at: int) -> list[Field]:
    """Return the fields of one promise: what, by whom, until when."""
    parties = tuple((code, contacts.short_party(code)) for code in contacts.parties())
    group = f"promise{at}"
    return [
        Field(f"what{at}", MEETING["what"].format(at=at), hint=MEETING["what_hint"]),
        Field(f"who{at}", MEETING["who"], Kind.CHOICE, hint=MEETING["who_hint"], choices=parties, group=group),
        Field(f"due{at}", MEETING["due"], Kind.DAY, hint=FORM["day_hint"], group=group),
    ]


def rows_of(values: Mapping[str, str], name: str, most: int) -> int:
    """Return how many rows to show: those that are filled, and an empty one."""
    last = max((at for at in range(1, most + 1) if values.get(f"{name}{at}", "").strip()), default=0)
    return min(last + 1, most)


def stored(line: MeetingLine) -> dict[str, str]:
    """Return what a stored meeting fills the form with; promises stand, and are not written again."""
    values = {
        "state": line.state,
        "on": line.on.isoformat() if line.on else "",
        "clock": line.clock,
        "channel": line.channel or rules.kind_of(line.kind).channels[0],
        "place": line.place,
        "purpose": line.purpose,
        "reason": line.reason,
        "minutes": "" if line.minutes is None else str(line.minutes),
        **people_values(line.participants),
        **{f"{_NOTE}{name}": text for name, text in line.notes.items()},
    }
    on_ground = next((each for each in line.participants if each.ground), None)
    if on_ground is not None:
        values |= {"ground": on_ground.ground, "ground_reason": on_ground.ground_reason}
    return values


def proposed(kind: MeetingKind, on: date, given: Mapping[str, str]) -> dict[str, str]:
    """Return what a new meeting begins with: a call is written when it was made, a meeting when it is planned.

    What is `given` goes before; participants that are given stand for those who are usually there.
    """
    meets = kind.channels[0] in ("meeting", "video")
    usual = () if given.get("party1") else kind.expected
    people = tuple(Participant(each.party, role=each.role) for each in usual)
    values = {"state": rules.PLANNED if meets else rules.DONE, "channel": kind.channels[0], **people_values(people)}
    return {**(values if meets else {**values, "on": on.isoformat()}), **given}


def people_values(participants: Sequence[Participant]) -> dict[str, str]:
    """Return participants as the form's values."""
    values: dict[str, str] = {}
    for at, each in enumerate(participants[:MOST_PEOPLE], 1):
        values |= {f"party{at}": each.party, f"name{at}": each.name or each.role, f"came{at}": each.attendance}
    return values


def participants_of(values: Mapping[str, str]) -> tuple[Participant, ...]:
    """Return the participants that are typed; rows without a party are none."""
    return tuple(
        Participant(party, values[f"name{at}"], "", values[f"came{at}"])
        for at in range(1, MOST_PEOPLE + 1)
        if (party := values.get(f"party{at}", ""))
    )


def promises_of(values: Mapping[str, str]) -> tuple[Agreement, ...]:
    """Return the promises that are typed and have a day."""
    return tuple(
        Agreement(what, values[f"who{at}"], _name_at(values, values[f"who{at}"]), due)
        for at in range(1, MOST_PROMISES + 1)
        if (what := values.get(f"what{at}", "").strip()) and (due := day_or_none(values[f"due{at}"]))
    )


def notes_of(values: Mapping[str, str]) -> dict[str, str]:
    """Return the notes by heading."""
    return {name.removeprefix(_NOTE): text for name, text in values.items() if name.startswith(_NOTE)}


def incomplete(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give each field that a row which is begun still needs, with the sentence."""
    for at in range(1, MOST_PROMISES + 1):
        what, due = (values.get(f"{name}{at}", "").strip() for name in ("what", "due"))
        if what and not due:
            yield f"due{at}", MEETING["due_needed"]
        elif not what and (due or values.get(f"who{at}", "")):
            yield f"what{at}", MEETING["what_needed"]
    for at in range(1, MOST_PEOPLE + 1):
        if values.get(f"name{at}", "").strip() and not values.get(f"party{at}", ""):
            yield f"party{at}", MEETING["party_needed"]


def hidden(name: str, state: str) -> bool:
    """Return whether a field says nothing of a meeting in this state."""
    stem = name.rstrip("0123456789")
    held = state == rules.DONE
    if stem in ("what", "who", "due", "next_on", "minutes") or stem.startswith(_NOTE):
        return not held
    if stem == "came":
        return not held and state != rules.MISSED
    if stem == "reason":
        return state not in (rules.MISSED, rules.CANCELLED)
    return stem in ("on", "clock") and state in (rules.WANTED, rules.CANCELLED)


def _name_at(values: Mapping[str, str], party: str) -> str:
    """Return whom of a party the meeting is with, so that the promise names the same; "" for nobody or several."""
    names = {each.name for each in participants_of(values) if party and each.party == party}
    return names.pop() if len(names) == 1 else ""
