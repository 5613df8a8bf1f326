"""Words of the ready record text. Where the guides' vocabulary has a search word (sökord), it is that one."""

# Search words, in the order they stand.
HEADINGS = {
    "correction": "Rättelse",
    "contact": "Kontakt",
    "part": "Del av koordineringen",
    "status": "Status",
    "consent": "Samtycke",
    "scope": "Får lämnas",
    "not_told": "Får inte lämnas",
    "purpose": "Syfte",
    "terms": "Villkor",
    "valid": "Gäller",
    "way": "Hur det lämnades",
    "information": "Information till patienten",
    "proxy": "Svarar för patienten",
    "taken_by": "Mottaget av",
    "reason": "Anledning",
    "note": "Anteckning",
    "cooperation": "Samverkan",
    "plan": "Rehabiliteringsplan",
    "assessment": "Bedömning",
    "sick_leave": "Sjukskrivning",
    "participation": "Delaktighet",
    "results": "Åtgärdsresultat",
    "planned": "Planerat",
    "kva": "KVÅ",
    "interview": "Samtal",
}

WHEN = "{day}"
WHEN_CLOCK = "{day} kl. {clock}"
LINE = "{when}: {told}"

# What took place, by channel; another channel is told by its own word.
HELD = {
    "visit": "Besök med {who}.",
    "phone": "Telefonsamtal med {who}.",
    "video": "Videosamtal med {who}.",
    "meeting": "Möte med {who}.",
    "message": "Meddelande, {who}.",
    "letter": "Brev, {who}.",
    "other": "Kontakt med {who}.",
}
NOT_HELD = "{channel}, {who}: {outcome}."
NAMED = "{who} ({name})"
WITH_PATIENT = {True: "Patienten var med.", False: "Patienten var inte med."}
WITH_PATIENT_BOOKED = {True: "Patienten ska vara med.", False: "Patienten ska inte vara med."}
CORRECTS = "Ersätter anteckningen om kontakten {day}."
CORRECTS_SAME = "Ersätter den tidigare anteckningen om samma kontakt."

# On what a contact rests.
COVERED = "Samtycke till {about}"
COVERED_GIVEN = ", lämnat {day}"
COVERED_TO = ", gäller till och med {day}"
GROUND = "{ground}."
DEVIATION = "Kontakten skedde utan giltigt samtycke."

STATUS = "{on}: {status}"
STATUS_FIRST = "{on}: Ärendet togs upp, {status}"
TAKEN_UP = "{on}: Ärendet togs upp"
STATUS_BEFORE = "{on}: {status}, tidigare {before}"
NO_STATUS = "ingen status"

# What happened to a consent.
EVENTS = {
    "given": "Samtycke till {about} lämnat.",
    "limited": "Samtycke till {about} begränsat.",
    "renewed": "Samtycke till {about} förnyat.",
    "withdrawn": "Samtycke till {about} återkallat.",
    "declined": "Samtycke till {about} avböjt.",
    "told": "De som berörs har fått veta att samtycket till {about} har ändrats.",
    "voided": "En tidigare anteckning om samtycke till {about} är felregistrerad.",
}
VOIDED_ON = "Anteckningen om samtycke till {about} den {day} är felregistrerad."
ABOUT = "{about} ({who})"
FROM_TO = "Från och med {first} till och med {last}."
FROM = "Från och med {first} och tills vidare."
TO = "Till och med {last}."
KEPT = "Förvaras: {place}"
INFORMED = {
    True: "Patienten har fått information om vad samtycket innebär, att det är frivilligt och att det när som helst "
    "kan återkallas.",
    False: "Patienten har inte fått information om samtycket.",
}
COPY = {True: "Patienten har fått en kopia.", False: "Patienten har inte fått någon kopia."}
