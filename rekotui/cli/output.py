"""How an answer is printed: a Rich table on a terminal, aligned plain text in a pipe, or JSON."""

import json
import re
import sys
import unicodedata
from collections.abc import Sequence
from typing import Literal

from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.table_fit import GAP, Column, fit

RIGHT = ">"
# What JSON itself leaves as it stands but a terminal may obey, and halves of characters that UTF-8 cannot hold.
_STEERING = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def print_json(value: object) -> None:
    """Print JSON in UTF-8, with keys in the documented order."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    sys.stdout.write(_STEERING.sub(_escaped, text))
    sys.stdout.write("\n")
    sys.stdout.flush()


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def note(text: str, options: GlobalOptions) -> None:
    """Say something beside the answer, on standard error; --quiet leaves it out."""
    if not options.quiet:
        print(safe(text), file=sys.stderr)


def print_rows(columns: Sequence[Column], rows: Sequence[Sequence[str]], options: GlobalOptions) -> None:
    """Print a table: on a terminal by Rich, as wide as fits; else as plain text with all its columns whole."""
    cells = [[_flat(cell) for cell in row] for row in rows]
    natural = [max(width(line[i]) for line in [[c.title for c in columns], *cells]) for i in range(len(columns))]
    if options.table:
        _rich_table(columns, cells, natural, options)
        return
    for line in [[column.title for column in columns], *cells]:
        print((" " * GAP).join(_padded(cell, natural[i], columns[i].right) for i, cell in enumerate(line)).rstrip())
    sys.stdout.flush()


def width(text: str) -> int:
    """Return how many terminal cells a text takes."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def safe(text: str) -> str:
    """Return text without what could steer a terminal: control characters and direction marks."""
    return "".join(char if unicodedata.category(char)[0] != "C" or char == "\n" else " " for char in text)


def _flat(text: str) -> str:
    return " ".join(safe(text).split())


def _padded(text: str, cells: int, right: bool) -> str:
    room = " " * (cells - width(text))
    return room + text if right else text + room


def _cut(text: str, cells: int) -> str:
    """Return the text, ended by … where it is wider than its column."""
    if width(text) <= cells:
        return text
    kept = text
    while kept and width(kept) > cells - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _rich_table(
    columns: Sequence[Column], cells: Sequence[Sequence[str]], natural: Sequence[int], options: GlobalOptions
) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(no_color=not options.colour, highlight=False)
    fitting = fit(columns, natural, console.width)
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, GAP - 1, 0, 0), header_style="bold")
    for index, cells_wide in zip(fitting.shown, fitting.widths, strict=True):
        side: Literal["right", "left"] = "right" if columns[index].right else "left"
        table.add_column(columns[index].title, justify=side, no_wrap=True, width=cells_wide)
    for row in cells:
        # Text, never str: what people have typed is not markup.
        table.add_row(*(Text(_cut(row[i], w)) for i, w in zip(fitting.shown, fitting.widths, strict=True)))
    console.print(table)
