"""Reading plans with the bare driver: versions, the draft, what was said and handed out; on the look-up path.

`series_of` gives all there is of one case, by a reader or within a unit of work; lists read `storage.plan_lines`.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from rekotui.casework.plan import Plan, from_json
from rekotui.casework.plan_evaluation import Evaluated, as_it_stands, next_follow_up, reviewed_on
from storage.journal_marks import MARKED, PLAN_VERSION
from storage.plan_lines import Ask

VERSION, HANDED, EVALUATION = "plan_version", "plan_handed", "plan_evaluation"
"""What can be struck: the tables' names."""


class VersionLine(NamedTuple):
    """A sealed version; `void_reason` "" = it stands. Its plan is read out of the body when it is asked for."""

    version_id: int
    number: int
    base_id: int | None
    sealed_on: date
    body: str
    recorded_at: str
    journaled_on: date | None
    voided_on: date | None
    void_reason: str

    @property
    def plan(self) -> Plan:
        """The plan as it was sealed."""
        return from_json(json.loads(self.body))


class DraftLine(NamedTuple):
    """What is being worked on: the version that it will be, since when, and its own version to be given as `seen`."""

    number: int
    base_id: int | None
    started_on: date
    plan: Plan
    saved_at: str
    seen: int


class HandedLine(NamedTuple):
    """A copy that somebody got; `number` is that of the version."""

    handed_id: int
    version_id: int
    number: int
    on: date
    given_to: str
    name: str
    way: str
    voided: bool


class EvaluationLine(NamedTuple):
    """An evaluation of an item (0 = the whole plan) of a version, made at a contact."""

    evaluation_id: int
    version_id: int
    number: int
    said: Evaluated
    contact_id: int | None
    voided: bool


class Series(NamedTuple):
    """All plans of a case: versions, evaluations and copies from the oldest on, struck ones included and marked."""

    versions: tuple[VersionLine, ...] = ()
    draft: DraftLine | None = None
    evaluations: tuple[EvaluationLine, ...] = ()
    handed: tuple[HandedLine, ...] = ()

    @property
    def current(self) -> VersionLine | None:
        """The newest version that stands."""
        standing = [each for each in self.versions if not each.void_reason]
        return standing[-1] if standing else None

    @property
    def newest_handed(self) -> HandedLine | None:
        """The newest version that the patient has been given, by number and then by day."""
        got = [each for each in self.handed if not each.voided and each.given_to == "patient"]
        return max(got, key=lambda each: (each.number, each.on, each.handed_id), default=None)

    def version(self, number: int) -> VersionLine | None:
        """Return a version by its number, struck or not."""
        return next((each for each in self.versions if each.number == number), None)

    def said_of(self, version: VersionLine) -> tuple[Evaluated, ...]:
        """Return what has been said of a version, in the order it was said."""
        mine = (each for each in self.evaluations if each.version_id == version.version_id and not each.voided)
        return tuple(each.said for each in mine)

    def stands(self, version: VersionLine) -> Plan:
        """Return a version with what has been said of it since."""
        return as_it_stands(version.plan, self.said_of(version))

    def reviewed_on(self, version: VersionLine) -> date | None:
        """Return the day when a version was gone through as a whole last."""
        return reviewed_on(self.said_of(version))

    def follow_up_on(self, version: VersionLine) -> date | None:
        """Return the next day on which something of a version is to be followed up."""
        return next_follow_up(self.stands(version), self.reviewed_on(version))


def series_of(ask: Ask, case_id: int) -> Series:
    """Return all plans of a case."""
    versions = tuple(_version(row) for row in ask(_VERSIONS, (case_id,)))
    numbers = {each.version_id: each.number for each in versions}
    return Series(
        versions,
        _draft(ask, case_id, versions),
        tuple(_evaluation(row, numbers) for row in ask(_EVALUATIONS, (case_id,))),
        tuple(_handed(row, numbers) for row in ask(_HANDED, (case_id,))),
    )


_VOIDED = "(select {column} from plan_void b where b.subject = '{subject}' and b.subject_id = {row})"
_VERSIONS = (
    "select v.id, v.number, v.base_id, v.sealed_on, v.body, v.recorded_at,"
    f" {MARKED.format(subject=PLAN_VERSION, row='v.id')},"
    f" {_VOIDED.format(column='voided_on', subject=VERSION, row='v.id')},"
    f" {_VOIDED.format(column='reason', subject=VERSION, row='v.id')}"
    " from plan_version v where v.case_id = ? order by v.number"
)
_EVALUATIONS = (
    "select e.id, e.version_id, e.item, e.evaluated_on, e.result, e.body, e.state, e.why, e.next_step, e.next_on,"
    f" e.contact_id, {_VOIDED.format(column='1', subject=EVALUATION, row='e.id')}"
    " from plan_version v join plan_evaluation e on e.version_id = v.id where v.case_id = ? order by e.id"
)
_HANDED = (
    "select h.id, h.version_id, h.handed_on, h.given_to, h.given_to_name, h.way,"
    f" {_VOIDED.format(column='1', subject=HANDED, row='h.id')}"
    " from plan_version v join plan_handed h on h.version_id = v.id where v.case_id = ? order by h.id"
)


def _version(row: tuple[Any, ...]) -> VersionLine:
    id_, number, base_id, sealed_on, body, recorded_at, journaled, voided_on, reason = row
    return VersionLine(
        id_, number, base_id, date.fromisoformat(sealed_on), body, recorded_at, _day(journaled), _day(voided_on),
        reason or "",
    )  # fmt: skip


def _draft(ask: Ask, case_id: int, versions: Sequence[VersionLine]) -> DraftLine | None:
    rows = ask("select base_id, started_on, body, saved_at, version from plan_draft where case_id = ?", (case_id,))
    if not rows:
        return None
    base_id, started_on, body, saved_at, seen = rows[0]
    number = versions[-1].number + 1 if versions else 1
    return DraftLine(number, base_id, date.fromisoformat(started_on), from_json(json.loads(body)), saved_at, seen)


def _evaluation(row: tuple[Any, ...], numbers: dict[int, int]) -> EvaluationLine:
    id_, version_id, item, on, result, body, state, why, next_step, next_on, contact_id, voided = row
    said = Evaluated(item, date.fromisoformat(on), result, body, state, why, next_step, _day(next_on), id_)
    return EvaluationLine(id_, version_id, numbers[version_id], said, contact_id, bool(voided))


def _handed(row: tuple[Any, ...], numbers: dict[int, int]) -> HandedLine:
    id_, version_id, on, given_to, name, way, voided = row
    return HandedLine(id_, version_id, numbers[version_id], date.fromisoformat(on), given_to, name, way, bool(voided))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
