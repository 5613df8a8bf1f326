"""How a page of ours looks in a browser and on paper: one small stylesheet, written into the page itself.

Colours hold WCAG 2.2 AA in light and dark (a test counts). Nothing is fetched: the reader's own fonts are used.
"""

from collections.abc import Sequence

LIGHT = {"text": "#1b1f23", "quiet": "#51585f", "ground": "#ffffff", "band": "#f3f5f7", "line": "#c6ccd2"}
DARK = {"text": "#e6e8ea", "quiet": "#a9b1b9", "ground": "#15181b", "band": "#1d2125", "line": "#3d444b"}

_BASE = """\
:root { color-scheme: light dark; %(light)s }
* { box-sizing: border-box; }
body { margin: 0; padding: 1.25rem; min-width: min-content; color: var(--text); background: var(--ground);
  font: 0.95rem/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; }
h1 { margin: 0 0 0.3rem; font-size: 1.4rem; line-height: 1.25; }
h2 { margin: 0; font-size: 1.05rem; }
header p { margin: 0.2rem 0; max-width: 44rem; }
.quiet { color: var(--quiet); }
table { border-collapse: separate; border-spacing: 0; margin-top: 1.5rem;
  font-size: 0.9em; font-variant-numeric: tabular-nums; }
caption { padding: 0.35rem 0; text-align: left; }
th, td { padding: 0.3rem 0.55rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid var(--quiet); font-weight: 600; background: var(--ground); }
tbody th { font-weight: 600; white-space: nowrap; background: var(--ground); }
tbody tr:nth-child(even) > * { background: var(--band); }
"""
_SCREEN = """\
@media screen and (prefers-color-scheme: dark) { :root { %(dark)s } }
@media screen and (min-width: 56.01rem) {
  thead th { position: sticky; top: 0; z-index: 1; }
  tbody th { position: sticky; left: 0; }
  thead th:first-child { left: 0; z-index: 2; }
}
"""
_PHONE = """\
@media screen and (max-width: 56rem) {
  body { padding: 1rem; min-width: 0; }
  table { font-size: 1em; }
  table, caption, tbody, tr, tbody th, td { display: block; width: auto; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%%); }
  tbody tr { margin: 0 0 0.8rem; padding: 0.5rem 0.75rem; border: 1px solid var(--line); border-radius: 0.4rem; }
  tbody tr:nth-child(even) > * { background: none; }
  tbody th, tbody td, tbody td:nth-child(n) { border: 0; padding: 0.1rem 0; text-align: left; white-space: normal; }
  td { display: grid; grid-template-columns: 8.5rem 1fr; }
  td:empty { display: none; }
  td::before { color: var(--quiet); }
%(labels)s
}
"""
_PAPER = """\
@page { size: A4 landscape; margin: 12mm 10mm 14mm;
  @bottom-left { content: "%(foot)s"; font: 7pt sans-serif; }
  @bottom-right { content: "%(page)s"; font: 7pt sans-serif; } }
@media print {
  body { padding: 0; min-width: 0; font-size: %(points)spt; line-height: 1.25; }
  h1 { font-size: 13pt; }
  h2 { font-size: 10pt; }
  table { width: 100%%; margin-top: 4mm; font-size: 1em; hyphens: auto; }
  th, td { padding: 0.6mm 1.3mm; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  caption { break-after: avoid; }
}
"""


def style(titles: Sequence[str], right: Sequence[int], whole: Sequence[int], foot: str, page: str) -> str:
    """Return the stylesheet of a page with one kind of table.

    `titles` are the columns' headings, which stand by every cell where a row becomes a card (a phone); `right` the
    places (from 1) of the columns with numbers, `whole` of those that are never broken. `foot` and `page` stand
    at the foot of each printed page; `page` has places for {page} and {pages}.
    """
    cells = {
        "text-align: right": ", ".join(f"th:nth-child({at}), td:nth-child({at})" for at in right),
        "white-space: nowrap": ", ".join(f"th:nth-child({at}), td:nth-child({at})" for at in whole),
    }
    rules = "".join(f"{places} {{ {rule}; }}\n" for rule, places in cells.items() if places)
    labels = "\n".join(
        f'  td:nth-child({at})::before {{ content: "{_quoted(title)}"; }}'
        for at, title in enumerate(titles, start=1)
        if at > 1
    )
    counted = _quoted(page).format(page='" counter(page) "', pages='" counter(pages) "')
    paper = {"foot": _quoted(foot), "page": counted, "points": 7 if len(titles) > _MANY else 8}
    screen = _SCREEN % {"dark": _variables(DARK)} + _PHONE % {"labels": labels}
    return _BASE % {"light": _variables(LIGHT)} + rules + screen + _PAPER % paper


_MANY = 14
"""Columns above which paper needs smaller print."""


def _variables(colours: dict[str, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ")
