"""Sentences and help of the commands about the plan."""

PLAN = {
    "head": "{case}  Rehabiliterings- och sjukskrivningsplan",
    "draft_there": "Det finns ett utkast till version {number}. Visa det med --draft.",
    "difference": "{case}  Skillnader mellan version {first} och version {second}",
    "written": "Planen, version {number}, skrevs till {name}.",
    "protected": "Skyddade personuppgifter: namn och nummer är rader att fylla i för hand.",
    "older": "Det här är version {number}; version {newest} gäller nu.",
}
COMMANDS = {
    "plan": "Visa patientens plan: den senaste fastställda som den står nu, en äldre, utkastet, eller vad som skiljer "
    "två versioner.",
    "export plan": "Skriv den fastställda planen: på papper (pdf), som text (md) eller som journaltext (journal).",
}
OPTIONS = {
    "plan_version": "Versionens nummer. Annars den senaste fastställda.",
    "plan_draft": "Visa utkastet.",
    "plan_diff": "Visa vad som skiljer två versioner, till exempel --diff 1 2.",
    "plan_format": "Format: md, journal eller pdf. Annars av filnamnet, annars md.",
}
