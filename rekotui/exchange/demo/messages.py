"""Every sentence of the demo's invented cases: why they came, why their status changed, what was noted."""

# Who drew attention to the case, how often, and why. Cases without sick leave have their own.
REFERRALS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    (
        "läkare",
        40,
        (
            "Läkaren befarar lång sjukskrivning och vill ha hjälp med planen.",
            "Tredje intyget i rad utan tydlig plan för återgång.",
            "Läkaren önskar stöd inför upptrappning av arbetstiden.",
            "Oklart vad patienten klarar på arbetet; läkaren ber om kartläggning.",
        ),
    ),
    (
        "genomgång av sjukskrivningslistan",
        25,
        (
            "Sjukskriven längre än väntat för diagnosen.",
            "Ny på listan och tidigare sjukskriven av samma skäl.",
            "Hel sjukskrivning utan planerad nedtrappning.",
        ),
    ),
    (
        "rehabteam",
        12,
        (
            "Teamet ser behov av en samlad plan.",
            "Flera vårdkontakter samtidigt, någon behöver hålla ihop dem.",
        ),
    ),
    (
        "fysioterapeut",
        8,
        (
            "Smärtan hindrar återgång, arbetsuppgifterna behöver ses över.",
            "Träningen går framåt men steget tillbaka till arbetet känns stort.",
        ),
    ),
    ("kurator", 6, ("Oro för arbetet och ekonomin gör att behandlingen går trögt.",)),
    (
        "patienten själv",
        6,
        ("Vill ha hjälp att förbereda samtalet med chefen.", "Undrar vad som händer efter dag 90."),
    ),
    ("Försäkringskassan", 3, ("Handläggaren efterfrågar en plan för återgång i arbete.",)),
)
REFERRALS_WITHOUT_LEAVE: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    (
        "läkare",
        50,
        ("Risk för sjukskrivning om inget ändras.", "Söker ofta för besvär som hänger ihop med arbetet."),
    ),
    ("kurator", 25, ("Behöver stöd att komma vidare mot arbete eller studier.",)),
    ("patienten själv", 25, ("Vill orka vara kvar utan sjukskrivning och ber om råd.",)),
)

# Why a status was set. The key is Rehabstöd's word, with a circumstance after it where that matters.
REASONS: dict[str, tuple[str, ...]] = {
    "-": (
        "Taget upp, ännu inte kontaktad.",
        "Taget upp på mottagningens rehabmöte.",
        "Taget upp efter genomgången.",
    ),
    "Kontaktad": (
        "Ringt och berättat om koordinering; vill tänka till nästa vecka.",
        "Brev med tid för ett första samtal skickat.",
        "Pratat kort efter läkarbesöket, positiv till att träffas.",
        "Fick kontakt vid tredje försöket, tid bokad.",
    ),
    "Aktiv": (
        "Första samtalet genomfört, vill ha stöd.",
        "Kartläggningen påbörjad.",
        "Tackar ja till koordinering.",
        "Plan påbörjad tillsammans med patienten.",
    ),
    "Aktiv igen": (
        "Sjukskriven på nytt, ärendet öppnas igen.",
        "Återinsjuknade, vill fortsätta med samma stöd.",
    ),
    "Uppföljning": (
        "Planen följs, glesare kontakt.",
        "Tillbaka på deltid, följs upp en gång i månaden.",
        "Upptrappning pågår och fungerar, stäms av vid nästa intyg.",
    ),
    "Medicinsk rehab": (
        "Behandling går först, koordinering vilar så länge.",
        "Väntar på utredning hos specialist.",
        "Deltar i smärtrehabilitering, återupptas efteråt.",
    ),
    "Avslutad efter återgång": (
        "Åter i arbete i sin vanliga omfattning.",
        "Målet i planen nått, sjukskrivningen avslutad.",
        "Tillbaka i arbete med anpassningar, inget mer behov.",
        "Sjukskrivningen upphörde, patienten klarar sig själv vidare.",
    ),
    "Avslutad trots sjukskrivning": (
        "Flyttat, annan vårdcentral tar över.",
        "Sjukersättning beviljad, inga fler insatser här.",
        "Specialistklinikens koordinator tar över.",
    ),
    "Avslutad utan sjukskrivning": (
        "Löste situationen utan sjukskrivning.",
        "Kommit i gång med stöd från annan aktör.",
    ),
    "Avböjt": (
        "Vill inte ha koordinering nu, vet att det går att återkomma.",
        "Tackar nej, har redan gott stöd av chefen.",
        "Avböjer efter betänketid.",
    ),
    "Lämnas utan åtgärd": (
        "Kort förlopp, åter i arbete enligt plan.",
        "Väntar operation, inget att samordna.",
        "Har redan koordinator på annan enhet.",
        "Läkaren bedömer att behov saknas.",
    ),
}

# Notes: how a case begins, what happens on the way, how it ends.
NOTES_FIRST = (
    "Läst intyget och stämt av med läkaren. Ringer i veckan.",
    "Nytt ärende. Söker patienten på telefon, annars brev.",
    "Ärendet genomgånget. Fråga läkaren om prognos och om arbetsuppgifterna är kända.",
    "Kort avstämning i rehabteam. Koordinering kan vara till nytta, erbjuds ett samtal.",
)
NOTES_COMMON = (
    "Bra samtal. Patienten vill börja i liten skala och få följa upp ofta.",
    "Berättat om rehabiliteringskedjan och vad som prövas vid dag 90 och 180.",
    "Patienten orolig för ekonomin. Gått igenom vem som svarar på vad hos Försäkringskassan.",
    "Uppe i rehabteam: läkare, psykolog och fysioterapeut eniga om att gå långsamt fram.",
    "Ringt, inget svar. Försöker igen på torsdag förmiddag, då brukar det passa.",
    "Patienten har uteblivit från bokad tid. Ny tid skickad.",
    "Skrivit ut planen och gått igenom den. Första steget känns lagom stort.",
    "Lång väntan på remissvar. Bett mottagningen höra av sig till specialisten.",
    "Säger att det svåraste är att inte veta hur länge det varar. Skrev ner datumen tillsammans.",
)
NOTES_LEAVE = (
    "Läkaren förlänger men vill se ett försök på deltid före nästa intyg.",
    "Intyget räcker månaden ut. Ny läkartid bokad i god tid.",
    "Försäkringskassan har bett om komplettering. Läkaren svarar i veckan.",
    "Patienten har sökt sjukpenning och fått besked.",
    "Nedtrappningen gick bra de två första veckorna, sedan tröttare. Avvakta med nästa steg.",
)
NOTES_BY_GROUP: dict[str, tuple[str, ...]] = {
    "mind": (
        "Börjat i sömnskola. Somnar bättre men vaknar tidigt.",
        "Går hos psykolog varannan vecka, hemuppgifter mellan gångerna.",
        "Promenerar varje dag och märker att orken räcker längre. Ljudkänslig bland folk.",
        "Stresshantering i grupp startar efter helgen. Lite nervös men vill prova.",
        "Svårt att koncentrera sig mer än en halvtimme. Provar kortare pass med paus.",
    ),
    "pain": (
        "Tränar hos fysioterapeut två gånger i veckan. Mindre värk på morgnarna.",
        "Sitter högst en timme i taget. Höj- och sänkbart bord skulle hjälpa.",
        "Smärtskola avslutad, använder pauser och växlar ställning.",
        "Tunga lyft går inte än. Lättare uppgifter kan fungera på halvtid.",
        "Arbetsterapeut har gått igenom hur arbetet kan göras skonsammare.",
    ),
    "body": (
        "Återbesök på sjukhuset gick bra. Orken styr takten.",
        "Väntar på återbesök innan nästa steg planeras.",
        "Behandlingen tar mycket kraft. Hörs igen när den är klar.",
        "Läker som väntat enligt läkaren. Räknar med att kunna börja försiktigt.",
    ),
}
NOTES_EMPLOYED = (
    "Patienten har själv talat med chefen, som är positiv till arbetsträning.",
    "Samtal med arbetsgivaren blir aktuellt när samtycket är på plats.",
    "Chefen är ny och de har inte träffats. Övade på vad patienten vill säga.",
    "Arbetsgivarens plan för återgång efterfrågad av patienten.",
    "Företagshälsan är inkopplad enligt patienten.",
    "Arbetsträning diskuterad: börja med två korta dagar i veckan.",
    "Skulle vilja byta arbetspass, nätterna tar för mycket.",
)
NOTES_WITHOUT_EMPLOYER: dict[str, tuple[str, ...]] = {
    "seeking": (
        "Inskriven på Arbetsförmedlingen. Ser gärna ett gemensamt möte längre fram.",
        "Vill prova praktik på halvtid när läkaren säger ja.",
    ),
    "student": (
        "Studievägledaren föreslår halvfart nästa termin.",
        "Orolig för tentorna. Pratat om vilket stöd skolan kan ge.",
    ),
    "own_firm": (
        "Egen firma, ingen som kan ta uppdragen. Pratat om vad som kan läggas ut på andra.",
        "Kunderna väntar, svårt att säga nej. Skrev en lista över vad som kan skjutas upp.",
    ),
}
NOTES_LAST: dict[str, tuple[str, ...]] = {
    "Avslutad": (
        "Avslutande samtal. Patienten nöjd, vet vart den ska vända sig om det vänder.",
        "Sammanfattning lämnad till läkaren. Avslutar.",
        "Gick igenom vad som hjälpte: tidig kontakt med chefen och små steg.",
    ),
    "Avböjt": ("Patienten tackar nej. Informerad om att det inte påverkar vården.",),
    "Lämnas utan åtgärd": ("Ingen åtgärd behövs just nu enligt läkaren.",),
}
