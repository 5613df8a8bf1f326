"""The vault's header: a small file beside the database with the slots that open it.

A new passphrase means a new slot, never a rewritten database. It does not take back old copies: an old
header opens an old backup with the old passphrase.
"""

import json
import os
from dataclasses import asdict, dataclass, replace

from rekotui.base.errors import DamagedError, LockedError, WrongUseError
from storage.keys import normalised
from storage.private_files import write_private
from storage.slots import (
    KDF_OF,
    NONCE_BYTES,
    PASSPHRASE,
    RECOVERY,
    SALT_BYTES,
    STRONG,
    WRAPPED_BYTES,
    KdfCost,
    Slot,
    passphrase_slot,
    recovery_slot,
    unwrap,
)

HEADER = "vault.json"
VERSION = 1
LEAST_CHARACTERS = 12
_ID_BYTES = 16
_LARGEST_FILE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Header:
    """What stands in the header file: vault id (32 hexadecimal digits), slots, and whether it is a demo."""

    version: int
    vault_id: str
    slots: tuple[Slot, ...]
    demo: bool = False

    @property
    def identity(self) -> str:
        """What every slot is bound to: this vault and no other, demo or not."""
        return f"rekotui {self.version} {self.vault_id} {'demo' if self.demo else 'real'}"

    def slot(self, name: str) -> Slot | None:
        """Return the slot of that name, if there is one."""
        return next((slot for slot in self.slots if slot.name == name), None)


def header_path(folder: str) -> str:
    """Return the header file's path inside a vault folder."""
    return os.path.join(folder, HEADER)


def new_header(
    dek: bytes, passphrase: str, recovery: bytes | None = None, *, cost: KdfCost = STRONG, demo: bool = False
) -> Header:
    """Return the header of a new vault with a passphrase slot and, if given, a recovery slot.

    Raises WrongUseError "short_passphrase".
    """
    header = replace_passphrase(_empty(demo), dek, passphrase, cost=cost)
    return header if recovery is None else add_recovery(header, dek, recovery)


def demo_header() -> Header:
    """Return the header of a demo vault: no slots, because its key lies beside it in the open."""
    return _empty(demo=True)


def open_with_passphrase(header: Header, passphrase: str) -> bytes:
    """Return the data key (32 bytes). Raises LockedError "wrong_passphrase", for a changed slot too."""
    slot = header.slot(PASSPHRASE)
    dek = unwrap(header.identity, slot, normalised(passphrase).encode()) if slot else None
    if dek is None:
        raise LockedError("wrong_passphrase")
    return dek


def open_with_recovery(header: Header, key: bytes) -> bytes:
    """Return the data key (32 bytes) for a key of 20 bytes. Raises LockedError "wrong_recovery_key"."""
    slot = header.slot(RECOVERY)
    dek = unwrap(header.identity, slot, key) if slot else None
    if dek is None:
        raise LockedError("wrong_recovery_key")
    return dek


def replace_passphrase(header: Header, dek: bytes, new: str, *, cost: KdfCost = STRONG) -> Header:
    """Return the header with another passphrase slot. Raises WrongUseError "short_passphrase"."""
    check_passphrase(new)
    return _with(header, passphrase_slot(header.identity, dek, new, cost))


def add_recovery(header: Header, dek: bytes, key: bytes) -> Header:
    """Return the header with this recovery key, in place of an earlier one."""
    return _with(header, recovery_slot(header.identity, dek, key))


def check_passphrase(passphrase: str) -> None:
    """Raise WrongUseError "short_passphrase" for fewer than 12 characters, however they were typed."""
    if len(normalised(passphrase)) < LEAST_CHARACTERS:
        raise WrongUseError("short_passphrase", least=LEAST_CHARACTERS)


def write_header(folder: str, header: Header) -> None:
    """Write the header file in one step, 0600. Raises CannotWriteError."""
    record = {
        "version": header.version,
        "vault": header.vault_id,
        "demo": header.demo,
        "slots": [_slot_record(slot) for slot in header.slots],
    }
    write_private(header_path(folder), json.dumps(record, separators=(",", ":")).encode() + b"\n")


def read_header(folder: str) -> Header:
    """Read the header file.

    Raises LockedError "no_vault" where there is none, DamagedError "header_damaged" for anything that we
    would not have written (KDF parameters that could exhaust the machine among it), "newer_schema" for a
    later version of the file.
    """
    try:
        with open(header_path(folder), "rb") as file:
            data = file.read(_LARGEST_FILE + 1)
    except FileNotFoundError:
        raise LockedError("no_vault", folder=folder) from None
    except OSError:
        raise DamagedError("header_damaged") from None
    try:
        return _header(json.loads(data.decode()))
    except (ValueError, KeyError, RecursionError):
        raise DamagedError("header_damaged") from None


def _empty(demo: bool) -> Header:
    return Header(VERSION, os.urandom(_ID_BYTES).hex(), (), demo)


def _with(header: Header, slot: Slot) -> Header:
    others = tuple(old for old in header.slots if old.name != slot.name)
    return replace(header, slots=tuple(sorted((*others, slot), key=lambda each: each.name)))


def _slot_record(slot: Slot) -> dict[str, object]:
    return {
        "name": slot.name,
        "kdf": slot.kdf,
        "params": asdict(slot.params) if slot.params else {},
        "salt": slot.salt.hex(),
        "nonce": slot.nonce.hex(),
        "wrapped": slot.wrapped.hex(),
    }


def _header(value: object) -> Header:
    """Build a header from what the file says; raise ValueError or KeyError where it is not ours."""
    record = _record(value)
    version = _whole(record["version"])
    if version > VERSION:
        raise DamagedError("newer_schema", found=version, known=VERSION)
    demo, slots = record["demo"], record["slots"]
    if version != VERSION or not isinstance(demo, bool) or not isinstance(slots, list):
        raise ValueError("not a header")
    header = Header(version, _bytes(record["vault"], _ID_BYTES).hex(), tuple(map(_slot, slots)), demo)
    names = [slot.name for slot in header.slots]
    if len(names) != len(set(names)) or not (demo or PASSPHRASE in names):
        raise ValueError("slots missing or doubled")
    return header


def _slot(value: object) -> Slot:
    record = _record(value)
    name = _text(record["name"])
    if _text(record["kdf"]) != KDF_OF[name]:
        raise ValueError("not a way to derive this slot's key")
    return Slot(
        name=name,
        kdf=KDF_OF[name],
        params=_cost(record["params"]) if name == PASSPHRASE else None,
        salt=_bytes(record["salt"], SALT_BYTES),
        nonce=_bytes(record["nonce"], NONCE_BYTES),
        wrapped=_bytes(record["wrapped"], WRAPPED_BYTES),
    )


def _cost(value: object) -> KdfCost:
    record = _record(value)
    cost = KdfCost(_whole(record["memory_kib"]), _whole(record["passes"]), _whole(record["lanes"]))
    if not cost.is_sane():
        raise ValueError("impossible or absurd cost")
    return cost


def _record(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ValueError("not a record")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not text")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("not a whole number")
    return value


def _bytes(value: object, size: int) -> bytes:
    data = bytes.fromhex(_text(value))
    if len(data) != size:
        raise ValueError("wrong length")
    return data
