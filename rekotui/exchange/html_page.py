"""A page of tables as HTML that needs nothing else.

The page holds no script and fetches nothing, and says so to the browser (Content-Security-Policy): even a text that
got past the escaping could neither run nor call home.
"""

import base64
import hashlib
from collections.abc import Sequence
from html import escape

from rekotui.exchange.cells import one_line

_PAGE = """\
<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{digest}'; \
base-uri 'none'; form-action 'none'">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header>
<h1>{title}</h1>
{head}
</header>
<main>
{body}
</main>
</body>
</html>
"""


def page(title: str, look: str, counts: str, who: tuple[str, str], foot: str, tables: Sequence[str], empty: str) -> str:
    """Return a whole page: heading, how much there is, who can be recognised and what follows from it, a quiet line.

    `look` is the stylesheet (`page_style.style`), `tables` come from `table`; `empty` is said where there are none.
    """
    head = (
        f"<p>{escaped(counts)}</p>",
        f"<p><strong>{escaped(who[0])}</strong> {escaped(who[1])}</p>",
        f'<p class="quiet">{escaped(foot)}</p>',
    )
    return framed(title, look, head, "\n".join(tables) or f"<p>{escaped(empty)}</p>")


def framed(title: str, look: str, head: Sequence[str], body: str) -> str:
    """Return a page: its title as plain text, a stylesheet of page_style, paragraphs and body as HTML."""
    digest = base64.b64encode(hashlib.sha256(look.encode()).digest()).decode()
    return _PAGE.format(digest=digest, title=escaped(title), style=look, head="\n".join(head), body=body)


def table(heading: str, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table with its heading; a row's first cell is what the row is about."""
    head = "".join(f'<th scope="col">{escaped(title)}</th>' for title in titles)
    lines = [f"<table>\n<caption><h2>{escaped(heading)}</h2></caption>", f"<thead><tr>{head}</tr></thead>", "<tbody>"]
    for first, *others in rows:
        cells = "".join(f"<td>{escaped(cell)}</td>" for cell in others)
        lines.append(f'<tr><th scope="row">{escaped(first)}</th>{cells}</tr>')
    return "\n".join([*lines, "</tbody>", "</table>"])


def escaped(text: str) -> str:
    """Return text as HTML on one line, in attributes too."""
    return escape(one_line(text), quote=True)
