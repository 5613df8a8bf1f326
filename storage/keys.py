"""Small things about keys that look-ups need as well: derived keys, and a passphrase kept in a file.

Only the standard library, and its hashing only when asked for: this module lies on the look-up path.
"""

import unicodedata

from rekotui.base.errors import LockedError
from storage.private_files import is_private

KEY_BYTES = 32
_HASH_BYTES = 32
_LONGEST_FILE = 4096


def hkdf_sha256(secret: bytes, *, info: bytes, salt: bytes = b"", length: int = KEY_BYTES) -> bytes:
    """Derive `length` bytes from a strong secret (HKDF with SHA-256, RFC 5869)."""
    import hmac

    root = hmac.digest(salt or bytes(_HASH_BYTES), secret, "sha256")
    block, out = b"", b""
    for counter in range(1, -(-length // _HASH_BYTES) + 1):
        block = hmac.digest(root, block + info + bytes([counter]), "sha256")
        out += block
    return out[:length]


def audit_key(dek: bytes) -> bytes:
    """Return the 32-byte key of the access log's chain, derived from the data key."""
    return hkdf_sha256(dek, info=b"audit")


def raw_key_hex(dek: bytes) -> str:
    """Return the data key as SQLCipher's raw key wants it: 64 hexadecimal digits."""
    if len(dek) != KEY_BYTES:
        raise ValueError("a data key has 32 bytes")
    return dek.hex()


def normalised(passphrase: str) -> str:
    """Return a passphrase spelled one way: macOS types å in two code points, Linux in one (NFC)."""
    return unicodedata.normalize("NFC", passphrase)


def passphrase_from_file(path: str) -> str:
    """Read a passphrase: UTF-8, one trailing newline stripped, NFC.

    Raises LockedError "passphrase_file_missing" where it cannot be read as text, "passphrase_file_open" where
    others than its owner may read it.
    """
    try:
        with open(path, "rb") as file:
            # Asked of the open file, so that nobody can change it for another in between.
            private = is_private(file.fileno())
            data = file.read(_LONGEST_FILE + 1) if private else b""
    except OSError:
        raise LockedError("passphrase_file_missing") from None
    if not private:
        raise LockedError("passphrase_file_open")
    return normalised(_without_newline(_decoded(data)))


def _decoded(data: bytes) -> str:
    try:
        # Some editors begin the file with an invisible mark that nobody has typed.
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise LockedError("passphrase_file_missing") from None
    if len(data) > _LONGEST_FILE:
        raise LockedError("passphrase_file_missing")
    return text


def _without_newline(text: str) -> str:
    return text.removesuffix("\n").removesuffix("\r") if text.endswith("\n") else text
