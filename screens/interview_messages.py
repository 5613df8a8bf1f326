"""The words of the interview: its screen, its dialogs and its summary. The questions lie in content/guides."""

INTERVIEW = {
    "title": "Kartläggning",
    "heading": "{title} · {who}",
    "private_head": "Enskilt",
    "private_question": "Frågan är enskild. F7 visar den när ni är ensamma.",
    "private_leave": "Esc lämnar genast det här avsnittet",
    "masked": "••• Svaret är dolt. F7 visar det.",
    "hidden": "••• Dolt. F9 visar igen.",
    "declined": "Vill inte svara",
    "skipped": "Hoppades över",
    "required": "behövs för att avsluta",
    "note": "Anteckning",
    "has_note": "Anteckning: {first}",
    "masked_note": "Anteckning: •••",
    "done_of": "{done}/{asked}",
    "whole": "{done} av {asked}",
    "core": " kort",
    "saved": "sparat {time}",
    "kept": "utkast {time}",
    "not_saved": "Svaret kunde inte sparas. Det ligger kvar som utkast på frågan.",
    "closed_elsewhere": "Kartläggningen är avslutad på annat håll.",
    "gone": "Kartläggningen finns inte längre.",
    "other_words": "Guiden har fått nya ord sedan kartläggningen började. Svaren är kvar.",
    "now_full": "Nu ställs alla frågor.",
    "now_core": "Nu ställs frågorna i den korta formen. Svaren på de andra ligger kvar.",
    "full_required": "Den korta formen finns inte i den här guiden.",
    "nothing_here": "Avsnittet har inga frågor nu.",
    "hint": "⏎ nästa  ⇧⇥ förra  ⇥ {other}{more}",
    "to_note": "anteckning",
    "to_answer": "svaret",
    "new_line": "  ^J ny rad",
    "day_hint": "2026-12-01",
    "no_help": "Det finns inget stöd till den här frågan.",
    "let_go_ask": "Det finns redan ett svar. Ska det bort?",
    "let_go_decline": "Ja, notera att patienten inte vill svara",
    "let_go_skip": "Ja, hoppa över frågan",
    "guide_refused": "Enhetens egna ord i guiderna används inte. rekotui doctor visar varför.",
}

DOOR = {
    "form": "Hur mycket ska kartläggningen omfatta?",
    "full": "Hela, {least}–{most} minuter: {count} frågor och följdfrågor",
    "core": "Kort form: de {count} viktigaste, resten när det behövs",
    "closed": "Den senaste kartläggningen avslutades {day}.",
    "summary": "Visa sammanfattningen",
    "reopen": "Öppna den igen och rätta",
    "new": "Börja en ny kartläggning",
}

FIND = {
    "ask": "Sök en fråga med några ord",
    "nothing": "Ingen fråga har de orden.",
    "found": "{section}: {question}",
}

CLOSE = {
    "missing": "Det här saknas för att avsluta. ⏎ går till frågan.",
}

SUMMARY = {
    "title": "Sammanfattning",
    "open": "Kartläggning påbörjad {day}, inte avslutad",
    "closed": "Kartläggning påbörjad {day}, avslutad {closed}",
    "nothing": "Inget är besvarat än.",
    "masked": "••• (känsligt svar, V visar)",
    "protected": "Enskilda svar finns och visas inte. V visar dem.",
    "protected_shown": "ENSKILT, visas bara nu. V döljer igen.",
    "hidden": "••• (dolt, F9 visar igen)",
    "plan": "FÖRSLAG TILL PLANEN",
    "plan_none": "Svaren ger inga förslag till planen.",
    "plan_line": "{kind} · {area} · {who}",
    "plan_said": "Patientens ord: {said}",
    "plan_confirm": "ur ett känsligt svar: ordvalet ska bekräftas",
    "plan_sensitive": "••• (ur ett känsligt svar, V visar)",
    "reminders": "PÅMINNELSER BARA TILL DIG",
    "note": "Anteckning: {text}",
    "shown": "Känsliga och enskilda svar visas på skärmen tills du går härifrån.",
    "reopened": "Kartläggningen är öppen igen.",
}
