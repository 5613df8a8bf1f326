"""Making guides of what their files say. What a file may say is checked by `guide_check`, not here."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from rekotui.casework.guide import (
    OPEN,
    PROTECTED,
    SENSITIVE,
    YES_NO,
    YES_NO_VALUES,
    Area,
    Form,
    Grant,
    Guide,
    Heading,
    Option,
    PlanHint,
    Question,
    Repeat,
    Section,
    Statement,
    Vocabulary,
)
from rekotui.casework.guide_expression import Expression, parse
from rekotui.casework.guide_messages import YES_NO_WORDS

Table = Mapping[str, Any]


def vocabulary_from(table: Table) -> Vocabulary:
    """Return the words that vocabulary.yaml holds."""
    return Vocabulary(
        roles=table["roles"],
        sokord={
            key: Heading(key, told["label"], told.get("protected", False), told.get("record", True))
            for key, told in table["sokord"].items()
        },
        plan_areas={key: Area(key, told["label"], told["law"]) for key, told in table["plan_areas"].items()},
        plan_kinds=table["plan_kinds"],
        requirements=table["requirements"],
        kva=table["kva"],
        placeholders=table["placeholders"],
        icf=table["icf"],
        version=table["version"],
    )


def guide_from(table: Table, vocabulary: Vocabulary) -> Guide:
    """Return the guide that a file's content makes; raise ExpressionError, KeyError for one that was not checked."""
    grants = [_grant(told) for told in table.get("grants", ())]
    forms = table.get("forms", ())
    grants += [_grant(told, form["id"]) for form in forms for told in form.get("grants", ())]
    return Guide(
        id=table["guide"],
        kind=table["kind"],
        version=table["version"],
        title=_text(table, "title"),
        purpose=_text(table, "purpose"),
        stands_in_for=_text(table, "stands_in_for"),
        default_answered_by=table["default_answered_by"],
        sections=tuple(_section(told, table, vocabulary) for told in table["sections"]),
        intro=_text(table, "intro"),
        minutes=tuple(table.get("minutes", (0, 0))),
        requires=tuple(table.get("requires", ())),
        grants=tuple(grants),
        kva=tuple(table.get("kva", ())),
        role_notes=tuple((told["role"], told["text"].strip()) for told in table.get("role_notes", ())),
        forms=tuple(Form(told["id"], told["title"], tuple(told["sections"])) for told in forms),
        fingerprint=fingerprint(table),
    )


def fingerprint(table: Table) -> str:
    """Return a text that changes with any word of a guide."""
    told = json.dumps(table, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def _section(told: Table, guide: Table, vocabulary: Vocabulary) -> Section:
    role = told.get("answered_by", guide["default_answered_by"])
    repeat = told.get("repeat")
    sensitive = told.get("sensitive", False)
    return Section(
        id=told["id"],
        title=_text(told, "title"),
        questions=tuple(_question(one, role, sensitive, vocabulary) for one in told.get("questions", ())),
        minutes=told.get("minutes", 0),
        answered_by=role,
        lead=told.get("lead", ""),
        intro=_text(told, "intro"),
        info=tuple(text.strip() for text in told.get("info", ())),
        statements=tuple(Statement(one["id"], one["text"].strip()) for one in told.get("statements", ())),
        when=_when(told),
        sensitive=sensitive,
        optional=told.get("optional", False),
        repeat=Repeat(repeat["min"], repeat["max"], repeat["label"]) if repeat else None,
    )


def _question(told: Table, role: str, in_sensitive: bool, vocabulary: Vocabulary) -> Question:
    anchors = told.get("anchors", {})
    heading = vocabulary.sokord.get(told.get("sokord", ""))
    protected = in_sensitive or (heading is not None and heading.protected)
    return Question(
        id=told["id"],
        type=told["type"],
        text=_text(told, "text"),
        answered_by=told.get("answered_by", role),
        protection=PROTECTED if protected else SENSITIVE if told.get("sensitive") else OPEN,
        help=_text(told, "help"),
        options=_options(told),
        when=_when(told),
        required=told.get("required", False),
        core=told.get("core", False),
        low=anchors.get("low", ""),
        high=anchors.get("high", ""),
        direction=told.get("direction", ""),
        unit=told.get("unit", ""),
        least=told.get("min"),
        most=told.get("max"),
        default=told.get("default"),
        icf=tuple(told.get("icf", ())),
        sokord=told.get("sokord", ""),
        hints=tuple(_hint(one) for one in told.get("plan_hint", ())),
        maps_to=told.get("maps_to", ""),
        due_days=told.get("due_days"),
        hidden=told.get("hidden", False),
    )


def _options(told: Table) -> tuple[Option, ...]:
    if told["type"] == YES_NO:
        return tuple(Option(value, YES_NO_WORDS[value]) for value in YES_NO_VALUES)
    return tuple(Option(one["id"], one["text"], tuple(one.get("icf", ()))) for one in told.get("options", ()))


def _hint(told: Table) -> PlanHint:
    return PlanHint(told["kind"], told["area"], told["responsible"], told["text"].strip(), _when(told))


def _grant(told: Table, form: str = "") -> Grant:
    return Grant(told["requirement"], parse(told["when"]), form)


def _when(told: Table) -> Expression | None:
    return parse(told["when"]) if "when" in told else None


def _text(told: Table, key: str) -> str:
    return str(told.get(key, "")).strip()
