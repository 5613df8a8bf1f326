"""The first half of checking a guide: only known keys of the right kind, ids, and words that the vocabulary has.

Works on the plain content of a file, so that it can say what is wrong with anything at all. The second half, for guides
that have this shape, is `guide_links`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from rekotui.casework.guide import KINDS, NUMBER, PLAN_KINDS, SCALE, TYPES
from rekotui.casework.guide_expression import ExpressionError, parse
from rekotui.casework.guide_messages import CHECK

SCHEMA = 1
VOCABULARY = "vocabulary"
LAW_PARTS = ("personligt_stod", "intern_samordning", "extern_samverkan")
"""Parts of lag (2019:1297) 2 § that an area of the plan belongs to."""

_ID = re.compile(r"[a-z][a-z0-9_]*")
_PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}")
_ADDRESS = re.compile(
    r"\w+://|www\.|\S+@\S+\.\w|\b[\w-]+\.(?:se|com|nu|org|net|eu)\b|(?:^|\s)(?:~|\.{0,2})/\w+|\b[A-Z]:\\|\w+/\w+/\w+"
)
_SAID = ".statements"
_DIRECTIONS = ("higher_is_better", "lower_is_better")


def _keys(text: str) -> dict[str, str]:
    """Return {key: what it holds}; "!" = it must be there, flag = true or absent."""
    parts = (part.split() for part in text.split(";"))
    return {name: kind for kind, *names in parts for name in names}


_GUIDE = _keys(
    "whole! schema; text! guide kind version language title purpose stands_in_for default_answered_by; text intro;"
    "list minutes requires grants kva role_notes forms; list! sections"
)
_SECTION = _keys(
    "text! id title; text answered_by lead intro when; whole minutes; list info statements; list! questions;"
    "flag sensitive optional; table repeat"
)
_QUESTION = _keys(
    "text! id type text; text help when answered_by direction unit sokord maps_to; list options icf plan_hint;"
    "flag required core sensitive; table anchors; number min max default; whole due_days"
)
_OPTION = _keys("text! id text; list icf")
_HINT = _keys("text! kind area responsible text; text when")
_GRANT = _keys("text! requirement when")
_FORM = _keys("text! id title; list! sections; list grants")
_NOTE = _keys("text! role text")
_STATEMENT = _keys("text! id text")
_REPEAT = _keys("whole! min max; text! label")
_ANCHORS = _keys("text! low high")
_WORDS = _keys(
    "whole! schema; flag! vocabulary; text! version language;"
    "table! roles sokord plan_areas plan_kinds requirements kva placeholders icf"
)
_SOKORD = _keys("text! label; flag protected; bool record")
_AREA = _keys("text! label law")

# Keys that belong to certain types of question only.
_OF_TYPE = {
    "options": ("choice", "multi"),
    "anchors": (SCALE,),
    "direction": (SCALE,),
    "unit": (NUMBER,),
    "min": (NUMBER,),
    "max": (NUMBER,),
    "default": (NUMBER,),
}

Table = Mapping[str, Any]


class Finding(NamedTuple):
    """Something that is wrong with a guide: its file, the id or key it stands at, which check, and a sentence."""

    file: str
    place: str
    key: str
    sentence: str


def finding(file: str, place: str, key: str, **values: object) -> Finding:
    """Return a finding with its sentence."""
    return Finding(file, place, key, CHECK[key].format(**values))


def vocabulary_findings(table: object) -> Iterator[Finding]:
    """Yield what is wrong with vocabulary.yaml."""
    check = _Checking(VOCABULARY, {})
    if not check.keys("", table, _WORDS):
        yield from check.found
        return
    assert isinstance(table, Mapping)
    check.head(table)
    for words in ("roles", "plan_kinds", "requirements", "kva", "placeholders", "icf"):
        for key, label in table[words].items():
            check.kind(f"{words}.{key}", "label", label, "text")
    for key, told in table["sokord"].items():
        check.keys(f"sokord.{key}", told, _SOKORD)
    for key, told in table["plan_areas"].items():
        if check.keys(f"plan_areas.{key}", told, _AREA) and told["law"] not in LAW_PARTS:
            check.say(f"plan_areas.{key}", "law", name="law", found=told["law"])
    if tuple(table["plan_kinds"]) != PLAN_KINDS:
        check.say("plan_kinds", "plan_kind")
    yield from check.found


def shape_findings(stem: str, table: object, words: Table) -> Iterator[Finding]:
    """Yield what is wrong with a guide's own content; `words` is the content of a vocabulary that holds."""
    check = _Checking(stem, words)
    if check.keys("", table, _GUIDE):
        assert isinstance(table, Mapping)
        check.guide(table)
    yield from check.found


class _Checking:
    """Walks through one file, and gathers what it finds."""

    def __init__(self, file: str, words: Table) -> None:
        self._file = file
        self._words = words
        self.found: list[Finding] = []

    def say(self, place: str, key: str, **values: object) -> None:
        self.found.append(finding(self._file, place, key, **values))

    def guide(self, table: Table) -> None:
        self.head(table)
        if table["guide"] != self._file:
            self.say("guide", "stem")
        if table["kind"] not in KINDS:
            self.say("kind", "kind", found=table["kind"])
        self._role("", table, "default_answered_by")
        for name, words in (("requires", "requirements"), ("kva", "kva")):
            for key in table.get(name, ()):
                self._known(name, name, key, words)
        self._grants("grants", table.get("grants", ()))
        for note in self._tables("role_notes", table.get("role_notes", ()), _NOTE):
            self._role("role_notes", note, "role")
        for form in self._tables("forms", table.get("forms", ()), _FORM):
            self._grants(form["id"], form.get("grants", ()))
        self._once("sections", [one["id"] for one in self._tables("", table["sections"], _SECTION)])
        for section in table["sections"]:
            if isinstance(section, Mapping) and isinstance(section.get("questions"), list):
                self._section(section, table)
        self._minutes(table)

    def head(self, table: Table) -> None:
        if table["schema"] != SCHEMA:
            self.say("schema", "schema", found=table["schema"], known=SCHEMA)
        if table["language"] != "sv":
            self.say("language", "language")
        for text in _texts(table):
            if _ADDRESS.search(text):
                self.say("", "address")

    def keys(self, place: str, table: object, known: Mapping[str, str]) -> bool:
        """Check a table's keys and what they hold; return whether the parts below can be looked at."""
        if not isinstance(table, Mapping):
            self.say(place, "not_table", name=place or self._file)
            return False
        before = len(self.found)
        for name in table:
            if name not in known:
                self.say(place, "unknown_key", name=name)
        for name, kind in known.items():
            if name in table:
                self.kind(place, name, table[name], kind.rstrip("!"))
            elif kind.endswith("!"):
                self.say(place, "no_key", name=name)
        return len(self.found) == before

    def kind(self, place: str, name: str, value: object, kind: str) -> None:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        fits, key = {
            "text": (isinstance(value, str) and bool(value.strip()), "not_text"),
            "list": (isinstance(value, list), "not_list"),
            "table": (isinstance(value, Mapping), "not_table"),
            "whole": (number and isinstance(value, int), "not_whole"),
            "number": (number, "not_whole"),
            "flag": (value is True, "not_true"),
            "bool": (isinstance(value, bool), "not_true"),
        }[kind]
        if not fits:
            self.say(place, key, name=name)
        said = name == "info" or place.endswith(_SAID)
        if isinstance(value, str) and "{{" in value and not said:
            self.say(place, "place_here")

    def _section(self, section: Table, guide: Table) -> None:
        place = str(section.get("id", ""))
        self._id(place, place)
        self._role(place, section, "answered_by")
        self._role(place, section, "lead")
        self._expression(place, section)
        self._said(place, section)
        if "repeat" in section and self.keys(place, section["repeat"], _REPEAT):
            repeat = section["repeat"]
            if not 0 <= repeat["min"] <= repeat["max"] or not repeat["max"]:
                self.say(place, "repeat")
        if not section["questions"] and not section.get("info"):
            self.say(place, "no_questions")
        for question in section["questions"]:
            name = str(question.get("id", place)) if isinstance(question, Mapping) else place
            if self.keys(name, question, _QUESTION):
                self._question(name, question, guide)

    def _said(self, place: str, section: Table) -> None:
        """Check what is said aloud or stands above a signature: it may hold placeholders that are known."""
        statements = self._tables(place + _SAID, section.get("statements", ()), _STATEMENT)
        self._once(place, [one["id"] for one in statements])
        said = [one["text"] for one in statements]
        for text in section.get("info", ()):
            self.kind(place, "info", text, "text")
            said.append(str(text))
        for name in (name for text in said for name in _PLACEHOLDER.findall(text)):
            if name not in self._words["placeholders"]:
                self.say(place, "placeholder", found=name)

    def _question(self, place: str, question: Table, guide: Table) -> None:
        kind = question["type"]
        self._id(place, question["id"])
        if kind not in TYPES:
            self.say(place, "type", found=kind)
        for name, types in _OF_TYPE.items():
            if name in question and kind not in types:
                self.say(place, "misplaced", name=name, type=kind)
        if "due_days" in question and guide["kind"] != "checklist":
            self.say(place, "misplaced", name="due_days", type=guide["kind"])
        self._role(place, question, "answered_by")
        self._expression(place, question)
        self._codes(place, question)
        if kind in ("choice", "multi"):
            self._options(place, question.get("options", ()))
        if kind == SCALE:
            self._scale(place, question)
        if kind == NUMBER:
            self._bounds(place, question)
        if "sokord" in question:
            self._known(place, "sokord", question["sokord"], "sokord")
        for hint in self._tables(place, question.get("plan_hint", ()), _HINT):
            self._known(place, "kind", hint["kind"], "plan_kinds")
            self._known(place, "area", hint["area"], "plan_areas")
            self._role(place, hint, "responsible")
            self._expression(place, hint)

    def _options(self, place: str, options: object) -> None:
        given = self._tables(place, options, _OPTION)
        if len(given) < 2:
            self.say(place, "few_options")
        self._once(place, [one["id"] for one in given])
        for one in given:
            self._id(place, one["id"])
            self._codes(place, one)

    def _scale(self, place: str, question: Table) -> None:
        if "anchors" not in question or "direction" not in question:
            self.say(place, "anchors")
        elif question["direction"] not in _DIRECTIONS:
            self.say(place, "direction", found=question["direction"])
        if "anchors" in question:
            self.keys(place, question["anchors"], _ANCHORS)

    def _bounds(self, place: str, question: Table) -> None:
        least, most = question.get("min"), question.get("max")
        default = question.get("default", least)
        if least is None or most is None or not least <= default <= most or least == most:
            self.say(place, "bounds")

    def _minutes(self, table: Table) -> None:
        span = table.get("minutes")
        if span is None:
            return
        if len(span) != 2 or not all(isinstance(one, int) for one in span) or not 0 <= span[0] <= span[1]:
            self.say("minutes", "span")
            return
        each = [one["minutes"] for one in table["sections"] if isinstance(one, Mapping) and "minutes" in one]
        if each and span[1] and not span[0] <= sum(each) <= span[1]:
            self.say("minutes", "minutes", sum=sum(each), least=span[0], most=span[1])

    def _grants(self, place: str, given: object) -> None:
        for grant in self._tables(place, given, _GRANT):
            self._known(place, "requirement", grant["requirement"], "requirements")
            self._expression(place, grant)

    def _expression(self, place: str, table: Table) -> None:
        if isinstance(table.get("when"), str):
            try:
                parse(table["when"])
            except ExpressionError as error:
                self.say(place, "grammar", why=error)

    def _tables(self, place: str, given: object, known: Mapping[str, str]) -> list[Table]:
        """Return those of a list's tables that have the right keys."""
        if not isinstance(given, list | tuple):
            self.say(place, "not_list", name=place)
            return []
        named = [(f"{one.get('id', place)}" if isinstance(one, Mapping) and not place else place, one) for one in given]
        return [one for name, one in named if self.keys(name, one, known)]

    def _role(self, place: str, table: Table, name: str) -> None:
        if name in table:
            self._known(place, name, table[name], "roles")

    def _codes(self, place: str, table: Table) -> None:
        for code in table.get("icf", ()):
            self._known(place, "icf", code, "icf")

    def _known(self, place: str, name: str, key: object, words: str) -> None:
        if not isinstance(key, str) or key not in self._words[words]:
            self.say(place, "not_in", name=name, found=key)

    def _id(self, place: str, name: object) -> None:
        if not isinstance(name, str) or not _ID.fullmatch(name):
            self.say(place, "bad_id", found=name)

    def _once(self, place: str, names: list[Any]) -> None:
        for name in sorted({str(name) for name in names if names.count(name) > 1}):
            self.say(place, "twice", found=name)


def _texts(value: object) -> Iterator[str]:
    """Yield every text in a value, keys left out."""
    match value:
        case str():
            yield value
        case Mapping():
            for one in value.values():
                yield from _texts(one)
        case list() | tuple():
            for one in value:
                yield from _texts(one)
