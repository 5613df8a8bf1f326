"""Facts made of what the lists showed, and the group that a case belongs to."""

from dataclasses import replace
from datetime import date

import pytest

from rekotui.casework.case_facts import ContactFact, Seen, held_contacts, seen_of
from rekotui.casework.sightings import Sighting
from rekotui.casework.signal_making import groups_of
from tests.casework.signal_cases import RULES, case, day


def sighting(on, first="2026-01-12", last="2026-02-20", certificates=None):
    return Sighting(
        "Exempelbacken", day(on), day(first) if first else None, day(last) if last else None, None, certificates
    )


def seen(*sightings):
    return seen_of(sightings, "Exempelbacken", day("2026-01-12"), day("2026-03-31"))


def test_a_list_that_says_the_same_is_no_news():
    same = [sighting("2026-01-14"), sighting("2026-01-21"), sighting("2026-01-28")]
    assert seen(*same) == (Seen(day("2026-01-14"), day("2026-01-12"), day("2026-02-20")),)


@pytest.mark.parametrize(
    "later",
    [
        sighting("2026-01-28", last="2026-03-31"),
        sighting("2026-01-28", last="2026-02-10"),
        sighting("2026-01-28", first="2026-01-05"),
        sighting("2026-01-28", certificates=2),
    ],
)
def test_other_days_or_one_certificate_more_are_news(later):
    earlier = sighting("2026-01-14", certificates=1)
    assert [one.on for one in seen(later, earlier)] == [day("2026-01-14"), day("2026-01-28")]


def test_what_a_list_does_not_say_is_no_news():
    rows = [sighting("2026-01-14", certificates=1), sighting("2026-01-21", last=None), sighting("2026-01-28")]
    assert len(seen(*rows)) == 1


def test_other_sick_leaves_and_other_units_do_not_count():
    earlier = sighting("2025-03-01", "2025-02-01", "2025-03-31")
    elsewhere = replace(sighting("2026-01-14"), unit="Provkullen")
    assert [one.on for one in seen(earlier, elsewhere, sighting("2026-01-21"))] == [day("2026-01-21")]


@pytest.mark.parametrize(
    ("occupations", "said", "agreed", "groups"),
    [
        ((), None, None, {"employed"}),
        (("Något annat",), None, None, {"employed"}),
        (("Nuvarande arbete", "Studier"), None, None, {"employed", "student"}),
        (("Arbetssökande", "Föräldraledighet"), None, None, {"job_seeking", "parental_leave"}),
        (("Nuvarande arbete",), "self_employed", None, {"self_employed"}),
        (("Nuvarande arbete",), "on_call", None, {"on_call"}),
        (("Nuvarande arbete",), "on_call", True, {"employed"}),
        (("Nuvarande arbete",), "on_call", False, {"on_call"}),
        (("Nuvarande arbete",), "unheard_of", None, {"employed"}),
        (("Nuvarande arbete",), "pension_age", None, {"employed"}),
    ],
)
def test_groups(occupations, said, agreed, groups):
    assert groups_of(case(occupations=occupations, group_said=said, agreed_shifts=agreed), RULES) == groups


def test_held_contacts_are_those_that_took_place():
    contacts = (
        ContactFact(date(2026, 2, 3), True, "patient"),
        ContactFact(date(2026, 2, 1), True, "arbetsgivare"),
        ContactFact(date(2026, 2, 2), False, "patient"),
        ContactFact(date(2026, 2, 9), None, "patient"),
    )
    facts = case(contacts=contacts)
    assert held_contacts(facts) == (date(2026, 2, 1), date(2026, 2, 3))
    assert held_contacts(facts, ("patient",)) == (date(2026, 2, 3),)
    assert held_contacts(case()) == ()
