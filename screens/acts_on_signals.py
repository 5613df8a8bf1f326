"""What is done about the signals of a case, alike in the list and on the case: why, later, not relevant, take back."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from rekotui.casework.signal import SEVERITIES
from screens.frame import Frame
from screens.signal_words import day_words
from screens.today_messages import ANSWER, DISMISS_REASONS, URGENCY_WORDS, WHY
from storage.reading import CaseLine, Reader
from storage.signal_reading import SignalLine, active, answers

if TYPE_CHECKING:
    from screens.quick import Given, QuickScreen
    from storage.database import Work

_OWN = "own"
_Then = Callable[[CaseLine, SignalLine], None]


class ActsOnSignals(Frame[None]):
    """A screen with a case at hand, whose signals can be asked about and answered."""

    def signal_case(self) -> int | None:
        """Return the case that the keys are about."""
        return None

    def show_signal_case(self, case_id: int) -> None:
        """Go to a case that something was taken back for; extended by the list."""

    # Why

    def action_why(self) -> None:
        """Show what is behind every signal of the case."""
        if (case_id := self.signal_case()) is not None:
            self.start(partial(self._why, case_id), group="signals")

    async def _why(self, case_id: int) -> None:
        from screens.privacy import masked
        from screens.signal_words import why_lines, with_promises
        from screens.why import WhyScreen
        from storage.signals import rules_in_force
        from storage.work_reading import follow_ups_of

        on = self.rekotui.on
        case, signals = await self._signals(case_id)
        if case is None:
            return
        rules = await self.desk.read(lambda reader: rules_in_force(reader.connection, reader.settings))
        given = await self.desk.read(lambda reader: answers(reader, case_id))
        promised = await self.desk.read(lambda reader: follow_ups_of(reader, case_id))
        hide = masked(case, self.rekotui.hidden)
        lines = why_lines(with_promises(signals, promised, hide), given, rules, on, hide)
        self.rekotui.push_screen(WhyScreen(WHY["title"].format(case=case.number), lines))

    # Answering

    def action_postpone(self) -> None:
        """Let a signal rest until a day."""

        def ask(case: CaseLine, signal: SignalLine) -> None:
            question = postpone_question(signal, self.rekotui.on, _place(case, signal, "postpone"))
            self.rekotui.push_screen(question, partial(self._postponed, case, signal))

        self._choose(ANSWER["which_postpone"], ask)

    def action_dismiss_signal(self) -> None:
        """Say that a signal does not apply, and why."""

        def ask(case: CaseLine, signal: SignalLine) -> None:
            question = dismiss_question(signal, _place(case, signal, "dismiss"))
            self.rekotui.push_screen(question, partial(self._dismissed, case, signal))

        self._choose(ANSWER["which_dismiss"], ask)

    def _choose(self, question: str, then: _Then) -> None:
        if (case_id := self.signal_case()) is not None:
            self.start(partial(self._choose_of, case_id, question, then), group="signals")

    async def _choose_of(self, case_id: int, question: str, then: _Then) -> None:
        """Go on with the only signal of a case, or let her choose one, the most urgent first."""
        from screens.choose import ChooseScreen

        case, signals = await self._signals(case_id)
        if case is None or not signals:
            self.rekotui.say(ANSWER["nothing"])
            return
        if len(signals) == 1:
            then(case, signals[0])
            return
        choices = [(str(at), _choice(signal, self.rekotui.on)) for at, signal in enumerate(signals)]

        def chosen(which: str | None) -> None:
            if which is not None:
                then(case, signals[int(which)])

        self.rekotui.push_screen(ChooseScreen(question, choices), chosen)

    async def _signals(self, case_id: int) -> tuple[CaseLine | None, tuple[SignalLine, ...]]:
        on = self.rekotui.on

        def look(reader: Reader) -> tuple[CaseLine | None, tuple[SignalLine, ...]]:
            lines = reader.cases_by_id([case_id])
            return (lines[0] if lines else None), active(reader, [case_id], on).get(case_id, ())

        return await self.desk.read(look)

    def _postponed(self, case: CaseLine, signal: SignalLine, given: "Given | None") -> None:
        if given is None:
            return
        own = given.key == _OWN
        until = date.fromisoformat(given.typed["day"].strip() if own else given.key)
        reason, on, place = given.typed.get("reason", ""), self.rekotui.on, _place(case, signal, "postpone")

        def write(work: "Work") -> None:
            from storage.drafts import DraftRepository
            from storage.signal_answers import SignalAnswerRepository

            SignalAnswerRepository(work).postpone(case.case_id, signal.rule, signal.key, on, until, reason)
            DraftRepository(work).keep(place, "", None)

        self._store(case, write, ANSWER["postponed"].format(case=case.number, day=day_words(until, on)))

    def _dismissed(self, case: CaseLine, signal: SignalLine, given: "Given | None") -> None:
        if given is None:
            return
        reason = given.typed["why"] if given.key == _OWN else given.key
        on, place = self.rekotui.on, _place(case, signal, "dismiss")

        def write(work: "Work") -> None:
            from storage.drafts import DraftRepository
            from storage.signal_answers import SignalAnswerRepository

            SignalAnswerRepository(work).dismiss(case.case_id, signal.rule, signal.key, on, reason)
            DraftRepository(work).keep(place, "", None)

        self._store(case, write, ANSWER["dismissed"].format(case=case.number))

    def _store(self, case: CaseLine, write: "Callable[[Work], None]", said: str) -> None:
        async def answer() -> None:
            await self.desk.write(write)
            self.rekotui.answered_cases.append(case.case_id)
            self.rekotui.say(said)
            await self.refresh_facts()

        self.start(answer, group="answer")

    # Taking back

    def action_take_back(self) -> None:
        """Take back the answer that was given last: here, or else to the case at hand."""
        self.start(self._take_back, group="answer")

    async def _take_back(self) -> None:
        case_id = self._answered_last()
        if case_id is None:
            self.rekotui.say(ANSWER["nothing_to_take_back"])
            return

        def look(reader: Reader) -> tuple[str, int | None]:
            given, lines = answers(reader, case_id), reader.cases_by_id([case_id])
            return (lines[0].number if lines else ""), (given[0].answer_id if given else None)

        number, answer_id = await self.desk.read(look)
        if answer_id is None:
            self.rekotui.say(ANSWER["nothing_to_take_back"])
            return
        await self.desk.write(partial(_take_back, answer_id))
        self.rekotui.say(ANSWER["taken_back"].format(case=number))
        await self.refresh_facts()
        self.show_signal_case(case_id)

    def _answered_last(self) -> int | None:
        """Return whose answer is taken back: the case at hand; extended by the list."""
        return self.signal_case()


def postpone_question(signal: SignalLine, on: date, place: str) -> "QuickScreen":
    """Ask until when a signal is to rest."""
    from screens.quick import Answer, Ask, QuickScreen

    days = {"tomorrow": on + timedelta(days=1), "week": on + timedelta(days=7), "two_weeks": on + timedelta(days=14)}
    quick = [Answer(day.isoformat(), ANSWER[key].format(day=day_words(day, on))) for key, day in days.items()]
    asks = (
        Ask("day", ANSWER["day"], days["two_weeks"].isoformat(), after=on),
        Ask("reason", ANSWER["reason"], ANSWER["reason_hint"], needed=False),
    )
    title = ANSWER["postpone"].format(title=signal.title)
    return QuickScreen(title, [*quick, Answer(_OWN, ANSWER["own"], asks)], place=place)


def dismiss_question(signal: SignalLine, place: str) -> "QuickScreen":
    """Ask why a signal does not apply."""
    from screens.quick import Answer, Ask, QuickScreen

    other = Answer(_OWN, ANSWER["other"], (Ask("why", ANSWER["why"], ANSWER["why_hint"]),))
    reasons = [Answer(words, words) for words in DISMISS_REASONS]
    title = ANSWER["dismiss"].format(title=signal.title)
    return QuickScreen(title, [*reasons, other], place=place, text=ANSWER["dismiss_text"])


def _choice(signal: SignalLine, on: date) -> str:
    kind = "which" if signal.due_on is None else "which_due"
    day = day_words(signal.due_on, on) if signal.due_on else ""
    word = URGENCY_WORDS[SEVERITIES[signal.severity]]
    return ANSWER[kind].format(title=signal.title, severity=word, day=day)


def _place(case: CaseLine, signal: SignalLine, kind: str) -> str:
    return f"case:{case.case_id}:{kind}:{signal.rule}:{signal.key}"


def _take_back(answer_id: int, work: "Work") -> None:
    from storage.signal_answers import SignalAnswerRepository

    SignalAnswerRepository(work).take_back(answer_id)
