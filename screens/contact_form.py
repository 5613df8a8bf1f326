"""Write down a contact, with the next follow-up in the same step; correct one, or strike it out with a reason."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Select, Static

from rekotui.base.errors import RekotuiError
from rekotui.casework import contact as rules
from rekotui.casework.consent import Ledger
from rekotui.casework.consent_gate import ConsentRefusedError, grounds
from screens.book_form import entries_at
from screens.choice_field import ChoiceField
from screens.consent_messages import COVERED
from screens.contact_cover import ask_of, cover_words, covered, field_of_answer, ground_choices
from screens.contact_guide import FillsFromGuide
from screens.field import Field, FieldRow, Kind, set_value, value_of
from screens.form import Form, Loaded, case_line, day_or_none
from screens.messages import FORM
from screens.work_messages import CONTACT, YES_NO
from storage.consent_ledger import ledger_of
from storage.consent_reading import BookLine, book_of
from storage.reading import Reader
from storage.work_reading import ContactLine, contacts_of

if TYPE_CHECKING:
    from storage.contacts import NewContact
    from storage.database import Work

_NEEDED = ("happened_on", "channel", "outcome", "party")
_GROUNDS = tuple(grounds().items())
_NEXT = ("reason", "waits_for", "waits_name", "due_on")


class ContactForm(FillsFromGuide):
    """One contact of a case.

    `contact_id` is the one that it corrects, `party` whom a new one begins with, `interview_id` a guide it tells of.
    """

    def __init__(
        self,
        case_id: int,
        number: str,
        contact_id: int | None = None,
        party: str = "",
        interview_id: int | None = None,
    ) -> None:
        about = f":{contact_id}" if contact_id else f":guide:{interview_id}" if interview_id else ""
        super().__init__(f"case:{case_id}:contact{about}", case_id)
        self.fills_from = interview_id
        self._number, self._contact_id, self._begin_with = number, contact_id, party
        self._party = self._codes = ""
        self._ledger: Ledger = ()
        self._offered: list[str] = []
        self._book: tuple[BookLine, ...] = ()

    def body(self) -> Iterable[Widget]:
        """Yield the form under the line that says which consent covers the contact."""
        yield Static(markup=False, id="cover")
        yield from super().body()

    def heading(self) -> str:
        """Name the form by the case's number."""
        return CONTACT["correct" if self._contact_id else "title"].format(case=self._number)

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return what a contact is, and for a new one what to watch next."""
        return [
            Field("happened_on", CONTACT["happened_on"], Kind.DAY, group="when"),
            Field("clock", CONTACT["clock"], hint=CONTACT["clock_hint"], group="when"),
            _choice("channel", rules.channels()),
            _choice("outcome", rules.outcomes()),
            _choice("party", rules.parties()),
            Field("party_name", CONTACT["party_name"], identity=True),
            _choice("with_patient", YES_NO),
            Field("ground", COVERED["ground_label"], Kind.CHOICE, hint=COVERED["ground_hint"], choices=_GROUNDS),
            Field("ground_reason", COVERED["reason_label"]),
            _choice("part", rules.parts()),
            Field("body", CONTACT["body"], Kind.TEXT, hint=CONTACT["body_hint"]),
            Field("next_step", CONTACT["next_step"]),
            Field("minutes", CONTACT["minutes"], group="counted"),
            Field("kva", CONTACT["kva"], hint=CONTACT["kva_hint"], group="counted"),
            *([] if self._contact_id else _next_fields()),
        ]

    def read(self, reader: Reader) -> Loaded:
        """Read the contact that is corrected; a new one is of today, with the patient."""
        self._ledger = ledger_of(reader.rows, self.case_id or 0)
        protected = case_line(reader, self.case_id).protected
        self._book = () if protected else book_of(reader, self.case_id or 0)
        lines = contacts_of(reader, self.case_id or 0) if self._contact_id else ()
        line = next((each for each in lines if each.contact_id == self._contact_id), None)
        if line is not None:
            return Loaded(_stored(line))
        # What was being typed about somebody else is not turned into a contact with this party.
        party = self._begin_with if self._begin_with and not reader.draft(self.place) else rules.PATIENT
        values = {"happened_on": self.rekotui.on.isoformat(), "channel": "phone", "outcome": rules.HELD}
        values["kva"] = self._codes = self._proposed(rules.part_of(party), party, rules.HELD)
        values |= {"party": party, "part": rules.part_of(party)}
        return self.start_from_guide(reader, Loaded(values, {}, CONTACT["next"]))

    @on(Select.Changed, "#f-party")
    def _follow_party(self, event: Select.Changed) -> None:
        """Let the part of the law follow the party, unless she has chosen another."""
        part = self.widget("part")
        before, self._party = self._party, value_of(event.select)
        if self._party and before and value_of(part) in ("", rules.part_of(before)):
            set_value(part, rules.part_of(self._party))
        self._offer_names(before)

    def _offer_names(self, before: str) -> None:
        """Fill in the only one whom the contact book knows there; offer the names while she types, if several."""
        name = self.widget("party_name")
        if not isinstance(name, Input):
            return
        known = [each.name for each in entries_at(self._book, self._party) if each.name]
        name.suggester = None if self.rekotui.hidden else SuggestFromList(known, case_sensitive=False)
        filled_in = {each.name for each in entries_at(self._book, before)}
        if before != self._party and not self._contact_id and name.value in ("", *filled_in):
            name.value = known[0] if len(known) == 1 else ""

    # What covers it

    async def _show_fields(self, values: Mapping[str, str]) -> None:
        self._party = values.get("party", "")
        await super()._show_fields(values)
        self._show_cover()
        if self._begin_with and values.get("party") == self._begin_with:
            self._offer_names("")
            self.widget("body").focus()

    async def refresh_facts(self) -> None:
        """Look again at what the log says: the patient may have answered in another window."""
        ledger = await self.desk.read(lambda reader: ledger_of(reader.rows, self.case_id or 0))
        if ledger != self._ledger and self._ready:
            self._ledger = ledger
            self._show_cover()
            self.rekotui.say(COVERED["changed"], severity="warning")
        await self.take_guide()

    @on(Input.Changed)
    @on(Select.Changed)
    def _show_cover(self) -> None:
        """Say which consent covers what is typed now; ask for a ground only where none does."""
        if not self._ready:
            return
        values = self.values()
        ask = ask_of(values, self.rekotui.on)
        self.query_one("#cover", Static).update(cover_words(ask, self._ledger))
        answer = covered(ask, self._ledger)
        self.query_one("#cover").set_class(not answer.allowed, "-missing")
        choices = ground_choices(ask) if not answer.allowed else ()
        for row in self.query(FieldRow):
            if row.names[0] in ("ground", "ground_reason"):
                row.display = bool(choices) or bool(values["ground"])
        self._offer_grounds(choices, values["ground"])

    def _offer_grounds(self, choices: tuple[tuple[str, str], ...], chosen: str) -> None:
        ground = self.widget("ground")
        if not isinstance(ground, ChoiceField) or not choices:
            return
        known = dict(choices)
        offered = [*choices, *(each for each in _GROUNDS if each[0] == chosen and chosen not in known)]
        if [each[1] for each in offered] != self._offered:
            self._offered = [each[1] for each in offered]
            with self.prevent(Select.Changed):
                ground.offer([(code, words) for code, words in offered])
                set_value(ground, chosen)

    def field_of(self, error: RekotuiError) -> str:
        """Put the gate's refusal by the field where it can be met."""
        if not isinstance(error, ConsentRefusedError):
            return super().field_of(error)
        for row in self.query(FieldRow):
            if row.names[0] in ("ground", "ground_reason"):
                row.display = True
        return field_of_answer(error.answer)

    @on(Input.Changed, "#f-due_on")
    def _suggest_next(self) -> None:
        """Suggest what is as a rule watched after a talk with somebody: that they answer."""
        day, party = self.values()["due_on"], value_of(self.widget("party"))
        if not self._ready or party in ("", rules.PATIENT) or day_or_none(day) is None:
            return
        for name, suggested in (("reason", "answer"), ("waits_for", party)):
            if not value_of(self.widget(name)):
                set_value(self.widget(name), suggested)

    @on(Select.Changed, "#f-party, #f-part, #f-outcome")
    def _follow_codes(self) -> None:
        """Let the codes follow part, party and outcome, unless she has written others."""
        part, party, outcome = (value_of(self.widget(name)) for name in ("part", "party", "outcome"))
        if self._contact_id or not (part and party and outcome):
            return
        before, self._codes = self._codes, self._proposed(part, party, outcome)
        if value_of(self.widget("kva")).strip() == before:
            set_value(self.widget("kva"), self._codes)

    def _proposed(self, part: str, party: str, outcome: str) -> str:
        from rekotui.casework.kva import default_codes

        return " ".join(default_codes(part, party, outcome, self.desk.settings.kva_outside))

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Ask for day, channel, outcome and party, and for the rest of a follow-up that is begun."""
        wrong = {
            name: FORM["needed"].format(field=CONTACT[name].lower()) for name in _NEEDED if not values[name].strip()
        }
        if values["minutes"].strip() and not values["minutes"].strip().isdecimal():
            wrong["minutes"] = CONTACT["bad_minutes"]
        if any(values.get(name, "").strip() for name in _NEXT):
            if not values["due_on"].strip():
                wrong["due_on"] = CONTACT["due_needed"]
            if not values["reason"]:
                wrong["reason"] = CONTACT["reason_needed"]
        return wrong

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Record the contact and the follow-up together."""
        from storage.cases import CaseRepository
        from storage.contacts import ContactRepository
        from storage.follow_ups import FollowUpRepository, NewFollowUp

        case = CaseRepository(work).get(self.case_id or 0)
        on_day = self.rekotui.on
        made = ContactRepository(work).record(case, self._new(values), on_day, self._contact_id)
        self.link_guide(work, made.id or 0)
        if due := day_or_none(values.get("due_on", "")):
            following = NewFollowUp(
                due_on=due,
                reason=values["reason"],
                party=values["waits_for"],
                party_name=values["waits_name"],
                body=values["next_step"],
                origin="contact",
                origin_id=made.id,
            )
            FollowUpRepository(work).add(case, following)
        return made.id or 0

    def _new(self, values: Mapping[str, str]) -> "NewContact":
        from storage.contacts import NewContact

        return NewContact(
            happened_on=day_or_none(values["happened_on"]) or self.rekotui.on,
            channel=values["channel"],
            outcome=values["outcome"],
            party=values["party"],
            part=values["part"],
            clock=values["clock"],
            party_name=values["party_name"],
            body=values["body"],
            next_step=values["next_step"],
            minutes=int(values["minutes"]) if values["minutes"].strip() else None,
            with_patient={"yes": True, "no": False}.get(values["with_patient"]),
            ground=values["ground"],
            ground_reason=values["ground_reason"],
            kva=(values["kva"],),
        )

    def saved_words(self, values: Mapping[str, str]) -> str:
        """Say what is watched from now on, and which code does not fit the day."""
        due = day_or_none(values.get("due_on", ""))
        said = CONTACT["saved_both"].format(day=due) if due else CONTACT["saved"]
        return " ".join([CONTACT["corrected"] if self._contact_id else said, *self._warnings(values)])

    def _warnings(self, values: Mapping[str, str]) -> tuple[str, ...]:
        from rekotui.casework.kva import check_codes, warnings

        day = day_or_none(values["happened_on"]) or self.rekotui.on
        return warnings(check_codes(values["kva"]), day, self.desk.settings.kva_outside)


class VoidContactForm(Form):
    """Strikes a contact out: it stays, with the reason."""

    SAVED: ClassVar[str] = CONTACT["voided"]

    def __init__(self, case_id: int, number: str, contact_id: int) -> None:
        super().__init__(f"case:{case_id}:contact:{contact_id}:void", case_id)
        self._number, self._contact_id = number, contact_id

    def heading(self) -> str:
        """Name the form by the case's number."""
        return CONTACT["void"].format(case=self._number)

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return the reason."""
        return [Field("reason", CONTACT["why"])]

    def read(self, reader: Reader) -> Loaded:
        """Say what it will mean."""
        return Loaded({}, {}, CONTACT["void_hint"])

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Strike it out."""
        from storage.contacts import ContactRepository

        ContactRepository(work).void(self._contact_id, self.rekotui.on, values["reason"])
        return self._contact_id


def _choice(name: str, words: Mapping[str, str]) -> Field:
    return Field(name, CONTACT[name], Kind.CHOICE, choices=tuple(words.items()))


def _next_fields() -> list[Field]:
    return [
        Field("due_on", CONTACT["due_on"], Kind.DAY, hint=FORM["day_hint"]),
        _choice("reason", rules.reasons()),
        _choice("waits_for", rules.parties()),
        Field("waits_name", CONTACT["waits_name"], identity=True),
    ]


def _stored(line: ContactLine) -> dict[str, str]:
    names = (
        "clock",
        "channel",
        "outcome",
        "party",
        "party_name",
        "part",
        "body",
        "next_step",
        "ground",
        "ground_reason",
    )
    values = {name: str(getattr(line, name)) for name in names}
    values["kva"] = " ".join(line.codes)
    values["happened_on"] = line.happened_on.isoformat()
    values["minutes"] = "" if line.minutes is None else str(line.minutes)
    values["with_patient"] = "" if line.with_patient is None else ("yes" if line.with_patient else "no")
    return values
