"""Words of the plan as it is read at the prompt and written to files."""

PLAN = {
    "draft": "Utkast till version {number}, inte fastställt",
    "version": "Version {number}, fastställd {day}",
    "voided": "felregistrerad {day}: {why}",
    "older": "ersatt av version {number}",
    "item": "{kind}: {text}",
    "said": "”{said}”",
    "named": "{who} ({name})",
    "from": "från {day}",
    "from_to": "{first} – {last}",
    "told": "Försäkringskassan vet sedan {day}",
    "not_told": "Försäkringskassan har inte fått veta",
    "answer": "{answer} {day}: {why}",
    "follow_up": "följs upp {day}",
    "steps": "Sjukskrivning: {steps}",
    "step": "{degree} % från {day}",
    "between": ", ",
    "evaluate": "Utvärderas {day}",
    "meeting": "Nästa möte: {meeting}",
    "agreed_with": "Överenskommet med {who}",
    "handed": "Lämnad till {who} {day}, {way}",
}
