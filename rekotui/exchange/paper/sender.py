"""Who papers are from: what the unit has set, else the unit of the case."""

from rekotui.base.settings import Settings
from rekotui.exchange.paper.typesetting import Sender


def sender_of(settings: Settings, unit: str = "") -> Sender:
    """Return who a paper about a case of that unit is from; what is not known is ""."""
    return Sender(settings.sender_unit or unit, settings.sender_name, settings.sender_phone)
