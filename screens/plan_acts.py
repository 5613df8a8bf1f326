"""What is done with a plan from its screen: add, open, set at once, seal, follow up, compare, begin the next."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from rekotui.casework import plan_moves as moves
from rekotui.casework.plan import ACTION, ENDED, Item, words
from rekotui.casework.plan_checks import lacking
from rekotui.casework.plan_difference import sentences
from screens.choose import ChooseScreen, ConfirmScreen
from screens.plan_keeping import KeepsPlan
from screens.plan_messages import PLAN
from screens.plan_words import finished
from screens.widgets.toned_text import from_pieces

if TYPE_CHECKING:
    from datetime import date

    from rekotui.casework.plan_templates import Template
    from storage.database import Work

_NEW_STEP, _DRAFT = "new", "draft"


class ActsOnPlan(KeepsPlan):
    """A plan that can be worked on. Everything that opens another screen keeps the draft first."""

    to_show = 0
    """The key of the item on which the cursor is to stand when the plan has been read again."""

    @property
    def chosen(self) -> Item | None:
        """The item under the cursor."""
        return None

    def show_item(self, key: int) -> None:
        """Put the cursor on an item."""

    def _what(self, item: Item) -> str:
        return "…" if self.hides else item.text or PLAN["no_text"]

    def _kept_first(self, then: Callable[[], Awaitable[None]]) -> None:
        """Keep the draft, then do something."""

        async def go() -> None:
            await self.keep_drafts()
            if self.is_current:
                await then()

        self.start(go, group="plan-act")

    # Items

    def action_add(self, kind: str) -> None:
        """Write a new item; the first one of all begins the draft."""

        async def go() -> None:
            from screens.plan_item_form import PlanItemForm

            await self._begun()
            at = self.chosen.key if self.chosen else 0
            self.rekotui.push_screen(PlanItemForm(self.case_id, self._number, kind, at=at), self._shown)

        self._kept_first(go)

    def action_open_item(self) -> None:
        """Change the item under the cursor; of a sealed version, follow it up."""
        if not self.is_draft:
            self.action_evaluate()
            return
        item = self.chosen
        if item is None:
            return

        async def go() -> None:
            from screens.plan_item_form import PlanItemForm

            form = PlanItemForm(self.case_id, self._number, item.kind, item.key)
            self.rekotui.push_screen(form, self._shown)

        self._kept_first(go)

    @property
    def _number(self) -> str:
        return self.facts.line.number if self.facts else ""

    def _shown(self, key: int | None) -> None:
        # What was written is read when this screen is on top again; then the cursor goes there.
        self.to_show = key or 0

    async def _begun(self) -> None:
        """Begin a draft where there has never been one."""
        if self.is_draft or self.current is not None:
            return
        await self.desk.write(partial(_started, case_id=self.case_id, on=self.rekotui.on))
        await self.refresh_facts()

    def action_state(self) -> None:
        """Say how the item under the cursor stands."""
        item = self.chosen
        if item is None:
            self.rekotui.say(PLAN["nothing_here"])
            return
        ask = ChooseScreen(PLAN["state_ask"].format(what=self._what(item)), tuple(words("states").items()))

        def answered(state: str | None) -> None:
            if not state:
                return
            ended_on = (item.ended_on or self.rekotui.on) if state in ENDED else None
            self.change(moves.edit(self.plan, item.key, state=state, ended_on=ended_on))
            if state == "stopped":
                self.action_open_item()

        self.rekotui.push_screen(ask, answered)

    def action_responsible(self) -> None:
        """Say who is responsible for the item under the cursor."""
        item = self.chosen
        if item is None or item.kind != ACTION:
            self.rekotui.say(PLAN["nothing_here"])
            return
        ask = ChooseScreen(PLAN["responsible_ask"].format(what=self._what(item)), tuple(words("roles").items()))

        def answered(role: str | None) -> None:
            if role:
                self.change(moves.edit(self.plan, item.key, responsible=role))

        self.rekotui.push_screen(ask, answered)

    def action_suggestions(self) -> None:
        """Show what the interview suggests."""

        async def go() -> None:
            from screens.plan_suggestions import PlanSuggestionsScreen

            at = self.chosen.key if self.chosen else 0
            self.rekotui.push_screen(PlanSuggestionsScreen(self.case_id, self._number, at), self._reword)

        self._kept_first(go)

    def _reword(self, key: int | None) -> None:
        if not key:
            return

        async def go() -> None:
            from screens.plan_item_form import PlanItemForm

            await self.refresh_facts()
            kind = self.plan.item(key).kind
            self.rekotui.push_screen(PlanItemForm(self.case_id, self._number, kind, key), self._shown)

        self.start(go, group="plan-act")

    def action_templates(self) -> None:
        """Choose a common first step."""
        from rekotui.casework.plan_templates import groups

        steps = {each.id: each for group in groups() for each in group.templates}
        choices = [(each.id, f"{group.title}: {each.text}") for group in groups() for each in group.templates]

        def answered(which: str | None) -> None:
            if which:
                self._kept_first(partial(self._take_template, steps[which]))

        self.rekotui.push_screen(ChooseScreen(PLAN["template_ask"], choices), answered)

    async def _take_template(self, template: "Template") -> None:
        from rekotui.casework.plan_templates import take_template

        await self._begun()
        made = take_template(self.plan, template, self.rekotui.on, self.chosen.key if self.chosen else 0)
        self.to_show = made.key
        self.change(made.plan)

    # The whole

    def action_whole(self) -> None:
        """Note participation, evaluation, next meeting and with whom it was agreed."""

        async def go() -> None:
            from screens.plan_whole_form import PlanWholeForm

            self.rekotui.push_screen(PlanWholeForm(self.case_id, self._number), self._shown)

        self._kept_first(go)

    def action_steps(self) -> None:
        """Plan a degree from a day on, or take one away."""
        if not self.plan.steps:
            self._new_step()
            return
        choices = [(_NEW_STEP, PLAN["step_new"])]
        for step in self.plan.steps:
            choices.append((step.on.isoformat(), PLAN["step_remove"].format(degree=step.degree, day=step.on)))

        def answered(which: str | None) -> None:
            if which == _NEW_STEP:
                self._new_step()
            elif which:
                day = next(step.on for step in self.plan.steps if step.on.isoformat() == which)
                self.change(moves.set_step(self.plan, day, None))

        self.rekotui.push_screen(ChooseScreen(PLAN["step_ask"], choices), answered)

    def _new_step(self) -> None:
        async def go() -> None:
            from screens.plan_whole_form import PlanStepForm

            self.rekotui.push_screen(PlanStepForm(self.case_id, self._number), self._shown)

        self._kept_first(go)

    def action_seal(self) -> None:
        """Seal the draft, or show what is missing and lead there."""
        missing = lacking(self.plan, self.rekotui.on)
        if missing:
            choices = [(str(at), "…" if self.hides and one.key else one.sentence) for at, one in enumerate(missing)]

            def answered(which: str | None) -> None:
                if which is None:
                    return
                one = missing[int(which)]
                if one.key:
                    self.show_item(one.key)
                    self.action_open_item()
                elif one.code == "goal":
                    self.action_add("goal")
                else:
                    self.action_whole()

            self.rekotui.push_screen(ChooseScreen(PLAN["missing_ask"], choices), answered)
            return

        async def go() -> None:
            from screens.plan_seal_form import PlanSealForm

            self.rekotui.push_screen(PlanSealForm(self.case_id, self._number), self._shown)

        self._kept_first(go)

    def action_next_version(self) -> None:
        """Begin the next version from the one in force."""
        if not finished(self.plan):
            self._begin_next(False)
            return
        choices = (("none", PLAN["carry_none"]), ("all", PLAN["carry_all"]))

        def answered(which: str | None) -> None:
            if which:
                self._begin_next(which == "all")

        self.rekotui.push_screen(ChooseScreen(PLAN["carry_ask"], choices), answered)

    def _begin_next(self, carries: bool) -> None:
        carry = tuple(item.key for item in self.plan.items if item.ended) if carries else ()

        async def go() -> None:
            await self.write(partial(_started, case_id=self.case_id, on=self.rekotui.on, carry=carry))
            if self.facts and self.facts.series.draft:
                self.rekotui.say(PLAN["started"].format(number=self.facts.series.draft.number))

        self.start(go, group="plan-act")

    def action_drop_draft(self) -> None:
        """Throw the draft away, after a question."""
        if self.facts is None or self.facts.series.draft is None:
            return
        ask = PLAN["drop_ask"].format(number=self.facts.series.draft.number)

        def answered(yes: bool | None) -> None:
            if yes:
                self.start(go, group="plan-act")

        async def go() -> None:
            await self.write(partial(_dropped, case_id=self.case_id))
            self.rekotui.say(PLAN["dropped"])

        self.rekotui.push_screen(ConfirmScreen(ask, PLAN["drop_yes"]), answered)

    # What has become of it

    def action_evaluate(self) -> None:
        """Follow up the item under the cursor."""
        item = self.chosen
        if self.is_draft:
            self.rekotui.say(PLAN["draft_first"])
        elif item is None:
            self.action_evaluate_all()
        else:
            self._evaluate((item.key,))

    def action_evaluate_all(self) -> None:
        """Follow up every open action, and with them the plan as a whole."""
        self._evaluate(tuple(item.key for item in self.plan.actions if not item.ended) or (0,))

    def _evaluate(self, keys: tuple[int, ...]) -> None:
        from screens.plan_evaluate_form import PlanEvaluateForm

        current = self.current
        if current is not None:
            form = PlanEvaluateForm(self.case_id, self._number, current.version_id, keys)
            self.rekotui.push_screen(form, lambda _made: self._shown(None))

    def action_hand_out(self) -> None:
        """Note who has got the plan."""
        from screens.plan_hand_form import PlanHandForm

        if self.facts is not None and self.current is not None:
            self.rekotui.push_screen(PlanHandForm(self.case_id, self._number), lambda _made: self._shown(None))

    def action_print_plan(self) -> None:
        """Put a sealed version on paper."""
        from screens.prints_papers import print_plan

        if self.facts is not None and self.current is not None:
            standing = [each for each in self.facts.series.versions if not each.void_reason]
            print_plan(self, self.facts.line, standing)

    def action_versions(self) -> None:
        """Show the versions, and what differs between two of them."""
        if self.facts is None or not self.facts.series.versions:
            self.rekotui.say(PLAN["versions_none"])
            return
        versions, draft = self.facts.series.versions, self.facts.series.draft
        choices = []
        if draft is not None:
            choices.append((_DRAFT, PLAN["compare_draft"].format(before=versions[-1].number)))
        for before, after in zip(versions[-2::-1], versions[:0:-1], strict=True):
            told = PLAN["compare_line"].format(before=before.number, after=after.number)
            choices.append((f"{before.number}:{after.number}", told))
        for version in versions[::-1]:
            key = "version_voided" if version.void_reason else "version_line"
            choices.append((str(version.number), PLAN[key].format(number=version.number, day=version.sealed_on)))
        self.rekotui.push_screen(ChooseScreen(PLAN["versions_ask"], choices), self._show_version)

    def _show_version(self, which: str | None) -> None:
        from screens.plan_words import plan_text
        from screens.why import WhyScreen

        if not which or self.facts is None:
            return
        series = self.facts.series
        if self.hides:
            self.rekotui.say(PLAN["hidden"], severity="warning")
            return
        if which == _DRAFT:
            before = series.versions[-1]
            title, told = (
                PLAN["compare_draft"].format(before=before.number),
                sentences(series.stands(before), self.plan),
            )
        elif ":" in which:
            old, new = (series.version(int(number)) for number in which.split(":"))
            assert old is not None
            assert new is not None
            title = PLAN["compare_line"].format(before=old.number, after=new.number)
            told = sentences(series.stands(old), new.plan)
        else:
            version = series.version(int(which))
            assert version is not None
            title = PLAN["version_line"].format(number=version.number, day=version.sealed_on)
            self.rekotui.push_screen(WhyScreen(title, plan_text(version.plan, self.rekotui.on), covers=True))
            return
        lines = [from_pieces([(f"• {one}", None)]) for one in told]
        self.rekotui.push_screen(WhyScreen(title, lines, covers=True))


def _started(work: "Work", case_id: int, on: "date", carry: tuple[int, ...] = ()) -> None:
    from storage.cases import CaseRepository
    from storage.plans import PlanRepository

    PlanRepository(work).start(CaseRepository(work).get(case_id), on, carry)


def _dropped(work: "Work", case_id: int) -> None:
    from storage.cases import CaseRepository
    from storage.plans import PlanRepository

    PlanRepository(work).drop(CaseRepository(work).get(case_id))
