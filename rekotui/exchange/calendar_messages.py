"""What a calendar of signals and follow-ups says. Plain Swedish, no names of its own."""

CALENDAR = {
    "name": "Rehabkoordinering",
    "about": "Det som ska bevakas, ur rekotui. Utan namn: ärendenumret leder till personen i programmet.",
    "about_identities": "Det som ska bevakas, ur rekotui. Innehåller personuppgifter.",
    "product": "-//rekotui//Bevakningar//SV",
    "desk": "Koordinatorn",
    "due": ", gäller {day}",
    "overdue": "Försenad sedan {day}.",
    "since": "Har gällt sedan {day}.",
    "postponed": "Uppskjuten hit.",
    "answered": "Besvarad",
    "done": "Klar",
    "voided": "Struken",
    "signal": "Signal",
    "follow_up": "Bevakning",
    "file": "bevakningar",
}
