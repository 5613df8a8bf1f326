"""A code without a name gets it where it is known; a main diagnosis that a print cut away is asked for."""

from collections.abc import Mapping

from textual.widgets import Static

from rekotui.casework.diagnosis_names import LIST, Name
from screens.case import CaseScreen
from screens.import_words import result_text
from storage.diagnosis_names import DiagnosisNames
from storage.imports import ImportRepository, NewList, Stored
from tests.screens.conftest import ON, Vault, invented, opened, shows, until
from tests.screens.test_case_screen import open_case, open_form


def learn(vault: Vault) -> None:
    with vault.database.write() as work:
        names = {"F438A": Name("Utmattningssyndrom", LIST, ON), "M545": Name("Lumbago", LIST, ON)}
        DiagnosisNames(work).learn(names)


def import_cut(vault: Vault, cell: str, at: int = 0, **values: object) -> Stored:
    """Store a list in which one person's main diagnosis has been cut away, and take her up."""
    number = invented(at).text
    record = {"personnummer": number, "name": "Avklippt Test", "diagnosis_state": "cut", "diagnosis_code": None,
              "diagnosis_text": None, "co_diagnoses": ["F321", "G442"], **values}  # fmt: skip
    raw: Mapping[str, object] = {"Diagnos/er": cell}
    with vault.database.write() as work:
        new = NewList("Exempelbacken", ON, "printed_page", "yes", cell, [(1, record, raw)])
        return ImportRepository(work).store(new, {number}, ON)


def fact_text(screen: object) -> str:
    return str(screen.query_one("#facts", Static).content)  # type: ignore[attr-defined]


async def test_a_code_typed_without_a_name_gets_it(filled: Vault) -> None:
    learn(filled)
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-002")
        form = await open_form(app, pilot, "r")
        form.widget("diagnosis_code").value = "m54.5"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen) and "M545 Lumbago" in fact_text(app.screen))
        # Another code: the name that was filled in goes with it.
        form = await open_form(app, pilot, "r")
        assert form.values()["diagnosis_text"] == "Lumbago"
        form.widget("diagnosis_code").value = "F438A"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen) and "F438A Utm" in fact_text(app.screen))


async def test_her_own_words_stay_and_an_unknown_code_has_no_name(filled: Vault) -> None:
    learn(filled)
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        form = await open_form(app, pilot, "r")
        form.widget("diagnosis_text").value = "Utmattning enligt läkaren"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen) and "enligt läkaren" in fact_text(app.screen))
        form = await open_form(app, pilot, "r")
        form.widget("diagnosis_code").value = "z99.x9"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen) and "Z99X9 Utmattning" in fact_text(app.screen))


async def test_a_new_case_with_a_known_code_gets_its_name(filled: Vault) -> None:
    learn(filled)
    async with opened(filled) as (app, pilot):
        form = await open_form(app, pilot, "n")
        for name, value in (("name", "Ny Nilsdotter"), ("personnummer", invented(20).text), ("diagnosis_code", "M545")):
            form.widget(name).value = value  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen) and "M545 Lumbago" in fact_text(app.screen))


async def test_a_cut_main_diagnosis_is_asked_for_until_it_is_known(vault: Vault) -> None:
    assert import_cut(vault, "F…F321, G442").cut == ["2026-001"]
    async with opened(vault) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await shows(pilot, "huvuddiagnos saknas i utskriften, fyll i (tryck r)", "kapitel F00-F99 · även F321, G442")
        form = await open_form(app, pilot, "r")
        form.widget("diagnosis_code").value = "F43.8A"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen) and "F438A" in fact_text(app.screen))
        assert "saknas i utskriften" not in fact_text(app.screen)


async def test_a_code_of_which_nothing_is_left_names_no_chapter(vault: Vault) -> None:
    import_cut(vault, "…F321, G442")
    async with opened(vault) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await shows(pilot, "huvuddiagnos saknas i utskriften, fyll i (tryck r)")
        assert "kapitel" not in fact_text(app.screen)


async def test_a_diagnosis_that_is_not_shared_is_not_asked_for(vault: Vault) -> None:
    import_cut(vault, "Okänt", diagnosis_state="not_shared", co_diagnoses=[])
    async with opened(vault) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await until(pilot, lambda: "Status" in fact_text(app.screen))
        assert "saknas" not in fact_text(app.screen)


async def test_the_history_says_that_the_name_became_known(filled: Vault) -> None:
    filled.change(2, diagnosis_code="M545")
    learn(filled)
    with filled.database.write() as work:
        DiagnosisNames(work).fill(["M545"])
    async with opened(filled, size=(140, 40)) as (app, pilot):
        await open_case(app, pilot, "2026-002")
        await pilot.press("6", "F")
        await shows(pilot, "Diagnos: tomt → Lumbago (namnet blev känt)")


def test_the_result_of_an_import_names_the_cases_to_fill_in() -> None:
    quiet = "\n".join(line.plain for line in result_text(Stored(1, taken=["2026-001"])))
    assert "klippt av" not in quiet
    assert "namnet på sin diagnos" not in quiet
    cut = [f"2026-{at:03}" for at in range(1, 24)]
    told = "\n".join(line.plain for line in result_text(Stored(1, named=["2026-030"], cut=cut)))
    assert "Andra ärenden som fick namnet på sin diagnos: 1" in told
    assert "klippt av huvuddiagnosen: 23" in told
    assert "2026-020, … och 3 till" in told
    assert "2026-021" not in told
