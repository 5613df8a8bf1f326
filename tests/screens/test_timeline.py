"""The line of time of a case: all kinds in one table, one kind alone, what was a mistake, and the way to each thing."""

from datetime import timedelta

from screens.case import CaseScreen
from screens.contact_form import ContactForm
from screens.journal_text import JournalTextScreen
from screens.messages import CASE
from screens.timeline_messages import GUIDES, KIND_FILTERS, KIND_WORDS
from screens.timeline_words import WORDS
from screens.why import WhyScreen
from screens.widgets.case_table import CaseTable
from storage.cases import CaseRepository
from storage.contacts import ContactRepository
from storage.journal_marks import CONTACT
from storage.journaled import mark_journaled
from storage.timeline import EVERY
from tests.screens.conftest import HOSTILE, ON, Vault, opened, screen_text, shows, until
from tests.screens.test_case_screen import open_case
from tests.screens.test_journal_text import meet


def rows(app: object) -> list[str]:
    return [line for line in screen_text(app).splitlines() if "2026-11-" in line and " sedan 20" not in line]


async def test_one_table_tells_of_every_kind_and_one_key_of_one_of_them(filled: Vault) -> None:
    wrong, stands = meet(filled, 1, "Fel samtal"), meet(filled, 1, HOSTILE)
    with filled.database.write() as work:
        ContactRepository(work).void(wrong, ON, "Fel patient")
        mark_journaled(work, CONTACT, stands, ON)
        CaseRepository(work).change_status(CaseRepository(work).get(1), "Uppföljning", ON - timedelta(2), "Går bra")
    filled.consent(1)
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await pilot.press("6")
        await shows(pilot, "Allt, 6.", "felregistrerad: Telefon", "lämnat: Koordinering", "Uppföljning · Går bra")
        told = {word: next(row.rstrip() for row in rows(app) if word in row) for word in ("Går bra", "anteckning")}
        assert told["Går bra"].endswith("ej fört")
        assert not told["anteckning"].endswith("fört")
        assert HOSTILE[:8] in screen_text(app)
        await pilot.press("f")
        await shows(pilot, "Kontakter, 2.")
        assert len(rows(app)) == 2
        assert [("felregistrerad" in row) for row in rows(app)] == [False, True]
        table = app.screen.query_one("#timeline-table", CaseTable)
        assert table.cursor_key == f"contact:{stands}"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ContactForm))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await pilot.press("j")
        await until(pilot, lambda: isinstance(app.screen, JournalTextScreen))
        await shows(pilot, "Journalfört 2026-11-23.")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, WhyScreen))
        await shows(pilot, "Felregistrerad", "Fel samtal", "Anledning: Fel patient")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await pilot.press("f9")
        await shows(pilot, "Texten är dold")
        assert "Fel samtal" not in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.said[-1].text == CASE["reveal_first"])
        await pilot.press("f9", "F", "F")
        await shows(pilot, "Åtkomst och ändringar", "kontakt struken", "öppnades")
        await pilot.press("F")
        await shows(pilot, "Inget av det slaget")
        await pilot.press("f", "f")
        await shows(pilot, "Allt, 6.")


async def test_where_there_is_room_what_happened_last_stands_beside_the_overview(filled: Vault) -> None:
    with filled.database.write() as work:
        for day in range(12):
            CaseRepository(work).add_note(CaseRepository(work).get(1), ON - timedelta(day), f"Dag {day}.")
    async with opened(filled, size=(140, 40)) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await shows(pilot, "Dag 0.", "Dag 11.")
        await pilot.resize_terminal(80, 40)
        await until(pilot, lambda: "Dag 11." not in app.screen.query_one("#recent").content.plain)  # type: ignore[attr-defined]
        assert "Dag 5." in app.screen.query_one("#recent").content.plain  # type: ignore[attr-defined]


def test_every_kind_has_its_words_its_filter_and_its_name() -> None:
    assert set(WORDS) == set(KIND_WORDS) == set(KIND_FILTERS) - {""} == set(EVERY)
    assert "kartlaggning" in GUIDES
