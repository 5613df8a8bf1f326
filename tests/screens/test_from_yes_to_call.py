"""From the patient's yes to the call, its promise, the text for the record and what is watched: by keys alone."""

from datetime import date

import pytest

from screens.case import CaseScreen
from screens.choice_field import beginning
from screens.choose import ChooseScreen
from screens.consent_form import GiveForm
from screens.contact_form import ContactForm
from screens.journal_text import JournalTextScreen
from storage.consent_reading import consent_log
from storage.work_reading import contacts_of, follow_ups_of
from tests.screens.conftest import Vault, opened, screen_text, shows, until
from tests.screens.test_case_screen import open_case
from tests.screens.test_journal_text import no_tools  # noqa: F401

SAID = "Halvtid ordnas."
PROMISE = "Schema"
MOST_KEYS = 25
"""Keys beside what is written: more of them, and two minutes are no longer enough."""


@pytest.mark.usefixtures("no_tools")
async def test_from_the_yes_to_the_follow_up_by_keys_alone(filled: Vault) -> None:
    filled.consent(1)
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        pressed: list[str] = []

        async def press(*keys: str) -> None:
            pressed.extend(keys)
            await pilot.press(*keys)

        async def at(screen: type) -> None:
            await until(pilot, lambda: isinstance(app.screen, screen) and getattr(app.screen, "_ready", True))

        # The patient says yes.
        await press("m")
        await until(pilot, lambda: app.screen.matrix_at is not None)  # type: ignore[attr-defined]
        await press("l")
        await at(ChooseScreen)
        await press("down", "down", "down", "enter")
        await at(GiveForm)
        await shows(pilot, "Läs upp för patienten", "Exempelhemmet")
        await press("ctrl+s")
        await until(pilot, lambda: app.focused is not None and app.focused.id == "f-way")
        await press("b", "ctrl+s")
        await at(CaseScreen)
        # The call, begun from the consent on which the cursor stands.
        await until(pilot, lambda: app.screen.party_at() == "arbetsgivare")  # type: ignore[attr-defined]
        await press("k")
        await at(ContactForm)
        await shows(pilot, "Samtycke: ja, till 2027-11-22")
        await until(pilot, lambda: app.focused is not None and app.focused.id == "f-body")
        await pilot.press(*SAID)
        await press("tab")
        await pilot.press(*PROMISE)
        await press("tab", "tab", "tab")
        await pilot.press(*"2026-12-07")
        await shows(pilot, "Väntar på svar")
        await press("ctrl+s")
        await at(CaseScreen)
        # The texts for the record: the call's and the consent's.
        await press("j")
        await at(JournalTextScreen)
        await shows(pilot, "1 av 3")
        for _ in range(2):
            await press("c")
            await until(pilot, lambda: app.clipboard and app.clipboard[:40] in _unwrapped(screen_text(app)))
            await press("j")
            await shows(pilot, "Journalfört 2026-11-23.")
            if pressed.count("right") == 0:
                await press("right")
                await shows(pilot, "2 av 3")
        await press("escape")
        await at(CaseScreen)
        assert len(pressed) <= MOST_KEYS, pressed
        (contact,) = await app.desk.read(lambda reader: contacts_of(reader, 1))
        assert (contact.party, contact.body, contact.next_step, contact.gate) == (
            "arbetsgivare", SAID, PROMISE, "consent",
        )  # fmt: skip
        log = await app.desk.read(lambda reader: consent_log(reader, 1))
        given = next(line for line in log if line.party == "arbetsgivare")
        assert (given.way, given.organisation, contact.consent_id) == ("visit", "Exempelhemmet", given.consent_id)
        (watched,) = await app.desk.read(lambda reader: follow_ups_of(reader, 1))
        assert (watched.due_on, watched.reason, watched.party, watched.body) == (
            date(2026, 12, 7), "answer", "arbetsgivare", PROMISE,
        )  # fmt: skip


def _unwrapped(screen: str) -> str:
    return " ".join(screen.replace("│", " ").split())


async def test_a_draft_about_somebody_else_is_not_turned_into_a_contact_with_the_party_at_hand(filled: Vault) -> None:
    filled.consent(1)
    filled.consent(1, "K3", "arbetsgivare")
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await pilot.press("k")
        await until(pilot, lambda: isinstance(app.screen, ContactForm) and app.screen._ready)
        app.screen.widget("body").text = "Patienten ringde."  # type: ignore[attr-defined]
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await pilot.press("m")
        await until(pilot, lambda: app.screen.matrix_at is not None)  # type: ignore[attr-defined]
        app.screen.query_one("#consents-matrix").action_last()  # type: ignore[attr-defined]
        await until(pilot, lambda: app.screen.party_at() == "arbetsgivare")  # type: ignore[attr-defined]
        await pilot.press("k")
        await until(pilot, lambda: isinstance(app.screen, ContactForm) and app.screen._ready)
        values = app.screen.values()  # type: ignore[attr-defined]
        assert (values["party"], values["body"]) == ("patient", "Patienten ringde.")


@pytest.mark.parametrize(
    ("typed", "code"),
    [("a", "vg"), ("ar", "ag"), ("arbetsf", "af"), ("chef", "ag"), ("fk", ""), ("ö", "ov"), ("o", "ov")],
)
def test_letters_choose_the_first_answer_that_begins_so_then_any_word(typed: str, code: str) -> None:
    choices = [
        ("vg", "Annan vårdgivare"), ("ag", "Arbetsgivare eller närmaste chef"), ("af", "Arbetsförmedlingen"),
        ("ov", "Övrigt"),
    ]  # fmt: skip
    from rekotui.casework.fold import fold

    assert beginning(choices, fold(typed)) == code
