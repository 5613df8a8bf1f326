"""What every rule starts from: a case worked out once, and the making of signals from days and stages.

A rule says on which days a thing reaches which stage; `staged` turns that into consecutive signals, keeps them out of
the time before the case was taken up, and fills in the texts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rekotui.casework.case_facts import (
    EMPLOYED,
    ON_CALL,
    PENSION_AGE,
    SELF_EMPLOYED,
    CaseFacts,
    Leave,
)
from rekotui.casework.chain import Milestone, chains, day_date
from rekotui.casework.days import birthday, plus, written
from rekotui.casework.messages import FORECAST
from rekotui.casework.rules import Rule, Rules, Stage
from rekotui.casework.sick_leave import DegreePeriod, Span, degree_on, join
from rekotui.casework.signal import Signal
from rekotui.casework.status import closed_statuses

Mark = tuple[date, str]
"""From this day on, this stage."""

Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Picture:
    """A case with what several rules need of it, worked out once."""

    case: CaseFacts
    rules: Rules

    @cached_property
    def taken_up(self) -> date:
        """The day before which nothing is said (design 5: a first import is quiet)."""
        return self.case.opened_on or date.min

    @cached_property
    def closed(self) -> bool:
        """Whether the case is closed; an unknown status counts as open."""
        return self.case.status in closed_statuses()

    @cached_property
    def spans(self) -> Spans:
        """Every day of sick leave, with the days before the list's first day that the patient has told of."""
        known = [span for leave in self.case.leaves for span in leave.spans if span.start <= span.end]
        earlier = self.case.earlier_first_day
        later = min((span.start for span in known if earlier and span.start > earlier), default=None)
        return (*known, Span(earlier, later)) if earlier and later else tuple(known)

    @cached_property
    def sick_leaves(self) -> tuple[Spans, ...]:
        """The sjukfall, by the gap rule."""
        return join(self.spans, self.rules.n("gap_days"))

    @cached_property
    def chains(self) -> tuple[Spans, ...]:
        """The chains of the rehabiliteringskedja."""
        return chains(self.spans, self.rules.n("chain_gap_days"))

    @cached_property
    def groups(self) -> frozenset[str]:
        """What the patient does, by Rehabstöd's words and the coordinator's own; nothing known counts as employed."""
        return groups_of(self.case, self.rules)

    @cached_property
    def degree_periods(self) -> tuple[DegreePeriod, ...]:
        """The degrees of all sick leaves: what was entered or seen last stands last, and decides."""
        return tuple(period for leave in sorted(self.case.leaves, key=_newest_last) for period in leave.periods)

    def degree_on(self, on: date) -> int | None:
        """Return the degree on a day, as it is known now."""
        return degree_on(self.degree_periods, on)

    def for_group(self, rule: Rule) -> bool:
        """Return whether a rule holds for what the patient does."""
        return not rule.groups or bool(self.groups & set(rule.groups))

    def of_pension_age(self, on: date) -> bool:
        """Return whether somebody in work is past the earliest pension age on a day, and not yet at the guarantee age.

        SFB 27 kap. 49 d §: for her the chain has other steps.
        """
        born = self.case.birth_date
        if born is None or not self.groups & {EMPLOYED, SELF_EMPLOYED, ON_CALL}:
            return False
        ages = self.rules.ages_of(born)
        return birthday(born, ages.earliest) <= on < birthday(born, ages.guarantee)

    def horizon(self, spans: Spans) -> date:
        """Return the day until which a forecast beyond the last certified day is worth anything."""
        return plus(spans[-1].end, self.rules.n("forecast_days"))

    def known_on(self, spans: Spans, until: date) -> date:
        """Return the day when it was known that these days, as far as they lie before `until`, are sick leave."""
        days = [date.min]
        for leave in self.case.leaves:
            if spans[0].start <= leave.first_day <= min(spans[-1].end, until):
                days += [_first_seen(leave)]
        if self.case.earlier_first_day == spans[0].start:
            days += [self.case.earlier_first_day_said_on or date.min]
        return max(days)


def groups_of(case: CaseFacts, rules: Rules) -> frozenset[str]:
    """Return the groups of rules.toml that a case belongs to. The coordinator's own word goes before Rehabstöd's.

    Nothing known counts as employed: most are. An on-call employee inside an agreed period of shifts has the usual
    chain (SFB 27 kap. 49 c §).
    """
    words = {group.word: group.id for group in rules.groups.values() if group.word}
    listed = {words[word] for word in case.occupations if word in words}
    own = case.group_said if case.group_said in rules.groups else None
    found = {own} if own else listed or {EMPLOYED}
    if ON_CALL in found and case.agreed_shifts:
        found = (found - {ON_CALL}) | {EMPLOYED}
    return frozenset(found - {PENSION_AGE}) or frozenset({EMPLOYED})


def staged(
    picture: Picture,
    rule: Rule,
    key: str,
    marks: Iterable[Mark],
    *,
    until: date | None = None,
    due: date | None = None,
    facts: Mapping[str, object] | None = None,
    words: Mapping[str, str] | None = None,
) -> list[Signal]:
    """Return consecutive signals: each stage from its day until the day before the next, the last one to `until`.

    Of two stages with the same day the later given stands. Nothing lies before the case was taken up. `facts` fill the
    texts and are kept with the signal; `words` fill the texts only.
    """
    return stages_from(picture.taken_up, rule, key, marks, until=until, due=due, facts=facts, words=words)


def stages_from(
    first: date,
    rule: Rule,
    key: str,
    marks: Iterable[Mark],
    *,
    until: date | None = None,
    due: date | None = None,
    facts: Mapping[str, object] | None = None,
    words: Mapping[str, str] | None = None,
) -> list[Signal]:
    """Do the same with a first day of one's own; signals of the desk have no day of being taken up."""
    by_day = {max(on, first): stage for on, stage in sorted(marks, key=_day)}
    days = sorted(by_day)
    if until is not None:
        days = [on for on in days if on <= until]
    if not days:
        return []
    filled = _filled(rule, facts or {}, words or {})
    kept = {name: value.isoformat() if isinstance(value, date) else value for name, value in (facts or {}).items()}
    ends = [*(plus(following, -1) for following in days[1:]), until]
    return [
        _signal(rule, key, rule.stages[by_day[on]], on, end, due, filled, kept)
        for on, end in zip(days, ends, strict=True)
    ]


def reached(spans: Spans, day: int) -> Milestone:
    """Return the date of a counted day of a sick leave or chain."""
    return day_date(spans, day)


def forecast_word(milestone: Milestone) -> str:
    """Return what a text says beside a day that lies beyond the certified days."""
    return FORECAST if milestone.forecast else ""


def on_or_after(days: Sequence[date], first: date) -> date | None:
    """Return the first of the sorted days that is not before `first`."""
    return next((day for day in days if day >= first), None)


def _newest_last(leave: Leave) -> tuple[date, date, date, str]:
    newest = max((seen.on for seen in leave.seen), default=date.min)
    return newest, leave.first_day, leave.last_day, str(leave.periods)


def _first_seen(leave: Leave) -> date:
    """Return the day the first day of a leave was known as it stands; the beginning of time where nothing says."""
    return min((seen.on for seen in leave.seen if seen.first_day <= leave.first_day), default=date.min)


def _day(mark: Mark) -> date:
    return mark[0]


def _filled(rule: Rule, facts: Mapping[str, object], words: Mapping[str, str]) -> dict[str, object]:
    """Return what stands for each placeholder: a rule's numbers and days, then the facts, then the words."""
    found: dict[str, object] = {name: number.value for name, number in rule.numbers.items()}
    for name, value in (*rule.dates.items(), *facts.items()):
        found[name] = written(value) if isinstance(value, date) else value
    return {**found, **words}


def _signal(
    rule: Rule,
    key: str,
    stage: Stage,
    starts_on: date,
    ends_on: date | None,
    due: date | None,
    filled: Mapping[str, object],
    kept: Mapping[str, object],
) -> Signal:
    return Signal(
        rule=rule.id,
        key=key,
        stage=stage.id,
        starts_on=starts_on,
        ends_on=ends_on,
        due_on=due,
        severity=stage.severity,
        title=stage.title.format_map(filled),
        text=stage.text.format_map(filled),
        todo=stage.todo.format_map(filled),
        law=rule.law,
        source=rule.source,
        facts=kept,
    )
