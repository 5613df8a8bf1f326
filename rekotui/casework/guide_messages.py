"""Sentences about guides and interviews. Plain Swedish; the questions themselves lie in content/guides."""

YES_NO_WORDS = {"yes": "Ja", "no": "Nej"}

# What is missing before a guide can be closed. Of what is private, not even the question is named.
LACKING = {
    "question": "{section}: ”{question}” saknar svar. Svara, eller notera att patienten avstår.",
    "private": "En fråga i det enskilda avsnittet saknar svar. Svara, eller notera att patienten avstår.",
    "rows": "{label}: minst {least} behövs, {there} finns.",
}

VALUE = {"scale": "{value} av 10 (0 = {low}, 10 = {high})"}

DECLINED_WORDS = "Vill inte svara"

MASKED = "••• (känsligt svar)"
"""Stands where a sensitive answer would stand."""

BLANK_LINE = "____________________"
"""Where a placeholder has nothing to fill in: written by hand."""

ROW = "{label} {number}"

# What the case knows already, put as an answer that waits to be confirmed.
KNOWN = {"leave": "Sjukskriven från {first}, intyg till {last}", "degree": ", {degree} procent"}

# What a unit's own file of changes may be told about itself. `place` is a guide and an id.
LOCAL = {
    "texts": "{guide}: {count} texter är ändrade lokalt.",
    "one_text": "{guide}: en text är ändrad lokalt.",
    "hidden": "{guide}: frågan {question} är dold lokalt.",
    "words": "Ordlistan: {count} etiketter är ändrade lokalt.",
    "one_word": "Ordlistan: en etikett är ändrad lokalt.",
    "unreadable": "Filen med egna ändringar i guiderna kan inte läsas ({why}). Guiderna används så som de levereras. "
    "Rätta filen {file} eller ta bort den.",
    "broken": "{guide}: de egna ändringarna gäller inte, guiden används så som den levereras. {why}",
    "no_guide": "Det finns ingen guide som heter så.",
    "no_section": "Avsnittet {id} finns inte.",
    "no_question": "Frågan {id} finns inte.",
    "no_option": "Frågan {id} har inget svar som heter {option}.",
    "no_word": "Ordlistan {list} har inget ord som heter {id}.",
    "no_key": "{id}: {key} går inte att ändra. Det går att ändra texter och etiketter, och att dölja frågor.",
    "no_text": "{id}: {key} ska vara en text.",
    "too_long": "{id}: {key} är längre än {most} tecken.",
    "required": "Frågan {id} krävs för att avsluta guiden och kan inte döljas.",
    "hide": "{id}: hide ska vara true.",
    "shape": "{id} ska vara en lista med nycklar och värden.",
    "yaml": "fel på rad {line}",
    "twice": "nyckeln {problem} finns två gånger på rad {line}",
    "not_yaml": "filen är ingen YAML-text i UTF-8",
    "too_large": "filen är för stor",
    "refused": "filen får inte läsas",
}

# What a check of the guides finds, by the finding's key (guide_check).
CHECK = {
    "no_key": "Nyckeln {name} saknas.",
    "unknown_key": "Nyckeln {name} är okänd.",
    "not_text": "{name} ska vara en text.",
    "not_list": "{name} ska vara en lista.",
    "not_table": "{name} ska ha nycklar och värden.",
    "not_whole": "{name} ska vara ett heltal.",
    "not_true": "{name} är en flagga: true, eller utelämnad.",
    "schema": "Schemat är {found}, programmet förstår {known}.",
    "language": "Språket ska vara sv.",
    "stem": "Guidens id är inte filens namn.",
    "kind": "Det finns inget slag som heter {found}.",
    "bad_id": "”{found}” är inget giltigt id.",
    "twice": "{found} finns två gånger.",
    "other_guide": "Frågans id finns också i {other}.",
    "no_questions": "Avsnittet har varken frågor eller text att säga.",
    "type": "Det finns ingen frågetyp som heter {found}.",
    "misplaced": "{name} hör inte till typen {type}.",
    "few_options": "Minst två svar behövs.",
    "anchors": "Linjalen behöver ord för 0 och 10 och en riktning.",
    "direction": "Det finns ingen riktning som heter {found}.",
    "bounds": "Minsta tal, största tal och förval stämmer inte.",
    "repeat": "Avsnittets antal stämmer inte.",
    "minutes": "Avsnittens minuter är tillsammans {sum}, guidens tid är {least}–{most}.",
    "span": "Guidens tid stämmer inte.",
    "not_in": "{name}: {found} finns inte i ordlistan.",
    "grammar": "Uttrycket går inte att tolka: {why}.",
    "later": "Uttrycket nämner {name}, som inte är en tidigare fråga i guiden.",
    "outside": "Uttrycket nämner {name} i ett upprepat avsnitt, utifrån.",
    "unfit": "Uttrycket prövar {name} på ett sätt som inte passar frågans typ.",
    "no_such_option": "Uttrycket nämner svaret {option}, som {name} inte har.",
    "never": "Uttrycket kan aldrig bli sant.",
    "always": "Uttrycket kan aldrig bli falskt.",
    "unreachable": "Frågan kan aldrig bli ställd.",
    "no_grant": "Ingen guide ger {name}, som krävs här.",
    "form_section": "Blanketten nämner avsnittet {found}, som inte finns.",
    "maps_kind": "Bara ett förberedelseblad får peka på andra frågor.",
    "maps_nowhere": "Frågan pekar på {found}, som inte finns i kartläggningen.",
    "maps_type": "Frågan pekar på {found}, som är av en annan typ.",
    "maps_options": "Frågan har svar som {found} saknar.",
    "maps_anchors": "Linjalen har andra ord än {found}.",
    "maps_sensitive": "Frågan pekar på en känslig fråga ({found}).",
    "private_topic": "Ett förberedelseblad får inte ha känsliga frågor.",
    "ruler": "Linjalen har andra ord eller en annan riktning än {found}.",
    "no_ruler": "Linjalen {found} saknar sin motsvarighet.",
    "placeholder": "Platshållaren {found} är okänd.",
    "place_here": "Platshållare får bara stå i info och statements.",
    "unprotected": "Frågan ligger under ett skyddat sökord men är inte märkt som känslig.",
    "address": "Texten innehåller en adress eller en sökväg.",
    "law": "{name}: {found} är ingen del av lagen.",
    "plan_kind": "Planens slag är inte mål, delmål och åtgärd.",
}
