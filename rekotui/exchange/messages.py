"""What the readers and writers of files tell the coordinator: plain Swedish, rows by number, no persons."""

# Notices about a list that is read in: what was odd, or why a row was left out. Never who it is about.
NOTICES = {
    "bad_check_digit": "Rad {row}: kontrollsiffran i personnumret stämmer inte. Raden är med; jämför med Rehabstöd.",
    "bad_number": "Rad {row}: personnumret kan inte stämma. Raden är med; jämför med Rehabstöd.",
    "number_missing": "Rad {row}: personnumret går inte att läsa. Raden räknas men kan inte bli ett ärende.",
    "impossible_date": "Rad {row}: {field} är inget datum som finns. Raden är med utan det.",
    "missing_date": "Rad {row}: {field} saknas. Raden är med utan det.",
    "end_before_start": "Rad {row}: slutdatum ligger före startdatum. Raden är med som den står.",
    "far_end": "Rad {row}: slutdatum ligger mer än {years} år fram, kanske ett felskrivet år. "
    "Be läkaren rätta intyget.",
    "length_mismatch": "Rad {row}: längden är större än antalet dagar från start till slut. Raden är med som den står.",
    "odd_degree": "Rad {row}: graden är något annat än 25, 50, 75 eller 100 procent.",
    "unreadable_value": "Rad {row}: {field} gick inte att förstå och lämnades tomt.",
    "control_characters": "Rad {row}: osynliga styrtecken togs bort ur texten.",
    "damaged_text": "Rad {row}: enstaka tecken har gått sönder på vägen. Jämför med Rehabstöd.",
    "cut_diagnosis": "Rad {row}: utskriften har klippt av huvuddiagnosen. Fyll i den, eller behåll den du redan har.",
    "cut_value": "Rad {row}: {field} är avkortat i utskriften och slutar med tre punkter.",
    "lost_field": "Rad {row}: {field} saknas i utskriften och lämnades tomt. Jämför med Rehabstöd.",
    "formula_like": "Rad {row}: {field} börjar som en formel. Det är inläst som vanlig text.",
    "unread_text": "Rad {row}: en del av texten hörde inte till någon kolumn och hoppades över.",
    "conflicting_rows": "Rad {row} och rad {other} gäller samma personnummer men säger olika. "
    "Rad {kept} används{because}.",
    "double_row": "Rad {row} är likadan som rad {other} och togs med en gång.",
    "no_content": "Rad {row} har varken diagnos eller datum och hoppades över.",
    "truncated_row": "Rad {row} är avklippt: {missing} saknas. Hämta gärna listan igen, ända till sista raden.",
    "broken_row": "Rad {row} är ofullständig och hoppades över: varken personnummer eller ålder går "
    "att läsa. "
    "Hämta gärna listan igen.",
    "torn_row": "Rad {row} hoppades över: text från flera sjukfall har hamnat om varandra. Spara utskriften som PDF "
    "och läs in filen, i stället för att kopiera texten ur den.",
    "no_headings": "Rubrikraden följde inte med. Kolumnerna är lästa i Rehabstöds vanliga ordning; "
    "kontrollera att det stämmer.",
    "unknown_column": "Kolumnen ”{heading}” är okänd och hoppades över.",
    "double_column": "Kolumnen ”{heading}” står två gånger. Den första används.",
    "stray_rows": "Text som inte hör till tabellen lästes inte (rad {rows}).",
    "other_sheets": "Filen har listor på fler blad ({count} till). Bara ett blad lästes; spara de andra i egna filer.",
    "hidden_identity": "Personuppgifter visas inte i listan ({count} rader). Raderna räknas men kan "
    "inte bli ärenden. "
    "Bocka för Visa personuppgifter i Rehabstöd och hämta listan igen.",
    "count_mismatch": "Rehabstöd säger att listan visar {shown} sjukfall, men {read} gick att läsa.",
    "filtered": "Listan är filtrerad: den visar {shown} av {total} sjukfall. Ingen räknas som borta.",
    "filter_hint": "Listan ser ut att vara filtrerad. Ingen räknas som borta.",
    "maybe_partial": "Mer än en fjärdedel av förra listan saknas. Listan räknas som en del av "
    "enhetens lista, "
    "och ingen räknas som borta.",
    "list_date_assumed": "Listans datum står inte i filen. Dagens datum används; ange annars --list-date.",
    "number_gap": "Löpnumren i listan hoppar: {missing} saknas. Kontrollera att hela listan kom med.",
}

MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")

# What a list changes against the one before it: the groups, in the order in which they are told.
REVIEW_GROUPS = {
    "new": "Nya",
    "relapsed": "Sjukskrivna igen",
    "gone": "Borta ur listan",
    "ended_still_listed": "Avslutade men kvar i listan",
    "extended": "Förlängda",
    "shortened": "Förkortade",
    "implausible_end": "Orimligt slutdatum",
    "start_earlier": "Tidigare startdatum",
    "start_later": "Senare startdatum",
    "degree_changed": "Ändrad grad",
    "diagnosis_changed": "Ändrad diagnos",
    "co_diagnoses_changed": "Ändrade bidiagnoser",
    "physician_changed": "Ny läkare",
    "physician_respelled": "Samma läkare, skriven på annat sätt",
    "renamed": "Nytt namn",
    "number_replaced": "Kanske samma person med nytt personnummer",
    "other": "Annat ändrat",
    "unchanged": "Oförändrade",
}
# Before a value and the one that replaced it: "slut 10 jun → 8 jul".
REVIEW_FIELDS = {
    "first_day": "start",
    "last_day": "slut",
    "length_days": "längd",
    "certificates": "intyg",
    "degrees": "grad",
    "diagnosis_code": "diagnos",
    "co_diagnoses": "bidiagnoser",
    "physician": "läkare",
    "name": "namn",
    "status": "status",
    "occupations": "sysselsättning",
    "inquiries_completion": "kompletteringar",
    "inquiries_administrative": "administrativa frågor",
    "risk": "risk",
    "personnummer": "personnummer",
}
REVIEW = {
    "change": "{field} {before} → {after}",
    "new": "från {day}",
    "ended": "slutade {day}",
    "goes_on": "slut {day}",
    "back": "från {start}, förra sjukfallet slutade {end} ({days} dagar emellan)",
    "days": "{days} dagar",
    "nothing": "inget",
    "not_shared": "okänd",
    "more": "… och {count} till",
}

# Why somebody in a list needs a decision, what was decided, and what marks her out: (a word or two, in full).
SCREENING_WHY = {
    "undecided": ("kvar", "inget beslut än"),
    "wait_over": ("väntan slut", "du ville vänta till {until}"),
    "new_sick_leave": ("nytt sjukfall", "nytt sjukfall sedan sist"),
    "extended": ("förlängd", "förlängd sedan beslutet"),
    "far_end": ("orimligt slut", "slutdatumet har blivit orimligt"),
    "end_corrected": ("slut rättat", "slutdatumet är rättat"),
    "degree_raised": ("högre grad", "högre grad sedan beslutet"),
    "diagnosis": ("ny diagnos", "ny huvuddiagnos sedan beslutet"),
}
SCREENING_DECISIONS = {
    "wait": ("vänta {short}", "väntar till {until}, beslutat {day}"),
    "leave": ("lämnad", "lämnad utan åtgärd {day}"),
    "wrong_end": ("slut meddelat", "felaktigt slutdatum, meddelat läkare {day}"),
    "taken": ("tas upp", "upptagen {day}"),
}
SCREENING_MARKS = {
    "mental": ("F", "psykisk diagnos (F)"),
    "musculoskeletal": ("M", "diagnos i rörelseorganen (M)"),
    "near_limit": ("→{limit}", "dag {number}: bör identifieras inom {limit} dagar"),
    "past_limit": (">{limit}", "dag {number}: inte identifierad inom {limit} dagar"),
    "earlier": ("åter", "tidigare sjukfall: {number}"),
    "far_end": ("fel år", "slutdatum år {number}, troligen felskrivet"),
}
# Instead of a reason that somebody typed, where identities are hidden: it may say whom it is about.
REASON_HIDDEN = "anledningen är dold"

# Why a conflict was decided as it was; completes "conflicting_rows".
LATER_END = ", den har det senaste slutdatumet"
SAME_END = "; slutdatumet är detsamma"

# Shown instead of a column's name when it is not clear what a cut row lacks.
REST_OF_ROW = "resten av raden"

# The caseload summary.
SUMMARY = {
    "title": "Arbetslista,{unit} {on}",
    "counts_all": "Pågående: {active}. Avslutade: {closed}.",
    "counts_active": "Pågående: {active}. Avslutade ärenden är inte med.",
    "counts_closed": "Avslutade: {closed}. Pågående ärenden är inte med.",
    "counts_selection": "Ett urval ur ärendelistan. Pågående: {active}. Avslutade: {closed}.",
    "current_plan": "Med aktuell plan: {count} av {active} pågående ({share} %).",
    "identities": "Innehåller personuppgifter.",
    "identities_advice": "Förvara listan så att ingen obehörig kan läsa den, och förstör den när den inte behövs.",
    "no_identities": "Utan namn och personnummer.",
    "no_identities_advice": "Ärendenumret leder till personen i programmet.",
    "estimate": "Dagar och dag i rehabkedjan är beräknade; Försäkringskassan räknar och beslutar.",
    "active": "Pågående",
    "closed": "Avslutade",
    "empty": "Inga ärenden.",
    "protected": "Skyddade personuppgifter",
    "file": "arbetslista",
    "sheet": "Arbetslista",
    "about_sheet": "Om listan",
    "neutral": "Ett ' först i en cell är ditsatt: utan det kunde texten ha körts som en formel.",
    "page": "Sida {page} av {pages}",
}
COLUMNS = {
    "case": "Ärende",
    "name": "Namn",
    "personnummer": "Personnummer",
    "age": "Ålder",
    "sex": "Kön",
    "status": "Status",
    "diagnosis": "Diagnos/er",
    "first_day": "Startdatum",
    "last_day": "Slutdatum",
    "length_days": "Längd",
    "day_today": "Dag i dag",
    "chain_day": "Rehabkedjan",
    "degrees": "Grad",
    "degree_today": "Grad i dag",
    "physician": "Läkare",
    "occupation": "Arbete",
    "employer": "Arbetsgivare",
    "next_step": "Nästa steg",
    "next_date": "Datum",
    "waiting_for": "Väntar på",
    "last_contact": "Senaste kontakt",
    "plan": "Plan",
    "signals": "Signaler",
}
