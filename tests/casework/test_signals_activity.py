"""Rows 1–3, 5, 48–50 of table H; the next contact and the follow-ups."""

import pytest

from rekotui.casework.case_facts import CaseFacts, ConsentFact, ContactFact, FollowUpFact
from rekotui.casework.messages import PARTIES
from rekotui.casework.signals import signals_of
from tests.casework.signal_cases import RULES, case, day, leave, of_rule, on, stages

LONG = leave("2026-01-12", "2026-12-31")


def contact(text, party="patient", held=True):
    return ContactFact(day(text), held, party)


def talked(*contacts, **facts):
    return case(LONG, contacts=tuple(contacts), follow_ups=(), **facts)


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        (case(), True),
        (case(LONG), False),
        (case(aktivitetsersattning=True), False),
        (case(aktivitetsersattning=False), True),
        (case(earlier_first_day="2026-01-02"), False),
        (case(opened=None), False),
    ],
)
def test_row_1_a_basis_for_coordination(facts, shown):
    assert stages(facts, "basis") == ([("2026-01-12", None, "missing")] if shown else [])


@pytest.mark.parametrize(
    ("by", "on_day", "shown"),
    [("", None, True), ("Dr Exempel", None, True), ("", "2026-01-10", True), ("Dr Exempel", "2026-01-10", False)],
)
def test_row_2_raised_by_a_doctor_on_a_day(by, on_day, shown):
    assert bool(of_rule(case(LONG, referred_by=by, referred_on=on_day), "medical_assessment")) is shown


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-01-11", None),
        ("2026-01-12", "ask"),
        ("2026-01-18", "ask"),
        ("2026-01-19", "late"),
        ("2027-01-19", "late"),
    ],
)
def test_row_3_consent_is_asked_for(text, stage):
    assert on(case(LONG), "consent_coordination", text) == stage


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_row_3_an_answer_settles_it(answer):
    assert of_rule(case(LONG, consent_asked=answer, consent_asked_on="2026-01-14"), "consent_coordination") == []
    logged = (ConsentFact("K1", valid_from=day("2026-01-14")),)
    assert of_rule(case(LONG, consents=logged), "consent_coordination") == []
    assert of_rule(case(LONG, consents=(ConsentFact("K3", "arbetsgivare"),)), "consent_coordination")


def test_row_3_later_is_asked_again_after_two_weeks():
    facts = case(LONG, consent_asked="later", consent_asked_on="2026-01-14")
    assert on(facts, "consent_coordination", "2026-01-27") is None
    assert stages(facts, "consent_coordination") == [("2026-01-28", None, "again")]


def test_row_3_a_contact_before_the_answer_is_urgent():
    facts = talked(contact("2026-01-16"))
    assert stages(facts, "consent_coordination") == [
        ("2026-01-12", "2026-01-15", "ask"),
        ("2026-01-16", None, "without"),
    ]
    assert "2026-01-16" in of_rule(facts, "consent_coordination")[1].text
    for not_acting in (contact("2026-01-16", held=False), contact("2026-01-16", "lakare")):
        assert on(talked(not_acting), "consent_coordination", "2026-01-20") == "late"


def test_row_3_who_wants_to_answer_later_has_been_talked_with():
    later = {"consent_asked": "later", "consent_asked_on": "2026-01-14"}
    assert (
        on(talked(contact("2026-01-14"), contact("2026-01-20"), **later), "consent_coordination", "2026-01-21") is None
    )
    on_that_day = talked(contact("2026-01-14", "arbetsgivare"), **later)
    assert on(on_that_day, "consent_coordination", "2026-01-21") is None
    employer = talked(contact("2026-01-20", "arbetsgivare"), **later)
    assert on(employer, "consent_coordination", "2026-01-21") == "without"


def test_row_3_stands_from_the_day_the_case_is_taken_up():
    """Quiet about what has passed, but not about what still is so."""
    assert stages(case(LONG, opened="2026-06-01"), "consent_coordination")[0] == ("2026-06-01", "2026-06-07", "ask")


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-03-11", None),  # day 59
        ("2026-03-12", "warn"),  # day 60
        ("2026-04-03", "warn"),
        ("2026-04-04", "near"),
        ("2026-04-11", "near"),  # day 90
        ("2026-04-12", "passed"),
        ("2027-04-12", "passed"),
    ],
)
def test_row_5_identified_by_day_90(text, stage):
    assert on(case(LONG, status="-"), "identify_early", text) == stage


def test_row_5_is_settled_by_a_status_a_contact_or_an_answer():
    assert of_rule(case(LONG, status="Kontaktad"), "identify_early") == []
    assert of_rule(talked(contact("2026-01-16"), status="-"), "identify_early") == []
    assert of_rule(case(LONG, status="-", consent_asked="later"), "identify_early") == []
    assert of_rule(case(LONG, status="-", opened="2026-04-12"), "identify_early") == []
    assert stages(case(LONG, status="-", opened="2026-04-11"), "identify_early")[0][2] == "near"


def test_row_5_does_not_pass_for_one_who_is_well_again():
    assert stages(case(leave("2026-01-12", "2026-04-11"), status="-"), "identify_early")[-1][2] == "near"
    assert of_rule(case(leave("2026-01-12", "2026-02-20"), status="-"), "identify_early") == []


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-02-10", None),
        ("2026-02-11", "silent"),  # 30 days after it was taken up
        ("2026-03-12", "silent"),
        ("2026-03-13", "long"),
    ],
)
def test_row_48_silent(text, stage):
    assert on(case(LONG), "silent", text) == stage


@pytest.mark.parametrize(
    ("facts", "first"),
    [
        ({"note_days": (day("2026-01-20"),)}, "2026-02-19"),
        ({"status_since": "2026-01-22"}, "2026-02-21"),
        ({"contacts": (contact("2026-01-25"),)}, "2026-02-24"),
        ({"contacts": (contact("2026-01-25", held=False),)}, "2026-02-11"),
        ({"contacts": (contact("2026-03-25", held=None),)}, "2026-03-26"),
        ({"follow_ups": (FollowUpFact(1, day("2026-03-31")),)}, "2026-04-01"),
        ({"follow_ups": (FollowUpFact(1, day("2026-01-20")),)}, "2026-02-11"),
    ],
)
def test_row_48_counts_from_what_happened_last_and_waits_with_a_follow_up(facts, first):
    assert stages(case(LONG, **facts), "silent")[0][0] == first


def test_row_49_a_no_is_closed():
    facts = case(LONG, consent_asked="no", consent_asked_on="2026-01-20")
    assert stages(facts, "declined") == [("2026-01-20", None, "note")]
    assert of_rule(case(LONG, consent_asked="no", status="Avböjt"), "declined") == []
    assert of_rule(case(LONG, consent_asked="later"), "declined") == []


CLOSED = {"status": "Avslutad", "status_since": "2026-04-15"}


@pytest.mark.parametrize(
    ("first", "shown"),
    [("2026-04-15", False), ("2026-04-16", True), ("2026-07-14", True), ("2026-07-15", False)],
)
def test_row_50_relapse_within_90_days_of_closing(first, shown):
    facts = case(leave("2026-01-12", "2026-03-31"), leave(first, "2026-12-31"), **CLOSED)
    assert bool(of_rule(facts, "relapse")) is shown


def test_row_50_is_told_for_a_month_from_the_day_a_list_shows_it():
    late = leave("2026-05-01", "2026-12-31", ("2026-05-11", "2026-05-01", "2026-12-31"))
    facts = case(leave("2026-01-12", "2026-03-31"), late, **CLOSED)
    assert stages(facts, "relapse") == [("2026-05-11", "2026-06-09", "relapse")]


def test_row_50_the_sick_leave_that_goes_on_is_no_relapse():
    facts = case(leave("2026-01-12", "2026-04-15"), leave("2026-04-20", "2026-12-31"), **CLOSED)
    assert of_rule(facts, "relapse") == []


@pytest.mark.parametrize("status", ["Avslutad", "Avböjt", "Lämnas utan åtgärd"])
def test_row_50_a_closed_case_says_nothing_else(status):
    facts = case(
        leave("2026-01-12", "2026-12-31"), status=status, fk_question_on="2026-02-01", sjukpenning_last_day="2026-03-01"
    )
    assert signals_of(facts, RULES) == ()


@pytest.mark.parametrize(
    ("status", "due"),
    [
        ("-", "2026-01-27"),
        ("Kontaktad", "2026-02-03"),
        ("Aktiv", "2026-02-17"),
        ("Uppföljning", "2026-03-17"),
        ("Medicinsk rehab", "2026-03-17"),
    ],
)
def test_next_contact_counts_from_the_last_held_contact_by_status(status, due):
    facts = talked(contact("2026-01-16"), contact("2026-01-20"), contact("2026-02-10", held=False), status=status)
    found = of_rule(facts, "next_contact")
    assert {one.due_on for one in found} == {day(due)}
    assert found[0].starts_on == day("2026-01-21")
    assert on(facts, "next_contact", due) == "due"
    assert found[-1].ends_on is None


def test_next_contact_grows_more_urgent():
    assert stages(talked(), "next_contact") == [
        ("2026-01-13", "2026-02-02", "unset"),
        ("2026-02-03", "2026-02-08", "near"),
        ("2026-02-09", None, "due"),
    ]


def test_next_contact_is_set_by_a_follow_up_or_a_booking():
    promised = case(LONG, contacts=(), follow_ups=(FollowUpFact(1, day("2026-02-02")),))
    assert of_rule(promised, "next_contact") == []
    booked = talked(contact("2026-02-02", held=None))
    assert stages(booked, "next_contact")[0] == ("2026-02-03", "2026-02-08", "near")
    twice = talked(contact("2026-02-02", held=None), contact("2026-01-15", held=None))
    assert stages(twice, "next_contact") == stages(booked, "next_contact")
    overdue = talked(contact("2026-03-02", held=None))
    assert stages(overdue, "next_contact") == [("2026-03-03", None, "due")]


def test_next_contact_is_not_told_before_contacts_are_kept():
    assert of_rule(case(LONG), "next_contact") == []
    assert of_rule(case(LONG, contacts=()), "next_contact") == []


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-01-19", None),
        ("2026-01-20", "ahead"),
        ("2026-02-23", "ahead"),
        ("2026-02-24", "near"),
        ("2026-03-01", "near"),
        ("2026-03-02", "due"),
        ("2026-03-03", "overdue"),
        ("2030-03-03", "overdue"),  # it stays until it is answered
    ],
)
def test_follow_up(text, stage):
    promise = FollowUpFact(7, day("2026-03-02"), day("2026-01-20"), "forsakringskassan")
    assert on(case(LONG, follow_ups=(promise,)), "follow_up", text) == stage


def test_follow_up_tells_whom_we_wait_for_and_which_it_is():
    promises = (
        FollowUpFact(7, day("2026-03-02"), None, "forsakringskassan"),
        FollowUpFact(8, day("2026-03-02"), None, "x"),
    )
    found = {one.key: one for one in of_rule(case(LONG, follow_ups=promises), "follow_up") if one.stage == "overdue"}
    assert "Väntar på: Försäkringskassan." in found["7"].text
    assert f"Väntar på: {PARTIES['']}." in found["8"].text
    assert found["7"].facts["follow_up"] == 7
    assert next(one.starts_on for one in of_rule(CaseFacts(follow_ups=promises[:1]), "follow_up")) == day("2026-02-24")
