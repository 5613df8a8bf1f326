"""A sealed plan ready to be let out: as a paper, as Markdown, or as the record's text; and what is logged about it."""

from collections.abc import Iterator
from datetime import date

from rekotui.casework.journal import text_of
from rekotui.casework.plan import GOAL, tree, words
from rekotui.casework.plan_journal import PlanNote
from rekotui.exchange.cells import in_markdown
from rekotui.exchange.paper.plan_messages import TITLE
from rekotui.exchange.paper.plan_paper import PlanSheet, plan_paper
from rekotui.exchange.paper.ready import Ready
from rekotui.exchange.paper.typesetting import Sender
from rekotui.exchange.plan_messages import PLAN
from rekotui.exchange.plan_text import PlanText, facts_of, state_line, steps_line
from storage.history import Event
from storage.reading import Reader
from storage.verifying import newest_anchor

FORMATS = ("md", "journal", "pdf")
_ENDINGS = {"md": "md", "markdown": "md", "txt": "journal", "pdf": "pdf"}


def format_of(name: str) -> str:
    """Return the format that a file's name ends in, "" where the ending says none."""
    return _ENDINGS.get(name.rpartition(".")[2].lower(), "") if "." in name else ""


def export_event(found: PlanText, format_: str) -> Event:
    """Return the line for the access log: which version, in which form, and whether it names the patient."""
    case = found.case
    named = format_ == "pdf" and not case.protected
    payload = {"face": "plan", "format": format_, "version": found.number, "identities": named}
    return Event("export", "case", case.case_id, case.case_id, payload)


def sheet_of(found: PlanText) -> PlanSheet:
    """Return what the paper says of a sealed version; of a protected identity without name and number."""
    version, current, case = found.version, found.series.current, found.case
    assert version is not None
    newer = current is not None and current.number > version.number
    return PlanSheet(
        plan=found.plan,
        number=version.number,
        sealed_on=version.sealed_on,
        name="" if case.protected else case.name,
        personnummer="" if case.protected else case.personnummer,
        newest=current.number if current and newer else version.number,
        newest_on=current.sealed_on if current and newer else None,
        voided_on=version.voided_on,
        follow_up_on=found.series.follow_up_on(version),
    )


def on_paper(reader: Reader, found: PlanText, on: date, sender: Sender) -> Ready:
    """Return a sealed version as a paper with its line for the log and its keys."""
    paper = plan_paper(sheet_of(found), sender, on, found.case.number, newest_anchor(reader))
    record = {"case": found.case.number, "version": found.number, "identities": not found.case.protected}
    return Ready(paper, export_event(found, "pdf"), record)


def as_journal(found: PlanText) -> str:
    """Return the record's text of a version as it was sealed."""
    version = found.version
    assert version is not None
    before = next((each.number for each in found.series.versions if each.version_id == version.base_id), 0)
    note = PlanNote(version.sealed_on, version.number, found.plan, before, version.voided_on, version.void_reason)
    return f"{text_of(note)}\n"


def as_markdown(found: PlanText) -> str:
    """Return a version as a Markdown page, without the patient's name: the case number leads to her."""
    return "\n".join((*_lines(found), ""))


def _lines(found: PlanText) -> Iterator[str]:
    plan = found.plan
    yield f"# {TITLE}, {found.case.number}"
    yield ""
    yield in_markdown(f"{state_line(found)}.")
    if plan.assessment:
        yield ""
        yield in_markdown(plan.assessment)
    for item, depth in tree(plan):
        told = ", ".join(facts_of(item))
        if item.kind == GOAL:
            yield from ("", f"## {in_markdown(item.text)}", "")
            if item.quote:
                yield from (f"> {in_markdown(item.quote)}", "")
            continue
        room = "  " * (depth - 1)
        name = f"**{in_markdown(item.text)}**" if item.kind == "subgoal" else in_markdown(item.text)
        yield f"{room}- {name}{f' ({in_markdown(told)})' if told else ''}"
        if item.quote:
            yield f"{room}  > {in_markdown(item.quote)}"
    yield ""
    yield from _whole(found)


def _whole(found: PlanText) -> Iterator[str]:
    plan = found.plan
    if plan.steps:
        yield f"- {in_markdown(steps_line(plan))}"
    if plan.evaluate_on:
        yield f"- {PLAN['evaluate'].format(day=plan.evaluate_on)}"
    if plan.meeting:
        yield f"- {in_markdown(PLAN['meeting'].format(meeting=plan.meeting))}"
    if plan.participation:
        why = f": {plan.participation_why}" if plan.participation_why else ""
        yield f"- {in_markdown(words('participation')[plan.participation] + why)}"
    if plan.agreed_with:
        yield f"- {in_markdown(PLAN['agreed_with'].format(who=plan.agreed_with))}"
