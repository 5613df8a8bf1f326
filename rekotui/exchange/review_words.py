"""INTERIM, until the branch `compare` is merged: its module of the same name takes this one's place."""

from collections.abc import Mapping

GROUP_TITLES = {
    "new": "Nya",
    "relapsed": "Tillbaka efter uppehåll",
    "gone": "Borta",
    "ended_still_listed": "Avslutade men kvar i listan",
    "extended": "Förlängda",
    "shortened": "Förkortade",
    "implausible_end": "Orimligt slutdatum",
    "start_earlier": "Tidigare start",
    "start_later": "Senare start",
    "degree_changed": "Ändrad grad",
    "diagnosis_changed": "Ändrad huvuddiagnos",
    "co_diagnoses_changed": "Ändrade bidiagnoser",
    "physician_changed": "Ny läkare",
    "physician_respelled": "Läkarens namn skrivs annorlunda",
    "renamed": "Nytt namn",
    "number_replaced": "Nytt personnummer?",
    "other": "Övrigt ändrat",
    "unchanged": "Oförändrade",
}
_FIELDS = {
    "last_day": "slut",
    "first_day": "start",
    "degrees": "grad",
    "diagnosis_code": "diagnos",
    "physician": "läkare",
    "length_days": "längd",
    "certificates": "intyg",
}


def change_words(changes: Mapping[str, tuple[object, object]]) -> list[str]:
    """Return what changed, a field each."""
    return [
        f"{_FIELDS[field]} {_said(before)} → {_said(after)}"
        for field, (before, after) in changes.items()
        if field in _FIELDS
    ]


def _said(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(str(each) for each in value)
    return "okänt" if value is None else str(value)
