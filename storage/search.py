"""Finding cases by the start of any word, or by number (design 10; stack: folded B-tree for names, FTS5 for texts).

People with protected identity have no words here: they are found by case number or full number only.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rekotui.casework.fold import fold, fts_query, words
from storage.reading import CaseLine, Reader

_LAST = "\U0010ffff"
_NOTES = 400
"""Newest notes, and contacts, looked at for one word: enough for a person, and a bound for one that is everywhere."""


class Found(NamedTuple):
    """What a search gave: the cases shown, how many there are in all, and whether spelling was forgiven."""

    cases: tuple[CaseLine, ...]
    total: int
    guessed: bool = False


class FoundIds(NamedTuple):
    """The same without order, for those who sort by something else and ask for a page at a time."""

    ids: tuple[int, ...]
    guessed: bool = False


class _Matching(NamedTuple):
    """The cases that may be shown, as (id, name, sort key), the rank of each, and whether spelling was forgiven."""

    cases: Sequence[tuple[int, str, str]] = ()
    ranks: Mapping[int, int] = {}
    guessed: bool = False


def find(reader: Reader, text: str, limit: int = 0) -> Found:
    """Return the cases that answer to every word of the text; best first (names first, exact before forgiven)."""
    by_number = case_ids_by_number(reader, text)
    if by_number:
        return Found(reader.cases_by_id(by_number), len(by_number))
    matching = _matching(reader, text)
    ranked = _ranked(matching, text)
    shown = ranked[:limit] if limit else ranked
    return Found(reader.cases_by_id(shown), len(ranked), matching.guessed)


def find_ids(reader: Reader, text: str) -> FoundIds:
    """Return the ids of the cases that answer to every word of the text, in no order."""
    by_number = case_ids_by_number(reader, text)
    if by_number:
        return FoundIds(by_number)
    matching = _matching(reader, text)
    return FoundIds(tuple(case_id for case_id, _name, _key in matching.cases), matching.guessed)


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


def _matching(reader: Reader, text: str) -> _Matching:
    """Return what the words match as they are spelled, else what the nearest words that exist match."""
    terms = words(text)
    found = _standing(reader, terms, _as_typed(text, terms))
    if found.cases or not terms:
        return found
    near = _near(reader, terms)
    guessed = _standing(reader, near, near)
    return guessed._replace(guessed=bool(guessed.cases))


def _as_typed(text: str, terms: Sequence[str]) -> Sequence[str]:
    """Return the same words unfolded, for the index of the notes; the folded ones where they do not pair."""
    composed = unicodedata.normalize("NFC", text)
    typed = "".join(char if char.isalnum() else " " for char in composed).split()
    return typed if len(typed) == len(terms) else terms


def _standing(reader: Reader, terms: Sequence[str], typed: Sequence[str]) -> _Matching:
    """Return the cases that match every word, without voided ones and protected identities."""
    matches = [_matches(reader, *pair) for pair in zip(terms, typed, strict=True)]
    common = set.intersection(*(set(found) for found in matches)) if matches else set()
    if not common:
        return _Matching()
    rows = reader.rows(
        "select c.id, p.name, p.name_key from caseload c join patient p on p.id = c.patient_id"
        f" where c.id in ({', '.join(map(str, common))}) and c.voided_on is null and p.protected = 0"
    )
    return _Matching(rows, {case_id: max(found[case_id] for found in matches) for case_id in common})


def _ranked(matching: _Matching, text: str) -> list[int]:
    """Order the matching cases: exact names, other names, employers and doctors, notes and contacts; then by name."""
    spelled = text.casefold().split()
    order = []
    for case_id, name, name_key in matching.cases:
        parts = name.casefold().replace("-", " ").split()
        exact = all(any(part.startswith(word) for part in parts) for word in spelled)
        order.append((matching.ranks[case_id], not exact, name_key, case_id))
    return [case_id for *_, case_id in sorted(order)]


def _matches(reader: Reader, term: str, typed: str) -> dict[int, int]:
    """Return case id → rank (0 name, 1 employer or doctor, 2 note or contact) for one word's start."""
    found: dict[int, int] = {}
    for case_id, source in reader.rows(
        "select case_id, source from search_term where term >= ? and term < ?", (term, term + _LAST)
    ):
        found[case_id] = min(found.get(case_id, 9), 0 if source == "name" else 1)
    for (case_id,) in reader.rows(
        "select n.case_id from (select rowid as id from note_index where note_index match ? order by rowid desc"
        " limit ?) f join note n on n.id = f.id where n.voided_reason is null"
        " and not exists (select 1 from note r where r.case_id = n.case_id and r.replaces_id = n.id)",
        (f"({fts_query(term)}) OR ({fts_query(typed)})", _NOTES),
    ):
        found.setdefault(case_id, 2)
    for (case_id,) in reader.rows(
        "select c.case_id from (select rowid as id from contact_index where contact_index match ? order by rowid desc"
        " limit ?) f join contact c on c.id = f.id where c.voided_on is null"
        " and not exists (select 1 from contact r where r.case_id = c.case_id and r.replaces_id = c.id)",
        (f"({fts_query(term)}) OR ({fts_query(typed)})", _NOTES),
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
