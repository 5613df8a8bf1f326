"""The words of follow-ups in groups, on the screen and on paper. Plain Swedish."""

GROUPS = {
    "overdue": "Försenade",
    "today": "I dag",
    "week": "Den här veckan",
    "later": "Senare",
    "mine": "Mitt eget",
    "no_doctor": "Läkare okänd",
}
FOLLOW_UP_LIST = {
    "title_party": "Bevakningar per part, {on}",
    "title_physician": "Ta upp med läkaren, {on}",
    "counts": "{count} bevakningar. Försenade: {late}.",
    "counts_one": "1 bevakning. Försenade: {late}.",
    "quiet": "En bevakning står kvar tills den är besvarad eller klar, också när dagen har passerat.",
    "empty": "Inget bevakas.",
    "late": "försenad",
    "today": "i dag",
    "protected": "Skyddade personuppgifter",
    "file": "bevakningar",
}
FOLLOW_UP_COLUMNS = {
    "case": "Ärende",
    "name": "Namn",
    "due": "Datum",
    "state": "Läge",
    "what": "Vad",
    "party": "Väntar på",
    "words": "Med egna ord",
    "physician": "Läkare",
}
