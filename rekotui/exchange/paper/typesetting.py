"""Setting a paper: plain values in, an accessible PDF out (PDF/UA-1 and PDF/A-2a), the same bytes every time.

typst does the work, in memory: nothing is written, nothing fetched, and no fonts but its own are used, so that a paper
looks the same on every computer. It is imported here, when something is printed, and never by a look-up. Templates are
the package's own files; all values travel as JSON, so that what somebody wrote stays text.
"""

import json
import os
import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from rekotui.exchange.paper.blocks import Block
from rekotui.exchange.paper.messages import CONTACT, FOOT

SHEET = "sheet.typ"
UNKNOWN_SIGN = "\ufffd"
"""Stands where no font of ours has the sign (an emoji, most of the world's scripts)."""
_TEMPLATES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "templates")
_REFUSED = re.compile(r'(?:the text|codepoint) `"(.*?)"`', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_LONGEST_WORD = 40
_PIECE = 20
_LONG = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")


class Sender(NamedTuple):
    """Who the paper is from: the unit, its coordinator, and how she is reached. What is "" is not known."""

    unit: str = ""
    name: str = ""
    phone: str = ""


class Paper(NamedTuple):
    """A paper to set. `case` and `anchor` stand at the foot of each page, where they are known; size in points."""

    title: str
    sender: Sender
    on: date
    blocks: Sequence[Block]
    case: str = ""
    anchor: str = ""
    size: float = 11.5


class Printed(NamedTuple):
    """The finished file, the signs that no font could show, and how many pages it has."""

    data: bytes
    unknown: str
    pages: int


def typeset(paper: Paper, template: str = SHEET) -> Printed:
    """Return a paper as PDF. `template` is a file of ours that takes the same values.

    Signs that cannot be shown become UNKNOWN_SIGN and are told, rather than that the paper fails.
    """
    values = _values(paper)
    found: set[str] = set()
    data = _compiled(values, template, found)
    return Printed(data, "".join(sorted(found)), _pages(data))


def _compiled(values: object, template: str, found: set[str]) -> bytes:
    import typst

    fonts = typst.Fonts(include_system_fonts=False)
    while True:
        told = json.dumps(_each(values, partial(_shown, unknown=found)), ensure_ascii=False)
        try:
            return typst.compile(
                os.path.join(_TEMPLATES, template),
                root=_TEMPLATES,
                font_paths=fonts,
                format="pdf",
                pdf_standards=["a-2a", "ua-1"],
                timestamp=0,
                sys_inputs={"paper": told},
            )
        except typst.TypstError as error:
            more = _refused(error.diagnostic) - found
            if not more:
                raise
            found |= more


def _pages(data: bytes) -> int:
    import io

    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(data)).pages)


def _refused(diagnostic: str) -> set[str]:
    """Return the signs that the compiler could not show; plain letters beside them are not to blame."""
    texts = (_ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in _REFUSED.findall(diagnostic))
    return {sign for text in texts for sign in text if ord(sign) > 0x17F and sign != UNKNOWN_SIGN}


def _values(paper: Paper) -> dict[str, object]:
    sender = paper.sender
    contact = CONTACT["named"].format(name=sender.name) if sender.name else CONTACT["role"]
    foot = [FOOT["printed"].format(day=paper.on.isoformat())]
    if paper.case:
        foot.insert(0, FOOT["case"].format(case=paper.case))
    if paper.anchor:
        foot.append(FOOT["anchor"].format(anchor=paper.anchor))
    return {
        "title": paper.title,
        "unit": sender.unit,
        "contact": "\n".join([contact, *([CONTACT["phone"].format(phone=sender.phone)] if sender.phone else [])]),
        "on": paper.on.isoformat(),
        "foot": " · ".join(foot),
        "page": FOOT["page"],
        "size": paper.size,
        "blocks": list(paper.blocks),
    }


def _each(value: object, change: Callable[[str], str]) -> object:
    """Return plain values with every text changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each(inner, change) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_each(inner, change) for inner in value]
    return value


def _shown(text: str, unknown: set[str]) -> str:
    """Return a text that can be set: composed, no control signs, words that fit a line."""
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    kept = (UNKNOWN_SIGN if sign in unknown else sign for sign in plain if _may_stand(sign))
    # A zero-width space is a place where a line may end and nothing that is seen.
    return _LONG.sub(lambda word: "\u200b".join(_pieces(word[0])), "".join(kept))


def _may_stand(sign: str) -> bool:
    return sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _pieces(word: str) -> list[str]:
    return [word[start : start + _PIECE] for start in range(0, len(word), _PIECE)]
