"""Sheets for tests of the guides: any answers to any guide, and a tiny model of what is shown, made another way.

The model is written to be read beside SCHEMA.md, from the plain files: it hands an expression to Python with names for
values and lets Python decide, where the program walks its own tree.
"""

import re
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from rekotui.casework.guide import Guide, Question
from rekotui.casework.guide_expression import Value
from rekotui.casework.guides import shipped
from rekotui.casework.interview import ANSWERED, CORE, DECLINED, FULL, SKIPPED, UNSEEN, Answer, Place, Sheet
from rekotui.casework.interview_values import check_value
from rekotui.content.load import load_guides

NAMES = sorted(shipped().guides)
MARKER = "MÄRKE"
TABLES: dict[str, Any] = dict(load_guides())


def any_value(question: Question, chance: Random) -> Value:
    """Any value that a question takes, with a marker of its own where it is a text."""
    options = [one.id for one in question.options]
    match question.type:
        case "choice" | "yes_no":
            given: object = chance.choice(options)
        case "multi":
            given = chance.sample(options, chance.randint(1, min(4, len(options))))
        case "scale_0_10":
            given = chance.randint(0, 10)
        case "number":
            given = chance.randint(int(question.least or 0), int(question.most or 0))
        case "date":
            given = (date(2026, 1, 1) + timedelta(days=chance.randint(0, 3000))).isoformat()
        case _:
            given = f"{MARKER}-{question.id}-"
    return check_value(question, given)


def any_answer(question: Question, chance: Random) -> Answer:
    state = chance.choice((ANSWERED, ANSWERED, ANSWERED, DECLINED, SKIPPED, UNSEEN))
    return Answer(state, any_value(question, chance), chance.choice(("", f"{MARKER}-note-{question.id}-")))


def any_sheet(guide: Guide, chance: Random) -> Sheet:
    """A guide with answers to some of its questions, more often yes than no to coordination."""
    rows = {one.id: tuple(range(1, chance.randint(0, 3) + 1)) for one in guide.sections if one.repeat}
    given: dict[Place, Answer] = {}
    share = chance.choice((0.4, 0.8, 1.0))
    for section, question in guide.questions():
        for row in rows.get(section.id, ()) if section.repeat else (0,):
            if chance.random() <= share:
                given[Place(question.id, row)] = any_answer(question, chance)
    if guide.id == "kartlaggning" and chance.random() < 0.5:
        given[Place("consent_coordination")] = Answer(ANSWERED, "yes")
        given[Place("violence_private")] = Answer(ANSWERED, "yes")
    return Sheet(guide, given, rows, chance.choice((FULL, CORE)))


def sheets(names: list[str] | None = None) -> st.SearchStrategy[Sheet]:
    """Any sheet of any of the guides. One number decides it all: drawing each answer by itself is too slow."""
    return st.builds(
        lambda name, seed: any_sheet(shipped()[name], Random(seed)),
        st.sampled_from(names or NAMES),
        st.integers(0, 1 << 32),
    )


class Unknown:
    """An answer that does not count: every test of it is false, `!=` among them."""

    def __eq__(self, other: object) -> bool:
        return False

    def __ne__(self, other: object) -> bool:
        return False

    def __contains__(self, other: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = __eq__
    __hash__ = None  # type: ignore[assignment]


def model_holds(text: str | None, known: dict[str, object]) -> bool:
    """What an expression of the shipped files says, by Python's own reading of it."""
    if text is None:
        return True
    told = re.sub(r"answered\s*\(\s*(\w+)\s*\)", r"('\1' in KNOWN)", text)
    names = {name: known.get(name, Unknown()) for name in re.findall(r"[a-z]\w*", re.sub(r"'[^']*'", "", told))}
    return bool(eval(told, {"__builtins__": {}}, {**names, "KNOWN": known}))


def model_visible(sheet: Sheet) -> list[Place]:
    """The places that are shown, from the plain file: questions in file order, each row by itself."""
    known: dict[str, object] = {}
    found: list[Place] = []
    for section in TABLES[sheet.guide.id]["sections"]:
        for row in sheet.rows.get(section["id"], ()) if "repeat" in section else (0,):
            here = dict(known) if "repeat" in section else known
            if not model_holds(section.get("when"), known):
                continue
            for question in section["questions"]:
                if not model_holds(question.get("when"), here):
                    continue
                place = Place(question["id"], row)
                found.append(place)
                answer = sheet.answers.get(place)
                if answer is not None and answer.state == ANSWERED:
                    here[question["id"]] = answer.value
    return found


def filled(guide: Guide, **given: object) -> Sheet:
    """A sheet with these answers."""
    answers_ = {
        Place(name): Answer(ANSWERED, check_value(guide.question(name), value)) for name, value in given.items()
    }
    return Sheet(guide, answers_)
