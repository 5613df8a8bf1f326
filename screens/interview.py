"""The interview: sections at the left, one question at a time at the right, and a patient beside.

What may be seen is decided here: a sensitive answer is covered until it is asked for, the words of a question behind
the gate until she says that they are alone, and F9 covers all.
"""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from rekotui.casework.guide import CHOICE, DATE, MULTI, NUMBER, SCALE, YES_NO
from rekotui.casework.guide_messages import YES_NO_WORDS
from rekotui.casework.interview import (
    CORE,
    FULL,
    Asked,
    Place,
    SectionProgress,
    progress,
    section_progress,
)
from rekotui.casework.interview_moves import after, before, start_of
from rekotui.casework.interview_values import toggled
from screens import commands
from screens.guide_closing import ClosesGuides
from screens.guide_messages import guide_name
from screens.interview_facts import asked_at, behind_gate, is_gate, who_words
from screens.interview_messages import INTERVIEW
from screens.interview_words import head_line, section_line, state_words, supports, whole_line
from screens.widgets.answers import Changed, Choices, Cover, Done, Ruler, Short, Words
from screens.widgets.toned_text import to_content
from storage.interview_reading import NOTE, VALUE

_FIELDS = {SCALE: "ruler", NUMBER: "short", DATE: "short", CHOICE: "choices", MULTI: "choices", YES_NO: "choices"}
_ALL_FIELDS = ("choices", "ruler", "words", "short")


class InterviewScreen(ClosesGuides):
    """An open interview, or any other guide that is being filled in, by its id."""

    PLACE = commands.INTERVIEW
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "interview.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.INTERVIEW)
    AUTO_FOCUS = ""

    def __init__(self, interview_id: int) -> None:
        super().__init__(interview_id)
        self._revealed = False
        self._alone = False
        self._support = 0
        self._note_open = False

    def heading(self) -> str:
        """Name the screen and the patient, by number while the identity is hidden."""
        if self.facts is None or self.sheet is None:
            return ""
        return who_words(self.facts, guide_name(self.sheet.guide), self.rekotui.hidden)

    def body(self) -> Iterable[Widget]:
        """Yield sections, question, and room for support."""
        yield Horizontal(
            Vertical(OptionList(id="section-list", markup=False), Static(markup=False, id="whole"), id="left"),
            Vertical(
                Static(markup=False, id="head"),
                Static(markup=False, id="asked"),
                Vertical(
                    Choices(id="choices"),
                    Ruler(id="ruler"),
                    Words(id="words"),
                    Short(id="short"),
                    Cover(id="cover"),
                    id="answer",
                ),
                Static(markup=False, id="state"),
                Static(markup=False, id="wrong"),
                Static(markup=False, id="note-head"),
                Words(id="note"),
                Static(markup=False, id="support"),
                Static(markup=False, id="hint"),
                id="question",
            ),
            Static(markup=False, id="beside"),
            id="talk",
        )

    # What is shown

    @property
    def _one(self) -> Asked | None:
        return asked_at(self.sheet, self.place) if self.sheet is not None else None

    def _field(self) -> Choices | Ruler | Words | Short:
        assert self.place is not None
        name = _FIELDS.get(self.question_at(self.place).type, "words")
        field = self.query_one(f"#{name}")
        assert isinstance(field, Choices | Ruler | Words | Short)
        return field

    def typed_here(self) -> dict[str, str]:
        """Return what stands in the fields of the question."""
        if self.place is None or not self.is_mounted:
            return {}
        return {VALUE: self._field().typed, NOTE: self.query_one("#note", Words).typed}

    def words_hidden(self) -> bool:
        """Tell whether not even the question may be seen."""
        one = self._one
        return one is not None and behind_gate(one.question) and (self.rekotui.hidden or not self._alone)

    def covered(self) -> bool:
        """Tell whether the answer is covered: by F9, behind the gate, or sensitive and not asked for."""
        one = self._one
        if one is None or self.rekotui.hidden or self.words_hidden():
            return True
        return one.question.sensitive and not self._revealed and any(self._opened.values())

    def show_place(self, place: Place) -> None:
        """Show a question with its answer, or with what was being typed."""
        was = self._one
        texts = self.open_place(place)
        one = self._one
        if one is None:
            return
        if was is None or was.section.id != one.section.id:
            self._alone = self._alone and one.section.sensitive
        self._revealed = False
        self._note_open = bool(texts[NOTE])
        self._fill(one, texts[VALUE])
        self.query_one("#note", Words).show_question(texts[NOTE])
        self.query_one("#wrong", Static).update("")
        self._draw()
        self._focus_answer()

    def empty_answer(self) -> None:
        """Take away what stands in the answer's field."""
        if (one := self._one) is not None:
            self._fill(one, "")

    def _fill(self, one: Asked, typed: str) -> None:
        question, field = one.question, self._field()
        match field:
            case Choices():
                options = [(each.id, each.text) for each in question.options] or list(YES_NO_WORDS.items())
                field.show_question(options, typed, partial(toggled, question) if question.type == MULTI else None)
            case Ruler():
                field.show_question(question.low, question.high, typed)
            case Words():
                field.show_question(typed)
            case Short():
                field.show_question(typed, INTERVIEW["day_hint"] if question.type == DATE else question.unit)

    def draw_again(self, answer_changed: bool) -> None:
        """Draw what was read again; a question that another answer has hidden is left."""
        if self.place is None:
            return
        if self._one is None or answer_changed:
            self.show_place(self.place if self._one is not None else self._go_on_from(self.place))
        self._draw()

    def _go_on_from(self, place: Place) -> Place:
        assert self.sheet is not None
        return after(self.sheet, place) or before(self.sheet, place) or place

    def identities_changed(self) -> None:
        """Cover everything, or show it again."""
        super().identities_changed()
        if self.place is not None and self.is_mounted:
            self._draw()
            self._focus_answer()

    def on_screen_suspend(self) -> None:
        """Cover what was asked for when the vault is locked: who sits there when it is opened again is not known."""
        if self.rekotui.locked:
            self._alone = self._revealed = False
            if self.place is not None:
                self._draw()

    def on_resize(self, _event: events.Resize) -> None:
        """Give the list of sections the room there is."""
        if self.place is not None:
            self.call_after_refresh(self._draw_sections)

    def _draw(self) -> None:
        one = self._one
        if one is None or self.sheet is None:
            return
        self.show_top()
        self._draw_sections()
        here = next((each.progress for each in section_progress(self.sheet) if each.section.id == one.section.id), None)
        self.query_one("#head", Static).update(to_content([head_line(one, here, self.row_head())]))
        words = INTERVIEW["private_question"] if self.words_hidden() else one.question.text
        self.query_one("#asked", Static).update(words)
        covered = self.covered()
        for name in _ALL_FIELDS:
            self.query_one(f"#{name}").display = not covered and self._field().id == name
        self._draw_cover(covered)
        state = "" if covered else state_words(one) or self.origin_words()
        self._put("state", state)
        self.query_one("#note").display = self._note_open and not covered
        self._put("note-head", INTERVIEW["note"] if self._note_open and not covered else "")
        self.set_class(self._note_open and not covered, "with-note")
        self._draw_support(one)
        self._draw_hint()

    def _draw_cover(self, covered: bool) -> None:
        cover = self.query_one("#cover", Cover)
        cover.display = covered
        words = "" if self.words_hidden() and not any(self._opened.values()) else INTERVIEW["masked"]
        cover.update(INTERVIEW["hidden"] if self.rekotui.hidden else words)

    def _draw_support(self, one: Asked) -> None:
        shown = [] if self.words_hidden() else supports(one)
        self._support = min(self._support, len(shown) or 1)
        beside = "\n\n".join(shown) if self._support or not one.section.sensitive else ""
        self.query_one("#beside", Static).update(beside)
        self.query_one("#beside").visible = bool(beside)
        narrow = self._support and not self.has_class("-wide")
        self._put("support", (shown[self._support - 1] if shown else INTERVIEW["no_help"]) if narrow else "")
        self.set_class(bool(narrow), "with-support")

    def _put(self, name: str, text: str) -> None:
        where = self.query_one(f"#{name}", Static)
        where.update(text)
        where.display = bool(text)

    def _draw_hint(self) -> None:
        writes = isinstance(self.focused, Words)
        other = INTERVIEW["to_answer" if self.focused is self.query_one("#note") else "to_note"]
        hint = INTERVIEW["hint"].format(other=other, more=INTERVIEW["new_line"] if writes else "")
        self.query_one("#hint", Static).update(hint)

    def _draw_sections(self) -> None:
        if self.sheet is None or self._one is None:
            return
        listed = self.query_one("#section-list", OptionList)
        width = self.query_one("#left").content_size.width or 26
        rows = self._listed()
        here = self._one.section.id
        at = listed.highlighted
        listed.clear_options()
        listed.add_options(
            Option(to_content([section_line(each, width, each.section.id == here)]), id=each.section.id)
            for each in rows
        )
        current = next((number for number, each in enumerate(rows) if each.section.id == here), None)
        listed.highlighted = min(at or 0, len(rows) - 1) if listed.has_focus else current
        self.show_saved()

    def show_saved(self) -> None:
        """Write how far it has come, and when something was kept."""
        if self.sheet is not None and self.is_mounted:
            line = whole_line(progress(self.sheet), self.sheet.form == CORE, self.saved)
            self.query_one("#whole", Static).update(to_content([line]))

    def _listed(self) -> list[SectionProgress]:
        assert self.sheet is not None
        return [each for each in section_progress(self.sheet) if each.listed]

    # Moving

    def _focus_answer(self) -> None:
        self.set_focus(self.query_one("#cover") if self.covered() else self._field())
        self._draw_hint()

    def _left(self, strict: bool = True, confirm: bool = False) -> bool:
        """Store the answer; tell whether one may go on, else say what is wrong by it."""
        one = self._one
        if one is not None and is_gate(one.question) and not self.covered():
            self._alone = self.typed_here().get(VALUE) == "yes"
        wrong = self.leave_place(strict, confirm)
        self._put("wrong", wrong)
        return not wrong

    def go(self, place: Place | None) -> None:
        """Leave the question and show another."""
        if place is not None and self._left():
            self.show_place(place)

    @on(Done)
    def action_next(self) -> None:
        """Store the answer and show the next question; after the last one, what is missing."""
        if self.sheet is None or self.place is None or not self._left(confirm=True):
            return
        place = after(self.sheet, self.place)
        if place is None:
            self.action_close()
        else:
            self.show_place(place)

    def action_previous(self) -> None:
        """Store the answer and show the question before."""
        if self.sheet is not None and self.place is not None:
            self.go(before(self.sheet, self.place))

    def action_section(self, steps: int) -> None:
        """Go to the section before or after; the first question there that is not yet handled."""
        if self.sheet is None or self._one is None or not self._left():
            return
        sections = [each.section.id for each in section_progress(self.sheet)]
        at = sections.index(self._one.section.id) + steps if self._one.section.id in sections else 0
        if 0 <= at < len(sections) and (place := start_of(self.sheet, sections[at])) is not None:
            self.show_place(place)

    def action_sections(self) -> None:
        """Go to the list of sections, or back to the question."""
        listed = self.query_one("#section-list", OptionList)
        if listed.has_focus:
            self._focus_answer()
        else:
            self.set_focus(listed)

    @on(OptionList.OptionSelected, "#section-list")
    def _section_chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self.sheet is None or not self._left():
            return
        place = start_of(self.sheet, event.option.id or "")
        if place is None:
            self.rekotui.say(INTERVIEW["nothing_here"])
        else:
            self.show_place(place)

    def action_other(self) -> None:
        """Go to the note, or back to the answer."""
        note = self.query_one("#note", Words)
        if self.place is None or self.covered():
            return
        if self.focused is note or self.focused is self.query_one("#section-list"):
            self._focus_answer()
            return
        self._note_open = True
        self._draw()
        self.set_focus(note)
        self._draw_hint()

    def action_back(self) -> None:
        """Go back; out of a private section at once to one that may be seen, out of the list to the question."""
        one = self._one
        if one is not None and one.section.sensitive:
            self._flee()
        elif self.query_one("#section-list").has_focus:
            self._focus_answer()
        else:
            self._left(strict=False)
            super().action_back()

    def _flee(self) -> None:
        """Leave the private section at once: to the section after it, else the one before."""
        assert self.sheet is not None
        assert self._one is not None
        self._left(strict=False)
        self._alone = False
        order = [each.id for each in self.sheet.guide.sections]
        here = order.index(self._one.section.id)
        listed = [each.section.id for each in self._listed()]
        later = [name for name in listed if order.index(name) > here]
        for name in [*later, *reversed(listed)]:
            if (place := start_of(self.sheet, name)) is not None:
                self.show_place(place)
                return

    # Answering

    @on(Changed)
    def _changed(self) -> None:
        self.query_one("#wrong").display = False
        self.typed()

    def action_reveal(self) -> None:
        """Show a question behind the gate, or a sensitive answer; or cover it again."""
        if self.words_hidden():
            self._alone = True
        else:
            self._revealed = not self._revealed
        self._draw()
        self._focus_answer()

    def action_support(self) -> None:
        """Show support for the question, then what the section says of itself, then take it away."""
        one = self._one
        parts = len(supports(one)) if one is not None and not self.has_class("-wide") else 1
        self._support = self._support + 1 if self._support < max(parts, 1) else 0
        self._draw()

    def action_form(self) -> None:
        """Ask all questions, or those of the core form."""
        if self.sheet is not None and self._left():
            self.change_form(FULL if self.sheet.form == CORE else CORE)
