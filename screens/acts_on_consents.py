"""What is done about consents on the case: give, limit, renew, withdraw, note a no, tell those concerned."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from rekotui.casework import consent as rules
from rekotui.casework.contact import OUTSIDE, part_of, parties
from screens.consent_messages import CONSENTS
from screens.consent_words import about_words, scope_words
from screens.prints_papers import PrintsPapers
from storage.consent_ledger import OF_THE_CASE
from storage.consent_numbers import consent_numbers
from storage.consent_reading import BookLine, ConsentEventLine
from storage.reading import CaseLine

if TYPE_CHECKING:
    from rekotui.casework.consent_matrix import MatrixRow
    from screens.quick import Given, QuickScreen
    from storage.database import Work


def clock_now(on: date, events: Iterable[ConsentEventLine] = ()) -> str:
    """Return the clock time to note for something that is said now, never before what was noted the same day.

    On another day than the real one (a look back, a demo) only the events say what time it can be.
    """
    now = datetime.now()
    times = [line.clock for line in events if line.on == on]
    return max([*times, now.strftime("%H:%M") if now.date() == on else ""], default="")


def targets(first: "MatrixRow | ConsentEventLine | None" = None) -> list[tuple[str, str]]:
    """Return what a consent can be about, as (kind:party, words); what the cursor stands on comes first."""
    kinds = [(f"{kind}:{rules.party_of_kind(kind)}", words) for kind, words in rules.kinds().items()]
    outside = [(f"{rules.PARTY}:{code}", words) for code, words in parties().items() if part_of(code) == OUTSIDE]
    found: list[tuple[str, str]] = []
    for code, words in kinds:
        found += outside if code.startswith(rules.PARTY) else [(code, words)]
    at = f"{first.kind}:{first.party}" if first else ""
    return sorted(found, key=lambda each: each[0] != at)


class ActsOnConsents(PrintsPapers):
    """A screen with the consents of one case."""

    @property
    def matrix_at(self) -> "MatrixRow | None":
        """The row of the matrix under the cursor."""
        return None

    @property
    def event_at(self) -> ConsentEventLine | None:
        """The event under the cursor of the log; None while the log has not the focus."""
        return None

    def consent_at(self) -> int | None:
        """Return the number of the consent that the keys are about."""
        return None

    def events_of(self, consent_id: int) -> tuple[ConsentEventLine, ...]:
        """Return what has happened to a consent, the newest first."""
        return ()

    # Asked

    def action_give_consent(self) -> None:
        """Write down a yes."""
        self._ask_what(CONSENTS["which_give"], "given")

    def action_decline_consent(self) -> None:
        """Write down a no."""
        self._ask_what(CONSENTS["which_decline"], "declined")

    def _ask_what(self, question: str, event: str) -> None:
        from screens.choose import ChooseScreen

        if self.work_case() is not None:
            choices = targets(self.matrix_at)
            self.rekotui.push_screen(ChooseScreen(question, choices), partial(self._asked_what, event))

    def _asked_what(self, event: str, target: str | None) -> None:
        from screens.consent_form import DeclineForm, GiveForm

        if (case := self.work_case()) is not None and target:
            kind, _, party = target.partition(":")
            form = GiveForm if event == "given" else DeclineForm
            self.rekotui.push_screen(form(case.case_id, case.number, kind, party), self.stand_on_consent)

    def stand_on_consent(self, consent_id: int | None) -> None:
        """Put the cursor on a consent that was just entered: what comes next is mostly about it."""

    def action_print_consent(self) -> None:
        """Ask which form, the one at hand first, and write it on paper."""
        from screens.choose import ChooseScreen
        from screens.paper_messages import CONSENT

        if self.work_case() is not None:
            choices = targets(self.event_at or self.matrix_at)
            self.rekotui.push_screen(ChooseScreen(CONSENT["which"], choices), self._print)

    def _print(self, target: str | None) -> None:
        if not target:
            return
        kind, _, party = target.partition(":")
        at = self.event_at or self.matrix_at
        at_hand = at is not None and (at.kind, at.party) == (kind, party)
        self.print_consent(kind, party, self.consent_at() if at_hand else None)

    # Changed

    def _consent(self) -> tuple[CaseLine, tuple[ConsentEventLine, ...]] | None:
        """Return the case and the events of the consent at hand, where it was given; else say why not."""
        case, consent_id = self.work_case(), self.consent_at()
        if case is None:
            return None
        events = self.events_of(consent_id) if consent_id else ()
        if consent_id == OF_THE_CASE:
            self.rekotui.say(CONSENTS["on_the_case"], severity="warning")
        elif not events:
            self.rekotui.say(CONSENTS["choose_row"], severity="warning")
        elif not any(line.event in rules.GRANTS and not line.voided for line in events):
            self.rekotui.say(CONSENTS["not_given"], severity="warning")
        else:
            return case, events
        return None

    def action_limit_consent(self) -> None:
        """Write down that less may be told."""
        from screens.consent_changes import LimitForm

        if (found := self._consent()) is not None and not self._reveal_first():
            case, events = found
            form = LimitForm(case.case_id, case.number, events[0].consent_id)
            self.rekotui.push_screen(form, partial(self._changed, events[0].consent_id))

    def _reveal_first(self) -> bool:
        """Return whether what is to be typed over is protected and not shown, and say so."""
        from screens.messages import CASE

        case = self.work_case()
        hidden = case is not None and case.protected and self.hides_identity()
        if hidden:
            self.rekotui.say(CASE["reveal_first"], severity="warning")
        return hidden

    def action_withdraw_consent(self) -> None:
        """Write down that it no longer holds."""
        from screens.consent_changes import WithdrawForm

        if (found := self._consent()) is None:
            return
        case, events = found
        if newest(events).event == rules.WITHDRAWN:
            self.rekotui.say(CONSENTS["already_stopped"], severity="warning")
            return
        form = WithdrawForm(case.case_id, case.number, events[0].consent_id)
        self.rekotui.push_screen(form, partial(self._changed, events[0].consent_id))

    def _changed(self, consent_id: int, event_id: int | None) -> None:
        if event_id is not None:
            self._tell(consent_id)

    def action_tell_consent(self) -> None:
        """Show who is to know of a withdrawal or a limiting."""
        if (found := self._consent()) is not None:
            events = found[1]
            if any(line.event in (rules.WITHDRAWN, rules.LIMITED) and not line.voided for line in events):
                self._tell(events[0].consent_id)
            else:
                self.rekotui.say(CONSENTS["nothing_to_tell"])

    def _tell(self, consent_id: int) -> None:
        from screens.consent_telling import TellScreen

        if (case := self.work_case()) is not None:
            hide = self.hides_identity()
            self.rekotui.push_screen(TellScreen(case.case_id, consent_id, hide=hide), self._told)

    def hides_identity(self) -> bool:
        """Return whether what names anybody is hidden now."""
        return self.rekotui.hidden

    def _told(self, status: str | None) -> None:
        from screens.consent_messages import TELL
        from screens.status_form import StatusForm

        if (case := self.work_case()) is not None and status:
            reason = TELL["reason"].format(day=self.rekotui.on)
            self.rekotui.push_screen(StatusForm(case.case_id, case.number, {"status": status, "reason": reason}))

    def action_void_consent(self) -> None:
        """Strike the event out on which the cursor stands."""
        from screens.consent_changes import VoidConsentForm

        case, event = self.work_case(), self.event_at
        if event is None:
            self.rekotui.say(CONSENTS["void_row"])
        elif event.voided or event.event == rules.VOIDED:
            self.rekotui.say(CONSENTS["already_voided"])
        elif case is not None:
            self.rekotui.push_screen(VoidConsentForm(case.case_id, case.number, event.event_id))

    # Renewed

    def action_renew_consent(self) -> None:
        """Ask how she said yes again; the rest is as before, with a new period."""
        if (found := self._consent()) is None:
            return
        case, events = found
        last = events[0]
        place = f"case:{case.case_id}:consent:{last.consent_id}:renew"

        async def ask() -> None:
            numbers = await self.desk.read(lambda reader: consent_numbers(reader.rows))
            until = rules.suggested_until(last.kind, self.rekotui.on, numbers.suggested_months, numbers.reading_days)
            question = _renewal(events, self.rekotui.on, until, place)
            self.rekotui.push_screen(question, partial(self._renew, events, until, place))

        self.start(ask, group="consent")

    def _renew(
        self, events: tuple[ConsentEventLine, ...], until: date | None, place: str, given: "Given | None"
    ) -> None:
        if given is None:
            return
        on, last = self.rekotui.on, events[0]
        clock, kept = clock_now(on, events), given.typed.get("kept_where", "")

        def write(work: "Work") -> None:
            from storage.consents import ConsentRepository, Said
            from storage.drafts import DraftRepository

            said = Said(on, clock, given.key, on, until, kept_where=kept)
            ConsentRepository(work).renew(last.consent_id, said, on, last.last_event_id)
            DraftRepository(work).let_go(place)

        async def go() -> None:
            await self.desk.write(write)
            self.rekotui.say(CONSENTS["renewed"].format(day=until) if until else CONSENTS["renewed_open"])
            await self.refresh_facts()

        self.start(go, group="consent")

    # Let out

    def action_fk_notice(self) -> None:
        """Show the notice to Försäkringskassan, as far as the patient has said yes."""
        from screens.notice import open_notice

        if (case := self.work_case()) is not None:
            self.start(partial(open_notice, self, case.case_id), group="notice")

    # The contact book

    def book_lines(self) -> tuple[BookLine, ...]:
        """Return the contact book of the case."""
        return ()

    def action_contact_book(self) -> None:
        """Choose somebody in the contact book, or add somebody."""
        from screens.book_form import entry_words
        from screens.choose import ChooseScreen
        from screens.consent_messages import BOOK

        hide = self.hides_identity()
        choices = [(str(line.entry_id), entry_words(line, hide)) for line in self.book_lines()]
        self.rekotui.push_screen(ChooseScreen(BOOK["which"], [*choices, ("new", BOOK["new"])]), self._open_entry)

    def _open_entry(self, which: str | None) -> None:
        from screens.book_form import BookForm

        if (case := self.work_case()) is None or not which or (which != "new" and self._reveal_first()):
            return
        entry_id = None if which == "new" else int(which)
        self.rekotui.push_screen(BookForm(case.case_id, case.number, entry_id))


def newest(events: tuple[ConsentEventLine, ...]) -> ConsentEventLine:
    """Return the newest event that happened, of those of one consent, the newest first."""
    happened = (line for line in events if not line.voided and line.event not in (rules.VOIDED, rules.TOLD))
    return next(happened, events[0])


def _renewal(events: tuple[ConsentEventLine, ...], on: date, until: date | None, place: str) -> "QuickScreen":
    from screens.consent_messages import CONSENT_FORM
    from screens.quick import Answer, Ask, QuickScreen

    last = next(line for line in events if line.event in (*rules.GRANTS, rules.LIMITED) and not line.voided)
    asks = (Ask("kept_where", CONSENT_FORM["kept_where"]),)
    answers = [Answer(way, words, asks if way == rules.WRITTEN else ()) for way, words in rules.words("ways").items()]
    text = CONSENTS["renew_text" if until else "renew_text_open"]
    text = text.format(scope=scope_words(last.scope) or about_words(last.kind, last.party), first=on, last=until)
    title = CONSENTS["renew"].format(about=about_words(last.kind, last.party))
    return QuickScreen(title, answers, place=place, text=text)
