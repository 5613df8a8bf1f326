"""What took place and is not in the patient's record the next working day: row 37 of table H (PDL 3 kap. 9 §)."""

from collections.abc import Iterator
from datetime import date

from rekotui.casework.case_facts import JournalFact
from rekotui.casework.days import next_workday, plus, written
from rekotui.casework.messages import TO_JOURNAL
from rekotui.casework.signal import Signal
from rekotui.casework.signal_making import Mark, Picture, staged


def journal_signals(picture: Picture) -> Iterator[Signal]:
    """Give what waits to be entered: contacts, and a signal a day for each other kind. A closed case owes it too."""
    for contact in picture.case.contacts or ():
        if contact.held and contact.journaled is False:
            yield from _waits(picture, JournalFact("contact", contact.on), contact.party)
    for fact in dict.fromkeys(picture.case.to_journal):
        yield from _waits(picture, fact, fact.kind)


def _waits(picture: Picture, fact: JournalFact, about: str) -> Iterator[Signal]:
    rule, due = picture.rules["unjournaled"], next_workday(fact.on)
    marks: list[Mark] = [(due, "due"), (plus(due, rule.n("late_days")), "late")]
    facts: dict[str, date] = {"contact" if fact.kind == "contact" else "noted": fact.on}
    words = {"what": TO_JOURNAL[fact.kind].format(day=written(fact.on))}
    yield from staged(picture, rule, f"{fact.on.isoformat()}:{about}", marks, due=due, facts=facts, words=words)
