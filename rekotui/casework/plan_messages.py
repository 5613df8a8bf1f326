"""Words about the plan: what is missing, what differs between two versions, how an item stands. Plain Swedish."""

# What a plan lacks, one sentence an item (casework.plan_checks.Lacking.sentence); {what} names it.
LACKING = {
    "goal": "Planen har inget mål. Skriv ett tillsammans, gärna med patientens egna ord.",
    "text": "{kind} nummer {number} är tom. Skriv vad det gäller, eller ta bort raden.",
    "responsible": "”{what}” har ingen ansvarig.",
    "follow_up": "”{what}” har ingen dag för uppföljning.",
    "why": "”{what}” är avbruten utan anledning.",
    "trial_days": "”{what}” behöver första och sista dag.",
    "trial_order": "”{what}” slutar före sin första dag.",
    "answer_why": "”{what}”: skriv varför arbetsgivarens plan inte behövs.",
    "answer_day": "”{what}”: skriv vilken dag det sades.",
    "participation": "Det står inte om patienten har varit med och gjort planen.",
    "participation_why": "Skriv varför patienten inte har varit med.",
    "evaluate": "Planen har ingen dag för utvärdering.",
    "evaluate_past": "Dagen för utvärdering ligger före i dag.",
}

# The same in one line, counted: (one, several).
LACKING_SHORT = {
    "goal": ("ett mål", "ett mål"),
    "text": ("text på 1 rad", "text på {count} rader"),
    "responsible": ("ansvarig på 1 åtgärd", "ansvarig på {count} åtgärder"),
    "follow_up": ("datum på 1 åtgärd", "datum på {count} åtgärder"),
    "why": ("anledning till 1 avbruten", "anledning till {count} avbrutna"),
    "trial_days": ("dagar för arbetsprövningen", "dagar för arbetsprövningarna"),
    "trial_order": ("arbetsprövningens dagar i ordning", "arbetsprövningarnas dagar i ordning"),
    "answer_why": ("varför arbetsgivarens plan inte behövs", "varför arbetsgivarens plan inte behövs"),
    "answer_day": ("dag för arbetsgivarens svar", "dagar för arbetsgivarens svar"),
    "participation": ("delaktighet ej noterad", "delaktighet ej noterad"),
    "participation_why": ("varför patienten inte varit med", "varför patienten inte varit med"),
    "evaluate": ("dag för utvärdering", "dag för utvärdering"),
    "evaluate_past": ("en dag för utvärdering framåt i tiden", "en dag för utvärdering framåt i tiden"),
}
LACKING_LINE = "Saknas för att fastställa: {what}"
LACKING_BETWEEN = " · "
COMPLETE = "Inget saknas: planen kan fastställas."

# What is worth a thought before the plan is sealed; none of it stands in the way.
ADVICE = {
    "no_action": "Planen har mål men ingen åtgärd. Ett första litet steg gör den lättare att börja med.",
    "follow_up_past": "”{what}” skulle följas upp {day}, och den dagen har varit.",
    "follow_up_after": "”{what}” följs upp {day}, efter planens utvärdering {evaluate}.",
    "evaluate_after_leave": "Utvärderingen {day} ligger efter intygets sista dag, {last}. Välj gärna en dag före.",
    "step_after_leave": "{degree} procent från {day} ligger efter intygets sista dag, {last}. Läkaren behöver veta.",
    "step_other_degree": "Planen har {degree} procent {day}, men intyget säger {known} procent den dagen.",
    "step_up": "{degree} procent från {day} är mer än steget före. Stäm av med läkaren.",
    "trial_not_told": "”{what}” ska anmälas till Försäkringskassan före {day}.",
    "trial_told_late": "”{what}” började {day}, och Försäkringskassan fick inte veta före start.",
    "trial_too_long": "”{what}” är {length} kalenderdagar. En period är högst {most}.",
    "trial_too_many": "”{what}” är nummer {count} på {months} månader. Högst {most} om året ryms.",
    "trial_too_early": "”{what}” börjar {day}. Arbetsprövning med sjukpenning finns från {first}.",
    "trial_not_full": "”{what}” börjar {day}, då graden är {known} procent. Regeln gäller hel sjukpenning.",
    "trial_not_employed": "”{what}”: patienten är inte noterad som anställd. Regeln gäller den egna arbetsgivaren.",
    "employer_late": "”{what}” följs upp {day}. Arbetsgivarens plan ska finnas senast dag {number}, {due}.",
    "employer_at_once": "”{what}”: dag {number} var {due}. Arbetsgivarens plan ska göras genast.",
}

# What differs between two versions (casework.plan_difference).
CHANGES = {
    "added": "Nytt: {item}",
    "removed": "Borttaget: {item}",
    "closed": "Avslutat, följer inte med: {item} ({state})",
    "moved": "Flyttat: {item}, nu {place}",
    "edited": "Ändrat: {item}. {field}: {before} → {after}",
    "state": "Läge: {item}. {before} → {after}",
    "whole": "{field}: {before} → {after}",
    "step_added": "Ny grad: {degree} procent från {day}",
    "step_removed": "Grad borttagen: {degree} procent från {day}",
    "step_changed": "Ändrad grad från {day}: {before} → {degree} procent",
}
NO_CHANGES = "Versionerna är lika."
ITEM = "{kind} ”{text}”"
NO_TEXT = "utan text"
NOTHING = "inget"
FIRST = "överst"
FIRST_UNDER = "först under ”{text}”"
AFTER = "efter ”{text}”"
STATE_ON = "{state} {day}"
STATE_WHY = "{state}: {why}"
FIELDS = {
    "kind": "Slag",
    "text": "Text",
    "said": "Patientens ord",
    "responsible": "Ansvarig",
    "who": "Vem",
    "starts_on": "Börjar",
    "follow_up_on": "Följs upp",
    "part": "Del",
    "origin": "Kommer från",
    "source": "Källa",
    "suggestion": "Förslag",
    "icf": "ICF",
    "work": "Särskilt slag",
    "ends_on": "Slutar",
    "told_on": "Försäkringskassan fick veta",
    "answer": "Arbetsgivarens plan",
    "answered_on": "Svaret gavs",
    "answer_why": "Varför den inte behövs",
    "assessment": "Sammanfattning",
    "participation": "Delaktighet",
    "participation_why": "Varför patienten inte varit med",
    "evaluate_on": "Utvärderas",
    "meeting": "Nästa möte",
    "agreed_with": "Överenskommet med",
}

# Where a suggestion came from, by its guide.
SOURCES = {
    "kartlaggning": "Kartläggningen {day}",
    "planuppfoljning": "Uppföljningen {day}",
    "forberedelse": "Förberedelsen {day}",
    "": "Samtal {day}",
}

# How a plan stands, in one line.
STANDS = {
    "draft": "utkast till version {number}",
    "version": "version {number}",
    "actions": "{ended} av {actions} åtgärder avslutade",
    "sealed": "version {number}, fastställd {day}",
    "follow_up": "följs upp {day}",
    "paper": "på papper hos patienten sedan {day}",
    "no_paper": "inte lämnad till patienten",
    "old_paper": "patienten har version {number} på papper",
}

# The text for the patient's record.
RECORD = {
    "head": "Rehabiliterings- och sjukskrivningsplan version {number}, fastställd {day}.",
    "replaces": "Ersätter version {number}.",
    "voided": "Planens version {number} är felregistrerad {day}: {why}",
    "said": "Med patientens ord: ”{said}”",
    "responsible": "ansvarig {who}",
    "follow_up": "följs upp {day}",
    "from_to": "{first} – {last}",
    "told": "Försäkringskassan informerad {day}",
    "steps": "Planerad grad: {steps}.",
    "step": "{degree} % från {day}",
    "evaluate": "Planen utvärderas {day}.",
    "meeting": "Nästa möte: {meeting}.",
    "participation": "Patienten har deltagit i planeringen.",
    "no_participation": "Patienten har inte deltagit i planeringen: {why}",
    "agreed_with": "Överenskommen med {who}.",
    "whole": "Planen som helhet",
    "result": "{what}: {result}",
    "next": "Nästa steg: {step}",
    "next_on": "Följs upp {day}",
}
