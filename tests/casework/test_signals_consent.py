"""Rows 25, 26, 33–37, 45 and 46 of table H. Silent as long as nothing in the program keeps their facts."""

import pytest

from rekotui.casework.case_facts import ConsentFact, ContactFact, JournalFact, MeetingFact
from tests.casework.signal_cases import RULES, case, day, leave, of_rule, on, stages

LONG = leave("2026-01-12", "2026-12-31")
WAITING = [rule.id for rule in RULES.rules.values() if rule.status.startswith("waits")]


@pytest.mark.parametrize("rule", WAITING)
def test_rows_that_wait_say_nothing_before_their_facts_are_kept(rule):
    assert of_rule(case(LONG), rule) == []
    assert (
        of_rule(case(LONG, contacts=(ContactFact(day("2026-01-20"), True, "arbetsgivare"),), follow_ups=()), rule) == []
    )


def fk(**facts):
    return case(LONG, fk_need_on="2026-02-02", **facts)


def test_row_25_a_need_is_told_at_once_if_the_patient_consents():
    yes = (ConsentFact("K2", valid_from=day("2026-02-04")),)
    assert stages(fk(), "fk_information") == [("2026-02-02", None, "ask")]
    assert stages(fk(consents=yes), "fk_information") == [
        ("2026-02-02", "2026-02-03", "ask"),
        ("2026-02-04", None, "inform"),
    ]
    told = stages(fk(consents=yes, fk_informed_on="2026-02-09"), "fk_information")
    assert told[-1] == ("2026-02-04", "2026-02-08", "inform")
    earlier = (ConsentFact("K2", valid_from=day("2026-01-15")),)
    assert on(fk(consents=earlier), "fk_information", "2026-02-02") == "inform"


def test_row_25_a_no_settles_it_and_a_withdrawn_yes_is_none():
    no = (ConsentFact("K2", declined_on=day("2026-02-04")),)
    assert stages(fk(consents=no), "fk_information") == [("2026-02-02", "2026-02-03", "ask")]
    withdrawn = (ConsentFact("K2", valid_from=day("2026-01-15"), withdrawn_on=day("2026-01-20")),)
    assert on(fk(consents=withdrawn), "fk_information", "2026-02-05") == "ask"


@pytest.mark.parametrize(
    ("text", "stage"), [("2026-02-22", None), ("2026-02-23", "waiting"), ("2026-12-23", "waiting")]
)
def test_row_26_an_answer_after_14_days(text, stage):
    assert on(case(LONG, fk_informed_on="2026-02-09"), "fk_answers", text) == stage


def test_row_26_ends_with_the_answer():
    facts = case(LONG, fk_informed_on="2026-02-09", fk_answered_on="2026-03-02")
    assert stages(facts, "fk_answers") == [("2026-02-23", "2026-03-01", "waiting")]
    assert of_rule(case(LONG, fk_informed_on="2026-02-09", fk_answered_on="2026-02-12"), "fk_answers") == []


def with_contact(**facts):
    return case(LONG, contacts=(ContactFact(day("2026-02-06"), **{"held": True, "party": "arbetsgivare", **facts}),))


def test_row_33_a_contact_without_a_code():
    assert stages(with_contact(codes=()), "codes_missing") == [("2026-02-06", None, "missing")]
    assert of_rule(with_contact(codes=("GC001",)), "codes_missing") == []
    assert of_rule(with_contact(codes=(), held=False), "codes_missing") == []


def test_row_34_a_contact_without_consent():
    assert stages(with_contact(covered=False), "contact_without_consent") == [("2026-02-06", None, "happened")]
    assert "arbetsgivaren" in of_rule(with_contact(covered=False), "contact_without_consent")[0].text
    assert of_rule(with_contact(covered=True), "contact_without_consent") == []


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-02-06", None),  # a Friday
        ("2026-02-08", None),
        ("2026-02-09", "due"),  # the next working day
        ("2026-02-15", "due"),
        ("2026-02-16", "late"),
    ],
)
def test_row_37_into_the_record_the_next_working_day(text, stage):
    assert on(with_contact(journaled=False), "unjournaled", text) == stage
    assert on(with_contact(journaled=True), "unjournaled", text) is None


@pytest.mark.parametrize("status", ["Aktiv", "Avslutad"])
@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("consent_event", "Anteckningen om samtycke"),
        ("status_change", "Ändringen av status"),
        ("contact_strike", "Felregistreringen"),
    ],
)
def test_row_37_is_of_all_that_belongs_in_the_record_and_does_not_end_with_the_case(kind, said, status):
    waiting = JournalFact(kind, day("2026-02-06"))
    facts = case(LONG, to_journal=(waiting, waiting), status=status, status_since="2026-02-06")
    assert stages(facts, "unjournaled") == [("2026-02-09", "2026-02-15", "due"), ("2026-02-16", None, "late")]
    assert all(one.text.startswith(said) for one in of_rule(facts, "unjournaled"))


EMPLOYER = ConsentFact("K3", "arbetsgivare", day("2026-01-20"), day("2026-05-31"))


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("2026-04-30", None),
        ("2026-05-01", "early"),  # 30 days
        ("2026-05-23", "early"),
        ("2026-05-24", "near"),  # 7 days
        ("2026-05-30", "near"),
        ("2026-05-31", "last"),
        ("2026-06-01", "expired"),
        ("2026-06-30", "expired"),
        ("2026-07-01", None),
    ],
)
def test_row_35_consent_expires(text, stage):
    assert on(case(LONG, consents=(EMPLOYER,)), "consent_expiring", text) == stage


@pytest.mark.parametrize(
    ("other", "shown"),
    [
        (ConsentFact("K3", "arbetsgivare", day("2026-06-01"), day("2026-12-31")), False),
        (ConsentFact("K3", "arbetsgivare", day("2026-06-02"), day("2026-12-31")), True),
        (ConsentFact("K3", "kommun", day("2026-06-01"), day("2027-12-31")), True),
        (ConsentFact("K3", "arbetsgivare", day("2026-06-01"), None), False),
    ],
)
def test_row_35_a_renewed_consent_does_not_expire(other, shown):
    found = [
        one
        for one in of_rule(case(LONG, consents=(EMPLOYER, other)), "consent_expiring")
        if one.due_on == day("2026-05-31")
    ]
    assert bool(found) is shown


def test_row_35_a_short_consent_begins_in_the_middle():
    short = ConsentFact("K3", "arbetsgivare", day("2026-05-28"), day("2026-05-31"))
    assert stages(case(LONG, consents=(short,)), "consent_expiring")[0] == ("2026-05-28", "2026-05-30", "near")


def test_row_36_a_withdrawn_consent_until_those_concerned_know():
    withdrawn = ConsentFact("K3", "arbetsgivare", day("2026-01-20"), day("2026-05-31"), day("2026-03-02"))
    facts = case(LONG, consents=(withdrawn,))
    assert stages(facts, "consent_withdrawn") == [("2026-03-02", None, "tell")]
    assert "kontakt med arbetsgivaren" in of_rule(facts, "consent_withdrawn")[0].text
    assert of_rule(facts, "consent_expiring") == []
    told = ConsentFact("K3", "arbetsgivare", None, None, day("2026-03-02"), day("2026-03-05"))
    assert stages(case(LONG, consents=(told,)), "consent_withdrawn") == [("2026-03-02", "2026-03-04", "tell")]


@pytest.mark.parametrize(("kind", "rule"), [("avstamningsmote", "assessment_meeting"), ("sip", "sip")])
def test_row_45_and_46_meetings(kind, rule):
    wanted = case(LONG, meetings=(MeetingFact(kind, day("2026-02-02")),))
    assert stages(wanted, rule) == [("2026-02-02", None, "wanted")]
    planned = case(LONG, meetings=(MeetingFact(kind, day("2026-02-02"), day("2026-03-10")),))
    assert stages(planned, rule) == [
        ("2026-03-03", "2026-03-09", "ahead"),
        ("2026-03-10", "2026-03-10", "day"),
        ("2026-03-11", "2026-04-09", "after"),
    ]
    written_up = case(LONG, meetings=(MeetingFact(kind, None, day("2026-03-10"), True),))
    assert stages(written_up, rule) == [("2026-03-03", "2026-03-09", "ahead")]
    assert of_rule(case(LONG, meetings=(MeetingFact("flerpartsmote", day("2026-02-02")),)), rule) == []
