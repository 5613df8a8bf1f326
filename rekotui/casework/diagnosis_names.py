"""Names of diagnoses: what may be learned from a list or a code file, which name wins, and where one is filled in.

No table of titles ships: ICD-10-SE's are protected (rehabstod 5.2 decision 3). A name is learned whole or not at all,
because a print cuts it (rehabstod 2.2) and Rehabstöd writes `null` for a code that it does not know (rehabstod 2.1).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from rekotui.casework.diagnosis import CUT_MARKS, clean_code
from rekotui.casework.facts import fitting

LIST, FILE = "list", "file"
"""Where a name comes from: a list out of Rehabstöd, or Socialstyrelsen's own file of codes."""

LONGEST = 400
"""Characters a name can have at most; the longest of ICD-10-SE have some two hundred."""

_NO_NAME = ("null", "okänt", "okänd")
_FORMULA = frozenset("=+-@|%")
_DAMAGED = "\N{REPLACEMENT CHARACTER}"
_GLUED_CODE = re.compile(r"[a-zåäö)\]][A-Z][0-9]{2}[A-Z0-9-]{0,4}$")
"""A print glues the first other code to the name ("Cerebral infarktE119": rehabstod 2.2)."""
# Layout that came along with the text: soft hyphens and characters without width.
_INVISIBLE = dict.fromkeys(map(ord, "\xad\u200b\u200c\u200d\u2060\ufeff"))

Record = Mapping[str, object]


class Name(NamedTuple):
    """The name of a code, where it comes from (LIST or FILE), and the day of the list or of reading the file."""

    title: str
    source: str
    seen_on: date


def whole_title(text: str) -> str | None:
    """Return a name in one line as it may be learned; None for anything that is not a whole, sane name.

    Not learned: a cut name (also one with half of its quotation marks), one with other codes in it, `null`, a text
    with control or broken characters, one that a spreadsheet could run, one without a letter or without an end.
    """
    title = unicodedata.normalize("NFC", " ".join(text.translate(_INVISIBLE).split()))
    if not title or len(title) > LONGEST or title.casefold() in _NO_NAME or clean_code(title):
        return None
    if any(mark in title for mark in (*CUT_MARKS, _DAMAGED)) or not any(map(str.isalpha, title)):
        return None
    if _GLUED_CODE.search(title) or any(map(clean_code, title.split(",")[1:])):
        return None
    if unicodedata.normalize("NFKC", title[0])[:1] in _FORMULA or title.count('"') % 2:
        return None
    return title if title.isprintable() else None


def told_by(record: Record) -> tuple[str, str] | None:
    """Return the code and the name that a list's row tells of its main diagnosis, or None where it tells no whole one.

    `record` has the keys of `import --json`; the name of a code that could not be read is nobody's.
    """
    code, text = record.get("diagnosis_code"), record.get("diagnosis_text")
    if record.get("diagnosis_state") != "ok" or not isinstance(code, str) or not isinstance(text, str):
        return None
    cleaned, title = clean_code(code), whole_title(text)
    return (cleaned, title) if cleaned and title else None


def learned_from(records: Iterable[Record], list_date: date) -> dict[str, Name]:
    """Return the names that a list of a day teaches, by code; the order of its rows does not matter."""
    found: dict[str, Name] = {}
    for told in filter(None, map(told_by, records)):
        code, title = told
        found[code] = winner(found.get(code), Name(title, LIST, list_date))
    return found


def winner(known: Name | None, new: Name) -> Name:
    """Return the name to keep of the one that is known and one that is read.

    A file's beats a list's, and a file is read because somebody wants it: the last one holds. Of two lists the newest
    holds; of one day the longer name (then the later in the alphabet), so that the order in which they are read does
    not matter. A list never shortens a name: the beginning of the known one is that one, cut, and only shows that it
    still holds. (One known name cannot also make two lists of a day change places when one tells such a beginning and
    the other another name altogether: there the list that is read last holds.)
    """
    if known is None or new.source == FILE:
        return new
    if known.source == FILE:
        return known
    if known.title != new.title and known.title.startswith(new.title):
        return known._replace(seen_on=max(known.seen_on, new.seen_on))
    return max(known, new, key=lambda name: (name.seen_on, len(name.title), name.title))


def name_beside(code: str | None, text: str | None, titles: Mapping[str, str], before: str | None = None) -> str | None:
    """Return the name to store beside a code: the one that is given, else the one that is known, else None.

    `titles` are the known names by code. `before` is the code that stood there when the name was written: that
    code's own name must not stay beside another code.
    """
    spelled = clean_code(code) if code else None
    old = clean_code(before) if before else None
    stale = old is not None and old != spelled and text == case_text(titles.get(old, ""))
    if text and not stale:
        return text
    title = titles.get(spelled) if spelled else None
    return case_text(title) if title else None


def case_text(title: str) -> str:
    """Return a name as a case can hold it."""
    return fitting(title)
