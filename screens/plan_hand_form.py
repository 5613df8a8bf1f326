"""Note who has got the plan, when, and how (patientdatalagen 3 kap. 11 §)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Select

from rekotui.base.errors import NothingFoundError, RekotuiError
from rekotui.casework.consent_gate import ConsentRefusedError, grounds
from rekotui.casework.contact import PATIENT, parties
from rekotui.casework.plan import words
from screens.consent_messages import COVERED
from screens.field import Field, FieldRow, Kind, value_of
from screens.form import Form, Loaded, day_or_none
from screens.messages import FORM
from screens.plan_messages import HAND_FORM, PLAN
from storage.plan_reading import series_of
from storage.reading import Reader

if TYPE_CHECKING:
    from storage.database import Work


_GROUNDS = tuple(grounds().items())


class PlanHandForm(Form):
    """A copy of a sealed version that somebody got."""

    SAVED = HAND_FORM["saved"]

    def __init__(self, case_id: int, number: str) -> None:
        super().__init__(f"case:{case_id}:plan:handed", case_id)
        self._number = number
        self._versions: tuple[tuple[str, str], ...] = ()

    def heading(self) -> str:
        """Name the form by the case's number."""
        return HAND_FORM["title"].format(case=self._number)

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return version, day, to whom and how."""
        return [
            Field("version", HAND_FORM["version"], Kind.CHOICE, choices=self._versions),
            Field("on", HAND_FORM["on"], Kind.DAY),
            Field("to", HAND_FORM["to"], Kind.CHOICE, choices=tuple(parties().items())),
            Field("name", HAND_FORM["name"], identity=True),
            Field("way", HAND_FORM["way"], Kind.CHOICE, choices=tuple(words("ways").items())),
            Field("ground", COVERED["ground_label"], Kind.CHOICE, hint=COVERED["ground_hint"], choices=_GROUNDS),
            Field("ground_reason", COVERED["reason_label"]),
        ]

    def read(self, reader: Reader) -> Loaded:
        """Propose the version in force, to the patient, on paper, today."""
        series = series_of(reader.rows, self.case_id or 0)
        if series.current is None:
            raise NothingFoundError("no_plan")
        standing = [each for each in series.versions[::-1] if not each.void_reason]
        self._versions = tuple(
            (str(each.version_id), PLAN["version_line"].format(number=each.number, day=each.sealed_on))
            for each in standing
        )
        values = {"version": str(series.current.version_id), "on": self.rekotui.on.isoformat()}
        return Loaded({**values, "to": PATIENT, "way": "paper"})

    async def _show_fields(self, values: Mapping[str, str]) -> None:
        await super()._show_fields(values)
        self._show_grounds()

    @on(Select.Changed, "#f-to")
    def _show_grounds(self) -> None:
        """Ask for a ground only where somebody else than the patient gets it."""
        if self._ready:
            for row in self.query(FieldRow):
                if row.names[0] in ("ground", "ground_reason"):
                    row.display = value_of(self.widget("to")) != PATIENT

    def field_of(self, error: RekotuiError) -> str:
        """Put a consent that is missing by the ground that can take its place."""
        return "ground" if isinstance(error, ConsentRefusedError) else super().field_of(error)

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Ask for all but the name."""
        needed = ("version", "on", "to", "way")
        return {
            name: FORM["needed"].format(field=HAND_FORM[name].lower()) for name in needed if not values[name].strip()
        }

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Note it."""
        from storage.plans import HandedOut, PlanRepository

        on = self.rekotui.on
        given = HandedOut(
            day_or_none(values["on"]) or on,
            values["to"],
            values["name"],
            values["way"],
            values["ground"] if values["to"] != PATIENT else "",
            values["ground_reason"] if values["to"] != PATIENT else "",
        )
        return PlanRepository(work).hand_out(int(values["version"]), given, on).id or 0
