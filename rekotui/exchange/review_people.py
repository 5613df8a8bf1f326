"""The people of a review: what changed, what marks them out, what has been decided, and who is still asked about.

The screen and the command line tell the same from here. Identities are whole: whoever shows them hides what must be.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from rekotui.base.settings import Settings
from rekotui.casework import assignment, screening
from rekotui.casework.fold import swedish_key
from rekotui.casework.names import filed_name
from rekotui.casework.review import Found, Row
from rekotui.casework.screening import Decision, Mark, day_of
from rekotui.exchange.importing import people_of
from rekotui.exchange.reviewing import Reviewed, review_of
from storage import lists
from storage.assignment_reading import AssignmentLine, assignments, exception_of_day
from storage.decisions import (
    DoneReview,
    PersonCase,
    done_of,
    last_done,
    person_cases,
    standing_decisions,
)
from storage.reading import Reader

Sections = Mapping[str, str]
"""personnummer → section."""


class Person(NamedTuple):
    """One person of a review. `row` is the list's, or for somebody gone the one in the list before."""

    number: str
    name: str
    row: Row
    section: str
    groups: Mapping[str, Found]
    before_number: str | None
    """The number that she seems to have had before, as long as nobody has confirmed it."""
    marks: tuple[Mark, ...]
    why: tuple[str, ...]
    """Why she needs a decision (codes of casework.screening); empty when she does not."""
    decision: Decision | None
    told_of_end: date | None
    """The day when the doctor was told of the wrong end that still stands."""
    also_listed: tuple[str, ...]
    """The other units in whose newest list she stands."""
    case: PersonCase | None
    protected: bool

    @property
    def asked(self) -> bool:
        """Whether she needs a decision."""
        return bool(self.why)

    @property
    def gone(self) -> bool:
        """Whether she was in the list before and is not in this one."""
        return screening.GONE in self.groups


class Screening(NamedTuple):
    """A unit's review as it stands today: the comparison, the people in the order to go through them, the right to."""

    reviewed: Reviewed
    people: tuple[Person, ...]
    units: tuple[str, ...]
    before: DoneReview | None
    """The unit's latest done review of another list."""
    done_on: date | None
    """The day when this very list was marked as gone through."""
    assignment: AssignmentLine | None
    excepted: bool
    """Whether reading without an assignment has been logged today."""

    @property
    def left(self) -> int:
        """How many still need a decision."""
        return sum(person.asked for person in self.people)

    @property
    def total(self) -> int:
        """How many people with a number the list has."""
        return sum(not person.gone for person in self.people)

    @property
    def without_case(self) -> int:
        """How many people are shown who have no case: going through them needs an assignment (rules.md A.5)."""
        return sum(person.case is None for person in self.people)

    @property
    def allowed(self) -> bool:
        """Whether the list may be gone through today: by an assignment, a logged exception, or no need of one."""
        return self.assignment is not None or self.excepted or self.without_case == 0


def screening_of(
    reader: Reader, unit: str, on: date, kept: Sections | None = None, compared: Reviewed | None = None
) -> Screening | None:
    """Return a unit's review as it stands; None when no list of the unit has been read.

    `kept` holds people in the sections where they stood, so that nobody moves away under the hand that decides.
    `compared` is the comparison where it is known that nothing but decisions has changed since it was made.
    """
    reviewed = compared or review_of(reader, unit, on)
    if reviewed is None:
        return None
    done = last_done(reader, unit, but=reviewed.import_id)
    return Screening(
        reviewed=reviewed,
        people=_people(reader, reviewed, on, kept or {}),
        units=lists.units(reader),
        before=done,
        done_on=done_of(reader, reviewed.import_id),
        assignment=assignment.valid(assignments(reader), unit, on),
        excepted=exception_of_day(reader, unit, on) is not None,
    )


def _people(reader: Reader, reviewed: Reviewed, on: date, kept: Sections) -> tuple[Person, ...]:
    groups: dict[str, dict[str, Found]] = {}
    for group, members in reviewed.groups.items():
        for found in members:
            groups.setdefault(found.personnummer, {})[group] = found
    numbers = list(people_of(reviewed.records))
    numbers += [found.personnummer for found in reviewed.groups.get(screening.GONE, ())]
    decisions = standing_decisions(reader, reviewed.unit, numbers)
    befores = [before for each in groups.values() for found in each.values() if (before := found.before_number)]
    cases = person_cases(reader, [*numbers, *befores])
    people = [
        _person(reviewed, number, groups.get(number, {}), decisions.get(number, ()), cases, on, reader.settings)
        for number in numbers
    ]
    placed = [person._replace(section=kept.get(person.number, person.section)) for person in people]
    return tuple(sorted(placed, key=_place))


def _person(
    reviewed: Reviewed,
    number: str,
    groups: Mapping[str, Found],
    decisions: tuple[Decision, ...],
    cases: Mapping[str, PersonCase],
    on: date,
    settings: Settings,
) -> Person:
    row = reviewed.rows[number]
    decision = decisions[-1] if decisions else None
    before = next((found.before_number for found in groups.values() if found.before_number), None)
    case = cases.get(number) or cases.get(before or "")
    gone = screening.GONE in groups
    why = () if gone else screening.why_asked(row, decision, case.known if case else None, on, settings)
    identified = case is not None and case.known.active
    earlier = reviewed.earlier.get(number, 0)
    marks = () if gone else screening.marks(row, on, settings, earlier=earlier, identified=identified)
    return Person(
        number=number,
        name=reviewed.names.get(number, ""),
        row=row,
        section=screening.section(groups, why, marks),
        groups=groups,
        before_number=before,
        marks=marks,
        why=why,
        decision=decision,
        told_of_end=_told_of_end(row, decisions),
        also_listed=reviewed.also_listed.get(number, ()),
        case=case,
        protected=number in reviewed.protected or before in reviewed.protected,
    )


def _told_of_end(row: Row, decisions: tuple[Decision, ...]) -> date | None:
    told = [
        each.decided_on
        for each in decisions
        if each.decision == screening.WRONG_END and each.seen.get("last_day") == row.get("last_day")
    ]
    return told[-1] if told else None


def _place(person: Person) -> tuple[int, bool, int, str]:
    """Return where a person stands: by section, who is asked about first, newest sjukfall first, then by name."""
    first = day_of(person.row, "first_day")
    section = screening.SECTIONS.index(person.section)
    asked_first = person.section == screening.UNCHANGED and not person.asked
    return section, asked_first, -(first.toordinal() if first else 0), swedish_key(filed_name(person.name))
