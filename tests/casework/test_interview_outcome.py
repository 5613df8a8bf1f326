"""What an interview leaves behind: proposed once, never over what is known, never out of what is protected."""

from datetime import date

import pytest
from hypothesis import given, settings

from rekotui.casework.consent import COORDINATION, GIVEN, WITHDRAWN, Consent, ConsentEvent
from rekotui.casework.consent_state import Moment
from rekotui.casework.guides import shipped
from rekotui.casework.interview import ANSWERED, Answer, Place, Sheet
from rekotui.casework.interview_outcome import (
    CONSENT,
    FACT,
    FOLLOW_UP,
    PLAN,
    RULE_FACT,
    STATUS,
    Effect,
    Known,
    KnownFollowUp,
    log_differs,
    outcome,
)
from rekotui.casework.interview_work import split_work
from tests.casework.guide_sheets import MARKER, filled, sheets

ON = date(2026, 11, 23)
GUIDE = shipped()["kartlaggning"]
NOTHING = Known("Aktiv", {}, {})


def consent(event: str, on: date = ON, not_told: str = "") -> Consent:
    events = [ConsentEvent(1, GIVEN, on, valid_from=on, not_told=not_told)]
    if event == WITHDRAWN:
        events.append(ConsentEvent(2, WITHDRAWN, on, "12:00"))
    return Consent(7, COORDINATION, events=tuple(events))


def effects(known: Known = NOTHING, /, **answers: object) -> dict[str, Effect]:
    return {each.key: each for each in outcome(filled(GUIDE, **answers), known, {}, ON)}


def of_group(group: str, known: Known = NOTHING, /, **answers: object) -> list[tuple[str, str, str, bool]]:
    found = outcome(filled(GUIDE, **answers), known, {}, ON)
    return [(each.name, each.value, each.before, each.ticked) for each in found if each.group == group]


def test_a_yes_goes_to_the_log_with_its_moment() -> None:
    sheet = filled(GUIDE, consent_coordination="yes")
    said = {Place("consent_coordination"): Moment(ON, "09:14")}
    found = outcome(sheet, NOTHING, said, ON)[0]
    assert (found.group, found.name, found.value, found.moment) == (CONSENT, "given", "visit", Moment(ON, "09:14"))


@pytest.mark.parametrize(
    ("answer", "log", "event"),
    [
        ("yes", (), "given"),
        ("limited", (), "given"),
        ("undecided", (), None),
        ("no", (), "declined"),
        ("yes", (consent(GIVEN),), None),
        ("limited", (consent(GIVEN),), "limited"),
        ("limited", (consent(GIVEN, not_told="Inget om barnen"),), None),
        ("yes", (consent(GIVEN, not_told="Inget om barnen"),), "given"),
        ("no", (consent(GIVEN),), "withdrawn"),
        ("yes", (consent(WITHDRAWN),), "given"),
        ("no", (consent(WITHDRAWN),), None),
        # A yes that stands on the case alone, from before the log, has no row to withdraw.
        ("no", (consent(GIVEN)._replace(consent_id=0),), "declined"),
    ],
)
def test_the_log_comes_to_say_what_the_patient_said(answer: str, log: tuple[Consent, ...], event: str | None) -> None:
    limits = {"consent_limits": "Inget om barnen"} if answer == "limited" else {}
    found = effects(NOTHING._replace(ledger=log), consent_coordination=answer, **limits)
    assert (found["consent:"].name if "consent:" in found else None) == event


def test_a_newer_log_holds_and_is_said() -> None:
    known = NOTHING._replace(ledger=(consent(WITHDRAWN),), log_is_newer=True)
    assert "consent:" not in effects(known, consent_coordination="yes")
    assert log_differs(filled(GUIDE, consent_coordination="yes"), known, ON)
    assert not log_differs(filled(GUIDE, consent_coordination="no"), known, ON)


@pytest.mark.parametrize(
    ("status", "log", "offered"),
    [
        ("Kontaktad", (), [("status", "Avböjt", "Kontaktad", True)]),
        ("Aktiv", (), [("status", "Avböjt", "Aktiv", True)]),
        ("Aktiv", (consent(GIVEN),), [("status", "Avslutad", "Aktiv", True)]),
        ("Aktiv", (consent(WITHDRAWN),), [("status", "Avböjt", "Aktiv", False)]),
        ("Avböjt", (), []),
    ],
)
def test_a_no_offers_a_status(status: str, log: tuple[Consent, ...], offered: list[object]) -> None:
    known = NOTHING._replace(status=status, ledger=log)
    assert of_group(STATUS, known, consent_coordination="no") == offered
    assert of_group(STATUS, known, consent_coordination="undecided") == []


def test_facts_are_filled_once_and_never_over_what_is_known() -> None:
    said = {"consent_coordination": "yes", "employment": "employed", "occupation": "Kock på Provköket, 4 år"}
    assert of_group(FACT, **said) == [("occupation", "Kock", "", True), ("employer", "Provköket", "", True)]
    known = NOTHING._replace(facts={"occupation": "kock", "employer": "Annan"})
    assert of_group(FACT, known, **said) == [("employer", "Provköket", "Annan", False)]


def test_what_is_only_written_where_nothing_stands() -> None:
    said = {"referral_source": "physician", "referral_question": "Prognosen?", "interpreter": "sign"}
    assert [name for name, *_rest in of_group(FACT, **said)] == ["referred_by", "referred_why", "interpreter"]
    known = NOTHING._replace(facts={"referred_by": "Eva", "referred_why": "Annat", "interpreter": "Finska"})
    assert of_group(FACT, known, **said) == []
    assert of_group(FACT, referral_source="other", interpreter="none") == []


def test_facts_of_the_rules() -> None:
    said = {
        "consent_coordination": "yes", "leave_status": "full", "employment": "employed", "employment_form": "hourly",
        "fk_application": "not_yet", "rtw_plan_employer": "yes_unseen", "need_level": "coordinated",
        "rehab_measures_assumed": "yes",
    }  # fmt: skip
    assert of_group(RULE_FACT, **said) == [
        ("group_said", "on_call", "", True),
        ("applied", "no", "", True),
        ("employer_plan", "exists", "", True),
        ("fk_need_on", "2026-11-23", "", True),
    ]
    known = NOTHING._replace(
        rule_facts={
            "group_said": "employed", "applied": "yes", "applied_said_on": "2026-11-01", "employer_plan": "exists",
            "employer_plan_said_on": "2025-01-01", "fk_need_on": "2026-10-01",
        }
    )  # fmt: skip
    # What she decided herself of two likely groups stands; what was said before is said again, of this sick leave.
    assert of_group(RULE_FACT, known, **said) == [
        ("applied", "no", "yes", False),
        ("employer_plan", "exists", "exists", True),
    ]


def test_telling_the_physician_becomes_a_follow_up_once() -> None:
    said = {"consent_coordination": "yes", "feedback_team": "Sömnen.", "need_level": "single"}
    assert of_group(FOLLOW_UP, **said) == [("doctor", "2026-11-30", "", True)]
    assert of_group(FOLLOW_UP, **said, acute_concern="yes") == [("doctor", "2026-11-23", "", True)]
    done = NOTHING._replace(follow_ups=(KnownFollowUp(3, "doctor", ON, False),))
    assert of_group(FOLLOW_UP, done, **said) == []


def test_the_next_contact_is_promised_once_and_moved_when_it_is_another_day() -> None:
    said = {"consent_coordination": "undecided", "next_contact_date": "2026-12-01"}
    assert of_group(FOLLOW_UP, **said) == [("other", "2026-12-01", "", True)]
    made = NOTHING._replace(follow_ups=(KnownFollowUp(3, "other", date(2026, 12, 1), True),))
    assert of_group(FOLLOW_UP, made, **said) == []
    assert of_group(FOLLOW_UP, made, **{**said, "next_contact_date": "2026-12-08"}) == [
        ("other", "2026-12-08", "2026-12-01", False)
    ]
    assert of_group(FOLLOW_UP, **{**said, "next_contact_date": "2026-11-01"}) == []
    again = filled(
        shipped()["planuppfoljning"], fu_consent="yes", fu_plan_decision="continue", fu_next_date="2026-12-01"
    )
    assert [each.value for each in outcome(again, NOTHING, {}, ON) if each.group == FOLLOW_UP] == ["2026-12-01"]


def test_suggestions_are_proposed_once_and_end_with_their_answer() -> None:
    said = {"consent_coordination": "yes", "daily_life": "Trött.", "rtw_confidence": 3}
    found = [each for each in effects(**said).values() if each.group == PLAN]
    assert [each.key for each in found] == ["plan:daily_life:0:0", "plan:rtw_confidence:0:0"]
    kept = {each.origin: "open" for each in found if each.origin}
    known = NOTHING._replace(suggestions=kept)
    assert of_group(PLAN, known, **said) == []
    assert of_group(PLAN, known, **{**said, "rtw_confidence": 9}) == [("gone", "", "", True)]
    assert (
        of_group(PLAN, NOTHING._replace(suggestions=dict.fromkeys(kept, "gone")), **said)
        == [("proposed", "", "", True)] * 2
    )
    assert of_group(PLAN, NOTHING._replace(suggestions=dict.fromkeys(kept, "dropped")), **said) == []


@given(sheets(["kartlaggning"]))
@settings(max_examples=60, deadline=None)
def test_nothing_sensitive_is_proposed(sheet: Sheet) -> None:
    hidden = {name for name in (q.id for _s, q in sheet.guide.questions()) if sheet.guide.question(name).sensitive}
    protected = {q.id for _s, q in sheet.guide.questions() if q.protection == "protected"}
    for each in outcome(sheet, NOTHING, {}, ON):
        told = f"{each.value} {each.text} {each.before} {each.suggestion.said if each.suggestion else ''}"
        assert not any(f"{MARKER}-{name}-" in told or f"{MARKER}-note-{name}-" in told for name in hidden)
        assert each.origin is None or each.origin[0] not in protected


def test_a_hidden_answer_leaves_nothing_behind() -> None:
    answers = {"consent_coordination": "no", "feedback_team": "Sömnen.", "employment": "employed", "occupation": "Kock"}
    sheet = filled(GUIDE, **answers)
    assert {each.group for each in outcome(sheet, NOTHING, {}, ON)} == {CONSENT, STATUS}
    noted = sheet.having(Place("occupation"), Answer(ANSWERED, "Kock", "Vill byta"))
    assert {each.group for each in outcome(noted, NOTHING, {}, ON)} == {CONSENT, STATUS}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Undersköterska på Provhemmet, sju år", ("Undersköterska", "Provhemmet")),
        ("Jag jobbar som kock hos Åsas Krog sedan 2019", ("Kock", "Åsas Krog")),
        ("Svetsare, Exempelverken AB, 12 år", ("Svetsare", "Exempelverken AB")),
        ("lärare, 7 år", ("Lärare", "")),
        ("Är städare vid Testskolan. Trivs bra.", ("Städare", "Testskolan")),
        ("Taxi", ("Taxi", "")),
        (" , ", ("", "")),
        ("", ("", "")),
    ],
)
def test_an_occupation_and_a_workplace_out_of_one_answer(said: str, found: tuple[str, str]) -> None:
    assert split_work(said) == found
