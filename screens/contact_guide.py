"""A contact whose guide is filled in beside it: what was answered there becomes the contact's text, and more."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Select

from rekotui.casework.contact import part_of
from rekotui.casework.guide_contact import EMPLOYER, PHONE_GUIDE, TELLS_OF, contact_of, merged
from rekotui.casework.guides import in_force
from screens import commands
from screens.field import set_value, value_of
from screens.form import Form, Loaded
from screens.guide_messages import GUIDES
from storage.interview_reading import stored_sheet
from storage.reading import Reader

if TYPE_CHECKING:
    from storage.database import Work


class FillsFromGuide(Form):
    """The form of a contact; `fills_from` is the number of the guide that was filled in at it."""

    PLACE = commands.CONTACT_FORM
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings(commands.CONTACT_FORM)]

    fills_from: int | None = None
    _taken: Mapping[str, str] = {}
    """What was taken over from the guide last: only that is ever written over."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the phone guide while the contact is with the employer."""
        if action == "phone_guide":
            return self._ready and value_of(self.widget("party")) == EMPLOYER
        return super().check_action(action, parameters)

    @on(Select.Changed, "#f-party")
    def _offer_guide(self) -> None:
        self.refresh_bindings()

    def action_phone_guide(self) -> None:
        """Open the guide for a call with the employer; what is typed here waits."""

        def opened(interview_id: int) -> None:
            self.fills_from = interview_id

        async def open_it() -> None:
            from screens.interview_door import open_guide

            await self.keep_drafts()
            await open_guide(self, PHONE_GUIDE, self.case_id, opened)

        self.start(open_it, group="guide")

    def guide_values(self, reader: Reader) -> dict[str, str]:
        """Return what the guide says of the contact, {} where none is filled in at it."""
        guides = in_force()
        stored = stored_sheet(reader, self.fills_from, guides) if self.fills_from else None
        if stored is None or stored.line.guide not in TELLS_OF:
            return {}
        return contact_of(stored.sheet, guides.vocabulary)

    def start_from_guide(self, reader: Reader, empty: Loaded) -> Loaded:
        """Return what a new contact starts with: what the guide says, where one has been filled in at it already."""
        from rekotui.casework.kva import default_codes

        said = self.guide_values(reader)
        if not said:
            return empty
        self._taken = said
        values = {**empty.values, **said}
        part, party, outcome = part_of(values["party"]), values["party"], values["outcome"]
        codes = [*default_codes(part, party, outcome, self.desk.settings.kva_outside), *said.get("kva", "").split()]
        values |= {"part": part, "kva": " ".join(dict.fromkeys(codes))}
        return Loaded(values, {}, GUIDES["contact_says"])

    async def take_guide(self) -> None:
        """Put what the guide says now where she has not typed anything herself."""
        if self.fills_from is None or not self._ready:
            return
        said = await self.desk.read(self.guide_values)
        if said and said != self._taken:
            changed = merged(self.values(), said, {**self.loaded.values, **self._taken})
            self._taken = said
            for name in changed.keys() & self.values().keys():
                set_value(self.widget(name), changed[name])
            self.rekotui.say(GUIDES["taken"])

    def link_guide(self, work: "Work", contact_id: int) -> None:
        """Remember which guide the contact tells of, in the transaction that records it."""
        from storage.guide_contacts import tells_of

        if self.fills_from is not None and self.guide_is_of_this(work):
            tells_of(work, contact_id, self.fills_from, self.case_id or 0)

    def guide_is_of_this(self, work: "Work") -> bool:
        """Return whether the guide is about the case of the contact."""
        rows = work.ask("select 1 from interview where id = ? and case_id = ?", (self.fills_from, self.case_id))
        return bool(rows)
