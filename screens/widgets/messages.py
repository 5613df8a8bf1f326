"""Every word the widgets say by themselves. Plain Swedish, short enough for a narrow terminal."""

MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")

TIMELINE = {
    "empty": "Ingen sjukskrivning är inlagd.",
    "degree": "{degree} %",
    "unknown": "okänd",
    "unknown_word": "grad okänd",
    "quarter": "kv{number}",
    "today": "i dag",
    "planned_from": "planerat från {day}",
    "until": "till {day}",
    "cut_end": "→ {end}",
    "and": ", ",
    "period_line": "{degree}: {start} till {end}, {days}",
    "period_planned": "{line}, planerat",
    "one_day": "1 dag",
    "many_days": "{days} dagar",
    "mark_line": "{day}: {text}",
    "today_line": "{day}: i dag",
}

TABLE_KEYS = {
    "cursor_up": "uppåt",
    "cursor_down": "nedåt",
    "page_up": "en sida uppåt",
    "page_down": "en sida nedåt",
    "first": "till början",
    "last": "till slutet",
    "select": "öppna",
}
