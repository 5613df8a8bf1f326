"""Words of the commands about external cooperation."""

COMMANDS = {
    "meeting": "Visa ärendets externa samverkan: möten, vad de kräver, vilka som kom och vad som lovades.",
    "export minutes": "Skriv inbjudan till ett möte, eller anteckningen om vad ni kom överens om, som text eller PDF.",
}
OPTIONS = {
    "meeting_number": "Mötets nummer enligt rekotui meeting. Annars det senaste som ägde rum, eller nästa.",
    "minutes_format": "text eller pdf. Annars pdf när filens namn slutar så.",
}
MEETING = {
    "head": "{case}  Extern samverkan",
    "nothing": "Ingen extern samverkan är upplagd.",
    "no_day": "ingen dag",
    "state": "{number:>4}  {when}  {state}: {kind}",
    "have": "✓ {what}",
    "lacks": "✗ {what}",
    "unsure": "? {what}",
    "reason": "Anledning: {text}",
    "written": "{title}: skrevs till {name}.",
}
