"""Words of the consent form on paper, in the patient's own voice; the statements themselves are the guide's."""

TITLES = {
    "arbetsgivare": "Samtycke till kontakt med arbetsgivare",
    "annan": "Samtycke till kontakt med någon utanför vården",
    "party": "Samtycke till kontakt med {party}",
}
FORM = {
    "voluntary": "Det är frivilligt att samtycka. Du kan säga ja till en del, säga nej eller ändra dig när du vill. "
    "Det påverkar inte din rätt till vård.",
    "name": "Namn",
    "number": "Personnummer",
    "informed": "Det här har jag fått veta",
    "consent": "Jag samtycker",
    "party": "Vem kontakten gäller",
    "members": "Vilka som är med",
    "employer": "Arbetsgivare och arbetsplats",
    "organisation": "Organisation och enhet",
    "person": "Kontaktperson",
    "officer": "Handläggare",
    "role": "Roll",
    "phone": "Telefon",
    "share": "Det här får lämnas om mig",
    "other": "Annat:",
    "other_filled": "Annat: {text}",
    "not_told": "Det här får inte lämnas",
    "not_wanted": "Det här vill jag inte",
    "how": "Så får kontakten gå till",
    "give": "Koordinatorn får lämna uppgifter om mig",
    "receive": "Mottagaren får lämna uppgifter till vården",
    "ways": "Kontakten får ske genom",
    "period": "Hur länge det gäller",
    "purpose": "Syfte",
    "from": "Gäller från",
    "until": "Gäller till och med",
    "open_end": "tills vidare",
    "sign": "Underskrift",
    "patient": "Patient",
    "received": "Mottaget av",
    "taken_by": "Svaret togs emot av",
    "office": "Koordinatorn fyller i",
    "how_given": "Svaret lämnades",
    "kept": "Förvaras",
    "proxy": "Lämnat av, i patientens ställe",
    "proxy_why": "Skäl",
    "told": "Patienten har fått veta vad samtycket betyder",
    "copy": "Patienten har fått en kopia",
    "withdraw": "Om jag ändrar mig",
    "withdraw_phone": "Säg till på {phone}, skriv, eller säg till när vi ses. Du behöver inte säga varför.",
    "withdraw_how": "Säg till på telefon, skriv, eller säg till när vi ses. Du behöver inte säga varför.",
    "withdraw_to": "Telefon",
    "changed": "Datum då ändringen togs emot",
    "what_now": "Vad gäller från och med nu?",
}
STATES = {
    "planned": "Samtycket börjar gälla {since}.",
    "expired": "Samtycket gick ut {until} och gäller inte längre. Blanketten visar vad det gällde.",
    "withdrawn": "Samtycket återkallades {until} och gäller inte längre. Blanketten visar vad det gällde.",
    "declined": "Svaret är nej. Det lämnades {since}.",
    "superseded": "Samtycket är ersatt av ett nyare och gäller inte längre. Blanketten visar vad det gällde.",
}
SHARED = {
    "contact": "Att vi har kontakt",
    "extent": "Hur mycket och hur länge jag är sjukskriven",
    "abilities": "Vad jag kan och inte kan göra",
    "adaptations": "Anpassningar som jag behöver",
    "plan": "Min plan och dess datum",
    "diagnosis": "Diagnos",
}
"""The ticks of consents.json, as the patient says them."""

# What stands in a statement where nothing is known.
UNKNOWN = {
    "patient_name": "undertecknad",
    "patient_id": "personnummer ovan",
    "coordinator_name": "koordinatorn",
    "unit_name": "vårdenheten",
}
