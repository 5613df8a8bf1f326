"""What the history of a case calls its events, on screen and in the extract of the access log (loggutdrag)."""

EVENTS = {
    "case.opened": "ärendet lades upp",
    "case.status": "status",
    "case.facts": "uppgifter ändrade",
    "case.voided": "felregistrerat",
    "case.read": "öppnades",
    "note.added": "anteckning",
    "note.corrected": "anteckning rättad",
    "sick_leave.entered": "sjukskrivning inlagd",
    "sick_leave.changed": "sjukskrivning ändrad",
    "sick_leave.listed": "sjukskrivning enligt lista",
    "sick_leave.followed": "sjukskrivning ändrad enligt lista",
    "sick_leave.restored": "sjukskrivning som före ångrad lista",
    "sick_leave.voided": "sjukskrivning utgår, listan ångrades",
    "signal.dismissed": "påminnelse inte aktuell",
    "signal.postponed": "påminnelse uppskjuten",
    "signal.taken_back": "svar på påminnelse ångrat",
    "review.decided": "togs upp vid genomgången",
    "review.withdrawn": "upptagandet ångrades",
    "contact.recorded": "kontakt",
    "contact.voided": "kontakt struken",
    "follow_up.added": "bevakas",
    "follow_up.moved": "bevakas vidare",
    "follow_up.closed": "bevakning avslutad",
    "follow_up.reopened": "bevakning öppnad igen",
    "case.rule_facts": "det reglerna vet",
    "trial_work.added": "arbetsprövning inlagd",
    "trial_work.changed": "arbetsprövning ändrad",
    "trial_work.voided": "arbetsprövning struken",
    "question.added": "fråga från Försäkringskassan",
    "question.answered": "fråga besvarad",
    "consent.entered": "nytt samtycke i loggen",
    "consent.given": "samtycke lämnat",
    "consent.limited": "samtycke begränsat",
    "consent.renewed": "samtycke förnyat",
    "consent.withdrawn": "samtycke återkallat",
    "consent.declined": "samtycke avböjt",
    "consent.told": "berörda meddelade",
    "consent.voided": "rad i samtyckesloggen felregistrerad",
    "journal.marked": "journalfört",
    "book.added": "kontaktperson inlagd",
    "book.changed": "kontaktperson ändrad",
    "book.ended": "kontaktperson avslutad",
    "export": "utdrag skrivet",
}
"""Action → what happened, in words."""

ACCESS_LOG = {
    "title": "Loggutdrag, ärende {case}",
    "about": "Vem som har läst, ändrat eller lämnat ut uppgifter i ärendet, hos vilken enhet och när "
    "(patientdatalagen 8 kap. 5 §, HSLF-FS 2016:40 4 kap. 10 §).",
    "unit": "Enhet: {unit}",
    "no_unit": "Enhet: inte angiven i ärendet",
    "who": "Patient: {name}, {number}",
    "protected": "Patient: skyddade personuppgifter",
    "no_identities": "Utan namn och personnummer. Ärendenumret leder till personen i programmet.",
    "period": "Tid: {since} – {until}. Uttaget {on}.",
    "first": "ärendets början",
    "lists": "Sökningar och listor som visar flera ärenden loggas med hur många som visades, inte vilka. "
    "Antal under tiden: {count}. Ärendet kan ha stått med.",
    "no_names": "Utdraget säger vad som gjordes, inte vad som stod i uppgifterna.",
    "empty": "Ingen har läst, ändrat eller lämnat ut något under tiden.",
    "rows": "Händelser ({count})",
    "file": "loggutdrag",
    "page": "Sida {page} av {pages}",
}
ACCESS_COLUMNS = {
    "at": "När",
    "actor": "Vem",
    "kind": "Slag",
    "what": "Vad",
    "case": "Ärende",
    "name": "Namn",
    "personnummer": "Personnummer",
}
ACCESS_KINDS = {
    "reading": "läsning",
    "change": "ändring",
    "export": "export",
    "consent": "samtycke",
    "contact": "kontakt",
    "list": "lista",
}
OTHER_EVENT = "annan händelse"
IN_PROGRAM = {"app": "i programmet"}
BY_COMMAND = "med rekotui {command}"
IN_EXTRACT = {
    "case.status": "status ändrad",
    "note.added": "anteckning skriven",
    "contact.recorded": "kontakt antecknad",
    "list.imported": "lista med patienten lästes in",
    "list.undone": "inläst lista med patienten ångrades",
    "review.read": "lista med patienten gicks igenom",
}
