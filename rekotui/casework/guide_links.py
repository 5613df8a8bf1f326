"""The second half of checking guides: expressions that mean something, and what the guides say of each other.

Takes guides that have the right shape (`guide_shape`). That an expression can be true and false, and that a question
can be reached, is tried out on every answer that makes a difference.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from itertools import chain, combinations, product

from rekotui.casework.guide import (
    CHOICE,
    CLEARING,
    MULTI,
    NUMBER,
    REPEATED_RULERS,
    SCALE,
    YES_NO,
    Guide,
    Question,
    Section,
    Vocabulary,
)
from rekotui.casework.guide_expression import Answered, Compare, Expression, Holds, OneOf, Test, Value, each_test, holds
from rekotui.casework.guide_shape import Finding, finding

_INTERVIEW = "kartlaggning"


def link_findings(guides: Mapping[str, Guide], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Yield what is wrong between the parts of the guides, and between the guides."""
    home: dict[str, str] = {}
    for guide in guides.values():
        for _section, question in guide.questions():
            if question.id in home:
                yield finding(guide.id, question.id, "other_guide", other=home[question.id])
            home[question.id] = guide.id
        yield from _Expressions(guide).findings()
        yield from _own_findings(guide, vocabulary)
        if _INTERVIEW in guides:
            yield from _maps(guide, guides[_INTERVIEW])
    granted = {grant.requirement for guide in guides.values() for grant in guide.grants}
    for guide in guides.values():
        for name in guide.requires:
            if name not in granted:
                yield finding(guide.id, "requires", "no_grant", name=name)
    yield from _rulers(guides)


def _own_findings(guide: Guide, vocabulary: Vocabulary) -> Iterator[Finding]:
    sections = {section.id for section in guide.sections}
    for form in guide.forms:
        for name in form.sections:
            if name not in sections:
                yield finding(guide.id, form.id, "form_section", found=name)


def protection_findings(stem: str, table: Mapping[str, object], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Yield questions under a protected sökord that neither they nor their section mark as sensitive."""
    sections = table["sections"]
    for section in sections if isinstance(sections, list) else ():
        for question in section["questions"]:
            heading = vocabulary.sokord.get(question.get("sokord", ""))
            if heading and heading.protected and not question.get("sensitive") and not section.get("sensitive"):
                yield finding(stem, question["id"], "unprotected")


def _maps(guide: Guide, interview: Guide) -> Iterator[Finding]:
    """Yield what a preparation sheet may not be a draft of (SCHEMA, maps_to and Sensitive answers 4)."""
    targets = {question.id: question for _section, question in interview.questions()}
    for _section, question in guide.questions():
        if guide.kind == "preparation" and question.sensitive:
            yield finding(guide.id, question.id, "private_topic")
        if not question.maps_to:
            continue
        target = targets.get(question.maps_to)
        if guide.kind != "preparation":
            yield finding(guide.id, question.id, "maps_kind")
        if target is None:
            yield finding(guide.id, question.id, "maps_nowhere", found=question.maps_to)
        elif target.type != question.type:
            yield finding(guide.id, question.id, "maps_type", found=target.id)
        else:
            yield from _mapped(guide, question, target)


def _mapped(guide: Guide, question: Question, target: Question) -> Iterator[Finding]:
    if not {one.id for one in question.options} <= {one.id for one in target.options}:
        yield finding(guide.id, question.id, "maps_options", found=target.id)
    if (question.low, question.high) != (target.low, target.high):
        yield finding(guide.id, question.id, "maps_anchors", found=target.id)
    if target.sensitive:
        yield finding(guide.id, question.id, "maps_sensitive", found=target.id)


def _rulers(guides: Mapping[str, Guide]) -> Iterator[Finding]:
    """Yield rulers that are asked again with other words (SCHEMA, Repeated rulers)."""
    asked = {question.id: (guide.id, question) for guide in guides.values() for _section, question in guide.questions()}
    if _INTERVIEW not in guides or "planuppfoljning" not in guides:
        return
    for first, again in REPEATED_RULERS.items():
        if first not in asked or again not in asked:
            yield finding("planuppfoljning", again, "no_ruler", found=first if first not in asked else again)
            continue
        one, (file, other) = asked[first][1], asked[again]
        if (one.low, one.high, one.direction) != (other.low, other.high, other.direction):
            yield finding(file, again, "ruler", found=first)


class _Expressions:
    """Tries every expression of one guide."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._home: dict[str, tuple[Section, Question]] = {}
        for section, question in guide.questions():
            self._home.setdefault(question.id, (section, question))

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong with the expressions, in file order."""
        earlier: list[str] = []
        for section in self._guide.sections:
            named = yield from self._named(section.id, section.when, earlier, None)
            for question in section.questions:
                fine = yield from self._named(question.id, question.when, earlier, section)
                earlier.append(question.id)
                for hint in question.hints:
                    yield from self._named(question.id, hint.when, earlier, section)
                if named and fine and not self._reachable(section, question):
                    yield finding(self._guide.id, question.id, "unreachable")
        for grant in self._guide.grants:
            yield from self._named(grant.form or "grants", grant.when, earlier, None)

    def _named(
        self, place: str, expression: Expression | None, earlier: Sequence[str], here: Section | None
    ) -> Generator[Finding, None, bool]:
        """Yield what is wrong with one expression; return whether nothing is."""
        wrong = [] if expression is None else list(self._wrong(place, expression, earlier, here))
        if expression is not None and not wrong:
            seen = {holds(expression, known) for known in self._worlds(self._names(expression), [expression])}
            wrong += [finding(self._guide.id, place, "never")] if True not in seen else []
            wrong += [finding(self._guide.id, place, "always")] if False not in seen else []
        yield from wrong
        return not wrong

    def _wrong(
        self, place: str, expression: Expression, earlier: Sequence[str], here: Section | None
    ) -> Iterator[Finding]:
        for test in each_test(expression):
            if test.name not in earlier:
                yield finding(self._guide.id, place, "later", name=test.name)
                continue
            section, question = self._home[test.name]
            if section.repeat and (here is None or section.id != here.id):
                yield finding(self._guide.id, place, "outside", name=test.name)
            if not _fits(test, question):
                yield finding(self._guide.id, place, "unfit", name=test.name)
                continue
            options = {one.id for one in question.options}
            for option in _options(test):
                if option not in options:
                    yield finding(self._guide.id, place, "no_such_option", name=test.name, option=option)

    def _reachable(self, section: Section, question: Question) -> bool:
        names, expressions = self._closure(section, question)
        return any(
            holds(section.when, known) and holds(question.when, known)
            for known in (self._counting(world) for world in self._worlds(names, expressions))
        )

    def _closure(self, section: Section, question: Question) -> tuple[list[str], list[Expression]]:
        """Return everything that decides whether a question is shown: names in file order, and expressions."""
        names: set[str] = set()
        expressions: list[Expression] = []
        waiting = [section.when, question.when]
        while waiting:
            expression = waiting.pop()
            if expression is None:
                continue
            expressions.append(expression)
            for name in set(self._names(expression)) - names:
                names.add(name)
                home, named = self._home[name]
                waiting += [home.when, named.when]
        return [name for name in self._home if name in names], expressions

    def _counting(self, world: Mapping[str, Value]) -> dict[str, Value]:
        """Return the answers of a world that nothing hides."""
        known: dict[str, Value] = {}
        for name, value in world.items():
            section, question = self._home[name]
            if holds(section.when, known) and holds(question.when, known):
                known[name] = value
        return known

    def _names(self, expression: Expression) -> list[str]:
        return list(dict.fromkeys(test.name for test in each_test(expression)))

    def _worlds(self, names: Sequence[str], expressions: Sequence[Expression]) -> Iterator[dict[str, Value]]:
        """Yield every combination of answers to the named questions that can make a difference."""
        told = [test for expression in expressions for test in each_test(expression)]
        choices = [list(_answers(self._home[name][1], [test for test in told if test.name == name])) for name in names]
        for world in product(*choices):
            yield {name: value for name, value in zip(names, world, strict=True) if value is not None}


def _fits(test: Test, question: Question) -> bool:
    match test:
        case Answered():
            return True
        case OneOf():
            return question.type in (CHOICE, YES_NO)
        case Holds():
            return question.type == MULTI
        case Compare(_, _, str()):
            return question.type in (CHOICE, YES_NO)
        case Compare():
            return question.type in (SCALE, NUMBER)


def _options(test: Test) -> tuple[str, ...]:
    match test:
        case OneOf(_, values):
            return values
        case Holds(_, value):
            return (value,)
        case Compare(_, _, str(value)):
            return (value,)
        case _:
            return ()


def _answers(question: Question, told: Sequence[Test]) -> Iterator[Value | None]:
    """Yield no answer, and every answer to a question that its tests can tell apart."""
    yield None
    options = [one.id for one in question.options]
    match question.type:
        case "choice" | "yes_no":
            yield from options
        case "multi":
            named = {option for test in told for option in _options(test)}
            other = [option for option in options if option not in named][:1]
            few = [option for option in options if option in named] + other
            subsets = chain.from_iterable(combinations(few, size) for size in range(1, len(few) + 1))
            yield from (chosen for chosen in subsets if len(chosen) == 1 or not set(chosen) & set(CLEARING))
        case "scale_0_10":
            yield from range(11)
        case "number":
            marks = {test.value for test in told if isinstance(test, Compare) and not isinstance(test.value, str)}
            around = {mark + step for mark in marks for step in (-1, 0, 1)} | {question.least or 0, question.most or 0}
            yield from (one for one in around if (question.least or 0) <= one <= (question.most or 0))
        case _:
            yield "x"
