"""The gate: kind × party × moment × act, by vectors; nothing passes that neither consent nor ground allows."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekotui.base import exit_codes
from rekotui.base.errors import WrongUseError
from rekotui.casework.consent import Consent, ConsentEvent, Ledger
from rekotui.casework.consent_facts import is_covered
from rekotui.casework.consent_gate import (
    Answer,
    Ask,
    ConsentRefusedError,
    act_of,
    grounds,
    grounds_for,
    is_deviation,
    may,
)
from rekotui.casework.consent_matrix import matrix
from rekotui.casework.consent_state import Moment
from rekotui.casework.consent_withdrawal import PastContact, follows
from rekotui.casework.contact import parties
from rekotui.casework.messages import GATE

START, END = date(2026, 3, 2), date(2026, 6, 30)
DAY = date(2026, 4, 10)
OUTSIDE = [code for code in parties() if code not in ("patient", "lakare", "vardteam")]


def consent(number: int, kind: str, party: str = "", *events: ConsentEvent, **values: object) -> Consent:
    first = ConsentEvent(number * 10, "given", START, "", START, END, ("contact", "extent"))
    return Consent(number, kind, party, events=(first, *events), **values)  # type: ignore[arg-type]


def stopped(number: int, on: date = DAY, clock: str = "10:00") -> ConsentEvent:
    return ConsentEvent(number, "withdrawn", on, clock)


K1 = consent(1, "K1")
K3 = consent(2, "K3", "arbetsgivare")
BOTH: Ledger = (K1, K3)


def asked(act: str, party: str = "arbetsgivare", on: date = DAY, clock: str = "", **values: object) -> Ask:
    return Ask(act, party, Moment(on, clock), **values)  # type: ignore[arg-type]


def verdict(ledger: Ledger, ask: Ask) -> tuple[str, str]:
    answer = may(ask, ledger)
    return answer.verdict, answer.why


@pytest.mark.parametrize("act", ["plan", "start", "disclose", "record"])
@pytest.mark.parametrize("party", OUTSIDE)
def test_an_outside_party_needs_coordination_and_its_own_consent(act: str, party: str) -> None:
    own = consent(2, "K3", party)
    other = consent(3, "K3", "annan" if party != "annan" else "kommun")
    ask = asked(act, party)
    assert verdict((), ask) == ("refused", "coordination_none")
    assert verdict((own,), ask) == ("refused", "coordination_none")
    assert verdict((K1, other), ask) == ("refused", "party_none")
    assert verdict((K1, own), ask) == ("consent", "")
    assert may(ask, (K1, own)).consent_id == 2
    for on, why in ((START - timedelta(1), "coordination_none"), (END + timedelta(1), "coordination_expired")):
        assert verdict((K1, own), asked(act, party, on)) == ("refused", why)
    for on in (START, END):
        assert verdict((K1, own), asked(act, party, on)) == ("consent", "")


@pytest.mark.parametrize(
    ("events", "on", "clock", "expected"),
    [
        ((stopped(30),), DAY - timedelta(1), "", ("consent", "")),
        ((stopped(30),), DAY, "09:59", ("consent", "")),
        ((stopped(30),), DAY, "10:00", ("refused", "party_withdrawn")),
        ((stopped(30),), DAY, "", ("ask_time", "ask_time")),
        ((stopped(30, clock=""),), DAY, "", ("ask_time", "ask_time")),
        ((stopped(30, clock=""),), DAY, "09:00", ("refused", "party_withdrawn")),
        ((stopped(30),), DAY + timedelta(1), "", ("refused", "party_withdrawn")),
        (
            (stopped(30), ConsentEvent(31, "renewed", DAY, "13:00", DAY, END, ("contact",))),
            DAY,
            "13:00",
            ("consent", ""),
        ),
        (
            (stopped(30), ConsentEvent(31, "renewed", DAY, "13:00", DAY, END, ("contact",))),
            DAY,
            "12:59",
            ("refused", "party_withdrawn"),
        ),
        ((ConsentEvent(30, "limited", DAY, "10:00", scope=("contact",)),), DAY, "", ("consent", "")),
        ((ConsentEvent(30, "limited", DAY, valid_to=DAY, scope=("contact",)),), DAY, "", ("consent", "")),
        (
            (ConsentEvent(30, "limited", DAY, valid_to=DAY, scope=("contact",)),),
            DAY + timedelta(1),
            "",
            ("refused", "party_expired"),
        ),
    ],
)
@pytest.mark.parametrize("act", ["plan", "start", "disclose", "record"])
@pytest.mark.parametrize("held", ["K3", "K1"])
def test_what_happens_to_a_consent_moves_the_answer_from_its_moment(
    events: tuple[ConsentEvent, ...], on: date, clock: str, expected: tuple[str, str], act: str, held: str
) -> None:
    if held == "K3":
        ledger = (K1, consent(2, "K3", "arbetsgivare", *events))
        assert verdict(ledger, asked(act, on=on, clock=clock)) == expected
        # The patient herself and another party are not touched.
        assert may(asked(act, "patient", on, clock), ledger).allowed
        other = consent(7, "K3", "kommun")
        assert may(asked(act, "kommun", on, clock), (*ledger, other)).allowed
    else:
        ledger = (consent(1, "K1", "", *events), K3)
        wanted = (expected[0], expected[1].replace("party", "coordination"))
        assert verdict(ledger, asked(act, on=on, clock=clock)) == wanted
        assert verdict(ledger, asked(act, "lakare", on, clock)) == wanted


def test_the_patient_herself_is_never_refused_and_the_lack_is_told() -> None:
    for act in ("plan", "start", "record"):
        answer = may(asked(act, "patient"), ())
        assert (answer.allowed, answer.note) == (True, "patient_without_coordination")
        assert "Samtycke till koordinering saknas" in answer.sentence
        assert may(asked(act, "patient"), (K1,)).sentence == ""


@pytest.mark.parametrize("party", ["lakare", "vardteam"])
def test_inside_the_unit_coordination_is_enough(party: str) -> None:
    assert verdict((K1,), asked("plan", party)) == ("consent", "")
    assert verdict((), asked("plan", party)) == ("refused", "coordination_none")
    assert verdict((), asked("record", party, ground="before_asking", reason="Ska hon frågas?")) == ("ground", "")


@pytest.mark.parametrize(("kind", "party"), [("K2", "forsakringskassan"), ("K5", "kommun"), ("K4", "vardgivare")])
def test_each_other_kind_is_asked_for_by_itself(kind: str, party: str) -> None:
    ask = asked("start", party, kind=kind)
    whole = (K1, consent(2, "K3", party))
    assert may(ask, whole).why.endswith("_none")
    own = consent(3, kind, party if kind == "K2" else "")
    assert verdict((*whole, own), ask) == ("consent", "")
    assert may(ask, (*whole, own)).consent_id == 3
    # A yes to the 4 § information alone is no yes to other contact (guide samtycke, fk_info_only).
    assert verdict((K1, own), asked("start", party)) == ("refused", "party_none")
    assert may(ask, (own,)).allowed is (kind == "K4")


@pytest.mark.parametrize(
    ("act", "party", "allowed"),
    [
        ("plan", "forsakringskassan", {"fk_request", "emergency", "not_identifying"}),
        ("plan", "arbetsgivare", {"emergency", "not_identifying"}),
        ("disclose", "forsakringskassan", {"fk_request", "emergency"}),
        ("disclose", "kommun", {"child_concern", "emergency"}),
        ("start", "arbetsgivare", {"emergency", "not_identifying", "patient_present"}),
        ("record", "lakare", {"before_asking", "emergency", "incoming_nothing_told", "not_identifying",
                              "patient_present", "without_consent"}),
        ("record", "patient", set()),
    ],
)  # fmt: skip
def test_a_ground_is_one_for_its_act_and_party_and_needs_a_reason(act: str, party: str, allowed: set[str]) -> None:
    assert set(grounds_for(act, party)) == allowed
    for ground in grounds():
        answer = may(asked(act, party, ground=ground, reason="Därför"), ())
        if party != "patient":
            assert (answer.verdict == "ground") is (ground in allowed)
            assert not may(asked(act, party, ground=ground, reason=" "), ()).allowed
            assert answer.deviation is (ground in allowed and ground == "without_consent")
    assert is_deviation("without_consent")
    assert not is_deviation("")


def test_what_happened_is_always_recordable_with_a_ground_and_a_withdrawal_hinders_no_statutory_path() -> None:
    ledger = (consent(1, "K1", "", stopped(11)), consent(2, "K3", "forsakringskassan", stopped(21)))
    later = DAY + timedelta(5)
    assert may(asked("record", "forsakringskassan", later, ground="without_consent", reason="x"), ledger).deviation
    assert may(asked("plan", "forsakringskassan", later, ground="fk_request", reason="x"), ledger).allowed
    told = may(asked("plan", "arbetsgivare", later, ground="without_consent", reason="x"), ledger)
    assert told.why == "ground_not_for_act"


def test_a_consent_that_holds_goes_before_a_ground() -> None:
    answer = may(asked("record", ground="without_consent"), BOTH)
    assert (answer.verdict, answer.deviation) == ("consent", False)


def test_presence_that_contradicts_itself_is_no_ground() -> None:
    told = may(asked("record", ground="patient_present", reason="x", with_patient=False), (K1,))
    assert told.why == "ground_patient_not_there"
    assert may(asked("record", ground="patient_present", reason="x"), (K1,)).allowed


def test_a_consent_with_conditions_reaches_only_so_far() -> None:
    present = (K1, consent(2, "K3", "arbetsgivare", presence="present"))
    assert verdict(present, asked("plan")) == ("refused", "only_with_patient")
    assert verdict(present, asked("plan", with_patient=True)) == ("consent", "")
    receive = (K1, consent(2, "K3", "arbetsgivare", direction="receive"))
    assert verdict(receive, asked("disclose")) == ("refused", "only_receive")
    assert verdict(receive, asked("start")) == ("consent", "")
    assert verdict(BOTH, asked("disclose", what=("contact",))) == ("consent", "")
    assert verdict(BOTH, asked("disclose", what=("contact", "diagnosis"))) == ("refused", "outside_scope")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("", ("consent", "")),
        ("Kim Prov", ("consent", "")),
        ("chefen", ("consent", "")),
        ("Bruket, växeln", ("consent", "")),
        ("Lo Annan", ("refused", "other_person")),
    ],
)
def test_another_contact_person_needs_another_consent(name: str, expected: tuple[str, str]) -> None:
    named = consent(2, "K3", "arbetsgivare", person="Kim Prov", organisation="Bruket", role="Chef")
    assert verdict((K1, named), asked("plan", name=name)) == expected
    assert verdict((K1, K3), asked("plan", name=name)) == ("consent", "")


def test_what_is_said_of_a_person_goes_before_what_is_said_of_all_at_the_party() -> None:
    named = consent(4, "K3", "arbetsgivare", stopped(41), person="Lo Annan")
    ledger = (K1, K3, named)
    later = DAY + timedelta(1)
    assert verdict(ledger, asked("plan", on=later, name="Lo Annan")) == ("refused", "party_withdrawn")
    assert verdict(ledger, asked("plan", on=later, name="Kim Prov")) == ("consent", "")


def test_an_unknown_ground_is_wrong_use_and_every_refusal_has_words() -> None:
    with pytest.raises(WrongUseError):
        may(asked("plan", ground="lust"), ())
    for why in GATE:
        sentence = Answer("refused", why, party="kommun").sentence
        assert sentence.endswith((".", "?"))
        assert "{" not in sentence
    refused = ConsentRefusedError(may(asked("plan"), (K1,)))
    assert refused.exit_code == exit_codes.REFUSED
    assert "arbetsgivaren" in str(refused)
    assert [act_of(each) for each in ("booked", "held", "message_left", "no_answer", "cancelled", "did_not_come")] == [
        "plan", "record", "record", "", "", "",
    ]  # fmt: skip
    assert may(asked(""), ()).allowed


def test_the_matrix_answers_for_a_moment() -> None:
    ledger = (K1, consent(2, "K3", "arbetsgivare", stopped(21)), consent(3, "K3", "kommun", direction="receive"))
    before = {(row.kind, row.party): row for row in matrix(ledger, Moment(DAY, "09:00"), ["arbetsformedlingen"])}
    assert before["K3", "arbetsgivare"].told == ("contact", "extent")
    assert before["K3", "arbetsgivare"].may
    assert (before["K3", "kommun"].may, before["K3", "kommun"].told) == (True, ())
    assert before["K2", "forsakringskassan"].state == "none"
    assert before["K3", "arbetsformedlingen"].state == "none"
    assert not before["K3", "arbetsformedlingen"].may
    after = {(row.kind, row.party): row for row in matrix(ledger, Moment(DAY, "10:00"))}
    assert (after["K3", "arbetsgivare"].state, after["K3", "arbetsgivare"].told) == ("withdrawn", ())
    assert [row.kind for row in matrix((), Moment(DAY))] == ["K1", "K2"]
    # Without coordination nobody may be told anything, however valid their own consent is.
    alone = {(row.kind, row.party): row for row in matrix((K3,), Moment(DAY))}["K3", "arbetsgivare"]
    assert (alone.state, alone.may, alone.told) == ("valid", False, ())


def test_a_withdrawal_says_who_must_know_what_falls_and_what_the_status_may_become() -> None:
    contacts = [
        PastContact(1, "arbetsgivare", "", Moment(DAY - timedelta(9)), "held"),
        PastContact(2, "kommun", "", Moment(DAY - timedelta(9)), "held"),
        PastContact(3, "lakare", "", Moment(DAY - timedelta(9)), "held"),
        PastContact(4, "arbetsgivare", "", Moment(DAY + timedelta(3)), "booked"),
        PastContact(5, "patient", "", Moment(DAY + timedelta(3)), "booked"),
        PastContact(6, "lakare", "", Moment(DAY + timedelta(3)), "booked"),
    ]
    own = consent(2, "K3", "arbetsgivare", stopped(21), person="Kim Prov")
    found = follows(own, (K1, own), Moment(DAY, "10:00"), contacts, "Aktiv")
    assert [(each.party, each.person, each.contacted) for each in found.tell] == [("arbetsgivare", "Kim Prov", True)]
    assert (found.bookings, found.statuses) == ((4,), ())
    whole = consent(1, "K1", "", stopped(11))
    ledger = (whole, K3, consent(3, "K3", "arbetsformedlingen"))
    found = follows(whole, ledger, Moment(DAY, "10:00"), contacts, "Aktiv")
    assert [(each.party, each.contacted) for each in found.tell] == [
        ("arbetsgivare", True),
        ("arbetsformedlingen", False),
        ("kommun", True),
    ]
    assert (found.bookings, found.statuses) == ((4, 6), ("Avslutad", "Avböjt"))
    assert follows(whole, ledger, Moment(DAY), [], "Kontaktad").statuses == ("Avböjt", "Avslutad")


@pytest.mark.parametrize(
    ("on", "clock", "outcome", "covered"),
    [
        (DAY, "09:00", "held", True),
        (DAY, "11:00", "held", False),
        # Written before the withdrawal was: it is not turned into a deviation afterwards.
        (DAY, "", "held", None),
        (DAY, "", "booked", False),
        (DAY - timedelta(1), "", "held", True),
        (DAY + timedelta(1), "", "held", False),
    ],
)
def test_a_withdrawal_uncovers_what_came_after_it_and_not_what_was_written_before(
    on: date, clock: str, outcome: str, covered: bool | None
) -> None:
    ledger = (K1, consent(2, "K3", "arbetsgivare", stopped(21)))
    assert is_covered(PastContact(1, "arbetsgivare", "", Moment(on, clock), outcome), ledger) is covered


_EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["K1", "K3"]),
        st.sampled_from(["given", "withdrawn", "declined", "renewed"]),
        st.integers(0, 6),
        st.sampled_from(["08:00", "12:00"]),
    ),
    max_size=8,
)


@given(_EVENTS, st.integers(0, 8), st.sampled_from(["07:00", "09:00", "13:00", ""]), st.sampled_from(["", *grounds()]))
def test_nothing_is_planned_that_the_log_did_not_allow_then_without_a_ground(
    happened: list[tuple[str, str, int, str]], after: int, clock: str, ground: str
) -> None:
    series: dict[str, list[ConsentEvent]] = {"K1": [], "K3": []}
    for number, (kind, what, days, at) in enumerate(happened, 1):
        on = START + timedelta(days=days)
        series[kind].append(ConsentEvent(number, what, on, at, on, on + timedelta(days=2), ("contact",)))
    ledger = tuple(
        Consent(number, kind, "arbetsgivare" if kind == "K3" else "", events=tuple(events))
        for number, (kind, events) in enumerate(series.items(), 1)
    )
    on = START + timedelta(days=after)
    answer = may(asked("plan", on=on, clock=clock, ground=ground, reason="Därför"), ledger)

    def open_at(kind: str, at: str) -> bool:
        right: set[date] = set()
        for event in sorted(series[kind], key=lambda each: (each.on, each.clock, each.event_id)):
            if (event.on, event.clock) <= (on, at):
                is_yes = event.event in ("given", "renewed")
                right = right | {event.on + timedelta(days=each) for each in range(3)} if is_yes else set()
        return on in right

    times = [clock] if clock else ["23:59"]
    covered = all(open_at(kind, at) for kind in series for at in times)
    if answer.verdict == "consent":
        assert covered
    elif answer.verdict == "ground":
        assert ground in ("emergency", "not_identifying")
    else:
        assert answer.verdict in ("refused", "ask_time")
        assert not covered or answer.verdict == "ask_time"


@pytest.mark.parametrize(
    ("channels", "act", "channel", "answer"),
    [
        ((), "plan", "phone", ("consent", "")),
        (("phone",), "plan", "phone", ("consent", "")),
        (("phone", "meeting"), "start", "meeting", ("consent", "")),
        (("phone",), "plan", "letter", ("refused", "other_channel")),
        (("phone",), "start", "meeting", ("refused", "other_channel")),
        (("phone",), "plan", "", ("consent", "")),
        (("phone",), "record", "letter", ("consent", "")),
        (("phone",), "disclose", "letter", ("consent", "")),
    ],
)
def test_only_the_channels_she_has_agreed_to_may_be_planned(
    channels: tuple[str, ...], act: str, channel: str, answer: tuple[str, str]
) -> None:
    ledger = (K1, K3._replace(channels=channels))
    assert verdict(ledger, asked(act, channel=channel)) == answer
    booked = PastContact(1, "arbetsgivare", "", Moment(DAY), "booked", channel=channel)
    assert follows(K3, ledger, Moment(DAY), [booked], "Aktiv").bookings == (
        (1,) if channels and channel and channel not in channels else ()
    )
