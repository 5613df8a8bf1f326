"""A unit's own words in the guides (SCHEMA, Local changes): texts and labels by id, and questions that are not asked.

    vocabulary:
      sokord: {kontaktorsak: Aktualisering}
    guides:
      kartlaggning:
        intro: …
        sections:
          arbete: {title: …, intro: …, statements: {id: …}}
        questions:
          referral_source: {text: …, help: …, options: {team: …}, anchors: {low: …, high: …}, unit: …}
          instrument_scores: {hide: true}

Ids, types and options stay as they are, and so does what a required question requires. A guide whose changes do not
hold is used as it ships, and so is the vocabulary; the others keep theirs.
"""

import copy
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from rekotui.casework.guide_messages import LOCAL
from rekotui.casework.guide_shape import VOCABULARY, shape_findings, vocabulary_findings

LONGEST = 4000
"""Characters of a text."""

_GUIDE_TEXTS = ("title", "purpose", "intro")
_SECTION_TEXTS = ("title", "intro")
_QUESTION_TEXTS = ("text", "help", "unit")
_LABELS = ("roles", "sokord", "plan_areas", "plan_kinds", "requirements", "kva", "icf")
# A unit may write where its own routines lie; the guides that ship may not name any place.
_MAY_BE_WRITTEN = "address"

Table = Mapping[str, Any]


class Applied(NamedTuple):
    """The files' content with the unit's words in it, what was changed, and what did not hold."""

    tables: Table
    overridden: tuple[str, ...]
    refused: tuple[str, ...]


class _WrongError(Exception):
    """A change that may not be made: a sentence."""


def apply(tables: Table, local: object) -> Applied:
    """Return the guides' content with a unit's changes; `local` is its file's content, None or {} for no changes."""
    if local in (None, {}):
        return Applied(tables, (), ())
    changed = dict(tables)
    overridden: list[str] = []
    refused: list[str] = []
    try:
        top = _table("guides.yaml", local, ("guides", VOCABULARY))
        guides = _table("guides", top.get("guides") or {}, None)
    except _WrongError as wrong:
        return Applied(tables, (), (str(wrong),))
    own = [(VOCABULARY, top[VOCABULARY])] if top.get(VOCABULARY) else []
    for stem, told in [*own, *guides.items()]:
        try:
            changed[stem], said = _changed(tables, str(stem), told)
            overridden += said
        except _WrongError as wrong:
            refused.append(LOCAL["broken"].format(guide=stem, why=wrong))
    return Applied(changed, tuple(overridden), tuple(refused))


def _changed(tables: Table, stem: str, told: object) -> tuple[Table, list[str]]:
    """Return one file's content with its changes, and what they are; raise _WrongError."""
    if stem not in tables:
        raise _WrongError(LOCAL["no_guide"])
    table = copy.deepcopy(tables[stem])
    hidden: list[str] = []
    if stem == VOCABULARY:
        count = _words(table, told)
        wrong = [one for one in vocabulary_findings(table) if one.key != _MAY_BE_WRITTEN]
        said = [LOCAL["words" if count != 1 else "one_word"].format(count=count)] if count else []
    else:
        count, hidden = _guide(table, told)
        wrong = [one for one in shape_findings(stem, table, tables[VOCABULARY]) if one.key != _MAY_BE_WRITTEN]
        said = [LOCAL["texts" if count != 1 else "one_text"].format(guide=stem, count=count)] if count else []
        said += [LOCAL["hidden"].format(guide=stem, question=name) for name in hidden]
    if wrong:
        raise _WrongError(wrong[0].sentence)
    for question in (one for section in table.get("sections", ()) for one in section["questions"]):
        # Set last: no file may say it, it is how a guide remembers what a unit does not ask.
        question.update({"hidden": True} if question["id"] in hidden else {})
    return table, said


def _words(table: dict[str, Any], told: object) -> int:
    count = 0
    for words, given in _table(VOCABULARY, told, _LABELS).items():
        for key, label in _table(words, given, None).items():
            if key not in table[words]:
                raise _WrongError(LOCAL["no_word"].format(list=words, id=key))
            text = _text(key, "label", label)
            if isinstance(table[words][key], dict):
                table[words][key]["label"] = text
            else:
                table[words][key] = text
            count += 1
    return count


def _guide(table: dict[str, Any], told: object) -> tuple[int, list[str]]:
    """Change a guide's content in place; return how many texts, and the questions that are hidden."""
    top = _table(table["guide"], told, (*_GUIDE_TEXTS, "sections", "questions"))
    count = _texts(table, table["guide"], top, _GUIDE_TEXTS)
    sections = {section["id"]: section for section in table["sections"]}
    for name, given in _table("sections", top.get("sections") or {}, None).items():
        if name not in sections:
            raise _WrongError(LOCAL["no_section"].format(id=name))
        count += _section(sections[name], given)
    questions = {question["id"]: question for section in table["sections"] for question in section["questions"]}
    hidden = []
    for name, given in _table("questions", top.get("questions") or {}, None).items():
        if name not in questions:
            raise _WrongError(LOCAL["no_question"].format(id=name))
        count += _question(questions[name], given)
        hidden += [name] if given.get("hide") else []
    return count, hidden


def _section(section: dict[str, Any], given: object) -> int:
    name = section["id"]
    table = _table(name, given, (*_SECTION_TEXTS, "statements"))
    count = _texts(section, name, table, _SECTION_TEXTS)
    statements = {one["id"]: one for one in section.get("statements", ())}
    for key, text in _table(name, table.get("statements") or {}, tuple(statements)).items():
        statements[key]["text"] = _text(name, key, text)
        count += 1
    return count


def _question(question: dict[str, Any], given: object) -> int:
    name = question["id"]
    table = _table(name, given, (*_QUESTION_TEXTS, "options", "anchors", "hide"))
    count = _texts(question, name, table, _QUESTION_TEXTS)
    options = {option["id"]: option for option in question.get("options", ())}
    for key, text in _table(name, table.get("options") or {}, None).items():
        if key not in options:
            raise _WrongError(LOCAL["no_option"].format(id=name, option=key))
        options[key]["text"] = _text(name, key, text)
        count += 1
    if "anchors" in table:
        anchors = _table(name, table["anchors"], tuple(question.get("anchors", ())))
        count += _texts(question["anchors"], name, anchors, ("low", "high"))
    if "hide" in table:
        if table["hide"] is not True:
            raise _WrongError(LOCAL["hide"].format(id=name))
        if question.get("required"):
            raise _WrongError(LOCAL["required"].format(id=name))
    return count


def _texts(table: dict[str, Any], name: str, given: Table, keys: tuple[str, ...]) -> int:
    there = [key for key in keys if key in given]
    for key in there:
        table[key] = _text(name, key, given[key])
    return len(there)


def _table(name: str, given: object, known: tuple[str, ...] | None) -> Table:
    """Return a table whose keys may all be changed; `known` None = any key, looked up by whoever asks."""
    if not isinstance(given, Mapping):
        raise _WrongError(LOCAL["shape"].format(id=name))
    for key in given:
        if known is not None and key not in known:
            raise _WrongError(LOCAL["no_key"].format(id=name, key=key))
    return given


def _text(name: object, key: object, given: object) -> str:
    if not isinstance(given, str) or not given.strip():
        raise _WrongError(LOCAL["no_text"].format(id=name, key=key))
    if len(given) > LONGEST:
        raise _WrongError(LOCAL["too_long"].format(id=name, key=key, most=LONGEST))
    if bad := next(_unprintable(given), None):
        raise _WrongError(LOCAL["no_text"].format(id=name, key=f"{key} ({bad})"))
    return given


def _unprintable(text: str) -> Iterator[str]:
    """Yield the names of control characters: nothing that is shown in a terminal may steer it."""
    return (f"U+{ord(char):04X}" for char in text if not char.isprintable() and char != "\n")
