"""Sentences about the rules themselves, on a screen and at the prompt."""

RULES = {
    "own": "egen",
    "row": "Rad {row} i regeltabellen",
    "own_row": "Programmets egen regel",
    "trigger": "Gäller när",
    "groups": "Gäller",
    "everybody": "alla",
    "status": "Läge",
    "where": "Var",
    "todo": "Vad du kan göra",
    "law": "Lag",
    "source": "Källa",
    "mark": "Säkerhet",
    "stages": "Vad som visas",
    "numbers": "Tal",
    "can_be_set": "kan ställas in {least}–{most}: {name}",
    "fixed": "fast",
    "chains": "Kedjan efter sysselsättning",
    "ages": "Åldrar efter födelseår",
    "ages_row": "född från {born_from}: {earliest}, riktålder {target}, garantipension {guarantee} ({mark})",
    "near": "Menade du: {names}? ",
}
RULE_STATUS = {
    "computed": "räknas",
    "waits_consent": "väntar på samtycken",
    "waits_plan": "väntar på planen",
    "waits_interview": "väntar på kartläggningen",
    "elsewhere": "hålls på annat sätt",
}
RULE_MARKS = {"A": "lagtext", "B": "myndighet, region eller SKR", "C": "annan källa", "D": "eget förslag"}
RULE_SEVERITY = {"urgent": "brådskande", "today": "i dag", "week": "i veckan", "later": "senare"}
