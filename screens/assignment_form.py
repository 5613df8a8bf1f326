"""Register a kvalitetssäkringsuppdrag as it was signed, and end one early. On the one form."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from rekotui.casework.assignment import one_year
from rekotui.casework.guide_assignment import GUIDE, assignment_of
from rekotui.casework.guides import in_force
from screens.field import Field, Kind
from screens.form import Form, Loaded, day_or_none
from screens.messages import FORM
from screens.review_messages import ASSIGNMENT, POPULATION, PURPOSES
from storage import lists
from storage.assignment_reading import AssignmentLine, assignments
from storage.interview_reading import stored_sheet
from storage.reading import Reader

if TYPE_CHECKING:
    from storage.database import Work

_EVERY_UNIT = "*"
"""Stands for all units in the form's choice, which knows no empty value."""
_NEEDED = ("unit", "given_by", "starts_on", "ends_on", "signed_on")


class AssignmentForm(Form):
    """A new assignment; its result is the assignment's id. `interview_id` is the guide that is filled in for it."""

    SAVED: ClassVar[str] = ASSIGNMENT["saved"]

    def __init__(self, unit: str = "", interview_id: int | None = None) -> None:
        super().__init__("assignment:new" + (f":guide:{interview_id}" if interview_id else ""))
        self._unit, self._interview_id = unit, interview_id
        self._units: tuple[str, ...] = ()

    def heading(self) -> str:
        """Name the form."""
        return ASSIGNMENT["new"]

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return what the paper says."""
        units = [(unit, unit) for unit in self._units if unit]
        return [
            Field("unit", ASSIGNMENT["unit"], Kind.CHOICE, choices=(*units, (_EVERY_UNIT, ASSIGNMENT["all_units"]))),
            Field("given_by", ASSIGNMENT["given_by"], hint=ASSIGNMENT["given_by_hint"]),
            Field("assignee", ASSIGNMENT["assignee"], hint=ASSIGNMENT["assignee_hint"]),
            Field("starts_on", ASSIGNMENT["starts_on"], Kind.DAY, group="days"),
            Field("ends_on", ASSIGNMENT["ends_on"], Kind.DAY, group="days"),
            Field("signed_on", ASSIGNMENT["signed_on"], Kind.DAY, hint=FORM["day_hint"]),
            Field("kept_where", ASSIGNMENT["kept_where"], hint=ASSIGNMENT["kept_hint"]),
            Field("purposes", ASSIGNMENT["purposes"], Kind.SEVERAL, choices=PURPOSES),
            Field("population", ASSIGNMENT["population"], Kind.SEVERAL, choices=POPULATION),
        ]

    def read(self, reader: Reader) -> Loaded:
        """Start from today and a year on, and from what the last paper said."""
        self._units = lists.units(reader)
        before = next(iter(assignments(reader)), None)
        on = self.rekotui.on
        values = {
            "unit": self._unit or _EVERY_UNIT,
            "given_by": before.given_by if before else "",
            "assignee": before.assignee if before else "",
            "purposes": ",".join(before.purposes) if before else PURPOSES[0][0],
            "population": ",".join(before.population) if before else POPULATION[0][0],
            "starts_on": on.isoformat(),
            "ends_on": one_year(on).isoformat(),
            "kept_where": before.kept_where if before else "",
        }
        return Loaded({**values, **self._of_guide(reader)}, {}, ASSIGNMENT["hint"])

    def _of_guide(self, reader: Reader) -> dict[str, str]:
        guides = in_force()
        stored = stored_sheet(reader, self._interview_id, guides) if self._interview_id else None
        return assignment_of(stored.sheet, self._units) if stored and stored.line.guide == GUIDE else {}

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Ask by whom and for what it is given, from when to when, and when it was signed."""
        wrong = {
            name: FORM["needed"].format(field=ASSIGNMENT[name].lower()) for name in _NEEDED if not values[name].strip()
        }
        wrong.update({name: ASSIGNMENT["choose_one"] for name in ("purposes", "population") if not values[name]})
        starts, ends = day_or_none(values["starts_on"]), day_or_none(values["ends_on"])
        if starts and ends and ends < starts:
            wrong["ends_on"] = ASSIGNMENT["ends_before"]
        return wrong

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Register the assignment."""
        from storage.assignments import AssignmentRepository, NewAssignment

        on = self.rekotui.on
        new = NewAssignment(
            given_by=values["given_by"],
            starts_on=day_or_none(values["starts_on"]) or on,
            ends_on=day_or_none(values["ends_on"]) or on,
            unit="" if values["unit"] == _EVERY_UNIT else values["unit"],
            assignee=values["assignee"],
            purposes=[code for code in values["purposes"].split(",") if code],
            population=[code for code in values["population"].split(",") if code],
            signed_on=day_or_none(values["signed_on"]),
            kept_where=values["kept_where"],
        )
        return AssignmentRepository(work).register(new).id or 0

    def saved_words(self, values: Mapping[str, str]) -> str:
        """Tell if what was registered does not hold today."""
        days = [day_or_none(values[name]) for name in ("starts_on", "signed_on", "ends_on")]
        starts, signed, ends = days
        holds = starts and signed and ends and max(starts, signed) <= self.rekotui.on <= ends
        return self.SAVED if holds else ASSIGNMENT["saved_not_yet"]


class EndAssignmentForm(Form):
    """Ends one assignment before its time; it is kept as ended."""

    SAVED: ClassVar[str] = ASSIGNMENT["ended"]

    def __init__(self, assignment: AssignmentLine) -> None:
        super().__init__(f"assignment:{assignment.assignment_id}:end")
        self._assignment = assignment

    def heading(self) -> str:
        """Name the form."""
        return ASSIGNMENT["end"]

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return the day and the reason."""
        return [
            Field("ended_on", ASSIGNMENT["ended_on"], Kind.DAY),
            Field("reason", ASSIGNMENT["end_reason"]),
        ]

    def read(self, reader: Reader) -> Loaded:
        """Start with today."""
        line = self._assignment
        says = ASSIGNMENT["end_hint"].format(given_by=line.given_by, starts_on=line.starts_on, ends_on=line.ends_on)
        return Loaded({"ended_on": self.rekotui.on.isoformat()}, {"assignment": line.version}, says)

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Ask for both."""
        labels = {"ended_on": ASSIGNMENT["ended_on"], "reason": ASSIGNMENT["end_reason"]}
        return {
            name: FORM["needed"].format(field=label.lower())
            for name, label in labels.items()
            if not values[name].strip()
        }

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """End the assignment, if it is as it was shown."""
        from storage.assignments import AssignmentRepository

        day = day_or_none(values["ended_on"]) or self.rekotui.on
        id_ = self._assignment.assignment_id
        AssignmentRepository(work).end(id_, day, values["reason"], self.loaded.versions["assignment"])
        return id_
