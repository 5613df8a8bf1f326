"""A meeting on paper, from its list: the invitation, or what was agreed, with or without the patient's name."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from rekotui.base.clock import clock_on
from rekotui.casework.consent_state import Moment
from rekotui.exchange.minutes import FACE, meeting_to_tell, minutes_of, wanted_for
from rekotui.exchange.paper.minutes_paper import minutes_paper
from rekotui.exchange.paper.ready import Ready
from rekotui.exchange.paper.typesetting import Sender
from screens.frame import Frame
from screens.meeting_messages import MEETINGS
from screens.paper import Face, PaperScreen
from storage.reading import CaseLine, Reader

if TYPE_CHECKING:
    from storage.database import Work

_PLAIN, _NAMED = "plain", "named"


class MeetingPaperScreen(PaperScreen):
    """A paper that names the patient is let out to everybody who is there: the consent log is asked first."""

    def __init__(self, case: CaseLine, meeting_id: int, faces: list[Face]) -> None:
        super().__init__(MEETINGS["print_title"], f"{MEETINGS['file']}-{case.number}", faces, case.unit)
        self._case, self._meeting_id = case, meeting_id

    async def write_to(self, values: Mapping[str, str], path: str, *, force: bool) -> None:
        """Ask and log where the patient is named, then write it."""
        if values.get("what") == _NAMED:
            line = await self.desk.read(lambda reader: meeting_to_tell(reader, self._case, self._meeting_id))
            on = self.rekotui.on

            def write(work: "Work") -> None:
                from storage.disclosures import disclose

                for each in wanted_for(line):
                    disclose(work, self._case.case_id, each, Moment(on, clock_on(on)), FACE, "pdf")

            await self.desk.write(write)
        await super().write_to(values, path, force=force)


def print_meeting(screen: Frame[None], case: CaseLine, meeting_id: int) -> None:
    """Write a meeting to a file; a protected identity is named on none."""
    on = screen.rekotui.on

    def make(named: bool, reader: Reader, sender: Sender) -> Ready:
        found = minutes_of(meeting_to_tell(reader, case, meeting_id), case, identities=named)
        return minutes_paper(case, found, sender, on)

    faces = [Face(_PLAIN, MEETINGS["plain"], partial(make, False))]
    if not case.protected:
        faces.append(Face(_NAMED, MEETINGS["named"], partial(make, True)))
    screen.rekotui.push_screen(MeetingPaperScreen(case, meeting_id, faces))
