"""The words of the text for the record. Plain Swedish."""

JOURNAL = {
    "title": "Text till journalen · {case}",
    "count": "{at} av {all}",
    "journaled": "Journalfört {day}.",
    "missing": "Ej journalfört.",
    "not_asked": "Behöver inte journalföras, men går att föra in.",
    "hint": "c kopiera  j journalfört i dag  d annan dag  z ångra  ← → fler  Esc",
    "hidden": "Texten är dold. Tryck F9 för att visa identiteter igen.",
    "nothing": "Inget väntar på att föras in i journalen.",
    "gone": "Kontakten är struken eller rättad, och förs inte in.",
    "copied": "Kopierat till urklipp.",
    "outside": "Urklipp ligger utanför valvets skydd, och andra program kan läsa det. Kopiera något annat när du har "
    "klistrat in texten.",
    "which_day": "Vilken dag fördes det in?",
    "day": "Dag",
    "marked": "Markerat som journalfört {day}.",
    "unmarked": "Markeringen är borttagen.",
    "already": "Redan journalfört. z ångrar.",
    "not_marked": "Det är inte markerat som journalfört.",
}
