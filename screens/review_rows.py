"""The people of a review as rows of a grouped table."""

from collections.abc import Sequence
from datetime import date

from rekotui.casework import screening
from rekotui.exchange.review_people import Person
from rekotui.exchange.screening_words import marks_in_short
from screens.messages import PREVIEW
from screens.review_messages import COLUMNS, REVIEW
from screens.review_words import (
    decision_cell,
    degree_cell,
    is_masked,
    name_words,
    section_title,
    sick_day,
)
from screens.widgets.columns import Cell, Column, HeadingRow, TableRow
from screens.widgets.toned_text import from_pieces, toned
from screens.widgets.tones import Tone

COLUMNS_SHOWN = (
    Column("name", COLUMNS["name"], 18, flex=True, priority=100, most=32),
    Column("day", COLUMNS["day"], 4, align="right", priority=95),
    Column("degree", COLUMNS["degree"], 6, priority=80),
    Column("diagnosis", COLUMNS["diagnosis"], 5, priority=75),
    Column("last_day", COLUMNS["last_day"], 10, priority=85),
    Column("marks", COLUMNS["marks"], 9, flex=True, priority=90, most=20),
    Column("decision", COLUMNS["decision"], 12, flex=True, priority=98, most=22),
    Column("age", COLUMNS["age"], 5, align="right", priority=50),
    Column("physician", COLUMNS["physician"], 16, flex=True, priority=40, most=24),
)
_ASKED = "•"


class ReviewRows:
    """The rows of one moment: everybody, or only those who still need a decision. All of them are at hand."""

    def __init__(self, people: Sequence[Person], on: date, limit: int, *, hidden: bool, only_asked: bool) -> None:
        self._on, self._limit, self._hidden = on, limit, hidden
        self._rows: list[Person | tuple[str, int, int]] = []
        shown = [person for person in people if person.asked or not only_asked]
        self.people = {person.number: person for person in shown}
        self.order = [person.number for person in shown]
        for section in screening.SECTIONS:
            members = [person for person in shown if person.section == section]
            if members:
                self._rows.append((section, len(members), sum(person.asked for person in members)))
                self._rows += members

    def count(self) -> int:
        """Return the number of rows, headings among them."""
        return len(self._rows)

    def page(self, offset: int, limit: int) -> Sequence[TableRow]:
        """Return at most `limit` rows from row `offset`."""
        return [
            person_row(row, self._on, self._limit, self._hidden)
            if isinstance(row, Person)
            else _heading(*row, self._limit)
            for row in self._rows[offset : offset + limit]
        ]

    def index_of(self, key: str) -> int | None:
        """Return where a person stands."""
        return next((at for at, row in enumerate(self._rows) if isinstance(row, Person) and row.number == key), None)

    def next_asked(self, number: str) -> str | None:
        """Return whom to go to after a person: the next who needs a decision, from the top when there is none below."""
        at = self.order.index(number) if number in self.order else -1
        turned = [*self.order[at + 1 :], *self.order[: max(at, 0)]]
        return next((each for each in turned if self.people[each].asked), None)


def person_row(person: Person, on: date, limit: int, hidden: bool) -> TableRow:
    """Return a person as a row."""
    known = person.row.get("age")
    return TableRow(
        key=person.number,
        cells=(
            name_words(person, hidden),
            _number(sick_day(person, on)),
            degree_cell(person) or _none(),
            str(person.row.get("diagnosis_code") or "") or _none(),
            str(person.row.get("last_day") or "") or _none(),
            marks_in_short(person, limit),
            decision_cell(person),
            "" if is_masked(person, hidden) else _number(known if isinstance(known, int) else None),
            str(person.row.get("physician") or ""),
        ),
        mark=toned(_ASKED, Tone.ACCENT) if person.asked else "",
    )


def _heading(section: str, count: int, left: int, limit: int) -> HeadingRow:
    words = REVIEW["heading_left"] if left else REVIEW["heading"]
    text = words.format(title=section_title(section, limit), count=count, left=left)
    return HeadingRow(key=f"section {section}", cells=(from_pieces([(text, Tone.STRONG)]),))


def _number(value: int | None) -> Cell:
    return _none() if value is None else str(value)


def _none() -> Cell:
    return toned(PREVIEW["none"], Tone.MUTED)
