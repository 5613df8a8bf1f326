"""The words of interviews beside each other. Plain Swedish."""

RULERS = {
    "symptom_burden": "Besvären styr vardagen",
    "work_ability_now": "Arbetsförmåga",
    "rtw_importance": "Hur viktigt arbetet är",
    "rtw_confidence": "Tilltro att klara det",
    "rtw_readiness": "Redo för första steget",
    "economy_worry": "Oro för ekonomin",
}

TRENDS = {"better": "bättre", "worse": "sämre", "same": "som förut", "": ""}

COMPARE = {
    "title": "Före och nu",
    "head": "Ärende {case}  Före och nu",
    "talks": "{count} samtal: {days}",
    "none": "Ärendet har ingen kartläggning än.",
    "one": "Det finns bara ett samtal. Nästa gång syns här vad som har ändrats.",
    "rulers": "Linjaler 0–10",
    "no_rulers": "Inga linjaler är satta.",
    "changed": "Ändrat från {before} till {now}",
    "nothing": "Inget annat är ändrat.",
    "was": "före: {text}",
    "is": "nu: {text}",
    "new": "nytt: {text}",
    "gone": "borta: {text}",
    "unanswered": "inget svar",
    "masked": "Känsliga svar är dolda.",
    "lower": "lägre är bättre",
}
BLOCKS = "▁▂▃▄▅▆▇█"
