"""Open a PDF: the text of its pages. Runs in the process apart (`apart_child`), within its bounds.

pypdf reads what it can of a broken file and leaves out the rest. A list must come whole or not at all, so a file that
was cut off, or in which something was damaged, is refused.
"""

import logging
import re
import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from rekotui.base.errors import UnreadableError

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 250
"""Some two thousand sjukfall; a large unit has some hundred."""
MOST_TEXT = 2_000_000
"""Characters on all pages together; a page of Rehabstöd's has some three thousand."""
MOST_UNFOLDED = 16_000_000
"""Bytes that any one stream may unfold to, fonts included."""
MOST_ALL_UNFOLDED = 160_000_000
"""Bytes that all streams together may unfold to."""
_MOST_CONTENT = 2_000_000
"""Bytes that the drawing of one page may unfold to; a page of Rehabstöd's has some forty thousand."""
_MOST_OBJECTS = 200_000
_MOST_TREE = 5_000
_MOST_OPERATIONS = 100_000
_MOST_FORMS = 100

_END = b"%%EOF"
_TAIL = 2048
_STREAM = re.compile(rb">>\s{0,4}stream\r?\n")
_ABOUT = 1000
_OTHER_FILTER = re.compile(rb"/(?!Flate)[A-Z]\w{1,20}Decode|/Crypt\b")
_CHUNK = 1 << 16

_LOSSES = ("pypdf.filters", "pypdf._page")
_LEAST_LETTERS = 0.3
_MOST_UNREADABLE = 0.05


class _Losses(logging.Handler):
    """Hears whether pypdf left something out: it says so in its log only."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard = False

    def emit(self, record: logging.LogRecord) -> None:
        """Note a warning; its words may quote the file and go nowhere."""
        self.heard = self.heard or record.name.startswith(_LOSSES)


def pages(data: bytes) -> list[str]:
    """Return the text of each page.

    Raises UnreadableError: damaged or cut off, locked, without text, too many pages, too much to unfold.
    """
    import pypdf
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    if _END not in data[-_TAIL:]:
        raise UnreadableError("list_file_damaged")
    losses = _listen()
    limits = pypdf.Configuration(
        zlib_maximum_output_length=MOST_UNFOLDED,
        lzw_maximum_output_length=MOST_UNFOLDED,
        run_length_maximum_output_length=MOST_UNFOLDED,
        brotli_maximum_output_length=MOST_UNFOLDED,
        array_based_stream_maximum_output_length=_MOST_CONTENT,
        stream_decoding_work_maximum_length=4 * MOST_UNFOLDED,
        stream_parsing_work_maximum_count=_MOST_OPERATIONS,
        page_tree_maximum_entries=_MOST_TREE,
        xform_maximum_invocations_per_extraction=_MOST_FORMS,
        jbig2dec_binary=None,
    )
    try:
        with pypdf.apply_configuration(limits):
            reader = pypdf.PdfReader(BytesIO(data), xref_stream_maximum_entries=_MOST_OBJECTS)
            if not reader.is_encrypted:
                _check_streams(data)
            found = _texts(reader)
    except (FileNotDecryptedError, DependencyError):
        raise UnreadableError("list_pdf_encrypted") from None
    except LimitReachedError:
        raise UnreadableError("list_too_heavy") from None
    if losses.heard:
        raise UnreadableError("list_file_damaged")
    _check_readable(found)
    return found


def _listen() -> _Losses:
    """Hear pypdf's warnings, and let nobody else hear them."""
    losses = _Losses()
    log = logging.getLogger("pypdf")
    log.handlers, log.propagate = [losses], False
    return losses


def _check_streams(data: bytes) -> None:
    """Raise UnreadableError if a compressed stream is not what its checksum says; pypdf would read on past that."""
    left = MOST_ALL_UNFOLDED
    for match in _STREAM.finditer(data):
        about = data[max(match.start() - _ABOUT, 0) : match.start()].rpartition(b" obj")[2]
        if b"/FlateDecode" in about and not _OTHER_FILTER.search(about):
            left -= _unfolded(data, match.end(), min(left, MOST_UNFOLDED))


def _unfolded(data: bytes, start: int, most: int) -> int:
    """Return how many bytes a stream unfolds to, at most `most`."""
    unfold = zlib.decompressobj()
    size, at = 0, start
    try:
        while not unfold.eof:
            chunk = unfold.unconsumed_tail or data[at : at + _CHUNK]
            at += 0 if unfold.unconsumed_tail else _CHUNK
            if not chunk:
                raise UnreadableError("list_file_damaged")
            size += len(unfold.decompress(chunk, _CHUNK))
            if size > most:
                raise UnreadableError("list_too_heavy")
    except zlib.error:
        raise UnreadableError("list_file_damaged") from None
    return size


def _texts(reader: "PdfReader") -> list[str]:
    found: list[str] = []
    size = 0
    if len(reader.pages) > MOST_PAGES:
        raise UnreadableError("list_pdf_pages", most=MOST_PAGES)
    for page in reader.pages:
        found.append(_text(page))
        size += len(found[-1])
        if size > MOST_TEXT:
            raise UnreadableError("list_too_long")
    return found


def _text(page: "PageObject") -> str:
    """Return a page's text; a page whose drawing is gone is damaged, one that never had any is empty."""
    if "/Contents" not in page:
        return ""
    content = page.get_contents()
    if content is None:
        raise UnreadableError("list_file_damaged")
    if len(content.get_data()) > _MOST_CONTENT:
        raise UnreadableError("list_too_heavy")
    return page.extract_text()


def _check_readable(texts: Sequence[str]) -> None:
    """Raise UnreadableError for pages of pictures, and for fonts that do not say which letters they draw.

    Of such a font only the numbers of its shapes come out, and some of those numbers are no characters at all.
    """
    text = "".join("".join(texts).split())
    if not text:
        raise UnreadableError("list_pdf_no_text")
    letters, readable = sum(map(str.isalpha, text)), sum(map(str.isprintable, text))
    if letters < _LEAST_LETTERS * len(text) or len(text) - readable > _MOST_UNREADABLE * len(text):
        raise UnreadableError("list_pdf_no_letters")
