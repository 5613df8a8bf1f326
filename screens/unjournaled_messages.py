"""The words of what is not entered in the record yet, over all cases. Plain Swedish."""

UNJOURNALED = {
    "title": "Ej journalfört",
    "count": "{count} att föra in, äldst först.  ⏎ visar texten, j i den markerar som journalfört",
    "none_title": "Allt är journalfört",
    "none_advice": "Kontakter, samtycken, status, kartläggningar och planer står här tills de är införda i journalen.",
    "not_logged": "Att listan visades kunde inte skrivas i åtkomstloggen.",
    "protected": "Skyddad identitet: öppna ärendet med o och visa den där med V.",
    "on": "Dag",
    "name": "Ärende",
    "kind": "Slag",
    "what": "Vad",
    "days": "Dagar",
}
KINDS = {
    "contact": "kontakt",
    "consent_event": "samtycke",
    "status_change": "status",
    "interview": "kartläggning",
    "plan_version": "plan",
    "struck": "felregistrerad",
}
