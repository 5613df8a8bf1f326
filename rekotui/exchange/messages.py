"""What the readers and writers of files tell the coordinator. Plain Swedish; rows by number, never by person."""

# Notices of a list that is read in: what was odd, or why a row was left out. Every row notice begins with its row.
NOTICES = {
    "bad_check_digit": "Rad {row}: kontrollsiffran i personnumret stämmer inte. Raden är med; jämför med Rehabstöd.",
    "bad_number": "Rad {row}: personnumret kan inte stämma. Raden är med; jämför med Rehabstöd.",
    "number_missing": "Rad {row}: personnumret går inte att läsa. Raden räknas men kan inte bli ett ärende.",
    "impossible_date": "Rad {row}: {field} är inget datum som finns. Raden är med utan det.",
    "end_before_start": "Rad {row}: slutdatum ligger före startdatum. Raden är med som den står.",
    "far_end": "Rad {row}: slutdatum ligger mer än {years} år fram, kanske ett felskrivet år. "
    "Be läkaren rätta intyget.",
    "length_mismatch": "Rad {row}: längden är större än antalet dagar från start till slut. Raden är med som den står.",
    "odd_degree": "Rad {row}: graden är något annat än 25, 50, 75 eller 100 procent.",
    "unreadable_value": "Rad {row}: {field} gick inte att förstå och lämnades tomt.",
    "control_characters": "Rad {row}: osynliga styrtecken togs bort ur texten.",
    "formula_like": "Rad {row}: {field} börjar som en formel. Det är inläst som vanlig text.",
    "unread_text": "Rad {row}: en del av texten hörde inte till någon kolumn och hoppades över.",
    "conflicting_rows": "Rad {row} och rad {other} gäller samma personnummer men säger olika. "
    "Rad {kept} används{because}.",
    "double_row": "Rad {row} är likadan som rad {other} och togs med en gång.",
    "no_content": "Rad {row} har varken diagnos eller datum och hoppades över.",
    "truncated_row": "Rad {row} är avklippt: {missing} saknas. Kopiera gärna listan igen, ända till sista raden.",
    "broken_row": "Rad {row} är ofullständig och hoppades över: varken personnummer eller ålder går att läsa. "
    "Kopiera gärna listan igen.",
    "no_headings": "Rubrikraden följde inte med. Kolumnerna är lästa i Rehabstöds vanliga ordning; "
    "kontrollera att det stämmer.",
    "unknown_column": "Kolumnen ”{heading}” är okänd och hoppades över.",
    "hidden_identity": "Personuppgifter visas inte i listan ({count} rader). Raderna räknas men kan inte bli ärenden. "
    "Bocka för Visa personuppgifter i Rehabstöd och kopiera igen.",
    "count_mismatch": "Rehabstöd säger att listan visar {shown} sjukfall, men {read} gick att läsa.",
    "filtered": "Listan är filtrerad: den visar {shown} av {total} sjukfall. Ingen räknas som borta.",
    "filter_hint": "Listan ser ut att vara filtrerad. Ingen räknas som borta.",
    "number_gap": "Löpnumren i listan hoppar: {missing} saknas. Kontrollera att hela listan kom med.",
}

# Why a conflict was decided as it was; completes "conflicting_rows".
LATER_END = ", den har det senaste slutdatumet"
SAME_END = "; slutdatumet är detsamma"

# Shown instead of a column's name when it is not clear what a cut row lacks.
REST_OF_ROW = "resten av raden"
