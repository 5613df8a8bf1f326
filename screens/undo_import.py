"""Taking back the latest list from a screen: what it would do is said first, ”Nej” has the focus."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from rekotui.base.errors import BusyError
from screens.frame import Frame
from screens.messages import UNDO
from storage.undo_preview import ToUndo, import_to_undo

if TYPE_CHECKING:
    from storage.database import Work
    from storage.import_undo import Undone

_NUMBERS = 6


async def offer_undo(
    frame: Frame[Any], then: Callable[["Undone"], None], *, unit: str | None = None, expected: int | None = None
) -> None:
    """Ask whether to undo the latest list (of a unit, if one is given), and do it on a yes; `then` tells of it.

    Raises BusyError if another list has come after the one that is `expected`, and what reading can raise.
    """
    plan = await frame.desk.read(lambda reader: import_to_undo(reader, unit))
    if plan is None:
        frame.rekotui.say(UNDO["nothing"])
        return
    if expected not in (None, plan.import_id):
        raise BusyError("undo_other_list")
    from screens.choose import ConfirmScreen

    async def undo() -> None:
        then(await frame.desk.write(partial(_undo, frame, unit, plan.import_id)))

    def answered(yes: bool | None) -> None:
        if yes:
            frame.start(undo, group="undo")

    frame.rekotui.push_screen(ConfirmScreen(_question(plan), UNDO["yes"], "\n".join(_details(plan))), answered)


def _undo(frame: Frame[Any], unit: str | None, import_id: int, work: "Work") -> "Undone":
    from storage.import_undo import ImportUndo

    return ImportUndo(work).undo(frame.rekotui.on, unit, import_id)


def told(done: "Undone") -> list[str]:
    """Return what undoing did, a sentence a line; cases are named by their numbers only."""
    lines = [UNDO["done"].format(day=done.list_date)]
    lines += [UNDO["voided"].format(count=len(done.voided))] if done.voided else []
    lines += [UNDO["restored"].format(count=len(done.restored))] if done.restored else []
    lines += [UNDO["kept"].format(cases=", ".join(done.kept))] if done.kept else []
    return [*lines, UNDO["brings_back"]] if done.brought_back else lines


def _question(plan: ToUndo) -> str:
    words = UNDO["ask_unit"] if plan.unit else UNDO["ask"]
    return words.format(day=plan.list_date, unit=plan.unit, rows=plan.rows)


def _details(plan: ToUndo) -> list[str]:
    lines = [UNDO["will_void"].format(count=len(plan.opened))] if plan.opened else []
    lines += [UNDO["will_restore"].format(count=len(plan.changed))] if plan.changed else []
    lines += [UNDO["will_keep"].format(cases=_numbers(plan.kept))] if plan.kept else []
    lines += [UNDO["will_withdraw"].format(count=plan.decisions)] if plan.decisions else []
    lines += [] if lines else [UNDO["will_touch_nobody"]]
    return [*lines, UNDO["brings_back"]] if plan.brings_back else lines


def _numbers(cases: Sequence[str]) -> str:
    more = UNDO["more"].format(count=len(cases) - _NUMBERS) if len(cases) > _NUMBERS else ""
    return ", ".join(cases[:_NUMBERS]) + more
