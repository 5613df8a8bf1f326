"""Before an interview is closed: what will be written where, each of it to be unticked, all in one transaction."""

import json
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.binding import BindingType
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from rekotui.casework.guide import Guides
from rekotui.casework.guides import in_force
from rekotui.casework.interview import progress
from rekotui.casework.interview_outcome import FACT, FOLLOW_UP, GROUPS, PLAN, STATUS, Effect, consent_only
from screens import commands
from screens.form import day_or_none
from screens.frame import Frame
from screens.interview_facts import place_of_place
from screens.interview_messages import INTERVIEW
from screens.outcome_messages import FIELDS, OUTCOME
from screens.outcome_messages import GROUPS as GROUP_WORDS
from screens.outcome_words import effect_rows
from screens.privacy import masked, shown_name
from screens.widgets.toned_text import from_pieces, to_content
from screens.widgets.tones import Tone
from storage.interview_reading import StoredSheet, stored_sheet
from storage.outcome_reading import Chosen, Proposal, proposal
from storage.reading import CaseLine, Reader

if TYPE_CHECKING:
    from datetime import date

    from screens.quick import Given
    from storage.database import Work
    from storage.interview_outcome import Carried

_DEFAULT_WIDTH = 78


class _Found(NamedTuple):
    case: CaseLine
    stored: StoredSheet
    guides: Guides
    proposal: Proposal
    draft: str


class OutcomeScreen(Frame["Carried"]):
    """What an interview would write; its result is what was written, or None. `leaving`: the consent alone."""

    PLACE = commands.OUTCOME
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "interview.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.OUTCOME)
    AUTO_FOCUS = "#effects"

    def __init__(self, interview_id: int, *, leaving: bool = False) -> None:
        super().__init__()
        self.interview_id, self.leaving = interview_id, leaving
        self.shown = False
        self._found: _Found | None = None
        self._effects: tuple[Effect, ...] = ()
        self._said: dict[str, dict[str, object]] = {}
        """What she has changed, by the effect's key: whether it is ticked, and its value."""

    def heading(self) -> str:
        """Name the screen and the patient, by number while the identity is hidden."""
        title = OUTCOME["title_leave" if self.leaving else "title"]
        if self._found is None:
            return title
        case = self._found.case
        who = case.number if masked(case, self.rekotui.hidden) else shown_name(case, False)
        return INTERVIEW["heading"].format(title=title, who=who)

    def body(self) -> Iterable[Widget]:
        """Yield what it is about, and the rows."""
        yield Static(markup=False, id="outcome-head")
        yield OptionList(id="effects", markup=False)

    # Reading

    async def refresh_facts(self) -> None:
        """Read again what would be written; what she has ticked and changed stays."""
        found = await self.desk.read(partial(_read, interview_id=self.interview_id, on=self.rekotui.on))
        if found is None or not found.stored.line.is_open:
            self.rekotui.say(OUTCOME["finished_elsewhere"], severity="warning")
            await self.leave_with(None)  # type: ignore[arg-type]
            return
        if not self.is_attached:
            return
        if self._found is None:
            self._said = _loaded(found.draft)
        self._found = found
        effects = found.proposal.effects
        self._effects = consent_only(effects) if self.leaving else effects
        self._draw()

    def identities_changed(self) -> None:
        """Cover everything, or show it again."""
        super().identities_changed()
        self._draw()

    def on_screen_suspend(self) -> None:
        """Cover what was asked for when the vault is locked."""
        if self.rekotui.locked:
            self.shown = False

    def on_resize(self) -> None:
        """Break the rows anew."""
        self.call_after_refresh(self._draw)

    # Drawing

    def _draw(self) -> None:
        if self._found is None or not self.query("#effects"):
            return
        self.show_top()
        self.query_one("#outcome-head", Static).update("\n".join(self._head()))
        listed = self.query_one("#effects", OptionList)
        at = listed.highlighted
        width = (listed.scrollable_content_region.width or _DEFAULT_WIDTH) - 2
        listed.clear_options()
        for group in GROUPS:
            own = [each for each in self._effects if each.group == group]
            if own:
                title = GROUP_WORDS[group].format(count=len(own))
                listed.add_option(Option(to_content([from_pieces([(title.upper(), Tone.ACCENT)])]), disabled=True))
            listed.add_options(self._row(each, width) for each in own)
        listed.highlighted = at if at is not None else (1 if self._effects else None)

    def _row(self, each: Effect, width: int) -> Option:
        assert self._found is not None
        now = each._replace(value=self._value(each))
        rows = effect_rows(
            now, self._is_ticked(each), self._found.guides.vocabulary, width, shown=self.shown, hide=self.rekotui.hidden
        )
        return Option(to_content(rows), id=each.key)

    def _head(self) -> list[str]:
        assert self._found is not None
        if self.leaving:
            return [OUTCOME["head_leave"]]
        whole = progress(self._found.stored.sheet)
        lines = [OUTCOME["head" if self._effects else "nothing"]]
        if any(each.group == STATUS for each in self._effects):
            lines.append(OUTCOME["no_offer"])
        elif self._found.proposal.differs:
            lines.append(OUTCOME["log_newer"])
        else:
            lines.append(OUTCOME["progress"].format(done=whole.done, asked=whole.asked))
        return lines

    # Changing

    def _is_ticked(self, each: Effect) -> bool:
        return bool(self._said.get(each.key, {}).get("ticked", each.ticked))

    def _value(self, each: Effect) -> str:
        return str(self._said.get(each.key, {}).get("value", each.value))

    @property
    def _here(self) -> Effect | None:
        at = self.query_one("#effects", OptionList).highlighted
        if at is None:
            return None
        key = self.query_one("#effects", OptionList).get_option_at_index(at).id
        return next((each for each in self._effects if each.key == key), None)

    def action_tick(self) -> None:
        """Take the row with, or not."""
        if (each := self._here) is not None:
            self._say(each, ticked=not self._is_ticked(each))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_change()

    def action_change(self) -> None:
        """Change what the row says: the next of a few, or by typing."""
        each = self._here
        if each is None or self.rekotui.hidden:
            return
        if each.choices:
            at = each.choices.index(self._value(each)) + 1
            self._say(each, value=each.choices[at % len(each.choices)], ticked=True)
        elif each.group in (FACT, FOLLOW_UP):
            self._ask(each)
        elif each.group == PLAN:
            self.action_tick()
        else:
            self.rekotui.say(OUTCOME["no_change"])

    def _ask(self, each: Effect) -> None:
        from screens.quick import Answer, Ask, QuickScreen

        label = OUTCOME["day"] if each.group == FOLLOW_UP else FIELDS[each.name]
        asked = (Ask("value", label),)
        place = f"{_draft_place(self.interview_id)}:{each.key}"
        question = QuickScreen(
            label, (Answer("set", OUTCOME["set"], asked),), place=place, values={"value": self._value(each)}
        )
        self.rekotui.push_screen(question, partial(self._asked, each, place))

    def _asked(self, each: Effect, place: str, given: "Given | None") -> None:
        if given is None:
            return
        value = given.typed["value"].strip()
        if each.group == FOLLOW_UP:
            day = day_or_none(value)
            if day is None or day < self.rekotui.on:
                from screens.messages import FORM

                self.rekotui.say(FORM["mistyped_day"], severity="warning")
                return
            value = day.isoformat()
        self._say(each, value=value, ticked=True)
        self.start(partial(self.desk.keep_draft, place, ""), group="let-go")

    def _say(self, each: Effect, **said: object) -> None:
        self._said[each.key] = {**self._said.get(each.key, {}), **said}
        self._draw()
        self.start(self.keep_drafts, group="draft")

    async def keep_drafts(self) -> None:
        """Keep what she has ticked and changed."""
        if self._found is not None and self._said:
            text = json.dumps(self._said, ensure_ascii=False)
            await self.desk.keep_draft(_draft_place(self.interview_id), text, self._found.case.case_id)

    def action_reveal(self) -> None:
        """Show the suggestions out of sensitive answers, or cover them again."""
        self.shown = not self.shown
        self._draw()

    # Writing

    def action_go_on(self) -> None:
        """Write what is ticked, and close."""
        self.start(self._write, group="write")

    async def _write(self) -> None:
        chosen = tuple(
            Chosen(each.key, each.name, each.before, self._value(each))
            for each in self._effects
            if self._is_ticked(each)
        )
        does = partial(
            _written, interview_id=self.interview_id, chosen=chosen, on=self.rekotui.on, leaving=self.leaving
        )
        carried = await self.desk.write(does)
        self.rekotui.say(_done(carried.written, self.leaving))
        await self.leave_with(carried)


def _read(reader: Reader, interview_id: int, on: "date") -> _Found | None:
    guides = in_force()
    stored = stored_sheet(reader, interview_id, guides)
    lines = reader.cases_by_id([stored.line.case_id or 0]) if stored else ()
    if stored is None or not lines:
        return None
    found = proposal(reader.rows, stored.line, stored, on)
    return _Found(lines[0], stored, guides, found, reader.draft(_draft_place(interview_id)))


def _written(work: "Work", interview_id: int, chosen: "Sequence[Chosen]", on: "date", *, leaving: bool) -> "Carried":
    from storage.drafts import DraftRepository
    from storage.interview_outcome import OutcomeRepository
    from storage.interviews import InterviewRepository

    interview = InterviewRepository(work).get(interview_id)
    outcome, drafts = OutcomeRepository(work), DraftRepository(work)
    if leaving:
        return outcome.consent(interview, chosen, on)
    carried = outcome.close(interview, chosen, on)
    drafts.let_go(place_of_place(interview_id))
    start = _draft_place(interview_id)
    for (place,) in work.ask("select place from draft where place = ? or place glob ?", (start, f"{start}:*")):
        drafts.let_go(place)
    return carried


def _draft_place(interview_id: int) -> str:
    return f"interview-outcome:{interview_id}"


def _loaded(text: str) -> dict[str, dict[str, object]]:
    return dict(json.loads(text)) if text else {}


def _done(written: int, leaving: bool) -> str:
    if leaving:
        return OUTCOME["consent_written"]
    if not written:
        return OUTCOME["closed"]
    return OUTCOME["closed_one"] if written == 1 else OUTCOME["closed_with"].format(count=written)
