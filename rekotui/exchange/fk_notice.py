"""The notice to Försäkringskassan of an assumed need of rehabiliteringsåtgärder (lag 2019:1297 4 §; rules.md A.2, D).

A working text, not the form FK 7429. What stands in it comes from the guide fk_anmalan where that is filled in, else
from the case; what is not known is a line to fill in by hand. Each part needs a tick of the consents to
Försäkringskassan, and is left out and named where that is missing (content/fk_notice.json). Sensitive answers and notes
never enter it; of a protected identity neither name, number, employer nor anything written in free text (design 4).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from rekotui.casework.consent_gate import grounds
from rekotui.casework.consent_state import Moment, standing
from rekotui.casework.disclosure import Permitted, Wanted
from rekotui.casework.guide import OPEN, TEXT, Guide, Guides
from rekotui.casework.guide_messages import BLANK_LINE
from rekotui.casework.interview import Asked, visible
from rekotui.casework.interview_values import in_words
from rekotui.casework.sick_leave import degree_on
from rekotui.content.load import load_json
from rekotui.exchange import fk_notice_messages as words
from storage.consent_reading import ledger
from storage.interview_reading import latest, stored_sheet
from storage.reading import CaseLine, Reader
from storage.work_reading import case_fact_of

FACE = "fk_notice"
YES, NO = "yes", "no"
_APPLIED = {"no_application": NO, "no_income_base": ""}
_END_OF_DAY = "24:00"


class Told(NamedTuple):
    """What is told of one thing; `free`: in words that somebody has typed."""

    text: str
    free: bool = False


class Material(NamedTuple):
    """All that could stand in the notice of a case on a day, whatever may be told.

    `answers` are the guide's, by question, in words; `guide` tells which are required. `applied` is yes, no, "" (does
    not matter) or None (not known); `physician_knows` False only where she has said so.
    """

    line: CaseLine
    on: date
    guide: Guide
    answers: Mapping[str, Told]
    applied: str | None
    physician_knows: bool
    not_told: bool
    answer_by: date


class NoticeLine(NamedTuple):
    """A label with what stands by it; `blank`: it is to be filled in by hand."""

    label: str
    text: str
    blank: bool = False


class NoticePart(NamedTuple):
    """A part of the notice under its heading."""

    key: str
    title: str
    lines: tuple[NoticeLine, ...]


class Notice(NamedTuple):
    """The notice as it may be let out: its parts, the titles of those left out, and what she is to check."""

    material: Material
    permitted: Permitted
    parts: tuple[NoticePart, ...]
    left_out: tuple[str, ...]
    checks: tuple[str, ...]


def wanted(ground: str = "", reason: str = "") -> Wanted:
    """Return what the notice asks to let out."""
    about = tuple(dict.fromkeys(part["tick"] for part in _table()["parts"] if part["tick"]))
    return Wanted(_table()["party"], about, _table()["kind"], ground=ground, reason=reason)


def material(reader: Reader, line: CaseLine, on: date, guides: Guides) -> Material:
    """Read what could stand in the notice of a case; nothing of it may be shown before it is disclosed."""
    from storage.signals import rules_in_force

    guide = guides[_table()["guide"]]
    own = latest(reader, line.case_id, guide.id)
    stored = stored_sheet(reader, own.interview_id, guides) if own else None
    asked = tuple(visible(stored.sheet)) if stored else ()
    days = rules_in_force(reader.connection, reader.settings)["fk_answers"].n("answer_days")
    consents = (each for each in ledger(reader, line.case_id) if each.party == _table()["party"])
    noted = str(case_fact_of(reader, line.case_id).values.get("applied") or "")
    return Material(
        line=line,
        on=on,
        guide=guide,
        answers={**_known(line, on), **_answers(asked)},
        applied=_APPLIED.get(_code(asked, "fk_case_open"), YES) if _code(asked, "fk_case_open") else noted or None,
        physician_knows=_code(asked, "fk_physician_informed") != NO,
        not_told=any(standing(each, Moment(on, _END_OF_DAY), ()).not_told.strip() for each in consents),
        answer_by=on + timedelta(days=days),
    )


def notice(known: Material, permitted: Permitted) -> Notice:
    """Return the notice with the parts that may be told, after `storage.disclosures.disclose` has said which."""
    parts, left_out = [], []
    for part in _table()["parts"]:
        if part["tick"] and part["tick"] not in permitted.told:
            left_out.append(str(part["title"]))
        elif lines := tuple(_lines(known, part)):
            parts.append(NoticePart(part["id"], part["title"], lines))
    made = Notice(known, permitted, tuple(parts), tuple(left_out), ())
    return made._replace(checks=tuple(_checks(made)))


def as_text(made: Notice) -> str:
    """Return the notice as plain text that is Markdown too: to be pasted where it is to go, or printed."""
    told = [f"# {words.TEXT['title']}", "", words.TEXT["about"], "", words.TEXT["day"].format(day=made.material.on)]
    told += [_basis(made)]
    for part in made.parts:
        told += ["", f"## {part.title}", ""]
        told += [words.TEXT["line"].format(label=line.label, text=_indented(line.text)) for line in part.lines]
    if made.left_out:
        told += ["", words.TEXT["left_out"].format(what=_listed(made.left_out))]
    return "\n".join([*told, ""])


def as_json(made: Notice) -> dict[str, object]:
    """Return the notice with its keys (docs/cli.md)."""
    answer = made.permitted.answer
    return {
        "case": made.material.line.number,
        "date": made.material.on.isoformat(),
        "party": _table()["party"],
        "kind": _table()["kind"],
        "gate": answer.verdict,
        "consent": answer.consent_id,
        "since": made.permitted.since.isoformat() if made.permitted.since else None,
        "ground": answer.ground or None,
        "told": list(made.permitted.told),
        "left_out": list(made.permitted.left_out),
        "parts": [
            {
                "key": part.key,
                "label": part.title,
                "lines": [{"label": line.label, "text": None if line.blank else line.text} for line in part.lines],
            }
            for part in made.parts
        ],
        "checks": list(made.checks),
        "answer_by": made.material.answer_by.isoformat(),
    }


def _lines(known: Material, part: Mapping[str, Any]) -> Iterator[NoticeLine]:
    hidden = known.line.protected
    if part["id"] == "sender":
        name = f"{known.line.name}, {known.line.personnummer}"
        yield NoticeLine(words.TEXT["patient"], words.TEXT["protected"] if hidden else name)
    questions = {question.id: question for _section, question in known.guide.questions()}
    for line in part["lines"]:
        question, told = questions.get(line["question"]), known.answers.get(line["question"])
        needed = question is not None and question.required
        if hidden and (told.free if told else needed):
            # What is written in free text may say who it is about.
            yield NoticeLine(line["label"], words.TEXT["by_hand"], blank=True)
        elif told:
            yield NoticeLine(line["label"], told.text)
        elif needed:
            yield NoticeLine(line["label"], BLANK_LINE, blank=True)


def _known(line: CaseLine, on: date) -> dict[str, Told]:
    """Return what the case knows of what the guide asks: nobody is asked twice."""
    found = {"fk_sender": line.unit, "fk_physician": line.physician, "fk_occupation": line.occupation}
    if line.first_day and line.last_day:
        found["fk_leave"] = words.TEXT["leave"].format(first=line.first_day, last=line.last_day)
        if (degree := degree_on(line.periods, on)) is not None:
            found["fk_leave"] += words.TEXT["degree"].format(degree=degree, day=on)
    return {key: Told(text) for key, text in found.items() if text.strip()}


def _answers(asked: Sequence[Asked]) -> dict[str, Told]:
    """Return the open answers in words; notes, declines and what is sensitive stay out."""
    return {
        one.question.id: Told(in_words(one.question, one.answer.value), one.question.type == TEXT)
        for one in asked
        if one.answer.counts and one.answer.value is not None and one.question.protection == OPEN
    }


def _code(asked: Sequence[Asked], question: str) -> str:
    """Return the answer to a question as its code, "" where there is none."""
    found = next((one for one in asked if one.question.id == question and one.answer.counts), None)
    return str(found.answer.value) if found else ""


def _checks(made: Notice) -> Iterator[str]:
    known = made.material
    if made.left_out:
        yield words.CHECKS["left_out"].format(what=_listed(made.left_out))
    if made.permitted.answer.ground:
        yield words.CHECKS["ground"]
    elif known.not_told:
        yield words.CHECKS["not_told"]
    if known.line.protected:
        yield words.CHECKS["protected"]
    if known.applied in (None, NO):
        yield words.CHECKS["applied_unknown" if known.applied is None else "applied_no"]
    if not known.physician_knows:
        yield words.CHECKS["physician"]
    if blanks := [line.label for part in made.parts for line in part.lines if line.blank]:
        yield words.CHECKS["to_fill_in"].format(what=_listed(blanks))
    yield words.CHECKS["next"].format(day=known.answer_by)


def _basis(made: Notice) -> str:
    answer = made.permitted.answer
    if answer.ground:
        return words.TEXT["by_ground"].format(ground=grounds()[answer.ground])
    return words.TEXT["by_consent"].format(day=made.permitted.since)


def _listed(titles: tuple[str, ...] | list[str]) -> str:
    return ", ".join(title[:1].lower() + title[1:] for title in titles)


def _indented(text: str) -> str:
    return "\n  ".join(text.strip().splitlines())


def _table() -> dict[str, Any]:
    table = load_json("fk_notice.json")
    if not isinstance(table, dict):
        raise TypeError("fk_notice.json is a table")
    return table
