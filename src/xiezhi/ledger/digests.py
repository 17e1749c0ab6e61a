"""SHA-256 and SM3 of an entry's bytes, side by side."""

import hashlib

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes

GENESIS = "0" * 64  # stands before the first entry of a chain


def sha256(content: bytes) -> str:
    """Return the SHA-256 digest as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def sm3(content: bytes) -> str:
    """Return the SM3 digest as 64 hexadecimal digits, or an empty text where SM3 is missing."""
    if _IN_HASHLIB:
        return hashlib.new("sm3", content).hexdigest()
    if not SM3_AVAILABLE:
        return ""
    digest = hashes.Hash(hashes.SM3())
    digest.update(content)
    return digest.finalize().hex()


def _hashlib_knows_sm3() -> bool:
    # An OpenSSL may list SM3 and still refuse it (FIPS), so it is tried.
    try:
        hashlib.new("sm3", b"")
    except ValueError:
        return False
    return True


def _cryptography_knows_sm3() -> bool:
    try:
        hashes.Hash(hashes.SM3())
    except UnsupportedAlgorithm:
        return False
    return True


_IN_HASHLIB = _hashlib_knows_sm3()
SM3_AVAILABLE = _IN_HASHLIB or _cryptography_knows_sm3()
SM3_ABSENT = "本机的 OpenSSL 不支持 SM3：只记录和校验 SHA-256，SM3 一栏留空。"
