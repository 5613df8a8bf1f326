"""The right to screen: without a valid assignment nobody is shown, until it is registered or logged as an exception."""

from datetime import date

from textual.widgets import Input

from screens.assignment_form import AssignmentForm, EndAssignmentForm
from screens.caseload import CaseloadScreen
from screens.choose import ChooseScreen
from screens.quick import QuickScreen
from screens.review import ReviewScreen
from tests.screens.conftest import Vault, opened, screen_text, shows, until
from tests.screens.weeks import UNIT, WEEK_25, assign, read_in, reviewing, rows


async def test_nobody_is_shown_without_a_right_and_going_back_reads_nothing(vault: Vault) -> None:
    read_in(vault, 25)
    async with opened(vault, on=WEEK_25) as (app, pilot):
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, QuickScreen) and app.screen.focused)
        await shows(pilot, "inget gällande kvalitetssäkringsuppdrag", "33 personer som inte har ärende")
        assert "Exempel" not in screen_text(app).replace("Exempelbackens", "")
        await pilot.press("3")
        await until(pilot, lambda: isinstance(app.screen, CaseloadScreen))
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, QuickScreen) and app.screen.focused)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CaseloadScreen))
    assert rows(vault, "select count(*) from history where action like 'review.%' or action like 'screening.%'") == [
        (0,)
    ]


async def test_reading_without_needs_a_reason_and_is_logged_once_a_day(vault: Vault) -> None:
    read_in(vault, 25)
    async with opened(vault, on=WEEK_25) as (app, pilot):
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, QuickScreen) and app.screen.focused)
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press("enter")
        await shows(pilot, "Fyll i varför")
        await pilot.press(*"Skrivs under i morgon", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.person)
        await shows(pilot, "läses i dag som loggat undantag")
        await pilot.press("escape", "g")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.person)
    assert rows(vault, "select unit, happened_on, reason from screening_exception") == [
        (UNIT, "2026-06-15", "Skrivs under i morgon")
    ]
    assert rows(vault, "select count(*) from draft") == [(0,)]
    async with opened(vault, on=date(2026, 6, 16)) as (app, pilot):
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, QuickScreen))


async def test_the_assignment_is_registered_the_first_time_and_ended_early(vault: Vault) -> None:
    read_in(vault, 25)
    async with opened(vault, on=WEEK_25) as (app, pilot):
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, QuickScreen) and app.screen.focused)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, AssignmentForm) and app.screen._ready)
        form = app.screen
        assert isinstance(form, AssignmentForm)
        assert form.values()["ends_on"] == "2027-06-14"
        assert form.values()["purposes"] == "early_identification"
        await pilot.press("ctrl+s")
        await shows(pilot, "Fyll i uppdragsgivare")
        form.widget("given_by").value = "Vera Chef"  # type: ignore[attr-defined]
        form.widget("signed_on").value = "2026-06-15"  # type: ignore[attr-defined]
        form.widget("ends_on").value = "2026-07-10"  # type: ignore[attr-defined]
        form.widget("purposes").focus()
        await pilot.press("home", "space")
        await pilot.press("ctrl+s")
        await shows(pilot, "Välj minst ett")
        await pilot.press("home", "space", "down", "down", "space", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.person)
        await shows(pilot, "Uppdraget från Vera Chef går ut om 25 dagar (2026-07-10)")
        await pilot.press("k")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await shows(pilot, "går snart ut")
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, EndAssignmentForm) and app.screen._ready)
        await pilot.press("ctrl+s")
        await shows(pilot, "Fyll i anledning")
        app.screen.widget("reason").value = "Ny verksamhetschef"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, QuickScreen))
        await until(pilot, lambda: "Prövberg" not in screen_text(app) and "19981111" not in screen_text(app))
    assert rows(vault, "select unit, purposes, population, ended_on, end_reason from assignment") == [
        (UNIT, '["early_identification", "certificate_quality"]', '["all_current"]', "2026-06-15", "Ny verksamhetschef")
    ]


async def test_an_assignment_of_another_unit_gives_no_right(vault: Vault) -> None:
    read_in(vault, 25)
    assign(vault, unit="Provby vårdcentral")
    async with opened(vault, on=WEEK_25) as (app, pilot):
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, QuickScreen))
    assign(vault)
    async with reviewing(vault) as (_app, pilot, _review):
        await shows(pilot, "gäller till 2026-12-31")


async def test_a_list_of_nobody_but_cases_needs_no_assignment(vault: Vault) -> None:
    made = read_in(vault, 25)
    with vault.database.write() as work:
        work.connection.execute("delete from list_row where import_id = ? and row > 2", (made,))
    from storage.reviews import ReviewRepository, TakeUp

    for (number,) in rows(vault, "select personnummer from list_row"):
        with vault.database.write() as work:
            ReviewRepository(work).take_up(made, str(number), TakeUp(), WEEK_25)
    async with reviewing(vault) as (_app, pilot, review):
        await shows(pilot, "Alla i listan har redan ärende", "ingen kvar")
        assert review.left == 0
