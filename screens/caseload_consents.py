"""The preview's line of consents: who may be talked with. Asked of one case, when the cursor has come to rest on it."""

import asyncio
from collections.abc import Iterable
from datetime import date

from rekotui.casework import consent as rules
from rekotui.casework.case_facts import EMPLOYER
from rekotui.casework.consent_matrix import MatrixRow
from rekotui.casework.consent_state import NONE
from rekotui.casework.contact import short_party
from screens.consent_messages import CONSENTS, PREVIEW_CONSENTS
from screens.frame import Frame
from screens.signal_words import short_day
from storage.consent_reading import consent_matrix
from storage.reading import Reader

_END_OF_DAY, _REST = "24:00", 0.08
_MOST = 1
"""One line holds no more beside whom is waited for; the case itself shows them all."""


class PreviewsConsents(Frame[None]):
    """A list with a preview; remembers what it has asked until something changes."""

    _consent_words: dict[int, str] | None = None

    def forget_consents(self) -> None:
        """Ask anew from now on: somebody has written, or it is another day."""
        self._consent_words = {}

    def consents_of(self, case_id: int) -> str:
        """Return the words about a case, "" until they are here; the preview is drawn anew when they come."""
        known = self._consent_words if self._consent_words is not None else {}
        self._consent_words = known
        if case_id in known:
            return known[case_id]

        async def ask() -> None:
            await asyncio.sleep(_REST)  # a list that is run through asks for nothing
            known[case_id] = await self.desk.read(lambda reader: read_words(reader, case_id, self.rekotui.on))
            if known[case_id] and self.is_attached:
                self.consents_came()

        self.start(ask, group="consents")
        return ""

    def consents_came(self) -> None:
        """Draw the preview anew."""


def read_words(reader: Reader, case_id: int, on: date) -> str:
    """Read what the preview says of a case's consents on a day."""
    return consents_in_short(consent_matrix(reader, case_id, on, _END_OF_DAY), on)


def consents_in_short(rows: Iterable[MatrixRow], on: date) -> str:
    """Return the answer about the employer, else about another party outside; a no to coordination stands for all.

    "" where nobody has been asked: signals say that.
    """
    asked = [row for row in rows if row.state != NONE]
    first = next((row for row in asked if row.kind == rules.COORDINATION), None)
    if first is not None and not first.may:
        return PREVIEW_CONSENTS["coordination"]
    outside = [row for row in asked if row.kind == rules.PARTY]
    outside.sort(key=lambda row: (row.party != EMPLOYER, not row.may))
    told = [PREVIEW_CONSENTS["party"].format(party=short_party(row.party), answer=_answer(row, on)) for row in outside]
    more = [PREVIEW_CONSENTS["more"].format(count=len(told) - _MOST)] if len(told) > _MOST else []
    return PREVIEW_CONSENTS["line"].format(told=", ".join([*told[:_MOST], *more])) if told else ""


def _answer(row: MatrixRow, on: date) -> str:
    if not row.may:
        return PREVIEW_CONSENTS["no"]
    words = PREVIEW_CONSENTS["present"] if row.presence == rules.ONLY_PRESENT else PREVIEW_CONSENTS["yes"]
    return f"{words} {CONSENTS['until_day'].format(day=short_day(row.until, on))}" if row.until else words
