"""The text of a PDF, taken out of it in a process apart (design 6)."""

from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod.apart import opened

PAGE_BREAK = "\f"


def text_of_pdf(data: bytes) -> str:
    """Return the text of all pages, a form feed between them.

    Raises UnreadableError for a PDF that is damaged, locked, without text, or too heavy.
    """
    pages = opened("pdf", data)
    if not isinstance(pages, list) or not all(isinstance(page, str) for page in pages):
        raise UnreadableError("list_file_damaged")
    return PAGE_BREAK.join(pages)
