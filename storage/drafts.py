"""What is being typed, kept through a crash, a lock, a resize and a quit. Encrypted like all else; no history."""

from rekotui.base.clock import now, timestamp
from storage.database import Work
from storage.models import Draft


class DraftRepository:
    """Keeps one text per place; a place is a screen's field, such as "case:12:note"."""

    def __init__(self, work: Work) -> None:
        self._session = work.session

    def keep(self, place: str, body: str, case_id: int | None = None) -> None:
        """Keep what is typed at a place; an empty text lets it go."""
        draft = self._session.get(Draft, place)
        if not body:
            if draft is not None:
                self._session.delete(draft)
            return
        draft = draft or Draft(place=place, case_id=case_id, body=body, saved_at="")
        draft.body, draft.saved_at = body, timestamp(now())
        self._session.add(draft)

    def let_go(self, place: str) -> None:
        """Forget the draft of a place: what it held has been saved as it should be, or was given up on purpose."""
        self.keep(place, "")
