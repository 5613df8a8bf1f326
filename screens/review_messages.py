"""Every sentence of the review and of the kvalitetssäkringsuppdrag. Plain, warm Swedish, with Rehabstöd's own words."""

ASSIGNMENT = {
    "title": "Kvalitetssäkringsuppdrag",
    "new": "Registrera kvalitetssäkringsuppdrag",
    "by_guide": "Gå igenom uppdraget med guiden, fråga för fråga",
    "hint": "Uppdraget behövs när du går igenom sjukfall för patienter som inte har sagt ja till koordinering. Det "
    "ger inte rätt att kontakta arbetsgivare eller myndighet. Skriv av det undertecknade papperet.",
    "unit": "Enhet",
    "all_units": "Alla mina enheter",
    "given_by": "Uppdragsgivare",
    "given_by_hint": "verksamhetschefen, eller den som chefen har gett uppgiften",
    "assignee": "Uppdragstagare",
    "assignee_hint": "du, med befattning",
    "purposes": "Ändamål",
    "population": "Vilka patienter",
    "starts_on": "Gäller från",
    "ends_on": "till och med",
    "signed_on": "Undertecknat den",
    "signed_hint": "när båda hade skrivit under",
    "kept_where": "Förvaras",
    "kept_hint": "var papperet finns",
    "choose_one": "Välj minst ett med mellanslag.",
    "ends_before": "Slutet ligger före början.",
    "saved": "Uppdraget är registrerat.",
    "saved_not_yet": "Uppdraget är registrerat. Det gäller inte i dag: se datumen.",
    "which": "Kvalitetssäkringsuppdrag. Välj ett för att avsluta det i förtid.",
    "line": "{given_by}, {unit}, {starts_on} – {ends_on}: {state}",
    "end": "Avsluta uppdraget i förtid",
    "end_hint": "Uppdraget från {given_by}, {starts_on} – {ends_on}. Det finns kvar som avslutat.",
    "ended_on": "Gäller inte från",
    "end_reason": "Anledning",
    "ended": "Uppdraget är avslutat.",
    "not_to_end": "Det uppdraget gäller inte längre, så det finns inget att avsluta.",
    "holds": "Uppdrag från {given_by}, gäller till {ends_on}.",
    "ending": "Uppdraget från {given_by} går ut {when} ({ends_on}). Be om ett nytt i tid.",
    "ending_days": "om {days} dagar",
    "ending_tomorrow": "i morgon",
    "ending_today": "i dag",
    "exception": "Utan gällande uppdrag: läses i dag som loggat undantag.",
    "none": "Inget gällande uppdrag. Alla i listan har redan ärende.",
}

ASSIGNMENT_STATES = {
    "unsigned": "inte undertecknat",
    "planned": "börjar senare",
    "valid": "gäller",
    "ending": "går snart ut",
    "expired": "har gått ut",
    "ended": "avslutat i förtid",
}

# Option codes and words of the guide kvalitetssakringsuppdrag.
PURPOSES = (
    ("early_identification", "I tid hitta patienter som kan behöva koordinering"),
    ("plan_quality", "Se om det finns aktuella rehabiliterings- och sjukskrivningsplaner"),
    ("certificate_quality", "Följa intygens kvalitet och kompletteringar"),
    ("equality", "Jämföra mellan kön, åldrar och diagnosgrupper"),
    ("flow", "Följa väntetider, uppföljningar och flöden"),
    ("unit_development", "Underlag för enhetens förbättringsarbete"),
)
POPULATION = (
    ("all_current", "Alla pågående sjukfall på enheten"),
    ("over_90", "Sjukfall som pågått minst 90 dagar"),
    ("repeated", "Återkommande sjukfall"),
    ("diagnosis_groups", "Vissa diagnosgrupper, t.ex. psykisk ohälsa och rörelseorganen"),
    ("activity_compensation", "Patienter med aktivitetsersättning"),
    ("ended", "Avslutade sjukfall under perioden"),
)

WITHOUT = {
    "title": "Det finns inget gällande kvalitetssäkringsuppdrag",
    "text": "Genomgången visar {count} personer som inte har ärende. För att läsa om dem behöver du ett skriftligt "
    "uppdrag från verksamhetschefen (patientdatalagen 2 kap. 4 §).",
    "register": "Registrera uppdraget nu",
    "read": "Läs listan ändå, som loggat undantag",
    "back": "Gå tillbaka",
    "reason": "Varför",
    "reason_hint": "till exempel: chefen skriver under i morgon",
    "logged": "Undantaget är loggat. Det gäller enheten {unit} i dag.",
}

QUICK = {
    "needed": "Fyll i {field}.",
    "later": "Välj en dag efter {day}.",
    "not_later": "Skriv en dag som inte är senare än {day}.",
    "hint": "Siffra eller pil och ⏎ väljer. Esc går tillbaka.",
    "hint_typed": "⏎ sparar. Det du skriver ligger kvar om du går tillbaka.",
}

REVIEW = {
    "title": "Genomgång · {unit}",
    "title_no_unit": "Genomgång",
    "reading": "Läser genomgången …",
    "list": "Listan den {day}",
    "compared": "jämförd med {day}",
    "first_list": "den första för enheten",
    "since": "sedan din genomgång den {day}",
    "never": "din första genomgång",
    "done": "genomgången den {day}",
    "left": "{left} av {total} kvar",
    "none_left": "ingen kvar",
    "count": "{title} {count}",
    "heading": "{title}  {count}",
    "heading_left": "{title}  {count}, {left} kvar",
    "nobody_title": "Listan är tom",
    "nobody_advice": "Ingen i listan har personnummer. Tryck i för att läsa in en lista.",
    "all_done_title": "Alla har fått ett beslut",
    "all_done_advice": "Tryck m för att markera genomgången som klar,\neller x för att visa alla i listan.",
    "unit_none": "Utan enhetsnamn",
    "mark_done_ask": "{left} personer har inget beslut. Markera genomgången som klar ändå?",
    "mark_done_yes": "Ja, den är klar",
    "marked_done": "Genomgången är markerad som klar. Nästa gång ser du vad som har ändrats sedan i dag.",
    "nothing_here": "Här finns ingen rad att besluta om.",
    "gone_no_decision": "Personen finns inte i listan längre, så det finns inget att besluta.",
    "has_case": "Personen har redan ärende {case}. Tryck ⏎ för att öppna det.",
    "no_decision": "Det finns inget beslut att ångra på raden.",
    "withdrawn": "Beslutet är ångrat.",
    "undo_taken_ask": "Ärende {case} togs upp här. Ångra och ta bort det ur ärendelistan?",
    "undo_taken_yes": "Ja, ångra",
    "no_guess": "Ingen annan person i listorna ser ut att vara samma.",
    "join_ask": "Är det samma person?\n\n{before} har blivit {after}\n\n"
    "Ärende och beslut följer med till det nya numret.",
    "join_ask_hidden": "Är det samma person, som har fått ett nytt personnummer? Ärende och beslut följer med.",
    "join_yes": "Ja, samma person",
    "joined": "Numren hör nu ihop.",
    "no_case": "Personen har inget ärende. Allt som listan säger står under tabellen.",
    "not_logged": "Att listan visades kunde inte skrivas i åtkomstloggen.",
    "protected": "Skyddade personuppgifter",
    "hidden_name": "Rad {row}",
}

COLUMNS = {
    "name": "Namn",
    "age": "Ålder",
    "day": "Dag",
    "degree": "Grad",
    "diagnosis": "Diag.",
    "last_day": "Slut",
    "marks": "Tecken",
    "decision": "Beslut",
    "physician": "Läkare",
}

SECTIONS = {"nearing": "Närmar sig dag {limit}", "waited": "Väntan är över"}
"""Titles of the sections that are no group of a comparison."""

COUNTED = {
    "new": "Nya",
    "relapsed": "Tillbaka",
    "gone": "Borta",
    "ended_still_listed": "Slut passerat",
    "extended": "Förlängda",
    "shortened": "Förkortade",
    "implausible_end": "Orimliga",
    "start_earlier": "Start bakåt",
    "start_later": "Start framåt",
    "degree_changed": "Grad",
    "diagnosis_changed": "Diagnos",
    "co_diagnoses_changed": "Bidiagnos",
    "physician_changed": "Läkare",
    "physician_respelled": "Läkarnamn",
    "renamed": "Namn",
    "number_replaced": "Nytt nummer",
    "other": "Övrigt",
    "unchanged": "Lika",
}
"""A word for each group of a comparison, short enough for one line of counts."""

PERSON = {
    "age": "{age} år",
    "case": "ärende {case}, {status}",
    "case_unset": "ärende {case}",
    "changed": "Ändrat",
    "marks": "Tecken",
    "decision": "Beslut",
    "asked": "Kvar",
    "also_listed": "Även på",
    "diagnosis": "Diagnos",
    "physician": "Läkare",
    "work": "Arbete",
    "leave": "Sjukfall",
    "span": "{first} – {last}",
    "length": "längd {days} dagar",
    "day": "dag {day}",
    "certificates": "{count} intyg",
    "told": "felaktigt slutdatum, meddelat läkare {day}",
    "before_number": "Var kanske {number} förut. Tryck b om det är samma person.",
    "before_number_hidden": "Kan ha haft ett annat nummer förut. Tryck b om det är samma person.",
    "status": "Rehabstöd",
    "gone": "Finns inte i listan längre.",
    "no_diagnosis": "delas inte",
    "cut": "avklippt i utskriften",
}

LEAVE = {
    "title": "Varför lämnas personen?",
    "own": "Egen anledning",
    "reason": "Anledning",
    "reason_hint": "syns vid nästa genomgång",
}
LEAVE_REASONS = (
    "Kort sjukskrivning",
    "Annan har kontakten",
    "Graviditet",
    "Läkaren bedömer att koordinering inte behövs",
    "På väg tillbaka i arbete, plan finns",
    "Allvarlig sjukdom, vården samordnar",
    "Har tackat nej",
)

WAIT = {
    "title": "Vänta till när?",
    "week": "1 vecka, {day}",
    "two_weeks": "2 veckor, {day}",
    "month": "1 månad, {day}",
    "own": "Annan dag, eller med anledning",
    "day": "Vänta till",
    "reason": "Anledning",
    "reason_hint": "kan lämnas tom",
}

TAKE_UP = {
    "title": "Ta upp ärende · {name}",
    "diagnosis_hint": "koden är avklippt i listan; fråga läkaren",
    "referred_hint": "läkare, team, patienten själv …",
    "consent_asked": "Samtycke",
    "consent_asked_on": "Frågat den",
    "first_contact": "Första kontakt",
    "saved": "Ärende {case} är upptaget.",
    "consent_needed": "Välj vad patienten svarade, eller töm dagen.",
    "bad_code": "Skriv en diagnoskod som F438A, eller lämna tomt.",
    "contact_past": "Första kontakten ligger före i dag.",
}
