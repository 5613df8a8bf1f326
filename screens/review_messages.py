"""Every sentence of the review and of the kvalitetssäkringsuppdrag. Plain, warm Swedish, with Rehabstöd's own words."""

ASSIGNMENT = {
    "title": "Kvalitetssäkringsuppdrag",
    "new": "Registrera kvalitetssäkringsuppdrag",
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
    "text": "I listan finns {count} personer som inte har ärende. För att gå igenom dem behöver du ett skriftligt "
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
    "hint": "Siffra eller pil och ⏎ väljer. Esc går tillbaka.",
    "hint_typed": "⏎ sparar. Det du skriver ligger kvar om du går tillbaka.",
}
