"""Every sentence of the demo's daily work: what was said in contacts, and what was promised by whom."""

# Contacts with the patient, by where the case stands.
FIRST_CONTACT = (
    "Berättade vad koordinering är och att den är frivillig. Patienten säger ja och vill börja med ett samtal.",
    "Första samtalet. Patienten tackar ja, oroar sig mest för ekonomin.",
    "Frågade om koordinering efter läkarbesöket. Patienten säger ja och får en tid.",
)
FIRST_LATER = ("Berättade vad koordinering är. Patienten vill fundera och blir uppringd igen.",)
LATEST = {
    "Kontaktad": (
        "Kort samtal. Patienten orkar bara en sak i taget, vi börjar med sömnen och dagens rutiner.",
        "Gick igenom vad läkaren har sagt och bestämde tid för kartläggning.",
    ),
    "Aktiv": (
        "Gick igenom veckan som var. Två bra dagar, vill prova att höra av sig till arbetsplatsen.",
        "Stämde av planen. Första steget känns rimligt, oron finns för mötet med chefen.",
        "Patienten beskriver mer ork på förmiddagen. Pratade om vilka uppgifter som går att börja med.",
        "Genomgång av vad som ska vara klart före nästa läkarbesök.",
    ),
    "Uppföljning": (
        "Avstämning. Arbetar enligt planen, pauserna fungerar för det mesta.",
        "Går framåt men långsamt. Behåller upplägget en månad till.",
    ),
    "Medicinsk rehab": (
        "Hörde hur behandlingen går. Koordineringen vilar tills den är klar.",
        "Väntar på utredningen. Vill bli uppringd efteråt.",
    ),
}
NO_ANSWER = ("Ringde på förmiddagen, inget svar.", "Inget svar, försöker igen i morgon.")
WITH_EMPLOYER = (
    "Trepartssamtal på arbetsplatsen. Chefen kan ordna lugnare uppgifter de första veckorna.",
    "Möte med patienten och chefen. Enades om att börja med två korta dagar i veckan.",
    "Gick igenom arbetsuppgifterna tillsammans. Tunga moment tas bort tills vidare.",
)
WITH_PHYSICIAN = (
    "Tog upp prognosen med läkaren. Ny bedömning före nästa intyg.",
    "Läkaren instämmer i upplägget och vill se ett litet steg framåt.",
    "Frågade om arbetsuppgifterna kan stå tydligare i intyget. Läkaren skriver om det.",
)

# Why something is watched: (how often, reason, whom we wait for, what the case must have, words).
# What it must have: "" anything, "employer", "leave" a sick leave that goes on.
Promise = tuple[int, str, str, str, tuple[str, ...]]
PROMISES: tuple[Promise, ...] = (
    (18, "employer_plan", "arbetsgivare", "employer", (
        "Chefen skickar planen för återgång.",
        "Chefen återkommer om vilka uppgifter som går att anpassa.",
    )),
    (12, "answer", "arbetsgivare", "employer", (
        "Chefen svarar om ett möte hos företagshälsan.",
        "Besked om arbetstiderna efter schemabytet.",
    )),
    (14, "answer", "forsakringskassan", "leave", (
        "Besked om sjukpenningen från handläggaren.",
        "Handläggaren svarar om ett avstämningsmöte kan bli av.",
    )),
    (14, "certificate", "lakare", "leave", (
        "Nytt intyg före sista dagen, gärna med arbetsuppgifterna beskrivna.",
        "Läkaren kompletterar intyget.",
    )),
    (12, "doctor", "", "", (
        "Prognosen: går det att trappa ner från nästa intyg?",
        "Fråga om remiss till fysioterapeut.",
        "Är arbetsträning rimlig redan nu?",
    )),
    (10, "call_back", "patient", "", (
        "Patienten ringer efter besöket hos psykologen.",
        "Patienten hör av sig om tiden.",
    )),
    (12, "call", "", "", ("Ring och hör hur första veckan gick.", "Ring om kartläggningen, andra delen.")),
    (8, "plan", "", "", ("Gå igenom planen: håller första steget?",)),
)  # fmt: skip
FIRST_CALL = ("Ring och berätta om koordinering.", "Första samtalet, erbjud en tid.")

# What is promised in the leading cases: place in the caseload → (days from today, reason, whom we wait for, words).
LEADING_PROMISES: dict[int, tuple[tuple[int, str, str, str], ...]] = {
    0: (
        (-2, "employer_plan", "arbetsgivare", "Chefen lovade planen för återgång före helgen."),
        (6, "doctor", "", "Nedtrappningen till 50 procent: räcker det med dagens intyg?"),
    ),
    1: ((-1, "doctor", "lakare", "Läkaren skulle höra av sig om intyget före dag 181."),),
    3: ((0, "certificate", "lakare", "Nytt intyg innan det här tar slut. Boka tolk."),),
    4: ((4, "call", "", "Ring om hur det går på arbetet."),),
    5: ((-5, "answer", "forsakringskassan", "Handläggaren skulle svara om avstämningsmöte."),),
    10: ((1, "certificate", "lakare", "Fortsätter sjukskrivningen? Inget nytt intyg än."),),
    12: ((0, "answer", "arbetsformedlingen", "Besked om gemensam kartläggning."),),
    15: ((9, "doctor", "", "Hur mycket i egna firman tål behandlingen?"),),
}
QUESTION = "vad patienten inte klarar i sitt arbete"
PLAN_NOT_NEEDED = "Väntas tillbaka i samma arbete innan planen hinner göra nytta, enligt chefen."
RESTS = (
    "Tas upp på nästa läkartid.",
    "Avstämt med läkaren, väntar på besked.",
    "Bokat möte om det här.",
)

OFFICERS = ("Gun Provlund", "Ali Testfalk", "Pernilla Exempelqvist", "Rune Övningström")
"""Invented case officers at Försäkringskassan."""
