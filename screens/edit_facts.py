"""Correct the facts of a case and its patient by hand."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rekotui.base.messages import FIELDS
from rekotui.casework.diagnosis import clean_code
from screens.field import TICKED, Field, Kind
from screens.form import Form, Loaded, case_line, day_or_none
from screens.messages import CONSENT_ANSWERS, CONSENT_NOT_ASKED, EDIT_FACTS, FACTS, FORM
from storage.reading import CaseLine, Reader

if TYPE_CHECKING:
    from storage.database import Work

CASE_FIELDS = (
    Field("employer", FIELDS["employer"], identity=True),
    Field("occupation", FIELDS["occupation"]),
    Field("physician", FIELDS["physician"]),
    Field("diagnosis_code", FIELDS["diagnosis_code"]),
    Field("diagnosis_text", FIELDS["diagnosis_text"], hint=EDIT_FACTS["name_hint"]),
    Field("unit", FIELDS["unit"]),
    Field("referred_by", FIELDS["referred_by"]),
    Field("referred_on", FIELDS["referred_on"], Kind.DAY, hint=FORM["day_hint"]),
    Field("referred_why", FIELDS["referred_why"], Kind.TEXT),
    Field(
        "consent_asked",
        FIELDS["consent_asked"],
        Kind.CHOICE,
        hint=CONSENT_NOT_ASKED,
        choices=tuple(CONSENT_ANSWERS.items()),
    ),
    Field("consent_asked_on", FIELDS["consent_asked_on"], Kind.DAY, hint=FORM["day_hint"]),
)
_DAYS = ("referred_on", "consent_asked_on")
PERSON_FIELDS = (
    Field("phone", FIELDS["phone"], identity=True),
    Field("interpreter", FIELDS["interpreter"]),
    Field("protected", FACTS["protected"], Kind.TICK),
)


def stored_value(name: str, text: str) -> object:
    """Return a typed fact as storage takes it: days as dates, a tick as a truth, a code in one spelling or unknown."""
    if name == "protected":
        return text == TICKED
    if name in _DAYS:
        return day_or_none(text)
    if name == "diagnosis_code":
        return clean_code(text) or text.strip() or None
    if name == "diagnosis_text":
        return text.strip() or None
    return text


class EditFactsForm(Form):
    """The facts of one case. Only what was changed is written."""

    SAVED = EDIT_FACTS["saved"]

    def __init__(self, case_id: int, number: str) -> None:
        super().__init__(f"case:{case_id}:facts", case_id)
        self._number = number

    def heading(self) -> str:
        """Name the form by the case's number."""
        return EDIT_FACTS["title"].format(case=self._number)

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return all facts that are typed by hand."""
        return [Field("name", FIELDS["name"], identity=True), *PERSON_FIELDS, *CASE_FIELDS]

    def read(self, reader: Reader) -> Loaded:
        """Read the case's facts and versions."""
        line = case_line(reader, self.case_id)
        names = [field.name for field in self.fields({})]
        versions = {"case": line.case_version, "patient": line.patient_version}
        return Loaded({name: _typed(line, name) for name in names}, versions)

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Ask for a name."""
        if values["name"].strip():
            return {}
        return {"name": FORM["needed"].format(field=FIELDS["name"].lower())}

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Change what was changed, if nobody else has meanwhile."""
        from storage.cases import CaseRepository

        cases = CaseRepository(work)
        case = cases.get(self.case_id or 0, self.loaded.versions["case"])
        patient = cases.patient_of(case, self.loaded.versions["patient"])
        facts = {name: stored_value(name, text) for name, text in changed.items()}
        cases.change_facts(case, cases.completed(facts, case), patient=patient)
        return self.case_id or 0


def _typed(line: CaseLine, name: str) -> str:
    value = getattr(line, name)
    if isinstance(value, bool):
        return TICKED if value else ""
    return "" if value is None else str(value)
