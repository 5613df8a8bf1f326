"""The words of a case's line of time. Plain Swedish."""

TIMELINE = {
    "on": "Dag",
    "kind": "Slag",
    "what": "Vad",
    "journal": "Journal",
    "journaled": "fört",
    "not_journaled": "ej fört",
    "filter": "{kind}, {count}.  f och F byter slag, ⏎ öppnar, j journaltext",
    "none_title": "Inget av det slaget",
    "none_advice": "f visar nästa slag.",
    "detail": "Om raden",
    "voided": "felregistrerad",
    "replaced": "rättad",
    "taken_up": "Ärendet togs upp",
    "follow_up_due": "till {day}",
    "plan_sealed": "version {number} fastställd",
    "plan_given": "version {number} till {who}, {way}",
    "plan_whole": "hela planen genomgången",
    "plan_next": "följs upp {day}",
    "interview_open": "påbörjad",
    "interview_done": "klar",
    "reason": "Anledning: {reason}",
    "journaled_on": "Journalfört {day}.",
    "missing": "Ej journalfört.",
}

# What is shown, by kind; "" = all but the log.
KIND_FILTERS = {
    "": "Allt",
    "contact": "Kontakter",
    "consent": "Samtycken",
    "follow_up": "Bevakningar",
    "status": "Status",
    "note": "Anteckningar",
    "interview": "Kartläggningar",
    "plan": "Planer",
    "plan_paper": "Plan på papper",
    "plan_result": "Uppföljning av planen",
    "log": "Åtkomst och ändringar",
}
KIND_WORDS = {
    "contact": "kontakt",
    "consent": "samtycke",
    "follow_up": "bevakning",
    "status": "status",
    "note": "anteckning",
    "interview": "kartläggning",
    "plan": "plan",
    "plan_paper": "plan lämnad",
    "plan_result": "uppföljning",
    "log": "logg",
}
# The guides that can be filled in about a case, in few words.
GUIDES = {
    "kartlaggning": "Kartläggning",
    "planuppfoljning": "Uppföljning av planen",
    "forberedelse": "Förberedelse inför kartläggningen",
    "arbetsgivarsamtal": "Samtal med arbetsgivaren",
    "flerpartsmote": "Flerpartsmöte",
    "fk_anmalan": "Information till Försäkringskassan",
    "samtycke": "Samtycke",
}
