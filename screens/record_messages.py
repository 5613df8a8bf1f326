"""The words of an interview's text for the record. Plain Swedish."""

RECORD = {
    "title": "Till journalen",
    "all": "Allt",
    "head": "Ändra texten om du vill. F2 kopierar sökordet, F3 allt utom det enskilda.",
    "journaled": "Journalfört {day}.",
    "missing": "Ej journalfört.",
    "open": "Kartläggningen är inte avslutad än.",
    "edited": "Ändrad av dig, F5 tar tillbaka svaren.",
    "stale": "Svaren har ändrats sedan du redigerade texten. F5 tar de nya.",
    "left_out_one": "Ett känsligt svar är inte med, F7 tar med det.",
    "left_out": "{count} känsliga svar är inte med, F7 tar med dem.",
    "apart": "Enskilda svar finns. F7 visar dem, sist och för sig.",
    "protected": "ENSKILT: för in det under journalens skyddade sökord. Går inte att ändra här och sparas inte.",
    "empty": "Inget att föra in under det här sökordet.",
    "nothing": "Inget är besvarat än.",
    "hidden": "••• Texten är dold. F9 visar igen.",
    "copied": "{label}: kopierat till urklipp.",
    "close_first": "Avsluta kartläggningen först, med ^S.",
    "shown": "Känsliga och enskilda svar visas tills du går härifrån eller trycker F7 igen.",
    "start_over_all": "Välj ett sökord för att ta tillbaka svaren.",
}
