"""The one form: fields as data, a draft kept while she types, every problem shown beside its field.

Nothing typed is lost: not by Esc, lock, quit or crash, and not when the same thing was changed elsewhere.
"""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input, Select, Static, TextArea

from rekotui.base.clock import parse_day
from rekotui.base.errors import BusyError, NothingFoundError, RekotuiError, WrongUseError
from rekotui.casework.typed_day import typed_day
from screens import commands
from screens.draft import FormDraft, differing, load_draft
from screens.field import Field, FieldRow, Kind, set_value, value_of
from screens.frame import Frame
from screens.messages import FORM
from screens.several import Several
from storage.reading import CaseLine, Reader

if TYPE_CHECKING:
    from storage.database import Work

_KEEP_AFTER = 0.4
"""Seconds from the first unsaved key to the draft; not moved by further keys."""
_FIELD_OF_ERROR = {
    "number_taken": "personnummer",
    "demo_real_number": "personnummer",
    "bad_personal_number": "personnummer",
    "name_needed": "name",
    "reason_needed": "reason",
    "note_needed": "body",
    "bad_clock": "clock",
    "bad_minutes": "minutes",
    "bad_kva": "kva",
    "many_kva": "kva",
    "contact_in_future": "happened_on",
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What is stored now: values by field, the versions they belong to, and a line to show above the form."""

    values: dict[str, str] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    says: str = ""


class Form(Frame[int]):
    """A form; its result is the id of what was saved, or None after Esc."""

    PLACE = commands.FORM
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "form.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.FORM)
    SAVED: ClassVar[str] = FORM["saved"]

    def __init__(self, place: str, case_id: int | None = None) -> None:
        super().__init__()
        self.place = place
        self.case_id = case_id
        self.loaded = Loaded()
        self._shown: tuple[Field, ...] = ()
        self._kept = ""
        self._timer_runs = False
        self._ready = False
        self._saving = False
        self._early: list[events.Key] = []

    # What a form says of itself

    # Textual's metaclass leaves no room for ABCMeta: that every form fills these in is held by the type checker.

    @abstractmethod
    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return the fields for what is stored and drafted."""

    @abstractmethod
    def read(self, reader: Reader) -> Loaded:
        """Read what is stored (in a thread)."""

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Return what is wrong, by field; asked before saving."""
        return {}

    @abstractmethod
    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Save (in a thread, in one transaction) and return an id."""

    def saved_words(self, values: Mapping[str, str]) -> str:
        """Return what to say afterwards, never with a person in it; nothing where the screen under it tells."""
        return self.SAVED

    def field_of(self, error: RekotuiError) -> str:
        """Return the field that a refusal is about, "" where it is about none of them."""
        return _FIELD_OF_ERROR.get(error.key, "")

    # Showing

    def body(self) -> Iterable[Widget]:
        """Yield a line for news, and room for the fields."""
        yield Static(markup=False, id="form-says")
        yield VerticalScroll(id="form", can_focus=False)
        yield Static(markup=False, id="form-kept")

    def on_mount(self) -> None:
        """Read what is stored and drafted, then show the fields."""
        super().on_mount()
        self.watch(self, "focused", self._type_early, init=False)
        self.start(self._begin, group="begin")

    def on_key(self, event: events.Key) -> None:
        """Hold what is typed before there is a field to type in: it is not lost, and no shortcut either."""
        if self.focused is None and event.is_printable:
            self._early.append(event)
            event.stop()

    def _type_early(self, focused: Widget | None) -> None:
        # Straight to the field and at once: a key that comes after must not overtake.
        if focused is not None:
            for event in self._early:
                focused.post_message(events.Key(event.key, event.character))
            self._early.clear()

    async def _begin(self) -> None:
        loaded, text = await self.desk.read(lambda reader: (self.read(reader), reader.draft(self.place)))
        draft = load_draft(text)
        self.loaded, self._kept = loaded, text
        await self._show_fields({**loaded.values, **draft.typed})
        self._tell_of_changes(draft)
        self._say(FORM["draft_back"] if draft.typed else loaded.says)

    async def _show_fields(self, values: Mapping[str, str]) -> None:
        self._ready = False
        self._shown = tuple(self.fields(values))
        form = self.query_one("#form")
        await form.remove_children()
        rows = [tuple(group) for _, group in groupby(self._shown, key=lambda each: each.group or each.name)]
        await form.mount_all([FieldRow(row) for row in rows])
        for each in self._shown:
            set_value(self.widget(each.name), values.get(each.name, ""))
        self.identities_changed()
        self._ready = True
        if self._shown:
            self.widget(self._shown[0].name).focus()

    def widget(self, name: str) -> Widget:
        """Return the widget of a field."""
        return self.query_one(f"#f-{name}")

    def values(self) -> dict[str, str]:
        """Return what stands in every field now."""
        return {each.name: value_of(self.widget(each.name)) for each in self._shown}

    def identities_changed(self) -> None:
        """Turn the fields about a person into bullets, or back."""
        super().identities_changed()
        for each in self._shown:
            if each.identity and (found := self.query(f"#f-{each.name}")) and isinstance(found.first(), Input):
                found.first(Input).password = self.rekotui.hidden

    def _say(self, text: str) -> None:
        says = self.query_one("#form-says", Static)
        says.update(text)
        says.display = bool(text)

    # Drafts

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    @on(Several.Changed)
    def _typed(self) -> None:
        if self._ready and not self._timer_runs:
            self._timer_runs = True
            self.set_timer(_KEEP_AFTER, self._keep_soon)

    def _keep_soon(self) -> None:
        self._timer_runs = False
        self.start(self.keep_drafts, group="draft")

    def _draft_text(self) -> str:
        typed = differing(self.values(), self.loaded.values)
        return FormDraft(typed, {name: self.loaded.values.get(name, "") for name in typed}).dump()

    async def keep_drafts(self) -> None:
        """Save what is typed as a draft, if it has changed since the last time."""
        if not self._ready or self._saving or (text := self._draft_text()) == self._kept:
            return
        try:
            await self.desk.keep_draft(self.place, text, self.case_id)
        except RekotuiError:
            self._note(FORM["not_kept"])
            raise
        self._kept = text
        self._note(FORM["kept"].format(time=datetime.now().strftime("%H:%M")) if text else "")

    def _note(self, text: str) -> None:
        if self.is_attached:
            self.query_one("#form-kept", Static).update(text)

    def drafts_now(self) -> list[tuple[str, str, int | None]]:
        """Return the draft if it is not kept yet."""
        if not self._ready or (text := self._draft_text()) == self._kept:
            return []
        return [(self.place, text, self.case_id)]

    def action_start_over(self) -> None:
        """Ask, then throw away what is typed."""
        from screens.choose import ConfirmScreen

        self.rekotui.push_screen(ConfirmScreen(FORM["start_over_ask"], FORM["start_over_yes"]), self._start_over)

    def _start_over(self, yes: bool | None) -> None:
        if yes:
            self.start(self._throw_away, group="begin")

    async def _throw_away(self) -> None:
        await self.desk.keep_draft(self.place, "")
        await self._begin()

    # Saving

    def action_save(self) -> None:
        """Save what is typed."""
        if self._ready and not self._saving:
            self.start(self._save, group="save")

    async def _save(self) -> None:
        self._write_days_out()
        values = self.values()
        if self._complain({**self._wrong_days(values), **self.problems(values)}):
            return
        changed = differing(values, self.loaded.values)

        def write(work: "Work") -> int:
            from storage.drafts import DraftRepository

            made = self.write(work, values, changed)
            DraftRepository(work).let_go(self.place)
            return made

        self._saving = True
        try:
            made = await self.desk.write(write)
        except BusyError as error:
            await self._changed_elsewhere(error)
            return
        except RekotuiError as error:
            field_name = self.field_of(error)
            known = any(each.name == field_name for each in self._shown)
            self._complain({field_name if known else "": str(error)})
            return
        finally:
            self._saving = False
        self._kept = self._draft_text()
        if said := self.saved_words(values):
            self.rekotui.say(said)
        await self.leave_with(made)

    @on(Input.Blurred)
    def _write_days_out(self) -> None:
        """Write out the days that were typed in short ("+14", "fre"), so that she sees which day is meant."""
        for each in self._shown if self._ready else ():
            if each.kind is Kind.DAY and isinstance(typed := self.widget(each.name), Input):
                day = typed_day(typed.value, self.rekotui.on)
                if day is not None and typed.value.strip() != day.isoformat():
                    typed.value = day.isoformat()

    def _wrong_days(self, values: Mapping[str, str]) -> dict[str, str]:
        return {
            each.name: FORM["mistyped_day"]
            for each in self._shown
            if each.kind is Kind.DAY and values[each.name].strip() and day_or_none(values[each.name]) is None
        }

    def _complain(self, problems: Mapping[str, str]) -> bool:
        """Show every problem by its field, focus the first, and say whether there is any."""
        first = None
        for row in self.query(FieldRow):
            found = [(name, problems[name]) for name in row.names if problems.get(name)]
            row.complain(found[0][1] if found else "")
            first = first or (found[0][0] if found else None)
        loose = problems.get("", "")
        self._say(loose or (FORM["wrong"] if first else ""))
        if first is not None:
            self.widget(first).focus()
        return first is not None or bool(loose)

    async def _changed_elsewhere(self, error: BusyError) -> None:
        """Keep what is typed, take over what she has not touched, and show what now stands elsewhere."""
        self.rekotui.report(error)
        if error.key != "changed_elsewhere":
            return
        before, typed = self.loaded, differing(self.values(), self.loaded.values)
        self.loaded = await self.desk.read(self.read)
        self._ready = False
        for each in self._shown:
            if each.name not in typed:
                set_value(self.widget(each.name), self.loaded.values.get(each.name, ""))
        self._ready = True
        self._tell_of_changes(FormDraft(typed, before.values))
        self._say(str(error))

    def _tell_of_changes(self, draft: FormDraft) -> None:
        """Say by each typed field what it was changed to elsewhere after it was typed."""
        for row in self.query(FieldRow):
            for name in row.names:
                now = self.loaded.values.get(name, "")
                if name in draft.typed and now != draft.base.get(name, "") and now != draft.typed[name]:
                    value = FORM["hidden_value"] if self.rekotui.hidden else now
                    row.complain(FORM["now_elsewhere"].format(value=value))

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()


def case_line(reader: Reader, case_id: int | None) -> CaseLine:
    """Return a case as it is stored; raise NothingFoundError if it has been voided meanwhile."""
    lines = reader.cases_by_id([case_id or 0])
    if not lines:
        raise NothingFoundError("no_such_case")
    return lines[0]


def day_or_none(text: str) -> date | None:
    """Return a typed day, or None for nothing or a text that is no day."""
    try:
        return parse_day(text)
    except WrongUseError:
        return None
