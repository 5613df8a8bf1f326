"""Take somebody in a list up as a case: the few facts that matter on the first day."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from rekotui.base.messages import FIELDS
from rekotui.casework import status
from rekotui.casework.diagnosis import clean_code
from rekotui.exchange.review_people import Person
from screens.field import Field, Kind
from screens.form import Form, Loaded, day_or_none
from screens.messages import CONSENT_ANSWERS, CONSENT_NOT_ASKED, FORM
from screens.new_case import status_choices
from screens.review_messages import TAKE_UP
from screens.review_words import diagnosis_words, name_words
from storage.reading import Reader

if TYPE_CHECKING:
    from storage.database import Work


class TakeUpForm(Form):
    """The short form; its result is the new case's id. Nothing in it has to be filled in."""

    def __init__(self, import_id: int, person: Person) -> None:
        super().__init__(f"review:take_up:{person.number}")
        self._import_id, self._person = import_id, person
        self._number = ""

    def heading(self) -> str:
        """Name the form by the person, or what stands in her place."""
        return TAKE_UP["title"].format(name=name_words(self._person, self.rekotui.hidden))

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return who referred her and why, consent, first contact and status; the diagnosis where the list cut it."""
        cut = Field("diagnosis_code", FIELDS["diagnosis_code"], hint=TAKE_UP["diagnosis_hint"])
        return [
            *([cut] if self._asks_diagnosis() else []),
            Field("referred_by", FIELDS["referred_by"], hint=TAKE_UP["referred_hint"]),
            Field("referred_on", FIELDS["referred_on"], Kind.DAY, hint=FORM["day_hint"]),
            Field("referred_why", FIELDS["referred_why"]),
            Field(
                "consent_asked",
                TAKE_UP["consent_asked"],
                Kind.CHOICE,
                hint=CONSENT_NOT_ASKED,
                choices=tuple(CONSENT_ANSWERS.items()),
            ),
            Field("consent_asked_on", TAKE_UP["consent_asked_on"], Kind.DAY, hint=FORM["day_hint"]),
            Field("first_contact", TAKE_UP["first_contact"], Kind.DAY, hint=FORM["day_hint"]),
            Field("status", FIELDS["status"], Kind.CHOICE, choices=status_choices()),
        ]

    def _asks_diagnosis(self) -> bool:
        return not self._person.row.get("diagnosis_code") and self._person.row.get("diagnosis_state") != "not_shared"

    def read(self, reader: Reader) -> Loaded:
        """Start from what the list says of her, and today."""
        row = self._person.row
        word = str(row.get("status") or "-")
        parts = [diagnosis_words(self._person), f"{row.get('first_day') or '?'} – {row.get('last_day') or '?'}"]
        parts += [str(row["physician"])] if row.get("physician") else []
        return Loaded(
            {
                "referred_on": self.rekotui.on.isoformat(),
                "status": word if word in status.all_statuses() else "-",
            },
            {},
            " · ".join(part for part in parts if part),
        )

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Complain of a code that is none, and of a first contact that lies behind."""
        wrong = {}
        if (code := values.get("diagnosis_code", "").strip()) and clean_code(code) is None:
            wrong["diagnosis_code"] = TAKE_UP["bad_code"]
        contact = day_or_none(values["first_contact"])
        if contact is not None and contact < self.rekotui.on:
            wrong["first_contact"] = TAKE_UP["contact_past"]
        if values["consent_asked_on"].strip() and not values["consent_asked"]:
            wrong["consent_asked"] = TAKE_UP["consent_needed"]
        return wrong

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Open the case, with the decision that it was taken up, in one transaction."""
        from storage.reviews import ReviewRepository, TakeUp

        said = TakeUp(
            status=values["status"] or None,
            values=self._facts(values),
            first_contact=day_or_none(values["first_contact"]),
        )
        case = ReviewRepository(work).take_up(self._import_id, self._person.number, said, self.rekotui.on)
        self._number = case.number
        return case.id or 0

    def _facts(self, values: Mapping[str, str]) -> dict[str, object]:
        by, why = values["referred_by"].strip(), values["referred_why"].strip()
        facts: dict[str, object] = {"referred_by": by, "referred_why": why}
        if by or why:
            facts["referred_on"] = day_or_none(values["referred_on"])
        if values["consent_asked"]:
            facts["consent_asked"] = values["consent_asked"]
            facts["consent_asked_on"] = self._consent_day(values)
        if code := clean_code(values.get("diagnosis_code", "")):
            facts["diagnosis_code"] = code
        return facts

    def _consent_day(self, values: Mapping[str, str]) -> date:
        """Return the day she was asked: as typed, else today."""
        return day_or_none(values["consent_asked_on"]) or self.rekotui.on

    def saved_words(self, values: Mapping[str, str]) -> str:
        """Name the case by its number."""
        return TAKE_UP["saved"].format(case=self._number)
