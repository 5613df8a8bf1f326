"""The envelope: what opens it, what does not, and that no field of it can be changed unseen."""

import json
import os
import stat
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from rekotui.base.errors import DamagedError, LockedError, RekotuiError, WrongUseError
from storage import slots
from storage.header import (
    HEADER,
    Header,
    add_recovery,
    demo_header,
    header_path,
    new_header,
    open_with_passphrase,
    open_with_recovery,
    read_header,
    replace_passphrase,
    write_header,
)
from storage.slots import STRONG, KdfCost, Slot

CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
DEK = bytes(range(32))
PASSPHRASE = "fyra ord att minnas"
RECOVERY = bytes(range(100, 120))


@pytest.fixture(scope="module")
def header() -> Header:
    return new_header(DEK, PASSPHRASE, RECOVERY, cost=CHEAP)


def opens(header: Header) -> list[str]:
    """Return which of the two secrets still open the header with the right key."""
    found = []
    ways: dict[str, Callable[[], bytes]] = {
        "pass": lambda: open_with_passphrase(header, PASSPHRASE),
        "recovery": lambda: open_with_recovery(header, RECOVERY),
    }
    for name, way in ways.items():
        try:
            dek = way()
        except LockedError:
            continue
        assert dek == DEK
        found.append(name)
    return found


def key_of(refusal: pytest.ExceptionInfo[RekotuiError]) -> str:
    return refusal.value.key


def test_both_secrets_open_it(header: Header) -> None:
    assert opens(header) == ["pass", "recovery"]


def test_wrong_secrets_are_told_apart(header: Header) -> None:
    with pytest.raises(LockedError) as refusal:
        open_with_passphrase(header, PASSPHRASE + "!")
    assert key_of(refusal) == "wrong_passphrase"
    with pytest.raises(LockedError) as refusal:
        open_with_recovery(header, bytes(20))
    assert key_of(refusal) == "wrong_recovery_key"


def test_without_a_recovery_slot_no_recovery_key_opens() -> None:
    assert opens(new_header(DEK, PASSPHRASE, cost=CHEAP)) == ["pass"]


def test_a_decomposed_passphrase_is_the_same_passphrase() -> None:
    composed = "blåbärssoppa på lördag"
    decomposed = unicodedata.normalize("NFD", composed)
    assert composed != decomposed
    assert open_with_passphrase(new_header(DEK, decomposed, cost=CHEAP), composed) == DEK
    assert open_with_passphrase(new_header(DEK, composed, cost=CHEAP), decomposed) == DEK


def test_a_short_passphrase_is_refused_however_it_is_typed() -> None:
    eleven = unicodedata.normalize("NFD", "å" * 11)
    assert len(eleven) == 22
    for short in ("", "elva tecken", eleven):
        with pytest.raises(WrongUseError) as refusal:
            new_header(DEK, short, cost=CHEAP)
        assert key_of(refusal) == "short_passphrase"
        assert refusal.value.values == {"least": 12}
    assert open_with_passphrase(new_header(DEK, "tolv tecken!", cost=CHEAP), "tolv tecken!") == DEK


def test_a_new_passphrase_shuts_out_the_old_and_keeps_the_recovery_key(header: Header) -> None:
    changed = replace_passphrase(header, DEK, "en alldeles ny fras", cost=CHEAP)
    assert opens(changed) == ["recovery"]
    assert open_with_passphrase(changed, "en alldeles ny fras") == DEK
    assert changed.vault_id == header.vault_id
    with pytest.raises(WrongUseError):
        replace_passphrase(header, DEK, "kort", cost=CHEAP)


def test_a_new_recovery_key_shuts_out_the_old(header: Header) -> None:
    changed = add_recovery(header, DEK, bytes(20))
    assert opens(changed) == ["pass"]
    assert open_with_recovery(changed, bytes(20)) == DEK
    assert len(changed.slots) == 2


def test_the_strong_cost_is_the_recommended_one_and_works() -> None:
    assert KdfCost(memory_kib=65536, passes=3, lanes=4) == STRONG
    header = new_header(DEK, PASSPHRASE)
    assert header.slots[0].params == STRONG
    assert open_with_passphrase(header, PASSPHRASE) == DEK


def test_nothing_in_the_header_repeats_or_shows_the_key(header: Header) -> None:
    again = new_header(DEK, PASSPHRASE, RECOVERY, cost=CHEAP)
    secrets = [value for each in (header, again) for slot in each.slots for value in (slot.salt, slot.nonce)]
    assert len(set(secrets)) == 8
    assert header.vault_id != again.vault_id
    assert all(DEK not in slot.wrapped for slot in header.slots)


def changed(header: Header, name: str, change: Callable[[Slot], Slot]) -> Header:
    kept = tuple(change(slot) if slot.name == name else slot for slot in header.slots)
    return replace(header, slots=kept)


def flipped(data: bytes) -> bytes:
    return bytes([data[0] ^ 1]) + data[1:]


PASS_CHANGES: dict[str, Callable[[Slot], Slot]] = {
    "more passes": lambda slot: replace(slot, params=KdfCost(64, 2, 1)),
    "less memory": lambda slot: replace(slot, params=KdfCost(32, 1, 1)),
    "salt": lambda slot: replace(slot, salt=flipped(slot.salt)),
    "nonce": lambda slot: replace(slot, nonce=flipped(slot.nonce)),
    "sealed key": lambda slot: replace(slot, wrapped=flipped(slot.wrapped)),
    "name of the kdf": lambda slot: replace(slot, kdf="argon2i"),
}


@pytest.mark.parametrize("what", PASS_CHANGES)
def test_a_changed_passphrase_slot_does_not_open(header: Header, what: str) -> None:
    assert opens(changed(header, "pass", PASS_CHANGES[what])) == ["recovery"]


@pytest.mark.parametrize("what", ["salt", "nonce", "sealed key", "name of the kdf"])
def test_a_changed_recovery_slot_does_not_open(header: Header, what: str) -> None:
    assert opens(changed(header, "recovery", PASS_CHANGES[what])) == ["pass"]


@pytest.mark.parametrize(
    "change",
    [{"params": KdfCost(8, 1, 1)}, {"name": "recovery"}, {"kdf": "hkdf-sha256"}, {"salt": bytes(16)}],
    ids=lambda change: next(iter(change)),
)
def test_open_fields_are_sealed_with_the_key(header: Header, change: dict[str, Any]) -> None:
    """The attack itself: even who has the derived key cannot open a slot whose open fields were changed."""
    slot = header.slots[0]
    cipher = AESGCM(slots._derived(slot, PASSPHRASE.encode()))
    assert cipher.decrypt(slot.nonce, slot.wrapped, slots._bound(header.identity, slot)) == DEK
    with pytest.raises(InvalidTag):
        cipher.decrypt(slot.nonce, slot.wrapped, slots._bound(header.identity, replace(slot, **change)))


def test_swapped_slots_do_not_open(header: Header) -> None:
    passphrase, recovery = header.slots
    swapped = (replace(passphrase, name="recovery"), replace(recovery, name="pass"))
    assert opens(replace(header, slots=swapped)) == []


def test_a_slot_of_another_vault_with_the_same_secrets_does_not_open(header: Header) -> None:
    other = new_header(DEK, PASSPHRASE, RECOVERY, cost=CHEAP)
    assert opens(replace(header, slots=other.slots)) == []
    assert opens(replace(header, vault_id=other.vault_id)) == []


def test_a_real_vault_cannot_be_called_a_demo(header: Header) -> None:
    assert opens(replace(header, demo=True)) == []


def test_written_and_read_back_it_is_the_same_and_private(header: Header, tmp_path: Path) -> None:
    write_header(str(tmp_path), header)
    assert read_header(str(tmp_path)) == header
    assert os.listdir(tmp_path) == [HEADER]
    assert (tmp_path / HEADER).stat().st_size < 1000
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / HEADER).stat().st_mode) == 0o600


def test_a_demo_header_has_no_slots_and_says_so(tmp_path: Path) -> None:
    header = demo_header()
    write_header(str(tmp_path), header)
    assert read_header(str(tmp_path)) == header
    assert header.demo
    assert opens(header) == []


def test_no_header_is_no_vault(tmp_path: Path) -> None:
    with pytest.raises(LockedError) as refusal:
        read_header(str(tmp_path))
    assert key_of(refusal) == "no_vault"


DAMAGE: dict[str, object] = {
    "version": ["1", 0, 1.0, None, True, -1],
    "vault": ["", "00", "g" * 32, 7, None],
    "demo": [0, "false", None],
    "slots": [{}, None, [], "slots", [1], [None], [[]]],
    "slots.0.name": ["os", "recovery", None, 1, []],
    "slots.0.kdf": ["hkdf-sha256", "argon2i", "", None, {}],
    "slots.0.params": [{}, None, [], "strong"],
    "slots.0.params.memory_kib": [0, 7, 2**18 + 1, 2**31, 10**400, -64, 64.0, "64", True, None],
    "slots.0.params.passes": [0, 11, 10**9, -1, 1.5, None],
    "slots.0.params.lanes": [0, 9, 17, 10**9, -1, None],
    "slots.0.salt": ["", "00", "zz" * 16, 16, None],
    "slots.0.nonce": ["", "00" * 13, None],
    "slots.0.wrapped": ["", "00" * 32, None],
}
"""Place in the file, and values that must not stand there (64 KiB of memory cannot have nine lanes)."""


@pytest.fixture(scope="module")
def content(header: Header, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("written")
    write_header(str(folder), header)
    return (folder / HEADER).read_bytes()


def assert_damaged(folder: Path, text: str | bytes) -> None:
    Path(header_path(str(folder))).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(DamagedError) as refusal:
        read_header(str(folder))
    assert key_of(refusal) == "header_damaged"


@pytest.mark.parametrize("place", DAMAGE)
def test_a_field_we_would_not_have_written_is_damage(content: bytes, tmp_path: Path, place: str) -> None:
    *way, last = [int(step) if step.isdigit() else step for step in place.split(".")]
    for value in DAMAGE[place]:  # type: ignore[attr-defined]
        record = json.loads(content)
        spot: object = record
        for step in way:
            spot = spot[step]  # type: ignore[index]
        spot[last] = value  # type: ignore[index]
        assert_damaged(tmp_path, json.dumps(record))
        del spot[last]  # type: ignore[attr-defined]
        assert_damaged(tmp_path, json.dumps(record))


def test_a_doubled_slot_and_a_missing_passphrase_slot_are_damage(content: bytes, tmp_path: Path) -> None:
    record = json.loads(content)
    passphrase, recovery = record["slots"]
    for left in ([passphrase, passphrase], [recovery]):
        assert_damaged(tmp_path, json.dumps({**record, "slots": left}))


def test_a_later_version_asks_for_a_newer_program(content: bytes, tmp_path: Path) -> None:
    record = {**json.loads(content), "version": 2, "slots": "in a shape of the future"}
    (tmp_path / HEADER).write_text(json.dumps(record))
    with pytest.raises(DamagedError) as refusal:
        read_header(str(tmp_path))
    assert key_of(refusal) == "newer_schema"
    assert refusal.value.values == {"found": 2, "known": 1}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        "1",
        '"text"',
        "\0" * 425,
        "[" * 60_000,
        "9" * 5000,
        b"\xff\xfe{}",
        " " * 70_000 + "{}",
    ],
    ids=lambda text: repr(text[:8]),
)
def test_what_is_no_header_is_damage(tmp_path: Path, text: str | bytes) -> None:
    assert_damaged(tmp_path, text)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_one_changed_byte_never_opens_with_another_key(
    content: bytes, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whatever byte rots: the header is damaged, does not open, or still gives the very same key."""
    folder = tmp_path_factory.getbasetemp()
    rotten = bytearray(content)
    rotten[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    (folder / HEADER).write_bytes(rotten)
    try:
        header = read_header(str(folder))
    except DamagedError:
        return
    opens(header)


def test_a_torn_header_is_damage_at_every_length(content: bytes, tmp_path: Path) -> None:
    for length in range(0, len(content) - 2, 7):
        assert_damaged(tmp_path, content[:length])


def test_a_data_key_of_another_length_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="32"):
        new_header(b"short", PASSPHRASE, cost=CHEAP)
