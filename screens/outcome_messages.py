"""The words of what an interview leaves behind: the screen before it is closed."""

OUTCOME = {
    "title": "Avsluta kartläggningen",
    "title_leave": "Samtycket ur samtalet",
    "head": "^S avslutar och skriver det som är ikryssat. Mellanslag kryssar, ⏎ ändrar.",
    "head_leave": "Patienten har svarat om koordinering. ^S skriver svaret i samtyckesloggen nu.",
    "nothing": "Svaren ger inget nytt att skriva. ^S avslutar kartläggningen.",
    "progress": "{done} av {asked} frågor är besvarade. Kartläggningen går att öppna igen.",
    "log_newer": "Samtyckesloggen säger något nyare än svaret i samtalet. Loggen gäller, och svaret ändrar inget.",
    "no_offer": "Ett nej påverkar inte vården. Patienten kan komma tillbaka när som helst.",
    "hidden": "••• (dolt, F9 visar igen)",
    "sensitive": "••• (ur ett känsligt svar, V visar)",
    "now": "Nu: {before}. Byts bara om du kryssar i.",
    "moved": "Bevakas nu till {before}. Flyttas bara om du kryssar i.",
    "refreshed": "Sagt också förut. Får den nya dagen.",
    "closed": "Kartläggningen är avslutad.",
    "closed_with": "Kartläggningen är avslutad, och {count} uppgifter är skrivna.",
    "closed_one": "Kartläggningen är avslutad, och en uppgift är skriven.",
    "consent_written": "Svaret står nu i samtyckesloggen.",
    "no_change": "Raden går bara att ta med eller ta bort, med mellanslag.",
    "day": "Bevaka till",
    "set": "Det ska stå",
    "finished_elsewhere": "Kartläggningen är avslutad på annat håll.",
}

GROUPS = {
    "consent": "Samtyckesloggen",
    "status": "Status",
    "fact": "Uppgifter i ärendet",
    "rule_fact": "Det reglerna vet",
    "follow_up": "Bevakningar",
    "plan": "Förslag till planen ({count})",
}

CONSENT_EVENTS = {
    "given": "Ja till koordinering",
    "limited": "Ja till koordinering, med begränsningar",
    "declined": "Nej till koordinering",
    "withdrawn": "Nej till koordinering: det ja som gäller återkallas",
}
CONSENT_HOW = "{way}, {day}"
LIMITS = "Begränsning: {text}"

FIELDS = {
    "status": "Status",
    "occupation": "Yrke",
    "employer": "Arbetsgivare",
    "referred_by": "Aktualiserad av",
    "referred_why": "Frågeställning",
    "interpreter": "Tolk eller stöd",
    "group_said": "Sysselsättning",
    "applied": "Ansökt om sjukpenning",
    "aktivitetsersattning": "Aktivitetsersättning",
    "employer_plan": "Arbetsgivarens plan",
    "fk_need_on": "Behov av rehabiliteringsåtgärder antaget",
}
ROW = "{label}: {value}"
FOLLOW_UP = "{reason}: bevaka till {day}"
PLAN_ABOUT = "{area} · {who} · {section}"
PLAN_GONE = "Ett förslag som svaren inte längre ger tas bort"
