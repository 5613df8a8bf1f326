"""How an answer is printed: a Rich table on a terminal, aligned plain text in a pipe, or JSON."""

import json
import re
import sys
import unicodedata
from collections.abc import Sequence

from rekotui.cli.global_options import GlobalOptions

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


def print_rows(titles: Sequence[str], rows: Sequence[Sequence[str]], options: GlobalOptions) -> None:
    """Print a table. A title that starts with ">" is a column of numbers, set to the right."""
    if options.table:
        _rich_table(titles, rows, options)
        return
    sides = [title.startswith(RIGHT) for title in titles]
    lines = [
        [title.removeprefix(RIGHT) for title in titles],
        *([_flat(cell) for cell in row] for row in rows),
    ]
    widths = [max(width(line[index]) for line in lines) for index in range(len(titles))]
    for line in lines:
        cells = [_padded(cell, widths[i], sides[i]) for i, cell in enumerate(line)]
        print("  ".join(cells).rstrip())
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


def _rich_table(titles: Sequence[str], rows: Sequence[Sequence[str]], options: GlobalOptions) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for index, title in enumerate(titles):
        right = title.startswith(RIGHT)
        # The first column tells which row it is: on a narrow terminal it is the last to give way.
        table.add_column(title.removeprefix(RIGHT), justify="right" if right else "left", no_wrap=right or not index)
    for row in rows:
        # Text, never str: what people have typed is not markup.
        table.add_row(*(Text(_flat(cell)) for cell in row))
    Console(no_color=not options.colour, highlight=False).print(table)
