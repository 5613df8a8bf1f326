"""Slots: the data key, wrapped once for each secret that opens the vault.

A slot is AES-256-GCM over the 32-byte data key, under a key derived from a passphrase (Argon2id) or from the
printed recovery key (HKDF-SHA-256). The vault's identity and all other fields of the slot are authenticated
with it, so a slot whose parameters were lowered, or that was moved from another vault, does not open.
"""

import json
import os
from dataclasses import asdict, dataclass

from storage.keys import KEY_BYTES, hkdf_sha256, normalised

PASSPHRASE = "pass"
RECOVERY = "recovery"
ARGON2ID = "argon2id"
HKDF_SHA256 = "hkdf-sha256"
KDF_OF = {PASSPHRASE: ARGON2ID, RECOVERY: HKDF_SHA256}

SALT_BYTES = 16
NONCE_BYTES = 12
WRAPPED_BYTES = KEY_BYTES + 16
_RECOVERY_INFO = b"rekotui recovery slot"

_MOST_MEMORY_KIB = 256 * 1024
_MOST_PASSES = 10
_MOST_LANES = 16


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one guess at a passphrase costs: memory in KiB, passes over it, parallel lanes (Argon2id)."""

    memory_kib: int
    passes: int
    lanes: int

    def is_sane(self) -> bool:
        """Say whether a file may ask for this: neither impossible, nor able to exhaust the machine."""
        return (
            1 <= self.lanes <= _MOST_LANES
            and 1 <= self.passes <= _MOST_PASSES
            and 8 * self.lanes <= self.memory_kib <= _MOST_MEMORY_KIB
        )


STRONG = KdfCost(memory_kib=64 * 1024, passes=3, lanes=4)
"""RFC 9106's second recommendation: about 0.3 s a guess."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One wrapped copy of the data key. `params` is None where the secret needs no slow KDF."""

    name: str
    kdf: str
    params: KdfCost | None
    salt: bytes
    nonce: bytes
    wrapped: bytes


def passphrase_slot(identity: str, dek: bytes, passphrase: str, cost: KdfCost) -> Slot:
    """Wrap the data key for a passphrase."""
    secret = normalised(passphrase).encode()
    return _wrapped(identity, dek, secret, Slot(PASSPHRASE, ARGON2ID, cost, *_fresh(), wrapped=b""))


def recovery_slot(identity: str, dek: bytes, key: bytes) -> Slot:
    """Wrap the data key for a recovery key (random bytes of `storage.recovery_key`)."""
    return _wrapped(identity, dek, key, Slot(RECOVERY, HKDF_SHA256, None, *_fresh(), wrapped=b""))


def unwrap(identity: str, slot: Slot, secret: bytes) -> bytes | None:
    """Return the data key, or None: the secret is wrong, or the slot or the identity was changed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cipher = AESGCM(_derived(slot, secret))
    try:
        return cipher.decrypt(slot.nonce, slot.wrapped, _bound(identity, slot))
    except InvalidTag:
        return None


def _fresh() -> tuple[bytes, bytes]:
    """Return salt and nonce. Every slot has its own derived key, so a random nonce is used once only."""
    return os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)


def _wrapped(identity: str, dek: bytes, secret: bytes, empty: Slot) -> Slot:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(dek) != KEY_BYTES:
        raise ValueError("a data key has 32 bytes")
    sealed = AESGCM(_derived(empty, secret)).encrypt(empty.nonce, dek, _bound(identity, empty))
    return Slot(empty.name, empty.kdf, empty.params, empty.salt, empty.nonce, sealed)


def _derived(slot: Slot, secret: bytes) -> bytes:
    if slot.params is None:
        return hkdf_sha256(secret, salt=slot.salt, info=_RECOVERY_INFO)
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(
        salt=slot.salt,
        length=KEY_BYTES,
        iterations=slot.params.passes,
        lanes=slot.params.lanes,
        memory_cost=slot.params.memory_kib,
    )
    return kdf.derive(secret)


def _bound(identity: str, slot: Slot) -> bytes:
    """Return what is authenticated beside the key: the vault's identity and every open field of the slot."""
    fields = {
        "identity": identity,
        "name": slot.name,
        "kdf": slot.kdf,
        "params": asdict(slot.params) if slot.params else {},
        "salt": slot.salt.hex(),
        "nonce": slot.nonce.hex(),
    }
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()
