"""What opens when a guide has been chosen: the interview's screen, or where the same thing has a screen of its own."""

from functools import partial
from typing import Any

from rekotui.casework.guide import DESK_KINDS
from rekotui.casework.guides import in_force
from screens.frame import Frame
from screens.interview_door import open_guide
from storage.reading import CaseLine


async def open_any(screen: Frame[Any], guide: str, case: CaseLine | None) -> None:
    """Open a guide about a case, or (`case` None) one of the desk."""
    kind = in_force()[guide].kind
    if kind == "consent" and case is not None:
        _give_consent(screen, case)
    else:
        await open_guide(screen, guide, case.case_id if case is not None and kind not in DESK_KINDS else None)


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
