"""Words of an invitation to a meeting and of the note of what was agreed."""

MINUTES = {
    "invitation": "Inbjudan: {kind}",
    "minutes": "Överenskommelser: {kind}",
    "when": "När",
    "when_clock": "{day} kl. {clock}",
    "where": "Hur och var",
    "question": "Fråga att besvara",
    "patient": "Gäller",
    "no_day": "Dagen är inte bestämd",
    "people": "Deltagare",
    "agenda": "Dagordning",
    "agreements": "Vad vi kom överens om",
    "agreement": "– {what}: {who}, senast {day}.",
    "nothing": "Inget löfte är skrivet.",
    "about_invitation": "Mötet är patientens. Det som får sägas om hälsan bestämmer patienten.",
    "about_minutes": "Det här är inte journalen: bara vad som ska göras, av vem och när. Det går till dem som "
    "patienten har sagt ja till.",
    "what": "Vad",
    "who": "Vem",
    "due": "Senast",
}
