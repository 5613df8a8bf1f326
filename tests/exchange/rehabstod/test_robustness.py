"""Whatever is pasted: a list, or a refusal; never a crash, never a wait."""

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod.reader import MOST_CELLS, read, read_text
from rekotui.exchange.rehabstod.records import ReadList

from .copies import LISTS, ON, SAMPLES, blocks_of, copied, other, row

SHORT = (SAMPLES / "vecka-17-urklipp.txt").read_text("utf-8")
NUMBERS = {r.personnummer for name in LISTS for r in read_text((SAMPLES / name).read_text("utf-8"), ON).records}
NOISE = st.text(st.sampled_from("\t\n\r 1-%år,.()dagMKF2026:\x00\x1b\ufffd\u202e=ö"), max_size=12)


def list_or_refusal(text: str) -> ReadList | None:
    try:
        found = read_text(text, ON)
    except UnreadableError:
        return None
    assert found.records
    for record in found.records:
        record.as_json()
    return found


@settings(max_examples=50, deadline=None)
@given(st.integers(0, len(SHORT)), st.integers(0, len(SHORT)))
def test_any_part_of_a_list_is_read_or_refused(start: int, end: int) -> None:
    found = list_or_refusal(SHORT[min(start, end) : max(start, end)])
    if found:
        whole = {r.personnummer: r for r in read_text(SHORT, ON).records}
        inner = found.records[1:-1]
        assert [r.as_json() | {"row": 0} for r in inner] == [
            whole[r.personnummer].as_json() | {"row": 0} for r in inner
        ]


@settings(max_examples=50, deadline=None)
@given(st.integers(0, len(SHORT)))
def test_a_list_cut_anywhere_keeps_its_whole_rows_and_tells_of_the_rest(end: int) -> None:
    found = list_or_refusal(SHORT[:end])
    rows = SHORT[:end].count(" dagar")
    if found and rows > 1:
        assert len(found.records) + len(found.skipped) >= rows
        told = [notice for notice in (*found.warnings, *found.skipped) if notice.row]
        last_is_whole = found.records[-1].physician is not None and not found.skipped
        assert last_is_whole or told


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SHORT)), NOISE), max_size=8))
def test_noise_anywhere_is_read_or_refused(noises: list[tuple[int, str]]) -> None:
    text = SHORT
    for place, noise in noises:
        text = text[:place] + noise + text[place:]
    list_or_refusal(text)


@settings(max_examples=50, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 8))
def test_dropped_and_doubled_lines_are_read_or_refused(chance: random.Random, changes: int) -> None:
    lines = SHORT.split("\n")
    for _ in range(changes):
        place = chance.randrange(len(lines))
        lines[place : place + 1] = chance.choice([[], [lines[place]] * 2])
    found = list_or_refusal("\n".join(lines))
    if found:
        known = [r.personnummer for r in found.records if r.personnummer]
        assert set(known) <= NUMBERS
        assert len(known) == len(set(known))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SHORT) - 1), st.characters()), max_size=10))
def test_flipped_characters_are_read_or_refused(flips: list[tuple[int, str]]) -> None:
    text = list(SHORT)
    for place, character in flips:
        text[place] = character
    list_or_refusal("".join(text))


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_are_read_or_refused(data: bytes) -> None:
    for text in (data, SHORT.encode()[:400] + data):
        try:
            read(text, "x", ON)
        except UnreadableError:
            continue


@settings(max_examples=50, deadline=None)
@given(st.permutations(range(18)))
def test_the_order_of_the_rows_changes_no_record(order: list[int]) -> None:
    heading, blocks = blocks_of("vecka-17-urklipp.txt")
    found = read_text("\n".join([heading, *(blocks[place] for place in order)]), ON)
    usual = read_text(SHORT, ON)
    assert [r.as_json() | {"row": 0} for r in found.records] == [
        usual.records[place].as_json() | {"row": 0} for place in order
    ]


NEIGHBOURS = [
    record.as_json() | {"row": 0}
    for record in read_text(copied(other(1), other(2, Personnummer="19921010-2381")), ON).records
]


@settings(max_examples=50, deadline=None)
@given(st.sets(st.sampled_from([c for c in copied(row()).split("\n")[0].replace(" ", "").split("\t") if c != "#"])))
def test_any_choice_of_empty_cells_keeps_the_other_people(empty: set[str]) -> None:
    holes = row(2) | dict.fromkeys(empty, "")
    found = read_text(copied(other(1), holes, other(3, Personnummer="19921010-2381")), ON)
    told = {notice.row for notice in (*found.warnings, *found.skipped)}
    people = {record.personnummer: record for record in found.records}
    for number, whole in (("19710902-2397", NEIGHBOURS[0]), ("19921010-2381", NEIGHBOURS[1])):
        assert people[number].row in told or people[number].as_json() | {"row": 0} == whole


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def test_two_thousand_rows_are_quick() -> None:
    rows = [row(n, Namn=f"Testa {n}", Personnummer=number(n)) for n in range(1, 2001)]
    text = copied(*rows)
    found: list[ReadList] = []
    assert seconds(lambda: found.append(read_text(text, ON))) < 8
    assert [record.name for record in found[0].records] == [f"Testa {n}" for n in range(1, 2001)]


def number(n: int) -> str:
    """A number of its own for each row; the check digit may be wrong, which does not matter here."""
    return f"{1950 + n % 50}{1 + n // 50 % 12:02}{1 + n // 600:02}-2389"


@pytest.mark.parametrize(
    "hostile",
    [
        "\t".join(["#", "Namn", "Kön", "Grad"]) + "\n" + "1 år\n" * 50_000,
        "19830411-2389\t2026-02-09\t" * 15_000,
        "19830411-2389 2026-02-09 " * 40_000,
        "100% " * 100_000 + "19830411-2389 2026-02-09",
        "1" * 500_000 + "19830411-2389 2026-02-09",
        "Nuvarande arbete, " * 100_000 + "43 år 2026-02-09",
        "43 år\t2026-02-09\tKomplettering (1), " * 8_000,
        "43 år 2026-02-09" + " " * 2_000_000 + "x",
        "F438A " + ", " * 500_000 + "\t43 år\t2026-02-09",
        "a,\n" * 30_000 + "43 år\n2026-02-09",
        "=" * 1_000_000 + " 43 år 2026-02-09",
        "19830411-2389\t2026-02-09\n" + "x\n" * (MOST_CELLS // 4),
    ],
    ids=range(12),
)
def test_hostile_text_takes_no_time(hostile: str) -> None:
    assert seconds(lambda: list_or_refusal(hostile)) < 10
