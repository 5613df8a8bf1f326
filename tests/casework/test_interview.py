"""A guide being filled in: what is asked of whom, what is missing, and that hidden answers are nowhere."""

import json
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rekotui.base.errors import WrongUseError
from rekotui.casework.guide import OPEN, PROTECTED, SENSITIVE, Guide
from rekotui.casework.guides import shipped
from rekotui.casework.interview import (
    ANSWERED,
    BEGUN,
    CORE,
    DECLINED,
    DONE,
    FULL,
    SKIPPED,
    UNTOUCHED,
    Answer,
    Place,
    Sheet,
    asked,
    counting,
    granted,
    lacking,
    progress,
    section_progress,
    visible,
)
from rekotui.casework.interview_hints import hints
from rekotui.casework.interview_moves import after, before, find, resume, start_of
from rekotui.casework.interview_summary import BLANK_LINE, printable, summary
from rekotui.casework.interview_summary import filled as fill_in
from rekotui.casework.interview_transfer import prefill
from rekotui.casework.interview_values import as_stored, check_value, from_stored, in_words, toggled
from tests.casework.guide_sheets import MARKER, TABLES, any_value, filled, model_visible, sheets

GUIDES = shipped()
WORDS = GUIDES.vocabulary
TALK = GUIDES["kartlaggning"]
SOME = settings(max_examples=60, deadline=None)
MEETING = GUIDES["flerpartsmote"]


def ids(sheet: Sheet) -> set[str]:
    return {one.question.id for one in asked(sheet)}


# --- what is asked -----------------------------------------------------------------------------------------------

WORKING = {"workplace_job", "work_demands"}
YES = {"referral_source": "physician", "leave_status": "full", "consent_coordination": "yes"}
ALWAYS = {"referral_source", "referral_question", "leave_status", "interpreter", "prep_form_received"}
SHUT = {section.id for section in TALK.sections} - {"forberedelse", "samtycke", "nasta_steg"}
ONLY_EMPLOYED = {"employment_form", "workplace_relations", "manager_contact", "rtw_plan_employer"}
AT_WORK = {
    question["id"]
    for section in TABLES["kartlaggning"]["sections"]
    for question in section["questions"]
    if question.get("when") == "employment in ['employed', 'self_employed']"
}
SEEKING = {"af_contact", "af_contact_person", "unemployment_fund", "job_seeking"}


def test_the_vectors_name_questions_that_exist() -> None:
    there = {question.id for _section, question in TALK.questions()}
    assert there >= ONLY_EMPLOYED
    assert len(AT_WORK) == 6


def test_who_says_no_is_asked_no_more() -> None:
    sheet = filled(TALK, **{**YES, "consent_coordination": "no"})
    assert ids(sheet) == ALWAYS | {"consent_coordination", "agreed_steps"}
    assert [one.section.id for one in section_progress(sheet)] == ["forberedelse", "samtycke", "nasta_steg"]
    assert granted(sheet) == ()
    # One more answer, and it may be closed.
    assert [one.question.id for one in lacking(sheet) if one.question] == ["agreed_steps"]


def test_who_wants_to_think_is_given_a_date() -> None:
    sheet = filled(TALK, consent_coordination="undecided")
    assert ids(sheet) == ALWAYS | {"consent_coordination", "agreed_steps", "next_contact_date"}
    assert [one.area for one in hints(sheet).plan] == ["information"]


def test_limits_are_asked_for_where_there_are_some() -> None:
    sheet = filled(TALK, consent_coordination="limited")
    assert {"consent_limits", "talk_expectation"} <= ids(sheet)
    assert "consent_limits" not in ids(filled(TALK, consent_coordination="yes"))
    assert granted(sheet) == (("samtycke_koordinering", ""),)


@pytest.mark.parametrize(
    ("employment", "here", "not_here"),
    [
        ("employed", ONLY_EMPLOYED | AT_WORK, {"self_employed", "education", "af_contact", "student"}),
        ("self_employed", AT_WORK, ONLY_EMPLOYED | {"af_contact", "education"}),
        ("unemployed", {"af_contact"}, ONLY_EMPLOYED | AT_WORK),
        ("student", set(), ONLY_EMPLOYED | AT_WORK | {"af_contact"}),
    ],
)
def test_each_kind_of_work_has_its_questions(employment: str, here: set[str], not_here: set[str]) -> None:
    sheet = filled(TALK, **YES, employment=employment)
    assert here <= ids(sheet)
    assert not not_here & ids(sheet)
    only = {
        name
        for name in ids(sheet)
        if not any(name in ids(filled(TALK, **YES, employment=other)) for other in OTHERS if other != employment)
    }
    assert only == ONLY_HERE[employment]


OTHERS = ("employed", "self_employed", "unemployed", "student")


def _only(text: str) -> set[str]:
    """The questions whose `when` in the file is this text."""
    questions = [one for section in TABLES["kartlaggning"]["sections"] for one in section["questions"]]
    return {one["id"] for one in questions if one.get("when") == text}


ONLY_HERE = {
    "employed": _only("employment == 'employed'")
    | _only("employment == 'employed' and leave_status in ['full', 'partial']"),
    "self_employed": _only("employment == 'self_employed'"),
    "unemployed": _only("employment in ['unemployed', 'activity_compensation', 'other']"),
    "student": _only("employment == 'student'"),
}


def test_those_vectors_say_something() -> None:
    assert [len(ONLY_HERE[kind]) for kind in OTHERS] == [4, 1, 2, 1]


def test_the_section_on_violence_opens_by_its_gate_only() -> None:
    here = {question.id for question in TALK.section("vald").questions}
    assert ids(filled(TALK, **YES)) & here == {"violence_private"}
    assert ids(filled(TALK, **YES, violence_private="no")) & here == {"violence_private"}
    opened = filled(TALK, **YES, violence_private="yes", violence_experience="current")
    assert ids(opened) & here == here
    # The gate shut again: what was said is kept, and counts nowhere.
    shut = opened.having(Place("violence_private"), Answer(ANSWERED, "no"))
    assert ids(shut) & here == {"violence_private"}
    assert Place("violence_experience") not in counting(shut)
    assert shut.answer(Place("violence_experience")).value == "current"
    assert [one.listed for one in section_progress(opened) if one.section.id == "vald"] == [False]
    assert all(one.listed for one in section_progress(opened) if one.section.id != "vald")


@given(sheets())
@SOME
def test_shows_what_the_model_shows(sheet: Sheet) -> None:
    assert [one.place for one in visible(sheet)] == model_visible(sheet)


@given(sheets(["kartlaggning", "flerpartsmote", "samtycke"]), st.integers(0, 1 << 32))
@SOME
def test_the_order_of_answering_makes_no_difference(sheet: Sheet, seed: int) -> None:
    places = list(sheet.answers)
    Random(seed).shuffle(places)
    filling = Sheet(sheet.guide, {}, sheet.rows, sheet.form)
    for place in places:
        filling = filling.having(place, Answer(SKIPPED)).having(place, sheet.answers[place])
    assert visible(filling) == visible(sheet)
    assert hints(filling) == hints(sheet)


# --- what is hidden ----------------------------------------------------------------------------------------------


@given(sheets())
@SOME
def test_hidden_answers_are_nowhere(sheet: Sheet) -> None:
    seen = {one.place for one in visible(sheet)}
    bare = Sheet(
        sheet.guide, {place: one for place, one in sheet.answers.items() if place in seen}, sheet.rows, sheet.form
    )
    for look in (progress, section_progress, lacking, granted, hints, asked, counting):
        assert look(sheet) == look(bare), look
    assert summary(sheet, WORDS) == summary(bare, WORDS)


@given(sheets())
@SOME
def test_protected_answers_stand_apart_and_sensitive_ones_are_never_printed(sheet: Sheet) -> None:
    made = summary(sheet, WORDS)
    kinds = {question.id: question.protection for _section, question in sheet.guide.questions()}
    freely = [line for part in made.parts for line in part.lines]
    assert all(kinds[line.place.question] != PROTECTED for line in freely)
    assert all(kinds[line.place.question] == PROTECTED for part in made.protected for line in part.lines)
    assert all(WORDS.sokord[part.key].protected for part in made.protected)
    assert all(WORDS.sokord[part.key].recorded for part in made.parts)
    printed = repr(printable(made))
    suggested = hints(sheet)
    for name, kind in kinds.items():
        if kind != OPEN:
            assert f"{MARKER}-{name}-" not in printed
            assert f"{MARKER}-note-{name}-" not in printed
            assert f"{MARKER}-{name}-" not in repr(suggested)
    assert all(kinds[one.origin.place.question] == PROTECTED for one in suggested.private)
    assert all(one.confirm == (kinds[one.origin.place.question] == SENSITIVE) for one in suggested.plan)


def test_a_working_check_is_not_summarised() -> None:
    sheet = filled(TALK, **YES, equality_check="yes")
    assert "equality_check" in {place.question for place in counting(sheet)}
    lines = [line.place.question for part in summary(sheet, WORDS).parts for line in part.lines]
    assert lines == ["referral_source", "leave_status", "consent_coordination"]


def test_what_was_declined_is_no_answer_but_its_note_is_kept() -> None:
    sheet = filled(TALK, **YES).having(Place("daily_life"), Answer(DECLINED))
    assert "daily_life" not in repr(summary(sheet, WORDS))
    sheet = sheet.having(Place("daily_life"), Answer(DECLINED, None, "Tar det nästa gång."))
    (line,) = [line for part in summary(sheet, WORDS).parts for line in part.lines if line.note]
    assert (line.answer, line.note) == ("Vill inte svara", "Tar det nästa gång.")


# --- closing, progress, forms ------------------------------------------------------------------------------------


@given(sheets())
@SOME
def test_nothing_is_missing_once_all_that_is_required_is_declined(sheet: Sheet) -> None:
    rows = {section.id: tuple(range(1, section.repeat.least + 1)) for section in sheet.guide.sections if section.repeat}
    sheet = Sheet(sheet.guide, sheet.answers, rows, sheet.form)
    for _turn in range(200):
        missing = lacking(sheet)
        assert progress(sheet).required_left == len(missing)
        if not missing:
            return
        assert missing[0].question is not None
        sheet = sheet.having(Place(missing[0].question.id, missing[0].row), Answer(DECLINED))
    pytest.fail("never done")


def test_a_skipped_question_is_still_missing() -> None:
    sheet = filled(TALK, consent_coordination="no").having(Place("agreed_steps"), Answer(SKIPPED))
    assert [one.question.id for one in lacking(sheet) if one.question] == [
        "referral_source",
        "leave_status",
        "agreed_steps",
    ]


def test_an_optional_section_asks_nothing_until_something_in_it_is_answered() -> None:
    consent = GUIDES["samtycke"]
    there = {question.id for question in consent.section("aterkallelse").questions}
    untouched = {one.question.id for one in lacking(Sheet(consent)) if one.question}
    assert not untouched & there
    sheet = filled(consent, wd_scope="all")
    assert {one.question.id for one in lacking(sheet) if one.question} & there
    assert ids(Sheet(consent, form=CORE)) & there < ids(Sheet(consent, sheet.answers, form=CORE)) & there


@given(sheets())
@SOME
def test_the_short_form_asks_for_core_and_for_what_is_required(sheet: Sheet) -> None:
    whole = asked(Sheet(sheet.guide, sheet.answers, sheet.rows, FULL))
    short = asked(Sheet(sheet.guide, sheet.answers, sheet.rows, CORE))
    if sheet.guide.has_core:
        assert list(short) == [one for one in whole if one.question.core or one.required]
    else:
        assert short == whole


def test_progress_counts_and_marks() -> None:
    sheet = filled(TALK, consent_coordination="no", referral_source="team")
    first, consent, last = section_progress(sheet)
    assert (first.progress.asked, first.progress.answered, first.progress.mark) == (5, 1, BEGUN)
    assert (consent.progress.done, consent.progress.mark) == (1, DONE)
    assert last.progress.mark == UNTOUCHED
    sheet = sheet.having(Place("leave_status"), Answer(DECLINED))
    for name in ("referral_question", "interpreter", "prep_form_received"):
        sheet = sheet.having(Place(name), Answer(SKIPPED))
    assert section_progress(sheet)[0].progress == (5, 1, 1, 3, 2, 0)
    assert section_progress(sheet)[0].progress.mark == DONE
    assert progress(sheet).done == 3


def test_a_repeated_section_lacks_rows_until_there_are_enough() -> None:
    sheet = Sheet(MEETING, {}, {"deltagare": (1,), "overenskommelser": (1,)})
    (rows,) = [one for one in lacking(sheet) if one.question is None]
    assert rows.sentence == "Deltagare: minst 2 behövs, 1 finns."
    enough = Sheet(MEETING, {}, {"deltagare": (1, 4), "overenskommelser": (1,)})
    assert [one for one in lacking(enough) if one.question is None] == []
    assert "deltagare" in [one.section.id for one in section_progress(Sheet(MEETING))]


def test_a_name_in_a_repeated_section_means_the_same_row() -> None:
    missing = Answer(ANSWERED, "missing")
    sheet = Sheet(MEETING, {Place("part_consent", 3): missing}, {"deltagare": (1, 3)})
    assert [one.origin.place for one in hints(sheet).plan] == [("part_consent", 3)]
    assert hints(Sheet(MEETING, {Place("part_consent", 3): missing}, {"deltagare": (1,)})).plan == ()


# --- moving ------------------------------------------------------------------------------------------------------


@given(sheets())
@SOME
def test_moving_goes_through_everything_both_ways(sheet: Sheet) -> None:
    places = [one.place for one in asked(sheet)]
    for earlier, later in pairwise(places):
        assert after(sheet, earlier) == later
        assert before(sheet, later) == earlier
    if places:
        assert before(sheet, places[0]) is None
        assert after(sheet, places[-1]) is None
        assert resume(sheet) in places


def test_goes_on_from_a_question_that_has_been_hidden() -> None:
    sheet = filled(TALK, consent_coordination="no")
    assert after(sheet, Place("violence_safety")) == Place("agreed_steps")
    assert before(sheet, Place("violence_safety")) == Place("consent_coordination")
    assert start_of(sheet, "forberedelse") == Place("referral_source")
    assert start_of(sheet, "vald") is None


def test_finds_questions_by_words_but_never_protected_ones() -> None:
    sheet = filled(TALK, **YES, violence_private="yes", employment="employed")
    assert Place("manager_contact") in [one.place for one in find(sheet, "NÄRMASTE chef")]
    assert not [one for one in find(sheet, "ensamma") if one.question.protection == PROTECTED]
    assert find(sheet, "våld") == ()
    assert find(sheet, " ") == ()


# --- values ------------------------------------------------------------------------------------------------------


@given(sheets())
@SOME
def test_values_survive_storage_and_have_words(sheet: Sheet) -> None:
    for place, answer in sheet.answers.items():
        question = sheet.guide.question(place.question)
        assert answer.value is not None
        stored = json.loads(json.dumps(as_stored(answer.value)))
        assert from_stored(stored) == answer.value
        assert check_value(question, stored) == answer.value
        assert in_words(question, answer.value)


@pytest.mark.parametrize(
    ("guide", "name", "given", "error"),
    [
        ("kartlaggning", "employment", "astronaut", "answer_option"),
        ("kartlaggning", "employment", "", "empty_answer"),
        ("kartlaggning", "body_functions", ["sleep", "wings"], "answer_option"),
        ("kartlaggning", "body_functions", [], "empty_answer"),
        ("kartlaggning", "body_functions", set(), "empty_answer"),
        ("kartlaggning", "acute_concern", True, "answer_option"),
        ("kartlaggning", "symptom_burden", 11, "answer_scale"),
        ("kartlaggning", "symptom_burden", -1, "answer_scale"),
        ("kartlaggning", "symptom_burden", "4,5", "answer_scale"),
        ("kartlaggning", "symptom_burden", "nan", "answer_scale"),
        ("kartlaggning", "symptom_burden", "tre", "answer_number"),
        ("kartlaggning", "symptom_burden", False, "answer_number"),
        ("flerpartsmote", "mtg_length", "14", "answer_bounds"),
        ("flerpartsmote", "mtg_length", "nan", "answer_bounds"),
        ("flerpartsmote", "mtg_length", "1e999", "answer_bounds"),
        ("kartlaggning", "next_contact_date", "2026-02-30", "not_a_day"),
        ("kartlaggning", "daily_life", "  \n ", "empty_answer"),
        ("kartlaggning", "daily_life", "x" * 4001, "too_long"),
    ],
)
def test_refuses_what_is_no_answer(guide: str, name: str, given: object, error: str) -> None:
    with pytest.raises(WrongUseError) as refused:
        check_value(GUIDES[guide].question(name), given)
    assert refused.value.key == error


def test_takes_what_people_type() -> None:
    assert check_value(MEETING.question("mtg_length"), " 60 ") == 60
    assert check_value(MEETING.question("mtg_length"), "62,5") == 62.5
    assert in_words(MEETING.question("mtg_length"), 62.5) == "62,5 minuter"
    assert check_value(TALK.question("symptom_burden"), "7") == 7
    assert in_words(TALK.question("symptom_burden"), 7) == "7 av 10 (0 = Inte alls, 10 = Helt och hållet)"
    assert check_value(TALK.question("body_functions"), ["pain", "sleep"]) == ("sleep", "pain")
    assert in_words(TALK.question("body_functions"), ("sleep", "pain")) == "Sömnen, Smärta"
    assert in_words(TALK.question("acute_concern"), "no") == "Nej"
    # An option that a later version of the guide no longer has.
    assert in_words(TALK.question("employment"), "astronaut") == "astronaut"


def test_none_of_these_clears_the_others() -> None:
    question = TALK.question("activity_limits")
    assert check_value(question, ["focus", "none"]) == ("none",)
    chosen = toggled(question, toggled(question, (), "walking"), "focus")
    assert chosen == ("focus", "walking")
    assert toggled(question, chosen, "none") == ("none",)
    assert toggled(question, ("none",), "focus") == ("focus",)
    assert toggled(question, ("focus",), "focus") == ()
    assert toggled(TALK.question("violence_support"), ("police",), "none_now") == ("none_now",)


def test_placeholders_are_filled_in_or_left_as_a_line() -> None:
    text = GUIDES["samtycke"].section("koordinering").statements[0].text
    made = fill_in(text, {"patient_name": "Utkast Övergård"})
    start = f"Jag, Utkast Övergård, har fått information om koordineringsinsatser på {BLANK_LINE}"
    assert " ".join(made.split()).startswith(start)
    assert "{{" not in made


def test_every_guide_can_be_asked_from_start_to_end() -> None:
    guides: list[Guide] = list(GUIDES.guides.values())
    assert len(guides) == 10
    for guide in guides:
        assert asked(Sheet(guide, {}, {one.id: (1,) for one in guide.sections if one.repeat}))


# --- from the preparation sheet ----------------------------------------------------------------------------------


def test_what_the_patient_wrote_becomes_drafts_of_what_is_not_answered() -> None:
    sheet = GUIDES["forberedelse"]
    mapped = {question.maps_to: question for _section, question in sheet.questions() if question.maps_to}
    assert len(mapped) == 17
    answers = {Place(one.id): Answer(ANSWERED, any_value(one, Random(4))) for one in mapped.values()}
    drafts = prefill(Sheet(sheet, answers), Sheet(TALK))
    order = [question.id for _section, question in TALK.questions()]
    assert [one.place.question for one in drafts] == [name for name in order if name in mapped]
    for one in drafts:
        assert check_value(TALK.question(one.place.question), as_stored(one.value)) == one.value
        assert one.source == mapped[one.place.question].text
    # What has been answered, declined or skipped in the talk itself stands.
    name = drafts[0].place.question
    for state in (ANSWERED, DECLINED, SKIPPED):
        left = prefill(Sheet(sheet, answers), Sheet(TALK, {Place(name): Answer(state, drafts[0].value)}))
        assert [one.place.question for one in left] == [one.place.question for one in drafts[1:]]
    assert prefill(Sheet(sheet), Sheet(TALK)) == ()
    unanswered = {place: answer._replace(state=SKIPPED) for place, answer in answers.items()}
    assert prefill(Sheet(sheet, unanswered), Sheet(TALK)) == ()


@given(sheets(["forberedelse"]))
@SOME
def test_nothing_is_ever_proposed_for_a_sensitive_question(sheet: Sheet) -> None:
    assert all(TALK.question(one.place.question).protection == OPEN for one in prefill(sheet, Sheet(TALK)))
