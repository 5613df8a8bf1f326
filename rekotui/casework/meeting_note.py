"""A meeting as it is told in the patient's record and in minutes: who was there, who was not, what was promised."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rekotui.casework import meeting_messages as words
from rekotui.casework.contact import short_party
from rekotui.casework.meeting import ABSENT, CAME, DONE, EXCUSED, MISSED, Agreement, Participant

_SAID = ((CAME, words.CAME), (ABSENT, words.ABSENT), (EXCUSED, words.EXCUSED_ARE))


class MeetingNote(NamedTuple):
    """What a contact does not tell of the meeting that it was: what it is called, where, who, what was promised."""

    record: str
    state: str
    place: str = ""
    participants: tuple[Participant, ...] = ()
    agreements: tuple[Agreement, ...] = ()

    def unnamed(self) -> "MeetingNote":
        """Return it without anybody's name."""
        return self._replace(participants=unnamed(self.participants), agreements=unnamed_promises(self.agreements))


def unnamed(participants: Iterable[Participant]) -> tuple[Participant, ...]:
    """Return participants by their party alone: a role in words may tell the place of work."""
    return tuple(each._replace(name="", role="") for each in participants)


def unnamed_promises(agreements: Iterable[Agreement]) -> tuple[Agreement, ...]:
    """Return promises without the names of those who made them."""
    return tuple(each._replace(name="") for each in agreements)


def people_lines(state: str, participants: Iterable[Participant]) -> Iterator[str]:
    """Give who was there and who was not, or who is asked to come, a line each."""
    everybody = tuple(participants)
    if state not in (DONE, MISSED):
        if everybody:
            yield words.ASKED.format(who=", ".join(who_words(each) for each in everybody))
        return
    for attendance, said in _SAID:
        some = [who_words(each) for each in everybody if each.attendance == attendance]
        if some:
            yield said.format(who=", ".join(some))


def promise_lines(agreements: Iterable[Agreement]) -> Iterator[str]:
    """Give each promise: what, by whom, until when."""
    for each in agreements:
        yield words.PROMISE.format(what=each.what.rstrip("."), who=by_whom(each), day=each.due_on)


def who_words(each: Participant) -> str:
    """Return a participant in running text: the role or the party, and the name."""
    return _named(each.role or short_party(each.party), each.name)


def by_whom(agreement: Agreement) -> str:
    """Return who has promised something."""
    return _named(short_party(agreement.party) if agreement.party else words.COORDINATOR, agreement.name)


def _named(who: str, name: str) -> str:
    return words.NAMED.format(who=who, name=name) if name.strip() else who
