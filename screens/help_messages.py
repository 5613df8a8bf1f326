"""The words of every command, and what help says about each place. Plain Swedish."""

COMMANDS = {
    "open_case": ("öppna", "Öppna ärendet på raden"),
    "new_case": ("nytt", "Lägg upp ett nytt ärende för hand"),
    "review": ("genomgång", "Gå igenom sjukfallslistan: vad är nytt, ändrat och borta"),
    "take_up": ("ta upp", "Ta upp personen på raden som ärende"),
    "wait": ("vänta", "Låt personen vänta till en dag"),
    "leave": ("lämna", "Lämna personen utan åtgärd, med anledning"),
    "wrong_end": ("fel slutdatum", "Märk slutdatumet som felaktigt, meddelat läkare i dag"),
    "undo_decision": ("ångra", "Ångra beslutet på raden, eller det senaste du tog"),
    "open_person": ("öppna", "Öppna ärendet, eller allt som listan säger om personen"),
    "join_numbers": ("samma person", "Bekräfta att det är samma person med nytt personnummer"),
    "only_asked": ("bara kvar", "Visa bara dem som behöver ett beslut, eller alla"),
    "review_done": ("klar", "Markera genomgången som klar"),
    "assignments": ("uppdrag", "Visa, registrera eller avsluta kvalitetssäkringsuppdrag"),
    "unit_before": ("enheten före", "Gå till enheten före"),
    "unit_after": ("enheten efter", "Gå till enheten efter"),
    "import_list": ("läs in lista", "Läs in sjukfallslistan från Rehabstöd"),
    "filter": ("filtrera", "Filtrera ärendelistan medan du skriver"),
    "sort": ("sortera", "Sortera efter en eller flera kolumner"),
    "export_list": ("exportera", "Exportera arbetslistan till Excel, en webbsida eller text"),
    "show_all_again": ("rensa filter", "Rensa filtret och visa alla rader igen"),
    "view_today": ("idag", "Visa Idag: ärenden som behöver något, det mest brådskande först"),
    "view_waiting": ("väntar", "Visa ärenden där du väntar på någon"),
    "why": ("varför", "Varför ser jag detta? Visar regel, lag och vad den bygger på"),
    "postpone": ("skjut upp", "Skjut upp det ärendet påminner om till en annan dag"),
    "dismiss_signal": ("inte aktuell", "Markera det ärendet påminner om som inte aktuellt, med anledning"),
    "take_back": ("ångra svar", "Ångra det senaste du sköt upp eller markerade som inte aktuellt"),
    "view_active": ("pågående", "Visa pågående ärenden"),
    "view_all": ("alla", "Visa alla ärenden"),
    "view_closed": ("avslutade", "Visa avslutade ärenden"),
    "view_before": ("fliken före", "Gå till fliken före"),
    "view_after": ("fliken efter", "Gå till fliken efter"),
    "quit_here": ("avsluta", "Avsluta programmet"),
    "contact": ("kontakt", "Skriv ner en kontakt, och vad som ska bevakas härnäst"),
    "follow_up": ("bevaka", "Lägg in något att bevaka i ärendet"),
    "follow_ups": ("bevakningar", "Visa allt som bevakas: försenat, i dag, den här veckan och senare"),
    "rule_facts": ("regelfakta", "Fyll i det reglerna behöver veta: sjukpenning, beslut, arbetsgivarens plan"),
    "trial_work": ("arbetsprövning", "Lägg in arbetsprövning, eller en fråga från Försäkringskassan om intyget"),
    "void_contact": ("stryk", "Stryk kontakten du står på, med anledning"),
    "journal": ("journaltext", "Visa texten till journalen: kopiera den, och markera att den är införd"),
    "copy_text": ("kopiera", "Kopiera texten till urklipp"),
    "mark_journaled": ("journalfört", "Markera att texten är införd i journalen i dag"),
    "unmark_journaled": ("ångra", "Ta bort markeringen om att texten är införd"),
    "text_before": ("texten före", "Visa texten före"),
    "text_after": ("texten efter", "Visa texten efter"),
    "give_consent": ("lämna", "Skriv vad patienten har sagt ja till"),
    "limit_consent": ("begränsa", "Skriv att mindre får lämnas, eller kortare tid"),
    "renew_consent": ("förnya", "Förnya med samma innehåll och ny tid"),
    "withdraw_consent": ("återkalla", "Skriv att patienten har återkallat, och se vilka som ska få veta"),
    "decline_consent": ("nej", "Skriv att patienten har sagt nej"),
    "tell_consent": ("berörda", "Visa vilka som ska få veta att samtycket är ändrat"),
    "void_consent": ("stryk", "Stryk en felregistrerad rad i loggen, med anledning"),
    "contact_book": ("kontaktbok", "Visa ärendets kontaktbok: vilka du talar med, och deras telefon"),
    "part_consents": ("samtycken", "Visa vilka du får tala med i dag, om vad, och samtyckesloggen"),
    "part_contacts": ("kontakter", "Visa ärendets kontakter"),
    "part_follow_ups": ("bevakningar", "Visa vad som bevakas i ärendet"),
    "interview": ("kartläggning", "Börja kartläggningen, eller gå vidare där den lämnades"),
    "decline": ("avstår", "Notera att patienten inte vill svara"),
    "skip": ("hoppa över", "Hoppa över frågan så länge"),
    "support": ("stöd", "Visa eller dölj stödet till frågan"),
    "find_question": ("sök fråga", "Sök en fråga med några ord"),
    "question_before": ("förra", "Gå till förra frågan"),
    "question_after": ("nästa", "Gå till nästa fråga, som ⏎"),
    "to_note": ("anteckning", "Gå mellan svaret och en anteckning till det"),
    "section_before": ("avsnittet före", "Gå till avsnittet före"),
    "section_after": ("avsnittet efter", "Gå till avsnittet efter"),
    "sections": ("avsnitt", "Gå till listan med avsnitt, eller tillbaka till frågan"),
    "show_answer": ("visa", "Visa eller dölj ett känsligt svar"),
    "interview_form": ("kort form", "Byt mellan hela kartläggningen och den korta formen"),
    "close_interview": ("avsluta", "Avsluta kartläggningen, eller se vad som saknas"),
    "interview_so_far": ("sammanfattning", "Visa sammanfattningen så långt"),
    "tick_row": ("ta med", "Ta med raden, eller ta bort den"),
    "change_row": ("ändra", "Ändra det som raden säger"),
    "finish_interview": ("skriv in", "Skriv det som är ikryssat, och avsluta kartläggningen"),
    "show_sensitive": ("visa", "Visa förslag ur känsliga svar, eller dölj dem igen"),
    "leave_interview": ("tillbaka", "Gå tillbaka till ärendet; i ett enskilt avsnitt: lämna det genast"),
    "show_protected": ("visa känsliga", "Visa eller dölj känsliga och enskilda svar"),
    "compare_interviews": ("före och nu", "Jämför med tidigare samtal: linjaler, hinder, mål"),
    "talk_before": ("längre tillbaka", "Jämför med samtalet före"),
    "talk_after": ("närmare", "Jämför med samtalet efter"),
    "to_record": ("till journalen", "Texten till journalen: ändra, kopiera och markera som journalfört"),
    "copy_whole": ("kopiera allt", "Kopiera allt som inte är enskilt"),
    "answers_again": ("ta svaren", "Ta tillbaka svarens egna ord under sökordet"),
    "headings": ("sökord", "Gå till sökorden, eller tillbaka till texten"),
    "reopen_interview": ("öppna igen", "Öppna kartläggningen igen"),
    "open_watched": ("öppna", "Öppna ärendet på raden"),
    "watched_answered": ("svar", "Bevakningen är besvarad; skriv svaret"),
    "watched_done": ("klar", "Bevakningen är klar"),
    "watched_wait": ("vänta", "Vänta vidare till en annan dag"),
    "watched_back": ("ångra", "Ångra det du gjorde senast här"),
    "watched_order": ("ordning", "Byt ordning: efter dag, per part, ta upp med läkaren"),
    "note": ("anteckning", "Skriv en anteckning i ärendet"),
    "status": ("status", "Ändra ärendets status, med anledning och datum"),
    "sick_leave": ("sjukskrivning", "Lägg in eller rätta en sjukskrivning"),
    "edit_facts": ("rätta", "Rätta ärendets uppgifter"),
    "reveal": ("visa skyddade", "Visa eller dölj skyddade personuppgifter i det här ärendet"),
    "part_overview": ("översikt", "Visa ärendets översikt"),
    "part_notes": ("anteckningar", "Visa ärendets anteckningar"),
    "part_history": ("historik", "Visa allt som har hänt i ärendet"),
    "part_before": ("delen före", "Gå till delen före"),
    "part_after": ("delen efter", "Gå till delen efter"),
    "back": ("tillbaka", "Gå tillbaka"),
    "save": ("spara", "Spara"),
    "undo_import": ("ångra inläsning", "Ångra senaste inläsning av en lista"),
    "undo_this": ("ångra", "Ångra inläsningen av listan som nyss sparades"),
    "remove_file": ("ta bort filen", "Ta bort filen med listan från datorn"),
    "start_over": ("börja om", "Kasta det som är skrivet här och börja om"),
    "back_kept": ("tillbaka", "Gå tillbaka; det du har skrivit ligger kvar som utkast"),
    "go_on": ("gå vidare", "Gå vidare till nästa steg"),
    "write_file": ("skriv filen", "Skriv arbetslistan till filen"),
    "back_step": ("tillbaka", "Gå ett steg tillbaka; det du har klistrat in ligger kvar"),
    "close": ("stäng", "Stäng"),
    "unlock": ("lås upp", "Lås upp valvet"),
    "quit_locked": ("töm", "Töm fältet"),
    "go_on_first": ("gå vidare", "Gå vidare"),
    "palette": ("allt", "Sök bland alla kommandon och ärenden"),
    "help": ("hjälp", "Förklara skärmen och dess tangenter"),
    "hide": ("dölj identiteter", "Dölj eller visa namn, nummer, telefon och arbetsgivare överallt"),
    "theme": ("färger", "Byt mellan ljusa, mörka och kontrastrika färger"),
    "roles": ("vem gör vad", "Visa vem som gör vad, för att läsa tillsammans med patienten"),
    "rules": ("regler", "Visa alla regler med lag, källa och hur säkra de är"),
    "rule_before": ("regeln före", "Gå till regeln före, också medan du söker"),
    "rule_after": ("regeln efter", "Gå till regeln efter, också medan du söker"),
    "rule_page_before": ("bläddra upp", "Bläddra uppåt i regelns text"),
    "rule_page_after": ("bläddra ner", "Bläddra nedåt i regelns text"),
    "settings": ("inställningar", "Ändra de tal som enheten får bestämma själv"),
    "change_number": ("ändra", "Ändra talet på raden"),
    "lock": ("lås", "Lås valvet nu; det du har skrivit ligger kvar"),
    "quit": ("avsluta", "Avsluta programmet; det du har skrivit ligger kvar"),
}

PLACES = {
    "app": "Överallt",
    "caseload": "Ärendelistan",
    "case": "Ärendet",
    "consents": "Samtycken i ärendet",
    "follow_ups": "Bevakningar",
    "journal": "Text till journalen",
    "interview": "Kartläggningen",
    "interview_summary": "Sammanfattningen",
    "interview_outcome": "Innan kartläggningen avslutas",
    "interview_record": "Kartläggningen till journalen",
    "interview_compare": "Före och nu",
    "review": "Genomgången",
    "form": "Formulär",
    "import": "Läs in lista",
    "export": "Exportera arbetslista",
    "locked": "Låst",
    "dialog": "Ruta",
    "first": "Första gången",
    "settings": "Inställningar",
    "rules": "Regler",
}

HELP = {
    "title": "Hjälp",
    "keys": "Tangenter · {place}",
    "messages": "Senaste meddelanden",
    "no_messages": "Inga meddelanden än.",
    "caseload": "Idag visar ärenden som behöver något, det mest brådskande först: ! är brådskande, · kan vänta lite. "
    "Tryck v för att se varför, p för att skjuta upp, x om det inte är aktuellt och z för att ångra. "
    "Varje rad är ett ärende. Dag är den beräknade dagen i rehabiliteringskedjan; Försäkringskassan "
    "avgör den riktiga. Strecket visar var i kedjan dag 90, 180 och 365 ligger. Klicka på en rubrik för att sortera, "
    "skift-klicka för att lägga till en kolumn. I filtret kan du skriva delar av namn, arbetsgivare, läkare och "
    "anteckningar, ett nummer, eller villkor som status=aktiv, dag>90, grad=50, läkare=eva.",
    "case": "Allt om ett ärende. Under Nästa steg står vad ärendet behöver; v visar varför. Dagar och milstolpar "
    "är beräknade. Under Samtycken står överst vad som gäller i dag, och under det loggen: l, b, f och å gäller där "
    "samtycket på raden du står på. Inget försvinner: rättelser och statusbyten "
    "ligger kvar i historiken.",
    "consents": "Överst står vem du får tala med i dag, om vad och till när. Under det står loggen, nyast först.",
    "follow_ups": "Allt som bevakas i alla ärenden. En försenad bevakning försvinner aldrig av sig själv: den är kvar "
    "tills den är besvarad eller klar, eller flyttas. Du kan se dem efter dag, per part du väntar på, eller det som "
    "ska tas upp med varje läkare.",
    "journal": "Texten är färdig att klistra in i journalen. Den säger bara det som är känt; det du har skrivit står "
    "som du skrev det. Rekotui är inte journalen: markera med j när texten är införd där. Urklipp ligger utanför "
    "valvets skydd.",
    "interview": "En fråga i taget, avsnitten till vänster. Siffror väljer, mellanslag kryssar, pilarna flyttar på "
    "linjalen. ⏎ sparar och går vidare, ⇧⇥ går tillbaka, ⇥ går till anteckningen. När du skriver text gör ^J en ny "
    "rad. Svaret sparas när du lämnar frågan, och det du skriver ligger kvar som utkast. Känsliga svar är dolda tills "
    "du trycker F7. I ett enskilt avsnitt lämnar Esc det genast, och det står inte i listan.",
    "interview_compare": "Samtalen i ärendet bredvid varandra: linjalerna över tid, och vad som är nytt, borta eller "
    "annat än förra gången. ← jämför med ett tidigare samtal. Enskilda svar jämförs aldrig, och känsliga visas med V.",
    "interview_record": "Svaren under journalens sökord, ett i taget eller allt. Texten går att ändra, och din version "
    "ligger kvar tills den är journalförd. Känsliga svar är inte med förrän du trycker F7. Enskilda svar står då för "
    "sig, hör hemma under journalens skyddade sökord och följer aldrig med när du kopierar allt.",
    "interview_outcome": "Allt som kartläggningen lämnar efter sig: samtycket till loggen, uppgifter till ärendet, "
    "bevakningar, förslag till planen. Det som skiljer sig från något du redan har är inte ikryssat. Inget "
    "skrivs förrän du avslutar, och inget skrivs två gånger om du öppnar kartläggningen igen.",
    "interview_summary": "Svaren under journalens sökord, och vad de föreslår till planen. Känsliga svar är dolda och "
    "enskilda svar visas inte förrän du trycker V.",
    "review": "Listan jämförs med enhetens förra, och varje person står en gång. • väntar på ditt beslut. Den du "
    "väntar med eller lämnar kommer tillbaka först när dagen är inne eller något viktigt ändras: nytt sjukfall, senare "
    "slut, högre grad eller annan huvuddiagnos. Den som har ett pågående ärende behöver inget beslut. Tecknen: F och M "
    "är diagnoser som ofta ger långa sjukfall, →90 och >90 räknar från första sjukdagen.",
    "form": "Det du skriver sparas som utkast medan du skriver. Esc går tillbaka utan att något går förlorat; "
    "^S sparar.",
    "import": "Listan jämförs med den förra för samma enhet. Rader blir ärenden bara om du tar upp dem.",
    "export": "Arbetslistan skrivs till en fil utanför valvet, och exporten skrivs i åtkomstloggen. Excel passar för "
    "att sortera och filtrera, webbsidan för att läsa på skärm eller skriva ut. Utan namn går det bara att känna igen "
    "ett ärende på numret. En fil med namn är lika känslig som journalen: förvara den så, och ta bort den när den inte "
    "behövs.",
    "locked": "Valvet är låst. Lösenfrasen eller återställningsnyckeln låser upp.",
    "settings": "Varje rad är ett tal som enheten får bestämma, till exempel hur många dagar i förväg något ska synas. "
    "⏎ ändrar talet. Sist på raden står varifrån det kommer; eget förslag betyder att ingen lag säger hur det ska "
    "vara.",
    "rules": "Varje regel säger när den gäller, vad den visar, vilken lag eller källa den bygger på och hur säker den "
    "är. Skriv för att söka; tal som enheten får bestämma ändras under F10.",
    "dialog": "Välj med pilarna och ⏎. Esc stänger.",
    "first": "Här skapas ditt krypterade valv.",
    "mouse": "Allt går också att göra med musen: klicka på flikar, rader, rubriker och på tangenterna längst ner.",
}

RULES_SCREEN = {
    "title": "Regler",
    "search": "Skriv för att söka: ord, lag eller rad 13",
    "none": "Ingen regel har de orden.",
}
