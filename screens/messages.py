"""Every sentence of the screens. Plain, warm Swedish; the only place with words that a coordinator reads."""

APP_NAME = "rekotui"

MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
WEEKDAYS = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")

FRAME = {
    "demo": " DEMO ",
    "date": "{weekday} {day} {month} {year} · v. {week}",
    "hidden": "identiteter dolda",
}

PRIVACY = {
    "protected": "{case} Skyddade personuppgifter",
    "hidden_name": "Ärende {case}",
    "bullets": "•••••",
    "now_hidden": "Identiteter är dolda. F9 visar dem igen.",
    "now_shown": "Identiteter visas igen.",
    "text_hidden": "Texten är dold. F9 visar den igen.",
}

CASELOAD = {
    "title": "Ärenden",
    "tab_today": "Idag {count}",
    "tab_waiting": "Väntar {count}",
    "tab_active": "Pågående {count}",
    "tab_all": "Alla {count}",
    "tab_closed": "Avslutade {count}",
    "filter": "/ filtrera",
    "opening": "Öppnar valvet …",
    "empty_title": "Här finns inga ärenden än",
    "empty_advice": "Tryck g och klistra in listan från Rehabstöd,\neller n för att lägga upp ett ärende för hand.",
    "empty_view_title": "Ingenting här just nu",
    "empty_view_advice": "Inga ärenden hör till den här fliken.\nTryck 4 för att se alla.",
    "empty_today_title": "Ingenting att göra i dag",
    "empty_today_advice": "Inget ärende har något att bevaka just nu.\nTryck 2 för att se pågående ärenden.",
    "empty_waiting_title": "Du väntar inte på någon",
    "empty_waiting_advice": "Här står ärenden med en bevakning som väntar på någon.\nTryck 4 för att se alla.",
    "empty_filter_title": "Inget stämmer med filtret",
    "empty_filter_advice": "Tryck Esc för att visa alla igen.\n"
    "Du kan söka på namn, arbetsgivare, läkare, anteckning eller nummer,\n"
    "eller skriva till exempel  status=aktiv  dag>90  läkare=eva",
    "of": "{shown} av {count}",
    "guessed": "inget stämde helt, visar det som liknar",
    "not_logged": "Att listan visades kunde inte skrivas i åtkomstloggen.",
}

COLUMNS = {
    "name": "Namn",
    "chain_day": "Dag",
    "chain": "Kedjan",
    "degree": "Grad",
    "urgency": "Hur bråttom",
    "next_date": "Nästa steg",
    "waiting_for": "Väntar på",
    "last_contact": "Kontakt",
    "status": "Status",
    "diagnosis": "Diagnos",
    "last_day": "Slut",
    "case": "Ärende",
    "physician": "Läkare",
    "age": "Ålder",
    "employer": "Arbetsgivare",
    "opened_on": "Öppnat",
    "first_day": "Start",
    "length_days": "Längd",
    "unit": "Enhet",
}

PREVIEW = {
    "age": "{age} år",
    "none": "–",
    "chain": "Dag {day} (beräknad)",
    "no_leave": "Ingen pågående sjukskrivning",
    "leave": "{first} – {last}",
    "degree": "{degree} %",
    "since": "{status} sedan {day}",
    "no_status": "Status ej satt",
    "diagnosis": "Diagnos",
    "physician": "Läkare",
    "employer": "Arbetsgivare",
    "occupation": "Yrke",
    "phone": "Telefon",
    "interpreter": "Tolk",
    "hint": "⏎ öppnar ärendet",
}

CASE = {
    "title": "Ärende {case}",
    "overview": "1 Översikt",
    "notes": "5 Anteckn. {count}",
    "history": "6 Historik",
    "sick_leave": "Sjukfall",
    "length": "längd {days} dagar",
    "day_today": "dag i dag {day}",
    "chain_day": "rehabkedjan dag {day}",
    "estimated": "(beräknad)",
    "mark": "dag {day}",
    "facts": "Uppgifter",
    "recent": "Senast",
    "no_notes_title": "Inga anteckningar än",
    "no_notes_advice": "Tryck a för att skriva den första.",
    "no_history": "Inget har hänt än.",
    "note_hint": "⏎ rättar anteckningen du står på. Den gamla finns kvar i historiken.",
    "no_leave": "Ingen sjukskrivning är inlagd. Tryck l för att lägga in en.",
    "co_diagnoses": "även {codes}",
    "diagnosis_cut": "huvuddiagnos saknas i utskriften, fyll i (tryck r)",
    "cut_chapter": "kapitel {chapter}",
    "yes": "ja",
    "revealed": "Skyddade personuppgifter visas. Tryck V för att dölja dem igen.",
    "reveal_first": "Uppgifterna är skyddade. Tryck V för att visa dem först.",
    "protected_note": "Skyddade personuppgifter: visas aldrig i listor. Tryck V för att visa dem här.",
    "gone": "Ärendet finns inte längre.",
    "reserve": "reservnummer",
}

FACTS = {
    "personnummer": "Personnummer",
    "phone": "Telefon",
    "interpreter": "Tolk",
    "protected": "Skyddad",
    "diagnosis": "Diagnos",
    "physician": "Läkare",
    "employer": "Arbetsgivare",
    "occupation": "Yrke",
    "unit": "Enhet",
    "referred_by": "Aktualiserad",
    "referred_on": "den",
    "referred_why": "Orsak",
    "opened_on": "Öppnat",
    "consent_asked": "Samtycke",
    "status": "Status",
}

CONSENT_ANSWERS = {"yes": "ja", "no": "nej", "later": "vill tänka"}
"""What the patient answered when asked about coordination."""
CONSENT_NOT_ASKED = "inte frågat än"

HISTORY = {
    "other": "{action}",
    "change": "{field}: {before} → {after}",
    "changed_by_list": "enligt lista",
    "changed_by_undo": "listan ångrades",
    "changed_by_names": "namnet blev känt",
    "status_line": "{status}, från {day}",
    "empty": "tomt",
}

FORM = {
    "draft_back": "Det du skrev senast finns kvar här. F5 kastar det och börjar om.",
    "kept": "utkast sparat {time}",
    "not_kept": "Utkastet kunde inte sparas just nu. Texten finns kvar på skärmen.",
    "wrong": "Något behöver ändras innan det går att spara. Se den röda raden.",
    "saved": "Sparat.",
    "now_elsewhere": "Ändrat på annat ställe. Nu står det: {value}",
    "start_over_ask": "Kasta det du har skrivit här?",
    "start_over_yes": "Ja, kasta det",
    "needed": "Fyll i {field}.",
    "save": "Spara",
    "hidden_value": "•••••",
    "choose": "Välj",
    "yes": "ja",
    "no": "nej",
    "day_hint": "ÅÅÅÅ-MM-DD",
    "mistyped_day": "Skriv datumet som 2026-11-22, eller kort: idag, +14, fre, 7/12.",
}

NEW_CASE = {
    "title": "Nytt ärende",
    "number_hint": "ÅÅÅÅMMDD-NNNN",
    "reserve": "Reservnummer",
    "opened_on": "Öppnas den",
    "made": "Ärende {case} är upplagt.",
    "why_status": "Anledning",
}

EDIT_FACTS = {
    "title": "Rätta uppgifter · {case}",
    "saved": "Uppgifterna är sparade.",
    "name_hint": "tomt: namnet fylls i om koden är känd",
}

STATUS_FORM = {
    "title": "Ändra status · {case}",
    "now": "Nu: {status} sedan {day}",
    "status": "Ny status",
    "unset": "- (ingen status satt)",
    "on": "Från och med",
    "reason": "Anledning",
    "saved": "Status är nu {status}.",
}

NOTE_FORM = {
    "title": "Anteckning · {case}",
    "correct": "Rätta anteckning · {case}",
    "on": "Datum",
    "body": "Anteckning",
    "hint": "Detta är ditt arbetsstöd, inte patientjournalen.",
    "saved": "Anteckningen är sparad.",
}

SICK_LEAVE_FORM = {
    "title": "Ny sjukskrivning · {case}",
    "change": "Rätta sjukskrivning · {case}",
    "hint": "En rad för varje period med samma grad. Lämna grad tom om den inte är känd.",
    "start": "Från",
    "end": "till",
    "degree": "grad",
    "add": "Lägg till en period",
    "none": "Skriv minst en period.",
    "both_days": "Skriv både från och till.",
    "saved": "Sjukskrivningen är sparad.",
    "from_list": "Den här sjukskrivningen kom med en lista från Rehabstöd. Nästa lista kan ändra den igen.",
    "which": "Vilken sjukskrivning?",
    "new": "Ny sjukskrivning",
    "existing": "{first} – {last}",
}

IMPORT = {
    "title": "Läs in sjukfallslista",
    "paste": "Markera hela tabellen i Rehabstöd, kopiera den och klistra in här (Ctrl+V eller Ctrl+Shift+V).",
    "logging": "Kopiering loggas inte nationellt, det gör utskrift. Följ vårdgivarens rutin.",
    "file": "Eller fil",
    "file_hint": "sökväg till en fil: xlsx, csv, pdf eller text",
    "day": "Listans datum",
    "unit": "Enhet",
    "unit_hint": "vårdenhetens namn",
    "read": "Granska listan",
    "reading": "Läser listan …",
    "nothing": "Klistra in listan eller skriv sökvägen till en fil.",
    "both": "Töm antingen rutan eller sökvägen, så att det är klart vilken lista som gäller.",
    "unit_needed": "Skriv enhetens namn, så att listan jämförs med rätt lista.",
    "kept": "Det du klistrade in finns kvar sedan sist. F5 kastar det.",
    "found": "{rows} sjukfall i listan för {unit}, {day}.",
    "compared": "Jämfört med listan från {day}.",
    "first": "Det är den första listan för enheten.",
    "have_case": "{count} har redan ett ärende.",
    "warnings": "Att tänka på",
    "skipped": "Utelämnade rader",
    "again": "Den här listan är redan inläst. Att spara igen ändrar ingenting.",
    "take": "Vilka ska bli ärenden? Listan sparas i alla fall; välj med pilarna och mellanslag.",
    "take_none": "Inga nu",
    "take_status": "De som har Kontaktad, Aktiv, Uppföljning eller Medicinsk rehab ({count})",
    "take_all": "Alla med personnummer ({count})",
    "partial": "Många saknas mot förra listan. Är listan filtrerad?",
    "partial_yes": "Ja, den visar bara en del (ingen räknas som borta)",
    "partial_no": "Nej, det är hela listan",
    "save": "Spara listan",
    "saving": "Sparar …",
    "done": "Listan är sparad.",
    "taken": "Nya ärenden: {count}",
    "changed": "Ärenden som fick nya uppgifter: {count}",
    "done_hint": "^S går till genomgången. Esc går tillbaka.",
    "named": "Andra ärenden som fick namnet på sin diagnos: {count}",
    "cut": "Ärenden där utskriften har klippt av huvuddiagnosen: {count}. Öppna dem och fyll i med r:",
    "more": "… och {count} till",
}

EXPORT = {
    "title": "Exportera arbetslista",
    "part": "Ärenden",
    "filtered": "De som filtret visar {count}",
    "format": "Format",
    "format_xlsx": "Excel, för att sortera och filtrera (xlsx)",
    "format_html": "Webbsida, för att läsa eller skriva ut (html)",
    "format_csv": "Tabell som text, för andra kalkylprogram (csv)",
    "format_md": "Löpande text med tabeller (md)",
    "format_json": "Data för andra program (json)",
    "names": "Med namn",
    "without_names": "Utan namn, personnummer och arbetsgivare. Ärendenumret leder till personen här i programmet.",
    "with_names": "Med namn, personnummer och arbetsgivare, utom för den som har skyddade personuppgifter. Filen är "
    "lika känslig som journalen: lägg den inte i en mapp som synkas till molnet, och ta bort den när den inte behövs.",
    "folder": "Mapp",
    "file": "Filnamn",
    "about": "Filen hamnar utanför valvet och är inte krypterad. Exporten skrivs i åtkomstloggen.",
    "write": "Skriv filen",
    "writing": "Skriver filen …",
    "no_folder": "Mappen finns inte. Välj en som finns.",
    "no_file": "Skriv ett filnamn.",
    "bad_file": "Skriv bara filens namn här. Mappen väljs på raden ovanför.",
    "long_file": "Filnamnet är för långt.",
    "exists": "{name} finns redan i mappen. Skriva över den?",
    "overwrite": "Ja, skriv över",
    "done_one": "1 ärende ligger nu i {path}",
    "done": "{count} ärenden ligger nu i {path}",
    "done_names": "Ta bort filen när den inte behövs.",
    "not_logged": "Filen är skriven, men exporten kunde inte skrivas i åtkomstloggen.",
}

IMPORT_DONE = {
    "leave": "Gå vidare",
    "undo": "Ångra inläsningen",
    "remove": "Ta bort filen",
    "remove_ask": "Ta bort filen {name} från datorn?",
    "remove_details": "Listan är sparad i valvet. Filen raderas och hamnar inte i papperskorgen.",
    "remove_yes": "Ja, ta bort filen",
    "removed": "Filen är borttagen från datorn.",
    "hint": "Esc går tillbaka till ärendelistan.",
}

UNDO = {
    "nothing": "Det finns ingen inläst lista att ångra.",
    "ask": "Ångra inläsningen av listan från {day} ({rows} sjukfall)?",
    "ask_unit": "Ångra inläsningen av listan från {day} för {unit} ({rows} sjukfall)?",
    "will_void": "Ärenden som togs upp ur listan och stryks: {count}",
    "will_restore": "Ärenden som får tillbaka sina tidigare uppgifter: {count}",
    "will_touch_nobody": "Inget ärende ändras.",
    "will_keep": "Kvar blir de du har arbetat med: {cases}",
    "will_withdraw": "Beslut i genomgången som faller bort: {count}",
    "brings_back": "Listan från samma dag, som den ersatte, gäller igen.",
    "yes": "Ja, ångra",
    "more": " och {count} till",
    "done": "Inläsningen av listan från {day} är ångrad.",
    "voided": "Strukna ärenden: {count}.",
    "restored": "Ärenden som fick tillbaka sina tidigare uppgifter: {count}.",
    "kept": "Kvar är de du har arbetat med: {cases}. Gå igenom dem för hand.",
}

LOCK = {
    "title": "Låst",
    "locked": "Valvet är låst",
    "unlock": "Skriv din lösenfras för att låsa upp.",
    "kept": "Allt du hade skrivit finns kvar.",
    "passphrase": "Lösenfras",
    "recovery": "Har du glömt lösenfrasen? Skriv återställningsnyckeln från papperet i samma fält.",
    "unlocking": "Låser upp …",
    "demo": "Demon har ingen lösenfras. Tryck ⏎ för att låsa upp.",
    "elsewhere": "Valvet låstes från ett annat fönster.",
    "idle": "Valvet låstes för att ingen har rört tangenterna på en stund.",
    "empty": "Skriv lösenfrasen först.",
}

FIRST = {
    "title": "Välkommen",
    "intro": "Här finns inget valv än. Valvet är en krypterad mapp på den här datorn där dina ärenden ligger; "
    "inget skickas någonstans. Välj en lösenfras som bara du kan: gärna fyra ord du minns.",
    "folder": "Valvet läggs i {folder}",
    "passphrase": "Lösenfras",
    "again": "En gång till",
    "making": "Skapar valvet …",
    "differ": "De två lösenfraserna är inte lika.",
    "recovery_title": "Din återställningsnyckel",
    "recovery": "Skriv ner den på papper och lägg den på ett säkert ställe. Den är den enda vägen in om du glömmer "
    "lösenfrasen, och den visas bara nu.",
    "ask": "Skriv grupp {group} från papperet",
    "wrong": "Det stämmer inte med grupp {group}. Jämför med papperet.",
    "demo": "Vill du bara titta? Avsluta med ^Q och skriv: rekotui demo",
}

SORT = {
    "title": "Sortera",
    "hint": "⏎ växlar stigande, fallande, av. Den första kolumnen väger tyngst. Esc stänger.",
    "line": "{order} {arrow} {column}",
    "clear": "Rensa och sortera på namn",
}

CONFIRM = {"no": "Nej"}

PALETTE = {
    "ask": "Skriv ett kommando, ett namn eller ett ärendenummer",
    "nothing": "Inget stämmer. Prova början av ett namn eller ett kommando.",
    "key": "{help}  ({key})",
}

CRASH = (
    "Något gick fel i programmet och det fick stängas. Det du hade skrivit finns kvar som utkast.\n"
    "Starta igen med: rekotui\n"
    "Om det händer igen, berätta var det hände: {place}"
)
