"""The notice to Försäkringskassan in a box: what may be told, what to check, copied or saved after the gate's answer.

What is shown is a courtesy. What leaves is made of what the gate answers in the transaction that logs it.
"""

import asyncio
import os
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from rekotui.base.clock import clock_on
from rekotui.base.errors import RekotuiError, WrongUseError
from rekotui.base.paths import documents_folder
from rekotui.casework.consent_gate import DISCLOSE, ConsentRefusedError, grounds, grounds_for
from rekotui.casework.consent_state import Moment
from rekotui.casework.disclosure import Permitted, permitted
from rekotui.casework.guides import in_force
from rekotui.exchange.files import write_export
from rekotui.exchange.fk_notice import FACE, Material, Notice, as_text, material, notice, wanted
from screens import commands
from screens.clipboard import copy_now
from screens.dialog import Dialog
from screens.form import case_line
from screens.frame import Frame
from screens.journal_messages import JOURNAL
from screens.notice_messages import NOTICE
from storage.consent_reading import ledger
from storage.reading import Reader

if TYPE_CHECKING:
    from screens.quick import Given
    from storage.database import Work

_MOST_FILES = 50


class Ground(NamedTuple):
    """On what it is let out apart from consent: code and reason, "" for none; `place` is where that was drafted."""

    code: str = ""
    reason: str = ""
    place: str = ""


async def open_notice(screen: Frame[Any], case_id: int, ground: Ground | None = None) -> None:
    """Show the notice of a case, or say what is missing and ask for a ground."""
    on, ground = screen.rekotui.on, ground or Ground()

    def look(reader: Reader) -> tuple[Material, Permitted]:
        known = material(reader, case_line(reader, case_id), on, in_force())
        asked = wanted(ground.code, ground.reason)
        return known, permitted(asked, ledger(reader, case_id), Moment(on, clock_on(on)))

    known, allowed = await screen.desk.read(look)
    if allowed.answer.allowed:
        screen.rekotui.push_screen(NoticeScreen(known, allowed, ground))
    else:
        _ask_ground(screen, case_id, allowed.answer.sentence)


def _ask_ground(screen: Frame[Any], case_id: int, sentence: str) -> None:
    from screens.quick import Answer, Ask, QuickScreen

    place, words = f"case:{case_id}:notice:ground", grounds()
    asks = (Ask("reason", NOTICE["why"]),)
    answers = [Answer(code, words[code], asks) for code in grounds_for(DISCLOSE, wanted().party)]

    def answered(given: "Given | None") -> None:
        if given is not None:
            ground = Ground(given.key, given.typed.get("reason", ""), place)
            screen.start(partial(open_notice, screen, case_id, ground), group="notice")

    text = NOTICE["refused_hint"].format(sentence=sentence)
    screen.rekotui.push_screen(QuickScreen(NOTICE["refused"], answers, place=place, text=text), answered)


class NoticeScreen(Dialog[None]):
    """The text as it may leave now. Copying and saving ask again, and are logged."""

    PLACE = commands.NOTICE
    CSS_PATH: ClassVar[CSSPathType | None] = ["dialog.tcss", "notice.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.NOTICE)
    AUTO_FOCUS = "#notice-text"

    def __init__(self, known: Material, allowed: Permitted, ground: Ground) -> None:
        super().__init__()
        self._known, self._ground = known, ground
        self._made: Notice = notice(known, allowed)
        self._watched = False

    def box(self) -> Iterable[Widget]:
        """Yield title, text, what to check, and the keys."""
        yield Vertical(
            Static(NOTICE["title"].format(case=self._known.line.number), markup=False, classes="title"),
            VerticalScroll(Static(markup=False, id="notice-body"), id="notice-text"),
            VerticalScroll(Static(markup=False, id="notice-said"), id="notice-checks", can_focus=False),
            Static(NOTICE["hint"], markup=False, classes="hint"),
            classes="box",
        )

    def on_mount(self) -> None:
        """Show the text."""
        super().on_mount()
        self._draw()

    def identities_changed(self) -> None:
        """Hide the text, or show it again."""
        super().identities_changed()
        self._draw()

    def _draw(self) -> None:
        if not self.query("#notice-body"):
            return
        text = NOTICE["hidden"] if self.rekotui.hidden else as_text(self._made).strip()
        self.query_one("#notice-body", Static).update(Content(text))
        checks = [NOTICE["checks"], *(NOTICE["check"].format(text=each) for each in self._made.checks)]
        self.query_one("#notice-said", Static).update(Content("\n".join(checks)))

    # Doing

    def action_copy_text(self) -> None:
        """Copy the text, once the gate has answered and the answer is logged."""
        if not self.rekotui.hidden:
            self.start(self._copy, group="notice")

    async def _copy(self) -> None:
        if (text := await self._let_out()) is None:
            return
        self.app.copy_to_clipboard(text)
        await asyncio.to_thread(copy_now, text)
        self.rekotui.say(NOTICE["copied"])
        if not self.rekotui.told_of_clipboard:
            self.rekotui.told_of_clipboard = True
            self.rekotui.say(JOURNAL["outside"], severity="warning")

    def action_save_text(self) -> None:
        """Save the text as a file among her documents, once the gate has answered and the answer is logged."""
        if not self.rekotui.hidden:
            self.start(self._save, group="notice")

    async def _save(self) -> None:
        if (text := await self._let_out()) is None:
            return
        name = partial(NOTICE["file"].format, case=self._known.line.number, day=self._known.on)
        try:
            path = await asyncio.to_thread(_written, name, text)
        except RekotuiError as error:
            self.rekotui.report(error)
            return
        self.rekotui.say(NOTICE["saved"].format(path=path))

    async def _let_out(self) -> str | None:
        """Return the text as the gate lets it out, logged; None where the patient has changed her mind meanwhile."""
        case_id, on, ground = self._known.line.case_id, self._known.on, self._ground

        def write(work: "Work") -> Permitted:
            from storage.disclosures import disclose
            from storage.drafts import DraftRepository

            asked = wanted(ground.code, ground.reason)
            allowed = disclose(work, case_id, asked, Moment(on, clock_on(on)), FACE)
            if ground.place:
                DraftRepository(work).let_go(ground.place)
            return allowed

        try:
            allowed = await self.desk.write(write)
        except ConsentRefusedError as error:
            self.rekotui.report(error)
            await self.leave_with(None)
            return None
        self._made = notice(self._known, allowed)
        self._draw()
        return as_text(self._made)

    def action_watch_answer(self) -> None:
        """Lay in that an answer is to have come by the day of the rule."""
        if self._watched:
            self.rekotui.say(NOTICE["watched_already"])
            return
        self._watched = True
        self.start(self._watch, group="watch")

    async def _watch(self) -> None:
        def write(work: "Work") -> None:
            from storage.cases import CaseRepository
            from storage.follow_ups import FollowUpRepository, NewFollowUp

            case = CaseRepository(work).get(self._known.line.case_id)
            new = NewFollowUp(self._known.answer_by, "answer", wanted().party, body=NOTICE["watch_body"])
            FollowUpRepository(work).add(case, new)

        try:
            await self.desk.write(write)
        except RekotuiError:
            self._watched = False
            raise
        self.rekotui.say(NOTICE["watched"].format(day=self._known.answer_by))


def _written(name: Any, text: str) -> str:
    """Write a new file among her documents, under the first name that is free; return its path as she knows it."""
    folder = documents_folder()
    for at in range(1, _MOST_FILES):
        path = os.path.join(folder, name(more="" if at == 1 else f"-{at}"))
        try:
            write_export(path, text, force=False)
        except WrongUseError:
            continue
        return path.replace(os.path.expanduser("~"), "~", 1)
    raise WrongUseError("file_exists")
