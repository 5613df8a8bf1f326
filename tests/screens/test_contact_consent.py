"""Which consent covers a contact is seen while it is typed; the repository has the last word, and nothing is lost."""

from screens.case import CaseScreen
from screens.contact_form import ContactForm
from storage.work_reading import contacts_of
from tests.screens.conftest import Vault, opened, screen_text, shows, until
from tests.screens.test_case_screen import open_case, open_form


async def test_the_form_says_until_when_a_consent_covers_the_contact(filled: Vault) -> None:
    filled.consent(1)
    filled.consent(1, "K3", "arbetsgivare", person="Kim Prov")
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        form = await open_form(app, pilot, "k")
        await shows(pilot, "Samtycke: behövs inte")
        assert "Grund" not in screen_text(app)
        form.widget("party").value = "arbetsgivare"  # type: ignore[attr-defined]
        await shows(pilot, "Samtycke: ja, till 2027-02-21")
        form.widget("party_name").value = "Annan Chef"  # type: ignore[attr-defined]
        await shows(pilot, "gäller en annan", "Samtycke saknas:")
        form.widget("party_name").value = "Kim"  # type: ignore[attr-defined]
        await shows(pilot, "Samtycke: ja, till 2027-02-21")
        form.widget("happened_on").value = "2026-11-20"  # type: ignore[attr-defined]
        await shows(pilot, "Samtycke saknas:")


async def test_what_happened_without_a_consent_is_saved_on_a_ground_with_its_reason(filled: Vault) -> None:
    filled.consent(1)
    async with opened(filled, size=(100, 40)) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        form = await open_form(app, pilot, "k")
        form.widget("party").value = "kommun"  # type: ignore[attr-defined]
        form.widget("body").text = "De ringde om boendet."  # type: ignore[attr-defined]
        await shows(pilot, "Samtycke saknas: Det finns inget samtycke till kontakt med kommunen", "Välj en grund")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.focused is form.widget("ground"))
        form.widget("ground").value = "incoming_nothing_told"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.focused is form.widget("ground_reason"))
        form.widget("ground_reason").value = "De ringde själva."  # type: ignore[attr-defined]
        await shows(pilot, "Sparas med grunden: De hörde av sig, inget lämnades ut")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        (line,) = await app.desk.read(lambda reader: contacts_of(reader, 1))
        assert (line.gate, line.ground, line.ground_reason) == ("ground", "incoming_nothing_told", "De ringde själva.")
        await pilot.press("3")
        form = await open_form(app, pilot, "enter")
        assert form.values()["ground"] == "incoming_nothing_told"


async def test_only_grounds_that_can_be_used_are_offered(filled: Vault) -> None:
    filled.consent(1)
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        form = await open_form(app, pilot, "k")
        form.widget("party").value = "forsakringskassan"  # type: ignore[attr-defined]
        await until(pilot, lambda: any("SFB" in words for words in form._offered))  # type: ignore[attr-defined]
        assert any("utan samtycke" in words for words in form._offered)  # type: ignore[attr-defined]
        form.widget("party").value = "arbetsgivare"  # type: ignore[attr-defined]
        form.widget("outcome").value = "booked"  # type: ignore[attr-defined]
        await until(pilot, lambda: not any("SFB" in words for words in form._offered))  # type: ignore[attr-defined]
        assert not any("utan samtycke" in words for words in form._offered)  # type: ignore[attr-defined]
        form.widget("outcome").value = "no_answer"  # type: ignore[attr-defined]
        await shows(pilot, "Samtycke: behövs inte")


async def test_on_the_day_of_a_withdrawal_the_form_asks_for_the_clock_time(filled: Vault) -> None:
    filled.consent(1, clock="08:00")
    employer = filled.consent(1, "K3", "arbetsgivare", clock="08:00")
    filled.withdraw(employer, "14:05")
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        form = await open_form(app, pilot, "k")
        form.widget("party").value = "arbetsgivare"  # type: ignore[attr-defined]
        await shows(pilot, "Ett samtycke ändrades den dagen. Skriv kontaktens klockslag")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.focused is form.widget("clock"))
        form.widget("clock").value = "14.30"  # type: ignore[attr-defined]
        await shows(pilot, "Patienten har återkallat samtycket till kontakt med")
        form.widget("clock").value = "13.30"  # type: ignore[attr-defined]
        await shows(pilot, "Samtycke: ja")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))


async def test_a_consent_withdrawn_in_another_window_stops_the_saving_and_the_text_stays(filled: Vault) -> None:
    filled.consent(1, clock="08:00")
    employer = filled.consent(1, "K3", "arbetsgivare", clock="08:00")
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        form = await open_form(app, pilot, "k")
        assert isinstance(form, ContactForm)
        form.widget("party").value = "arbetsgivare"  # type: ignore[attr-defined]
        form.widget("clock").value = "15:00"  # type: ignore[attr-defined]
        form.widget("body").text = "Vi talade om schemat."  # type: ignore[attr-defined]
        await shows(pilot, "Samtycke: ja")
        filled.withdraw(employer, "14:05")
        await pilot.press("ctrl+s")
        await shows(pilot, "Patienten har återkallat samtycket till kontakt med")
        assert app.screen is form
        assert form.values()["body"] == "Vi talade om schemat."
        await until(pilot, lambda: "Samtycke saknas:" in screen_text(app))
        assert await app.desk.read(lambda reader: contacts_of(reader, 1)) == ()
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        form = await open_form(app, pilot, "k")
        assert form.values()["body"] == "Vi talade om schemat."
