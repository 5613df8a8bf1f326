"""The plan of a case: goals, subgoals and actions as a tree, what is missing, and single keys for every move.

A draft can be changed; a sealed version is read, followed up and handed out. The keys that lead elsewhere lie in
`plan_acts`, and how the draft is kept in `plan_keeping`.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from rekotui.casework import plan_moves as moves
from rekotui.casework.plan import Item, Plan
from screens import commands
from screens.plan_acts import ActsOnPlan
from screens.plan_messages import PLAN
from screens.plan_words import foot_line, item_lines, row_line, rows_of, short_day, steps_line, whole_line
from screens.widgets.empty_state import EmptyState
from screens.widgets.timeline import SickLeaveTimeline
from screens.widgets.timeline_facts import TimelinePeriod
from screens.widgets.toned_text import from_pieces, to_content
from screens.widgets.tones import Piece, Tone

_DRAFT_ONLY = frozenset(
    {"undo", "redo", "move", "indent", "outdent", "remove", "state", "responsible", "steps", "whole", "seal"}
    | {"drop_draft"}
)
_SEALED_ONLY = frozenset({"evaluate", "evaluate_all", "next_version", "hand_out", "print_plan"})
_LAST_STEP = timedelta(days=27)
"""How long the last planned degree is drawn: it has no end of its own."""


class PlanScreen(ActsOnPlan):
    """The plan of a case by the case's id."""

    PLACE = commands.PLAN
    CSS_PATH: ClassVar[CSSPathType | None] = ["frame.tcss", "plan.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.PLAN)
    AUTO_FOCUS = "#plan-tree"

    def __init__(self, case_id: int) -> None:
        super().__init__(case_id)
        self._items: tuple[Item, ...] = ()
        self._drawn: list[Text] = []

    def heading(self) -> str:
        """Name the screen and the patient."""
        return PLAN["heading"].format(title=PLAN["title"], who=self.who) if self.facts else PLAN["title"]

    def body(self) -> Iterable[Widget]:
        """Yield the tree with what is known of the item under the cursor, and the sick leave beside it."""
        yield Static(markup=False, id="plan-head")
        yield Horizontal(
            Vertical(
                OptionList(id="plan-tree", markup=False),
                EmptyState(PLAN["no_plan_title"], PLAN["no_plan_advice"], id="no-plan"),
                Static(markup=False, id="plan-steps"),
                Static(markup=False, id="plan-whole"),
                Static(markup=False, id="plan-item"),
                id="plan-left",
            ),
            VerticalScroll(
                SickLeaveTimeline(today=self.rekotui.on, id="plan-timeline"),
                Static(markup=False, id="plan-item-wide"),
                id="plan-beside",
                can_focus=False,
            ),
            id="plan-body",
        )
        yield Static(markup=False, id="plan-foot")

    # Drawing

    def identities_changed(self) -> None:
        """Draw again."""
        super().identities_changed()
        self.draw()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the rows to the new width."""
        self.call_after_refresh(self.draw)

    def draw(self) -> None:
        """Write everything anew; only the rows that have changed are drawn again."""
        if self.facts is None or not self.is_mounted:
            return
        self.show_top()
        plan, on = self.plan, self.rekotui.on
        self.query_one("#plan-head", Static).update(to_content([self._head()]))
        self._draw_tree(plan)
        steps = steps_line(plan.steps, self._degree_now(), on, self.is_draft)
        self.query_one("#plan-steps", Static).update(to_content([steps]))
        whole = whole_line(plan, on, self.hides)
        self.query_one("#plan-whole", Static).update(to_content([whole]))
        self.query_one("#plan-whole").display = bool(whole.plain)
        self.query_one("#plan-steps").display = bool(plan.items or plan.steps)
        self.query_one("#plan-foot", Static).update(to_content([foot_line(plan, on, self.is_draft)]))
        self.query_one("#plan-foot").display = bool(self.is_draft or self.current)
        self._draw_timeline(plan)
        self.draw_item()

    def _draw_tree(self, plan: Plan) -> None:
        listed = self.query_one("#plan-tree", OptionList)
        width = (listed.size.width or self.size.width) - 2
        lines = [row_line(row, width, self.rekotui.on, self.hides) for row in rows_of(plan)]
        self._items = plan.items
        if len(lines) == len(self._drawn):
            for at, (before, now) in enumerate(zip(self._drawn, lines, strict=True)):
                if before != now:
                    listed.replace_option_prompt_at_index(at, to_content([now]))
        else:
            at = listed.highlighted or 0
            listed.clear_options()
            listed.add_options(Option(to_content([line])) for line in lines)
            listed.highlighted = min(at, len(lines) - 1) if lines else None
        self._drawn = lines
        if self.to_show in (keys := [item.key for item in plan.items]):
            listed.highlighted, self.to_show = keys.index(self.to_show), 0
        listed.display = bool(lines)
        nothing = self.query_one("#no-plan", EmptyState)
        nothing.display = not lines
        nothing.say(PLAN["empty_title" if self.is_draft else "no_plan_title"], PLAN["no_plan_advice"])

    def _head(self) -> Text:
        assert self.facts is not None
        draft, current = self.facts.series.draft, self.current
        pieces: list[Piece]
        if draft is not None:
            pieces = [(PLAN["head_draft"].format(number=draft.number), Tone.ACCENT)]
            if self.saved_at:
                pieces.append(("   " + PLAN["saved"].format(time=self.saved_at), None))
        elif current is not None:
            sealed = PLAN["head_sealed"].format(
                number=current.number, day=short_day(current.sealed_on, self.rekotui.on)
            )
            pieces = [(sealed, Tone.ACCENT), ("   " + self._paper(), None)]
        else:
            pieces = [(PLAN["head_none"], None)]
        waiting = self.facts.waiting
        if waiting:
            sealed_only = not self.is_draft and self.current is not None
            word = "suggestions_sealed" if sealed_only else "one_suggestion" if waiting == 1 else "suggestions"
            told = PLAN[word].format(count=waiting)
            pieces.append(("   " + told, Tone.STRONG))
        return from_pieces(pieces)

    def _paper(self) -> str:
        assert self.facts is not None
        handed, current = self.facts.series.newest_handed, self.current
        if handed is None or current is None:
            return PLAN["paper_none"]
        if handed.number < current.number:
            return PLAN["paper_old"].format(number=handed.number)
        return PLAN["paper"].format(day=short_day(handed.on, self.rekotui.on))

    def _degree_now(self) -> int | None:
        assert self.facts is not None
        on = self.rekotui.on
        periods = [period for leave in self.facts.leaves for period in leave.periods]
        known = [period.degree for period in periods if period.start <= on <= period.end]
        return known[0] if len(set(known)) == 1 else None

    def _draw_timeline(self, plan: Plan) -> None:
        assert self.facts is not None
        known = [TimelinePeriod(p.start, p.end, p.degree) for leave in self.facts.leaves for p in leave.periods]
        steps = plan.steps
        for step, after in zip(steps, (*steps[1:], None), strict=False):  # no step, no end
            end = after.on - timedelta(days=1) if after else step.on + _LAST_STEP
            if step.degree and end > self.rekotui.on:
                known.append(TimelinePeriod(max(step.on, self.rekotui.on + timedelta(days=1)), end, step.degree))
        timeline = self.query_one("#plan-timeline", SickLeaveTimeline)
        timeline.display = bool(known)
        timeline.show(known, (), self.rekotui.on)

    @on(OptionList.OptionHighlighted)
    def draw_item(self) -> None:
        """Write what is known of the item under the cursor."""
        if not self.query("#plan-item"):
            return
        item = self.chosen
        said = self.facts.series.said_of(self.current) if self.facts and self.current else ()
        lines = item_lines(item, said, self.rekotui.on, self.hides) if item else []
        for place in ("#plan-item", "#plan-item-wide"):
            self.query_one(place, Static).update(to_content(lines))
        self.query_one("#plan-item").display = bool(lines) and not self.has_class("-wide")

    # The cursor

    @property
    def chosen(self) -> Item | None:
        """The item under the cursor."""
        found = self.query("#plan-tree")
        at = found.first(OptionList).highlighted if found else None
        return self._items[at] if at is not None and at < len(self._items) else None

    def show_item(self, key: int) -> None:
        """Put the cursor on an item."""
        keys = [item.key for item in self._items]
        if key in keys:
            self.query_one("#plan-tree", OptionList).highlighted = keys.index(key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what a draft allows only in a draft, and what a sealed version needs only there."""
        if action in _DRAFT_ONLY:
            return self.is_draft
        if action in _SEALED_ONLY:
            return not self.is_draft and self.current is not None
        if action == "versions":
            return self.current is not None
        if action in ("add", "suggestions", "templates"):
            return self.facts is not None and (self.is_draft or self.current is None)
        return True

    # Moves

    def action_move(self, way: int) -> None:
        """Move the item up (-1) or down (1) with all that stands under it."""
        self._moved(moves.up if way < 0 else moves.down)

    def action_indent(self) -> None:
        """Put the item under the one above it."""
        self._moved(moves.indent)

    def action_outdent(self) -> None:
        """Take the item out one level."""
        self._moved(moves.outdent)

    def _moved(self, move: Callable[[Plan, int], Plan]) -> None:
        if (item := self.chosen) is None:
            self.rekotui.say(PLAN["nothing_here"])
            return
        plan = move(self.plan, item.key)
        if plan == self.plan:
            self.rekotui.say(PLAN["cannot_move"])
            return
        self.change(plan)
        self.show_item(item.key)

    def action_remove(self) -> None:
        """Take the item away with all that stands under it; one key brings it back."""
        if (item := self.chosen) is None:
            self.rekotui.say(PLAN["nothing_here"])
            return
        self.change(moves.remove(self.plan, item.key))
        self.rekotui.say(PLAN["removed"])

    @on(OptionList.OptionSelected, "#plan-tree")
    def _selected(self) -> None:
        self.action_open_item()
