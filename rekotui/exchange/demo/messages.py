"""Every sentence of the demo's invented cases: why they came, why their status changed, what was noted."""

Referral = tuple[str, int, str, tuple[str, ...]]

# Who drew attention to the case, how often, about which group of diagnoses ("": any), and why.
REFERRALS: tuple[Referral, ...] = (
    (
        "läkare",
        40,
        "",
        (
            "Läkaren befarar lång sjukskrivning och vill ha hjälp med planen.",
            "Läkaren ser inte hur återgången ska gå till och ber om kartläggning.",
            "Läkaren önskar stöd kring planen och kontakten med andra.",
            "Oklart vad patienten klarar; läkaren vill ha hjälp att reda ut det.",
        ),
    ),
    (
        "genomgång av sjukskrivningslistan",
        25,
        "",
        (
            "Fångades upp vid veckans genomgång, behovet av stöd är oklart.",
            "Ny på listan, lämpligt att höra av sig tidigt.",
            "Ingen plan i journalen, stäm av med läkaren.",
        ),
    ),
    (
        "rehabteam",
        12,
        "",
        (
            "Teamet ser behov av en samlad plan.",
            "Flera vårdkontakter samtidigt, någon behöver hålla ihop dem.",
        ),
    ),
    (
        "fysioterapeut",
        24,
        "pain",
        (
            "Smärtan hindrar återgång trots behandling.",
            "Träningen går framåt men steget vidare känns stort.",
        ),
    ),
    ("kurator", 12, "mind", ("Oro för arbetet och ekonomin gör att behandlingen går trögt.",)),
    (
        "patienten själv",
        6,
        "",
        ("Vill ha hjälp att komma vidare.", "Undrar vad som händer efter dag 90."),
    ),
    ("Försäkringskassan", 3, "", ("Handläggaren efterfrågar en plan för återgång i arbete.",)),
)
REFERRALS_WITHOUT_LEAVE: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    (
        "läkare",
        50,
        (
            "Risk för sjukskrivning om inget ändras.",
            "Söker ofta för besvär som hänger ihop med belastningen i vardagen.",
        ),
    ),
    ("kurator", 25, ("Behöver stöd att komma vidare mot arbete eller studier.",)),
    ("patienten själv", 25, ("Vill klara sig utan sjukskrivning och ber om råd.",)),
)

# Why a status was set. The key is Rehabstöd's word, or a circumstance where that decides.
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
    "again": (
        "Sjukskriven på nytt, ärendet öppnas igen.",
        "Återinsjuknade, vill fortsätta med samma stöd.",
    ),
    "Uppföljning": (
        "Planen följs, glesare kontakt.",
        "Kommit en bit på väg, stäms av en gång i månaden.",
        "Stödet är på plats, följs upp efter nästa läkarbesök.",
    ),
    "Medicinsk rehab": (
        "Behandling går först, koordinering vilar så länge.",
        "Väntar på utredning hos specialist.",
        "Deltar i rehabilitering på annan klinik, återupptas efteråt.",
    ),
    "closed_returned": (
        "Åter i arbete i sin vanliga omfattning.",
        "Målet i planen nått, sjukskrivningen avslutad.",
        "Tillbaka i arbete med anpassningar, inget mer behov.",
        "Sjukskrivningen upphörde, patienten klarar sig själv vidare.",
    ),
    "closed_without_employer": (
        "Sjukskrivningen avslutad, fortsätter på egen hand.",
        "Målet i planen nått, inga fler insatser behövs.",
    ),
    "closed_still_on_leave": (
        "Flyttat, annan vårdcentral tar över.",
        "Stödet räcker som det är, patienten vill gå vidare på egen hand.",
        "Specialistklinikens koordinator tar över.",
    ),
    "closed_without_leave": (
        "Löste situationen utan sjukskrivning.",
        "Kommit i gång med stöd från annan aktör.",
    ),
    "Avböjt": (
        "Vill inte ha koordinering nu, vet att det går att återkomma.",
        "Tackar nej, har redan gott stöd omkring sig.",
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
    "Läst på och stämt av med läkaren. Ringer i veckan.",
    "Nytt ärende. Söker patienten på telefon, annars brev.",
    "Ärendet genomgånget. Fråga läkaren om prognosen och vad som redan är provat.",
    "Kort avstämning i rehabteam. Koordinering kan vara till nytta, erbjuds ett samtal.",
)
NOTES_COMMON = (
    "Bra samtal. Patienten vill börja i liten skala och få följa upp ofta.",
    "Patienten orolig för ekonomin. Gått igenom vem som svarar på vad hos Försäkringskassan.",
    "Uppe i rehabteam: läkare, psykolog och fysioterapeut eniga om att gå långsamt fram.",
    "Ringt, inget svar. Försöker igen på torsdag förmiddag, då brukar det passa.",
    "Patienten har uteblivit från bokad tid. Ny tid skickad.",
    "Skrivit ut planen och gått igenom den. Första steget känns lagom stort.",
    "Lång väntan på remissvar. Bett mottagningen höra av sig till specialisten.",
    "Säger att det svåraste är att inte veta hur länge det varar. Skrev ner datumen tillsammans.",
)
NOTES_LEAVE = (
    "Berättat om rehabiliteringskedjan och vad som prövas vid dag 90 och 180.",
    "Läkaren förlänger men vill se ett litet steg framåt före nästa intyg.",
    "Intyget räcker månaden ut. Ny läkartid bokad i god tid.",
    "Försäkringskassan har bett om komplettering. Läkaren svarar i veckan.",
    "Patienten har sökt sjukpenning och fått besked.",
    "Patienten och läkaren har pratat om nästa steg i nedtrappningen. Ingen brådska.",
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
        "Tränar hos fysioterapeut två gånger i veckan. Smärtan styr dagen mindre nu.",
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
    "Skulle behöva lugnare arbetspass i början.",
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
        "Avslutande samtal. Patienten är nöjd och vet vart man vänder sig om det blir sämre.",
        "Sammanfattning lämnad till läkaren. Avslutar.",
        "Gick igenom vad som hjälpte: täta samtal och små steg.",
    ),
    "Avböjt": ("Patienten tackar nej. Informerad om att det inte påverkar vården.",),
    "Lämnas utan åtgärd": ("Ingen åtgärd behövs just nu enligt läkaren.",),
}
