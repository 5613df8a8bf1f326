"""The words of the notice to Försäkringskassan (lag 2019:1297 4 §) and of what the coordinator is to check."""

TEXT = {
    "title": "Information till Försäkringskassan om antaget rehabiliteringsbehov",
    "about": "Lämnas enligt 4 § lagen (2019:1297) om koordineringsinsatser för sjukskrivna patienter. "
    "Arbetstext, inte blanketten FK 7429.",
    "day": "Datum: {day}",
    "by_consent": "Patienten har samtyckt till att informationen lämnas, från {day}.",
    "by_ground": "Lämnas på annan grund än samtycke: {ground}.",
    "patient": "Patient",
    "protected": "skyddade personuppgifter, lämnas enligt enhetens rutin",
    "by_hand": "skyddade personuppgifter, fylls i för hand",
    "line": "- {label}: {text}",
    "left_out": "Ingår inte: {what}.",
    "leave": "från {first}, intyg till och med {last}",
    "degree": ", {degree} % den {day}",
}
"""What stands in the text itself."""

CHECKS = {
    "left_out": "Utelämnat, för patienten har inte sagt ja till det: {what}. Ett ja till kontakt med "
    "Försäkringskassan, med de sakerna ikryssade, tar med det.",
    "not_told": "Patienten har sagt vad som inte får sägas. Läs texten mot Samtycken innan du lämnar den.",
    "applied_no": "Ansökan om sjukpenning är inte gjord. Då finns i regel inget ärende hos Försäkringskassan: "
    "hjälp patienten att ansöka först.",
    "applied_unknown": "Det står inte om sjukpenning är sökt. Utan ansökan finns i regel ingen handläggare.",
    "physician": "Läkaren känner inte till informationen än. Stäm av innehållet, så att intyget säger samma sak.",
    "protected": "Skyddade personuppgifter: namn, nummer, arbetsgivare och fri text är inte med.",
    "to_fill_in": "Fyll i för hand: {what}.",
    "ground": "Lämnas utan stöd av samtycke. Grund och anledning loggas.",
    "next": "När den är lämnad: skriv kontakten, och bevaka svaret till {day}.",
}
"""What the coordinator is told beside the text: none of it is for Försäkringskassan."""

COMMAND = {
    "help": "Skriv underlag till Försäkringskassan om antaget rehabiliteringsbehov (4 §), bara det samtycket omfattar.",
    "case": "Ärendenummer, personnummer eller del av namn; - läser från standard in.",
    "output": "Skriv till filen, annars till standard ut.",
    "force": "Skriv över en fil som finns.",
    "ground": "Grund när samtycke inte täcker: fk_request, emergency. Kräver --reason -.",
    "reason": "Anledningen till grunden läses från standard in: skriv --reason -.",
    "written": "Underlaget till Försäkringskassan skrevs till {name}.",
    "log": "Kontakten: rekotui log {case} --party forsakringskassan --about fk_information --channel SÄTT --next {day}",
    "ask_reason": "Varför lämnas den utan samtycke?",
}
