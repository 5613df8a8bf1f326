"""The text for the record: edited and kept, copied with one key; what is sensitive only when asked for."""

from typing import Any

from textual.widgets import OptionList, TextArea

from rekotui.casework.interview import Place
from screens import interview_record
from screens.interview_record import InterviewRecordScreen
from storage.cases import CaseRepository
from storage.interviews import InterviewRepository
from storage.journal_reading import unjournaled
from storage.reading import Reader
from tests.screens.conftest import ON, Vault, opened, screen_text, shows, until
from tests.storage.test_interview_outcome import SAID

TOLD = SAID | {"violence_experience": "past"}


async def test_the_text_is_edited_copied_and_marked(filled: Vault, monkeypatch: Any) -> None:
    with filled.database.write() as work:
        talks = InterviewRepository(work)
        talk = talks.start(CaseRepository(work).get(1), "kartlaggning", ON)
        for name, value in TOLD.items():
            talks.answer(talk, Place(name), value)
        talks.note(talk, Place("violence_experience"), "ENSKILT ORD")
        talks.close(talk, ON)
    copied: list[str] = []
    monkeypatch.setattr(interview_record, "copy_now", copied.append)
    async with opened(filled) as (app, pilot):
        screen = InterviewRecordScreen(1)
        app.push_screen(screen)
        await until(pilot, lambda: screen._parts)
        await shows(pilot, "Kartläggningssamtal 2026-11-23", "Ej journalfört", "3 känsliga svar", "Enskilda svar finns")
        listed = screen.query_one("#headings", OptionList)
        listed.highlighted = listed.get_option_index("arbetsliv")
        await shows(pilot, "Vad arbetar du med")
        await pilot.press("f6", "ctrl+end", *" Ändrat [x].", "escape")
        await until(pilot, lambda: app.screen is not screen)
        # What she edited is there again, and it is what is copied.
        screen = InterviewRecordScreen(1)
        app.push_screen(screen)
        await until(pilot, lambda: screen._parts)
        await shows(pilot, "✎ Arbetsliv")
        await pilot.press("f3")
        await until(pilot, lambda: copied)
        assert "Ändrat [x]." in copied[0]
        assert "KÄNSLIGT" not in copied[0]
        listed = screen.query_one("#headings", OptionList)
        listed.highlighted = listed.get_option_index("livssituation")
        await pilot.press("V")
        await shows(pilot, "KÄNSLIGT", "▲ Våldsutsatthet")
        await pilot.press("c", "a")
        await until(pilot, lambda: len(copied) == 3)
        assert copied[1].startswith("Livssituation:\n")
        assert "ENSKILT ORD" not in copied[2]
        listed.highlighted = listed.get_option_index("valdsutsatthet")
        await shows(pilot, "ENSKILT ORD", "Går inte att ändra här")
        assert screen.query_one("#record-text", TextArea).read_only
        await pilot.press("f9")
        await shows(pilot, "F9 visar igen")
        assert "ENSKILT ORD" not in screen_text(app)
        await pilot.press("f9", "V", "j")
        await shows(pilot, "Journalfört 2026-11-23")
        assert not screen._edited
        reader: Reader = app.desk._reader  # type: ignore[assignment]
        assert [entry for entry in unjournaled(reader) if entry.subject == "interview"] == []
        assert reader.rows("select place from draft") == []
