"""Plan a meeting or another act of cooperation, write what became of it; what it demands is shown while one types."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import VerticalScroll
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Select, Static, TextArea

from rekotui.base.errors import NothingFoundError, RekotuiError
from rekotui.casework import meeting as rules
from rekotui.casework.consent import Ledger
from rekotui.casework.consent_gate import ConsentRefusedError, act_of, grounds_for
from rekotui.casework.contact import check_clock
from rekotui.casework.days import plus
from rekotui.casework.meeting_demands import Known, Sketch, demands, uncovered
from screens.book_form import entries_at
from screens.choice_field import ChoiceField
from screens.field import Field, FieldRow, set_value
from screens.form import Form, Loaded, case_line, day_or_none
from screens.meeting_fields import (
    GROUNDS,
    MOST_PEOPLE,
    MOST_PROMISES,
    fields_of,
    hidden,
    incomplete,
    notes_of,
    participants_of,
    person_fields,
    promise_fields,
    promises_of,
    proposed,
    rows_of,
    stored,
)
from screens.meeting_messages import MEETING
from screens.meeting_words import demand_lines, promised_words
from screens.messages import FORM
from screens.widgets.toned_text import from_pieces, to_content
from screens.widgets.tones import Tone
from screens.work_messages import CONTACT
from storage.consent_ledger import ledger_of
from storage.consent_reading import BookLine, book_of
from storage.meeting_reading import MeetingLine, known_of, meetings_of
from storage.reading import Reader

if TYPE_CHECKING:
    from storage.database import Work

_SOON = 0.02
"""Seconds."""
_GROWS = (("party", MOST_PEOPLE, person_fields), ("what", MOST_PROMISES, promise_fields))


class MeetingForm(Form):
    """One meeting of a case; `meeting_id` None for a new one of the kind.

    `given` are values by field that a new one begins with: what a filled-in guide already says.
    """

    def __init__(
        self,
        case_id: int,
        number: str,
        kind: str,
        meeting_id: int | None = None,
        given: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(f"case:{case_id}:meeting:{meeting_id or kind}", case_id)
        self._number, self._meeting_id, self._given = number, meeting_id, dict(given or {})
        self._kind = rules.kind_of(kind)
        self._ledger: Ledger = ()
        self._known = Known()
        self._book: tuple[BookLine, ...] = ()
        self._line: MeetingLine | None = None
        self._state = ""
        self._offered: tuple[str, ...] = ()
        self._growing = False

    def body(self) -> Iterable[Widget]:
        """Yield the form under what the meeting demands."""
        yield VerticalScroll(Static(markup=False, id="demand-lines"), id="demands", can_focus=False)
        yield from super().body()

    def heading(self) -> str:
        """Name the form by the kind and the case's number."""
        return MEETING["title"].format(kind=self._kind.label, case=self._number)

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return what a meeting is."""
        return fields_of(self._kind, values, has_day=self._line is not None and self._line.contact_id is not None)

    def read(self, reader: Reader) -> Loaded:
        """Read the meeting, and what the case and the consent log say."""
        self._ledger = ledger_of(reader.rows, self.case_id or 0)
        self._known = known_of(reader, self.case_id or 0)
        protected = case_line(reader, self.case_id).protected
        self._book = () if protected else book_of(reader, self.case_id or 0)
        if self._meeting_id is None:
            return Loaded(self._with_names(proposed(self._kind, self.rekotui.on, self._given)))
        lines = (line for line in meetings_of(reader, self.case_id or 0) if line.meeting_id == self._meeting_id)
        if (line := next(lines, None)) is None or line.state == rules.VOIDED:
            raise NothingFoundError("no_such_meeting")
        self._line = line
        return Loaded(stored(line), {"step": line.step_id}, promised_words(line, self.rekotui.hidden))

    def _with_names(self, values: dict[str, str]) -> dict[str, str]:
        """Fill in the only one whom the contact book knows at each party."""
        for at in range(1, MOST_PEOPLE + 1):
            known = [each.name for each in entries_at(self._book, values.get(f"party{at}", "")) if each.name]
            if len(known) == 1 and not values.get(f"name{at}", ""):
                values[f"name{at}"] = known[0]
        return values

    # What follows while one types

    async def _show_fields(self, values: Mapping[str, str]) -> None:
        self._state, self._offered = values.get("state", ""), ()
        await super()._show_fields(values)
        if self._state == rules.DONE and self._meeting_id is None and not values.get("next_on"):
            self._propose_for_held()
        self._follow()

    async def refresh_facts(self) -> None:
        """Look again at what the log says: the patient may have answered in another window."""
        read = await self.desk.read(
            lambda reader: (ledger_of(reader.rows, self.case_id or 0), known_of(reader, self.case_id or 0))
        )
        if read != (self._ledger, self._known) and self._ready:
            self._ledger, self._known = read
            self._follow()

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    def _follow(self) -> None:
        """Say what is there and what is missing; show the fields that belong to the state, and room for one more."""
        if not self._ready:
            return
        values = self.values()
        if values["state"] != self._state:
            self._state = values["state"]
            if self._state == rules.DONE:
                self._propose_for_held()
                values = self.values()
        sketch = self._sketch(values)
        kind = self._kind
        about = MEETING["remember"].format(law=kind.law, mark=kind.mark, remember=kind.remember)
        lines = demand_lines(demands(sketch, self._ledger, self._known, self.rekotui.on))
        self.query_one("#demand-lines", Static).update(to_content([*lines, from_pieces([(about, Tone.MUTED)])]))
        self._offer_grounds(sketch, values["ground"])
        self._show_rows(values)
        if not self._growing and any(self._lacks_row(values, *each) for each in _GROWS):
            self._growing = True
            self.start(self._grow, group="grow")

    def _propose_for_held(self) -> None:
        """Let everybody have come, and the follow-up be due, unless she says something else."""
        values = self.values()
        for at in range(1, MOST_PEOPLE + 1):
            if values.get(f"party{at}") and not values[f"came{at}"]:
                set_value(self.widget(f"came{at}"), rules.CAME)
        typed = day_or_none(values["on"])
        if not values["on"].strip() or (typed is not None and typed > self.rekotui.on):
            # What has taken place was at the latest today.
            set_value(self.widget("on"), self.rekotui.on.isoformat())
        if not (values["next_on"].strip() or self._kind.watched_by or self._was_held):
            day = min(typed or self.rekotui.on, self.rekotui.on)
            set_value(self.widget("next_on"), plus(day, self._kind.follow_up_days).isoformat())

    def identities_changed(self) -> None:
        """Cover what was promised, or show it again, where it stands above the form."""
        super().identities_changed()
        found = self.query("#form-says")
        if self._line is None or not found:
            return
        told = {hide: promised_words(self._line, hide) for hide in (True, False)}
        if str(found.first(Static).content) in told.values():
            self._say(told[self.rekotui.hidden])

    @property
    def _was_held(self) -> bool:
        return self._line is not None and self._line.state == rules.DONE

    def _sketch(self, values: Mapping[str, str]) -> Sketch:
        try:
            clock = check_clock(values["clock"])
        except RekotuiError:
            clock = ""
        ground, reason = values["ground"], values["ground_reason"]
        people = tuple(each._replace(ground=ground, ground_reason=reason) for each in participants_of(values))
        told = len(promises_of(values)) + (len(self._line.agreements) if self._line else 0)
        on_day = None if values["state"] == rules.WANTED else day_or_none(values["on"])
        return Sketch(self._kind, values["state"], on_day, clock, values["purpose"], people, notes_of(values), told)

    def _offer_grounds(self, sketch: Sketch, chosen: str) -> None:
        """Ask for a ground only where somebody has no consent, and only for grounds that can be used."""
        act = act_of(rules.outcome_of(sketch.state))
        without = uncovered(sketch, self._ledger, self.rekotui.on) if act else ()
        usable = {code for each, _answer in without for code in grounds_for(act, each.party)}
        offered = tuple(code for code, _words in GROUNDS if code in usable or (usable and code == chosen))
        for row in self.query(FieldRow):
            if row.names[0] in ("ground", "ground_reason"):
                row.display = bool(offered)
        ground = self.widget("ground")
        if isinstance(ground, ChoiceField) and offered and offered != self._offered:
            self._offered = offered
            with self.prevent(Select.Changed):
                ground.offer([(code, words) for code, words in GROUNDS if code in offered])
                set_value(ground, chosen)

    def _show_rows(self, values: Mapping[str, str]) -> None:
        for row in self.query(FieldRow):
            if row.names[0] in ("ground", "ground_reason"):
                continue
            row.set_class(row.names[0].startswith("party"), "person")
            row.display = not hidden(row.names[0], values["state"])
            for name in row.names:
                if name.startswith("came"):
                    self.widget(name).display = not hidden(name, values["state"])
                if name.startswith("name"):
                    self._suggest(self.widget(name), values.get(f"party{name.removeprefix('name')}", ""))

    def _suggest(self, name: Widget, party: str) -> None:
        if isinstance(name, Input):
            known = [each.name for each in entries_at(self._book, party) if each.name]
            name.suggester = None if self.rekotui.hidden else SuggestFromList(known, case_sensitive=False)

    def _lacks_row(self, values: Mapping[str, str], stem: str, most: int, _fields: object) -> bool:
        return rows_of(values, stem, most) > self._count(stem)

    def _count(self, stem: str) -> int:
        return sum(1 for each in self._shown if each.name.rstrip("0123456789") == stem)

    async def _grow(self) -> None:
        """Make room for one participant or promise more, when the last row is used."""
        try:
            for stem, most, fields in _GROWS:
                while self._lacks_row(self.values(), stem, most, fields):
                    shown = self._count(stem)
                    await self._add_row(fields(shown + 1), fields(shown))
        finally:
            self._growing = False
        self._show_rows(self.values())

    async def _add_row(self, new: list[Field], before: list[Field]) -> None:
        last = before[-1].name
        after = next(row for row in self.query(FieldRow) if last in row.names)
        parts = [tuple(each for each in new if (each.group or each.name) == group) for group in
                 dict.fromkeys(each.group or each.name for each in new)]  # fmt: skip
        await self.query_one("#form").mount_all([FieldRow(part) for part in parts], after=after)
        at = next(place for place, each in enumerate(self._shown) if each.name == last) + 1
        self._shown = (*self._shown[:at], *new, *self._shown[at:])
        self.identities_changed()

    # Saving

    def action_save(self) -> None:
        """Save what is typed."""
        self._once_grown(super().action_save)

    def action_back(self) -> None:
        """Keep what is typed and go back."""
        self._once_grown(super().action_back)

    def action_start_over(self) -> None:
        """Ask, then throw away what is typed."""
        self._once_grown(super().action_start_over)

    def _once_grown(self, act: Callable[[], None]) -> None:
        """Act when a row that is being added is there: half a row can be neither read nor taken away."""
        if self._growing:
            self.set_timer(_SOON, partial(self._once_grown, act))
        else:
            act()

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Ask for the day, for why it was called off, and for what a row that is begun still needs."""
        wrong = dict(incomplete(values))
        for name in ("on", "reason"):
            if not hidden(name, values["state"]) and not values[name].strip():
                wrong[name] = MEETING["why_needed"] if name == "reason" else FORM["needed"].format(field="datum")
        if values["minutes"].strip() and not values["minutes"].strip().isdecimal():
            wrong["minutes"] = CONTACT["bad_minutes"]
        if not participants_of(values):
            wrong["party1"] = MEETING["party_needed"]
        return wrong

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Save the meeting with its contact, its promises and its follow-up together."""
        from storage.cases import CaseRepository
        from storage.meetings import MeetingRepository, NewMeeting

        sketch = self._sketch(values)
        without = {each for each, _answer in uncovered(sketch, ledger_of(work.ask, self.case_id or 0), self.rekotui.on)}
        people = tuple(
            each if each in without else each._replace(ground="", ground_reason="") for each in sketch.participants
        )
        held = sketch.state == rules.DONE
        new = NewMeeting(
            kind=self._kind.code,
            state=sketch.state,
            on=sketch.on,
            clock=values["clock"],
            channel=values["channel"],
            place=values["place"],
            purpose=values["purpose"],
            participants=people,
            notes=sketch.notes,
            reason="" if hidden("reason", sketch.state) else values["reason"],
        )
        if held:
            minutes = values["minutes"].strip()
            new = replace(
                new,
                agreements=promises_of(values),
                next_on=day_or_none(values["next_on"]),
                minutes=int(minutes) if minutes else None,
            )
        case = CaseRepository(work).get(self.case_id or 0)
        seen = self.loaded.versions.get("step")
        return MeetingRepository(work).save(case, new, self.rekotui.on, self._meeting_id, seen)

    def field_of(self, error: RekotuiError) -> str:
        """Put the gate's refusal by the one whom it is about, or by the ground that can be named."""
        if not isinstance(error, ConsentRefusedError):
            return {"contact_in_future": "on", "bad_clock": "clock"}.get(error.key, super().field_of(error))
        if error.answer.why in ("ask_time", "ground_reason"):
            return "clock" if error.answer.why == "ask_time" else "ground_reason"
        if self._state == rules.DONE:
            return "ground"
        values = self.values()
        parties = (at for at in range(1, MOST_PEOPLE + 1) if values.get(f"party{at}") == error.answer.party)
        return f"party{next(parties, 1)}"

    def saved_words(self, values: Mapping[str, str]) -> str:
        """Say what it is now, and how much is watched."""
        state = rules.states()[values["state"]].lower()
        told = {"kind": self._kind.label, "state": state}
        if values["state"] != rules.DONE:
            return MEETING["saved"].format(**told)
        count = len(promises_of(values)) + bool(day_or_none(values["next_on"]))
        return MEETING["saved_watched" if count else "saved"].format(**told, count=count)


class VoidMeetingForm(Form):
    """Strikes a meeting out: it stays, with the reason."""

    SAVED: ClassVar[str] = MEETING["voided"]

    def __init__(self, case_id: int, number: str, meeting_id: int) -> None:
        super().__init__(f"case:{case_id}:meeting:{meeting_id}:void", case_id)
        self._number, self._meeting_id = number, meeting_id

    def heading(self) -> str:
        """Name the form by the case's number."""
        return MEETING["void_title"].format(case=self._number)

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return the reason."""
        return [Field("reason", MEETING["void_why"])]

    def read(self, reader: Reader) -> Loaded:
        """Say what it will mean."""
        return Loaded({}, {}, MEETING["void_hint"])

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Strike it out."""
        from storage.cases import CaseRepository
        from storage.meetings import MeetingRepository

        case = CaseRepository(work).get(self.case_id or 0)
        MeetingRepository(work).void(case, self._meeting_id, self.rekotui.on, values["reason"])
        return self._meeting_id
