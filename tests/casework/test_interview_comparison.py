"""Interviews beside each other: one series a ruler over both guides, what is new and gone, nothing protected."""

from datetime import date

from hypothesis import given, settings

from rekotui.casework.guides import shipped
from rekotui.casework.interview import Sheet
from rekotui.casework.interview_comparison import BETTER, SAME, WORSE, Talk, changes, series
from tests.casework.guide_sheets import MARKER, filled, sheets

TALK, AGAIN = shipped()["kartlaggning"], shipped()["planuppfoljning"]
FIRST, SECOND, THIRD = (date(2026, month, 1) for month in (3, 6, 9))


def talked(**answers: object) -> Sheet:
    return filled(TALK, consent_coordination="yes", **answers)


def test_a_ruler_is_one_series_over_both_guides() -> None:
    talks = [
        Talk(1, FIRST, talked(work_ability_now=2, symptom_burden=8, rtw_confidence=5, economy_worry=7)),
        Talk(2, SECOND, filled(AGAIN, fu_consent="yes", fu_work_ability=5, fu_symptom_burden=8)),
        Talk(3, THIRD, talked(work_ability_now=4, symptom_burden=3)),
    ]
    found = {each.key: each for each in series(talks)}
    assert [point.value for point in found["work_ability_now"].points] == [2, 5, 4]
    assert found["work_ability_now"].trend == WORSE
    assert found["symptom_burden"].trend == BETTER
    assert found["rtw_confidence"].trend == ""
    assert found["economy_worry"].sensitive
    assert {each.key: each for each in series(talks[:2])}["symptom_burden"].trend == SAME


def test_what_is_new_gone_and_another() -> None:
    before = talked(
        barriers_main="Tempot", barriers_areas=["symptoms", "economy"], goal_long="Halvtid", leave_status="full",
        employment="employed", occupation="Kock",
    )  # fmt: skip
    now = talked(
        barriers_main="Bullret", barriers_areas=["symptoms", "workplace"], goal_long="Halvtid", leave_status="partial",
        employment="employed", goal_first_step="Ringa", occupation="Kock",
    )  # fmt: skip
    found = {each.key: each for each in changes(before, now)}
    assert set(found) == {"barriers_main", "barriers_areas", "leave_status", "goal_first_step"}
    assert (found["barriers_main"].before, found["barriers_main"].now) == ("Tempot", "Bullret")
    assert found["barriers_areas"].new == ("Relationer eller ledning på arbetsplatsen",)
    assert found["barriers_areas"].gone == ("Ekonomi",)
    assert (found["goal_first_step"].before, found["goal_first_step"].written) == ("", True)
    assert not found["leave_status"].written


def test_what_is_no_longer_answered_is_told_and_what_was_never_asked_is_not() -> None:
    found = changes(
        talked(goal_long="Heltid", resources_main="Systern"), filled(AGAIN, fu_consent="yes", fu_wishes="Halvtid")
    )
    assert [(each.key, each.before, each.now) for each in found] == [("goal_long", "Heltid", "Halvtid")]
    gone = changes(talked(employment="employed", occupation="Kock"), talked(employment="student"))
    assert {each.key: each.now for each in gone} == {"employment": "Studerande", "occupation": ""}


@given(sheets(["kartlaggning"]), sheets(["kartlaggning", "planuppfoljning"]))
@settings(max_examples=40, deadline=None)
def test_nothing_protected_is_compared_and_what_is_sensitive_is_told(before: Sheet, now: Sheet) -> None:
    found = changes(before, now)
    for sheet in (before, now):
        for _section, question in sheet.guide.questions():
            own = [each for each in found if f"{MARKER}-{question.id}-" in each.before + each.now]
            assert not (own and question.protection == "protected")
            assert all(each.sensitive for each in own) or question.protection == "open"
    assert changes(now, now) == ()
