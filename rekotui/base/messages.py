"""Every sentence about something that went wrong. Plain Swedish: what happened, and what to do."""

ERRORS = {
    "not_a_day": "”{text}” är inget datum. Skriv år-månad-dag, till exempel 2026-11-22.",
    "no_vault": "Här finns inget valv än ({folder}). Skapa ett med: rekotui init",
    "vault_exists": "Här finns redan ett valv ({folder}). Det lämnades orört.",
    "folder_not_empty": "Mappen {folder} är inte tom. Välj en ny eller tom mapp till demon.",
    "vault_incomplete": "Valvet i {folder} är inte helt: {missing} saknas. "
    "Återställ en säkerhetskopia: rekotui restore",
    "locked": "Valvet är låst. Lås upp med: rekotui unlock --for 4h, eller öppna programmet.",
    "wrong_passphrase": "Lösenfrasen stämmer inte. Försök igen, eller använd återställningsnyckeln: "
    "rekotui unlock --recovery",
    "wrong_recovery_key": "Återställningsnyckeln hör inte till det här valvet.",
    "mistyped_recovery_key": "Återställningsnyckeln är felskriven: grupp {group} stämmer inte. "
    "Jämför med papperet och försök igen.",
    "short_passphrase": "Lösenfrasen är för kort. Välj minst {least} tecken, gärna fyra ord som du minns.",
    "passphrases_differ": "De två lösenfraserna är inte lika. Inget ändrades.",
    "passphrase_file_missing": "Filen som REKOTUI_PASSPHRASE_FILE pekar på kan inte läsas.",
    "passphrase_file_open": "Filen som REKOTUI_PASSPHRASE_FILE pekar på kan läsas av andra. "
    "Gör den privat (chmod 600) och försök igen.",
    "no_agent_here": "På den här datorn går det inte att hålla valvet upplåst mellan kommandon. "
    "Skriv lösenfrasen varje gång, eller använd REKOTUI_PASSPHRASE_FILE.",
    "agent_did_not_start": "Det gick inte att hålla valvet upplåst. Kontrollera att mappen {place} är din "
    "och stängd för andra (chmod 700), och försök igen.",
    "passphrase_needed": "Utan terminal behövs REKOTUI_PASSPHRASE_FILE: en fil med lösenfrasen som bara du kan läsa.",
    "header_damaged": "Valvets nyckelfil är skadad eller ändrad. Återställ en säkerhetskopia: rekotui restore",
    "vault_damaged": "Valvets fil är skadad eller hör inte hit. Kör rekotui doctor, "
    "eller återställ en säkerhetskopia: rekotui restore",
    "vault_plaintext": "Filen i valvets mapp är inte krypterad och rörs inte.",
    "newer_schema": "Valvet är skrivet av en nyare version av rekotui ({found}, den här förstår {known}). "
    "Installera den nyare versionen.",
    "edited_migration": "Valvets uppbyggnad stämmer inte med programmet (steg {step}). Inget ändrades. "
    "Installera om programmet.",
    "busy": "Något annat skriver i valvet just nu. Vänta en stund och försök igen.",
    "changed_elsewhere": "Uppgiften har ändrats på ett annat ställe sedan du öppnade den. Inget skrevs över. "
    "Det du skrev finns kvar: läs det nya och spara igen.",
    "disk_full": "Disken är full. Inget har gått förlorat; frigör plats och försök igen.",
    "read_only": "Det går inte att skriva i {place}. Kontrollera rättigheterna.",
    "file_exists": "Filen finns redan och skrevs inte över. Välj ett annat namn eller lägg till --force.",
    "not_for_terminal": "Formatet {format} kan inte visas i terminalen. Skriv det till en fil med -o, "
    "till exempel: -o arbetslista.{format}",
    "file_missing": "Filen finns inte, eller kan inte läsas: {name}",
    "file_not_removed": "Filen {name} kunde inte tas bort. Den kan vara öppen i ett annat program, skrivskyddad eller "
    "redan flyttad. Ta bort den för hand.",
    "nothing_matches": "Inget ärende stämmer med sökningen.",
    "no_such_case": "Det finns inget ärende med det numret, personnumret eller namnet.",
    "several_cases": "Flera ärenden stämmer. Skriv ärendenumret.",
    "bad_personal_number": "Det är inget giltigt personnummer: {why}",
    "number_taken": "Det finns redan ett öppet ärende för det personnumret ({case}).",
    "join_kinds": "Det går bara att koppla ihop ett samordningsnummer med ett personnummer.",
    "join_again": "De numren är redan ihopkopplade.",
    "join_two_open": "Båda numren har ett öppet ärende ({before} och {after}). Avsluta det ena och koppla sedan "
    "ihop dem.",
    "demo_size": "Demon rymmer 0 till {most} ärenden.",
    "demo_real_number": "I demon går det bara att använda personnummer ur testserien. "
    "Skriv aldrig in en riktig person här.",
    "unknown_status": "”{word}” är ingen status. Välj en av: {known}.",
    "reason_needed": "Skriv en anledning. Den syns i ärendets historik.",
    "leave_reason_needed": "Skriv varför personen lämnas. Det syns vid nästa genomgång.",
    "wait_needs_later_day": "Välj en dag efter i dag att vänta till.",
    "no_such_row": "Raden finns inte i listan längre. Öppna genomgången på nytt.",
    "decided_elsewhere": "Personen har redan ett öppet ärende ({case}). Inget ändrades.",
    "case_worked_in": "Du har arbetat i ärende {case} sedan det togs upp, så det kan inte ångras här. "
    "Öppna ärendet och ändra status i stället.",
    "assignment_giver_needed": "Skriv vem som har gett uppdraget.",
    "assignment_not_there": "Uppdraget finns inte, eller är redan avslutat.",
    "assignment_end_reason_needed": "Skriv varför uppdraget avslutas i förtid.",
    "exception_reason_needed": "Skriv varför listan läses utan uppdrag. Det loggas.",
    "exception_not_logged": "Att listan läses utan uppdrag kunde inte loggas, så den visas inte.",
    "unknown_consent_answer": "Välj ett av svaren om samtycke.",
    "note_needed": "Skriv något i anteckningen.",
    "name_needed": "Skriv ett namn.",
    "bad_clock": "Skriv klockslaget som 09:40.",
    "next_before_contact": "Nästa kontakt ska ligga efter dagen för den här kontakten.",
    "no_editor": "Editorn i $VISUAL eller $EDITOR gick inte att köra. Inget sparades. Rätta den, eller skicka texten "
    "på standard in.",
    "bad_minutes": "Tidsåtgången skrivs i hela minuter, 0 till 1440.",
    "contact_in_future": "Datumet ligger framåt i tiden. Välj Bokat, eller rätta datumet.",
    "no_such_contact": "Kontakten finns inte längre, eller är redan rättad.",
    "no_such_follow_up": "Bevakningen finns inte längre.",
    "no_such_question": "Frågan finns inte längre.",
    "no_such_trial_work": "Arbetsprövningen finns inte längre.",
    "no_such_answer": "Det är redan ångrat.",
    "postpone_ahead": "Välj en dag längre fram.",
    "follow_up_closed": "Bevakningen är redan avslutad.",
    "day_order": "Slutdatum ({end}) ligger före startdatum ({start}).",
    "bad_degree": "Graden ska vara 25, 50, 75 eller 100 procent.",
    "too_long": "{field} är för lång: högst {most} tecken.",
    "chain_broken": "Åtkomstloggen är ändrad utanför programmet: rad {row} ({why}).",
    "backup_unreadable": "Säkerhetskopian är inte hel och lästes inte in: {why}",
    "list_too_large": "Filen är för stor för att vara en lista ur Rehabstöd (mer än {most} MB). Inget lästes in.",
    "list_too_long": "Texten är för lång för att vara en lista ur Rehabstöd. Inget lästes in.",
    "list_empty": "Det finns ingen text att läsa. Markera hela tabellen i Rehabstöd, kopiera och försök igen.",
    "list_not_recognised": "Det här känns inte igen som en lista ur Rehabstöd. Öppna Pågående sjukfall, tryck på Sök, "
    "markera hela tabellen med rubrikraden, kopiera och försök igen.",
    "list_kind_unread": "Filer av det här slaget kan inte läsas. Det som går är en arbetsbok (.xlsx), en csv-fil, "
    "utskriften ur Rehabstöd sparad som PDF, eller tabellen kopierad och inklistrad.",
    "list_save_as": "Filen är ett kalkylblad av ett slag som inte kan läsas ({kind}). Öppna den i kalkylprogrammet, "
    "spara som xlsx eller csv och försök igen.",
    "list_encrypted": "Filen är låst med lösenord och går inte att läsa. Öppna den i kalkylprogrammet, ta bort "
    "lösenordet, spara och försök igen.",
    "list_of_statements": "Det här är listan Läkarutlåtanden. Öppna Pågående sjukfall i Rehabstöd, tryck på Sök och ta "
    "tabellen där.",
    "list_without_table": "Filen är en äldre Excelfil ur Rehabstöd, men den har bara filtren ovanför tabellen och inga "
    "sjukfall. Inget lästes in, och ingen räknas som borta.",
    "list_too_heavy": "Filen är så tung att läsa att den inte kan vara en lista ur Rehabstöd. Inget lästes in. "
    "Kopiera i stället tabellen i Rehabstöd och klistra in den.",
    "list_file_damaged": "Filen är skadad eller avklippt och går inte att läsa. Inget lästes in. Spara den på nytt, "
    "eller kopiera tabellen i Rehabstöd och klistra in den.",
    "list_pdf_other": "PDF:en går att läsa men är ingen utskrift av Rehabstöds lista. Öppna Pågående sjukfall i "
    "Rehabstöd, tryck på Sök, sedan Skriv ut, och välj Spara som PDF.",
    "list_pdf_no_text": "PDF:en innehåller bara bilder, ingen text: den är nog inskannad. Skriv i stället ut "
    "listan direkt ur Rehabstöd och välj Spara som PDF, eller kopiera tabellen och klistra in den.",
    "list_pdf_no_letters": "Texten i PDF:en går inte att läsa ut: bokstäverna är bara former. Skriv ut listan ur "
    "Rehabstöd på nytt och välj Spara som PDF, eller kopiera tabellen och klistra in den.",
    "list_pdf_encrypted": "PDF:en är låst med lösenord. Skriv ut listan ur Rehabstöd på nytt och välj Spara som PDF "
    "utan lösenord, eller kopiera tabellen och klistra in den.",
    "list_pdf_pages": "PDF:en har fler än {most} sidor och kan inte vara en lista ur Rehabstöd. Inget lästes in.",
    "list_pdf_renamed": "Filen heter som en PDF men är något annat, och går inte att läsa. Skriv ut listan ur "
    "Rehabstöd och välj Spara som PDF, eller kopiera tabellen och klistra in den.",
    "list_without_rows": "Listan har inga sjukfall. Tryck på Sök i Rehabstöd så att tabellen fylls, kopiera och "
    "försök igen. Ingen räknas som borta.",
    "no_list": "Ingen lista är inläst än. Läs in en med rekotui import rehabstod FIL, eller i programmet.",
    "no_list_of_unit": "Det finns ingen lista för den enheten. Listor finns för: {known}.",
    "nothing_to_undo": "Det finns ingen inläst lista att ångra.",
    "undo_other_list": "En annan lista har lästs in sedan dess. Inget ångrades. Titta igen och försök på nytt.",
    "undo_too_old": "Listan från {day} lästes in med en äldre version av rekotui och kan inte ångras. Inget ändrades.",
    "codes_too_large": "Filen är för stor för att vara en fil med diagnoskoder (mer än {most} MB). Inget lästes in.",
    "codes_too_heavy": "Filen är så tung att läsa att den inte kan vara en fil med diagnoskoder. Inget lästes in. "
    "Hämta den på nytt, eller prova den som textfil.",
    "codes_file_damaged": "Filen går inte att läsa: den är skadad, avklippt eller av något annat slag. "
    "Inget lästes in. Hämta den på nytt, eller prova den som textfil.",
    "codes_not_recognised": "Det finns inga diagnoskoder med namn i filen. Inget lästes in. Hämta ICD-10-SE eller "
    "KSH97-P som textfil (tsv, csv) eller Excelfil (xlsx), med en kolumn för koden och en för namnet.",
    "codes_of_people": "Filen är en lista över personer, ingen fil med diagnoskoder. Inget lästes in. "
    "En sjukfallslista läses in med: rekotui import rehabstod",
    "unknown_setting": "Okänd inställning: {name}",
    "number_bounds": "”{label}” ska vara ett heltal från {least} till {most}.",
    "fixed_number": "{name} står i lagen eller i en säker källa och kan inte ändras.",
    "no_such_rule": "Det finns ingen regel som heter så. {near}Visa alla med: rekotui rules",
    "option_value": "{option} behöver ett värde.",
    "unknown_option": "{option} finns inte för {command}. Se: rekotui {command} --help",
    "unknown_global_option": "{option} finns inte. Se: rekotui --help",
    "unknown_command": "Kommandot {command} finns inte. Se: rekotui --help",
    "missing_argument": "Något saknas: {argument}. Se: rekotui {command} --help",
    "too_many_arguments": "För många ord efter {command}. Se: rekotui {command} --help",
    "bad_choice": "{option} kan vara: {known}.",
    "bad_value": "Värdet för {option} går inte att använda.",
    "which_unit": "Listor från flera enheter finns. Ange vilken med --unit: {known}.",
    "bad_time": "Skriv en tid som 30m eller 4h (högst 12 timmar).",
    "demo_no_passphrase": "Demon har ingen lösenfras.",
    "passphrase_at_terminal": "Det här behöver en terminal, eftersom du ska skriva en hemlighet.",
    "bad_days": "--days är ett heltal, 0 till {most}.",
    "bad_limit": "--limit är ett heltal: 0 betyder alla.",
    "bad_filter": "Filtret förstås inte. Skriv fält=värde, fält<värde eller fält>värde. Fält: {known}.",
    "bad_sort": "Det går inte att sortera så. Välj bland: {known} (med - före för fallande).",
    "bad_view": "Den vyn finns inte. Välj en av: {known}.",
    "not_a_number": "”{text}” är inget heltal.",
    "no_terminal": "Programmet behöver en terminal. Utan terminal finns till exempel: rekotui list, rekotui find.",
    "empty_answer": "Här finns inget svar än. Svara, eller välj att patienten avstår eller att frågan hoppas över.",
    "answer_option": "Det är inget av svaren på frågan. Välj bland: {options}.",
    "answer_scale": "Linjalen går från 0 till 10. Skriv ett helt tal.",
    "answer_number": "Det är inget tal. Skriv bara siffror, till exempel 30.",
    "answer_bounds": "Talet ska ligga mellan {least} och {most} {unit}.",
}

FIELDS = {
    "name": "Namn",
    "personnummer": "Personnummer",
    "phone": "Telefon",
    "interpreter": "Tolk",
    "protected": "Skyddade personuppgifter",
    "unit": "Enhet",
    "referred_by": "Aktualiserad av",
    "referred_on": "Aktualiserad den",
    "referred_why": "Orsak",
    "consent_asked": "Samtycke frågat",
    "consent_asked_on": "Frågat den",
    "given_by": "Uppdragsgivare",
    "assignee": "Uppdragstagare",
    "kept_where": "Var uppdraget förvaras",
    "employer": "Arbetsgivare",
    "occupation": "Yrke",
    "occupations": "Sysselsättning",
    "physician": "Läkare",
    "diagnosis_code": "Diagnoskod",
    "diagnosis_text": "Diagnos",
    "co_diagnoses": "Bidiagnoser",
    "reason": "Anledning",
    "status": "Status",
    "note": "Anteckning",
    "first_day": "Startdatum",
    "last_day": "Slutdatum",
    "degree": "Grad",
    "party_name": "Namn på den du talade med",
    "contact_body": "Vad som sades",
    "next_step": "Nästa steg",
    "ground": "Grund",
    "follow_up_body": "Vad som ska ske",
    "answer": "Svar",
    "fk_officer": "Handläggare på Försäkringskassan",
    "fk_phone": "Handläggarens telefon",
    "employer_plan_why": "Varför planen inte behövs",
    "about": "Vad frågan gäller",
}
