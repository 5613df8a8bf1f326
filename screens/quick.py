"""A question that is answered by one digit; an answer may ask for a line or two more before it counts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from screens import commands
from screens.dialog import Dialog
from screens.draft import FormDraft, load_draft
from screens.form import day_or_none
from screens.messages import FORM
from screens.review_messages import QUICK

_KEEP_AFTER = 0.4


class Ask(NamedTuple):
    """A line that an answer asks for."""

    name: str
    label: str
    hint: str = ""
    after: date | None = None
    """A day is asked for, later than this one."""
    upto: date | None = None
    """A day is asked for, this one or earlier."""
    needed: bool = True


class Answer(NamedTuple):
    """One answer to choose: its key, its words, and what it asks for besides."""

    key: str
    words: str
    asks: tuple[Ask, ...] = ()


class Given(NamedTuple):
    """What was answered: the answer's key, and what was typed."""

    key: str
    typed: Mapping[str, str]


class QuickScreen(Dialog[Given]):
    """A question with numbered answers. What is typed is kept as a draft at `place` until its writer lets it go."""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.DIALOG)
    AUTO_FOCUS = "#answers"

    def __init__(
        self, question: str, answers: Sequence[Answer], *, place: str, text: str = "", values: Mapping[str, str] = {}
    ) -> None:
        super().__init__()
        self._question, self._text, self._place = question, text, place
        self._answers = tuple(answers)
        self._values = dict(values)
        self._asking: Answer | None = None
        self._kept = ""
        self._ready = self._timer_runs = self._giving = False

    def box(self) -> Iterable[Widget]:
        """Yield the question, its answers, and room for what one of them asks for."""
        words = (f"{at}  {answer.words}" for at, answer in enumerate(self._answers, 1))
        options = [Option(Content(text), id=answer.key) for text, answer in zip(words, self._answers, strict=True)]
        yield Vertical(
            Static(self._question, markup=False, classes="title"),
            *([Static(self._text, markup=False, classes="text")] if self._text else []),
            OptionList(*options, id="answers", markup=False),
            Vertical(id="asked"),
            Static(markup=False, id="wrong"),
            Static(QUICK["hint"], markup=False, classes="hint", id="quick-hint"),
            classes="box",
        )

    def on_mount(self) -> None:
        """Show nothing to complain of yet."""
        super().on_mount()
        self.query_one("#wrong").display = False
        if len(self._answers) == 1 and self._answers[0].asks:
            self._choose(self._answers[0])

    # Choosing

    def on_key(self, event: events.Key) -> None:
        """Let a digit choose, wherever it is not being typed."""
        if isinstance(self.focused, Input) or not event.key.isdecimal():
            return
        if 1 <= int(event.key) <= len(self._answers):
            event.stop()
            self.query_one("#answers", OptionList).highlighted = int(event.key) - 1
            self._choose(self._answers[int(event.key) - 1])

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._choose(self._answers[event.option_index])

    def _choose(self, answer: Answer) -> None:
        if not answer.asks:
            self.dismiss(Given(answer.key, {}))
        elif answer is not self._asking:
            self._asking = answer
            self.start(self._ask, group="ask")

    async def _ask(self) -> None:
        """Show the lines that the answer asks for, with what was typed there before."""
        answer = self._asking
        if answer is None:
            return
        if not self._ready:
            self._kept = await self.desk.read(lambda reader: reader.draft(self._place))
            self._values.update(load_draft(self._kept).typed)
            self._ready = True
        room = self.query_one("#asked", Vertical)
        await room.remove_children()
        for ask in answer.asks:
            line = Input(self._values.get(ask.name, ""), id=f"ask-{ask.name}", placeholder=ask.hint, compact=True)
            await room.mount(Horizontal(Static(ask.label, markup=False, classes="label"), line, classes="line"))
        self.query_one("#quick-hint", Static).update(QUICK["hint_typed"])
        self._lines()[0].focus()

    def _lines(self) -> list[Input]:
        return list(self.query("#asked Input").results(Input))

    # Typing

    @on(Input.Changed)
    def _typed(self) -> None:
        self._values.update(self._typed_now())
        if self._ready and not self._timer_runs:
            self._timer_runs = True
            self.set_timer(_KEEP_AFTER, self._keep_soon)

    def _keep_soon(self) -> None:
        self._timer_runs = False
        # What is about to be given is kept by that itself: this would take its place.
        if not self._giving:
            self.start(self.keep_drafts, group="draft")

    def _typed_now(self) -> dict[str, str]:
        return {(line.id or "").removeprefix("ask-"): line.value for line in self._lines()}

    def _draft_text(self) -> str:
        return FormDraft({name: value for name, value in self._typed_now().items() if value}).dump()

    async def keep_drafts(self) -> None:
        """Keep what is typed, if it has changed."""
        if self._ready and self._lines() and (text := self._draft_text()) != self._kept:
            await self.desk.keep_draft(self._place, text)
            self._kept = text

    def drafts_now(self) -> list[tuple[str, str, int | None]]:
        """Return the draft if it is not kept yet."""
        if not self._ready or not self._lines() or (text := self._draft_text()) == self._kept:
            return []
        return [(self._place, text, None)]

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        lines = self._lines()
        at = lines.index(event.input)
        if at + 1 < len(lines):
            lines[at + 1].focus()
            return
        answer, typed = self._asking, self._typed_now()
        if answer is None:
            return
        for ask in answer.asks:
            if (wrong := _wrong(ask, typed[ask.name])) is not None:
                self._complain(wrong)
                self.query_one(f"#ask-{ask.name}").focus()
                return
        self._giving = True
        self.start(partial(self._give, Given(answer.key, typed)), group="draft")

    async def _give(self, given: Given) -> None:
        """Answer, with what is typed kept until it has been used for what it was typed for."""
        try:
            await self.keep_drafts()
            await self.leave_with(given)
        finally:
            self._giving = False

    def _complain(self, text: str) -> None:
        wrong = self.query_one("#wrong", Static)
        wrong.update(text)
        wrong.display = True


def _wrong(ask: Ask, typed: str) -> str | None:
    if not typed.strip():
        return QUICK["needed"].format(field=ask.label.lower()) if ask.needed else None
    if ask.after is None and ask.upto is None:
        return None
    day = day_or_none(typed)
    if day is None:
        return FORM["mistyped_day"]
    if ask.upto is not None and day > ask.upto:
        return QUICK["not_later"].format(day=ask.upto)
    return QUICK["later"].format(day=ask.after) if ask.after is not None and day <= ask.after else None
