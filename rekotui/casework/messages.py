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
NOBODY = "ingen annan"

# What waits to be entered in the record, by its kind.
TO_JOURNAL = {
    "contact": "Kontakten {day}",
    "consent_event": "Anteckningen om samtycke {day}",
    "status_change": "Ändringen av status {day}",
    "plan_version": "Planen som fastställdes {day}",
    "contact_strike": "Felregistreringen {day} av en journalförd kontakt",
    "interview": "Kartläggningen som avslutades {day}",
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

GATE_RECORD = "Har det redan hänt: skriv det med en grund."
"""The way out for a contact that has happened."""
GATE_DISCLOSE = "Inget är lämnat ut. Finns en grund utan samtycke, till exempel en begäran med stöd i lag: ange den."
"""The way out for what is to be handed out, in its place."""
_RECORD = GATE_RECORD
_ASK_FIRST = f"Fråga patienten och skriv svaret under Samtycken. {_RECORD}"

# What the gate of consents says: what is missing, and what to do (casework.consent_gate.Answer.why and .note).
GATE = {
    "patient_without_coordination": "Samtycke till koordinering saknas. Fråga patienten och skriv svaret.",
    "coordination_none": f"Patienten har inte svarat om samtycke till koordinering. {_ASK_FIRST}",
    "coordination_planned": f"Samtycket till koordinering börjar gälla senare. {_ASK_FIRST}",
    "coordination_expired": f"Samtycket till koordinering har gått ut. {_ASK_FIRST}",
    "coordination_withdrawn": f"Patienten har återkallat samtycket till koordinering. {_RECORD}",
    "coordination_declined": f"Patienten har sagt nej till koordinering. {_RECORD}",
    "party_none": f"Det finns inget samtycke till kontakt med {{party}}. {_ASK_FIRST}",
    "party_planned": f"Samtycket till kontakt med {{party}} börjar gälla senare. {_ASK_FIRST}",
    "party_expired": f"Samtycket till kontakt med {{party}} har gått ut. Fråga patienten om det ska förnyas. {_RECORD}",
    "party_withdrawn": f"Patienten har återkallat samtycket till kontakt med {{party}}. {_RECORD}",
    "party_declined": f"Patienten har sagt nej till kontakt med {{party}}. {_RECORD}",
    "fk_information_none": f"Patienten har inte svarat om Försäkringskassan får informeras. {_ASK_FIRST}",
    "fk_information_planned": f"Samtycket till att informera Försäkringskassan börjar gälla senare. {_ASK_FIRST}",
    "fk_information_expired": f"Samtycket till att informera Försäkringskassan har gått ut. {_ASK_FIRST}",
    "fk_information_withdrawn": f"Patienten har återkallat samtycket till att informera Försäkringskassan. {_RECORD}",
    "fk_information_declined": f"Patienten har sagt nej till att Försäkringskassan informeras. {_RECORD}",
    "records_none": "Patienten har inte svarat om du får läsa andra vårdgivares intyg. Fråga och skriv svaret.",
    "records_planned": "Samtycket till att läsa andra vårdgivares intyg börjar gälla senare.",
    "records_expired": "Samtycket till att läsa andra vårdgivares intyg har gått ut. Fråga patienten på nytt.",
    "records_withdrawn": "Patienten har återkallat samtycket till att läsa andra vårdgivares intyg.",
    "records_declined": "Patienten har sagt nej till att andra vårdgivares intyg läses.",
    "sip_none": f"Patienten har inte svarat om samordnad individuell plan. {_ASK_FIRST}",
    "sip_planned": f"Samtycket till samordnad individuell plan börjar gälla senare. {_ASK_FIRST}",
    "sip_expired": f"Samtycket till samordnad individuell plan har gått ut. {_ASK_FIRST}",
    "sip_withdrawn": f"Patienten har återkallat samtycket till samordnad individuell plan. {_RECORD}",
    "sip_declined": f"Patienten har sagt nej till samordnad individuell plan. {_RECORD}",
    "other_person": "Samtycket till kontakt med {party} gäller en annan person eller arbetsplats. "
    f"En ny kontaktperson kräver ett nytt samtycke. {_RECORD}",
    "only_with_patient": "Samtycket till kontakt med {party} gäller bara när patienten är med. "
    f"Ange att patienten är med, eller boka om. {_RECORD}",
    "other_channel": "Samtycket till kontakt med {party} gäller inte det kontaktsättet. Välj ett som "
    "patienten har sagt ja till, eller fråga patienten och skriv ett nytt samtycke.",
    "only_receive": "Samtycket gäller bara att ta emot uppgifter från {party}, inte att lämna ut några.",
    "outside_scope": "Patienten har inte sagt ja till att allt det lämnas till {party}. Ta bort det som inte får "
    "lämnas, eller fråga patienten och skriv ett nytt samtycke.",
    "ask_time": "Ett samtycke ändrades den dagen. Skriv kontaktens klockslag, så går det att se vad som gällde då.",
    "ground_reason": "Skriv en anledning till grunden: vad som hände och varför samtycke inte behövdes eller fanns.",
    "ground_not_for_party": "Den grunden gäller inte för kontakt med {party}. Välj en annan.",
    "ground_not_for_act": "Den grunden räcker inte för det här. Välj en annan, eller fråga patienten först.",
    "ground_patient_not_there": "Grunden säger att patienten var med, men kontakten säger att hen inte var det.",
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
    "handed": "Lämnad till patienten",
    "handed_number": "Version på papper",
    "informed": "Informerad",
    "interview": "Kartläggning klar",
    "kind": "Slag av samtycke",
    "known": "Känt sedan",
    "last": "Senast något hände",
    "length": "Antal kalenderdagar",
    "listed": "Grad enligt listan",
    "month_from": "Månaden från",
    "need": "Behov antaget",
    "noted": "Noterat",
    "number": "Version av planen",
    "planned": "Planerad grad",
    "return_on": "Väntad återgång",
    "reviewed": "Senast genomgånget",
    "said": "Sagt",
    "sealed": "Planen fastställd",
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
