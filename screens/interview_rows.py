"""Sections that are filled in several times, such as the participants of a meeting: a row more, a row less."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from rekotui.casework.guide import Section
from rekotui.casework.interview import Place, rows_of
from screens.guide_messages import GUIDES
from screens.interview_closing import ClosesInterview
from screens.interview_facts import asked_at

if TYPE_CHECKING:
    from storage.database import Work


class RepeatsSections(ClosesInterview):
    """A guide whose repeated sections can have rows added and removed."""

    def _section(self) -> Section | None:
        """Return the section that is shown, if it is one of rows; else say so."""
        one = asked_at(self.sheet, self.place) if self.sheet is not None else None
        if one is not None and one.section.repeat is not None:
            return one.section
        self.rekotui.say(GUIDES["no_rows"])
        return None

    def row_here(self) -> str:
        """Return which row of its section is shown, in words; "" in a section that is filled in once."""
        one = asked_at(self.sheet, self.place) if self.sheet is not None else None
        if one is None or self.sheet is None or one.section.repeat is None:
            return ""
        rows = rows_of(self.sheet, one.section)
        return GUIDES["row"].format(label=one.section.repeat.label, number=rows.index(one.row) + 1, there=len(rows))

    def row_head(self) -> str:
        """Return the same with the key that adds a row."""
        row = self.row_here()
        return GUIDES["row_head"].format(row=row) if row else ""

    def origin_words(self) -> str:
        """Return where the answer that is shown comes from, while it is a proposal that nobody has said yes to."""
        known = self.facts.known.get(self.place) if self.facts and self.place and self.proposed(self.place) else None
        return GUIDES[f"from_{known.origin}"] if known else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer rows only in a section that has them."""
        return bool(self.row_here()) if action in ("add_row", "remove_row") else True

    def action_add_row(self) -> None:
        """Add a row to the section that is shown, and go there."""
        section = self._section()
        if section is not None and not self.leave_place():
            self.start(partial(self._change, partial(_added, section=section.id), section), group="rows")

    def action_remove_row(self) -> None:
        """Ask, then take the row away that is shown."""
        from screens.choose import ConfirmScreen

        section = self._section()
        if section is None or self.place is None or self.sheet is None or section.repeat is None:
            return
        if len(rows_of(self.sheet, section)) <= section.repeat.least:
            self.rekotui.say(GUIDES["row_needed"].format(least=section.repeat.least, label=section.repeat.label))
            return
        row = self.place.row

        def answered(is_sure: bool | None) -> None:
            if is_sure:
                self.start(partial(self._change, partial(_removed, section=section.id, row=row), section), group="rows")

        ask = GUIDES["remove_ask"].format(row=self.row_here().lower())
        self.rekotui.push_screen(ConfirmScreen(ask, GUIDES["remove_yes"]), answered)

    async def _change(self, change: Callable[["Work", int], int], section: Section) -> None:
        """Change the rows, read the guide again, and go to the row that was added, or the last one that is left."""
        # Kept before the row goes: a draft that were written behind it would outlive the row.
        await self.keep_drafts()
        added = await self.desk.write(lambda work: change(work, self.interview_id))
        await self.refresh_facts()
        if self.sheet is None or section.repeat is None or not self.is_attached:
            return
        rows = rows_of(self.sheet, section)
        for slot in [slot for slot in self._drafts if slot[0].row and slot[0].row not in rows]:
            if self.question_at(slot[0]) in section.questions:
                del self._drafts[slot]
        at = added or rows[-1]
        words = GUIDES["row_added" if added else "row_removed"]
        self.rekotui.say(words.format(label=section.repeat.label, number=rows.index(at) + 1))
        self.show_place(Place(section.questions[0].id, at))


def _added(work: "Work", interview_id: int, section: str) -> int:
    from storage.interviews import InterviewRepository

    repository = InterviewRepository(work)
    return repository.add_row(repository.get(interview_id), section)


def _removed(work: "Work", interview_id: int, section: str, row: int) -> int:
    from storage.interviews import InterviewRepository

    repository = InterviewRepository(work)
    repository.remove_row(repository.get(interview_id), section, row)
    return 0
