"""Words of the commands that print papers."""

COMMANDS = {
    "export consent-form": "Skriv ett samtycke på papper som PDF: som det står i loggen, eller tomt att fylla i.",
    "export preparation": "Skriv förberedelsebladet inför kartläggningen som PDF, att ge till patienten.",
    "export interview": "Skriv den senaste kartläggningen som PDF.",
    "sender": "Visa eller ändra vem papper är från: enhet, koordinator och telefon.",
}
OPTIONS = {
    "consent_kind": "Slag: K1 (koordinering), K2 (information till Försäkringskassan), K3 (en part utanför vården), "
    "K4 (andra vårdgivares intyg) eller K5 (SIP). Annars K1.",
    "consent_party": "Vem ett K3 gäller, till exempel arbetsgivare, fk, af eller kommun.",
    "consent_number": "Samtyckets nummer i loggen, när patienten har flera till samma part.",
    "consent_empty": "Tom blankett. Utan ärende står inget om någon patient på den.",
    "pdf_output": "PDF-filens namn. Annars till standard ut.",
    "paper_guide": "Vilken guide. Annars kartlaggning.",
    "paper_sensitive": "Också känsliga svar.",
    "paper_protected": "Också det som hör till skyddade sökord, på en egen sida sist.",
    "sender_unit": "Enhetens namn.",
    "sender_name": "Koordinatorns namn.",
    "sender_phone": "Telefonnumret som patienten når koordinatorn på.",
}
PAPER = {
    "written": "{title}: {pages} skrevs till {name}.",
    "one_page": "en sida",
    "pages": "{count} sidor",
    "unknown": "{count} tecken kan inte skrivas ut och står som � på papperet.",
    "protected": "Skyddade personuppgifter: namn, nummer och mottagare är rader att fylla i för hand.",
    "left_out": "Känsliga eller skyddade svar är inte med. Lägg till --sensitive eller --protected för att ta med dem.",
    "no_phone": "Koordinatorns namn eller telefon saknas på papperet. Skriv in dem med rekotui sender.",
}
SENDER = {
    "unit": "Enhet: {text}",
    "name": "Koordinator: {text}",
    "phone": "Telefon: {text}",
    "none": "(ärendets enhet)",
    "missing": "(inte angiven)",
}
