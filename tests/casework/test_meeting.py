"""External cooperation: what each kind demands, and what of it is missing."""

from datetime import date

import pytest

from rekotui.base.errors import WrongUseError
from rekotui.casework import contact, kva
from rekotui.casework.consent import Consent, ConsentEvent, Ledger
from rekotui.casework.guides import shipped
from rekotui.casework.meeting import (
    ABSENT,
    CAME,
    EXCUSED,
    Participant,
    attendances,
    check_attendance,
    check_state,
    is_outside,
    kind_of,
    kinds,
    lead,
    outcome_of,
    precondition_words,
    state_of,
    states,
    there,
    with_patient,
    written,
)
from rekotui.casework.meeting_demands import Known, Sketch, ask_for, demands, missing, uncovered
from rekotui.casework.rules import shipped_rules

ON = date(2026, 11, 23)
DAY = date(2026, 12, 1)
END = date(2027, 3, 1)
BOSS = Participant("arbetsgivare", "Kim Prov")
KNOWN = Known("yes", None, False, date(2026, 11, 2), frozenset({"arbetsgivare", "annan"}))


def ledger(*given: tuple[str, str]) -> Ledger:
    event = ConsentEvent(1, "given", date(2026, 11, 1), valid_from=date(2026, 11, 1), valid_to=END)
    both = (("K1", ""), *given)
    return tuple(
        Consent(number, kind, party, events=(event._replace(event_id=number),))
        for number, (kind, party) in enumerate(both, 1)
    )


def expected(code: str) -> tuple[Participant, ...]:
    return tuple(Participant(each.party, role=each.role) for each in kind_of(code).expected)


def planned(code: str, *more: Participant) -> Sketch:
    return Sketch(kind_of(code), "planned", DAY, "10:00", "Vad går att anpassa?", (*expected(code), *more))


def stopping(sketch: Sketch, log: Ledger) -> list[str]:
    return [each.party for each in missing(sketch, log, KNOWN, ON) if each.stops]


@pytest.mark.parametrize(
    ("code", "consents"),
    [
        ("arbetsgivare", [("K3", "arbetsgivare")]),
        ("fk_information", [("K2", "forsakringskassan")]),
        ("avstamningsmote", [("K3", "forsakringskassan")]),
        ("sip", [("K5", "")]),
        ("flerpartsmote", [("K3", "arbetsgivare")]),
        ("ada", [("K3", "arbetsgivare")]),
        ("samordningsforbund", [("K3", "annan")]),
    ],
)
def test_each_kind_is_stopped_by_its_own_consent_and_by_nothing_else(code, consents):
    sketch = planned(code)
    assert stopping(sketch, ()) != []
    assert stopping(sketch, ledger()) == [kind_of(code).party]
    assert missing(sketch, ledger(*consents), KNOWN, ON) == ()
    assert all(each.met for each in demands(sketch, ledger(*consents), KNOWN, ON))
    others = [each for each in (("K3", "kommun"), ("K2", "forsakringskassan"), ("K5", "")) if each not in consents]
    assert stopping(sketch, ledger(*others)) == [kind_of(code).party]


def test_every_party_outside_is_asked_of_the_log_and_none_within_care():
    sketch = planned("avstamningsmote", BOSS, Participant("lakare"), Participant("arbetsformedlingen"))
    log = ledger(("K3", "forsakringskassan"), ("K3", "arbetsgivare"))
    assert stopping(sketch, log) == ["arbetsformedlingen"]
    assert [each.party for each, _answer in uncovered(sketch, log, ON)] == ["arbetsformedlingen"]
    assert stopping(planned("sip", Participant("vardgivare")), ledger(("K5", ""))) == []
    assert stopping(planned("sip", BOSS), ledger(("K5", ""))) == ["arbetsgivare"]


def test_a_consent_that_holds_only_with_the_patient_looks_at_who_is_there():
    only = ledger(("K3", "arbetsgivare"))
    only = (only[0], only[1]._replace(presence="present"))
    assert stopping(planned("arbetsgivare"), only) == []
    alone = planned("arbetsgivare")._replace(participants=(BOSS,))
    stop = next(each.words for each in missing(alone, only, KNOWN, ON) if each.stops)
    assert stop.startswith("Samtycket till kontakt")


def test_another_person_than_the_consent_names_is_not_covered():
    first, own = ledger(("K3", "arbetsgivare"))
    log = (first, own._replace(person="Robin Annansson"))
    assert stopping(planned("arbetsgivare", BOSS), log) == ["arbetsgivare"]


@pytest.mark.parametrize(
    ("known", "met"),
    [
        (Known("yes"), True),
        (Known("no"), False),
        (Known("later"), False),
        (Known(), None),
        (Known("no", True), True),
        (Known("no", None, True), True),
    ],
)
def test_forsakringskassan_has_a_case_once_the_patient_has_applied(known, met):
    found = demands(planned("fk_information"), (), known, ON)
    assert [each.met for each in found if each.words == _fk_case(met)] == [met]


def _fk_case(met):
    return precondition_words("fk_case")[{True: "met", False: "missing", None: "unknown"}[met]]


def test_the_day_of_the_assumed_need_and_whom_one_talks_with():
    words = [each.words for each in demands(planned("fk_information"), (), KNOWN, ON)]
    assert "Behovet av rehabiliteringsåtgärder antogs 2026-11-02." in words
    nobody = KNOWN._replace(contact_people=frozenset())
    assert precondition_words("contact_person")["missing"] in [
        each.words for each in missing(planned("arbetsgivare"), ledger(("K3", "arbetsgivare")), nobody, ON)
    ]
    assert missing(planned("arbetsgivare", BOSS), ledger(("K3", "arbetsgivare")), nobody, ON) == ()


def test_an_assessment_meeting_needs_one_party_more():
    two = planned("avstamningsmote")._replace(participants=expected("avstamningsmote")[:2])
    log = ledger(("K3", "forsakringskassan"), ("K3", "arbetsgivare"))
    assert [each.sort for each in missing(two, log, KNOWN, ON)] == ["participant"]
    assert missing(two._replace(participants=(*two.participants, BOSS)), log, KNOWN, ON) == ()
    support = (*two.participants, Participant("stodperson"))
    assert "participant" in [each.sort for each in missing(two._replace(participants=support), log, KNOWN, ON)]


def test_a_wanted_meeting_needs_no_day_and_a_planned_one_does():
    log = ledger(("K3", "arbetsgivare"))
    assert missing(planned("arbetsgivare")._replace(state="wanted", on=None), log, KNOWN, ON) == ()
    assert [each.words for each in missing(planned("arbetsgivare")._replace(on=None), log, KNOWN, ON)] == [
        "Ingen dag är bestämd."
    ]
    assert [each.sort for each in missing(planned("arbetsgivare")._replace(purpose=" "), log, KNOWN, ON)] == ["note"]


def test_what_a_held_meeting_must_note():
    came = tuple(each._replace(attendance=CAME) for each in expected("sip"))
    held = planned("sip")._replace(state="held", participants=came)
    log = ledger(("K5", ""))
    assert [each.words for each in missing(held, log, KNOWN, ON)][:4] == [
        "Ska noteras: vilka insatser som behövs.",
        "Ska noteras: vem som svarar för vad.",
        "Ska noteras: vad andra gör.",
        "Ska noteras: vem som leder arbetet.",
    ]
    notes = dict.fromkeys(("needs", "responsible", "others", "leader"), "Det står här")
    assert [each.met for each in missing(held._replace(notes=notes), log, KNOWN, ON)] == [None]
    assert missing(held._replace(notes=notes, agreed=2), log, KNOWN, ON) == ()
    assert "2 löften, alla bevakas." in [
        each.words for each in demands(held._replace(notes=notes, agreed=2), log, KNOWN, ON)
    ]


def test_those_who_did_not_come_are_told_of_and_need_no_consent():
    people = (Participant("patient", attendance=CAME), BOSS._replace(attendance=ABSENT))
    held = planned("arbetsgivare")._replace(state="held", participants=people, notes={"outcome": "Inget"}, agreed=1)
    assert stopping(held, ledger()) == []
    assert [each.words for each in missing(held, ledger(), KNOWN, ON)] == [
        "Kom inte: arbetsgivaren. Ta reda på varför, och hur det tas igen."
    ]
    excused = held._replace(participants=(people[0], BOSS._replace(attendance=EXCUSED)))
    assert missing(excused, ledger(), KNOWN, ON) == ()


def test_what_has_happened_without_consent_is_recorded_with_a_ground_and_stops_nothing():
    people = (BOSS._replace(attendance=CAME),)
    held = planned("arbetsgivare")._replace(state="held", participants=people, notes={"outcome": "Ja"}, agreed=1)
    assert [(each.sort, each.stops) for each in missing(held, ledger(), KNOWN, ON)] == [("consent", False)]
    assert [each.party for each, _answer in uncovered(held, ledger(), ON)] == ["arbetsgivare"]
    with_ground = BOSS._replace(attendance=CAME, ground="without_consent", ground_reason="Chefen ringde upp")
    held = held._replace(participants=(with_ground,))
    assert missing(held, ledger(), KNOWN, ON) == ()
    assert [each.party for each, _answer in uncovered(held, ledger(), ON)] == ["arbetsgivare"]


def test_the_information_to_fk_is_watched_by_its_rule():
    came = (Participant("forsakringskassan", attendance=CAME),)
    held = planned("fk_information")._replace(state="held", participants=came, notes={"need": "Samordning"})
    assert missing(held, ledger(("K2", "forsakringskassan")), KNOWN, ON) == ()


def test_who_is_there_and_with_whom_it_is():
    kind = kind_of("flerpartsmote")
    people = (Participant("patient"), Participant("lakare"), BOSS, Participant("forsakringskassan"))
    assert lead(kind, "planned", people) == BOSS
    assert lead(kind, "planned", people[:2]).party in ("patient", "lakare")
    assert lead(kind, "planned", ()) == Participant("arbetsgivare")
    met = tuple(each._replace(attendance=ABSENT if each.party == "arbetsgivare" else CAME) for each in people)
    assert lead(kind, "held", met).party == "forsakringskassan"
    assert with_patient("planned", people)
    assert with_patient("held", met)
    assert not with_patient("held", (met[0]._replace(attendance=EXCUSED), *met[1:]))
    assert there("missed", people) == ()


def test_states_and_outcomes_are_each_others():
    assert [state_of(outcome_of(state)) for state in states() if outcome_of(state)] == [
        "planned",
        "held",
        "missed",
        "cancelled",
    ]
    assert set(contact.outcomes()) == {outcome_of(state) for state in states()} - {""} | {"no_answer", "message_left"}
    assert [state_of(each) for each in ("no_answer", "message_left")] == ["missed", "missed"]
    for wrong in ("voided", "nope"):
        with pytest.raises(WrongUseError):
            check_state(wrong)
    with pytest.raises(WrongUseError):
        check_attendance("maybe")
    assert check_attendance("") == ""
    with pytest.raises(WrongUseError):
        kind_of("kalas")


def test_the_notes_are_written_under_their_headings():
    notes = {"outcome": "Tyngre lyft går inte", "adaptations": " "}
    assert written("Vad går?", notes, kind_of("arbetsgivare")) == "Vad går?\nVad ni talade om: Tyngre lyft går inte"


@pytest.mark.parametrize("code", list(kinds()))
def test_what_a_kind_says_is_known_elsewhere(code):
    kind = kind_of(code)
    assert set(kind.channels) <= set(contact.channels())
    assert {each.party for each in kind.expected} <= set(contact.parties())
    assert kind.party in {each.party for each in kind.expected if each.needed}
    assert is_outside(kind.party)
    assert kind.reason in contact.reasons()
    assert shipped()[kind.guide].kva == kind.kva
    assert all(kva.codes()[each].enabled for each in kind.kva)
    assert kind.law
    assert kind.source
    assert set(kind.mark) <= set("ABCD/")
    assert kind.agenda
    assert kind.follow_up_days > 0
    assert any(each.needed for each in kind.headings)
    assert not kind.watched_by or kind.watched_by in shipped_rules().rules
    for code_ in kind.preconditions:
        assert set(precondition_words(code_)) == {"met", "missing", "unknown"}
    assert set(attendances()) == {CAME, ABSENT, EXCUSED}


def test_the_question_carries_the_own_consent_of_a_sip():
    ask = ask_for(planned("sip"), Participant("kommun"), ON)
    assert (ask.kind, ask.act, ask.with_patient) == ("K5", "plan", True)
    assert ask_for(planned("sip"), BOSS, ON).kind == ""
