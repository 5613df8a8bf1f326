"""Sentences of the storage floor: why a backup was not taken for whole, and what the doctor has found."""

# Completes "Säkerhetskopian är inte hel och lästes inte in: …" in base.messages.
BACKUP_FAULTS = {
    "no_manifest": "mappen har ingen innehållsförteckning (manifest.json), så den är ingen säkerhetskopia "
    "från rekotui.",
    "manifest": "innehållsförteckningen (manifest.json) är skadad eller ändrad.",
    "file_missing": "en av filerna saknas.",
    "file_changed": "en av filerna har ändrats sedan kopian gjordes.",
    "other_key": "nyckeln hör inte till den här kopian.",
    "cipher": "den krypterade filen har skadats.",
    "structure": "databasen i den är skadad.",
    "references": "uppgifter i den pekar på sådant som inte finns.",
    "history": "åtkomstloggen i den är ändrad.",
    "anchor": "åtkomstloggen slutar inte där innehållsförteckningen säger.",
}

# Why a row of the history does not hold (storage.history.Fault).
HISTORY_FAULTS = {
    "missing": "en rad saknas före den",
    "order": "den hänger inte ihop med raden före",
    "changed": "raden är ändrad",
    "payload": "radens innehåll är ändrat",
    "status_change": "en statusändring är ändrad eller borttagen",
    "consent": "ett samtycke är ändrat eller borttaget",
    "consent_event": "en rad i samtyckesloggen är ändrad eller borttagen",
    "meeting": "ett möte är ändrat eller borttaget",
    "meeting_step": "det som står om ett möte är ändrat eller borttaget",
    "contact": "en kontakt eller dess KVÅ-koder är ändrade eller borttagna",
    "contact_strike": "strykningen av en kontakt är ändrad, borttagen eller tillagd",
    "sheet_event": "en rad om förberedelse är ändrad eller borttagen",
    "journaled": "en markering om att något är journalfört är ändrad eller borttagen",
    "plan_version": "en fastställd plan är ändrad eller borttagen",
    "plan_handed": "en anteckning om en utlämnad plan är ändrad eller borttagen",
    "plan_evaluation": "en uppföljning av planen är ändrad eller borttagen",
    "plan_void": "en markering om att något i planen är felregistrerat är ändrad eller borttagen",
    "twice": "den talar om något som redan har en rad i loggen",
    "cut": "{name} känner till {subject} rader; de sista har tagits bort",
    "rewritten": "{name} känner till en annan rad; loggen är omskriven",
}
"""Why a row does not hold."""
HISTORY_FAULTS_OF = ", nummer {subject}"
PRINTED_ANCHOR = "ankaret du skrev upp"

# What the doctor says, one sentence a finding (storage.doctor.Finding.key).
FINDINGS = {
    "no_vault": "Här finns inget valv ({folder}).",
    "vault_incomplete": "Valvet är inte helt: {missing} saknas. Återställ en säkerhetskopia: rekotui restore",
    "folder_private": "Valvets mapp är bara din.",
    "folder_open": "Andra på datorn kan öppna valvets mapp. Stäng den: chmod 700 {folder}",
    "files_private": "Valvets filer är bara dina.",
    "files_open": "Andra på datorn kan läsa {files}. Filen är krypterad, men stäng den ändå: chmod 600",
    "guides_ok": "Guiderna är så som de levereras.",
    "guides_own": "Egna ändringar i guiderna: {what}",
    "guides_refused": "{what}",
    "guides_unreadable": "Programmets guider går inte att läsa. Installera om programmet.",
    "guides_damaged": "Programmets guider är skadade eller ändrade ({file}, {place}: {why}) Installera om programmet "
    "och skriv egna ändringar i filen guides.yaml i mappen för inställningar.",
    "header_ok": "Nyckelfilen är hel.",
    "header_damaged": "Nyckelfilen är skadad eller ändrad. Återställ en säkerhetskopia: rekotui restore",
    "header_newer": "Nyckelfilen är skriven av en nyare version av rekotui. Installera den.",
    "demo": "Det här är en demo: nyckeln ligger öppet bredvid valvet. Skriv aldrig in en riktig person här.",
    "wal_ok": "Skrivloggen är {megabytes} MB.",
    "wal_large": "Skrivloggen har vuxit till {megabytes} MB. Stäng alla fönster med rekotui så töms den.",
    "not_synced": "Valvets mapp synkas inte med någon molntjänst, vad det går att se.",
    "synced": "Valvets mapp ligger i en mapp som {service} synkar. Det kan skada valvet, och kopior lämnar "
    "datorn. Flytta det med --vault eller REKOTUI_VAULT.",
    "disk_ok": "Det finns {megabytes} MB ledigt på disken.",
    "disk_low": "Det finns bara {megabytes} MB ledigt på disken. Frigör plats innan den tar slut.",
    "backup_recent": "Senaste säkerhetskopian gjordes {day}.",
    "backup_old": "Senaste säkerhetskopian gjordes {day}, för {days} dagar sedan. Gör en ny: rekotui backup",
    "backup_none": "Det finns ingen säkerhetskopia än. Gör en: rekotui backup",
    "agent_none": "Valvet är låst mellan kommandon.",
    "agent_until": "Valvet är upplåst till {until}. Lås det tidigare med: rekotui lock",
    "agent_open": "Valvet är upplåst så länge programmet är öppet.",
    "locked": "Innehållet är inte kontrollerat: det behöver låsas upp först.",
    "file_opens": "Valvets fil går att öppna med sin nyckel.",
    "file_missing": "Valvets fil finns inte. Återställ en säkerhetskopia: rekotui restore",
    "file_plaintext": "Filen i valvets mapp är inte krypterad. Den rörs inte.",
    "file_damaged": "Valvets fil är skadad eller hör till en annan nyckel. "
    "Återställ en säkerhetskopia: rekotui restore",
    "file_refused": "Valvets fil går inte att öppna just nu: rättigheterna eller disken säger nej.",
    "file_busy": "Något annat skriver i valvet just nu. Kör rekotui doctor igen om en stund.",
    "schema_ok": "Valvet har den uppbyggnad som programmet väntar sig (version {version}).",
    "schema_older": "Valvet är skrivet av en äldre version ({version}). Det uppdateras när du öppnar det.",
    "schema_newer": "Valvet är skrivet av en nyare version av rekotui ({version}, den här förstår {known}). "
    "Installera den.",
    "cipher_ok": "Alla sidor i den krypterade filen är äkta.",
    "cipher_damaged": "En eller flera sidor i den krypterade filen är skadade. "
    "Återställ en säkerhetskopia: rekotui restore",
    "structure_ok": "Databasen är hel.",
    "structure_damaged": "Databasen är skadad. Återställ en säkerhetskopia: rekotui restore",
    "references_ok": "Alla uppgifter hänger ihop.",
    "references_damaged": "Några uppgifter pekar på sådant som inte finns. Spara en säkerhetskopia och hör "
    "av dig till den som sköter programmet.",
    "history_ok": "Åtkomstloggen är obruten: {rows} rader.",
    "history_damaged": "Åtkomstloggen är ändrad utanför programmet ({faults} fel), först vid rad {row}: {why}.",
    "anchors_ok": "Åtkomstloggen stämmer med säkerhetskopiorna ({count}).",
    "anchors_cut": "Åtkomstloggen stämmer inte med säkerhetskopian {name}: rader har tagits bort eller bytts ut.",
    "anchors_none": "Det finns ingen säkerhetskopia att jämföra åtkomstloggen med.",
}

# Why a case is voided when the list that it was taken up from is undone.
UNDO = {
    "void_reason": "Inläsningen av listan från {day} ({unit}) ångrades innan någon hade arbetat med ärendet.",
    "no_unit": "utan enhet",
}
# Why a case that a review took up is voided.
REVIEW = {"withdrawn": "Ångrat vid genomgången av listan."}
