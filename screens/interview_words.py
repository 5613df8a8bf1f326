"""An interview in toned words: the list of sections, the head of a question, and the summary."""

from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from rekotui.casework.guide import DESK_KINDS, OPEN, Guides
from rekotui.casework.interview import (
    BEGUN,
    DECLINED,
    DONE,
    SKIPPED,
    UNTOUCHED,
    Asked,
    Progress,
    SectionProgress,
    Sheet,
)
from rekotui.casework.interview_hints import Suggestion, hints
from rekotui.casework.interview_summary import Line, Part, by_section, filled, summary
from screens.interview_messages import INTERVIEW, SUMMARY
from screens.widgets.toned_text import from_pieces
from screens.widgets.tones import Piece, Tone

_NOT_OF_RECORD = (*DESK_KINDS, "preparation")
"""Kinds of guide that say nothing to the record and nothing to the plan: they are summed up by their sections."""
MARKS = {UNTOUCHED: "·", BEGUN: "◑", DONE: "✓"}


def section_line(each: SectionProgress, width: int, here: bool) -> Text:
    """Return a section with its mark and how far it has come, in so many columns."""
    done = INTERVIEW["done_of"].format(done=each.progress.done, asked=each.progress.asked)
    room = max(width - cell_len(done) - 4, 4)
    title = each.section.title
    title = title if cell_len(title) <= room else set_cell_size(title, room - 1).rstrip() + "…"
    mark = MARKS[each.progress.mark]
    tone = Tone.ACCENT if each.progress.mark == DONE else None
    return from_pieces(
        [
            ("▌" if here else " ", Tone.ACCENT),
            (f"{mark} ", tone),
            (set_cell_size(title, room), Tone.STRONG if here else None),
            (f" {done}", Tone.MUTED),
        ]
    )


def whole_line(whole: Progress, core: bool, saved: str) -> Text:
    """Return how far the interview has come, and when it was saved."""
    words = INTERVIEW["whole"].format(done=whole.done, asked=whole.asked)
    pieces: list[Piece] = [(f" {words}", Tone.STRONG), (INTERVIEW["core"] if core else "", Tone.MUTED)]
    return from_pieces([*pieces, (f" {saved}", Tone.MUTED)])


def head_line(one: Asked, progress: Progress | None, row: str = "") -> Text:
    """Return where the question stands: its section, unless that is to be named nowhere, or its row of that section."""
    title = INTERVIEW["private_head"] if one.section.sensitive else row or one.section.title
    pieces: list[Piece] = [(title.upper(), Tone.ACCENT)]
    if progress is not None:
        pieces.append(("  " + INTERVIEW["whole"].format(done=progress.done, asked=progress.asked), Tone.MUTED))
    if one.section.sensitive:
        pieces.append(("  " + INTERVIEW["private_leave"], Tone.WARNING))
    elif one.required and not one.satisfied:
        pieces.append(("  " + INTERVIEW["required"], Tone.MUTED))
    return from_pieces(pieces)


def state_words(one: Asked) -> str:
    """Return that the patient declined, or that the question was passed over; "" for neither."""
    return {DECLINED: INTERVIEW["declined"], SKIPPED: INTERVIEW["skipped"]}.get(one.answer.state, "")


def supports(one: Asked) -> list[str]:
    """Return the support for a question, and by a section's first question what the section says of itself."""
    section = one.section
    is_first = bool(section.questions) and section.questions[0].id == one.question.id
    said = (section.intro, *section.info, *(each.text for each in section.statements))
    parts = [one.question.help, filled("\n".join(said), {}) if is_first else ""]
    return [part.strip() for part in parts if part.strip()]


def summary_lines(sheet: Sheet, guides: Guides, shown: bool, hide: bool) -> list[Text]:
    """Return the summary by sökord, what is protected apart, and what the answers suggest for the plan.

    `shown`: sensitive and protected answers have been asked for; `hide`: F9, nothing that was said is seen.
    """
    of_record = sheet.guide.kind not in _NOT_OF_RECORD
    made = summary(sheet, guides.vocabulary) if of_record else by_section(sheet)
    rows: list[Text] = []
    for part in made.parts:
        rows += _part(part, shown, hide)
    if not made.parts:
        rows.append(from_pieces([(SUMMARY["nothing"], Tone.MUTED)]))
    open_ = shown and not hide
    if made.protected:
        rows += [Text(""), from_pieces([(SUMMARY["protected_shown" if open_ else "protected"], Tone.WARNING)])]
        for part in made.protected if open_ else ():
            rows += _part(part, shown, hide)
    return [*rows, *_plan_lines(sheet, guides, shown, hide)] if of_record else rows


def _part(part: Part, shown: bool, hide: bool) -> Iterable[Text]:
    yield Text("")
    yield from_pieces([(part.label.upper(), Tone.ACCENT)])
    for line in part.lines:
        yield _loose([(f"{line.row}: {line.question}" if line.row else line.question, Tone.MUTED)])
        yield from _answer(line, shown, hide)


def _answer(line: Line, shown: bool, hide: bool) -> Iterable[Text]:
    if hide or (line.protection != OPEN and not shown):
        yield from_pieces([("  " + SUMMARY["hidden" if hide else "masked"], Tone.MUTED)])
        return
    words = [line.answer] if line.answer else []
    words += [SUMMARY["note"].format(text=line.note)] if line.note else []
    for each in "\n".join(words).split("\n"):
        yield _loose([(f"  {each}", None)])


def _plan_lines(sheet: Sheet, guides: Guides, shown: bool, hide: bool) -> list[Text]:
    found = hints(sheet)
    rows = [Text(""), from_pieces([(SUMMARY["plan"], Tone.ACCENT)])]
    if not found.plan:
        rows.append(from_pieces([(SUMMARY["plan_none"], Tone.MUTED)]))
    for each in found.plan:
        rows += _suggestion(each, guides, shown, hide)
    if found.private and shown and not hide:
        rows += [Text(""), from_pieces([(SUMMARY["reminders"], Tone.WARNING)])]
        for each in found.private:
            rows += _suggestion(each, guides, shown, hide)
    return rows


def _suggestion(each: Suggestion, guides: Guides, shown: bool, hide: bool) -> Iterable[Text]:
    words = guides.vocabulary
    if hide or (each.confirm and not shown):
        yield _loose([("· " + SUMMARY["hidden" if hide else "plan_sensitive"], Tone.MUTED)])
        return
    yield _loose([(f"· {each.text}", None)])
    about = SUMMARY["plan_line"].format(
        kind=words.plan_kinds[each.kind], area=words.plan_areas[each.area].label, who=words.roles[each.responsible]
    )
    yield _loose([(f"  {about}", Tone.MUTED)])
    if each.confirm:
        yield _loose([(f"  {SUMMARY['plan_confirm']}", Tone.WARNING)])
    if each.said:
        yield _loose([("  " + SUMMARY["plan_said"].format(said=each.said.replace("\n", " ")), Tone.MUTED)])


def _loose(pieces: list[Piece]) -> Text:
    """Return a line that may wrap."""
    line = from_pieces(pieces)
    line.no_wrap = False
    return line
