"""The blocks that a paper is made of: plain values that templates/house.typ sets on the house style.

Everything that reads as text is text: `#`, `[` or `$` in what somebody wrote mean nothing here. An empty value of a
fact is room to write by hand.
"""

from collections.abc import Iterable, Mapping, Sequence

Block = Mapping[str, object]
"""One block, as the template reads it."""


def heading(text: str, level: int = 1) -> Block:
    """Return a heading below the title: level 1, or 2 under one of level 1 (a jump is no accessible document)."""
    return {"kind": "heading", "text": text, "level": level}


def text(words: str, *, quiet: bool = False, strong: bool = False) -> Block:
    """Return a paragraph; `quiet` = small and grey, for what need not be read at once."""
    return {"kind": "text", "text": words, "quiet": quiet, "strong": strong}


def facts(rows: Iterable[tuple[str, str]], *, label: float = 11, columns: int = 1) -> Block:
    """Return labels with their values; an empty value is a line to write on. `label` = width of the labels in em."""
    return {"kind": "facts", "rows": [list(row) for row in rows], "label": label, "columns": columns}


def ticks(items: Iterable[tuple[str, bool]], *, columns: int = 1, write: Sequence[str] = ()) -> Block:
    """Return boxes with their words, ticked or not; behind those named in `write` there is room to write."""
    told = [{"text": words, "on": on, "write": words in write} for words, on in items]
    return {"kind": "ticks", "items": told, "columns": columns}


def bullets(items: Iterable[str]) -> Block:
    """Return a list of sentences."""
    return {"kind": "bullets", "items": list(items)}


def write(count: int) -> Block:
    """Return empty lines to write on."""
    return {"kind": "write", "count": count}


def scale(low: str, high: str) -> Block:
    """Return a ruler from 0 to 10 to ring a number on, with the words for its ends."""
    return {"kind": "scale", "low": low, "high": high}


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float] = ()) -> Block:
    """Return a table with a head that is repeated on every page; `widths` are shares, equal where left out."""
    told = [list(row) for row in rows]
    return {"kind": "table", "heads": list(heads), "rows": told, "widths": list(widths) or [1.0] * len(heads)}


def note(words: str) -> Block:
    """Return a paragraph in a frame."""
    return {"kind": "note", "text": words, "breakable": len(words) > 1500}


def signatures(who: Iterable[str], labels: tuple[str, str, str]) -> Block:
    """Return room for each one who signs; `labels` name the day, the signature and the name in plain letters."""
    return {"kind": "signatures", "who": list(who), "labels": list(labels)}


def said(question: str, answer: str, remark: str = "") -> Block:
    """Return a question with its answer and a remark."""
    return {"kind": "said", "question": question, "answer": answer, "note": remark}


def together(*blocks: Block) -> Block:
    """Return blocks that stand on one page, if they are not longer than one."""
    return {"kind": "together", "blocks": list(blocks)}


def new_page() -> Block:
    """Begin a new page."""
    return {"kind": "page"}
