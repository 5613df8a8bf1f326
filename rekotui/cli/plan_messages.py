"""Sentences and help of the commands about the plan."""

PLAN = {
    "head": "{case}  Rehabiliterings- och sjukskrivningsplan",
    "draft_there": "Det finns ett utkast till version {number}. Visa det med --draft.",
    "difference": "{case}  Skillnader mellan version {first} och version {second}",
    "written": "Planen, version {number}, skrevs till {name}.",
    "older": "Det här är version {number}; version {newest} gäller nu.",
}
HELP = {
    "plan": "Visa patientens plan: den senaste fastställda versionen som den står nu, en äldre, utkastet, eller vad som "
    "skiljer två versioner.",
    "export plan": "Skriv ut patientens plan: för papper (pdf), som text (md) eller som journaltext. "
    "Utlämnandet loggas.",
}
OPTIONS = {
    "version": "versionens nummer; annars den senaste fastställda",
    "draft": "visa utkastet",
    "diff": "visa vad som skiljer två versioner, till exempel --diff 1 2",
    "format": "md, journal eller pdf; annars av filnamnet, annars md",
    "output": "skriv till en fil i stället för till skärmen",
    "force": "skriv över en fil som redan finns",
}
