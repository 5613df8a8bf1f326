"""Genomgång: a list gone through from the keyboard, remembered, and asked about again only when something is new."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from textual.widgets import Footer, Input

from rekotui.casework.personnummer import parse
from rekotui.exchange.review_people import screening_of
from screens.case import CaseScreen
from screens.caseload import CaseloadScreen
from screens.choose import ConfirmScreen
from screens.import_list import ImportScreen
from screens.review import ReviewScreen
from screens.take_up_form import TakeUpForm
from storage.cases import CaseRepository, NewCase
from storage.reading import Reader
from tests.screens.conftest import HOSTILE, Fill, Vault, opened, screen_text, shows, until
from tests.screens.weeks import (
    DUMMY,
    FARSKA,
    FEJKA,
    FEL,
    KOPIA,
    MALL,
    NEW_NUMBER,
    OLD_NUMBER,
    PARAD,
    UNIT,
    WEEK_24,
    WEEK_25,
    assign,
    decide,
    read_in,
    reviewing,
    rows,
    three_weeks,
)


@pytest.fixture
def weeks(vault_with: Callable[[Fill], Vault]) -> Vault:
    """Weeks 17, 24 and 25 of one unit, and an assignment."""
    return vault_with(three_weeks)


async def test_the_head_tells_what_list_since_when_how_many_and_by_what_right(weeks: Vault) -> None:
    async with reviewing(weeks, size=(120, 40)) as (_app, pilot, _review):
        await shows(pilot, f"Genomgång · {UNIT}", "Listan den 2026-06-15, jämförd med 2026-06-08", "33 av 33 kvar")
        await shows(pilot, "Nya 4", "Tillbaka 1", "Borta 3", "Förlängda 5", "Lika 17", "din första genomgång")
        await shows(pilot, "Uppdrag från Vera Chef, gäller till 2026-12-31")
        await shows(pilot, "Exempeldotter, Färska", "27 år", "19981111-2383", "psykisk diagnos (F)")
    assert rows(weeks, "select count(*) from history where action = 'review.read'") == [(1,)]


async def test_nothing_overflows_at_80_by_24(weeks: Vault) -> None:
    async with reviewing(weeks) as (app, pilot, review):
        for key in ("", "v", "l", "question_mark"):
            if key:
                await review.press(key, until_=lambda: app.screen is not review.screen and app.screen.focused)
            footer = review.screen.query_one(Footer)
            await until(pilot, lambda footer=footer: footer.children)  # type: ignore[misc]
            assert 0 < len(footer.children) <= 6
            assert footer.virtual_size.width <= 80
            assert (app.screen.max_scroll_x, app.screen.max_scroll_y) == (0, 0)
            assert len(screen_text(app).split("\n")) == 24
            if key:
                await review.press("escape", until_=lambda: app.screen is review.screen)


async def test_a_whole_list_is_gone_through_from_the_keyboard(weeks: Vault) -> None:
    with Reader(weeks.folder, weeks.key.dek) as reader:
        people = screening_of(reader, UNIT, WEEK_25, {}).people
    [newest] = rows(weeks, f"select id from list_import where list_date = '{WEEK_25}'")[0]
    # Twenty of them were decided in another window: the rest are enough to see her led from each to the next.
    for number in [person.number for person in people if person.asked and person.number != FEL][2:22]:
        decide(weeks, newest, number, "leave", WEEK_25, reason="Annan har kontakten")
    async with reviewing(weeks) as (app, pilot, review):
        for turn in range(13):
            assert review.left == 13 - turn
            before = review.here
            if turn == 0:
                await review.press("t", until_=lambda: isinstance(app.screen, TakeUpForm) and app.screen._ready)
                await pilot.press("ctrl+s")
                await until(pilot, lambda: app.screen is review.screen)
            elif before == FEL:
                await review.press("d")
            else:
                await review.press(*(("v", "1") if turn % 2 else ("l", "1")))
            await until(pilot, lambda turn=turn: review.left == 12 - turn)  # type: ignore[misc]
            assert turn == 12 or review.here != before
        await shows(pilot, "ingen kvar")
        await pilot.press("x")
        await shows(pilot, "Alla har fått ett beslut")
        await pilot.press("m")
        await shows(pilot, "genomgången den 2026-06-15")
    decided = rows(weeks, "select decision, count(*) from review_decision group by decision order by decision")
    assert decided == [("leave", 25), ("taken", 1), ("wait", 6), ("wrong_end", 1)]
    assert rows(weeks, "select unit, done_on from review_done") == [(UNIT, "2026-06-15")]
    read_in(weeks, 25, day=date(2026, 6, 22))
    async with reviewing(weeks, on=date(2026, 6, 21)) as (_app, pilot, review):
        await shows(pilot, "sedan din genomgång den 2026-06-15", "ingen kvar")
    async with reviewing(weeks, on=date(2026, 6, 22)) as (_app, pilot, review):
        await shows(pilot, "6 av 33 kvar", "Väntan är över")


async def test_each_decision_is_undone_and_what_stood_before_stands_again(weeks: Vault) -> None:
    async with reviewing(weeks) as (app, pilot, review):
        await review.go_to(FEL)
        await review.press("l", "3", until_=lambda: review.state(FEL) == ("leave", ()))
        assert review.here != FEL
        await review.go_to(FEL)
        await review.press("d", until_=lambda: review.state(FEL) == ("wrong_end", ()))
        await review.go_to(FEL)
        await shows(pilot, "felaktigt slutdatum, meddelat läkare 2026-06-15")
        await review.press("u", until_=lambda: review.state(FEL) == ("leave", ()))
        assert review.here == FEL
        await shows(pilot, "lämnad utan åtgärd 2026-06-15: Graviditet")
        await review.press("u", until_=lambda: review.state(FEL) == (None, ("undecided",)))
        # On a row without a decision of its own the latest one is meant.
        await review.go_to(KOPIA)
        await review.press("v", "2", until_=lambda: review.state(KOPIA) == ("wait", ()))
        assert review.here not in (KOPIA, FEL)
        await review.press("u", until_=lambda: review.state(KOPIA) == (None, ("undecided",)))
        assert review.here == KOPIA
        await review.press("t", until_=lambda: isinstance(app.screen, TakeUpForm) and app.screen._ready)
        await review.press("ctrl+s", until_=lambda: review.state(KOPIA) == ("taken", ()))
        await review.go_to(KOPIA)
        await review.press("u", until_=lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("tab", "enter")
        await until(pilot, lambda: app.screen is review.screen and review.state(KOPIA) == (None, ("undecided",)))
    assert rows(weeks, "select count(*) from case_overview") == [(0,)]


async def test_taking_up_asks_for_the_facts_that_matter_and_goes_on_to_the_next(weeks: Vault) -> None:
    async with reviewing(weeks) as (app, pilot, review):
        await review.go_to(PARAD)
        await review.press("t", until_=lambda: isinstance(app.screen, TakeUpForm) and app.screen._ready)
        form = app.screen
        assert isinstance(form, TakeUpForm)
        await shows(pilot, "Ta upp ärende · Exempelhed, Parad", "F438A Utmattningssyndrom")
        form.widget("referred_by").value = "Dr Prov"  # type: ignore[attr-defined]
        form.widget("referred_why").value = "Orolig för arbetet"  # type: ignore[attr-defined]
        form.widget("consent_asked_on").value = "2026-06-14"  # type: ignore[attr-defined]
        form.widget("first_contact").value = "2026-06-14"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await shows(pilot, "Första kontakten ligger före i dag", "Välj vad patienten svarade")
        form.widget("consent_asked").value = "later"  # type: ignore[attr-defined]
        form.widget("first_contact").value = "2026-06-17"  # type: ignore[attr-defined]
        form.widget("status").value = "Kontaktad"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is review.screen and review.state(PARAD) == ("taken", ()))
        assert review.here != PARAD
        await review.go_to(PARAD)
        await shows(pilot, "2026-001")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen) and app.screen.facts)
        await shows(pilot, "Kontaktad sedan 2026-06-15", "17 jun: Första kontakt")
        await pilot.press("end")
        await shows(pilot, "vill tänka, 2026-06-14", "Dr Prov", "Orolig för arbetet")
        await pilot.press("4")
        await shows(pilot, "2026-06-17", "Första kontakt")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is review.screen)
        await review.press("l")
        await until(pilot, lambda: any("redan ärende 2026-001" in said.text for said in app.said))


async def test_a_cut_diagnosis_is_asked_for(vault: Vault) -> None:
    made = read_in(vault, 25)
    assign(vault)
    with vault.database.write() as work:
        work.connection.execute(
            "update list_row set record = json_set(record, '$.diagnosis_code', null, '$.diagnosis_text', null,"
            " '$.diagnosis_state', 'cut') where personnummer = ? and import_id = ?",
            (PARAD, made),
        )
    async with reviewing(vault) as (app, pilot, review):
        await review.go_to(PARAD)
        await review.press("t", until_=lambda: isinstance(app.screen, TakeUpForm) and app.screen._ready)
        form = app.screen
        assert isinstance(form, TakeUpForm)
        await shows(pilot, "koden är avklippt i listan")
        form.widget("diagnosis_code").value = "utmattning"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await shows(pilot, "Skriv en diagnoskod som F438A")
        form.widget("diagnosis_code").value = "f43.8a"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is review.screen and review.state(PARAD) == ("taken", ()))
    assert rows(vault, "select diagnosis_code from case_overview") == [("F438A",)]


async def test_next_week_only_what_is_material_is_asked_about_again(vault: Vault) -> None:
    first = read_in(vault, 24)
    assign(vault)
    for number in (KOPIA, FEL, FEJKA, PARAD, DUMMY, MALL):
        decide(vault, first, number, "leave", WEEK_24, reason="Kort sjukskrivning")
    read_in(vault, 25)
    async with reviewing(vault, size=(120, 40)) as (_app, pilot, review):
        assert review.state(KOPIA) == ("leave", ("extended",))
        assert review.state(FEL) == ("leave", ("far_end",))
        assert review.state(PARAD) == ("leave", ("diagnosis",))
        for quiet in (FEJKA, DUMMY, MALL):  # a lower degree, nothing at all, and day 90
            assert review.state(quiet) == ("leave", ())
        await review.go_to(KOPIA)
        await shows(pilot, "förlängd sedan beslutet", "lämnad utan åtgärd", "2026-06-08: Kort sjukskrivning")
        await review.go_to(FEL)
        await review.press("d", until_=lambda: review.state(FEL) == ("wrong_end", ()))
    read_in(vault, 25, day=date(2026, 6, 22))
    async with reviewing(vault, on=date(2026, 6, 22)) as (_app, _pilot, review):
        assert review.state(FEL) == ("wrong_end", ())


async def test_waiting_ends_on_its_day_with_the_reason_that_was_typed(weeks: Vault) -> None:
    async with reviewing(weeks) as (app, pilot, review):
        await review.go_to(DUMMY)
        await review.press("v", "4", until_=lambda: app.screen.query("#ask-day"))
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press(*"2026-06-15", "enter", *"Ring läkaren först", "enter")
        await shows(pilot, "Välj en dag efter 2026-06-15")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is review.screen)
        await review.press("v", "4", until_=lambda: app.screen.query("#ask-day"))
        # What was typed is not lost.
        await until(pilot, lambda: app.screen.query_one("#ask-reason", Input).value == "Ring läkaren först")
        app.screen.query_one("#ask-day", Input).value = "2026-06-18"
        await pilot.press("enter", "enter")
        await until(pilot, lambda: review.state(DUMMY) == ("wait", ()))
    for days, why in ((2, ()), (3, ("wait_over",))):
        async with reviewing(weeks, on=WEEK_25 + timedelta(days=days)) as (_app, pilot, review):
            assert review.state(DUMMY) == ("wait", why)
            await review.go_to(DUMMY)
            await shows(pilot, "väntar till 2026-06-18, beslutat 2026-06-15: Ring läkaren först")
    assert rows(weeks, "select count(*) from draft") == [(0,)]


async def test_a_typed_reason_survives_going_back(weeks: Vault) -> None:
    async with reviewing(weeks) as (app, pilot, review):
        await review.go_to(DUMMY)
        await review.press("l", "8", until_=lambda: app.screen.query("#ask-reason"))
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press("enter")
        await shows(pilot, "Fyll i anledning")
        await pilot.press(*"Halvskriven", "escape")
        await until(pilot, lambda: app.screen is review.screen)
        await review.press("l", "8", until_=lambda: app.screen.query("#ask-reason"))
        await until(pilot, lambda: app.screen.query_one("#ask-reason", Input).value == "Halvskriven")
        await pilot.press("enter")
        await until(pilot, lambda: review.state(DUMMY) == ("leave", ()))
    assert rows(weeks, "select reason from review_decision") == [("Halvskriven",)]
    assert rows(weeks, "select count(*) from draft") == [(0,)]


async def test_the_review_may_be_done_with_people_left_but_says_so(weeks: Vault) -> None:
    async with reviewing(weeks) as (app, pilot, review):
        await review.press("m", until_=lambda: isinstance(app.screen, ConfirmScreen))
        await shows(pilot, "33 personer har inget beslut")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is review.screen)
        await review.press("m", until_=lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("tab", "enter")
        await shows(pilot, "genomgången den 2026-06-15")
        assert review.left == 33
    assert rows(weeks, "select count(*) from review_done") == [(1,)]


async def test_two_units_each_have_their_own_review(weeks: Vault) -> None:
    read_in(weeks, 24, unit="Provby vårdcentral")
    async with reviewing(weeks) as (_app, pilot, review):
        await shows(pilot, UNIT, "Provby vårdcentral")
        await review.go_to(DUMMY)
        await review.press("l", "1", until_=lambda: review.state(DUMMY) == ("leave", ()))
        await pilot.press("right")
        await shows(pilot, "Genomgång · Provby vårdcentral", "31 av 31 kvar")
        assert review.state(DUMMY) == (None, ("undecided",))
        await pilot.press("left")
        await shows(pilot, f"Genomgång · {UNIT}", "32 av 33 kvar")


async def test_identities_are_hidden_by_f9_and_protected_ones_always(weeks: Vault) -> None:
    with weeks.database.write() as work:
        cases = CaseRepository(work)
        case = cases.open(NewCase(parse(FARSKA, WEEK_25), "Färska Exempeldotter", WEEK_25, "Aktiv"))
        cases.change_facts(case, {"protected": True})
        cases.change_status(case, "Avslutad", WEEK_25 - timedelta(days=1), "Slut")
    async with reviewing(weeks, size=(120, 40)) as (app, pilot, review):
        await review.go_to(FARSKA)
        await shows(pilot, "2026-001 Skyddade personuppgifter", "Prövberg, Nykom")
        for secret in ("Färska", "Exempeldotter", FARSKA):
            assert secret not in screen_text(app)
        await review.go_to(DUMMY)
        await review.press("l", "8", until_=lambda: app.screen.query("#ask-reason"))
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press(*"Hemligt", "enter")
        await until(pilot, lambda: review.state(DUMMY) == ("leave", ()))
        await review.go_to(DUMMY)
        await shows(pilot, "Exempelsson, Dummy", "27 år", "19990228-2392", "Hemligt")
        await pilot.press("f9")
        await shows(pilot, "Rad ", "anledningen är dold", "identiteter dolda")
        for secret in ("Dummy", "Exempelsson", DUMMY, "Hemligt", "Prövberg", "27 år"):
            assert secret not in screen_text(app)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, TakeUpForm) and app.screen._ready)
        assert "Exempelsson" not in screen_text(app)


async def test_a_number_that_was_replaced_is_joined_when_she_confirms(vault: Vault) -> None:
    first = read_in(vault, 24)
    assign(vault)
    decide(vault, first, OLD_NUMBER, "leave", WEEK_24, reason="Annan har kontakten")
    read_in(vault, 24, day=WEEK_25, replaced=(OLD_NUMBER, NEW_NUMBER))
    async with reviewing(vault, size=(120, 40)) as (app, pilot, review):
        await pilot.press("b")
        await until(pilot, lambda: any("Ingen annan person" in said.text for said in app.said))
        await review.go_to(NEW_NUMBER)
        assert review.state(NEW_NUMBER) == (None, ("undecided",))
        await shows(pilot, "Kanske samma person med nytt", f"Var kanske {OLD_NUMBER} förut")
        await review.press("b", until_=lambda: isinstance(app.screen, ConfirmScreen))
        await shows(pilot, f"{OLD_NUMBER} har blivit {NEW_NUMBER}")
        await pilot.press("tab", "enter")
        await until(pilot, lambda: app.screen is review.screen and review.state(NEW_NUMBER) == ("leave", ()))
        await until(pilot, lambda: "Kanske samma person" not in screen_text(app))


async def test_what_the_list_says_is_never_markup(vault: Vault) -> None:
    read_in(vault, 24)
    made = read_in(vault, 25)
    assign(vault)
    with vault.database.write() as work:
        work.connection.execute(
            "update list_row set record = json_set(record, '$.name', ?, '$.physician', ?, '$.diagnosis_text', ?)"
            " where personnummer = ? and import_id = ?",
            (HOSTILE, HOSTILE, HOSTILE, DUMMY, made),
        )
    async with reviewing(vault, size=(140, 40)) as (_app, pilot, review):
        await review.go_to(DUMMY)
        await shows(pilot, "[red]x[/red]", "[@click=app.quit]")
        await pilot.press("enter")
        await shows(pilot, "[red]x[/red]")


async def test_without_a_list_g_reads_one_and_a_stored_list_leads_to_its_review(vault: Vault) -> None:
    assign(vault)
    text = (read_in.__globals__["SAMPLES"] / "vecka-25-urklipp.txt").read_text(encoding="utf-8")
    async with opened(vault, on=WEEK_25) as (app, pilot):
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, ImportScreen) and app.screen._ready)
        app.screen.query_one("#paste").text = text  # type: ignore[attr-defined]
        app.screen.query_one("#unit", Input).value = UNIT
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen._step == "review")  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await shows(pilot, "Listan är sparad", "^S går till genomgången")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.person)
        await shows(pilot, "33 av 33 kvar")
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, ImportScreen) and app.screen._ready)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CaseloadScreen))
        await pilot.press("I")
        await until(pilot, lambda: isinstance(app.screen, ImportScreen))
