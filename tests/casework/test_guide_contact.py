"""A guide that is filled in at a contact gives the contact its text, and never takes away what she typed herself."""

from rekotui.casework.contact import parties
from rekotui.casework.guide_assignment import assignment_of
from rekotui.casework.guide_contact import contact_of, merged
from rekotui.casework.guide_meeting import kind_of, meeting_values
from rekotui.casework.guides import shipped
from rekotui.casework.interview import ANSWERED, Answer, Place, Sheet
from rekotui.casework.interview_values import check_value

GUIDES = shipped()


def sheet(guide: str, rows: dict[str, tuple[int, ...]] | None = None, **given: object) -> Sheet:
    told = GUIDES[guide]
    answers = {Place(name): Answer(ANSWERED, check_value(told.question(name), value)) for name, value in given.items()}
    return Sheet(told, answers, rows or {})


def test_a_call_with_the_employer() -> None:
    call = sheet(
        "arbetsgivarsamtal",
        call_purpose=["understand"],
        call_must_not_share="HEMLIGT",
        call_patient_present="on_line",
        call_reached="talked",
        call_person="Kim Prov, enhetschef",
        ag_tasks="Städar",
        call_next_date="2026-12-04",
        call_documented="yes",
    )
    said = contact_of(call, GUIDES.vocabulary)
    body = said.pop("body")
    assert said == {
        "party": "arbetsgivare", "channel": "phone", "outcome": "held", "with_patient": "yes",
        "party_name": "Kim Prov", "due_on": "2026-12-04", "reason": "call",
    }  # fmt: skip
    assert "Innan du ringer\nVad ska samtalet leda till? Förstå arbetets innehåll och krav" in body
    assert "Städar" in body
    assert "HEMLIGT" not in body
    assert "journalfört" not in body  # a working check
    nobody = contact_of(sheet("arbetsgivarsamtal", call_reached="no_answer", ag_tasks="dolt"), GUIDES.vocabulary)
    assert nobody["outcome"] == "no_answer"
    assert "dolt" not in nobody["body"]


def test_what_she_typed_stands_and_what_came_from_the_guide_follows_it() -> None:
    first = {"body": "Ur guiden", "outcome": "held", "party_name": "Kim"}
    now = {"body": "Mitt eget", "outcome": "held", "party_name": "Chefen Kim"}
    assert merged(now, first, {"outcome": "held"}) == {"body": "Mitt eget\n\nUr guiden"}
    after = {**now, "body": "Mitt eget\n\nUr guiden. PS"}
    later = {"body": "Nytt ur guiden", "outcome": "no_answer"}
    assert merged(after, later, first) == {"body": "Mitt eget\n\nNytt ur guiden. PS", "outcome": "no_answer"}
    assert len(merged({"body": "x" * 3990}, {"body": "y" * 50}, {})["body"]) == 4000


def test_a_follow_up_of_the_plan_and_a_meeting() -> None:
    said = contact_of(
        sheet("planuppfoljning", fu_consent="yes", fu_plan_decision="continue", fu_next_date="2027-01-08",
              fu_acute_concern="yes", fu_helped="Korta pass"),
        GUIDES.vocabulary,
    )  # fmt: skip
    assert (said["party"], said["due_on"], said["reason"], said["kva"]) == ("patient", "2027-01-08", "plan", "AW026")
    assert "Korta pass" in said["body"]
    assert "psykiatri" not in said["body"]
    rows = {"deltagare": (1, 3)}
    meeting = sheet("flerpartsmote", rows, mtg_purpose="Hitta ett första steg", mtg_date="2026-12-02")
    meeting = meeting.having(Place("part_name", 3), Answer(ANSWERED, "Kim Prov"))
    held = contact_of(meeting, GUIDES.vocabulary)
    assert (held["channel"], held["happened_on"]) == ("meeting", "2026-12-02")
    assert "Deltagare 2\nNamn och organisation Kim Prov" in held["body"]


def test_a_meeting_in_the_fields_of_its_form() -> None:
    rows = {"deltagare": (1, 2, 4), "overenskommelser": (1, 2)}
    meeting = sheet("flerpartsmote", rows, mtg_type="fk_meeting", mtg_form="workplace", mtg_next_date="2027-01-15")
    given = {
        ("part_name", 1): "Jag", ("part_role", 1): "koordinator", ("part_name", 2): "Kim Prov",
        ("part_role", 2): "arbetsgivare", ("part_role", 4): "forsakringskassan", ("agr_what", 1): "Prova halvdag",
        ("agr_responsible", 1): "arbetsgivare", ("agr_due", 1): "2026-12-10", ("agr_what", 2): "Ringa",
        ("agr_responsible", 2): "koordinator",
    }  # fmt: skip
    for place, value in given.items():
        meeting = meeting.having(Place(*place), Answer(ANSWERED, value))
    assert kind_of(meeting) == "avstamningsmote"
    assert meeting_values(meeting) == {
        "channel": "meeting", "place": "På arbetsplatsen", "next_on": "2027-01-15",
        "party1": "arbetsgivare", "name1": "Kim Prov", "party2": "forsakringskassan",
        "what1": "Prova halvdag", "who1": "arbetsgivare", "due1": "2026-12-10", "what2": "Ringa",
    }  # fmt: skip
    roles = {one.id for one in GUIDES["flerpartsmote"].question("part_role").options}
    assert roles - set(parties()) == {"koordinator"}


def test_the_assignment_that_the_guide_says() -> None:
    paper = sheet(
        "kvalitetssakringsuppdrag",
        qa_manager="Vera Chef", qa_unit="exempelbackens  vårdcentral", qa_assignee="Koordinatorn",
        qa_aims=["flow", "equality"], qa_population=["over_90"],
        qa_valid_from="2027-01-01", qa_valid_until="2027-12-31", qa_signed_manager_date="2026-12-01",
    )  # fmt: skip
    said = assignment_of(paper, ("", "Exempelbackens vårdcentral"))
    assert "signed_on" not in said  # one of two has signed
    assert (said["purposes"], said["population"], said["given_by"]) == ("equality,flow", "over_90", "Vera Chef")
    signed = paper.having(Place("qa_signed_assignee_date"), Answer(ANSWERED, "2026-11-30"))
    assert assignment_of(signed, ())["signed_on"] == "2026-12-01"
    assert assignment_of(signed, ())["unit"] == ""
