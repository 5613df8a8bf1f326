"""Finding cases by the start of any word, or by number (design 10; stack: folded B-tree for names, FTS5 for notes).

People with protected identity have no words here: they are found by case number or full number only.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rekotui.casework.fold import fold, fts_query, words
from storage.reading import CaseLine, Reader

_LAST = "\U0010ffff"
_NOTES = 400
"""Newest notes looked at for one word: enough for a person, and a bound for a word that stands in every note."""


class Found(NamedTuple):
    """What a search gave: the cases shown, how many there are in all, and whether spelling was forgiven."""

    cases: tuple[CaseLine, ...]
    total: int
    guessed: bool = False


def find(reader: Reader, text: str, limit: int = 0) -> Found:
    """Return the cases that answer to every word of the text; best first (names first, exact before forgiven)."""
    by_number = case_ids_by_number(reader, text)
    if by_number:
        return Found(reader.cases_by_id(by_number), len(by_number))
    terms = words(text)
    if not terms:
        return Found((), 0)
    ranked = _ranked(reader, terms, text)
    guessed = False
    if not ranked:
        guesses = _near(reader, terms)
        ranked = _ranked(reader, guesses, text) if guesses else []
        guessed = bool(ranked)
    shown = ranked[:limit] if limit else ranked
    return Found(reader.cases_by_id(shown), len(ranked), guessed)


def case_ids_by_number(reader: Reader, text: str) -> tuple[int, ...]:
    """Return the cases with exactly this case number, or this personnummer with or without century and hyphen."""
    token = text.strip()
    digits = "".join(char for char in token if char.isalnum())
    if len(digits) < 7 or not any(char.isdigit() for char in digits):
        return ()
    rows = reader.rows("select case_id from case_overview where number = ?", (token,))
    if not rows and len(digits) == 12:
        rows = reader.rows(
            "select case_id from case_overview where personnummer = ? order by case_id desc",
            (f"{digits[:8]}-{digits[8:].upper()}",),
        )
    elif not rows and len(digits) == 10:
        tail = f"{digits[:6]}-{digits[6:].upper()}"
        rows = reader.rows(
            "select case_id from case_overview where personnummer in (?, ?) order by case_id desc",
            (f"19{tail}", f"20{tail}"),
        )
    return tuple(row[0] for row in rows)


def case_ids_by_name(reader: Reader, text: str) -> tuple[int, ...]:
    """Return the cases whose name has words that start with every word of the text."""
    terms = words(text)
    ids = [
        {row[0] for row in reader.rows(
            "select case_id from search_term where term >= ? and term < ? and source = 'name'", (t, t + _LAST)
        )}
        for t in terms
    ]  # fmt: skip
    return tuple(sorted(set.intersection(*ids))) if ids else ()


def _ranked(reader: Reader, terms: Sequence[str], text: str) -> list[int]:
    """Order the matching cases: exactly spelled names, other names, employers and doctors, notes; then by name."""
    matches = [_matches(reader, term) for term in terms]
    common = set.intersection(*(set(found) for found in matches))
    if not common:
        return []
    rank = {case_id: max(found[case_id] for found in matches) for case_id in common}
    marks = ", ".join(str(int(case_id)) for case_id in common)
    rows = reader.rows(
        "select c.id, p.name, p.name_key from caseload c join patient p on p.id = c.patient_id"
        f" where c.id in ({marks}) and c.voided_on is null and p.protected = 0"
    )
    spelled = text.casefold().split()
    order = []
    for case_id, name, name_key in rows:
        parts = name.casefold().replace("-", " ").split()
        exact = all(any(part.startswith(word) for part in parts) for word in spelled)
        order.append((rank[case_id], not exact, name_key, case_id))
    return [case_id for *_, case_id in sorted(order)]


def _matches(reader: Reader, term: str) -> dict[int, int]:
    """Return case id → rank (0 name, 1 employer or doctor, 2 note) for one word's start."""
    found: dict[int, int] = {}
    for case_id, source in reader.rows(
        "select case_id, source from search_term where term >= ? and term < ?", (term, term + _LAST)
    ):
        found[case_id] = min(found.get(case_id, 9), 0 if source == "name" else 1)
    for (case_id,) in reader.rows(
        "select n.case_id from (select rowid as id from note_index where note_index match ? order by rowid desc"
        " limit ?) f join note n on n.id = f.id where n.voided_reason is null"
        " and not exists (select 1 from note r where r.replaces_id = n.id)",
        (fts_query(term), _NOTES),
    ):
        found.setdefault(case_id, 2)
    return found


def _near(reader: Reader, terms: Sequence[str]) -> list[str]:
    """Return, for each word, the nearest word that exists; empty where one has no near word."""
    from rapidfuzz import fuzz, process

    known = [row[0] for row in reader.rows("select distinct term from search_term")]
    near = []
    for term in terms:
        best = process.extractOne(term, known, scorer=fuzz.ratio, score_cutoff=75)
        if best is None or len(term) < 3:
            return []
        near.append(best[0])
    return near


def terms_of(name: str, employer: str, physician: str) -> set[tuple[str, str]]:
    """Return the folded words and their sources by which a case is found."""
    sources = (("name", name), ("employer", employer), ("physician", physician))
    return {(word, source) for source, text in sources for word in {*words(text), *_joined(text)}}


def _joined(text: str) -> set[str]:
    """Whole hyphenated names too, so that "testgard-prov" typed without its hyphen is found."""
    return {fold(part).replace("-", "") for part in text.split() if "-" in part.strip("-")}
