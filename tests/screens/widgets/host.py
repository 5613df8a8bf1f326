"""A small app to try widgets in, and rows of fictitious people to fill tables with."""

import threading
from collections.abc import Sequence

from textual.app import App, ComposeResult
from textual.widget import Widget
from textual.widgets import Input

from screens.theme import LIGHT, register_themes
from screens.widgets.case_table import CaseTable
from screens.widgets.chain_bar import chain_bar, chain_ruler
from screens.widgets.columns import Column, TableRow
from screens.widgets.toned_text import toned
from screens.widgets.tones import Tone

COLUMNS = (
    Column("name", "Namn", 20, flex=True, priority=100, most=30),
    Column("day", "Dag", 4, align="right", priority=90),
    Column("chain", chain_ruler(), 18, priority=60),
    Column("degree", "Grad", 6, align="right", priority=80),
    Column("diagnosis", "Diagnos", 8, priority=40),
    Column("doctor", "Läkare", 16, priority=30),
    Column("next", "Nästa steg", 18, flex=True, priority=95),
)
FAMILY = ("Övergård", "Testgård", "Björktest", "Exempelgren", "Åström-Test", "Övning", "Nilsdotter")
GIVEN = ("Utkast", "Klar", "Attrappa", "Kopia", "Fejka", "Tolvan", "Öva")
STEPS = (
    "Ring arbetsgivaren",
    "Plan följs upp i dag",
    "Samtycke saknas",
    "Sök sjukpenning dag 15",
    "Intyg slutar tor 26 nov",
    "Väntar på FK, 9 nov",
    "Ingen nästa kontakt",
)


def row(number: int) -> TableRow:
    """Return a fictitious case; every seventh is urgent, every seventh has no known day."""
    turn = number % 7
    day = None if turn == 6 else (number * 61) % 400
    step = toned(STEPS[turn], Tone.WARNING) if turn == 0 else STEPS[turn]
    return TableRow(
        f"k{number}",
        (
            f"{FAMILY[turn]}, {GIVEN[(number // 7) % 7]} {number}",
            "–" if day is None else str(day),
            chain_bar(day),
            ("100 %", "50 %", "75 %", "25 %", "–")[number % 5],
            "F43.8A",
            "Dr Testdoktor",
            step,
        ),
        toned("!", Tone.WARNING) if turn == 0 else toned("·", Tone.MUTED),
    )


class Rows:
    """A source that makes rows as they are asked for, and remembers what was asked."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.numbers = numbers
        self.pages: list[int] = []
        self.threads: set[int] = set()
        self.gate = threading.Event()
        self.gate.set()
        self.inside = 0
        self.most_inside = 0

    def count(self) -> int:
        return len(self.numbers)

    def page(self, offset: int, limit: int) -> list[TableRow]:
        self.inside += 1
        self.most_inside = max(self.inside, self.most_inside)
        self.gate.wait(10)
        self.pages.append(offset // limit)
        self.threads.add(threading.get_ident())
        self.inside -= 1
        return [row(number) for number in self.numbers[offset : offset + limit]]

    def index_of(self, key: str) -> int | None:
        number = int(key[1:])
        return self.numbers.index(number) if number in self.numbers else None


class FixedRows:
    """A source of rows that were made before."""

    def __init__(self, rows: Sequence[TableRow]) -> None:
        self.rows = rows

    def count(self) -> int:
        return len(self.rows)

    def page(self, offset: int, limit: int) -> Sequence[TableRow]:
        return self.rows[offset : offset + limit]

    def index_of(self, key: str) -> int | None:
        return next((at for at, each in enumerate(self.rows) if each.key == key), None)


class Host(App[None]):
    """Shows some widgets in the program's light theme, and writes down what tables tell."""

    def __init__(self, *shown: Widget, theme: str = LIGHT) -> None:
        super().__init__()
        self.shown = shown
        register_themes(self)
        self.theme = theme
        self.told: list[tuple[str, object]] = []

    def compose(self) -> ComposeResult:
        yield from self.shown

    def on_case_table_row_highlighted(self, message: CaseTable.RowHighlighted) -> None:
        self.told.append(("highlighted", message.key))

    def on_case_table_row_selected(self, message: CaseTable.RowSelected) -> None:
        self.told.append(("selected", message.key))

    def on_case_table_header_selected(self, message: CaseTable.HeaderSelected) -> None:
        self.told.append(("header", (message.column_key, message.add)))

    def on_case_table_loaded(self, message: CaseTable.Loaded) -> None:
        self.told.append(("loaded", message.count))

    def on_case_table_load_failed(self, message: CaseTable.LoadFailed) -> None:
        self.told.append(("failed", type(message.error).__name__))

    def of_kind(self, kind: str) -> list[object]:
        return [value for each, value in self.told if each == kind]


def filter_box() -> Input:
    """Return a field that can take the focus from a table."""
    return Input(placeholder="filtrera", compact=True)


def screen_lines(app: App[None]) -> list[str]:
    """Return the screen as lines of text."""
    return ["".join(segment.text for segment in line) for line in app.screen._compositor.render_strips()]
