"""Everything that is not in the record yet, over all cases: opened, copied, marked with a day."""

from datetime import timedelta

import pytest

from rekotui.cli.messages import JOURNAL_KINDS
from screens.case import CaseScreen
from screens.journal_messages import JOURNAL
from screens.unjournaled import UnjournaledScreen
from screens.unjournaled_messages import KINDS, UNJOURNALED
from storage.cases import CaseRepository
from storage.contacts import ContactRepository
from storage.journal_marks import CONSENT_EVENT, CONTACT, INTERVIEW, PLAN_VERSION, STATUS_CHANGE
from storage.journaled import mark_journaled
from tests.screens.conftest import ON, Vault, opened, screen_text, shows, until
from tests.screens.test_journal_text import meet, no_tools

__all__ = ["no_tools"]


@pytest.mark.usefixtures("no_tools")
async def test_all_that_waits_is_gone_through_from_one_list(filled: Vault) -> None:
    struck = meet(filled, 1, "Fel samtal")
    with filled.database.write() as work:
        mark_journaled(work, CONTACT, struck, ON - timedelta(1))
        CaseRepository(work).change_status(CaseRepository(work).get(2), "Medicinsk rehab", ON - timedelta(3), "Går bra")
    with filled.database.write() as work:
        ContactRepository(work).void(struck, ON, "Fel patient")
    async with opened(filled) as (app, pilot):
        await pilot.press("j")
        await until(pilot, lambda: isinstance(app.screen, UnjournaledScreen))
        await shows(pilot, "2 att föra in", "2026-11-20", "status", "felregistrerad", "Telefon, patienten")
        rows = [line for line in screen_text(app).splitlines() if "2026-11-2" in line]
        assert "Medicinsk rehab" in rows[0]
        await pilot.press("f9")
        await shows(pilot, "Ärende 2026-002")
        await pilot.press("enter")
        await until(pilot, lambda: app.said[-1].text == JOURNAL["hidden"])
        await pilot.press("f9", "enter")
        await shows(pilot, "Text till journalen", "Medicinsk rehab, tidigare Uppföljning", "Ej journalfört.")
        await pilot.press("c")
        await until(pilot, lambda: "Anledning: Går bra" in app.clipboard)
        await pilot.press("d")
        await shows(pilot, JOURNAL["which_day"])
        await pilot.press(*"2026-11-24", "enter")
        await shows(pilot, "inte är senare än 2026-11-23")
        await pilot.press("backspace", "1", "enter")
        await shows(pilot, "Journalfört 2026-11-21.")
        await pilot.press("escape")
        await shows(pilot, "1 att föra in")
        await pilot.press("enter")
        await shows(pilot, "Felregistrerad:", "är felregistrerad och", "Anledning: Fel patient")
        await pilot.press("j")
        await shows(pilot, "Journalfört 2026-11-23.")
        await pilot.press("escape")
        await shows(pilot, UNJOURNALED["none_title"])


async def test_from_the_list_one_goes_to_the_case_and_a_protected_text_is_shown_there_only(filled: Vault) -> None:
    meet(filled, 1, "Samtal")
    filled.change(1, protected=True)
    async with opened(filled) as (app, pilot):
        await pilot.press("b")
        await pilot.press("j")
        await shows(pilot, "1 att föra in")
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.said) and app.said[-1].text == UNJOURNALED["protected"])
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))


def test_every_kind_that_the_record_asks_for_has_its_word() -> None:
    assert set(KINDS) == set(JOURNAL_KINDS)
    for subject in (CONSENT_EVENT, CONTACT, INTERVIEW, PLAN_VERSION, STATUS_CHANGE):
        assert KINDS[subject]
