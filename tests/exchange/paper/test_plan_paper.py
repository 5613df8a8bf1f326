"""The plan on paper: checked as accessible, page by page, in the patient's own words; a reprint says what it is."""

from datetime import date
from pathlib import Path

import pytest

from rekotui.casework import plan_moves as moves
from rekotui.casework.plan import ACTION, EMPTY, GOAL, SUBGOAL, Plan
from rekotui.exchange.paper.plan_paper import PlanSheet, plan_paper
from rekotui.exchange.paper.typesetting import Sender, typeset
from tests.casework.plans import DAY, ON, sample
from tests.exchange.paper.reading import holds_as_accessible, opened, tags_of, text_of

SENDER = Sender("Vårdcentralen Ekbacken", "Ulla Berg", "08-123 45 67")
TITLE = "Min plan för rehabilitering och sjukskrivning"


def sheet(plan: Plan, **more: object) -> PlanSheet:
    given = {"name": "Anna Andersson", "personnummer": "19860624-2389", "follow_up_on": ON + 3 * DAY, **more}
    return PlanSheet(plan, 1, ON, **given)  # type: ignore[arg-type]


def made(found: PlanSheet, sender: Sender = SENDER) -> bytes:
    return typeset(plan_paper(found, sender, ON, "2026-014", "812-abcdef012345")).data


def read(found: PlanSheet, sender: Sender = SENDER) -> str:
    return text_of(made(found, sender))


def large() -> Plan:
    """A plan of twelve actions under four subgoals, with words as long as they come."""
    plan = moves.add(
        EMPTY, GOAL, text="Tillbaka till mitt arbete som undersköterska på natten, tre nätter i veckan"
    ).plan
    plan = moves.edit(
        plan, 1, said="Jag vill orka vara med barnen efter jobbet och sova utan att oroa mig för schemat."
    )
    for number in range(4):
        made_ = moves.add(plan, SUBGOAL, 1, text=f"Delmål {number}: klara en förmiddag i veckan utan att vila efteråt")
        plan = made_.plan
        for place in range(3):
            plan = moves.add(
                plan, ACTION, made_.key, text=f"Åtgärd {number}.{place}: gå igenom schemat med chefen inför perioden",
                responsible="arbetsgivare", who="Kim Prov", starts_on=ON, follow_up_on=ON + 14 * DAY,
            ).plan  # fmt: skip
    return plan._replace(
        steps=sample().steps, participation="yes", evaluate_on=ON + 28 * DAY, meeting="kl. 10, rum 3",
        agreed_with="patienten, läkaren och chefen",
    )  # fmt: skip


@pytest.mark.parametrize(("plan", "pages"), [(sample(), 1), (large(), 2)])
def test_every_page_is_accessible_and_in_order(plan: Plan, pages: int, tmp_path: Path) -> None:
    data = made(sheet(plan))
    holds_as_accessible(data, tmp_path, TITLE)
    told = opened(data).pages
    assert len(told) == pages
    for number, page in enumerate(told, 1):
        assert f"Sida {number} av {len(told)}" in " ".join(page.extract_text().split())
    words = text_of(data)
    order = [words.index(item.text) for item in plan.items]
    assert order == sorted(order)
    last = ("Min sjukskrivning", "Det här har vi kommit överens om", "Underskrifter")
    places = [*order, *(words.index(each) for each in last)]
    assert places == sorted(places)
    assert tags_of(data).count("/TR") == len(plan.actions) + len({item.parent for item in plan.actions})


def test_who_does_what_when_and_whom_to_call() -> None:
    plan = moves.edit(sample(), 3, state="done", ended_on=ON)
    plan = moves.edit(plan, 4, work="trial_work", starts_on=ON + DAY, ends_on=ON + 14 * DAY, told_on=ON)
    plan = moves.edit(plan, 6, work="employer_plan", answer="asked", answered_on=ON, who="Kim Prov")
    words = read(sheet(plan._replace(meeting="kl. 10 på mottagningen")))
    for wanted in (
        "Anna Andersson",
        "19860624-2389",
        "Version 1, fastställd 2026-11-23",
        "Mål: Tillbaka i mitt arbete på halvtid till 1 mars",
        "Med mina ord: ”Jag vill känna mig som mig själv på jobbet.”",
        "Delmål: Sova sju timmar fem nätter i veckan",
        "Sömnskola i grupp Läge: klar 2026-11-23. Jag",
        "Försäkringskassan fick veta 2026-11-23.",
        "från 2026-11-24 till och med 2026-12-07",
        "Arbetsgivarens plan: efterfrågad 2026-11-23.",
        "Arbetsgivaren Kim Prov",
        "Från 2026-12-07 25 procent",
        "Vi följer upp något i planen tor 2026-11-26",
        "Vi går igenom hela planen mån 2026-12-21",
        "kl. 10 på mottagningen",
        "Överenskommet med patienten och läkaren",
        "Rehabiliteringskoordinator Ulla Berg",
        "08-123 45 67",
        "patientkontrakt",
        "Ärende 2026-014",
        "Ankare 812-abcdef012345",
    ):
        assert wanted in words, wanted
    assert words.count("Namnteckning") == 2


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"newest": 1}, ""),
        ({"newest": 3, "newest_on": date(2026, 12, 1)}, "äldre version. Version 3, fastställd 2026-12-01, gäller nu."),
        ({"voided_on": date(2026, 12, 1)}, "felregistrerad (2026-12-01) och gäller inte."),
    ],
)
def test_a_reprint_says_what_it_is(more: dict, told: str) -> None:
    words = read(sheet(sample(), **more))
    assert told in words
    assert ("äldre version" in words or "felregistrerad" in words) is bool(told)


def test_nothing_is_made_up_and_nothing_is_code() -> None:
    plan = moves.add(EMPTY, GOAL, text="#panic[x] $a$ *b*", said="[länk](x)").plan
    words = read(sheet(plan._replace(participation="no", participation_why="Sjuk"), name="", personnummer=""), Sender())
    assert "Mål: #panic[x] $a$ *b*" in words
    assert "Med mina ord: ”[länk](x)”" in words
    assert "Ingen åtgärd är bestämd än." in words
    assert "Patienten har inte varit med när planen gjordes: Sjuk" in words
    assert "None" not in words
    assert "{" not in words
