"""The one registry of commands: key bindings, footer, palette and help are all made from it.

Words lie in `messages.COMMANDS` under the command's name: a short label for the footer, a sentence for the rest.
"""

from dataclasses import dataclass

from textual.binding import Binding, BindingType

from screens.help_messages import COMMANDS

APP, CASELOAD, CASE, REVIEW, FORM, PAPER, EXPORT, LOCKED, DIALOG, SETTINGS = (
    "app",
    "caseload",
    "case",
    "review",
    "form",
    "import",
    "export",
    "locked",
    "dialog",
    "settings",
)
FIRST = "first"
PRINT = "print"
CONTACT_FORM, CHECKLIST = "contact_form", "checklist"
FOLLOW_UPS = "follow_ups"
JOURNAL = "journal"
UNJOURNALED = "unjournaled"
NOTICE = "notice"
RULES = "rules"
CONSENTS, TIMELINE = "consents", "timeline"
WITHIN = {CASE: (CONSENTS, TIMELINE), CONTACT_FORM: (FORM,)}
"""Parts of a place with keys of their own: they mean it only while that part is shown."""
PLAN, PLAN_SUGGESTIONS = "plan", "plan_suggestions"
INTERVIEW, INTERVIEW_SUMMARY, OUTCOME = "interview", "interview_summary", "interview_outcome"
MEETINGS = "meetings"
RECORD, COMPARE = "interview_record", "interview_compare"


@dataclass(frozen=True, slots=True)
class Command:
    """Something one can do at a place: its name, keys (the first is the one shown) and action."""

    name: str
    place: str
    keys: tuple[tuple[str, str], ...]
    """(Textual's name of the key, how it is written)."""
    action: str
    footer: bool = False
    palette: bool = True
    priority: bool = False

    @property
    def label(self) -> str:
        """A word or two for the footer."""
        return COMMANDS[self.name][0]

    @property
    def help(self) -> str:
        """A sentence for palette and help."""
        return COMMANDS[self.name][1]


ALL: tuple[Command, ...] = (
    # the caseload
    Command("open_case", CASELOAD, (("enter", "⏎"),), "open_case", footer=True, palette=False),
    Command("why", CASELOAD, (("v", "v"),), "why"),
    Command("postpone", CASELOAD, (("p", "p"),), "postpone", footer=True),
    Command("dismiss_signal", CASELOAD, (("x", "x"),), "dismiss_signal"),
    Command("take_back", CASELOAD, (("z", "z"),), "take_back"),
    Command("review", CASELOAD, (("g", "g"),), "review", footer=True),
    Command("new_case", CASELOAD, (("n", "n"),), "new_case"),
    Command("import_list", CASELOAD, (("I", "I"),), "import_list"),
    Command("undo_import", CASELOAD, (("u", "u"),), "undo_import"),
    Command("contact", CASELOAD, (("k", "k"),), "contact", footer=True),
    Command("follow_ups", CASELOAD, (("b", "b"),), "follow_ups"),
    Command("unjournaled", CASELOAD, (("j", "j"),), "unjournaled"),
    Command("guides", CASELOAD, (("G", "G"),), "guides"),
    Command("filter", CASELOAD, (("slash", "/"),), "filter"),
    Command("sort", CASELOAD, (("s", "s"),), "sort"),
    Command("export_list", CASELOAD, (("e", "e"),), "export_list"),
    Command("show_all_again", CASELOAD, (("escape", "Esc"),), "clear_filter"),
    Command("view_today", CASELOAD, (("1", "1"),), "view('today')"),
    Command("view_active", CASELOAD, (("2", "2"),), "view('active')"),
    Command("view_waiting", CASELOAD, (("3", "3"),), "view('waiting')"),
    Command("view_all", CASELOAD, (("4", "4"),), "view('all')"),
    Command("view_closed", CASELOAD, (("5", "5"),), "view('closed')"),
    Command("view_before", CASELOAD, (("left", "←"),), "turn(-1)", palette=False),
    Command("view_after", CASELOAD, (("right", "→"),), "turn(1)", palette=False),
    Command("quit_here", CASELOAD, (("q", "q"),), "app.quit", palette=False),
    # a case
    Command("contact", CASE, (("k", "k"),), "contact", footer=True),
    Command("follow_up", CASE, (("b", "b"),), "follow_up", footer=True),
    Command("note", CASE, (("a", "a"),), "note"),
    Command("plan", CASE, (("P", "P"),), "plan", footer=True),
    Command("status", CASE, (("s", "s"),), "status", footer=True),
    Command("sick_leave", CASE, (("l", "l"),), "sick_leave"),
    Command("edit_facts", CASE, (("r", "r"),), "edit_facts"),
    Command("rule_facts", CASE, (("o", "o"),), "rule_facts"),
    Command("trial_work", CASE, (("O", "O"),), "trial_work"),
    Command("void_contact", CASE, (("D", "D"),), "void_contact"),
    Command("why", CASE, (("v", "v"),), "why"),
    Command("postpone", CASE, (("p", "p"),), "postpone"),
    Command("dismiss_signal", CASE, (("x", "x"),), "dismiss_signal"),
    Command("take_back", CASE, (("z", "z"),), "take_back"),
    Command("journal", CASE, (("j", "j"),), "journal"),
    Command("interview", CASE, (("i", "i"),), "interview"),
    Command("meetings", CASE, (("e", "e"),), "meetings"),
    Command("fk_notice", CASE, (("K", "K"),), "fk_notice"),
    Command("compare_interviews", CASE, (("I", "I"),), "compare"),
    Command("guides", CASE, (("G", "G"),), "guides"),
    Command("reveal", CASE, (("V", "V"),), "reveal"),
    Command("give_consent", CONSENTS, (("l", "l"),), "give_consent", footer=True),
    Command("limit_consent", CONSENTS, (("b", "b"),), "limit_consent"),
    Command("renew_consent", CONSENTS, (("f", "f"),), "renew_consent"),
    Command("withdraw_consent", CONSENTS, (("å", "å"),), "withdraw_consent", footer=True),
    Command("decline_consent", CONSENTS, (("n", "n"),), "decline_consent"),
    Command("tell_consent", CONSENTS, (("u", "u"),), "tell_consent"),
    Command("void_consent", CONSENTS, (("D", "D"),), "void_consent"),
    Command("timeline_kind", TIMELINE, (("f", "f"),), "timeline_kind(1)"),
    Command("timeline_kind_before", TIMELINE, (("F", "F"),), "timeline_kind(-1)", palette=False),
    Command("contact_book", CASE, (("t", "t"),), "contact_book"),
    Command("print_consent", CONSENTS, (("U", "U"),), "print_consent"),
    Command("print_preparation", CASE, (("U", "U"),), "print_preparation"),
    Command("part_overview", CASE, (("1", "1"),), "part('overview')"),
    Command("part_consents", CASE, (("m", "m"), ("2", "2")), "part('consents')"),
    Command("part_contacts", CASE, (("3", "3"),), "part('contacts')"),
    Command("part_follow_ups", CASE, (("4", "4"),), "part('follow-ups')"),
    Command("part_notes", CASE, (("5", "5"),), "part('notes')"),
    Command("part_history", CASE, (("6", "6"),), "part('history')"),
    Command("part_before", CASE, (("left", "←"),), "turn(-1)", palette=False),
    Command("part_after", CASE, (("right", "→"),), "turn(1)", palette=False),
    Command("back", CASE, (("escape", "Esc"),), "back", palette=False),
    # the text for the record
    Command("copy_text", JOURNAL, (("c", "c"),), "copy_text", footer=True),
    Command("mark_journaled", JOURNAL, (("j", "j"),), "mark", footer=True),
    Command("mark_on_day", JOURNAL, (("d", "d"),), "mark_on", footer=True),
    Command("unmark_journaled", JOURNAL, (("z", "z"),), "unmark", footer=True),
    Command("text_before", JOURNAL, (("left", "←"),), "turn(-1)", palette=False),
    Command("text_after", JOURNAL, (("right", "→"),), "turn(1)", palette=False),
    # A box lies between the app's own keys and the hand: those that are needed here stand here.
    Command("hide", JOURNAL, (("f9", "F9"),), "app.hide", palette=False),
    Command("help", JOURNAL, (("question_mark", "?"), ("f1", "F1")), "app.help", palette=False),
    Command("close", JOURNAL, (("escape", "Esc"),), "back", footer=True, palette=False),
    # external cooperation
    Command("open_meeting", MEETINGS, (("enter", "⏎"),), "open_meeting", footer=True, palette=False),
    Command("new_meeting", MEETINGS, (("n", "n"),), "new_meeting", footer=True),
    Command("journal", MEETINGS, (("j", "j"),), "journal", footer=True),
    Command("print_meeting", MEETINGS, (("U", "U"),), "print_meeting", footer=True),
    Command("void_meeting", MEETINGS, (("D", "D"),), "void_meeting"),
    Command("back", MEETINGS, (("escape", "Esc"),), "back", palette=False),
    # the notice to Försäkringskassan
    Command("copy_notice", NOTICE, (("c", "c"),), "copy_text", footer=True),
    Command("save_notice", NOTICE, (("s", "s"),), "save_text", footer=True),
    Command("watch_answer", NOTICE, (("b", "b"),), "watch_answer", footer=True),
    Command("hide", NOTICE, (("f9", "F9"),), "app.hide", palette=False),
    Command("help", NOTICE, (("question_mark", "?"), ("f1", "F1")), "app.help", palette=False),
    Command("close", NOTICE, (("escape", "Esc"),), "back", footer=True, palette=False),
    # an interview: the keys with F also work while one writes
    Command("decline", INTERVIEW, (("f2", "F2"), ("a", "a")), "decline", footer=True),
    Command("skip", INTERVIEW, (("f3", "F3"), ("h", "h")), "skip", footer=True),
    Command("support", INTERVIEW, (("f4", "F4"), ("t", "t")), "support", footer=True),
    Command("find_question", INTERVIEW, (("ctrl+f", "^F"),), "find", footer=True, priority=True),
    Command("question_before", INTERVIEW, (("shift+tab", "⇧⇥"),), "previous", priority=True),
    Command("question_after", INTERVIEW, (("ctrl+n", "^N"),), "next", priority=True),
    Command("to_note", INTERVIEW, (("tab", "⇥"),), "other", palette=False, priority=True),
    Command("section_before", INTERVIEW, (("pageup", "PgUp"),), "section(-1)", priority=True),
    Command("section_after", INTERVIEW, (("pagedown", "PgDn"),), "section(1)", priority=True),
    Command("sections", INTERVIEW, (("f6", "F6"),), "sections", priority=True),
    Command("show_answer", INTERVIEW, (("f7", "F7"),), "reveal", priority=True),
    Command("interview_form", INTERVIEW, (("f5", "F5"),), "form"),
    Command("close_interview", INTERVIEW, (("ctrl+s", "^S"),), "close", priority=True),
    Command("add_row", INTERVIEW, (("ctrl+r", "^R"),), "add_row", priority=True),
    Command("remove_row", INTERVIEW, (("ctrl+t", "^T"),), "remove_row", priority=True),
    Command("interview_so_far", INTERVIEW, (("ctrl+o", "^O"),), "summary", priority=True),
    Command("leave_interview", INTERVIEW, (("escape", "Esc"),), "back", palette=False),
    Command("tick_row", OUTCOME, (("space", "␣"),), "tick", footer=True, palette=False),
    Command("change_row", OUTCOME, (("enter", "⏎"),), "change", palette=False),
    Command("finish_interview", OUTCOME, (("ctrl+s", "^S"),), "go_on", footer=True, priority=True),
    Command("show_sensitive", OUTCOME, (("V", "V"),), "reveal", footer=True),
    Command("back", OUTCOME, (("escape", "Esc"),), "back", footer=True, palette=False),
    Command("show_protected", INTERVIEW_SUMMARY, (("V", "V"),), "reveal", footer=True),
    Command("print_interview", INTERVIEW_SUMMARY, (("U", "U"),), "print_interview"),
    Command("compare_interviews", INTERVIEW_SUMMARY, (("f", "f"),), "compare", footer=True),
    Command("to_record", INTERVIEW_SUMMARY, (("j", "j"),), "record", footer=True),
    Command("reopen_interview", INTERVIEW_SUMMARY, (("o", "o"),), "reopen"),
    Command("back", INTERVIEW_SUMMARY, (("escape", "Esc"),), "back", footer=True, palette=False),
    # the plan: what a draft allows, and what a sealed version needs
    Command("plan_goal", PLAN, (("m", "m"),), "add('goal')", footer=True),
    Command("plan_subgoal", PLAN, (("d", "d"),), "add('subgoal')"),
    Command("plan_action", PLAN, (("a", "a"),), "add('action')", footer=True),
    Command("plan_open", PLAN, (("enter", "⏎"),), "open_item", palette=False),
    Command("plan_state", PLAN, (("x", "x"),), "state"),
    Command("plan_responsible", PLAN, (("r", "r"),), "responsible"),
    Command("plan_up", PLAN, (("shift+up", "⇧↑"), ("K", "K")), "move(-1)"),
    Command("plan_down", PLAN, (("shift+down", "⇧↓"), ("J", "J")), "move(1)"),
    Command("plan_in", PLAN, (("right", "→"),), "indent"),
    Command("plan_out", PLAN, (("left", "←"),), "outdent"),
    Command("plan_remove", PLAN, (("delete", "Del"), ("D", "D")), "remove"),
    Command("plan_undo", PLAN, (("u", "u"),), "undo"),
    Command("plan_redo", PLAN, (("y", "y"),), "redo"),
    Command("plan_steps", PLAN, (("g", "g"),), "steps"),
    Command("plan_whole", PLAN, (("o", "o"),), "whole", footer=True),
    Command("plan_seal", PLAN, (("F", "F"),), "seal", footer=True),
    Command("plan_drop", PLAN, (("B", "B"),), "drop_draft"),
    Command("plan_evaluate", PLAN, (("e", "e"),), "evaluate", footer=True),
    Command("plan_evaluate_all", PLAN, (("E", "E"),), "evaluate_all"),
    Command("plan_next", PLAN, (("n", "n"),), "next_version", footer=True),
    Command("plan_versions", PLAN, (("v", "v"),), "versions"),
    Command("plan_hand_out", PLAN, (("l", "l"),), "hand_out", footer=True),
    Command("plan_print", PLAN, (("U", "U"),), "print_plan", footer=True),
    Command("plan_suggestions", PLAN, (("f", "f"),), "suggestions"),
    Command("plan_templates", PLAN, (("t", "t"),), "templates"),
    Command("back", PLAN, (("escape", "Esc"),), "back", palette=False),
    # what the interview suggests for it
    Command("take_suggestion", PLAN_SUGGESTIONS, (("enter", "⏎"), ("t", "t")), "take", footer=True, palette=False),
    Command("reword_suggestion", PLAN_SUGGESTIONS, (("r", "r"),), "reword", footer=True),
    Command("drop_suggestion", PLAN_SUGGESTIONS, (("x", "x"),), "drop", footer=True),
    Command("back", PLAN_SUGGESTIONS, (("escape", "Esc"),), "back", footer=True, palette=False),
    # all that is not in the record yet
    Command("open_text", UNJOURNALED, (("enter", "⏎"),), "open_text", footer=True, palette=False),
    Command("open_waiting", UNJOURNALED, (("o", "o"),), "open_case", footer=True),
    Command("back", UNJOURNALED, (("escape", "Esc"),), "back", footer=True, palette=False),
    # interviews beside each other
    Command("talk_before", COMPARE, (("left", "←"),), "turn(1)", footer=True, palette=False, priority=True),
    Command("talk_after", COMPARE, (("right", "→"),), "turn(-1)", palette=False, priority=True),
    Command("show_protected", COMPARE, (("V", "V"),), "reveal", footer=True),
    Command("back", COMPARE, (("escape", "Esc"),), "back", footer=True, palette=False),
    # an interview's text for the record
    Command("copy_text", RECORD, (("f2", "F2"), ("c", "c")), "copy_text", footer=True),
    Command("copy_whole", RECORD, (("f3", "F3"), ("a", "a")), "copy_all"),
    Command("mark_journaled", RECORD, (("f4", "F4"), ("j", "j")), "mark", footer=True),
    Command("answers_again", RECORD, (("f5", "F5"),), "start_over"),
    Command("headings", RECORD, (("f6", "F6"),), "headings"),
    Command("show_answer", RECORD, (("f7", "F7"), ("V", "V")), "reveal", footer=True),
    Command("unmark_journaled", RECORD, (("z", "z"),), "unmark"),
    Command("back_kept", RECORD, (("escape", "Esc"),), "back", footer=True, palette=False),
    # an introduction
    Command("tick_point", CHECKLIST, (("space", "␣"), ("enter", "⏎")), "tick", footer=True, palette=False),
    Command("tick_point_on", CHECKLIST, (("d", "d"),), "tick_on", footer=True),
    Command("drop_point", CHECKLIST, (("n", "n"),), "drop", footer=True),
    Command("first_day", CHECKLIST, (("s", "s"),), "first_day"),
    Command("end_checklist", CHECKLIST, (("a", "a"),), "end"),
    Command("back", CHECKLIST, (("escape", "Esc"),), "back", footer=True, palette=False),
    # all that is watched
    Command("open_watched", FOLLOW_UPS, (("enter", "⏎"),), "open_case", footer=True, palette=False),
    Command("watched_answered", FOLLOW_UPS, (("s", "s"),), "answered", footer=True),
    Command("watched_done", FOLLOW_UPS, (("d", "d"),), "done", footer=True),
    Command("watched_wait", FOLLOW_UPS, (("f", "f"),), "wait_on", footer=True),
    Command("watched_back", FOLLOW_UPS, (("z", "z"),), "take_back"),
    Command("contact", FOLLOW_UPS, (("k", "k"),), "contact"),
    Command("unjournaled", FOLLOW_UPS, (("j", "j"),), "unjournaled"),
    Command("watched_order", FOLLOW_UPS, (("p", "p"),), "order"),
    Command("back", FOLLOW_UPS, (("escape", "Esc"),), "back", palette=False),
    # going through a list
    Command("take_up", REVIEW, (("t", "t"),), "take_up", footer=True),
    Command("wait", REVIEW, (("v", "v"),), "wait", footer=True),
    Command("leave", REVIEW, (("l", "l"),), "leave", footer=True),
    Command("wrong_end", REVIEW, (("d", "d"),), "wrong_end"),
    Command("undo_decision", REVIEW, (("u", "u"),), "undo"),
    Command("open_person", REVIEW, (("enter", "⏎"),), "open_person", palette=False),
    Command("join_numbers", REVIEW, (("b", "b"),), "join"),
    Command("only_asked", REVIEW, (("x", "x"),), "only_asked"),
    Command("review_done", REVIEW, (("m", "m"),), "done", footer=True),
    Command("assignments", REVIEW, (("k", "k"),), "assignments"),
    Command("import_list", REVIEW, (("i", "i"), ("I", "I")), "import_list"),
    Command("unit_before", REVIEW, (("left", "←"),), "turn(-1)"),
    Command("unit_after", REVIEW, (("right", "→"),), "turn(1)"),
    Command("back", REVIEW, (("escape", "Esc"),), "back", palette=False),
    # a form
    Command("save", FORM, (("ctrl+s", "^S"),), "save", footer=True, priority=True),
    Command("start_over", FORM, (("f5", "F5"),), "start_over", footer=True),
    Command("back_kept", FORM, (("escape", "Esc"),), "back", footer=True, palette=False),
    Command("phone_guide", CONTACT_FORM, (("f4", "F4"),), "phone_guide", footer=True),
    # reading a list
    Command("go_on", PAPER, (("ctrl+s", "^S"),), "go_on", footer=True, priority=True),
    Command("start_over", PAPER, (("f5", "F5"),), "start_over", footer=True),
    Command("undo_this", PAPER, (("u", "u"),), "undo_import", footer=True),
    Command("remove_file", PAPER, (("t", "t"),), "remove_file", footer=True),
    Command("back_step", PAPER, (("escape", "Esc"),), "back", footer=True, palette=False),
    # writing the list, or a paper, to a file
    Command("write_file", EXPORT, (("ctrl+s", "^S"),), "write_file", footer=True, priority=True),
    Command("back", EXPORT, (("escape", "Esc"),), "back", footer=True, palette=False),
    Command("write_file", PRINT, (("ctrl+s", "^S"),), "write_file", footer=True, priority=True),
    Command("back", PRINT, (("escape", "Esc"),), "back", footer=True, palette=False),
    # numbers that the unit may set
    Command("change_number", SETTINGS, (("enter", "⏎"),), "change_number", footer=True, palette=False),
    Command("back", SETTINGS, (("escape", "Esc"),), "back", footer=True, palette=False),
    # the rules
    Command("rule_before", RULES, (("up", "↑"),), "one(-1)", palette=False, priority=True),
    Command("rule_after", RULES, (("down", "↓"),), "one(1)", palette=False, priority=True),
    Command("rule_page_before", RULES, (("pageup", "PgUp"),), "turn_page(-1)", palette=False, priority=True),
    Command("rule_page_after", RULES, (("pagedown", "PgDn"),), "turn_page(1)", palette=False, priority=True),
    Command("back", RULES, (("escape", "Esc"),), "back", footer=True, palette=False),
    # dialogs, the locked vault and the first run
    Command("close", DIALOG, (("escape", "Esc"),), "back", footer=True, palette=False),
    # Without this F9 does nothing while a box is open: a modal screen lies between it and the app.
    Command("hide", DIALOG, (("f9", "F9"),), "app.hide", palette=False),
    Command("unlock", LOCKED, (("enter", "⏎"),), "unlock", footer=True, palette=False),
    Command("quit_locked", LOCKED, (("escape", "Esc"),), "leave_field", palette=False),
    Command("go_on_first", FIRST, (("ctrl+s", "^S"),), "go_on", footer=True, palette=False, priority=True),
    # everywhere
    Command("palette", APP, (("ctrl+p", "^P"),), "palette", footer=True, palette=False),
    Command("help", APP, (("question_mark", "?"), ("f1", "F1")), "help", footer=True),
    Command("hide", APP, (("f9", "F9"),), "hide"),
    Command("theme", APP, (("f8", "F8"),), "theme"),
    Command("rules", APP, (("f2", "F2"),), "rules"),
    Command("roles", APP, (("f6", "F6"),), "roles"),
    Command("settings", APP, (("f10", "F10"),), "settings"),
    Command("lock", APP, (("ctrl+l", "^L"),), "lock", priority=True),
    Command("quit", APP, (("ctrl+q", "^Q"),), "quit", priority=True),
)


def commands_of(*places: str) -> tuple[Command, ...]:
    """Return the commands of some places, in the order of the registry."""
    return tuple(command for command in ALL if command.place in places)


def commands_at(place: str) -> tuple[Command, ...]:
    """Return the commands of a place, of its parts, and those that are the same everywhere."""
    return commands_of(place, *WITHIN.get(place, ()), APP)


def bindings(place: str) -> list[BindingType]:
    """Return the key bindings of a place, for a screen's or the app's BINDINGS."""
    return [
        Binding(
            key,
            command.action,
            command.label,
            show=command.footer,
            key_display=written,
            priority=command.priority,
            tooltip=command.help,
            id=f"{place}.{command.name}.{key}",
        )
        for command in commands_of(place)
        for key, written in command.keys
    ]
