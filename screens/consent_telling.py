"""After a withdrawal or a limiting: who must be told, which bookings fall, which status to give the case."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events, on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from rekotui.casework import consent as rules
from rekotui.casework import contact
from rekotui.casework.consent_state import Moment
from rekotui.casework.consent_withdrawal import PastContact, Withdrawal, follows
from screens import commands
from screens.acts_on_consents import clock_now, newest
from screens.consent_messages import TELL
from screens.consent_words import about_words, who_words
from screens.dialog import Dialog
from screens.form import case_line
from storage.consent_ledger import ledger_of
from storage.consent_reading import ConsentEventLine, consent_log
from storage.past_contacts import past_contacts
from storage.reading import Reader
from storage.work_reading import FollowUpLine, follow_ups_of

if TYPE_CHECKING:
    from storage.database import Work

_REASON, _REBOOK = "consent", "meeting"
_MOST_DIGIT = 9


class Todo(NamedTuple):
    """One thing to do: its words, and what to watch, or the status to give, or that all have been told."""

    words: str
    party: str = ""
    name: str = ""
    reason: str = ""
    body: str = ""
    status: str = ""
    done: bool = False


class _Found(NamedTuple):
    event: ConsentEventLine
    events: tuple[ConsentEventLine, ...]
    withdrawal: Withdrawal
    contacts: tuple[PastContact, ...]
    follow_ups: tuple[FollowUpLine, ...]


class TellScreen(Dialog[str]):
    """What follows, each by one key; its result is the status that was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.DIALOG)
    AUTO_FOCUS = "#todo"

    def __init__(self, case_id: int, consent_id: int, *, hide: bool) -> None:
        super().__init__()
        self._case_id, self._consent_id, self._hide = case_id, consent_id, hide
        self._todo: list[Todo] = []
        self._events: tuple[ConsentEventLine, ...] = ()

    def box(self) -> Iterable[Widget]:
        """Yield what it is about and what follows."""
        yield Vertical(
            Static(markup=False, classes="title", id="tell-title"),
            Static(TELL["text"], markup=False, classes="text"),
            OptionList(id="todo", markup=False),
            classes="box wide",
        )

    async def refresh_facts(self) -> None:
        """Read what follows from the log as it is now."""
        found = await self.desk.read(self._read)
        if not self.is_attached:
            return
        self._events = found.events
        title = TELL[found.event.event].format(about=about_words(found.event.kind, found.event.party))
        self.query_one("#tell-title", Static).update(title)
        self._todo = list(self._all(found))
        self._draw()

    def identities_changed(self) -> None:
        """Hide names that were shown."""
        super().identities_changed()
        self._hide = self._hide or self.rekotui.hidden

    def _read(self, reader: Reader) -> _Found:
        lines = tuple(line for line in consent_log(reader, self._case_id) if line.consent_id == self._consent_id)
        event = newest(lines)
        ledger, contacts = ledger_of(reader.rows, self._case_id), past_contacts(reader.rows, self._case_id)
        own = next(each for each in ledger if each.consent_id == self._consent_id)
        status = case_line(reader, self._case_id).status
        withdrawal = follows(own, ledger, Moment(event.on, event.clock), contacts, status)
        if event.event != rules.WITHDRAWN:
            withdrawal = withdrawal._replace(statuses=())
        return _Found(event, lines, withdrawal, contacts, follow_ups_of(reader, self._case_id))

    def _all(self, found: _Found) -> Iterable[Todo]:
        watched = {
            (line.reason, line.party, line.party_name, line.body) for line in found.follow_ups if line.state == "open"
        }
        for each in found.withdrawal.tell:
            name = each.person or each.organisation
            words = TELL["tell"].format(
                who=who_words(rules.PARTY, each.party, each.person, each.organisation, self._hide)
            )
            done = (_REASON, each.party, name, TELL["body"]) in watched
            yield Todo(words, each.party, name, _REASON, TELL["body"], done=done)
        # A meeting is named by the one whom its contact names, who comes first.
        booked = {each.contact_id: each for each in reversed(found.contacts)}
        for contact_id in found.withdrawal.bookings:
            booking = booked[contact_id]
            who, day = contact.short_party(booking.party), booking.moment.on
            words, body = TELL["rebook"].format(day=day, who=who), TELL["rebook_body"].format(day=day)
            done = (_REBOOK, booking.party, booking.name, body) in watched
            yield Todo(words, booking.party, booking.name, _REBOOK, body, done=done)
        for status in found.withdrawal.statuses:
            yield Todo(TELL["status"].format(status=status), status=status)
        if not any(line.event == rules.TOLD and line.on >= found.event.on for line in found.events):
            yield Todo(TELL["told" if found.withdrawal.tell else "nobody"])

    def _draw(self) -> None:
        todo = self.query_one("#todo", OptionList)
        at = todo.highlighted
        todo.clear_options()
        for place, each in enumerate(self._todo, 1):
            text = TELL["watched"].format(text=each.words) if each.done else each.words
            todo.add_option(Option(Content(f"{place if place <= _MOST_DIGIT else ' '}  {text}")))
        todo.highlighted = min(at or 0, len(self._todo) - 1) if self._todo else None

    # Doing

    def on_key(self, event: events.Key) -> None:
        """Let a digit do it."""
        if event.key.isdecimal() and 1 <= int(event.key) <= len(self._todo):
            event.stop()
            self._do(self._todo[int(event.key) - 1])

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._do(self._todo[event.option_index])

    def _do(self, todo: Todo) -> None:
        if todo.status:
            self.dismiss(todo.status)
        elif not todo.reason:
            self.start(self._note_told, group="tell")
        elif not todo.done:
            self.start(partial(self._watch, todo), group=f"watch {object()}")

    async def _watch(self, todo: Todo) -> None:
        at = self._todo.index(todo)
        self._todo[at] = todo._replace(done=True)
        await self.desk.write(partial(_follow_up, self._case_id, self._consent_id, todo, self.rekotui.on))
        self.rekotui.say(TELL["said_watched"])
        if self.is_attached:
            self._draw()

    async def _note_told(self) -> None:
        on_day = self.rekotui.on
        clock = clock_now(on_day, self._events)
        await self.desk.write(partial(_told, self._consent_id, on_day, clock))
        self.rekotui.say(TELL["said_told"])
        await self.refresh_facts()


def _follow_up(case_id: int, consent_id: int, todo: Todo, on_day: date, work: "Work") -> None:
    from storage.cases import CaseRepository
    from storage.follow_ups import FollowUpRepository, NewFollowUp

    new = NewFollowUp(on_day, todo.reason, todo.party, todo.name, todo.body, "consent", consent_id)
    FollowUpRepository(work).add(CaseRepository(work).get(case_id), new)


def _told(consent_id: int, on_day: date, clock: str, work: "Work") -> None:
    from storage.consents import ConsentRepository, Said

    ConsentRepository(work).told(consent_id, Said(on_day, clock), on_day)
