"""INTERIM, until the branch `compare` is merged: its module of the same name takes this one's place."""

from datetime import date

from rekotui.base.clock import now, timestamp
from storage.database import Work
from storage.history import Event
from storage.models import NumberLink


def confirm(work: Work, before: str, after: str, on: date) -> None:
    """Join a number with the one that has come in its place."""
    work.session.add(
        NumberLink(before_number=before, after_number=after, confirmed_on=on, recorded_at=timestamp(now()))
    )
    work.record(Event("number.joined", "number_link", payload={}))
