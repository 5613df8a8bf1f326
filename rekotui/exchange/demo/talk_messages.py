"""What invented patients said in their interviews, by kind of diagnosis. Nobody's words, and nobody's name."""

DAILY_LIFE = {
    "mind": (
        "Vaknar tidigt och ligger kvar. Orkar en sak på förmiddagen, vilar efter lunch. På kvällarna kommer oron.",
        "Lämnar barnen, går en promenad, sedan är orken slut till eftermiddagen.",
    ),
    "pain": (
        "Stel på morgonen, bättre när jag har rört mig. Växlar mellan att gå, stå och ligga ner.",
        "Sköter hemmet i korta pass. Smärtan bestämmer när det är dags att sluta.",
    ),
    "body": (
        "Planerar dagen runt behandlingarna. Har två bra timmar på förmiddagen.",
        "Tar det lugnt, vilar efter maten och går ut en stund varje dag.",
    ),
}
STORY = {
    "mind": (
        "Har arbetat för mycket länge utan att hinna återhämta mig. Till sist gick det inte att stiga upp.",
        "Kan inte samla tankarna, och minsta krav får hjärtat att slå.",
    ),
    "pain": ("Ryggen har krånglat i flera år. Nu går smärtan ner i benet när jag lyfter eller sitter länge.",),
    "body": ("Behandlingen tar på krafterna. Jag blir trött av sådant som gick av sig självt förut.",),
}
FUNCTIONS = {
    "mind": ["sleep", "energy", "attention", "emotions"],
    "pain": ["pain", "movement", "sleep"],
    "body": ["energy", "stamina"],
}
LIMITS = {
    "mind": ["focus", "multitask", "stress", "social"],
    "pain": ["posture", "lifting", "household"],
    "body": ["walking", "household"],
}
BARRIERS = {
    "mind": (
        "Att allt kommer på en gång på jobbet, och att jag inte vågar säga ifrån.",
        "Sömnen. Efter en dålig natt klarar jag ingenting.",
    ),
    "pain": ("Tunga moment och att sitta länge. Jag vet inte vad jag vågar göra.",),
    "body": ("Orken räcker inte en hel dag, och jag vet inte hur länge behandlingen håller på.",),
}
BARRIERS_LATER = (
    "Eftermiddagarna. Förmiddagarna fungerar nu.",
    "Oron för att det ska bli som förut när jag går upp i tid.",
)
WORRIES = ("Att inte hålla den här gången heller.", "Att kollegorna ska tycka att jag gör för lite.")
RESOURCES = (
    "Min syster ringer varje dag. Jag är envis och brukar göra det jag har bestämt.",
    "En chef som lyssnar, och hunden som vill ut oavsett hur jag mår.",
    "Jag har klarat svåra saker förut, och jag tycker om mitt yrke.",
)
GOALS = (
    "Om ett år arbetar jag halvtid eller mer och har ork kvar till helgen.",
    "Jag är tillbaka i mitt yrke, med en vecka som går att leva med.",
    "Jag har något att gå till varje dag och sover på nätterna.",
)
FIRST_STEPS = (
    "Ringer chefen på tisdag klockan tio och frågar om en fika på jobbet.",
    "Går samma runda varje förmiddag i två veckor och skriver upp den.",
    "Bokar tid hos fysioterapeuten på måndag.",
)
TASKS = (
    "Dokumentation, telefon och att lära upp nya.",
    "Kundkontakter på förmiddagen, lager och leveranser resten.",
)
SORTED = (
    "Nu: administration i lugn och ro. Om något ändras: möten, om de är korta. Inte än: jour och helger.",
    "Nu: enklare arbete en timme i taget. Om något ändras: hela pass med hjälp. Inte än: ensamarbete.",
)
FEEDBACK = (
    "Förmiddagar fungerar bättre än vad intyget säger. Vill pröva 25 procent om fyra veckor.",
    "Sömnen är det som håller tillbaka. Fråga om det finns plats i sömngruppen.",
)
AGREED = (
    "Patienten ringer chefen, koordinatorn stämmer av med läkaren, ny kontakt om två veckor.",
    "Patienten provar stegen i planen, koordinatorn ringer fysioterapeuten, ny kontakt om tre veckor.",
)
SUMMARY = (
    "Vill tillbaka men litar inte på orken. Hindren är tempo och sömn. Stöd hemma, och vill börja i liten skala.",
    "Besvären styr dagen men förmiddagarna fungerar. Arbetsplatsen är öppen för anpassning. Första steget är bestämt.",
)
EXPECTATION = ("Att få veta vad som händer härnäst.", "Att någon håller ihop det.")
STUDIES = "Läser till förskollärare på helfart. Behöver halvfart och längre tid på inlämningarna."
JOB = "Något lugnare inom samma bransch, gärna med fasta tider."
FIRM = "Har lämnat över leveranserna till en kollega. Det som inte kan vänta gör jag på kvällen."
