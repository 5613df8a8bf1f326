"""A guide as values: sections with questions, what shows them, and what they suggest (content/guides/SCHEMA.md).

Keys and ids are those of the files. A guide is made by `guide_reading`, checked by `guide_check`, and filled in by
`interview`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rekotui.casework.guide_expression import Expression

TEXT, CHOICE, MULTI, YES_NO, SCALE, NUMBER, DATE = "text", "choice", "multi", "yes_no", "scale_0_10", "number", "date"
TYPES = (TEXT, CHOICE, MULTI, YES_NO, SCALE, NUMBER, DATE)
KINDS = ("interview", "preparation", "phone_guide", "meeting", "checklist", "consent", "notice", "assignment")
DESK_KINDS = ("checklist", "assignment")
"""Kinds of guide that are about the coordinator's own work, not about a case."""
PLAN_KINDS = ("mal", "delmal", "atgard")

CLEARING = ("none", "none_now", "nothing")
"""Options of a `multi` that clear the others."""

YES_NO_VALUES = ("yes", "no")

OPEN, SENSITIVE, PROTECTED = "open", "sensitive", "protected"
"""How an answer is kept (SCHEMA, Sensitive answers): freely; masked and out of prints (2); nowhere but apart (1)."""

REPEATED_RULERS = {
    "symptom_burden": "fu_symptom_burden",
    "work_ability_now": "fu_work_ability",
    "rtw_importance": "fu_importance",
    "rtw_confidence": "fu_confidence",
    "rtw_readiness": "fu_readiness",
}
"""Rulers of `kartlaggning` that `planuppfoljning` asks again (SCHEMA, Repeated rulers)."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose; `icf` are its codes."""

    id: str
    text: str
    icf: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanHint:
    """A suggestion for the plan; considered when its question is answered and `when` (if any) is true."""

    kind: str
    area: str
    responsible: str
    text: str
    when: Expression | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `protection` is OPEN, SENSITIVE or PROTECTED; `hidden` = taken away by a local change."""

    id: str
    type: str
    text: str
    answered_by: str
    protection: str = OPEN
    help: str = ""
    options: tuple[Option, ...] = ()
    when: Expression | None = None
    required: bool = False
    core: bool = False
    low: str = ""
    high: str = ""
    direction: str = ""
    unit: str = ""
    least: float | None = None
    most: float | None = None
    default: float | None = None
    icf: tuple[str, ...] = ()
    sokord: str = ""
    hints: tuple[PlanHint, ...] = ()
    maps_to: str = ""
    due_days: int | None = None
    hidden: bool = False

    @property
    def sensitive(self) -> bool:
        """Whether the answer is masked on the screen until it is asked for."""
        return self.protection != OPEN

    def option_text(self, option: str) -> str:
        """Return an option's words; the id itself where the guide no longer has it."""
        return next((one.text for one in self.options if one.id == option), option)


@dataclass(frozen=True, slots=True)
class Repeat:
    """A section that is filled in `least` to `most` times; `label` is what one of them is called."""

    least: int
    most: int
    label: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Wording printed above a signature."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its questions. One that is `sensitive` is named in no overview that the patient can see."""

    id: str
    title: str
    questions: tuple[Question, ...]
    minutes: int = 0
    answered_by: str = ""
    lead: str = ""
    intro: str = ""
    info: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    when: Expression | None = None
    sensitive: bool = False
    optional: bool = False
    repeat: Repeat | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """A requirement that a filled-in guide (or one of its forms) creates when `when` is true."""

    requirement: str
    when: Expression
    form: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet to print: which sections stand on it."""

    id: str
    title: str
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """A whole guide. `fingerprint` changes with any word of it, local changes included."""

    id: str
    kind: str
    version: str
    title: str
    purpose: str
    stands_in_for: str
    default_answered_by: str
    sections: tuple[Section, ...]
    intro: str = ""
    minutes: tuple[int, int] = (0, 0)
    requires: tuple[str, ...] = ()
    grants: tuple[Grant, ...] = ()
    kva: tuple[str, ...] = ()
    role_notes: tuple[tuple[str, str], ...] = ()
    forms: tuple[Form, ...] = ()
    fingerprint: str = ""

    def questions(self) -> Iterator[tuple[Section, Question]]:
        """Yield every question with its section, in the order of the file."""
        for section in self.sections:
            for question in section.questions:
                yield section, question

    def section(self, name: str) -> Section:
        """Return a section; raise KeyError if the guide has none of that id."""
        for section in self.sections:
            if section.id == name:
                return section
        raise KeyError(name)

    def question(self, name: str) -> Question:
        """Return a question; raise KeyError if the guide has none of that id."""
        return self.home(name)[1]

    def home(self, name: str) -> tuple[Section, Question]:
        """Return a question with its section; raise KeyError if the guide has none of that id."""
        for section, question in self.questions():
            if question.id == name:
                return section, question
        raise KeyError(name)

    @property
    def has_core(self) -> bool:
        """Whether the guide has a short form of its own."""
        return any(question.core for _section, question in self.questions())


@dataclass(frozen=True, slots=True)
class Heading:
    """A sökord of the record. Not `recorded`: a working check that is not summarised."""

    id: str
    label: str
    protected: bool = False
    recorded: bool = True


@dataclass(frozen=True, slots=True)
class Area:
    """An area of the plan and the part of the law that it belongs to (lag 2019:1297, 2 §)."""

    id: str
    label: str
    law: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that all guides share, by their keys."""

    roles: Mapping[str, str]
    sokord: Mapping[str, Heading]
    plan_areas: Mapping[str, Area]
    plan_kinds: Mapping[str, str]
    requirements: Mapping[str, str]
    kva: Mapping[str, str]
    placeholders: Mapping[str, str]
    icf: Mapping[str, str]
    version: str = ""


@dataclass(frozen=True, slots=True)
class Guides:
    """All guides in force with their words; `overridden` says what a unit has changed, `refused` what did not hold."""

    guides: Mapping[str, Guide]
    vocabulary: Vocabulary
    overridden: tuple[str, ...] = ()
    refused: tuple[str, ...] = field(default=())

    def __getitem__(self, name: str) -> Guide:
        """Return a guide by its id; raise KeyError if there is none."""
        return self.guides[name]
