"""What the rules need to know of a case and no list tells (rules.md H). Nothing in it has to be filled in."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from screens.field import Field, Kind
from screens.form import Form, Loaded, day_or_none
from screens.messages import FORM
from screens.work_messages import GROUPS, INJURIES, PLANS, RULE_FACTS, SOURCES, YES_NO
from storage.reading import Reader
from storage.work_reading import case_fact_of

if TYPE_CHECKING:
    from storage.database import Work

_SAID_ON = {
    "earlier_first_day": "earlier_first_day_said_on",
    "expected_days": "expected_said_on",
    "applied": "applied_said_on",
    "preventive_from": "preventive_said_on",
    "transport_need": "transport_said_on",
    "employer_plan": "employer_plan_said_on",
    "return_ruled_out": "return_ruled_out_said_on",
    "work_injury": "work_injury_said_on",
}
"""The day that goes with a fact: today, where she writes none."""
_IN_ORDER = (
    ("fk_decision_from", "fk_decision_to"),
    ("fk_refusal_on", "fk_answer_by"),
)
_MOST_DAYS = 3650


class RuleFactsForm(Form):
    """The facts of one case. Only what was changed is written."""

    SAVED: ClassVar[str] = RULE_FACTS["saved"]

    def __init__(self, case_id: int, number: str) -> None:
        super().__init__(f"case:{case_id}:rule_facts", case_id)
        self._number = number

    def heading(self) -> str:
        """Name the form by the case's number."""
        return RULE_FACTS["title"].format(case=self._number)

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return what she does, her sick leave, Försäkringskassan, the employer, and the rest."""
        return [
            _choice("group_said", GROUPS, "work"),
            _choice("agreed_shifts", YES_NO, "work"),
            _day("earlier_first_day", "earlier"),
            _choice("earlier_first_day_source", SOURCES, "earlier"),
            _said("earlier_first_day_said_on", "earlier"),
            Field("expected_days", RULE_FACTS["expected_days"], hint=RULE_FACTS["days_hint"], group="expected"),
            _said("expected_said_on", "expected"),
            *_with_day("applied", YES_NO),
            _day("fk_decision_from", "decision"),
            _day("fk_decision_to", "decision"),
            Field("fk_officer", RULE_FACTS["fk_officer"], identity=True),
            Field("fk_phone", RULE_FACTS["fk_phone"], identity=True),
            _day("fk_refusal_on", "refusal"),
            _day("fk_answer_by", "refusal"),
            _day("fk_final_on", "final"),
            _day("sjukpenning_last_day", "last"),
            _choice("aktivitetsersattning", YES_NO, "akt"),
            _day("aktivitetsersattning_to", "akt"),
            *_with_day("employer_plan", PLANS),
            Field("employer_plan_why", RULE_FACTS["employer_plan_why"]),
            *_with_day("return_ruled_out", YES_NO),
            *_with_day("work_injury", INJURIES),
            _day("preventive_from", "preventive"),
            _day("preventive_applied_on", "preventive"),
            _said("preventive_said_on", "preventive"),
            *_with_day("transport_need", YES_NO, "transport_said_on"),
            _day("fk_need_on", "need"),
            _day("fk_informed_on", "need"),
            _day("fk_answered_on", "need"),
        ]

    def read(self, reader: Reader) -> Loaded:
        """Read what is known, and which version it is."""
        facts = case_fact_of(reader, self.case_id or 0)
        values = {name: "" if value is None else str(value) for name, value in facts.values.items()}
        return Loaded(values, {"facts": facts.version}, RULE_FACTS["hint"])

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Complain of a length that is none, and of days out of order."""
        wrong = {}
        days = values["expected_days"].strip()
        if days and not (days.isdecimal() and 1 <= int(days) <= _MOST_DAYS):
            wrong["expected_days"] = RULE_FACTS["bad_days"]
        for first, last in _IN_ORDER:
            start, end = day_or_none(values[first]), day_or_none(values[last])
            if start and end and end < start:
                wrong[last] = RULE_FACTS["days_order"]
        return wrong

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Change what was changed, if nobody else has meanwhile; date what was said today."""
        from storage.case_facts import CaseFactRepository
        from storage.cases import CaseRepository

        kinds = {field.name: field.kind for field in self._shown}
        facts = {name: _stored(name, text, kinds[name]) for name, text in changed.items()}
        for name, said_on in _SAID_ON.items():
            if facts.get(name) and not values[said_on].strip():
                facts[said_on] = self.rekotui.on
        case = CaseRepository(work).get(self.case_id or 0)
        CaseFactRepository(work).change(case, facts, self.loaded.versions["facts"])
        return self.case_id or 0


def _stored(name: str, text: str, kind: Kind) -> object:
    if kind is Kind.DAY:
        return day_or_none(text)
    if name == "expected_days":
        return int(text) if text.strip() else None
    return text


def _pairs(words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(words.items())


def _choice(name: str, words: Mapping[str, str], group: str) -> Field:
    return Field(name, RULE_FACTS[name], Kind.CHOICE, choices=_pairs(words), group=group)


def _day(name: str, group: str) -> Field:
    return Field(name, RULE_FACTS[name], Kind.DAY, hint=FORM["day_hint"], group=group)


def _said(name: str, group: str) -> Field:
    return Field(name, RULE_FACTS["said_on"], Kind.DAY, hint=FORM["day_hint"], group=group)


def _with_day(name: str, words: Mapping[str, str], said_on: str = "") -> tuple[Field, Field]:
    return _choice(name, words, name), _said(said_on or f"{name}_said_on", name)
