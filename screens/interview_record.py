"""An interview as text for the record: by sökord, edited where it needs to be, copied with one key, marked as entered.

What she edits is a draft until it is marked as entered. Sensitive answers are in it only when she asks for them; what
is protected stands apart then, is not part of the whole, and is kept in no draft.
"""

import asyncio
import json
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import OptionList, Static, TextArea
from textual.widgets.option_list import Option

from rekotui.casework.facts import fitting
from rekotui.casework.interview_record import RecordPart, has_protected, record_parts, whole_text, written
from screens import commands
from screens.clipboard import copy_now
from screens.frame import Frame
from screens.interview_facts import InterviewFacts, read_interview, who_words
from screens.interview_messages import INTERVIEW
from screens.journal_messages import JOURNAL
from screens.record_messages import RECORD
from storage.history import Event
from storage.journal_marks import INTERVIEW as INTERVIEW_MARK
from storage.reading import Reader

if TYPE_CHECKING:
    from datetime import date

    from storage.database import Work

_KEEP_AFTER = 0.4
_ALL = "all"
_ROOM = 28
"""Columns for a heading."""


class InterviewRecordScreen(Frame[None]):
    """The text of an interview by its id."""

    PLACE = commands.RECORD
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "interview.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.RECORD)
    AUTO_FOCUS = "#headings"

    def __init__(self, interview_id: int) -> None:
        super().__init__()
        self.interview_id = interview_id
        self.facts: InterviewFacts | None = None
        self.shown = False
        self._parts: tuple[RecordPart, ...] = ()
        self._at = _ALL
        self._edited: dict[str, dict[str, str]] = {}
        """What she has written in place of the answers, by heading: the text it was made from, and hers."""
        self._kept = ""
        self._timer_runs = False

    def heading(self) -> str:
        """Name the screen and the patient, by number while the identity is hidden."""
        if self.facts is None:
            return RECORD["title"]
        return who_words(self.facts, RECORD["title"], self.rekotui.hidden)

    def body(self) -> Iterable[Widget]:
        """Yield the headings and the text of one of them."""
        yield Static(RECORD["head"], markup=False, id="record-head")
        yield Horizontal(
            OptionList(id="headings", markup=False),
            Vertical(
                Static(markup=False, id="record-label"),
                TextArea(id="record-text", soft_wrap=True, show_line_numbers=False, compact=True),
                Static(markup=False, id="record-covered"),
                Static(markup=False, id="record-state"),
                id="record-side",
            ),
            id="record",
        )

    # Reading

    async def refresh_facts(self) -> None:
        """Read the interview again; what she has edited stays."""

        def read(reader: Reader) -> tuple[InterviewFacts | None, str]:
            return read_interview(reader, self.interview_id), reader.draft(_place(self.interview_id))

        facts, draft = await self.desk.read(read)
        if facts is None:
            self.rekotui.say(INTERVIEW["gone"], severity="warning")
            await self.leave_with(None)
            return
        if not self.is_attached:
            return
        if self.facts is None:
            self._kept, self._edited = draft, dict(json.loads(draft)) if draft else {}
        self.facts = facts
        self._make()

    def _make(self) -> None:
        assert self.facts is not None
        stored, words = self.facts.stored, self.facts.guides.vocabulary
        self._parts = record_parts(stored.sheet, words, sensitive=self.shown, protected=self.shown)
        # Where the cursor is now goes before what was told of it: a key may have come since.
        option = self.query_one("#headings", OptionList).highlighted_option
        self._at = (option.id if option is not None else None) or self._at
        if self._at not in (_ALL, *(part.key for part in self._parts)):
            self._at = _ALL
        self.show_top()
        self._draw_headings()
        self._fill()

    def identities_changed(self) -> None:
        """Cover the text, or show it again."""
        super().identities_changed()
        if self.facts is not None and self.query("#record-text"):
            self._fill()

    def on_screen_suspend(self) -> None:
        """Cover what was asked for when the vault is locked."""
        if self.rekotui.locked and self.shown:
            self.shown = False
            self._make()

    # Drawing

    @property
    def _part(self) -> RecordPart | None:
        return next((part for part in self._parts if part.key == self._at), None)

    def _draw_headings(self) -> None:
        listed = self.query_one("#headings", OptionList)
        listed.clear_options()
        rows = [(_ALL, f"  {RECORD['all']}"), *((part.key, f"{self._mark(part)} {part.label}") for part in self._parts)]
        listed.add_options(Option(Content(fitting(words, _ROOM)), id=key) for key, words in rows)
        listed.highlighted = listed.get_option_index(self._at)

    def _mark(self, part: RecordPart) -> str:
        if part.protected:
            return "▲"
        return "✎" if self._slot(part) in self._edited else " "

    def _slot(self, part: RecordPart) -> str:
        """Return the name of her own text: with sensitive answers it is another, so that they can be covered again."""
        return f"{part.key}+" if self.shown else part.key

    def text_of(self, part: RecordPart) -> str:
        """Return the text of a heading as it would be copied: hers, or that of the answers."""
        return self._edited.get(self._slot(part), {}).get("text", part.text)

    def whole(self) -> str:
        """Return everything but what is protected, as it would be copied."""
        assert self.facts is not None
        stored = self.facts.stored
        day = stored.line.closed_on or stored.line.started_on
        parts = [(part.label, self.text_of(part)) for part in self._parts if not part.protected]
        return whole_text(stored.sheet.guide.title, day, parts)

    def _fill(self) -> None:
        part, hidden = self._part, self.rekotui.hidden
        area = self.query_one("#record-text", TextArea)
        text = self.whole() if part is None else self.text_of(part)
        if area.text != text:
            area.load_text(text)
        area.read_only = part is None or part.protected
        area.display = not hidden
        covered = self.query_one("#record-covered", Static)
        covered.display = hidden
        covered.update(RECORD["hidden"])
        self.query_one("#record-label", Static).update(Content(RECORD["all"] if part is None else part.label))
        self._draw_state()

    def _draw_state(self) -> None:
        assert self.facts is not None
        line, part = self.facts.stored.line, self._part
        told = [RECORD["open"] if line.closed_on is None else RECORD["missing"]]
        if line.journaled_on is not None:
            told = [RECORD["journaled"].format(day=line.journaled_on)]
        if part is not None and part.protected:
            told.append(RECORD["protected"])
        elif part is not None and (own := self._edited.get(self._slot(part))) is not None:
            told.append(RECORD["edited" if own["base"] == part.text else "stale"])
        left_out = sum(each.left_out for each in ([part] if part else self._parts))
        if left_out:
            told.append(RECORD["left_out_one" if left_out == 1 else "left_out"].format(count=left_out))
        apart = has_protected(self.facts.stored.sheet, self.facts.guides.vocabulary)
        if part is None and apart and not self.shown:
            told.append(RECORD["apart"])
        self.query_one("#record-state", Static).update(Content("\n".join(told)))

    # Moving and editing

    @on(OptionList.OptionHighlighted, "#headings")
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        if event.option.id and event.option.id != self._at and self.facts is not None:
            self._at = event.option.id
            self._fill()

    @on(OptionList.OptionSelected, "#headings")
    def _chosen(self) -> None:
        self.action_headings()

    def action_headings(self) -> None:
        """Go to the text, or back to the headings."""
        listed = self.query_one("#headings")
        self.set_focus(self.query_one("#record-text") if listed.has_focus and not self.rekotui.hidden else listed)

    @on(TextArea.Changed, "#record-text")
    def _changed(self, event: TextArea.Changed) -> None:
        part = self._part
        if part is None or part.protected or event.text_area.text == self.text_of(part):
            return
        text = event.text_area.text
        if text == part.text:
            self._edited.pop(self._slot(part), None)
        else:
            self._edited[self._slot(part)] = {"base": part.text, "text": text}
        self._draw_state()
        if not self._timer_runs:
            self._timer_runs = True
            self.set_timer(_KEEP_AFTER, self._keep_soon)

    def _keep_soon(self) -> None:
        self._timer_runs = False
        self._draw_headings()
        self.start(self.keep_drafts, group="draft")

    async def keep_drafts(self) -> None:
        """Keep what she has edited."""
        for place, text, case_id in self.drafts_now():
            await self.desk.keep_draft(place, text, case_id)
            self._kept = text

    def drafts_now(self) -> list[tuple[str, str, int | None]]:
        """Return what she has edited if it is not kept yet."""
        text = json.dumps(self._edited, ensure_ascii=False) if self._edited else ""
        if self.facts is None or text == self._kept:
            return []
        return [(_place(self.interview_id), text, self.facts.stored.line.case_id)]

    def action_start_over(self) -> None:
        """Take the answers' own words again for this heading."""
        part = self._part
        if part is None:
            self.rekotui.say(RECORD["start_over_all"])
        elif self._edited.pop(self._slot(part), None) is not None:
            self._draw_headings()
            self._fill()
            self.start(self.keep_drafts, group="draft")

    def action_reveal(self) -> None:
        """Take sensitive and protected answers with, or leave them out again."""
        if self.facts is None:
            return
        self.shown = not self.shown
        if self.shown:
            self.start(partial(self._log, "case.read"), group="log")
            self.rekotui.say(RECORD["shown"])
        self._make()

    async def _log(self, action: str) -> None:
        assert self.facts is not None
        case_id = self.facts.stored.line.case_id
        payload = {"command": "app", **({"protected": True} if self.shown else {})}
        await self.desk.read(lambda reader: reader.log(Event(action, "case", case_id, case_id, payload)))

    # The record

    def action_copy_text(self) -> None:
        """Copy the text that is shown."""
        if self.facts is None or self.rekotui.hidden:
            return
        part = self._part
        if part is None:
            self.action_copy_all()
        elif not self.text_of(part).strip():
            self.rekotui.say(RECORD["empty"])
        else:
            self.start(partial(self._copy, part.label, written(part.label, self.text_of(part))), group="copy")

    def action_copy_all(self) -> None:
        """Copy everything but what is protected."""
        if self.facts is not None and not self.rekotui.hidden:
            self.start(partial(self._copy, RECORD["all"], self.whole()), group="copy")

    async def _copy(self, label: str, text: str) -> None:
        self.app.copy_to_clipboard(text)
        await asyncio.to_thread(copy_now, text)
        await self._log("journal.copied")
        self.rekotui.say(RECORD["copied"].format(label=label))
        if not self.rekotui.told_of_clipboard:
            self.rekotui.told_of_clipboard = True
            self.rekotui.say(JOURNAL["outside"], severity="warning")

    def action_mark(self) -> None:
        """Mark it as entered in the record today."""
        if self.facts is None:
            return
        line = self.facts.stored.line
        if line.closed_on is None:
            self.rekotui.say(RECORD["close_first"], severity="warning")
        elif line.journaled_on is not None:
            self.rekotui.say(JOURNAL["already"])
        else:
            said = JOURNAL["marked"].format(day=self.rekotui.on)
            self.start(partial(self._write_mark, self.rekotui.on, said), group="mark")

    def action_unmark(self) -> None:
        """Take the mark back."""
        if self.facts is None or self.facts.stored.line.journaled_on is None:
            self.rekotui.say(JOURNAL["not_marked"])
        else:
            self.start(partial(self._write_mark, None, JOURNAL["unmarked"]), group="mark")

    async def _write_mark(self, day: "date | None", said: str) -> None:
        await self.desk.write(partial(_marked, interview_id=self.interview_id, on=day))
        if day is not None:
            self._kept, self._edited = "", {}
        self.rekotui.say(said)
        await self.refresh_facts()


def _marked(work: "Work", interview_id: int, on: "date | None") -> None:
    """Mark it, and let her own text go: it stands in the record now."""
    from storage.drafts import DraftRepository
    from storage.journaled import mark_journaled

    mark_journaled(work, INTERVIEW_MARK, interview_id, on)
    if on is not None:
        DraftRepository(work).let_go(_place(interview_id))


def _place(interview_id: int) -> str:
    return f"interview-text:{interview_id}"
