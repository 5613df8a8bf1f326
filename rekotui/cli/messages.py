"""Every sentence that the command line says, and the words of its help."""

INTERRUPTED = "Avbrutet. Det som redan var sparat är kvar."
OUR_ERROR = (
    "Något gick fel i programmet ({kind}, {place}). Inget som var sparat har gått förlorat. "
    "Kör rekotui doctor och hör av dig med texten inom parentes."
)
PROTECTED = "Skyddade personuppgifter"
ASK_PASSPHRASE = "Lösenfras: "
MORE = "… och {count} till. Visa alla med --limit 0."
EMPTY_LIST = "Inga ärenden att visa."
GUESSED = "Inget stämde precis. Det här liknar:"
NOT_LOGGED = "Läsningen kunde inte skrivas i åtkomstloggen."
CANDIDATE = "  {case}  {name}  ({status})"

SHOW = {
    "personnummer": "Personnummer",
    "age": "Ålder",
    "age_value": "{age} år, {sex}",
    "phone": "Telefon",
    "interpreter": "Tolk",
    "status": "Status",
    "status_value": "{status} sedan {since}",
    "sick_leave": "Sjukfall",
    "length": "Längd",
    "days": "{days} dagar",
    "day_today": "Dag i dag",
    "chain_day": "Rehabkedjan",
    "chain_value": "dag {day} (beräknad)",
    "degree": "Grad",
    "diagnosis": "Diagnos",
    "physician": "Läkare",
    "employer": "Arbetsgivare",
    "occupation": "Arbete",
    "unit": "Enhet",
    "referred_by": "Aktualiserad av",
    "referred_on": "Aktualiserad den",
    "referred_why": "Orsak",
    "opened_on": "Ärendet öppnat",
    "milestones": "Rehabkedjans dagar (beräknade)",
    "milestone": "  dag {day:>3}  {on}",
    "milestone_forecast": "  dag {day:>3}  {on}  (prognos)",
    "status_changes": "Status genom tiden",
    "notes": "Anteckningar",
}

YES_WORDS = ("j", "ja", "y", "yes")
EXPORTED = "{count} ärenden skrevs till {name}."

IMPORT = {
    "head": "{rows} sjukfall i listan från {day}.",
    "groups": "{new} nya, {gone} borta, {same} oförändrade sedan {since}.",
    "first": "Första listan: {new} personer är nya.",
    "again": "Samma lista är redan inläst. Att läsa in den igen ändrar inget.",
    "warnings": "Att kontrollera ({count}):",
    "skipped": "Hoppades över ({count}):",
    "ask_list_date": "Vilken dag gäller listan? (ÅÅÅÅ-MM-DD, Enter = {today})",
    "ask_partial": "Mer än en fjärdedel av förra listan saknas. Är listan filtrerad? (J/n)",
    "ask_store": "Spara listan? (J/n)",
    "not_stored": "Inget sparades.",
    "done": "Listan är sparad. {taken} ärenden togs upp, {changed} fick nya uppgifter.",
}

GROUPS = {
    "rekotui": "Dina ärenden som rehabiliteringskoordinator, i en krypterad fil på din egen dator.\n\n"
    "Utan kommando öppnas programmet. Kommandona nedan svarar direkt i terminalen.",
    "import": "Läs in filer.",
    "export": "Skriv ut till filer.",
}
COMMANDS = {
    "list": "Visa ärenden.",
    "find": "Hitta ärenden på början av ett ord i namn, arbetsgivare, läkare eller anteckningar, eller på nummer.",
    "show": "Visa ett ärende.",
    "import rehabstod": "Läs in Rehabstöds lista över pågående sjukfall: en kopierad tabell eller en utskrift.",
    "export summary": "Sammanställ ärendena som arbetslista.",
    "demo": "Prova programmet med påhittade ärenden.",
    "init": "Skapa ett valv: den krypterade filen där allt sparas.",
    "unlock": "Lås upp valvet en stund, så att kommandona slipper fråga.",
    "lock": "Lås valvet nu.",
    "passphrase": "Byt lösenfras.",
    "backup": "Spara en kontrollerad säkerhetskopia.",
    "restore": "Återställ en säkerhetskopia. Det nuvarande valvet läggs åt sidan, det raderas inte.",
    "verify": "Kontrollera att åtkomstloggen är hel och oförändrad.",
    "doctor": "Undersök valvet och säg vad som behöver göras.",
}
OPTIONS = {
    "vault": "Valvets mapp (annars REKOTUI_VAULT, annars systemets mapp för program).",
    "on": "Räkna som om det vore den här dagen (ÅÅÅÅ-MM-DD).",
    "limit": "Visa högst så många; 0 visar alla.",
    "json": "Svara i JSON.",
    "plain": "Vanlig text utan tabellinjer.",
    "no_color": "Utan färg.",
    "quiet": "Bara svaret, inga upplysningar.",
    "yes": "Ställ inga frågor.",
    "version": "Visa programmets version.",
    "view": "active (pågående), closed (avslutade) eller all (alla).",
    "sort": "Sortera efter fält, flera med komma emellan; - före ger fallande ordning.",
    "filter": "Visa bara dem som stämmer: fält=värde, fält<värde eller fält>värde. Kan anges flera gånger.",
    "text": "Det du söker; - läser från standard in.",
    "case": "Ärendenummer, personnummer eller en del av namnet; - läser från standard in.",
    "list_file": "Textfil med den kopierade tabellen; - läser från standard in.",
    "list_date": "Vilken dag listan gäller (ÅÅÅÅ-MM-DD).",
    "unit": "Enheten som listan gäller.",
    "take": "Vilka som blir ärenden: none (inga), status (Kontaktad, Aktiv, Uppföljning, Medicinsk rehab) "
    "eller all (alla).",
    "dry_run": "Visa vad som skulle hända utan att spara något.",
    "face": "Vilken sammanställning: worklist (arbetslista).",
    "format": "md, csv eller json. Annars som filens namn slutar.",
    "output": "Fil att skriva till. Annars skrivs den i terminalen.",
    "with_identities": "Ta med namn, personnummer och arbetsgivare. Loggas.",
    "force": "Skriv över en fil som finns.",
    "cases": "Hur många påhittade ärenden.",
    "seed": "Vilken blandning av ärenden.",
    "dir": "Spara demon i den här mappen, som ska vara ny eller tom.",
    "no_open": "Öppna inte programmet.",
    "recovery_file": "Skriv återställningsnyckeln till den här filen.",
    "recovery": "Använd återställningsnyckeln i stället för lösenfrasen.",
    "new_recovery": "Gör också en ny återställningsnyckel.",
    "for": "Hur länge: till exempel 30m eller 4h.",
    "backup_folder": "Mapp att spara i. Annars backups i valvets mapp.",
    "restore_folder": "Mappen med säkerhetskopian.",
}
HELP = {
    "usage": "Använd så här:",
    "options_word": "[VAL]",
    "command": "KOMMANDO",
    "commands": "Kommandon",
    "arguments": "Ord efter kommandot",
    "options": "Val",
    "global_options": "Val som gäller alla kommandon, före eller efter kommandot",
    "help": "Visa den här hjälpen.",
    "global_hint": "Val som gäller alla kommandon (--vault, --on, --limit, --json …): rekotui --help",
    "more_help": "Mer om ett kommando: rekotui KOMMANDO --help",
}

DEMO = {
    "making": "Gör en demo med {cases} påhittade ärenden …",
    "kept": "Demon ligger i {folder}. Öppna den igen med: rekotui --vault {folder}",
    "banner": "DEMO: alla personer är påhittade.",
}
VAULT = {
    "created": "Valvet är skapat i {folder}.",
    "next": "Läs in din lista: rekotui import rehabstod FIL, eller öppna programmet: rekotui",
    "changed": "Lösenfrasen är bytt. Gamla säkerhetskopior öppnas fortfarande med den gamla.",
    "about_passphrase": "Välj en lösenfras på minst 12 tecken, till exempel fyra ord som du minns. "
    "Den kan inte läsas ut ur programmet.",
    "ask_new": "Ny lösenfras: ",
    "ask_again": "En gång till: ",
    "ask_old": "Nuvarande lösenfras: ",
    "ask_recovery": "Återställningsnyckel: ",
    "no_recovery": "Ingen återställningsnyckel gjordes. Gör en med: rekotui passphrase --new-recovery",
    "recovery_title": "Återställningsnyckel till rekotui",
    "recovery_advice": "Skriv av nyckeln på papper och förvara den inlåst, inte vid datorn. Den öppnar valvet om du "
    "glömmer lösenfrasen. Utan båda två går innehållet inte att få tillbaka.",
    "recovery_written": "Återställningsnyckeln skrevs till {name}. Skriv ut den, lås in papperet och ta bort filen.",
    "ask_group": "Skriv grupp {group} från ditt papper:",
    "group_differs": "Det stämmer inte. Titta på papperet en gång till.",
    "unlocked": "Valvet är upplåst till {until}. Lås det tidigare med: rekotui lock",
    "app_is_open": "Programmet är öppet och lånar redan ut nyckeln, så länge det är öppet.",
    "locked": "Valvet är låst.",
    "was_locked": "Valvet var redan låst.",
    "demo_open": "Demon har ingen lösenfras och är alltid öppen.",
    "backed_up": "Säkerhetskopian är sparad och kontrollerad: {folder}",
    "restored": "Säkerhetskopian är återställd. Det tidigare valvet ligger kvar i {aside}.",
    "restored_new": "Säkerhetskopian är återställd.",
    "newer_backup": "Det finns en nyare säkerhetskopia bredvid: {name}",
    "ask_restore": "Ersätt valvet i {folder} med säkerhetskopian? Det nuvarande läggs åt sidan. (j/N)",
    "kept_as_is": "Inget ändrades.",
    "verified": "Åtkomstloggen är hel: {rows} rader. Ankare att skriva upp: {rows}-{anchor}",
}
