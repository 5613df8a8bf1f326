"""What is put on paper from a case and from an interview: the consent form, the preparation sheet, the summary."""

from functools import partial
from typing import TYPE_CHECKING

from rekotui.base.errors import NothingFoundError
from rekotui.casework.guides import in_force
from screens.frame import Frame
from screens.paper_messages import CONSENT, INTERVIEW, PAPER, PREPARATION
from storage.interview_reading import stored_sheet
from storage.reading import CaseLine, Reader

if TYPE_CHECKING:
    from rekotui.exchange.paper.consent_sheet import Wanted
    from rekotui.exchange.paper.ready import Ready
    from rekotui.exchange.paper.typesetting import Sender


class PrintsPapers(Frame[None]):
    """A screen of one case, from which papers are printed."""

    def work_case(self) -> CaseLine | None:
        """Return the case at hand, None before it is read."""
        return None

    def action_print_preparation(self) -> None:
        """Write the preparation sheet to a file."""
        from rekotui.exchange.paper.preparation import preparation_sheet
        from screens.paper import Face, PaperScreen

        if (case := self.work_case()) is None:
            return
        on = self.rekotui.on
        face = Face("sheet", "", lambda _reader, sender: preparation_sheet(case, in_force(), sender, on))
        stem = f"{PREPARATION['file']}-{case.number}"
        self.rekotui.push_screen(PaperScreen(PREPARATION["title"], stem, [face], case.unit))

    def print_consent(self, kind: str, party: str, consent_id: int | None) -> None:
        """Write the form of a consent to a file: of one in the log, else of that kind to that party."""
        from rekotui.exchange.paper.consent_sheet import Wanted, checked
        from screens.paper import Face, PaperScreen

        if (case := self.work_case()) is None:
            return
        wanted = checked(Wanted(kind, party, consent_id))
        empty = wanted._replace(consent_id=None, empty=True)
        faces = [
            Face("log", CONSENT["log"], partial(self._form, case, wanted)),
            Face("empty", CONSENT["empty"], partial(self._form, case, empty)),
            Face("blank", CONSENT["blank"], partial(self._form, None, empty)),
        ]
        note = PAPER["protected"] if case.protected else ""
        stem = f"{CONSENT['file']}-{case.number}"
        self.rekotui.push_screen(PaperScreen(CONSENT["title"], stem, faces, case.unit, note))

    def _form(self, case: CaseLine | None, wanted: "Wanted", reader: Reader, sender: "Sender") -> "Ready":
        from rekotui.exchange.paper.consent_export import consent_form

        return consent_form(reader, case, self.rekotui.on, wanted, in_force(), sender)


def print_interview(screen: Frame[None], case: CaseLine, interview_id: int, *, shown: bool) -> None:
    """Write an interview to a file from its summary; what is sensitive only where it is shown there."""
    from rekotui.exchange.interview_record import BY_SOKORD, sheet_text
    from rekotui.exchange.paper.interview_paper import interview_paper
    from screens.paper import Face, PaperScreen

    on = screen.rekotui.on

    def made(private: bool, reader: Reader, sender: "Sender") -> "Ready":
        guides = in_force()
        stored = stored_sheet(reader, interview_id, guides)
        if stored is None:
            raise NothingFoundError("no_interview", title=INTERVIEW["title"])
        found = sheet_text(case, stored, guides, BY_SOKORD, sensitive=private, protected=private)
        return interview_paper(found, sender, on, sensitive=private)

    faces = [Face("open", INTERVIEW["open"], partial(made, False))]
    faces += [Face("all", INTERVIEW["all"], partial(made, True))] if shown else []
    stem = f"{INTERVIEW['file']}-{case.number}"
    screen.rekotui.push_screen(PaperScreen(INTERVIEW["title"], stem, faces, case.unit))
