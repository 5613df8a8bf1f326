"""The preparation sheet (forberedelse): the guide's questions with room to write, for the patient to take home.

It names nobody: somebody else at home may read it. The case number at the foot tells whose it is when it comes back.
"""

from collections.abc import Iterator
from datetime import date

from rekotui.casework.guide import CHOICE, MULTI, SCALE, YES_NO, Guide, Guides, Question
from rekotui.casework.guide_messages import YES_NO_WORDS
from rekotui.casework.interview_summary import filled
from rekotui.exchange.paper import blocks as b
from rekotui.exchange.paper.consent_messages import UNKNOWN
from rekotui.exchange.paper.preparation_messages import PREPARATION
from rekotui.exchange.paper.ready import Ready, export_event
from rekotui.exchange.paper.typesetting import Paper, Sender
from storage.reading import CaseLine

GUIDE = "forberedelse"
_LINES = 3
"""Lines to write on under a question; more paper can always be taken."""
_SHORT = 46
"""Signs of the longest answer with which answers stand in two columns."""


def preparation_sheet(case: CaseLine | None, guides: Guides, sender: Sender, on: date) -> Ready:
    """Return the sheet for a case, or one about nobody."""
    guide, number = guides[GUIDE], case.number if case else ""
    paper = Paper(guide.title, sender, on, tuple(_blocks(guide, sender)), number)
    return Ready(paper, export_event(case, "preparation", identities=False), {"case": number or None})


def _blocks(guide: Guide, sender: Sender) -> Iterator[b.Block]:
    known = {"coordinator_name": sender.name, "unit_name": sender.unit, "coordinator_phone": sender.phone}
    values = {name: text or UNKNOWN.get(name, "") for name, text in known.items()}
    first = True
    for section in guide.sections:
        asked = [question for question in section.questions if not question.hidden]
        if section.sensitive or not (asked or section.info):
            continue
        if not first:
            yield b.heading(section.title)
        for words in section.info:
            yield b.text(filled(words, values))
        if first:
            # What is said first is the sheet's own lead: it needs no heading below the title.
            yield b.facts([(PREPARATION["time"], "")], label=7)
            first = False
        for question in asked:
            yield b.together(*_question(question))


def _question(question: Question) -> Iterator[b.Block]:
    yield b.text(question.text, strong=True)
    if question.type == SCALE:
        yield b.text(PREPARATION["ring"], quiet=True)
        yield b.scale(question.low, question.high)
    elif question.type in (CHOICE, MULTI):
        texts = [option.text for option in question.options]
        write = [option.text for option in question.options if option.id == "other"]
        columns = 2 if max(map(len, texts)) <= _SHORT else 1
        yield b.ticks([(text, False) for text in texts], columns=columns, write=write)
    elif question.type == YES_NO:
        yield b.ticks([(text, False) for text in YES_NO_WORDS.values()], columns=2)
    else:
        yield b.write(_LINES)
