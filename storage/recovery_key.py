"""The printed recovery key: 160 random bits as eight groups of five characters that can be typed back.

Crockford's base32 (no I, L, O, U). The fifth character of each group checks the other four, so that a slip
of the finger is named by its group and told apart from the key of another vault. Seen as numbers c1..c5 of
the field GF(32), a group at position p (1-8) satisfies  a*c1 + a^2*c2 + a^3*c3 + a^4*c4 + c5 = p  with a a
generator of the field. All weights differ and none is zero: every single wrong character and every exchange
of two characters inside a group is found, and so is every exchange of two whole groups, because p differs.
Of larger slips one in 32 per group gets by; those end as a wrong key.
"""

import os

from rekotui.base.errors import LockedError

KEY_BYTES = 20
GROUPS = 8
GROUP_LENGTH = 5

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_DATA_CHARACTERS = GROUP_LENGTH - 1
_FIELD = 0b100101  # x^5 + x^2 + 1, primitive: x generates the field
# Lower case to upper, the look-alikes to what they look like, every dash to a space.
_FORGIVEN = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzILO-‐‑‒–—−",
    "ABCDEFGH1JK1MN0PQRSTUVWXYZ110       ",
)


def generate() -> bytes:
    """Return a new recovery key: 20 random bytes."""
    return os.urandom(KEY_BYTES)


def to_words(key: bytes) -> str:
    """Write a recovery key of 20 bytes as it is printed: XXXXX-XXXXX-… (eight groups)."""
    if len(key) != KEY_BYTES:
        raise ValueError("a recovery key has 20 bytes")
    number = int.from_bytes(key, "big")
    return "-".join(_group(number, position) for position in range(1, GROUPS + 1))


def plain(text: str) -> str:
    """Return typed text as the printed characters, without spaces and hyphens: for comparing one group."""
    return "".join(_tokens(text))


def parse(text: str) -> bytes:
    """Read a typed recovery key; forgives case, o/0, i/l/1, spaces and hyphens.

    Raises LockedError "mistyped_recovery_key" with the first group (1-8) that cannot be right.
    """
    number = 0
    for position, group in enumerate(_split(text), start=1):
        values = [_VALUES.get(character, -1) for character in group]
        if not _is_right(values, position):
            raise LockedError("mistyped_recovery_key", group=min(position, GROUPS))
        for value in values[:_DATA_CHARACTERS]:
            number = number << 5 | value
    return number.to_bytes(KEY_BYTES, "big")


def _tokens(text: str) -> list[str]:
    return text.translate(_FORGIVEN).split()


def _split(text: str) -> list[str]:
    """Cut typed text into groups: at her own gaps if they make eight, else after every fifth character."""
    tokens = _tokens(text)
    if len(tokens) == GROUPS:
        return tokens
    run = "".join(tokens)
    groups = [run[start : start + GROUP_LENGTH] for start in range(0, len(run), GROUP_LENGTH)]
    # Missing groups become empty ones, so that they are named.
    return groups + [""] * (GROUPS - len(groups))


def _is_right(values: list[int], position: int) -> bool:
    known = position <= GROUPS and len(values) == GROUP_LENGTH and -1 not in values
    return known and _checksum(values, position) == 0


def _group(number: int, position: int) -> str:
    shift = 5 * _DATA_CHARACTERS * (GROUPS - position)
    values = [number >> shift + 5 * place & 31 for place in reversed(range(_DATA_CHARACTERS))]
    check = _checksum([*values, 0], position)
    return "".join(_ALPHABET[value] for value in [*values, check])


def _checksum(values: list[int], position: int) -> int:
    """Return what is missing from the equation above: 0 for a right group."""
    total = 0
    for value in values[:_DATA_CHARACTERS][::-1]:
        total = _times_generator(total ^ value)
    return total ^ values[-1] ^ position


def _times_generator(value: int) -> int:
    doubled = value << 1
    return doubled ^ _FIELD if doubled & 32 else doubled
