"""The words of Idag, of signals on screen, and of what can be answered to them. Plain, warm Swedish."""

TODAY = {
    "promise": "{title}: {what}",
    "heading": "{title}  {count}",
    "step": "{day}: {step}",
    "waiting": "Väntar på {party}",
    "waiting_until": "Väntar på {party} till {day}",
    "waiting_cell": "{party}, {day}",
    "last_contact": "Senaste kontakt {day}",
    "no_contact": "Ingen kontakt än",
    "next": "Nästa steg",
    "why": "v visar varför",
    "due": "gäller {day}",
    "more": "och {count} till, v visar alla",
    "more_short": "och {count} till (v)",
    "quiet": "Inget att göra just nu",
    "desk": "{title} ({key})",
    "recounting": "Räknar om bevakningar {done} av {count} …",
}

URGENCY_WORDS = {"urgent": "brådskande", "today": "i dag", "week": "den här veckan", "later": "senare"}
"""How soon a signal matters, in running text."""

DESK_KEYS = {
    "review_due": "g genomgång",
    "assignment": "g och k uppdrag",
    "statistics": "e exportera",
    "backup_due": "rekotui backup",
    "introduction_due": "G guider",
}
"""What does something about a signal of the desk."""

WHY = {
    "keys": "↑ ↓ bläddrar   Esc stänger",
    "title": "Varför ser jag detta? · Ärende {case}",
    "none": "Ärendet har inget att bevaka i dag.",
    "severity": "{severity}, sedan {since}",
    "todo": "Gör så här",
    "rule": "Regel",
    "rule_row": "{title} (rad {row})",
    "rule_own": "{title} (programmets egen)",
    "law": "Lag",
    "source": "Källa",
    "facts": "Bygger på",
    "fact": "{name}: {value}",
    "no_facts": "det som står i ärendet",
    "answers": "Svar hittills",
    "dismissed": "{title}: inte aktuell, {day}. {reason}",
    "postponed": "{title}: uppskjuten till {until}, {day}. {reason}",
    "yes": "ja",
    "no": "nej",
    "unknown_rule": "Regel som inte finns längre",
}

MARKS = {"A": "lagtext", "B": "myndighet, region eller SKR", "C": "annan källa", "D": "eget förslag"}
"""How sure a rule is."""

ANSWER = {
    "nothing": "Ärendet har inget att svara på i dag.",
    "which_postpone": "Vad ska skjutas upp?",
    "which_dismiss": "Vad är inte aktuellt?",
    "which": "{title} · {severity}",
    "which_due": "{title} · {severity}, gäller {day}",
    "postpone": "Skjut upp: {title}",
    "tomorrow": "I morgon, {day}",
    "week": "1 vecka, {day}",
    "two_weeks": "2 veckor, {day}",
    "own": "Annan dag …",
    "day": "Till den",
    "reason": "Anledning",
    "reason_hint": "frivillig",
    "dismiss": "Inte aktuell: {title}",
    "dismiss_text": "Den kommer inte tillbaka av sig själv så länge det den bygger på är detsamma.",
    "other": "Annan anledning …",
    "why": "Anledning",
    "why_hint": "skriv kort",
    "postponed": "Ärende {case}: uppskjutet till {day}. z ångrar.",
    "dismissed": "Ärende {case}: markerat som inte aktuellt. z ångrar.",
    "taken_back": "Ärende {case}: senaste svaret är ångrat.",
    "nothing_to_take_back": "Det finns inget svar att ångra.",
}

DISMISS_REASONS = ("Redan gjort", "Gäller inte den här patienten", "Patienten vill inte", "Sköts av någon annan")
"""What a signal that does not apply is most often dismissed with."""

SETTINGS = {
    "title": "Inställningar",
    "about": "Tal som enheten får bestämma själv. Det som står i lagen går inte att ändra. Ändringen skrivs i "
    "historiken, och bevakningarna räknas om.",
    "line": "{value:>12}  {label}",
    "of_rule": "{rule}: {label}",
    "changed": "  (annars {usual})",
    "mark": "  · {mark}",
    "usual": "Som programmet föreslår: {usual} {unit}",
    "own": "Annat tal …",
    "number": "Tal",
    "bounds": "{least} till {most}",
    "now": "Nu {value} {unit}. Får vara {bounds}. Källa: {mark}.",
    "no_number": "Skriv ett heltal.",
    "saved": "{label}: {value} {unit}. Bevakningarna räknas om.",
}
