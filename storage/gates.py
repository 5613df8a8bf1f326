"""The gates that a contact has to pass, asked inside the writer's transaction. Consent will be the first of them."""

from rekotui.casework.contact import Gate
from storage.database import Work


def gates_of(work: Work) -> tuple[Gate, ...]:
    """Return the gates of a vault. None is built yet: each joins here, and every way of recording then passes it."""
    del work
    return ()
