"""The words around the guides: what each is called on the screen, what it is for, and the box where one is chosen."""

from rekotui.casework.guide import Guide

GUIDES = {
    "title": "Guider",
    "not_logged": "Att du öppnade en guide i ärendet kunde inte skrivas i åtkomstloggen.",
    "ask": "Vilken guide?",
    "of_case": "I ärendet {number}",
    "of_desk": "Ditt eget arbete",
    "option": "{name}  {state}",
    "open": "påbörjad {day}",
    "closed": "avslutad {day}",
    "about": "{purpose} {minutes}",
    "minutes": "{least}–{most} minuter.",
    "row": "{label} {number} av {there}",
    "close_ask": "Allt som behövs är besvarat. Ska guiden avslutas?",
    "close_details": "{done} av {asked} frågor är besvarade. Den går att öppna igen.",
    "close_yes": "Ja, avsluta",
    "closed_now": "Guiden är avslutad.",
    "contact_next": "Guiden är avslutad. Kontakten är ifylld efter svaren: se över den och spara.",
    "meeting_next": "Guiden är avslutad. Mötet är ifyllt efter svaren: se över det och spara.",
    "assignment_next": "Guiden är avslutad. Uppdraget är ifyllt efter svaren: se över det och spara.",
    "taken": "Svaren i guiden står nu i kontakten.",
    "contact_says": "Texten kommer från guiden. Se över den, fyll i det som saknas och spara kontakten.",
    "known": "{count} svar är ifyllda från förberedelsen och ärendet. De gäller först när du bekräftar dem.",
    "known_one": "Ett svar är ifyllt från förberedelsen eller ärendet. Det gäller först när du bekräftar det.",
    "from_preparation": "Från förberedelsen. ⏎ bekräftar, eller ändra.",
    "from_case": "Från ärendet. ⏎ bekräftar, eller ändra.",
    "row_head": "{row} · ^R fler",
    "row_added": "Ny rad: {label} {number}.",
    "row_removed": "Raden är borttagen.",
    "no_rows": "Det här avsnittet fylls i en gång.",
    "row_needed": "Minst {least} behövs: {label}.",
    "remove_ask": "Ta bort {row}, med allt som är ifyllt där?",
    "remove_yes": "Ja, ta bort",
}

NAMES = {
    "kartlaggning": "Kartläggning",
    "forberedelse": "Förberedelseblad",
    "samtycke": "Samtycke",
    "arbetsgivarsamtal": "Samtal med arbetsgivaren",
    "flerpartsmote": "Flerpartsmöte",
    "planuppfoljning": "Uppföljning av planen",
    "fk_anmalan": "Underlag till Försäkringskassan",
    "checklista_ny_reko": "Introduktion, koordinator",
    "checklista_utforare": "Introduktion, utförare",
    "kvalitetssakringsuppdrag": "Kvalitetssäkringsuppdrag",
}
"""Guide → a name short enough for a screen's first line."""


def guide_name(guide: Guide) -> str:
    """Return what a guide is called on the screen; a guide that has no short name goes by its title."""
    return NAMES.get(guide.id, guide.title)
