"""The questions of a review: why somebody is left, how long to wait, and by what right the list is read."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar

from rich.text import Text
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from rekotui.exchange.review_people import Screening
from screens import commands
from screens.dialog import Dialog
from screens.quick import Answer, Ask, Given, QuickScreen
from screens.review_messages import LEAVE, LEAVE_REASONS, WAIT, WITHOUT
from screens.widgets.toned_text import to_content

REGISTER, READ, BACK = "register", "read", "back"
_OWN = "own"
EXCEPTION_PLACE = "assignment:exception"


def leave_question(place: str) -> QuickScreen:
    """Ask why somebody is left without action."""
    own = Answer(_OWN, LEAVE["own"], (Ask("reason", LEAVE["reason"], LEAVE["reason_hint"]),))
    reasons = [Answer(words, words) for words in LEAVE_REASONS]
    return QuickScreen(LEAVE["title"], [*reasons, own], place=place)


def leave_reason(given: Given) -> str:
    """Return the reason that was chosen or typed."""
    return given.typed["reason"] if given.key == _OWN else given.key


def wait_question(on: date, place: str) -> QuickScreen:
    """Ask until when to wait."""
    days = {"week": on + timedelta(days=7), "two_weeks": on + timedelta(days=14), "month": a_month_on(on)}
    quick = [Answer(day.isoformat(), WAIT[key].format(day=day)) for key, day in days.items()]
    asks = (
        Ask("day", WAIT["day"], days["month"].isoformat(), after=on),
        Ask("reason", WAIT["reason"], WAIT["reason_hint"], needed=False),
    )
    return QuickScreen(WAIT["title"], [*quick, Answer(_OWN, WAIT["own"], asks)], place=place)


def wait_answer(given: Given) -> tuple[date, str]:
    """Return the day to wait to, and the reason if one was typed."""
    if given.key == _OWN:
        return date.fromisoformat(given.typed["day"].strip()), given.typed["reason"]
    return date.fromisoformat(given.key), ""


def right_question(shown: Screening) -> QuickScreen:
    """Ask by what right a list is read when no assignment holds: register it, log an exception, or go back."""
    reason = Ask("reason", WITHOUT["reason"], WITHOUT["reason_hint"])
    answers = (
        Answer(REGISTER, WITHOUT["register"]),
        Answer(READ, WITHOUT["read"], (reason,)),
        Answer(BACK, WITHOUT["back"]),
    )
    text = WITHOUT["text"].format(count=shown.without_case)
    return QuickScreen(WITHOUT["title"], answers, place=EXCEPTION_PLACE, text=text)


def a_month_on(day: date) -> date:
    """Return the same day of the next month, or its last day where it is shorter."""
    first = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


class DetailsScreen(Dialog[None]):
    """Everything the review says about one person, in a box to scroll."""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.DIALOG)
    AUTO_FOCUS = "#details"

    def __init__(self, lines: list[Text]) -> None:
        super().__init__()
        self._lines = lines

    def box(self) -> Iterable[Widget]:
        """Yield the lines."""
        yield Vertical(
            VerticalScroll(Static(to_content(self._lines), markup=False), id="details"),
            classes="box wide",
        )
