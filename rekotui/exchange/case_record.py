"""One case as the command line, the summary and the screens tell it: stored facts and the day's counts, in one place.

The keys are an interface (docs/cli.md). Keys whose source is not built yet are there, with null or an empty list.
A protected identity is masked here, so that no list, look-up or file can forget it (design 4).
"""

from datetime import date
from typing import NamedTuple

from rekotui.base.settings import Settings
from rekotui.casework.card import Counts, counts
from storage.reading import CaseLine


class ShownCase(NamedTuple):
    """A stored case with the counts of a day."""

    line: CaseLine
    counts: Counts

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


def shown(line: CaseLine, on: date, settings: Settings) -> ShownCase:
    """Return a case with its counts on a day."""
    return ShownCase(line, counts(line, on, settings.chain_gap_days))


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
        "next_step": None,
        "next_date": None,
        "waiting_for": None,
        "last_contact": None,
        "consent_coordination": None,
        "signals": [],
        "protected": line.protected,
    }


def diagnosis(line: CaseLine) -> str:
    """Return the diagnosis as Rehabstöd writes it: code, name, then the other codes."""
    main = " ".join(part for part in (line.diagnosis_code, line.diagnosis_text) if part)
    return ", ".join(part for part in (main, *line.co_diagnoses) if part)


def degrees(case: ShownCase) -> str:
    """Return the degrees with an arrow between, or the one in force alone where it is known."""
    if case.counts.degree_today is not None:
        return f"{case.counts.degree_today} %"
    return " → ".join(f"{degree} %" for degree in case.line.degrees)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
