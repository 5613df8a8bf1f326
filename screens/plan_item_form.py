"""One item of a plan's draft, new or changed: what, who, when, how it stands."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from textual import on
from textual.widgets import Select

from rekotui.base.errors import NothingFoundError, RekotuiError
from rekotui.casework import plan_moves as moves
from rekotui.casework.plan import EMPLOYER_PLAN, ENDED, GOAL, PLANNED, STOPPED, SUBGOAL, TRIAL_WORK, Item, words
from screens.field import Field, FieldRow, Kind, value_of
from screens.form import Form, Loaded, day_or_none
from screens.messages import FORM
from screens.plan_messages import ITEM_FORM
from storage.plan_reading import DraftLine, series_of
from storage.reading import Reader

if TYPE_CHECKING:
    from storage.database import Work

_DAYS = ("starts_on", "follow_up_on", "ended_on", "ends_on", "told_on", "answered_on")
_LINE_LENGTH = 60
_ONLY_FOR = {
    "why": ("state", (STOPPED,)),
    "ended_on": ("state", ENDED),
    "ends_on": ("work", (TRIAL_WORK,)),
    "told_on": ("work", (TRIAL_WORK,)),
    "answer": ("work", (EMPLOYER_PLAN,)),
    "answered_on": ("work", (EMPLOYER_PLAN,)),
    "answer_why": ("work", (EMPLOYER_PLAN,)),
}
"""Fields that are shown only while another one has one of some values."""


class PlanItemForm(Form):
    """An item of the draft by its key, or a new one of a kind where the cursor stands (`at`, 0 = nowhere)."""

    SAVED = ""

    def __init__(self, case_id: int, number: str, kind: str, key: int = 0, at: int = 0) -> None:
        super().__init__(f"case:{case_id}:plan:{key or kind}", case_id)
        self._number, self._kind, self._key, self._at = number, kind, key, at

    def heading(self) -> str:
        """Name the form by the case's number."""
        return ITEM_FORM[self._kind if self._key else f"new_{self._kind}"].format(case=self._number)

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return what an item of the kind has."""
        kind = self._kind
        # A suggestion can be longer than a line: all of it is to be seen when it is put in the patient's own terms.
        shape = Kind.TEXT if len(values.get("text", "")) > _LINE_LENGTH else Kind.LINE
        text = Field("text", ITEM_FORM[f"text_{kind}"], shape, identity=True, hint=ITEM_FORM[f"{kind}_hint"])
        state = [
            _choice("state", words("states")),
            Field("ended_on", ITEM_FORM["ended_on"], Kind.DAY, hint=ITEM_FORM["day_hint"]),
            Field("why", ITEM_FORM["why"], identity=True),
        ]
        icf = Field("icf", ITEM_FORM["icf"], Kind.SEVERAL, choices=_icf())
        if kind == GOAL:
            return [text, Field("said", ITEM_FORM["said"], Kind.TEXT, hint=ITEM_FORM["said_hint"]), *state, icf]
        follow_up = Field("follow_up_on", ITEM_FORM["follow_up_on"], Kind.DAY, hint=ITEM_FORM["day_hint"])
        if kind == SUBGOAL:
            return [text, follow_up, *state, icf]
        return [
            text,
            _choice("responsible", words("roles")),
            Field("who", ITEM_FORM["who"], identity=True, hint=ITEM_FORM["who_hint"]),
            follow_up,
            Field("starts_on", ITEM_FORM["starts_on"], Kind.DAY, hint=ITEM_FORM["day_hint"]),
            *state,
            _choice("part", words("parts")),
            *_work_fields(),
            icf,
        ]

    def read(self, reader: Reader) -> Loaded:
        """Read the item as it stands in the draft."""
        draft = _draft(series_of(reader.rows, self.case_id or 0).draft)
        if not self._key:
            return Loaded({"state": "planned"})
        item = next((each for each in draft.plan.items if each.key == self._key), None)
        if item is None:
            raise NothingFoundError("no_such_plan_part")
        return Loaded(_stored(item))

    async def _show_fields(self, values: Mapping[str, str]) -> None:
        await super()._show_fields(values)
        self._show_what_fits()

    @on(Select.Changed)
    def _show_what_fits(self) -> None:
        """Show what a state or a kind of work needs, and nothing else."""
        if not self._ready:
            return
        shown = {each.name for each in self._shown}
        for row in self.query(FieldRow):
            on_field, codes = _ONLY_FOR.get(row.names[0], ("", ()))
            row.display = not on_field or (on_field in shown and value_of(self.widget(on_field)) in codes)

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Ask for the text alone: the rest can come later, until the plan is sealed."""
        if values["text"].strip():
            return {}
        return {"text": FORM["needed"].format(field=ITEM_FORM[f"text_{self._kind}"].lower())}

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Put the item into the draft."""
        from storage.cases import CaseRepository
        from storage.plans import PlanRepository

        case = CaseRepository(work).get(self.case_id or 0)
        draft = _draft(series_of(work.ask, case.id or 0).draft)
        given = self._given(values)
        if self._key:
            plan, key = moves.edit(draft.plan, self._key, **given), self._key
        else:
            at = self._at if any(item.key == self._at for item in draft.plan.items) else 0
            made = moves.add(draft.plan, self._kind, at, **given)
            plan, key = made.plan, made.key
        PlanRepository(work).keep(case, plan, draft.seen)
        return key

    def _given(self, values: Mapping[str, str]) -> dict[str, Any]:
        given: dict[str, Any] = {}
        for name, value in values.items():
            if name in _DAYS:
                given[name] = day_or_none(value)
            elif name == "icf":
                given[name] = tuple(code for code in value.split(",") if code)
            else:
                given[name] = value
        given["state"] = given.get("state") or PLANNED
        if given["state"] in ENDED and given.get("ended_on") is None:
            given["ended_on"] = self.rekotui.on
        return given

    def field_of(self, error: RekotuiError) -> str:
        """Put what is wrong with a text by the text."""
        return super().field_of(error) or "text"


def _draft(draft: DraftLine | None) -> DraftLine:
    if draft is None:
        raise NothingFoundError("no_plan_draft")
    return draft


def _choice(name: str, choices: Mapping[str, str]) -> Field:
    return Field(name, ITEM_FORM[name], Kind.CHOICE, choices=tuple(choices.items()))


def _icf() -> tuple[tuple[str, str], ...]:
    return tuple((code, f"{code} {name}") for code, name in words("icf").items())


def _work_fields() -> list[Field]:
    day = FORM["day_hint"]
    return [
        _choice("work", words("works")),
        Field("ends_on", ITEM_FORM["ends_on"], Kind.DAY, hint=day),
        Field("told_on", ITEM_FORM["told_on"], Kind.DAY, hint=day),
        _choice("answer", words("answers")),
        Field("answered_on", ITEM_FORM["answered_on"], Kind.DAY, hint=day),
        Field("answer_why", ITEM_FORM["answer_why"]),
    ]


def _stored(item: Item) -> dict[str, str]:
    stored = {}
    for name, value in item._asdict().items():
        if isinstance(value, date):
            stored[name] = value.isoformat()
        elif isinstance(value, tuple):
            stored[name] = ",".join(value)
        else:
            stored[name] = str(value) if value is not None else ""
    return stored
