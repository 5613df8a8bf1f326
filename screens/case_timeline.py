"""The part “Historik” of a case: all that has happened in one line of time, by kind, and the way on to each thing."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from screens.case_consents import ShowsConsents
from screens.case_work import ActsOnCaseWork
from screens.consent_messages import DETAIL
from screens.consent_words import event_lines
from screens.messages import CASE
from screens.timeline_messages import KIND_FILTERS, TIMELINE
from screens.timeline_words import COLUMNS, TimelineRows, detail_lines, recent_lines
from screens.widgets.case_table import CaseTable
from screens.widgets.empty_state import EmptyState
from screens.widgets.toned_text import to_content
from storage.journal_marks import CONSENT_EVENT, CONTACT, STATUS_CHANGE
from storage.reading import Reader
from storage.timeline import ALL, TimelineLine, page

if TYPE_CHECKING:
    from screens.frame import Frame

_KINDS = tuple(KIND_FILTERS)
_SUBJECTS = {"contact": CONTACT, "consent": CONSENT_EVENT, "status": STATUS_CHANGE}
"""What the record calls the kinds that have a text of their own."""
_RECENT, _RECENT_BELOW = 30, 8
"""How much of what happened last stands beside the overview, and below it where there is no room beside."""


def read_recent(reader: Reader, case_id: int, on: date) -> tuple[TimelineLine, ...]:
    """Read what happened last in a case: nothing that is to come."""
    return page(reader, case_id, limit=_RECENT, until=on)


def timeline_part() -> Widget:
    """Return the part: what is shown, the table, and what to say where there is nothing of a kind."""
    return Vertical(
        Static(markup=False, id="timeline-filter"),
        CaseTable(COLUMNS, id="timeline-table"),
        EmptyState(TIMELINE["none_title"], TIMELINE["none_advice"], id="no-timeline"),
        id="history",
    )


class ShowsTimeline(ShowsConsents, ActsOnCaseWork):
    """A case whose line of time is shown: a page is read when it is looked at."""

    _kind = ALL
    _rows: TimelineRows | None = None

    _recent: tuple[TimelineLine, ...] = ()
    _recent_hidden = True

    def draw_recent(self, recent: tuple[TimelineLine, ...], hide: bool) -> None:
        """Write what happened last on the overview."""
        self._recent, self._recent_hidden = recent, hide
        most = _RECENT if self.has_class("-wide") else _RECENT_BELOW
        self.query_one("#recent", Static).update(to_content(recent_lines(recent[:most], hide)))

    def on_resize(self) -> None:
        """Fit what happened last to its place."""
        if self._rows is not None:
            self.call_after_refresh(self.draw_recent, self._recent, self._recent_hidden)

    def draw_timeline(self, case_id: int, hide: bool) -> None:
        """Ask for the rows anew, with the cursor on the row where it was."""
        self._rows = TimelineRows(self.desk, case_id, self._kind, hide)
        table = self.query_one("#timeline-table", CaseTable)
        # A hidden table asks for nothing: `_timeline_came` says if it is empty.
        table.display, self.query_one("#no-timeline").display = True, False
        table.reload(self._rows)

    @on(CaseTable.Loaded, "#timeline-table")
    def _timeline_came(self, event: CaseTable.Loaded) -> None:
        words = TIMELINE["filter"].format(kind=KIND_FILTERS[self._kind], count=event.count)
        self.query_one("#timeline-filter", Static).update(words)
        if not event.count:
            had_focus = self.query_one("#timeline-table").has_focus
            self.query_one("#timeline-table").display, self.query_one("#no-timeline").display = False, True
            if had_focus:
                self.set_focus(None)

    def action_timeline_kind(self, steps: int) -> None:
        """Show another kind alone, or all of them again."""
        self._kind = _KINDS[(_KINDS.index(self._kind) + steps) % len(_KINDS)]
        if (line := self.work_case()) is not None:
            self.draw_timeline(line.case_id, self.hides_identity())
            table = self.query_one("#timeline-table", CaseTable)
            table.action_first()
            table.focus()

    @property
    def timeline_at(self) -> TimelineLine | None:
        """What stands under the cursor of the line of time."""
        key = self.query_one("#timeline-table", CaseTable).cursor_key
        return self._rows.lines.get(key) if self._rows is not None and key is not None else None

    def timeline_chosen(self) -> tuple[str, int] | None:
        """Return what the text for the record is to be about: the line under the cursor, if it has one."""
        line = self.timeline_at
        if line is None or line.kind not in _SUBJECTS or (line.state and not line.due):
            return None
        return _SUBJECTS[line.kind], line.row_id

    def hides_identity(self) -> bool:
        """Return whether what names anybody is hidden now."""
        return True

    # Opening

    @on(CaseTable.RowSelected, "#timeline-table")
    def _open_line(self) -> None:
        line, case = self.timeline_at, self.work_case()
        if line is None or case is None:
            return
        if self.hides_identity():
            self.rekotui.say(CASE["reveal_first"], severity="warning")
        elif line.state or not self._opened(line, case.case_id, case.number):
            self._read(line)

    def _opened(self, line: TimelineLine, case_id: int, number: str) -> bool:
        """Open what stands where it is changed; return False for what can only be read."""
        if line.kind == "contact" and self._work is not None:
            known = any(each.contact_id == line.row_id for each in self._work.contacts)
            if known:
                self.correct_contact(line.row_id)
            return known
        if line.kind == "follow_up" and self._work is not None:
            found = next((each for each in self._work.follow_ups if each.follow_up_id == line.row_id), None)
            if found is not None:
                self.ask_about(found)
            return found is not None
        if line.kind == "note":
            from screens.note_form import NoteForm

            self.rekotui.push_screen(NoteForm(case_id, number, line.row_id))
            return True
        if line.kind == "interview":
            open_guide(self, line)
            return True
        return False

    def _read(self, line: TimelineLine) -> None:
        from screens.why import WhyScreen

        if line.kind == "consent" and self._consents is not None:
            found = next((each for each in self._consents.log if each.event_id == line.row_id), None)
            if found is not None:
                self.rekotui.push_screen(WhyScreen(DETAIL["title"], event_lines(found, hide=False), covers=True))
                return
        self.rekotui.push_screen(WhyScreen(TIMELINE["detail"], detail_lines(line, hide=False), covers=True))


def open_guide(screen: "Frame[None]", line: TimelineLine) -> None:
    """Go on with a filled-in guide that is open, or show the summary of one that is closed."""
    from screens.interview import InterviewScreen
    from screens.interview_summary import InterviewSummaryScreen

    guide = InterviewSummaryScreen if line.told["closed"] else InterviewScreen
    screen.call_after_refresh(partial(screen.rekotui.push_screen, guide(line.row_id)))
