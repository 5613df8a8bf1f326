"""What opens when a guide has been chosen: the interview's screen, or where the same thing has a screen of its own."""

from functools import partial
from typing import Any

from rekotui.casework.guide import DESK_KINDS
from rekotui.casework.guides import in_force
from rekotui.casework.sheets import EVENTS, PREPARATION, SHEETS, SheetNote, states
from screens.checklist import open_checklist
from screens.frame import Frame
from screens.interview_door import open_guide
from storage.reading import CaseLine
from storage.sheet_reading import sheet_notes

_NOTED, _TYPED, _STRIKE = "noted", "typed", "strike"


async def open_any(screen: Frame[Any], guide: str, case: CaseLine | None) -> None:
    """Open a guide about a case, or (`case` None) one of the desk."""
    kind = in_force()[guide].kind
    if kind == "consent" and case is not None:
        _give_consent(screen, case)
    elif kind == "checklist":
        await open_checklist(screen, guide)
    elif kind == "preparation" and case is not None:
        await _prepare(screen, case)
    else:
        await open_guide(screen, guide, case.case_id if case is not None and kind not in DESK_KINDS else None)


async def _prepare(screen: Frame[Any], case: CaseLine) -> None:
    """Ask what to do about the papers before the talk: note them, type the answers in, strike a note."""
    from screens.choose import ChooseScreen
    from screens.sheet_messages import SHEET
    from screens.sheet_words import state_words

    notes = await screen.desk.read(lambda reader: sheet_notes(reader, case.case_id))
    choices = [(_NOTED, SHEET["noted"]), (_TYPED, SHEET["typed"])]
    choices += [(_STRIKE, SHEET["strike_choice"])] if notes else []
    question = "\n".join([SHEET["which"], *map(state_words, states(notes))])
    screen.rekotui.push_screen(ChooseScreen(question, choices), partial(_prepare_chosen, screen, case, notes))


def _prepare_chosen(screen: Frame[Any], case: CaseLine, notes: tuple[SheetNote, ...], which: str | None) -> None:
    from screens.choose import ChooseScreen
    from screens.sheet_form import SheetForm
    from screens.sheet_messages import SHEET

    if which == _NOTED:
        screen.rekotui.push_screen(SheetForm(case.case_id, case.number))
    elif which == _TYPED:
        screen.start(partial(open_guide, screen, PREPARATION, case.case_id), group="guides")
    elif which == _STRIKE:
        words = [SHEET["note"].format(sheet=SHEETS[n.sheet], event=EVENTS[n.event], day=n.happened_on) for n in notes]
        choices = [(str(at), text) for at, text in enumerate(words)]
        ask = ChooseScreen(SHEET["strike_which"], choices[::-1])
        screen.rekotui.push_screen(ask, partial(_strike, screen, case, notes))


def _strike(screen: Frame[Any], case: CaseLine, notes: tuple[SheetNote, ...], which: str | None) -> None:
    from screens.sheet_form import StrikeSheetForm

    if which is not None:
        screen.rekotui.push_screen(StrikeSheetForm(case.case_id, notes[int(which)]))


def _give_consent(screen: Frame[Any], case: CaseLine) -> None:
    """Open the form that fills the same consents as the guide, with the guide's wording to read out."""
    from screens.acts_on_consents import targets
    from screens.choose import ChooseScreen
    from screens.consent_messages import CONSENTS

    ask = ChooseScreen(CONSENTS["which_give"], targets())
    screen.rekotui.push_screen(ask, partial(_consent_chosen, screen, case))


def _consent_chosen(screen: Frame[Any], case: CaseLine, target: str | None) -> None:
    from screens.consent_form import GiveForm

    if target:
        kind, _, party = target.partition(":")
        screen.rekotui.push_screen(GiveForm(case.case_id, case.number, kind, party))
