"""The consents of a case: who may be told what today, and the log; given, limited, renewed, withdrawn, declined."""

from datetime import date, timedelta

from screens.app import RekotuiApp
from screens.case import CaseScreen
from screens.choose import ChooseScreen
from screens.consent_telling import TellScreen
from screens.form import Form
from screens.quick import QuickScreen
from screens.status_form import StatusForm
from screens.widgets.case_table import CaseTable
from storage.consent_reading import book_of, consent_log
from storage.setting_changes import change_setting
from storage.work_reading import follow_ups_of
from tests.screens.conftest import HOSTILE, ON, Vault, opened, screen_text, shows, until
from tests.screens.test_case_screen import open_case, open_form


async def open_consents(app: RekotuiApp, pilot, number: str = "2026-001") -> CaseScreen:  # type: ignore[no-untyped-def]
    await open_case(app, pilot, number)
    await pilot.press("m")
    await until(pilot, lambda: app.focused is not None and app.focused.id == "consents-matrix")
    await until(pilot, lambda: app.screen.matrix_at is not None)  # type: ignore[attr-defined]
    assert isinstance(app.screen, CaseScreen)
    return app.screen


async def choose(app: RekotuiApp, pilot, key: str, target: str) -> Form:  # type: ignore[no-untyped-def]
    """Press a key, choose what it is about, and wait for the form."""
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
    app.screen.dismiss(target)
    await until(pilot, lambda: isinstance(app.screen, Form) and app.screen._ready)
    assert isinstance(app.screen, Form)
    return app.screen


async def stand_on(app: RekotuiApp, pilot, key: str) -> None:  # type: ignore[no-untyped-def]
    """Put the cursor of the matrix on a line."""
    table = app.screen.query_one("#consents-matrix", CaseTable)
    for _ in range(table.row_count):
        if (table.cursor_key or "").startswith(key):
            return
        await pilot.press("down")
        await pilot.pause()
    raise AssertionError(f"no line {key}:\n{screen_text(app)}")


async def test_a_yes_is_written_with_the_guides_words_and_answers_at_once(filled: Vault) -> None:
    filled.consent(1)
    async with opened(filled) as (app, pilot):
        await open_consents(app, pilot)
        await shows(pilot, "Koordinering", "JA", "FK information 4 §", "inte frågat", "ej fört")
        form = await choose(app, pilot, "l", "K3:arbetsgivare")
        await shows(pilot, "Läs upp för patienten", "tystnadsplikt")
        values = form.values()
        assert values["scope"] == "contact,extent,abilities,adaptations,plan"
        assert (values["organisation"], values["valid_from"], values["valid_to"]) == (
            "Exempelhemmet", "2026-11-23", "2027-11-22",
        )  # fmt: skip
        form.widget("person").value = "Kim Prov"  # type: ignore[attr-defined]
        form.widget("not_told").value = "Inget om familjen"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await shows(pilot, "Välj hur patienten sa det.")
        form.widget("way").value = "written"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await shows(pilot, "Skriv var pappret finns.")
        form.widget("kept_where").value = "Pärm 3"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await shows(pilot, "Arbetsgivaren, Ki", "JA till 2027-11-22", "lämnat", "skriftligt")
        newest = (await app.desk.read(lambda reader: consent_log(reader, 1)))[0]
        assert (newest.not_told, newest.kept_where, newest.scope[-1]) == ("Inget om familjen", "Pärm 3", "plan")


async def test_the_log_keeps_everything_newest_first_and_the_pane_tells_it_in_full(filled: Vault) -> None:
    filled.consent(1, clock="09:10")
    employer = filled.consent(
        1, "K3", "arbetsgivare", clock="09:20", person="Kim Prov", scope=("contact", "plan"), not_told=HOSTILE
    )
    filled.withdraw(employer, "14:05")
    async with opened(filled, size=(140, 40)) as (app, pilot):
        await open_consents(app, pilot)
        await shows(pilot, "NEJ återkallat", "2026-11-23 14:05", "muntligt vid besök".capitalize())
        await pilot.press("tab", "down")
        await shows(pilot, "2026-11-23 09:20", "Kim Prov", "[/] [red]x[/red]", "Också utan patienten")
        await pilot.press("f9")
        await until(pilot, lambda: "Kim Prov" not in screen_text(app) and "[red]" not in screen_text(app))


async def test_a_line_entered_by_mistake_is_struck_through_and_counts_for_nothing(filled: Vault) -> None:
    filled.consent(1)
    filled.consent(1, "K3", "kommun")
    async with opened(filled) as (app, pilot):
        screen = await open_consents(app, pilot)
        await shows(pilot, "JA till 2027-02-21")
        await pilot.press("tab")
        await until(pilot, lambda: screen.event_at is not None)
        form = await open_form(app, pilot, "D")
        await pilot.press("ctrl+s")
        await shows(pilot, "Fyll i varför")
        form.widget("reason").value = "Fel patient"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen and len(screen.facts.consents.log) == 3)  # type: ignore[union-attr]
        await until(pilot, lambda: "JA till" not in screen_text(app))
        lines = await app.desk.read(lambda reader: consent_log(reader, 1))
        assert [line.event for line in lines if line.voided] == ["given"]


async def test_a_consent_is_renewed_by_one_key_and_how_she_said_it(filled: Vault) -> None:
    filled.consent(1)
    filled.consent(1, "K3", "arbetsgivare", person="Kim Prov", scope=("contact", "diagnosis"))
    async with opened(filled) as (app, pilot):
        screen = await open_consents(app, pilot)
        await stand_on(app, pilot, "K3:arbetsgivare")
        await pilot.press("f")
        await until(pilot, lambda: isinstance(app.screen, QuickScreen))
        await shows(pilot, "Samma innehåll: att kontakt finns, diagnos", "2026-11-23 – 2027-11-22")
        await pilot.press("2")
        await until(pilot, lambda: app.screen is screen)
        await shows(pilot, "JA till 2027-11-22", "förnyat")
        newest = (await app.desk.read(lambda reader: consent_log(reader, 1)))[0]
        assert (newest.event, newest.way, newest.scope) == ("renewed", "phone", ("contact", "diagnosis"))


async def test_less_may_be_told_after_a_limit_and_never_nothing(filled: Vault) -> None:
    filled.consent(1)
    filled.consent(1, "K3", "arbetsgivare", person="Kim Prov")
    async with opened(filled) as (app, pilot):
        await open_consents(app, pilot)
        await stand_on(app, pilot, "K3:arbetsgivare")
        form = await open_form(app, pilot, "b")
        form.widget("scope").value = ""  # type: ignore[attr-defined]
        form.widget("way").value = "phone"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await shows(pilot, "Kryssa minst en sak, eller återkalla")
        form.widget("scope").value = "contact"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, TellScreen))
        await shows(pilot, "Samtycket är begränsat", "Meddela Arbetsgivaren, Kim Prov")
        await pilot.press("escape")
        await shows(pilot, "begränsat", "NEJ")
        row = app.screen.matrix_at  # type: ignore[attr-defined]
        assert (row.told, row.limited) == (("contact",), True)


async def test_a_withdrawal_lists_whom_to_tell_and_one_digit_makes_a_follow_up(filled: Vault) -> None:
    filled.consent(1)
    filled.consent(1, "K3", "arbetsgivare", person="Kim Prov")
    async with opened(filled) as (app, pilot):
        screen = await open_consents(app, pilot)
        await stand_on(app, pilot, "K3:arbetsgivare")
        form = await open_form(app, pilot, "å")
        await shows(pilot, "En återkallelse gäller från den stund den tas emot")
        assert form.values()["clock"] == ""
        form.widget("clock").value = "14.05"  # type: ignore[attr-defined]
        form.widget("way").value = "phone"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, TellScreen))
        await shows(pilot, "Samtycket är återkallat", "1  Meddela Arbetsgivaren, Kim Prov")
        await pilot.press("1")
        await shows(pilot, "✓ bevakas")
        await pilot.press("1", "2")
        await until(pilot, lambda: "Alla berörda vet" not in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        await shows(pilot, "NEJ återkallat", "meddelat")
        (line,) = await app.desk.read(lambda reader: follow_ups_of(reader, 1))
        assert (line.reason, line.party, line.party_name, line.due_on) == ("consent", "arbetsgivare", "Kim Prov", ON)
        await pilot.press("å")
        await until(pilot, lambda: any("redan återkallat" in said.text for said in app.said))


async def test_no_more_coordination_proposes_the_status_and_leads_to_its_form(filled: Vault) -> None:
    filled.consent(1)
    filled.consent(1, "K3", "forsakringskassan")
    async with opened(filled) as (app, pilot):
        await open_consents(app, pilot)
        form = await open_form(app, pilot, "å")
        form.widget("way").value = "visit"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await shows(pilot, "Meddela Försäkringskassan", "2  Ändra ärendets status till Avslutad")
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.screen, StatusForm) and app.screen._ready)
        assert app.screen.values()["status"] == "Avslutad"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await shows(pilot, "Avslutad sedan 2026-11-23", "NEJ koord. saknas")


async def test_a_no_is_noted_and_a_consent_that_was_never_given_cannot_be_changed(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await open_consents(app, pilot)
        await shows(pilot, "Inget är skrivet i samtyckesloggen än")
        form = await choose(app, pilot, "n", "K2:forsakringskassan")
        await shows(pilot, "Ett nej ska också antecknas")
        form.widget("way").value = "video"  # type: ignore[attr-defined]
        form.widget("note").text = "Vill vänta till nyår"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await shows(pilot, "NEJ avböjt", "FK 4 §", "video")
        await stand_on(app, pilot, "K2")
        for key in ("b", "f", "å"):
            await pilot.press(key)
        await until(pilot, lambda: sum("inte lämnat" in said.text for said in app.said) == 3)


async def test_what_is_typed_about_a_consent_is_kept_and_a_change_elsewhere_is_seen(filled: Vault) -> None:
    filled.consent(1)
    employer = filled.consent(1, "K3", "arbetsgivare")
    async with opened(filled) as (app, pilot):
        await open_consents(app, pilot)
        await stand_on(app, pilot, "K3:arbetsgivare")
        form = await open_form(app, pilot, "b")
        form.widget("note").text = "Vill ta det själv"  # type: ignore[attr-defined]
        form.widget("way").value = "visit"  # type: ignore[attr-defined]
        filled.withdraw(employer, "10:00")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: any("ändrats på ett annat ställe" in said.text for said in app.said))
        assert form.values()["note"] == "Vill ta det själv"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        form = await open_form(app, pilot, "b")
        await shows(pilot, "Det du skrev senast finns kvar")
        assert form.values()["note"] == "Vill ta det själv"


async def test_two_thousand_events_are_a_page_at_a_time(filled: Vault) -> None:
    filled.consent(1)
    with filled.database.write() as work:
        consent_id = work.ask("select id from consent", ())[0][0]
        for at in range(2000):
            work.connection.execute(
                "insert into consent_event (consent_id, event, happened_on, valid_from, way, recorded_at)"
                " values (?, 'renewed', ?, ?, 'visit', '2026-11-01T08:00:00Z')",
                (consent_id, str(ON - timedelta(days=at)), str(ON - timedelta(days=at))),
            )
    async with opened(filled) as (app, pilot):
        screen = await open_consents(app, pilot)
        log = screen.query_one("#consents-log", CaseTable)
        await pilot.press("tab", "end")
        await until(pilot, lambda: log.cursor_row == 1999 and screen.event_at is not None)
        assert screen.event_at.on == ON - timedelta(days=1998)  # type: ignore[union-attr]
        assert len(log._feed._cache) <= 8


async def test_with_whom_she_may_talk_stands_on_the_overview_also_of_somebody_protected(filled: Vault) -> None:
    filled.consent(1)
    filled.consent(1, "K3", "arbetsgivare", person="Kim Prov")
    filled.consent(5)
    filled.consent(5, "K3", "arbetsgivare", person="Dold Chef", organisation="Dolda AB", presence="present")
    async with opened(filled, size=(110, 40)) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await shows(pilot, "Får tala med  arbetsgivaren ● till 2027-02-21")
        await pilot.press("escape")
        await open_consents(app, pilot, "2026-005")
        await stand_on(app, pilot, "K3:arbetsgivare")
        await shows(pilot, "JA bara med patienten till 2027-", "Arbetsgivaren, •••••")
        await pilot.press("b")
        await until(pilot, lambda: any("visa dem först" in said.text for said in app.said))
        await pilot.press("enter")
        await shows(pilot, "Kontaktperson")
        assert "Dold" not in screen_text(app)


async def test_the_contact_book_fills_in_names(filled: Vault) -> None:
    filled.consent(1)
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        form = await open_form(app, pilot, "enter")
        form.widget("party").value = "arbetsgivare"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await shows(pilot, "Skriv ett namn, en arbetsplats eller en roll")
        form.widget("name").value = "Kim Prov"  # type: ignore[attr-defined]
        form.widget("role").value = "närmaste chef"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen) and app.screen.facts.consents.book)
        form = await open_form(app, pilot, "k")
        form.widget("party").value = "arbetsgivare"  # type: ignore[attr-defined]
        await until(pilot, lambda: form.values()["party_name"] == "Kim Prov")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await pilot.press("m")
        form = await choose(app, pilot, "l", "K3:arbetsgivare")
        assert (form.values()["person"], form.values()["role"]) == ("Kim Prov", "närmaste chef")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await pilot.press("t")
        await shows(pilot, "närmaste chef · Kim Prov")
        form = await open_form(app, pilot, "enter")
        form.widget("ended_on").value = "2026-11-20"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        (entry,) = await app.desk.read(lambda reader: book_of(reader, 1))
        assert entry.ended_on == date(2026, 11, 20)


async def test_the_units_own_number_is_how_long_a_consent_is_suggested_for(filled: Vault) -> None:
    filled.consent(1)
    with filled.database.write() as work:
        change_setting(work, "consent_expiring.suggested_months", 6)
    async with opened(filled) as (app, pilot):
        await open_consents(app, pilot)
        form = await choose(app, pilot, "l", "K3:arbetsgivare")
        assert form.values()["valid_to"] == "2027-05-22"
