"""Whatever the order of events: nothing stands planned or recorded that the log did not allow then, without ground."""

import contextlib
import itertools
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rekotui.base.errors import RekotuiError
from storage.cases import CaseRepository
from storage.consent_reading import ledger
from storage.consents import ConsentRepository, NewConsent, Said
from storage.contacts import ContactRepository, NewContact
from storage.database import Database, Work
from storage.models import Case
from storage.reading import Reader
from storage.vault import Key
from tests.storage.helpers import ON, open_case

START = ON - timedelta(days=10)
_CLOCKS = ("", "08:00", "12:00")
_EVENT = st.tuples(st.sampled_from(["give", "decline", "renew", "withdraw", "limit"]), st.sampled_from(["K1", "K3"]))
_CONTACT = st.tuples(
    st.sampled_from(["booked", "held", "message_left", "no_answer"]),
    st.sampled_from(["", "", "", "emergency", "without_consent"]),
)
_STEPS = st.lists(st.tuples(st.integers(0, 9), st.sampled_from(_CLOCKS), _EVENT | _CONTACT), min_size=2, max_size=14)
_FIRST = [(0, "", ("give", "K1")), (0, "", ("give", "K3"))]
_numbers = itertools.count(1)


def _step(work: Work, case: Case, on: date, clock: str, what: str, other: str, known: dict[str, int]) -> None:
    if what in ("booked", "held", "message_left", "no_answer"):
        contact = NewContact(on, "phone", what, "arbetsgivare", clock=clock, ground=other, ground_reason="Därför")
        ContactRepository(work).record(case, contact, ON)
        return
    log, new = ConsentRepository(work), NewConsent(other, "arbetsgivare" if other == "K3" else "")
    said = Said(on, clock, way="phone", valid_to=on + timedelta(days=6), scope=("contact",))
    if what in ("give", "decline"):
        known[other] = getattr(log, what)(case, new, said, ON).id
    elif other in known:
        getattr(log, what)(known[other], said, ON)


def _open(rows: list[tuple[str, str, str, str]], on: str, clock: str) -> bool:
    """Walk one kind's events in the order of their moments: a yes opens its days, a no closes all."""
    days: set[str] = set()
    for event, day, its_clock, last in rows:
        if (day, its_clock or "00:00") > (on, clock or "24:00"):
            break
        if event == "given":
            days = set()
        if event in ("given", "renewed"):
            first = date.fromisoformat(day)
            days |= {(first + timedelta(n)).isoformat() for n in range((date.fromisoformat(last) - first).days + 1)}
        elif event in ("withdrawn", "declined"):
            days = set()
        elif event == "limited" and last:
            days = {each for each in days if each <= last}
    return on in days


@given(_STEPS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_contact_stands_without_a_consent_or_a_ground(
    key: Key, database: Database, reader: Reader, steps: list[tuple[int, str, tuple[str, str]]]
) -> None:
    with database.write() as work:
        case_id = open_case(work, next(_numbers), opened_on=START).id or 0
    known: dict[str, int] = {}
    for days, clock, (what, other) in [*_FIRST, *steps]:
        before = reader.rows("select count(*) from contact where case_id = ?", (case_id,))[0][0]
        with contextlib.suppress(RekotuiError), database.write() as work:
            _step(work, CaseRepository(work).get(case_id), START + timedelta(days), clock, what, other, known)
        rows = reader.rows(
            "select happened_on, clock, outcome, gate, ground, consent_id from contact where case_id = ? order by id",
            (case_id,),
        )
        for on, its_clock, outcome, gate, ground, consent_id in rows[before:]:
            if gate == "consent":
                assert consent_id in {each.consent_id for each in ledger(reader, case_id)}
                for kind in ("K1", "K3"):
                    logged = reader.rows(
                        "select e.event, e.happened_on, e.clock, e.valid_to from consent_event e join consent c"
                        " on c.id = e.consent_id where c.case_id = ? and c.kind = ?"
                        " order by e.happened_on, case e.clock when '' then '00:00' else e.clock end, e.id",
                        (case_id, kind),
                    )
                    assert _open(logged, on, its_clock), (kind, on, its_clock, logged)
            elif gate == "ground":
                assert ground == "emergency" or (ground == "without_consent" and outcome != "booked")
            else:
                assert (gate, outcome) == ("free", "no_answer")
