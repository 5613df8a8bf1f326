"""A plan as a look-up tells it: one version (or the draft) as lines of text, with its keys, and what differs.

Of a protected identity nobody is named: whom something rests on tells as much as the employer's name (design 4).
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from rekotui.base.errors import NothingFoundError, WrongUseError
from rekotui.casework.plan import ACTION, EMPLOYER_PLAN, GOAL, STOPPED, TRIAL_WORK, Item, Plan, short_role, tree, words
from rekotui.casework.plan_checks import in_short, lacking
from rekotui.casework.plan_difference import Change, difference, sentence
from rekotui.exchange.plan_messages import PLAN
from storage.plan_reading import DraftLine, EvaluationLine, HandedLine, Series, VersionLine, series_of
from storage.reading import CaseLine, Reader


class PlanText(NamedTuple):
    """One plan to be read: a sealed version with what was said of it since, or the draft (`version` None)."""

    case: CaseLine
    series: Series
    version: VersionLine | None
    plan: Plan

    @property
    def draft(self) -> DraftLine | None:
        """The draft, where that is what is read."""
        return self.series.draft if self.version is None else None

    @property
    def number(self) -> int:
        """The number of the version, or of the one that the draft will be."""
        return self.version.number if self.version else self.series.draft.number if self.series.draft else 0

    @property
    def evaluations(self) -> tuple[EvaluationLine, ...]:
        """What has been said of this version and stands."""
        mine = (each for each in self.series.evaluations if not each.voided)
        return tuple(each for each in mine if self.version and each.version_id == self.version.version_id)

    @property
    def handed(self) -> tuple[HandedLine, ...]:
        """The copies of this version that were handed out and stand."""
        mine = (each for each in self.series.handed if not each.voided)
        return tuple(each for each in mine if self.version and each.version_id == self.version.version_id)


def plan_text(reader: Reader, case: CaseLine, number: int | None = None, *, draft: bool = False) -> PlanText:
    """Return a version of a case's plan: the one of a number, else the newest that stands, else the draft.

    Raises NothingFoundError where there is no plan, no draft or no such version.
    """
    series = series_of(reader.rows, case.case_id)
    if draft and series.draft is None:
        raise NothingFoundError("no_plan_draft")
    version = None if draft else series.current if number is None else _numbered(series, number)
    if version is not None:
        return PlanText(case, series, version, shown(series.stands(version), case))
    if series.draft is None:
        raise NothingFoundError("no_plan")
    return PlanText(case, series, None, shown(series.draft.plan, case))


def shown(plan: Plan, case: CaseLine) -> Plan:
    """Return the plan as it may be shown: of a protected identity without anybody's name."""
    return nameless(plan) if case.protected else plan


def nameless(plan: Plan) -> Plan:
    """Return the plan without the names beside roles."""
    return plan._replace(items=tuple(item._replace(who="") for item in plan.items), agreed_with="")


def changes(reader: Reader, case: CaseLine, first: int, second: int) -> tuple[tuple[Change, str], ...]:
    """Return what differs between two versions as they were sealed, each with its sentence."""
    series = series_of(reader.rows, case.case_id)
    before, after = (shown(_numbered(series, number).plan, case) for number in (first, second))
    return tuple((change, sentence(change, after)) for change in difference(before, after))


def lines_of(found: PlanText, on: date) -> Iterator[str]:
    """Give a plan line by line, without the case's own heading."""
    yield state_line(found)
    if found.plan.assessment:
        yield ""
        yield from found.plan.assessment.split("\n")
    for item, depth in tree(found.plan):
        if item.kind == GOAL:
            yield ""
        yield from item_lines(item, depth)
    rest = tuple(_whole(found))
    if rest:
        yield ""
        yield from rest
    if found.draft:
        yield ""
        yield in_short(lacking(found.draft.plan, on))


def state_line(found: PlanText) -> str:
    """Return which version this is, since when, and what has become of it."""
    if found.version is None:
        return PLAN["draft"].format(number=found.number)
    told = [PLAN["version"].format(number=found.number, day=found.version.sealed_on)]
    if found.version.void_reason:
        told.append(PLAN["voided"].format(day=found.version.voided_on, why=found.version.void_reason))
    elif found.series.current and found.series.current.number != found.number:
        told.append(PLAN["older"].format(number=found.series.current.number))
    return ", ".join(told)


def item_lines(item: Item, depth: int) -> Iterator[str]:
    """Give an item with what there is to say of it, indented by its depth."""
    room = "  " * depth
    yield f"{room}{PLAN['item'].format(kind=words('kinds')[item.kind], text=item.text)}"
    inner = f"{room}  "
    if item.quote:
        yield from (f"{inner}{line}" for line in PLAN["said"].format(said=item.quote).split("\n"))
    told = ", ".join(facts_of(item))
    if told:
        yield f"{inner}{told}"


def facts_of(item: Item) -> Iterator[str]:
    """Give who does it, when, how it stands and what makes it special, in words."""
    if item.responsible:
        name = PLAN["named"].format(who=short_role(item.responsible), name=item.who)
        yield name if item.who else short_role(item.responsible)
    if item.kind == ACTION or item.state != "planned":
        yield _state(item)
    if item.work == TRIAL_WORK and item.starts_on and item.ends_on:
        yield PLAN["from_to"].format(first=item.starts_on, last=item.ends_on)
        yield PLAN["told"].format(day=item.told_on) if item.told_on else PLAN["not_told"]
    elif item.starts_on and not item.ended:
        yield PLAN["from"].format(day=item.starts_on)
    if item.work == EMPLOYER_PLAN and item.answer:
        answer = words("answers")[item.answer].lower()
        yield PLAN["answer"].format(answer=answer, day=item.answered_on or "", why=item.answer_why).rstrip(" :")
    if item.follow_up_on and not item.ended:
        yield PLAN["follow_up"].format(day=item.follow_up_on)
    if item.icf:
        yield ", ".join(f"{code} {words('icf').get(code, '')}".strip() for code in item.icf)


def steps_line(plan: Plan) -> str:
    """Return the planned degrees in one line, "" where there are none."""
    told = (PLAN["step"].format(degree=step.degree, day=step.on) for step in plan.steps)
    return PLAN["steps"].format(steps=PLAN["between"].join(told)) if plan.steps else ""


def as_json(found: PlanText, on: date) -> dict[str, object]:
    """Return the keys of `plan --json`."""
    version, plan = found.version, found.plan
    missing = lacking(found.draft.plan, on) if found.draft else ()
    return {
        "case": found.case.number,
        "version": found.number,
        "draft": version is None,
        "sealed": version.sealed_on.isoformat() if version else None,
        "journaled": _iso(version.journaled_on) if version else None,
        "voided": version.void_reason or None if version else None,
        "assessment": plan.assessment or None,
        "items": [_item(item, depth) for item, depth in tree(plan)],
        "degrees": [{"from": step.on.isoformat(), "degree": step.degree} for step in plan.steps],
        "participation": plan.participation or None,
        "participation_why": plan.participation_why or None,
        "evaluate": _iso(plan.evaluate_on),
        "meeting": plan.meeting or None,
        "agreed_with": plan.agreed_with or None,
        "missing": [{"what": one.code, "key": one.key or None, "text": one.sentence} for one in missing],
        "evaluations": [_evaluation(one) for one in found.evaluations],
        "handed_out": [_handed(one, found.case.protected) for one in found.handed],
        "versions": [_version(each) for each in found.series.versions],
    }


def change_json(change: Change, told: str) -> dict[str, object]:
    """Return one difference with its keys."""
    item = change.item
    whole = change.what == "state"
    return {
        "change": change.what,
        "key": item.key if item else None,
        "field": change.field or None,
        "date": _iso(change.on),
        "before": _plain(change.before.state if whole else change.before),
        "after": _plain(change.after.state if whole else change.after),
        "text": told,
    }


def _numbered(series: Series, number: int) -> VersionLine:
    version = series.version(number)
    if version is None:
        if not series.versions:
            raise NothingFoundError("no_plan")
        known = ", ".join(str(each.number) for each in series.versions)
        raise WrongUseError("no_plan_version", number=number, known=known)
    return version


def _whole(found: PlanText) -> Iterator[str]:
    plan = found.plan
    if plan.steps:
        yield steps_line(plan)
    if plan.evaluate_on:
        yield PLAN["evaluate"].format(day=plan.evaluate_on)
    if plan.meeting:
        yield PLAN["meeting"].format(meeting=plan.meeting)
    if plan.participation:
        why = f": {plan.participation_why}" if plan.participation_why else ""
        yield f"{words('participation')[plan.participation]}{why}"
    if plan.agreed_with:
        yield PLAN["agreed_with"].format(who=plan.agreed_with)
    for given in found.handed:
        name = "" if found.case.protected else given.name
        who = PLAN["named"].format(who=short_role(given.given_to), name=name) if name else short_role(given.given_to)
        yield PLAN["handed"].format(who=who, day=given.on, way=words("ways")[given.way].lower())


def _state(item: Item) -> str:
    told = words("states")[item.state].lower()
    told = f"{told} {item.ended_on}" if item.ended_on else told
    return f"{told}: {item.why}" if item.state == STOPPED and item.why else told


def _item(item: Item, depth: int) -> dict[str, object]:
    return {
        "key": item.key,
        "under": item.parent or None,
        "depth": depth,
        "kind": item.kind,
        "text": item.text,
        "said": item.said or None,
        "responsible": item.responsible or None,
        "who": item.who or None,
        "starts": _iso(item.starts_on),
        "follow_up": _iso(item.follow_up_on),
        "state": item.state,
        "ended": _iso(item.ended_on),
        "why": item.why or None,
        "part": item.part or None,
        "origin": item.origin,
        "source": item.source or None,
        "icf": list(item.icf),
        "work": item.work or None,
        "ends": _iso(item.ends_on),
        "told_fk": _iso(item.told_on),
        "answer": item.answer or None,
        "answered": _iso(item.answered_on),
        "answer_why": item.answer_why or None,
    }


def _evaluation(one: EvaluationLine) -> dict[str, object]:
    said = one.said
    return {
        "key": said.item or None,
        "date": said.on.isoformat(),
        "result": said.result or None,
        "text": said.text or None,
        "state": said.state or None,
        "why": said.why or None,
        "next_step": said.next_step or None,
        "next": _iso(said.next_on),
    }


def _handed(one: HandedLine, protected: bool) -> dict[str, object]:
    name = None if protected else one.name or None
    return {"date": one.on.isoformat(), "to": one.given_to, "name": name, "way": one.way}


def _version(each: VersionLine) -> dict[str, object]:
    return {"version": each.number, "sealed": each.sealed_on.isoformat(), "voided": each.void_reason or None}


def _plain(value: Any) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else None if value == "" else value


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
