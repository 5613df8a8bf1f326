"""Whatever is made of a print: a list that is consistent, or a refusal; never a crash, never a person in words."""

import random
import re
from collections.abc import Callable

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod.reader import MOST_CELLS, read, read_text
from rekotui.exchange.rehabstod.records import ReadList

from .copies import ON, SAMPLES, other, row
from .pdfs import pdf_of
from .prints import SAMPLE, head, legacy, printed, records

RECORDS = {record.personnummer: record.as_json() | {"row": 0} for record in records(SAMPLE)}
HEAD, *BLOCKS = re.split(r"\n+\f?(?=# \d)", SAMPLE)
FEW = "\n".join([head(6), *BLOCKS[:6]])
LEGACY = legacy(row(1), other(2), row(3, Personnummer="19921010-2381"), per_page=2)
PDF = (SAMPLES / "nuvarande-utskrift.pdf").read_bytes()
NUMBER = re.compile(r"\d{6}-?\d{4}")
NAMES = re.compile(r"Övergård|Exempelsson|Testdoktor|Övningsson|Påhittad|Låtsasdoktor")
NOISE = st.text(st.sampled_from("\t\n\f\r 1-%år,.()#dagKönMF2026:…\x00\x1b\ufffd\u202e\ue000ﬁ=ö/"), max_size=12)
EXAMPLES = 40


def list_or_refusal(text: str) -> ReadList | None:
    return answered(lambda: read_text(text, ON))


def answered(reading: Callable[[], ReadList]) -> ReadList | None:
    said = ""
    found: ReadList | None = None
    try:
        found = reading()
    except UnreadableError as error:
        said = str(error)
    assert not NUMBER.search(said)
    if found:
        consistent(found)
    return found


def consistent(found: ReadList) -> None:
    """A list has rows in order, each person once, and says nothing about anybody in its notices."""
    assert found.records
    rows = [record.row for record in found.records]
    assert rows == sorted(set(rows))
    known = [record.personnummer for record in found.records if record.personnummer]
    assert len(known) == len(set(known))
    for notice in (*found.warnings, *found.skipped):
        assert not NUMBER.search(notice.text)
        assert not NAMES.search(notice.text)
    for record in found.records:
        record.as_json()
    assert found.partial in (True, False, None)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.permutations(range(len(BLOCKS) // 2)))
def test_order_of_the_blocks_changes_no_record(order: list[int]) -> None:
    found = read_text("\n".join([HEAD, *(BLOCKS[place] for place in order)]), ON)
    numbers = list(RECORDS)
    assert [r.personnummer for r in found.records] == [numbers[place] for place in order]
    assert all(r.as_json() | {"row": 0} == RECORDS[r.personnummer] for r in found.records)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.sets(st.integers(0, len(BLOCKS) - 1), min_size=1), st.lists(st.integers(0, len(BLOCKS) - 1), max_size=3))
def test_dropped_blocks_are_counted_and_doubled_ones_taken_once(kept: set[int], again: list[int]) -> None:
    order = [*sorted(kept), *(place for place in again if place in kept)]
    found = list_or_refusal("\n".join([HEAD, *(BLOCKS[place] for place in order)]))
    numbers = list(RECORDS)
    assert found is not None
    assert [r.personnummer for r in found.records] == [numbers[place] for place in sorted(kept)]
    assert found.partial is (len(kept) < len(BLOCKS)) or len(order) >= len(BLOCKS)
    assert len(found.skipped) == len(order) - len(kept)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.integers(0, len(SAMPLE)))
def test_print_cut_anywhere_keeps_its_whole_blocks_and_tells_of_the_rest(end: int) -> None:
    found = list_or_refusal(SAMPLE[:end])
    if found:
        for record in found.records[:-1]:
            assert record.as_json() | {"row": 0} == RECORDS[record.personnummer]
        told = {notice.row for notice in (*found.warnings, *found.skipped)}
        last = found.records[-1]
        alone = len(found.records) + len(found.skipped) == 1
        assert alone or last.row in told or last.as_json() | {"row": 0} == RECORDS[last.personnummer]
        assert found.partial or len(found.records) == len(RECORDS)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 8))
def test_dropped_and_doubled_lines_never_mix_two_people(chance: random.Random, changes: int) -> None:
    lines = FEW.split("\n")
    for _ in range(changes):
        place = chance.randrange(len(lines))
        lines[place : place + 1] = chance.choice([[], [], [lines[place]] * 2])
    found = list_or_refusal("\n".join(lines))
    for record in found.records if found else ():
        if record.personnummer is None:
            continue
        whole, here = RECORDS[record.personnummer], record.as_json()
        # A doubled empty label behind a name cannot be told from a surname: there are people called Risk.
        assert here["name"] in (whole["name"], f"{whole['name']} Risk", None)
        for key in ("age", "sex", "first_day", "last_day", "length_days", "certificates", "degrees", "risk"):
            assert here[key] in (whole[key], None)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 8))
def test_moved_lines_are_read_or_refused(chance: random.Random, changes: int) -> None:
    lines = FEW.split("\n")
    for _ in range(changes):
        place = chance.randrange(len(lines))
        taken = lines.pop(place)
        where = {"drop": [], "double": [place, place], "move": [chance.randrange(len(lines))]}
        for spot in where[chance.choice(list(where))]:
            lines.insert(spot, taken)
    found = list_or_refusal("\n".join(lines))
    if found:
        assert {r.personnummer for r in found.records if r.personnummer} <= set(RECORDS)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.sets(st.integers(0, FEW.count(" "))))
def test_lines_broken_anywhere_are_read_or_refused(breaks: set[int]) -> None:
    words = FEW.split(" ")
    text = "".join(word + ("\n" if place in breaks else " ") for place, word in enumerate(words))
    list_or_refusal(text)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.sets(st.integers(len(HEAD.split("\n")), FEW.count("\n"))))
def test_joined_lines_change_no_number_and_no_date(joined: set[int]) -> None:
    lines = FEW.split("\n")
    text = "".join(line + (" " if place in joined else "\n") for place, line in enumerate(lines))
    found = list_or_refusal(text)
    assert found is not None
    for record in found.records:
        whole, here = RECORDS[record.personnummer], record.as_json()
        for key in (
            "name",
            "age",
            "sex",
            "first_day",
            "last_day",
            "length_days",
            "certificates",
            "degrees",
            "physician",
        ):
            assert here[key] == whole[key]


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(FEW)), NOISE), max_size=8))
def test_noise_anywhere_is_read_or_refused(noises: list[tuple[int, str]]) -> None:
    text = FEW
    for place, noise in noises:
        text = text[:place] + noise + text[place:]
    list_or_refusal(text)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(FEW) - 1), st.characters()), max_size=10), st.sampled_from([FEW, LEGACY]))
def test_flipped_characters_are_read_or_refused(flips: list[tuple[int, str]], text: str) -> None:
    letters = list(text)
    for place, character in flips:
        letters[place % len(letters)] = character
    list_or_refusal("".join(letters))


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.sampled_from([*FEW.split("\n"), "#", "Namn", "Risk", "Slutdatum", "# 7", "", "…"]), max_size=60))
def test_any_lines_of_a_print_in_any_order_are_read_or_refused(lines: list[str]) -> None:
    list_or_refusal("\n".join(lines))


SOUND = pdf_of(FEW.replace("ﬁ", "fi"))


@settings(max_examples=6, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(
    st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), min_size=1, max_size=4),
    st.integers(0, len(SOUND)),
    st.booleans(),
)
def test_damaged_bytes_are_read_or_refused(flips: list[tuple[int, int]], end: int, cut: bool) -> None:
    data = bytearray(SOUND)
    for place, value in flips:
        data[place] = value
    found = answered(lambda: read(bytes(data[:end] if cut else data), "lista.pdf", ON))
    if found:
        assert {r.personnummer for r in found.records if r.personnummer} <= set(RECORDS)


@pytest.mark.parametrize(
    "hostile",
    [
        "Personnr 19830411-2389 Startdatum 2026-02-09 " * 40_000,
        "Startdatum 2026-02-09\n" * 100_000,
        "# 1\nÅlder 43 år\nKön Man\n" + "Grad Risk " * 60_000,
        "# 1\nÅlder 43 år\nKön Man\nNamn " + "Slutdatum " * 200_000,
        "# 1\nÅlder 43 år\nKön Man\nDiagnos/er F438A " + "x" * 1_000_000,
        "# 1\nÅlder 43 år\nKön Man\nDiagnos/er " + "F438A, " * 200_000,
        "# 1\nÅlder 43 år\nKön Man\nGrad " + "100% " * 400_000,
        "# 1\nÅlder 43 år\nKön Man\n" + "a " * 1_000_000,
        "# 1\nÅlder 43 år\nKön Man\n" + "x\n" * (MOST_CELLS // 4),
        "Alla pågående sjukfall på " + "Visar 1 av 1 " * 100_000 + "# 1 Ålder 43 år Kön Man",
        "Valda filter " + "Diagnos/er " * 200_000 + "\n# 1\nÅlder 43 år\nKön Man\n",
        "2026-06-15 09:12" + " " * 1_000_000 + "\n# 1\nÅlder 43 år\nKön Man\n",
        "".join(f"# {n}\nÅlder 43 år\nKön Man\nStartdatum 2026-02-09\n" for n in range(11_000)),
        printed(row()) + "Namn okänt " * 100_000,
    ],
    ids=range(14),
)
def test_hostile_text_is_read_or_refused_without_end(hostile: str) -> None:
    list_or_refusal(hostile)
