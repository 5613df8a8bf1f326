"""Reading a finished paper back: its text, its tags, its fonts."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfua
from pypdf import PdfReader


def opened(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def text_of(data: bytes) -> str:
    """Return all text in reading order, words parted by one space; places where a line may end are nothing."""
    pages = (page.extract_text() for page in opened(data).pages)
    return " ".join(" ".join(pages).replace("\u200b", "").split())


def outside(data: bytes) -> list[str]:
    """Return the texts that begin beside a page or below its foot: what nobody would see on paper."""
    found: list[str] = []
    for page in opened(data).pages:
        wide, high = float(page.mediabox.width), float(page.mediabox.height)

        def look(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
            # Typst turns the page upside down by its matrix; the point is where the text begins.
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            if text.strip() and not (0 < x < wide and 0 < y < high):  # noqa: B023
                found.append(text)

        page.extract_text(visitor_text=look)
    return found


def tags_of(data: bytes) -> list[str]:
    """Return the roles of the structure tree, in order."""
    return [str(node["/S"]) for node in _nodes(opened(data).trailer["/Root"]["/StructTreeRoot"])]


def _nodes(parent: Any) -> Iterator[Any]:
    kids = parent.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        node = kid.get_object()
        if hasattr(node, "get") and "/S" in node:
            yield node
            yield from _nodes(node)


def fonts_of(data: bytes) -> dict[str, bool]:
    """Return every font with whether it lies in the file."""
    found: dict[str, bool] = {}
    for page in opened(data).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            for own in font.get_object().get("/DescendantFonts", [font]):
                kept = own.get_object()["/FontDescriptor"]
                found[str(own.get_object()["/BaseFont"])] = any(f"/FontFile{end}" in kept for end in ("", "2", "3"))
    return found


def holds_as_accessible(data: bytes, folder: Path, title: str) -> None:
    """Assert what every paper of ours promises: checked, tagged, in Swedish, titled, with its fonts in it."""
    path = folder / "paper.pdf"
    path.write_bytes(data)
    assert pdfua.validate(str(path)).findings == ()
    root = opened(data).trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("sv-SE", True)
    assert opened(data).metadata is not None
    assert opened(data).metadata["/Title"] == title
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert set(fonts_of(data).values()) == {True}
    assert {"/Document", "/P"} <= set(tags_of(data))
