"""The contact book of a case: whom she talks with, and their numbers. Runs in the caller's transaction."""

from dataclasses import dataclass
from datetime import date

from rekotui.base.errors import BusyError, NothingFoundError, WrongUseError
from rekotui.casework import facts
from rekotui.casework.contact import check_code
from storage.consent_models import BookEntry
from storage.database import Work
from storage.history import Event
from storage.models import Case

_TEXTS = ("role", "name", "organisation", "phone")


@dataclass(frozen=True, slots=True)
class NewEntry:
    """Somebody to talk with: the party's code (content/contacts.json), the role in words, name, place and number."""

    party: str
    role: str = ""
    name: str = ""
    organisation: str = ""
    phone: str = ""
    note: str = ""


class ContactBook:
    """Writes entries within one unit of work. The history says that one was written, never whose name."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, case: Case, new: NewEntry) -> BookEntry:
        """Add somebody; raises WrongUseError for an unknown party, or where nothing says who it is."""
        entry = BookEntry(case_id=case.id or 0, party="")
        return self._fill(entry, new, "book.added")

    def change(self, entry_id: int, new: NewEntry, version: int | None = None) -> BookEntry:
        """Correct an entry; raises BusyError if it is not the version that the screen showed."""
        return self._fill(self._get(entry_id, version), new, "book.changed")

    def end(self, entry_id: int, on: date | None, version: int | None = None) -> None:
        """Say that somebody is no longer the one to talk with (None: is so again after all)."""
        entry = self._get(entry_id, version)
        entry.ended_on = on
        self._written(entry, "book.ended")

    def _get(self, entry_id: int, version: int | None) -> BookEntry:
        entry = self._work.session.get(BookEntry, entry_id)
        if entry is None:
            raise NothingFoundError("no_such_entry")
        if version is not None and entry.version != version:
            raise BusyError("changed_elsewhere")
        return entry

    def _fill(self, entry: BookEntry, new: NewEntry, action: str) -> BookEntry:
        texts = {name: facts.clean_line(name, getattr(new, name)) for name in _TEXTS}
        if not (texts["role"] or texts["name"] or texts["organisation"]):
            raise WrongUseError("book_entry_empty")
        entry.party = check_code("parties", new.party, "party")
        entry.note = facts.clean_text("note", new.note)
        for name, text in texts.items():
            setattr(entry, name, text)
        self._written(entry, action)
        return entry

    def _written(self, entry: BookEntry, action: str) -> None:
        self._work.session.add(entry)
        self._work.session.flush()
        payload = {"party": entry.party, "ended": entry.ended_on.isoformat() if entry.ended_on else None}
        self._work.record(Event(action, "contact_book", entry.id, entry.case_id, payload))
