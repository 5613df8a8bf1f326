"""Seal a plan: with the visit at which it was made, its codes, and whether the patient got it on paper."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rekotui.base.errors import NothingFoundError, RekotuiError
from rekotui.casework import contact as contacts
from rekotui.casework import kva
from rekotui.casework.consent_gate import ConsentRefusedError
from screens.field import TICKED, Field, Kind
from screens.form import Form, Loaded
from screens.plan_messages import SEAL_FORM
from screens.work_messages import CONTACT
from storage.plan_reading import series_of
from storage.reading import Reader

if TYPE_CHECKING:
    from storage.contacts import NewContact
    from storage.database import Work


class PlanSealForm(Form):
    """The last look before the draft of a case is sealed."""

    SAVED = SEAL_FORM["saved"]

    def __init__(self, case_id: int, number: str) -> None:
        super().__init__(f"case:{case_id}:plan:seal", case_id)
        self._number = number

    def heading(self) -> str:
        """Name the form by the case's number."""
        return SEAL_FORM["title"].format(case=self._number)

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return the visit, and whether the plan was handed over."""
        return [
            Field("contact", SEAL_FORM["contact"], Kind.TICK),
            Field("channel", SEAL_FORM["channel"], Kind.CHOICE, choices=tuple(contacts.channels().items())),
            Field("clock", SEAL_FORM["clock"], group="counted"),
            Field("minutes", SEAL_FORM["minutes"], group="counted"),
            Field("kva", SEAL_FORM["kva"]),
            Field("handed", SEAL_FORM["handed"], Kind.TICK, hint=SEAL_FORM["handed_hint"]),
        ]

    def read(self, reader: Reader) -> Loaded:
        """Propose a visit of today, with the codes of a plan that is made."""
        draft = series_of(reader.rows, self.case_id or 0).draft
        if draft is None:
            raise NothingFoundError("no_plan_draft")
        part = contacts.part_of(contacts.PATIENT)
        codes = kva.default_codes(part, contacts.PATIENT, contacts.HELD, reader.settings.kva_outside)
        made = kva.plan_codes(kva.PLAN_MADE) if draft.number == 1 else ()
        values = {"contact": TICKED, "channel": "visit", "kva": " ".join(dict.fromkeys((*codes, *made)))}
        return Loaded(values, {"seen": draft.seen}, SEAL_FORM["says"])

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Ask how they met, where a visit is to be written down."""
        wrong = minutes_problem(values["minutes"])
        if values["contact"] and not values["channel"]:
            wrong["channel"] = SEAL_FORM["needs_channel"]
        return wrong

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Seal it, write the visit, note that it was handed over: all or nothing."""
        from storage.cases import CaseRepository
        from storage.plans import HandedOut, PlanRepository

        case, on = CaseRepository(work).get(self.case_id or 0), self.rekotui.on
        plans = PlanRepository(work)
        sealed = plans.seal(case, on, self.loaded.versions.get("seen"), self._contact(values))
        if values["handed"]:
            plans.hand_out(sealed.id or 0, HandedOut(on), on)
        return 0

    def _contact(self, values: Mapping[str, str]) -> "NewContact | None":
        from storage.contacts import NewContact

        if not values["contact"]:
            return None
        return NewContact(
            self.rekotui.on,
            values["channel"],
            contacts.HELD,
            contacts.PATIENT,
            clock=values["clock"],
            minutes=minutes_of(values["minutes"]),
            kva=(values["kva"],),
            with_patient=True,
        )

    def field_of(self, error: RekotuiError) -> str:
        """Show a consent that is missing above the form."""
        return "" if isinstance(error, ConsentRefusedError) else super().field_of(error)


def minutes_of(typed: str) -> int | None:
    """Return minutes that were typed, None for none; what is no number is told by `minutes_problem` before."""
    return int(typed) if typed.strip() else None


def minutes_problem(typed: str) -> dict[str, str]:
    """Return what is wrong with minutes that were typed, by the field; nothing is left out silently."""
    wrong = typed.strip() and not typed.strip().isdecimal()
    return {"minutes": CONTACT["bad_minutes"]} if wrong else {}
