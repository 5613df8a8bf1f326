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

# A pension age that a unit may set, for those born from a year on.
AGE_SETTING = {
    "earliest": "Lägsta pensionsålder, födda från {year}",
    "target": "Riktålder, födda från {year}",
    "guarantee": "Ålder för garantipension, födda från {year}",
}

FORECAST = " (prognos)"
"""Beside a day that lies beyond the certified days."""

# Whom a text speaks of, by the keys of the guides' roles; "" stands for anybody else.
PARTIES = {
    "patient": "patienten",
    "lakare": "läkaren",
    "vardteam": "vårdteamet",
    "arbetsgivare": "arbetsgivaren",
    "foretagshalsovard": "företagshälsovården",
    "forsakringskassan": "Försäkringskassan",
    "arbetsformedlingen": "Arbetsförmedlingen",
    "kommun": "kommunen",
    "vardgivare": "annan vårdgivare",
    "fackligt_ombud": "fackligt ombud",
    "stodperson": "patientens stödperson",
    "forsakringsgivare": "försäkringsgivaren",
    "": "någon annan",
}

# What a consent is to, by its kind (domain rules G.1).
CONSENT_ABOUT = {
    "K1": "koordinering",
    "K2": "information till Försäkringskassan",
    "K3": "kontakt med {party}",
    "K4": "sammanhållen vård- och omsorgsdokumentation",
    "K5": "samordnad individuell plan",
    "": "det som står i samtyckesloggen",
}

THE_UNIT = "enheten"
"""A unit without a name."""

# The groups of Idag, by the word of the severity (casework.signal.SEVERITIES).
URGENCY = {
    "urgent": "BRÅDSKANDE",
    "today": "IDAG",
    "week": "DEN HÄR VECKAN",
    "later": "SENARE",
}

# What a fact of a signal is called under "Varför ser jag detta?".
FACTS = {
    "asked": "Frågat",
    "before_first": "Förra perioden från",
    "before_last": "Förra perioden till",
    "chain_day": "Beräknad dag i rehabkedjan",
    "closed": "Avslutat",
    "contact": "Kontakt",
    "count": "Antal",
    "date": "Gäller dagen",
    "day": "Dag i rehabkedjan",
    "degree": "Grad",
    "end": "Till och med",
    "exempt": "Undantag noterat",
    "first_day": "Första sjukdag",
    "follow_up": "Bevakning nummer",
    "forecast_day": "Prognos bortom intyget",
    "free_days": "Fria dagar emellan",
    "informed": "Informerad",
    "interview": "Kartläggning klar",
    "kind": "Slag av samtycke",
    "known": "Känt sedan",
    "last": "Senast något hände",
    "length": "Antal kalenderdagar",
    "month_from": "Månaden från",
    "need": "Behov antaget",
    "noted": "Noterat",
    "return_on": "Väntad återgång",
    "reviewed": "Senast genomgånget",
    "said": "Sagt",
    "seen": "Nytt intyg känt",
    "since": "Räknat från",
    "told": "Försäkringskassan fick veta",
    "unit": "Enhet",
    "until": "Till och med",
    "wanted": "Önskat",
    "withdrawn": "Återkallat",
    "years": "Ålder",
}

NO_LAW = "Arbetssätt, ingen lagregel"
"""What rules.toml gives as law where there is none."""

# What a number of the program itself is called, and its unit.
SETTINGS = {
    "idle_minutes": ("Tid utan tangenttryckning innan programmet låser sig", "minuter"),
    "far_end_years": ("Ett slutdatum längre fram än så anses felskrivet", "år"),
    "retention_days": ("Så länge sparas listrader för den som aldrig togs upp", "dagar"),
}

# What to know of a KVÅ code on the day of a contact.
KVA = {
    "unknown": "{code} finns inte i programmets tabell. Stäm av med enhetens rutin.",
    "ended": "{code} slutade gälla {day} och passar inte den {on}.",
    "not_yet": "{code} gäller först från {day} och passar inte den {on}.",
}
