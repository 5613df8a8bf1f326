"""The part “Samtycken” of a case: who may be told what today, and below it the log, newest first."""

from datetime import date
from typing import NamedTuple

from rich.text import Text
from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static

from rekotui.casework import consent as rules
from rekotui.casework.consent_matrix import MatrixRow
from screens.acts_on_consents import ActsOnConsents
from screens.consent_messages import CONSENTS
from screens.consent_words import (
    LOG_COLUMNS,
    MATRIX_COLUMNS,
    LogRows,
    MatrixRows,
    event_lines,
    matrix_key,
    state_lines,
)
from screens.widgets.case_table import CaseTable
from screens.widgets.toned_text import to_content
from storage.consent_reading import BookLine, ConsentEventLine, book_of, consent_log, consent_matrix
from storage.reading import Reader

_END_OF_DAY = "24:00"
"""All that was entered today counts: a consent that was withdrawn this morning is no longer one."""
_MOST_ROWS = 9


class CaseConsents(NamedTuple):
    """The consents of a case, read with the rest of it."""

    matrix: tuple[MatrixRow, ...]
    log: tuple[ConsentEventLine, ...]
    book: tuple[BookLine, ...]


def read_consents(reader: Reader, case_id: int, on: date) -> CaseConsents:
    """Read what applies on a day, the log and the contact book."""
    return CaseConsents(
        consent_matrix(reader, case_id, on, _END_OF_DAY), consent_log(reader, case_id), book_of(reader, case_id)
    )


def consents_part() -> Widget:
    """Return the part: both tables, and the full content of the row at hand where there is room."""
    return Horizontal(
        Vertical(
            CaseTable(MATRIX_COLUMNS, id="consents-matrix"),
            Static(CONSENTS["legend"], markup=False, id="consents-legend"),
            CaseTable(LOG_COLUMNS, id="consents-log"),
            Static(CONSENTS["none"], markup=False, id="no-consents"),
            Static(CONSENTS["hint"], markup=False, id="consents-hint"),
            id="consents-tables",
        ),
        VerticalScroll(Static(markup=False, id="consents-text"), id="consents-pane"),
        id="consents",
    )


class ShowsConsents(ActsOnConsents):
    """A case whose consents are shown."""

    _consents: CaseConsents | None = None
    _consents_hidden = False
    _stand_on: int | None = None

    def draw_consents(self, consents: CaseConsents, hide: bool) -> None:
        """Write both tables anew, each with its cursor on the row where it was."""
        self._consents, self._consents_hidden = consents, hide
        matrix, log = self._table("matrix"), self._table("log")
        matrix.styles.height = min(len(consents.matrix), _MOST_ROWS) + 1
        here = next((row for row in consents.matrix if self._stand_on and row.consent_id == self._stand_on), None)
        self._stand_on = None if here else self._stand_on
        matrix.reload(MatrixRows(consents.matrix, hide), matrix_key(here) if here else None)
        log.reload(LogRows(consents.log, hide))
        log.display = bool(consents.log)
        self.query_one("#no-consents").display = not consents.log
        self._draw_pane()

    def stand_on_consent(self, consent_id: int | None) -> None:
        """Put the cursor on a consent when the log is read the next time."""
        self._stand_on = consent_id
        if consent_id is not None and self._consents is not None:
            self.draw_consents(self._consents, self._consents_hidden)

    def _table(self, which: str) -> CaseTable:
        return self.query_one(f"#consents-{which}", CaseTable)

    @on(CaseTable.RowHighlighted, "#consents-matrix, #consents-log")
    def _moved(self) -> None:
        self._draw_pane()

    def on_descendant_focus(self) -> None:
        """Show what the table in focus is about."""
        if self._consents is not None:
            self._draw_pane()

    def _draw_pane(self) -> None:
        self.query_one("#consents-text", Static).update(to_content(self._lines()))

    @on(CaseTable.RowSelected, "#consents-matrix, #consents-log")
    def _open_row(self) -> None:
        from screens.consent_messages import DETAIL
        from screens.why import WhyScreen

        if lines := self._lines():
            self.rekotui.push_screen(WhyScreen(DETAIL["title"], lines, covers=True))

    # What the keys are about

    @property
    def matrix_at(self) -> MatrixRow | None:
        """The row of the matrix under the cursor."""
        key = self._table("matrix").cursor_key
        rows = self._consents.matrix if self._consents else ()
        return next((row for row in rows if matrix_key(row) == key), None)

    @property
    def event_at(self) -> ConsentEventLine | None:
        """The event under the cursor of the log; None while the log has not the focus."""
        log = self._table("log")
        lines = self._consents.log if self._consents and log.has_focus else ()
        return next((line for line in lines if str(line.event_id) == log.cursor_key), None)

    def consent_at(self) -> int | None:
        """Return the number of the consent that the keys are about; None where there is none."""
        if (event := self.event_at) is not None:
            return event.consent_id
        return row.consent_id if (row := self.matrix_at) is not None else None

    def events_of(self, consent_id: int) -> tuple[ConsentEventLine, ...]:
        """Return what has happened to a consent, the newest first."""
        lines = self._consents.log if self._consents else ()
        return tuple(line for line in lines if line.consent_id == consent_id)

    def party_at(self) -> str:
        """Return the party of the consent under the cursor, while the consents are shown: a contact begins with it."""
        shown = self.query_one("#part", ContentSwitcher).current == "consents"
        row = self.matrix_at if shown else None
        return row.party if row is not None and row.kind == rules.PARTY else ""

    def _lines(self) -> list[Text]:
        if (event := self.event_at) is not None:
            return event_lines(event, self._consents_hidden)
        if (row := self.matrix_at) is None:
            return []
        lines = state_lines(row, self._consents_hidden)
        events = self.events_of(row.consent_id) if row.consent_id else ()
        newest = next((line for line in events if not line.voided and line.event != rules.VOIDED), None)
        return [*lines, Text(""), *event_lines(newest, self._consents_hidden)] if newest else lines
