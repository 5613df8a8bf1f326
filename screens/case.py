"""One case: facts, the sick-leave timeline, status, notes, and the history of everything."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import ContentSwitcher, OptionList, Static, Tab, Tabs
from textual.widgets.option_list import Option

from rekotui.casework.card import counts
from rekotui.casework.chain import milestones
from rekotui.casework.sick_leave import Span
from screens import commands
from screens.acts_on_signals import ActsOnSignals
from screens.case_consents import CaseConsents, consents_part, read_consents
from screens.case_history import note_text
from screens.case_timeline import ShowsTimeline, read_recent, timeline_part
from screens.case_words import cut_diagnosis, fact_lines, since_words
from screens.case_work import CaseWork, read_work, work_parts
from screens.consent_messages import CONSENTS
from screens.journal_messages import JOURNAL
from screens.messages import CASE, CASELOAD, PREVIEW, SICK_LEAVE_FORM
from screens.plan_line import standing_lines
from screens.privacy import masked, shown, shown_name
from screens.sheet_words import sheet_lines
from screens.signal_words import Signals, next_steps
from screens.widgets.empty_state import EmptyState
from screens.widgets.timeline import SickLeaveTimeline
from screens.widgets.timeline_facts import TimelineMark, TimelinePeriod
from screens.widgets.toned_text import from_pieces, to_content
from screens.widgets.tones import Piece, Tone
from screens.work_messages import CONTACT, FOLLOW_UP
from screens.work_words import rule_fact_lines
from storage import lists
from storage.consent_reading import BookLine
from storage.reading import CaseLine, NoteLine, Reader, SickLeaveLine
from storage.signal_reading import active
from storage.timeline import TimelineLine

PARTS = ("overview", "consents", "contacts", "follow-ups", "notes", "history")
_OF_A_CASE = frozenset(
    {"note", "status", "sick_leave", "edit_facts", "contact", "follow_up", "rule_facts", "trial_work", "journal"}
    | {"why", "postpone", "dismiss_signal", "take_back", "contact_book", "interview", "plan", "meetings", "fk_notice"}
    | {"guides"}
)
"""Actions that need a case that has been read."""
_ACTS = ("give", "decline", "limit", "renew", "withdraw", "tell", "void", "print")
_CONSENTS = frozenset(f"{act}_consent" for act in _ACTS)
"""Actions of the part ”Samtycken” alone: their keys mean other things elsewhere in the case."""
_ELSEWHERE = frozenset({"note", "status", "sick_leave", "follow_up", "void_contact", "print_preparation"})
"""Actions that are not offered there: so that the keys at the bottom are those of the consents."""
_LISTS = {
    "consents": "consents-matrix",
    "notes": "note-list",
    "contacts": "contacts-list",
    "follow-ups": "follow-ups-list",
    "history": "timeline-table",
}
_MILESTONES = (90, 180, 365)


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """Everything the screen shows of a case, read at one moment."""

    line: CaseLine
    leaves: tuple[SickLeaveLine, ...]
    notes: tuple[NoteLine, ...]
    recent: tuple[TimelineLine, ...]
    """What happened last: nothing that is to come."""
    work: CaseWork
    consents: CaseConsents
    cut_diagnosis: str | None = None
    """What the newest list has left of a main diagnosis that nobody knows; None where nothing was cut."""
    signals: Signals = ()
    """Those in force on the day it was read, the most urgent first."""


def read_case(reader: Reader, case_id: int, on: date) -> CaseFacts | None:
    """Read a case with all that belongs to it on a day; None when it is not there any more."""
    lines = reader.cases_by_id([case_id])
    if not lines:
        return None
    return CaseFacts(
        lines[0],
        reader.sick_leaves(lines[0].patient_id),
        reader.notes(case_id),
        read_recent(reader, case_id, on),
        read_work(reader, case_id),
        read_consents(reader, case_id, on),
        None if lines[0].diagnosis_code else cut_diagnosis(lists.newest_row(reader, lines[0].personnummer)),
        active(reader, [case_id], on).get(case_id, ()),
    )


class CaseScreen(ActsOnSignals, ShowsTimeline):
    """A case by its id. Its protected identity is shown only after a key, and only here."""

    PLACE = commands.CASE
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "case.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        *commands.bindings(commands.CASE),
        *commands.bindings(commands.CONSENTS),
        *commands.bindings(commands.TIMELINE),
    ]
    AUTO_FOCUS = "#overview"

    def __init__(self, case_id: int) -> None:
        super().__init__()
        self.case_id = case_id
        self.facts: CaseFacts | None = None
        self._revealed = False
        self._logged = False

    @property
    def _hide(self) -> bool:
        return self.facts is None or masked(self.facts.line, self.rekotui.hidden, self._revealed)

    def heading(self) -> str:
        """Name the case: by its number while its identity is hidden."""
        if self.facts is None:
            return ""
        line = self.facts.line
        name = shown_name(line, self.rekotui.hidden, self._revealed)
        return name if self._hide else f"{line.number}  {name}"

    def body(self) -> Iterable[Widget]:
        """Yield the parts of the case as tabs."""
        words = {**CASE, "consents": CONSENTS["tab"], "contacts": CONTACT["tab"], "follow-ups": FOLLOW_UP["tab"]}
        tabs = [Tab(words[part].format(count="").strip(), id=f"tab-{part}") for part in PARTS]
        yield Static(markup=False, id="who")
        yield Tabs(*tabs, id="parts")
        with_notes = Vertical(
            OptionList(id="note-list", markup=False),
            EmptyState(CASE["no_notes_title"], CASE["no_notes_advice"], id="no-notes"),
            Static(CASE["note_hint"], markup=False, id="note-hint"),
            id="notes",
        )
        yield ContentSwitcher(
            VerticalScroll(
                Vertical(
                    Static(markup=False, id="leave-head"),
                    SickLeaveTimeline(today=self.rekotui.on, id="timeline"),
                    Static(markup=False, id="next-steps"),
                    Static(markup=False, id="may-talk"),
                    Static(markup=False, id="rule-facts"),
                    Static(markup=False, id="facts"),
                    id="known",
                ),
                Static(markup=False, id="recent"),
                id="overview",
            ),
            consents_part(),
            *work_parts(),
            with_notes,
            timeline_part(),
            initial="overview",
            id="part",
        )

    # Reading and drawing

    async def refresh_facts(self) -> None:
        """Read the case again; log that it was opened, once."""
        facts = await self.desk.read(lambda reader: read_case(reader, self.case_id, self.rekotui.on))
        if facts is None:
            self.rekotui.say(CASE["gone"], severity="warning")
            await self.leave_with(None)
            return
        if not self._logged:
            self._logged = True
            if not await self.desk.log_read("case.read", self.case_id):
                self.rekotui.say(CASELOAD["not_logged"], severity="warning")
        if self.is_attached:
            self.facts = facts
            self.refresh_bindings()
            self._draw()

    def identities_changed(self) -> None:
        """Draw again."""
        super().identities_changed()
        self._draw()

    def _draw(self) -> None:
        facts = self.facts
        if facts is None or not self.is_mounted:
            return
        self.show_top()
        self._draw_who(facts.line)
        self._draw_sick_leave(facts)
        self._draw_notes(facts.notes)
        steps = next_steps(facts.line, facts.signals, self.rekotui.on, self._hide, facts.work.follow_ups)
        self.query_one("#next-steps", Static).update(to_content(steps))
        self.query_one("#facts", Static).update(to_content(fact_lines(facts.line, self._hide, facts.cut_diagnosis)))
        self.query_one("#may-talk", Static).update(to_content(standing_lines(facts.consents.matrix, facts.work)))
        self.draw_consents(facts.consents, self._hide)
        self.draw_work(facts.work, self._hide)
        known = [*rule_fact_lines(facts.work.rule_facts, self._hide), *sheet_lines(facts.work.papers)]
        self.query_one("#rule-facts", Static).update(to_content(known))
        self.query_one("#rule-facts").display = bool(known)
        self.draw_timeline(self.case_id, self._hide)
        self.draw_recent(facts.recent, self._hide)

    def _draw_who(self, line: CaseLine) -> None:
        known = counts(line, self.rekotui.on, self.desk.settings.chain_gap_days)
        pieces: list[Piece] = [(shown(line.personnummer, self._hide), None)]
        if known.age is not None and not self._hide:
            pieces.append((f"   {PREVIEW['age'].format(age=known.age)}", None))
        pieces.append((f"   {since_words(line)}", Tone.ACCENT))
        lines = [from_pieces(pieces)]
        if line.protected and self._hide:
            lines.append(from_pieces([(CASE["protected_note"], Tone.WARNING)]))
        self.query_one("#who", Static).update(to_content(lines))

    def _draw_sick_leave(self, facts: CaseFacts) -> None:
        settings, on = self.desk.settings, self.rekotui.on
        known = counts(facts.line, on, settings.chain_gap_days)
        head = self.query_one("#leave-head", Static)
        timeline = self.query_one("#timeline", SickLeaveTimeline)
        timeline.display = bool(facts.leaves)
        if not facts.leaves or facts.line.first_day is None:
            head.update(to_content([from_pieces([(CASE["no_leave"], Tone.MUTED)])]))
            return
        pieces: list[Piece] = [(f"{CASE['sick_leave']}  ", Tone.MUTED)]
        pieces.append((PREVIEW["leave"].format(first=facts.line.first_day, last=facts.line.last_day), None))
        if facts.line.length_days is not None:
            pieces.append(("   " + CASE["length"].format(days=facts.line.length_days), None))
        if known.day_today is not None:
            pieces.append(("   " + CASE["day_today"].format(day=known.day_today), None))
        if known.chain_day is not None:
            pieces.append(("   " + CASE["chain_day"].format(day=known.chain_day), Tone.STRONG))
            pieces.append((" " + CASE["estimated"], Tone.MUTED))
        head.update(to_content([from_pieces(pieces)]))
        periods = [TimelinePeriod(p.start, p.end, p.degree) for leave in facts.leaves[::-1] for p in leave.periods]
        spans = [Span(period.start, period.end) for period in facts.line.periods]
        reached = milestones(spans, on, _MILESTONES, settings.chain_gap_days)
        marks = [TimelineMark(each.on, CASE["mark"].format(day=each.day)) for each in reached]
        timeline.show(periods, _near(marks, periods, on), on)

    def _draw_notes(self, notes: tuple[NoteLine, ...]) -> None:
        options = self.query_one("#note-list", OptionList)
        at = options.highlighted
        options.clear_options()
        options.add_options(Option(note_text(note, self._hide), id=str(note.note_id)) for note in notes)
        options.highlighted = min(at or 0, len(notes) - 1) if notes else None
        options.display = bool(notes)
        self.query_one("#note-hint").display = bool(notes)
        self.query_one("#no-notes").display = not notes
        self.query_one("#tab-notes", Tab).label = CASE["notes"].format(count=len(notes) or "").strip()

    # Parts

    @on(Tabs.TabActivated, "#parts")
    def _turned(self, event: Tabs.TabActivated) -> None:
        part = (event.tab.id or "tab-overview").removeprefix("tab-")
        self.query_one("#part", ContentSwitcher).current = part
        self.refresh_bindings()
        self.call_after_refresh(self.query_one(f"#{_LISTS.get(part, part)}").focus)

    def action_part(self, part: str) -> None:
        """Show a part of the case."""
        self.query_one("#parts", Tabs).active = f"tab-{part}"

    def action_turn(self, steps: int) -> None:
        """Show the part beside."""
        current = self.query_one("#part", ContentSwitcher).current or PARTS[0]
        self.action_part(PARTS[(PARTS.index(current) + steps) % len(PARTS)])

    # Doing

    def signal_case(self) -> int:
        """Return this case."""
        return self.case_id

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the key that shows protected identity only where there is one."""
        if action == "reveal":
            return self.facts is not None and self.facts.line.protected
        if action in _CONSENTS:
            return self.facts is not None and self._part == "consents"
        if action == "timeline_kind":
            return self.facts is not None and self._part == "history"
        if action in _ELSEWHERE and self._part == "consents":
            return False
        if action == "void_contact":
            return self._part == "contacts" and not self._hide
        if action in _OF_A_CASE:
            return self.facts is not None
        return True

    @property
    def _part(self) -> str:
        return self.query_one("#part", ContentSwitcher).current or PARTS[0]

    def work_case(self) -> CaseLine | None:
        """Return the case, once it is read."""
        return self.facts.line if self.facts else None

    def shows_protected(self) -> bool:
        """Return whether protected identity is shown here now."""
        return self._revealed

    def hides_identity(self) -> bool:
        """Return whether what names anybody is hidden now."""
        return self._hide

    def book_lines(self) -> tuple[BookLine, ...]:
        """Return the contact book of the case."""
        return self.facts.consents.book if self.facts else ()

    @on(OptionList.OptionSelected, "#contacts-list")
    def _correct_contact(self, event: OptionList.OptionSelected) -> None:
        if not self._hide:
            self.correct_contact(int(event.option.id or 0))

    def action_journal(self) -> None:
        """Show the text for the record: of the contact under the cursor, elsewhere of what waits."""
        if self._hide:
            self.rekotui.say(CASE["reveal_first"] if not self.rekotui.hidden else JOURNAL["hidden"], severity="warning")
            return
        chosen = {"contacts": self.journal_chosen, "history": self.timeline_chosen}.get(self._part)
        self.open_journal(chosen() if chosen else None)

    def action_reveal(self) -> None:
        """Show protected identity here, or hide it again."""
        self._revealed = not self._revealed
        self._draw()
        if self._revealed:
            self.rekotui.say(CASE["revealed"])

    def action_note(self) -> None:
        """Write a note."""
        from screens.note_form import NoteForm

        if self.facts is not None:
            self.rekotui.push_screen(NoteForm(self.case_id, self.facts.line.number))

    @on(OptionList.OptionSelected, "#note-list")
    def _correct_note(self, event: OptionList.OptionSelected) -> None:
        from screens.note_form import NoteForm

        if self.facts is not None and event.option.id is not None and not self._hide:
            number = self.facts.line.number
            self.rekotui.push_screen(NoteForm(self.case_id, number, int(event.option.id)))

    def action_status(self) -> None:
        """Change the status."""
        from screens.status_form import StatusForm

        if self.facts is not None:
            self.rekotui.push_screen(StatusForm(self.case_id, self.facts.line.number))

    def action_edit_facts(self) -> None:
        """Correct facts; protected ones are shown first, so that nobody types over what cannot be seen."""
        from screens.edit_facts import EditFactsForm

        if self.facts is None:
            return
        if self.facts.line.protected and not self._revealed:
            self.rekotui.say(CASE["reveal_first"], severity="warning")
            return
        self.rekotui.push_screen(EditFactsForm(self.case_id, self.facts.line.number))

    def action_sick_leave(self) -> None:
        """Enter a sick leave, or choose the one to correct."""
        from screens.choose import ChooseScreen

        if self.facts is None:
            return
        if not self.facts.leaves:
            self._open_sick_leave("new")
            return
        choices = [("new", SICK_LEAVE_FORM["new"])]
        choices += [
            (
                str(leave.sick_leave_id),
                SICK_LEAVE_FORM["existing"].format(first=leave.first_day, last=leave.last_day),
            )
            for leave in self.facts.leaves
        ]
        self.rekotui.push_screen(ChooseScreen(SICK_LEAVE_FORM["which"], choices), self._open_sick_leave)

    def _open_sick_leave(self, which: str | None) -> None:
        from screens.sick_leave_form import SickLeaveForm

        if which and self.facts is not None:
            leave_id = None if which == "new" else int(which)
            self.rekotui.push_screen(SickLeaveForm(self.case_id, self.facts.line.number, leave_id))


def _near(marks: list[TimelineMark], periods: list[TimelinePeriod], on: date) -> list[TimelineMark]:
    """Leave out marks far beyond what is drawn, which would squeeze the rest together."""
    last = max([on, *(period.end for period in periods)]).toordinal() + 60
    return [mark for mark in marks if mark.on.toordinal() <= last]
