"""One answer, two facts: "Undersköterska på Provhemmet, sju år" names an occupation and an employer. A proposal."""

import re

from rekotui.casework.facts import fitting

_OPENING = re.compile(r"^(?:jag\s+)?(?:arbetar|jobbar|är)\s+(?:som\s+)?(?:en\s+|ett\s+)?", re.IGNORECASE)
_END = re.compile(r"[;\n]|\.(?:\s|$)|\s(?:sedan|i)\s+(?=\d|snart|över|många|flera)", re.IGNORECASE)
_PLACE = re.compile(r"\s+(?:på|hos|vid|åt)\s+", re.IGNORECASE)


def split_work(text: str) -> tuple[str, str]:
    """Return (occupation, employer) as the words seem to say, "" for what they do not."""
    head = _END.split(" ".join(text.split(" ")).strip(), maxsplit=1)[0]
    parts = [part.strip() for part in head.split(",") if part.strip()]
    if not parts:
        return "", ""
    occupation, *place = _PLACE.split(_OPENING.sub("", parts[0]), maxsplit=1)
    if not place:
        # After a comma a name begins with a capital, and is not a number of years.
        place = [part for part in parts[1:2] if part[0].isupper() and not any(char.isdigit() for char in part)]
    return fitting(_capital(occupation.strip())), fitting(place[0].strip() if place else "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
