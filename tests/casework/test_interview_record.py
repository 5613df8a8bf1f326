"""An interview as text for the record: by sökord, sensitive answers only where asked for, protected ones apart."""

from datetime import date

from hypothesis import given, settings

from rekotui.casework.guides import shipped
from rekotui.casework.interview import ANSWERED, Answer, Place, Sheet
from rekotui.casework.interview_record import has_protected, record_parts, record_sections, whole_text, written
from tests.casework.guide_sheets import MARKER, filled, sheets

GUIDES = shipped()
WORDS = GUIDES.vocabulary


def sheet() -> Sheet:
    told = filled(
        GUIDES["kartlaggning"],
        consent_coordination="yes",
        daily_life="Sover dåligt.\nSer få.",
        life_events="KÄNSLIGT",
        economy_worry=8,
        violence_private="yes",
        violence_experience="past",
    )
    return told.having(Place("daily_life"), Answer(ANSWERED, "Sover dåligt.\nSer få.", "Vill ha hjälp"))


def test_each_heading_has_its_answers_in_file_order() -> None:
    parts = {part.key: part for part in record_parts(sheet(), WORDS)}
    assert list(parts) == ["samtycke", "livssituation", "ekonomi"]
    assert parts["livssituation"].text == (
        "Berätta om en helt vanlig dag just nu, från att du vaknar till att du lägger dig. Sover dåligt.\n  Ser få.\n"
        "  Anteckning: Vill ha hjälp"
    )
    assert (parts["livssituation"].left_out, parts["ekonomi"].text, parts["ekonomi"].left_out) == (1, "", 1)


def test_what_is_asked_for_is_there_and_what_is_protected_stands_apart() -> None:
    parts = record_parts(sheet(), WORDS, sensitive=True)
    assert "KÄNSLIGT" in "".join(part.text for part in parts)
    assert not any(part.protected for part in parts)
    assert has_protected(sheet(), WORDS)
    *_open, apart = record_parts(sheet(), WORDS, sensitive=True, protected=True)
    assert (apart.key, apart.protected) == ("valdsutsatthet", True)
    assert "Ja, tidigare i livet" in apart.text
    assert not has_protected(filled(GUIDES["kartlaggning"], consent_coordination="no"), WORDS)


def test_the_whole_text_leaves_out_what_is_empty() -> None:
    whole = whole_text("Kartläggningssamtal", date(2026, 11, 23), [("Samtycke", "Ja"), ("Ekonomi", " ")])
    assert whole == "Kartläggningssamtal 2026-11-23\n\nSamtycke:\nJa"
    assert written("Samtycke", "Ja\n") == "Samtycke:\nJa"


@given(sheets(["kartlaggning", "planuppfoljning"]))
@settings(max_examples=40, deadline=None)
def test_nothing_sensitive_is_in_the_record_text_without_asking(told: Sheet) -> None:
    text = "\n".join(section.text for section in record_sections(told, WORDS))
    for _section, question in told.guide.questions():
        if question.sensitive:
            assert f"{MARKER}-{question.id}-" not in text
            assert f"{MARKER}-note-{question.id}-" not in text
    asked = "\n".join(part.text for part in record_parts(told, WORDS, sensitive=True))
    for _section, question in told.guide.questions():
        assert question.protection != "protected" or f"{MARKER}-note-{question.id}-" not in asked
