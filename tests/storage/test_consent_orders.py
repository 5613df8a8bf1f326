"""Random orders of consent events with several parties: what is planned was allowed, and what was refused was not."""

import contextlib
import itertools
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rekotui.base.errors import RekotuiError
from rekotui.casework.consent_gate import PLAN, Ask, ConsentRefusedError, may
from rekotui.casework.consent_state import Moment
from storage.cases import CaseRepository
from storage.consent_reading import ledger
from storage.consents import ConsentRepository, NewConsent, Said
from storage.contacts import ContactRepository, NewContact
from storage.database import Database, Work
from storage.models import Case
from storage.reading import Reader
from storage.vault import Key
from tests.storage.helpers import ON, open_case

START, DAYS = ON - timedelta(days=8), 16
PARTIES = ("arbetsgivare", "forsakringskassan", "kommun")
CLOCKS = ("", "08:00", "12:00")
_MOMENT = (st.integers(0, 8), st.sampled_from(CLOCKS))
_EVENT = st.tuples(
    st.sampled_from(["give", "renew", "limit", "withdraw", "decline"]),
    st.sampled_from(["", *PARTIES]),
    *_MOMENT,
    st.integers(0, 7),
)
_BOOKING = st.tuples(
    st.just("book"),
    st.sampled_from(PARTIES),
    st.integers(0, DAYS),
    st.sampled_from(CLOCKS),
    st.sampled_from(["", "", "emergency", "without_consent"]),
)
_STEPS = st.lists(_EVENT | _BOOKING, min_size=3, max_size=10)
_FIRST = [("give", "", 0, "", 7), *(("give", party, 0, "", 5) for party in PARTIES[:2])]
_numbers = itertools.count(1)

LogRow = tuple[int, int, str, str, str, str]
"""Consent, event, what, day, clock, last day: one party's, as they lie in the file."""


def _log(reader: Reader, case_id: int) -> dict[str, list[LogRow]]:
    """The consent log by party; "" is the consent to coordination."""
    found: dict[str, list[LogRow]] = {party: [] for party in ("", *PARTIES)}
    for party, *row in reader.rows(
        "select c.party, c.id, e.id, e.event, e.happened_on, e.clock, e.valid_to from consent_event e"
        " join consent c on c.id = e.consent_id where c.case_id = ? order by e.happened_on, e.clock, e.id",
        (case_id,),
    ):
        found[party].append(tuple(row))  # type: ignore[arg-type]
    return found


def _open(rows: list[LogRow], on: str, clock: str) -> bool:
    """The tiny model: the consent that began last decides, and its own yes and no decide its days."""
    until_now = [row for row in rows if (row[3], row[4] or "00:00") <= (on, clock or "24:00")]
    begun = [row for row in until_now if row[2] in ("given", "declined")]
    if not begun:
        return False
    windows: list[tuple[str, str]] = []
    for _consent, _event, what, day, _clock, last in until_now:
        if _consent != begun[-1][0]:
            continue
        if what in ("given", "renewed"):
            windows.append((day, last))
        elif what == "limited":
            windows = [(first, min(end, last)) for first, end in windows]
        else:
            windows = []
    return any(first <= on <= end for first, end in windows)


def _allowed(log: dict[str, list[LogRow]], party: str, on: date, clock: str) -> bool:
    """Both the coordination and the party; without a time no day on which either was stopped."""
    for each in ("", party):
        rows = log[each]
        stopped = any(row[2] in ("withdrawn", "declined") and row[3] == on.isoformat() for row in rows)
        if not _open(rows, on.isoformat(), clock) or (stopped and not clock and _was_open(rows, on.isoformat())):
            return False
    return True


def _was_open(rows: list[LogRow], on: str) -> bool:
    earlier = [row for row in rows if row[3] < on]
    return _open(earlier, on, "") or any(_open(rows, on, row[4] or "00:00") for row in rows if row[3] == on)


def _happen(work: Work, case: Case, step: tuple[str, str, int, str, int], known: dict[str, int]) -> None:
    what, party, days, clock, length = step
    on, log = START + timedelta(days), ConsentRepository(work)
    said = Said(on, clock, way="phone", valid_to=on + timedelta(days=length), scope=("contact",))
    if what in ("give", "decline"):
        known[party] = getattr(log, what)(case, NewConsent("K3" if party else "K1", party), said, ON).id
    elif party in known:
        getattr(log, what)(known[party], said, ON)


@given(_STEPS)
@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_planned_was_allowed_and_what_was_refused_was_not(
    key: Key, database: Database, reader: Reader, steps: list[tuple[str, str, int, str, object]]
) -> None:
    with database.write() as work:
        case_id = open_case(work, next(_numbers), opened_on=START).id or 0
    known: dict[str, int] = {}
    for step in [*_FIRST, *steps]:
        what, party, days, clock, ground = step
        if what != "book":
            with contextlib.suppress(RekotuiError), database.write() as work:
                _happen(work, CaseRepository(work).get(case_id), step, known)  # type: ignore[arg-type]
            continue
        on = START + timedelta(days)
        contact = NewContact(on, "phone", "booked", party, clock=clock, ground=str(ground), ground_reason="Därför")
        allowed = _allowed(_log(reader, case_id), party, on, clock)
        try:
            with database.write() as work:
                made = ContactRepository(work).record(CaseRepository(work).get(case_id), contact, ON)
                gate, consent_id, its_ground = made.gate, made.consent_id, made.ground
        except ConsentRefusedError:
            assert not allowed, step
            assert ground != "emergency", step
        else:
            assert gate == ("consent" if allowed else "ground"), step
            assert consent_id if allowed else its_ground == "emergency", step
    log, consents = _log(reader, case_id), ledger(reader, case_id)
    for party, days, clock in itertools.product(PARTIES, range(DAYS), CLOCKS):
        on = START + timedelta(days)
        answer = may(Ask(PLAN, party, Moment(on, clock)), consents)
        assert answer.allowed == _allowed(log, party, on, clock), (party, on, clock, answer)
