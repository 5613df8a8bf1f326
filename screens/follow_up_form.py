"""Lay in something to watch: what, whom we wait for, until when."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rekotui.casework import contact as rules
from screens.field import Field, Kind
from screens.form import Form, Loaded, day_or_none
from screens.messages import FORM
from screens.work_messages import FOLLOW_UP
from storage.reading import Reader

if TYPE_CHECKING:
    from storage.database import Work


class FollowUpForm(Form):
    """A new follow-up of one case; its result is the follow-up's id."""

    def __init__(self, case_id: int, number: str) -> None:
        super().__init__(f"case:{case_id}:follow_up", case_id)
        self._number = number

    def heading(self) -> str:
        """Name the form by the case's number."""
        return FOLLOW_UP["title"].format(case=self._number)

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return the reason, whom it hangs on, her words and the day."""
        parties, nobody = tuple(rules.parties().items()), FOLLOW_UP["nobody"]
        return [
            Field("reason", FOLLOW_UP["reason"], Kind.CHOICE, choices=tuple(rules.reasons().items())),
            Field("due_on", FOLLOW_UP["due_on"], Kind.DAY, hint=FORM["day_hint"]),
            Field("party", FOLLOW_UP["party"], Kind.CHOICE, hint=nobody, choices=parties),
            Field("party_name", FOLLOW_UP["party_name"], identity=True),
            Field("body", FOLLOW_UP["body"], Kind.TEXT),
        ]

    def read(self, reader: Reader) -> Loaded:
        """Start with nothing."""
        return Loaded()

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Ask for what, and until when."""
        return {
            name: FORM["needed"].format(field=FOLLOW_UP[name].lower())
            for name in ("reason", "due_on")
            if not values[name].strip()
        }

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Add the follow-up."""
        from storage.cases import CaseRepository
        from storage.follow_ups import FollowUpRepository, NewFollowUp

        new = NewFollowUp(
            due_on=day_or_none(values["due_on"]) or self.rekotui.on,
            reason=values["reason"],
            party=values["party"],
            party_name=values["party_name"],
            body=values["body"],
        )
        return FollowUpRepository(work).add(CaseRepository(work).get(self.case_id or 0), new).id or 0

    def saved_words(self, values: Mapping[str, str]) -> str:
        """Say until when."""
        return FOLLOW_UP["saved"].format(day=day_or_none(values["due_on"]))
