"""The words of the notice to Försäkringskassan on the screen. Plain Swedish."""

NOTICE = {
    "title": "Information till Försäkringskassan · {case}",
    "refused": "Informationen får inte lämnas än",
    "refused_hint": "{sentence}\nEsc lämnar inget.",
    "why": "Varför",
    "hint": "c kopiera   s spara som fil   b bevaka svaret   Esc stäng",
    "hidden": "Texten är dold. Tryck F9 för att visa identiteter igen.",
    "checks": "Innan du lämnar den:",
    "check": "· {text}",
    "copied": "Kopierat till urklipp, och loggat.",
    "saved": "Sparat i {path}, och loggat.",
    "watched": "Svaret bevakas till {day}.",
    "watched_already": "Svaret bevakas redan.",
    "watch_body": "Svar på informationen till Försäkringskassan.",
    "file": "fk-underlag-{case}-{day}{more}.md",
}
