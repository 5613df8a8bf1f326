"""One HTML page that needs nothing else: read on a screen or a phone, in light or dark, and printed.

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


def page(title: str, look: str, head: Sequence[str], body: str) -> str:
    """Return a page: its title as plain text, a stylesheet of page_style, paragraphs and body as HTML."""
    digest = base64.b64encode(hashlib.sha256(look.encode()).digest()).decode()
    return _PAGE.format(digest=digest, title=escaped(title), style=look, head="\n".join(head), body=body)


def escaped(text: str) -> str:
    """Return text as HTML on one line, in attributes too."""
    return escape(one_line(text), quote=True)
