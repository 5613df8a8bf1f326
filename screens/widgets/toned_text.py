"""Text with tones: Rich `Text` that any table or panel can carry, and the way from it to Textual's `Content`.

A tone travels as meta data of the span, so that the text can be shown by anything (a widget that knows no
tones shows it plain) and nothing is ever parsed as markup.
"""

from collections.abc import Iterable

from rich.style import Style
from rich.text import Span, Text
from textual.content import Content
from textual.content import Span as ContentSpan

from screens.widgets.tones import Piece, Tone, clean

_STYLES = {tone: Style.from_meta({"tone": tone.name}) for tone in Tone}
_TONES = {style: tone for tone, style in _STYLES.items()}


def toned(text: str, tone: Tone | None = None) -> Text:
    """Return text in one tone, shown literally whatever it contains."""
    return from_pieces([(text, tone)])


def from_pieces(pieces: Iterable[Piece]) -> Text:
    """Return the pieces after each other as one line of text."""
    plain, spans = "", []
    for text, tone in pieces:
        end = len(plain) + len(text)
        if tone and text:
            spans.append(Span(len(plain), end, _STYLES[tone]))
        plain += text
    return Text(clean(plain), no_wrap=True, end="", spans=spans)


def to_pieces(text: Text | str) -> list[Piece]:
    """Take text apart into runs of one tone; where tones overlap the later wins, other styles are dropped."""
    if isinstance(text, str):
        return [(clean(text), None)]
    plain = clean(text.plain)
    tones: list[Tone | None] = [_tone_of(text.style)] * len(plain)
    for start, end, style in text.spans:
        if tone := _tone_of(style):
            tones[start:end] = [tone] * len(tones[start:end])
    return _runs(plain, tones)


def to_content(lines: Iterable[Text | str]) -> Content:
    """Return the lines as Textual content, coloured by the theme's variables; never read as markup."""
    return Content("\n").join(_content_line(line) for line in lines)


def _content_line(line: Text | str) -> Content:
    plain, spans, at = "", [], 0
    for text, tone in to_pieces(line):
        if tone:
            spans.append(ContentSpan(at, at + len(text), tone.value))
        plain += text
        at += len(text)
    return Content(plain, spans=spans)


def _runs(plain: str, tones: list[Tone | None]) -> list[Piece]:
    pieces: list[Piece] = []
    start = 0
    for at in range(1, len(plain) + 1):
        if at == len(plain) or tones[at] is not tones[start]:
            pieces.append((plain[start:at], tones[start]))
            start = at
    return pieces


def _tone_of(style: str | Style) -> Tone | None:
    return None if isinstance(style, str) else _TONES.get(style)
