"""What a unit may set for itself. Facts that are unconfirmed (mark D) live here, never as constants in a rule."""

from typing import NamedTuple


class Settings(NamedTuple):
    """All settings with their defaults; the vault's `setting` table overrides them by name."""

    gap_days: int = 5
    """Free days between two certificates of one sjukfall (Rehabstöd's "Dagar mellan intyg", 0-90)."""
    chain_gap_days: int = 90
    """Free days from which the rehabilitation chain starts anew (SFB 27:51; rules.md B.1)."""
    idle_minutes: int = 10
    """Minutes without a key press before the app locks itself."""
    far_end_years: int = 2
    """An end date more than this many years ahead is held for mistyped (rehabstod.md 2.4 rule 8)."""
    retention_days: int = 180
    """Days that a list row of a person never taken up is kept after the first complete list without her (design 4)."""
    assignment_warn_days: int = 30
    """Days before its end that a kvalitetssäkringsuppdrag is warned about."""
    early_days: int = 90
    """Days from the first sick day within which a patient should be found (rules.md H 5; R3)."""
    early_warn_days: int = 60
    """Days from the first sick day from which the review says that the limit is near (rules.md H 5)."""
    review_interval_days: int = 7
    """Days after which the next review of the list is due (rules.md H 6)."""
    partial_share: float = 0.25
    """Share of missing people above which a list without known filters may be a part (design 6)."""
    kva_outside: str = ""
    """The unit's own second KVÅ code for contacts outside the care unit (rules.md C: double coding, codes unknown)."""
    sender_unit: str = ""
    """The unit's name on papers; "" = the unit of the case."""
    sender_name: str = ""
    """The coordinator's name on papers."""
    sender_phone: str = ""
    """The phone number on papers at which she is reached."""


DEFAULTS = Settings()
