"""Stored cases for the tests of what is shown and written: as the reader gives them, without a vault."""

from datetime import date, timedelta

from rekotui.base.settings import DEFAULTS
from rekotui.casework.plan import Step
from rekotui.casework.sick_leave import DegreePeriod
from rekotui.exchange.case_record import ShownCase, shown
from storage.plan_lines import StateLine
from storage.reading import CaseLine
from storage.signal_reading import SignalLine

ON = date(2026, 11, 22)


def case_line(index: int = 1, **changes: object) -> CaseLine:
    """A case in its 83rd day at half time; keyword arguments change fields."""
    first = ON - timedelta(days=82)
    line = CaseLine(
        case_id=index,
        number=f"2026-{index:03d}",
        patient_id=index,
        name="Testa Övningsson",
        personnummer="19830411-2389",
        birth_date=date(1983, 4, 11),
        sex="Kvinna",
        protected=False,
        phone="070-174 06 05",
        interpreter="",
        status="Aktiv",
        status_since=first,
        opened_on=first,
        unit="Exempelbackens vårdcentral",
        referred_by="läkare",
        referred_on=first,
        referred_why="",
        consent_asked="",
        consent_asked_on=None,
        employer="Provtorps gymnasium",
        occupation="",
        occupations=("Nuvarande arbete", "Studier"),
        physician="Ylva Provander",
        diagnosis_code="F438A",
        diagnosis_text="Utmattningssyndrom",
        co_diagnoses=("M545", "F419"),
        sick_leave_id=index,
        first_day=first,
        last_day=ON + timedelta(days=30),
        length_days=113,
        certificates=3,
        degrees=(100, 50),
        next_on=None,
        next_step="",
        waiting_for="",
        waiting_until=None,
        last_contact_on=None,
        case_version=1,
        patient_version=1,
        periods=(DegreePeriod(first, ON + timedelta(days=30), 50),),
    )
    return line._replace(**changes)  # type: ignore[arg-type]


def case(index: int = 1, **changes: object) -> ShownCase:
    return shown(case_line(index, **changes), ON, DEFAULTS)


def signal_line(**changes: object) -> SignalLine:
    """A signal in force on the day; keyword arguments change fields."""
    line = SignalLine(
        signal_id=1,
        case_id=1,
        rule="chain_90",
        key="2026-09-01",
        stage="soon",
        starts_on=ON,
        ends_on=None,
        due_on=ON + timedelta(days=8),
        severity=3,
        title="Kedjan vidgas dag 91",
        text="Dag 91 är 2026-11-30.",
        todo="Ring.",
        law="SFB 27 kap. 47 §",
        source="Lagtext",
        facts={},
    )
    return line._replace(**changes)  # type: ignore[arg-type]


def plan_line(**changes: object) -> StateLine:
    """How a plan stands: version 2 sealed on the day, version 1 on paper; keyword arguments change fields."""
    line = StateLine(
        case_id=1,
        version_id=2,
        number=2,
        sealed_on=ON,
        reviewed_on=None,
        follow_up_on=ON + timedelta(days=7),
        evaluate_on=ON + timedelta(days=28),
        handed_number=1,
        handed_on=ON - timedelta(days=20),
        actions=3,
        ended=1,
        unowned=0,
        steps=(Step(ON, 50),),
        draft_on=None,
        draft_number=None,
        incomplete=0,
    )
    return line._replace(**changes)  # type: ignore[arg-type]
