"""What applies of the consent to coordination, for lists: apart from the rest of the log, for every look-up asks it."""

from collections.abc import Sequence
from datetime import date

from rekotui.casework.consent import COORDINATION
from rekotui.casework.consent_state import Moment, Standing, coordination
from storage.consent_ledger import ledgers
from storage.consent_numbers import consent_numbers
from storage.reading import Reader


def coordination_of(reader: Reader, ids: Sequence[int], on: date) -> dict[int, Standing]:
    """Return what applies of the consent to coordination on a day, by case; those where nobody asked are left out."""
    found = ledgers(reader.rows, ids, COORDINATION)
    early = consent_numbers(reader.rows).early_days
    standings = ((case_id, coordination(consents, Moment(on), early)) for case_id, consents in found.items())
    return {case_id: standing for case_id, standing in standings if standing is not None}
