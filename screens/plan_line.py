"""Whom she may talk to, and how a case's interview and plan stand: a line each, with the key that opens it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text

from rekotui.casework.consent_matrix import MatrixRow
from rekotui.exchange.plan_record import in_short
from screens.consent_words import may_talk_line
from screens.plan_messages import OVERVIEW
from screens.widgets.toned_text import from_pieces
from screens.widgets.tones import Piece, Tone

if TYPE_CHECKING:
    from screens.case_work import CaseWork


def standing_lines(matrix: Iterable[MatrixRow], work: "CaseWork") -> list[Text]:
    """Return the three lines."""
    interview = work.interview
    if interview is None:
        talked = OVERVIEW["no_interview"]
    elif interview.closed_on is not None:
        talked = OVERVIEW["interview_closed"].format(day=interview.closed_on)
    else:
        talked = OVERVIEW["interview_open"].format(day=interview.started_on)
    return [
        may_talk_line(matrix),
        _line("interview", talked, known=interview is not None),
        _line("plan", in_short(work.plan) or OVERVIEW["no_plan"], known=work.plan is not None),
    ]


def _line(name: str, told: str, *, known: bool) -> Text:
    pieces: list[Piece] = [(OVERVIEW[name], Tone.MUTED), (f"  {told}", None if known else Tone.MUTED)]
    return from_pieces([*pieces, (f"  {OVERVIEW[f'{name}_key']}", Tone.MUTED)])
