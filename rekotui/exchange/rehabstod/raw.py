"""What a format's parser hands to the shared layer: cells as text, and what the page said about the list."""

from dataclasses import dataclass, field
from datetime import date

from rekotui.exchange.rehabstod.records import Notice

MOST_ROWS = 10_000
"""Sjukfall a list can have at most; a large unit has some hundred."""

MOST_GRID_ROWS = MOST_ROWS + 1_000
"""Rows with something in them a sheet or csv file can have at most: the sjukfall, and the text around them."""

MOST_GRID_COLUMNS = 500
"""Cells with something in them a row of a grid can have at most; Rehabstöd has sixteen columns."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it came: its bytes, its name without folders, and its text if it is text or a PDF (else None)."""

    data: bytes
    name: str
    text: str | None


@dataclass(slots=True)
class RawRow:
    """One row or block: cells by column heading, and what happened to it on the way.

    `dirty`: control characters were removed. `unread`: some of its text found no column. `faulty`: columns
    whose cell holds an error instead of a value. `main_only`: the diagnosis is the main code alone, and the file
    does not say whether there are others. `degree_today` and `ended` are set only by formats that can tell (bold,
    italics). Formats with labels set the others: `lacks` are the columns whose label the other rows have and this one
    has lost, `broken` says that its cells may be several people's, `cut` are the columns whose value ends with the mark
    of a cut, and `names_cut` says that names of diagnoses are not to be trusted.
    """

    row: int
    cells: dict[str, str] = field(default_factory=dict)
    dirty: bool = False
    unread: bool = False
    faulty: tuple[str, ...] = ()
    main_only: bool = False
    degree_today: int | None = None
    ended: bool | None = None
    lacks: tuple[str, ...] = ()
    broken: bool = False
    cut: tuple[str, ...] = ()
    names_cut: bool = False


@dataclass(slots=True)
class RawList:
    """A list as a parser found it. `headings` are its columns by today's names, None when it had no heading row.

    `written`: the headings as the file has them, where they may be others than today's.
    `ends_open`: the format can be cut off anywhere (a copy), so the last row must be looked at for what it
    lacks.
    `filtered`: True if the page showed a filter in use, False if it showed that there was none, None if it
    showed nothing. `part`: what stands above the table says that people are left out, whatever it counts
    (chosen filters, a doctor's own list). `remarks`: what the parser itself has to say.
    """

    format: str
    rows: list[RawRow]
    headings: tuple[str, ...] | None
    ends_open: bool = False
    unit: str | None = None
    list_date: date | None = None
    shown: int | None = None
    total: int | None = None
    filtered: bool | None = None
    written: tuple[str, ...] | None = None
    part: bool = False
    remarks: tuple[Notice, ...] = ()
