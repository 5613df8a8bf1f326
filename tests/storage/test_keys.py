"""Derived keys against another implementation, and passphrases from files."""

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given, settings
from hypothesis import strategies as st

from rekotui.base.errors import LockedError
from storage.keys import audit_key, hkdf_sha256, passphrase_from_file, raw_key_hex


@settings(max_examples=50, deadline=None)
@given(st.binary(min_size=1, max_size=80), st.binary(max_size=70), st.binary(max_size=40), st.integers(1, 200))
def test_the_derivation_is_hkdf(secret: bytes, salt: bytes, info: bytes, length: int) -> None:
    oracle = HKDF(algorithm=SHA256(), length=length, salt=salt or None, info=info).derive(secret)
    assert hkdf_sha256(secret, salt=salt, info=info, length=length) == oracle


def test_the_derivation_gives_the_first_example_of_rfc_5869() -> None:
    key = hkdf_sha256(b"\x0b" * 22, salt=bytes(range(13)), info=bytes.fromhex("f0f1f2f3f4f5f6f7f8f9"), length=42)
    assert key.hex() == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"


def test_the_audit_key_is_another_key_than_the_data_key() -> None:
    dek = bytes(range(32))
    oracle = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"audit").derive(dek)
    assert audit_key(dek) == oracle != dek


def test_a_raw_key_is_64_hexadecimal_digits_and_nothing_else() -> None:
    assert raw_key_hex(bytes(range(32))) == "".join(f"{number:02x}" for number in range(32))
    with pytest.raises(ValueError, match="32"):
        raw_key_hex(b"short")


def private(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    path.chmod(0o600)
    return str(path)


@pytest.mark.parametrize(
    ("data", "passphrase"),
    [
        (b"fyra ord att minnas", "fyra ord att minnas"),
        (b"fyra ord\n", "fyra ord"),
        (b"fyra ord\r\n", "fyra ord"),
        (b"fyra ord\n\n", "fyra ord\n"),
        (b" mellanslag \n", " mellanslag "),
        (b"\xef\xbb\xbffyra ord\n", "fyra ord"),
        (unicodedata.normalize("NFD", "blåbär").encode(), "bl\u00e5b\u00e4r"),
        (b"", ""),
    ],
)
def test_one_newline_is_stripped_and_spelling_is_one(tmp_path: Path, data: bytes, passphrase: str) -> None:
    assert passphrase_from_file(private(tmp_path / "pass", data)) == passphrase


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"x" * 5000])
def test_what_is_no_passphrase_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(LockedError) as refusal:
        passphrase_from_file(private(tmp_path / "pass", data))
    assert refusal.value.key == "passphrase_file_missing"


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "missing", tmp_path):
        with pytest.raises(LockedError) as refusal:
            passphrase_from_file(str(path))
        assert refusal.value.key == "passphrase_file_missing"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
@pytest.mark.parametrize("bits", [0o644, 0o640, 0o604, 0o620])
def test_a_file_open_to_others_is_refused(tmp_path: Path, bits: int) -> None:
    path = tmp_path / "pass"
    path.write_text("fyra ord att minnas")
    path.chmod(bits)
    with pytest.raises(LockedError) as refusal:
        passphrase_from_file(str(path))
    assert refusal.value.key == "passphrase_file_open"


def test_look_ups_pay_for_no_cryptography_library() -> None:
    code = (
        "import sys; import storage.keys, storage.header, storage.agent_client as client;"
        "storage.keys.audit_key(bytes(32)); client.ask_key('/nowhere');"
        "heavy = {'cryptography', 'socket', 'pathlib', 'tempfile', 'subprocess', 'platformdirs', 'pydantic'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
