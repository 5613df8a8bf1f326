"""Somebody in the contact book of a case: role, name, place and number."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rekotui.base.errors import NothingFoundError, RekotuiError
from rekotui.casework import contact as rules
from screens.consent_messages import BOOK
from screens.field import Field, Kind
from screens.form import Form, Loaded, day_or_none
from screens.messages import FORM
from screens.privacy import shown
from storage.consent_reading import BookLine, book_of
from storage.reading import Reader

if TYPE_CHECKING:
    from storage.database import Work

_TEXTS = ("party", "role", "name", "organisation", "phone", "note")


class BookForm(Form):
    """One entry of the contact book; `entry_id` None for a new one."""

    SAVED = BOOK["saved"]

    def __init__(self, case_id: int, number: str, entry_id: int | None = None) -> None:
        super().__init__(f"case:{case_id}:book" + (f":{entry_id}" if entry_id else ""), case_id)
        self._number, self._entry_id = number, entry_id

    def heading(self) -> str:
        """Name the form by the case's number."""
        return BOOK["title"].format(case=self._number)

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return who it is, and for one that is known when she or he stopped."""
        ended = [Field("ended_on", BOOK["ended_on"], Kind.DAY, hint=FORM["day_hint"])] if self._entry_id else []
        return [
            Field("party", BOOK["party"], Kind.CHOICE, choices=tuple(rules.parties().items())),
            Field("role", BOOK["role"], hint=BOOK["role_hint"]),
            Field("name", BOOK["name"], identity=True),
            Field("organisation", BOOK["organisation"], identity=True),
            Field("phone", BOOK["phone"], identity=True),
            Field("note", BOOK["note"], Kind.TEXT),
            *ended,
        ]

    def read(self, reader: Reader) -> Loaded:
        """Read the entry that is changed."""
        if self._entry_id is None:
            return Loaded()
        lines = (line for line in book_of(reader, self.case_id or 0) if line.entry_id == self._entry_id)
        if (line := next(lines, None)) is None:
            raise NothingFoundError("no_such_entry")
        values = {name: str(getattr(line, name)) for name in _TEXTS}
        values["ended_on"] = line.ended_on.isoformat() if line.ended_on else ""
        return Loaded(values, {"entry": line.version})

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Ask for the party."""
        return {} if values["party"] else {"party": FORM["needed"].format(field=BOOK["party"].lower())}

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Add the entry, or change it if it is as it was shown."""
        from storage.cases import CaseRepository
        from storage.contact_book import ContactBook, NewEntry

        book, new = ContactBook(work), NewEntry(**{name: values[name] for name in _TEXTS})
        if self._entry_id is None:
            return book.add(CaseRepository(work).get(self.case_id or 0), new).id or 0
        book.change(self._entry_id, new, self.loaded.versions["entry"])
        if "ended_on" in changed:
            book.end(self._entry_id, day_or_none(values["ended_on"]))
        return self._entry_id

    def field_of(self, error: RekotuiError) -> str:
        """Say by the name that somebody has to be named."""
        return "name" if error.key == "book_entry_empty" else super().field_of(error)


def entry_words(line: BookLine, hide: bool) -> str:
    """Return an entry in a line: the party, the role, and who and where."""
    named = [shown(text, hide) for text in (line.name, line.organisation, line.phone) if text]
    role = [line.role] if line.role else []
    who = " · ".join([rules.short_party(line.party), *role, *named])
    return BOOK["ended"].format(who=who) if line.ended_on else who


def entries_at(book: Iterable[BookLine], party: str) -> list[BookLine]:
    """Return those of the book whom she talks with at a party now."""
    return [line for line in book if line.party == party and line.ended_on is None]
