"""What may be let out: tick by tick by the consent, all of it on a ground, and nothing where the gate says no."""

from datetime import date, timedelta

import pytest

from rekotui.casework.consent import Consent, ConsentEvent
from rekotui.casework.consent_guide import to_say
from rekotui.casework.consent_state import Moment
from rekotui.casework.disclosure import Wanted, permitted

START = date(2026, 3, 2)
NOW = Moment(START + timedelta(days=9), "10:00")
ABOUT = ("contact", "extent", "abilities", "plan")


def given(number: int, kind: str, party: str = "", scope: tuple[str, ...] = (), **values: object) -> Consent:
    event = ConsentEvent(number * 10, "given", START, "", START, START + timedelta(days=90), scope)
    return Consent(number, kind, party, events=(event,), **values)  # type: ignore[arg-type]


K1 = given(1, "K1")


@pytest.mark.parametrize(
    ("scope", "told", "left_out"),
    [
        (ABOUT, ABOUT, ()),
        (("plan", "contact"), ("contact", "plan"), ("extent", "abilities")),
        (("diagnosis",), (), ABOUT),
        ((), (), ABOUT),
    ],
)
def test_only_what_the_consent_names_is_told_and_the_rest_is_named(
    scope: tuple[str, ...], told: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    found = permitted(Wanted("arbetsgivare", ABOUT), (K1, given(2, "K3", "arbetsgivare", scope)), NOW)
    assert (found.told, found.left_out) == (told, left_out)
    assert found.answer.allowed is bool(told)
    assert found.since == (START if told else None)
    assert found.answer.why == ("" if told else "outside_scope")


def test_the_information_under_4_is_the_need_alone_and_more_rests_on_the_yes_to_contact_with_them() -> None:
    """What is read out for K2 ends: "Andra uppgifter om mig får inte lämnas"."""
    assert any("Andra uppgifter om mig får inte lämnas" in said for said in to_say("K2", "forsakringskassan"))
    wanted = Wanted("forsakringskassan", (*ABOUT, "diagnosis"), "K2")
    own, talk = given(2, "K2", "forsakringskassan"), given(3, "K3", "forsakringskassan", ("contact", "extent"))
    alone = permitted(wanted, (K1, own), NOW)
    assert (alone.told, alone.left_out) == (("contact",), ("extent", "abilities", "plan", "diagnosis"))
    both = permitted(wanted, (K1, own, talk), NOW)
    assert (both.told, both.answer.consent_id, both.since) == (("contact", "extent"), 2, START)
    narrow = permitted(wanted, (K1, given(2, "K2", "forsakringskassan", ("plan",))), NOW)
    assert narrow.told == ("plan",)
    # A yes to other talk with Försäkringskassan is no yes to this, and one to somebody else is none to them.
    assert not permitted(wanted, (K1, talk), NOW).answer.allowed
    assert permitted(wanted, (K1, own, given(3, "K3", "kommun", ABOUT)), NOW).told == ("contact",)
    present = given(3, "K3", "forsakringskassan", ABOUT, presence="present")
    assert permitted(wanted, (K1, own, present), NOW).told == ("contact",)


def test_a_ground_opens_for_the_whole_with_its_reason_and_says_so() -> None:
    narrow = (K1, given(2, "K3", "kommun", ("contact",)))
    found = permitted(Wanted("kommun", ABOUT, ground="emergency", reason="Fara"), narrow, NOW)
    assert (found.answer.verdict, found.answer.ground, found.told) == ("ground", "emergency", ABOUT)
    for wrong in (Wanted("kommun", ABOUT, ground="emergency"), Wanted("kommun", ABOUT, ground="patient_present")):
        refused = permitted(wrong, narrow, NOW)
        assert (refused.answer.allowed, refused.told) == (False, ())
    # Where the consent reaches, the ground is not what it rests on.
    whole = (K1, given(2, "K3", "kommun", ABOUT))
    assert permitted(Wanted("kommun", ABOUT, ground="emergency", reason="Fara"), whole, NOW).answer.verdict == "consent"


def test_what_is_only_to_be_received_or_told_with_her_there_is_not_let_out() -> None:
    for values, why in (({"direction": "receive"}, "only_receive"), ({"presence": "present"}, "only_with_patient")):
        found = permitted(Wanted("kommun", ABOUT), (K1, given(2, "K3", "kommun", ABOUT, **values)), NOW)
        assert (found.answer.why, found.told) == (why, ())


def test_a_refusal_says_what_is_missing_and_that_nothing_left_and_not_that_it_has_happened() -> None:
    said = permitted(Wanted("kommun", ABOUT), (K1,), NOW).answer.sentence
    assert "inget samtycke till kontakt med kommunen" in said
    assert "Inget är lämnat ut" in said
    assert "Har det redan hänt" not in said
