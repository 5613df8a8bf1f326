"""The few tones text can have: what a colour means, never which colour it is."""

from enum import Enum

Piece = tuple[str, "Tone | None"]
"""A run of text in one tone; None is the plain text colour."""


class Tone(Enum):
    """What a piece of text wants to be; the value is its Textual style, by theme variables only."""

    ACCENT = "$accent"
    WARNING = "$warning"
    MUTED = "$text-muted"
    RULE = "$border-blurred"
    """Lines and marks that carry no text: quieter than text may be."""
    STRONG = "bold"
    STRUCK = "strike $text-muted"


_CONTROLS = [*range(0x20), *range(0x7F, 0xA0)]
_DIRECTIONS = [0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A)]
_HALVES = range(0xD800, 0xE000)
_TO_SPACE = dict.fromkeys([*_CONTROLS, *_DIRECTIONS, *_HALVES], " ")


def clean(text: str) -> str:
    """Return text of the same length that stays on its line: control and direction characters become spaces.

    An escape character in a pasted name would otherwise reach the terminal, a right-to-left override would
    turn the rest of the line, and half a surrogate pair can be sent to no terminal.
    """
    return text if text.isprintable() else text.translate(_TO_SPACE)
