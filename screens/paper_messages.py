"""The words of the screen that writes a paper, and of the papers that are written from screens."""

PAPER = {
    "what": "Innehåll",
    "unit": "Enhet",
    "name": "Koordinator",
    "phone": "Telefon",
    "sender": "De tre raderna står överst på papperet och sparas till nästa gång.",
    "done": "{title} ligger nu i {path}",
    "done_names": "Filen är inte krypterad. Ta bort den när den är utskriven.",
    "unknown": "{count} tecken gick inte att skriva ut och står som � på papperet.",
    "protected": "Skyddade personuppgifter: namn, nummer och mottagare fylls i för hand.",
    "not_kept": "Avsändaren kunde inte sparas till nästa gång.",
}
CONSENT = {
    "title": "Samtycke på papper",
    "which": "Vilken blankett?",
    "log": "Ifylld med det som står i loggen eller är känt",
    "empty": "Tom, med patientens namn",
    "blank": "Tom, utan patientens namn",
    "file": "samtycke",
}
PREPARATION = {"title": "Förberedelseblad på papper", "file": "forberedelse"}
INTERVIEW = {
    "title": "Kartläggningen på papper",
    "open": "Utan känsliga och enskilda svar",
    "all": "Med känsliga svar, och de enskilda på en egen sida",
    "file": "kartlaggning",
}
