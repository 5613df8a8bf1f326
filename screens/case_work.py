"""The part of a case that is daily work: its contacts, what is watched in it, and the facts that rules need."""

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from textual import on
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import OptionList, Static, Tab
from textual.widgets.option_list import Option

from rekotui.casework.sheets import SheetNote
from screens.acts_on_follow_ups import ActsOnFollowUps
from screens.guide_doors import OpensGuides
from screens.widgets.empty_state import EmptyState
from screens.widgets.toned_text import to_content
from screens.work_messages import CONTACT, FOLLOW_UP, QUESTION, TRIAL_WORK
from screens.work_words import contact_lines, counted, follow_up_line
from storage.interview_reading import InterviewLine, latest
from storage.journal_marks import CONTACT as CONTACT_SUBJECT
from storage.meeting_reading import MeetingLine, meetings_of
from storage.plan_lines import StateLine, states_of
from storage.reading import CaseLine, Reader
from storage.sheet_reading import sheet_notes
from storage.work_reading import (
    CaseFactLine,
    ContactLine,
    FollowUpLine,
    QuestionLine,
    TrialWorkLine,
    case_fact_of,
    contacts_of,
    follow_ups_of,
    questions_of,
    trial_work_of,
)


class CaseWork(NamedTuple):
    """The contacts, follow-ups and facts of a case, read with the rest of it."""

    contacts: tuple[ContactLine, ...]
    follow_ups: tuple[FollowUpLine, ...]
    rule_facts: CaseFactLine
    trials: tuple[TrialWorkLine, ...]
    questions: tuple[QuestionLine, ...]
    meetings: tuple[MeetingLine, ...] = ()
    papers: tuple[SheetNote, ...] = ()
    interview: InterviewLine | None = None
    plan: StateLine | None = None

    def meeting_on(self, contact_id: int) -> MeetingLine | None:
        """Return the meeting that is held on a contact."""
        return next((each for each in self.meetings if each.contact_id == contact_id), None)


def read_work(reader: Reader, case_id: int) -> CaseWork:
    """Read what is daily work in a case."""
    return CaseWork(
        contacts_of(reader, case_id),
        follow_ups_of(reader, case_id),
        case_fact_of(reader, case_id),
        trial_work_of(reader, case_id),
        questions_of(reader, case_id),
        meetings_of(reader, case_id),
        sheet_notes(reader, case_id),
        latest(reader, case_id),
        states_of(reader.rows, [case_id]).get(case_id),
    )


def list_part(part: str, title: str, advice: str, hint: str) -> Widget:
    """Return a part of the case that is a list: what stands in it, or what to do where it is empty."""
    return Vertical(
        OptionList(id=f"{part}-list", markup=False, classes="part-list"),
        EmptyState(title, advice, id=f"no-{part}", classes="part-empty"),
        Static(hint, markup=False, id=f"{part}-hint", classes="part-hint"),
        id=part,
        classes="part-with-list",
    )


def work_parts() -> Iterable[Widget]:
    """Return the two parts."""
    yield list_part("contacts", CONTACT["none_title"], CONTACT["none_advice"], CONTACT["hint"])
    yield list_part("follow-ups", FOLLOW_UP["none_title"], FOLLOW_UP["none_advice"], FOLLOW_UP["hint"])


class ActsOnCaseWork(ActsOnFollowUps, OpensGuides):
    """A case whose contacts, follow-ups and facts are shown and changed."""

    case_is_logged = True
    _work: CaseWork | None = None

    def work_case(self) -> CaseLine | None:
        """Return the case at hand, None before it is read."""
        return None

    def draw_work(self, work: CaseWork, hide: bool) -> None:
        """Write both lists and their tabs anew."""
        self._work = work
        contacts = [(line.contact_id, to_content(contact_lines(line, hide))) for line in work.contacts]
        follow_ups = [
            (line.follow_up_id, to_content(follow_up_line(line, self.rekotui.on, hide))) for line in work.follow_ups
        ]
        self.draw_list("contacts", [Option(text, id=str(id_)) for id_, text in contacts])
        self.draw_list("follow-ups", [Option(text, id=str(id_)) for id_, text in follow_ups])
        standing = (line for line in work.contacts if line.stands)
        self.query_one("#tab-contacts", Tab).label = counted(CONTACT["tab"], standing)
        still_open = (line for line in work.follow_ups if line.state == "open")
        self.query_one("#tab-follow-ups", Tab).label = counted(FOLLOW_UP["tab"], still_open)

    def draw_list(self, part: str, options: list[Option]) -> None:
        """Write one list anew, with the cursor where it was."""
        listed = self.query_one(f"#{part}-list", OptionList)
        at = listed.highlighted
        listed.clear_options()
        listed.add_options(options)
        listed.highlighted = min(at or 0, len(options) - 1) if options else None
        listed.display = bool(options)
        self.query_one(f"#{part}-hint").display = bool(options)
        self.query_one(f"#no-{part}").display = not options

    # Doing

    def action_contact(self) -> None:
        """Write down a contact."""
        from screens.contact_form import ContactForm

        if (line := self.work_case()) is not None:
            self.rekotui.push_screen(ContactForm(line.case_id, line.number, party=self.party_at()))

    def party_at(self) -> str:
        """Return whom a new contact is to begin with, "" where nothing says."""
        return ""

    def action_follow_up(self) -> None:
        """Lay in something to watch."""
        from screens.follow_up_form import FollowUpForm

        if (line := self.work_case()) is not None:
            self.rekotui.push_screen(FollowUpForm(line.case_id, line.number))

    def action_rule_facts(self) -> None:
        """Fill in what the rules need to know."""
        from screens.rule_facts_form import RuleFactsForm

        if (line := self.work_case()) is not None:
            self.rekotui.push_screen(RuleFactsForm(line.case_id, line.number))

    def action_trial_work(self) -> None:
        """Choose a period of arbetsprövning or a question on a certificate, or enter a new one."""
        from screens.choose import ChooseScreen

        if self._work is None:
            return
        choices = [("trial:", TRIAL_WORK["new"]), ("question:", QUESTION["new"])]
        for trial in self._work.trials:
            words = TRIAL_WORK["existing"].format(first=trial.starts_on, last=trial.ends_on)
            choices.append((f"trial:{trial.trial_id}", words))
        for question in self._work.questions:
            choices.append((f"question:{question.question_id}", QUESTION["existing"].format(day=question.asked_on)))
        self.rekotui.push_screen(ChooseScreen(TRIAL_WORK["which"], choices), self._open_trial_work)

    def _open_trial_work(self, which: str | None) -> None:
        from screens.trial_work_form import QuestionForm, TrialWorkForm

        if (line := self.work_case()) is not None and which:
            kind, _, id_ = which.partition(":")
            form = TrialWorkForm if kind == "trial" else QuestionForm
            self.rekotui.push_screen(form(line.case_id, line.number, int(id_) if id_ else None))

    def journal_chosen(self) -> tuple[str, int] | None:
        """Return what the text for the record is to be about: the contact under the cursor, None elsewhere."""
        at = self.query_one("#contacts-list", OptionList).highlighted
        if at is None or self._work is None:
            return None
        line = self._work.contacts[at]
        return (CONTACT_SUBJECT, line.contact_id) if line.stands or line.void_entered_on else None

    def open_journal(self, chosen: tuple[str, int] | None) -> None:
        """Show the text for the record."""
        from screens.journal_text import JournalTextScreen

        if (line := self.work_case()) is not None:
            self.rekotui.push_screen(JournalTextScreen(line.case_id, line.number, chosen))

    def action_interview(self) -> None:
        """Begin the interview, or go on with it."""
        from screens.interview_door import open_interview

        if (line := self.work_case()) is not None:
            self.start(partial(open_interview, self, line.case_id), group="interview")

    def action_plan(self) -> None:
        """Open the plan."""
        from screens.plan import PlanScreen

        if (line := self.work_case()) is not None:
            self.rekotui.push_screen(PlanScreen(line.case_id))

    def action_meetings(self) -> None:
        """Show the external cooperation of the case."""
        from screens.meetings import MeetingsScreen

        if (line := self.work_case()) is not None:
            self.rekotui.push_screen(MeetingsScreen(line.case_id, line.number, revealed=self.shows_protected()))

    def shows_protected(self) -> bool:
        """Return whether protected identity is shown here now."""
        return False

    def action_compare(self) -> None:
        """Show the case's interviews beside each other."""
        from screens.interview_compare import InterviewCompareScreen

        if (line := self.work_case()) is not None:
            self.rekotui.push_screen(InterviewCompareScreen(line.case_id))

    def action_void_contact(self) -> None:
        """Strike the contact out on which the cursor stands."""
        from screens.contact_form import VoidContactForm

        at = self.query_one("#contacts-list", OptionList).highlighted
        case = self.work_case()
        if case is None or at is None or self._work is None:
            return
        line = self._work.contacts[at]
        if not line.stands:
            self.rekotui.say(CONTACT["closed_already"])
            return
        if (meeting := self._work.meeting_on(line.contact_id)) is not None:
            from screens.meeting_form import VoidMeetingForm

            self.rekotui.push_screen(VoidMeetingForm(case.case_id, case.number, meeting.meeting_id))
            return
        self.rekotui.push_screen(VoidContactForm(case.case_id, case.number, line.contact_id))

    def correct_contact(self, contact_id: int) -> None:
        """Write a contact anew in place of an old one that stands."""
        from screens.contact_form import ContactForm

        case = self.work_case()
        line = (
            next((each for each in self._work.contacts if each.contact_id == contact_id), None) if self._work else None
        )
        if case is None or line is None or self._work is None:
            return
        if not line.stands:
            self.rekotui.say(CONTACT["closed_already"])
            return
        if (meeting := self._work.meeting_on(contact_id)) is not None:
            from screens.meeting_form import MeetingForm

            self.rekotui.push_screen(MeetingForm(case.case_id, case.number, meeting.kind, meeting.meeting_id))
            return
        self.rekotui.push_screen(ContactForm(case.case_id, case.number, contact_id))

    @on(OptionList.OptionSelected, "#follow-ups-list")
    def _act_on_follow_up(self, event: OptionList.OptionSelected) -> None:
        if self._work is not None:
            self.ask_about(self._work.follow_ups[event.option_index])
