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
    "next_step": "Nästa steg",
    "waiting_for": "Väntar på",
    "waiting_value": "{party} till {until}",
    "last_contact": "Senaste kontakt",
    "plan": "Plan",
    "signals": "Att bevaka i dag",
    "signal_due": ", gäller {day}",
    "signal_why": "    Regel {rule}. {source}",
    "follow_ups": "Öppna bevakningar",
    "contacts": "Senaste kontakter",
    "more_contacts": "  … och {count} äldre.",
    "minutes": ", {minutes} min",
    "codes": ", {codes}",
    "not_journaled": ", inte journalfört",
    "milestones": "Rehabkedjans dagar (beräknade)",
    "milestone": "  dag {day:>3}  {on}",
    "milestone_forecast": "  dag {day:>3}  {on}  (prognos)",
    "status_changes": "Status genom tiden",
    "notes": "Anteckningar",
}

TODAY = {
    "nothing": "Inget ärende behöver något i dag.",
    "desk": "ATT GÖRA UTANFÖR ÄRENDENA",
    "desk_note": "{title}: {text}",
    "due": ", gäller {day}",
    "also": "Också: {title}",
    "coming": "PÅ VÄG",
    "more_coming": "… och {count} ärenden till med något på väg. Visa alla med --limit 0.",
    "recounting": "Reglerna har ändrats sedan sist. Räknar om vad som ska bevakas …",
    "not_recounted": "Det gick inte att räkna om: något annat skriver i valvet, eller så går det inte att skriva dit. "
    "Det som visas kan vara gammalt.",
}
INTERVIEW = {
    "head": "{case}  {title} {day}",
    "open": "pågår",
    "closed": "avslutad {day}",
    "core": "kort form",
    "progress": "{done} av {asked} frågor",
    "other_words": "Guidens text har ändrats sedan samtalet började.",
    "empty": "Inga svar än.",
    "note": "Anteckning: {text}",
    "protected": "SKYDDAT SÖKORD – LÄMNAS INTE UT",
    "left_out": "Svar under skyddade sökord visas inte här. Visa dem med --protected när ingen annan ser skärmen.",
    "masked": "Känsliga svar är dolda. Visa dem med --sensitive.",
}

CONSENTS = {
    "head": "{case}  Samtycken {day}",
    "may": "Ja",
    "may_not": "Nej",
    "may_when": "Fråga om klockslag",
    "until": "till och med {day}",
    "open_end": "tills vidare",
    "from": "från och med {day}",
    "told": "Får lämnas: {what}",
    "receives": "Bara ta emot uppgifter",
    "not_told": "Får inte lämnas: {what}",
    "limited": "begränsat",
    "log": "Logg",
    "empty": "Inget i loggen än.",
    "journaled": "journalfört {day}",
    "not_journaled": "inte journalfört",
    "voided": "felregistrerat: räknas inte",
}
JOURNAL = {
    "head": "{case}  Text till journalen",
    "nothing": "Inget väntar på att föras in i journalen.",
    "journaled": "journalfört {day}",
    "missing": "inte journalfört",
    "not_asked": "ingen markering",
}
JOURNAL_KINDS = {
    "contact": "kontakt",
    "consent_event": "samtycke",
    "status_change": "status",
    "interview": "samtal",
    "plan_version": "plan",
    "struck": "felregistrerad kontakt",
}
JOURNAL_COLUMNS = ("Ärende", "Dag", "Slag", "Vad", "Dagar sedan")
LOG = {
    "recorded": "Kontakten {day} är sparad i ärende {case}. Text till journalen: rekotui journal {case}",
    "booked": "Kontakten {day} är bokad i ärende {case}.",
    "next": "Nästa kontakt bevakas: {day}.",
    "ask_text": "Vad sades? (Enter = inget)",
}
SIGNAL_URGENCY = {"urgent": "Brådskande:", "today": "I dag:", "week": "Den här veckan:", "later": "Senare:"}

YES_WORDS = ("j", "ja", "y", "yes")
EXPORTED = "{count} ärenden skrevs till {name}."
ACCESS_LOG_WRITTEN = "Loggutdraget ({count} händelser) skrevs till {name}."
EXPORTED_ONE = "1 ärende skrevs till {name}."
CALENDAR = {
    "written": "{count} händelser skrevs till {name}.",
    "written_one": "1 händelse skrevs till {name}.",
}
FOLLOW_UPS = {
    "written": "{count} bevakningar skrevs till {name}.",
    "written_one": "1 bevakning skrevs till {name}.",
}

IMPORT = {
    "head": "{rows} sjukfall i listan från {day}.",
    "groups": "{new} nya, {gone} borta, {same} oförändrade sedan {since}.",
    "first": "Första listan: {new} personer är nya.",
    "first_one": "Första listan: 1 person är ny.",
    "again": "Samma lista är redan inläst. Att läsa in den igen ändrar inget.",
    "warnings": "Att kontrollera ({count}):",
    "skipped": "Hoppades över ({count}):",
    "ask_list_date": "Vilken dag gäller listan? (ÅÅÅÅ-MM-DD, Enter = {today})",
    "ask_partial": "Mer än en fjärdedel av förra listan saknas. Är listan filtrerad? (J/n)",
    "ask_store": "Spara listan? (J/n)",
    "not_stored": "Inget sparades.",
    "done": "Listan är sparad. {taken} ärenden togs upp, {changed} fick nya uppgifter.",
    "named": "{count} andra ärenden fick namnet på sin diagnos.",
    "cut": "Huvuddiagnos saknas i utskriften för {count} ärenden. Fyll i den i programmet: {cases}",
    "logging": "Kopiering loggas inte nationellt, det gör utskrift. Följ vårdgivarens rutin.",
    "ask_remove": "Ta bort filen {name} från datorn? Den hamnar inte i papperskorgen. (j/N)",
    "removed": "Filen {name} är borttagen.",
}

UNDO = {
    "list": "listan från {day}",
    "list_of": "listan från {day} för {unit}",
    "head": "Senast inläst: {list}, {rows} sjukfall.",
    "numbers": "{count} ({numbers})",
    "will_void": "Ärenden som togs upp ur listan och stryks: {cases}",
    "will_restore": "Ärenden som får tillbaka sina tidigare uppgifter: {cases}",
    "will_keep": "Ärenden ur listan som du har arbetat med och som blir kvar: {cases}",
    "will_withdraw": "Beslut i genomgången som faller bort: {count}",
    "brings_back": "Listan från samma dag, som den ersatte, gäller igen.",
    "ask": "Ångra inläsningen? (j/N)",
    "not_undone": "Inget ändrades.",
    "done": "Inläsningen är ångrad: {list}.",
    "voided": "Ärenden som ströks: {cases}",
    "restored": "Ärenden som fick tillbaka sina tidigare uppgifter: {cases}",
    "kept": "Ärenden ur listan som du har arbetat med och som är kvar: {cases}. Gå igenom dem för hand.",
}

CODES = {
    "codes": "{codes} diagnoskoder med namn i filen.",
    "compared": "{codes} diagnoskoder med namn i filen: {new} nya, {changed} ändrade.",
    "skipped": "{count} rader utan kod eller namn hoppades över, till exempel rubriker, kapitel och avsnitt.",
    "doubles": "{count} gånger kom en kod som redan stod i filen. Det sista namnet gäller.",
    "done": "Namnen är sparade. {cases} ärenden fick namnet på sin diagnos.",
    "not_stored": "Inget sparades.",
    "cases": "{cases} ärenden skulle få namnet på sin diagnos.",
}

REVIEW = {
    "head": "{unit}: {rows} sjukfall i listan från {day}.",
    "head_no_unit": "{rows} sjukfall i listan från {day}.",
    "since": "Jämfört med listan från {day}.",
    "first": "Det är den första listan.",
    "done": "Senaste genomgången gjordes {day}.",
    "left": "{left} av {total} behöver ett beslut.",
    "none_left": "Alla i listan har fått ett beslut.",
    "undecided": "{title}, {left} utan beslut",
    "ask_reason": "Det finns inget gällande kvalitetssäkringsuppdrag{unit}. Varför läser du listan ändå? Det loggas:",
    "of_unit": " för {unit}",
    "standard_reason": "Läst med rekotui review, utan terminal och utan angiven anledning.",
    "read_without": "Inget gällande kvalitetssäkringsuppdrag{unit}: läsningen är loggad som undantag.",
    "excepted": "Inget gällande kvalitetssäkringsuppdrag{unit}: läses i dag som loggat undantag.",
    "ending": "Kvalitetssäkringsuppdraget{unit} går ut {day}.",
}

GROUPS = {
    "rekotui": "Dina ärenden som rehabiliteringskoordinator, i en krypterad fil på din egen dator.\n\n"
    "Utan kommando öppnas programmet. Kommandona nedan svarar direkt i terminalen.",
    "import": "Läs in filer.",
    "export": "Skriv ut till filer.",
}
COMMANDS = {
    "list": "Visa ärenden.",
    "today": "Visa vad som behöver något i dag, och varför.",
    "find": "Hitta ärenden på början av ett ord i namn, arbetsgivare, läkare eller anteckningar, eller på nummer.",
    "show": "Visa ett ärende.",
    "review": "Visa vad den senaste sjukfallslistan ändrade.",
    "journal": "Visa text att föra in i journalen, eller vad som inte är infört än (--unjournaled).",
    "consents": "Visa vem du får tala med i dag, om vad och till när, och samtyckesloggen.",
    "interview": "Visa den senaste kartläggningen som text.",
    "log": "Skriv upp en kontakt. Texten läses från standard in, din editor ($EDITOR) eller en fråga.",
    "import rehabstod": "Läs in Rehabstöds lista över pågående sjukfall: kopierad, sparad eller utskriven.",
    "import undo": "Ångra den senaste inläsningen av en lista.",
    "import icd": "Läs in en fil med diagnoskoder (ICD-10-SE eller KSH97-P), så att varje kod får sitt namn.",
    "export calendar": "Skriv det som ska bevakas som kalender (ICS), för kalenderprogrammet.",
    "export follow-ups": "Skriv en lista över det som bevakas, till exempel för ett möte.",
    "export summary": "Sammanställ ärendena som arbetslista.",
    "kva": "Visa KVÅ-koderna: vad de är till för, när de gäller och hur säkert det är.",
    "export access-log": "Skriv loggutdrag för en patient: vem som har läst, ändrat eller lämnat ut, och när.",
    "roles": "Visa vem som gör vad vid sjukskrivning, att läsa eller skriva ut för patienten.",
    "rules": "Visa reglerna bakom signalerna: när de gäller, vad de säger, vilken lag och hur säkert det är.",
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
    "view": "today (behöver något i dag), active (pågående), waiting (väntar på någon), closed (avslutade) eller "
    "all (alla).",
    "party": "Vem kontakten var med, till exempel patient, lakare, arbetsgivare, fk.",
    "channel": "Hur: visit (besök), phone (telefon), video, meeting (möte), message, letter (brev) eller other.",
    "part": "Del av lagen: personligt_stod, intern_samordning eller extern_samverkan. Annars den som hör till parten.",
    "outcome": "Vad det blev: held (ägde rum), booked (bokat), no_answer (inget svar), message_left (lämnade "
    "meddelande), did_not_come (uteblev) eller cancelled (avbokat). Annars held.",
    "on_date": "Vilken dag (ÅÅÅÅ-MM-DD). Annars i dag.",
    "time": "Klockslag (TT:MM).",
    "minutes": "Hur många minuter det tog.",
    "ground": "Grund utan samtycke, när inget samtycke täcker kontakten: fk_request (Försäkringskassans egen begäran), "
    "child_concern (orosanmälan), emergency (nödläge), patient_present (patienten deltog), incoming_nothing_told (de "
    "hörde av sig, inget lämnades), not_identifying (ingen kan kännas igen), before_asking (inom vården, inför frågan) "
    "eller without_consent (skedde utan samtycke). Textens första rad är anledningen.",
    "with_patient": "Patienten var med.",
    "about": "Det som har ett eget slag av samtycke: fk_information (information enligt 4 §) eller sip (samordnad "
    "individuell plan).",
    "next": "Bevaka nästa kontakt den här dagen (ÅÅÅÅ-MM-DD).",
    "days": "Visa också vad som är på väg inom så många dagar.",
    "sort": "Sortera efter fält, flera med komma emellan; - före ger fallande ordning.",
    "filter": "Visa bara dem som stämmer: fält=värde, fält<värde eller fält>värde. Kan anges flera gånger.",
    "guide": "Vilken guide: kartlaggning (annars), planuppfoljning, samtycke och så vidare.",
    "by": "Ordna svaren: section (efter guidens avsnitt, annars) eller sokord (efter journalens sökord).",
    "sensitive": "Visa också känsliga svar. Annars står de som dolda.",
    "compare": "Jämför alla samtal i ärendet: linjalerna över tid, och vad som är ändrat sedan förra gången.",
    "show_protected": "Visa också det som hör under journalens skyddade sökord. Se till att ingen annan ser skärmen.",
    "text": "Det du söker; - läser från standard in.",
    "case": "Ärendenummer, personnummer eller en del av namnet; - läser från standard in.",
    "since": "Från och med den här dagen (ÅÅÅÅ-MM-DD).",
    "unjournaled": "Bara det som inte är infört i journalen. Utan ärende: över alla ärenden, med nummer utan namn.",
    "kva": "KVÅ-kod, kan anges flera gånger. Utan: den kod som föreslås. Inga koder: --kva ''.",
    "outside": "Enhetens egen andra kod för kontakter utanför vården. Sparas i valvet; tom tar bort den.",
    "code": "KVÅ-koden, till exempel GC001.",
    "rule": "Regelns nummer i regeltabellen, eller dess namn.",
    "list_file": "Textfil med den kopierade tabellen; - läser från standard in.",
    "code_file": "Socialstyrelsens fil med koder, som text (tsv, csv) eller Excel (xlsx); - läser från standard in.",
    "list_date": "Vilken dag listan gäller (ÅÅÅÅ-MM-DD).",
    "unit": "Enheten som listan gäller.",
    "review_unit": "Visa bara den här enhetens lista.",
    "undo_unit": "Enheten vars senaste lista ångras. Annars den som lästes in sist av alla.",
    "review_reason": "Varför listan läses om inget kvalitetssäkringsuppdrag gäller. Loggas.",
    "take": "Vilka som blir ärenden: none (inga), status (Kontaktad, Aktiv, Uppföljning, Medicinsk rehab) "
    "eller all (alla).",
    "dry_run": "Visa vad som skulle hända utan att spara något.",
    "face": "Vilken sammanställning: worklist (arbetslista).",
    "format": "md, csv, json, xlsx (Excel) eller html (webbsida). Annars som filens namn slutar.",
    "output": "Fil att skriva till. Annars skrivs den i terminalen.",
    "with_identities": "Ta med namn, personnummer och arbetsgivare. Loggas.",
    "calendar_days": "Hur många dagar framåt. Annars 90.",
    "watched_by": "Ordning: party (efter den du väntar på) eller physician (att ta upp med varje läkare).",
    "page_format": "md eller html (webbsida, också för utskrift). Annars som filens namn slutar.",
    "names_and_words": "Ta med namn och det du själv har skrivit i bevakningarna. Loggas.",
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
    "log_since": "Från och med den här dagen (ÅÅÅÅ-MM-DD). Annars från början.",
    "log_until": "Till och med den här dagen (ÅÅÅÅ-MM-DD). Annars till nu.",
    "log_format": "md, csv, html (webbsida) eller json. Annars som filens namn slutar.",
    "log_identities": "Skriv patientens namn och personnummer överst. Loggas.",
    "anchor": "Ett ankare som du har skrivit upp, till exempel 412-0a1b2c3d4e5f. Kan anges flera gånger.",
    "anchor_folder": "Mapp med säkerhetskopior att jämföra med. Annars backups i valvets mapp.",
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
    "compared": "Jämförd med {count} ankare utanför filen: inget har tagits bort sedan dess.",
    "not_compared": "Det finns inget ankare utanför filen att jämföra med, så borttagna sista rader syns inte.",
}

RULE_COLUMNS = ("Rad", "Regel", "Namn", "Dagar", "Källa", "Säkerhet", "Läge")
KVA = {
    "use": "Används för",
    "proposed": "Föreslås vid",
    "valid": "Gäller",
    "source": "Källa",
    "mark": "Säkerhet",
    "unsure": "Inte bekräftat",
    "every_contact": "varje kontakt",
    "from": "från {day}",
    "to": "till {day}",
    "unknown_days": "dagarna är inte bekräftade",
    "enabled": "används",
    "disabled": "vid behov",
    "not_now": "gäller inte",
    "near": "Menade du: {names}? ",
    "outside": "Vid kontakter utanför vården föreslås nu också {codes}.",
    "outside_none": "Vid kontakter utanför vården föreslås ingen andra kod.",
    "working_names": "Texterna är programmets egna namn, inte klassifikationens rubriker.",
}
KVA_COLUMNS = ("Kod", "Vad", "Föreslås vid", "Gäller", "Säkerhet", "Läge")
KVA_MOMENTS = {"plan_made": "planen tas fram", "plan_followed": "planen följs upp"}
KVA_MARKS = {"A": "lagtext", "B": "myndighet, region eller SKR", "C": "annan källa", "D": "inte bekräftat"}
