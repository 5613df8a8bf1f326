"""Follow a sealed plan up: what became of its items at one contact, and when they are followed up next."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Select

from rekotui.base.errors import NothingFoundError
from rekotui.casework import contact as contacts
from rekotui.casework.plan import ENDED, STOPPED, Item, Plan, words
from rekotui.casework.plan_evaluation import WHOLE
from screens.field import Field, FieldRow, Kind, value_of
from screens.form import Form, Loaded, day_or_none
from screens.messages import FORM
from screens.plan_messages import EVALUATE_FORM
from screens.plan_seal_form import minutes_of, minutes_problem
from storage.plan_reading import series_of
from storage.reading import Reader

if TYPE_CHECKING:
    from storage.database import Work
    from storage.plan_evaluations import Result

_HIDDEN = "•••••"
_OF_ITEM = ("result", "text", "state", "why", "next_step", "next_on")


class PlanEvaluateForm(Form):
    """Results of items of a version, by their keys (0 = the plan as a whole), at one contact."""

    SAVED = EVALUATE_FORM["saved"]

    def __init__(self, case_id: int, number: str, version_id: int, keys: tuple[int, ...]) -> None:
        super().__init__(f"case:{case_id}:plan:evaluate:{version_id}", case_id)
        self._number, self._version_id, self._keys = number, version_id, keys
        self._plan = Plan()

    def heading(self) -> str:
        """Name the form by the case's number."""
        return EVALUATE_FORM["title"].format(case=self._number)

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return the contact, and for each item what became of it."""
        found = [
            Field("happened_on", EVALUATE_FORM["happened_on"], Kind.DAY, group="when"),
            Field("clock", EVALUATE_FORM["clock"], group="when"),
            Field("channel", EVALUATE_FORM["channel"], Kind.CHOICE, choices=tuple(contacts.channels().items())),
            Field("minutes", EVALUATE_FORM["minutes"]),
        ]
        for key in self._keys:
            found += self._of_item(key)
        return found

    def _of_item(self, key: int) -> list[Field]:
        day = FORM["day_hint"]
        if key == WHOLE:
            return [
                Field(f"text_{key}", EVALUATE_FORM["whole"], Kind.TEXT),
                Field(f"next_on_{key}", EVALUATE_FORM["whole_next"], Kind.DAY, hint=day),
            ]
        return [
            Field(f"result_{key}", EVALUATE_FORM["result"], Kind.CHOICE, choices=tuple(words("results").items())),
            Field(f"text_{key}", EVALUATE_FORM["text"], identity=True),
            Field(f"state_{key}", EVALUATE_FORM["state"], Kind.CHOICE, choices=tuple(words("states").items())),
            Field(f"why_{key}", EVALUATE_FORM["why"], identity=True),
            Field(f"next_step_{key}", EVALUATE_FORM["next_step"], identity=True),
            Field(f"next_on_{key}", EVALUATE_FORM["next_on"], Kind.DAY, hint=day),
        ]

    def read(self, reader: Reader) -> Loaded:
        """Read the plan as it stands; the contact is a visit of today."""
        series = series_of(reader.rows, self.case_id or 0)
        if series.current is None:
            raise NothingFoundError("no_plan")
        self._plan = series.stands(series.current)
        values = {"happened_on": self.rekotui.on.isoformat(), "channel": "visit"}
        for item in self._items():
            values[f"state_{item.key}"] = item.state
        return Loaded(values, {}, EVALUATE_FORM["says"])

    def _items(self) -> tuple[Item, ...]:
        return tuple(item for item in self._plan.items if item.key in self._keys)

    async def _show_fields(self, values: Mapping[str, str]) -> None:
        from textual.widgets import Static

        await super()._show_fields(values)
        for key, what in self._heads().items():
            head = Static(what, markup=False, classes="rest", id=f"head-{key}")
            await self.query_one("#form").mount(head, before=self._row(f"result_{key}"))
        self._show_what_fits()

    def _heads(self) -> dict[int, str]:
        named = {item.key: item for item in self._items()}
        return {
            key: _HIDDEN if self.rekotui.hidden else EVALUATE_FORM["item_head"].format(number=at, what=named[key].text)
            for at, key in enumerate((key for key in self._keys if key in named), 1)
        }

    def identities_changed(self) -> None:
        """Cover what the items say, or show it again."""
        from textual.widgets import Static

        super().identities_changed()
        for key, what in self._heads().items():
            if found := self.query(f"#head-{key}"):
                found.first(Static).update(what)

    def _row(self, name: str) -> FieldRow:
        return next(row for row in self.query(FieldRow) if name in row.names)

    @on(Select.Changed)
    def _show_what_fits(self) -> None:
        """Ask why only of what was stopped, and for a next day only of what goes on."""
        if not self._ready:
            return
        for item in self._items():
            state = value_of(self.widget(f"state_{item.key}"))
            self._row(f"why_{item.key}").display = state == STOPPED
            for name in ("next_step", "next_on"):
                self._row(f"{name}_{item.key}").display = state not in ENDED

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Ask for at least one result."""
        wrong = minutes_problem(values["minutes"])
        if not self._results(values):
            first = self._keys[0]
            wrong[f"result_{first}" if first != WHOLE else f"text_{first}"] = EVALUATE_FORM["nothing"]
        return wrong

    def _results(self, values: Mapping[str, str]) -> "list[Result]":
        from storage.plan_evaluations import Result

        found = []
        for key in self._keys:
            given = {name: values.get(f"{name}_{key}", "") for name in _OF_ITEM}
            item = next((each for each in self._items() if each.key == key), None)
            if given["state"] == (item.state if item else ""):
                given["state"] = ""
            if given["state"] in ENDED:
                given["next_step"] = given["next_on"] = ""
            if any(value.strip() for value in given.values()):
                next_on = day_or_none(given.pop("next_on"))
                found.append(Result(key, next_on=next_on, **given))
        return found

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Enter results and contact together."""
        from storage.cases import CaseRepository
        from storage.contacts import NewContact
        from storage.plan_evaluations import PlanEvaluations

        on_day = self.rekotui.on
        contact = NewContact(
            day_or_none(values["happened_on"]) or on_day,
            values["channel"],
            contacts.HELD,
            contacts.PATIENT,
            clock=values["clock"],
            minutes=minutes_of(values["minutes"]),
            with_patient=True,
        )
        case = CaseRepository(work).get(self.case_id or 0)
        PlanEvaluations(work).evaluate(case, self._version_id, self._results(values), contact, on_day)
        return self._version_id
