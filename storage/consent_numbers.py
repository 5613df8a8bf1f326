"""The unit's own numbers about consents: those of the rule consent_expiring, without its whole catalogue.

A look-up may not read rules.toml: the values that ship are repeated here, and a test holds them to the file.
"""

import json
from typing import NamedTuple

from storage.consent_ledger import Ask

_RULE = "consent_expiring"


class ConsentNumbers(NamedTuple):
    """Days before its end from which a consent is "expiring", and what is suggested for a new one (rules.md G.2)."""

    early_days: int = 30
    suggested_months: int = 12
    reading_days: int = 7


def consent_numbers(ask: Ask) -> ConsentNumbers:
    """Return the numbers that hold in a vault; `ask` is `Reader.rows` or `Work.ask`."""
    names = {f"{_RULE}.{name}": name for name in ConsentNumbers._fields}
    marks = ", ".join("?" * len(names))
    rows = ask(f"select name, value from setting where name in ({marks})", tuple(names))
    return ConsentNumbers(**{names[name]: int(json.loads(value)) for name, value in rows})
