"""Find a question of an interview by some of its words. What is protected is never found, nor is any answer."""

from textual import on
from textual.content import Content
from textual.widgets import OptionList

from rekotui.casework.interview import Asked, Place, Sheet
from rekotui.casework.interview_moves import find
from screens.interview_messages import FIND
from screens.search_dialog import SearchDialog


class FindQuestionScreen(SearchDialog[Place]):
    """Finds as one types; its result is the question's place."""

    WORDS = FIND
    BOX = "box wide"

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self._sheet = sheet
        self._found: tuple[Asked, ...] = ()

    def search(self, text: str) -> None:
        """Show the questions that hold the words."""
        self._found = find(self._sheet, text)
        rows = (
            (Content(FIND["found"].format(section=one.section.title, question=one.question.text)), f"found-{at}")
            for at, one in enumerate(self._found)
        )
        self.show_found(rows, say_nothing=bool(text.strip()))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._found[event.option_index].place)
