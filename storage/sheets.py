"""Papers before the first talk: noted as sent and received, struck with a reason. Runs in the caller's transaction."""

from datetime import date

from rekotui.base.clock import now, timestamp
from rekotui.base.errors import NothingFoundError, WrongUseError
from rekotui.casework import facts
from rekotui.casework.sheets import EVENTS, SHEETS, STRUCK, WAYS
from storage.database import Work
from storage.guide_models import SheetEvent
from storage.history import Event, digest_of
from storage.models import Case


class SheetRepository:
    """Notes papers within one unit of work."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._session = work.session

    def note(self, case: Case, sheet: str, event: str, way: str, happened_on: date, on: date) -> SheetEvent:
        """Note that a paper was sent or came back, as of `on`; codes as in `casework.sheets`.

        Raises WrongUseError for an unknown code, and for a day that has not come yet.
        """
        if sheet not in SHEETS or event not in EVENTS or way not in WAYS:
            raise WrongUseError("bad_choice", option="sheet", known=", ".join((*SHEETS, *EVENTS, *WAYS)))
        if happened_on > on:
            raise WrongUseError("sheet_in_future")
        noted = SheetEvent(
            case_id=case.id or 0,
            sheet=sheet,
            event=event,
            happened_on=happened_on,
            way=way,
            recorded_at=timestamp(now()),
        )
        self._add(noted, {"sheet": sheet, "on": happened_on.isoformat(), "way": way})
        return noted

    def strike(self, event_id: int, on: date, reason: str) -> None:
        """Strike what was noted by mistake; it is kept with the reason.

        Raises WrongUseError without a reason, NothingFoundError for a row that is not there or is struck already.
        """
        reason = facts.clean_line("reason", reason)
        if not reason:
            raise WrongUseError("reason_needed")
        wrong = self._session.get(SheetEvent, event_id)
        if wrong is None or wrong.event == STRUCK:
            raise NothingFoundError("no_such_sheet")
        if self._work.ask("select 1 from sheet_event where strikes_id = ?", (event_id,)):
            raise NothingFoundError("no_such_sheet")
        struck = SheetEvent(
            case_id=wrong.case_id,
            sheet=wrong.sheet,
            event=STRUCK,
            happened_on=on,
            strikes_id=event_id,
            reason=reason,
            recorded_at=timestamp(now()),
        )
        self._add(struck, {"sheet": wrong.sheet, "strikes": event_id, "reason": reason})

    def _add(self, event: SheetEvent, payload: dict[str, object]) -> None:
        self._session.add(event)
        self._session.flush()
        digest = digest_of(self._work.connection, "sheet_event", event.id or 0)
        self._work.record(Event(f"sheet.{event.event}", "sheet_event", event.id, event.case_id, payload, digest))
