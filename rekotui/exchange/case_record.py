"""One case as the command line, the summary and the screens tell it: stored facts and the day's counts, in one place.

The keys are an interface (docs/cli.md). Keys whose source is not built yet are there, with null.
A protected identity is masked here, so that no list, look-up or file can forget it (design 4).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rekotui.base.settings import Settings
from rekotui.casework.card import Counts, counts
from rekotui.casework.consent_state import Standing
from rekotui.casework.contact import reasons, short_party
from rekotui.casework.signal import SEVERITIES
from rekotui.exchange.plan_record import is_current, list_record
from storage.coordination_reading import coordination_of
from storage.next_steps import Promise, nearest
from storage.plan_lines import StateLine, states_of
from storage.reading import CaseLine, Reader
from storage.signal_reading import SignalLine, active


class ShownCase(NamedTuple):
    """A stored case with the counts of a day and the signals in force on it, the most urgent first.

    `coded_step` is the next step in code words alone, which name nobody; `coming` is what comes into force later,
    where it was asked for.
    """

    line: CaseLine
    counts: Counts
    signals: tuple[SignalLine, ...] = ()
    coded_step: str = ""
    coming: tuple[SignalLine, ...] = ()
    coordination: Standing | None = None
    """What applies of the consent to coordination on the day; None = nobody has asked."""
    plan: StateLine | None = None
    """How the patient's plan stands; None = there never was one."""
    plan_current: bool | None = None
    """Whether the plan is current on the day; None = no version is sealed."""

    @property
    def name(self) -> str | None:
        """The name, or None where the identity is protected."""
        return None if self.line.protected else self.line.name

    @property
    def personnummer(self) -> str | None:
        """The number, or None where the identity is protected."""
        return None if self.line.protected else self.line.personnummer

    @property
    def employer(self) -> str | None:
        """The employer, or None where there is none or the identity is protected."""
        return None if self.line.protected else self.line.employer or None

    @property
    def phone(self) -> str | None:
        """The phone, or None where there is none or the identity is protected."""
        return None if self.line.protected else self.line.phone or None

    @property
    def occupation(self) -> str | None:
        """The occupation, else what Rehabstöd calls Sysselsättning."""
        return self.line.occupation or ", ".join(self.line.occupations) or None

    @property
    def next_step(self) -> str | None:
        """The nearest promise or booked contact, else what the most urgent signal says; None where there is nothing.

        What she has written herself may say who it is about: a protected identity shows its code words only.
        """
        return self.step_without_names if self.line.protected else self._step(self.line.next_step)

    @property
    def step_without_names(self) -> str | None:
        """The next step as it may leave the program without identities."""
        return self._step(self.coded_step)

    @property
    def next_date(self) -> date | None:
        """The day of the next step."""
        if self.line.next_on is not None:
            return self.line.next_on
        return self.signals[0].due_on if self.signals else None

    @property
    def waiting_for(self) -> str | None:
        """Whom the case waits for, in running words."""
        return short_party(self.line.waiting_for) or None

    @property
    def signals_in_short(self) -> str | None:
        """What the most urgent signal says, and how many more there are."""
        if not self.signals:
            return None
        more = len(self.signals) - 1
        return f"{self.signals[0].title} (+{more})" if more else self.signals[0].title

    def _step(self, promised: str) -> str | None:
        if self.line.next_on is not None:
            return promised or None
        return self.signals[0].title if self.signals else None


def shown(line: CaseLine, on: date, settings: Settings) -> ShownCase:
    """Return a case with its counts on a day."""
    return ShownCase(line, counts(line, on, settings.chain_gap_days))


def all_shown(reader: Reader, lines: Sequence[CaseLine], on: date) -> list[ShownCase]:
    """Return cases with their counts, signals and next steps on a day, in the order given: a few queries for all."""
    signals = active(reader, [line.case_id for line in lines], on)
    consents = coordination_of(reader, [line.case_id for line in lines], on)
    plans = states_of(reader.rows, [line.case_id for line in lines])
    promises = nearest(reader, [line.case_id for line in lines if line.next_on is not None])
    return [
        shown(line, on, reader.settings)._replace(
            signals=signals.get(line.case_id, ()),
            coded_step=_coded_step(line, promises),
            coordination=consents.get(line.case_id),
            plan=plans.get(line.case_id),
            plan_current=is_current(plans.get(line.case_id), on),
        )
        for line in lines
    ]


def record(case: ShownCase) -> dict[str, object]:
    """Return the case with the keys of `list --json`, `find --json` and the JSON summary."""
    line, day = case.line, case.counts
    return {
        "case": line.number,
        "name": case.name,
        "personnummer": case.personnummer,
        "age": day.age,
        "sex": line.sex,
        "status": line.status,
        "diagnosis": line.diagnosis_code,
        "diagnosis_text": line.diagnosis_text,
        "co_diagnoses": list(line.co_diagnoses),
        "physician": line.physician or None,
        "occupation": case.occupation,
        "occupations": list(line.occupations),
        "employer": case.employer,
        "unit": line.unit or None,
        "first_day": _iso(line.first_day),
        "last_day": _iso(line.last_day),
        "length_days": line.length_days,
        "certificates": line.certificates,
        "day_today": day.day_today,
        "chain_day": day.chain_day,
        "degrees": list(line.degrees),
        "degree_today": day.degree_today,
        "next_step": case.next_step,
        "next_date": _iso(case.next_date),
        "waiting_for": case.waiting_for,
        "last_contact": _iso(line.last_contact_on),
        "consent_coordination": coordination_record(case.coordination),
        **list_record(case.plan, case.plan_current),
        "signals": [signal_record(signal) for signal in (*case.signals, *case.coming)],
        "protected": line.protected,
    }


def coordination_record(standing: Standing | None) -> dict[str, object] | None:
    """Return what applies of the consent to coordination, None where nobody asked."""
    if standing is None:
        return None
    return {"state": standing.state, "since": _iso(standing.since), "until": _iso(standing.until)}


def signal_record(signal: SignalLine) -> dict[str, object]:
    """Return a signal with its keys: `until` null = until something changes."""
    return {
        "rule": signal.rule,
        "severity": SEVERITIES[signal.severity],
        "since": signal.starts_on.isoformat(),
        "until": _iso(signal.ends_on),
        "text": f"{signal.title}: {signal.text}" if signal.text else signal.title,
        "source": law_and_source(signal),
    }


def law_and_source(signal: SignalLine) -> str:
    """Return on what a signal rests, each said once."""
    return "; ".join(dict.fromkeys(part for part in (signal.law, signal.source) if part))


def diagnosis(line: CaseLine) -> str:
    """Return the diagnosis as Rehabstöd writes it: code, name, then the other codes."""
    main = " ".join(part for part in (line.diagnosis_code, line.diagnosis_text) if part)
    return ", ".join(part for part in (main, *line.co_diagnoses) if part)


def degrees(case: ShownCase) -> str:
    """Return the degrees with an arrow between, or the one in force alone where it is known."""
    if case.counts.degree_today is not None:
        return f"{case.counts.degree_today} %"
    return " → ".join(f"{degree} %" for degree in case.line.degrees)


def _coded_step(line: CaseLine, promises: Mapping[int, Promise]) -> str:
    """Return the next step without a word that she has written. A booked contact has code words only."""
    promise = promises.get(line.case_id)
    if promise is None or promise.due_on != line.next_on:
        return line.next_step
    return ", ".join(part for part in (reasons()[promise.reason], short_party(promise.party)) if part)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
