"""The weekly sample lists and what comparing them must say, with the English keys of the program."""

import json
from datetime import date
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parents[1] / "samples" / "rehabstod"
EXPECTED = json.loads((SAMPLES / "expected.json").read_text("utf-8"))
REVIEW = json.loads((SAMPLES / "expected-review.json").read_text("utf-8"))
W17, W24, W25, W25_PRINT = (
    "vecka-17-urklipp.txt",
    "vecka-24-urklipp.txt",
    "vecka-25-urklipp.txt",
    "vecka-25-utskrift.pdf",
)

FIELDS = {
    "personnummer": "personnummer",
    "namn": "name",
    "alder": "age",
    "kon": "sex",
    "status": "status",
    "diagnoskod": "diagnosis_code",
    "diagnostext": "diagnosis_text",
    "diagnos_status": "diagnosis_state",
    "bidiagnoser": "co_diagnoses",
    "sysselsattning": "occupations",
    "start": "first_day",
    "slut": "last_day",
    "dagar": "length_days",
    "antal_intyg": "certificates",
    "grader": "degrees",
    "aktiv_grad": "degree_today",
    "komplettering": "inquiries_completion",
    "administrativ_fraga": "inquiries_administrative",
    "risk": "risk",
    "lakare": "physician",
    "nyligen_avslutat": "ended",
}
STATES = {"ok": "ok", "avkapad": "cut", "okänt": "not_shared"}
GROUPS = {
    "new": "nya",
    "relapsed": "aterinsjuknade",
    "gone": "forsvunna",
    "ended_still_listed": "avslutade_kvar",
    "extended": "forlangda",
    "shortened": "forkortade",
    "implausible_end": "orimligt_slutdatum",
    "start_earlier": "start_tidigare",
    "start_later": "start_senare",
    "degree_changed": "andrad_grad",
    "diagnosis_changed": "andrad_huvuddiagnos",
    "co_diagnoses_changed": "andrade_bidiagnoser",
    "physician_changed": "ny_lakare",
    "physician_respelled": "annat_skrivsatt_lakare",
    "renamed": "namnbyte",
    "number_replaced": "samma_person_nytt_personnummer",
    "other": "ovrigt",
    "unchanged": "oforandrade",
}

Record = dict[str, Any]


def day_of(sample: str) -> date:
    return date.fromisoformat(EXPECTED[sample]["list_of"])


def records(sample: str) -> list[Record]:
    """What the reader must have given for a sample."""
    found = []
    for index, person in enumerate(EXPECTED[sample]["records"], 1):
        record = {"row": index, **{FIELDS[key]: value for key, value in person.items()}}
        record["diagnosis_state"] = STATES[record["diagnosis_state"]]
        found.append(record)
    return found


def expected(before: str, after: str, *, with_earlier: bool = True) -> dict[str, dict[str, Record]]:
    """People by English group in order: personnummer → changes that must be told ({} for new and gone)."""
    (comparison,) = (c for c in REVIEW["comparisons"] if (c["before"], c["after"]) == (before, after))
    people: dict[str, dict[str, Record]] = {}
    for group, swedish in GROUPS.items():
        found = comparison["groups"].get(swedish, [])
        people[group] = {person["personnummer"]: _changes(person) for person in found}
    if not with_earlier:
        back = people["relapsed"]
        people["relapsed"] = {}
        order = [str(record["personnummer"]) for record in records(after)]
        new = people["new"].keys() | back.keys()
        people["new"] = {number: {} for number in order if number in new}
    return people


def _changes(person: Record) -> Record:
    """The changes of a person; for somebody who is back, at least the end before and the start now."""
    return {FIELDS[key]: change for key, change in person.get("andringar", {}).items()}
