"""The printed recovery key: there and back, forgiving of hands, strict about slips."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rekotui.base.errors import LockedError
from storage.recovery_key import GROUPS, KEY_BYTES, generate, parse, plain, to_words

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KEYS = st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES)
PRINTED = to_words(bytes(range(7, 7 + KEY_BYTES)))


def wrong_group(text: str) -> object:
    with pytest.raises(LockedError) as refusal:
        parse(text)
    assert refusal.value.key == "mistyped_recovery_key"
    return refusal.value.values["group"]


def test_a_new_key_is_random_and_160_bits() -> None:
    keys = {generate() for _ in range(50)}
    assert len(keys) == 50
    assert {len(key) for key in keys} == {20}


@settings(deadline=None)
@given(KEYS)
def test_printed_as_eight_groups_of_five_and_read_back(key: bytes) -> None:
    words = to_words(key)
    assert re.fullmatch(rf"[{ALPHABET}]{{5}}(-[{ALPHABET}]{{5}}){{7}}", words)
    assert parse(words) == key


def test_the_printed_form_never_changes() -> None:
    """Paper keys live for years: a new program must read what an old one printed.

    First group by hand: 0, 28, 4, 0 and a^2*28 + a^3*4 + c5 = 31 + 5 + c5 = 1, so c5 = 27 = V.
    """
    assert PRINTED == "0W40V-J2GBY-1G6GK-W3RG6-24913-650N9-2RBH3-G68T3"


@settings(max_examples=30, deadline=None)
@given(KEYS, st.data())
def test_look_alikes_case_and_gaps_are_forgiven(key: bytes, data: st.DataObject) -> None:
    alike = {"0": "0oO", "1": "1iIlL"}
    typed = []
    for character in to_words(key):
        if character == "-":
            typed.append(data.draw(st.sampled_from(["-", " ", "", " - ", "–", "\n", "\u00a0"])))
        else:
            typed.append(data.draw(st.sampled_from(alike.get(character, character + character.lower()))))
    assert parse(" " + "".join(typed) + "\n") == key


def test_every_single_wrong_character_is_named_by_its_group() -> None:
    for place, right in enumerate(PRINTED):
        if right == "-":
            continue
        for other in ALPHABET.replace(right, "") + "U*å":
            typo = PRINTED[:place] + other + PRINTED[place + 1 :]
            assert wrong_group(typo) == place // 6 + 1


@settings(max_examples=60, deadline=None)
@given(KEYS, st.integers(0, GROUPS - 1), st.integers(0, 4), st.sampled_from(ALPHABET), st.sampled_from("- "))
def test_a_wrong_character_is_found_in_any_key(key: bytes, group: int, place: int, wrong: str, gap: str) -> None:
    groups = to_words(key).split("-")
    right = groups[group]
    groups[group] = right[:place] + wrong + right[place + 1 :]
    if groups[group] != right:
        assert wrong_group(gap.join(groups)) == group + 1
        assert wrong_group("".join(groups)) == group + 1


@settings(max_examples=60, deadline=None)
@given(KEYS, st.integers(0, GROUPS - 1), st.integers(0, 4), st.integers(0, 4))
def test_two_characters_exchanged_in_a_group_are_found(key: bytes, group: int, one: int, two: int) -> None:
    groups = to_words(key).split("-")
    letters = list(groups[group])
    letters[one], letters[two] = letters[two], letters[one]
    if "".join(letters) != groups[group]:
        groups[group] = "".join(letters)
        assert wrong_group("-".join(groups)) == group + 1


@settings(deadline=None)
@given(KEYS, st.integers(0, GROUPS - 1), st.integers(0, GROUPS - 1))
def test_two_groups_exchanged_are_found(key: bytes, one: int, two: int) -> None:
    groups = to_words(key).split("-")
    groups[one], groups[two] = groups[two], groups[one]
    if one != two:
        assert wrong_group(" ".join(groups)) == min(one, two) + 1


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("", 1),
        (" - ", 1),
        (PRINTED[:17], 4),
        (PRINTED[:-1], 8),
        (PRINTED[:-6], 8),
        (PRINTED + "-7", 8),
        (PRINTED + "-" + PRINTED, 8),
        (PRINTED[:14] + PRINTED[15:], 3),
        (PRINTED[:14] + "7" + PRINTED[14:], 3),
        ("fyra ord att minnas", 1),
    ],
)
def test_too_little_and_too_much_is_named_where_it_begins(text: str, group: int) -> None:
    assert wrong_group(text) == group


def test_a_ninth_group_is_never_read_as_part_of_the_key() -> None:
    """Whatever stands there: one of 32 would satisfy a checksum."""
    for last in ALPHABET:
        assert wrong_group(f"{PRINTED}-0000{last}") == 8


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_either_a_key_or_a_typo(text: str) -> None:
    try:
        key = parse(text)
    except LockedError:
        assert wrong_group(text) in range(1, GROUPS + 1)
    else:
        assert plain(to_words(key)) == plain(text)


def test_one_group_can_be_compared_as_it_was_typed() -> None:
    assert plain(" o w4-0v ") == PRINTED.split("-")[0]


def test_a_key_of_another_length_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="20"):
        to_words(b"short")
