"""Sentences of the rules. Plain Swedish; never with a name, a number or anything else about a person."""

# Why a text is no personal number. Completes "Det är inget giltigt personnummer: …" in base.messages.
PERSONAL_NUMBER = {
    "shape": "skriv födelsedatum och fyra tecken, till exempel ÅÅÅÅMMDD-NNNN.",
    "date": "födelsedatumet finns inte i kalendern.",
    "future": "födelsedatumet ligger i framtiden.",
    "serial": "de tre första siffrorna efter födelsedatumet kan inte vara 000.",
    "check": "kontrollsiffran stämmer inte. Jämför siffra för siffra.",
    "reserve": "det ser ut som ett reservnummer, med bokstäver bland de fyra sista tecknen. "
    "Ange att det är ett reservnummer om det är så.",
}
