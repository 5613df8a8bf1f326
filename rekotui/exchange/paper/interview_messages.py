"""Words of an interview on paper."""

INTERVIEW = {
    "title": "{title}: sammanfattning",
    "name": "Namn",
    "number": "Personnummer",
    "started": "Påbörjat",
    "closed": "Avslutat",
    "open": "inte än",
    "empty": "Det finns inga svar att skriva ut.",
    "protected": "Enskilt",
    "protected_about": "Det här hör till skyddade sökord i journalen. Lämna inte ut det med resten.",
}
